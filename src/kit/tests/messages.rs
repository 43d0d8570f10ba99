//! What people do wrong, at the program itself: it names what, where and what would be right, and nothing is lost.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn sidedoor(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_sidedoor")).args(arguments).current_dir(folder).output().unwrap();
    (done.status.code(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
}

fn resources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources").canonicalize().unwrap()
}

const SHEET: &str = "name,organization,country,state,phone,needs,source_page\n\
    Pay line,Harbour Example,US,NY,212-555-0142,talk,https://harbour.example.org/line\n";

#[test]
fn an_import_over_a_correction_stops_until_it_is_meant() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.csv"), SHEET).unwrap();
    let import = ["import", "list.csv", "--out", "mine", "--own"];
    assert_eq!(sidedoor(folder.path(), &import).0, Some(0));
    assert_eq!(sidedoor(folder.path(), &import).0, Some(0), "the same again is no change");
    let service = fs::read_dir(folder.path().join("mine/services/us")).unwrap().next().unwrap().unwrap().path();
    let corrected = fs::read_to_string(&service).unwrap().replace("Pay line", "Wage line");
    fs::write(&service, &corrected).unwrap();
    let (code, said) = sidedoor(folder.path(), &import);
    assert!(code == Some(2) && said.contains("--replace"), "{said}");
    assert_eq!(fs::read_to_string(&service).unwrap(), corrected, "nothing is lost");
    assert_eq!(sidedoor(folder.path(), &[&import[..], &["--replace"]].concat()).0, Some(0));
    assert!(fs::read_to_string(&service).unwrap().contains("Pay line"));
}

#[test]
fn an_operators_folder_given_where_a_whole_one_is_wanted_is_named_with_the_way() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("mine/services")).unwrap();
    for command in [&["check", "mine"][..], &["stale", "mine"], &["export", "mine", "--out", "out"]] {
        let (code, said) = sidedoor(folder.path(), command);
        assert!(code == Some(2) && said.contains("sidedoor build --with mine"), "{command:?}: {said}");
    }
    assert!(sidedoor(folder.path(), &["check", "nowhere"]).1.contains("no such folder"));
    assert!(sidedoor(folder.path(), &["serve", "mine"]).1.contains("no built site"));
}

#[test]
fn recipes_are_not_written_among_other_things() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("site")).unwrap();
    fs::write(folder.path().join("site/headers.json"), "{\"\": {}}").unwrap();
    let hosting = |out: &str| {
        sidedoor(folder.path(), &["hosting", "site", "--address", "https://help.example.org", "--out", out])
    };
    fs::write(folder.path().join("README.md"), "mine").unwrap();
    let (code, said) = hosting(".");
    assert!(code == Some(2) && said.contains("holds other things"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("README.md")).unwrap(), "mine");
    assert_eq!((hosting("hosting").0, hosting("hosting").0), (Some(0), Some(0)), "its own are made anew");
}

#[test]
fn a_port_that_is_taken_is_named_with_another() {
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("headers.json"), "{\"\": {}}").unwrap();
    let (code, said) = sidedoor(folder.path(), &["serve", ".", &port]);
    assert!(code == Some(2) && said.contains(&port) && said.contains("another port"), "{said}");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sidedoor"))
        .arg("stale")
        .arg(resources())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let said = child.wait_with_output().unwrap();
    assert_eq!(said.status.code(), Some(1), "{}", String::from_utf8_lossy(&said.stderr));
}
