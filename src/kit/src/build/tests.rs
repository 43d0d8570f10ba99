use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::{Value, json};
use sidedoor_core::directory::{Directory, Service};
use sidedoor_core::search::normalized;

use super::*;
use crate::app::tests::{files as shipped, resources, small};

fn project() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A release of the real resources, with an app of a few bytes.
fn released() -> &'static Path {
    static RELEASE: OnceLock<tempfile::TempDir> = OnceLock::new();
    RELEASE
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let root = project().join("resources");
            let site = tempfile::tempdir().unwrap();
            files::write(&super::site(&shipped(), &resources(), &small()).unwrap(), site.path()).unwrap();
            release(folder.path(), site.path(), &small(), &root, "2026-11").unwrap();
            folder
        })
        .path()
}

/// An operator's folder with these files.
fn operator(files: &[(&str, Value)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, value.to_string()).unwrap();
    }
    folder
}

/// A shelter with a line of its own, by its id and the place that it serves.
fn ours(id: &str, area: &str, more: &Value) -> (String, Value) {
    let mut service = json!({
        "id": id, "name": "Harbour House", "description": "A house of the harbour.", "service_area": area,
        "needs": ["talk"], "situations": ["trafficking"], "answered_by": { "is": "charity", "source": 0 }, "cost": "free",
        "contacts": [{ "kind": "call", "value": "+12125550123", "from": ["US"], "source": 0 }],
        "sources": [{ "url": "https://example.org/", "title": "Harbour", "publisher": "own", "read": "2026-11-24",
            "evidence": "Call 212-555-0123. We are a charity." }]
    });
    for (key, value) in more.as_object().unwrap() {
        service[key] = value.clone();
    }
    (format!("services/x/{id}.json"), json!({ "id": id, "name": "Harbour", "services": [service] }))
}

/// Builds in two languages, unless others are asked for, and gives what was built with the folder of it.
fn built(files: &[(&str, Value)]) -> Result<(Built, tempfile::TempDir), String> {
    let (with, out) = (operator(files), tempfile::tempdir().unwrap());
    let decisions = with.path().join("operator.json");
    let mut decided: Value =
        fs::read(&decisions).map_or(json!({}), |bytes| serde_json::from_slice(&bytes).unwrap_or(json!(null)));
    if let Some(decided) = decided.as_object_mut() {
        decided.entry("languages").or_insert(json!(["en", "es"]));
        fs::write(&decisions, json!(decided).to_string()).unwrap();
    }
    build(released(), Some(with.path()), &out.path().join("site"), &|_| {})
        .map(|built| (built, out))
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

fn directory(out: &tempfile::TempDir) -> &'static Directory {
    let pack = fs::read_dir(out.path().join("site")).unwrap().flatten().map(|entry| entry.path()).find(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with('d') && path.extension().is_some_and(|ending| ending == "bin")
    });
    Box::leak(Box::new(Directory::read(&fs::read(pack.unwrap()).unwrap(), &normalized).unwrap()))
}

fn names(directory: &'static Directory, area: &str) -> Vec<&'static str> {
    directory.iter().filter(|service| service.area() == area).map(Service::name).collect()
}

fn first_line(directory: &'static Directory, country: &str) -> &'static str {
    sidedoor_core::lines::main_line(directory, country).map_or("", |service| service.name())
}

fn contents(folder: &Path) -> Files {
    files::below(folder).unwrap()
}

const HOTLINE: &str = "National Human Trafficking Hotline";

#[test]
fn a_build_with_nothing_changed_is_the_released_site_to_the_byte() {
    let (built, out) = built(&[]).unwrap();
    assert!(contents(&out.path().join("site")) == contents(&released().join("site")));
    assert_eq!((built.theirs, built.left_out.len(), built.lines.len()), (0, 0, 0));
}

#[test]
fn a_site_speaks_the_languages_that_its_operator_names() {
    let (_, out) = built(&[("operator.json", json!({ "languages": ["en", "uk"] }))]).unwrap();
    let site = out.path().join("site");
    assert!(site.join("uk/index.html").is_file() && !site.join("es").exists());
    let page = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(page.contains("Українська") && !page.contains("Español"));
    let refused = built(&[("operator.json", json!({ "languages": ["en", "xx"] }))]).unwrap_err();
    assert!(refused.contains("\"xx\" has no folder in text/"), "{refused}");
}

#[test]
fn their_services_join_ours_and_the_line_of_the_first_screen_stays() {
    // By the rules of order it would stand first: day and night, on trafficking, two sources.
    let page = json!({ "url": "https://example.org/", "title": "Harbour", "publisher": "own", "read": "2026-11-24",
        "evidence": "Call 212-555-0123. We are a charity." });
    let always =
        json!([{ "byday": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], "opens_at": "00:00", "closes_at": "24:00" }]);
    let (file, house) =
        ours("harbour", "US", &json!({ "name": "A House", "schedules": always, "sources": [page, page] }));
    let (built, out) = built(&[(&file, house)]).unwrap();
    let directory = directory(&out);
    assert!(names(directory, "US").contains(&"A House"));
    assert!(first_line(directory, "US").contains(HOTLINE));
    assert_eq!(built.theirs, 1);
    assert_eq!(directory.len(), built.services);
}

#[test]
fn theirs_stand_before_ours_right_behind_the_line_of_the_first_screen() {
    let order = |standing: &str| {
        let (file, house) =
            ours("harbour", "US", &json!({ "situations": [], "needs": ["talk", "basics"], "city": "Albany" }));
        let decided = json!({ "places": { "US": standing } });
        let (_, out) = built(&[(&file, house), ("operator.json", decided)]).unwrap();
        let place = sidedoor_core::search::Place { country: Some("US"), subdivision: None };
        let lines = sidedoor_core::lines::lines(directory(&out), place, sidedoor_core::codes::Flags::default());
        lines.iter().position(|line| line.name() == "Harbour House").unwrap()
    };
    assert_eq!(order("before"), 1);
    assert!(order("join") > 5);
}

#[test]
fn theirs_replace_ours_of_that_place_but_not_the_line_of_the_first_screen() {
    let (file, house) = ours("harbour", "US", &json!({}));
    let (built, out) = built(&[(&file, house), ("operator.json", json!({ "places": { "US": "replace" } }))]).unwrap();
    let now = directory(&out);
    assert_eq!(names(now, "US").len(), 2, "{:?}", names(now, "US"));
    assert_eq!(names(now, "US-NY"), Vec::<&str>::new());
    assert!(first_line(now, "US").contains(HOTLINE));
    assert_eq!(built.kept_lines, ["us-nhth"]);
    assert!(!names(now, "CA").is_empty() && !names(now, "001").is_empty(), "other places are as they were");
    let released = check::read(&released().join("resources")).unwrap();
    assert!(now.emergency("US").is_some_and(|numbers| numbers.all() == "911"));
    assert_eq!(now.emergency_countries().count(), released.emergency.len());
}

#[test]
fn a_line_of_the_first_screen_goes_only_by_its_name() {
    let (file, house) = ours("harbour", "US", &json!({}));
    let decided = json!({ "places": { "US": "replace" }, "without_lines": ["us-nhth"] });
    let (built, out) = built(&[(&file, house), ("operator.json", decided)]).unwrap();
    assert_eq!(first_line(directory(&out), "US"), "Harbour House");
    assert_eq!(built.lines, [("US".to_owned(), "us-nhth".to_owned(), Some("harbour".to_owned()))]);
}

#[test]
fn no_place_can_be_replaced_out_of_its_line_or_its_emergency_number() {
    let (built, out) = built(&[("operator.json", json!({ "places": { "*": "replace" } }))]).unwrap();
    let before = lines(&check::read(&released().join("resources")).unwrap()).unwrap();
    assert_eq!(built.lines, Vec::new());
    assert_eq!(directory(&out).len(), before.len());
}

#[test]
fn one_region_ships_what_serves_it_and_every_emergency_number() {
    let (built, out) = built(&[
        ("operator.json", json!({ "only": ["US-NY"] })),
        (
            "services/x/far.json",
            ours("far", "CA", &json!({})).1.to_string().replace("\"harbour\"", "\"far\"").parse().unwrap(),
        ),
    ])
    .unwrap();
    let now = directory(&out);
    assert!(now.iter().all(|service| ["001", "US", "US-NY"].contains(&service.area())));
    assert!(!names(now, "US-NY").is_empty() && !names(now, "US").is_empty());
    assert!(now.emergency("FR").is_some());
    assert_eq!(built.outside, ["far"], "what is not shipped is said");
}

#[test]
fn their_words_replace_ours_one_by_one_and_their_settings_too() {
    let (_, out) = built(&[
        ("text/en/home.json", json!({ "title": "Help at the harbour" })),
        ("text/es/home.json", json!({ "title": "Ayuda en el puerto" })),
        ("site.json", json!({ "title": "Tides", "language": "es" })),
    ])
    .unwrap();
    let page = fs::read_to_string(out.path().join("site/index.html")).unwrap();
    assert!(
        page.contains("lang=\"es\"") && page.contains("Ayuda en el puerto") && page.contains("<title>Tides</title>")
    );
    let english = fs::read_to_string(out.path().join("site/en/index.html")).unwrap();
    assert!(english.contains("Help at the harbour"));
}

#[test]
fn every_fault_names_its_file_and_nothing_is_written() {
    let (street, shelter) =
        ours("harbour", "US", &json!({ "needs": ["shelter"], "description": "At 12 Harbour Street." }));
    let (unknown, _) = ours("other", "US", &json!({}));
    for (files, wanted) in [
        (vec![(street.as_str(), shelter)], "services/x/harbour.json: harbour: description: names a street"),
        (vec![(unknown.as_str(), json!({ "id": "other" }))], "services/x/other.json: missing field"),
        (vec![("operator.json", json!({ "place": {} }))], "operator.json: unknown field `place`"),
        (vec![("operator.json", json!({ "without_lines": ["us-nthh"] }))], "operator.json: without_lines: \"us-nthh\""),
        (vec![("text/en/home.json", json!({ "titel": "x" }))], "text/en/home.json: titel: is no key of ours"),
        (vec![("text/xx/home.json", json!({}))], "text/xx/home.json: is no file whose words"),
        (
            vec![("text/en/language.json", json!({ "reviewed": [] }))],
            "text/en/language.json: reviewed: only \"native_reader\"",
        ),
        (vec![("site.json", json!({ "language": "fr" }))], "site.json: \"fr\" is no language"),
        (vec![("site.json", json!({ "leave_to": { "en": ["http://example.org/"] } }))], "must begin with https://"),
        (vec![("places/emergency.json", json!({}))], "places: comes with the release and cannot be replaced"),
    ] {
        let said = built(&files).map(|_| ()).unwrap_err();
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
}

#[test]
fn a_line_of_theirs_that_would_take_the_first_screen_needs_a_word() {
    // Where only the police answer, a charity's line would stand first: good, but somebody has to mean it.
    let released = check::read(&released().join("resources")).unwrap();
    let before = lines(&released).unwrap();
    let services = || released.organizations.iter().flat_map(|(_, one)| &one.services);
    let police = before.iter().find(|(_, id)| {
        services().any(|one| one.id == **id && matches!(one.answered_by.is, sidedoor_core::codes::Answerer::Police))
    });
    let (country, line) = police.expect("a country where only the police answer");
    let (file, house) = ours("harbour", country, &json!({}));
    let said = built(&[(&file, house.clone())]).map(|_| ()).unwrap_err();
    assert!(said.contains(&format!("operator.json: {country}: without_lines")) && said.contains(line), "{said}");
    let meant = json!({ "without_lines": [line] });
    assert_eq!(
        first_line(directory(&built(&[(&file, house), ("operator.json", meant)]).unwrap().1), country),
        "Harbour House"
    );
}

#[test]
fn a_record_of_theirs_cannot_stand_in_for_a_line_of_ours() {
    let (_, house) = ours("us-nhth", "US", &json!({}));
    let said =
        built(&[("services/x/us-nhth.json", house), ("operator.json", json!({ "places": { "US": "replace" } }))]);
    assert!(said.map(|_| ()).unwrap_err().contains("stands in the directory twice"));
}

#[test]
fn only_a_folder_that_is_ours_is_replaced() {
    let (_, out) = built(&[]).unwrap();
    let site = out.path().join("site");
    let again = || build(released(), None, &site, &|_| {}).map_err(|faults| faults[0].to_string());
    again().unwrap();
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1, "nothing is left beside it");

    fs::write(site.join("photo.jpg"), "mine").unwrap();
    assert!(again().unwrap_err().contains("photo.jpg"));
    fs::remove_file(site.join("photo.jpg")).unwrap();
    fs::remove_file(site.join("manifest.json")).unwrap();
    assert!(again().unwrap_err().contains("has no manifest.json of ours"));
    assert!(site.join("index.html").exists());

    let into_it = build(released(), None, &released().join("site"), &|_| {}).unwrap_err();
    assert!(into_it[0].to_string().contains("a part of the release"), "{into_it:?}");
}

#[test]
fn half_a_release_is_no_release() {
    let copied = tempfile::tempdir().unwrap();
    files::write(&contents(released()), copied.path()).unwrap();
    fs::write(copied.path().join("app/app.wasm"), "half").unwrap();
    let out = copied.path().join("out");
    let said = build(copied.path(), None, &out, &|_| {}).unwrap_err();
    assert!(said[0].to_string().contains("app/app.wasm: is not what was written"), "{said:?}");
    assert!(!out.exists());
}
