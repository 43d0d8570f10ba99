//! Leaving itself is done by the page's inline script, with or without this app (`public/early.js`); here stands what
//! the app tells it.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{element, root, set_early};

/// Runs when somebody leaves. It stays for as long as the page.
pub fn on_leave(run: Box<dyn Fn()>) {
    set_early("empty", Closure::<dyn Fn()>::new(run).into_js_value().unchecked_ref());
}

/// The next time, the page only hides, under these words.
pub fn practise(words: &str) {
    set_early("practice", &JsValue::from_str(words));
}

/// Words beside the exit, on every machine.
pub fn say_at_exit(words: &str) {
    if let (Some(root), Some(small)) = (root(), element("#leave small")) {
        let _ = root.class_list().add_1("told");
        small.set_text_content(Some(words));
    }
}
