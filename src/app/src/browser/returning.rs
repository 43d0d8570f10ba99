//! Notices that the person is back from a dialler, a message or another page.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use web_sys::VisibilityState;

use super::document;

/// Where a tap on a number opens nothing, the page is never hidden: ask all the same after this long.
const NEVER_LEFT: u32 = 6_000;

struct Waiting {
    done: Box<dyn FnOnce()>,
    _listener: EventListener,
    _timeout: Timeout,
}

thread_local! {
    static WAITING: RefCell<Option<Waiting>> = const { RefCell::new(None) };
}

fn finish() {
    if let Some(waiting) = WAITING.with_borrow_mut(Option::take) {
        let Waiting { done, _listener: listener, _timeout: timeout } = waiting;
        done();
        // One of the two may be what is calling just now.
        super::after_drawing(move || drop((listener, timeout)));
    }
}

/// Calls back once; a newer wait takes the place of an older one.
pub fn once(done: Box<dyn FnOnce()>) {
    let Some(document) = document() else { return };
    let left = Rc::new(std::cell::Cell::new(false));
    let noticed = Rc::clone(&left);
    let listener = EventListener::new(&document.clone(), "visibilitychange", move |_| {
        if document.visibility_state() == VisibilityState::Hidden {
            noticed.set(true);
        } else {
            finish();
        }
    });
    let timeout = Timeout::new(NEVER_LEFT, move || {
        if !left.get() {
            finish();
        }
    });
    WAITING.with_borrow_mut(|waiting| {
        *waiting = Some(Waiting { done, _listener: listener, _timeout: timeout });
    });
}
