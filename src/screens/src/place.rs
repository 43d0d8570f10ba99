//! Where somebody is: country, then state or province, or a postal code that gives it.

use sidedoor_core::directory::Service;
use sidedoor_core::lines::countries;
use sidedoor_core::place::{Postal, has_postal_rule, postal};
use sidedoor_core::text::Key;

use crate::home::title;
use crate::node::{Node, Words, el, row};
use crate::parts::button::{button, opens};
use crate::parts::field::text_field;
use crate::parts::select::{by_name, select, with_any};
use crate::session::Session;

/// The choice of place.
pub fn place(session: Session) -> Node {
    row()
        .child(title(session, Key::PlaceTitle))
        .child(el("p").text(session.t(Key::PlaceWhy)))
        .child(fields(session))
        .child(opens("", session.t(Key::PlaceDone), "", move || session.back()))
}

/// Country, its part, a postal code.
pub fn fields(session: Session) -> Node {
    let all = by_name(session, countries(session.directory).into_iter().map(Words::from));
    row()
        .child(select(
            "country",
            session.t(Key::PlaceCountry),
            with_any(session.t(Key::PlaceAnyCountry), all.into_iter()),
            move || session.country.get().unwrap_or_default().into(),
            move |code| session.choose_country(Some(code)),
        ))
        // These track the country alone, so that choosing a part does not take the list from under the finger.
        .child(el("div").live(move || part(session)))
        .child(el("div").live(move || code(session)))
}

/// The part of the country.
fn part(session: Session) -> Node {
    let parts = subdivisions(session);
    if parts.is_empty() {
        return row();
    }
    select(
        "subdivision",
        session.t(Key::PlaceSubdivision),
        with_any(session.t(Key::PlaceWhole), by_name(session, parts.into_iter().map(Words::from)).into_iter()),
        move || session.subdivision.get().unwrap_or_default().into(),
        move |code| session.choose_subdivision(Some(code)),
    )
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

/// Whether the country has parts with services of their own, and none is chosen.
pub fn state_is_open(session: Session) -> bool {
    session.subdivision.get().is_none() && !subdivisions(session).is_empty()
}

/// A postal code, where there is a table for it, that gives the part of the country.
fn code(session: Session) -> Node {
    let Some(country) = session.country.get().filter(|country| has_postal_rule(country)) else { return row() };
    let read = move |typed: &str| {
        let letters = typed.bytes().filter(u8::is_ascii_alphanumeric).count();
        (letters >= 3).then(|| postal(&country, typed))
    };
    let said = read.clone();
    row()
        .child(text_field(
            "postal",
            "text",
            "12",
            [session.t(Key::PlacePostal), session.t(Key::PlacePostalHint)],
            move || session.postal.get().into(),
            move |typed| {
                if let Some(Postal::One(area)) = read(&typed) {
                    session.choose_subdivision(Some(area));
                }
                session.postal.set(typed);
            },
        ))
        .child(el("div").attr("role", "status").live(move || answer(session, said(&session.postal.get()))))
}

fn answer(session: Session, read: Option<Postal>) -> Node {
    match read {
        Some(Postal::Unknown) => el("p.note").text(session.t(Key::PlacePostalNone)),
        Some(Postal::Several(areas)) => row().child(el("p").text(session.t(Key::PlacePostalChoose))).child(
            el("div.chips").children(areas.into_iter().map(|area| {
                let name = session.name(&area);
                let choose = move || session.choose_subdivision(Some(area.clone()));
                button("button.chip", "", name, choose)
            })),
        ),
        Some(Postal::One(_)) | None => row(),
    }
}
