//! The first screen, which is also the page that works without script: the line to call, the doors,
//! and every country's line.

use leptos::prelude::*;
use sidedoor_core::lines::{countries, main_line};
use sidedoor_core::order::by_text;
use sidedoor_core::text::{Key, say};

use crate::parts::emergency::Numbers;
use crate::parts::facts::date;
use crate::parts::line::Line;
use crate::screen::Screen;
use crate::session::{Session, use_session};

/// The first screen.
#[component]
pub fn Home() -> impl IntoView {
    let session = use_session();
    view! {
        <div class="head">
            <h1 tabindex="-1">{session.t(Key::HomeTitle)}</h1>
            <Languages/>
        </div>
        <p class="lead">{session.t(Key::HomeLead)}</p>
        <section class="here" aria-labelledby="here">
            <h2 id="here">{session.t(Key::HomeHere)}</h2>
            <p class="leaves">{session.t(Key::ContactAllLeave)}</p>
            <div class="slot">{move || here(session)}</div>
        </section>
        <nav class="doors needs">
            <Door screen=Screen::Talk go="talk" name=Key::HomeTalk hint=Key::HomeTalkHint/>
            <Door screen=Screen::Find go="find" name=Key::HomeFind hint=Key::HomeFindHint/>
        </nav>
        <section class="know">
            <p class="needs">{session.t(Key::CommonBackHint)}</p>
            <p>{session.t(Key::HomeKeeps)}</p>
            <p>{session.t(Key::HomeShows)}</p>
        </section>
        <section aria-labelledby="countries">
            <h2 id="countries">{session.t(Key::HomeCountries)}</h2>
            <p>{session.t(Key::HomeCountriesHint)}</p>
            {all_countries(session)}
        </section>
        <footer>
            <p>{say::common_made(session.text(), &date(session.text(), session.directory.made()))}</p>
        </footer>
    }
}

fn here(session: Session) -> AnyView {
    let line = session.country.get().and_then(|country| main_line(session.directory, &country));
    match line {
        Some(service) => view! { <Line service=service/> }.into_any(),
        None => view! { <p>{session.t(Key::HomeNoCountry)}</p> }.into_any(),
    }
}

#[component]
fn Door(screen: Screen, go: &'static str, name: Key, hint: Key) -> impl IntoView {
    let session = use_session();
    view! {
        <button type="button" class="door" data-go=go on:click=move |_| session.go(screen)>
            <b>{session.t(name)}</b>" "<span>{session.t(hint)}</span>
        </button>
    }
}

/// The other languages by their own names: links without script, a change of words in place with it.
#[component]
fn Languages() -> impl IntoView {
    let session = use_session();
    let others = move || {
        let spoken = session.text().tag();
        let languages = session.languages.get_value();
        let first = languages.first().map(|language| language.tag.clone()).unwrap_or_default();
        languages.into_iter().filter(|language| language.tag != spoken).map(|language| {
            let tag = language.tag.clone();
            // The first language is the page at the root; the others have a folder each.
            let href = if tag == first { "../".to_owned() } else { format!("{tag}/") };
            let speak = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                session.speak(&tag);
            };
            view! { <a href=href lang=language.tag.clone() hreflang=language.tag.clone() on:click=speak>{language.autonym}</a>" " }
        }).collect_view()
    };
    view! { <p class="languages"><span class="hidden">{session.t(Key::CommonLanguages)}</span>" "{others}</p> }
}

fn all_countries(session: Session) -> AnyView {
    let text = session.text();
    let mut all: Vec<(&str, &str)> =
        countries(session.directory).into_iter().map(|code| (text.name(code), code)).collect();
    by_text(&mut all, |(name, _)| session.browser.normalize(name));
    let items = all.into_iter().map(|(name, code)| {
        view! {
            <details data-c=code>
                <summary>{name}</summary>
                <p class="numbers"><Numbers country=code.to_owned()/></p>
                {main_line(session.directory, code).map(|service| view! { <Line service=service/> })}
            </details>
        }
    });
    items.collect_view().into_any()
}
