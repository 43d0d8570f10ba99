//! `sidedoor verify`: a live site, looked at from outside.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;
use sidedoor_kit::verify::fetch::Limits;
use sidedoor_kit::verify::{Seen, verify};

use super::{Ending, Format};

const MORE: &str = "\
Asks for the page and everything that it names, as a browser would that has never been there, and for what the manifest
names besides. It asks no other host, follows no redirect to one, and keeps nothing.

The answer is two lists in plain words, what you can tell a board or a lawyer and what you cannot, and then what to mend,
with the header to paste. With --manifest it holds every byte against the release that you downloaded or the site that you
built; without it, only against what the site says of itself.

Ends with 0 if there is nothing to mend, 1 if there is, 2 if nobody replied.

Examples:
  sidedoor verify https://help.example.org/
  sidedoor verify https://help.example.org/ --manifest site/manifest.json
  sidedoor verify http://127.0.0.1:8080/ --format json";

/// Look at a live site as a browser would, and say what a board can be told and what not.
#[derive(Debug, Args)]
#[command(after_long_help = MORE)]
pub struct Verify {
    /// The address of the site.
    url: String,
    /// The manifest.json of the release or of the site that you built.
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
}

impl Verify {
    /// Looks, and tells.
    pub fn run(&self, format: Format) -> Ending {
        let watched = std::io::stderr().is_terminal();
        let tell = |what: &str| {
            if watched {
                eprintln!("· {what}");
            }
        };
        let read = self
            .manifest
            .as_ref()
            .map(|path| std::fs::read(path).map_err(|error| format!("{}: {error}", path.display())));
        let seen =
            read.transpose().and_then(|manifest| verify(&self.url, manifest.as_deref(), Limits::default(), &tell));
        match seen {
            Ok(seen) => {
                match format {
                    Format::Text => for_people(&seen),
                    Format::Json => say!("{}", serde_json::json!(seen)),
                }
                if seen.remarks.is_empty() { Ending::Clean } else { Ending::Remarks }
            }
            Err(error) => {
                eprintln!("{error}");
                Ending::Unusable
            }
        }
    }
}

fn for_people(seen: &Seen) {
    say!("{}: {} files\n\nWhat you can say:", seen.address, seen.files);
    for one in &seen.can_say {
        say!("  + {one}");
    }
    say!("\nWhat you cannot say from this:");
    for one in &seen.cannot_say {
        say!("  - {one}");
    }
    say!("\nTo mend: {}", if seen.remarks.is_empty() { "nothing" } else { "" });
    for remark in &seen.remarks {
        let file = if remark.file.is_empty() { &seen.address } else { &remark.file };
        say!("  {file}: {}\n      {}", remark.what, remark.mend);
        if let Some(header) = &remark.header {
            say!("      {header}");
        }
    }
}
