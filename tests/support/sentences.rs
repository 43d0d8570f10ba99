//! Whatever the page can say: the sentences of `resources/text`, so that each new one is looked for by itself.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// Shorter ones, such as "Postal code", a browser says, too.
const SHORTEST: usize = 20;

/// The languages that journeys speak.
const SPOKEN: [&str; 2] = ["en", "es"];

/// Every sentence in these languages, or what stands between the places that are filled in.
pub fn sentences() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in texts(&SPOKEN) {
        let parts = text.split(['{', '}', '\n']).map(str::trim);
        found.extend(parts.filter(|part| part.len() >= SHORTEST).map(str::to_owned));
    }
    assert!(found.len() > 1000, "{} sentences", found.len());
    found
}

/// Every English text as it is shown: of what there is to read, without the sign that says what kind of block it is.
pub fn shown() -> BTreeSet<String> {
    texts(&["en"]).into_iter().map(|text| text.trim_start_matches(['#', '-', '!']).trim_start().to_owned()).collect()
}

/// Every text in the files of these languages.
fn texts(tags: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    // Names of places and languages, and what people type, are in browsers and dictionaries, too; a glossary does not ship.
    let own = |name: &str| !["names.json", "search.json", "glossary.json"].contains(&name) && name.contains(".json");
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("../resources/text");
    let mut open: Vec<_> = tags.iter().map(|tag| text.join(tag)).collect();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else if own(&entry.file_name().to_string_lossy()) {
                collect(serde_json::from_slice(&std::fs::read(entry.path()).unwrap()).unwrap(), &mut found);
            }
        }
    }
    found
}

fn collect(value: Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(all) => all.into_iter().for_each(|one| collect(one, found)),
        Value::Object(all) => all.into_iter().for_each(|(_, one)| collect(one, found)),
        _ => {}
    }
}
