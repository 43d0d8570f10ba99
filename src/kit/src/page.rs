//! Draws the page of each language from the same screens that the app is made of.

use leptos::prelude::*;
use sidedoor_core::directory::Directory;
use sidedoor_core::text::{Key, Text};
use sidedoor_screens::browser::NoBrowser;
use sidedoor_screens::node::{Node, escaped};
use sidedoor_screens::outside::outside;
use sidedoor_screens::page as drawn_page;
use sidedoor_screens::plain::{READ, SERVICES};
use sidedoor_screens::session::{Language, Session};

use crate::headers::{Inline, NONE, WORKER_ONLY, policy};

/// The page around what there is besides the first page where no script runs.
const PLAIN: &str = include_str!("../../../public/plain.html");

/// The page around the drawn part: head, exit, and where the app's files are.
const TEMPLATE: &str = include_str!("../../../public/page.html");

/// A language that the site speaks, and its packs.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// BCP 47.
    pub tag: String,
    /// Its own name.
    pub autonym: String,
    /// Whether somebody who grew up with it has read it; else a star stands behind its name.
    pub reviewed: bool,
    /// The file of its sentences. That of [what there is to read](Self::reading) is called the same, but for its last hyphen.
    pub text: String,
}

impl Spoken {
    /// The file of what there is to read.
    pub fn reading(&self) -> String {
        self.text.rsplit_once('-').map_or_else(String::new, |(tag, name)| format!("{tag}_{name}"))
    }

    fn starred(&self) -> String {
        format!("{}{}", self.autonym, if self.reviewed { "" } else { "*" })
    }
}

/// A file that a page runs only with the very bytes that it was made for: a host may send others, or half of them.
#[derive(Clone, Copy, Debug)]
pub struct Pinned<'a> {
    /// Its name in the folder of the site.
    pub name: &'a str,
    /// What `integrity` says of it.
    pub sum: &'a str,
}

/// What the page of one language is made of.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The title that an onlooker sees.
    pub title: &'a str,
    /// Titles and icons that a person may choose for a visit, the usual title first: `Notes|Weather ☀`.
    pub names: &'a str,
    /// Where leaving goes, by language or language and country: the first place, and others.
    pub leave_to: &'a std::collections::BTreeMap<String, Vec<String>>,
    /// From this page to the folder of the site: empty or `../`.
    pub up: &'a str,
    /// The app's script.
    pub script: Pinned<'a>,
    /// The app's WebAssembly.
    pub wasm: Pinned<'a>,
    /// The directory pack.
    pub directory: &'a str,
    /// The languages, the page's own among them, the deployer's first.
    pub texts: &'a [Spoken],
    /// Country to the time zones it lies in.
    pub time_zones: &'a std::collections::BTreeMap<String, Vec<String>>,
    /// What stands in the page itself.
    pub inline: &'a Inline,
    /// Whether it may speak the browser's language in place of its own: nobody has chosen this one.
    pub guesses: bool,
    /// For a frame on somebody else's page: how leaving is worded there, by language.
    pub frame: Option<&'a FrameWords>,
}

/// How leaving a frame is worded, by language: close it, leave the whole page, and to choose the one or the other instead.
pub type FrameWords = std::collections::BTreeMap<String, [String; 4]>;

/// How leaving a frame is worded in one language.
pub fn frame_words(text: &Text) -> [String; 4] {
    [Key::FrameClose, Key::FramePage, Key::FrameOnly, Key::FrameAll].map(|key| text.get(key).to_owned())
}

/// What the screens draw for one language.
fn drawn(
    directory: &'static Directory,
    text: &'static Text,
    parts: &Parts<'_>,
    draw: impl FnOnce(Session) -> Node,
) -> String {
    let languages = parts.texts.iter().map(|one| Language { tag: one.tag.clone(), autonym: one.starred() }).collect();
    let owner = Owner::new();
    owner.with(|| {
        let session = Session::new(directory, &NoBrowser, text, languages);
        untrack(|| draw(session).html())
    })
}

/// Where the exit of a page leads where no script runs.
fn leaves_to<'a>(text: &Text, parts: &Parts<'a>) -> &'a str {
    parts.leave_to.get(text.tag()).and_then(|places| places.first()).map_or("", String::as_str)
}

/// A page beside the first, for where no script runs.
pub fn plain(
    directory: &'static Directory,
    text: &'static Text,
    parts: &Parts<'_>,
    draw: impl FnOnce(Session) -> Node,
) -> String {
    fill(
        PLAIN,
        &[
            ("lang", text.tag()),
            ("dir", text.dir()),
            ("title", &escaped(parts.title)),
            ("policy", &policy(parts.inline, NONE)),
            ("style", &parts.inline.style),
            ("leave_to", &escaped(leaves_to(text, parts))),
            ("leave", &escaped(outside(text).leave)),
            ("page", &drawn(directory, text, parts, draw)),
        ],
    )
}

/// The whole page in one language.
pub fn page(directory: &'static Directory, text: &'static Text, parts: &Parts<'_>) -> String {
    let mut drawn = drawn(directory, text, parts, drawn_page);
    if parts.frame.is_some() {
        // A page without script opens apart: only pages made for a frame may show in one.
        let first = parts.texts.first().is_some_and(|first| first.tag == text.tag());
        let folder = if first { String::new() } else { format!("{}/", text.tag()) };
        for name in [READ, SERVICES] {
            let apart = format!("href=\"{}{folder}{name}\" target=\"_blank\" rel=\"noreferrer noopener\"", parts.up);
            drawn = drawn.replace(&format!("href=\"{name}\""), &apart);
        }
    }
    let own = parts.texts.iter().find(|one| one.tag == text.tag()).map_or("", |one| one.text.as_str());
    let links: String = parts
        .texts
        .iter()
        .map(|one| {
            let (up, tag, name, text) = (parts.up, &one.tag, one.starred(), &one.text);
            format!("<link rel=\"alternate\" type=\"application/octet-stream\" data-tag=\"{tag}\" title=\"{name}\" href=\"{up}{text}\">")
        })
        .collect();
    let destinations: Vec<String> =
        parts.leave_to.iter().map(|(tag, places)| format!("{tag} {}", places.join(" "))).collect();
    let words = parts.frame.map(|words| serde_json::to_string(words).unwrap_or_default());
    let frame = words.map_or_else(String::new, |words| format!(" data-frame=\"{}\"", escaped(&words)));
    let outside = outside(text);
    let said: String = outside.said.iter().map(|(name, words)| format!(" {name}=\"{}\"", escaped(words))).collect();
    fill(
        TEMPLATE,
        &[
            ("lang", text.tag()),
            ("dir", text.dir()),
            ("title", &escaped(parts.title)),
            ("names", &escaped(parts.names)),
            ("policy", &policy(parts.inline, if parts.frame.is_some() { NONE } else { WORKER_ONLY })),
            ("style", &parts.inline.style),
            ("head", &parts.inline.head),
            ("early", &parts.inline.script),
            ("leave_to", &escaped(leaves_to(text, parts))),
            // Without script nobody takes the frame away: the whole page is left.
            ("target", if parts.frame.is_some() { " target=\"_top\"" } else { "" }),
            (
                "whole",
                if parts.frame.is_some() {
                    "<button id=\"whole\" class=\"link\" type=\"button\" hidden></button>\n"
                } else {
                    ""
                },
            ),
            ("frame", &frame),
            ("destinations", &escaped(&destinations.join("|"))),
            ("leave", &escaped(outside.leave)),
            ("keys", &escaped(outside.keys)),
            ("show", &escaped(outside.show)),
            ("said", &said),
            ("ready", &escaped(text.get(Key::CommonGettingReady))),
            ("change", &escaped(text.get(Key::CommonChange))),
            ("up", parts.up),
            ("guess", if parts.guesses { " data-guess" } else { "" }),
            ("script", parts.script.name),
            ("script_sum", parts.script.sum),
            ("wasm", parts.wasm.name),
            ("wasm_sum", parts.wasm.sum),
            ("directory", parts.directory),
            ("text", own),
            ("links", &links),
            ("page", &with_time_zones(&drawn, parts)),
        ],
    )
}

/// The guess of a country is made by the page's inline script, so the zones stand in the page.
fn with_time_zones(html: &str, parts: &Parts<'_>) -> String {
    parts.time_zones.iter().fold(html.to_owned(), |html, (country, zones)| {
        let mark = format!("data-c=\"{country}\"");
        html.replacen(&mark, &format!("{mark} data-z=\"{}\"", zones.join(" ")), 1)
    })
}

/// Fills `{{name}}` in a template; what is filled in is never looked at again.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        out.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}
