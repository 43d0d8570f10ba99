//! Puts a site together: packs, pages, and the app's files, each under a name that is its hash.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use sha2::{Digest, Sha256};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::{packing, read_json};
use sidedoor_core::directory::Directory;
use sidedoor_core::files::Files;
use sidedoor_core::rooms::{Rooms, written as rooms};
use sidedoor_core::search::normalized;
use sidedoor_core::text::{self, Text};
use sidedoor_screens::plain as plain_pages;

use crate::builder;
use crate::headers::{EMBED_POLICY, HEADERS, Inline, NONE, Profiles, WORKER_ONLY, framed, headers, integrity, policy};
use crate::manifest::Manifest;
use crate::page::{FrameWords, Parts, Pinned, Spoken, frame_words, page, plain};

/// The built app, as `xtask` or a release brings it.
#[derive(Clone, Debug)]
pub struct App {
    /// The module that starts the app.
    pub script: Packed,
    /// The app.
    pub wasm: Packed,
    /// What keeps a copy for when there is no internet, once somebody asks.
    pub worker: String,
    /// What stands in the page.
    pub inline: Inline,
    /// What stands in the page when it is in a frame of another.
    pub framed: Inline,
    /// What another site needs to show it in a frame, as it is served: path below [`EMBED`], bytes.
    pub embed: Files,
}

/// A file that is in every site of a release: it is packed once, by whoever releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Its bytes.
    pub plain: Vec<u8>,
    /// The same after Brotli.
    pub brotli: Vec<u8>,
}

/// The folder of what other sites need to show this one.
pub const EMBED: &str = "embed/";
/// The worker: the one file of the app whose name stays, since a browser asks for it to learn of another release.
pub const WORKER: &str = "w.js";
/// The folder of the pages for frames.
pub const FRAME: &str = "embed/frame/";

/// A file of the site: its name tells nothing, and changes with what is in it.
fn named(prefix: &str, bytes: &[u8], ending: &str) -> String {
    format!("{prefix}{}.{ending}", short(&Sha256::digest(bytes)))
}

/// The beginning of a hash: enough to tell one release's files from another's.
fn short(hash: &[u8]) -> String {
    hash.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// The same files, and beside each that has none yet it compressed as well as Brotli can: that takes long, so every core does
/// some.
fn packed(mut files: Files) -> io::Result<Files> {
    let open = |name: &str| !name.ends_with(BROTLI) && !files.contains_key(&format!("{name}{BROTLI}"));
    let next = Mutex::new(files.iter().filter(|(name, _)| open(name)));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let some = || -> io::Result<Vec<(String, Vec<u8>)>> {
        let mut done = Vec::new();
        loop {
            let file = next.lock().ok().and_then(|mut next| next.next());
            let Some((name, bytes)) = file else { return Ok(done) };
            done.push((format!("{name}{BROTLI}"), compressed(bytes)?));
        }
    };
    let done: io::Result<Vec<_>> = std::thread::scope(|scope| {
        // A browser has none to give; this one does the rest.
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(some)).collect();
        let own = some();
        let others = others.into_iter();
        let others = others.map(|other| other.join().unwrap_or_else(|_| Err(broken("a thread gave up"))));
        others.chain([own]).collect()
    });
    files.extend(done?.into_iter().flatten());
    Ok(files)
}

/// How the names of files end that lie beside others, packed.
const BROTLI: &str = ".br";

/// Brotli at its best (quality 11, window 24; blocks of 64 KB, which suit pages), as it is measured and served.
///
/// # Errors
/// Never in memory, but the encoder speaks of a stream.
pub fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, lgblock: 16, ..Default::default() };
    brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut out, &parameters)?;
    Ok(out)
}

/// The worker, below the names of what belongs together: those of every language, and those of each.
fn worker(source: &str, files: &Files, whole: &[&str], texts: &[Spoken]) -> String {
    let mut sum = Sha256::new();
    for (name, bytes) in files {
        sum.update(name);
        sum.update(bytes);
    }
    let release = short(&sum.finalize());
    let spoken: BTreeMap<&str, [String; 3]> = texts
        .iter()
        .enumerate()
        .map(|(at, spoken)| {
            let page = if at == 0 { "./".to_owned() } else { format!("{}/", spoken.tag) };
            (spoken.tag.as_str(), [page, spoken.text.clone(), spoken.reading()])
        })
        .collect();
    // The first page, too: whoever types the address comes there.
    let whole: Vec<&str> = whole.iter().copied().chain(["./"]).collect();
    let [whole, spoken] =
        [serde_json::to_string(&whole), serde_json::to_string(&spoken)].map(Result::unwrap_or_default);
    format!("const release={release:?},whole={whole},spoken={spoken};\n{source}\n")
}

fn broken(what: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_string())
}

/// A whole site from a built app and checked resources, with the files that these were read from.
///
/// # Errors
/// When a pack does not read back.
pub fn site(root: &Files, resources: &Resources, app: &App) -> io::Result<Files> {
    let mut files = drawn(root, resources, app)?;
    let before: Vec<_> = files
        .iter()
        .filter_map(|(name, bytes)| {
            let packed = [&app.script, &app.wasm].into_iter().find(|one| one.plain == *bytes)?;
            Some((format!("{name}{BROTLI}"), packed.brotli.clone()))
        })
        .collect();
    files.extend(before);
    let mut files = packed(files)?;
    let profiles = Profiles::default()
        .with("", headers(&policy(&app.inline, WORKER_ONLY)))
        .with(EMBED, headers(EMBED_POLICY))
        .with(FRAME, framed(&policy(&app.framed, NONE), &resources.ancestors));
    files.insert(HEADERS.to_owned(), serde_json::to_string_pretty(&profiles)?.into_bytes());
    Manifest::of(&files, &resources.site.made).put(&mut files);
    Ok(files)
}

/// The files of a site that is looked at where it was made, and served by nobody: as they are, without headers.
///
/// # Errors
/// As [`site`].
pub fn unserved(root: &Files, resources: &Resources, app: &App) -> io::Result<Files> {
    let mut files = drawn(root, resources, app)?;
    Manifest::of(&files, &resources.site.made).put(&mut files);
    Ok(files)
}

fn drawn(root: &Files, resources: &Resources, app: &App) -> io::Result<Files> {
    let mut files = Files::new();
    let directory_bytes = packing::directory(resources);
    // Read back what will be served: a pack that the app would refuse must not leave this machine.
    let directory: &'static Directory =
        Box::leak(Box::new(Directory::read(&directory_bytes, &normalized).map_err(broken)?));
    let time_zones: BTreeMap<String, Vec<String>> = read_json(root, "places/time-zones.json").map_err(broken)?;
    let mut languages = resources.languages.clone();
    languages.sort_by_key(|language| language.tag != resources.site.language);

    let (script, wasm) = (named("a", &app.script.plain, "js"), named("a", &app.wasm.plain, "wasm"));
    let directory_name = named("d", &directory_bytes, "bin");
    files.insert(script.clone(), app.script.plain.clone());
    files.insert(wasm.clone(), app.wasm.plain.clone());
    files.insert(directory_name.clone(), directory_bytes);
    let services = resources.service_names();
    let mut texts = Vec::new();
    let mut read = Vec::new();
    for language in &languages {
        let tag = language.tag.as_str();
        let bytes = text::pack(language);
        let reading = rooms::pack(&resources.reading, language, &packing::own_phrases(resources, tag), &services);
        let complete = Rooms::read(&reading).map_err(broken)?;
        // One hash for both: a hash does not compress, and every page names every language.
        let name = named("", &[bytes.as_slice(), reading.as_slice()].concat(), "bin");
        let autonym = language.meta_text("autonym").to_owned();
        let (reviewed, text) = (language.is_reviewed(), format!("{tag}-{name}"));
        let spoken = Spoken { tag: tag.to_owned(), autonym, reviewed, text };
        let words = Text::read(&bytes).map_err(broken)?;
        files.insert(spoken.text.clone(), bytes);
        files.insert(spoken.reading(), reading);
        texts.push(spoken);
        let text = &*Box::leak(Box::new(words));
        text.complete(complete.sentences().clone(), complete.phrases().clone());
        read.push((text, &*Box::leak(Box::new(complete))));
    }
    let names = core::iter::once(&resources.site.title).chain(&resources.site.names);
    let names = names.map(String::as_str).collect::<Vec<_>>().join("|");
    let frame: FrameWords = read.iter().map(|(text, _)| (text.tag().to_owned(), frame_words(text))).collect();
    let alone = Parts {
        title: &resources.site.title,
        names: &names,
        leave_to: &resources.site.leave_to,
        up: "",
        script: Pinned { name: &script, sum: &integrity(&app.script.plain) },
        wasm: Pinned { name: &wasm, sum: &integrity(&app.wasm.plain) },
        directory: &directory_name,
        texts: &texts,
        time_zones: &time_zones,
        inline: &app.inline,
        guesses: false,
        frame: None,
    };
    // The builder page speaks English, where the site does.
    let english = read.iter().find(|(text, _)| text.tag() == "en").or(read.first());
    let (words, _) = *english.ok_or_else(|| broken("no language"))?;
    for (text, rooms) in read {
        let first = text.tag() == resources.site.language;
        let folder_of_its_own = format!("{}/", text.tag());
        let beside = if first { "" } else { folder_of_its_own.as_str() };
        let parts = Parts { up: if first { "" } else { "../" }, guesses: first, ..alone };
        files.insert(format!("{beside}index.html"), page(directory, text, &parts).into_bytes());
        // Beside it, so that the way back is the folder itself.
        let to_read = plain(directory, text, &parts, |session| plain_pages::read(session, rooms, parts.title, "./"));
        files.insert(format!("{beside}{}", plain_pages::READ), to_read.into_bytes());
        let services = plain(directory, text, &parts, |session| plain_pages::services(session, parts.title, "./"));
        files.insert(format!("{beside}{}", plain_pages::SERVICES), services.into_bytes());
        let framed = Parts { inline: &app.framed, frame: Some(&frame), ..alone };
        let parts = Parts { up: if first { "../../" } else { "../../../" }, ..framed };
        let html = page(directory, text, &parts);
        files.insert(format!("{FRAME}{beside}index.html"), html.into_bytes());
        if first {
            // By its own name, too: a host that asks for a language does not know which is the first.
            let html = page(directory, text, &Parts { up: "../../../", ..framed });
            let html = texts.iter().fold(html, |html, Spoken { tag, .. }| {
                html.replace(&format!("href=\"{tag}/\""), &format!("href=\"../{tag}/\""))
            });
            files.insert(format!("{FRAME}{folder_of_its_own}index.html"), html.into_bytes());
        }
    }
    let worker = worker(&app.worker, &files, &[&script, &wasm, &directory_name], &texts);
    files.insert(WORKER.to_owned(), worker.into_bytes());
    let embed = builder::served(&app.embed, resources, directory, words, &texts)?;
    files.extend(embed.into_iter().map(|(name, bytes)| (format!("{EMBED}{name}"), bytes)));
    Ok(files)
}
