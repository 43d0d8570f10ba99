//! (host) Files by their paths: a folder that was read, an archive that was opened, what somebody put on a page. What reads
//! them knows no disk, and so a browser can do it, too.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The bytes of each file by its path, with `/` between the names.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Every file below a folder. What is neither a file nor a folder, as a link, is refused: it may lead anywhere.
///
/// # Errors
/// When the disk refuses, or for what is refused, by its path.
pub fn below(folder: &Path) -> io::Result<Files> {
    below_only(folder, &|_| true)
}

/// The same of a folder in which anything may lie: what is not wanted, a file or a folder, stands there by its name, empty.
///
/// # Errors
/// As [`below`].
pub fn below_only(folder: &Path, wanted: &dyn Fn(&str) -> bool) -> io::Result<Files> {
    let mut files = Files::new();
    let mut open = vec![String::new()];
    while let Some(beside) = open.pop() {
        for entry in fs::read_dir(folder.join(&beside))? {
            let entry = entry?;
            let (path, kind) = (entry.path(), entry.file_type()?);
            let name = format!("{beside}{}", entry.file_name().to_string_lossy());
            if !wanted(&name) {
                files.insert(name, Vec::new());
            } else if kind.is_dir() {
                open.push(format!("{name}/"));
            } else if kind.is_file() {
                files.insert(name, fs::read(path)?);
            } else {
                let what = format!("{}: is a link, or no file; put the file itself there", path.display());
                return Err(io::Error::other(what));
            }
        }
    }
    Ok(files)
}

/// Writes files below a folder, which need not be there yet.
///
/// # Errors
/// When the disk refuses.
pub fn write(files: &Files, folder: &Path) -> io::Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// The files below a folder such as `services/`, by their paths from there.
pub fn within<'a>(files: &'a Files, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let below =
        files.range(folder.to_owned()..).map_while(move |(name, bytes)| Some((name.strip_prefix(folder)?, bytes)));
    below.map(|(name, bytes)| (name, bytes.as_slice()))
}

/// The same as files of their own.
pub fn part(files: &Files, folder: &str) -> Files {
    within(files, folder).map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
}

/// The paths of the `.json` files below a folder.
pub fn json<'a>(files: &'a Files, folder: &'a str) -> impl Iterator<Item = String> + 'a {
    let is_json = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "json");
    within(files, folder).filter(move |(name, _)| is_json(name)).map(move |(name, _)| format!("{folder}{name}"))
}

/// A file's name without its folder and its ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_below_a_folder_is_found_there_and_within_its_folders() {
        let folder = std::env::temp_dir().join(format!("files-{}", std::process::id()));
        let files: Files = [("a.json", "{}"), ("b/c.json", "[]"), ("b/d/e.txt", "e"), ("b-/f.json", "")]
            .map(|(name, text)| (name.to_owned(), text.into()))
            .into();
        write(&files, &folder).unwrap();
        assert_eq!(below(&folder).unwrap(), files);
        let some = below_only(&folder, &|name| name != "b").unwrap();
        assert_eq!(some.keys().collect::<Vec<_>>(), ["a.json", "b", "b-/f.json"]);
        assert_eq!(json(&files, "b/").collect::<Vec<_>>(), ["b/c.json"]);
        assert_eq!(part(&files, "b/").keys().collect::<Vec<_>>(), ["c.json", "d/e.txt"]);
        assert_eq!([stem("b/d/e.txt"), stem("plain")], ["e", "plain"]);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("/etc", folder.join("link")).unwrap();
            assert!(below(&folder).unwrap_err().to_string().contains("is a link"));
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
