//! The workbench as a folder: a page on which an organisation makes its own site. It opens from a disk, so everything that it
//! needs is carried in one script, and its policy lets it connect to nothing.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sidedoor_core::files::Files;

use crate::archive;
use crate::headers::hash;
use crate::manifest::Manifest;
use crate::page::fill;
use crate::portable::{CARRIED, written_in_page};
use crate::site::App;
use crate::stale::sheet;

const PAGE: &str = include_str!("../../../public/workbench/index.html");
const STYLE: &str = include_str!("../../../public/workbench/style.css");
const BOOT: &str = include_str!("../../../public/workbench/boot.js");

/// What stands in a release besides what a site is made from, and is not carried here.
const LEFT: [&str; 3] = ["pictures/", "schema/", "workbench/"];

/// What of a release a site is made from: the app and the resources, with a manifest of them.
pub fn release(app: &App, resources: &Files, made: &str) -> Files {
    let stays = |name: &str| !LEFT.iter().any(|folder| name.starts_with(folder));
    let resources = resources.iter().filter(|(name, _)| stays(name));
    let resources = resources.map(|(name, bytes)| (format!("resources/{name}"), bytes.clone()));
    let app = app.files().into_iter().map(|(name, bytes)| (format!("app/{name}"), bytes));
    let mut files: Files = app.chain(resources).collect();
    Manifest::of(&files, made).put(&mut files);
    files
}

/// The folder, of what `wasm-bindgen --target no-modules` made and of what a site is made from.
///
/// # Errors
/// When the release cannot be packed.
pub fn folder(glue: &str, wasm: &[u8], app: &App, resources: &Files, made: &str) -> io::Result<Files> {
    let release = archive::packed(&release(app, resources, made))?;
    let carried =
        serde_json::json!({ "glue": glue, "wasm": STANDARD.encode(wasm), "release": STANDARD.encode(release) });
    let page = fill(PAGE, &[("policy", &policy(app))]);
    let files = [
        ("index.html", page.into_bytes()),
        ("style.css", STYLE.into()),
        ("boot.js", BOOT.into()),
        (CARRIED, format!("const carried={carried}\n").into_bytes()),
    ];
    let mut files: Files = files.map(|(name, bytes)| (name.to_owned(), bytes)).into();
    Manifest::of(&files, made).put(&mut files);
    Ok(files)
}

/// Nothing can be connected to. What is looked at in a frame has this policy besides its own, and so what stands in the site's
/// pages and in the call sheet is allowed here, too.
fn policy(app: &App) -> String {
    let scripts =
        [&app.inline.head, &app.inline.script, &written_in_page(&app.script.plain)].map(|text| hash(text)).join(" ");
    let styles = [hash(&app.inline.style), hash(&sheet::style())].join(" ");
    format!(
        "default-src 'none'; script-src 'self' file: blob: 'wasm-unsafe-eval' {scripts}; style-src 'self' file: {styles}; \
         worker-src blob:; frame-src blob:; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::small;

    #[test]
    fn the_page_carries_what_it_needs_and_may_connect_to_nothing() {
        let resources: Files =
            [("site.json".to_owned(), b"{}".to_vec()), ("pictures/a.png".to_owned(), b"x".to_vec())].into();
        let folder = folder("let wasm_bindgen", b"\0asm", &small(), &resources, "2026-11").unwrap();
        let page = String::from_utf8(folder["index.html"].clone()).unwrap();
        assert!(page.contains("connect-src 'none'") && !page.contains("{{"), "{page}");
        let data = String::from_utf8(folder[CARRIED].clone()).unwrap();
        let data = data.strip_prefix("const carried=").unwrap();
        let carried: serde_json::Value = serde_json::from_str(data).unwrap();
        let release = STANDARD.decode(carried["release"].as_str().unwrap()).unwrap();
        let release = archive::unpacked(&release, 1 << 20).unwrap();
        assert!(release.contains_key("resources/site.json") && !release.contains_key("resources/pictures/a.png"));
        assert!(release.contains_key("app/app.wasm"));
    }
}
