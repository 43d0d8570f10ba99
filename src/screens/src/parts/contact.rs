//! A way to make contact, with what a tap on it leaves behind said before the tap.

use sidedoor_core::codes::{ContactKind, Label};
use sidedoor_core::directory::{Contact, Service};
use sidedoor_core::order::by;
use sidedoor_core::text::{Key, Text, say};

use crate::join::joined;
use crate::node::{Node, el, row};
use crate::session::Session;

/// What is dialled, written to or opened, as people write it; of a chat, whose page it is.
fn shown(contact: Contact<'_>) -> String {
    let shown = contact.shown();
    match contact.kind() {
        ContactKind::Chat => shown.split('/').next().unwrap_or_default().to_owned(),
        _ => shown,
    }
}

/// What the tap does, in words.
fn words(text: &Text, contact: Contact<'_>, number: &str) -> String {
    match contact.kind() {
        _ if contact.href().is_none() => say::contact_type(text, number),
        ContactKind::Call if contact.extension().is_empty() => say::contact_call(text, number),
        ContactKind::Call => say::contact_call_extension(text, contact.extension(), number),
        ContactKind::Text if contact.keyword().is_empty() => say::contact_text(text, number),
        ContactKind::Text => say::contact_text_word(text, number, contact.keyword()),
        ContactKind::Tty => say::contact_tty(text, number),
        ContactKind::Videophone => say::contact_videophone(text, number),
        ContactKind::Whatsapp => say::contact_whatsapp(text, number),
        ContactKind::Chat => say::contact_chat(text, number),
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
pub fn apart(link: Node) -> Node {
    link.attr("target", "_blank").attr("rel", "noopener noreferrer")
}

/// The page of a service.
pub fn site(session: Session, url: &str) -> Node {
    let text = session.text();
    let host = url.split('/').next().unwrap_or(url);
    el("p").child(el("small.leaves").text(text.get(Key::ContactLinkLeaves))).child(
        apart(el("a.go"))
            .attr("href", format!("https://{url}"))
            .tap(move || session.opened())
            .child(el("bdi").text(say::contact_site(text, host))),
    )
}

/// Where the number stands in the words, which it must not break between two lines.
const NUMBER: char = '\u{1}';

/// What the tap does, with the number unbroken.
fn unbroken(text: &Text, contact: Contact<'_>) -> Node {
    let around = words(text, contact, NUMBER.encode_utf8(&mut [0; 4]));
    let number = el("span.number").attr("dir", "ltr").text(shown(contact));
    let mut parts = around.split(NUMBER).map(str::to_owned);
    row().text(parts.next().unwrap_or_default()).child(number).text(parts.next().unwrap_or_default())
}

/// One tappable contact of the service in a row.
pub fn link(session: Session, at: usize, contact: Contact<'static>) -> Node {
    let text = session.text();
    let label = match contact.label() {
        Label::None => row(),
        label => row().child(el("span.label").text(text.named("label", label.code()))).text(" "),
    };
    let words = row().child(label).child(el("bdi").child(unbroken(text, contact)));
    match contact.href() {
        None => el("p.code").child(words),
        Some(href) => {
            let link = if contact.kind() == ContactKind::Call { el("a.go.call") } else { el("a.go") };
            let page = href.starts_with("https:");
            let link = if page { apart(link) } else { link };
            let tapped = move || {
                session.tried(at);
                if page {
                    session.opened();
                }
            };
            link.attr("href", href).tap(tapped).child(words)
        }
    }
}

/// Every contact of a service, phone and text before web pages, each kind with what it leaves.
pub fn contacts(session: Session, service: Service<'static>) -> Node {
    let text = session.text();
    let mut contacts: Vec<Contact<'static>> = service.contacts().collect();
    by(&mut contacts, |contact| contact.kind() as u64);
    let here = session.country.now();
    let mut last = None;
    el("ul.contacts").children(contacts.into_iter().map(|contact| {
        let kind = leaves(contact.kind());
        let warning = (last != Some(kind)).then(|| el("small.leaves").text(text.get(kind)));
        last = Some(kind);
        let from = (contact.from() != "*" && here.as_deref() != Some(contact.from())).then(|| {
            let names: Vec<String> = contact.from().split(' ').map(|code| text.name(code).to_owned()).collect();
            el("small").text(say::contact_from(text, &joined(&names, ", ")))
        });
        el("li").children(warning).child(link(session, service.row(), contact)).children(from)
    }))
}
