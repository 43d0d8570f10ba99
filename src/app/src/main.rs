//! The browser entry: reads the packs, then takes the page over. Where anything fails, the page that
//! was there stays, with its lines to call.

mod browser;

use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use sidedoor_core::directory::Directory;
use sidedoor_core::text::{Text, say};
use sidedoor_screens::Page;
use sidedoor_screens::screen::Screen;
use sidedoor_screens::session::{Language, Session};

use browser::{Web, load, takeover};

fn main() {
    wasm_bindgen_futures::spawn_local(async {
        let Some(text) = load::first_text().await else { return };
        match load::directory().await {
            Ok(directory) => start(directory, text),
            Err(why) => takeover::say_fault(&say::fault_directory(text, &why)),
        }
    });
}

fn start(directory: &'static Directory, text: &'static Text) {
    takeover::when_quiet(move || {
        let fresh = takeover::fresh_page();
        let opened = Rc::new(Cell::new(None));
        let opening = Rc::clone(&opened);
        let view = move || {
            let session = session(directory, text);
            opening.set(Some(session));
            view! { <Page session=session/> }
        };
        mount_to(fresh.clone(), view).forget();
        takeover::take_over(&fresh);
        let door = takeover::wanted_door().as_deref().and_then(door);
        if let Some((session, screen)) = opened.get().zip(door) {
            session.go(screen);
        }
    });
}

fn session(directory: &'static Directory, text: &'static Text) -> Session {
    let languages = load::languages().into_iter().map(|(tag, autonym)| Language { tag, autonym }).collect();
    let session = Session::new(directory, &Web, text, languages);
    session.country.set(takeover::guessed_country());
    session
}

/// A door that was tapped before the app was there.
fn door(name: &str) -> Option<Screen> {
    match name {
        "talk" => Some(Screen::Talk),
        "find" => Some(Screen::Find),
        "place" => Some(Screen::Place),
        _ => None,
    }
}
