//! A service in a list: its name, who answers where that matters first, and the tap that reaches it.

use leptos::prelude::*;
use sidedoor_core::codes::{Answerer, ContactKind};
use sidedoor_core::directory::{Contact, Service};
use sidedoor_core::lines::suits;
use sidedoor_core::order::{by_number, number};
use sidedoor_core::text::Key;

use super::contact::link;
use super::facts::{open_badge, short};
use crate::screen::Screen;
use crate::session::{Session, use_session};

/// The warning that stands before a number which police or immigration answer.
pub fn warning(session: Session, service: Service<'static>) -> Option<AnyView> {
    let key = match service.answered_by() {
        Answerer::Police => Key::CardWarnPolice,
        Answerer::Immigration => Key::CardWarnImmigration,
        _ => return None,
    };
    Some(view! { <p class="warn">{session.t(key)}</p> }.into_any())
}

/// The contacts worth showing in a list: a call and a text, or what suits the phone; else the first.
fn chosen(session: Session, service: Service<'static>) -> Vec<Contact<'static>> {
    let phone = session.phone.get();
    let mut contacts: Vec<Contact<'static>> = service.contacts().collect();
    by_number(&mut contacts, |contact| number(&[u8::from(!suits(service, *contact, phone)), contact.kind() as u8]));
    let first_of = |kind: ContactKind| contacts.iter().copied().find(move |contact| contact.kind() == kind);
    let mut chosen: Vec<Contact<'static>> = if phone.is_empty() {
        [ContactKind::Call, ContactKind::Text, ContactKind::Whatsapp].into_iter().filter_map(first_of).collect()
    } else {
        contacts.iter().copied().filter(|contact| suits(service, *contact, phone)).take(3).collect()
    };
    if chosen.is_empty() {
        chosen.extend(contacts.first().copied());
    }
    chosen
}

/// A line, short: what stands on the first page for each country, and in every list.
#[component]
pub fn Line(service: Service<'static>) -> impl IntoView {
    let session = use_session();
    let text = session.text();
    let row = service.row();
    let language = (service.name_language() != text.tag()).then(|| service.name_language().to_owned());
    let language_differs = language.is_some();
    let taps = chosen(session, service).into_iter().map(|contact| link(session, row, contact));
    view! {
        <div class="line">
            {warning(session, service)}
            <h3 lang=language><bdi>{service.name()}</bdi></h3>
            // A name that the reader may not be able to read says nothing; what it does stands below it.
            {language_differs.then(|| view! { <p class="about" lang="en">{service.description()}</p> })}
            {short(text, service)}
            {taps.collect_view()}
        </div>
    }
}

/// A line in a list of the app, with the way to its card.
#[component]
pub fn Listed(service: Service<'static>) -> impl IntoView {
    let session = use_session();
    let text = session.text();
    let row = service.row();
    let place = match (service.city(), service.subdivision()) {
        ("", None) if service.area() == "001" => text.get(Key::PlaceWorld).to_owned(),
        ("", None) => text.name(service.area()).to_owned(),
        ("", Some(area)) => text.name(area).to_owned(),
        (city, Some(area)) => format!("{city}, {}", text.name(area)),
        (city, None) => format!("{city}, {}", text.name(service.country())),
    };
    view! {
        <li class="listed">
            <Line service=service/>
            {(service.name_language() == text.tag())
                .then(|| view! { <p class="about" lang="en">{service.description()}</p> })}
            <p class="meta">
                {open_badge(session, service)}
                <span>{place}</span>" · "<span>{text.named("answerer", service.answered_by().code())}</span>
            </p>
            <button type="button" class="link" on:click=move |_| session.go(Screen::Card(row))>
                {text.get(Key::CommonDetails)}<span class="hidden">{format!(": {}", service.name())}</span>
            </button>
        </li>
    }
}
