//! The app takes the page's place without a jump. If the app fails, the page's inline script, which a
//! panic cannot reach, puts back the page that came.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, NodeList};

use super::{document, early, element, failed, focus, set_early};

/// After a finger was lifted, the page keeps still for this long: a tap meant for a number must not land on
/// something else. Milliseconds.
const STILL: f64 = 500.0;
/// How often to look whether all is still. Milliseconds.
const LOOK_AGAIN: u32 = 60;
/// What can hold focus.
const FOCUSABLE: &str = "a[href],button,summary,input,select";

/// The part of the page that the app draws.
fn page() -> Option<Element> {
    element("#page")
}

/// Runs when no finger is down, nor was a moment ago.
pub fn when_quiet(run: impl FnOnce() + 'static) {
    let number = |name: &str| early(name).and_then(|value| value.as_f64()).unwrap_or(0.0);
    let still = js_sys::Date::now() - number("last") >= STILL;
    if number("down") <= 0.0 && still {
        run();
    } else {
        gloo_timers::callback::Timeout::new(LOOK_AGAIN, || when_quiet(run)).forget();
    }
}

/// An empty page, not yet in the document.
pub fn fresh_page() -> HtmlElement {
    let made = document().and_then(|document| document.create_element("div").ok());
    let fresh = made.unwrap_or_else(|| wasm_bindgen::throw_str("no document"));
    fresh.set_id("page");
    fresh.unchecked_into()
}

fn all(root: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let found: Option<NodeList> = root.query_selector_all(selector).ok();
    found.into_iter().flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)?.dyn_into().ok()))
}

/// Puts the drawn page in the place of the one that came, in one task: open details stay open, focus stays
/// where it is, and the scroll does not move since the boxes are the same.
pub fn take_over(fresh: &Element) {
    let Some(before) = page() else { return };
    for (old, new) in all(&before, "details").zip(all(fresh, "details")) {
        if let (Some(old), Some(new)) = (old.dyn_ref::<HtmlDetailsElement>(), new.dyn_ref::<HtmlDetailsElement>()) {
            new.set_open(old.open());
        }
    }
    let focused = document().and_then(|document| document.active_element());
    let at = focused.and_then(|focused| all(&before, FOCUSABLE).position(|old| old == focused));
    if before.replace_with_with_node_1(fresh).is_err() {
        return;
    }
    if let Some(new) = at.and_then(|at| all(fresh, FOCUSABLE).nth(at)).and_then(|new| new.dyn_into().ok()) {
        focus(&new);
    }
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-app", "on");
    }
    // Kept for the day that the app fails.
    set_early("page", &before);
}

/// Says above the page's lines what is wrong.
pub fn say_fault(words: &str) {
    failed();
    let note = document().and_then(|document| document.create_element("p").ok());
    if let (Some(note), Some(main)) = (note, element("main")) {
        note.set_text_content(Some(words));
        note.set_class_name("note");
        let _ = note.set_attribute("role", "alert");
        let _ = main.prepend_with_node_1(&note);
    }
}

fn root_data(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// The country that the page's inline script guessed and already shows.
pub fn guessed_country() -> Option<String> {
    root_data("data-place")
}

/// The door that was tapped before the app was there.
pub fn wanted_door() -> Option<String> {
    root_data("data-go")
}
