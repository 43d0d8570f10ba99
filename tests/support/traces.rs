//! What is left of us once somebody has left: every journey in one browser, and then its folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::driver::{Engine, Options};
use crate::elsewhere::{Answer, Elsewhere};
use crate::journeys::{Journey, TELLING};
use crate::page::Page;
use crate::profile::{Contents, Profile};
use crate::sentences::sentences;
use crate::site::Site;

/// The name that the site has here, of which nothing else has heard: browsers hold such names to be as safe as https.
pub const HOST: &str = "notes.localhost";

/// The site's title, which says nothing.
pub const TITLE: &str = "Notes";

/// How a browser ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everybody left, and the browser was closed.
    Closed,
    /// The same, and on another day the browser was opened once more, for something else.
    Reopened,
    /// Everybody left, somebody came again to search, and the battery was empty.
    Killed,
}

/// What was found after a browser ended.
#[derive(Debug)]
pub struct Remains {
    /// What lies in its folder.
    pub contents: Contents,
    /// The same folder, for as long as this lives.
    pub profile: Profile,
    /// What was typed and opened, what the page says, and the names of its files: words that must be nowhere.
    pub words: BTreeSet<String>,
    /// Of those, what was in the files from which a browser would bring back a page, while the page was open.
    pub while_open: BTreeSet<String>,
    /// Name and version.
    pub browser: String,
}

impl Remains {
    /// Goes journeys in one browser, ends it, and reads its folder. Nothing where another engine was asked for.
    pub fn after(engine: Engine, ending: Ending, journeys: impl IntoIterator<Item = Journey>) -> Option<Self> {
        let away = Elsewhere::titled("Weather", Answer::Page);
        let place = away.named("weather.localhost");
        let site = Site::leaving_to(&[&place]);
        let address = site.named(HOST);
        let profile = Profile::default();
        let options = Options { profile: Some(profile.folder.clone()), ..Options::default() };
        let mut words: BTreeSet<String> = TELLING.iter().map(|word| (*word).to_owned()).collect();
        words.extend(sentences());
        words.extend(site.files().into_iter().filter(|name| name.contains(".bin")));
        let (mut while_open, mut browser) = (BTreeSet::new(), String::new());
        crate::in_engine(engine, &options, async |page: Page| {
            browser = page.browser();
            for journey in journeys {
                page.open_app(&address).await;
                words.extend(journey.telling(&page).await);
                page.click("#leave").await;
                page.wait_for_address(&place).await;
            }
            if ending != Ending::Killed {
                return page.end().await;
            }
            page.open_app(&address).await;
            words.extend(Journey::Find.telling(&page).await);
            while_open = session_files(&profile, engine, HOST).await.find(words.iter().map(String::as_str));
            page.kill().await;
        });
        if ending == Ending::Reopened {
            crate::in_engine(engine, &options, async |page: Page| {
                page.open(&place).await;
                // What a browser puts in order when it begins.
                tokio::time::sleep(Duration::from_secs(3)).await;
                page.end().await;
            });
        }
        let contents = profile.read(&[]);
        (!browser.is_empty()).then_some(Self { contents, profile, words, while_open, browser })
    }

    /// The words that were found, and where.
    pub fn found(&self) -> BTreeSet<String> {
        self.contents.find(self.words.iter().map(String::as_str))
    }

    /// What of the site is left, by kind of file.
    pub fn traces(&self) -> BTreeMap<String, BTreeSet<&'static str>> {
        self.contents.traces(HOST, TITLE)
    }
}

/// The files from which a browser would bring back a page after a crash, once it has written this address there and had
/// time to write what was typed since.
pub async fn session_files(profile: &Profile, engine: Engine, host: &str) -> Contents {
    let begun = Instant::now();
    let read = || profile.read(&["Default/Sessions/", "sessionstore"]);
    while engine != Engine::WebKit && read().find([host]).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}: it writes nothing to bring back", engine.name());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // Chromium writes within 2.5 seconds, Firefox here within one.
    tokio::time::sleep(Duration::from_secs(4)).await;
    read()
}

/// The published list of the files in which a browser leaves the site's address, each with what it is.
pub fn published(engine: Engine) -> BTreeMap<String, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/trace-{}.txt", engine.name()));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let entry = |line: &str| line.split_once("  ").map(|(name, what)| (name.to_owned(), what.trim().to_owned()));
    lines.map(|line| entry(line).unwrap_or_else(|| panic!("{line:?} says not what the file is"))).collect()
}

/// A row of a browser's own list of visits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// The whole address.
    pub address: String,
    /// The title it is listed with.
    pub title: String,
}

/// What a browser's own list of visits says of a host.
pub fn visits(profile: &Profile, engine: Engine, host: &str) -> Vec<Visited> {
    let (file, table) = match engine {
        Engine::Chromium => ("Default/History", "urls"),
        Engine::Firefox => ("places.sqlite", "moz_places"),
        Engine::WebKit => return Vec::new(),
    };
    let database = rusqlite::Connection::open(profile.folder.join(file)).unwrap();
    let mut all = database.prepare(&format!("select url, title from {table} where instr(url, ?)")).unwrap();
    let row = |row: &rusqlite::Row| {
        Ok(Visited { address: row.get(0)?, title: row.get::<_, Option<String>>(1)?.unwrap_or_default() })
    };
    all.query_map([host], row).unwrap().map(Result::unwrap).collect()
}

/// Name and version: the version as the browser says it.
pub(crate) fn name_and_version(engine: Engine, capabilities: &serde_json::Map<String, Value>) -> String {
    let name = match engine {
        Engine::Chromium => "Chromium",
        Engine::Firefox => "Firefox ESR",
        Engine::WebKit => "WebKitGTK",
    };
    format!("{name} {}", capabilities.get("browserVersion").and_then(Value::as_str).unwrap_or_default())
}
