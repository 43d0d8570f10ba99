//! Files that come to the page and go from it, and what else a browser knows: its languages, its clock.

use js_sys::{Array, Date, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

/// The languages that the browser asks for, the first wish first.
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// Today, where this browser is, in ISO 8601.
pub fn today() -> String {
    let now = Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// A file under an address of this page alone.
pub fn address(kind: &str, bytes: &[u8]) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Gives a file to whoever sits there.
pub fn give(name: &str, kind: &str, bytes: &[u8]) {
    let Some(address) = address(kind, bytes) else { return };
    if let Some(link) = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // A browser reads it after this; a minute later it has.
    set_timeout(move || drop(Url::revoke_object_url(&address)), std::time::Duration::from_mins(1));
}

/// The files of a list.
pub fn listed(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// What is in a file.
pub async fn read(file: &File) -> Result<Vec<u8>, String> {
    let said = |error: wasm_bindgen::JsValue| format!("{error:?}");
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(said)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
