//! `sidedoor import`: what others export, into our files.

use std::collections::HashMap;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use sidedoor_core::codes::Need;
use sidedoor_core::files;
use sidedoor_import::knowledge::Knowledge;
use sidedoor_import::report::Report;
use sidedoor_import::{Options, link, open, place, text, written};

use super::{Ending, Format};

/// Bring in services from Open Referral HSDS, Ohana or a spreadsheet, with a report of every row.
#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
pub struct Import {
    /// Files, folders or zip archives: HSDS 1, 2 or 3 as tables or JSON, Ohana or iCarol tables, or our template; tables as CSV
    /// or as workbooks (.xlsx).
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The folder to write: services/COUNTRY/ID.json, report.json and report.csv.
    #[arg(long)]
    out: PathBuf,
    /// Where services are for that do not say so, and whose numbers they are: US, US-FL, 001 for the world.
    #[arg(long, value_name = "PLACE")]
    place: Option<String>,
    /// The page of whoever publishes this data; needed for services that have no page of their own.
    #[arg(long, value_name = "URL")]
    source: Option<String>,
    /// What that page is called.
    #[arg(long, value_name = "TITLE")]
    source_title: Option<String>,
    /// The data is the organisation's own, not somebody else's about it.
    #[arg(long)]
    own: bool,
    /// A table with the columns term,need: what the terms of this export stand for here.
    #[arg(long, value_name = "FILE")]
    needs: Option<PathBuf>,
    /// What a service helps with of which no word says so, such as referral; without it, such a service is refused.
    #[arg(long, value_name = "CODE")]
    need: Option<String>,
    /// The time zone of hours that name none, for example `America/New_York`; without it, such hours are left out.
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// The language of the services' names, BCP 47.
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
    /// Services that nobody confirmed for so many months, or with no date, are old.
    #[arg(long, value_name = "MONTHS")]
    older_than: Option<u32>,
    /// What to do with old services.
    #[arg(long, value_enum, default_value_t = Keep::Mark)]
    old: Keep,
    /// What to do with services that the export calls closed, inactive or defunct.
    #[arg(long, value_enum, default_value_t = Keep::LeaveOut)]
    closed: Keep,
    /// Write over what an earlier import wrote, or somebody changed since; without it, such files stop the import.
    #[arg(long)]
    replace: bool,
}

/// What to do with a service that may no longer be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Keep {
    /// It stays, and the report names it.
    Mark,
    /// It does not come in, and the report names it.
    LeaveOut,
}

const LONG: &str = "\
Every row of every file ends as kept, mended, merged, refused or not carried, and the report says so by file, row and
field: on the terminal the counts first and the worst first, in report.csv all of it, to hand back to whoever exported the
data. Nothing is guessed: what could be read in two ways is refused, and the report says what would be right.

Names of staff, their mailboxes and mobile phones never come in, nor do streets; what hides in a description is cut out.
No number counts as called. Needs are found by words of the name, the terms and the description; --needs maps the terms of
your export, a line each:

  term,need
  Emergency Food,basics
  BH-1800.8500,shelter

Needs are: shelter talk advocate legal health counselling basics work school housing child peers documents referral report.

Examples:
  sidedoor import export.zip --out ours --place US-FL --source https://directory.example.org --time-zone America/New_York
  sidedoor import organizations.json --out ours --own
  sidedoor import services.csv --out ours             (the template: resources/template/services.csv)
  sidedoor import exported/json --out again           (what sidedoor export wrote comes back as it was)

Ends with 0 when every row came in, 1 when rows were refused, 2 when nothing could be read or written.";

impl Import {
    /// Reads, writes and tells.
    pub fn run(&self, format: Format) -> Ending {
        match self.import() {
            Ok(report) => {
                match format {
                    // A reader that went away is no fault of ours.
                    Format::Text => drop(write!(stdout(), "{}", written::as_text(&report))),
                    Format::Json => drop(written::as_json(&report, stdout().lock())),
                }
                match (report.services, report.all_counts().refused) {
                    (0, _) => Ending::Unusable,
                    (_, 0) => Ending::Clean,
                    _ => Ending::Remarks,
                }
            }
            Err(what) => {
                eprintln!("{what}");
                Ending::Unusable
            }
        }
    }

    fn import(&self) -> Result<Report, String> {
        let known = Knowledge::built_in()?;
        let options = self.options(&known)?;
        say("reading");
        let files = open::open(&self.files, open::Limits::default())?;
        say(&format!("{} files, {} KB", files.len(), files.iter().map(|file| file.bytes.len()).sum::<usize>() / 1024));
        let mut imported = sidedoor_import::import(&files, &known, &options);
        let failed = |error: std::io::Error| format!("{}: {error}", self.out.display());
        let services = written::services(&imported).map_err(failed)?;
        let changed = written::would_change(&services, &self.out);
        if let (Some(one), false) = (changed.first(), self.replace) {
            return Err(format!(
                "{} and {} more would be written over by what this import has of them. Nothing was written. Say --replace if \
                 that is meant, or choose another --out and compare.",
                one.display(),
                changed.len() - 1
            ));
        }
        say(&format!("writing {} services", imported.report.services));
        let older = written::left_over(&services, &self.out);
        if older > 0 {
            let remark = format!(
                "{older} files in {} are not of this import. They were left. If one is of an earlier import and the export no \
                 longer has it, delete that file.",
                self.out.display()
            );
            imported.report.remarks.push(remark);
        }
        files::write(&services, &self.out).map_err(failed)?;
        let report = written::report(&imported.report).map_err(failed)?;
        files::write(&report, &self.out).map_err(failed)?;
        Ok(imported.report)
    }

    fn options(&self, known: &Knowledge) -> Result<Options, String> {
        let mut options = Options::on(&sidedoor_kit::today());
        if let Some(raw) = &self.place {
            let found = place::place(raw, known);
            options.place =
                Some(found.ok_or_else(|| format!("--place {raw}: is no country or state that we have a name for"))?);
        }
        if let Some(raw) = &self.source {
            let (page, _) = link::page(raw).map_err(|why| format!("--source {raw}: {why}"))?;
            options.source = Some(page);
        }
        options.source_title.clone_from(&self.source_title);
        options.own = self.own;
        options.need = match &self.need {
            Some(code) => Some(Need::from_code(code).ok_or_else(|| format!("--need {code}: is no need; see --help"))?),
            None => None,
        };
        if let Some(file) = &self.needs {
            options.needs = mapping(file)?;
        }
        if let Some(zone) = &self.time_zone {
            if !known.is_zone(zone) {
                return Err(format!("--time-zone {zone}: is no time zone such as America/New_York"));
            }
            options.time_zone = Some(zone.clone());
        }
        if !known.has(&self.language) {
            return Err(format!("--language {}: is no language that we have a name for", self.language));
        }
        options.language.clone_from(&self.language);
        options.older_than = self.older_than;
        options.leave_out_old = self.old == Keep::LeaveOut;
        options.keep_closed = self.closed == Keep::Mark;
        Ok(options)
    }
}

/// Long work says how far it is, where somebody watches.
fn say(what: &str) {
    if stderr().is_terminal() {
        eprintln!("{what} …");
    }
}

/// Reads `term,need`, a line each.
fn mapping(file: &Path) -> Result<HashMap<String, Need>, String> {
    let content = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut needs = HashMap::new();
    for (number, line) in (1..).zip(content.lines()) {
        let Some((term, code)) = line.rsplit_once([',', ';', '\t']) else { continue };
        match Need::from_code(code.trim()) {
            Some(need) => drop(needs.insert(text::folded(term), need)),
            None if number == 1 => {}
            None => return Err(format!("{}: line {number}: {code:?} is no need; see --help", file.display())),
        }
    }
    Ok(needs)
}
