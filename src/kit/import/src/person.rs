//! Names of people: who is named where only a service should be.

use crate::listed::{Words, bare};
use crate::text::folded;

/// Words before a person's name.
static TITLES: Words =
    Words::of("mr mrs ms miss dr rev reverend pastor father sister sgt det detective officer sr sra atty c/o officers");
/// Phrases that ask for a person.
const ASKS: [&str; 10] = [
    "ask for ",
    "contact person",
    "speak to ",
    "speak with ",
    "attn",
    "attention:",
    "contact: ",
    "c/o ",
    "direct line",
    "personal",
];
/// Words that stand in the names of departments and places, never in people's.
static GROUPS: Words = Words::of(
    "office line hotline helpline intake admin administration main phone toll free tty tdd fax fiscal crisis \
    shelter service services program programs referral referrals information info legal aid center centre \
    department dept unit division team desk front reception emergency night day hours after local national state \
    county city number numbers business general customer care health clinic medical hospital housing food bank \
    pantry school education training employment youth family families women women's womens men children child \
    senior seniors volunteer volunteers donor donations outreach support group victim victims survivor survivors \
    advocacy advocate advocates counseling counselling immigration labor work rights spanish english text sms \
    voice mail north south east west new home house street appointments prevention response system violence \
    domestic witness assistance relay resource resources network project college university store shop thrift \
    tax relations public human presentations area district court hot bilingual co law career abuse treatment \
    rape parents society church ministry foundation association agency authority board bureau enforcement police \
    sheriff protection welfare safety community affairs behavioral mental assault sexual trafficking answering \
    machine private administrative offices centers living adult kids teen parent",
);

/// Whether the words beside a number name a person: "Ms. Baker", "Roe Dee, updates only", "ask for Jo".
pub fn is_named(raw: &str) -> bool {
    let lower = raw.to_lowercase();
    if ASKS.iter().any(|phrase| lower.contains(phrase)) {
        return true;
    }
    let words: Vec<&str> = raw.split([' ', ',', '(', ')', '/', ';', ':']).filter(|word| !word.is_empty()).collect();
    let titled = words.windows(2).any(|pair| match pair {
        [title, name] => TITLES.has(title) && name.starts_with(char::is_uppercase),
        _ => false,
    });
    titled || parts(raw).any(names_somebody)
}

/// The parts of a remark: "Intake - Dee Fieldmouse, director" has three.
fn parts(raw: &str) -> impl Iterator<Item = &str> {
    let marks = raw.split([',', '(', ')', '/', ';', ':', '&']);
    marks.flat_map(|part| part.split(" - ")).flat_map(|part| part.split("- ")).flat_map(|part| part.split(" or "))
}

/// Two words in a row, each with a capital letter, and none beside them that a department is called by.
fn names_somebody(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let two = words.windows(2).any(|pair| pair.iter().all(|word| is_name(word)));
    two && words.len() <= 6 && !words.iter().any(|word| GROUPS.has(word))
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    capital && letters.next().is_some_and(char::is_lowercase)
}

/// Cuts known names of people out of a text; what was cut.
pub fn without_names(text: &str, names: &[String]) -> Option<(String, Vec<String>)> {
    let mut out = text.to_owned();
    let mut cut = Vec::new();
    for name in names.iter().filter(|name| name.contains(' ') && name.len() >= 5) {
        while let Some(shorter) = crate::secret::without(&out, name) {
            out = shorter;
            cut.push(name.clone());
        }
    }
    (!cut.is_empty()).then_some((out, cut))
}

/// Titles that only people have; a "Dr. King Center" is a place.
static OF_PEOPLE: Words = Words::of("mr mrs ms miss");
/// Words after which somebody's name stands: "ask for Jo Example", "Contact: Jo Example".
const ASKED: &str = "ask for|speak to|speak with|talk to|talk with|contact|attn|attention|attention of";

/// The most words that a name has here.
const LONGEST_NAME: usize = 3;

/// Cuts out names that stand in a text alone, where a title or a word before them says that they are somebody's; what was
/// cut. `known` are names of the service, which may stand after such a word, too.
pub fn without_named(text: &str, known: &[&str]) -> Option<(String, Vec<String>)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (mut kept, mut cut, mut at) = (Vec::with_capacity(words.len()), Vec::new(), 0);
    while let Some(word) = words.get(at) {
        let length = somebody_at(&words, at, known);
        match words.get(at..at + length) {
            Some(name) if length > 0 => cut.push(name.join(" ")),
            _ => kept.push(*word),
        }
        at += length.max(1);
    }
    (!cut.is_empty()).then(|| (kept.join(" "), cut))
}

/// How many words from here on are somebody's title and name.
fn somebody_at(words: &[&str], at: usize, known: &[&str]) -> usize {
    // Every word of every description comes by here, and most are small.
    let Some(word) = words.get(at).filter(|word| word.starts_with(char::is_uppercase)) else { return 0 };
    let title = usize::from(TITLES.has(word));
    let rest = words.get(at + title..).unwrap_or_default();
    let ends = |word: &&str| word.ends_with(['.', ',', ';', ':', '!', '?', ')']) && word.len() > 2;
    let most = rest.iter().position(ends).map_or(LONGEST_NAME, |last| LONGEST_NAME.min(last + 1));
    let name = rest.iter().take(most).take_while(|word| is_name(word) && !GROUPS.has(word)).count();
    let asked = || {
        let before = |count: usize| words.get(at.checked_sub(count)?..at).map(|words| bare(&words.join(" ")));
        [1, 2].into_iter().filter_map(before).any(|before| ASKED.split('|').any(|phrase| phrase == before))
    };
    let ours = || {
        let name = rest.get(..name).unwrap_or_default().join(" ");
        known.iter().any(|one| one.contains(name.trim_end_matches('.')))
    };
    let somebodys = match (title, name) {
        (1, 1..) => OF_PEOPLE.has(word) || asked(),
        (0, 2..) => asked() && !ours(),
        _ => false,
    };
    if somebodys { title + name } else { 0 }
}

/// Cuts mailboxes out of a text, but those that may stand there.
pub fn without_mailboxes(text: &str, may_stay: impl Fn(&str) -> bool) -> Option<(String, Vec<String>)> {
    if !text.contains('@') {
        return None;
    }
    let is_mailbox =
        |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let bare = |word: &str| word.trim_matches(|one: char| !one.is_alphanumeric()).to_owned();
    // "(info@harbour.example)," and "href=mailto:info@harbour.example" hold one each.
    let mailboxes = |word: &str| {
        let parts = word.split(['"', '\'', ':', '<', '>', '(', ')', '[', ']', ';', ',', '=', '|']);
        parts.filter(|part| is_mailbox(part)).map(bare).collect::<Vec<_>>()
    };
    let goes = |word: &&str| {
        is_mailbox(word) && (mailboxes(word).is_empty() || !mailboxes(word).iter().all(|one| may_stay(one)))
    };
    let cut: Vec<String> = text.split_whitespace().filter(goes).map(bare).collect();
    let kept: Vec<&str> = text.split_whitespace().filter(|word| !goes(word)).collect();
    (!cut.is_empty()).then(|| (kept.join(" "), cut))
}

/// Cuts numbers out of a text, but those that stand on the card: a number in a text has no check and no source.
pub fn without_numbers(text: &str, may_stay: impl Fn(&str) -> bool) -> Option<(String, Vec<String>)> {
    let is_part =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '(' | ')' | '-' | '.' | ' ' | '+' | '\u{a0}');
    let mut out = String::with_capacity(text.len());
    let mut cut = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit() || matches!(letter, '(' | '+')) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find(|letter| !is_part(letter)).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        let trimmed = run.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let digits: String = trimmed.chars().filter(char::is_ascii_digit).collect();
        // Years, sums and ranges are shorter, or are written without marks.
        let marked = trimmed.contains(['-', '.', '(', '+']) || digits.len() == 10 && !trimmed.contains(' ');
        // "1-800-222-TIPS" is a name; nobody's own number has letters.
        let in_letters =
            digits.len() <= 7 && run.ends_with('-') && after.starts_with(|one: char| one.is_ascii_uppercase());
        if (7..=15).contains(&digits.len()) && marked && !in_letters && !may_stay(&digits) {
            cut.push(trimmed.to_owned());
            out.push_str(run.get(trimmed.len()..).unwrap_or(""));
        } else {
            out.push_str(run);
        }
        rest = after;
    }
    out.push_str(rest);
    (!cut.is_empty()).then(|| (out.split_whitespace().collect::<Vec<_>>().join(" "), cut))
}

/// A name in capital letters as it would be written otherwise.
fn cased(name: &str) -> String {
    if name.contains(char::is_lowercase) {
        return name.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| format!("{first}{}", letters.as_str().to_lowercase()))
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Names of people, from the rows of a contacts table.
pub fn names<'a>(rows: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = rows.filter(|name| is_named(&cased(name))).map(str::to_owned).collect();
    names.sort_unstable();
    names.dedup_by_key(|name| folded(name));
    names
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_person_beside_a_number_is_seen() {
        for raw in [
            "Ms. Baker",
            "Dee Fieldmouse",
            "Ada Example, updates only",
            "ask for Jo",
            "c/o the director",
            "Direct line",
            "ext 2 Ann Persona",
            "Intake - Dee Fieldmouse",
            "Officers Thistle/Bramble",
            "Dee Field-Mouse (work)",
            "Dee Fieldmouse or Ann Persona",
        ] {
            assert!(is_named(raw), "{raw}");
        }
    }

    #[test]
    fn a_department_is_nobody() {
        for raw in [
            "",
            "Main Number",
            "Crisis Line",
            "Referrals and Intake",
            "Toll Free",
            "TTY",
            "Phone 1",
            "after hours",
            "Women's Shelter",
            "Rape Prevention",
            "Domestic Violence Unit",
            "Crisis Response System",
            "Bilingual Hot Line",
            "Victim Witness Assistance Unit",
        ] {
            assert!(!is_named(raw), "{raw}");
        }
    }

    #[test]
    fn names_mailboxes_and_numbers_of_people_are_cut_out_of_a_text() {
        let names = names(["Ann Persona", "Front Desk", "DEE FIELDMOUSE"].into_iter());
        assert_eq!(names, ["Ann Persona", "DEE FIELDMOUSE"]);
        assert_eq!(without_names("Call ann persona today", &names).unwrap().0, "Call today");
        let (text, cut) = without_mailboxes("Write to ann@x.org or info@x.org.", |one| one == "info@x.org").unwrap();
        assert_eq!((text.as_str(), cut), ("Write to or info@x.org.", vec!["ann@x.org".to_owned()]));
        let (text, cut) =
            without_numbers("Call (305) 555-0142 or 305-555-0199.", |digits| digits.ends_with("0199")).unwrap();
        assert_eq!((text.as_str(), cut), ("Call or 305-555-0199.", vec!["(305) 555-0142".to_owned()]));
    }

    #[test]
    fn a_name_after_a_title_or_a_word_that_asks_for_somebody_is_cut_out_of_a_text() {
        let cut = |text: &str| without_named(text, &["Thistle Down"]).map_or_else(|| text.to_owned(), |(text, _)| text);
        assert_eq!(cut("Ask for Dr. Jane Fieldmouse at the desk."), "Ask for at the desk.");
        assert_eq!(cut("Free help. Contact: Marigold Fieldmouse. Open daily."), "Free help. Contact: Open daily.");
        assert_eq!(cut("Call Ms. Bramble, or come."), "Call or come.");
        assert_eq!(cut("Speak to Ann Persona Example, Mondays"), "Speak to Mondays");
        for text in [
            "Contact the Legal Aid Office.",
            "The Dr. Martin Luther King Center is near.",
            "Contact Thistle Down for help.",
            "Ask for help in Spanish.",
            "Contact Florida.",
            "Miss nothing of it.",
        ] {
            assert_eq!(cut(text), text);
        }
    }

    #[test]
    fn years_and_sums_in_a_text_stay() {
        for text in ["Open since 1998-2004", "24 hours, 7 days", "$1,500 to 2,000", "ages 12 - 17"] {
            let left = without_numbers(text, |_| false);
            assert!(left.is_none() || text.contains("1998"), "{text}: {left:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(raw in ".{0,60}|([0-9]{1,4}|-|\\(|\\)|\\+| |@|a.b|ask for |Ms. |Jo Doe){0,14}") {
            let _ = (is_named(&raw), without_numbers(&raw, |_| false), without_mailboxes(&raw, |_| false));
            let _ = (without_names(&raw, &["Ann Persona".to_owned()]), without_named(&raw, &["Ann Persona"]));
        }
    }
}
