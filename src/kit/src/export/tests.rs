//! Our whole directory, exported: what it must be for others, and that nothing of it is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sidedoor_core::authoring::check;
use sidedoor_core::authoring::service::Sourced;
use sidedoor_core::codes::{ContactKind, Tells};
use sidedoor_import::cell::bare;
use sidedoor_import::knowledge::Knowledge;
use sidedoor_import::report::Outcome;
use sidedoor_import::{Options, open, template};

use super::*;

fn resources() -> &'static Resources {
    static READ: OnceLock<Resources> = OnceLock::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources");
    READ.get_or_init(|| check::read(&root).unwrap())
}

fn translator() -> Translator<'static> {
    Translator { terms: Terms::ours(), names: &resources().languages[0].names }
}

fn organizations() -> impl Iterator<Item = &'static Organization> {
    resources().organizations.iter().map(|(_, one)| one)
}

/// The US hotline as it is exported, with one thing changed before.
fn hotline(change: impl FnOnce(&mut Service)) -> Value {
    let mut organization =
        organizations().find(|one| one.services.iter().any(|one| one.id == "us-nhth")).unwrap().clone();
    change(organization.services.iter_mut().find(|one| one.id == "us-nhth").unwrap());
    translator().full_service(&organization, organization.services.iter().find(|one| one.id == "us-nhth").unwrap())
}

fn exported() -> Vec<Value> {
    organizations().map(|one| translator().organization(one)).collect()
}

/// Everything below a value that is an object.
fn objects<'a>(value: &'a Value, found: &mut Vec<&'a serde_json::Map<String, Value>>) {
    match value {
        Value::Object(object) => {
            found.push(object);
            object.values().for_each(|one| objects(one, found));
        }
        Value::Array(items) => items.iter().for_each(|one| objects(one, found)),
        _ => {}
    }
}

#[test]
fn what_is_not_known_is_not_written() {
    for document in exported() {
        let mut all = Vec::new();
        objects(&document, &mut all);
        for (field, value) in all.into_iter().flatten() {
            assert!(!value.is_null() && *value != "" && *value != json!([]), "{field} is there and empty");
        }
    }
    let unknown = hotline(|service| {
        service.cost = sidedoor_core::codes::Cost::Unknown;
        service.schedules.clear();
        service.languages.clear();
        service.interpretation_services = None;
    });
    for field in ["fees_description", "schedules", "languages", "interpretation_services", "assured_date"] {
        assert_eq!(unknown.get(field), None);
    }
}

#[test]
fn no_street_and_no_place_on_a_map_is_in_an_export() {
    for document in exported() {
        let mut all = Vec::new();
        objects(&document, &mut all);
        for object in all {
            for field in ["addresses", "address_1", "latitude", "longitude", "postal_code"] {
                assert_eq!(object.get(field), None);
            }
            assert!(object.get("location_type").is_none_or(|kind| kind == "virtual"));
        }
    }
}

#[test]
fn an_extension_that_is_no_plain_number_is_not_made_one() {
    let phone = |extension: &str| {
        let service = hotline(|service| service.contacts[0].extension = Some(extension.to_owned()));
        service["phones"][0].clone()
    };
    assert_eq!(phone("3804")["extension"], 3804);
    for odd in ["012", "2w3", "#7"] {
        assert_eq!(phone(odd).get("extension"), None);
        assert!(phone(odd)["attributes"].to_string().contains(odd));
        assert!(phone(odd)["description"].as_str().unwrap().contains(odd));
    }
}

#[test]
fn a_number_for_whatsapp_is_not_offered_for_text_messages() {
    let service = hotline(|service| service.contacts[0].kind = sidedoor_core::codes::ContactKind::Whatsapp);
    assert_eq!(service["phones"][0]["type"], "whatsapp");
    assert_eq!(service["phones"][0]["description"], "WhatsApp");
}

#[test]
fn every_id_is_given_once() {
    let tables = Tables::of(&exported(), &Terms::ours());
    let mut ids = BTreeSet::new();
    for row in TABLES.iter().flat_map(|table| tables.rows(table)) {
        assert!(ids.insert(row["id"].to_string()), "{row:?}");
    }
}

#[test]
fn the_tables_have_a_column_for_every_field() {
    let tables = Tables::of(&exported(), &Terms::ours());
    for table in &TABLES {
        let columns: BTreeSet<&str> = table.columns().map(|column| column.name).collect();
        for field in tables.rows(table).iter().flat_map(|row| row.keys()) {
            assert!(columns.contains(field.as_str()), "{}: {field} would be lost", table.path);
        }
    }
}

/// Services as they are written, and whose they are, by their id.
type Directory = BTreeMap<String, (String, Value)>;

/// What an importer makes of files, and what it refused.
fn read_again(files: &[&Path]) -> (Directory, Vec<String>) {
    let known = Knowledge::built_in().unwrap();
    let opened = open::open(files, open::Limits::default()).unwrap();
    let options = Options::on("2026-11-24");
    let imported = sidedoor_import::import(&opened, &known, &options);
    let entries = imported.report.entries.iter().filter(|one| one.outcome == Outcome::Refused);
    let refused: Vec<String> =
        entries.map(|one| format!("{} {} {:?}: {}", one.row, one.field, one.from, one.why)).collect();
    let services = imported.organizations.iter().flat_map(|(folder, organization)| {
        let whose = format!("{folder}/{}: {}", organization.id, organization.name);
        organization.services.iter().map(move |service| (service.id.clone(), (whose.clone(), json!(service))))
    });
    (services.collect(), refused)
}

/// The same, with nothing refused.
fn imported(files: &[&Path]) -> Directory {
    let (directory, refused) = read_again(files);
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    directory
}

/// Our services as they are, likewise.
fn ours() -> Directory {
    let services = resources().organizations.iter().flat_map(|(file, organization)| {
        let folder = file.split('/').nth(1).unwrap();
        let whose = format!("{folder}/{}: {}", organization.id, organization.name);
        organization.services.iter().map(move |service| (service.id.clone(), (whose.clone(), json!(service))))
    });
    services.collect()
}

#[track_caller]
fn are_the_same(again: &Directory, before: &Directory) {
    let ids = |all: &Directory| all.keys().cloned().collect::<Vec<_>>();
    let mut different = Vec::new();
    for (id, (whose, service)) in before {
        let Some((whose_again, service_again)) = again.get(id) else {
            different.push(format!("{id}: is gone"));
            continue;
        };
        if whose != whose_again {
            different.push(format!("{id}: {whose} became {whose_again}"));
        }
        for (field, value) in service.as_object().unwrap() {
            if service_again.get(field) != Some(value) {
                different.push(format!("{id}: {field}: {value} became {:?}", service_again.get(field)));
            }
        }
        for (field, value) in
            service_again.as_object().unwrap().iter().filter(|(field, _)| service.get(field).is_none())
        {
            different.push(format!("{id}: {field}: nothing became {value}"));
        }
    }
    assert!(different.is_empty(), "{} differences:\n{}", different.len(), different.join("\n"));
    assert_eq!(ids(again), ids(before));
}

/// Our directory, exported into a new folder.
fn exported_into(name: &str) -> PathBuf {
    let folder = new_folder(name);
    export(resources(), &folder).unwrap();
    folder
}

#[test]
fn our_export_in_json_comes_back_whole() {
    let folder = exported_into("json");
    are_the_same(&imported(&[&folder.join("json")]), &ours());
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn our_export_in_tables_comes_back_whole() {
    let folder = exported_into("tables");
    are_the_same(&imported(&[&folder.join("csv")]), &ours());
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_no_record_of_ours_has_yet_comes_back_too() {
    let full = |service: &mut Service| {
        service.contacts[0].extension = Some("012".to_owned());
        let mut again = service.contacts[0].clone();
        again.keyword = Some("HELP".to_owned());
        service.contacts.push(again);
        service.stands_behind = true;
        service.city = Some("Springfield".to_owned());
        service.name_language = "es".to_owned();
        service.tells = Some(Sourced { is: Tells::AsksFirst, source: Some(0) });
    };
    let mut service = ours()["us-nhth"].clone();
    let mut record: Service = serde_json::from_value(service.1).unwrap();
    full(&mut record);
    service.1 = json!(record);
    let folder = new_folder("full");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("service.json"), hotline(full).to_string()).unwrap();
    let mut again = imported(&[&folder]);
    // A service alone says nothing of its organisation but the name.
    again.get_mut("us-nhth").unwrap().0.clone_from(&service.0);
    are_the_same(&again, &BTreeMap::from([("us-nhth".to_owned(), service)]));
    fs::remove_dir_all(&folder).unwrap();
}

/// What the sheet has columns for, in its order of ways.
fn in_a_sheet(whose: &str, mut service: Service, read_on: Option<&str>) -> String {
    let kinds = [ContactKind::Call, ContactKind::Text, ContactKind::Whatsapp, ContactKind::Email, ContactKind::Chat];
    let of_kind = |kind: ContactKind| {
        let ways = service.contacts.iter().filter(move |way| way.kind == kind);
        ways.map(move |way| (way.value.to_lowercase(), way.extension.clone().filter(|_| kind == ContactKind::Call)))
    };
    let ways: Vec<_> = kinds.into_iter().flat_map(|kind| of_kind(kind).map(move |way| json!([kind, way]))).collect();
    let tells = service.tells.map(|tells| tells.is).filter(|is| matches!(is, Tells::AsksFirst | Tells::MustReport));
    let zone = service.schedules.first().and_then(|hours| hours.timezone.clone());
    service.schedules.iter_mut().for_each(|hours| hours.timezone.clone_from(&zone));
    json!([
        whose,
        [&service.name, &service.description, &service.service_area],
        [&service.url, &service.city],
        ways,
        [json!(service.needs), json!(service.eligibility), json!(service.languages), json!(service.schedules)],
        [json!(service.cost), json!(service.answered_by.is), json!(tells)],
        [Some(service.sources[0].url.as_str()), read_on.or(service.sources[0].published.as_deref())],
    ])
    .to_string()
}

#[test]
fn our_sheet_comes_back_with_what_it_has_columns_for() {
    let folder = exported_into("sheet");
    let (again, refused) = read_again(&[&folder.join("services.csv")]);
    let whose = |whose: &str| whose.split_once(": ").unwrap().1.to_owned();
    let card = |(organization, service): &(String, Value), ours: bool| {
        let service: Service = serde_json::from_value(service.clone()).unwrap();
        let read = service.sources[0].read.clone();
        in_a_sheet(&whose(organization), service, ours.then_some(&read))
    };
    let mut before = ours();
    // Two mailboxes are called after names that the sheet has no column for: they might be somebody's own.
    for id in ["jm-onrtip", "us-deafhotline"] {
        let ways = before.get_mut(id).unwrap().1["contacts"].as_array_mut().unwrap();
        ways.retain(|way| way["kind"] != "email");
    }
    assert_eq!(refused.len(), 2, "{refused:#?}");
    let before: BTreeSet<String> = before.values().map(|one| card(one, true)).collect();
    let after: BTreeSet<String> = again.values().map(|one| card(one, false)).collect();
    let lost: Vec<_> = before.difference(&after).zip(after.difference(&before)).collect();
    assert!(lost.is_empty(), "{} {lost:#?}", lost.len());
    assert_eq!(before, after);
    assert_eq!(again.len(), ours().len());
    fs::remove_dir_all(&folder).unwrap();
}

fn new_folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sidedoor-export-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    folder
}

#[test]
fn an_export_never_mixes_with_what_was_there() {
    let folder = new_folder("mixed");
    let summary = export(resources(), &folder).unwrap();
    assert_eq!(summary.services, summary.rows["services.csv"]);
    let before = fs::read(folder.join("services.csv")).unwrap();
    assert_eq!(export(resources(), &folder).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    assert_eq!(fs::read(folder.join("services.csv")).unwrap(), before);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_spreadsheet_shows_every_service_and_every_number_whole() {
    let mut bytes = Vec::new();
    spreadsheet::write(organizations(), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), template::COLUMNS);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let services: Vec<&Service> = organizations().flat_map(|one| &one.services).collect();
    assert_eq!(rows.len(), services.len());
    for (row, service) in rows.iter().zip(services) {
        assert_eq!(&row[0], service.name);
        let cells: Vec<&str> = row.iter().map(bare).collect();
        for contact in &service.contacts {
            let has_a_column = !matches!(contact.kind.code(), "tty" | "videophone");
            assert!(!has_a_column || cells.iter().any(|cell| cell.split("; ").any(|value| value == contact.value)));
        }
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    }
}

/// The official schemas are CC BY-SA and not ours to copy: where they are comes from outside.
mod official {
    use std::io::Write;

    use super::*;

    /// The folder, or a word on why nothing was held against it.
    fn folder() -> Option<PathBuf> {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/hsds");
        let folder = std::env::var_os("HSDS").map_or(beside, PathBuf::from).join("schema");
        if !folder.join("service.json").is_file() {
            // Not by `eprintln`, which a test that passes keeps to itself.
            let what = "NOT RUN: no official HSDS 3.0 schema in";
            let _ = writeln!(io::stderr(), "{what} {}; set HSDS to its folder", folder.display());
            return None;
        }
        Some(folder)
    }

    fn schema(folder: &Path, name: &str) -> Value {
        serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    }

    /// Finds what a schema refers to beside it, never on the network.
    struct Beside(PathBuf);

    impl jsonschema::Retrieve for Beside {
        fn retrieve(&self, uri: &jsonschema::Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
            let name = uri.path().as_str().rsplit('/').next().unwrap_or_default().to_owned();
            Ok(serde_json::from_str(&fs::read_to_string(self.0.join(name))?)?)
        }
    }

    fn validator(folder: &Path, name: &str) -> jsonschema::Validator {
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .with_base_uri("https://hsds.invalid/schema/")
            .with_retriever(Beside(folder.to_owned()))
            .should_validate_formats(true)
            .build(&schema(folder, name))
            .unwrap()
    }

    #[track_caller]
    fn holds(validator: &jsonschema::Validator, document: &Value) {
        let faults: Vec<String> =
            validator.iter_errors(document).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{}: {}", document["id"], faults.join("\n"));
    }

    #[test]
    fn our_whole_directory_holds_against_the_official_schema() {
        let Some(folder) = folder() else { return };
        let [organization, service, list] =
            ["organization.json", "compiled/service_with_definitions.json", "compiled/service_list.json"]
                .map(|name| validator(&folder, name));
        let term = validator(&folder, "taxonomy_term.json");
        for one in organizations() {
            holds(&organization, &translator().organization(one));
            for record in &one.services {
                let whole = translator().full_service(one, record);
                holds(&service, &whole);
                holds(&list, &translator().listed_service(one, record));
            }
        }
        translator().terms.all().iter().for_each(|one| holds(&term, one));
    }

    #[test]
    fn the_official_schema_refuses_what_is_wrong() {
        let Some(folder) = folder() else { return };
        let validator = validator(&folder, "service.json");
        let spoil = |pointer: &str, wrong: Value| {
            let mut document = hotline(|_| ());
            *document.pointer_mut(pointer).unwrap() = wrong;
            document
        };
        assert!(validator.is_valid(&hotline(|_| ())));
        for (pointer, wrong) in [
            ("/status", json!("open")),
            ("/id", json!("us-nhth")),
            ("/url", json!("no page")),
            ("/phones/0/number", json!(18_883_737_888_u64)),
            ("/phones/0/attributes/0/taxonomy_term/id", json!("need")),
        ] {
            assert!(!validator.is_valid(&spoil(pointer, wrong)), "{pointer}");
        }
    }

    #[test]
    fn every_column_is_one_of_the_official_table_with_its_type() {
        let Some(folder) = folder() else { return };
        for table in &TABLES {
            let schema = schema(&folder, &format!("{}.json", table.name));
            assert_eq!(schema["path"], table.path);
            let columns: Vec<tabular::Column> = table.columns().collect();
            for column in &columns {
                let field = &schema["properties"][column.name];
                let kind = field.get("datapackage_type").or(field.get("type"));
                assert_eq!(kind.and_then(Value::as_str), Some(column.kind), "{}: {}", table.path, column.name);
            }
            let required =
                ["required", "tabular_required"].into_iter().filter_map(|key| schema[key].as_array()).flatten();
            for field in required.filter_map(Value::as_str) {
                let column = columns.iter().find(|column| column.name == field);
                assert!(column.is_some_and(|column| column.required), "{}: {field} is required", table.path);
            }
        }
    }
}
