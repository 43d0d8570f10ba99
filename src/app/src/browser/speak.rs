//! The document speaks another language: what stands outside of the app's own part of the page.

use super::{document, load};

/// Sets the language and direction of the document, and the words of the exit. The title never changes.
pub fn document_speaks(tag: &str, dir: &str, leave: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
        let _ = root.set_attribute("dir", dir);
    }
    if let Some(exit) = load::exit() {
        exit.set_text_content(Some(leave));
    }
}
