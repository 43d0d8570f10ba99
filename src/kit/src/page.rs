//! Draws the page of each language from the same screens that the app is made of.

use leptos::prelude::*;
use sidedoor_core::directory::Directory;
use sidedoor_core::text::{Key, Text};
use sidedoor_screens::browser::NoBrowser;
use sidedoor_screens::node::escaped;
use sidedoor_screens::outside::outside;
use sidedoor_screens::page as drawn_page;
use sidedoor_screens::session::{Language, Session};

use crate::headers::{Inline, policy};

/// The page around the drawn part: head, exit, and where the app's files are.
const TEMPLATE: &str = include_str!("../../../public/page.html");

/// A language that the site speaks, and its packs.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// BCP 47.
    pub tag: String,
    /// Its own name.
    pub autonym: String,
    /// The file of its sentences.
    pub text: String,
    /// The file of what there is to read in it.
    pub rooms: String,
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
    pub script: &'a str,
    /// The app's WebAssembly.
    pub wasm: &'a str,
    /// The directory pack.
    pub directory: &'a str,
    /// The languages, the page's own among them, the deployer's first.
    pub texts: &'a [Spoken],
    /// Country to the time zones it lies in.
    pub time_zones: &'a std::collections::BTreeMap<String, Vec<String>>,
    /// What stands in the page itself.
    pub inline: &'a Inline,
    /// For a frame on somebody else's page: how leaving is worded there, by language.
    pub frame: Option<&'a FrameWords>,
}

/// How leaving a frame is worded, by language: close it, leave the whole page, and to choose the one or the other instead.
pub type FrameWords = std::collections::BTreeMap<String, [String; 4]>;

/// How leaving a frame is worded in one language.
pub fn frame_words(text: &Text) -> [String; 4] {
    [Key::FrameClose, Key::FramePage, Key::FrameOnly, Key::FrameAll].map(|key| text.get(key).to_owned())
}

/// The whole page in one language.
pub fn page(directory: &'static Directory, text: &'static Text, parts: &Parts<'_>) -> String {
    let languages =
        parts.texts.iter().map(|one| Language { tag: one.tag.clone(), autonym: one.autonym.clone() }).collect();
    let owner = Owner::new();
    let drawn = owner.with(|| {
        let session = Session::new(directory, &NoBrowser, text, languages);
        untrack(|| drawn_page(session).html())
    });
    let own = parts.texts.iter().find(|one| one.tag == text.tag()).map_or("", |one| one.text.as_str());
    let links: String = parts
        .texts
        .iter()
        .map(|Spoken { tag, autonym, text, rooms }| {
            let up = parts.up;
            format!("<link rel=\"alternate\" type=\"application/octet-stream\" data-tag=\"{tag}\" title=\"{autonym}\" href=\"{up}{text}\" data-rooms=\"{up}{rooms}\">")
        })
        .collect();
    let leave_to = parts.leave_to.get(text.tag()).and_then(|places| places.first()).map_or("", String::as_str);
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
            ("policy", &policy(parts.inline)),
            ("style", &parts.inline.style),
            ("head", &parts.inline.head),
            ("early", &parts.inline.script),
            ("leave_to", &escaped(leave_to)),
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
            ("script", parts.script),
            ("wasm", parts.wasm),
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
