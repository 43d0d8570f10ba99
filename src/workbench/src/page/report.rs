//! The second step: what became of what was dropped, row by row, what could harm somebody first.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sidedoor_core::files::Files;
use sidedoor_import::report::{Danger, Outcome};

use super::mend::Open;
use super::{Bench, files, services};
use crate::jobs::{Note, Said, Told};
use crate::row::Row;
use crate::words::{self, fill};

/// The report, and what is left to mend of all.
pub fn section(bench: Bench) -> impl IntoView {
    view! {
        <section aria-labelledby="report">
            <h2 id="report">{move || bench.words().step_report.as_str()}</h2>
            {move || match bench.told.get() {
                Some((told, report)) => shown(bench, &told, report).into_any(),
                None => view! { <p>{move || bench.words().notes_none.as_str()}</p> }.into_any(),
            }}
            {left(bench)}
        </section>
    }
}

fn shown(bench: Bench, told: &Told, report: Files) -> impl IntoView + use<> {
    let count = |number: usize| number.to_string();
    let rows = told.rows;
    let numbers = [rows.rows, rows.kept, rows.mended, rows.merged, rows.refused, rows.not_carried].map(count);
    let services = count(told.services);
    let sentence = move || {
        let [rows, kept, mended, merged, refused, carried] = &numbers;
        let came = fill(&bench.words().read_count, &[("count", &services)]);
        let all = [
            ("rows", rows),
            ("kept", kept),
            ("mended", mended),
            ("merged", merged),
            ("refused", refused),
            ("carried", carried),
        ];
        let rows = fill(&bench.words().read_rows, &all.map(|(name, value)| (name, value.as_str())));
        format!("{came} {rows}")
    };
    let (first, rest): (Vec<Note>, Vec<Note>) =
        told.notes.iter().cloned().partition(|note| note.entry.danger().is_some());
    let more = told.more;
    let remarks = told.remarks.clone();
    let read = told.files.clone();
    // Each row has one door, at the first thing that is said of it.
    let mut lost: BTreeMap<(String, String), Row> =
        told.lost.iter().map(|(file, row, cells)| ((file.clone(), row.clone()), cells.clone())).collect();
    let empty = first.is_empty() && rest.is_empty();
    view! {
        <p id="counts">{sentence}</p>
        <details>
            <summary>{move || bench.words().read_files.as_str()}</summary>
            <ul>{read.into_iter().map(|(name, what)| view! { <li><b>{name}</b>" ("{because(bench, what)}")"</li> }).collect_view()}</ul>
        </details>
        {remarks.into_iter().map(|remark| view! { <p>{remark}</p> }).collect_view()}
        {empty.then(|| view! { <p>{move || bench.words().notes_none.as_str()}</p> })}
        {(!first.is_empty())
            .then(|| {
                view! {
                    <h3 class="danger">{move || bench.words().notes_first.as_str()}</h3>
                    {table(bench, "dangers", first, &mut lost)}
                }
            })}
        {(!rest.is_empty())
            .then(|| {
                view! {
                    <h3>{move || bench.words().notes_rest.as_str()}</h3>
                    {table(bench, "notes", rest, &mut lost)}
                }
            })}
        {(more > 0).then(|| view! { <p>{move || fill(&bench.words().notes_more, &[("count", &more.to_string())])}</p> })}
        <p>
            <button type="button" id="report-table" on:click=move |_| {
                if let Some(table) = report.get("report.csv") {
                    files::give("report.csv", "text/csv", table);
                }
            }>{move || bench.words().report_table.as_str()}</button>
        </p>
    }
}

fn table(
    bench: Bench,
    id: &'static str,
    notes: Vec<Note>,
    lost: &mut BTreeMap<(String, String), Row>,
) -> impl IntoView + use<> {
    let item = |note: Note| {
        let door = lost.remove(&(note.file.clone(), note.entry.row.clone())).map(|row| {
            let open = move |_| bench.open.set(Some(Open::new(row.clone())));
            view! { " " <button type="button" class="edit" on:click=open>{move || bench.words().edit.as_str()}</button> }
        });
        let code = match note.entry.outcome {
            Outcome::Unseen | Outcome::Refused => "refused",
            Outcome::NotCarried => "not_carried",
            Outcome::Merged => "merged",
            Outcome::Kept => "kept",
            Outcome::Mended => "mended",
        };
        let danger = note.entry.danger().map(|danger| match danger {
            Danger::Somebody => "somebody",
            Danger::Line => "line",
        });
        let place = move || match (note.entry.row.as_str(), note.entry.field.as_str()) {
            ("", "") => note.file.clone(),
            ("", field) => field.to_owned(),
            (row, field) => {
                let said = fill(&bench.words().row_of, &[("row", row), ("field", field)]);
                said.trim_end_matches([',', ' ']).to_owned()
            }
        };
        view! {
            <li class=code>
                {danger.map(|danger| view! { <strong>{move || bench.coded(danger)}": "</strong> })}
                <b>{place}</b>
                ": "
                <span class="outcome">{move || bench.coded(code)}</span>
                ". "
                {because(bench, note.entry.why)}
                {(!note.entry.from.is_empty()).then(|| view! { " " <q>{note.entry.from}</q> })}
                {(!note.entry.to.is_empty()).then(|| view! { " → " <q>{note.entry.to}</q> })}
                {door}
            </li>
        }
    };
    view! { <ul class="notes" id=id>{notes.into_iter().map(item).collect_view()}</ul> }
}

/// Why, in the words of the page where it has them.
pub fn because(bench: Bench, why: String) -> impl IntoView {
    move || {
        let language = bench.language.get();
        let said = words::reason(language, &why);
        let spoken = if said.is_some() { language } else { "en" };
        view! { <span lang=spoken>{said.unwrap_or_else(|| why.clone())}</span> }
    }
}

/// Whether there can be a site, and if not, why.
fn left(bench: Bench) -> impl IntoView {
    let check = move |_| spawn_local(services::check(bench));
    view! {
        <p>
            <button type="button" id="check" disabled=move || bench.is_busy() on:click=check>{move || bench.words().check.as_str()}</button>
        </p>
        <div id="checked">
            {move || match bench.checked.get() {
                Some(Said::Checked(summary)) => {
                    let [services, theirs] = [summary.services, summary.theirs].map(|count| count.to_string());
                    let outside = summary.outside.len();
                    view! {
                        <p class="good">{move || fill(&bench.words().checked, &[("services", &services), ("theirs", &theirs)])}</p>
                        {(outside > 0)
                            .then(|| view! { <p>{move || fill(&bench.words().check_outside, &[("count", &outside.to_string())])}</p> })}
                    }
                        .into_any()
                }
                Some(Said::Faults(faults)) => {
                    view! {
                        <p class="danger">{move || bench.words().faults.as_str()}</p>
                        <ul>{faults.into_iter().take(200).map(|fault| view! { <li lang="en">{fault.to_string()}</li> }).collect_view()}</ul>
                    }
                        .into_any()
                }
                _ => ().into_any(),
            }}
        </div>
    }
}
