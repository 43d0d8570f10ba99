//! The fifth step: what to call, on paper and as a table that comes back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sidedoor_core::files::Files;
use wasm_bindgen::JsCast;
use web_sys::HtmlIFrameElement;

use super::{Bench, files};
use crate::jobs::{CALLS, Job, Said};
use crate::words::fill;

/// The call sheet.
pub fn section(bench: Bench) -> impl IntoView {
    let sheet: RwSignal<Option<(usize, Files)>> = RwSignal::new(None);
    let make = move |_| {
        spawn_local(async move {
            if let Some((Said::Calls(count), made)) = bench.ask(Job::Calls(files::today()), &Files::new()).await {
                sheet.set(Some((count, made)));
            }
        });
    };
    view! {
        <section aria-labelledby="calls">
            <h2 id="calls">{move || bench.words().step_calls.as_str()}</h2>
            <p>{move || bench.words().calls_more.as_str()}</p>
            <p>
                <button type="button" id="calls-go" disabled=move || bench.is_busy() on:click=make>{move || bench.words().calls_go.as_str()}</button>
            </p>
            {move || sheet.get().map(|(count, made)| shown(bench, count, &made))}
        </section>
    }
}

fn shown(bench: Bench, count: usize, made: &Files) -> AnyView {
    if count == 0 {
        return view! { <p>{move || bench.words().calls_none.as_str()}</p> }.into_any();
    }
    let [page, table] = CALLS.map(|name| made.get(name).cloned().unwrap_or_default());
    let page = String::from_utf8_lossy(&page).into_owned();
    let print = move |_| {
        let frame = document().get_element_by_id("sheet").and_then(|frame| frame.dyn_into::<HtmlIFrameElement>().ok());
        if let Some(inside) = frame.and_then(|frame| frame.content_window()) {
            let _ = inside.print();
        }
    };
    view! {
        <p>{move || fill(&bench.words().calls_count, &[("count", &count.to_string())])}</p>
        <p class="do">
            <button type="button" id="calls-print" on:click=print>{move || bench.words().calls_print.as_str()}</button>
            <button type="button" id="calls-table" on:click=move |_| files::give("calls.csv", "text/csv", &table)>
                {move || bench.words().calls_table.as_str()}
            </button>
        </p>
        <iframe id="sheet" title=move || bench.words().step_calls.as_str() srcdoc=page></iframe>
    }
    .into_any()
}
