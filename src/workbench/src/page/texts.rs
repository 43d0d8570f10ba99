//! The sixth step: the sentences of the site beside English, to be said otherwise, and signed by whoever has read them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sidedoor_core::files::Files;

use super::{Bench, files};
use crate::jobs::{Job, Said};
use crate::texts::Line;
use crate::words::fill;
use crate::work::changes;

/// More sentences than these are found by their words.
const SHOWN: usize = 30;
/// Files that are signed one by one.
const SIGNED: [&str; 2] = ["/rooms/", "/checkins/"];

/// Read, say otherwise, sign.
pub fn section(bench: Bench) -> impl IntoView {
    let (tag, wanted) = (RwSignal::new("es".to_owned()), RwSignal::new(String::new()));
    let all: RwSignal<Vec<Line>> = RwSignal::default();
    let show = move || {
        spawn_local(async move {
            if let Some((Said::Texts(lines), _)) = bench.ask(Job::Texts(tag.get_untracked()), &Files::new()).await {
                all.set(lines);
            }
        });
    };
    view! {
        <section aria-labelledby="words">
            <h2 id="words">{move || bench.words().step_words.as_str()}</h2>
            <p>{move || bench.words().words_more.as_str()}</p>
            <p class="do">
                <label for="words-language">{move || bench.words().look_language.as_str()}</label>
                <select id="words-language" on:change:target=move |event| {
                    tag.set(event.target().value());
                    all.set(Vec::new());
                }>
                    {crate::jobs::LANGUAGES
                        .into_iter()
                        .map(|(code, name)| view! { <option value=code lang=code selected=move || tag.get() == code>{name}</option> })
                        .collect_view()}
                </select>
                <button type="button" id="words-go" disabled=move || bench.is_busy() on:click=move |_| show()>
                    {move || bench.words().words_go.as_str()}
                </button>
            </p>
            <Show when=move || !all.with(Vec::is_empty)>
                <p>
                    <label for="words-wanted">{move || bench.words().words_find.as_str()}</label>
                    <input id="words-wanted" type="search" prop:value=wanted on:input:target=move |event| wanted.set(event.target().value())/>
                </p>
                {move || list(bench, all, &wanted.get(), &tag.get())}
                {move || sign(bench, &all.get(), &tag.get())}
            </Show>
        </section>
    }
}

fn list(bench: Bench, all: RwSignal<Vec<Line>>, wanted: &str, tag: &str) -> impl IntoView + use<> {
    let wanted = wanted.to_lowercase();
    let fits = |line: &Line| format!("{} {} {}", line.english, line.now, line.file).to_lowercase().contains(&wanted);
    let (count, found) =
        all.with_untracked(|all| (all.len(), all.iter().filter(|line| fits(line)).cloned().collect::<Vec<_>>()));
    let shown = found.len().min(SHOWN);
    let tag = tag.to_owned();
    let items = found.into_iter().take(SHOWN).map(|line| item(bench, all, &line, tag.clone())).collect_view();
    let said = move || fill(&bench.words().mend_count, &[("shown", &shown.to_string()), ("count", &count.to_string())]);
    view! {
        <p>{said}</p>
        <ul class="notes" id="sentences">{items}</ul>
    }
}

fn item(bench: Bench, all: RwSignal<Vec<Line>>, line: &Line, tag: String) -> impl IntoView + use<> {
    let wrong = RwSignal::new(None::<String>);
    let put = {
        let line = line.clone();
        move |text: String| {
            let line = line.clone();
            spawn_local(async move {
                match bench.ask(Job::Word(line.clone(), text.clone()), &Files::new()).await {
                    Some((Said::Wrong(names), _)) => wrong.set(Some(names)),
                    Some((_, made)) => {
                        wrong.set(None);
                        bench.change(changes(made));
                        let same = |one: &&mut Line| one.file == line.file && one.path == line.path;
                        all.update_untracked(|all| {
                            if let Some(one) = all.iter_mut().find(same) {
                                one.now = text;
                            }
                        });
                    }
                    None => {}
                }
            });
        }
    };
    let (english, place) = (line.english.clone(), format!("{}: {}", line.file, line.path.join(".")));
    let label = place.clone();
    view! {
        <li>
            <p lang="en">{english}</p>
            <textarea lang=tag dir="auto" rows="2" aria-label=label prop:value=line.now.clone() on:change:target=move |event| put(event.target().value())></textarea>
            <small>{place}</small>
            {move || {
                wrong
                    .get()
                    .map(|names| view! { <strong role="alert">{fill(&bench.words().words_wrong, &[("names", &names)])}</strong> })
            }}
        </li>
    }
}

/// A name under what somebody has read whole.
fn sign(bench: Bench, all: &[Line], tag: &str) -> impl IntoView + use<> {
    let mut signable: Vec<String> = all.iter().map(|line| line.file.clone()).collect();
    signable.retain(|file| SIGNED.iter().any(|part| file.contains(part)));
    signable.dedup();
    let whole = format!("text/{tag}/language.json");
    let (name, chosen) = (RwSignal::new(String::new()), RwSignal::new(whole.clone()));
    let sign = move |_| {
        let month = files::today().get(..7).unwrap_or_default().to_owned();
        let name = name.get_untracked().trim().to_owned();
        let made = bench
            .work
            .with_untracked(|work| crate::texts::signed(work.files(), &chosen.get_untracked(), &name, &month));
        bench.change(changes([made].into()));
        bench.say(bench.words().row_saved.as_str());
    };
    let tag = tag.to_owned();
    view! {
        <h3>{move || bench.words().sign.as_str()}</h3>
        <p><small>{move || bench.words().sign_more.as_str()}</small></p>
        <p>
            <label for="sign-what">{move || bench.words().sign_what.as_str()}</label>
            <select id="sign-what" on:change:target=move |event| chosen.set(event.target().value())>
                <option value=whole>{move || fill(&bench.words().sign_all, &[("language", &tag)])}</option>
                {signable.into_iter().map(|file| view! { <option value=file.clone()>{file.clone()}</option> }).collect_view()}
            </select>
        </p>
        <p>
            <label for="sign-name">{move || bench.words().sign_name.as_str()}</label>
            <input id="sign-name" autocomplete="off" prop:value=name on:input:target=move |event| name.set(event.target().value())/>
        </p>
        <p>
            <button type="button" id="sign-go" disabled=move || bench.is_busy() || name.with(|name| name.trim().is_empty()) on:click=sign>
                {move || bench.words().sign_go.as_str()}
            </button>
        </p>
    }
}
