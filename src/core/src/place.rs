//! Postal codes to subdivisions, with no network: rules of public numbering plans.
//!
//! The table is `resources/places/postal.txt`, about 1 KB compressed. A rule is a first guess that the
//! person can always change.
//!
//! ```text
//! US 3,010-027=MA,…,06390=NY     the first three digits decide; a longer code is an exception
//! CA A1,A-A=NL,…,X0A=NU          the first letter decides
//! GB L,EH=SCT,…,CH7=WLS          the leading letters decide; a district is an exception
//! AU 4,…,2620=NSW/ACT            a code on a border has several; one that is nowhere here has none
//! ```

/// The rules, a country a line. What stands later in a line is an exception to what stands before.
const RULES: &str = include_str!("../../../resources/places/postal.txt");

/// ISO 3166-1 codes of the European Union's members (europa.eu, read in November 2026).
const UNION: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

/// Whether a country is the place that something is about, or lies in it: `EU` is the European Union.
pub fn lies_in(country: &str, place: &str) -> bool {
    country == place || (place == "EU" && UNION.split(' ').any(|member| member == country))
}

/// What a postal code says about where somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Postal {
    /// We have no rule for it.
    Unknown,
    /// One subdivision.
    One(String),
    /// A code that crosses a border: ask.
    Several(Vec<String>),
}

/// Whether there is a rule for this country.
pub fn has_postal_rule(country: &str) -> bool {
    rule(country).is_some()
}

fn rule(country: &str) -> Option<&'static str> {
    RULES.lines().find_map(|line| line.strip_prefix(country)?.strip_prefix(' '))
}

/// Reads a postal code in a country that the person has already chosen.
pub fn postal(country: &str, typed: &str) -> Postal {
    let letters = typed.bytes().filter(u8::is_ascii_alphanumeric).take(12);
    let typed: String = letters.map(|letter| char::from(letter.to_ascii_uppercase())).collect();
    let Some(rule) = rule(country) else { return Postal::Unknown };
    let mut parts = rule.split(',');
    let Some(key) = key(parts.next().unwrap_or(""), &typed) else { return Postal::Unknown };
    let areas = parts.filter_map(|part| part.split_once('=')).rfind(|(codes, _)| key.is_among(codes));
    let named = |area: &str| format!("{country}-{area}");
    match areas {
        None | Some((_, "")) => Postal::Unknown,
        Some((_, areas)) if areas.contains('/') => Postal::Several(areas.split('/').map(named).collect()),
        Some((_, area)) => Postal::One(named(area)),
    }
}

/// The part of a typed code that decides, and the longer part that may be an exception.
struct Key<'a> {
    short: &'a str,
    long: &'a str,
    long_is_whole: bool,
}

impl Key<'_> {
    fn is_among(&self, codes: &str) -> bool {
        match codes.split_once('-') {
            Some((from, to)) => (from..=to).contains(&self.short),
            None if self.long_is_whole => codes == self.short || codes == self.long,
            None => self.long.starts_with(codes),
        }
    }
}

fn key<'a>(shape: &str, typed: &'a str) -> Option<Key<'a>> {
    if shape == "L" {
        let letters = typed.bytes().take_while(u8::is_ascii_alphabetic).count();
        let short = typed.get(..letters).filter(|_| (1..=2).contains(&letters) && typed.len() > letters)?;
        return Some(Key { short, long: outward(typed), long_is_whole: true });
    }
    let (length, is_letter) = match shape.strip_prefix('A') {
        Some(length) => (length, true),
        None => (shape, false),
    };
    let short = typed.get(..length.parse().ok()?)?;
    let fits = if is_letter {
        short.bytes().all(|byte| byte.is_ascii_alphabetic())
    } else {
        typed.bytes().all(|byte| byte.is_ascii_digit())
    };
    fits.then_some(Key { short, long: typed, long_is_whole: false })
}

/// The first half of a British code: what is left without a digit and two letters at the end.
fn outward(typed: &str) -> &str {
    let split = typed.len().saturating_sub(3);
    match (typed.get(..split), typed.as_bytes().get(split..)) {
        (Some(outward), Some([digit, a, b]))
            if typed.len() >= 5 && digit.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic() =>
        {
            outward
        }
        _ => typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(country: &str, typed: &str) -> String {
        match postal(country, typed) {
            Postal::One(area) => area,
            Postal::Several(areas) => format!("{areas:?}"),
            Postal::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn a_country_lies_in_itself_and_members_in_the_union() {
        assert!(lies_in("DE", "EU") && lies_in("IE", "EU") && lies_in("US", "US"));
        assert!(!lies_in("GB", "EU") && !lies_in("CH", "EU") && !lies_in("US", "CA") && !lies_in("", "EU"));
        assert_eq!(UNION.split(' ').count(), 27);
    }

    #[test]
    fn codes_find_their_subdivision() {
        assert_eq!(one("US", "02769"), "US-MA");
        assert_eq!(one("US", "06390"), "US-NY");
        assert_eq!(one("US", "00901"), "US-PR");
        assert_eq!(one("CA", "k1a 0b1"), "CA-ON");
        assert_eq!(one("CA", "X0A 0H0"), "CA-NU");
        assert_eq!(one("CA", "X1A 2N4"), "CA-NT");
        assert_eq!(one("GB", "SW1A 1AA"), "GB-ENG");
        assert_eq!(one("GB", "EH1 1YZ"), "GB-SCT");
        assert_eq!(one("GB", "ch71ab"), "GB-WLS");
        assert_eq!(one("GB", "CH1"), "[\"GB-ENG\", \"GB-WLS\"]");
        assert_eq!(one("AU", "2601"), "AU-ACT");
        assert_eq!(one("AU", "0800"), "AU-NT");
    }

    #[test]
    fn what_we_do_not_know_we_do_not_guess() {
        assert_eq!(postal("US", "0"), Postal::Unknown);
        assert_eq!(postal("US", "SW1A"), Postal::Unknown);
        assert_eq!(postal("FR", "75001"), Postal::Unknown);
        assert_eq!(postal("US", "09012"), Postal::Unknown);
        assert_eq!(postal("GB", "GY1 1AA"), Postal::Unknown);
    }

    #[test]
    fn there_are_rules_where_there_is_a_table() {
        assert_eq!(["US", "CA", "GB", "AU"].map(has_postal_rule), [true; 4]);
        assert_eq!(["FR", "", "U"].map(has_postal_rule), [false; 3]);
    }

    #[test]
    fn half_a_british_code_is_read_and_three_letters_are_none() {
        assert_eq!(one("GB", "EH1"), "GB-SCT");
        assert_eq!(one("GB", "EH"), "unknown");
        assert_eq!(one("GB", "EHX1"), "unknown");
        assert_eq!(one("GB", "1EH"), "unknown");
        assert_eq!(one("GB", "TD151AA"), one("GB", "TD15"));
    }

    #[test]
    fn a_code_on_a_border_asks() {
        assert_eq!(postal("AU", "2620"), Postal::Several(vec!["AU-NSW".to_owned(), "AU-ACT".to_owned()]));
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(country in "US|CA|GB|AU|XX", typed in ".{0,40}") {
            let _ = postal(&country, &typed);
        }
    }
}
