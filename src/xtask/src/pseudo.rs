//! A site in two languages that nobody speaks, to see what holds when words change: `en` is two fifths longer, with longer
//! words, and `ar` is the same in Hebrew letters, from right to left. Only tests see it.

use std::collections::BTreeMap;
use std::fs;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sidedoor_core::files;
use sidedoor_core::text::source::{Language, Sentence};
use sidedoor_kit::site::{self, App};

use crate::build::{APP, resources};
use crate::root;
use crate::run::Fallible;

/// What becomes of a letter.
type Change = fn(char) -> String;

/// Where it lies.
const FOLDER: &str = "target/pseudo";

/// Builds it from the app of the last build.
///
/// # Errors
/// When there is no app, or the disk refuses.
pub fn site() -> Fallible {
    let mut resources = resources()?;
    resources.speak_only(&["en", "ar"]);
    let english =
        resources.languages.iter().find(|language| language.tag == "en").ok_or("no English")?.sentences.clone();
    for language in &mut resources.languages {
        let change: Change = if language.tag == "en" { longer } else { turned };
        rewrite(language, &english, change);
    }
    let read = resources.reading.words.get("en").cloned().unwrap_or_default();
    for (tag, change) in [("en", longer as Change), ("ar", turned)] {
        let mut words = read.clone();
        for room in words.rooms.values_mut() {
            *room = rewritten(room, change)?;
        }
        for checkin in words.checkins.values_mut() {
            *checkin = rewritten(checkin, change)?;
        }
        resources.reading.words.insert(tag.to_owned(), words);
    }
    let folder = root().join(FOLDER);
    let _ = fs::remove_dir_all(&folder);
    let app = App::of(&files::below(&root().join(APP))?)?;
    let files = site::site(&files::below(&root().join("resources"))?, &resources, &app)?;
    Ok(files::write(&files, &folder)?)
}

fn rewrite(language: &mut Language, english: &BTreeMap<String, Sentence>, change: Change) {
    for (key, sentence) in &mut language.sentences {
        match (sentence, english.get(key)) {
            (Sentence::One(own), Some(Sentence::One(english))) => *own = words(english, change),
            (Sentence::Plural(own), _) => {
                for one in own.iter_mut().flatten() {
                    *one = words(one, change);
                }
            }
            _ => {}
        }
    }
}

/// What there is to read, with every text in it changed but for who has signed it.
fn rewritten<T: Serialize + DeserializeOwned>(read: &T, change: Change) -> Fallible<T> {
    fn within(value: &mut Value, change: Change) {
        match value {
            Value::String(text) => *text = words(text, change),
            Value::Array(all) => all.iter_mut().for_each(|one| within(one, change)),
            Value::Object(all) => {
                all.iter_mut().filter(|(key, _)| *key != "reviewed").for_each(|(_, one)| within(one, change));
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(read)?;
    within(&mut value, change);
    Ok(serde_json::from_value(value)?)
}

/// A text, letter by letter; what stands between braces is filled in later.
fn words(text: &str, change: Change) -> String {
    let mut inside = false;
    let letter = |one: char| {
        inside = (inside || one == '{') && one != '}';
        if inside { one.to_string() } else { change(one) }
    };
    text.chars().map(letter).collect()
}

/// Every vowel twice, and two letters more: words grow, too, as they do in German or Finnish.
fn longer(letter: char) -> String {
    let again = if "aeioursAEIOURS".contains(letter) { letter.to_lowercase().to_string() } else { String::new() };
    format!("{letter}{again}")
}

/// The same, from right to left.
fn turned(letter: char) -> String {
    const HEBREW: [char; 22] =
        ['א', 'ב', 'ג', 'ד', 'ה', 'ו', 'ז', 'ח', 'ט', 'י', 'כ', 'ל', 'מ', 'נ', 'ס', 'ע', 'פ', 'צ', 'ק', 'ר', 'ש', 'ת'];
    let one = |letter: char| {
        let place = letter.is_ascii_alphabetic().then(|| usize::from(letter.to_ascii_lowercase() as u8 - b'a'));
        place.and_then(|place| HEBREW.get(place % HEBREW.len()).copied()).unwrap_or(letter)
    };
    longer(letter).chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_grow_by_two_fifths_and_what_is_filled_in_stays() {
        let text = "This page keeps nothing by itself, and {count} pages are still open in other tabs of this window.";
        let long = words(text, longer);
        assert!(long.contains("{count}"), "{long}");
        let growth = long.chars().count() * 100 / text.chars().count();
        assert!((130..=145).contains(&growth), "{growth} %: {long}");
        assert_eq!(words("Go {n}", turned), "זסס {n}");
    }
}
