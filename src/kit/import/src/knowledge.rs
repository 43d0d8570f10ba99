//! What the importer knows before it reads anything: names of places and languages, the words that people use for needs,
//! time zones, known misprints. All of it stands in `resources/` and comes along in the binary.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use sidedoor_core::authoring::check::{Misprint, Phrases};
use sidedoor_core::codes::{Audience, Need, Situation};

use crate::text::folded;

/// The languages that directories are written in, of those of `resources/text`: names, and what people type. Those that are
/// searched on every page (`search` in `site.json`): short words of all twelve mean something else in each other.
const LANGUAGES: [(&str, &str); 2] = [
    (
        include_str!("../../../../resources/text/en/names.json"),
        include_str!("../../../../resources/text/en/search.json"),
    ),
    (
        include_str!("../../../../resources/text/es/names.json"),
        include_str!("../../../../resources/text/es/search.json"),
    ),
];
const MISPRINTS: &str = include_str!("../../../../resources/places/misprints.json");
const ZONES: &str = include_str!("../../../../resources/places/time-zones.json");
/// What directories call what we have codes for.
const WORDS: &str = include_str!("../words.csv");

/// Other ways in which exports write countries and languages.
const ALIASES: [(&str, &str); 34] = [
    ("haitian", "ht"),
    ("hat", "ht"),
    ("kreyol", "ht"),
    ("kreyòl", "ht"),
    ("usa", "US"),
    ("u s a", "US"),
    ("u s", "US"),
    ("united states of america", "US"),
    ("uk", "GB"),
    ("gbr", "GB"),
    ("great britain", "GB"),
    ("can", "CA"),
    ("mex", "MX"),
    ("esp", "ES"),
    ("aus", "AU"),
    ("world", "001"),
    ("worldwide", "001"),
    ("international", "001"),
    ("eng", "en"),
    ("spa", "es"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("deu", "de"),
    ("por", "pt"),
    ("rus", "ru"),
    ("vie", "vi"),
    ("ara", "ar"),
    ("zho", "zh"),
    ("asl", "ase"),
    ("american sign language", "ase"),
    ("sign language asl", "ase"),
    ("farsi", "fa"),
    ("tagalog", "fil"),
    ("mandarin", "cmn"),
];

/// Words that people type when they look for something and that say nothing about what a directory's entry offers.
const WEAK: &str = "call|text|text only|chat|talk|speak|listen|scared|afraid|lonely|alone|trapped|i need help|sleep|escape|\
    get out|run away|bed|motel|papers|status|ice|record|rights|contract|court|judge|arrested|charged|exam|hurt|\
    sick|pay|paid|boss|job|work|farm|factory|tips|fees|money|eat|cash|bills|home|house|rent|class|minor|custody|\
    peer|peers|documents|identity|report|police|tip|crime|211|resources|directory";

/// A coded word that a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// What somebody may need.
    Need(Need),
    /// Whom it is meant for.
    Audience(Audience),
    /// What it knows about.
    Situation(Situation),
}

impl Means {
    /// `need.shelter`
    pub fn named(name: &str) -> Option<Self> {
        let (kind, code) = name.trim().split_once('.')?;
        match kind {
            "need" => Need::from_code(code).map(Self::Need),
            "audience" => Audience::from_code(code).map(Self::Audience),
            "situation" => Situation::from_code(code).map(Self::Situation),
            _ => None,
        }
    }
}

/// Phrases and what they stand for, found in one pass over a text.
#[derive(Debug)]
pub struct Lexicon {
    search: AhoCorasick,
    phrases: Vec<(String, Means)>,
}

impl Lexicon {
    fn new(phrases: Vec<(String, Means)>) -> Result<Self, String> {
        let mut builder = AhoCorasick::builder();
        let builder = builder.kind(Some(AhoCorasickKind::DFA));
        let search = builder.build(phrases.iter().map(|(phrase, _)| phrase)).map_err(|error| error.to_string())?;
        Ok(Self { search, phrases })
    }

    /// What the words of a folded text stand for, with the phrase that says so, each meaning once.
    pub fn meanings(&self, text: &str) -> Vec<(Means, &str)> {
        let mut found: Vec<(Means, &str, usize)> = Vec::new();
        let ends = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_none_or(|byte| *byte == b' ');
        for one in self.search.find_overlapping_iter(text) {
            let Some((phrase, means)) = self.phrases.get(one.pattern().as_usize()) else { continue };
            let whole = (one.start() == 0 || ends(Some(one.start() - 1))) && ends(Some(one.end()));
            if whole && !found.iter().any(|(known, ..)| known == means) {
                found.push((*means, phrase, one.start()));
            }
        }
        found.sort_by_key(|(.., start)| *start);
        found.into_iter().map(|(means, phrase, _)| (means, phrase)).collect()
    }
}

/// What is known.
#[derive(Debug)]
pub struct Knowledge {
    names: HashMap<String, Vec<String>>,
    codes: BTreeSet<String>,
    /// Known misprints.
    pub misprints: Vec<Misprint>,
    zones: BTreeMap<String, Vec<String>>,
    /// What directories write.
    pub written: Lexicon,
    /// What people type: a second opinion where directories' words say nothing.
    pub typed: Lexicon,
}

impl Knowledge {
    /// What comes along in the binary.
    ///
    /// # Errors
    /// When a file of `resources/` was changed into something else.
    pub fn built_in() -> Result<Self, String> {
        let told = |error: serde_json::Error| error.to_string();
        let mut known = Self {
            names: HashMap::new(),
            codes: BTreeSet::new(),
            misprints: serde_json::from_str(MISPRINTS).map_err(told)?,
            zones: serde_json::from_str(ZONES).map_err(told)?,
            written: Lexicon::new(written())?,
            typed: Lexicon::new(Vec::new())?,
        };
        let mut typed = Vec::new();
        for (names, search) in LANGUAGES {
            let names: BTreeMap<String, String> = serde_json::from_str(names).map_err(told)?;
            for (code, name) in names {
                known.names.entry(folded(&name)).or_default().push(code.clone());
                known.codes.insert(code);
            }
            let search: Phrases = serde_json::from_str(search).map_err(told)?;
            for (concept, phrases) in &search.concepts {
                let Some(means @ Means::Need(_)) = Means::named(concept) else { continue };
                for phrase in phrases.iter().filter(|phrase| !WEAK.split('|').any(|weak| weak == *phrase)) {
                    typed.push((folded(phrase), means));
                }
            }
        }
        typed.retain(|(phrase, _)| !phrase.is_empty());
        known.typed = Lexicon::new(typed)?;
        Ok(known)
    }

    /// Whether `names.json` has a name for a code.
    pub fn has(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    /// The codes with this name, in any of our languages.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &str> {
        let name = folded(name);
        let alias = ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, code)| *code);
        let names = self.names.get(&name).into_iter().flatten().map(String::as_str);
        alias.into_iter().chain(names).collect::<Vec<_>>().into_iter()
    }

    /// The time zone of a country that has only one.
    pub fn only_zone(&self, country: &str) -> Option<&str> {
        match self.zones.get(country).map(Vec::as_slice) {
            Some([one]) if !one.ends_with('/') => Some(one),
            _ => None,
        }
    }

    /// Whether this is a time zone somewhere.
    pub fn is_zone(&self, zone: &str) -> bool {
        if !zone.contains('/') || zone.ends_with('/') {
            return false;
        }
        let plain = zone.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'_' | b'-' | b'+'));
        let mut known = self.zones.values().flatten();
        plain && known.any(|known| known == zone || known.ends_with('/') && zone.starts_with(known.as_str()))
    }
}

/// What directories write.
fn written() -> Vec<(String, Means)> {
    let lines = WORDS.lines().skip(1).filter_map(|line| line.rsplit_once(','));
    let phrases = lines.filter_map(|(phrase, code)| Some((folded(phrase), Means::named(code)?)));
    phrases.filter(|(phrase, _)| !phrase.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_that_are_searched_on_every_page_come_along() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../resources");
        let site: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(root.join("site.json")).unwrap()).unwrap();
        let searched = site["search"].as_array().unwrap();
        assert_eq!(searched.len(), LANGUAGES.len(), "a language that is searched on every page is named in LANGUAGES");
        for (tag, (names, _)) in searched.iter().zip(LANGUAGES) {
            let path = root.join("text").join(tag.as_str().unwrap()).join("names.json");
            assert_eq!(std::fs::read_to_string(path).unwrap(), names);
        }
    }

    #[test]
    fn places_and_languages_are_found_by_any_name() {
        let known = Knowledge::built_in().unwrap();
        assert!(known.named("Florida").any(|code| code == "US-FL"));
        assert!(known.named("Estados Unidos").any(|code| code == "US"));
        assert!(known.named("USA").any(|code| code == "US"));
        assert!(known.named("español").any(|code| code == "es"));
        assert_eq!(known.named("Nowhere").count(), 0);
    }

    #[test]
    fn every_line_of_the_words_says_something() {
        for line in WORDS.lines().skip(1) {
            let code = line.rsplit_once(',').map_or("", |(_, code)| code);
            assert!(Means::named(code).is_some(), "{line}");
        }
    }

    #[test]
    fn only_whole_words_stand_for_something() {
        let known = Knowledge::built_in().unwrap();
        let needs =
            |text: &str| known.written.meanings(&folded(text)).into_iter().map(|(means, _)| means).collect::<Vec<_>>();
        assert!(needs("An emergency shelter for women").contains(&Means::Need(Need::Shelter)));
        assert_eq!(needs("sheltered gardens"), []);
    }

    #[test]
    fn a_country_with_one_zone_needs_no_other_word() {
        let known = Knowledge::built_in().unwrap();
        assert_eq!(known.only_zone("AE"), Some("Asia/Dubai"));
        assert_eq!(known.only_zone("US"), None);
        assert!(known.is_zone("America/New_York") && known.is_zone("America/Indiana/Knox"));
        assert!(!known.is_zone("3") && !known.is_zone("Mars/Base") && !known.is_zone("America/Indiana/"));
    }
}
