//! Typing that has come to rest.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;

/// A pause this long is no pause between two letters. Milliseconds.
const REST: u32 = 1_000;

thread_local! {
    static WAITING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Runs after a pause, unless it is asked again before.
pub fn rest(run: Box<dyn FnOnce()>) {
    // What waited before no longer does, as it is dropped.
    WAITING.set(Some(Timeout::new(REST, run)));
}
