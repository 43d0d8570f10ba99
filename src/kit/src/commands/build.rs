//! `sidedoor build`: a site of your own from a release.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use sidedoor_core::authoring::Fault;
use sidedoor_kit::build::{Built, build};

use super::{Ending, Format};

const MORE: &str = "\
FOLDER of --with holds only what is yours:

  services/us/house.json    an organisation in a file, as `sidedoor import` writes them
  text/en/home.json         { \"title\": \"Help at the harbour\" }: sentences in place of ours, key by key
  site.json                 { \"title\": \"Tides\" }: settings in place of ours, key by key
  operator.json             { \"places\": { \"US-NY\": \"before\", \"*\": \"join\" }, \"only\": [\"US\"] }

In operator.json, places says how your services stand to ours: join (beside them), before (first among those as near who
answer as they do) or replace (ours of that place are left out). only ships the services of some places and of the world.
ancestors lists who may show the site in a frame. The schema of each file is in resources/schema/ of the release.

The line that the first screen shows for a country stays, whatever you replace, until without_lines names it by its id.
Emergency numbers always stay.

Nothing is written before all is checked. OUT is replaced as a whole, and only if it is a site that was built so.

Examples:
  sidedoor import export.zip --out mine
  sidedoor build --release sidedoor-0.1.0 --with mine --out site
  sidedoor serve site";

/// Build a site of your own from a release: your services and words with ours, or in place of them.
#[derive(Debug, Args)]
#[command(after_long_help = MORE)]
pub struct Build {
    /// The released folder, with site/, app/ and resources/.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    release: PathBuf,
    /// The folder with what is yours; without it the released site is built again.
    #[arg(long, value_name = "FOLDER")]
    with: Option<PathBuf>,
    /// Where the site goes.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

impl Build {
    /// Builds, and tells.
    pub fn run(&self, format: Format) -> Ending {
        let watched = std::io::stderr().is_terminal();
        let tell = |what: &str| {
            if watched {
                eprintln!("· {what}");
            }
        };
        match (build(&self.release, self.with.as_deref(), &self.out, &tell), format) {
            (Ok(built), Format::Text) => self.for_people(&built),
            (Ok(built), Format::Json) => {
                say!("{}", for_machines(&built));
                ending(&built)
            }
            (Err(faults), format) => {
                refused(&faults, format);
                Ending::Unusable
            }
        }
    }

    fn for_people(&self, built: &Built) -> Ending {
        let (files, bytes) = built.files;
        say!("{}: {files} files, {} KB", self.out.display(), bytes.div_ceil(1024));
        say!("{} services, {} of them yours; {} of ours left out", built.services, built.theirs, built.left_out.len());
        if !built.kept_lines.is_empty() {
            say!("lines of the first screen that stay: {}", built.kept_lines.join(", "));
        }
        for (country, before, now) in &built.lines {
            if let Some(now) = now {
                say!("{country}: the first screen shows {now} in place of {before}");
            }
        }
        let none: Vec<&str> = built.lines.iter().filter(|line| line.2.is_none()).map(|line| line.0.as_str()).collect();
        if none.len() > 8 {
            say!("{} countries have their emergency number and no line: their services do not ship", none.len());
        } else if !none.is_empty() {
            say!("no line on the first screen any more, emergency numbers alone: {}", none.join(" "));
        }
        for id in &built.outside {
            eprintln!("{id}: yours, and not shipped: `only` in operator.json names other places");
        }
        for name in &built.not_read {
            eprintln!("{name}: is nothing that a site is built from; it was not read");
        }
        ending(built)
    }
}

fn ending(built: &Built) -> Ending {
    if built.outside.is_empty() && built.not_read.is_empty() { Ending::Clean } else { Ending::Remarks }
}

fn refused(faults: &[Fault], format: Format) {
    match format {
        Format::Text => super::tell(faults, "to mend; nothing was written"),
        Format::Json => say!("{}", json!({ "faults": faults })),
    }
}

fn for_machines(built: &Built) -> serde_json::Value {
    let lines: Vec<_> = built
        .lines
        .iter()
        .map(|(country, before, now)| json!({ "country": country, "before": before, "now": now }))
        .collect();
    json!({
        "services": built.services,
        "theirs": built.theirs,
        "left_out": built.left_out,
        "kept_lines": built.kept_lines,
        "lines": lines,
        "outside": built.outside,
        "not_read": built.not_read,
        "files": built.files.0,
        "bytes": built.files.1,
        "faults": [],
    })
}
