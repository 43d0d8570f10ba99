//! What Chromium writes down about its own network: beside the proxy, a second witness that sees what goes past one.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// Every host and address that a network log names as asked, looked up or reached, without ports.
pub fn hosts(log: &Path) -> BTreeSet<String> {
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
            if let Some(host) = event["params"][name].as_str().and_then(host) {
                hosts.insert(host);
            }
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
