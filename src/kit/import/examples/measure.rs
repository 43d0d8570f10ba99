//! One measured run in a process of its own, for `cargo xtask bench import`: `measure csv FOLDER` reads tables with the
//! csv crate alone, `measure import FOLDER` imports them, `measure pack FOLDER RESOURCES` imports and packs.
//! Says milliseconds and the most memory that the process ever held, in KB.

use std::path::Path;
use std::time::Instant;

use sidedoor_core::authoring::{check, packing};
use sidedoor_import::knowledge::Knowledge;
use sidedoor_import::{Imported, Options, import, open};

fn imported(folder: &str) -> Result<Imported, String> {
    let known = Knowledge::built_in()?;
    let files = open::open(&[folder], open::Limits::default())?;
    let source = Some("https://directory.example.org".to_owned());
    let zone = Some("America/New_York".to_owned());
    let options = Options { place: Some("US".to_owned()), source, time_zone: zone, ..Options::on("2026-11-24") };
    Ok(import(&files, &known, &options))
}

/// Every cell of every table, kept as text: what any importer must do before it begins.
fn read_alone(folder: &str) -> Result<usize, String> {
    let mut tables = Vec::new();
    for file in open::open(&[folder], open::Limits::default())? {
        let mut reader = csv::Reader::from_reader(file.bytes.as_slice());
        let rows: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
        tables.push(rows.map_err(|error| format!("{}: {error}", file.name))?);
    }
    Ok(tables.iter().map(Vec::len).sum())
}

fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap_or("0 kB").trim().trim_end_matches(" kB").to_owned()
}

fn main() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let resources = match words.as_slice() {
        ["pack", _, root] => Some(check::read(Path::new(root)).map_err(|faults| format!("{faults:?}"))?),
        _ => None,
    };
    let start = Instant::now();
    let count = match (words.as_slice(), resources) {
        (["csv", folder], _) => read_alone(folder)?,
        (["import", folder], _) => imported(folder)?.report.services,
        (["pack", folder, _], Some(mut resources)) => {
            let imported = imported(folder)?;
            resources.organizations =
                imported.organizations.into_iter().map(|(_, one)| (format!("{}.json", one.id), one)).collect();
            packing::directory(&resources).len()
        }
        _ => return Err("csv, import or pack, and a folder".to_owned()),
    };
    println!("{:.1} {} {count}", start.elapsed().as_secs_f64() * 1000.0, most_memory());
    Ok(())
}
