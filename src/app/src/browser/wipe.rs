//! Empties what a browser can keep of this page. The asking is done by `public/wipe.js`, which is joined to the app's
//! script: as calls from here it would weigh more.

use js_sys::{Array, Function, Promise};
use sidedoor_screens::wipe::{Found, KEPT};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::early;

/// Empties, and tells what was found in the order of [`KEPT`]; what fails as a whole was not seen.
pub async fn wipe() -> Vec<Found> {
    let asked = early("wipe").and_then(|wipe| wipe.dyn_into::<Function>().ok());
    let asked = asked.and_then(|wipe| wipe.call0(&JsValue::NULL).ok()).and_then(|one| one.dyn_into::<Promise>().ok());
    let told = match asked {
        Some(asked) => JsFuture::from(asked).await.unwrap_or(JsValue::NULL),
        None => JsValue::NULL,
    };
    let told = if Array::is_array(&told) { told.unchecked_into() } else { Array::new() };
    let found = |at: usize| match told.get(u32::try_from(at).unwrap_or(u32::MAX)).as_f64() {
        Some(0.0) => Found::Empty,
        Some(_) => Found::Cleared,
        None => Found::Unseen,
    };
    (0..KEPT.len()).map(found).collect()
}
