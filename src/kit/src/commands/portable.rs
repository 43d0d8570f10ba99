//! `sidedoor portable`: a site as a folder that needs no server.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use sidedoor_kit::portable::write;

use super::{Ending, Format};

const MORE: &str = "\
Writes a folder for a USB stick or a file share: open index.html in it. Everything is in the folder, and nothing is ever asked
for over a network but the page that leaving leads to. Whoever opens it leaves a line in the browser's history with the path of
the file. Phones seldom open such a folder; a computer does.

Example:
  sidedoor portable my-site --out stick";

/// Write a site as a folder that needs no server, for a USB stick or a file share.
#[derive(Debug, Args)]
#[command(after_long_help = MORE)]
pub struct Portable {
    /// The folder of a built site.
    site: PathBuf,
    /// Where the folder goes.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

impl Portable {
    /// Writes, and tells.
    pub fn run(&self, format: Format) -> Ending {
        match write(&self.site, &self.out) {
            Ok(bytes) => {
                match format {
                    Format::Text => say!("{}: {} KB; open index.html in it", self.out.display(), bytes / 1000),
                    Format::Json => say!("{}", json!({ "folder": self.out, "bytes": bytes })),
                }
                Ending::Clean
            }
            Err(error) => {
                eprintln!("{error}");
                Ending::Unusable
            }
        }
    }
}
