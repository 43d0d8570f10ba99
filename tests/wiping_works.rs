//! Wiping works, and says of each thing what it found; what no page can clear stands beside it. It also happens by
//! itself when nobody touches the page.

use promises::{Answer, Elsewhere, Engine, Options, Page, Site, each_engine, in_engines};

/// Something in every place where a browser keeps things for a page.
const FILL: &str = "const done = arguments[0]; (async () => { \
    localStorage.setItem('a', 'zanzibarquux'); sessionStorage.setItem('b', 'zanzibarquux'); \
    document.cookie = 'c=zanzibarquux'; document.cookie = 'd=zanzibarquux; path=/'; \
    await new Promise((yes, no) => { const opening = indexedDB.open('e'); \
        opening.onupgradeneeded = () => opening.result.createObjectStore('f').put('zanzibarquux', 1); \
        opening.onsuccess = () => { opening.result.close(); yes() }; opening.onerror = no }); \
    await (await caches.open('g')).put('/h', new Response('zanzibarquux')); \
    getSelection().selectAllChildren(document.querySelector('main h1')); \
    })().then(() => done('kept'), error => done(String(error)))";

/// What is left of it.
const LEFT: &str = "const done = arguments[0]; (async () => [localStorage.length, sessionStorage.length, document.cookie, \
    (await indexedDB.databases()).length, (await caches.keys()).length, getSelection().toString()].join('|'))() \
    .then(done, error => done(String(error)))";

async fn ask(page: &Page, script: &str) -> String {
    page.client.execute_async(script, Vec::new()).await.unwrap().as_str().unwrap_or_default().to_owned()
}

/// The room in which everything can be cleared.
async fn room(page: &Page) {
    page.click("[data-go=safe]").await;
    page.wait("return !!document.querySelector('[data-do=clear]')", "the room is up").await;
}

async fn clear(page: &Page) {
    // Asked from inside: a click of a mouse takes the mark off marked words.
    page.js("document.querySelector('[data-do=clear]').click(); return true").await;
    page.wait("return !!document.querySelector('.report')", "it was cleared").await;
}

/// The lines of the report: what, and what was found.
async fn report(page: &Page) -> Vec<(String, String)> {
    let lines = page.js("return [...document.querySelectorAll('.report li')].map(line => line.textContent)").await;
    let lines: Vec<String> = serde_json::from_value(lines).unwrap();
    lines.iter().filter_map(|line| line.split_once(": ")).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
}

#[test]
fn whatever_was_kept_is_gone_and_said_line_by_line() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.paste_into("input[type=search]", "zanzibarquux").await;
        page.click(".back").await;
        room(&page).await;
        assert_eq!(ask(&page, FILL).await, "kept", "{}", page.engine.name());
        clear(&page).await;
        assert_eq!(ask(&page, LEFT).await, "0|0||0|0|", "{}", page.engine.name());
        let told = report(&page).await;
        let cleared = [
            "What you typed and chose here",
            "Things kept by this page",
            "Things kept for this visit",
            "Databases",
            "Copies of pages",
            "Cookies",
            "Selected text",
        ];
        for what in cleared {
            let found = told.iter().find(|(line, _)| line == what).map(|(_, found)| found.as_str());
            assert_eq!(found, Some("cleared"), "{}: {what}", page.engine.name());
        }
        // What no page can clear, and how to take the one line out in this browser.
        page.wait_to_read("What no page can clear").await;
        page.wait_to_read("Find the line “Notes”.").await;
        page.click(".back").await;
        page.click("[data-go=find]").await;
        assert_eq!(page.js("return document.querySelector('input[type=search]').value").await, "");
        page
    });
}

#[test]
fn where_nothing_was_kept_it_says_that_it_looked() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        room(&page).await;
        clear(&page).await;
        let told = report(&page).await;
        let of = |found: &str| told.iter().filter(|(_, is)| is == found).count();
        assert_eq!(of("cleared"), 1, "{}: {told:?}", page.engine.name());
        // WebKitGTK may have no speech.
        assert!(of("looked: empty") >= 6, "{}: {told:?}", page.engine.name());
        assert!(of("this page can't see it") >= 3, "{}: {told:?}", page.engine.name());
        page
    });
}

#[test]
fn where_a_page_may_keep_nothing_it_says_that_it_cannot_look() {
    let site = Site::whole();
    let refused = Options { storage: false, ..Options::default() };
    in_engines(&[Engine::Chromium, Engine::Firefox], &refused, async |page: Page| {
        page.open_app(&site.address).await;
        let denied = "try { return String(localStorage.length) } catch { return 'denied' }";
        assert_eq!(page.js(denied).await, "denied", "{}", page.engine.name());
        page.click("[data-go=find]").await;
        page.paste_into("input[type=search]", "lawyer").await;
        page.click(".back").await;
        room(&page).await;
        clear(&page).await;
        let told = report(&page).await;
        assert!(
            told.contains(&("Things kept by this page".to_owned(), "this page can't see it".to_owned())),
            "{told:?}"
        );
        page
    });
}

/// Pretends that so many minutes went by.
async fn minutes_later(page: &Page, minutes: f64) {
    page.js(&format!("const now = window.Date.now; window.Date.now = () => now() + {minutes} * 60000; return true"))
        .await;
}

#[test]
fn untouched_it_warns_then_clears_by_itself_and_one_tap_stays() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=safe]").await;
        page.choose("#idle", "5").await;
        page.click(".back").await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "zanzibarquux").await;
        let warned = "return !!document.querySelector('[role=alert] .warn')";
        minutes_later(&page, 4.2).await;
        page.wait(warned, "it warns").await;
        page.click("[role=alert] button").await;
        page.wait("return !document.querySelector('[role=alert] .warn')", "it stays").await;
        assert_eq!(page.js("return document.querySelector('input[type=search]').value").await, "zanzibarquux");
        minutes_later(&page, 5.2).await;
        page.wait("return !!document.querySelector('[data-go=find]')", "it cleared itself").await;
        page.click("[data-go=find]").await;
        assert_eq!(page.js("return document.querySelector('input[type=search]').value").await, "");
        page
    });
}

#[test]
fn a_page_that_was_opened_stays_and_that_is_said_when_leaving_and_when_wiping() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let chat = Elsewhere::titled("Chat", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.paste_into("input[type=search]", "polaris").await;
        page.wait("return document.querySelectorAll('.listed').length > 0", "it is found").await;
        page.click(".listed > .link").await;
        page.wait_to_read("This opens a page we can't close, and your browser may list it.").await;
        // The real chat is out of reach of a test.
        let link = "const link = document.querySelector('.go[target=_blank]'); link.id = 'chat'; \
                    link.href = arguments[0]; return link.rel";
        let rel = page.client.execute(link, vec![chat.address.clone().into()]).await.unwrap();
        assert_eq!(rel, "noopener noreferrer");
        let own = page.client.window().await.unwrap();
        page.click("#chat").await;
        page.wait_for_windows(2).await;
        page.client.switch_to_window(own.clone()).await.unwrap();
        page.uncover().await;
        let said = "You opened 1 other page. It stays open when you leave or clear. Close it, too.";
        assert!(page.text("#leave").await.contains(said), "{}", page.engine.name());
        for _ in 0..2 {
            page.click(".back").await;
        }
        room(&page).await;
        clear(&page).await;
        page.wait_to_read(said).await;
        assert!(page.text("#leave").await.contains(said));
        page.click("#leave").await;
        page.wait_for_address(&away.address).await;
        let windows = page.client.windows().await.unwrap();
        assert_eq!(windows.len(), 2, "{}: what was opened is still open", page.engine.name());
        for window in windows.into_iter().filter(|window| *window != own) {
            page.client.switch_to_window(window).await.unwrap();
            page.wait_for_address(&chat.address).await;
            page.client.close_window().await.unwrap();
        }
        page.client.switch_to_window(own).await.unwrap();
        page
    });
    assert!(
        chat.asked().iter().all(|head| !head.to_ascii_lowercase().contains("referer: http://127.0.0.1:")
            || head.starts_with("GET /favicon"))
    );
}
