//! What is drawn, as a plain value: one type for every element, so that what a person downloads holds the code
//! that makes an element once and not once for each shape of it (see the README's table of costs).
//!
//! The host writes a [`Node`] as HTML; the browser makes elements of it (`app/browser/draw.rs`). What changes with
//! a signal is given as a closure, and only that is drawn again.

use std::borrow::Cow;

/// Words: a sentence that lives as long as the page, or one put together.
pub type Words = Cow<'static, str>;

/// An element, a text, or several nodes in a row. Boxed: what puts a tree together hands on a pointer.
pub struct Node(Box<Shape>);

/// What a node is.
pub struct Shape {
    /// The element's name; empty for what has no element of its own.
    pub tag: &'static str,
    /// Its attributes, in order.
    pub attributes: Vec<(&'static str, Value)>,
    /// What is in it.
    pub content: Content,
    /// What a person does to it.
    pub on: Option<On>,
}

/// The value of an attribute.
pub enum Value {
    /// It never changes.
    Fixed(Words),
    /// It changes with a signal; without a value there is no attribute.
    Live(Box<dyn Fn() -> Option<Words>>),
}

/// What is in an element.
pub enum Content {
    /// A text.
    Words(Words),
    /// Nodes.
    Nodes(Vec<Node>),
    /// A node that is drawn anew whenever a signal changes that it was drawn from.
    Live(Box<dyn Fn() -> Node>),
}

/// What a person does to an element, and what then happens.
pub enum On {
    /// It is tapped; what a browser does by itself still happens.
    Tap(Box<dyn Fn()>),
    /// It is tapped, and this happens in place of what a browser does by itself.
    Instead(Box<dyn Fn()>),
    /// Something was typed in it.
    Typed(Box<dyn Fn(String)>),
    /// Something was chosen in it.
    Chosen(Box<dyn Fn(String)>),
    /// It was ticked, or no longer is.
    Ticked(Box<dyn Fn(bool)>),
    /// A `<details>` was opened: the rest of it, which a browser need not draw before.
    Opened(Box<dyn Fn() -> Node>),
}

/// An element: its name, and its classes after dots (`p.note`).
pub fn el(name: &'static str) -> Node {
    let (tag, classes) = name.split_once('.').unwrap_or((name, ""));
    let node = Shape { tag, attributes: Vec::new(), content: Content::Nodes(Vec::new()), on: None };
    let node = Node(Box::new(node));
    if classes.is_empty() { node } else { node.attr("class", classes.replace('.', " ")) }
}

/// Nodes in a row, without an element around them; at first, none.
pub fn row() -> Node {
    el("")
}

impl Node {
    /// What it is.
    pub fn shape(self) -> Shape {
        *self.0
    }

    /// With an attribute.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: impl Into<Words>) -> Self {
        self.0.attributes.push((name, Value::Fixed(value.into())));
        self
    }

    /// With an attribute that changes with a signal. A `value` or a `checked` is what the control holds now.
    #[must_use]
    pub fn live_attr(mut self, name: &'static str, value: impl Fn() -> Option<Words> + 'static) -> Self {
        self.0.attributes.push((name, Value::Live(Box::new(value))));
        self
    }

    /// With a node in it.
    #[must_use]
    pub fn child(mut self, child: Node) -> Self {
        if let Content::Nodes(nodes) = &mut self.0.content {
            nodes.push(child);
        }
        self
    }

    /// With nodes in it: of an iterator, or of an `Option`.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Node>) -> Self {
        for child in children {
            self = self.child(child);
        }
        self
    }

    /// With a text in it.
    #[must_use]
    pub fn text(self, words: impl Into<Words>) -> Self {
        let mut text = row();
        text.0.content = Content::Words(words.into());
        self.child(text)
    }

    /// With a node as its whole content that is drawn anew whenever a signal changes that it was drawn from.
    #[must_use]
    pub fn live(mut self, draw: impl Fn() -> Node + 'static) -> Self {
        self.0.content = Content::Live(Box::new(draw));
        self
    }

    /// What a tap does.
    #[must_use]
    pub fn tap(self, run: impl Fn() + 'static) -> Self {
        self.on(On::Tap(Box::new(run)))
    }

    /// What happens.
    #[must_use]
    pub fn on(mut self, on: On) -> Self {
        self.0.on = Some(on);
        self
    }

    /// As HTML, for the page that works without script.
    pub fn html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        let node = &self.0;
        if !node.tag.is_empty() {
            out.push('<');
            out.push_str(node.tag);
            for (name, value) in &node.attributes {
                let value = match value {
                    Value::Fixed(value) => Some(value.clone()),
                    Value::Live(value) => value(),
                };
                if let Some(value) = value {
                    out.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
                }
            }
            out.push('>');
        }
        match &node.content {
            Content::Words(words) => out.push_str(&escaped(words)),
            Content::Nodes(nodes) => nodes.iter().for_each(|node| node.write(out)),
            Content::Live(draw) => draw().write(out),
        }
        if let Some(On::Opened(rest)) = &node.on {
            rest().write(out);
        }
        // `input` is the one element in use that has no end.
        if !node.tag.is_empty() && node.tag != "input" {
            out.push_str(&format!("</{}>", node.tag));
        }
    }
}

/// A text where only text may stand.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_or_an_attribute_never_becomes_an_element() {
        let odd = "a \"<b>\" & c";
        let node = el("p.note.warn").attr("title", odd).text(odd).child(el("input"));
        let words = "a &quot;&lt;b>&quot; &amp; c";
        assert_eq!(node.html(), format!("<p class=\"note warn\" title=\"{words}\">{words}<input></p>"));
    }

    #[test]
    fn several_nodes_stand_in_a_row_and_nothing_is_nothing() {
        let node = row().child(row()).children(None).children(["a", "b"].map(|text| el("i").text(text)));
        assert_eq!(node.html(), "<i>a</i><i>b</i>");
    }

    #[test]
    fn what_changes_is_written_as_it_is_now() {
        let node = el("p").live_attr("hidden", || None).live_attr("lang", || Some("es".into())).live(|| el("b"));
        assert_eq!(node.html(), "<p lang=\"es\"><b></b></p>");
    }
}
