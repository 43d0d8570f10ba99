//! `sidedoor check`: what must not ship, and what was to be reviewed by now.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use sidedoor_core::authoring::Fault;
use sidedoor_core::authoring::check::{self, Resources};

use super::{Ending, Format};

/// Read a resources folder and say, by file, record and field, what must not ship.
#[derive(Debug, Args)]
pub struct Check {
    /// The folder with services/, places/, text/ and the rest.
    #[arg(default_value = "resources")]
    resources: PathBuf,
}

impl Check {
    /// Reads, and tells.
    pub fn run(&self, format: Format) -> Ending {
        if let Err(ending) = super::whole(&self.resources) {
            return ending;
        }
        let read = check::read(&self.resources);
        match format {
            Format::Text => for_people(&read),
            Format::Json => say!("{}", for_machines(&read)),
        }
        if read.is_ok() { Ending::Clean } else { Ending::Remarks }
    }
}

fn overdue(resources: &Resources) -> Vec<String> {
    resources.overdue(&sidedoor_kit::today())
}

fn services(resources: &Resources) -> usize {
    resources.organizations.iter().map(|(_, one)| one.services.len()).sum()
}

fn for_people(read: &Result<Resources, Vec<Fault>>) {
    match read {
        Ok(resources) => {
            let organizations = resources.organizations.len();
            say!("{} services of {organizations} organisations: nothing to mend", services(resources));
            for late in overdue(resources) {
                say!("{late}");
            }
        }
        Err(faults) => super::tell(faults, "to mend"),
    }
}

fn for_machines(read: &Result<Resources, Vec<Fault>>) -> serde_json::Value {
    match read {
        Ok(resources) => {
            json!({
                "services": services(resources),
                "organizations": resources.organizations.len(),
                "faults": [],
                "overdue": overdue(resources),
            })
        }
        Err(faults) => json!({ "faults": faults }),
    }
}
