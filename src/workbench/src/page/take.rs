//! The last step: what is decided of the site, and the site.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sidedoor_core::files::Files;
use sidedoor_kit::operator::{Operator, Standing};
use wasm_bindgen_futures::JsFuture;

use super::{Bench, files};
use crate::jobs::{EXPORT, HOSTING, Job, SITE, Said};
use crate::work::Work;

/// Settings, and the site as one file.
pub fn section(bench: Bench) -> impl IntoView {
    let address = RwSignal::new(String::new());
    let made: RwSignal<Option<(String, Files)>> = RwSignal::new(None);
    let build = move |_| {
        spawn_local(async move {
            made.set(None);
            if let Some((Said::Site(line), files)) = bench.ask(Job::Site(address.get_untracked()), &Files::new()).await
            {
                if let Some(site) = files.get(SITE) {
                    self::files::give(SITE, "application/zip", site);
                }
                bench.say(bench.words().site_made.as_str());
                made.set(Some((line, files)));
            }
        });
    };
    let export = move |_| {
        spawn_local(async move {
            if let Some((_, made)) = bench.ask(Job::Export, &Files::new()).await
                && let Some(bytes) = made.get(EXPORT)
            {
                files::give(EXPORT, "application/zip", bytes);
            }
        });
    };
    view! {
        <section aria-labelledby="take">
            <h2 id="take">{move || bench.words().step_take.as_str()}</h2>
            <p>{move || bench.words().take_more.as_str()}</p>
            {decisions(bench)}
            <p>
                <label for="address">{move || bench.words().address.as_str()}</label>
                <input id="address" inputmode="url" spellcheck="false" aria-describedby="address-more" prop:value=address on:input:target=move |event| address.set(event.target().value())/>
                <small id="address-more">{move || bench.words().address_more.as_str()}</small>
            </p>
            <p>
                <button type="button" id="site-go" class="main" disabled=move || bench.is_busy() on:click=build>{move || bench.words().site_go.as_str()}</button>
            </p>
            {move || made.get().map(|(line, files)| taken(bench, line, &files))}
            <p>
                <button type="button" id="export" disabled=move || bench.is_busy() on:click=export>{move || bench.words().export.as_str()}</button>
                <small>{move || bench.words().export_more.as_str()}</small>
            </p>
        </section>
    }
}

/// What is decided, in the files of the work itself.
fn decisions(bench: Bench) -> impl IntoView {
    let decide = move |decide: &dyn Fn(&mut Operator)| {
        bench.change(bench.work.with_untracked(|work| work.decided(|operator| decide(operator))));
    };
    let operator = move || bench.work.with(Work::operator);
    let standing = move |id: &'static str, label: fn(Bench) -> &'static str, value: Standing| {
        let is_chosen = move || operator().places.get("*").copied().unwrap_or_default() == value;
        view! {
            <label>
                <input type="radio" name="places" id=id prop:checked=is_chosen on:change=move |_| {
                    decide(&|one: &mut Operator| {
                        one.places.insert("*".to_owned(), value);
                    });
                }/>
                {move || label(bench)}
            </label>
        }
    };
    let words_of = |text: &str| {
        text.split([' ', ',', '\n']).map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    view! {
        <p>
            <label for="site-title">{move || bench.words().site_title.as_str()}</label>
            <input
                id="site-title"
                maxlength="40"
                aria-describedby="site-title-more"
                prop:value=move || bench.work.with(Work::title)
                on:change:target=move |event| bench.change(Work::titled(&event.target().value()))
            />
            <small id="site-title-more">{move || bench.words().site_title_more.as_str()}</small>
        </p>
        <fieldset>
            <legend>{move || bench.words().places.as_str()}</legend>
            <div class="ticks">
                {standing("join", |one| &one.words().places_join, Standing::Join)}
                {standing("before", |one| &one.words().places_before, Standing::Before)}
                {standing("replace", |one| &one.words().places_replace, Standing::Replace)}
            </div>
        </fieldset>
        <p>
            <label for="only">{move || bench.words().only.as_str()}</label>
            <input
                id="only"
                spellcheck="false"
                aria-describedby="only-more"
                prop:value=move || operator().only.join(" ")
                on:change:target=move |event| {
                    let only = words_of(&event.target().value().to_uppercase());
                    decide(&|one: &mut Operator| one.only.clone_from(&only));
                }
            />
            <small id="only-more">{move || bench.words().only_more.as_str()}</small>
        </p>
        <p>
            <label for="ancestors">{move || bench.words().ancestors.as_str()}</label>
            <textarea
                id="ancestors"
                rows="2"
                spellcheck="false"
                aria-describedby="ancestors-more"
                prop:value=move || operator().ancestors.join("\n")
                on:change:target=move |event| {
                    let all = words_of(&event.target().value());
                    decide(&|one: &mut Operator| one.ancestors.clone_from(&all));
                }
            ></textarea>
            <small id="ancestors-more">{move || bench.words().ancestors_more.as_str()}</small>
        </p>
    }
}

fn taken(bench: Bench, line: String, files: &Files) -> impl IntoView + use<> {
    let hosting = files.get(HOSTING).cloned();
    let (shown, is_there) = (line.clone(), !line.is_empty());
    let copy = move |_| {
        let copied = line.clone();
        spawn_local(async move { drop(JsFuture::from(window().navigator().clipboard().write_text(&copied)).await) });
    };
    view! {
        <div id="made">
            <p class="good">{move || bench.words().site_next.as_str()}</p>
            {hosting
                .map(|bytes| {
                    view! {
                        <p>
                            <button type="button" id="hosting" on:click=move |_| self::files::give(HOSTING, "application/zip", &bytes)>
                                {move || bench.words().hosting.as_str()}
                            </button>
                        </p>
                    }
                })}
            {is_there
                .then(|| {
                    view! {
                        <p>
                            <label for="line">{move || bench.words().line.as_str()}</label>
                            <textarea id="line" readonly rows="5" prop:value=shown></textarea>
                            <button type="button" on:click=copy>{move || bench.words().line_copy.as_str()}</button>
                        </p>
                    }
                })}
        </div>
    }
}
