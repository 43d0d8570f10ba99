use super::*;

fn rows(text: &str) -> (Tables, Report) {
    let (mut tables, mut report) = (Tables::default(), Report::default());
    read("a.json", text.as_bytes(), &mut report, &mut tables);
    (tables, report)
}

#[test]
fn an_object_belongs_to_what_it_stands_in() {
    let text = r#"{"id": "s", "name": "S", "status": "active", "organization": {"name": "O"}, "service_at_locations": [
        {"id": "sl", "location": {"name": "L", "phones": [{"number": "1"}], "contacts": [{"id": "c", "phones": [{"number": "2"}]}]}}]}"#;
    let (tables, report) = rows(text);
    let service = &tables.of(Table::Services)[0];
    let organization = &tables.of(Table::Organizations)[0];
    assert_eq!(service.get("organization_id"), organization.get("id"));
    let at = &tables.of(Table::ServiceAtLocations)[0];
    let location = &tables.of(Table::Locations)[0];
    assert_eq!((at.get("service_id"), at.get("location_id")), ("s", location.get("id")));
    let phone = |number: &str| tables.of(Table::Phones).iter().find(|one| one.get("number") == number).unwrap();
    assert_eq!(phone("1").get("location_id"), location.get("id"));
    assert_eq!(phone("2").get("contact_id"), "c");
    assert_eq!(report.label(phone("1").origin), "service_at_locations[0].location.phones[0]");
}

#[test]
fn what_is_deeper_than_hsds_is_refused_without_harm() {
    let mut deep = r#"{"name": "a", "status": "x", "organization": "#.repeat(40);
    deep.push_str("{}");
    deep.push_str(&"}".repeat(40));
    let (_, report) = rows(&deep);
    assert!(report.entries.iter().any(|entry| entry.why.contains("deeper")));
    let _ = rows(&"[".repeat(100_000));
}
