//! A site as a folder that needs no server: for a USB stick or a file share. A browser lets a page in a folder load neither
//! modules nor what it would fetch, so each page carries the app's script, and one script beside them all carries the rest.
//! It may ask for nothing at all: its policy has no place to connect to.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::build::out::{Staged, may_be_replaced};
use crate::headers::hash;
use crate::manifest::Manifest;
use crate::site::EMBED;

/// The script that carries what is fetched elsewhere.
const CARRIED: &str = "data.js";
/// What stands below what it carries: in place of asking a server, it is looked for here.
const FETCH: &str = include_str!("../../../public/carried.js");

/// Writes the folder from a built site, and says how many bytes that are. `out` may be one that was written before.
///
/// # Errors
/// What is no built site of this version, or cannot be written.
pub fn write(site: &Path, out: &Path) -> io::Result<u64> {
    may_be_replaced(out).map_err(|error| named(out, &error))?;
    let manifest = Manifest::load(site).map_err(|error| named(site, &format!("is no built site: {error}")))?;
    let served = |name: &&String| !name.starts_with(EMBED);
    let read = |name: &str| fs::read(site.join(name)).map_err(|error| named(&site.join(name), &error));
    let staged = Staged::beside(out)?;
    let folder = staged.folder();
    fs::create_dir_all(&folder)?;
    let mut carried = BTreeMap::new();
    for name in manifest.files.keys().filter(served) {
        match name.rsplit('.').next() {
            Some("bin" | "wasm") => drop(carried.insert(name.as_str(), STANDARD.encode(read(name)?))),
            Some("html") => {
                let html = String::from_utf8(read(name)?).map_err(|error| named(&site.join(name), &error))?;
                let path = folder.join(name);
                path.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::write(path, page(&html, &|name| read(name))?)?;
            }
            _ => {}
        }
    }
    fs::write(folder.join(CARRIED), format!("const carried={};\n{FETCH}", serde_json::to_string(&carried)?))?;
    let written = Manifest::of(&folder, &manifest.made)?;
    written.store(&folder)?;
    staged.put()?;
    Ok(written.files.values().map(|entry| entry.bytes).sum())
}

fn named(place: &Path, error: &dyn std::fmt::Display) -> io::Error {
    io::Error::other(format!("{}: {error}", place.display()))
}

/// A page that carries its app, and names files where it named folders.
fn page(html: &str, read: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> io::Result<String> {
    let html = files_for_folders(html);
    // What there is besides the first page has no script.
    let Some((before, rest)) = html.split_once("<script type=\"module\" src=\"") else {
        return Ok(unconnected(&html, ""));
    };
    let (source, rest) = rest.split_once('"').unwrap_or_default();
    let after = rest.split_once("</script>").map_or("", |(_, after)| after);
    let (up, name) = source.rsplit_once('/').map_or(("", source), |(up, name)| (&source[..=up.len()], name));
    // In a page, these letters would end the script.
    let app = String::from_utf8_lossy(&read(name)?).replace("</script", "<\\/script");
    let carried = format!("<script src=\"{up}{CARRIED}\"></script>\n<script data-wasm=");
    let before = before.replacen("<script data-wasm=", &carried, 1);
    let page = format!("{before}<script type=\"module\">{app}</script>{after}");
    Ok(unconnected(&page, &format!(" file: {}", hash(&app))))
}

/// The same page under a policy that lets it connect to nothing.
fn unconnected(html: &str, scripts: &str) -> String {
    let html = html.replacen("connect-src 'self'", "connect-src 'none'", 1);
    html.replacen("script-src 'self'", &format!("script-src 'self'{scripts}"), 1)
}

/// A browser lists a folder where a server would show its page.
fn files_for_folders(html: &str) -> String {
    let mut parts = html.split("href=\"");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (link, rest) = part.split_once('"').unwrap_or((part, ""));
        let is_folder = link.ends_with('/') && !link.contains(':');
        out.push_str(&format!("href=\"{link}{}\"{rest}", if is_folder { "index.html" } else { "" }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_its_app_and_names_files() {
        let html = "<meta content=\"script-src 'self' 'sha256-a'; connect-src 'self'\"><script data-wasm=\"../b.wasm\">head</script>\
            <a href=\"../\">en</a><a href=\"https://a.example/\">out</a><a href=\"2.html\">read</a>\
            <script type=\"module\" src=\"../a1.js\" integrity=\"sha256-x\"></script></body>";
        let app = "go('</script>')";
        let page = page(html, &|name| Ok(if name == "a1.js" { app.as_bytes().to_vec() } else { Vec::new() })).unwrap();
        let written = "go('<\\/script>')";
        assert!(page.contains(&format!("<script type=\"module\">{written}</script></body>")), "{page}");
        assert!(
            page.contains(&format!("script-src 'self' file: {} 'sha256-a'; connect-src 'none'", hash(written))),
            "{page}"
        );
        assert!(page.contains("<script src=\"../data.js\"></script>\n<script data-wasm="), "{page}");
        for link in ["href=\"../index.html\"", "href=\"https://a.example/\"", "href=\"2.html\""] {
            assert!(page.contains(link), "{page}");
        }
    }
}
