//! Where somebody is: country, then state or province, or a postal code that gives it.

use leptos::prelude::*;
use sidedoor_core::directory::Service;
use sidedoor_core::lines::countries;
use sidedoor_core::order::by_text;
use sidedoor_core::place::{Postal, has_postal_rule, postal};
use sidedoor_core::text::Key;

use crate::parts::field::TextField;
use crate::parts::select::Select;
use crate::session::{Session, use_session};

/// The choice of place.
#[component]
pub fn PlaceScreen() -> impl IntoView {
    let session = use_session();
    let all =
        named(session, Key::PlaceAnyCountry, countries(session.directory).into_iter().map(str::to_owned).collect());
    // Tracks the country alone, so that choosing a part does not take the list from under the finger.
    let parts = move || {
        match subdivisions(session) {
        parts if parts.is_empty() => ().into_any(),
        parts => view! {
            <Select id="subdivision" label=session.t(Key::PlaceSubdivision) options=named(session, Key::PlaceWhole, parts)
                value=Signal::derive(move || session.subdivision.get().unwrap_or_default())
                choose=Callback::new(move |code: String| session.choose_subdivision(Some(code)))/>
        }
        .into_any(),
    }
    };
    let postal = move || match session.country.get().filter(|country| has_postal_rule(country)) {
        None => ().into_any(),
        Some(country) => view! { <PostalCode country=country/> }.into_any(),
    };
    view! {
        <h1 tabindex="-1">{session.t(Key::PlaceTitle)}</h1>
        <p>{session.t(Key::PlaceWhy)}</p>
        <Select id="country" label=session.t(Key::PlaceCountry) options=all
            value=Signal::derive(move || session.country.get().unwrap_or_default())
            choose=Callback::new(move |code: String| session.choose_country(Some(code)))/>
        {parts}
        {postal}
        <button type="button" class="door" on:click=move |_| session.back()><b>{session.t(Key::PlaceDone)}</b></button>
    }
}

/// Codes with their names, in the order of the names, "any" first.
fn named(session: Session, any: Key, codes: Vec<String>) -> Vec<(String, String)> {
    let mut named: Vec<(String, String)> =
        codes.into_iter().map(|code| (session.name(&code), code)).map(|(name, code)| (code, name)).collect();
    by_text(&mut named, |(_, name)| session.browser.normalize(name));
    named.insert(0, (String::new(), session.t(any).to_owned()));
    named
}

/// The subdivisions of the chosen country that have a name here, if any has a service of its own.
fn subdivisions(session: Session) -> Vec<String> {
    let Some(country) = session.country.get() else { return Vec::new() };
    let prefix = format!("{country}-");
    let own = session.directory.iter().filter_map(Service::subdivision).any(|area| area.starts_with(&prefix));
    if !own {
        return Vec::new();
    }
    let text = session.text();
    text.names().filter(|(code, _)| code.starts_with(&prefix)).map(|(code, _)| code.to_owned()).collect()
}

#[component]
fn PostalCode(country: String) -> impl IntoView {
    let session = use_session();
    let read = StoredValue::new(country);
    let answer = Memo::new(move |_| {
        let typed = session.postal.get();
        if typed.chars().filter(|letter| letter.is_alphanumeric()).count() < 3 {
            return None;
        }
        Some(read.with_value(|country| postal(country, &typed)))
    });
    let typed = move |code| {
        session.postal.set(code);
        if let Some(Postal::One(area)) = answer.get_untracked() {
            session.choose_subdivision(Some(area));
        }
    };
    let said = move || {
        match answer.get() {
        Some(Postal::Unknown) => view! { <p class="note">{session.t(Key::PlacePostalNone)}</p> }.into_any(),
        Some(Postal::Several(areas)) => view! {
            <p>{session.t(Key::PlacePostalChoose)}</p>
            <div class="chips">{areas.into_iter().map(|area| {
                let name = session.name(&area);
                view! { <button type="button" class="chip" on:click=move |_| session.choose_subdivision(Some(area.clone()))>{name}</button> }
            }).collect_view()}</div>
        }.into_any(),
        Some(Postal::One(_)) | None => ().into_any(),
    }
    };
    view! {
        <TextField id="postal" kind="text" longest=12 label=session.t(Key::PlacePostal)
            hint=session.t(Key::PlacePostalHint) value=Signal::derive(move || session.postal.get())
            typed=Callback::new(typed)/>
        <div role="status">{said}</div>
    }
}
