//! What a folder holds, by hash: so that anybody can tell whether a site is the one that was written, and whether a
//! release arrived whole.
//!
//! ```json
//! { "format": 1, "version": "0.1.0", "made": "2026-11", "files": { "index.html": { "sha256": "…", "bytes": 61234 } } }
//! ```
//!
//! `made` is the month of the directory. Of whoever put the site together, and of what they brought, it says nothing that
//! the names of the files do not.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sidedoor_core::files::Files;

/// The name of the file, at the top of the folder; it does not name itself.
pub const MANIFEST: &str = "manifest.json";

/// The version of the layout above.
const FORMAT: u8 = 1;

/// What a folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    format: u8,
    /// The version of the program that wrote it.
    pub version: String,
    /// The month of the directory, `2026-11`.
    pub made: String,
    /// Each file by its path from the folder, with `/`.
    pub files: BTreeMap<String, Entry>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

impl Entry {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: hex(&Sha256::digest(bytes)), bytes: bytes.len() as u64 }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Manifest {
    /// Of files as they are now.
    pub fn of(files: &Files, made: &str) -> Self {
        let files = files.iter().filter(|(name, _)| *name != MANIFEST);
        let files = files.map(|(name, bytes)| (name.clone(), Entry::of(bytes))).collect();
        Self { format: FORMAT, version: crate::VERSION.to_owned(), made: made.to_owned(), files }
    }

    /// Puts it beside the files that it is of.
    pub fn put(&self, files: &mut Files) {
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        files.insert(MANIFEST.to_owned(), text.into_bytes());
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let read: Self = serde_json::from_slice(bytes).map_err(|error| format!("{MANIFEST}: {error}"))?;
        if read.format == FORMAT {
            Ok(read)
        } else {
            Err(format!("{MANIFEST}: has format {}, not {FORMAT}", read.format))
        }
    }

    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// When there is none, or it is broken.
    pub fn load(folder: &Path) -> Result<Self, String> {
        let path = folder.join(MANIFEST);
        Self::read(&fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?)
    }

    /// What it says of one folder in it.
    #[must_use]
    pub fn part(&self, folder: &str) -> Self {
        let inside = |name: &String| name.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned);
        let files = self.files.iter().filter_map(|(name, entry)| Some((inside(name)?, entry.clone())));
        Self { files: files.collect(), ..self.clone() }
    }

    /// In what files differ from it: those that are missing, changed, or that it does not name.
    pub fn differs(&self, files: &Files) -> Vec<String> {
        let found = Self::of(files, &self.made);
        let of_ours = self.files.iter().filter_map(|(name, entry)| match found.files.get(name) {
            None => Some(format!("{name}: is missing")),
            Some(now) if now != entry => Some(format!("{name}: is not what was written")),
            Some(_) => None,
        });
        let others = found.files.keys().filter(|name| !self.files.contains_key(*name));
        of_ours.chain(others.map(|name| format!("{name}: is not ours"))).collect()
    }
}

/// Whether a folder is a part of a release: whether the manifest beside it names it.
pub fn is_of_release(folder: &Path) -> bool {
    let whole = folder.canonicalize().unwrap_or_default();
    let (Some(name), Some(beside)) = (whole.file_name().and_then(OsStr::to_str), whole.parent()) else { return false };
    Manifest::load(beside).is_ok_and(|manifest| !manifest.part(name).files.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn files() -> Files {
        let mut files: Files =
            [("index.html", "one"), ("es/index.html", "uno")].map(|(name, text)| (name.to_owned(), text.into())).into();
        Manifest::of(&files, "2026-11").put(&mut files);
        files
    }

    #[test]
    fn files_as_they_were_written_differ_in_nothing() {
        let files = files();
        let manifest = Manifest::read(&files[MANIFEST]).unwrap();
        assert_eq!(manifest.differs(&files), Vec::<String>::new());
        let entry = &manifest.files["es/index.html"];
        assert_eq!(entry.bytes, 3);
        assert_eq!(entry.sha256, "bf0ec3694e122e067d9964a38ec7d8415781df4b24f442ad767b4621fb98f8c5");
    }

    #[test]
    fn what_is_missing_changed_or_added_is_named() {
        let mut files = files();
        let manifest = Manifest::read(&files[MANIFEST]).unwrap();
        files.insert("index.html".to_owned(), "two".into());
        files.remove("es/index.html");
        files.insert("es/added.js".to_owned(), Vec::new());
        assert_eq!(
            manifest.differs(&files),
            ["es/index.html: is missing", "index.html: is not what was written", "es/added.js: is not ours"]
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Manifest::read(&bytes);
        }
    }
}
