//! One service, in every format.

use sidedoor_core::codes::{ContactKind, Cost, Need};

use super::*;

/// The service that every format here describes.
fn is_the_service(service: &Service) {
    assert_eq!(service.name, "Legal aid");
    assert_eq!(service.service_area, "US-FL");
    assert_eq!(service.needs, [Need::Legal]);
    assert_eq!(service.languages, ["en", "es"]);
    let call = &service.contacts[0];
    assert_eq!(
        (call.kind, call.value.as_str(), call.extension.as_deref()),
        (ContactKind::Call, "+13055550142", Some("12"))
    );
    assert!(service.sources[0].evidence.as_deref().unwrap().contains("305-555-0142"));
    let hours = &service.schedules[0];
    assert_eq!((hours.opens_at.as_str(), hours.closes_at.as_str()), ("09:00", "17:00"));
    assert_eq!(hours.byday, ["MO", "TU"]);
    assert_eq!(hours.timezone.as_deref(), Some("America/New_York"));
}

#[test]
fn hsds_3_as_tables() {
    let imported = package(
        SERVICE,
        &[
            ("phones.csv", "id,service_id,number,extension,type\np1,s1,305-555-0142,12,voice\n"),
            ("schedules.csv", "id,service_id,freq,byday,opens_at,closes_at\nh1,s1,WEEKLY,\"MO,TU\",09:00,17:00\n"),
            ("languages.csv", "id,service_id,name,code\nl1,s1,English,en\nl2,s1,,es\n"),
        ],
    );
    is_the_service(only(&imported));
    assert_eq!(only(&imported).cost, Cost::Free);
    assert_eq!(imported.report.all_counts().refused, 0, "{}", written::as_text(&imported.report));
}

#[test]
fn a_file_that_somebody_corrected_is_named_before_it_is_written_over() {
    let imported = package(SERVICE, &[("phones.csv", "id,service_id,number,type\np1,s1,305-555-0142,voice\n")]);
    let folder = tempfile::tempdir().unwrap();
    let services = written::services(&imported).unwrap();
    assert!(written::would_change(&services, folder.path()).is_empty(), "nothing is there");
    sidedoor_core::files::write(&services, folder.path()).unwrap();
    assert!(written::would_change(&services, folder.path()).is_empty(), "the same again changes nothing");
    let file = folder.path().join(services.keys().next().unwrap());
    let corrected = std::fs::read_to_string(&file).unwrap().replace("Legal aid", "Legal help");
    std::fs::write(&file, corrected).unwrap();
    assert_eq!(written::would_change(&services, folder.path()), [file]);
    assert_eq!(written::left_over(&services, folder.path()), 0);
}

#[test]
fn hsds_1_as_tables_hangs_places_and_terms_in_tables_of_their_own() {
    let imported = imported(&[
        ("data/organizations.csv", "id,name,description,url\no1,Harbour Example,Helps.,https://harbour.example.org\n"),
        ("data/services.csv", "id,organization_id,name,description,status\ns1,o1,Legal aid,About.,active\n"),
        ("data/services_at_location.csv", "id,service_id,location_id\nsl1,s1,l1\n"),
        ("data/locations.csv", "id,organization_id,name\nl1,o1,House\n"),
        (
            "data/physical_addresses.csv",
            "id,location_id,address_1,city,state_province,country\na1,l1,1 Main St,Southtown,FL,US\n",
        ),
        ("data/phones.csv", "id,location_id,number,extension,type\np1,l1,305-555-0142,12,voice\n"),
        (
            "data/regular_schedules.csv",
            "id,location_id,weekday,opens_at,closes_at\n1,l1,Monday,9am,5pm\n2,l1,Tuesday,9:0am,5:00 PM\n",
        ),
        ("data/languages.csv", "id,service_id,language\n1,s1,English and Spanish\n"),
        ("data/taxonomy.csv", "id,name,vocabulary\nFT-3200,General Legal Aid,x\n"),
        ("data/services_taxonomy.csv", "id,service_id,taxonomy_id\n1,s1,FT-3200\n"),
        ("data/datapackage.json", "{}"),
    ]);
    is_the_service(only(&imported));
    assert_eq!(only(&imported).city.as_deref(), Some("Southtown"));
}

#[test]
fn hsds_2_as_tables_speaks_of_attributes() {
    let imported = package(
        "s1,o1,Legal aid,About.,,,active,",
        &[
            ("phones.csv", "id,service_id,number,extension,type\np1,s1,305-555-0142,12,voice\n"),
            ("schedules.csv", "id,service_id,freq,byday,opens_at,closes_at\nh1,s1,WEEKLY,MO;TU,09:00:00,17:00:00\n"),
            ("languages.csv", "id,service_id,language\nl1,s1,\"en, es\"\n"),
            ("taxonomy_term.csv", "id,term,taxonomy\nt1,Legal Services,x\n"),
            ("service_attribute.csv", "id,service_id,taxonomy_term_id\nx1,s1,t1\n"),
        ],
    );
    is_the_service(only(&imported));
}

#[test]
fn ohana_hangs_services_on_places_and_places_on_organizations() {
    let imported = imported(&[
        (
            "icarol/organizations.csv",
            "id,accreditations,alternate_name,name,website\n7,,,Harbour Example,harbour.example.org\n",
        ),
        ("icarol/locations.csv", "id,organization_id,accessibility,name,languages\n1,7,,House,\n"),
        (
            "icarol/addresses.csv",
            "id,location_id,address_1,city,state_province,postal_code,country\n1,1,1 Main St,Southtown,FL,33001,US\n",
        ),
        (
            "icarol/services.csv",
            "id,location_id,name,description,languages,status,fees,taxonomy_ids\n9,1,Legal aid,About.,English and Spanish,active,None.,111-01\n",
        ),
        (
            "icarol/phones.csv",
            "id,contact_id,location_id,organization_id,service_id,number,extension,department,number_type\n\
             1,,1,7,9,305-555-0142,12,,voice\n2,4,,7,,305-555-0143,,,voice\n3,,1,7,9,305-555-0144,,,fax\n",
        ),
        (
            "icarol/regular_schedules.csv",
            "id,location_id,service_id,weekday,opens_at,closes_at\n1,,9,Monday,09:00,17:00\n2,,9,2,09:00,17:00\n",
        ),
        ("icarol/taxonomy.csv", "id,name,taxonomy_id\n1,Advocacy & Legal Aid,111-01\n"),
        ("icarol/mail_addresses.csv", "id,location_id,address_1\n1,1,PO Box 4\n"),
    ]);
    let service = only(&imported);
    assert_eq!((service.id.as_str(), service.name.as_str()), ("us-9", "Legal aid"));
    assert_eq!(service.contacts.len(), 1, "neither the fax nor the number of a person: {:?}", service.contacts);
    assert_eq!(service.cost, Cost::Free);
    assert_eq!(imported.organizations[0].1.name, "Harbour Example");
    assert!(says(&imported, "4", "number_type", "fax"));
}

const JSON: &str = r#"{
    "id": "s1", "name": "Legal aid", "description": "About.", "status": "active",
    "organization": {"id": "o1", "name": "Harbour Example", "website": "https://harbour.example.org"},
    "phones": [{"id": "p1", "number": "305-555-0142", "extension": 12, "type": "voice", "languages": [{"id": "x", "code": "ht"}]}],
    "schedules": [{"id": "h1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00"}],
    "languages": [{"id": "l1", "name": "English", "code": "en"}, {"id": "l2", "name": "Spanish"}],
    "attributes": [{"id": "a1", "taxonomy_term": {"id": "t1", "name": "Legal Services"}}],
    "service_at_locations": [{"id": "sl1", "location": {"id": "l1", "addresses": [
        {"id": "ad1", "address_1": "1 Main St", "city": "Southtown", "state_province": "FL", "country": "US"}]}}]
}"#;

#[test]
fn hsds_3_as_json_alone_in_a_list_on_a_page_and_one_after_another() {
    let page = format!(r#"{{"total_items": 1, "contents": [{JSON}]}}"#);
    for text in [JSON.to_owned(), format!("[{JSON}]"), page, JSON.replace('\n', " "), format!("{JSON}\n{JSON}")] {
        let imported = imported(&[("services.json", &text)]);
        is_the_service(only(&imported));
        assert_eq!(only(&imported).city.as_deref(), Some("Southtown"));
    }
}

#[test]
fn an_organization_with_its_services_as_json() {
    let text = r#"{"id": "o1", "name": "Harbour Example", "website": "https://harbour.example.org", "services": [
        {"id": "s1", "name": "Legal aid", "description": "A.", "status": "active", "phones": [{"number": "305-555-0142"}]},
        {"id": "s2", "name": "Food pantry", "description": "B.", "status": "active"}]}"#;
    let imported = imported(&[("organization.json", text)]);
    assert_eq!(services(&imported).len(), 2);
    assert_eq!(imported.organizations.len(), 1);
    assert!(services(&imported)[1].contacts.is_empty() && services(&imported)[1].url.is_some());
}

#[test]
fn a_spreadsheet_of_our_template_in_every_way_that_programs_save_it() {
    let text = "name,organization,description,website,country,state,city,phone,phone_extension,text_number,whatsapp,email,chat,\
        languages,needs,for_whom,open_days,opens_at,closes_at,time_zone,always_open,cost,answered_by,tells_police,source_page,\
        checked_on,shelter_address_is_secret\n\
        Legal aid,Harbour Example,About.,harbour.example.org,US,FL,Southtown,305-555-0142,12,,,,,\"en, es\",legal,women,Mon-Tue,9am,5pm,America/New_York,,free,charity,asks_first,https://harbour.example.org/hours,2026-10-01,\n\
        Tonight,Harbour Example,Beds.,,US,FL,,305-555-0143,,,,,,,shelter,,,,,,yes,free,,,,,yes\n\
        ,Example,Example row: delete me,,,,,,,,,,,,,,,,,,,,,,,,\n";
    for (text, what) in [
        (text.to_owned(), ","),
        (text.replace(", ", "/").replace(',', ";"), ";"),
        (text.replace(", ", "/").replace(',', "\t"), "tab"),
    ] {
        let imported = imported(&[("services-of-ours.csv", &text)]);
        let both = services(&imported);
        assert_eq!(both.len(), 2, "{what}: {}", written::as_text(&imported.report));
        is_the_service(both[0]);
        assert_eq!(both[0].answered_by.is.code(), "charity");
        assert_eq!(both[0].sources[0].url, "https://harbour.example.org/hours");
        assert_eq!(both[0].sources[0].published.as_deref(), Some("2026-10-01"));
        assert_eq!(both[1].schedules[0].closes_at, "24:00");
        assert_eq!(both[1].schedules[0].timezone, None);
        assert_eq!(imported.organizations.len(), 1, "the same name is the same organisation");
        assert!(says(&imported, "4", "description", "example row"));
    }
}

#[test]
fn an_import_gives_the_same_files_again() {
    let once = || {
        let imported = imported(&[("services.json", JSON)]);
        serde_json::to_string(&imported.organizations).unwrap()
    };
    assert_eq!(once(), once());
}

/// The official schema and examples are CC BY-SA and no part of this project.
fn official() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/hsds");
    let folder = std::env::var_os("HSDS").map_or(beside, PathBuf::from).join("examples");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("did not run: the official examples of HSDS are not here; set HSDS to their folder");
    None
}

#[test]
fn the_official_examples_come_in() {
    let Some(folder) = official() else { return };
    for name in ["csv", "service_full.json", "organization_full.json", "service_list.json", "tabular.json"] {
        let opened = open::open(&[folder.join(name)], open::Limits::default()).unwrap();
        let imported = checked(import(&opened, known(), &options()));
        let service = only(&imported);
        assert_eq!(service.name, "Community Counselling", "{name}");
        assert!(service.needs.contains(&Need::Counselling));
        assert!(!everything(&imported).contains("Ann Persona"), "{name}: the name of a person");
        assert!(!everything(&imported).contains("1-30 Main Street"), "{name}: a street");
    }
}

#[test]
fn a_row_whose_service_is_refused_counts_as_refused_whatever_else_in_it_could_be_read() {
    let text = "name,organization,description,website,country,state,phone,needs,source_page\n\
        Legal aid,Harbour Example,About.,harbour.example.org,US,FL,305-555-0142,legal,https://harbour.example.org/\n\
        Something,Harbour Example,About.,,US,FL,305-555-0143,nonsense,https://harbour.example.org/\n";
    let counts = imported(&[("services.csv", text)]).report.all_counts();
    assert_eq!((counts.rows, counts.refused), (2, 1));
}

#[test]
fn the_template_holds_every_column_its_readme_explains_them_and_its_examples_stay_out() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../resources/template");
    let text = std::fs::read_to_string(folder.join("services.csv")).unwrap();
    assert_eq!(text.lines().next().unwrap(), template::COLUMNS.join(","));
    let explained = std::fs::read_to_string(folder.join("README.md")).unwrap();
    for column in template::COLUMNS {
        assert!(explained.contains(&format!("`{column}`")), "{column} is not explained");
    }
    for need in Need::ALL {
        assert!(explained.contains(&format!("`{}`", need.code())), "{} is not explained", need.code());
    }
    let out = imported(&[("services.csv", &text)]);
    assert!(out.organizations.is_empty());
    assert_eq!(out.report.all_counts().refused, 3);
    // The same rows as somebody would fill them in.
    let filled = imported(&[("services.csv", &text.replace("Example row: ", ""))]);
    assert_eq!(services(&filled).len(), 3, "{}", written::as_text(&filled.report));
    assert_eq!(filled.report.all_counts().refused, 0, "{}", written::as_text(&filled.report));
    assert!(services(&filled).iter().all(|service| !service.schedules.is_empty() && !service.contacts.is_empty()));
}
