//! What can be asked of the binary: its subcommands, and how each of them answers.
//!
//! Every subcommand prints its answer on standard output (for people, or with `--format json` for machines), what is to
//! be said beside it on standard error, and ends with 0: done, 1: done, but something was refused or is to be mended,
//! or 2: could not begin.

/// A line of an answer. A reader that went away (`| head`) is no fault of ours.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

/// The same without the end of the line.
macro_rules! say_on {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = write!(std::io::stdout(), $($words)*);
    }};
}

mod build;
mod check;
mod export;
mod hosting;
mod import;
mod portable;
mod serve;
mod stale;
mod verify;

use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use sidedoor_core::authoring::Fault;
use sidedoor_core::authoring::check::Resources;

/// Puts a discreet help-finder on a site of your own: your services, your words, no record of anybody.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub struct Sidedoor {
    /// For whom the answer is.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

/// For whom an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Sentences, for people.
    Text,
    /// One JSON object, for machines.
    Json,
}

/// How a subcommand ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All is done.
    Clean,
    /// Done, but something was refused or is to be mended.
    Remarks,
    /// Nothing could be done.
    Unusable,
}

/// The resources of a folder; where something in them must not ship, that is said, and nothing can be done.
fn resources(folder: &Path) -> Result<Resources, Ending> {
    whole(folder)?;
    sidedoor_core::authoring::check::read(folder).map_err(|faults| {
        tell(&faults, "to mend first");
        Ending::Unusable
    })
}

/// Says so where a folder is not there, or is an operator's, which holds a part.
fn whole(folder: &Path) -> Result<(), Ending> {
    let name = folder.display();
    if !folder.is_dir() {
        eprintln!("{name}: there is no such folder");
    } else if !folder.join("places").is_dir() {
        eprintln!(
            "{name}: is no whole folder of resources. If it is one of your own, `sidedoor build --with {name} --out my-site` checks \
             it. For anything else, lay it over a copy of a release's: cp -r resources all, then cp -r {name}/services all/, and \
             name all"
        );
    } else {
        return Ok(());
    }
    Err(Ending::Unusable)
}

/// Faults, a line each, and how many they are.
fn tell(faults: &[Fault], what: &str) {
    for fault in faults {
        eprintln!("{fault}");
    }
    eprintln!("{} {what}", faults.len());
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Check(check::Check),
    Export(export::Export),
    Hosting(hosting::Hosting),
    Import(import::Import),
    Portable(portable::Portable),
    Serve(serve::Serve),
    Stale(stale::Stale),
    Verify(verify::Verify),
}

impl Sidedoor {
    /// Does what was asked for.
    pub fn run(&self) -> ExitCode {
        let ending = match &self.command {
            Command::Build(build) => build.run(self.format),
            Command::Check(check) => check.run(self.format),
            Command::Export(export) => export.run(self.format),
            Command::Hosting(hosting) => hosting.run(self.format),
            Command::Import(import) => import.run(self.format),
            Command::Portable(portable) => portable.run(self.format),
            Command::Serve(serve) => serve.run(self.format),
            Command::Stale(stale) => stale.run(self.format),
            Command::Verify(verify) => verify.run(self.format),
        };
        ExitCode::from(match ending {
            Ending::Clean => 0,
            Ending::Remarks => 1,
            Ending::Unusable => 2,
        })
    }
}
