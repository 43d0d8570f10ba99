//! `sidedoor export`: the directory as other systems read it.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use sidedoor_kit::export::{Summary, export};

use super::{Ending, Format};

/// Write the services as Open Referral HSDS 3.0 (JSON and CSV) and as one sheet for a spreadsheet program.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Writes three things into the folder, which must be new or empty:

  json/          an HSDS 3.0 document for each organisation and each service, and the list of services
  csv/           the same as an HSDS tabular data package, with its datapackage.json
  services.csv   one row a service, with the columns of the template, for a spreadsheet program

Everything the records know is in json/ and in csv/; what HSDS has no field for travels as attributes in a taxonomy
named Sidedoor. What is not known is left out. The sheet holds less: read its columns.

In services.csv, an apostrophe stands before a cell that a spreadsheet program would take for a formula or a number
('+18883737888), so that every number stays the number. `sidedoor import` takes it away again.

Examples:
  sidedoor export --out ours
  sidedoor export all --out for-211        (all: a copy of resources/ with your services/ in it)
  frictionless validate ours/csv/datapackage.json")]
pub struct Export {
    /// The folder with services/, places/, text/ and the rest.
    #[arg(default_value = "resources")]
    resources: PathBuf,
    /// A new or empty folder to write into.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

impl Export {
    /// Checks, writes, and says what was written.
    pub fn run(&self, format: Format) -> Ending {
        let resources = match super::resources(&self.resources) {
            Ok(resources) => resources,
            Err(ending) => return ending,
        };
        match export(&resources, &self.out) {
            Ok(summary) => {
                self.tell(&summary, format);
                Ending::Clean
            }
            Err(error) => {
                eprintln!("{}: {error}", self.out.display());
                Ending::Unusable
            }
        }
    }

    fn tell(&self, summary: &Summary, format: Format) {
        let Summary { organizations, services, rows } = summary;
        match format {
            Format::Json => {
                let out = self.out.display().to_string();
                say!("{}", json!({ "out": out, "organizations": organizations, "services": services, "rows": rows }));
            }
            Format::Text => {
                say!("{services} services of {organizations} organisations, in {}:", self.out.display());
                say!("  json/          HSDS 3.0");
                say!("  csv/           the same as {} tables, {} rows", rows.len(), rows.values().sum::<usize>());
                say!("  services.csv   for a spreadsheet program");
            }
        }
    }
}
