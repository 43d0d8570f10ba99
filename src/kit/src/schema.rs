//! JSON Schema of the files in `resources/`, made from the types, and which file has which: for editors, which then
//! complete and check a file as it is typed, and for people.

mod examples;
mod shapes;

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, schema_for};
use serde_json::{Value, json};
use sidedoor_core::authoring::{article, check, checkin, emergency, service, site};

/// The schema of some files.
struct Published {
    /// The file in `resources/schema/`.
    name: &'static str,
    /// What the files hold.
    title: &'static str,
    /// Which files of `resources/`; those with a `!` are others.
    files: &'static [&'static str],
    schema: Schema,
    example: Value,
}

fn of<T: JsonSchema>(
    name: &'static str,
    title: &'static str,
    files: &'static [&'static str],
    example: Value,
) -> Published {
    Published { name, title, files, schema: schema_for!(T), example }
}

const SENTENCES: [&str; 5] =
    ["text/*/*.json", "!text/*/glossary.json", "!text/*/language.json", "!text/*/names.json", "!text/*/search.json"];

fn published() -> Vec<Published> {
    use examples as e;
    type ByCountry = BTreeMap<String, Vec<String>>;
    vec![
        of::<service::Organization>(
            "organization.json",
            "An organisation and what it offers",
            &["services/**/*.json"],
            e::organization(),
        ),
        of::<emergency::File>(
            "emergency.json",
            "Emergency numbers by country",
            &["places/emergency.json"],
            e::emergency(),
        ),
        of::<site::Site>("site.json", "A site's settings", &["site.json"], e::site()),
        of::<crate::operator::Operator>(
            "operator.json",
            "How an operator's services join the released ones",
            &["operator.json"],
            e::operator(),
        ),
        of::<article::Facts>("room.json", "The facts of a room", &["rooms/*.json"], e::room()),
        of::<article::Words>("room-words.json", "The words of a room", &["text/*/rooms/*.json"], e::room_words()),
        of::<checkin::CheckIn>("checkin.json", "A check-in", &["checkins/*.json"], e::checkin()),
        of::<checkin::Words>(
            "checkin-words.json",
            "The words of a check-in",
            &["text/*/checkins/*.json"],
            e::checkin_words(),
        ),
        of::<shapes::Sentences>("sentences.json", "Sentences by key", &SENTENCES, e::sentences()),
        of::<shapes::Language>("language.json", "A language", &["text/*/language.json"], e::language()),
        of::<shapes::Glossary>("glossary.json", "A glossary", &["text/*/glossary.json"], e::glossary()),
        of::<BTreeMap<String, String>>(
            "names.json",
            "Names of places and languages by code",
            &["text/*/names.json"],
            e::names(),
        ),
        of::<check::Phrases>("search.json", "What people type", &["text/*/search.json"], e::search()),
        of::<ByCountry>(
            "by-country.json",
            "Lists by ISO 3166-1 code",
            &["places/time-zones.json", "places/emergency-metadata.json"],
            e::by_country(),
        ),
        of::<Vec<check::Misprint>>(
            "misprints.json",
            "Numbers known to be printed wrongly",
            &["places/misprints.json"],
            e::misprints(),
        ),
        of::<Vec<shapes::Conflict>>(
            "conflicts.json",
            "What the research found in conflict",
            &["services-conflicts.json"],
            e::conflicts(),
        ),
        of::<Vec<shapes::LeftOut>>(
            "left-out.json",
            "What was researched and does not ship",
            &["services-left-out.json"],
            e::left_out(),
        ),
    ]
}

/// The name and the text of each schema.
pub fn schemas() -> Vec<(&'static str, String)> {
    published().into_iter().map(|one| (one.name, pretty(&whole(one)))).collect()
}

/// A schema with its name, its title and its example in front.
fn whole(one: Published) -> Value {
    let Published { name, title, schema, example, .. } = one;
    let mut whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:sidedoor:schema:{name}"),
        "title": title,
        "examples": [example],
    });
    if let (Some(whole), Value::Object(of_type)) = (whole.as_object_mut(), schema.to_value()) {
        whole.extend(of_type.into_iter().filter(|(key, _)| !["$schema", "title"].contains(&key.as_str())));
    }
    whole
}

/// Which file has which schema, as editors of the family of VS Code read it from `.vscode/settings.json`.
pub fn editor_settings() -> String {
    let schemas: Vec<Value> = published()
        .iter()
        .map(|one| {
            let rooted = |pattern: &&str| match pattern.strip_prefix('!') {
                Some(pattern) => format!("!/resources/{pattern}"),
                None => format!("/resources/{pattern}"),
            };
            json!({
                "fileMatch": one.files.iter().map(rooted).collect::<Vec<_>>(),
                "url": format!("./resources/schema/{}", one.name),
            })
        })
        .collect();
    pretty(&json!({ "json.schemas": schemas }))
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

#[cfg(test)]
#[path = "schema/tests.rs"]
mod tests;
