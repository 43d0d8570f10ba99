//! A way to make contact, with what a tap on it leaves behind said before the tap.

use leptos::prelude::*;
use sidedoor_core::codes::{ContactKind, Label};
use sidedoor_core::directory::{Contact, Service};
use sidedoor_core::order::by_number;
use sidedoor_core::text::{Key, Text, say};

use crate::session::{Session, use_session};

/// What the tap does, in words.
pub fn words(text: &Text, contact: Contact<'_>) -> String {
    let number = contact.shown();
    match contact.kind() {
        _ if contact.href().is_none() => say::contact_type(text, number),
        ContactKind::Call if contact.extension().is_empty() => say::contact_call(text, number),
        ContactKind::Call => say::contact_call_extension(text, contact.extension(), number),
        ContactKind::Text if contact.keyword().is_empty() => say::contact_text(text, number),
        ContactKind::Text => say::contact_text_word(text, number, contact.keyword()),
        ContactKind::Tty => say::contact_tty(text, number),
        ContactKind::Videophone => say::contact_videophone(text, number),
        ContactKind::Whatsapp => say::contact_whatsapp(text, number),
        ContactKind::Chat => say::contact_chat(text, number.split('/').next().unwrap_or(number)),
        ContactKind::Email => say::contact_email(text, number),
    }
}

/// What the tap leaves behind.
fn leaves(kind: ContactKind) -> Key {
    match kind {
        ContactKind::Call | ContactKind::Tty | ContactKind::Videophone => Key::ContactCallLeaves,
        ContactKind::Text => Key::ContactTextLeaves,
        ContactKind::Whatsapp => Key::ContactWhatsappLeaves,
        ContactKind::Chat => Key::ContactChatLeaves,
        ContactKind::Email => Key::ContactEmailLeaves,
    }
}

/// Opens apart, without referrer and without a way back into this page; a dialler needs none of it.
pub fn target(href: &str) -> Option<&'static str> {
    href.starts_with("https:").then_some("_blank")
}

/// One tappable contact of the service in a row.
pub fn link(session: Session, row: usize, contact: Contact<'static>) -> AnyView {
    let text = session.text();
    let words = words(text, contact);
    let label = (contact.label() != Label::None)
        .then(|| view! { <span class="label">{text.named("label", contact.label().code())}</span>" " });
    match contact.href() {
        None => view! { <p class="code">{label}<bdi>{words}</bdi></p> }.into_any(),
        Some(href) => {
            let class = if contact.kind() == ContactKind::Call { "go call" } else { "go" };
            view! {
                <a class=class target=target(&href) rel="noopener noreferrer" href=href on:click=move |_| session.tried(row)>
                    {label}<bdi>{words}</bdi>
                </a>
            }
            .into_any()
        }
    }
}

/// Every contact of a service, phone and text before web pages, each kind with what it leaves.
#[component]
pub fn Contacts(service: Service<'static>) -> impl IntoView {
    let session = use_session();
    let text = session.text();
    let mut contacts: Vec<Contact<'static>> = service.contacts().collect();
    by_number(&mut contacts, |contact| contact.kind() as u64);
    let mut last = None;
    let items = contacts.into_iter().map(|contact| {
        let kind = leaves(contact.kind());
        let warning = (last != Some(kind)).then(|| view! { <small class="leaves">{text.get(kind)}</small> });
        last = Some(kind);
        let from =
            (contact.from() != "*" && session.country.get_untracked().as_deref() != Some(contact.from())).then(|| {
                let names: Vec<&str> = contact.from().split(' ').map(|code| text.name(code)).collect();
                view! { <small>{say::contact_from(text, &names.join(", "))}</small> }
            });
        let row = service.row();
        view! { <li>{warning}{link(session, row, contact)}{from}</li> }
    });
    view! { <ul class="contacts">{items.collect_view()}</ul> }
}
