//! A labelled choice from a list.

use sidedoor_core::order::by;

use crate::node::{Node, On, Words, el};
use crate::session::Session;

/// A `<select>` under its label: `options` are values and names, the first one standing for "any"; `value` is the
/// one now chosen.
pub fn select(
    id: &'static str,
    label: &'static str,
    options: Vec<(Words, Words)>,
    value: impl Fn() -> Words + 'static,
    choose: impl Fn(String) + 'static,
) -> Node {
    let options = options.into_iter().map(|(option, name)| el("option").attr("value", option).text(name));
    el("div.field").child(el("label").attr("for", id).text(label)).child(
        el("select")
            .attr("id", id)
            .attr("autocomplete", "off")
            .children(options)
            .live_attr("value", move || Some(value()))
            .on(On::Chosen(Box::new(choose))),
    )
}

/// Options with "any" before them.
pub fn with_any(any: &'static str, options: impl Iterator<Item = (Words, Words)>) -> Vec<(Words, Words)> {
    core::iter::once((Words::Borrowed(""), Words::Borrowed(any))).chain(options).collect()
}

/// Codes of places or languages with their names, in the order of the names.
pub fn by_name(session: Session, codes: impl Iterator<Item = Words>) -> Vec<(Words, Words)> {
    let mut named: Vec<(Words, Words)> = codes
        .map(|code| {
            let name = session.name(&code).into();
            (code, name)
        })
        .collect();
    by(&mut named, |(_, name)| session.browser.normalize(name));
    named
}
