//! Files as one archive, and back: what is downloaded, uploaded to a host, or kept for another day. The same files are the same
//! bytes on every machine.

use std::io::{self, Cursor, Read, Write};

use sidedoor_core::files::Files;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

/// Ends of names of files that a second packing makes no smaller.
const SMALL: [&str; 3] = [".br", ".zip", ".png"];

/// Packs files, in the order of their names.
///
/// # Errors
/// For a name that an archive cannot have.
pub fn packed(files: &Files) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // On Windows it would say that it was made there.
    let options = SimpleFileOptions::default().unix_permissions(0o644).system(System::Unix);
    for (path, bytes) in files {
        let small = SMALL.iter().any(|ending| path.ends_with(ending));
        let method = if small { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(path, options.compression_method(method))?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The files of an archive, of which together not more than so many bytes are read.
///
/// # Errors
/// For what is no archive, leads out of itself, or holds more.
pub fn unpacked(bytes: &[u8], most: u64) -> io::Result<Files> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let (mut files, mut left) = (Files::new(), most);
    for number in 0..archive.len() {
        let entry = archive.by_index(number)?;
        let name = entry.name()?.into_owned();
        if entry.is_dir() {
            continue;
        }
        if entry.enclosed_name().is_none() || name.starts_with(['/', '\\']) || entry.is_symlink() {
            return Err(io::Error::other(format!("{name:?} leads out of the archive")));
        }
        let mut inside = Vec::new();
        entry.take(left + 1).read_to_end(&mut inside)?;
        left = left
            .checked_sub(inside.len() as u64)
            .ok_or_else(|| io::Error::other(format!("{name}: more than {} MB together", most >> 20)))?;
        files.insert(name, inside);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn files() -> Files {
        [("a.html", "aaaa"), ("a.html.br", "aaaa"), ("b/c.json", "{}")]
            .map(|(name, text)| (name.to_owned(), text.into()))
            .into()
    }

    #[test]
    fn what_was_packed_comes_back_and_is_the_same_bytes_each_time() {
        let one = packed(&files()).unwrap();
        assert_eq!(one, packed(&files()).unwrap());
        assert_eq!(unpacked(&one, 100).unwrap(), files());
    }

    #[test]
    fn an_archive_with_more_than_was_asked_for_is_refused_by_the_file_at_which_it_was() {
        let error = unpacked(&packed(&files()).unwrap(), 8).unwrap_err().to_string();
        assert!(error.starts_with("b/c.json: more than"), "{error}");
    }

    #[test]
    fn an_archive_that_leads_out_of_itself_is_refused() {
        let out: Files = [("../out.html".to_owned(), b"x".to_vec())].into();
        let error = unpacked(&packed(&out).unwrap(), 100).unwrap_err().to_string();
        assert!(error.contains("leads out"), "{error}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_opened_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0_usize..200) {
            let _ = unpacked(&bytes, 1000);
            let mut broken = packed(&files()).unwrap();
            let at = at % broken.len();
            broken[at] ^= 0x55;
            let _ = unpacked(&broken, 1000);
        }
    }
}
