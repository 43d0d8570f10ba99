//! Against `sidedoor serve`, and against servers that do one thing wrong.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use super::*;
use crate::app::tests::{files, resources, small};
use crate::site::site;

const QUICK: Limits = Limits { sent: 4 << 20, unpacked: 8 << 20, time: Duration::from_secs(5), files: 100 };

/// A whole site of the real resources, with an app of a few bytes.
fn built() -> &'static Path {
    static SITE: OnceLock<tempfile::TempDir> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        sidedoor_core::files::write(&site(&files(), &resources(), &small()).unwrap(), folder.path()).unwrap();
        folder
    })
    .path()
}

fn manifest() -> Vec<u8> {
    std::fs::read(built().join(MANIFEST)).unwrap()
}

/// A reply, to be spoiled: its headers, and its body.
struct Raw {
    status: &'static str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    endless: bool,
}

impl Raw {
    fn header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        if !value.is_empty() {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// A server of the built site that spoils replies, by the name of the file.
fn spoilt(spoil: impl Fn(&str, &mut Raw) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let profiles = Profiles::read(&std::fs::read(built().join(HEADERS)).unwrap()).unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let Some(first) = lines.next() else { continue };
            let path = first.split(' ').nth(1).unwrap().trim_start_matches('/').to_owned();
            lines.find(String::is_empty);
            let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
            let body =
                std::fs::read(built().join(format!("{name}.br"))).or_else(|_| std::fs::read(built().join(&name)));
            let mut raw = Raw { status: "404 Not Found", headers: Vec::new(), body: Vec::new(), endless: false };
            if let Ok(body) = body {
                raw.status = "200 OK";
                raw.body = body;
                let packed = built().join(format!("{name}.br")).exists();
                raw.headers = profiles.of(&name).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
                raw.header("Content-Type", crate::headers::media_type(&name));
                raw.header("Content-Encoding", if packed { "br" } else { "" });
            }
            spoil(&name, &mut raw);
            let mut head = format!("HTTP/1.1 {}\r\nConnection: close\r\n", raw.status);
            for (name, value) in &raw.headers {
                write!(head, "{name}: {value}\r\n").unwrap();
            }
            let _ = stream.write_all(format!("{head}\r\n").as_bytes());
            let _ = stream.write_all(&raw.body);
            while raw.endless && stream.write_all(&[b' '; 8192]).is_ok() {}
        }
    });
    address
}

fn looked(address: SocketAddr, given: bool) -> Seen {
    let manifest = manifest();
    verify(&format!("http://{address}/"), given.then_some(manifest.as_slice()), QUICK, &|_| {}).unwrap()
}

/// What is said of a site that is spoilt.
fn said(spoil: impl Fn(&str, &mut Raw) + Send + Sync + 'static) -> (String, String) {
    let seen = looked(spoilt(spoil), true);
    let remarks = seen
        .remarks
        .iter()
        .map(|one| format!("{}: {} ({})", one.file, one.what, one.header.as_deref().unwrap_or_default()));
    (remarks.collect::<Vec<_>>().join("\n"), seen.can_say.join("\n"))
}

#[test]
fn the_site_that_sidedoor_serves_has_nothing_to_mend() {
    let running = crate::serve::serve(built(), (Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let seen = looked(running.address, true);
    assert_eq!(seen.remarks, []);
    let can = seen.can_say.join("\n");
    for sentence in ["No cookie is set", "Everything comes from this one host", "to the byte the one of the manifest"] {
        assert!(can.contains(sentence), "{can}");
    }
    assert!(seen.cannot_say.iter().any(|one| one.contains("writes down who opened the page")));
    assert!(seen.files >= 9, "both languages, their packs, the app: {}", seen.files);

    let alone = looked(running.address, false);
    assert!(alone.cannot_say.iter().any(|one| one.contains("those of a release")));
    assert!(!alone.can_say.iter().any(|one| one.contains("that was given")));
}

#[test]
fn a_cookie_is_seen_on_whatever_file_it_comes() {
    let (remarks, can) = said(|name, raw| {
        if name.ends_with("wasm") {
            raw.header("Set-Cookie", "visitor=42; Path=/");
        }
    });
    assert!(remarks.contains("sets a cookie: visitor") && !remarks.contains("42"), "{remarks}");
    assert!(!can.contains("No cookie"));
}

#[test]
fn a_missing_header_comes_with_the_line_to_paste() {
    let (remarks, can) = said(|_, raw| {
        raw.header("Content-Security-Policy", "");
        raw.header("Cache-Control", "max-age=600");
    });
    assert!(remarks.contains(
        "Content-Security-Policy is missing (Content-Security-Policy: default-src 'none'; script-src 'self'"
    ));
    assert!(remarks.contains("Cache-Control is \"max-age=600\" (Cache-Control: no-store)"), "{remarks}");
    assert!(!can.contains("one host") && !can.contains("keep no copy;"));
}

#[test]
fn a_script_that_was_put_into_the_page_is_named_by_its_host() {
    let (remarks, can) = said(|name, raw| {
        if name == "index.html" {
            let page = std::fs::read_to_string(built().join("index.html")).unwrap();
            let injected = "<script src=\"https://stats.example.com/t.js\"></script><script>track()</script></body>";
            raw.body = page.replace("</body>", injected).into_bytes();
            raw.header("Content-Encoding", "");
        }
    });
    assert!(remarks.contains("index.html: loads from another host: <script src> stats.example.com"), "{remarks}");
    assert!(remarks.contains("holds a script that its policy does not know"));
    assert!(remarks.contains("index.html: is not what was written"));
    assert!(!can.contains("one host") && !can.contains("to the byte"));
}

#[test]
fn one_changed_byte_of_the_webassembly_is_seen() {
    let (remarks, can) = said(|name, raw| {
        if name.ends_with("wasm") {
            let mut body = std::fs::read(built().join(name)).unwrap();
            body[4] ^= 1;
            raw.body = body;
            raw.header("Content-Encoding", "");
        }
    });
    assert!(remarks.contains(".wasm: is not what was written"), "{remarks}");
    assert!(!can.contains("to the byte"));
}

#[test]
fn another_host_is_named_and_never_asked() {
    let elsewhere = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let to = format!("http://{}/", elsewhere.local_addr().unwrap());
    let expected = to.clone();
    let (remarks, _) = said(move |name, raw| {
        if name == "index.html" || name.ends_with("wasm") {
            raw.status = "302 Found";
            raw.header("Location", &to);
        }
    });
    assert!(remarks.contains(&format!("leads on to {expected}, which was not looked at")), "{remarks}");
    assert!(elsewhere.accept().is_err(), "somebody asked the other host");
}

#[test]
fn what_never_ends_and_what_unpacks_without_end_do_not_hold_it_up() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![0; 20 << 20]).unwrap();
    let bomb = bomb.finish().unwrap();
    let begun = std::time::Instant::now();
    let (remarks, _) = said(move |name, raw| {
        if name.ends_with("wasm") {
            raw.body.clone_from(&bomb);
            raw.header("Content-Encoding", "gzip");
        }
        if name.ends_with("js") {
            raw.endless = true;
            raw.header("Content-Encoding", "");
        }
    });
    assert!(remarks.contains(".wasm: unpacks to more than") && remarks.contains(".js: is longer than"), "{remarks}");
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn what_makes_browsers_report_and_what_opens_the_policy_is_remarked() {
    let (remarks, can) = said(|_, raw| {
        raw.header("NEL", "{\"report_to\":\"x\"}");
        let policy =
            "default-src 'none'; script-src 'self' https://cdn.example.com; base-uri 'none'; form-action 'none'";
        raw.header("Content-Security-Policy", policy);
    });
    assert!(
        remarks.contains("the header nel") && remarks.contains("script-src allows https://cdn.example.com"),
        "{remarks}"
    );
    assert!(!can.contains("report visits") && !can.contains("one host"));
}

#[test]
fn an_address_that_cannot_be_used_is_a_sentence() {
    let said = |url: &str| verify(url, None, QUICK, &|_| {}).unwrap_err();
    assert!(said("help.example.org").contains("is no address"));
    assert!(said("file:///etc/passwd").contains("only http:// and https://"));
    let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
    assert!(said(&format!("http://{closed}/")).contains(&closed.to_string()));
}
