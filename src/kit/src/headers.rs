//! The headers that the site is served with, in one place for the server here and every host's recipe.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

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

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The content policy: everything is refused that the site does not need.
pub fn policy(inline: &Inline) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {} {}; style-src {}; connect-src 'self'; \
         img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
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
    vec![
        // A header can also say who may frame the page, which a page itself cannot.
        ("Content-Security-Policy", format!("{policy}; frame-ancestors 'none'")),
        // Keeps the words of the page off the disk.
        ("Cache-Control", "no-store".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ("Permissions-Policy", DENIED.map(|feature| format!("{feature}=()")).join(", ")),
    ]
}

/// The media type of a file by its ending.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
