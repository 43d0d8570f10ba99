use std::io::Write;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const SMALL: Limits = Limits { bytes: 1 << 20, files: 4 };

#[test]
fn the_files_of_an_archive_are_read_by_their_paths() {
    let bytes = zipped(&[("data/services.csv", b"id\n1\n"), ("data/photo.jpg", b"x"), ("__MACOSX/services.csv", b"x")]);
    let opened = archive("a.zip", &bytes, SMALL).unwrap();
    assert_eq!(opened.len(), 1);
    assert_eq!(
        (opened[0].name.as_str(), opened[0].bytes.as_slice()),
        ("a.zip:data/services.csv", b"id\n1\n".as_slice())
    );
}

#[test]
fn an_archive_that_grows_beyond_the_bound_is_refused_whatever_its_header_says() {
    let mut bytes = zipped(&[("services.csv", &vec![b'a'; 8 << 20])]);
    // Two kilobytes, say its headers.
    let size = (8_u32 << 20).to_le_bytes();
    let places: Vec<usize> = bytes.windows(4).enumerate().filter(|(_, four)| *four == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&2048_u32.to_le_bytes());
    }
    assert!(archive("bomb.zip", &bytes, SMALL).unwrap_err().contains("bomb.zip:services.csv"));
    let honest = zipped(&[("services.csv", &vec![b'a'; 8 << 20])]);
    assert!(archive("bomb.zip", &honest, SMALL).unwrap_err().contains("more than 1 MB to read"));
}

#[test]
fn the_bound_holds_for_all_files_together() {
    let part = vec![b'a'; 400 << 10];
    let bytes = zipped(&[("a.csv", &part), ("b.csv", &part), ("c.csv", &part)]);
    assert!(archive("a.zip", &bytes, SMALL).is_err());
    assert!(archive("a.zip", &bytes, Limits { bytes: 2 << 20, files: 4 }).is_ok());
}

#[test]
fn an_archive_that_points_outside_of_itself_is_refused() {
    for path in ["../services.csv", "data/../../services.csv", "/etc/services.csv"] {
        let why = archive("a.zip", &zipped(&[(path, b"id\n")]), SMALL).unwrap_err();
        assert!(why.contains("points outside"), "{path}: {why}");
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("services.csv", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let why = archive("a.zip", &writer.finish().unwrap().into_inner(), SMALL).unwrap_err();
    assert!(why.contains("is a link"), "{why}");
}

#[test]
fn an_archive_of_very_many_entries_is_refused_before_any_is_read() {
    let names: Vec<String> = (0..40).map(|at| format!("{at}.csv")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert!(archive("a.zip", &zipped(&files), SMALL).unwrap_err().contains("40 entries"));
    assert!(archive("a.zip", &zipped(&files[..6]), SMALL).unwrap_err().contains("more than 4 files"));
}

#[test]
fn a_file_that_is_not_there_says_so() {
    assert!(open(&["/nowhere/services.csv"], SMALL).unwrap_err().contains("/nowhere/services.csv"));
    assert!(archive("a.zip", b"PK\x03\x04 no archive", SMALL).unwrap_err().contains("no archive that can be read"));
}

proptest! {
    #[test]
    fn a_damaged_archive_is_refused_or_read(at in 0_usize..400, byte in any::<u8>(), cut in 0_usize..400) {
        let mut bytes = zipped(&[("data/services.csv", b"id,name\n1,a\n"), ("data/phones.csv", b"id\n")]);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % length);
        let _ = archive("a.zip", &bytes, SMALL);
    }
}
