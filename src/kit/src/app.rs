//! The built app as a folder: what another site is made from on a machine that has no compiler.
//!
//! ```text
//! app.json    { "version": "0.1.0" }: the release that it is of, as the binary must be
//! app.js      the module that starts the app         app.wasm    the app; both once more as .br, packed by Brotli
//! worker.js   what keeps a copy for when there is no internet
//! style.css   head.js   early.js   framed.js          what stands in the page itself; the last in a frame
//! embed/      what other sites need to show it in a frame, as it is served
//! ```

use std::io;

use serde::{Deserialize, Serialize};
use sidedoor_core::files::{Files, part};

use crate::headers::Inline;
use crate::site::{App, EMBED, Packed};

/// Says of which release the app is.
const ABOUT: &str = "app.json";

#[derive(Debug, Deserialize, Serialize)]
struct About {
    version: String,
}

impl App {
    /// The app as files.
    pub fn files(&self) -> Files {
        let about = About { version: crate::VERSION.to_owned() };
        let about = serde_json::to_string_pretty(&about).unwrap_or_default() + "\n";
        let own = [
            (ABOUT, about.as_bytes()),
            ("app.js", self.script.plain.as_slice()),
            ("app.js.br", &self.script.brotli),
            ("app.wasm", &self.wasm.plain),
            ("app.wasm.br", &self.wasm.brotli),
            ("worker.js", self.worker.as_bytes()),
            ("style.css", self.inline.style.as_bytes()),
            ("head.js", self.inline.head.as_bytes()),
            ("early.js", self.inline.script.as_bytes()),
            ("framed.js", self.framed.script.as_bytes()),
        ];
        let own = own.into_iter().map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
        own.chain(self.embed.iter().map(|(name, bytes)| (format!("{EMBED}{name}"), bytes.clone()))).collect()
    }

    /// Reads it back. An app of another release is refused: its sentences are numbered otherwise, and the page would
    /// say one thing where it means another.
    ///
    /// # Errors
    /// The file that is not there or of another release.
    pub fn of(files: &Files) -> io::Result<Self> {
        let named = |name: &str, error: &dyn std::fmt::Display| io::Error::other(format!("{name}: {error}"));
        let bytes = |name: &str| files.get(name).ok_or_else(|| named(name, &"is not there"));
        let packed = |name: &str| -> io::Result<Packed> {
            Ok(Packed { plain: bytes(name)?.clone(), brotli: bytes(&format!("{name}.br"))?.clone() })
        };
        let text = |name: &str| String::from_utf8(bytes(name)?.clone()).map_err(|error| named(name, &error));
        let about: About = serde_json::from_slice(bytes(ABOUT)?).map_err(|error| named(ABOUT, &error))?;
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
            script: packed("app.js")?,
            wasm: packed("app.wasm")?,
            worker: text("worker.js")?,
            framed: Inline { script: text("framed.js")?, ..inline.clone() },
            inline,
            embed: part(files, EMBED),
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::path::Path;

    use super::*;

    /// What ships, in the two languages that come with it to everybody: twelve take a test six times as long.
    pub(crate) fn resources() -> sidedoor_core::authoring::check::Resources {
        let mut resources = sidedoor_core::authoring::check::of(&files()).unwrap();
        resources.speak_only(&["en", "es"]);
        resources
    }

    /// The files of `resources/`.
    pub(crate) fn files() -> Files {
        sidedoor_core::files::below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources")).unwrap()
    }

    /// An app of a few bytes, for tests that put a site together.
    pub(crate) fn small() -> App {
        let inline =
            Inline { style: "body{color:red}".to_owned(), head: "var head".to_owned(), script: "var early".to_owned() };
        let packed = |plain: &[u8]| Packed { plain: plain.to_vec(), brotli: crate::site::compressed(plain).unwrap() };
        App {
            script: packed(b"export default 1"),
            wasm: packed(b"\0asm\x01\0\0\0"),
            worker: "self.worker".to_owned(),
            framed: Inline { script: "var framed".to_owned(), ..inline.clone() },
            inline,
            embed: [("1.0.0/loader.js".to_owned(), b"var loader".to_vec())].into(),
        }
    }

    #[test]
    fn an_app_that_is_stored_loads_as_it_was_and_one_of_another_release_is_refused() {
        let mut files = small().files();
        assert_eq!(format!("{:?}", App::of(&files).unwrap()), format!("{:?}", small()));

        files.insert(ABOUT.to_owned(), br#"{"version":"9.9.9"}"#.to_vec());
        let refused = App::of(&files).unwrap_err().to_string();
        assert!(refused.contains("is of version 9.9.9"), "{refused}");
        let mut files = small().files();
        files.remove("early.js");
        assert!(App::of(&files).unwrap_err().to_string().contains("early.js"));
    }
}
