//! The search of `sidedoor-core` for Node, to be measured beside `MiniSearch` in one engine and run.

use sidedoor_core::directory::Directory;
use sidedoor_core::search::{Index, Place, search, words};
use wasm_bindgen::prelude::*;

/// A loaded directory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Loaded {
    directory: Directory,
}

fn normalize(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKD").to_lower_case().into()
}

#[wasm_bindgen]
impl Loaded {
    /// Reads a pack.
    ///
    /// # Errors
    /// What is wrong with it.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Self, JsError> {
        Ok(Self { directory: Directory::read(bytes, &normalize)? })
    }

    /// The rows that fit, best first. An empty country looks everywhere.
    pub fn search(&self, query: &str, country: &str, subdivision: &str) -> Vec<u32> {
        let place = Place {
            country: (!country.is_empty()).then_some(country),
            subdivision: (!subdivision.is_empty()).then_some(subdivision),
        };
        let hits = search(&self.directory, &Index::default(), &words(&normalize(query)), place);
        hits.into_iter().filter_map(|hit| u32::try_from(hit.row).ok()).collect()
    }
}
