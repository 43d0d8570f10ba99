//! The document speaks another language: what stands outside of the app's own part of the page.

use sidedoor_screens::outside::Outside;

use super::{element, root};

/// Sets the language and direction of the document, and the words of the exit and the cover. The title never changes.
pub fn document_speaks(tag: &str, dir: &str, outside: &Outside) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", tag);
        let _ = root.set_attribute("dir", dir);
    }
    for (selector, words) in
        [("#leave span", outside.leave), ("#leave small", outside.keys), ("#cover span", outside.show)]
    {
        if let Some(element) = element(selector) {
            element.set_text_content(Some(words));
        }
    }
    if let Some(exit) = element("#leave") {
        for (name, words) in outside.said {
            let _ = exit.set_attribute(name, words);
        }
    }
}
