//! A call sheet that comes back: the days on which somebody called go into the files, and nothing else in them changes.
//!
//! A day is written only where the row says that the number is right. Who called is not kept anywhere.

use std::collections::BTreeMap;
use std::io;

use serde_json::value::RawValue;
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::service::{Contact, Service};
use sidedoor_core::files::Files;

use super::dates::{Unclear, typed};
use super::is_emergency;
use sidedoor_import::cell::bare;

/// A day that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The service.
    pub service: String,
    /// The number.
    pub value: String,
    /// When somebody called it.
    pub called: String,
}

/// A row that somebody must look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The row of the sheet, as a spreadsheet program counts it.
    pub row: u64,
    /// The service and the number, as the sheet has them.
    pub whose: String,
    /// What is wrong and what would be right.
    pub what: String,
}

/// What became of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What was written.
    pub recorded: Vec<Recorded>,
    /// What was not.
    pub remarks: Vec<Remark>,
    /// Rows that nobody has filled in.
    pub empty: usize,
}

/// Reads a filled sheet and writes what it says into `resources/services`.
///
/// # Errors
/// When the sheet has no column of ours, or the disk refuses.
#[cfg(feature = "native")]
pub fn record(root: &std::path::Path, resources: &Resources, sheet: &[u8], today: &str) -> io::Result<Outcome> {
    use std::fs;

    let (outcome, changed) = recorded(&|file| fs::read_to_string(root.join(file)), resources, sheet, today)?;
    for (file, bytes) in changed {
        let path = root.join(file);
        // A file that is written half would be a service less.
        let beside = path.with_extension("json.new");
        fs::write(&beside, bytes)?;
        fs::rename(beside, path)?;
    }
    Ok(outcome)
}

/// What a filled sheet says, and the files as they are with it.
///
/// # Errors
/// When the sheet has no column of ours.
pub fn recorded(
    read: &dyn Fn(&str) -> io::Result<String>,
    resources: &Resources,
    sheet: &[u8],
    today: &str,
) -> io::Result<(Outcome, Files)> {
    let (mut outcome, mut changed) = (Outcome::default(), Files::new());
    for row in rows(sheet)? {
        let Row { number, cells } = row;
        let cell = |name: &str| cells.get(name).map(|text| bare(text.trim()).trim()).unwrap_or_default();
        let (called_on, is_right) = (cell("called_on"), cell("number_is_right").to_lowercase());
        if called_on.is_empty() && is_right.is_empty() {
            outcome.empty += 1;
            continue;
        }
        let whose = format!("{} {}", cell("service_id"), cell("value"));
        let found = find(resources, cell("service_id"), cell("kind"), cell("value"));
        let done = found
            .ok_or_else(|| "no such service, or no such number of it; was the row changed?".to_owned())
            .and_then(|found| {
                let emergency = is_emergency(resources, found.service, found.contact);
                let never = "an emergency number is never called to try it; nothing is written";
                if emergency { Err(never.to_owned()) } else { Ok(found) }
            })
            .and_then(|found| Ok((found, day(called_on, &is_right, today)?)))
            .and_then(|(found, day)| {
                write(read, &mut changed, &found, &day).map_err(|error| error.to_string()).map(|()| (found, day))
            });
        match done {
            Ok((found, called)) => outcome.recorded.push(Recorded {
                service: found.service.id.clone(),
                value: found.contact.value.clone(),
                called,
            }),
            Err(what) => outcome.remarks.push(Remark { row: number, whose, what }),
        }
    }
    Ok((outcome, changed))
}

/// The day to write, or why there is none.
fn day(called_on: &str, is_right: &str, today: &str) -> Result<String, String> {
    match is_right {
        "yes" | "y" | "x" | "right" | "true" | "sí" | "si" => {}
        "no" | "n" | "wrong" | "false" => {
            return Err("the number is said to be wrong: look for the right one, \
            and mend or take out the record"
                .to_owned());
        }
        "" => return Err("number_is_right is empty; write yes or no".to_owned()),
        other => return Err(format!("number_is_right is {other:?}; write yes or no")),
    }
    typed(called_on, today).map_err(|unclear| match unclear {
        Unclear::NotADate => format!("called_on is {called_on:?}; write a day such as {today}"),
        Unclear::DayOrMonth => format!("called_on is {called_on:?}, which may be two days; write it as {today}"),
        Unclear::NotYet => format!("called_on is {called_on:?}, which is yet to come"),
    })
}

/// A row of the sheet: cells by column.
struct Row {
    number: u64,
    cells: BTreeMap<String, String>,
}

/// The rows of a sheet, as a spreadsheet program may have written it: with commas, semicolons or tabs.
fn rows(sheet: &[u8]) -> io::Result<Vec<Row>> {
    let text = String::from_utf8_lossy(sheet);
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let between = [b',', b';', b'\t'];
    let delimiter = between.into_iter().max_by_key(|one| first.bytes().filter(|byte| byte == one).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers()?.iter().map(|name| name.trim().to_owned()).collect();
    for needed in ["service_id", "kind", "value", "called_on", "number_is_right"] {
        if !columns.iter().any(|column| column == needed) {
            let what = format!("no column {needed}; make a new sheet with `sidedoor stale --out sheet.csv`");
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
    }
    let row = |record: csv::StringRecord| Row {
        number: record.position().map_or(0, csv::Position::line),
        cells: columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect(),
    };
    reader.records().map(|record| Ok(row(record?))).collect()
}

/// A way to make contact in its file.
struct Found<'a> {
    file: &'a str,
    service: &'a Service,
    at: usize,
    contact: &'a Contact,
}

/// Which number a row is about. A spreadsheet program may have taken a `+` or a blank away, so digits decide as well;
/// they find a number that is there and never become one.
fn find<'a>(resources: &'a Resources, service: &str, kind: &str, value: &str) -> Option<Found<'a>> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    for (file, organization) in &resources.organizations {
        let Some(service) = organization.services.iter().find(|one| one.id == service) else { continue };
        let contacts = || service.contacts.iter().enumerate().filter(|(_, one)| one.kind.code() == kind);
        let same = contacts().find(|(_, one)| one.value == value);
        let alike = || contacts().find(|(_, one)| !digits(value).is_empty() && digits(&one.value) == digits(value));
        return same.or_else(alike).map(|(at, contact)| Found { file, service, at, contact });
    }
    None
}

fn write(
    read: &dyn Fn(&str) -> io::Result<String>,
    changed: &mut Files,
    found: &Found<'_>,
    day: &str,
) -> io::Result<()> {
    let text = match changed.get(found.file) {
        Some(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        None => read(found.file)?,
    };
    let now = with_called(&text, &found.service.id, found.at, day)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, format!("{} has changed meanwhile", found.file)))?;
    changed.insert(found.file.to_owned(), now.into_bytes());
    Ok(())
}

type Fields<'a> = BTreeMap<String, &'a RawValue>;

fn items<'a>(field: Option<&&'a RawValue>) -> Option<Vec<&'a RawValue>> {
    serde_json::from_str(field?.get()).ok()
}

/// The text of a file with the day of a call in one contact; every other byte stays.
pub fn with_called(text: &str, service: &str, contact: usize, day: &str) -> Option<String> {
    let file: Fields<'_> = serde_json::from_str(text).ok()?;
    let services = items(file.get("services"))?;
    let fields = services.into_iter().find_map(|raw| {
        let fields: Fields<'_> = serde_json::from_str(raw.get()).ok()?;
        let id: String = serde_json::from_str(fields.get("id")?.get()).ok()?;
        (id == service).then_some(fields)
    })?;
    let contact = *items(fields.get("contacts"))?.get(contact)?;
    let fields: Fields<'_> = serde_json::from_str(contact.get()).ok()?;
    let day = format!("\"{day}\"");
    let span = |raw: &RawValue| {
        let start = raw.get().as_ptr().addr().checked_sub(text.as_ptr().addr())?;
        Some((start, start + raw.get().len()))
    };
    let (start, end, put) = if let Some(called) = fields.get("called") {
        let (start, end) = span(called)?;
        (start, end, day)
    } else {
        let (_, end) = fields.values().filter_map(|raw| span(raw)).max()?;
        // Its own line, if the others have theirs.
        let blank = contact.get().strip_prefix('{')?.split('"').next()?;
        (end, end, format!(",{blank}\"called\": {day}"))
    };
    Some([text.get(..start)?, &put, text.get(end..)?].concat())
}
