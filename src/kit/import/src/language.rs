//! Languages as people write them: what can be said honestly, and no more.

use crate::knowledge::Knowledge;
use crate::text::folded;

/// What a cell about languages says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// BCP 47 tags of languages in which somebody answers.
    pub tags: Vec<String>,
    /// Whether there are interpreters, or some of a language.
    pub interpreters: bool,
    /// Whether a Creole is taken for that of the place.
    pub creole_of_place: bool,
    /// Parts that say nothing we can use.
    pub unknown: Vec<String>,
    /// Whether more than names and codes was read.
    pub read: bool,
}

/// Words after which a language is spoken a little, or only if one asks.
const SOME: [&str; 12] = [
    "limited",
    "some",
    "interpreter",
    "interpreters",
    "interpretation",
    "interpreting",
    "translation",
    "translator",
    "translators",
    "request",
    "available",
    "languageline",
];

/// Where Creole without another word is that of Haiti.
const HAITIAN: [&str; 2] = ["HT", "US-FL"];

/// Whether a word names one of many languages, and does not say which.
pub fn is_any_creole(part: &str) -> bool {
    matches!(folded(part).as_str(), "creole" | "criollo" | "creole language")
}

/// Reads a cell about a service of a place (ISO 3166).
pub fn read(raw: &str, place: &str, known: &Knowledge) -> Spoken {
    let mut spoken = Spoken::default();
    let parts = raw
        .split([',', ';', '/', '&', '|', '\n', '+'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" y "));
    for part in parts.map(|part| part.trim().trim_matches(['.', '"'])).filter(|part| !part.is_empty()) {
        let words = folded(part);
        if SOME.iter().any(|some| words.split(' ').any(|word| word == *some)) {
            spoken.interpreters = true;
            spoken.read = true;
            continue;
        }
        match tag(part, known) {
            Some(tag) if spoken.tags.contains(&tag) => {}
            Some(tag) => {
                spoken.read |= tag != part;
                spoken.tags.push(tag);
            }
            None if is_any_creole(part) && HAITIAN.contains(&place) => {
                spoken.creole_of_place = true;
                if !spoken.tags.iter().any(|tag| tag == "ht") {
                    spoken.tags.push("ht".to_owned());
                }
            }
            None => spoken.unknown.push(part.to_owned()),
        }
    }
    spoken
}

/// A language by its code or by its name in any of our languages.
fn tag(part: &str, known: &Knowledge) -> Option<String> {
    let is_language = |code: &str| code.bytes().all(|byte| byte.is_ascii_lowercase());
    if let Some(code) = known.named(part).find(|code| is_language(code)) {
        return Some(code.to_owned());
    }
    if known.has(part) && part.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        return Some(part.to_owned());
    }
    let first = part.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    let code = (2..=3).contains(&first.len()) && is_language(&first) && known.has(&first);
    let subtags = part.split(['-', '_']).skip(1).all(|tag| (2..=4).contains(&tag.len()) && tag.is_ascii());
    (code && subtags).then_some(first)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    static KNOWN: std::sync::LazyLock<Knowledge> = std::sync::LazyLock::new(|| Knowledge::built_in().unwrap());

    fn spoken(raw: &str) -> Spoken {
        read(raw, "US", &KNOWN)
    }

    #[test]
    fn languages_are_read_by_name_and_by_code() {
        assert_eq!(spoken("English and Spanish").tags, ["en", "es"]);
        assert_eq!(spoken("inglés; español").tags, ["en", "es"]);
        assert_eq!(spoken("ur").tags, ["ur"]);
        assert_eq!(spoken("es-MX").tags, ["es"]);
        assert_eq!(spoken("ASL").tags, ["ase"]);
    }

    #[test]
    fn creole_alone_is_a_language_only_where_everybody_means_the_same() {
        for raw in ["Haitian Creole", "criollo haitiano", "Kreyol", "ht"] {
            assert_eq!(spoken(raw).tags, ["ht"], "{raw}");
        }
        assert_eq!(spoken("Creole").unknown, ["Creole"]);
        assert_eq!(read("English, Creole", "US-LA", &KNOWN).tags, ["en"]);
        for place in ["US-FL", "HT"] {
            let there = read("English, Creole", place, &KNOWN);
            assert_eq!((there.tags, there.creole_of_place), (vec!["en".to_owned(), "ht".to_owned()], true));
        }
    }

    #[test]
    fn a_little_of_a_language_is_not_that_language() {
        let limited = spoken("English, Spanish (limited)");
        assert_eq!((limited.tags, limited.interpreters), (vec!["en".to_owned()], true));
        assert!(spoken("other languages available upon request.").interpreters);
    }

    #[test]
    fn what_says_nothing_is_named() {
        assert_eq!(spoken("Accommodations possible.").unknown, ["Accommodations possible"]);
        assert_eq!(spoken("Klingon").unknown, ["Klingon"]);
        assert_eq!(spoken(""), Spoken::default());
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_every_tag_has_a_name(raw in ".{0,40}") {
            prop_assert!(read(&raw, "US-FL", &KNOWN).tags.iter().all(|tag| KNOWN.has(tag)));
        }
    }
}
