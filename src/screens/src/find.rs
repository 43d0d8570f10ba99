//! Find services: by words, need, place, audience, language, and what is open.

use leptos::prelude::*;
use sidedoor_core::codes::{Audience, Flags, Need};
use sidedoor_core::directory::Service;
use sidedoor_core::lines::{distance, lines};
use sidedoor_core::order::{by_number, by_text, number};
use sidedoor_core::search::{Place, search, words};
use sidedoor_core::text::{Key, say};

use crate::parts::facts::open;
use crate::parts::field::TextField;
use crate::parts::line::Listed;
use crate::parts::select::Select;
use crate::session::{PAGE, Session, use_session};

/// More letters than this are somebody's whole letter; its beginning is searched, and the page says so.
const LONG: usize = 200;
/// Fewer results than this are helped out with lines.
const FEW: usize = 3;
/// How many lines stand on a screen that would otherwise be empty.
const FALLBACK: usize = 5;

/// The search box, the choices, the results.
#[component]
pub fn Find() -> impl IntoView {
    let session = use_session();
    let results = Memo::new(move |_| results(session));
    view! {
        <h1 tabindex="-1">{session.t(Key::FindTitle)}</h1>
        <TextField id="q" kind="search" longest=20_000 label=session.t(Key::FindSearch)
            hint=session.t(Key::FindSearchHint) value=Signal::derive(move || session.query.get())
            typed=Callback::new(move |query| { session.query.set(query); session.shown.set(PAGE); })/>
        <Choices/>
        <p class="leaves">{session.t(Key::ContactAllLeave)}</p>
        <p role="status" class="count">{move || count_words(session, &results.get())}</p>
        {move || list(session, &results.get())}
    }
}

/// Need, audience, language, open now.
#[component]
fn Choices() -> impl IntoView {
    let session = use_session();
    let needs = with_any(
        session.t(Key::FindAnyNeed),
        Need::ALL.iter().map(|need| (need.code().to_owned(), session.named("need", need.code()).to_owned())),
    );
    let audiences = with_any(
        session.t(Key::FindAnyAudience),
        Audience::ALL
            .iter()
            .map(|audience| (audience.code().to_owned(), session.named("audience", audience.code()).to_owned())),
    );
    let spoken = with_any(session.t(Key::FindAnyLanguage), languages(session).into_iter());
    let one_more = |at: Option<u8>| at.map_or(0, |at| u32::from(at) + 1);
    view! {
        <Select id="need" label=session.t(Key::FindNeed) options=needs
            value=Signal::derive(move || chosen(Need::ALL, session.need.get()).map_or("", |need| need.code()).to_owned())
            choose=Callback::new(move |code: String| { session.need.set(one_more(Need::from_code(&code).map(|need| need as u8))); session.shown.set(PAGE); })/>
        <details class="choices">
            <summary>{session.t(Key::FindMore)}</summary>
            <Select id="audience" label=session.t(Key::FindAudience) options=audiences
                value=Signal::derive(move || chosen(Audience::ALL, session.audience.get()).map_or("", |audience| audience.code()).to_owned())
                choose=Callback::new(move |code: String| { session.audience.set(one_more(Audience::from_code(&code).map(|audience| audience as u8))); session.shown.set(PAGE); })/>
            <Select id="spoken" label=session.t(Key::FindLanguage) options=spoken
                value=Signal::derive(move || session.spoken.get())
                choose=Callback::new(move |tag| { session.spoken.set(tag); session.shown.set(PAGE); })/>
            <label class="tick">
                <input type="checkbox" autocomplete="off" prop:checked=move || session.open_first.get()
                    on:change=move |event| session.open_first.set(event_target_checked(&event))/>
                <span>{session.t(Key::FindOpenNow)}</span>
            </label>
        </details>
    }
}

/// Options, with "any" before them.
fn with_any(any: &str, rest: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    core::iter::once((String::new(), any.to_owned())).chain(rest).collect()
}

fn chosen<T: Copy>(all: &[T], number: u32) -> Option<T> {
    usize::try_from(number).ok()?.checked_sub(1).and_then(|at| all.get(at)).copied()
}

/// The languages spoken anywhere in the directory, by name.
fn languages(session: Session) -> Vec<(String, String)> {
    let mut tags: Vec<&str> = session.directory.iter().flat_map(Service::languages).collect();
    by_text(&mut tags, |tag| (*tag).to_owned());
    tags.dedup();
    let mut named: Vec<(String, String)> = tags.into_iter().map(|tag| (tag.to_owned(), session.name(tag))).collect();
    by_text(&mut named, |(_, name)| session.browser.normalize(name));
    named
}

/// What is on the screen: services, of which so many are what was asked for.
#[derive(Clone, Debug, PartialEq)]
struct Results {
    rows: Vec<usize>,
    fits: usize,
}

fn results(session: Session) -> Results {
    let query = session.query.get();
    let typed: String = query.chars().take(LONG).collect();
    let words = words(&session.browser.normalize(&typed));
    let mut found: Vec<Service<'static>> = session.with_place(|place| {
        let by_words =
            search(session.directory, &words, place).into_iter().filter_map(|hit| session.directory.service(hit.row));
        if query.trim().is_empty() { by_need(session, place) } else { by_words.collect() }
    });
    let need = chosen(Need::ALL, session.need.get());
    let audience = chosen(Audience::ALL, session.audience.get());
    let spoken = session.spoken.get();
    found.retain(|service| {
        need.is_none_or(|need| service.needs().has(need.bit()))
            && audience.is_none_or(|audience| service.audiences().is_empty() || service.audiences().has(audience.bit()))
            && (spoken.is_empty() || service.interpreters().is_some() || service.languages().any(|tag| tag == spoken))
    });
    if let Some(audience) = audience {
        // Those who are there for this person first, those who are there for anyone after them.
        by_number(&mut found, |service| u64::from(!service.audiences().has(audience.bit())));
    }
    if session.open_first.get() {
        by_number(&mut found, |service| open(session, *service) as u64);
    }
    let fits = found.len();
    if fits < FEW {
        // Few or none: the lines that help with most things stand below what was found.
        let more = session.with_place(|place| lines(session.directory, place, Flags::default()));
        let more = more.into_iter().filter(|line| found.iter().all(|service| service.row() != line.row()));
        let more: Vec<Service<'static>> = more.take(FALLBACK).collect();
        found.extend(more);
    }
    Results { rows: found.into_iter().map(Service::row).collect(), fits }
}

/// Without words: everything in the place, charities first, near before far.
fn by_need(session: Session, place: Place<'_>) -> Vec<Service<'static>> {
    let mut found: Vec<Service<'static>> =
        session.directory.iter().filter(|service| place.nearness(*service).is_some()).collect();
    by_number(&mut found, |service| number(&[service.answered_by().tier(), distance(*service, place), service.rank()]));
    found
}

fn count_words(session: Session, results: &Results) -> String {
    let text = session.text();
    let mut said = if results.fits > 0 {
        say::find_count(text, u32::try_from(results.fits).unwrap_or(u32::MAX))
    } else if session.query.get().trim().is_empty() {
        text.get(Key::FindNone).to_owned()
    } else {
        text.get(Key::FindNoneQuery).to_owned()
    };
    if session.query.get().chars().nth(LONG).is_some() {
        said = format!("{} {said}", text.get(Key::FindTooLong));
    }
    said
}

fn list(session: Session, results: &Results) -> AnyView {
    let shown = session.shown.get();
    let (fitting, others) = results.rows.split_at(results.fits.min(results.rows.len()));
    let also = (!fitting.is_empty() && !others.is_empty()).then(|| view! { <h2>{session.t(Key::FindAlso)}</h2> });
    view! {
        {listed(session, fitting.iter().take(shown))}
        {(fitting.len() > shown).then(|| view! {
            <button type="button" class="more" on:click=move |_| session.shown.update(|shown| *shown += PAGE)>
                {session.t(Key::CommonMore)}
            </button>
        })}
        {also}
        {listed(session, others.iter().take(FALLBACK))}
    }
    .into_any()
}

fn listed<'a>(session: Session, rows: impl Iterator<Item = &'a usize>) -> AnyView {
    let services = rows.filter_map(|row| session.directory.service(*row));
    view! { <ul class="list">{services.map(|service| view! { <Listed service=service/> }).collect_view()}</ul> }
        .into_any()
}
