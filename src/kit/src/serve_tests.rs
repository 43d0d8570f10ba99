use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};

use super::*;

/// A site of two pages, served; the folder lives as long as the server is asked.
fn site() -> (tempfile::TempDir, Running) {
    let folder = tempfile::tempdir().unwrap();
    let profiles = Profiles::default()
        .with("", vec![("Cache-Control", "no-store".to_owned())])
        .with("embed/", vec![("X-Frame", "yes".to_owned())]);
    let page = "<p>a page</p>".repeat(100);
    fs::create_dir(folder.path().join("embed")).unwrap();
    for (name, bytes) in [
        ("headers.json", serde_json::to_vec(&profiles).unwrap()),
        ("index.html", page.clone().into_bytes()),
        ("index.html.br", crate::site::compressed(page.as_bytes()).unwrap()),
        ("embed/index.html", b"framed".to_vec()),
        ("a.wasm", b"\0asm".to_vec()),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let running = serve(folder.path(), (Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    (folder, running)
}

/// What the server says to some bytes, to its end.
fn said(running: &Running, request: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(running.address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut all = Vec::new();
    stream.read_to_end(&mut all).unwrap();
    let end = all.windows(4).position(|window| window == b"\r\n\r\n").map_or(all.len(), |at| at + 4);
    (String::from_utf8_lossy(&all[..end]).to_lowercase(), all[end..].to_vec())
}

fn asked(running: &Running, method: &str, path: &str, headers: &str) -> (String, Vec<u8>) {
    said(running, &format!("{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n"))
}

#[test]
fn a_browser_gets_the_smallest_form_that_it_reads() {
    let (_folder, running) = site();
    let (plain, body) = asked(&running, "GET", "/", "");
    assert!(plain.starts_with("http/1.1 200") && !plain.contains("content-encoding"));
    assert!(plain.contains("content-type: text/html; charset=utf-8") && plain.contains("vary: accept-encoding"));
    let (packed, brotli) = asked(&running, "GET", "/", "accept-encoding: gzip, deflate, br\r\n");
    assert!(packed.contains("content-encoding: br") && brotli.len() < body.len());
    let (old, gzip) = asked(&running, "GET", "/", "accept-encoding: gzip;q=0.5, br;q=0\r\n");
    assert!(old.contains("content-encoding: gzip"), "{old}");
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(gzip.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, body);
}

#[test]
fn each_folder_has_its_own_headers_and_nothing_is_kept_for_a_second_visit() {
    let (_folder, running) = site();
    let (alone, _) =
        asked(&running, "GET", "/", "if-none-match: *\r\nif-modified-since: Tue, 24 Nov 2026 00:00:00 GMT\r\n");
    assert!(alone.starts_with("http/1.1 200") && alone.contains("cache-control: no-store"));
    for kept in ["etag", "last-modified", "set-cookie", "server:"] {
        assert!(!alone.contains(kept), "{alone}");
    }
    let (framed, _) = asked(&running, "GET", "/embed/", "");
    assert!(framed.contains("x-frame: yes") && !framed.contains("no-store"));
    assert!(asked(&running, "GET", "/a.wasm", "").0.contains("application/wasm"));
    let (moved, _) = asked(&running, "GET", "/embed", "");
    assert!(moved.starts_with("http/1.1 308") && moved.contains("location: embed/\r\n"));
}

#[test]
fn only_what_is_of_the_site_can_be_asked_for_and_only_read() {
    let (folder, running) = site();
    fs::write(folder.path().join("later.txt"), "put there later").unwrap();
    for path in ["/nothing", "/../Cargo.toml", "/%2e%2e/etc/passwd", "/later.txt", "/index.html.br"] {
        let (missing, body) = asked(&running, "GET", path, "");
        assert!(missing.starts_with("http/1.1 404") && body.is_empty(), "{path}: {missing}");
        assert!(missing.contains("cache-control: no-store"), "a missing page is not kept either");
    }
    let (head, body) = asked(&running, "HEAD", "/", "");
    assert!(head.starts_with("http/1.1 200") && head.contains("content-length: 1300") && body.is_empty());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let (refused, _) = asked(&running, method, "/", "");
        assert!(refused.starts_with("http/1.1 405") && refused.contains("allow: get, head"), "{method}: {refused}");
    }
}

#[test]
fn a_head_without_end_is_cut_off() {
    let (_folder, running) = site();
    let long = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "a".repeat(HEAD * 2));
    let mut stream = TcpStream::connect(running.address).unwrap();
    let _ = stream.write_all(long.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
    assert!(asked(&running, "GET", "/", "").0.starts_with("http/1.1 200"), "the others are served as before");
}

#[test]
fn a_folder_that_is_no_site_is_not_served() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), "private").unwrap();
    let refused = serve(folder.path(), (Ipv4Addr::LOCALHOST, 0).into()).unwrap_err();
    assert!(refused.to_string().contains("no built site"));
}
