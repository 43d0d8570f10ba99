//! The document speaks another language: what stands outside of the app's own part of the page.

use super::{element, root};

/// Sets the language and direction of the document, and the words of the exit. The title never changes.
pub fn document_speaks(tag: &str, dir: &str, leave: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", tag);
        let _ = root.set_attribute("dir", dir);
    }
    if let Some(exit) = element("#leave") {
        exit.set_text_content(Some(leave));
    }
}
