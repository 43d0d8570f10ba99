//! Looks at a live site from outside, as a browser would that has never been there, and says what can be told to a board
//! and what cannot.
//!
//! What is looked at: the page and everything that it names, in every language; what the manifest names besides; of each
//! reply its headers, its bytes and what they unpack to. Nothing is asked of any other host.

pub mod fetch;
mod named;
mod policy;
mod replies;
mod said;

use std::collections::BTreeMap;

use serde::Serialize;
use url::Url;

use crate::headers::{HEADERS, Profiles};
use crate::manifest::{Entry, MANIFEST, Manifest};
use fetch::{Asker, Limits, Reply};
use named::Named;

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Which file of the site; empty for its root.
    pub file: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub mend: String,
    /// The header to paste, where one is missing or differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
}

/// What was seen.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    /// The address of the site, after redirects on its own host.
    pub address: String,
    /// How many files were read.
    pub files: usize,
    /// What can be told to a board.
    pub can_say: Vec<String>,
    /// What nobody can see from outside, or what did not hold.
    pub cannot_say: Vec<String>,
    /// What to mend.
    pub remarks: Vec<Remark>,
}

/// The site as it was found.
struct Site {
    root: Url,
    replies: BTreeMap<String, Reply>,
    pages: BTreeMap<String, Named>,
    profiles: Option<Profiles>,
    manifest: Option<Manifest>,
    /// Whether the manifest came from somebody other than the site.
    given: bool,
    remarks: Vec<Remark>,
}

/// Looks at a site. `manifest` is the one that the release or the builder gave; without it the site's own is used. `tell`
/// hears how far it is.
///
/// # Errors
/// When the address cannot be used or nobody replies; a sentence.
pub fn verify(address: &str, manifest: Option<&[u8]>, limits: Limits, tell: &dyn Fn(&str)) -> Result<Seen, String> {
    let root = Url::parse(address).map_err(|error| format!("{address:?} is no address: {error}"))?;
    if !["http", "https"].contains(&root.scheme()) {
        return Err(format!("{address:?}: only http:// and https:// can be looked at"));
    }
    let given = manifest.map(Manifest::read).transpose()?.map(|manifest| {
        let site = manifest.part("site");
        if site.files.is_empty() { manifest } else { site }
    });
    let asker = Asker::new(limits);
    let mut site = Site {
        root,
        replies: BTreeMap::new(),
        pages: BTreeMap::new(),
        profiles: None,
        given: given.is_some(),
        manifest: given,
        remarks: Vec::new(),
    };
    site.enter(&asker)?;
    site.describe(&asker);
    site.walk(&asker, limits, tell);
    site.compare();
    replies::look(&mut site);
    let (can_say, cannot_say) = said::lists(&site);
    let address = site.root.to_string();
    Ok(Seen { address, files: site.replies.len(), can_say, cannot_say, remarks: site.remarks })
}

impl Site {
    fn remark(&mut self, file: &str, what: impl Into<String>, mend: impl Into<String>) {
        let remark = Remark { file: file.to_owned(), what: what.into(), mend: mend.into(), header: None };
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// A path from the root of the site; a folder is its page.
    fn name(&self, url: &Url) -> String {
        let path = url.path().strip_prefix(self.root.path()).unwrap_or_else(|| url.path());
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
    }

    /// The first page, through redirects on the same host.
    fn enter(&mut self, asker: &Asker) -> Result<(), String> {
        for _ in 0..4 {
            let reply = asker.get(&self.root)?;
            let Some(to) = moved(&reply) else {
                if !self.root.path().ends_with('/') {
                    let path =
                        self.root.path().rsplit_once('/').map_or("/".to_owned(), |(folder, _)| format!("{folder}/"));
                    self.root.set_path(&path);
                }
                self.root.set_query(None);
                self.take("index.html", reply);
                return Ok(());
            };
            let same_host = to.host_str() == self.root.host_str();
            let no_worse = to.scheme() == self.root.scheme() || to.scheme() == "https";
            let same_port = to.scheme() != self.root.scheme() || to.port() == self.root.port();
            if !(same_host && no_worse && same_port) {
                let what = format!("leads on to {to}, which was not looked at");
                self.remark(
                    "",
                    what,
                    "let the address show the page itself; who goes through another host is seen there",
                );
                self.take("index.html", reply);
                return Ok(());
            }
            self.root = to;
        }
        Err(format!("{}: leads from one address to the next without end", self.root))
    }

    /// The site's own account of its headers and files.
    fn describe(&mut self, asker: &Asker) {
        let text =
            |name: &str| self.root.join(name).ok().and_then(|url| asker.get(&url).ok()).filter(|got| got.status == 200);
        let (headers, manifest) = (text(HEADERS), text(MANIFEST));
        if self.manifest.is_none() {
            self.manifest = manifest.and_then(|reply| Manifest::read(&reply.body).ok());
        }
        // What the manifest does not know could be anybody's idea of headers.
        let known = |reply: &Reply| {
            let entry = self.manifest.as_ref().and_then(|manifest| manifest.files.get(HEADERS));
            entry.is_none_or(|entry| *entry == Entry::of(&reply.body))
        };
        self.profiles = headers.filter(known).and_then(|reply| Profiles::read(&reply.body).ok());
    }

    /// Everything that the pages name, and what the manifest names besides.
    fn walk(&mut self, asker: &Asker, limits: Limits, tell: &dyn Fn(&str)) {
        let listed = self.manifest.iter().flat_map(|manifest| manifest.files.keys());
        // Packed files are how a server stores the others; no browser asks for them.
        let listed =
            listed.filter(|name| ![".br", ".gz"].iter().any(|ending| name.ends_with(ending)) && *name != HEADERS);
        let mut open: Vec<Url> = listed.filter_map(|name| self.root.join(&shown(name)).ok()).collect();
        open.extend(self.pages.values().flat_map(|page| page.own.clone()));
        while let Some(url) = open.pop() {
            let name = self.name(&url);
            if self.replies.contains_key(&name) || url.origin() != self.root.origin() {
                continue;
            }
            if self.replies.len() >= limits.files {
                self.remark(
                    "",
                    format!("names more than {} files; the others were not looked at", limits.files),
                    "look by hand",
                );
                return;
            }
            tell(&name);
            match asker.get(&url) {
                Ok(reply) => {
                    if let Some(to) = moved(&reply) {
                        let mend = "serve the file itself, where the page says that it is";
                        self.remark(&name, format!("leads on to {to}, which was not looked at"), mend);
                    }
                    self.take(&name, reply);
                    open.extend(self.pages.get(&name).map(|page| page.own.clone()).unwrap_or_default());
                }
                Err(error) => self.remark(&name, format!("nobody replied: {error}"), "see whether the file is there"),
            }
        }
    }

    fn take(&mut self, name: &str, reply: Reply) {
        if let Some(broken) = &reply.broken {
            self.remark(
                name,
                broken.clone(),
                "upload the file again, and look at what stands between the host and a browser",
            );
        } else if !reply.status.is_success() && !reply.status.is_redirection() {
            self.remark(
                name,
                format!("is answered with {}", reply.status.as_u16()),
                "upload the file, or all of them again",
            );
        }
        let is_page = reply.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        if reply.status.is_success() && (is_page || name.ends_with("index.html")) {
            self.pages.insert(name.to_owned(), Named::of(&reply.text(), &reply.url));
        }
        self.replies.insert(name.to_owned(), reply);
    }

    /// The bytes that came beside those that were written.
    fn compare(&mut self) {
        let Some(manifest) = &self.manifest else { return };
        let whole = |reply: &&Reply| reply.status.is_success() && reply.broken.is_none();
        let changed: Vec<String> = manifest
            .files
            .iter()
            .filter(|(name, entry)| {
                self.replies.get(*name).filter(whole).is_some_and(|got| Entry::of(&got.body) != **entry)
            })
            .map(|(name, _)| name.clone())
            .collect();
        let mend = "upload it again; if it changes again, something between the host and a browser changes it: switch off \
                    what \"optimises\", injects or protects there";
        let unknown: Vec<String> =
            self.replies.keys().filter(|name| !manifest.files.contains_key(*name)).cloned().collect();
        for name in changed {
            self.remark(&name, "is not what was written: its hash is another", mend);
        }
        for name in unknown {
            self.remark(&name, "is loaded by the page and is in no manifest", mend);
        }
    }
}

/// The address of a file of the manifest as a browser knows it.
fn shown(name: &str) -> String {
    name.strip_suffix("index.html")
        .filter(|folder| folder.is_empty() || folder.ends_with('/'))
        .unwrap_or(name)
        .to_owned()
}

/// Where a reply leads on to.
fn moved(reply: &Reply) -> Option<Url> {
    let to = reply.header("location").filter(|_| reply.status.is_redirection())?;
    reply.url.join(&to).ok()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
