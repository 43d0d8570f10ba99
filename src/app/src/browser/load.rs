//! Gets the packs. The inline script began to fetch them with the first bytes of the page; nothing else
//! is ever fetched but a language newly chosen.

use std::cell::RefCell;

use js_sys::{Function, Promise, Uint8Array};
use sidedoor_core::directory::Directory;
use sidedoor_core::text::Text;
use sidedoor_screens::browser::Browser;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use super::{Web, all, early, root};

/// What a promise of the inline script brings: bytes, or the status of an answer that was none.
async fn bytes(promised: Option<JsValue>) -> Result<Vec<u8>, String> {
    let lost = || "lost".to_owned();
    let promise: Promise = promised.and_then(|promise| promise.dyn_into().ok()).ok_or_else(lost)?;
    let came = JsFuture::from(promise).await;
    let buffer = came.map_err(|why| why.as_string().unwrap_or_else(lost))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The directory, for as long as the page lives.
pub async fn directory() -> Result<&'static Directory, String> {
    let bytes = bytes(early("directory")).await?;
    Directory::read(&bytes, &|text| Web.normalize(text))
        .map(|directory| &*Box::leak(Box::new(directory)))
        .map_err(|error| error.to_string())
}

thread_local! {
    /// Every language that has come, so that none is asked for twice.
    static KNOWN: RefCell<Vec<&'static Text>> = const { RefCell::new(Vec::new()) };
}

async fn kept(promised: Option<JsValue>) -> Result<&'static Text, String> {
    let text = Text::read(&bytes(promised).await?).map_err(|error| error.to_string())?;
    let text: &'static Text = Box::leak(Box::new(text));
    KNOWN.with_borrow_mut(|known| known.push(text));
    Ok(text)
}

/// The page's own language. Without it there are no words to say what is wrong, and the page stays.
pub async fn first_text() -> Option<&'static Text> {
    kept(early("text")).await.ok()
}

/// A language newly chosen.
pub async fn text(tag: &str) -> Result<&'static Text, String> {
    if let Some(known) = KNOWN.with_borrow(|known| known.iter().copied().find(|text| text.tag() == tag)) {
        return Ok(known);
    }
    let link = links().find(|link| link.get_attribute("data-tag").as_deref() == Some(tag));
    let address = link.and_then(|link| link.get_attribute("href")).ok_or_else(|| tag.to_owned())?;
    let load = early("load").and_then(|load| load.dyn_into::<Function>().ok());
    kept(load.and_then(|load| load.call1(&JsValue::NULL, &JsValue::from_str(&address)).ok())).await
}

fn links() -> impl Iterator<Item = Element> {
    all(root(), "link[data-tag]")
}

/// The languages that the page names in its head, the deployer's first: tag and own name.
pub fn languages() -> Vec<(String, String)> {
    links().filter_map(|link| Some((link.get_attribute("data-tag")?, link.get_attribute("title")?))).collect()
}
