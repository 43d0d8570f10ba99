//! The emergency number, always with its country beside it.

use leptos::prelude::*;
use sidedoor_core::text::{Key, say};

use crate::screen::Screen;
use crate::session::use_session;

/// The strip at the top: the number to dial in danger, and for which country it is.
///
/// Its shape is the same with and without a country, because the page's inline script fills it in for a
/// guessed country before the app has arrived.
#[component]
pub fn Danger() -> impl IntoView {
    let session = use_session();
    let numbers = move || match session.country.get() {
        Some(country) => view! { <Numbers country=country/> }.into_any(),
        None => view! { <span>{session.t(Key::DangerBelow)}</span> }.into_any(),
    };
    let known = move || session.country.get().is_some();
    view! {
        <div class="danger">
            <p class="where">
                <b>{session.t(Key::DangerQuestion)}</b>" "
                <span>{move || known().then(|| session.place_name())}</span>" "
                <button type="button" class="link needs" data-go="place" on:click=move |_| session.go(Screen::Place)>
                    {session.t(if known() { Key::CommonChange } else { Key::PlaceTitle })}
                </button>
            </p>
            <p class="numbers">{numbers}</p>
        </div>
    }
}

/// The numbers themselves.
#[component]
pub fn Numbers(country: String) -> impl IntoView {
    let session = use_session();
    let text = session.text();
    let Some(entry) = session.directory.emergency(&country) else {
        return view! { <span>{text.get(Key::DangerNone)}</span> }.into_any();
    };
    let link = |number: &str, words: String| {
        (!number.is_empty()).then(|| view! { <a class="sos" href=format!("tel:{number}")>{words}</a>" " })
    };
    let written = (!entry.text().is_empty()).then(|| {
        view! { <a class="sos" href=format!("sms:{}", entry.text())>{say::danger_text(text, entry.text())}</a> }
    });
    view! {
        {link(entry.all(), say::danger_call(text, entry.all()))}
        {link(entry.police(), say::danger_police(text, entry.police()))}
        {link(entry.ambulance(), say::danger_ambulance(text, entry.ambulance()))}
        {written}
        {(!entry.everywhere()).then(|| view! { <small>{text.get(Key::DangerMaybe)}</small> })}
    }
    .into_any()
}
