//! What somebody exports, of any bytes: as any file that an importer knows, alone or in an archive, and every row has an
//! ending.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sidedoor_import::knowledge::Knowledge;
use sidedoor_import::open::{Limits, Opened, archive};
use sidedoor_import::{Options, import, written};

/// The first byte says which file the rest is, from `0` on, so that a seed can be read.
const NAMES: [&str; 14] = [
    "organizations.csv",
    "services.csv",
    "locations.csv",
    "phones.csv",
    "addresses.csv",
    "schedules.csv",
    "languages.csv",
    "service_taxonomy.csv",
    "ours.tsv",
    "service_full.json",
    "list.ndjson",
    "a/datapackage.json",
    "attributes.csv",
    "export.zip",
];

/// A service, so that rows of the other tables have something to belong to.
const SERVICE: &str = "id,organization_id,name,description\n1,1,Emergency shelter,Beds.\n";

static KNOWN: LazyLock<Option<Knowledge>> = LazyLock::new(|| Knowledge::built_in().ok());

fuzz_target!(|bytes: &[u8]| {
    let (Some((first, rest)), Some(known)) = (bytes.split_first(), KNOWN.as_ref()) else { return };
    let number = usize::from(first.wrapping_sub(b'0')) % NAMES.len();
    let name = NAMES.get(number).copied().unwrap_or_default();
    let mut files = vec![Opened::new("a/services.csv", SERVICE.as_bytes().to_vec())];
    if number == NAMES.len() - 1 {
        files.extend(archive(name, rest, Limits { bytes: 1 << 20, files: 20 }).unwrap_or_default());
    } else {
        files.push(Opened::new(name, rest.to_vec()));
    }
    let source = Some("https://directory.example.org".to_owned());
    let options = Options { place: Some("US".to_owned()), source, ..Options::on("2026-11-24") };
    let imported = import(&files, known, &options);
    let counts = imported.report.all_counts();
    let ended = counts.kept + counts.mended + counts.merged + counts.refused + counts.not_carried;
    assert_eq!(counts.rows, ended);
    let _ = (written::as_text(&imported.report), written::as_csv(&imported.report));
});
