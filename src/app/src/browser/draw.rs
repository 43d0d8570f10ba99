//! Makes elements of what the screens say is to be drawn, and keeps them up to date.

use std::borrow::Cow;

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Reflect;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use sidedoor_screens::node::{Content, Node, On, Value};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlInputElement, Node as DomNode};

use super::{document, focus};

/// What a browser says of a `<details>` that opens or closes.
pub const OPENED: &str = "toggle";

/// What makes drawn elements live; they fall still when it is dropped.
pub type Alive = Vec<Life>;

/// One thing that lives.
pub enum Life {
    /// Draws again when a signal changes.
    Effect(#[allow(dead_code, reason = "held, not read")] Following),
    /// Listens to a person.
    Listener(#[allow(dead_code, reason = "held, not read")] EventListener),
}

/// An effect that takes itself off the lists of whom to tell. The library leaves it there until the next change: where that
/// never comes, each screen that was ever up would leave some hundred bytes.
pub struct Following(RenderEffect<()>);

impl Drop for Following {
    fn drop(&mut self) {
        let subscriber = self.0.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    }
}

/// Draws at the end of a parent.
pub fn draw(node: Node, parent: &DomNode, alive: &mut Alive) {
    if let Some(document) = document() {
        draw_in(&document, node, parent, alive);
    }
}

fn draw_in(document: &Document, node: Node, parent: &DomNode, alive: &mut Alive) {
    let node = node.shape();
    let element = match node.tag {
        "" => None,
        "svg" | "path" => document.create_element_ns(Some("http://www.w3.org/2000/svg"), node.tag).ok(),
        tag => document.create_element(tag).ok(),
    };
    let inside = element.as_deref().unwrap_or(parent);
    match node.content {
        Content::Words(words) => {
            let _ = inside.append_child(&document.create_text_node(&words));
        }
        Content::Nodes(nodes) => nodes.into_iter().for_each(|node| draw_in(document, node, inside, alive)),
        Content::Live(live) => {
            let inside = inside.clone();
            let mut within = Alive::new();
            alive.push(effect(Box::new(move || {
                within.clear();
                inside.set_text_content(None);
                draw(live(), &inside, &mut within);
            })));
        }
    }
    let Some(element) = element else { return };
    for (name, value) in node.attributes {
        match value {
            Value::Fixed(value) => set(&element, name, Some(value)),
            Value::Live(value) => {
                let element = element.clone();
                alive.push(effect(Box::new(move || set_live(&element, name, value()))));
            }
        }
    }
    if let Some(on) = node.on {
        alive.push(Life::Listener(listen(&element, on)));
    }
    let _ = parent.append_child(&element);
}

/// Boxed, so that the code of an effect stands here once.
fn effect(mut run: Box<dyn FnMut()>) -> Life {
    Life::Effect(Following(RenderEffect::new(move |_| run())))
}

fn set(element: &Element, name: &str, value: Option<Cow<'static, str>>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, &value),
        None => element.remove_attribute(name),
    };
}

/// What a control holds is a property; its attribute is only what it held at first.
fn set_live(element: &Element, name: &str, value: Option<Cow<'static, str>>) {
    if matches!(name, "value" | "checked") {
        let _ = Reflect::set(element, &JsValue::from_str(name), &JsValue::from_str(&value.unwrap_or_default()));
    } else {
        set(element, name, value);
    }
}

fn listen(element: &Element, on: On) -> EventListener {
    let name = match on {
        On::Tap(_) | On::Instead(_) => "click",
        On::Typed(_) => "input",
        On::Chosen(_) | On::Ticked(_) => "change",
        On::Opened(_) => OPENED,
    };
    let options = EventListenerOptions::enable_prevent_default();
    let mut drawn = None;
    EventListener::new_with_options(element, name, options, move |event| heard(&on, event, &mut drawn))
}

fn heard(on: &On, event: &Event, drawn: &mut Option<Alive>) {
    match on {
        On::Opened(rest) => {
            if let Some(details) = event.target().filter(|_| drawn.is_none()) {
                draw(rest(), details.unchecked_ref(), drawn.insert(Alive::new()));
            }
        }
        On::Tap(run) => {
            // Not every browser does that by itself, and where the focus was is where Back comes back to.
            if let Some(tapped) = event.current_target() {
                focus(tapped.unchecked_into());
            }
            run();
        }
        On::Instead(run) => {
            event.prevent_default();
            run();
        }
        // A `<select>` has a `value` too; both are read as an input's is.
        On::Typed(run) | On::Chosen(run) => {
            if let Some(control) = event.target() {
                run(control.unchecked_into::<HtmlInputElement>().value());
            }
        }
        On::Ticked(run) => {
            if let Some(control) = event.target() {
                run(control.unchecked_into::<HtmlInputElement>().checked());
            }
        }
    }
}
