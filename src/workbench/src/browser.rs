//! What scripts call: the page, and the worker. Both are this same WebAssembly, started twice.

use std::cell::RefCell;

use js_sys::{Array, Function, JsString, Uint8Array};
use sidedoor_core::files::Files;
use sidedoor_kit::archive;
use wasm_bindgen::prelude::*;

use crate::jobs::{Bench, Job};
use crate::{hand, page};

/// The most that a release unpacks to.
const RELEASE: u64 = 64 << 20;

thread_local! {
    static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) };
}

/// Shows the page.
#[wasm_bindgen]
pub fn page() {
    hand::warm();
    page::show();
}

/// Gives the worker the release that everything is built from, as an archive.
///
/// # Errors
/// What is not as it was released.
#[wasm_bindgen]
pub fn ready(release: &[u8]) -> Result<(), JsValue> {
    let files = archive::unpacked(release, RELEASE).map_err(|error| error.to_string())?;
    let bench = Bench::of(&files)?;
    BENCH.with_borrow_mut(|slot| *slot = Some(bench));
    Ok(())
}

/// Does a job, given as JSON, with files as pairs of a name and bytes; gives back what is said, as JSON, and such pairs.
///
/// # Errors
/// What cannot be read or done, in words.
#[wasm_bindgen]
pub fn does(job: &str, files: &Array, tell: &Function) -> Result<Array, JsValue> {
    let job: Job = serde_json::from_str(job).map_err(|error| error.to_string())?;
    let say = |what: &str| drop(tell.call1(&JsValue::NULL, &what.into()));
    BENCH.with_borrow(|bench| {
        let bench = bench.as_ref().ok_or("no release")?;
        let (said, made) = bench.does(&job, &files_of(files), &say)?;
        let said = serde_json::to_string(&said).map_err(|error| error.to_string())?;
        Ok(Array::of2(&said.into(), &pairs_of(&made)))
    })
}

/// Pairs of a name and bytes, as they go to a worker and come back.
pub fn pairs_of(files: &Files) -> Array {
    files.iter().map(|(name, bytes)| Array::of2(&name.into(), &Uint8Array::from(bytes.as_slice()))).collect()
}

/// The files of such pairs.
pub fn files_of(pairs: &Array) -> Files {
    let file = |pair: JsValue| {
        let pair = Array::from(&pair);
        let name: JsString = pair.get(0).dyn_into().ok()?;
        let bytes: Uint8Array = pair.get(1).dyn_into().ok()?;
        Some((String::from(name), bytes.to_vec()))
    };
    pairs.iter().filter_map(file).collect()
}
