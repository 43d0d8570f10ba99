//! The worker, as the page asks it: a job at a time, each in a worker of its own, so that it can be stopped, and so that the
//! memory it took goes with it. The next one warms up meanwhile.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use sidedoor_core::files::Files;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

use crate::browser::{files_of, pairs_of};
use crate::jobs::{Job, Said};

/// Why nothing came of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Somebody stopped it.
    Stopped,
    /// In words.
    Why(String),
}

#[derive(Default)]
struct Hand {
    /// It waits for a job.
    warm: Option<Worker>,
    /// It has one; what ends the waiting for it.
    at_work: Option<(Worker, Function)>,
}

thread_local! {
    static HAND: RefCell<Hand> = RefCell::default();
}

/// A worker, as `public/workbench/boot.js` makes them.
fn new_worker() -> Result<Worker, Failed> {
    let made = Reflect::get(&js_sys::global(), &"newWorker".into())
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|make| make.call0(&JsValue::NULL));
    made.and_then(JsCast::dyn_into).map_err(|error| Failed::Why(in_words(&error)))
}

fn in_words(error: &JsValue) -> String {
    error.as_string().unwrap_or_else(|| Object::from(error.clone()).to_string().into())
}

/// Makes ready for the next job.
pub fn warm() {
    HAND.with_borrow_mut(|hand| {
        if hand.warm.is_none() {
            hand.warm = new_worker().ok();
        }
    });
}

/// Stops what is being done.
pub fn stop() {
    if let Some((worker, end)) = HAND.with_borrow_mut(|hand| hand.at_work.take()) {
        worker.terminate();
        let _ = end.call1(&JsValue::NULL, &JsValue::NULL);
    }
}

/// Has a job done; `tell` hears how far it is.
pub async fn ask(job: &Job, files: &Files, tell: impl Fn(String) + 'static) -> Result<(Said, Files), Failed> {
    warm();
    let worker = HAND.with_borrow_mut(|hand| hand.warm.take()).map_or_else(new_worker, Ok)?;
    let heard = RefCell::new(None);
    let promise = Promise::new(&mut |resolve: Function, _| {
        HAND.with_borrow_mut(|hand| hand.at_work = Some((worker.clone(), resolve.clone())));
        *heard.borrow_mut() = Some(resolve);
    });
    let Some(resolve) = heard.into_inner() else { return Err(Failed::Stopped) };
    let onmessage = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        match Reflect::get(&data, &"told".into()).ok().and_then(|told| told.as_string()) {
            Some(told) => tell(told),
            None => drop(resolve.call1(&JsValue::NULL, &data)),
        }
    });
    worker.set_onmessage(Some(onmessage.as_ref().unchecked_ref()));
    let message = Object::new();
    let text = serde_json::to_string(job).unwrap_or_default();
    let _ = Reflect::set(&message, &"job".into(), &text.into());
    let _ = Reflect::set(&message, &"files".into(), &pairs_of(files));
    worker.post_message(&message).map_err(|error| Failed::Why(in_words(&error)))?;
    let answer = JsFuture::from(promise).await;
    HAND.with_borrow_mut(|hand| hand.at_work = None);
    worker.terminate();
    warm();
    let answer = answer.map_err(|error| Failed::Why(in_words(&error)))?;
    if answer.is_null() {
        return Err(Failed::Stopped);
    }
    let part = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or_default();
    match part("said").as_string() {
        Some(said) => {
            let said = serde_json::from_str(&said).map_err(|error| Failed::Why(error.to_string()))?;
            Ok((said, files_of(&Array::from(&part("files")))))
        }
        None => Err(Failed::Why(part("failed").as_string().unwrap_or_default())),
    }
}
