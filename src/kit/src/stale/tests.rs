//! What stands on a call sheet, and that a filled one changes nothing but the day of a call.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sidedoor_core::authoring::check;

use super::record::{Outcome, record, with_called};
use super::*;

const TODAY: &str = "2026-11-24";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources")
}

fn resources() -> Resources {
    static READ: OnceLock<Resources> = OnceLock::new();
    READ.get_or_init(|| check::read(&root()).unwrap()).clone()
}

/// The directory with the first number of the US hotline changed.
fn changed(change: impl FnOnce(&mut Contact)) -> Resources {
    let mut resources = resources();
    let mut services = resources.organizations.iter_mut().flat_map(|(_, one)| &mut one.services);
    change(&mut services.find(|one| one.id == "us-nhth").unwrap().contacts[0]);
    resources
}

fn listed(resources: &Resources, older_than: Option<i32>) -> bool {
    let wanted = Wanted { older_than, place: Some("US") };
    calls(resources, &wanted, TODAY).iter().any(|call| call.service == "us-nhth" && call.value == "+18883737888")
}

#[test]
fn a_number_that_nobody_has_called_needs_a_call_and_one_called_lately_does_not() {
    assert!(listed(&resources(), None));
    let called = |day: &str| changed(|contact| contact.called = Some(day.to_owned()));
    assert!(!listed(&called("2026-11-20"), None));
    assert!(!listed(&called("2025-11-25"), None));
    assert!(listed(&called("2025-11-24"), None));
    assert!(!listed(&called("2025-11-24"), Some(24)));
    assert!(listed(&called("2026-09-24"), Some(2)));
}

#[test]
fn the_oldest_word_stands_first() {
    let all = calls(&resources(), &Wanted::default(), TODAY);
    assert!(all.len() > 300);
    assert!(all.is_sorted_by_key(|call| dates::first_day(call.last_word())));
    assert!(all.first().unwrap().last_word() < "2020");
}

#[test]
fn a_place_is_that_place_and_its_parts() {
    let all = resources();
    let areas = |place: &str| {
        let found = calls(&all, &Wanted { older_than: None, place: Some(place) }, TODAY);
        let area = |id: &str| {
            let mut services = all.organizations.iter().flat_map(|(_, one)| &one.services);
            services.find(|one| one.id == id).unwrap().service_area.clone()
        };
        let mut areas: Vec<String> = found.iter().map(|call| area(&call.service)).collect();
        areas.sort();
        areas.dedup();
        areas
    };
    assert_eq!(areas("US-FL"), ["US-FL"]);
    assert!(areas("US").len() > 10 && areas("US").iter().all(|area| area.starts_with("US")));
    assert_eq!(areas("U"), [""; 0]);
}

#[test]
fn an_emergency_number_is_never_called_to_try_it() {
    let all = calls(&resources(), &Wanted::default(), TODAY);
    let emergency = all.iter().find(|call| call.value == "911" && call.service == "us-911").unwrap();
    assert!(emergency.never_call);
    assert_eq!(emergency.verb(), "look up");
    assert!(!all.iter().any(|call| call.never_call && call.value.starts_with('+')));
}

#[test]
fn a_sheet_on_paper_shows_markup_as_it_is_written() {
    let mut resources = resources();
    resources.organizations[0].1.services[0].name = "<script>\"x\" & y".to_owned();
    let all = calls(&resources, &Wanted::default(), TODAY);
    let page = sheet::html(&all, &["<b>".to_owned()], TODAY);
    assert!(page.contains("&lt;script&gt;&quot;x&quot; &amp; y") && page.contains("&lt;b&gt;"));
    assert!(!page.contains("<script") && !page.contains("http-equiv") && !page.contains(" href"));
}

/// A folder with one file of the directory, and a sheet about it.
fn returned(name: &str, fill: impl Fn(&mut Vec<String>)) -> (Outcome, String, String) {
    let folder = std::env::temp_dir().join(format!("sidedoor-stale-{name}-{}", std::process::id()));
    let mut resources = resources();
    resources.organizations.retain(|(_, one)| one.services.iter().any(|one| one.id == "us-nhth"));
    let path = resources.organizations[0].0.clone();
    fs::create_dir_all(folder.join(&path).parent().unwrap()).unwrap();
    let before = fs::read_to_string(root().join(&path)).unwrap();
    fs::write(folder.join(&path), &before).unwrap();

    let mut bytes = Vec::new();
    sheet::csv(&calls(&resources, &Wanted::default(), TODAY), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    for record in reader.records() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        fill(&mut cells);
        writer.write_record(cells).unwrap();
    }
    let outcome = record(&folder, &resources, &writer.into_inner().unwrap(), TODAY).unwrap();
    let after = fs::read_to_string(folder.join(&path)).unwrap();
    assert_eq!(fs::read_dir(folder.join(&path).parent().unwrap()).unwrap().count(), 1);
    fs::remove_dir_all(&folder).unwrap();
    (outcome, before, after)
}

const VALUE: usize = 4;

#[test]
fn a_filled_sheet_brings_the_day_into_the_file_and_changes_nothing_else() {
    let (outcome, before, after) = returned("filled", |cells| {
        // A spreadsheet program has taken the apostrophe and the plus away.
        if cells[VALUE].contains("8883737888") {
            cells[VALUE] = "18883737888".to_owned();
            cells[0] = "20.11.2026".to_owned();
            cells[1] = "Yes".to_owned();
        }
    });
    assert_eq!(outcome.remarks, []);
    assert_eq!(outcome.recorded.len(), 1);
    assert_eq!(outcome.recorded[0].called, "2026-11-20");
    let added: Vec<&str> = after.lines().filter(|line| line.contains("called")).map(str::trim).collect();
    assert_eq!(added, ["\"called\": \"2026-11-20\""]);
    let without = after.lines().filter(|line| !line.contains("called")).collect::<Vec<_>>().join("\n");
    assert_eq!(
        without.replace(",\n          }", "\n          }").replace(['\n', ','], ""),
        before.replace(['\n', ','], "")
    );
}

#[test]
fn a_wrong_number_and_an_unclear_row_write_nothing_and_are_named() {
    for (called, right, what) in [
        ("2026-11-20", "no", "said to be wrong"),
        ("2026-11-20", "", "write yes or no"),
        ("2026-11-20", "perhaps", "write yes or no"),
        ("", "yes", "write a day such as 2026-11-24"),
        ("3/4/2026", "yes", "may be two days"),
        ("2027-01-01", "yes", "yet to come"),
    ] {
        let (outcome, before, after) = returned("unclear", |cells| {
            if cells[VALUE].contains("8883737888") {
                [cells[0], cells[1]] = [called.to_owned(), right.to_owned()];
            }
        });
        assert!(outcome.remarks[0].what.contains(what), "{:?}", outcome.remarks);
        assert!(outcome.remarks[0].whose.contains("us-nhth") && outcome.remarks[0].row > 1);
        assert!(outcome.recorded.is_empty() && before == after);
    }
}

#[test]
fn a_row_of_a_number_that_is_not_there_is_named() {
    let (outcome, before, after) = returned("other", |cells| {
        [cells[0], cells[1], cells[VALUE]] = [TODAY.to_owned(), "yes".to_owned(), "+18005550100".to_owned()];
    });
    assert!(!outcome.remarks.is_empty() && outcome.remarks[0].what.contains("no such number"));
    assert_eq!(before, after);
}

#[test]
fn nobody_is_said_to_have_called_an_emergency_number() {
    let sheet = "called_on,number_is_right,service_id,kind,value\n2026-11-20,yes,us-911,call,911\n";
    let outcome = record(Path::new("nowhere"), &resources(), sheet.as_bytes(), TODAY).unwrap();
    assert!(outcome.recorded.is_empty() && outcome.remarks[0].what.contains("never called to try it"));
}

#[test]
fn a_sheet_without_our_columns_is_not_read() {
    let error = record(&root(), &resources(), b"name,phone\nx,1\n", TODAY).unwrap_err();
    assert!(error.to_string().contains("service_id"));
}

#[test]
fn a_day_goes_into_any_file_however_it_is_written() {
    for (_, bytes) in sidedoor_core::files::below(&root().join("services")).unwrap() {
        let text = String::from_utf8(bytes).unwrap();
        let mut expected: serde_json::Value = serde_json::from_str(&text).unwrap();
        for service in 0..expected["services"].as_array().unwrap().len() {
            let id = expected["services"][service]["id"].as_str().unwrap().to_owned();
            let contacts = expected["services"][service]["contacts"].as_array().map_or(0, Vec::len);
            for contact in 0..contacts {
                let changed = with_called(&text, &id, contact, TODAY).unwrap();
                expected["services"][service]["contacts"][contact]["called"] = TODAY.into();
                assert_eq!(serde_json::from_str::<serde_json::Value>(&changed).unwrap(), expected);
                let again = with_called(&changed, &id, contact, "2026-11-01").unwrap();
                assert_eq!(again, changed.replace(TODAY, "2026-11-01"));
                expected["services"][service]["contacts"][contact].as_object_mut().unwrap().remove("called");
            }
        }
    }
    let compact = r#"{"services":[{"id":"x","contacts":[{"kind":"call","value":"1"}]}]}"#;
    let changed = r#"{"services":[{"id":"x","contacts":[{"kind":"call","value":"1","called": "2026-11-24"}]}]}"#;
    assert_eq!(with_called(compact, "x", 0, TODAY).as_deref(), Some(changed));
    for broken in ["", "{", "[]", r#"{"services":[{"id":"x"}]}"#, r#"{"services":[{"id":"x","contacts":[{}]}]}"#] {
        assert_eq!(with_called(broken, "x", 0, TODAY), None);
    }
}
