use std::path::Path;
use std::sync::OnceLock;

use sidedoor_core::files::below;
use sidedoor_kit::build::site_of;
use sidedoor_kit::headers::Inline;
use sidedoor_kit::operator::OPERATOR;
use sidedoor_kit::site::{App, Packed};
use sidedoor_kit::workbench;

use sidedoor_import::report::Danger;

use super::*;
use crate::work::Work;

/// A release whose app is a few bytes.
fn bench() -> &'static Bench {
    static BENCH: OnceLock<Bench> = OnceLock::new();
    BENCH.get_or_init(|| {
        let packed = |plain: &[u8]| Packed { plain: plain.to_vec(), brotli: b"packed".to_vec() };
        let inline = Inline { style: "body{}".to_owned(), head: "var head".to_owned(), script: "var early".to_owned() };
        let loader = "1.0.0/loader.js".to_owned();
        let app = App {
            script: packed(b"export default 1"),
            wasm: packed(b"\0asm\x01\0\0\0"),
            worker: "self.worker".to_owned(),
            framed: inline.clone(),
            inline,
            embed: [(loader, b"var loader".to_vec())].into(),
        };
        let resources = below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources")).unwrap();
        Bench::of(&workbench::release(&app, &resources, "2026-11")).unwrap()
    })
}

const SHEET: &str = "name,organization,description,website,country,phone,needs,source_page,shelter_address_is_secret,city\n\
    Harbour House,Harbour,A safe place for a night.,https://harbour.example.org,US,202-555-0142,shelter,https://harbour.example.org/help,yes,Dover\n\
    Law Office,Harbour,Lawyers for people at work.,http://law.example.org,US,202-555-0143,legal,https://harbour.example.org/help,,\n\
    Nobody,Harbour,Nobody can reach it.,,US,12,legal,https://harbour.example.org/help,,\n";

fn asked() -> Asked {
    Asked { today: "2026-12-01".to_owned(), ..Asked::default() }
}

fn dropped(name: &str, bytes: &[u8]) -> Files {
    [(format!("{DROPPED}{name}"), bytes.to_vec())].into()
}

fn done(job: &Job, files: &Files) -> (Said, Files) {
    bench().does(job, files, &|_| ()).unwrap()
}

/// What came of the sheet, in one language, so that packing takes no minutes.
fn work() -> (Told, Files) {
    let (Said::Read(told), mut files) = done(&Job::Read(asked()), &dropped("ours.csv", SHEET.as_bytes())) else {
        panic!()
    };
    files.retain(|name, _| name.contains('/'));
    files.insert(OPERATOR.to_owned(), br#"{"languages":["en"],"only":["US"]}"#.to_vec());
    (told, files)
}

#[test]
fn what_could_harm_somebody_stands_first_in_what_is_said_of_a_sheet() {
    let (told, files) = work();
    assert_eq!((told.services, told.rows.rows, told.rows.refused), (2, 3, 1));
    let dangers: Vec<Option<Danger>> = told.notes.iter().map(|note| note.entry.danger()).collect();
    assert!(dangers.is_sorted_by_key(Option::is_none), "{dangers:?}");
    assert!(dangers.contains(&Some(Danger::Somebody)) && dangers.contains(&Some(Danger::Line)), "{:?}", told.notes);
    assert!(!format!("{:?}{files:?}", told.notes).contains("Dover"));
    let [(_, row, cells)] = told.lost.as_slice() else { panic!("{:?}", told.lost) };
    assert_eq!((row.as_str(), cells[0].as_str()), ("4", "Nobody"), "it can be mended as it stands");
}

#[test]
fn the_site_is_the_one_that_the_program_builds_of_the_same_files() {
    let (_, files) = work();
    let (Said::Site(line), made) = done(&Job::Site("https://help.example.org/".to_owned()), &files) else { panic!() };
    let site = archive::unpacked(&made[SITE], 1 << 30).unwrap();
    let (_, built) = site_of(&bench().release, &files, &|_| ()).unwrap();
    assert!(site == built);
    assert!(
        line.contains("https://help.example.org/embed/1.0.0/loader.js") && line.contains("integrity=\"sha384-"),
        "{line}"
    );
    let hosting = archive::unpacked(&made[HOSTING], 1 << 20).unwrap();
    assert!(String::from_utf8_lossy(&hosting["nginx.conf"]).contains("help.example.org"));
}

#[test]
fn a_filled_call_sheet_comes_back_into_the_files() {
    let (_, mut files) = work();
    let (Said::Calls(count), made) = done(&Job::Calls("2026-12-01".to_owned()), &files) else { panic!() };
    assert!(count >= 2);
    let table = String::from_utf8(made[CALLS[1]].clone()).unwrap();
    assert!(is_call_sheet(table.as_bytes()));
    let filled: Vec<String> = table
        .lines()
        .map(|line| {
            if line.contains("+12025550142") {
                line.replacen("\"\",\"\"", "\"2026-11-30\",\"yes\"", 1)
            } else {
                line.to_owned()
            }
        })
        .collect();
    files.extend(dropped("calls.csv", filled.join("\n").as_bytes()));
    let (Said::Recorded(1, remarks), changed) = done(&Job::Record("2026-12-01".to_owned()), &files) else { panic!() };
    assert_eq!(remarks, Vec::<String>::new());
    let [(_, bytes)] = changed.iter().collect::<Vec<_>>()[..] else { panic!() };
    assert!(String::from_utf8_lossy(bytes).contains("\"called\": \"2026-11-30\""));
}

#[test]
fn what_we_know_of_a_country_can_be_begun_with_and_checks() {
    let (_, files) = done(&Job::Begin("CA".to_owned()), &Files::new());
    assert!(files.keys().any(|name| name.starts_with("services/ca/")), "{:?}", files.keys());
    let (Said::Checked(summary), _) = done(&Job::Check, &files) else { panic!("{:?}", done(&Job::Check, &files).0) };
    assert!(summary.theirs > 3);
}

#[test]
fn a_row_that_was_mended_joins_the_others_of_its_organisation() {
    let (told, files) = work();
    let (_, _, mut row) = told.lost[0].clone();
    row[7] = "202-555-0199".to_owned();
    let (Said::Read(told), made) = done(&Job::Put(asked(), row, None), &files) else { panic!() };
    assert_eq!(told.services, 1, "{:?}", told.notes);
    let [(path, bytes)] = made.iter().collect::<Vec<_>>()[..] else { panic!() };
    assert!(files.contains_key(path));
    assert_eq!(String::from_utf8_lossy(bytes).matches("\"needs\"").count(), 3);
}

#[test]
fn the_languages_are_those_of_the_release_by_their_own_names() {
    let (Said::Checked(summary), _) = done(&Job::Check, &Files::new()) else { panic!() };
    let sorted = |mut all: Vec<(String, String)>| {
        all.sort();
        all
    };
    let ours = LANGUAGES.map(|(tag, name)| (tag.to_owned(), name.to_owned())).to_vec();
    assert_eq!(sorted(summary.languages), sorted(ours));
}

#[test]
fn words_that_were_changed_and_signed_stand_on_the_site() {
    let (_, mut files) = work();
    files.insert(OPERATOR.to_owned(), br#"{"languages":["es"],"only":["US"]}"#.to_vec());
    files.insert("site.json".to_owned(), br#"{"language":"es","search":["es"]}"#.to_vec());
    let (Said::Texts(lines), _) = done(&Job::Texts("es".to_owned()), &files) else { panic!() };
    let title = lines.iter().find(|line| line.file == "text/es/home.json" && line.path == ["title"]).unwrap().clone();
    let (_, made) = done(&Job::Word(title, "Ayuda en el puerto".to_owned()), &files);
    files.extend(made);
    let (file, bytes) = texts::signed(&files, "text/es/language.json", "Ana", "2026-12");
    files.insert(file, bytes);
    let (Said::Look(pages), made) = done(&Job::Look, &files) else { panic!("{:?}", done(&Job::Look, &files).0) };
    assert_eq!(pages.len(), 1);
    let page = String::from_utf8_lossy(&made["index.html"]).into_owned();
    assert!(page.contains("Ayuda en el puerto"));
}

#[test]
fn faults_are_told_and_nothing_is_made() {
    let files: Files = [("services/us/x.json".to_owned(), b"{".to_vec())].into();
    for job in [Job::Check, Job::Look, Job::Site(String::new()), Job::Export, Job::Calls("2026-12-01".to_owned())] {
        let (Said::Faults(faults), made) = done(&job, &files) else { panic!("{job:?}") };
        assert!(faults[0].to_string().starts_with("services/us/x.json"), "{faults:?}");
        assert!(made.is_empty());
    }
}

#[test]
fn bytes_that_are_nothing_are_refused_in_words() {
    for bytes in [&b"PK\x03\x04 broken"[..], &[0xd0, 0xcf, 0x11, 0xe0, 0, 0]] {
        let refused = bench().does(&Job::Read(asked()), &dropped("a.xlsx", bytes), &|_| ()).unwrap_err();
        assert!(refused.starts_with("a.xlsx"), "{refused}");
    }
    let wrong = Asked { place: "Atlantis".to_owned(), ..asked() };
    assert!(bench().does(&Job::Read(wrong), &dropped("a.csv", b"name\n"), &|_| ()).unwrap_err().contains("Atlantis"));
}

#[test]
fn an_export_holds_what_is_theirs_alone_and_what_was_looked_at_is_carried() {
    let (_, files) = work();
    let (_, made) = done(&Job::Export, &files);
    let export = archive::unpacked(&made[EXPORT], 1 << 24).unwrap();
    let sheet = String::from_utf8_lossy(&export["services.csv"]).into_owned();
    assert_eq!(sheet.lines().count(), 3, "{sheet}");
    let (Said::Look(pages), made) = done(&Job::Look, &files) else { panic!() };
    assert_eq!(pages.len(), 1);
    assert!(made.contains_key("index.html") && made.contains_key(CARRIED));
    let _ = Work::with(files);
}
