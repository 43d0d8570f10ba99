//! Empties what a browser can keep of this page. The asking is done by `public/wipe.js`, which is joined to the app's
//! script: as calls from here it would weigh more.

use js_sys::Array;
use sidedoor_screens::wipe::{Found, KEPT};
use wasm_bindgen::{JsCast, JsValue};

use super::{call, then};

/// Empties, and tells what was found in the order of [`KEPT`]; what fails as a whole was not seen.
pub fn wipe(done: Box<dyn FnOnce(Vec<Found>)>) {
    let told = |told: Result<JsValue, JsValue>| {
        let told = told.ok().filter(Array::is_array).map_or_else(Array::new, JsCast::unchecked_into);
        let found = |at: usize| match told.get(u32::try_from(at).unwrap_or(u32::MAX)).as_f64() {
            Some(0.0) => Found::Empty,
            Some(_) => Found::Cleared,
            None => Found::Unseen,
        };
        done((0..KEPT.len()).map(found).collect());
    };
    then(call("wipe", &[]), Box::new(told));
}
