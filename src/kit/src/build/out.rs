//! A folder that is replaced as a whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sidedoor_core::files::below;

use crate::manifest::{self, MANIFEST, Manifest};

/// How many names stand in a message.
const FEW: usize = 5;

/// Whether a folder is free, or holds a site of ours and nothing else.
///
/// # Errors
/// What is there that is not ours.
pub fn may_be_replaced(out: &Path) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(out) else {
        return if out.exists() { Err(io::Error::other("is a file, not a folder")) } else { Ok(()) };
    };
    if entries.count() == 0 {
        return Ok(());
    }
    if manifest::is_of_release(out) {
        return Err(io::Error::other("is a part of the release, which stays as it came; name a folder of your own"));
    }
    let manifest = Manifest::load(out).map_err(|_| {
        io::Error::other(format!(
            "is there and has no {MANIFEST} of ours; name a new folder, or empty this one yourself"
        ))
    })?;
    // What changed in files of ours is ours to write anew; what somebody put beside them is not.
    let beside = manifest
        .differs(&below(out)?)
        .into_iter()
        .filter_map(|what| what.strip_suffix(": is not ours").map(str::to_owned));
    let beside: Vec<String> = beside.collect();
    if beside.is_empty() {
        return Ok(());
    }
    let (some, more) =
        (beside.iter().take(FEW).cloned().collect::<Vec<_>>().join(", "), beside.len().saturating_sub(FEW));
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Err(io::Error::other(format!("holds what is not of the site: {some}{more}; move that elsewhere first")))
}

/// A site that is written beside its place.
#[derive(Debug)]
pub struct Staged {
    beside: tempfile::TempDir,
    out: PathBuf,
}

impl Staged {
    /// Makes room on the same disk, so that putting it there is one rename.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn beside(out: &Path) -> io::Result<Self> {
        let out = std::path::absolute(out)?;
        let parent = out.parent().ok_or_else(|| io::Error::other("has no folder around it"))?;
        fs::create_dir_all(parent)?;
        let beside = tempfile::Builder::new().prefix(".building-").tempdir_in(parent)?;
        Ok(Self { beside, out })
    }

    /// Where to write.
    pub fn folder(&self) -> PathBuf {
        self.beside.path().join("site")
    }

    /// Puts it into its place. What stood there moves out first, comes back if that fails, and goes with the room.
    ///
    /// # Errors
    /// When the disk refuses; then the old site stands as it was.
    pub fn put(self) -> io::Result<()> {
        let old = self.beside.path().join("old");
        let was_there = self.out.exists();
        if was_there {
            may_be_replaced(&self.out)?;
            fs::rename(&self.out, &old)?;
        }
        fs::rename(self.folder(), &self.out).inspect_err(|_| {
            if was_there {
                let _ = fs::rename(&old, &self.out);
            }
        })
    }
}
