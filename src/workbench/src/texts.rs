//! The sentences of a language beside English, what somebody puts in place of them, and the name of whoever has read them. It goes
//! into the work as an operator's words do: key by key, in a file of the same name as ours.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sidedoor_core::authoring::read_json;
use sidedoor_core::files::{Files, json as json_files};
use sidedoor_core::text::source::Sentence;

/// Files that hold no sentences of a screen.
const OTHER: [&str; 4] = ["language.json", "names.json", "search.json", "glossary.json"];
/// What in a file is no sentence.
const META: [&str; 1] = ["reviewed"];

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its file, as `text/es/find.json`.
    pub file: String,
    /// Where it stands in there: keys, and places in lists from 0.
    pub path: Vec<String>,
    /// What English says there; empty where English has no such form.
    pub english: String,
    /// What we say.
    pub ours: String,
    /// What the work says.
    pub now: String,
}

/// Every sentence of a language.
pub fn lines(resources: &Files, work: &Files, tag: &str) -> Vec<Line> {
    let folder = format!("text/{tag}/");
    let mut all = Vec::new();
    for file in json_files(resources, &folder).filter(|file| !OTHER.iter().any(|name| file.ends_with(name))) {
        let english = file.replacen(&folder, "text/en/", 1);
        let read = |files: &Files, name: &str| read_json::<Value>(files, name).unwrap_or_default();
        let [ours, english, now] = [read(resources, &file), read(resources, &english), read(work, &file)];
        walk(&ours, &mut Vec::new(), &mut |path, text| {
            let other = |value: &Value| at(value, path).and_then(Value::as_str).unwrap_or_default().to_owned();
            let said = other(&now);
            let now = if said.is_empty() { text.to_owned() } else { said };
            all.push(Line {
                file: file.clone(),
                path: path.to_vec(),
                english: other(&english),
                ours: text.to_owned(),
                now,
            });
        });
    }
    all
}

fn walk(value: &Value, path: &mut Vec<String>, found: &mut impl FnMut(&[String], &str)) {
    let mut inside = |key: String, value: &Value| {
        path.push(key);
        walk(value, path, found);
        path.pop();
    };
    match value {
        Value::String(text) => found(path, text),
        Value::Array(all) => all.iter().enumerate().for_each(|(at, value)| inside(at.to_string(), value)),
        Value::Object(all) => {
            let sentences = all.iter().filter(|(key, _)| !META.contains(&key.as_str()) && !key.starts_with(['_', '$']));
            sentences.for_each(|(key, value)| inside(key.clone(), value));
        }
        _ => {}
    }
}

fn at<'a>(value: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Array(all) => all.get(key.parse::<usize>().ok()?),
        _ => value.get(key),
    })
}

/// The file of the work with another sentence in it; without bytes if nothing is left of it. Whoever signed it had not read this.
///
/// # Errors
/// The placeholders that the sentence should have.
pub fn put(resources: &Files, work: &Files, line: &Line, text: &str) -> Result<(String, Vec<u8>), String> {
    let of = |text: &str| Sentence::One(text.to_owned()).placeholders();
    if of(&line.ours) != of(text) || text.trim().is_empty() {
        return Err(of(&line.ours).iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" "));
    }
    let ours: Value = read_json(resources, &line.file).unwrap_or_default();
    let mut theirs: Value = read_json(work, &line.file).unwrap_or_else(|_| json!({}));
    set(&mut theirs, &ours, &line.path, text);
    if let Some(file) = theirs.as_object_mut() {
        file.remove("reviewed");
    }
    without_ours(&mut theirs, &ours);
    let left = theirs.as_object().is_some_and(|file| !file.is_empty());
    Ok((line.file.clone(), if left { crate::work::text(&theirs) } else { Vec::new() }))
}

/// Puts a sentence where it belongs. A list is replaced as a whole, and so ours comes along.
fn set(theirs: &mut Value, ours: &Value, path: &[String], text: &str) {
    let Some((key, rest)) = path.split_first() else {
        *theirs = Value::String(text.to_owned());
        return;
    };
    if let Value::Array(all) = ours {
        if !theirs.is_array() {
            *theirs = ours.clone();
        }
        let place = key.parse::<usize>().ok();
        if let Some((theirs, ours)) = place.and_then(|place| Some((theirs.get_mut(place)?, all.get(place)?))) {
            set(theirs, ours, rest, text);
        }
        return;
    }
    if !theirs.is_object() {
        *theirs = Value::Object(Map::new());
    }
    if let (Some(theirs), Some(ours)) = (theirs.as_object_mut(), ours.get(key)) {
        set(theirs.entry(key.clone()).or_insert(Value::Null), ours, rest, text);
    }
}

/// Leaves out what says what ours says.
fn without_ours(theirs: &mut Value, ours: &Value) {
    let Some(file) = theirs.as_object_mut() else { return };
    file.retain(|key, value| {
        let ours = ours.get(key).unwrap_or(&Value::Null);
        without_ours(value, ours);
        value != ours && value.as_object().is_none_or(|inside| !inside.is_empty())
    });
}

/// A reader's name in a file of a room or a check-in, or for all of a language.
pub fn signed(work: &Files, file: &str, name: &str, month: &str) -> (String, Vec<u8>) {
    let mut theirs: Value = read_json(work, file).unwrap_or_else(|_| json!({}));
    if let Some(object) = theirs.as_object_mut() {
        let (key, value) = if file.ends_with("language.json") {
            ("native_reader", json!(format!("{name}, {month}")))
        } else {
            ("reviewed", json!([{ "by": "native_speaker", "name": name, "date": month }]))
        };
        object.insert(key.to_owned(), value);
    }
    (file.to_owned(), crate::work::text(&theirs))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> Files {
        all.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect()
    }

    fn resources() -> Files {
        files(&[
            ("text/en/find.json", r#"{"title":"Find","count":{"one":"{n} service","other":"{n} services"}}"#),
            (
                "text/es/find.json",
                r#"{"title":"Buscar","count":{"one":"{n} servicio","many":"{n} de servicios","other":"{n} servicios"}}"#,
            ),
            ("text/en/rooms/signs.json", r#"{"reviewed":[],"intro":["One.","Two."]}"#),
            ("text/es/rooms/signs.json", r#"{"reviewed":[],"intro":["Uno.","Dos."]}"#),
            ("text/es/language.json", r#"{"autonym":"Español"}"#),
        ])
    }

    fn line(path: &str) -> Line {
        let all = lines(&resources(), &Files::new(), "es");
        all.into_iter().find(|line| line.path.join(".") == path).unwrap()
    }

    fn put_text(work: &mut Files, path: &str, text: &str) -> Result<(), String> {
        let (file, bytes) = put(&resources(), work, &line(path), text)?;
        if bytes.is_empty() {
            work.remove(&file)
        } else {
            work.insert(file, bytes)
        };
        Ok(())
    }

    #[test]
    fn every_sentence_stands_beside_english_each_form_by_itself() {
        let all = lines(&resources(), &Files::new(), "es");
        let said: Vec<(String, &str, &str)> =
            all.iter().map(|line| (line.path.join("."), line.english.as_str(), line.ours.as_str())).collect();
        let expected = [
            ("title", "Find", "Buscar"),
            ("count.one", "{n} service", "{n} servicio"),
            ("count.many", "", "{n} de servicios"),
            ("count.other", "{n} services", "{n} servicios"),
            ("intro.0", "One.", "Uno."),
            ("intro.1", "Two.", "Dos."),
        ];
        assert_eq!(said, expected.map(|(path, english, ours)| (path.to_owned(), english, ours)));
    }

    #[test]
    fn a_sentence_is_put_key_by_key_a_list_as_a_whole_and_what_is_ours_again_is_left_out() {
        let mut work = Files::new();
        put_text(&mut work, "count.one", "{n} sitio").unwrap();
        put_text(&mut work, "intro.1", "Dos, y no más.").unwrap();
        let text = |work: &Files, name: &str| serde_json::from_slice::<Value>(&work[name]).unwrap();
        assert_eq!(text(&work, "text/es/find.json"), json!({ "count": { "one": "{n} sitio" } }));
        assert_eq!(text(&work, "text/es/rooms/signs.json"), json!({ "intro": ["Uno.", "Dos, y no más."] }));
        let now = lines(&resources(), &work, "es");
        assert!(now.iter().any(|line| line.now == "{n} sitio" && line.ours == "{n} servicio"));
        put_text(&mut work, "count.one", "{n} servicio").unwrap();
        put_text(&mut work, "intro.1", "Dos.").unwrap();
        assert!(work.is_empty(), "{work:?}");
    }

    #[test]
    fn a_lost_placeholder_is_refused_by_its_name_and_an_empty_sentence_too() {
        let mut work = Files::new();
        assert_eq!(put_text(&mut work, "count.one", "un servicio").unwrap_err(), "{n}");
        assert!(put_text(&mut work, "title", " ").is_err());
        assert!(work.is_empty());
    }

    #[test]
    fn a_readers_name_lands_in_the_file_and_goes_when_the_words_change() {
        let mut work = Files::new();
        let (file, bytes) = signed(&work, "text/es/rooms/signs.json", "Ana", "2026-12");
        work.insert(file, bytes);
        assert!(String::from_utf8_lossy(&work["text/es/rooms/signs.json"]).contains("native_speaker"));
        put_text(&mut work, "intro.0", "Una cosa.").unwrap();
        assert!(!String::from_utf8_lossy(&work["text/es/rooms/signs.json"]).contains("native_speaker"));
        let (file, bytes) = signed(&work, "text/es/language.json", "Ana", "2026-12");
        assert_eq!(file, "text/es/language.json");
        assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), json!({ "native_reader": "Ana, 2026-12" }));
    }
}
