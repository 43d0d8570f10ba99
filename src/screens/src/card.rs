//! One service, whole: what is it, for whom, when, in which languages, what does it cost, who answers,
//! who may be told, how do we know.

use leptos::prelude::*;
use sidedoor_core::codes::{Audience, Need, Publisher};
use sidedoor_core::directory::{Service, Source};
use sidedoor_core::text::{Key, Text, say};

use crate::parts::contact::Contacts;
use crate::parts::facts::{date, hours, languages, open_badge};
use crate::parts::line::warning;
use crate::session::{Session, use_session};

/// A service's card.
#[component]
pub fn Card(row: usize) -> impl IntoView {
    let session = use_session();
    session.directory.service(row).map(|service| card(session, service))
}

fn card(session: Session, service: Service<'static>) -> AnyView {
    let text = session.text();
    let language = (service.name_language() != text.tag()).then(|| service.name_language().to_owned());
    let runs = service.organization();
    let names = service.other_names();
    let url = service.url();
    let host = url.split('/').next().unwrap_or(url);
    view! {
        <article class="card">
            <h1 tabindex="-1" lang=language><bdi>{service.name()}</bdi></h1>
            {(text.tag() != "en").then(|| view! { <small>{text.get(Key::CardOwnWords)}</small> })}
            <p class="about" lang="en">{service.description()}</p>
            {(!runs.is_empty() && runs != service.name()).then(|| view! { <p class="meta">{say::card_runs(text, runs)}</p> })}
            {(!names.is_empty()).then(|| view! { <p class="meta">{say::card_named(text, names)}</p> })}
            {warning(session, service)}
            <h2>{text.get(Key::CardContact)}</h2>
            <Contacts service=service/>
            {(!url.is_empty()).then(|| view! {
                <p>
                    <small class="leaves">{text.get(Key::ContactLinkLeaves)}</small>
                    <a class="go" target="_blank" rel="noopener noreferrer" href=format!("https://{url}")>
                        <bdi>{say::contact_site(text, host)}</bdi>
                    </a>
                </p>
            })}
            <dl>
                {fact(text, Key::CardTells, text.named("tells", service.tells().code()).to_owned())}
                {fact(text, Key::CardAnswers, text.named("answerer", service.answered_by().code()).to_owned())}
                {fact(text, Key::CardCost, text.named("cost", service.cost().code()).to_owned())}
                <dt>{text.get(Key::CardWhen)}</dt>
                <dd>{open_badge(session, service)}" "<span>{when(text, service)}</span></dd>
                {fact(text, Key::CardLanguages, spoken(text, service))}
                {fact(text, Key::CardWhat, listed(text, "need", Need::ALL.iter().filter(|need| service.needs().has(need.bit())).map(|need| need.code())))}
                {fact(text, Key::CardWho, audience(text, service))}
                {fact(text, Key::CardWhere, place(text, service))}
            </dl>
            <h2>{text.get(Key::CardHow)}</h2>
            <ul class="sources">{service.sources().map(|source| view! { <li>{source_words(text, source)}</li> }).collect_view()}</ul>
            {called(text, service)}
        </article>
    }
    .into_any()
}

fn fact(text: &'static Text, question: Key, answer: String) -> AnyView {
    view! { <dt>{text.get(question)}</dt><dd>{answer}</dd> }.into_any()
}

fn listed<'a>(text: &Text, group: &str, codes: impl Iterator<Item = &'a str>) -> String {
    codes.map(|code| text.named(group, code)).collect::<Vec<_>>().join(" · ")
}

fn audience(text: &Text, service: Service<'_>) -> String {
    if service.audiences().is_empty() {
        return text.get(Key::CardAnyone).to_owned();
    }
    let codes = Audience::ALL.iter().filter(|audience| service.audiences().has(audience.bit()));
    listed(text, "audience", codes.map(|audience| audience.code()))
}

fn spoken(text: &Text, service: Service<'_>) -> String {
    let names = languages(text, service);
    if names.is_empty() { text.get(Key::CardLanguagesUnknown).to_owned() } else { names }
}

fn when(text: &Text, service: Service<'_>) -> String {
    let mut words = hours(text, service);
    let zone = service.timezone().rsplit('/').next().unwrap_or("").replace('_', " ");
    if !zone.is_empty() {
        words = format!("{words}. {}", say::card_hours_zone(text, &zone));
    }
    words
}

fn place(text: &Text, service: Service<'_>) -> String {
    match service.city() {
        "" => text.name(service.area()).to_owned(),
        city => format!("{city}, {}", text.name(service.area())),
    }
}

/// Who called, and when; or that nobody has.
fn called(text: &'static Text, service: Service<'static>) -> AnyView {
    let calls: Vec<String> = service
        .contacts()
        .filter(|contact| !contact.called().is_empty())
        .map(|contact| say::card_called(text, &date(text, contact.called()), contact.shown()))
        .collect();
    let words = if calls.is_empty() { text.get(Key::CardNobodyCalled).to_owned() } else { calls.join(" ") };
    view! { <p>{words}</p> }.into_any()
}

fn source_words(text: &Text, source: Source<'_>) -> String {
    let read = date(text, source.read());
    let read = match source.publisher() {
        Publisher::Own => say::card_read_own(text, source.host(), &read),
        Publisher::Official => say::card_read_official(text, source.host(), &read),
        Publisher::Other => say::card_read_other(text, source.host(), &read),
    };
    let dated = match source.date() {
        "" => text.get(Key::CardUndated).to_owned(),
        published => say::card_dated(text, &date(text, published)),
    };
    format!("{read} {dated}")
}
