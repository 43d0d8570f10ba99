//! Every refusal, on the real resources with one thing spoiled.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources")
}

fn resources() -> Resources {
    static READ: OnceLock<Resources> = OnceLock::new();
    READ.get_or_init(|| match read(&root()) {
        Ok(resources) => resources,
        Err(faults) => panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    })
    .clone()
}

/// Spoils the US hotline, and gives back what `check` says.
fn spoilt(spoil: impl FnOnce(&mut Service)) -> String {
    let mut resources = resources();
    let service = resources
        .organizations
        .iter_mut()
        .flat_map(|(_, organization)| &mut organization.services)
        .find(|service| service.id == "us-nhth")
        .unwrap();
    spoil(service);
    said(&resources)
}

fn said(resources: &Resources) -> String {
    let files = crate::files::below(&root().join("places")).unwrap();
    let misprints: Vec<Misprint> = read_json(&files, "misprints.json").unwrap();
    let metadata: Metadata = read_json(&files, "emergency-metadata.json").unwrap();
    let faults = check(resources, &misprints, &metadata);
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Asserts that a refusal names the record, the field, and what is wrong.
#[track_caller]
fn refused(said: &str, field: &str, what: &str) {
    assert!(said.contains("us-nhth") && said.contains(field) && said.contains(what), "said: {said}");
}

#[test]
fn what_ships_has_no_fault() {
    assert_eq!(said(&resources()), "");
}

#[test]
fn a_place_to_leave_for_is_encrypted_and_there_is_one_for_every_language() {
    for (places, wrong) in [
        (vec!["http://example.org/".to_owned()], "must begin with https://"),
        (vec!["https://example.org/".to_owned(), "javascript:alert(1)".to_owned()], "must begin with https://"),
        (vec!["https://example.org/|x".to_owned()], "without blanks or |"),
        (Vec::new(), "es has nowhere to go"),
    ] {
        let mut resources = resources();
        resources.site.leave_to.insert("es".to_owned(), places);
        let said = said(&resources);
        assert!(said.contains("site.json") && said.contains(wrong), "{said}");
    }
}

#[test]
fn an_invalid_number_is_refused() {
    let said = spoilt(|service| service.contacts[0].value = "+1888373788".to_owned());
    refused(&said, "contacts", "not a valid number");
}

#[test]
fn a_number_that_its_source_does_not_hold_is_refused() {
    let said = spoilt(|service| service.contacts[0].value = "+18003216742".to_owned());
    refused(&said, "contacts", "does not hold it");
}

#[test]
fn a_known_misprint_is_refused() {
    let said = spoilt(|service| {
        service.contacts[0].value = "+18003737888".to_owned();
        let source = service.contacts[0].source;
        service.sources[source].evidence = Some("call 1-800-373-7888".to_owned());
    });
    refused(&said, "contacts", "known misprint of 1-888-373-7888");
}

#[test]
fn a_code_that_is_said_to_work_everywhere_is_refused() {
    let said = spoilt(|service| {
        let text = service.contacts.iter_mut().find(|contact| contact.value == "233733").unwrap();
        text.from = vec!["*".to_owned()];
    });
    refused(&said, "contacts", "works in one country only");
}

#[test]
fn a_service_without_a_source_is_refused() {
    let said = spoilt(|service| service.sources.clear());
    refused(&said, "sources", "none");
}

#[test]
fn a_source_without_a_date_of_reading_is_refused() {
    let said = spoilt(|service| service.sources[0].read = "lately".to_owned());
    refused(&said, "sources", "2026-11-24");
}

#[test]
fn a_claim_about_who_answers_needs_its_source() {
    let said = spoilt(|service| service.answered_by.source = None);
    refused(&said, "answered_by", "which of the sources");
}

#[test]
fn an_unknown_country_or_language_is_refused() {
    refused(&spoilt(|service| service.service_area = "ZZ".to_owned()), "service_area", "\"ZZ\"");
    refused(&spoilt(|service| service.languages.push("xx".to_owned())), "languages", "\"xx\"");
}

#[test]
fn an_unknown_need_is_refused_by_its_file() {
    let organization: Result<Organization, _> = serde_json::from_str(
        r#"{"id":"x","name":"x","services":[{"id":"x","name":"x","description":"x","service_area":"US","needs":["gold"],
        "answered_by":{"is":"unknown"},"cost":"free","sources":[]}]}"#,
    );
    let said = organization.unwrap_err().to_string();
    assert!(said.contains("gold") && said.contains("shelter"), "{said}");
}

#[test]
fn a_duplicate_is_refused() {
    let mut resources = resources();
    let copy = resources.organizations[0].clone();
    resources.organizations.push(copy);
    assert!(said(&resources).contains("stands in the directory twice"));
}

#[test]
fn a_shelter_with_a_street_is_refused() {
    let said = spoilt(|service| {
        service.needs.push(Need::Shelter);
        service.description = "A house at 12 Main Street.".to_owned();
    });
    refused(&said, "description", "names a street");
}

#[test]
fn a_link_that_is_not_https_is_refused() {
    refused(&spoilt(|service| service.url = Some("http://example.org".to_owned())), "url", "https://");
}

#[test]
fn hours_that_make_no_sense_are_refused() {
    let said = spoilt(|service| {
        service.schedules = vec![super::super::service::Schedule {
            byday: vec!["XX".to_owned()],
            opens_at: "9 am".to_owned(),
            closes_at: "17:00".to_owned(),
            timezone: None,
        }];
    });
    refused(&said, "schedules", "09:00");
    refused(&said, "schedules", "timezone");
}

#[test]
fn an_emergency_number_without_a_source_is_refused_unless_it_is_112() {
    let mut spoiled = resources();
    spoiled.emergency.get_mut("US").unwrap().sources.clear();
    assert!(said(&spoiled).contains("US: all: 911 has no source"), "{}", said(&spoiled));
    let mut spoiled = resources();
    spoiled.emergency.get_mut("US").unwrap().all = Some("912".to_owned());
    assert!(said(&spoiled).contains("knows no such emergency number"), "{}", said(&spoiled));
}

#[test]
fn a_file_that_is_not_json_is_named_with_its_line() {
    let files = crate::files::Files::from([("broken.json".to_owned(), b"{\n  \"id\": ".to_vec())]);
    let fault = read_json::<Organization>(&files, "broken.json").unwrap_err();
    assert!(fault.to_string().starts_with("broken.json: is not JSON") && fault.what.contains("line 2"), "{fault}");
}

/// Lines that somebody may need tonight: if one of them goes, somebody must decide it.
#[test]
fn thirty_lines_ship() {
    let must: [(&str, &str); 30] = [
        ("us-nhth", "+18883737888"),
        ("us-nhth", "233733"),
        ("ca-hth", "+18339001010"),
        ("uk-modern-slavery-exploitation-helpline", "+448000121700"),
        ("us-988", "988"),
        ("us-ndvh", "+18007997233"),
        ("us-rainn", "+18006564673"),
        ("us-childhelp", "+18004224453"),
        ("us-nrs", "+18007862929"),
        ("us-crisistextline", "741741"),
        ("us-trevor", "678678"),
        ("us-stronghearts", "+18447628483"),
        ("us-deafhotline", "+18558121001"),
        ("us-dol-whd", "+18664879243"),
        ("us-211", "211"),
        ("ca-khp", "+18006686868"),
        ("ca-988", "988"),
        ("ca-hopeforwellness", "+18552423310"),
        ("es-a21-linea-trata", "+34900759759"),
        ("it-numero-verde-antitratta", "+39800290290"),
        ("mx-linea-nacional-trata", "+528005533000"),
        ("br-disque-100", "100"),
        ("ar-145", "145"),
        ("bg-a21-national-hotline", "+35980020100"),
        ("ro-anitp", "+40800800678"),
        ("ng-naptip", "627"),
        ("za-national-trafficking-line", "+27800222777"),
        ("tw-1955", "1955"),
        ("gr-1109", "1109"),
        ("vn-111", "111"),
    ];
    let resources = resources();
    let ships = |id: &str, number: &str| {
        resources
            .organizations
            .iter()
            .flat_map(|(_, one)| &one.services)
            .any(|service| service.id == id && service.contacts.iter().any(|contact| contact.value == number))
    };
    let gone: Vec<_> = must.iter().filter(|(id, number)| !ships(id, number)).collect();
    assert!(gone.is_empty(), "gone: {gone:?}");
}
