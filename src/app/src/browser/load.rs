//! Gets the packs. The inline script began to fetch them with the first bytes of the page; nothing else
//! is ever fetched but a language newly chosen.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use sidedoor_core::directory::Directory;
use sidedoor_core::text::Text;
use sidedoor_screens::browser::Browser;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlAnchorElement, Response};

use super::{Web, document, early, element};

async fn body(response: Promise) -> Result<Vec<u8>, String> {
    let lost = |_: JsValue| "lost".to_owned();
    let response: Response = JsFuture::from(response).await.map_err(lost)?.dyn_into().map_err(lost)?;
    if !response.ok() {
        return Err(response.status().to_string());
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(lost)?).await.map_err(lost)?;
    let buffer: ArrayBuffer = buffer.dyn_into().map_err(lost)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn promise(name: &str) -> Result<Promise, String> {
    early(name).and_then(|promise| promise.dyn_into().ok()).ok_or_else(|| "lost".to_owned())
}

/// The directory, for as long as the page lives.
pub async fn directory() -> Result<&'static Directory, String> {
    let bytes = body(promise("directory")?).await?;
    Directory::read(&bytes, &|text| Web.normalize(text))
        .map(|directory| &*Box::leak(Box::new(directory)))
        .map_err(|error| error.to_string())
}

fn kept(bytes: &[u8]) -> Result<&'static Text, String> {
    Text::read(bytes).map(|text| &*Box::leak(Box::new(text))).map_err(|error| error.to_string())
}

/// The page's own language. Without it there are no words to say what is wrong, and the page stays.
pub async fn first_text() -> Option<&'static Text> {
    kept(&body(promise("text").ok()?).await.ok()?).ok()
}

/// A language newly chosen.
pub async fn text(tag: &str) -> Result<&'static Text, String> {
    let link = links().into_iter().find(|link| link.get_attribute("data-tag").as_deref() == Some(tag));
    let address = link.and_then(|link| link.get_attribute("href")).ok_or_else(|| tag.to_owned())?;
    let window = web_sys::window().ok_or_else(|| "lost".to_owned())?;
    kept(&body(window.fetch_with_str(&address)).await?)
}

fn links() -> Vec<Element> {
    let found = document().and_then(|document| document.query_selector_all("link[data-tag]").ok());
    let found = found.into_iter().flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)));
    found.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The languages that the page names in its head, the deployer's first: tag and own name.
pub fn languages() -> Vec<(String, String)> {
    links().iter().filter_map(|link| Some((link.get_attribute("data-tag")?, link.get_attribute("title")?))).collect()
}

/// The exit.
pub fn exit() -> Option<HtmlAnchorElement> {
    element("#leave")?.dyn_into().ok()
}
