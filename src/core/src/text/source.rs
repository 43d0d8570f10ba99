//! Reads `resources/text/<language>/*.json` and refuses what would show a reader a hole.
//!
//! `build.rs` includes this file too, so a missing key, a stray placeholder or an absent plural form
//! stops the build, and the message says which file and key.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::files::{Files, json, stem, within};

/// The plural categories of CLDR, in the order of [`Sentence::Plural`].
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What stands behind one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sentence {
    /// One wording.
    One(String),
    /// A wording for each category the language has, by [`CATEGORIES`].
    Plural([Option<String>; 6]),
}

impl Sentence {
    /// The names between braces.
    pub fn placeholders(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for wording in self.wordings() {
            let mut rest = wording;
            while let Some((_, after)) = rest.split_once('{') {
                let Some((name, after)) = after.split_once('}') else { break };
                found.insert(name.to_owned());
                rest = after;
            }
        }
        found
    }

    /// Every wording, whatever its category.
    pub fn wordings(&self) -> Vec<&str> {
        match self {
            Self::One(text) => vec![text.as_str()],
            Self::Plural(forms) => forms.iter().flatten().map(String::as_str).collect(),
        }
    }
}

/// One language as its files have it.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// BCP 47 tag, the name of the folder.
    pub tag: String,
    /// `language.json`: `autonym`, `dir`, `plural` (categories), `native_reader`, `reviewed`, `unreviewed`.
    pub meta: BTreeMap<String, Value>,
    /// `file.key` to sentence.
    pub sentences: BTreeMap<String, Sentence>,
    /// `names.json`: country, subdivision and language codes to names.
    pub names: BTreeMap<String, String>,
}

impl Language {
    /// A text in `language.json`.
    pub fn meta_text(&self, key: &str) -> &str {
        self.meta.get(key).and_then(Value::as_str).unwrap_or("")
    }

    /// Whether somebody who grew up with this language has read it and stands for it: `native_reader` says who and when.
    pub fn is_reviewed(&self) -> bool {
        !self.meta_text("native_reader").is_empty()
    }

    /// The plural categories that this language uses.
    pub fn categories(&self) -> Vec<&str> {
        let listed = self.meta.get("plural").and_then(Value::as_array);
        listed.into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

fn object(path: &str, bytes: &[u8]) -> Result<serde_json::Map<String, Value>, String> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(format!("{path}: is no JSON object")),
        Err(error) => Err(format!("{path}: is not JSON: {error}")),
    }
}

fn sentence(path: &str, key: &str, value: Value) -> Result<Sentence, String> {
    match value {
        Value::String(text) => Ok(Sentence::One(text)),
        Value::Object(forms) => {
            let mut found: [Option<String>; 6] = Default::default();
            for (category, text) in forms {
                let slot =
                    CATEGORIES.iter().position(|known| *known == category).and_then(|index| found.get_mut(index));
                match (slot, text) {
                    (Some(slot), Value::String(text)) => *slot = Some(text),
                    _ => return Err(format!("{path}: {key}: {category} is no plural form")),
                }
            }
            Ok(Sentence::Plural(found))
        }
        _ => Err(format!("{path}: {key}: is neither a sentence nor plural forms")),
    }
}

/// Reads one language's folder, such as `text/en/`.
///
/// # Errors
/// A sentence that names the file and the key.
fn read_language(files: &Files, folder: &str, tag: &str) -> Result<Language, String> {
    let mut language = Language { tag: tag.to_owned(), ..Language::default() };
    let folder = format!("{folder}{tag}/");
    // What lies deeper is there to be read, or asked.
    for path in json(files, &folder).filter(|path| !path.trim_start_matches(&folder).contains('/')) {
        let map = object(&path, files.get(&path).map_or(&[][..], Vec::as_slice))?;
        match stem(&path) {
            "language" => language.meta = map.into_iter().collect(),
            "names" => {
                for (code, name) in map {
                    let name = name.as_str().ok_or_else(|| format!("{path}: {code}: no name"))?;
                    language.names.insert(code, name.to_owned());
                }
            }
            // What people type, and what words were chosen from: `authoring` reads the one, translators the other.
            "search" | "glossary" => {}
            stem => {
                for (key, value) in map {
                    if !key.starts_with('_') {
                        let read = sentence(&path, &key, value)?;
                        language.sentences.insert(format!("{stem}.{key}"), read);
                    }
                }
            }
        }
    }
    Ok(language)
}

/// Reads every language below a folder such as `text/`, the first of the list being the one that defines the keys.
///
/// # Errors
/// The first fault in reading.
pub fn read_all(files: &Files, folder: &str) -> Result<Vec<Language>, String> {
    let tags: BTreeSet<&str> = within(files, folder).filter_map(|(name, _)| Some(name.split_once('/')?.0)).collect();
    let mut tags: Vec<&str> = tags.into_iter().collect();
    tags.sort_by_key(|tag| *tag != "en");
    tags.into_iter().map(|tag| read_language(files, folder, tag)).collect()
}

/// What is wrong between the first language and the others.
pub fn faults(languages: &[Language]) -> Vec<String> {
    let Some((first, others)) = languages.split_first() else {
        return vec!["resources/text: no language".to_owned()];
    };
    let mut faults = Vec::new();
    for language in languages {
        faults.extend(own_faults(language));
    }
    for other in others {
        for (key, model) in &first.sentences {
            match other.sentences.get(key) {
                None => faults.push(format!("text/{}: {key} is missing", other.tag)),
                Some(sentence) => {
                    let (expected, found) = (model.placeholders(), sentence.placeholders());
                    if expected != found {
                        faults
                            .push(format!("text/{}: {key}: placeholders {found:?}, should be {expected:?}", other.tag));
                    }
                    let same_kind = matches!(
                        (model, sentence),
                        (Sentence::One(_), Sentence::One(_)) | (Sentence::Plural(_), Sentence::Plural(_))
                    );
                    if !same_kind {
                        faults.push(format!("text/{}: {key}: has plural forms in one language only", other.tag));
                    }
                }
            }
        }
        for key in other.sentences.keys().filter(|key| !first.sentences.contains_key(*key)) {
            faults.push(format!("text/{}: {key} is in no other language", other.tag));
        }
        for code in first.names.keys().filter(|code| !other.names.contains_key(*code)) {
            faults.push(format!("text/{}: names: {code} has no name", other.tag));
        }
    }
    faults
}

fn own_faults(language: &Language) -> Vec<String> {
    let mut faults = Vec::new();
    let tag = &language.tag;
    if language.meta_text("autonym").is_empty() || !["ltr", "rtl"].contains(&language.meta_text("dir")) {
        faults.push(format!("text/{tag}: language.json: needs autonym and dir (ltr or rtl)"));
    }
    if language.meta_text("unreviewed").is_empty() {
        faults.push(format!(
            "text/{tag}: language.json: needs unreviewed: how it is said that no native speaker has read it"
        ));
    }
    let categories = language.categories();
    if !categories.contains(&"other") {
        faults.push(format!("text/{tag}: language.json: plural lists no category other"));
    }
    for (key, sentence) in &language.sentences {
        if let Sentence::Plural(forms) = sentence {
            for (name, form) in CATEGORIES.iter().zip(forms) {
                if form.is_some() != categories.contains(name) {
                    let what = if form.is_some() { "is not a form of this language" } else { "is missing" };
                    faults.push(format!("text/{tag}: {key}: plural form {name} {what}"));
                }
            }
            if !sentence.placeholders().contains("n") {
                faults.push(format!("text/{tag}: {key}: has plural forms but no {{n}}"));
            }
        }
        for wording in sentence.wordings() {
            if wording.trim().is_empty() {
                faults.push(format!("text/{tag}: {key} is empty"));
            }
            if wording.matches('{').count() != wording.matches('}').count() {
                faults.push(format!("text/{tag}: {key}: a brace is open"));
            }
            if wording.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}')) {
                faults.push(format!("text/{tag}: {key}: holds a control character"));
            }
        }
    }
    faults
}

/// Groups of keys whose second half is a coded word: `need.shelter`.
pub const CODED: [&str; 13] = [
    "answerer", "audience", "copied", "cost", "entry", "label", "need", "phone", "private", "review", "tells", "trace",
    "unkept",
];

/// Files whose sentences the first screen does not need, nor any that can be reached while the rest is on its way: they
/// come with the rooms to read.
pub const LATER: [&str; 17] = [
    "access", "aloud", "checkin", "copied", "copy", "entry", "frame", "list", "paper", "plain", "private", "review",
    "room", "safe", "trace", "unkept", "wipe",
];

/// Sentences by their keys.
pub type Keyed<'a> = Vec<(&'a String, &'a Sentence)>;

impl Language {
    /// The sentences in the order of their keys: those that come first, and those that come later.
    pub fn in_order(&self) -> (Keyed<'_>, Keyed<'_>) {
        self.sentences.iter().partition(|(key, _)| !LATER.contains(&key.split('.').next().unwrap_or("")))
    }
}

/// `home.call_now` as the name of a type: `HomeCallNow`.
pub fn variant(key: &str) -> String {
    key.split(['.', '_'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

/// `home.call_now` as the name of a function: `home_call_now`.
pub fn function(key: &str) -> String {
    key.replace('.', "_")
}

/// The Rust source of the typed keys. `Key` holds what needs nothing filled in; everything else is a
/// function whose parameters are the placeholders, so that none can be forgotten.
pub fn keys_source(first: &Language) -> String {
    let (mut variants, mut functions) = (String::new(), String::new());
    let mut rows = String::new();
    let (early, later) = first.in_order();
    let early_count = early.len();
    let in_order: Vec<(&String, &Sentence)> = early.into_iter().chain(later).collect();
    for (row, (key, sentence)) in in_order.iter().copied().enumerate() {
        let placeholders = sentence.placeholders();
        let doc = sentence.wordings().last().copied().unwrap_or("").replace(['\\', '"'], "'");
        rows.push_str(&format!("    \"{key}\",\n"));
        if placeholders.is_empty() {
            variants.push_str(&format!("    #[doc = \"{doc}\"]\n    {} = {row},\n", variant(key)));
            continue;
        }
        let plural = matches!(sentence, Sentence::Plural(_));
        let others: Vec<&String> = placeholders.iter().filter(|name| !(plural && *name == "n")).collect();
        let parameters: String = others.iter().map(|name| format!(", {name}: &str")).collect();
        let fills: String = others.iter().map(|name| format!("(\"{name}\", {name}),")).collect();
        let (count, call) = if plural {
            (", n: u32", format!("text.plural({row}, n, &[{fills}])"))
        } else {
            ("", format!("text.fill({row}, &[{fills}])"))
        };
        functions.push_str(&format!(
            "    #[doc = \"{doc}\"]\n    pub fn {}(text: &Text{count}{parameters}) -> String {{ {call} }}\n",
            function(key)
        ));
    }
    let coded: String = CODED
        .iter()
        .map(|group| {
            let rows = in_order.iter().enumerate().filter_map(|(row, (key, _))| {
                key.strip_prefix(group)?.strip_prefix('.').map(|code| format!("(\"{code}\", {row}),"))
            });
            format!("        \"{group}\" => &[{}],\n", rows.collect::<String>())
        })
        .collect();
    format!(
        "/// A sentence that needs nothing filled in.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr(u16)]\n\
         pub enum Key {{\n{variants}}}\n\n\
         /// Sentences with something to fill in, a function each.\npub mod say {{\n    use super::Text;\n{functions}}}\n\n\
         /// How many keys there are, and how many of them come first.\npub const COUNT: usize = {};\npub const EARLY: usize = {early_count};\n\n\
         /// The coded words of a group, and the row of each.\n\
         pub(super) fn coded(group: &str) -> &'static [(&'static str, u16)] {{\n    match group {{\n{coded}        _ => &[],\n    }}\n}}\n\n\
         /// Every key, in the order of a text pack.\n#[cfg(test)]\npub const KEYS: [&str; {}] = [\n{rows}];\n",
        first.sentences.len(),
        first.sentences.len()
    )
}
