//! Our whole directory, exported: what it must be for others, and that nothing of it is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

use sidedoor_core::authoring::check;

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

/// A service again, from the words of HSDS and our attributes alone.
fn read_back(document: &Value) -> Value {
    let text = |value: &Value, field: &str| value.get(field).and_then(Value::as_str).map(str::to_owned);
    let attributes = |object: &Value, kind: &str| -> Vec<(String, Option<String>, String)> {
        let all = object.get("attributes").and_then(Value::as_array).cloned().unwrap_or_default();
        let wanted = all.iter().filter(|one| one["link_type"] == kind);
        wanted
            .map(|one| {
                let code = one["taxonomy_term"]["code"].as_str().unwrap().to_owned();
                (code.split('.').next_back().unwrap().to_owned(), text(one, "value"), text(one, "id").unwrap())
            })
            .collect()
    };
    let codes = |kind: &str| attributes(document, kind).into_iter().map(|(code, ..)| code).collect::<Vec<_>>();
    let values =
        |kind: &str| attributes(document, kind).into_iter().filter_map(|(_, value, _)| value).collect::<Vec<_>>();
    let value = |object: &Value, kind: &str| attributes(object, kind).into_iter().find_map(|(_, value, _)| value);
    let list = |field: &str| document.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    let sources = attributes(document, "source");
    let source = |id: &str| sources.iter().position(|(.., found)| found == id);
    let cited = |kind: &str| {
        attributes(document, kind)
            .first()
            .map(|(code, by, _)| json!({ "is": code, "source": by.as_deref().and_then(source) }))
    };
    let contact = |way: &Value, value_of: &str| {
        json!({
            "kind": attributes(way, "kind")[0].0,
            "value": text(way, value_of),
            "shown": value(way, "shown"),
            "extension": value(way, "extension").or_else(|| way.get("extension").map(Value::to_string)),
            "keyword": value(way, "keyword"),
            "label": attributes(way, "label").first().map_or("none".to_owned(), |(code, ..)| code.clone()),
            "from": attributes(way, "from").into_iter().filter_map(|(_, value, _)| value).collect::<Vec<_>>(),
            "source": source(&value(way, "source").unwrap()),
            "called": value(way, "called"),
        })
    };
    let position = |way: &Value| value(way, "position").unwrap().parse::<usize>().unwrap();
    let mut contacts = BTreeMap::new();
    contacts.extend(list("phones").iter().map(|way| (position(way), contact(way, "number"))));
    contacts.extend(list("contacts").iter().map(|way| (position(way), contact(way, "email"))));
    contacts.extend(
        list("service_at_locations").iter().map(|way| (position(&way["location"]), contact(&way["location"], "url"))),
    );
    let clock = |hours: &Value, field: &str| hours[field].as_str().unwrap()[..5].to_owned();
    json!({
        "id": value(document, "identifier"),
        "name": document["name"],
        "name_language": value(document, "name_language").unwrap_or("en".to_owned()),
        "alternate_names": text(document, "alternate_name").into_iter()
            .chain(values("alternate_name")).collect::<Vec<_>>(),
        "description": document["description"],
        "url": text(document, "url"),
        "service_area": document["service_areas"][0]["extent"],
        "city": value(document, "city"),
        "needs": codes("need"),
        "eligibility": codes("audience"),
        "situations": codes("situation"),
        "answered_by": cited("answered_by"),
        "tells": cited("tells"),
        "languages": list("languages").iter().map(|one| one["code"].clone()).collect::<Vec<_>>(),
        "interpretation_services": value(document, "interpretation_services").map(|n| n.parse::<u32>().unwrap()),
        "cost": codes("cost")[0],
        "schedules": list("schedules").iter().map(|hours| json!({
            "byday": hours["byday"].as_str().unwrap().split(',').collect::<Vec<_>>(),
            "opens_at": clock(hours, "opens_at"),
            "closes_at": value(hours, "closes_at").unwrap_or_else(|| clock(hours, "closes_at")),
            "timezone": value(hours, "timezone"),
        })).collect::<Vec<_>>(),
        "contacts": contacts.into_values().collect::<Vec<_>>(),
        "sources": values("source").iter().map(|one| serde_json::from_str(one).unwrap()).collect::<Vec<Value>>(),
        "stands_behind": value(document, "stands_behind").is_some(),
    })
}

#[test]
fn nothing_that_a_record_says_is_lost() {
    for organization in organizations() {
        for service in &organization.services {
            let document = translator().full_service(organization, service);
            let again: Service = serde_json::from_value(read_back(&document)).unwrap();
            assert_eq!(json!(again), json!(service), "{}", service.id);
        }
    }
    let full = |service: &mut Service| {
        service.contacts[0].called = Some("2026-11-24".to_owned());
        service.contacts[0].extension = Some("012".to_owned());
        service.stands_behind = true;
        service.city = Some("Springfield".to_owned());
    };
    let document = hotline(full);
    let again: Service = serde_json::from_value(read_back(&document)).unwrap();
    let organization = organizations().find(|one| one.services.iter().any(|one| one.id == "us-nhth")).unwrap();
    let mut service = organization.services.iter().find(|one| one.id == "us-nhth").unwrap().clone();
    full(&mut service);
    assert_eq!(json!(again), json!(service));
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
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), spreadsheet::COLUMNS);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let services: Vec<&Service> = organizations().flat_map(|one| &one.services).collect();
    assert_eq!(rows.len(), services.len());
    for (row, service) in rows.iter().zip(services) {
        assert_eq!(&row[0], service.name);
        let cells: Vec<&str> = row.iter().map(spreadsheet::bare).collect();
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
