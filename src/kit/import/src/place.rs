//! Where a service is for: a country or one of its states, by the names that we have for them.

use crate::knowledge::Knowledge;

/// A country by its code or name, as ISO 3166-1, if we have a name for it.
pub fn country(raw: &str, known: &Knowledge) -> Option<String> {
    let raw = raw.trim();
    let is_country =
        |code: &str| code == "001" || code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let code = raw.to_ascii_uppercase();
    if is_country(&code) && known.has(&code) {
        return Some(code);
    }
    known.named(raw).find(|code| is_country(code)).map(str::to_owned)
}

/// A state or province of a country, as ISO 3166-2, by its letters or its name.
pub fn state(raw: &str, country: &str, known: &Knowledge) -> Option<String> {
    let raw = raw.trim();
    let start = format!("{country}-");
    let letters = raw.to_ascii_uppercase();
    let code = if letters.starts_with(&start) { letters } else { format!("{start}{letters}") };
    if known.has(&code) && code.len() > start.len() {
        return Some(code);
    }
    known.named(raw).find(|code| code.starts_with(&start)).map(str::to_owned)
}

/// A place that somebody names as a whole: `US-FL`, `Florida`, `United States`. A name that several countries have a state
/// of is none.
pub fn place(raw: &str, known: &Knowledge) -> Option<String> {
    let code = raw.trim().to_ascii_uppercase();
    if code.contains('-') && known.has(&code) {
        return Some(code);
    }
    if let Some(country) = country(raw, known) {
        return Some(country);
    }
    let mut states = known.named(raw).filter(|code| code.contains('-'));
    match (states.next(), states.find(|_| true)) {
        (Some(one), None) => Some(one.to_owned()),
        (Some(one), Some(other)) if one == other => Some(one.to_owned()),
        _ => None,
    }
}

/// The country of a place.
pub fn country_of(place: &str) -> &str {
    place.split('-').next().unwrap_or(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_by_code_and_by_name() {
        let known = Knowledge::built_in().unwrap();
        assert_eq!(country("usa", &known).as_deref(), Some("US"));
        assert_eq!(country("España", &known).as_deref(), Some("ES"));
        assert_eq!(state("fl", "US", &known).as_deref(), Some("US-FL"));
        assert_eq!(state("Florida", "US", &known).as_deref(), Some("US-FL"));
        assert_eq!(state("MyState", "US", &known), None);
        assert_eq!(place("Florida", &known).as_deref(), Some("US-FL"));
        assert_eq!(place("us-fl", &known).as_deref(), Some("US-FL"));
    }

    #[test]
    fn a_place_that_we_have_no_name_for_is_none() {
        let known = Knowledge::built_in().unwrap();
        for raw in ["", "Atlantis", "ZZ", "US-ZZ", "es", "Miami-Dade County"] {
            let found = place(raw, &known);
            assert!(found.is_none() || raw == "es" && found.as_deref() == Some("ES"), "{raw}: {found:?}");
        }
    }
}
