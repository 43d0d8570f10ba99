//! What is written: our files, and the report as a table for whoever exported the data, as JSON, and as text.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use sidedoor_core::authoring::service::Organization;
use sidedoor_core::files::{self, Files};

use crate::Imported;
use crate::report::{Counts, Danger, Entry, Outcome, Report};

/// The report's files, beside `services/`.
pub const REPORTS: [&str; 2] = ["report.json", "report.csv"];

/// The services of an import: a file an organisation, below `services/`.
///
/// # Errors
/// Never for what was read, but the writer speaks of a stream.
pub fn services(imported: &Imported) -> io::Result<Files> {
    let file = |(country, one): &(String, Organization)| {
        let text = serde_json::to_string_pretty(one)? + "\n";
        Ok((format!("services/{country}/{}.json", one.id), text.into_bytes()))
    };
    imported.organizations.iter().map(file).collect()
}

/// The report, as JSON and as a table.
///
/// # Errors
/// As [`services`].
pub fn report(report: &Report) -> io::Result<Files> {
    let mut json = Vec::new();
    as_json(report, &mut json)?;
    Ok(REPORTS.map(str::to_owned).into_iter().zip([json, as_csv(report)?]).collect())
}

/// The files that lie in a folder with other words than these would write; somebody may have corrected them.
pub fn would_change(services: &Files, folder: &Path) -> Vec<PathBuf> {
    let other = |(name, bytes): &(&String, &Vec<u8>)| fs::read(folder.join(name)).is_ok_and(|now| now != **bytes);
    services.iter().filter(other).map(|(name, _)| folder.join(name)).collect()
}

/// How many files of services lie in a folder beside these.
pub fn left_over(services: &Files, folder: &Path) -> usize {
    let there = files::below(&folder.join("services")).unwrap_or_default();
    files::json(&there, "").filter(|name| !services.contains_key(&format!("services/{name}"))).count()
}

/// The order of endings in a report: the worst first.
const WORST_FIRST: [Outcome; 6] =
    [Outcome::Refused, Outcome::Unseen, Outcome::Mended, Outcome::Merged, Outcome::NotCarried, Outcome::Kept];

/// What there is to know, what could harm somebody first.
pub fn sorted(report: &Report) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = report.entries.iter().collect();
    let place = |entry: &Entry| WORST_FIRST.iter().position(|one| *one == entry.outcome);
    // A whole row is worse than a field of it; stable, so that rows stay in their order.
    entries.sort_by_key(|entry| (entry.danger().is_none(), place(entry), !entry.field.is_empty(), entry.file));
    entries
}

const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unseen | Outcome::Refused => "refused",
        Outcome::NotCarried => "not carried",
        Outcome::Merged => "merged",
        Outcome::Kept => "kept",
        Outcome::Mended => "mended",
    }
}

/// The report as it stands in JSON.
#[derive(Serialize)]
struct Told<'a> {
    services: usize,
    organizations: usize,
    rows: Counts,
    files: Vec<ToldFile<'a>>,
    entries: Vec<ToldEntry<'a>>,
    remarks: &'a [String],
}

#[derive(Serialize)]
struct ToldFile<'a> {
    file: &'a str,
    read_as: &'a str,
    rows: Counts,
}

#[derive(Serialize)]
struct ToldEntry<'a> {
    file: &'a str,
    #[serde(flatten)]
    entry: &'a Entry,
    #[serde(skip_serializing_if = "Option::is_none")]
    danger: Option<Danger>,
}

/// The report as JSON.
///
/// # Errors
/// When the disk refuses.
pub fn as_json(report: &Report, to: impl io::Write) -> io::Result<()> {
    let told = Told {
        services: report.services,
        organizations: report.organizations,
        rows: report.all_counts(),
        files: (0_u16..)
            .zip(&report.files)
            .map(|(number, file)| ToldFile { file: &file.name, read_as: &file.read_as, rows: report.counts(number) })
            .collect(),
        entries: sorted(report)
            .into_iter()
            .map(|entry| ToldEntry { file: report.name(entry.file), entry, danger: entry.danger() })
            .collect(),
        remarks: &report.remarks,
    };
    Ok(serde_json::to_writer_pretty(to, &told)?)
}

/// A cell that a spreadsheet takes for a formula is quoted by a letter before it: a report is opened in one.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// The report as a table.
///
/// # Errors
/// Never in memory, but the writer speaks of a stream.
pub fn as_csv(report: &Report) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["file", "row", "field", "outcome", "from", "to", "why"])?;
    for entry in sorted(report) {
        let cells = [
            report.name(entry.file),
            &entry.row,
            &entry.field,
            word(entry.outcome),
            &entry.from,
            &entry.to,
            &entry.why,
        ];
        writer.write_record(cells.map(harmless))?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn counted(counts: Counts) -> String {
    let parts = [
        (counts.refused, "refused"),
        (counts.mended, "mended"),
        (counts.merged, "merged"),
        (counts.kept, "kept"),
        (counts.not_carried, "not carried"),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if said.is_empty() { "no rows".to_owned() } else { format!("{} rows: {}", counts.rows, said.join(", ")) }
}

/// Field, reason and file: what entries have in common.
type Reason<'a> = (&'a str, &'a str, u16);

/// How many entries of one kind stand in the text.
const SHOWN: usize = 5;

fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The report for people: counts first, then what was refused, then what was mended, each reason with its first rows.
pub fn as_text(report: &Report) -> String {
    let mut text = format!(
        "{} of {} came in.\n{}\n\n",
        many(report.services, "service"),
        many(report.organizations, "organisation"),
        counted(report.all_counts())
    );
    for (number, file) in (0_u16..).zip(&report.files) {
        text.push_str(&format!("{}: {} ({})\n", file.name, counted(report.counts(number)), file.read_as));
    }
    let entries = sorted(report);
    for outcome in WORST_FIRST {
        let whole_column = |entry: &Entry| outcome == Outcome::NotCarried && entry.row.is_empty();
        let these: Vec<&&Entry> =
            entries.iter().filter(|entry| entry.outcome == outcome && !whole_column(entry)).collect();
        if these.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{}\n", heading(outcome)));
        let mut groups: Vec<(Reason<'_>, Vec<&Entry>)> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for entry in these {
            let key = (entry.field.as_str(), entry.why.as_str(), entry.file);
            let at = *places.entry(key).or_insert(groups.len());
            match groups.get_mut(at) {
                Some((_, group)) => group.push(entry),
                None => groups.push((key, vec![entry])),
            }
        }
        groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.len()));
        for ((field, why, file), group) in groups {
            text.push_str(&group_text(report.name(file), field, why, &group));
        }
    }
    text.push_str(&columns_text(report));
    for remark in &report.remarks {
        text.push_str(&format!("\n{remark}\n"));
    }
    text
}

/// Columns that have no place in our records, a line a file.
fn columns_text(report: &Report) -> String {
    let mut text = String::new();
    for (number, file) in (0_u16..).zip(&report.files) {
        let of_file =
            |entry: &&Entry| entry.file == number && entry.outcome == Outcome::NotCarried && entry.row.is_empty();
        let columns: Vec<&str> = report.entries.iter().filter(of_file).map(|entry| entry.field.as_str()).collect();
        if !columns.is_empty() {
            let start = if text.is_empty() { "\nColumns that have no place in our records\n" } else { "" };
            let short = file.name.rsplit(['/', ':']).next().unwrap_or(&file.name);
            text.push_str(&format!("{start}  {short}: {}\n", columns.join(", ")));
        }
    }
    text
}

const fn heading(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unseen | Outcome::Refused => "Refused",
        Outcome::NotCarried => "Has no place in our records",
        Outcome::Merged => "Merged",
        Outcome::Kept => "Kept",
        Outcome::Mended => "Mended",
    }
}

fn group_text(file: &str, field: &str, why: &str, group: &[&Entry]) -> String {
    let short = file.rsplit(['/', ':']).next().unwrap_or(file);
    let field = if field.is_empty() { String::new() } else { format!(", {field}") };
    let mut text = format!("  {short}{field}: {why} ({})\n", group.len());
    if group.iter().all(|entry| entry.from.is_empty() && entry.to.is_empty()) {
        let rows: Vec<&str> =
            group.iter().take(SHOWN).map(|entry| entry.row.as_str()).filter(|row| !row.is_empty()).collect();
        let more = if group.len() > SHOWN { ", … (all in report.csv)" } else { "" };
        if !rows.is_empty() {
            text.push_str(&format!("    rows {}{more}\n", rows.join(", ")));
        }
        return text;
    }
    for entry in group.iter().take(SHOWN).filter(|entry| !entry.row.is_empty() || !entry.from.is_empty()) {
        let row = if entry.row.is_empty() { String::new() } else { format!("row {}: ", entry.row) };
        let change = match (entry.from.as_str(), entry.to.as_str()) {
            ("", "") => String::new(),
            (from, "") => format!("{from:?}"),
            (from, to) => format!("{from:?} → {to:?}"),
        };
        text.push_str(&format!("    {row}{change}\n"));
    }
    if group.len() > SHOWN {
        text.push_str(&format!("    and {} more, in report.csv\n", group.len() - SHOWN));
    }
    text
}
