//! The schemas say of every file what `check` says, and their examples are accepted by both.

use std::path::{Path, PathBuf};

use jsonschema::Validator;
use sidedoor_core::authoring::check::{Metadata, Misprint, Resources};
use sidedoor_core::authoring::read_json;
use sidedoor_core::files::{below, json};

use super::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources")
}

fn validator(name: &str) -> Validator {
    let (_, text) = schemas().into_iter().find(|(found, _)| *found == name).unwrap();
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

#[track_caller]
fn holds(validator: &Validator, what: &str, value: &Value) {
    let faults: Vec<String> =
        validator.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {}", faults.join("\n"));
}

/// Whether a path is of a pattern in which `*` is a part of a name and `**` any folders.
fn is_of(path: &[&str], pattern: &[&str]) -> bool {
    match (path, pattern) {
        ([], []) => true,
        (_, ["**", rest @ ..]) => (0..path.len()).any(|skipped| is_of(&path[skipped..], rest)),
        ([name, path @ ..], [part, pattern @ ..]) => {
            let same = part.split_once('*').map_or(name == part, |(before, after)| {
                name.strip_prefix(before).is_some_and(|rest| rest.ends_with(after))
            });
            same && is_of(path, pattern)
        }
        _ => false,
    }
}

/// The schemas that the editors' mapping gives a file.
fn mapped(path: &str) -> Vec<String> {
    let settings: Value = serde_json::from_str(&editor_settings()).unwrap();
    let segments = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    let matches = |pattern: &str| {
        let (path, pattern) = (segments(path), segments(pattern.trim_start_matches(['!', '/'])));
        let [path, pattern] = [&path, &pattern].map(|parts| parts.iter().map(String::as_str).collect::<Vec<_>>());
        is_of(&path, &pattern)
    };
    let all = settings["json.schemas"].as_array().unwrap().iter();
    let of_file = all.filter(|one| {
        let patterns: Vec<&str> =
            one["fileMatch"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        let (not, yes): (Vec<&str>, Vec<&str>) = patterns.into_iter().partition(|pattern| pattern.starts_with('!'));
        yes.into_iter().any(matches) && !not.into_iter().any(matches)
    });
    of_file.map(|one| one["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn the_schemas_in_resources_are_those_of_the_types() {
    let folder = root().join("schema");
    for (name, text) in schemas() {
        let found = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(found == text, "resources/schema/{name} is old; run `cargo xtask schema`");
    }
    let names: Vec<&str> = schemas().into_iter().map(|(name, _)| name).collect();
    for name in json(&below(&folder).unwrap(), "") {
        assert!(names.contains(&name.as_str()), "resources/schema/{name} is of no type any more; take it out");
    }
    let settings = std::fs::read_to_string(root().join("../.vscode/settings.json")).unwrap_or_default();
    assert!(settings == editor_settings(), ".vscode/settings.json is old; run `cargo xtask schema`");
}

#[test]
fn every_file_has_one_schema_and_holds_against_it() {
    let validators: BTreeMap<&str, Validator> = schemas().iter().map(|(name, _)| (*name, validator(name))).collect();
    let mut used = std::collections::BTreeSet::new();
    let files = below(&root()).unwrap();
    for inside in json(&files, "") {
        // The workbench's sentences are fields of a type in `src/workbench`, whose tests hold them.
        if inside.starts_with("schema/") || inside.starts_with("workbench/") {
            continue;
        }
        let of_file = mapped(&format!("resources/{inside}"));
        assert_eq!(of_file.len(), 1, "{inside} has {of_file:?}");
        let value: Value = read_json(&files, &inside).unwrap();
        holds(&validators[of_file[0].as_str()], &inside, &value);
        used.extend(of_file);
    }
    // An operator's own file, of which there is none here.
    used.insert("operator.json".to_owned());
    assert_eq!(used.len(), validators.len(), "a schema of no file");
}

#[test]
fn every_example_holds_against_its_schema_and_a_slip_does_not() {
    for one in published() {
        let (name, mut example) = (one.name, one.example.clone());
        let validator = validator(name);
        holds(&validator, name, &example);
        let slip = if example.is_array() { &mut example[0] } else { &mut example };
        // A word that is no field; where any word is one, a value that is none.
        slip["servcies"] = json!(7);
        assert!(!validator.is_valid(&example), "{name} takes anything");
    }
}

#[test]
fn every_schema_says_what_its_fields_are() {
    fn fields(value: &Value, at: &str, bare: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            let without = properties.iter().filter(|(_, field)| field.get("description").is_none());
            bare.extend(without.map(|(name, _)| format!("{at}/{name}")));
        }
        for (name, part) in value.get("$defs").and_then(Value::as_object).into_iter().flatten() {
            fields(part, &format!("{at}/{name}"), bare);
        }
    }
    let mut bare = Vec::new();
    for (name, text) in schemas() {
        let schema: Value = serde_json::from_str(&text).unwrap();
        assert!(schema["$id"].is_string() && schema["title"].is_string() && schema["examples"].is_array());
        fields(&schema, name, &mut bare);
    }
    assert_eq!(bare, [""; 0]);
}

/// What `check` says of our resources with one thing changed.
fn said(change: impl FnOnce(&mut Resources)) -> Vec<String> {
    let mut resources = check::read(&root()).unwrap();
    change(&mut resources);
    let misprints: Vec<Misprint> = read_json(&below(&root()).unwrap(), "places/misprints.json").unwrap();
    let metadata: Metadata = read_json(&below(&root()).unwrap(), "places/emergency-metadata.json").unwrap();
    check::check(&resources, &misprints, &metadata).iter().map(ToString::to_string).collect()
}

#[test]
fn check_accepts_the_examples_of_an_organisation_a_country_and_a_site() {
    let organization: service::Organization = serde_json::from_value(examples::organization()).unwrap();
    let file = format!("services/us/{}.json", organization.id);
    assert_eq!(said(|resources| resources.organizations.push((file, organization))), [""; 0]);
    let country: emergency::File = serde_json::from_value(examples::emergency()).unwrap();
    assert_eq!(said(|resources| resources.emergency.extend(country)), [""; 0]);
    let site: site::Site = serde_json::from_value(examples::site()).unwrap();
    // The example has the exits of two languages.
    let two = |resources: &mut Resources| {
        resources.speak_only(&["en", "es"]);
        resources.site = site;
    };
    assert_eq!(said(two), [""; 0]);
}

#[test]
fn check_accepts_the_example_of_an_article_with_its_words() {
    let facts: article::Facts = serde_json::from_value(examples::room()).unwrap();
    let words: article::Words = serde_json::from_value(examples::room_words()).unwrap();
    let faults = said(|resources| {
        resources.reading.rooms.insert(sidedoor_core::codes::Room::Rights, facts);
        for said in resources.reading.words.values_mut() {
            said.rooms.insert(sidedoor_core::codes::Room::Rights, words.clone());
        }
    });
    assert_eq!(faults, [""; 0]);
}

#[test]
fn the_types_read_the_examples_of_a_check_in() {
    serde_json::from_value::<checkin::CheckIn>(examples::checkin()).unwrap();
    serde_json::from_value::<checkin::Words>(examples::checkin_words()).unwrap();
    serde_json::from_value::<check::Phrases>(examples::search()).unwrap();
    serde_json::from_value::<Vec<Misprint>>(examples::misprints()).unwrap();
}
