//! The first step: where the services come from.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sidedoor_core::files::Files;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::{Bench, files};
use crate::jobs::{Asked, Job, Said, is_call_sheet};
use crate::words::{coded, fill};
use crate::work::{Work, changes};

/// The empty spreadsheet, with its example rows.
const TEMPLATE: &str = include_str!("../../../../resources/template/services.csv");
/// The most that is read of one file, in bytes.
const MOST: f64 = 128.0 * 1024.0 * 1024.0;
const MB: f64 = 1024.0 * 1024.0;
/// The countries that one can begin with: those that we know most services of.
const BEGIN: [(&str, &str); 5] =
    [("US", "United States"), ("CA", "Canada"), ("MX", "México"), ("ES", "España"), ("GB", "United Kingdom")];

/// Drop, choose, or begin with what we know.
pub fn section(bench: Bench) -> impl IntoView {
    let over = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(list) = event.data_transfer().and_then(|all| all.files()) {
            take(bench, files::listed(&list));
        }
    };
    let chosen = move |event: leptos::ev::Event| {
        let Some(input) = event.target().and_then(|one| one.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(list) = input.files() {
            take(bench, files::listed(&list));
        }
        // The same file again is a choice, too.
        input.set_value("");
    };
    let begun = RwSignal::new("US".to_owned());
    view! {
        <section aria-labelledby="services">
            <h2 id="services">{move || bench.words().step_services.as_str()}</h2>
            <div
                class="drop"
                class:over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <p><strong>{move || bench.words().drop.as_str()}</strong></p>
                <p><small id="drop-more">{move || bench.words().drop_more.as_str()}</small></p>
                <p>
                    <label class="file">
                        {move || bench.words().choose.as_str()}
                        <input type="file" id="file" multiple aria-describedby="drop-more" disabled=move || bench.is_busy() on:change=chosen/>
                    </label>
                </p>
            </div>
            {about(bench)}
            <p>
                <button type="button" id="template" on:click=move |_| files::give("services.csv", "text/csv", TEMPLATE.as_bytes())>
                    {move || bench.words().template.as_str()}
                </button>
                <small>{move || bench.words().template_more.as_str()}</small>
            </p>
            <p>
                <label for="begin">{move || bench.words().begin.as_str()}</label>
                <select id="begin" on:change:target=move |event| begun.set(event.target().value())>
                    {BEGIN.into_iter().map(|(code, name)| view! { <option value=code>{name}</option> }).collect_view()}
                </select>
                <button type="button" id="begin-go" disabled=move || bench.is_busy() on:click=move |_| begin(bench, begun.get_untracked())>
                    {move || bench.words().begin_go.as_str()}
                </button>
                <small>{move || bench.words().begin_more.as_str()}</small>
            </p>
        </section>
    }
}

/// What holds for rows that do not say it themselves.
fn about(bench: Bench) -> impl IntoView {
    let text = move |id: &'static str,
                     label: fn(Bench) -> &'static str,
                     more: fn(Bench) -> &'static str,
                     get: fn(&Asked) -> &String,
                     set: fn(&mut Asked, String)| {
        let more_id = format!("{id}-more");
        view! {
            <p>
                <label for=id>{move || label(bench)}</label>
                <input
                    id=id
                    aria-describedby=more_id.clone()
                    prop:value=move || bench.asked.with(|asked| get(asked).clone())
                    on:input:target=move |event| bench.asked.update(|asked| set(asked, event.target().value()))
                />
                <small id=more_id>{move || more(bench)}</small>
            </p>
        }
    };
    let again = move |_| {
        let files = bench.dropped.get_untracked();
        spawn_local(async move { read(bench, files).await });
    };
    view! {
        <details>
            <summary>{move || bench.words().about.as_str()}</summary>
            {text("place", |one| &one.words().place, |one| &one.words().place_more, |asked| &asked.place, |asked, text| asked.place = text)}
            {text("source", |one| &one.words().source, |one| &one.words().source_more, |asked| &asked.source, |asked, text| asked.source = text)}
            {text(
                "time-zone",
                |one| &one.words().time_zone,
                |one| &one.words().time_zone_more,
                |asked| &asked.time_zone,
                |asked, text| asked.time_zone = text,
            )}
            <p>
                <label for="need">{move || bench.words().need.as_str()}</label>
                <select id="need" aria-describedby="need-more" on:change:target=move |event| bench.asked.update(|asked| asked.need = event.target().value())>
                    <option value="">{move || bench.words().none.as_str()}</option>
                    {move || {
                        let one = |(code, name): (String, String)| view! { <option value=code>{name}</option> };
                        coded(bench.language.get(), "needs").into_iter().map(one).collect_view()
                    }}
                </select>
                <small id="need-more">{move || bench.words().need_more.as_str()}</small>
            </p>
            <p>
                <label>
                    <input type="checkbox" id="own" on:change:target=move |event| bench.asked.update(|asked| asked.own = event.target().checked())/>
                    {move || bench.words().own.as_str()}
                </label>
            </p>
            <Show when=move || !bench.dropped.with(Files::is_empty)>
                <button type="button" id="again" disabled=move || bench.is_busy() on:click=again>
                    {move || bench.words().again.as_str()}
                </button>
            </Show>
        </details>
    }
}

/// Takes what somebody dropped: services, a call sheet that came back, or work that was kept.
fn take(bench: Bench, list: Vec<File>) {
    if list.is_empty() || bench.busy.get_untracked().is_some() {
        return;
    }
    spawn_local(async move {
        let words = bench.words();
        let mut dropped = Files::new();
        for file in list {
            let name = file.name();
            if file.size() > MOST {
                let [size, most] = [file.size(), MOST].map(|bytes| format!("{:.0}", bytes / MB));
                bench.say(fill(&words.too_large, &[("name", &name), ("size", &size), ("most", &most)]));
                return;
            }
            match files::read(&file).await {
                Ok(bytes) => drop(dropped.insert(name, bytes)),
                Err(why) => {
                    bench.say(fill(&words.not_read, &[("name", &name), ("why", &why)]));
                    return;
                }
            }
        }
        let only = dropped.values().next().filter(|_| dropped.len() == 1);
        if let Some(kept) = only.and_then(|bytes| Work::kept(bytes)) {
            bench.change(bench.work.with_untracked(|work| work.in_place(kept)));
            bench.told.set(None);
        } else if only.is_some_and(|bytes| is_call_sheet(bytes)) {
            record(bench, dropped).await;
        } else {
            read(bench, dropped).await;
        }
    });
}

async fn read(bench: Bench, dropped: Files) {
    if let Some((Said::Read(told), mut made)) = bench.ask(Job::Read(bench.asked()), &dropped).await {
        let report = made.extract_if(.., |name, _| !name.contains('/')).collect();
        bench.say(fill(&bench.words().read_count, &[("count", &told.services.to_string())]));
        bench.told.set(Some((told, report)));
        bench.dropped.set(dropped);
        bench.change(changes(made));
        check(bench).await;
    }
}

async fn record(bench: Bench, dropped: Files) {
    let today = files::today();
    if let Some((Said::Recorded(count, remarks), made)) = bench.ask(Job::Record(today), &dropped).await {
        bench.change(changes(made));
        let count = fill(&bench.words().recorded, &[("count", &count.to_string())]);
        bench.say([&[count], remarks.as_slice()].concat().join(" "));
    }
}

fn begin(bench: Bench, place: String) {
    spawn_local(async move {
        if let Some((_, made)) = bench.ask(Job::Begin(place), &Files::new()).await {
            let count = made.len().saturating_sub(1).to_string();
            bench.change(changes(made));
            bench.say(fill(&bench.words().read_count, &[("count", &count)]));
            check(bench).await;
        }
    });
}

/// Checks all of it, and keeps what was said.
pub async fn check(bench: Bench) {
    if let Some((said, _)) = bench.ask(Job::Check, &Files::new()).await {
        bench.checked.set(Some(said));
    }
}
