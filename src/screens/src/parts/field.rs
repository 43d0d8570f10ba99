//! A box to type in, of which the browser must remember nothing.

use crate::node::{Node, On, Words, el};

/// A labelled box with a hint below it. It stands in no form; nothing is completed, corrected or sent to a spelling
/// service. `kind` is `search` or `text`, `longest` how many letters it takes.
pub fn text_field(
    id: &'static str,
    kind: &'static str,
    longest: &'static str,
    [label, hint]: [&'static str; 2],
    value: impl Fn() -> Words + 'static,
    typed: impl Fn(String) + 'static,
) -> Node {
    let hint_id = format!("{id}-hint");
    el("div.field")
        .child(el("label").attr("for", id).text(label))
        .child(
            el("input")
                .attr("id", id)
                .attr("type", kind)
                .attr("maxlength", longest)
                .attr("aria-describedby", hint_id.clone())
                .attr("autocomplete", "off")
                .attr("autocapitalize", "off")
                .attr("autocorrect", "off")
                .attr("spellcheck", "false")
                .attr("enterkeyhint", "search")
                .live_attr("value", move || Some(value()))
                .on(On::Typed(Box::new(typed))),
        )
        .child(el("p.hint").attr("id", hint_id).text(hint))
}
