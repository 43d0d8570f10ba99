//! The one door to the browser: every use of `web_sys`, `js_sys` and `wasm_bindgen` is below here, and no
//! `JsValue` leaves it. A file is named for what it does for a person.

pub mod aloud;
pub mod back;
pub mod clock;
pub mod draw;
pub mod idle;
pub mod keep;
pub mod leave;
pub mod load;
pub mod look;
pub mod rest;
mod returning;
pub mod speak;
pub mod takeover;
pub mod wipe;

use sidedoor_core::hours::WallTime;
use sidedoor_core::rooms::Rooms;
use sidedoor_core::text::Text;
use sidedoor_screens::browser::{Browser, Kept};
use sidedoor_screens::outside::Outside;
use sidedoor_screens::wipe::Found;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, NodeList};

/// The real browser.
#[derive(Debug)]
pub struct Web;

impl Browser for Web {
    fn normalize(&self, text: &str) -> String {
        js_sys::JsString::from(text).normalize("NFKD").to_lower_case().into()
    }

    fn wall_time(&self, timezone: &str) -> Option<WallTime> {
        clock::wall_time(timezone)
    }

    fn load_text(&self, tag: &str, done: Box<dyn FnOnce(Result<&'static Text, String>)>) {
        load::text(tag, done);
    }

    fn load_rooms(&self, tag: &str, done: Box<dyn FnOnce(Result<&'static Rooms, String>)>) {
        let came = |came| {
            done(came);
            takeover::say_whole();
        };
        load::rooms(tag, Box::new(came));
    }

    fn today(&self) -> String {
        clock::today()
    }

    fn print(&self) {
        if let Some(window) = web_sys::window() {
            let _ = window.print();
        }
    }

    fn copy(&self, text: String, done: Box<dyn FnOnce(bool)>) {
        then(call("copy", &[JsValue::from_str(&text)]), Box::new(move |copied| done(copied.is_ok())));
    }

    fn has_voice(&self, tag: &str) -> bool {
        aloud::has_voice(tag)
    }

    fn read_aloud(&self, tag: &str, done: Box<dyn FnOnce()>) {
        aloud::read(tag, done);
    }

    fn hush(&self) {
        aloud::hush();
    }

    fn speak(&self, text: &'static Text, outside: &Outside) {
        speak::document_speaks(text.tag(), text.dir(), outside);
    }

    fn focused(&self) -> String {
        let now = document().and_then(|document| document.active_element());
        let control = now.filter(|now| now.matches(CONTROLS).unwrap_or(false));
        control.and_then(|control| control.text_content()).unwrap_or_default()
    }

    fn arrive(&self, at: String) {
        after_drawing(move || {
            let led = |control: &Element| !at.is_empty() && control.text_content().as_ref() == Some(&at);
            if let Some(control) = all(root(), CONTROLS).find(led) {
                return drop(control.unchecked_into::<HtmlElement>().focus());
            }
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
            if let Some(heading) = element("main h1") {
                focus(heading);
            }
        });
    }

    fn agent(&self) -> String {
        web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
    }

    fn title(&self) -> String {
        look::title()
    }

    fn disguise(&self, title: &str, icon: &str) {
        look::disguise(title, icon);
    }

    fn disguises(&self) -> Vec<(String, String)> {
        look::disguises()
    }

    fn practise(&self, words: &str) {
        leave::practise(words);
    }

    fn say_at_exit(&self, words: &str) {
        leave::say_at_exit(words);
    }

    fn on_leave(&self, run: Box<dyn Fn()>) {
        leave::on_leave(run);
    }

    fn on_idle(&self, run: Box<dyn Fn(u32)>) {
        idle::watch(run);
    }

    fn on_rest(&self, run: Box<dyn FnOnce()>) {
        rest::rest(run);
    }

    fn wipe(&self, done: Box<dyn FnOnce(Vec<Found>)>) {
        wipe::wipe(done);
    }

    fn kept(&self) -> bool {
        keep::kept()
    }

    fn keep(&self, passphrase: String, text: String, done: Kept) {
        keep::ask("keep", &[passphrase, text], done);
    }

    fn open(&self, passphrase: String, done: Kept) {
        keep::ask("open", &[passphrase], done);
    }

    fn copying(&self, act: &'static str, done: Kept) {
        keep::ask("copying", &[act.to_owned()], done);
    }

    fn on_return(&self, done: Box<dyn FnOnce()>) {
        returning::once(done);
    }

    fn on_back_gesture(&self, back: Box<dyn FnOnce()>) {
        back::watch(back);
    }

    fn went_back(&self) {
        back::forget();
    }
}

/// The document; there is one in every window.
/// What leads on from a screen, but for what is folded away when it is drawn again.
const CONTROLS: &str = "#page :is(a,button):not(details *)";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The first element that fits a selector.
fn element(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// Every element below another that fits a selector, in order.
fn all(root: Option<Element>, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let found: Option<NodeList> = root.and_then(|root| root.query_selector_all(selector).ok());
    // A selector finds elements and nothing else.
    found.into_iter().flat_map(|list| (0..list.length()).filter_map(move |at| Some(list.get(at)?.unchecked_into())))
}

/// The element of the whole document.
fn root() -> Option<Element> {
    document()?.document_element()
}

/// Focus without a scroll, which is somebody else's decision.
fn focus(element: Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_into::<HtmlElement>().focus_with_options(&options);
}

/// Runs when the screen that was just asked for has been drawn. A timer of gloo's that is let go of would stay in memory, one
/// a screen.
fn after_drawing(run: impl FnOnce() + 'static) {
    let run = Closure::once_into_js(run);
    let _ = web_sys::window().map(|window| window.set_timeout_with_callback(run.unchecked_ref()));
}

/// A property of an object, where there is one.
fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A property of what the page's inline script left for the app.
fn early(name: &str) -> Option<JsValue> {
    property(&property(&js_sys::global(), "early")?, name)
}

/// Calls a function that the page's scripts left for the app.
fn call(name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function = early(name)?.dyn_into::<js_sys::Function>().ok()?;
    function.apply(&JsValue::NULL, &arguments.iter().collect::<js_sys::Array>()).ok()
}

/// Calls back with what a promise comes to. The one place that waits: each future weighs as much as what it does.
fn then(promised: Option<JsValue>, done: Box<dyn FnOnce(Result<JsValue, JsValue>)>) {
    wasm_bindgen_futures::spawn_local(async move {
        done(match promised.and_then(|promise| promise.dyn_into::<js_sys::Promise>().ok()) {
            Some(promise) => wasm_bindgen_futures::JsFuture::from(promise).await,
            None => Err(JsValue::NULL),
        });
    });
}

/// Leaves something for the page's inline script.
fn set_early(name: &str, value: &JsValue) {
    if let Some(early) = property(&js_sys::global(), "early") {
        let _ = js_sys::Reflect::set(&early, &JsValue::from_str(name), value);
    }
}

/// Tells the page's inline script that the app cannot go on.
pub fn failed() {
    let _ = call("failed", &[]);
}
