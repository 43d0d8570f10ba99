//! Nothing stays: of what somebody typed, chose and read there is nothing on the disk, whether the browser was closed or
//! killed; of the site itself no more than its address and a title that says nothing, in files that are published.
//!
//! A browser's whole folder is searched, unpacked, one byte a letter and two. What a browser keeps as a number made of a
//! name (a hash) is not found by this, nor what the machine itself keeps.

use std::collections::BTreeSet;
use std::time::Duration;

use promises::{
    ALL, Answer, Elsewhere, Ending, Engine, FRAME, HOST, Journey, Options, Page, Profile, Remains, Site, TELLING,
    TITLE, drop_copy, each_engine, host, in_engine, keep_copy, loader, published, site_for_frames, visits,
};

const NONE: [&str; 0] = [];

/// The rows of ours in the browser's list of visits: one, of the bare address, with a title that says nothing or is the
/// other site's.
fn at_most_one_visit_is_listed(profile: &Profile, engine: Engine) {
    let rows = visits(profile, engine, HOST);
    assert!(rows.len() <= 1, "{}: {rows:?}", engine.name());
    for row in rows {
        let rest = row.address.trim_start_matches("http://notes.localhost:").trim_end_matches('/');
        assert!(rest.chars().all(|one| one.is_ascii_digit()), "{}: {row:?}", engine.name());
        assert!(["", TITLE, "Weather"].contains(&row.title.as_str()), "{}: {row:?}", engine.name());
    }
}

#[test]
fn of_what_was_done_nothing_and_of_the_site_only_what_is_published() {
    for engine in ALL {
        for ending in [Ending::Closed, Ending::Reopened, Ending::Killed] {
            let Some(remains) = Remains::after(*engine, ending, Journey::keeping_nothing()) else { continue };
            let whose = format!("{} {ending:?}", remains.browser);
            assert!(remains.contents.count() > 30, "{whose}: that is no folder of a browser");
            assert_eq!(Vec::from_iter(&remains.while_open), NONE, "{whose}: while the page was open");
            assert_eq!(Vec::from_iter(remains.found()), NONE, "{whose}");
            let paths = remains.contents.paths(HOST);
            assert!(paths.iter().all(|path| path.contains(".js")), "{whose}: not the page's own script: {paths:?}");
            let listed = published(*engine);
            let traces = remains.traces();
            let other: BTreeSet<_> = traces.iter().filter(|(file, _)| !listed.contains_key(*file)).collect();
            assert!(other.is_empty(), "{whose}: not on the published list: {other:#?}");
            // Where there is a list of visits, the search must have found us: a search that finds nothing proves nothing.
            assert!(*engine == Engine::WebKit || traces.len() > 2, "{whose}: {traces:?}");
            if ending != Ending::Killed {
                at_most_one_visit_is_listed(&remains.profile, *engine);
            }
            eprintln!("{whose}: {traces:?}");
        }
    }
}

/// Where a browser keeps what a page asks it to keep.
const STORES: [&str; 3] = ["Default/Local Storage/", "storage/default/", "storage.sqlite"];

#[test]
fn what_is_kept_on_request_is_locked_on_the_disk_too_and_wiping_leaves_nothing_that_tells() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        for journeys in [&[Journey::Keep][..], &[Journey::Keep, Journey::Wipe]] {
            let Some(remains) = Remains::after(engine, Ending::Closed, journeys.iter().copied()) else { continue };
            let whose = format!("{} {journeys:?}", remains.browser);
            assert_eq!(Vec::from_iter(remains.found()), NONE, "{whose}");
            let listed = published(engine);
            let traces = remains.traces();
            let more: Vec<&String> = traces.keys().filter(|file| !listed.contains_key(*file)).collect();
            let own = |file: &&&String| STORES.iter().any(|store| file.starts_with(store));
            assert_eq!(more.iter().filter(|file| !own(file)).count(), 0, "{whose}: {more:?}");
            // The search sees that something is kept, where it is kept.
            assert!(!more.is_empty() || journeys.len() > 1, "{whose}: it was not kept at all");
        }
    }
}

/// Where a browser keeps a copy that was asked for, and that there was one.
const COPIES: [&str; 5] =
    ["Default/Service Worker/", "Default/Storage/", "Default/WebStorage/", "serviceworker", "storage"];

#[test]
fn a_copy_without_internet_holds_no_word_that_was_typed_and_once_taken_away_no_word_of_the_page() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        for dropped in [false, true] {
            let site = Site::whole();
            let profile = Profile::default();
            let options = Options { profile: Some(profile.folder.clone()), ..Options::default() };
            let mut typed = Vec::new();
            in_engine(engine, &options, async |page: Page| {
                page.open_app(&site.named(HOST)).await;
                keep_copy(&page).await;
                page.open_app(&site.named(HOST)).await;
                typed = Journey::Find.telling(&page).await;
                page.open_app(&site.named(HOST)).await;
                if dropped {
                    drop_copy(&page).await;
                    // Firefox takes its files away a moment later.
                    tokio::time::sleep(Duration::from_secs(3)).await;
                }
                page.end().await;
            });
            if typed.is_empty() {
                continue;
            }
            let whose = format!("{} {}", engine.name(), if dropped { "dropped" } else { "kept" });
            let contents = profile.read(&[]);
            let typed: Vec<&str> = Journey::Find.typed().iter().copied().chain(["zanzibarquux"]).collect();
            assert_eq!(Vec::from_iter(contents.find(typed)), NONE, "{whose}: what was typed");
            let words = contents.find(TELLING.iter().copied());
            assert_eq!(words.is_empty(), dropped, "{whose}: words of the page: {words:?}");
            let listed = published(engine);
            let traces = contents.traces(HOST, TITLE);
            let other: Vec<_> = traces.keys().filter(|file| !listed.contains_key(*file)).collect();
            let own = |file: &&&String| COPIES.iter().any(|store| file.starts_with(store));
            assert_eq!(other.iter().filter(|file| !own(file)).count(), 0, "{whose}: {other:?}");
            eprintln!("{whose}: {other:?} {:?}", contents.paths(HOST));
        }
    }
}

#[test]
fn the_page_itself_finds_nothing_stored_after_any_journey() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        for journey in Journey::ALL {
            page.open_app(&site.named(HOST)).await;
            journey.go(&page).await;
            let kept: &[&str] = if journey.keeps() { &["local"] } else { &[] };
            assert_eq!(page.stored().await, kept, "{} {journey:?}", page.engine.name());
            page.js("localStorage.clear(); return true").await;
        }
        // What would be found.
        let storing = "const done = arguments[0]; \
                       document.cookie = 'a=b'; localStorage.a = sessionStorage.a = 'b'; \
                       indexedDB.open('a').onsuccess = () => caches.open('a').then(() => done(true))";
        page.client.execute_async(storing, Vec::new()).await.unwrap();
        let all = ["cookie", "local", "session", "databases", "caches"];
        assert_eq!(page.stored().await, all, "{}", page.engine.name());
        page
    });
}

#[test]
fn after_a_reload_at_most_one_visit_is_listed_and_its_title_says_nothing() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let place = away.named("weather.localhost");
    let site = Site::leaving_to(&[&place]);
    for engine in [Engine::Chromium, Engine::Firefox] {
        let profile = Profile::default();
        let options = Options { profile: Some(profile.folder.clone()), ..Options::default() };
        let mut ran = false;
        in_engine(engine, &options, async |page: Page| {
            ran = true;
            page.open_app(&site.named(HOST)).await;
            Journey::Find.go(&page).await;
            page.client.refresh().await.unwrap();
            page.wait("return document.documentElement.dataset.app === 'on'", "it is there again").await;
            Journey::Talk.go(&page).await;
            page.click("#leave").await;
            page.wait_for_address(&place).await;
            page.end().await;
        });
        if ran {
            at_most_one_visit_is_listed(&profile, engine);
            assert_eq!(visits(&profile, engine, "weather.localhost").len(), 1, "the list is read");
        }
    }
}

/// A host of which nothing else has heard.
const SHOP: &str = "shop.localhost";

#[test]
fn of_a_frame_on_another_page_no_visit_is_listed_and_no_word_is_left() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let place = away.named("weather.localhost");
    let site = site_for_frames(&place);
    let address = site.named(HOST);
    let words = format!("<p>Bread<help-finder></help-finder>{}", loader(&address, "1.0.0"));
    let shop = host(&address, "default-src *", &words);
    for engine in ALL {
        let profile = Profile::default();
        let options = Options { profile: Some(profile.folder.clone()), ..Options::default() };
        let mut telling = Vec::new();
        in_engine(*engine, &options, async |page: Page| {
            for journey in Journey::keeping_nothing() {
                page.open(&shop.named(SHOP)).await;
                page.enter_frame(FRAME).await;
                telling.extend(journey.telling(&page).await);
                page.close_frame().await;
                page.open(&place).await;
            }
            page.end().await;
        });
        if telling.is_empty() {
            continue;
        }
        telling.extend(TELLING.iter().map(|word| (*word).to_owned()));
        let contents = profile.read(&[]);
        assert!(contents.count() > 30, "{}: that is no folder of a browser", engine.name());
        assert_eq!(Vec::from_iter(contents.find(telling.iter().map(String::as_str))), NONE, "{}", engine.name());
        if *engine != Engine::WebKit {
            assert_eq!(visits(&profile, *engine, HOST).len(), 0, "{}: a row of ours", engine.name());
            assert!(!visits(&profile, *engine, SHOP).is_empty(), "{}: the list is read", engine.name());
        }
    }
}

/// The addresses on Chromium's own page of visits, through the shadow roots of which it is made.
const LISTED: &str = "const found = []; const walk = (root) => { for (const one of root.querySelectorAll('*')) { \
    if (one.localName === 'a' && one.href) found.push(one.href); if (one.shadowRoot) walk(one.shadowRoot) } }; \
    walk(document); return found";

/// Not a promise: that Chromium lists no page which another took the place of is how it happens to work.
#[test]
fn side_effect_of_chromium_its_own_list_of_visits_shows_no_row_of_ours() {
    let [before, away] = ["Search", "Weather"].map(|title| Elsewhere::titled(title, Answer::Page));
    let place = away.named("weather.localhost");
    let site = Site::leaving_to(&[&place]);
    let profile = Profile::default();
    let options = Options { profile: Some(profile.folder.clone()), ..Options::default() };
    in_engine(Engine::Chromium, &options, async |page: Page| {
        let listed = async |other: &str| {
            page.open("chrome://history/").await;
            let shown = format!("{LISTED}.some(href => href.includes({other:?}))");
            page.wait(&shown, "the other place is listed").await;
            page.js(LISTED).await.to_string()
        };
        page.open(&before.named("search.localhost")).await;
        page.open_app(&site.named(HOST)).await;
        Journey::Find.go(&page).await;
        page.click("#leave").await;
        page.wait_for_address(&place).await;
        let rows = listed("weather.localhost").await;
        assert!(rows.contains("search.localhost") && !rows.contains(HOST), "{rows}");
        // A page that is not left is listed: the list is read.
        page.open_app(&site.named(HOST)).await;
        let rows = listed(HOST).await;
        assert!(rows.contains(HOST), "{rows}");
        page.end().await;
    });
}
