use std::path::PathBuf;
use std::sync::LazyLock;

use sidedoor_core::authoring::check::{self, Resources};
use sidedoor_core::authoring::service::Service;

use super::*;

/// A day on which every test runs.
const TODAY: &str = "2026-11-24";

static KNOWN: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::built_in().unwrap());

fn known() -> &'static Knowledge {
    &KNOWN
}

static RESOURCES: LazyLock<Resources> = LazyLock::new(|| {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../resources");
    check::read(&root).unwrap_or_else(|faults| panic!("{faults:?}"))
});

pub(super) fn options() -> Options {
    let source = Some("https://directory.example.org".to_owned());
    Options {
        place: Some("US-FL".to_owned()),
        source,
        time_zone: Some("America/New_York".to_owned()),
        ..Options::on(TODAY)
    }
}

fn files(files: &[(&str, &str)]) -> Vec<Opened> {
    files.iter().map(|(name, text)| Opened::new(*name, text.as_bytes().to_vec())).collect()
}

fn imported(texts: &[(&str, &str)]) -> Imported {
    checked(import(&files(texts), known(), &options()))
}

/// Every import of every test must pass our own check.
fn checked(imported: Imported) -> Imported {
    let mut resources = RESOURCES.clone();
    resources.organizations =
        imported.organizations.iter().map(|(_, one)| (format!("{}.json", one.id), one.clone())).collect();
    let misprints = &known().misprints;
    let faults: Vec<String> = check::check(&resources, misprints, &check::Metadata::default())
        .into_iter()
        .filter(|fault| {
            fault.file.starts_with("us-") || fault.file.starts_with("gb-") || fault.file.starts_with("world-")
        })
        .map(|fault| fault.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let counts = imported.report.all_counts();
    let all = counts.kept + counts.mended + counts.merged + counts.refused + counts.not_carried;
    assert_eq!(counts.rows, all, "a row has no ending");
    imported
}

fn services(imported: &Imported) -> Vec<&Service> {
    imported.organizations.iter().flat_map(|(_, one)| &one.services).collect()
}

fn only(imported: &Imported) -> &Service {
    match services(imported).as_slice() {
        [one] => one,
        other => panic!("{} services\n{}", other.len(), written::as_text(&imported.report)),
    }
}

/// Whether the report says so of a row and a field, in these words.
fn says(imported: &Imported, row: &str, field: &str, words: &str) -> bool {
    let entries = &imported.report.entries;
    entries.iter().any(|one| {
        one.row == row && one.field == field && format!("{} {} {}", one.from, one.to, one.why).contains(words)
    })
}

fn everything(imported: &Imported) -> String {
    let services = serde_json::to_string(&imported.organizations).unwrap();
    let table = String::from_utf8(written::as_csv(&imported.report).unwrap()).unwrap();
    let mut json = Vec::new();
    written::as_json(&imported.report, &mut json).unwrap();
    format!("{services}{}{table}{}", String::from_utf8(json).unwrap(), written::as_text(&imported.report))
}

const ORGANIZATIONS: &str = "id,name,description,url\no1,Harbour Example,Helps people.,https://harbour.example.org\n";

/// A package with one service, whose rows a test can change.
fn package(service: &str, others: &[(&str, &str)]) -> Imported {
    let services = format!("id,organization_id,name,description,url,email,status,fees\n{service}\n");
    let mut all = vec![("organizations.csv", ORGANIZATIONS), ("services.csv", services.as_str())];
    all.extend(others);
    imported(&all)
}

const SERVICE: &str = "s1,o1,Legal aid,Free legal aid for workers.,,info@harbour.example.org,active,Free";

/// What is said once of an organisation, a number or a place is said once, whoever of several threads finds it first.
#[test]
fn one_thread_and_many_say_the_same() {
    let mut services = String::from("id,organization_id,location_id,name,description,email\n");
    let mut phones = String::from("id,location_id,service_id,number,extension\n");
    for at in 0..40 {
        services.push_str(&format!("s{},o{},l{},Legal aid {at},<b>About</b>.,ann@x.org\n", at % 37, at % 5, at % 3));
        phones.push_str(&format!("p{at},l{},,305-555-01{at:02},OPT{at}\n", at % 4));
    }
    let texts = [
        (
            "organizations.csv",
            "id,name,website,email\no1,One,http://one.example.org,jo@one.example.org\no2,Two,two.example.org,\n",
        ),
        ("services.csv", &services),
        ("locations.csv", "id,organization_id\nl0,o1\nl1,o2\nl2,o2\n"),
        ("phones.csv", &phones),
    ];
    let opened = files(&texts);
    let said = |threads: usize| everything(&by_threads(&opened, known(), &options(), |_| threads));
    let one = said(1);
    assert!(one.contains("markup is taken out") && one.contains("+13055550100"));
    for threads in [2, 3, 7, 100] {
        assert_eq!(said(threads), one, "{threads} threads");
    }
}

#[path = "tests/anything.rs"]
mod anything;
#[path = "tests/formats.rs"]
mod formats;
#[path = "tests/mending.rs"]
mod mending;
#[path = "tests/safety.rs"]
mod safety;
