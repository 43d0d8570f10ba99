//! Android's back gesture, where the browser tells of it (`CloseWatcher`), goes back one screen.
//! Elsewhere Back leaves the site; the first screen says so. No history entry is ever added.

use std::cell::RefCell;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::property;

/// A watcher, and the listener that lives as long as it.
struct Watcher {
    handle: JsValue,
    _listener: Closure<dyn FnMut()>,
}

thread_local! {
    static WATCHERS: RefCell<Vec<Watcher>> = const { RefCell::new(Vec::new()) };
}

/// Watches for one back gesture. One a screen, and made inside a tap, or Chromium closes them together.
pub fn watch(back: Box<dyn FnOnce()>) {
    let Some(class) = property(&js_sys::global(), "CloseWatcher").and_then(|class| class.dyn_into::<Function>().ok())
    else {
        return;
    };
    let Ok(handle) = Reflect::construct(&class, &Array::new()) else { return };
    let mut back = Some(back);
    let listener = Closure::<dyn FnMut()>::new(move || {
        if let Some(back) = back.take() {
            back();
        }
    });
    let _ = Reflect::set(&handle, &JsValue::from_str("onclose"), listener.as_ref());
    WATCHERS.with_borrow_mut(|watchers| watchers.push(Watcher { handle, _listener: listener }));
}

/// The screen was left by the page's own Back: its watcher goes too. It is let go of in a later task,
/// since it may be the one that is just calling.
pub fn forget() {
    let Some(watcher) = WATCHERS.with_borrow_mut(Vec::pop) else { return };
    super::after_drawing(move || {
        let _ = Reflect::set(&watcher.handle, &JsValue::from_str("onclose"), &JsValue::NULL);
        let destroy = property(&watcher.handle, "destroy").and_then(|destroy| destroy.dyn_into::<Function>().ok());
        if let Some(destroy) = destroy {
            let _ = destroy.call0(&watcher.handle);
        }
    });
}
