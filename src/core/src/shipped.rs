//! The directory that ships, for tests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::authoring::check::{self, Resources};
use crate::authoring::packing;
use crate::directory::Directory;
use crate::rooms::{Rooms, written};
use crate::search::normalized;
use crate::text::{self, Text};

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What ships.
pub fn resources() -> &'static Resources {
    static RESOURCES: OnceLock<Resources> = OnceLock::new();
    RESOURCES.get_or_init(|| {
        check::read(&root().join("resources")).unwrap_or_else(|faults| {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        })
    })
}

/// The pack, and the ids of its rows.
pub fn packed() -> &'static (Vec<u8>, Vec<String>) {
    static PACKED: OnceLock<(Vec<u8>, Vec<String>)> = OnceLock::new();
    PACKED.get_or_init(|| {
        let ids = packing::rows(resources()).into_iter().map(|row| row.id).collect();
        (packing::directory(resources()), ids)
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

thread_local! {
    static TEXTS: BTreeMap<&'static str, &'static Text> = resources()
        .languages
        .iter()
        .map(|language| {
            let phrases = packing::own_phrases(resources(), &language.tag);
            let rooms = written::pack(&resources().reading, language, &phrases, &resources().service_names());
            let rooms = Rooms::read(&rooms).unwrap();
            let text = Text::read(&text::pack(language)).unwrap();
            text.complete(rooms.sentences().clone(), rooms.phrases().clone());
            (language.tag.as_str(), &*Box::leak(Box::new(text)))
        })
        .collect();
}

/// A language; each thread has its own, since it keeps what it works out.
pub fn text(tag: &str) -> &'static Text {
    TEXTS.with(|texts| texts[tag])
}
