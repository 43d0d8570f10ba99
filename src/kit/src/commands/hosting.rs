//! `sidedoor hosting`: what a server needs to be told, so that it serves a site and keeps no record.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use sidedoor_core::files::below;
use sidedoor_kit::headers::{HEADERS, Profiles};
use sidedoor_kit::hosting::{Place, recipes};

use super::{Ending, Format};

const MORE: &str = "\
Writes nginx.conf, Caddyfile, apache.conf, _headers (Netlify, Cloudflare Pages), a Containerfile, and README.md, which says how
each is used and what that host still sees and keeps. Each of them holds the headers of this very site: make them anew for a new
one.

Examples:
  sidedoor hosting site --address https://help.example.org --out hosting
  sidedoor hosting site --address http://10.0.0.5:8080 --folder /srv/help --out hosting";

/// Write the recipes for a server that serves a site and keeps no record.
#[derive(Debug, Args)]
#[command(after_long_help = MORE)]
pub struct Hosting {
    /// The folder of a built site.
    site: PathBuf,
    /// The address that the site will have.
    #[arg(long, value_name = "ADDRESS")]
    address: String,
    /// The folder of the site on the server.
    #[arg(long, value_name = "FOLDER", default_value = "/srv/help-finder/site")]
    folder: String,
    /// Where the recipes go.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

impl Hosting {
    /// Writes, and tells.
    pub fn run(&self, format: Format) -> Ending {
        match self.write() {
            Ok(names) => {
                match format {
                    Format::Text => say!("{}: {}", self.out.display(), names.join(", ")),
                    Format::Json => say!("{}", json!({ "folder": self.out, "files": names })),
                }
                Ending::Clean
            }
            Err(error) => {
                eprintln!("{error}");
                Ending::Unusable
            }
        }
    }

    fn write(&self) -> Result<Vec<&'static str>, String> {
        let said = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let place = Place::new(&self.address, &self.folder)?;
        let headers = self.site.join(HEADERS);
        let bytes = fs::read(&headers)
            .map_err(|error| said(&self.site, &format!("is no built site: its {HEADERS} cannot be read ({error})")))?;
        let files = below(&self.site).map_err(|error| said(&self.site, &error))?;
        let files: Vec<String> = files.into_keys().collect();
        let all = recipes(&Profiles::read(&bytes)?, &files, &place)?;
        let ours = |name: &str| all.iter().any(|(one, _)| *one == name);
        let there = fs::read_dir(&self.out).into_iter().flatten().flatten();
        if let Some(other) =
            there.map(|entry| entry.file_name().to_string_lossy().into_owned()).find(|name| !ours(name))
        {
            return Err(said(&self.out, &format!("holds other things ({other}); name a new or empty folder")));
        }
        fs::create_dir_all(&self.out).map_err(|error| said(&self.out, &error))?;
        for (name, text) in &all {
            let path = self.out.join(name);
            fs::write(&path, text).map_err(|error| said(&path, &error))?;
        }
        Ok(all.into_iter().map(|(name, _)| name).collect())
    }
}
