//! `sidedoor stale`: what needs a call, and the sheet that comes back filled in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use sidedoor_core::authoring::check::Resources;
use sidedoor_kit::manifest;
use sidedoor_kit::stale::record::{Outcome, record};
use sidedoor_kit::stale::{Call, Wanted, calls, sheet};

use super::{Ending, Format};

/// Say what needs a call, oldest word first, as a call sheet; and take the filled sheet back.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Without --older-than: every number that nobody has called, and those last called a year ago or longer.
With it: only what has an older word than that. A number's last word is the day of the last call, else the date of the
page that it was read on, else the day on which that page was read.

For paper, --out calls.html. For a spreadsheet, --out calls.csv: fill in called_on (the day) and number_is_right (yes or
no), save it as CSV and give it back with --record. The days go into the files; nothing else in them changes, and nobody's
name is kept. A number that is said to be wrong is named, not taken out: that is for you.

Ends with 0 if there is nothing to call, with 1 if there is, or if a row of a sheet is to be looked at.

Examples:
  sidedoor stale --place US-FL
  sidedoor stale --older-than 24 --out calls.html
  sidedoor stale --out calls.csv
  sidedoor stale all --record calls.csv    (all: a copy of resources/ with your services/ in it; a release itself stays
                                            as it came, or it no longer builds)")]
pub struct Stale {
    /// The folder with services/, places/, text/ and the rest.
    #[arg(default_value = "resources")]
    resources: PathBuf,
    /// Only what has an older word than so many months.
    #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(i32).range(0..1200))]
    older_than: Option<i32>,
    /// Only what serves this place or a part of it: US, US-FL.
    #[arg(long)]
    place: Option<String>,
    /// Write the sheet to a file instead: .csv for a spreadsheet, .html for paper.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Take a filled sheet back: write the days of the calls into the files.
    #[arg(long, value_name = "SHEET.csv", conflicts_with_all = ["older_than", "place", "out"])]
    record: Option<PathBuf>,
}

impl Stale {
    /// Lists, or records.
    pub fn run(&self, format: Format) -> Ending {
        let resources = match super::resources(&self.resources) {
            Ok(resources) => resources,
            Err(ending) => return ending,
        };
        match &self.record {
            Some(filled) => self.take_back(&resources, filled, format),
            None => self.list(&resources, format),
        }
    }

    fn list(&self, resources: &Resources, format: Format) -> Ending {
        let today = sidedoor_kit::today();
        let place = self.place.as_deref();
        let known = |place: &str| resources.languages.first().is_some_and(|one| one.names.contains_key(place));
        if let Some(place) = place.filter(|place| !known(place)) {
            eprintln!("{place}: no place with a name in names.json; write it as US or US-FL");
            return Ending::Unusable;
        }
        let calls = calls(resources, &Wanted { older_than: self.older_than, place }, &today);
        let late = resources.overdue(&today);
        if let Err(error) = self.write(&calls, &late, &today, format) {
            eprintln!("{error}");
            return Ending::Unusable;
        }
        eprintln!("{} to check, {} to be reviewed by now", calls.len(), late.len());
        if calls.is_empty() && late.is_empty() { Ending::Clean } else { Ending::Remarks }
    }

    fn write(&self, calls: &[Call], late: &[String], today: &str, format: Format) -> io::Result<()> {
        if let Some(file) = &self.out {
            let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", file.display()));
            let bytes = match file.extension().and_then(|ending| ending.to_str()) {
                Some("csv") => {
                    let mut bytes = Vec::new();
                    sheet::csv(calls, &mut bytes)?;
                    bytes
                }
                Some("html") => sheet::html(calls, late, today).into_bytes(),
                _ => {
                    let what = format!("{}: name a file that ends with .csv or .html", file.display());
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
                }
            };
            fs::write(file, bytes).map_err(named)?;
        }
        match (format, &self.out) {
            (Format::Json, _) => say!("{}", sheet::json(calls, late)),
            (Format::Text, None) => say_on!("{}", sheet::text(calls, late)),
            (Format::Text, Some(_)) => {}
        }
        Ok(())
    }

    fn take_back(&self, resources: &Resources, filled: &Path, format: Format) -> Ending {
        if manifest::is_of_release(&self.resources) {
            eprintln!(
                "{}: is part of a release, which builds only as it came. Copy it, put your services/ into the copy, and name \
                 that one",
                self.resources.display()
            );
            return Ending::Unusable;
        }
        let outcome =
            fs::read(filled).and_then(|sheet| record(&self.resources, resources, &sheet, &sidedoor_kit::today()));
        match outcome {
            Ok(outcome) => {
                tell(&outcome, format);
                if outcome.remarks.is_empty() { Ending::Clean } else { Ending::Remarks }
            }
            Err(error) => {
                eprintln!("{}: {error}", filled.display());
                Ending::Unusable
            }
        }
    }
}

fn tell(outcome: &Outcome, format: Format) {
    let Outcome { recorded, remarks, empty } = outcome;
    match format {
        Format::Json => {
            let recorded: Vec<_> = recorded
                .iter()
                .map(|one| json!({ "service": one.service, "value": one.value, "called": one.called }))
                .collect();
            let remarks: Vec<_> =
                remarks.iter().map(|one| json!({ "row": one.row, "whose": one.whose, "what": one.what })).collect();
            say!("{}", json!({ "recorded": recorded, "remarks": remarks, "empty": empty }));
        }
        Format::Text => {
            for one in remarks {
                say!("row {}: {}: {}", one.row, one.whose, one.what);
            }
            say!("{} calls recorded, {} rows to look at, {empty} not called yet", recorded.len(), remarks.len());
        }
    }
}
