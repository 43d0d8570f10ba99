//! Gets the packs. The inline script began to fetch the first of them with the first bytes of the page; nothing else is ever
//! fetched but what there is to read, once the first screen is there, and the packs of a language newly chosen.

use std::cell::RefCell;

use js_sys::Uint8Array;
use sidedoor_core::directory::Directory;
use sidedoor_core::pack::PackError;
use sidedoor_core::rooms::Rooms;
use sidedoor_core::text::Text;
use sidedoor_screens::browser::Browser;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::{Web, all, call, early, root, then};

/// Called with what was read, which lives as long as the page, or with what is wrong.
pub type Read<T> = Box<dyn FnOnce(Result<&'static T, String>)>;

thread_local! {
    /// Every language that has come, so that none is asked for twice.
    static TEXTS: RefCell<Vec<&'static Text>> = const { RefCell::new(Vec::new()) };
    /// Likewise what there is to read, by the tag of its language.
    static ROOMS: RefCell<Vec<(String, &'static Rooms)>> = const { RefCell::new(Vec::new()) };
}

/// Reads the bytes that a promise of the inline script brings; of what went wrong, it brings the status of the answer.
fn read<T>(promised: Option<JsValue>, read: fn(&[u8]) -> Result<T, PackError>, done: Read<T>) {
    let came = move |came: Result<JsValue, JsValue>| {
        let bytes = came.map_err(|why| why.as_string().unwrap_or_else(|| "lost".to_owned()));
        let read = bytes.and_then(|bytes| read(&Uint8Array::new(&bytes).to_vec()).map_err(|error| error.to_string()));
        done(read.map(|value| &*Box::leak(Box::new(value))));
    };
    then(promised, Box::new(came));
}

/// The directory.
pub fn directory(done: Read<Directory>) {
    read(early("directory"), |bytes| Directory::read(bytes, &|text| Web.normalize(text)), done);
}

fn keep_text(promised: Option<JsValue>, done: Read<Text>) {
    let keep = |text: Result<&'static Text, String>| {
        if let Ok(text) = text {
            TEXTS.with_borrow_mut(|known| known.push(text));
        }
        done(text);
    };
    read(promised, Text::read, Box::new(keep));
}

/// The page's own language.
pub fn first_text(done: Read<Text>) {
    keep_text(early("text"), done);
}

/// A language newly chosen.
pub fn text(tag: &str, done: Read<Text>) {
    match TEXTS.with_borrow(|known| known.iter().copied().find(|text| text.tag() == tag)) {
        Some(known) => done(Ok(known)),
        None => keep_text(link(tag).and_then(|file| asked_for(&file)), done),
    }
}

/// What there is to read in a language.
pub fn rooms(tag: &str, done: Read<Rooms>) {
    if let Some(known) = ROOMS.with_borrow(|known| known.iter().find(|(its, _)| its == tag).map(|(_, rooms)| *rooms)) {
        return done(Ok(known));
    }
    let its = tag.to_owned();
    let keep = |rooms: Result<&'static Rooms, String>| {
        if let Ok(rooms) = rooms {
            ROOMS.with_borrow_mut(|known| known.push((its, rooms)));
        }
        done(rooms);
    };
    // The file is called like that of the sentences, but for the last hyphen.
    let promised = link(tag).and_then(|file| {
        let (language, name) = file.rsplit_once('-')?;
        asked_for(&format!("{language}_{name}"))
    });
    read(promised, Rooms::read, Box::new(keep));
}

/// The promise of a file.
fn asked_for(file: &str) -> Option<JsValue> {
    call("load", &[JsValue::from_str(file)])
}

/// The file of a language's sentences.
fn link(tag: &str) -> Option<String> {
    links().find(|link| link.get_attribute("data-tag").as_deref() == Some(tag))?.get_attribute("href")
}

fn links() -> impl Iterator<Item = Element> {
    all(root(), "link[data-tag]")
}

/// The languages that the page names in its head, the deployer's first: tag and own name.
pub fn languages() -> Vec<(String, String)> {
    links().filter_map(|link| Some((link.get_attribute("data-tag")?, link.get_attribute("title")?))).collect()
}
