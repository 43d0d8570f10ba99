//! The directory that ships, for tests.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::authoring::{check, packing};
use crate::directory::Directory;
use crate::search::normalized;

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pack, and the ids of its rows.
pub fn packed() -> &'static (Vec<u8>, Vec<String>) {
    static PACKED: OnceLock<(Vec<u8>, Vec<String>)> = OnceLock::new();
    PACKED.get_or_init(|| {
        let resources = check::read(&root().join("resources")).unwrap_or_else(|faults| {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        });
        let ids = packing::rows(&resources).into_iter().map(|row| row.id).collect();
        (packing::directory(&resources), ids)
    })
}

/// The directory.
pub fn directory() -> &'static Directory {
    static DIRECTORY: OnceLock<Directory> = OnceLock::new();
    DIRECTORY.get_or_init(|| Directory::read(&packed().0, &normalized).unwrap())
}

/// The id of a row.
pub fn id(row: usize) -> &'static str {
    &packed().1[row]
}
