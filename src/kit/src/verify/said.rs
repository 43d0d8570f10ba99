//! What can be told to a board: a sentence only where all that it says was seen.

use super::replies::is_here;
use super::{Site, policy};

/// Everybody's limits, whatever the site.
const NOBODY_SEES: [&str; 5] = [
    "Whether the host, or what stands before it (a proxy, a firewall, a delivery network), writes down who opened the page, \
     when and from where. Ask them for it in writing.",
    "Who on the way can tell that this address was opened: a network, a name server, an employer, a family's router.",
    "What programs and extensions on a person's own device can see.",
    "Whether others, or a later visit, are sent the same. This was one look from one place.",
    "Whether each number and word is right today. The cards say how each is known.",
];

/// What can be said, and what cannot.
pub(super) fn lists(site: &Site) -> (Vec<String>, Vec<String>) {
    let (mut can, mut cannot) = (Vec::new(), Vec::new());
    let mut tell = |holds: bool, yes: String, no: &str| if holds { can.push(yes) } else { cannot.push(no.to_owned()) };
    let all = site.replies.len();
    let read = site.replies.values().all(|reply| reply.broken.is_none() && reply.status.is_success());
    let every = |name: &str, value: &str| {
        site.replies
            .values()
            .all(|reply| reply.header(name).is_some_and(|got| got.to_ascii_lowercase().contains(value)))
    };
    let none = |name: &str| site.replies.values().all(|reply| reply.header(name).is_none());
    tell(
        read && none("set-cookie"),
        format!(
            "No cookie is set: not by the page, and not by any of the {all} files that it and its parts are made of."
        ),
        "That no cookie is set.",
    );
    let closed = |name: &String| {
        let header = site.replies.get(name).and_then(|reply| reply.header("content-security-policy"));
        header.is_some_and(|given| policy::faults(&given).is_empty())
    };
    let alone = site.pages.values().all(|page| page.others.is_empty() && page.acts.is_empty());
    tell(
        read && alone && !site.pages.is_empty() && site.pages.keys().all(closed),
        "Everything comes from this one host. The pages name no other, and their policy makes browsers refuse any other."
            .to_owned(),
        "That nothing is loaded from, or sent to, anybody else.",
    );
    tell(
        every("cache-control", "no-store"),
        "Browsers are told to keep no copy; one that works without internet is kept only where a visitor asks for it."
            .to_owned(),
        "That browsers are told to keep no copy.",
    );
    tell(
        every("referrer-policy", "no-referrer"),
        "A page that somebody goes on to is not told where they come from.".to_owned(),
        "That a page which somebody goes on to is not told where they come from.",
    );
    let quiet = ["nel", "report-to", "reporting-endpoints", "content-security-policy-report-only"];
    tell(
        quiet.into_iter().all(none),
        "No browser is asked to report visits or faults to anybody.".to_owned(),
        "That browsers report nothing to anybody.",
    );
    if site.root.scheme() == "https" {
        let strict = every("strict-transport-security", "max-age=");
        let always = if strict { ", and browsers are told to use no other" } else { "" };
        tell(true, format!("The line is encrypted, with a certificate that this machine trusts{always}."), "");
    } else if is_here(site) {
        tell(false, String::new(), "Anything of the line: this was looked at on the machine itself, without https.");
    } else {
        tell(false, String::new(), "That nobody on the way reads or changes it: the line is not encrypted.");
    }
    let same = site.manifest.as_ref().is_some_and(|manifest| {
        let whole =
            |name: &String| !site.remarks.iter().any(|remark| remark.file == *name && remark.what.contains("hash"));
        read && manifest.files.keys().all(whole) && site.replies.keys().all(|name| manifest.files.contains_key(name))
    });
    match (&site.manifest, site.given) {
        (Some(manifest), true) => tell(
            same,
            format!(
                "Every file is to the byte the one of the manifest that was given (version {}, directory of {}).",
                manifest.version, manifest.made
            ),
            "That the files are those of the manifest that was given.",
        ),
        (Some(_), false) => {
            tell(
                same,
                "The files belong together, by the site's own manifest.".to_owned(),
                "That the files belong together.",
            );
            tell(
                false,
                String::new(),
                "That the files are those of a release: compare with its manifest.json (--manifest).",
            );
        }
        (None, _) => tell(
            false,
            String::new(),
            "That the files are those of a release: the site has no manifest, and none was given.",
        ),
    }
    cannot.extend(NOBODY_SEES.map(str::to_owned));
    (can, cannot)
}
