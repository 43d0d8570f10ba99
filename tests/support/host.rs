//! Somebody else's page with the site in a frame on it.

use crate::elsewhere::Elsewhere;
use crate::page::Page;
use crate::site::Site;

/// Finds the frame of the first element on a host's page.
pub const FRAME: &str = "return document.querySelector('help-finder')?.shadowRoot.querySelector('iframe')";

/// Whether no frame of ours is on the host's page any more.
pub const GONE: &str = "return !document.querySelector('help-finder')?.shadowRoot.querySelector('iframe, dialog')";

/// Whose pages may show the site here.
const ANCESTORS: &str = "http://localhost:* http://*.localhost:*";

/// The site for frames, which leaves for this place.
pub fn site_for_frames(place: &str) -> Site {
    Site::framed_by(ANCESTORS, place)
}

/// The line that is pasted, for a version of the loader, of a site at an address.
pub fn loader(site: &str, version: &str) -> String {
    format!("<script src={site}embed/{version}/loader.js crossorigin=anonymous async></script>")
}

/// A host's page: its content policy (with SITE for the site's address), and what stands on it.
pub fn host(site: &str, policy: &str, words: &str) -> Elsewhere {
    let policy = policy.replace("SITE", site.trim_end_matches('/'));
    let headers = format!("Content-Type: text/html; charset=utf-8\r\nContent-Security-Policy: {policy}\r\n");
    let head = "<!DOCTYPE html><html lang=en><meta name=viewport content=width=device-width><title>Shop</title>";
    Elsewhere::serving(vec![("/", headers.leak(), format!("{head}{words}").into_bytes())])
}

impl Page {
    /// Closes the frame that one is in, by its own way out, and is back on the host's page.
    pub async fn close_frame(&self) {
        self.click("#leave").await;
        self.leave_frame().await;
        self.wait(GONE, "the frame is gone").await;
    }
}
