//! What stands beside the loader for whoever puts the site on another page: the builder page, filled in with what this
//! site has, and the plugin, packed as it is uploaded.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::codes::{Need, Room};
use sidedoor_core::directory::Directory;
use sidedoor_core::files::{Files, part};
use sidedoor_core::lines::countries;
use sidedoor_core::text::{Key, Text};
use sidedoor_screens::node::escaped;

use crate::archive::packed;
use crate::headers::EMBED_POLICY;
use crate::page::{Spoken, fill};

/// The builder page.
const PAGE: &str = "index.html";
/// The script that opens the frame, in a folder named by its version.
const LOADER: &str = "/loader.js";
/// The folder of the plugin. Served as it is, a host that knows PHP would run it.
const PLUGIN: &str = "wordpress/";

/// The newest loader: its path below `embed/`, and what `integrity` says of it.
pub fn newest_loader(embed: &Files) -> Option<(&str, String)> {
    let version = |path: &str| -> Option<Vec<u32>> {
        path.strip_suffix(LOADER)?.split('.').map(|part| part.parse().ok()).collect()
    };
    let (path, bytes) =
        embed.iter().filter(|(path, _)| version(path).is_some()).max_by_key(|(path, _)| version(path))?;
    Some((path, format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))))
}

/// What is served below `embed/`: everything as it is, but for the builder page and the plugin.
///
/// # Errors
/// When the plugin cannot be packed.
pub fn served(
    embed: &Files,
    resources: &Resources,
    directory: &Directory,
    words: &Text,
    spoken: &[Spoken],
) -> io::Result<Files> {
    let mut files = embed.clone();
    if let (Some(page), Some((loader, integrity))) = (files.get(PAGE), newest_loader(embed)) {
        let page = String::from_utf8_lossy(page);
        let filled = filled(&page, &choices(resources, directory, words, spoken), (loader, &integrity));
        files.insert(PAGE.to_owned(), filled.into_bytes());
    }
    let plugin = part(embed, PLUGIN);
    files.retain(|path, _| !path.starts_with(PLUGIN));
    if !plugin.is_empty() {
        files.insert("wordpress/help-finder.zip".to_owned(), packed(&plugin)?);
    }
    Ok(files)
}

fn filled(page: &str, choices: &[(&str, String)], (loader, integrity): (&str, &str)) -> String {
    let mut values: Vec<(&str, &str)> = choices.iter().map(|(name, html)| (*name, html.as_str())).collect();
    values.extend([("loader", loader), ("integrity", integrity), ("policy", EMBED_POLICY)]);
    fill(page, &values)
}

/// What there is to choose from, as HTML.
fn choices(
    resources: &Resources,
    directory: &Directory,
    words: &Text,
    spoken: &[Spoken],
) -> [(&'static str, String); 5] {
    let option = |value: &str, words: &str| format!("<option value=\"{}\">{}</option>", escaped(value), escaped(words));
    let leave_to =
        |tag: &str| resources.site.leave_to.get(tag).and_then(|places| places.first()).map_or("", String::as_str);
    let languages = spoken.iter().map(|Spoken { tag, autonym, .. }| {
        let to = escaped(leave_to(tag));
        format!("<option value=\"{}\" lang=\"{0}\" data-leaves-to=\"{to}\">{}</option>", escaped(tag), escaped(autonym))
    });
    let mut named: Vec<(&str, &str)> =
        countries(directory).into_iter().filter(|code| *code != "EU").map(|code| (words.name(code), code)).collect();
    named.sort_unstable();
    let needs = Need::ALL.iter().map(|need| {
        let (code, name) = (need.code(), escaped(words.named("need", need.code())));
        format!("<label><input type=\"checkbox\" name=\"needs\" value=\"{code}\"> {name}</label>")
    });
    let screens = [
        ("talk", Key::HomeTalk),
        ("find", Key::HomeFind),
        ("checkins", Key::HomeCheckins),
        (Room::Signs.code(), Key::HomeSigns),
        (Room::Rights.code(), Key::HomeRights),
        (Room::Next.code(), Key::HomeNext),
        (Room::Fears.code(), Key::HomeFears),
        (Room::Help.code(), Key::HomeHelp),
    ];
    let ancestors = resources.ancestors.iter().map(|one| format!("<li><code>{}</code></li>", escaped(one)));
    [
        ("languages", languages.collect()),
        ("countries", named.into_iter().map(|(name, code)| option(code, name)).collect()),
        ("screens", screens.map(|(code, key)| option(code, words.get(key))).concat()),
        ("needs", needs.collect()),
        ("ancestors", ancestors.collect()),
    ]
}

#[cfg(test)]
#[path = "builder_tests.rs"]
mod tests;
