//! How long nobody has touched the page.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use js_sys::Date;

use super::document;

/// How often to look. Milliseconds.
const LOOK: u32 = 5_000;

/// Runs now and then with the seconds since the last touch, for as long as the page lives.
pub fn watch(run: Box<dyn Fn(u32)>) {
    let Some(document) = document() else { return };
    let last = Rc::new(Cell::new(Date::now()));
    for event in ["pointerdown", "keydown", "wheel", "touchmove"] {
        let last = Rc::clone(&last);
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&document, event, options, move |_| last.set(Date::now())).forget();
    }
    // A whole number of seconds that fits, or no time at all where a clock was set back.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Interval::new(LOOK, move || run(((Date::now() - last.get()) / 1000.0) as u32)).forget();
}
