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
    field(id, kind, [label, hint], value, typed, |input| {
        input.attr("maxlength", longest).attr("enterkeyhint", "search")
    })
}

/// A box for a passphrase. A text rather than a password: a browser offers to remember passwords.
pub fn secret_field(
    id: &'static str,
    words: [&'static str; 2],
    value: impl Fn() -> Words + 'static,
    typed: impl Fn(String) + 'static,
) -> Node {
    field(id, "text", words, value, typed, |input| input.attr("class", "secret"))
}

fn field(
    id: &'static str,
    kind: &'static str,
    [label, hint]: [&'static str; 2],
    value: impl Fn() -> Words + 'static,
    typed: impl Fn(String) + 'static,
    more: impl FnOnce(Node) -> Node,
) -> Node {
    let hint_id = format!("{id}-hint");
    el("div.field")
        .child(el("label").attr("for", id).text(label))
        .child(more(
            el("input")
                .attr("id", id)
                .attr("type", kind)
                .attr("aria-describedby", hint_id.clone())
                .attr("autocomplete", "off")
                .attr("autocapitalize", "off")
                .attr("autocorrect", "off")
                .attr("spellcheck", "false")
                .live_attr("value", move || Some(value()))
                .on(On::Typed(Box::new(typed))),
        ))
        .child(el("p.hint").attr("id", hint_id).text(hint))
}
