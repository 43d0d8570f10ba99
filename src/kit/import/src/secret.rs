//! Addresses that must not be found: which texts may hold one, and how it is cut out.
//!
//! We keep no street of anybody. What is left are texts: a shelter's street stands in its description more often than in
//! its address. Where a shelter or violence is spoken of, anything that looks like a street goes.

use crate::listed::{Phrases, Words, bare};
use crate::text::folded;

/// Words of an address that say it is secret.
const SECRET: &str = "confidential|undisclosed|not disclosed|not public|not published|withheld|secret|unlisted location|\
    confidencial";

/// Phrases of a text about places that people hide in.
static SHELTERS: Phrases = Phrases::of(
    "shelter|shelters|safe house|safehouse|safe houses|safe home|safe housing|refuge|domestic violence|\
    family violence|domestic abuse|intimate partner violence|trafficking|trafficked|battered|sexual assault|\
    sexual exploitation|stalking|violence against women|transitional housing|albergue|refugio|casa de acogida|\
    violencia|trata de personas|emergency housing",
);

/// Whether an address says that it is not to be known.
pub fn says_secret(address: &str) -> bool {
    let folded = folded(address);
    SECRET.split('|').any(|word| folded.contains(word))
}

/// Whether a folded text speaks of places that people hide in.
pub fn speaks_of_shelter(text: &str) -> bool {
    SHELTERS.stand_in(text)
}

/// Phrases of a sentence that says where something is.
static WHERE: Phrases = Phrases::of(
    "corner|behind|opposite|beside|next to|next door|across from|across the street|near the|close to the|\
    we are at|we are in|we are on|find us|intersection|blocks from|minutes from|minutes walk|bus stop|bus depot|\
    bus station|train station|landmark|ring the|ring twice|buzzer|door code|gate code|side door|back door|blue door|\
    esquina|frente a|al lado de|cerca de la|cerca del|detras de|junto a|ubicado|ubicada|estamos en",
);

/// Whether a sentence seems to say where something is: behind what, next to what, on which corner.
pub fn tells_where(sentence: &str) -> bool {
    WHERE.stand_in(&folded(sentence))
}

/// What a street is called, as its last word (English) or its first (Spanish, French).
static STREETS: Words =
    Words::of("street avenue ave boulevard blvd road rd lane ln parkway pkwy highway hwy turnpike strasse straße");
/// Words that are a street only behind a name: "12 Elm Place", but not "12 and place".
static STREETS_OR_NOT: Words = Words::of(
    "st av drive dr court ct place pl way circle cir terrace ter square sq trail trl loop pike alley crescent \
    close row plaza causeway expressway cove broadway route walk",
);
const STREETS_FIRST: &str = "calle avenida avda carrera paseo plaza rue boulevard carretera rua";
/// What follows a street and belongs to it.
static UNITS: Words = Words::of("suite ste apt apartment unit floor fl room rm bldg building");
/// How many words lie between a number and the word for a street at most.
const FAR: usize = 5;

fn trimmed(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '#')
}

fn is_house_number(word: &str) -> bool {
    let word = trimmed(word);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=6).contains(&digits) {
        return false;
    }
    let rest = word.get(digits..).unwrap_or("");
    rest.chars().count() <= 1 || rest.starts_with('-') && rest.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

/// Whether a sentence or a part of one ends with this word.
fn ends(word: &str) -> bool {
    word.ends_with([',', ';', ':', '!', '?']) || word.len() > 4 && word.ends_with('.')
}

fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
}

/// Cuts out everything that looks like a street; what was cut, or nothing.
pub fn without_streets(text: &str) -> Option<(String, Vec<String>)> {
    // A street has a number, and so does a box at the post office; most texts have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && !names_a_box(text) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    let mut cut = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let length = street_at(&words, at);
        if length == 0 {
            kept.push(word);
            at += 1;
            continue;
        }
        cut.push(words.get(at..at + length).unwrap_or_default().join(" "));
        at += length;
    }
    (!cut.is_empty()).then(|| (kept.join(" "), cut))
}

fn names_a_box(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(b"box"))
}

/// How many words from here on are a street.
fn street_at(words: &[&str], at: usize) -> usize {
    let word = |offset: usize| words.get(at + offset).copied().unwrap_or("");
    // No other letter begins a number, a box or a street.
    if !word(0)
        .bytes()
        .find(u8::is_ascii_alphanumeric)
        .is_some_and(|one| one.is_ascii_digit() || b"pPcCaArRbB".contains(&one))
    {
        return 0;
    }
    let first = trimmed(word(0));
    // "P.O. Box 12", "PO Box 12"
    let post_office = ["po", "p.o", "p.o."].iter().any(|post| first.eq_ignore_ascii_case(post));
    if post_office && bare(word(1)) == "box" {
        return 2 + usize::from(word(2).contains(|one: char| one.is_ascii_digit()));
    }
    if is_house_number(word(0)) {
        let end = (1..=FAR + 1).take_while(|offset| *offset == 1 || !ends(word(offset - 1))).find(|offset| {
            let last = word(*offset);
            let named = || (1..*offset).all(|between| is_name(word(between))) && is_name(word(*offset));
            STREETS.has(last) || STREETS_OR_NOT.has(last) && named()
        });
        if let Some(end) = end {
            return end + 1 + units(words, at + end + 1);
        }
    }
    if STREETS_FIRST.split(' ').any(|street| street.eq_ignore_ascii_case(first)) {
        let end = (1..=FAR + 1).find(|offset| is_house_number(word(*offset)));
        if let Some(end) = end {
            return end + 1 + units(words, at + end + 1);
        }
    }
    0
}

/// Suite and floor behind a street.
fn units(words: &[&str], at: usize) -> usize {
    let unit = words.get(at).map_or("", |word| trimmed(word));
    match (UNITS.has(unit) || unit == "#", unit.starts_with('#')) {
        (true, _) if words.get(at + 1).is_some_and(|next| next.len() <= 6) => 2,
        (true, _) | (_, true) => 1,
        _ => 0,
    }
}

/// Cuts an address that is known out of a text, however its letters are cased.
pub fn without(text: &str, known: &str) -> Option<String> {
    let known = known.trim();
    if known.len() < 5 {
        return None;
    }
    let at = text.to_ascii_lowercase().find(&known.to_ascii_lowercase())?;
    let (before, rest) = text.split_at_checked(at)?;
    let after = rest.get(known.len()..)?;
    Some(format!("{} {}", before.trim_end(), after.trim_start()).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> String {
        without_streets(text).map_or_else(|| text.to_owned(), |(text, _)| text)
    }

    #[test]
    fn a_street_in_a_description_is_cut_out() {
        assert_eq!(
            cut("Women's shelter at 1200 North Harbour Street, Suite 4, open daily."),
            "Women's shelter at open daily."
        );
        assert_eq!(cut("Come to 14B Elm Ave. by six"), "Come to by six");
        assert_eq!(cut("HOUSE: 21 Cedar Cove, Southtown"), "HOUSE: Southtown");
        assert_eq!(cut("P.O. Box 99, Southtown"), "Southtown");
        assert_eq!(cut("Estamos en Calle Mayor 12, tercer piso"), "Estamos en tercer piso");
        assert_eq!(cut("at 238 NE 2nd Street"), "at");
        assert_eq!(cut("we are at 12 old mill road now"), "we are at now");
    }

    #[test]
    fn a_number_that_is_no_address_stays() {
        for text in [
            "24 hours a day, on your way home",
            "We have 12 beds. Drive to us.",
            "Open 9 to 5",
            "Call 211 and place an order",
        ] {
            assert_eq!(cut(text), text);
        }
    }

    #[test]
    fn a_secret_address_says_so_in_several_ways() {
        assert!(
            says_secret("Confidential") && says_secret("Address not disclosed") && says_secret("UNDISCLOSED LOCATION")
        );
        assert!(!says_secret("12 Main Street"));
        let speaks = |text: &str| speaks_of_shelter(&folded(text));
        assert!(speaks("A safe house for women") && speaks("Help after domestic violence."));
        assert!(!speaks("A library") && !speaks("an animal sheltered"));
    }

    #[test]
    fn an_address_of_the_export_is_cut_out_of_its_texts() {
        assert_eq!(without("Behind THE OLD MILL, ring twice", "The Old Mill").as_deref(), Some("Behind , ring twice"));
        assert_eq!(without("nothing", "The Old Mill"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in ".{0,80}|([0-9]{1,3}|Street|Calle|North|,| |P.O. Box|#4){0,12}", known in ".{0,10}") {
            let _ = (without_streets(&text), without(&text, &known), says_secret(&text), speaks_of_shelter(&text));
        }

        #[test]
        fn a_numbered_street_never_stays(number in 1_u32..99_999, name in "[A-Z][a-z]{2,8}", street in "Street|Ave|Road|Blvd|Lane") {
            let text = cut(&format!("Our shelter is at {number} {name} {street} in town"));
            prop_assert!(!text.contains(&format!("{name} {street}")), "{text}");
        }
    }
}
