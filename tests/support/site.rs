//! Serves the built site for one test, whole or with one thing wrong.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::server::{How, Server, ServerKind};

/// Copies made so far by this process, so that each has a folder of its own.
static COPIES: AtomicUsize = AtomicUsize::new(0);

/// Every page of the site.
const PAGES: [&str; 5] =
    ["index.html", "es/index.html", "embed/frame/index.html", "embed/frame/en/index.html", "embed/frame/es/index.html"];

/// A served site; its server ends with it.
#[derive(Debug)]
pub struct Site {
    /// Held, not read: it ends with the site.
    _server: Serving,
    /// Where it is, with a slash at the end.
    pub address: String,
    copy: Option<PathBuf>,
}

/// What is wrong with a site.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The directory pack lacks its second half.
    HalfDirectory,
    /// One byte of the directory pack is another.
    ChangedDirectory,
    /// The directory pack is of another version.
    OtherDirectory,
    /// The WebAssembly is not there.
    NoWasm,
    /// The other language's pack is not there.
    NoOtherLanguage,
    /// What there is to read lacks its second half.
    HalfRooms,
}

/// Who serves it.
#[derive(Debug)]
enum Serving {
    /// `sidedoor serve`.
    Ours(Child),
    /// One that people run.
    Theirs(#[allow(dead_code, reason = "held, not read")] Server),
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Self::Ours(child) = self {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(copy) = &self.copy {
            let _ = std::fs::remove_dir_all(copy);
        }
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The program `sidedoor`.
pub fn kit() -> PathBuf {
    std::env::var_os("SIDEDOOR").map_or_else(|| root().join("target/debug/sidedoor"), PathBuf::from)
}

/// The built site.
pub fn built() -> PathBuf {
    root().join("dist")
}

/// The folder of the workbench.
pub fn workbench() -> PathBuf {
    root().join("target/workbench")
}

fn serve(folder: &Path, copy: Option<PathBuf>) -> Site {
    if let Some(server) = ServerKind::asked().and_then(|kind| Server::begin(kind, folder, How::Plain)) {
        return Site { address: server.address.clone(), _server: Serving::Theirs(server), copy };
    }
    let mut child = Command::new(kit())
        .arg("serve")
        .arg(folder)
        .arg("0")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the sidedoor binary; run `cargo xtask test`");
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("http://127.0.0.1:"), "the server said {line:?}; is dist/ built?");
    Site { _server: Serving::Ours(child), address: line.trim().to_owned(), copy }
}

impl Site {
    /// The site as it was built.
    pub fn whole() -> Self {
        serve(&root().join("dist"), None)
    }

    /// The site in two languages that nobody speaks (`src/xtask/src/pseudo.rs`).
    pub fn pseudo() -> Self {
        serve(&root().join("target/pseudo"), None)
    }

    /// A site in another folder.
    pub fn at(folder: &Path) -> Self {
        serve(folder, None)
    }

    /// The names of its files.
    pub fn files(&self) -> Vec<String> {
        let folder = self.copy.clone().unwrap_or_else(|| root().join("dist"));
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    /// The languages that it speaks, English first, each with the address of its page.
    pub fn languages(&self) -> Vec<(String, String)> {
        let mut folders: Vec<String> = self.files();
        folders.retain(|name| name != "embed" && root().join("dist").join(name).join("index.html").is_file());
        folders.sort();
        let others = folders.into_iter().map(|tag| (tag.clone(), format!("{}{tag}/", self.address)));
        std::iter::once(("en".to_owned(), self.address.clone())).chain(others).collect()
    }

    /// Where it is by a name of its own, of which nothing else on the machine has heard.
    pub fn named(&self, host: &str) -> String {
        self.address.replace("127.0.0.1", host)
    }

    /// The site with other places to leave for: the real ones are out of reach of a test.
    pub fn leaving_to(places: &[&str]) -> Self {
        let places = places.join(" ");
        Self::leaving_by(&[("en", &places), ("es", &places)])
    }

    /// The same with every script refused by the server's policy: a driver of Chromium loses its way where a browser
    /// without script goes to another site.
    pub fn refusing_script(place: &str) -> Self {
        Self::leaving_to(&[place]).changed(|copy| {
            let headers = copy.join("headers.json");
            let mut all: serde_json::Value = serde_json::from_slice(&std::fs::read(&headers).unwrap()).unwrap();
            all[""]["Content-Security-Policy"] = "script-src 'none'".into();
            std::fs::write(&headers, all.to_string()).unwrap();
        })
    }

    /// The same where a server's policy has no leave for WebAssembly.
    pub fn without_leave_for_webassembly() -> Self {
        Self::leaving_to(&["about:blank"]).changed(|copy| {
            let headers = copy.join("headers.json");
            let text = std::fs::read_to_string(&headers).unwrap();
            std::fs::write(&headers, text.replace(" 'wasm-unsafe-eval'", "")).unwrap();
        })
    }

    /// The site for frames on these pages, which leaves for this place.
    pub fn framed_by(ancestors: &str, place: &str) -> Self {
        Self::leaving_to(&[place]).changed(|copy| {
            let headers = copy.join("headers.json");
            let text = std::fs::read_to_string(&headers).unwrap();
            let all = text.replace("frame-ancestors 'self'", &format!("frame-ancestors 'self' {ancestors}"));
            assert_ne!(all, text, "the pages for frames say who may show them");
            std::fs::write(&headers, all).unwrap();
        })
    }

    /// The versions of the loader that were ever published, the oldest first.
    pub fn loaders() -> Vec<String> {
        let folders = std::fs::read_dir(root().join("dist/embed")).unwrap().flatten();
        let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut versions: Vec<String> =
            names.filter(|name| name.starts_with(|first: char| first.is_ascii_digit())).collect();
        versions.sort();
        versions
    }

    /// The same without its WebAssembly.
    pub fn without_app(place: &str) -> Self {
        Self::leaving_to(&[place]).changed(|copy| {
            for entry in std::fs::read_dir(copy).unwrap().flatten() {
                if entry.file_name().to_string_lossy().contains(".wasm") {
                    std::fs::remove_file(entry.path()).unwrap();
                }
            }
        })
    }

    /// Served anew after a change to its copy, which now belongs to the second server.
    fn changed(mut self, change: impl FnOnce(&Path)) -> Self {
        let copy = self.copy.take().unwrap();
        change(&copy);
        serve(&copy, Some(copy.clone()))
    }

    /// The words of its page, as HTML.
    pub fn words(&self) -> String {
        let html = std::fs::read_to_string(root().join("dist/index.html")).unwrap();
        let (begin, end) = (html.find("<main>").unwrap() + "<main>".len(), html.find("</main>").unwrap());
        html[begin..end].to_owned()
    }

    /// The site on a host that sends no header of its own.
    pub fn without_headers() -> Self {
        let copy = copied("without-headers");
        std::fs::write(copy.join("headers.json"), "{}").unwrap();
        serve(&copy, Some(copy.clone()))
    }

    /// The same by language, or language and country; the first is where the page without script goes.
    pub fn leaving_by(places: &[(&str, &str)]) -> Self {
        let copy = copied(&format!("leaving-{}", COPIES.fetch_add(1, Ordering::Relaxed)));
        let first = places[0].1.split(' ').next().unwrap();
        let all: Vec<String> = places.iter().map(|(tag, places)| format!("{tag} {places}")).collect();
        for page in PAGES.map(|name| copy.join(name)) {
            let mut html = std::fs::read_to_string(&page).unwrap();
            for (before, value) in [("id=\"leave\" href=\"", first), ("data-to=\"", &all.join("|"))] {
                let begin = html.find(before).unwrap() + before.len();
                let end = begin + html[begin..].find('"').unwrap();
                html.replace_range(begin..end, value);
            }
            std::fs::write(&page, html).unwrap();
            std::fs::remove_file(page.with_extension("html.br")).unwrap();
        }
        serve(&copy, Some(copy.clone()))
    }

    /// The site as another release has it: the exit of its pages is worded otherwise.
    pub fn of_another_release(exit: &str) -> Self {
        Self::leaving_to(&["about:blank"]).changed(|copy| {
            let page = copy.join("index.html");
            let html = std::fs::read_to_string(&page).unwrap();
            let begin = html.find("<span>").unwrap() + "<span>".len();
            let end = begin + html[begin..].find('<').unwrap();
            std::fs::write(&page, [&html[..begin], exit, &html[end..]].concat()).unwrap();
            let worker = copy.join("w.js");
            let script = std::fs::read_to_string(&worker).unwrap();
            let (before, release) = script.split_once("release=\"").unwrap();
            std::fs::write(&worker, format!("{before}release=\"other{release}")).unwrap();
            std::fs::remove_file(copy.join("w.js.br")).unwrap();
        })
    }

    /// The page's words with neither style nor script: what a first paint is measured against.
    pub fn bare() -> Self {
        let copy = copied("bare");
        let page = copy.join("index.html");
        let mut html = std::fs::read_to_string(&page).unwrap();
        for (from, to) in [
            ("<style>", "</style>"),
            ("<script data-", "</script>"),
            ("<script type", "</script>"),
            ("<meta http", ">"),
        ] {
            let begin = html.find(from).unwrap();
            let end = begin + html[begin..].find(to).unwrap() + to.len();
            html.replace_range(begin..end, "");
        }
        std::fs::write(&page, html).unwrap();
        // Packed as the real one is, so that the bytes on the wire compare.
        let packed = Command::new("brotli").args(["-f", "-q", "11", "-w", "24"]).arg(&page).status();
        assert!(packed.is_ok_and(|status| status.success()), "brotli packs the bare page");
        serve(&copy, Some(copy.clone()))
    }

    /// The site with one thing wrong.
    pub fn with(fault: Fault) -> Self {
        let copy = copied(&format!("{fault:?}"));
        let spoil = |prefix: &str, ending: &str, change: &dyn Fn(&mut Vec<u8>)| {
            for entry in std::fs::read_dir(&copy).unwrap().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with(prefix) && name.ends_with(ending) {
                    let mut bytes = std::fs::read(entry.path()).unwrap();
                    change(&mut bytes);
                    let _ = std::fs::remove_file(copy.join(format!("{name}.br")));
                    if bytes.is_empty() {
                        std::fs::remove_file(entry.path()).unwrap();
                    } else {
                        std::fs::write(entry.path(), bytes).unwrap();
                    }
                }
            }
        };
        match fault {
            Fault::HalfDirectory => spoil("d", ".bin", &|bytes| bytes.truncate(bytes.len() / 2)),
            Fault::ChangedDirectory => spoil("d", ".bin", &|bytes| *bytes.last_mut().unwrap() ^= 1),
            Fault::OtherDirectory => spoil("d", ".bin", &|bytes| bytes[3] += 1),
            Fault::NoWasm => spoil("a", ".wasm", &Vec::clear),
            Fault::NoOtherLanguage => spoil("es-", ".bin", &Vec::clear),
            Fault::HalfRooms => spoil("en_", ".bin", &|bytes| bytes.truncate(bytes.len() / 2)),
        }
        serve(&copy, Some(copy.clone()))
    }
}

/// A copy of the built site, to change.
fn copied(name: &str) -> PathBuf {
    let copy = std::env::temp_dir().join(format!("site-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&copy);
    copy_folder(&root().join("dist"), &copy);
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
