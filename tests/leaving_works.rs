//! Leaving works: one tap or a few keys, from the first byte, with or without the app; neither Back nor Forward brings
//! the page back, however many screens were seen.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::KeyAction;
use promises::{
    ALL, Answer, DevTools, ENTER, ESCAPE, Elsewhere, Engine, Gate, Options, Page, SHIFT, Site, TAB, each_engine,
    in_engines,
};
use serde_json::json;

const RIGHT_SHIFT: char = '\u{e050}';

/// While another page is on its way, the driver must not wait for it.
fn impatient() -> Options {
    Options { patient: false, ..Options::default() }
}

/// A moment in which nothing should happen.
async fn moment() {
    tokio::time::sleep(Duration::from_millis(400)).await;
}

/// From a page of another site to the app, as people come to it.
async fn arrive(page: &Page, before: &Elsewhere, site: &Site) {
    page.open(&before.address).await;
    page.open_app(&site.address).await;
}

/// Three screens deep, with words typed and another language.
async fn wander(page: &Page) {
    page.click("[data-go=find]").await;
    page.type_into("input[type=search]", "lawyer").await;
    page.click(".listed > .link").await;
    page.wait_to_read("How do we know?").await;
    page.click(".back").await;
    page.click(".back").await;
    page.click("a[hreflang=es]").await;
    page.wait_to_read("Buscar servicios").await;
    page.click("[data-go=talk]").await;
    page.click(".listed > .link").await;
    page.wait_to_read("¿Cómo lo sabemos?").await;
}

#[test]
fn every_way_out_leads_elsewhere() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&Options::default(), async |page: Page| {
        for way in ["a click", "Enter on the first thing that Tab reaches", "Shift three times", "Escape twice"] {
            page.open_app(&site.address).await;
            match way {
                "a click" => page.click("#leave").await,
                "Shift three times" => page.press(&[SHIFT, SHIFT, SHIFT]).await,
                "Escape twice" => page.press(&[ESCAPE, ESCAPE]).await,
                _ => {
                    page.press(&[TAB]).await;
                    let id = page.js("return document.activeElement.id").await;
                    assert_eq!(id, "leave", "{}", page.engine.name());
                    page.press(&[ENTER]).await;
                }
            }
            page.wait_for_address(&away.address).await;
        }
        page
    });
}

#[test]
fn keys_leave_from_where_somebody_is_typing() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    // A desk: on a phone, a Shift among the keys on the screen must not leave, and Escape is not there.
    let desk = Options { window: (1280, 800), ..Options::default() };
    each_engine(&desk, async |page: Page| {
        for keys in [&[SHIFT, RIGHT_SHIFT, SHIFT][..], &[ESCAPE, ESCAPE]] {
            page.open_app(&site.address).await;
            page.click("[data-go=find]").await;
            page.type_into("input[type=search]", "lawyer").await;
            page.press(keys).await;
            page.wait_for_address(&away.address).await;
        }
        page
    });
}

#[test]
fn back_and_forward_after_leaving_never_show_the_page() {
    let (before, away) = (Elsewhere::titled("Search", Answer::Page), Elsewhere::titled("Weather", Answer::Page));
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&Options::default(), async |page: Page| {
        for keys in [&[][..], &[SHIFT, SHIFT, SHIFT], &[ESCAPE, ESCAPE]] {
            arrive(&page, &before, &site).await;
            let entries = page.js("return history.length").await;
            wander(&page).await;
            if keys.is_empty() {
                page.click("#leave").await;
            } else {
                page.press(keys).await;
            }
            page.wait_for_address(&away.address).await;
            assert_eq!(page.js("return history.length").await, entries, "{}", page.engine.name());
            if page.engine == Engine::Chromium {
                let command = DevTools { command: "Page.getNavigationHistory", parameters: json!({}) };
                let list = page.client.issue_cmd(command).await.unwrap().to_string();
                assert!(list.contains(&away.address) && !list.contains(&site.address), "{list}");
            }
            page.client.back().await.unwrap();
            page.wait_for_address(&before.address).await;
            page.client.forward().await.unwrap();
            page.wait_for_address(&away.address).await;
        }
        page
    });
}

#[test]
fn three_screens_deep_the_pages_own_back_thrice_stays_and_escape_twice_leaves() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        let deep = async || {
            page.click("[data-go=talk]").await;
            page.click("main form > .door").await;
            page.wait("return !!document.querySelector('input[type=search]')", "the search is up").await;
            page.click(".listed > .link").await;
            page.wait_to_read("How do we know?").await;
        };
        deep().await;
        for screen in ["input[type=search]", ".phone", "[data-go=find]"] {
            page.click(".back").await;
            page.wait(&format!("return !!document.querySelector('main {screen}')"), screen).await;
        }
        deep().await;
        page.press(&[ESCAPE]).await;
        moment().await;
        page.wait_to_read("How do we know?").await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        page.press(&[ESCAPE, ESCAPE]).await;
        page.wait_for_address(&away.address).await;
        page
    });
}

#[test]
fn it_works_before_the_app_without_it_and_after_it_failed() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&impatient(), async |page: Page| {
        for held in [".js", ".wasm"] {
            // A module is waited for before a page has loaded; nobody who must leave waits for that.
            let gate = Gate::holding(&site.address, held);
            page.open(&gate.address).await;
            if page.engine == Engine::WebKit {
                // Its driver asks nothing of a page that is still loading, so that nobody knows when it is there.
                for _ in 0..12 {
                    tokio::time::sleep(Duration::from_millis(1200)).await;
                    if page.client.current_url().await.is_ok_and(|now| now.as_str() == away.address) {
                        break;
                    }
                    page.press(&[ESCAPE, ESCAPE]).await;
                }
                page.wait_for_address(&away.address).await;
                gate.open();
                continue;
            }
            page.wait("return !!document.documentElement.dataset.place", "the page is there").await;
            page.press(&[ESCAPE, ESCAPE]).await;
            page.wait_for_address(&away.address).await;
            gate.open();
        }
        page.open_app(&site.address).await;
        page.js("window.early.failed(); return true").await;
        page.click("#leave").await;
        page.wait_for_address(&away.address).await;
        page
    });
    // A page may keep nothing; the app never comes.
    let site = Site::without_app(&away.address);
    each_engine(&Options { storage: false, ..Options::default() }, async |page: Page| {
        page.open(&site.address).await;
        page.wait("return !document.documentElement.classList.contains('js')", "the app was given up").await;
        page.press(&[SHIFT, SHIFT, SHIFT]).await;
        page.wait_for_address(&away.address).await;
        page
    });
    let site = Site::refusing_script(&away.address);
    each_engine(&Options::default(), async |page: Page| {
        page.open(&site.address).await;
        assert_eq!(page.js("return document.documentElement.className").await, "", "no script ran");
        page.click("#leave").await;
        page.wait_for_address(&away.address).await;
        page
    });
}

#[test]
fn while_the_other_page_is_on_its_way_nothing_is_left_to_see_and_nothing_stops_it() {
    let away = Elsewhere::titled("Weather", Answer::Slowly(Duration::from_millis(2500)));
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&impatient(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.paste_into("input[type=search]", "lawyer").await;
        // In one task, since a browser may hold its driver's next question back until the other page is there.
        let seen = "const empty = early.empty; early.empty = () => { window.emptied = true; empty() }; \
                    document.querySelector('#leave').click(); \
                    const swallowed = !dispatchEvent(new KeyboardEvent('keydown', { key: 'a', cancelable: true })); \
                    return [emptied, swallowed, document.querySelector('[role=alert]').textContent, document.title, document.body.innerText.trim(), document.querySelectorAll('a, input, button').length].join('|')";
        assert_eq!(page.js(seen).await, "true|true|Loading…|Notes|Loading…|0", "{}", page.engine.name());
        page.press(&[ESCAPE, ESCAPE, ESCAPE]).await;
        page.wait_for_address(&away.address).await;
        page
    });
}

#[test]
fn a_place_that_does_not_answer_is_given_up_for_the_next_and_then_for_an_empty_page() {
    let second = Elsewhere::titled("News", Answer::Page);
    for silent in [Answer::Never, Answer::Nothing] {
        let first = Elsewhere::titled("Weather", silent);
        let site = Site::leaving_to(&[&first.address, &second.address]);
        each_engine(&impatient(), async |page: Page| {
            page.open_app(&site.address).await;
            page.js("document.querySelector('#leave').click(); return true").await;
            page.wait_for_address(&second.address).await;
            page
        });
    }
    let (before, never) = (Elsewhere::titled("Search", Answer::Page), Elsewhere::titled("Weather", Answer::Never));
    let site = Site::leaving_to(&[&never.address, &never.address]);
    each_engine(&impatient(), async |page: Page| {
        page.open(&before.address).await;
        page.wait_for_address(&before.address).await;
        page.wait("return document.title === 'Search'", "the page before is there").await;
        page.open_app(&site.address).await;
        page.js("document.querySelector('#leave').click(); return true").await;
        page.wait_for_address("about:blank").await;
        page.client.back().await.unwrap();
        page.wait_for_address(&before.address).await;
        page
    });
}

#[test]
fn a_dead_place_never_leads_back_to_the_page() {
    let before = Elsewhere::titled("Search", Answer::Page);
    let site = Site::leaving_to(&[&Elsewhere::dead(), &Elsewhere::dead()]);
    each_engine(&impatient(), async |page: Page| {
        page.open(&before.address).await;
        page.wait("return document.title === 'Search'", "the page before is there").await;
        page.open_app(&site.address).await;
        page.js("document.querySelector('#leave').click(); return true").await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let text = "return document.body?.innerText ?? ''";
        let shown = page.client.execute(text, Vec::new()).await.unwrap_or_default();
        assert!(!shown.to_string().contains("Find help"), "{}: {shown}", page.engine.name());
        let _ = page.client.back().await;
        moment().await;
        let shown = page.client.execute(text, Vec::new()).await.unwrap_or_default();
        assert!(!shown.to_string().contains("Find help"), "{}: after Back: {shown}", page.engine.name());
        page
    });
}

#[test]
fn where_there_is_no_network_the_browsers_own_empty_page_takes_its_place() {
    let (before, away) = (Elsewhere::titled("Search", Answer::Page), Elsewhere::titled("Weather", Answer::Page));
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&impatient(), async |page: Page| {
        page.open(&before.address).await;
        page.wait("return document.title === 'Search'", "the page before is there").await;
        page.open_app(&site.address).await;
        if page.engine == Engine::Chromium {
            let nothing = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
            let command = DevTools { command: "Network.emulateNetworkConditions", parameters: nothing };
            page.client.issue_cmd(command).await.unwrap();
            assert_eq!(page.js("return navigator.onLine").await, false);
        } else {
            page.js("Object.defineProperty(navigator, 'onLine', { get: () => false }); return true").await;
        }
        page.js("document.querySelector('#leave').click(); return true").await;
        page.wait_for_address("about:blank").await;
        if page.engine == Engine::Chromium {
            let nothing = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
            let command = DevTools { command: "Network.emulateNetworkConditions", parameters: nothing };
            page.client.issue_cmd(command).await.unwrap();
        }
        page.client.back().await.unwrap();
        page.wait_for_address(&before.address).await;
        page
    });
}

#[test]
fn if_a_browser_brings_the_page_back_all_the_same_it_is_empty_and_leaves_again() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let stuck = Elsewhere::titled("Nothing", Answer::Nothing);
    let site = Site::leaving_to(&[&stuck.address, &away.address]);
    each_engine(&impatient(), async |page: Page| {
        page.open_app(&site.address).await;
        page.js("document.querySelector('#leave').click(); return true").await;
        moment().await;
        // It asked, was told that there is nothing, and stays: empty.
        assert_eq!(page.js("return document.body.innerText.trim()").await, "Loading…", "{}", page.engine.name());
        let asked = stuck.asked().len();
        page.js("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); return true").await;
        moment().await;
        assert!(stuck.asked().len() > asked, "{}: it did not leave again", page.engine.name());
        page.wait_for_address(&away.address).await;
        page
    });
}

#[test]
fn shift_as_people_use_it_does_not_leave() {
    let site = Site::whole();
    let desk = Options { window: (1280, 800), ..Options::default() };
    let down = |value| KeyAction::Down { value };
    let up = |value| KeyAction::Up { value };
    each_engine(&desk, async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.click("input[type=search]").await;
        let word: Vec<KeyAction> = [SHIFT, RIGHT_SHIFT, SHIFT]
            .iter()
            .flat_map(|shift| [down(*shift), down('h'), up('h'), up(*shift), down('i'), up('i')])
            .collect();
        page.keys(&word).await;
        // Held down: a keyboard repeats it.
        page.keys(&[down(SHIFT), down(SHIFT), down(SHIFT), down(SHIFT), up(SHIFT)]).await;
        page.press(&[SHIFT, 'a', SHIFT, 'b', SHIFT, 'c']).await;
        // With a mouse.
        for _ in 0..3 {
            page.keys(&[down(SHIFT)]).await;
            page.js("dispatchEvent(new PointerEvent('pointerdown')); return true").await;
            page.keys(&[up(SHIFT)]).await;
        }
        moment().await;
        assert!(page.client.find(Locator::Css("input[type=search]")).await.is_ok(), "{}", page.engine.name());
        // Twice, and a pause: forgotten.
        page.press(&['a', SHIFT, SHIFT]).await;
        page.wait_to_read("Press Shift once more to leave.").await;
        tokio::time::sleep(Duration::from_millis(5500)).await;
        page.wait_to_read("You are still on this page.").await;
        page.press(&[SHIFT]).await;
        page.wait_to_read("Press Shift 2 more times to leave.").await;
        page
    });
}

#[test]
fn a_shift_on_the_screens_own_keyboard_does_not_leave() {
    let site = Site::whole();
    // A finger is the pointer: a phone, or a tablet.
    in_engines(&[Engine::Chromium], &Options { window: (360, 740), ..Options::default() }, async |page: Page| {
        page.open_app(&site.address).await;
        assert_eq!(page.js("return matchMedia('(pointer: coarse)').matches").await, true);
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "law").await;
        page.press(&[SHIFT, SHIFT, SHIFT, SHIFT]).await;
        moment().await;
        assert!(page.client.find(Locator::Css("input[type=search]")).await.is_ok());
        page
    });
}

#[test]
fn left_and_right_shift_may_be_mixed_and_progress_is_said() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        assert_eq!(page.js("return document.querySelector('#said').getAttribute('role')").await, "status");
        page.press(&[SHIFT]).await;
        page.wait_to_read("Press Shift 2 more times to leave.").await;
        // Both held at once: WebDriver takes the two for one key, Chromium's own protocol does not.
        if page.engine == Engine::Chromium {
            for (act, code) in
                [("keyDown", "ShiftLeft"), ("keyDown", "ShiftRight"), ("keyUp", "ShiftLeft"), ("keyUp", "ShiftRight")]
            {
                let parameters = json!({ "type": act, "key": "Shift", "code": code, "windowsVirtualKeyCode": 16 });
                page.client.issue_cmd(DevTools { command: "Input.dispatchKeyEvent", parameters }).await.unwrap();
            }
        } else {
            page.press(&[RIGHT_SHIFT, SHIFT]).await;
        }
        page.wait_for_address(&away.address).await;
        page
    });
}

/// A page of a host may lay a bar over everything, open a dialog or pop something up.
const HOSTS: [(&str, &str); 3] = [
    (
        "a cookie bar",
        "const bar = document.createElement('div'); bar.textContent = 'Cookies'; \
         Object.assign(bar.style, { position: 'fixed', inset: 'auto 0 0', height: '300px', background: 'red', zIndex: 2147483647 }); \
         document.body.append(bar); return true",
    ),
    (
        "a popover",
        "const pop = document.createElement('div'); pop.textContent = 'News'; pop.popover = 'manual'; \
         Object.assign(pop.style, { position: 'fixed', inset: '0', width: '100%', height: '100%' }); \
         document.body.append(pop); pop.showPopover(); return true",
    ),
    (
        "a dialog",
        "const dialog = document.createElement('dialog'); dialog.textContent = 'Sure?'; \
         Object.assign(dialog.style, { width: '100%', height: '100%', maxWidth: '100%', maxHeight: '100%' }); \
         document.body.append(dialog); dialog.showModal(); return true",
    ),
];

#[test]
fn nothing_lies_over_the_exit_and_a_dialog_does_not_make_it_dead() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&Options::default(), async |page: Page| {
        for (what, host) in HOSTS {
            page.open_app(&site.address).await;
            page.click("[data-go=find]").await;
            page.js(host).await;
            moment().await;
            assert!(page.is_on_top("#leave").await, "{}: {what} lies over it", page.engine.name());
            page.click("#leave").await;
            page.wait_for_address(&away.address).await;
        }
        // Escape first closes a dialog; the exit outlives it, even where it is thrown away.
        page.open_app(&site.address).await;
        page.js(HOSTS[2].1).await;
        page.press(&[ESCAPE]).await;
        page.wait("return !document.querySelector('dialog').open", "the dialog closed").await;
        page.wait(
            "return document.querySelector('#leave').closest('nav').parentNode === document.body",
            "the exit is out",
        )
        .await;
        page.js(HOSTS[2].1).await;
        page.wait(
            "return document.querySelector('#leave').closest('nav').parentNode !== document.body",
            "the exit is in",
        )
        .await;
        page.js("document.querySelector('#leave').closest('nav').parentNode.remove(); return true").await;
        page.wait("return !!document.querySelector('#leave')", "the exit is still there").await;
        assert!(page.is_on_top("#leave").await);
        page.click("#leave").await;
        page.wait_for_address(&away.address).await;
        page
    });
}

#[test]
fn the_exit_is_large_in_view_and_in_reach_everywhere() {
    let site = Site::whole();
    // 1280 pixels at 400 % are 320.
    for window in [(320, 568), (360, 640), (320, 256), (1280, 800)] {
        let engines = if window == (320, 256) { &ALL[..1] } else { ALL };
        in_engines(engines, &Options { window, ..Options::default() }, async |page: Page| {
            for (tag, word) in [("en", "Leave"), ("es", "Salir")] {
                page.open_app(&site.address).await;
                if tag == "es" {
                    page.click("a[hreflang=es]").await;
                    page.wait_to_read("Buscar servicios").await;
                }
                for direction in ["ltr", "rtl"] {
                    page.js(&format!("document.documentElement.dir = {direction:?}; return true")).await;
                    for scroll in ["0", "1e6"] {
                        page.js(&format!("scrollTo(0, {scroll}); return true")).await;
                        let placed = "const box = document.querySelector('#leave').getBoundingClientRect(); \
                                    return box.width >= 48 && box.height >= 48 && box.top >= 0 && box.left >= 0 \
                                    && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1 \
                                    && box.bottom > innerHeight / 2";
                        let place = format!("{}: {window:?} {tag} {direction} {scroll}", page.engine.name());
                        assert_eq!(page.js(placed).await, true, "{place}");
                        assert!(page.is_on_top("#leave").await, "{place}");
                    }
                }
                assert!(page.text("#leave").await.contains(word));
            }
            page
        });
    }
}

#[test]
fn with_the_keyboard_on_the_screen_or_two_fingers_the_exit_stays_in_what_is_seen() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options { window: (360, 740), ..Options::default() }, async |page: Page| {
        page.open_app(&site.address).await;
        let scale = DevTools { command: "Emulation.setPageScaleFactor", parameters: json!({ "pageScaleFactor": 3 }) };
        page.client.issue_cmd(scale).await.unwrap();
        let seen = "const view = visualViewport, box = document.querySelector('#leave').getBoundingClientRect(); \
                    return view.scale > 2 && Math.abs(box.bottom - view.offsetTop - view.height) < 2 \
                    && Math.abs(box.left - view.offsetLeft) < 2 && Math.abs(box.width - view.width) < 2";
        page.wait(seen, "the exit fills the foot of what is seen").await;
        page.js("scrollTo(200, 900); return true").await;
        page.wait(seen, "it follows").await;
        page
    });
}

#[test]
fn it_is_not_on_paper() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        let paper = DevTools { command: "Emulation.setEmulatedMedia", parameters: json!({ "media": "print" }) };
        page.client.issue_cmd(paper).await.unwrap();
        let drawn = "return getComputedStyle(document.querySelector('#leave')).display";
        assert_eq!(page.js(drawn).await, "none");
        page
    });
}

#[test]
fn the_place_it_goes_to_is_told_nothing() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    for site in [Site::leaving_to(&[&away.address]), Site::refusing_script(&away.address)] {
        each_engine(&Options::default(), async |page: Page| {
            page.open(&site.address).await;
            page.click("#leave").await;
            page.wait_for_address(&away.address).await;
            page
        });
    }
    // For its own icon it is asked by its own page.
    let asked: Vec<String> = away.asked().into_iter().filter(|head| head.starts_with("GET / ")).collect();
    assert!(asked.len() >= 2);
    for head in asked {
        let head = head.to_ascii_lowercase();
        assert!(!head.contains("referer:") && !head.contains("cookie:"), "{head}");
    }
}

#[test]
fn it_goes_where_the_language_and_the_country_say() {
    let [plain, here, other] = ["Plain", "Here", "Otra"].map(|title| Elsewhere::titled(title, Answer::Page));
    let site = Site::leaving_by(&[("en", &plain.address), ("en-US", &here.address), ("es", &other.address)]);
    for (timezone, away) in [("America/Chicago", &here), ("Europe/London", &plain)] {
        each_engine(&Options { timezone, ..Options::default() }, async |page: Page| {
            page.open_app(&site.address).await;
            page.click("#leave").await;
            page.wait_for_address(&away.address).await;
            // The language was changed on the page, not with it.
            page.open_app(&site.address).await;
            page.click("a[hreflang=es]").await;
            page.wait_to_read("Buscar servicios").await;
            page.click("#leave").await;
            page.wait_for_address(&other.address).await;
            page
        });
    }
}
