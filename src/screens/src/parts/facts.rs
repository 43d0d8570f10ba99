//! Coded facts in words: hours, languages, dates.

use sidedoor_core::codes::Cost;
use sidedoor_core::directory::Service;
use sidedoor_core::hours::{Hours, Open, Span, shown_clock};
use sidedoor_core::text::{Key, Text, say};

use crate::join::joined;
use crate::node::{Node, el, row};
use crate::session::Session;

/// The days' short names, Monday first.
const DAYS: [Key; 7] = [Key::DayD1, Key::DayD2, Key::DayD3, Key::DayD4, Key::DayD5, Key::DayD6, Key::DayD7];

/// Whether a service answers now, as far as anyone knows.
pub fn open(session: Session, service: Service<'_>) -> Open {
    match service.hours() {
        Hours::Always => Open::Yes,
        Hours::Unknown => Open::Unknown,
        hours @ Hours::Weekly(_) => {
            session.browser.wall_time(service.timezone()).map_or(Open::Unknown, |now| hours.at(now))
        }
    }
}

/// Opening hours in words.
pub fn hours(text: &Text, service: Service<'_>) -> String {
    match service.hours() {
        Hours::Unknown => text.get(Key::CardHoursUnknown).to_owned(),
        Hours::Always => text.get(Key::CardAlways).to_owned(),
        Hours::Weekly(spans) => joined(&spans.iter().map(|span| span_words(text, *span)).collect::<Vec<_>>(), "; "),
    }
}

/// `Mon–Fri 9:00–17:00`; days that do not follow each other are listed.
fn span_words(text: &Text, span: Span) -> String {
    let days: Vec<usize> = (0..7).filter(|day| span.days & (1 << day) != 0).collect();
    let name = |day: &usize| DAYS.get(*day).map_or("", |key| text.get(*key));
    let days = match (days.first(), days.last()) {
        (Some(first), Some(last)) if days.len() > 2 && last - first + 1 == days.len() => {
            format!("{}–{}", name(first), name(last))
        }
        _ => joined(&days.iter().map(|day| name(day).to_owned()).collect::<Vec<_>>(), ", "),
    };
    format!("{days} {}–{}", shown_clock(span.opens), shown_clock(span.closes))
}

/// The languages spoken, by name in the reader's language.
pub fn languages(text: &Text, service: Service<'_>) -> String {
    let mut names: Vec<String> = service.languages().map(|tag| text.name(tag).to_owned()).collect();
    match service.interpreters() {
        Some(0) => names.push(text.get(Key::CardInterpreters).to_owned()),
        Some(n) => names.push(say::card_interpreters_n(text, n)),
        None => {}
    }
    joined(&names, ", ")
}

/// A date as a page or a record has it (`2026`, `2026-11`, `2026-11-24`), to the month.
pub fn date(text: &Text, date: &str) -> String {
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or("");
    match parts.next() {
        None => year.to_owned(),
        Some(month) => {
            let said = [
                say::month_m01,
                say::month_m02,
                say::month_m03,
                say::month_m04,
                say::month_m05,
                say::month_m06,
                say::month_m07,
                say::month_m08,
                say::month_m09,
                say::month_m10,
                say::month_m11,
                say::month_m12,
            ];
            let month = month.parse::<usize>().ok().and_then(|month| said.get(month.checked_sub(1)?));
            month.map_or_else(|| year.to_owned(), |say| say(text, year))
        }
    }
}

/// The facts that decide, in one line: cost, hours, languages. Nothing in it depends on the clock, so that
/// the page that was drawn on the host and the app say the same.
pub fn short(text: &Text, service: Service<'_>) -> Node {
    let cost = (service.cost() != Cost::Unknown).then(|| text.named("cost", service.cost().code()).to_owned());
    let when = (service.hours() != Hours::Unknown).then(|| hours(text, service));
    let languages = Some(languages(text, service)).filter(|languages| !languages.is_empty());
    let all: Vec<String> = [cost, when, languages].into_iter().flatten().collect();
    if all.is_empty() { row() } else { el("p.facts").text(joined(&all, " · ")) }
}

/// "Open now", "Closed now", or nothing where nobody knows.
pub fn open_badge(session: Session, service: Service<'_>) -> Node {
    let (badge, key) = match open(session, service) {
        Open::Yes => (el("span.badge.open"), Key::CardOpen),
        Open::No => (el("span.badge"), Key::CardClosed),
        Open::Unknown => return row(),
    };
    badge.text(session.t(key))
}
