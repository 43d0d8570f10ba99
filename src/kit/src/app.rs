//! The built app as a folder: what another site is made from on a machine that has no compiler.
//!
//! ```text
//! app.json    { "version": "0.1.0" }: the release that it is of, as the binary must be
//! app.js      the module that starts the app         app.wasm    the app
//! worker.js   what keeps a copy for when there is no internet
//! style.css   head.js   early.js   framed.js          what stands in the page itself; the last in a frame
//! embed/      what other sites need to show it in a frame, as it is served
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::headers::Inline;
use crate::site::{App, EMBED};

/// Says of which release the app is.
const ABOUT: &str = "app.json";

#[derive(Debug, Deserialize, Serialize)]
struct About {
    version: String,
}

impl App {
    /// Writes the app into a folder.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn store(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let about = About { version: crate::VERSION.to_owned() };
        fs::write(folder.join(ABOUT), serde_json::to_string_pretty(&about)? + "\n")?;
        for (name, bytes) in [
            ("app.js", self.script.as_slice()),
            ("app.wasm", &self.wasm),
            ("worker.js", self.worker.as_bytes()),
            ("style.css", self.inline.style.as_bytes()),
            ("head.js", self.inline.head.as_bytes()),
            ("early.js", self.inline.script.as_bytes()),
            ("framed.js", self.framed.script.as_bytes()),
        ] {
            fs::write(folder.join(name), bytes)?;
        }
        for (name, bytes) in &self.embed {
            let path = folder.join(EMBED).join(name);
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// Reads it back. An app of another release is refused: its sentences are numbered otherwise, and the page would
    /// say one thing where it means another.
    ///
    /// # Errors
    /// The file that is not there or of another release.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let named = |name: &str, error: &dyn std::fmt::Display| {
            io::Error::other(format!("{}: {error}", folder.join(name).display()))
        };
        let bytes = |name: &str| fs::read(folder.join(name)).map_err(|error| named(name, &error));
        let text = |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| named(name, &error));
        let about: About = serde_json::from_slice(&bytes(ABOUT)?).map_err(|error| named(ABOUT, &error))?;
        if about.version != crate::VERSION {
            let what = format!(
                "is of version {}, and this program of {}; take the program that came in the same folder",
                about.version,
                crate::VERSION
            );
            return Err(named(ABOUT, &what));
        }
        let inline = Inline { style: text("style.css")?, head: text("head.js")?, script: text("early.js")? };
        Ok(Self {
            script: bytes("app.js")?,
            wasm: bytes("app.wasm")?,
            worker: text("worker.js")?,
            framed: Inline { script: text("framed.js")?, ..inline.clone() },
            inline,
            embed: files_below(&folder.join(EMBED))?,
        })
    }
}

/// Every file below a folder, by its path there with `/` between the names.
///
/// # Errors
/// When the disk refuses.
pub fn files_below(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut open = vec![String::new()];
    while let Some(beside) = open.pop() {
        for entry in fs::read_dir(folder.join(&beside))? {
            let entry = entry?;
            let name = format!("{beside}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                open.push(format!("{name}/"));
            } else {
                files.insert(name, fs::read(entry.path())?);
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What ships, in the two languages that come with it to everybody: twelve take a test six times as long.
    pub(crate) fn resources() -> sidedoor_core::authoring::check::Resources {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources");
        let mut resources = sidedoor_core::authoring::check::read(&root).unwrap();
        resources.speak_only(&["en", "es"]);
        resources
    }

    /// An app of a few bytes, for tests that put a site together.
    pub(crate) fn small() -> App {
        let inline =
            Inline { style: "body{color:red}".to_owned(), head: "var head".to_owned(), script: "var early".to_owned() };
        App {
            script: b"export default 1".to_vec(),
            wasm: b"\0asm\x01\0\0\0".to_vec(),
            worker: "self.worker".to_owned(),
            framed: Inline { script: "var framed".to_owned(), ..inline.clone() },
            inline,
            embed: [("1.0.0/loader.js".to_owned(), b"var loader".to_vec())].into(),
        }
    }

    #[test]
    fn an_app_that_is_stored_loads_as_it_was_and_one_of_another_release_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        small().store(folder.path()).unwrap();
        let loaded = App::load(folder.path()).unwrap();
        assert_eq!(format!("{loaded:?}"), format!("{:?}", small()));

        fs::write(folder.path().join(ABOUT), r#"{"version":"9.9.9"}"#).unwrap();
        let refused = App::load(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("is of version 9.9.9"), "{refused}");
        fs::remove_file(folder.path().join("early.js")).unwrap();
        fs::write(folder.path().join(ABOUT), format!(r#"{{"version":"{}"}}"#, crate::VERSION)).unwrap();
        assert!(App::load(folder.path()).unwrap_err().to_string().contains("early.js"));
    }
}
