//! Each reply's headers, and each page's content, beside what they should be.

use super::{Remark, Site, policy};
use crate::headers::{headers, media_type};

/// Longer than this, a file is worth packing.
const WORTH_PACKING: usize = 1024;
/// Half a year in seconds: less is forgotten between two visits.
const HALF_A_YEAR: u64 = 15_768_000;

/// Looks at every reply and every page, and remarks what is wrong.
pub(super) fn look(site: &mut Site) {
    let names: Vec<String> = site.replies.keys().cloned().collect();
    for name in &names {
        wanted(site, name);
        unwanted(site, name);
        form(site, name);
    }
    for name in site.pages.keys().cloned().collect::<Vec<_>>() {
        page(site, &name);
    }
    if site.root.scheme() == "http" && !is_here(site) {
        let mend = "serve it over https; on the way anybody can read and change this";
        site.remark("", "is not encrypted on its way", mend);
    }
}

/// An address of this machine needs no encryption.
pub(super) fn is_here(site: &Site) -> bool {
    match site.root.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// The headers that a reply should have: those of the site's own profiles, or what every site of ours has.
fn profile(site: &Site, name: &str) -> Vec<(String, String)> {
    let own: Vec<(String, String)> = site
        .profiles
        .iter()
        .flat_map(|profiles| profiles.of(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if !own.is_empty() {
        return own;
    }
    let in_page = site.pages.get(name).or_else(|| site.pages.get("index.html")).and_then(|page| page.policy.clone());
    let all = headers(in_page.as_deref().unwrap_or("default-src 'none'"));
    all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Blanks and the order of directives say nothing.
fn same(one: &str, other: &str) -> bool {
    let parts = |text: &str| {
        let mut parts: Vec<String> = text
            .split([';', ','])
            .map(|part| part.split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase())
            .filter(|part| !part.is_empty())
            .collect();
        parts.sort();
        parts
    };
    // Hashes tell letters apart.
    parts(one) == parts(other) && one.matches("'sha256-").count() == other.matches("'sha256-").count()
}

fn wanted(site: &mut Site, name: &str) {
    for (header, value) in profile(site, name) {
        let Some(got) = site.replies.get(name).map(|reply| reply.header(&header)) else { continue };
        let what = match &got {
            Some(got) if same(got, &value) => continue,
            Some(got) => format!("{header} is {:?}", got.chars().take(120).collect::<String>()),
            None => format!("{header} is missing"),
        };
        put(site, name, what, "send this header with the reply", Some(format!("{header}: {value}")));
    }
    let Some(reply) = site.replies.get(name) else { return };
    if site.root.scheme() == "https" {
        let strict = reply.header("strict-transport-security").unwrap_or_default();
        let age = strict
            .split(';')
            .find_map(|part| part.trim().strip_prefix("max-age=")?.trim_matches('"').parse::<u64>().ok());
        if age.unwrap_or(0) < HALF_A_YEAR {
            let header = "Strict-Transport-Security: max-age=63072000".to_owned();
            let what = "a browser is not told to use https always".to_owned();
            put(site, name, what, "send this header, once all of the host is on https", Some(header));
        }
    }
}

/// The same of many files is one remark, of the first.
fn put(site: &mut Site, name: &str, what: String, mend: &str, header: Option<String>) {
    if !site.remarks.iter().any(|known| known.what == what && known.header == header) {
        site.remarks.push(Remark { file: name.to_owned(), what, mend: mend.to_owned(), header });
    }
}

fn unwanted(site: &mut Site, name: &str) {
    let Some(reply) = site.replies.get(name) else { return };
    let mut found: Vec<(String, &str)> = Vec::new();
    if let Some(cookie) = reply.header("set-cookie") {
        let cookie = cookie.split('=').next().unwrap_or("").to_owned();
        found.push((
            format!("sets a cookie: {cookie}"),
            "switch it off where it comes from: the host, its firewall, its \"analytics\"",
        ));
    }
    for header in ["nel", "report-to", "reporting-endpoints", "content-security-policy-report-only"] {
        if reply.header(header).is_some() {
            found.push((
                format!("has the header {header}, by which browsers report visits or faults"),
                "take the header away",
            ));
        }
    }
    for header in ["link", "refresh", "service-worker-allowed", "accept-ch", "sourcemap"] {
        if reply.header(header).is_some() {
            found.push((
                format!("has the header {header}, which makes a browser load or tell more"),
                "take the header away",
            ));
        }
    }
    if let Some(given) = reply.header("content-security-policy") {
        for fault in policy::faults(&given) {
            found.push((format!("its policy: {fault}"), "send the policy of headers.json, and no other"));
        }
    }
    for (what, mend) in found {
        put(site, name, what, mend, None);
    }
}

/// What kind of file it says it is, and whether it travels packed.
fn form(site: &mut Site, name: &str) {
    let Some(reply) = site.replies.get(name).filter(|reply| reply.status.is_success()) else { return };
    let kind = reply.header("content-type").unwrap_or_default();
    let bare = |kind: &str| kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let right = media_type(name);
    let packed = reply.header("content-encoding").is_some();
    let long = reply.body.len() >= WORTH_PACKING;
    let script = ["text/javascript", "application/javascript"].contains(&bare(&kind).as_str());
    if bare(&kind) != bare(right) && !(right.starts_with("text/javascript") && script) {
        put(
            site,
            name,
            format!("is sent as {kind:?}"),
            "send this header with it",
            Some(format!("Content-Type: {right}")),
        );
    }
    if long && !packed {
        let mend = "send the .br file beside it with Content-Encoding: br, or let the host compress";
        put(site, name, "is sent without compression, three to four times as long".to_owned(), mend, None);
    }
}

fn page(site: &mut Site, name: &str) {
    let Some(named) = site.pages.get(name).cloned() else { return };
    let encrypted = site.root.scheme() == "https";
    for (what, url) in &named.others {
        let host = url.host_str().unwrap_or(url.scheme());
        let mixed = if encrypted && url.scheme() == "http" { ", over a line that is not encrypted" } else { "" };
        let mend = "take it out of the page: whoever runs that host sees each visit";
        site.remark(name, format!("loads from another host: {what} {host}{mixed}"), mend);
    }
    for act in &named.acts {
        site.remark(
            name,
            format!("holds {act}, which no page of ours has"),
            "find out what puts it there, and stop it",
        );
    }
    let header = site.replies.get(name).and_then(|reply| reply.header("content-security-policy"));
    let policies: Vec<String> = header.into_iter().chain(named.policy.clone()).collect();
    if named.policy.is_none() {
        site.remark(
            name,
            "has no policy in the page itself",
            "upload the page again: it is not the one that was built",
        );
    }
    for (directive, hash) in &named.inline {
        if !policies.iter().any(|policy| policy::allows(policy, directive, hash)) {
            let what = if directive == "style-src" { "a style" } else { "a script" };
            let mend = "find out what puts it into the page on its way (host, proxy, firewall), and stop it";
            site.remark(name, format!("holds {what} that its policy does not know"), mend);
        }
    }
}
