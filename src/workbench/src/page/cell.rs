//! A cell of a row, in the way that fits its column, with what the column means beside it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use sidedoor_import::template::COLUMNS;

use super::Bench;
use crate::row::Row;
use crate::words::coded;

/// Columns that say yes or nothing.
const YES: [&str; 2] = ["always_open", "shelter_address_is_secret"];
/// Columns that take several codes.
const SEVERAL: [&str; 2] = ["needs", "for_whom"];

/// Which cell, of which row.
#[derive(Clone, Copy)]
struct Cell {
    bench: Bench,
    row: RwSignal<Row>,
    at: usize,
    column: &'static str,
}

/// The cell of a column.
pub fn cell(bench: Bench, row: RwSignal<Row>, at: usize) -> AnyView {
    let column = COLUMNS.get(at).copied().unwrap_or_default();
    let cell = Cell { bench, row, at, column };
    if SEVERAL.contains(&column) {
        cell.several()
    } else if YES.contains(&column) {
        cell.yes()
    } else if coded("en", column).is_empty() {
        cell.text()
    } else {
        cell.one()
    }
}

impl Cell {
    fn text_now(self) -> String {
        self.row.with(|row| row.get(self.at).cloned().unwrap_or_default())
    }

    fn set(self, text: String) {
        self.row.update(|row| {
            if let Some(cell) = row.get_mut(self.at) {
                *cell = text;
            }
        });
    }

    /// What the column is called, or what goes in.
    fn said(self, part: usize) -> &'static str {
        let column = self.bench.words().columns.get(self.column);
        column.and_then(|pair| pair.get(part)).map_or("", String::as_str)
    }

    fn id(self) -> String {
        format!("cell-{}", self.column)
    }

    fn more_id(self) -> String {
        format!("cell-{}-more", self.column)
    }

    fn more(self) -> impl IntoView {
        view! { <small id=self.more_id()>{move || self.said(1)}</small> }
    }

    fn codes(self) -> Vec<(String, String)> {
        coded(self.bench.language.get(), self.column)
    }

    fn several(self) -> AnyView {
        let chosen = move |code: &str| self.text_now().split([';', ',']).any(|one| one.trim() == code);
        let toggle = move |code: &str, on: bool| {
            let now = self.text_now();
            let mut all: BTreeSet<&str> = now.split([';', ',']).map(str::trim).filter(|one| !one.is_empty()).collect();
            if on {
                all.insert(code)
            } else {
                all.remove(code)
            };
            self.set(all.into_iter().collect::<Vec<_>>().join("; "));
        };
        let one = move |(code, name): (String, String)| {
            let (is_on, asked) = (code.clone(), code.clone());
            view! {
                <label>
                    <input
                        type="checkbox"
                        value=code
                        prop:checked=move || chosen(&is_on)
                        on:change:target=move |event| toggle(&asked, event.target().checked())
                    />
                    {name}
                </label>
            }
        };
        view! {
            <fieldset id=self.id() aria-describedby=self.more_id()>
                <legend>{move || self.said(0)}</legend>
                {self.more()}
                <div class="ticks">{move || self.codes().into_iter().map(one).collect_view()}</div>
            </fieldset>
        }
        .into_any()
    }

    fn yes(self) -> AnyView {
        let set = move |on: bool| self.set(if on { "yes".to_owned() } else { String::new() });
        view! {
            <p>
                <label>
                    <input
                        type="checkbox"
                        id=self.id()
                        aria-describedby=self.more_id()
                        prop:checked=move || self.text_now() == "yes"
                        on:change:target=move |event| set(event.target().checked())
                    />
                    {move || self.said(0)}
                </label>
                {self.more()}
            </p>
        }
        .into_any()
    }

    fn one(self) -> AnyView {
        let one = move |(code, name): (String, String)| {
            let now = code.clone();
            view! { <option value=code selected=move || self.text_now() == now>{name}</option> }
        };
        view! {
            <p>
                <label for=self.id()>{move || self.said(0)}</label>
                <select id=self.id() aria-describedby=self.more_id() on:change:target=move |event| self.set(event.target().value())>
                    <option value="" selected=move || self.text_now().is_empty()>{move || self.bench.words().yes_blank.as_str()}</option>
                    {move || self.codes().into_iter().map(one).collect_view()}
                </select>
                {self.more()}
            </p>
        }
        .into_any()
    }

    fn text(self) -> AnyView {
        let field = if self.column == "description" {
            view! {
                <textarea
                    id=self.id()
                    aria-describedby=self.more_id()
                    rows="3"
                    prop:value=move || self.text_now()
                    on:input:target=move |event| self.set(event.target().value())
                ></textarea>
            }
            .into_any()
        } else {
            view! {
                <input
                    id=self.id()
                    aria-describedby=self.more_id()
                    prop:value=move || self.text_now()
                    on:input:target=move |event| self.set(event.target().value())
                />
            }
            .into_any()
        };
        view! {
            <p>
                <label for=self.id()>{move || self.said(0)}</label>
                {field}
                {self.more()}
            </p>
        }
        .into_any()
    }
}
