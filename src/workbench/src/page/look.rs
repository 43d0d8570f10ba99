//! The fourth step: the site itself, in a frame as large as a phone. It is the folder that needs no server, held in memory.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sidedoor_core::files::Files;
use sidedoor_kit::portable::CARRIED;

use super::{Bench, files};
use crate::jobs::{Job, Said};

/// Pages by language: tag, name of the language, the page. It stands in the frame itself: under an address of its own a page in a
/// folder would be a stranger to this one.
type Pages = Vec<(String, String, String)>;

/// The site on a phone.
pub fn section(bench: Bench) -> impl IntoView {
    let pages: RwSignal<Pages> = RwSignal::default();
    let chosen = RwSignal::new(String::new());
    let show = move |_| {
        spawn_local(async move {
            if let Some((Said::Look(all), made)) = bench.ask(Job::Look, &Files::new()).await {
                let opened = opened(&all, &made);
                let own = bench.language.get_untracked();
                let first = opened.iter().find(|(tag, ..)| tag == own).or(opened.first());
                chosen.set(first.map(|(tag, ..)| tag.clone()).unwrap_or_default());
                pages.set(opened);
            }
        });
    };
    let page = move || {
        let tag = chosen.get();
        pages.with(|all| all.iter().find(|(one, ..)| *one == tag).map(|(_, _, html)| html.clone()))
    };
    view! {
        <section aria-labelledby="look">
            <h2 id="look">{move || bench.words().step_look.as_str()}</h2>
            <p>{move || bench.words().look_more.as_str()} " " <small>{move || bench.words().look_leaving.as_str()}</small></p>
            <p>
                <button type="button" id="look-go" disabled=move || bench.is_busy() on:click=show>{move || bench.words().look_go.as_str()}</button>
            </p>
            <Show when=move || !pages.with(Vec::is_empty)>
                <p>
                    <label for="look-language">{move || bench.words().look_language.as_str()}</label>
                    <select id="look-language" on:change:target=move |event| chosen.set(event.target().value())>
                        {move || {
                            let one = |(tag, name, _): (String, String, String)| {
                                let (value, now) = (tag.clone(), tag.clone());
                                view! { <option value=value lang=tag selected=move || chosen.get() == now>{name}</option> }
                            };
                            pages.get().into_iter().map(one).collect_view()
                        }}
                    </select>
                </p>
                <iframe id="phone" title=move || bench.words().step_look.as_str() srcdoc=page></iframe>
            </Show>
        </section>
    }
}

/// Each page, with the address of what is carried.
fn opened(pages: &Pages, made: &Files) -> Pages {
    let carried = made.get(CARRIED).and_then(|data| files::address("text/javascript", data)).unwrap_or_default();
    let open = |(tag, name, page): &(String, String, String)| {
        let html = String::from_utf8_lossy(made.get(page)?);
        let html = html.replacen("script-src 'self'", "script-src blob: 'self'", 1);
        let html = ["../data.js", "data.js"]
            .iter()
            .fold(html, |html, data| html.replacen(&format!("src=\"{data}\""), &format!("src=\"{carried}\""), 1));
        Some((tag.clone(), name.clone(), html))
    };
    pages.iter().filter_map(open).collect()
}
