use std::path::Path;

use sidedoor_core::authoring::check;
use sidedoor_core::files::below;

use super::*;

fn ours() -> Vec<(String, Organization)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources");
    check::of(&below(&root).unwrap()).unwrap().organizations
}

fn known() -> Knowledge {
    Knowledge::built_in().unwrap()
}

fn column(name: &str) -> usize {
    COLUMNS.iter().position(|column| *column == name).unwrap()
}

fn filled(cells: &[(&str, &str)]) -> Row {
    let mut row = vec![String::new(); COLUMNS.len()];
    for (name, cell) in cells {
        row[column(name)] = (*cell).to_owned();
    }
    row
}

fn harbour() -> Row {
    filled(&[
        ("name", "Harbour House"),
        ("description", "A safe place for a night."),
        ("website", "https://harbour.example.org"),
        ("country", "US"),
        ("phone", "202-555-0142"),
        ("needs", "shelter"),
        ("source_page", "https://harbour.example.org/help"),
    ])
}

#[test]
fn a_row_that_nobody_changed_changes_nothing_of_any_service_that_we_know() {
    let (known, options) = (known(), Options::on("2026-12-01"));
    for (_, organization) in &ours() {
        for service in &organization.services {
            let into = Some((organization, Some(service.id.as_str())));
            let (_, after, _) = put(&of(organization, service), into, &BTreeSet::new(), (&known, &options)).unwrap();
            let [after, before] = [&after, organization].map(|one| serde_json::to_value(one).unwrap());
            assert_eq!(after, before, "{}", service.id);
        }
    }
}

#[test]
fn what_is_changed_in_a_row_is_all_that_changes() {
    let (known, options) = (known(), Options::on("2026-12-01"));
    let (_, mut organization, _) = put(&harbour(), None, &BTreeSet::new(), (&known, &options)).unwrap();
    organization.services[0].contacts[0].called = Some("2026-11-03".to_owned());
    let before = organization.services[0].clone();

    let mut row = of(&organization, &before);
    row[column("description")] = "A safe place, for one night or many.".to_owned();
    row[column("text_number")] = "202-555-0143".to_owned();
    let into = Some((&organization, Some(before.id.as_str())));
    let (_, after, _) = put(&row, into, &BTreeSet::new(), (&known, &options)).unwrap();
    let after = &after.services[0];
    assert_eq!(after.description, "A safe place, for one night or many.");
    assert_eq!(after.contacts[0].called.as_deref(), Some("2026-11-03"), "who called, called");
    assert_eq!(after.contacts.len(), 2);
    assert!(after.sources.len() > after.contacts[1].source);
    assert_eq!(after.id, before.id);
}

#[test]
fn a_number_that_is_changed_was_never_called() {
    let (known, options) = (known(), Options::on("2026-12-01"));
    let (_, mut organization, _) = put(&harbour(), None, &BTreeSet::new(), (&known, &options)).unwrap();
    organization.services[0].contacts[0].called = Some("2026-11-03".to_owned());
    let mut row = of(&organization, &organization.services[0]);
    row[column("phone")] = "202-555-0199".to_owned();
    let into = Some((&organization, Some(organization.services[0].id.as_str())));
    let (_, after, _) = put(&row, into, &BTreeSet::new(), (&known, &options)).unwrap();
    assert_eq!(after.services[0].contacts[0].value, "+12025550199");
    assert_eq!(after.services[0].contacts[0].called, None);
}

#[test]
fn a_row_that_cannot_come_in_says_why_by_its_column() {
    let mut row = harbour();
    row[column("phone")] = "12".to_owned();
    row[column("website")] = String::new();
    let notes = put(&row, None, &BTreeSet::new(), (&known(), &Options::on("2026-12-01"))).unwrap_err();
    assert!(notes.iter().any(|note| note.entry.field == "number" || note.entry.field == "phone"), "{notes:?}");
}

#[test]
fn a_new_service_has_an_id_that_nothing_else_has() {
    let (known, options) = (known(), Options::on("2026-12-01"));
    let (path, one, _) = put(&harbour(), None, &BTreeSet::new(), (&known, &options)).unwrap();
    let (other_path, other, _) =
        put(&harbour(), None, &taken(&[(path.clone(), one.clone())]), (&known, &options)).unwrap();
    assert_ne!(path, other_path);
    assert_ne!(one.services[0].id, other.services[0].id);
}
