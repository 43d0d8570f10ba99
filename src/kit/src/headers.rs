//! The headers that the site is served with, in one place for the server here, the look from outside and every host's
//! recipe. They travel with the site in `headers.json`:
//!
//! ```json
//! { "": { "Cache-Control": "no-store", "…": "…" }, "embed/": { "Cache-Control": "no-store", "…": "…" } }
//! ```
//!
//! Each key is the beginning of a path in the site, without the first `/`; the longest that fits wins, and its headers are
//! all there are. Nothing is added up, so that each profile can be read, pasted and compared by itself.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The file of the site that says which headers its replies have.
pub const HEADERS: &str = "headers.json";

/// Which headers the replies of a site have, by the beginning of the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Profiles(BTreeMap<String, BTreeMap<String, String>>);

impl Profiles {
    /// The same with one more profile; `""` is the whole site, a folder ends with `/`.
    #[must_use]
    pub fn with(mut self, prefix: &str, headers: Vec<(&str, String)>) -> Self {
        let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        self.0.insert(prefix.to_owned(), headers);
        self
    }

    /// Reads `headers.json`.
    ///
    /// # Errors
    /// What is wrong with it, for whoever wrote it.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let read: Self = serde_json::from_slice(bytes).map_err(|error| {
            format!("{HEADERS}: {error}; it holds an object of headers for each beginning of a path, \"\" for all")
        })?;
        match read.0.keys().find(|prefix| prefix.starts_with('/')) {
            Some(prefix) => Err(format!("{HEADERS}: {prefix:?} begins with a slash; leave that out")),
            None => Ok(read),
        }
    }

    /// The headers of a reply; a path with or without its first `/`.
    pub fn of(&self, path: &str) -> impl Iterator<Item = (&str, &str)> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let longest =
            self.0.iter().filter(|(prefix, _)| path.starts_with(prefix.as_str())).max_by_key(|(key, _)| key.len());
        longest.into_iter().flat_map(|(_, headers)| headers).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Each beginning of a path, with its headers.
    pub fn all(&self) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
        self.0.iter().map(|(prefix, headers)| (prefix.as_str(), headers))
    }
}

/// What stands in the page itself rather than in a file: allowed by its hash and by nothing else.
#[derive(Clone, Debug, Default)]
pub struct Inline {
    /// The style sheet.
    pub style: String,
    /// The script that begins to load the app.
    pub head: String,
    /// The script that works before the app has arrived.
    pub script: String,
}

/// What `integrity` says of a file.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// The source of a policy that allows a text which stands in the page.
pub fn hash(text: &str) -> String {
    format!("'{}'", integrity(text.as_bytes()))
}

/// Which scripts a page may still name by an address while it runs: that of the worker, for a copy without internet.
pub const WORKER_ONLY: &str = "w";
/// The same of a page that names none.
pub const NONE: &str = "'none'";

/// The content policy: everything is refused that the site does not need. `types` names the policy of trusted types.
pub fn policy(inline: &Inline, types: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {} {}; style-src {}; connect-src 'self'; \
         img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types {types}",
        hash(&inline.head),
        hash(&inline.script),
        hash(&inline.style),
    )
}

/// What a browser could do for a page and never does for this one. The names are those that Chromium knows: it is the one
/// that asks, and it complains of others.
const DENIED: [&str; 30] = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
];

/// Every header of every reply, for a site that stands alone.
pub fn headers(policy: &str) -> Vec<(&'static str, String)> {
    // A header can also say who may frame the page, which a page itself cannot.
    let mut all = common(format!("{policy}; frame-ancestors 'none'"));
    all.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
    all
}

/// The same for what stands in frames of other pages: only on the pages of those that the operator lists.
pub fn framed(policy: &str, ancestors: &[String]) -> Vec<(&'static str, String)> {
    let listed: String = ancestors.iter().map(|one| format!(" {one}")).collect();
    common(format!("{policy}; frame-ancestors 'self'{listed}"))
}

/// The content policy of what an operator needs to put the site on another: the builder page, which shows it in a frame.
pub const EMBED_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src 'self'; \
     base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// What every reply has.
fn common(policy: String) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", policy),
        // Keeps the words of the page off the disk.
        ("Cache-Control", "no-store".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // These files are the same for everybody and hold nobody's words. A frame whose host takes its origin from it has to
        // ask for them as a stranger.
        ("Access-Control-Allow-Origin", "*".to_owned()),
        ("Cross-Origin-Resource-Policy", "cross-origin".to_owned()),
        ("Permissions-Policy", DENIED.map(|feature| format!("{feature}=()")).join(", ")),
    ]
}

/// The media type of a file by its ending.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("css") => "text/css; charset=utf-8",
        Some("txt" | "ts" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[path = "headers_tests.rs"]
mod tests;
