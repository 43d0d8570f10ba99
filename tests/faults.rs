//! When things fail, the lines to call and the exit are there, and what is said is plain: a file that is missing, cut,
//! changed, of another release or a minute late; a browser that refuses, runs out of memory or lies about the time; other
//! people's scripts in the page; ten thousand taps.

use std::path::Path;
use std::time::Duration;

use promises::{ALL, Chromium, DevTools, Engine, Gate, Options, Page, Site, Spoilt, chosen, each_engine, in_engines};
use serde_json::json;

/// What must be seen whatever fails.
async fn stands(page: &Page, what: &str) {
    let whose = format!("{} {what}", page.engine.name());
    assert_eq!(page.links(".slot .call").await, ["tel:+18883737888"], "{whose}: the line");
    assert_eq!(page.links(".danger .sos").await.first().map(String::as_str), Some("tel:911"), "{whose}: the emergency");
    assert!(page.is_on_top("#leave").await, "{whose}: the exit");
}

/// What a person then has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Has {
    /// Everything.
    App,
    /// The page as it came, with links to all there is to read and to every service.
    Page,
    /// The page, and a word above its lines on what did not arrive.
    PageAndWord(&'static str),
    /// The app, and that word where it should be read.
    AppAndWord(&'static str),
}

#[test]
fn whichever_file_comes_broken_the_lines_and_the_exit_are_there_and_a_second_try_is_whole() {
    use Spoilt::{Changed, CutOff, Half, Missing, OtherType, OtherVersion};
    let site = Site::whole();
    let script: fn(&str) -> bool = |path| path.contains(".js");
    let wasm: fn(&str) -> bool = |path| path.contains(".wasm");
    let words: fn(&str) -> bool = |path| path.starts_with("/en-");
    let to_read: fn(&str) -> bool = |path| path.starts_with("/en_");
    let directory: fn(&str) -> bool = |path| path.starts_with("/d");
    let services = Has::PageAndWord("The list of services did not arrive whole");
    let reading = Has::AppAndWord("did not arrive whole");
    let parts = [
        ("script", script, Has::Page, Has::Page, vec![Missing, Half, CutOff, Changed]),
        ("WebAssembly", wasm, Has::Page, Has::App, vec![Missing, Half, CutOff, Changed]),
        ("words", words, Has::Page, Has::App, vec![Missing, Half, CutOff, Changed, OtherVersion]),
        ("directory", directory, services, Has::App, vec![Missing, Half, CutOff, Changed, OtherVersion]),
        ("what there is to read", to_read, reading, Has::App, vec![Missing, Half, CutOff, Changed, OtherVersion]),
    ];
    let options = Options { longest: Duration::from_mins(8), ..Options::default() };
    for engine in ALL {
        in_engines(&[*engine], &options, async |page: Page| {
            for (part, fits, broken, called_text, ways) in &parts {
                for (how, has) in ways.iter().map(|how| (*how, *broken)).chain([(OtherType, *called_text)]) {
                    let what = format!("{part} {how:?}");
                    let gate = Gate::spoiling(&site.address, *fits, how);
                    page.open(&gate.address).await;
                    ends_as(&page, has, &what).await;
                    // Where the line was bad, the next time it may be good.
                    gate.open();
                    page.open(&gate.address).await;
                    ends_as(&page, Has::App, &what).await;
                }
            }
            page
        });
    }
}

async fn ends_as(page: &Page, has: Has, what: &str) {
    let app = "return document.documentElement.dataset.app === 'on' && 'whole' in document.documentElement.dataset";
    match has {
        Has::App => page.wait(app, &format!("{what}: everything is there")).await,
        Has::Page => {
            let bare = "return !document.documentElement.classList.contains('js') && !document.documentElement.dataset.app \
                && document.querySelector('nav.plain').checkVisibility?.() !== false";
            page.wait(bare, &format!("{what}: the page as it came, and ways on")).await;
        }
        Has::PageAndWord(words) => page.wait_to_read(words).await,
        Has::AppAndWord(words) => {
            page.wait("return document.documentElement.dataset.app === 'on'", &format!("{what}: the app")).await;
            page.click("[data-go=rights]").await;
            page.wait_to_read(words).await;
            page.click(".back").await;
        }
    }
    stands(page, what).await;
}

#[test]
fn what_comes_a_minute_late_is_waited_for_with_the_lines_on_the_screen() {
    let site = Site::whole();
    let options = Options { patient: false, longest: Duration::from_mins(3), ..Options::default() };
    each_engine(&options, async |page: Page| {
        let gate = Gate::holding(&site.address, ".wasm");
        page.open(&gate.address).await;
        page.wait("return !!document.querySelector('.slot .call')", "the line").await;
        tokio::time::sleep(Duration::from_secs(61)).await;
        stands(&page, "a minute later").await;
        page.click("[data-go=find]").await;
        page.wait_to_read("Getting ready").await;
        gate.open();
        page.wait("return !!document.querySelector('input[type=search]')", "the door opened").await;
        page
    });
}

/// A script that runs before any of the page's, as an app with a browser in it, or a tired machine, may have it.
async fn before_all(page: &Page, script: &str) {
    let command = "Page.addScriptToEvaluateOnNewDocument";
    page.client.issue_cmd(DevTools { command, parameters: json!({ "source": script }) }).await.unwrap();
}

#[test]
fn without_memory_or_leave_for_webassembly_the_page_stays() {
    let site = Site::whole();
    for (what, script) in [
        (
            "no memory",
            "WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new RangeError('out of memory'))",
        ),
        (
            "not allowed",
            "WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError('policy'))",
        ),
    ] {
        in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
            before_all(&page, script).await;
            page.open(&site.address).await;
            ends_as(&page, Has::Page, what).await;
            page
        });
    }
    let site = Site::without_leave_for_webassembly();
    each_engine(&Options::default(), async |page: Page| {
        page.open(&site.address).await;
        // WebKitGTK asks no policy before it runs WebAssembly.
        let has = if page.engine == Engine::WebKit { Has::App } else { Has::Page };
        ends_as(&page, has, "refused by policy").await;
        page
    });
}

#[test]
fn a_trap_in_the_app_gives_the_page_back() {
    let site = Site::whole();
    // Its memory is overwritten; whatever it does next is out of bounds.
    let keep = "const real = WebAssembly.instantiateStreaming; \
        WebAssembly.instantiateStreaming = async (...all) => { const made = await real.apply(WebAssembly, all); window.inside = made.instance.exports; return made }";
    let trap = "const memory = Object.values(window.inside).find(one => one instanceof WebAssembly.Memory); \
        addEventListener('error', (event) => { window.trapped = event.error instanceof WebAssembly.RuntimeError }); \
        new Uint8Array(memory.buffer).fill(0xff); document.querySelector('.back').click(); return window.trapped";
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        before_all(&page, keep).await;
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.wait("return !!document.querySelector('input[type=search]')", "the search is there").await;
        assert_eq!(page.js(trap).await, true, "it trapped");
        ends_as(&page, Has::Page, "a trap").await;
        page
    });
}

#[test]
fn a_clock_that_is_wrong_by_decades_changes_no_line() {
    let site = Site::whole();
    for year in [1999, 2055] {
        let script = format!(
            "const Real = Date, by = new Real({year}, 1, 2) - new Real(); \
             Date = class extends Real {{ constructor(...all) {{ all.length ? super(...all) : super(Real.now() + by) }} \
             static now() {{ return Real.now() + by }} }}"
        );
        in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
            before_all(&page, &script).await;
            page.open_app(&site.address).await;
            assert_eq!(page.js("return new Date().getFullYear()").await, year);
            stands(&page, "another year").await;
            page.click("[data-go=talk]").await;
            page.wait("return document.querySelectorAll('.listed .go').length > 3", "lines are there").await;
            page
        });
    }
}

#[test]
fn loaded_again_from_a_screen_within_the_page_is_whole_and_empty() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "lawyer").await;
        page.client.refresh().await.unwrap();
        page.wait("return 'whole' in document.documentElement.dataset", "everything is there again").await;
        stands(&page, "loaded again").await;
        page.click("[data-go=find]").await;
        page.wait("return document.querySelector('input[type=search]')?.value === ''", "nothing typed is left").await;
        page
    });
}

/// As a phone ends it behind another app, to have its memory; no driver survives that.
#[test]
fn a_tab_whose_process_the_machine_ended_comes_back_whole_and_empty() {
    if !chosen(Engine::Chromium) {
        return;
    }
    let site = Site::whole();
    let mut browser = Chromium::start(Path::new("chromium"));
    let tab = browser.open(&site.address);
    let whole = "return 'whole' in document.documentElement.dataset";
    browser.wait(&tab, whole, "everything is there");
    browser.tap(&tab, "[data-go=find]");
    browser.tap(&tab, "input[type=search]");
    browser.type_in(&tab, "lawyer");
    browser.wait(&tab, "return document.querySelectorAll('.listed').length > 1", "services are found");
    browser.js(&tab, "window.before = true");
    browser.lose(&tab);
    browser.wait(&tab, "return window.before === undefined", "another process");
    browser.wait(&tab, whole, "everything is there again");
    assert_eq!(browser.js(&tab, "return document.querySelector('.slot .call').href"), "tel:+18883737888");
    assert_eq!(browser.js(&tab, "return document.querySelector('.danger .sos').href"), "tel:911");
    assert_eq!(browser.js(&tab, "return location.href"), site.address.as_str());
    browser.tap(&tab, "[data-go=find]");
    browser.wait(&tab, "return document.querySelector('input[type=search]')?.value === ''", "nothing typed is left");
}

#[test]
fn inside_an_app_that_puts_its_own_script_and_elements_in_it_still_works() {
    let site = Site::whole();
    let meddles = "addEventListener('DOMContentLoaded', () => { \
        const bar = document.createElement('div'); bar.textContent = 'Open in app'; bar.id = 'bar'; document.body.prepend(bar); \
        const refused = document.createElement('script'); document.head.append(refused); \
        window.refused = true; refused.dispatchEvent(new Event('error')); window.$ = () => {}; Array.prototype.last = function () { return this[this.length - 1] }; \
        const listen = EventTarget.prototype.addEventListener; \
        EventTarget.prototype.addEventListener = function (...all) { return listen.apply(this, all) }; \
        new MutationObserver(() => document.querySelectorAll('a').forEach(one => { one.dataset.seen = 1 })) \
            .observe(document, { subtree: true, childList: true }); \
        addEventListener('click', () => { window.clicks = (window.clicks ?? 0) + 1 }, true) })";
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        before_all(&page, meddles).await;
        page.open_app(&site.address).await;
        page.wait("return window.refused && !!document.querySelector('#bar')", "it meddles").await;
        assert_eq!(page.js("return document.documentElement.dataset.app").await, "on", "the app stays");
        stands(&page, "meddled with").await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "lawyer").await;
        page.wait("return document.querySelectorAll('.listed').length > 1", "services are found").await;
        page
    });
}

#[test]
fn ten_thousand_rapid_taps_leave_it_whole() {
    let site = Site::whole();
    let options = Options { longest: Duration::from_mins(8), ..Options::default() };
    each_engine(&options, async |page: Page| {
        page.open_app(&site.address).await;
        page.taps(7, 10_000).await;
        assert_eq!(page.js("return document.documentElement.dataset.app").await, "on", "{}", page.engine.name());
        page.come_home().await;
        assert!(page.is_on_top("#leave").await);
        assert_eq!(page.js("return location.href").await, site.address.as_str());
        page
    });
}
