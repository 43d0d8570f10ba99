//! The recipes for servers do what they say: nginx, Caddy and Apache, run with what `sidedoor hosting` writes, send the same
//! headers and bytes as our own server, and write down nothing of whoever comes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use promises::{Engine, Journey, Options, Page, Reply, SERVERS, Server, Site, ask, built, in_engines, kit};

/// What may differ: what a server says of the connection and of itself.
const ITS_OWN: [&str; 7] =
    ["accept-ranges", "connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"];

/// Every kind of file, folders, and what is not there.
fn paths(site: &Site) -> Vec<String> {
    let mut paths: Vec<String> = site.files().into_iter().filter(|name| name.contains('.')).collect();
    paths.retain(|name| !name.contains(".br"));
    let more =
        ["", "es/", "es/index.html", "ar/2.html", "embed/", "embed/1.0.0/loader.js", "embed/frame/", "embed/frame/es/"];
    paths.extend(more.map(str::to_owned));
    paths
}

fn headers(reply: &Reply) -> BTreeMap<&str, &str> {
    let own = |name: &&String| !ITS_OWN.contains(&name.as_str());
    reply.headers.iter().filter(|(name, _)| own(name)).map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[test]
fn each_server_sends_what_ours_sends_line_by_line_and_byte_by_byte() {
    let site = Site::whole();
    for kind in SERVERS {
        let Some(server) = Server::start(kind) else { continue };
        for path in paths(&site) {
            for encodings in ["br", "identity"] {
                let (ours, theirs) = (ask(&site.address, &path, encodings), ask(&server.address, &path, encodings));
                assert_eq!(
                    (theirs.status, headers(&theirs)),
                    (ours.status, headers(&ours)),
                    "{kind:?} /{path} {encodings}"
                );
                assert!(theirs.body == ours.body, "{kind:?} /{path} {encodings}: other bytes");
            }
        }
        for missing in ["nothing", "nothing.html", "index.html.br", "embed/frame/nothing.js", "../../etc/passwd"] {
            let reply = ask(&server.address, missing, "br");
            assert!((400..500).contains(&reply.status), "{kind:?} /{missing}: {}", reply.status);
            let policy = reply.headers.get("content-security-policy");
            assert!(reply.status == 400 || policy.is_some(), "{kind:?} /{missing}: {:?}", reply.headers);
        }
    }
}

#[test]
fn no_server_writes_down_who_came_and_what_for() {
    for kind in SERVERS {
        let Some(server) = Server::start(kind) else { continue };
        in_engines(&[Engine::Chromium, Engine::Firefox], &Options::default(), async |page: Page| {
            for journey in [Journey::Find, Journey::Language] {
                page.open_app(&server.address).await;
                journey.go(&page).await;
            }
            page
        });
        for (path, encodings) in [("nothing-there", "br"), ("embed/%00", "gzip"), ("a/../../..", "")] {
            let _ = ask(&server.address, path, encodings);
        }
        let folder = server.end();
        let written = lines(&folder.path());
        let telling: Vec<&String> = written
            .iter()
            .filter(|line| {
                ["127.0.0.1:", "client", "GET", "nothing-there", "Mozilla", "index.html", ".bin"]
                    .iter()
                    .any(|one| line.contains(one))
            })
            .collect();
        assert_eq!(telling, Vec::<&String>::new(), "{kind:?} wrote something down");
    }
}

/// Every line of every file that a server wrote.
fn lines(folder: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            lines.extend(self::lines(&entry.path()));
        } else if entry.file_name() == "autosave.json" {
            // What Caddy was told, once more.
        } else if let Ok(text) = fs::read(entry.path()) {
            lines.extend(String::from_utf8_lossy(&text).lines().map(str::to_owned));
        }
    }
    lines
}

#[test]
fn the_same_look_finds_what_a_server_with_a_log_writes_down() {
    let Some(server) = Server::start_with_log() else { return };
    let _ = ask(&server.address, "nothing-there", "br");
    let folder = server.end();
    assert!(lines(&folder.path()).iter().any(|line| line.contains("nothing-there")), "a log is seen");
}

#[test]
fn over_https_a_site_is_verified_by_whoever_knows_its_authority_and_by_nobody_else() {
    let Some(server) = Server::start_over_https() else { return };
    let verify = |known: bool| {
        let mut command = Command::new(kit());
        command.args(["verify", &server.address]);
        command.args(known.then(|| ["--manifest".into(), built().join("manifest.json")]).into_iter().flatten());
        command
            .env("SSL_CERT_FILE", if known { server.authority() } else { "/etc/ssl/certs/ca-certificates.crt".into() });
        let done = command.output().unwrap();
        (done.status.code(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
    };
    let (code, said) = verify(true);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("https://localhost:"), "{said}");
    let (code, said) = verify(false);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("certificate"), "{said}");
}
