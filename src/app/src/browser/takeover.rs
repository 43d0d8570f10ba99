//! The app takes the page's place without a jump. If the app fails, the page's inline script, which a
//! panic cannot reach, puts back the page that came.

use any_spawner::Executor;
use leptos::prelude::Owner;
use sidedoor_screens::node::Node;
use web_sys::{Element, Event};

use super::draw::{Alive, OPENED, draw};
use super::{all, document, early, element, failed, focus, root, set_early};

/// After a finger was lifted, the page keeps still for this long: a tap meant for a number must not land on
/// something else. Milliseconds.
const STILL: f64 = 500.0;
/// How often to look whether all is still. Milliseconds.
const LOOK_AGAIN: u32 = 60;
/// What can hold focus on the page that came. What is in closed details cannot, and is not drawn yet.
const FOCUSABLE: &str = "a[href]:not(details:not([open]) a),button,summary";

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

/// The page, drawn beside the document. It lives as long as the document does.
fn drawn(page: impl FnOnce() -> Node) -> Option<Element> {
    let holder = document()?.create_element("div").ok()?;
    // What `leptos::mount` does; that takes only views of Leptos' own.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let mut alive = Alive::new();
    owner.with(|| draw(page(), &holder, &mut alive));
    std::mem::forget((owner, alive));
    holder.first_element_child()
}

/// Puts the drawn page in the place of the one that came, in one task: open details stay open, focus stays
/// where it is, and the scroll does not move since the boxes are the same.
pub fn take_over(screens: impl FnOnce() -> Node) {
    let (Some(before), Some(fresh)) = (page(), drawn(screens)) else { return };
    let both = |selector: &str| all(Some(before.clone()), selector).zip(all(Some(fresh.clone()), selector));
    // By their codes: in another language the countries stand in another order.
    for old in all(Some(before.clone()), "details[open][data-c]") {
        let code = old.get_attribute("data-c").unwrap_or_default();
        let Some(new) = all(Some(fresh.clone()), &format!("details[data-c={code}]")).next() else { continue };
        let _ = new.set_attribute("open", "");
        // The browser will say so too, but later, and until then there would be nothing in it.
        if let Ok(opened) = Event::new(OPENED) {
            let _ = new.dispatch_event(&opened);
        }
    }
    let focused = document().and_then(|document| document.active_element());
    let focused = focused.and_then(|focused| both(FOCUSABLE).find(|(old, _)| *old == focused));
    if before.replace_with_with_node_1(&fresh).is_err() {
        return;
    }
    if let Some((_, new)) = focused {
        focus(new);
    }
    if let Some(root) = root() {
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

/// All that is ever loaded for this language has come, or will not.
pub fn say_whole() {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-whole", "");
    }
}

fn root_data(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// Whether the page came in this language.
pub fn speaks(tag: &str) -> bool {
    root_data("lang").as_deref() == Some(tag)
}

/// The country that the page's inline script guessed and already shows.
pub fn guessed_country() -> Option<String> {
    root_data("data-place")
}

/// The country that it guessed as well.
pub fn other_country() -> Option<String> {
    root_data("data-other")
}

/// The screen that the host of a frame begins with.
pub fn first_screen() -> Option<String> {
    root_data("data-first")
}

/// The needs that the host of a frame offers, by their codes.
pub fn offered_needs() -> Option<String> {
    root_data("data-needs")
}

/// The door that was tapped before the app was there.
pub fn wanted_door() -> Option<String> {
    root_data("data-go")
}
