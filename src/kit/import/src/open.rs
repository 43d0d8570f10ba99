//! Files, folders and archives, opened into named bytes within bounds: what is really read counts, not what a header says.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use crate::workbook;

/// How much is read before it is refused.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of all files together, inflated.
    pub bytes: u64,
    /// Files.
    pub files: usize,
}

impl Default for Limits {
    /// Ten times the largest real export that we know, which has 8 MB in 14 files.
    fn default() -> Self {
        Self { bytes: 128 << 20, files: 1_000 }
    }
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its name; inside an archive `archive.zip:data/services.csv`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Why it is not read.
    pub unread: Option<&'static str>,
}

impl Opened {
    /// A file that is read.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), bytes, unread: None }
    }
}

/// Opens everything that was named.
///
/// # Errors
/// What cannot be read or is more than the limits, in words for whoever called.
pub fn open(paths: &[impl AsRef<Path>], limits: Limits) -> Result<Vec<Opened>, String> {
    let mut opening = Opening { limits, left: limits.bytes, opened: Vec::new() };
    for path in paths {
        opening.path(path.as_ref(), 0)?;
    }
    Ok(opening.opened)
}

/// Opens files that are in memory, by their names.
///
/// # Errors
/// As [`open`].
pub fn dropped<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    limits: Limits,
) -> Result<Vec<Opened>, String> {
    let mut opening = Opening { limits, left: limits.bytes, opened: Vec::new() };
    for (name, bytes) in files {
        let bytes = opening.bounded(bytes, name)?;
        opening.opened(name.to_owned(), bytes)?;
    }
    Ok(opening.opened)
}

/// Opens an archive that is in memory.
///
/// # Errors
/// As [`open`].
pub fn archive(name: &str, bytes: &[u8], limits: Limits) -> Result<Vec<Opened>, String> {
    let mut opening = Opening { limits, left: limits.bytes, opened: Vec::new() };
    opening.archive(name, bytes)?;
    Ok(opening.opened)
}

/// How deep folders lie at most.
const DEEPEST: usize = 8;

struct Opening {
    limits: Limits,
    left: u64,
    opened: Vec<Opened>,
}

impl Opening {
    fn path(&mut self, path: &Path, depth: usize) -> Result<(), String> {
        let shown = path.display();
        let failed = |error: std::io::Error| format!("{shown}: {error}");
        let what = fs::symlink_metadata(path).map_err(failed)?;
        if what.is_symlink() && depth > 0 {
            return Ok(());
        }
        if fs::metadata(path).map_err(failed)?.is_dir() {
            if depth > DEEPEST {
                return Err(format!("{shown}: folders lie deeper than {DEEPEST}"));
            }
            let mut inside: Vec<_> = fs::read_dir(path).map_err(failed)?.flatten().map(|entry| entry.path()).collect();
            inside.sort();
            for one in inside.iter().filter(|one| depth == 0 || one.is_dir() || is_read(&one.to_string_lossy())) {
                if one.is_dir() || is_read(&one.to_string_lossy()) {
                    self.path(one, depth + 1)?;
                }
            }
            return Ok(());
        }
        let file = fs::File::open(path).map_err(failed)?;
        let bytes = self.bounded(file, &shown.to_string())?;
        self.opened(shown.to_string(), bytes)
    }

    /// A file by what is in it, whatever its name says.
    fn opened(&mut self, name: String, bytes: Vec<u8>) -> Result<(), String> {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return self.archive(&name, &bytes);
        }
        if bytes.starts_with(&OLD_OR_LOCKED) {
            return Err(format!(
                "{name}: is a workbook of an old kind, or has a password; save it as .xlsx without one, or as CSV"
            ));
        }
        self.add(name, bytes, None)
    }

    fn add(&mut self, name: String, bytes: Vec<u8>, unread: Option<&'static str>) -> Result<(), String> {
        if self.opened.len() >= self.limits.files {
            return Err(format!("{name}: more than {} files; give only those of the export", self.limits.files));
        }
        self.opened.push(Opened { name, bytes, unread });
        Ok(())
    }

    /// Reads what there is, and not a byte more than is left.
    fn bounded(&mut self, from: impl Read, name: &str) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        from.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > self.left {
            let most = self.limits.bytes >> 20;
            return Err(format!(
                "{name}: more than {most} MB to read, whatever its size says; no export is that large"
            ));
        }
        self.left -= length;
        Ok(bytes)
    }

    fn archive(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let broken = |error: zip::result::ZipError| format!("{name}: is no archive that can be read: {error}");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > self.limits.files * 4 {
            return Err(format!("{name}: {} entries; an export has some dozens", archive.len()));
        }
        // What spreadsheet programs save is an archive, too.
        if archive.index_for_name("xl/workbook.xml").is_some() {
            for number in 0..archive.len() {
                self.bounded(archive.by_index(number).map_err(broken)?, name)?;
            }
            return self.workbook(name, bytes);
        }
        if ["xl/workbook.bin", "content.xml"].iter().any(|inside| archive.index_for_name(inside).is_some()) {
            return Err(format!("{name}: is a workbook of another kind; save it as .xlsx, or its sheet as CSV"));
        }
        let before = self.opened.len();
        for number in 0..archive.len() {
            let entry = archive.by_index(number).map_err(broken)?;
            let inside = entry.name().map_err(broken)?.into_owned();
            if entry.is_dir() || !is_read(&inside) || inside.starts_with("__MACOSX") {
                continue;
            }
            if entry.is_symlink() {
                return Err(format!("{name}: {inside:?} is a link to somewhere else"));
            }
            // Nothing is unpacked to the disk, so a path cannot lead anywhere; an archive that tries is not an export.
            if entry.enclosed_name().is_none() || inside.starts_with(['/', '\\']) {
                return Err(format!("{name}: {inside:?} points outside of the archive"));
            }
            let shown = format!("{name}:{inside}");
            let bytes = self.bounded(entry, &shown)?;
            if inside.to_ascii_lowercase().ends_with(".xlsx") {
                self.opened(shown, bytes)?;
            } else {
                self.add(shown, bytes, None)?;
            }
        }
        if self.opened.len() == before {
            return Err(format!("{name}: holds no file that is read: csv, tsv, txt, xlsx, json, jsonl, ndjson"));
        }
        Ok(())
    }
}

impl Opening {
    fn workbook(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let most = usize::try_from(self.limits.bytes).unwrap_or(usize::MAX);
        for sheet in workbook::sheets(bytes, most).map_err(|error| format!("{name}: {error}"))? {
            // Who hid it may not know that it is still there.
            let unread = sheet.table.is_none().then_some("not read: a hidden sheet");
            self.add(format!("{name}:{}", sheet.name), sheet.table.unwrap_or_default(), unread)?;
        }
        Ok(())
    }
}

/// How files begin that programs of before 2007 saved, and all that have a password.
const OLD_OR_LOCKED: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Whether the ending of a name is one of those that exports have.
fn is_read(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    // A spreadsheet program that has a file open puts one of these beside it.
    let locks = name.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with("~$"));
    matches!(ending.as_str(), "csv" | "tsv" | "txt" | "json" | "jsonl" | "ndjson" | "xlsx" | "zip")
        && !locks
        && !name.ends_with("report.json")
        && !name.ends_with("report.csv")
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
