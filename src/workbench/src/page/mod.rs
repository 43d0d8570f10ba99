//! What somebody sees: the steps below each other, and above them what can be undone, kept and stopped.

mod calls;
mod cell;
mod files;
mod look;
mod mend;
mod report;
mod services;
mod take;
mod texts;

use leptos::prelude::*;
use sidedoor_core::files::Files;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::hand::{self, Failed};
use crate::jobs::{Asked, Job, Said, Told};
use crate::words::{self, Words, fill};
use crate::work::{Changes, Work};

/// Everything that the page knows, and that its parts share.
#[derive(Clone, Copy)]
pub struct Bench {
    language: RwSignal<&'static str>,
    work: RwSignal<Work>,
    asked: RwSignal<Asked>,
    /// What was dropped last, to be read again.
    dropped: RwSignal<Files>,
    /// What became of it, and its report as files.
    told: RwSignal<Option<(Told, Files)>>,
    /// What is being done, and what came of it last.
    busy: RwSignal<Option<String>>,
    said: RwSignal<String>,
    /// The row that somebody has open.
    open: RwSignal<Option<mend::Open>>,
    /// What the last check said of the work as it is.
    checked: RwSignal<Option<Said>>,
}

impl Bench {
    /// The words of the language that was chosen.
    pub fn words(self) -> &'static Words {
        let chosen = self.language.get();
        let all = words::all();
        // English is always there; without it there is no page.
        all.iter().find(|(tag, _)| *tag == chosen).or(all.first()).map_or_else(|| unreachable!(), |(_, words)| words)
    }

    /// What a code stands for.
    fn coded(self, code: &str) -> String {
        self.words().codes.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }

    /// One step that can be undone. What was checked before is no longer what is there.
    fn change(self, changes: Changes) {
        self.work.update(|work| work.change(changes));
        self.checked.set(None);
    }

    fn say(self, text: impl Into<String>) {
        self.said.set(text.into());
    }

    /// What was asked, today.
    fn asked(self) -> Asked {
        Asked { today: files::today(), ..self.asked.get_untracked() }
    }

    /// Has a job done with the work as it is, and whatever was dropped; says so if nothing comes of it.
    async fn ask(self, job: Job, dropped: &Files) -> Option<(Said, Files)> {
        if self.busy.get_untracked().is_some() {
            return None;
        }
        let mut files = self.work.with_untracked(|work| work.files().clone());
        files.extend(dropped.iter().map(|(name, bytes)| (format!("{}{name}", crate::jobs::DROPPED), bytes.clone())));
        self.busy.set(Some(String::new()));
        self.say("");
        let outcome = hand::ask(&job, &files, move |told| self.busy.set(Some(told))).await;
        self.busy.set(None);
        match outcome {
            Ok((Said::Faults(faults), _)) => {
                // The list stands at the second step; whoever pressed a button at the last one sees the bar.
                let first = faults.first().map(ToString::to_string).unwrap_or_default();
                self.say(format!("{} {first}", self.words().faults));
                self.checked.set(Some(Said::Faults(faults)));
                None
            }
            Ok(done) => Some(done),
            Err(Failed::Stopped) => {
                self.say(self.words().stopped.as_str());
                None
            }
            Err(Failed::Why(why)) => {
                let why = words::reason(self.language.get_untracked(), &why).unwrap_or(why);
                self.say(fill(&self.words().failed, &[("why", &why)]));
                None
            }
        }
    }

    /// Whether nothing is being done.
    fn is_busy(self) -> bool {
        self.busy.with(Option::is_some)
    }
}

/// Shows the page in place of what stands in it.
pub fn show() {
    let bench = Bench {
        language: RwSignal::new(words::of(&files::languages())),
        work: RwSignal::default(),
        asked: RwSignal::default(),
        dropped: RwSignal::default(),
        told: RwSignal::new(None),
        busy: RwSignal::new(None),
        said: RwSignal::default(),
        open: RwSignal::new(None),
        checked: RwSignal::new(None),
    };
    warn_before_loss(bench);
    document().body().unwrap_or_else(|| unreachable!()).set_inner_html("");
    mount_to_body(move || page(bench));
}

/// A browser asks before it closes a page with what is in no file yet.
fn warn_before_loss(bench: Bench) {
    let closing = Closure::<dyn FnMut(web_sys::BeforeUnloadEvent)>::new(move |event: web_sys::BeforeUnloadEvent| {
        if bench.work.with_untracked(Work::is_unkept) {
            event.prevent_default();
            event.set_return_value("x");
        }
    });
    window().set_onbeforeunload(Some(closing.as_ref().unchecked_ref()));
    closing.forget();
}

fn page(bench: Bench) -> impl IntoView {
    Effect::new(move || {
        let words = bench.words();
        document().set_title(&words.title);
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", bench.language.get());
        }
    });
    view! {
        <header>
            <p class="language">
                <label for="language">{move || bench.words().language.as_str()}</label>
                <select id="language" on:change:target=move |event| {
                    let chosen = event.target().value();
                    if let Some((tag, _)) = words::all().iter().find(|(tag, _)| *tag == chosen) {
                        bench.language.set(tag);
                    }
                }>
                    {words::all()
                        .iter()
                        .map(|(tag, words)| {
                            view! { <option value=*tag lang=*tag selected=move || bench.language.get() == *tag>{words.autonym.as_str()}</option> }
                        })
                        .collect_view()}
                </select>
            </p>
            <h1>{move || bench.words().title.as_str()}</h1>
            <p>{move || bench.words().lead.as_str()}</p>
            <p class="private">
                <strong>{move || bench.words().private_1.as_str()}</strong>
                " "
                {move || bench.words().private_2.as_str()}
            </p>
        </header>
        {bar(bench)}
        <main>
            {services::section(bench)}
            {report::section(bench)}
            {mend::section(bench)}
            {look::section(bench)}
            {calls::section(bench)}
            {texts::section(bench)}
            {take::section(bench)}
        </main>
    }
}

/// What holds at every step: what is being done, what can be undone, what can be kept.
fn bar(bench: Bench) -> impl IntoView {
    let undo = move |_| {
        bench.work.update(Work::undo);
        bench.checked.set(None);
    };
    let redo = move |_| {
        bench.work.update(Work::redo);
        bench.checked.set(None);
    };
    let keep = move |_| {
        let kept = bench.work.try_update(Work::keep);
        if let Some(Ok(bytes)) = kept {
            files::give("work.zip", "application/zip", &bytes);
        }
    };
    let nothing = move || bench.work.with(|work| work.files().is_empty());
    view! {
        <section class="bar" aria-label=move || bench.words().bar.as_str()>
            <button type="button" id="undo" disabled=move || bench.is_busy() || !bench.work.with(Work::steps).0 on:click=undo>
                {move || bench.words().undo.as_str()}
            </button>
            <button type="button" id="redo" disabled=move || bench.is_busy() || !bench.work.with(Work::steps).1 on:click=redo>
                {move || bench.words().redo.as_str()}
            </button>
            <button type="button" id="keep" disabled=nothing title=move || bench.words().keep_more.as_str() on:click=keep>
                {move || bench.words().keep.as_str()}
            </button>
            <span class="unkept">
                {move || if bench.work.with(Work::is_unkept) { bench.words().unkept.as_str() } else { "" }}
            </span>
            <p role="status" id="said">
                {move || match bench.busy.get() {
                    Some(what) => fill(&bench.words().working, &[("what", &bench.coded(&what))]),
                    None => bench.said.get(),
                }}
            </p>
            <Show when=move || bench.is_busy()>
                <button type="button" id="stop" on:click=move |_| hand::stop()>{move || bench.words().stop.as_str()}</button>
            </Show>
        </section>
    }
}
