//! A site as a folder that needs no server: for a USB stick or a file share. A browser lets a page in a folder load neither
//! modules nor what it would fetch, so each page carries the app's script, and one script beside them all carries the rest.
//! It may ask for nothing at all: its policy has no place to connect to.

use std::collections::BTreeMap;
use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sidedoor_core::files::Files;

use crate::headers::hash;
use crate::manifest::{MANIFEST, Manifest};
use crate::site::EMBED;

/// The script that carries what is fetched elsewhere.
pub const CARRIED: &str = "data.js";
/// What stands below what it carries: in place of asking a server, it is looked for here.
const FETCH: &str = include_str!("../../../public/carried.js");

/// Writes the folder from a built site, and says how many bytes that are. `out` may be one that was written before.
///
/// # Errors
/// What is no built site of this version, or cannot be written.
#[cfg(feature = "native")]
pub fn write(site: &std::path::Path, out: &std::path::Path) -> io::Result<u64> {
    use crate::build::out::{Staged, may_be_replaced};
    use sidedoor_core::files;

    let named = |place: &std::path::Path, error: &dyn std::fmt::Display| {
        io::Error::other(format!("{}: {error}", place.display()))
    };
    may_be_replaced(out).map_err(|error| named(out, &error))?;
    let files = carried(&files::below(site)?).map_err(|error| named(site, &error))?;
    let staged = Staged::beside(out)?;
    files::write(&files, &staged.folder())?;
    staged.put()?;
    Ok(files.values().map(|bytes| bytes.len() as u64).sum())
}

/// The same of the files of a site.
///
/// # Errors
/// What is no built site.
pub fn carried(site: &Files) -> io::Result<Files> {
    let no_site = |error: String| io::Error::other(format!("is no built site: {error}"));
    let manifest = site.get(MANIFEST).ok_or_else(|| no_site(format!("{MANIFEST} is not there")))?;
    let manifest = Manifest::read(manifest).map_err(no_site)?;
    let read = |name: &str| site.get(name).ok_or_else(|| io::Error::other(format!("{name}: is not there")));
    let (mut files, mut data) = (Files::new(), BTreeMap::new());
    for name in manifest.files.keys().filter(|name| !name.starts_with(EMBED)) {
        match name.rsplit('.').next() {
            Some("bin" | "wasm") => drop(data.insert(name.as_str(), STANDARD.encode(read(name)?))),
            Some("html") => {
                let html = String::from_utf8_lossy(read(name)?);
                files.insert(name.clone(), page(&html, &|name| read(name).cloned())?.into_bytes());
            }
            _ => {}
        }
    }
    let data = format!("const carried={};\n{FETCH}", serde_json::to_string(&data)?);
    files.insert(CARRIED.to_owned(), data.into_bytes());
    Manifest::of(&files, &manifest.made).put(&mut files);
    Ok(files)
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
    let app = written_in_page(&read(name)?);
    let carried = format!("<script src=\"{up}{CARRIED}\"></script>\n<script data-wasm=");
    let before = before.replacen("<script data-wasm=", &carried, 1);
    let page = format!("{before}<script type=\"module\">{app}</script>{after}");
    Ok(unconnected(&page, &format!(" file: {}", hash(&app))))
}

/// The app as it stands in a page, where some letters would end the script.
pub fn written_in_page(app: &[u8]) -> String {
    String::from_utf8_lossy(app).replace("</script", "<\\/script")
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
