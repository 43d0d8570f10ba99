//! The third step: mend a service, add one, take one out, and say who called which number when. A service is shown as the row
//! of the spreadsheet that it could have come from, with what each column means beside it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sidedoor_core::authoring::service::{Contact, Organization, Service};
use sidedoor_core::files::Files;
use sidedoor_import::template::COLUMNS;

use super::cell::cell;
use super::report::because;
use super::{Bench, files};
use crate::jobs::{Job, Note, Said};
use crate::row::{self, Row};
use crate::words::fill;
use crate::work::{Work, changes};

/// More services than these are found by their words.
const SHOWN: usize = 60;

/// A row that somebody has open.
#[derive(Clone, Debug)]
pub struct Open {
    /// The file that it goes into, and the service that it is of; none: a new one.
    into: Option<(String, Option<String>)>,
    row: RwSignal<Row>,
    notes: RwSignal<Vec<Note>>,
}

impl Open {
    /// A row that is of no service yet.
    pub fn new(row: Row) -> Self {
        Self { into: None, row: RwSignal::new(row), notes: RwSignal::default() }
    }
}

/// What one has, and one of them opened.
pub fn section(bench: Bench) -> impl IntoView {
    let open = bench.open;
    let wanted = RwSignal::new(String::new());
    let add = move |_| open.set(Some(Open::new(vec![String::new(); COLUMNS.len()])));
    view! {
        <section aria-labelledby="mend">
            <h2 id="mend">{move || bench.words().step_mend.as_str()}</h2>
            <p>
                <button type="button" id="add" on:click=add>{move || bench.words().add.as_str()}</button>
            </p>
            {move || open.get().map(|one| form(bench, open, one))}
            {move || {
                if bench.work.with(|work| work.files().keys().any(|name| name.starts_with("services/"))) {
                    view! {
                        <p>
                            <label for="wanted">{move || bench.words().mend_find.as_str()}</label>
                            <input id="wanted" type="search" prop:value=wanted on:input:target=move |event| wanted.set(event.target().value())/>
                        </p>
                    }
                        .into_any()
                } else {
                    view! { <p>{move || bench.words().mend_none.as_str()}</p> }.into_any()
                }
            }}
            {move || list(bench, open, &wanted.get())}
        </section>
    }
}

fn list(bench: Bench, open: RwSignal<Option<Open>>, wanted: &str) -> impl IntoView + use<> {
    let organizations = bench.work.with(Work::organizations);
    let wanted = wanted.to_lowercase();
    let all = organizations.iter().flat_map(|(path, one)| one.services.iter().map(move |service| (path, one, service)));
    let count = all.clone().count();
    let fits = |organization: &Organization, service: &Service| {
        wanted.is_empty() || format!("{} {}", service.name, organization.name).to_lowercase().contains(&wanted)
    };
    let found: Vec<_> = all.filter(|(_, organization, service)| fits(organization, service)).collect();
    let shown = found.len().min(SHOWN);
    let items: Vec<_> =
        found.into_iter().take(SHOWN).map(|(path, one, service)| item(bench, open, path, one, service)).collect();
    (count > 0).then(move || {
        let said =
            move || fill(&bench.words().mend_count, &[("shown", &shown.to_string()), ("count", &count.to_string())]);
        view! {
            <p>{said}</p>
            <ul class="services" id="list">{items}</ul>
        }
    })
}

fn item(
    bench: Bench,
    open: RwSignal<Option<Open>>,
    path: &str,
    organization: &Organization,
    service: &Service,
) -> impl IntoView + use<> {
    let (path, id) = (path.to_owned(), service.id.clone());
    let opened = {
        let (path, id, row) = (path.clone(), id.clone(), row::of(organization, service));
        move |_| {
            let into = Some((path.clone(), Some(id.clone())));
            open.set(Some(Open { into, row: RwSignal::new(row.clone()), notes: RwSignal::default() }));
        }
    };
    let taken_out = {
        let mut left = organization.clone();
        left.services.retain(|one| one.id != id);
        move |_| {
            open.set(None);
            bench.change(Work::of(&path, &left));
        }
    };
    let called = service.contacts.iter().filter_map(|contact| contact.called.clone()).max();
    let known = move || match &called {
        Some(day) => format!("{} {day}", bench.words().called_on),
        None => bench.words().called_never.clone(),
    };
    let beside = (organization.name != service.name).then(|| organization.name.clone());
    view! {
        <li>
            <b>{service.name.clone()}</b>
            {beside.map(|name| view! { <span>", "{name}</span> })}
            <small>{known}</small>
            <button type="button" class="edit" on:click=opened>{move || bench.words().edit.as_str()}</button>
            <button type="button" class="remove" disabled=move || bench.is_busy() on:click=taken_out>
                {move || bench.words().remove.as_str()}
            </button>
        </li>
    }
}

/// The row as a form, and who called.
fn form(bench: Bench, open: RwSignal<Option<Open>>, one: Open) -> impl IntoView {
    let Open { into, row, notes } = one;
    let saved = {
        let into = into.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let job = Job::Put(bench.asked(), row.get_untracked(), into.clone());
            spawn_local(async move {
                let Some((Said::Read(told), made)) = bench.ask(job, &Files::new()).await else { return };
                notes.set(told.notes);
                if told.services > 0 {
                    bench.change(changes(made));
                    open.set(None);
                    bench.say(bench.words().row_saved.as_str());
                    super::services::check(bench).await;
                }
            });
        }
    };
    let first = NodeRef::<leptos::html::H3>::new();
    Effect::new(move || {
        if let Some(heading) = first.get() {
            let _ = heading.focus();
        }
    });
    view! {
        <form id="row" on:submit=saved>
            <h3 tabindex="-1" node_ref=first>
                {move || row.with(|row| row.first().filter(|name| !name.is_empty()).cloned()).unwrap_or_else(|| bench.words().add.clone())}
            </h3>
            {move || {
                let refused = notes.get();
                (!refused.is_empty())
                    .then(|| {
                        let said = move |note: Note| view! { <li><b>{note.entry.field}</b>" "<q>{note.entry.from}</q>" "{because(bench, note.entry.why)}</li> };
                        view! {
                            <div role="alert" id="refused">
                                <p>{bench.words().row_refused.as_str()}</p>
                                <ul>{refused.into_iter().map(said).collect_view()}</ul>
                            </div>
                        }
                    })
            }}
            {(0..COLUMNS.len()).map(|at| cell(bench, row, at)).collect_view()}
            <p class="do">
                <button type="submit" id="save" disabled=move || bench.is_busy()>{move || bench.words().save.as_str()}</button>
                <button type="button" id="cancel" on:click=move |_| open.set(None)>{move || bench.words().cancel.as_str()}</button>
            </p>
        </form>
        {into.and_then(|(path, id)| Some(calls(bench, path, id?)))}
    }
}

/// On which days somebody called, number by number.
fn calls(bench: Bench, path: String, id: String) -> impl IntoView {
    let service = move || {
        let all = bench.work.with(Work::organizations);
        let (_, organization) = all.into_iter().find(|(name, _)| *name == path)?;
        let at = organization.services.iter().position(|one| one.id == id)?;
        Some((path.clone(), organization, at))
    };
    let one = move |path: String, organization: Organization, service: usize, at: usize, contact: Contact| {
        let set = move |day: String| {
            let mut now = organization.clone();
            if let Some(contact) = now.services.get_mut(service).and_then(|one| one.contacts.get_mut(at)) {
                contact.called = Some(day).filter(|day| !day.is_empty());
                bench.change(Work::of(&path, &now));
            }
        };
        let shown = contact.shown.unwrap_or(contact.value);
        view! {
            <p>
                <label>
                    <b>{shown}</b>
                    " "
                    {move || bench.words().called_on.as_str()}
                    " "
                    <input type="date" class="called" max=files::today() value=contact.called.unwrap_or_default() on:change:target=move |event| set(event.target().value())/>
                </label>
            </p>
        }
    };
    view! {
        <div class="calls">
            <h3>{move || bench.words().called.as_str()}</h3>
            <p><small>{move || bench.words().called_more.as_str()}</small></p>
            {move || {
                let (path, organization, service) = service()?;
                let contacts = organization.services.get(service)?.contacts.clone();
                Some(contacts.into_iter().enumerate().map(|(at, contact)| one(path.clone(), organization.clone(), service, at, contact)).collect_view())
            }}
        </div>
    }
}
