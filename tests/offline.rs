//! Without internet, only where somebody asked for it: the copy works whole with the network gone, another release comes
//! whole or not at all and never under somebody's eyes, and what takes the copy away leaves nothing.

use std::process::Command;
use std::time::Duration;

use promises::{
    Engine, Gate, Options, Page, Profile, Site, Spoilt, built, drop_copy, each_engine, in_engines, keep_copy, kit,
    see_copy, tell,
};
use serde_json::json;

async fn open(page: &Page, address: &str) {
    page.open_app(address).await;
    page.wait("return 'whole' in document.documentElement.dataset", "all that is ever loaded has come").await;
}

#[test]
fn a_copy_that_was_asked_for_works_whole_without_a_network_and_one_that_was_taken_away_leaves_nothing() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::open_to(&site.address);
        open(&page, &gate.address).await;
        assert_eq!(page.stored().await, [""; 0], "{}: before anybody asked", page.engine.name());
        keep_copy(&page).await;
        let asked = gate.asked().len();
        gate.cut();

        // The whole of it, twice, with a search and something to read.
        for _ in 0..2 {
            open(&page, &gate.address).await;
            page.click("[data-go=find]").await;
            page.type_into("input[type=search]", "lawyer").await;
            page.wait("return document.querySelectorAll('.listed').length > 2", "it is searched").await;
            page.click(".back").await;
            page.click("[data-go=signs]").await;
            page.wait("return document.querySelectorAll('main .door').length > 3", "there is something to read").await;
        }
        let after: Vec<String> = gate.asked().split_off(asked);
        assert!(
            after.iter().all(|path| path == "/w.js"),
            "{}: only for another release: {after:?}",
            page.engine.name()
        );

        // A language that was not kept says so, and the one that is read stays.
        page.click(".first, .back").await;
        page.click(".languages [lang=es]").await;
        page.wait("return document.querySelector('header [role=alert]').textContent.length > 9", "it says so").await;
        assert_eq!(page.js("return document.documentElement.lang").await, "en");

        gate.mend();
        open(&page, &gate.address).await;
        drop_copy(&page).await;
        assert_eq!(page.stored().await, [""; 0], "{}: after it was taken away", page.engine.name());
        page
    });
}

#[test]
fn a_language_newly_chosen_is_kept_too() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::open_to(&site.address);
        open(&page, &gate.address).await;
        keep_copy(&page).await;
        open(&page, &gate.address).await;
        page.click(".languages [lang=es]").await;
        page.wait("return document.documentElement.lang === 'es'", "it speaks Spanish").await;
        page.wait("return 'whole' in document.documentElement.dataset", "and all there is to read has come").await;
        gate.cut();
        open(&page, &format!("{}es/", gate.address)).await;
        page.click("[data-go=rights]").await;
        page.wait("return document.querySelectorAll('main .door').length > 1", "there is something to read").await;
        assert_eq!(page.js("return document.documentElement.lang").await, "es");
        page
    });
}

#[test]
fn clearing_everything_takes_the_copy_away() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::open_to(&site.address);
        open(&page, &gate.address).await;
        keep_copy(&page).await;
        // From now on the worker answers.
        open(&page, &gate.address).await;
        page.click("[data-go=safe]").await;
        page.click("[data-do=clear]").await;
        page.wait("return document.querySelector('main h1').textContent === 'Cleared'", "it is cleared").await;
        let report = page.js("return document.querySelector('.report').innerText").await;
        let report = report.as_str().unwrap();
        for line in ["Copies of pages: cleared", "Parts of this page that work without internet: cleared"] {
            assert!(report.contains(line), "{}: {report}", page.engine.name());
        }
        assert_eq!(page.stored().await, [""; 0], "{}", page.engine.name());

        // The worker of a page that stays open keeps nothing again.
        page.click(".languages [lang=es]").await;
        page.wait("return document.documentElement.lang === 'es'", "it speaks Spanish").await;
        page.wait("return document.querySelector('main h1').textContent === 'Borrado'", "the words are there").await;
        assert_eq!(page.stored().await, [""; 0], "{}: after another language", page.engine.name());
        page
    });
}

#[test]
fn what_cannot_be_kept_whole_is_not_kept() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::spoiling(&site.address, |path| path.contains(".wasm"), Spoilt::Missing);
        gate.open();
        open(&page, &gate.address).await;
        see_copy(&page).await;
        gate.close();
        page.click("[data-do=keep]").await;
        page.wait(
            "return document.querySelector('main details[open] .note')?.textContent.includes('nothing was kept')",
            "it says so",
        )
        .await;
        assert_eq!(page.stored().await, [""; 0], "{}", page.engine.name());
        page
    });
}

#[test]
fn a_list_that_is_years_old_says_so_and_what_to_distrust() {
    let site = Site::whole();
    let years = "const Real = Date; Date = class extends Real { constructor(...all) { all.length ? super(...all) : super(2055, 1, 2) } }";
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        open(&page, &site.address).await;
        assert_eq!(page.js("return document.querySelectorAll('.note').length").await, 0, "it is new");
        tell(&page, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": years })).await;
        open(&page, &site.address).await;
        // At the end of the first screen, where it pushes no number away under a finger; above every other.
        for (screen, place) in [("", "footer .note"), ("[data-go=talk]", "main form > .note")] {
            if !screen.is_empty() {
                page.click(screen).await;
            }
            page.wait(&format!("return !!document.querySelector('{place}')"), "it says so").await;
            let said = page.js(&format!("return document.querySelector('{place}').textContent")).await;
            assert!(said.as_str().unwrap().contains("numbers may have changed"), "{said}");
            assert_eq!(page.js("return document.querySelectorAll('.note').length").await, 1, "{place}: once");
        }
        page
    });
}

#[test]
fn another_release_comes_whole_or_not_at_all_and_never_while_somebody_reads() {
    let (first, second) = (Site::whole(), Site::of_another_release("Off we go"));
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::spoiling(&first.address, |path| path.contains(".wasm"), Spoilt::Missing);
        gate.open();
        open(&page, &gate.address).await;
        keep_copy(&page).await;

        // Half of another release is there: the one that is kept stays.
        gate.leads_to(&second.address);
        gate.close();
        for _ in 0..2 {
            open(&page, &gate.address).await;
            assert_eq!(looked_for(&page).await, "active", "{}: half of it is none of it", page.engine.name());
            assert!(!says(&page, "Off we go").await, "{}", page.engine.name());
        }

        // All of it is there: who reads is not disturbed, and has it the next time.
        gate.open();
        open(&page, &gate.address).await;
        assert_eq!(looked_for(&page).await, "active, waiting", "{}", page.engine.name());
        assert!(!says(&page, "Off we go").await, "{}: under somebody's eyes", page.engine.name());
        gate.cut();
        let mut visits = 0;
        while !says(&page, "Off we go").await {
            assert!(visits < 20, "{}: it never comes", page.engine.name());
            visits += 1;
            // The last page is closed, not only left: a browser may keep it for Back.
            let tab = page.client.new_window(true).await.unwrap().handle;
            page.client.close_window().await.unwrap();
            page.client.switch_to_window(tab).await.unwrap();
            tokio::time::sleep(Duration::from_millis(300)).await;
            open(&page, &gate.address).await;
        }
        page
    });
}

/// Whether the exit is worded so.
async fn says(page: &Page, words: &str) -> bool {
    page.js("return document.querySelector('#leave span').textContent").await == words
}

/// Has the browser look for another release, and says which workers there are when that has ended.
async fn looked_for(page: &Page) -> String {
    let script = "const done = arguments[0]; (async () => { \
         const registered = await navigator.serviceWorker.getRegistration(); \
         try { await registered.update() } catch {} \
         while (registered.installing) await new Promise(next => setTimeout(next, 50)); \
         return ['active', 'waiting'].filter(state => registered[state]).join(', ') \
         })().then(done, error => done(`${error}`))";
    let told = page.client.execute_async(script, Vec::new()).await.unwrap();
    told.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_folder_without_a_server_is_the_whole_page_and_connects_to_nothing() {
    let profile = Profile::default();
    let stick = profile.folder.join("stick");
    let written = Command::new(kit()).arg("portable").arg(built()).arg("--out").arg(&stick).output().unwrap();
    assert!(written.status.success(), "{written:?}");
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::open_to(&site.address);
        open(&page, &format!("file://{}/index.html", stick.display())).await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "lawyer").await;
        page.wait("return document.querySelectorAll('.listed').length > 2", "it is searched").await;
        page.click(".languages [lang=es]").await;
        page.wait("return document.documentElement.lang === 'es'", "it speaks Spanish").await;
        page.click(".back").await;
        page.click("[data-go=rights]").await;
        page.wait("return document.querySelectorAll('main .door').length > 1", "there is something to read").await;

        // Where nothing can be kept, it says so.
        open(&page, &format!("file://{}/index.html", stick.display())).await;
        see_copy(&page).await;
        let said = page.js("return document.querySelector('main details .note').textContent").await;
        assert!(said.as_str().unwrap().contains("can't keep"), "{}: {said}", page.engine.name());

        // Whatever runs in it can ask nobody.
        let ask = format!(
            "const asks = new XMLHttpRequest(); \
             try {{ asks.open('GET', {0:?}); asks.send() }} catch {{}} \
             new Image().src = {0:?}; navigator.sendBeacon?.({0:?}); return true",
            gate.address
        );
        let _ = page.client.execute(&ask, Vec::new()).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(gate.asked(), [""; 0], "{}", page.engine.name());

        // The pages of other languages are files, also for who has no script.
        let links = "return [...document.querySelectorAll('.languages a')].map(one => one.getAttribute('href'))";
        open(&page, &format!("file://{}/es/index.html", stick.display())).await;
        assert_eq!(page.js("return document.documentElement.lang").await, "es");
        assert!(page.js(links).await.as_array().unwrap().len() > 5, "{}", page.engine.name());
        page
    });
    let html = std::fs::read_to_string(stick.join("es/index.html")).unwrap();
    for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let elsewhere = link.contains(':') || link.contains(".bin");
        assert!(elsewhere || stick.join("es").join(link).is_file(), "{link}");
    }
}
