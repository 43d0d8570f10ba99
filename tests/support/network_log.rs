//! What Chromium and Firefox write down about their own network: beside the proxy, a second witness that sees what goes
//! past one.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::driver::Engine;

/// What of Firefox's network is written down: each name that it looks up, each line that it opens, each
/// request.
pub(crate) const MOZILLA: &str = "sync,nsHostResolver:5,nsHttp:5,nsSocketTransport:5";

/// Every host and address that a browser's log names as asked, looked up or reached, without ports. `log` is what
/// [`Options::network_log`](crate::Options::network_log) was.
pub fn hosts(engine: Engine, log: &Path) -> BTreeSet<String> {
    match engine {
        Engine::Chromium => chromium(log),
        Engine::Firefox => firefox(log),
        Engine::WebKit => BTreeSet::new(),
    }
}

fn chromium(log: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(log).unwrap();
    // One event a line. A browser that is killed leaves the last line and the closing brackets out.
    let mut lines = text.lines().map(|line| line.trim_end_matches(','));
    let constants: Value = serde_json::from_str(&format!("{}}}", lines.next().unwrap_or_default())).unwrap();
    let local = constants["constants"]["logEventTypes"]["UDP_LOCAL_ADDRESS"].clone();
    let events: Vec<Value> = lines.filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert!(events.len() > 100, "{} events are no log of a visit", events.len());
    let mut hosts = BTreeSet::new();
    for event in events.iter().filter(|event| event["type"] != local) {
        for name in ["url", "host", "address", "remote_address", "destination"] {
            hosts.extend(event["params"][name].as_str().and_then(host));
        }
    }
    hosts
}

/// A log of each of its processes, beside each other.
fn firefox(log: &Path) -> BTreeSet<String> {
    let begin = log.file_name().unwrap().to_string_lossy().into_owned();
    let mut hosts = BTreeSet::new();
    for file in std::fs::read_dir(log.parent().unwrap()).unwrap().flatten() {
        if !file.file_name().to_string_lossy().starts_with(&begin) {
            continue;
        }
        let bytes = std::fs::read(file.path()).unwrap();
        for line in String::from_utf8_lossy(&bytes).lines() {
            let looked_up = line.split_once("Resolving host [").and_then(|(_, rest)| rest.split(']').next());
            let opened = line.split_once("nsSocketTransport::Init [").and_then(|(_, rest)| rest.split("host=").nth(1));
            let asked = line.split_once("nsHttp   Host: ").map(|(_, rest)| rest);
            hosts.extend([looked_up, opened, asked].into_iter().flatten().filter_map(host));
        }
    }
    hosts
}

/// The host of an address, of a name and a port, or of a whole address with its scheme.
fn host(text: &str) -> Option<String> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let rest = rest.split(['/', '?', '#', ' ']).next()?;
    let bracketed = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')).map(|(inside, _)| inside);
    let host = bracketed.unwrap_or_else(|| rest.split(':').next().unwrap_or_default());
    let inside = ["chrome", "data", "about", "blob", "chrome-extension", "devtools"];
    let scheme = text.split(':').next().unwrap_or_default();
    (!host.is_empty() && !inside.contains(&scheme)).then(|| host.to_owned())
}
