use proptest::prelude::*;
use serde_json::{Value, json};

use crate::knowledge::Knowledge;
use crate::open::Opened;
use crate::{Imported, Options, import};

/// An attribute in a taxonomy that calls itself ours.
fn fact(id: &str, code: &str, value: &str) -> Value {
    let term = json!({ "id": code, "code": code, "name": code, "taxonomy": "Sidedoor" });
    json!({ "id": id, "value": value, "taxonomy_term": term })
}

fn source(read: &str, evidence: &str) -> String {
    let page = "https://harbour.example.org/help";
    json!({ "url": page, "title": "Help", "publisher": "own", "read": read, "evidence": evidence }).to_string()
}

/// A service that says it is a record of ours, with more facts and members.
fn imported(facts: Vec<Value>, more: &Value) -> Imported {
    let mut attributes = vec![
        fact("1", "identifier", "us-harbour"),
        fact("2", "need.legal", ""),
        fact("3", "source", &source("2026-11-01", "Call 305-555-0142, or write to info@harbour.example.org")),
        fact("4", "cost.free", ""),
    ];
    attributes.extend(facts);
    let mut service = json!({
        "id": "s1", "name": "Harbour line", "description": "Free advice.", "status": "active", "attributes": attributes,
        "organization": { "id": "o1", "name": "Harbour Example" },
        "service_areas": [{ "id": "a", "name": "Florida", "extent": "US-FL" }],
        "phones": [{ "id": "p1", "number": "+13055550142", "attributes": [fact("5", "source", "3"), fact("6", "from", "US")] }],
    });
    for (member, value) in more.as_object().unwrap() {
        service[member] = value.clone();
    }
    let known = Knowledge::built_in().unwrap();
    let files = [Opened::new("service.json", service.to_string().into_bytes())];
    let directory = Some("https://directory.example.org".to_owned());
    import(&files, &known, &Options { source: directory, ..Options::on("2026-11-24") })
}

fn text(imported: &Imported) -> String {
    serde_json::to_string(&imported.organizations).unwrap()
}

fn says(imported: &Imported, words: &str) -> bool {
    imported.report.entries.iter().any(|entry| entry.why.contains(words))
}

#[test]
fn a_record_of_ours_is_read_by_its_codes() {
    let all = imported(Vec::new(), &json!({}));
    let service = &all.organizations[0].1.services[0];
    assert_eq!((service.id.as_str(), service.needs[0].code(), service.cost.code()), ("us-harbour", "legal", "free"));
    assert_eq!(service.sources.len(), 1);
    assert_eq!(service.contacts[0].from, ["US"]);
}

#[test]
fn nobody_is_believed_to_have_called() {
    let phone = json!([{ "id": "p1", "number": "+13055550142", "attributes": [fact("5", "source", "3"), fact("7", "called", "2026-11-20")] }]);
    let all = imported(Vec::new(), &json!({ "phones": phone }));
    assert_eq!(all.organizations[0].1.services[0].contacts[0].called, None);
    assert!(says(&all, "only true where somebody here did"));
}

#[test]
fn a_mailbox_of_a_person_goes_and_that_of_a_group_stays_whatever_the_taxonomy_says() {
    let mailbox = |id: &str, email: &str| json!({ "id": id, "email": email, "attributes": [fact(&format!("k{id}"), "kind.email", ""), fact(&format!("s{id}"), "source", "3")] });
    let contacts = json!([mailbox("c1", "info@harbour.example.org"), mailbox("c2", "marigold@harbour.example.org")]);
    let all = imported(Vec::new(), &json!({ "contacts": contacts }));
    assert!(text(&all).contains("info@harbour.example.org") && !text(&all).contains("marigold"));
}

#[test]
fn the_number_of_a_person_goes_though_our_taxonomy_speaks_of_it() {
    let phones = json!([{ "id": "p1", "number": "+13055550142", "attributes": [fact("5", "source", "3")] }]);
    let person = json!([{ "id": "c1", "name": "Marigold Fieldmouse", "phones": [{ "id": "p2", "number": "+13055550143",
        "attributes": [fact("8", "kind.call", "")] }] }]);
    let all = imported(Vec::new(), &json!({ "phones": phones, "contacts": person }));
    assert!(!text(&all).contains("5550143") && !text(&all).contains("Marigold"));
}

#[test]
fn a_number_that_its_quotation_does_not_hold_has_the_export_for_a_source() {
    let phones = json!([{ "id": "p1", "number": "+13055550143", "attributes": [fact("5", "source", "3")] }]);
    let all = imported(Vec::new(), &json!({ "phones": phones }));
    let service = &all.organizations[0].1.services[0];
    assert_eq!((service.contacts[0].source, service.sources.len()), (1, 2));
    assert_eq!(service.sources[1].url, "https://directory.example.org");
}

#[test]
fn what_does_not_pass_our_check_is_read_as_from_anybody() {
    // A code works in one country only; `*` says everywhere.
    let phones =
        json!([{ "id": "p1", "number": "988", "attributes": [fact("5", "source", "3"), fact("6", "from", "*")] }]);
    let all = imported(Vec::new(), &json!({ "phones": phones }));
    let service = &all.organizations[0].1.services[0];
    assert!(says(&all, "does not pass our check"));
    assert_eq!(service.id, "us-s1");
    assert_ne!(service.contacts[0].from, ["*"]);
}

#[test]
fn a_source_of_tomorrow_or_without_a_page_is_none() {
    for bad in [source("2026-12-24", "305-555-0142"), "{}".to_owned(), source("soon", "305-555-0142")] {
        let all = imported(vec![fact("9", "source", &bad)], &json!({}));
        assert_eq!(all.organizations[0].1.services[0].sources.len(), 1, "{bad}");
    }
}

#[test]
fn an_id_that_is_no_name_of_a_file_is_none() {
    for id in ["../../etc/passwd", "US-X", "", "-x-y", "a"] {
        let facts = vec![
            json!({ "id": "1", "value": id, "taxonomy_term": { "id": "identifier", "code": "identifier", "name": "x", "taxonomy": "Sidedoor" } }),
        ];
        let all = imported(
            Vec::new(),
            &json!({ "attributes": facts, "url": "https://harbour.example.org", "name": "Legal aid" }),
        );
        assert_eq!(all.organizations[0].1.services[0].id, "us-s1", "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_fact_says_what_comes_in_passes_our_check(
        code in "identifier|city|source|name_language|alternate_name|answered_by.police|tells.asks_first|need.shelter|stands_behind|interpretation_services",
        value in ".{0,20}|3|us-x|[A-Z][a-z]{1,9}|12 Elm Street|info@x.org|javascript:x",
        way in "from|shown|extension|keyword|position|source|label.night|kind.text|kind.chat|kind.email|called",
    ) {
        let phones = json!([{ "id": "p1", "number": "+13055550142", "attributes": [fact("5", "source", "3"), fact("6", &way, &value)] }]);
        let all = imported(vec![fact("9", &code, &value)], &json!({ "phones": phones }));
        let known = Knowledge::built_in().unwrap();
        for service in all.organizations.iter().flat_map(|(_, one)| &one.services) {
            let faults = sidedoor_core::authoring::check::service_faults(service, &|code| known.has(code), &known.misprints);
            prop_assert!(faults.is_empty(), "{faults:?}");
        }
    }
}
