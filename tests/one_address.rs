//! One address, no history entry ever, a title that never changes: what makes leaving clean.

use promises::{Engine, Gate, Options, Page, Site, each_engine, in_engines};

#[test]
fn many_screens_add_no_history_and_change_no_address_nor_title() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        let state = "return [history.length, location.href, document.title, document.cookie, localStorage.length, sessionStorage.length].join('|')";
        let before = page.js(state).await;
        page.click("[data-go=talk]").await;
        page.click(".listed > .link").await;
        page.click(".back").await;
        page.click(".back").await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "lawyer").await;
        page.click(".listed > .link").await;
        page.click(".back").await;
        page.wait(
            "return document.querySelector('input[type=search]').value === 'lawyer'",
            "what was typed is still there",
        )
        .await;
        page.click(".back").await;
        page.click("a[hreflang=es]").await;
        page.wait_to_read("Buscar servicios").await;
        assert_eq!(page.js(state).await, before);
        page
    });
}

#[test]
fn after_loading_nothing_is_asked_for_but_a_language_newly_chosen() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::holding(&site.address, ".nothing");
        page.open_app(&gate.address).await;
        let first = gate.asked();
        // A browser may ask for an icon by itself; everything else is what a first visit costs.
        let own = |asked: &[String]| asked.iter().filter(|path| *path != "/favicon.ico").count();
        assert!(own(&first) <= 6, "{}: {first:?}", page.engine.name());
        page.click("[data-go=place]").await;
        page.choose("#country", "CA").await;
        page.choose("#subdivision", "CA-ON").await;
        page.click("main .door").await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "lawyer").await;
        page.click(".listed > .link").await;
        page.wait_to_read("How do we know?").await;
        page.click(".back").await;
        page.click(".back").await;
        assert_eq!(own(&gate.asked()), own(&first), "{}: {:?}", page.engine.name(), gate.asked());
        page.click("a[hreflang=es]").await;
        page.wait_to_read("Buscar ayuda").await;
        // Its words, and what there is to read in it.
        page.click("[data-go=rights]").await;
        page.wait_to_read("Cada ficha").await;
        assert_eq!(own(&gate.asked()), own(&first) + 2, "{}: {:?}", page.engine.name(), gate.asked());
        page.click(".back").await;
        // What has come once is not asked for again.
        page.click("a[hreflang=en]").await;
        page.wait_to_read("Find help").await;
        page.click("[data-go=rights]").await;
        page.wait_to_read("Each card").await;
        assert_eq!(own(&gate.asked()), own(&first) + 2, "{}: {:?}", page.engine.name(), gate.asked());
        page
    });
}

#[test]
fn the_pages_own_back_goes_screen_by_screen() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.click(".listed > .link").await;
        page.wait_to_read("How do we know?").await;
        page.click(".back").await;
        page.wait("return !!document.querySelector('input[type=search]')", "the search is back").await;
        page.click(".back").await;
        page.wait(
            "return !!document.querySelector('[data-go=find]') && !document.querySelector('.back')",
            "the first screen is back",
        )
        .await;
        page
    });
}

#[test]
fn escape_is_always_cancelled() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.js("addEventListener('keydown', event => { window.cancelled = event.defaultPrevented }); return true")
            .await;
        page.client
            .find(fantoccini::Locator::Css("input[type=search]"))
            .await
            .unwrap()
            .send_keys("\u{e00c}")
            .await
            .unwrap();
        page.wait("return window.cancelled === true", "Escape was cancelled").await;
        page
    });
}

#[test]
fn the_back_gesture_of_android_goes_back_one_screen_and_the_pages_own_back_lets_go_of_it() {
    let site = Site::whole();
    // Chromium alone has it. On a desk only Escape would set it off, which is ours; so it is asked to close.
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.js("window.made = []; const Real = CloseWatcher; \
                 window.CloseWatcher = class extends Real { constructor () { super(); made.push(this) } }; return true")
            .await;
        page.click("[data-go=find]").await;
        page.click(".listed > .link").await;
        page.wait("return !!document.querySelector('.card')", "the card is up").await;
        assert_eq!(page.js("return made.length").await, 2);
        page.js("made[1].requestClose(); return true").await;
        page.wait("return !!document.querySelector('input[type=search]')", "the search is back").await;
        page.click(".back").await;
        page.wait("return !!document.querySelector('[data-go=find]')", "the first screen is back").await;
        // Its watcher went with the screen: asking it again goes nowhere.
        page.click("[data-go=talk]").await;
        page.js("made[0].requestClose(); return true").await;
        page.wait("return !!document.querySelector('.phone')", "the lines are still there").await;
        page
    });
}
