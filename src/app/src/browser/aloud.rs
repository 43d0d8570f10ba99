//! Reading aloud. Done by `public/aloud.js`, which is joined to the app's script; as calls from here it would weigh more.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::call;

/// Whether there is a voice of this machine for a language.
pub fn has_voice(tag: &str) -> bool {
    call("voice", &[JsValue::from_str(tag)]).is_some_and(|found| found.is_truthy())
}

/// Reads what is marked for it on the screen, then calls back.
pub fn read(tag: &str, done: Box<dyn FnOnce()>) {
    let _ = call("aloud", &[JsValue::from_str(tag), Closure::once_into_js(done)]);
}

/// Stops.
pub fn hush() {
    let _ = call("hush", &[]);
}
