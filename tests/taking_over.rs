//! The app takes the page's place without a jump: boxes stay, open details stay open, focus stays, and a
//! finger that is down is waited for.

use fantoccini::Locator;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use promises::{Gate, Options, Page, Site, difference, each_engine};

/// The boxes of the exit, the emergency number and each link in view.
const BOXES: &str = "return JSON.stringify([...document.querySelectorAll('#leave, .sos, a, summary, button')] \
    .filter(one => one.checkVisibility ? one.checkVisibility() : one.offsetParent !== null) \
    .map(one => one.getBoundingClientRect()).filter(box => box.top < innerHeight && box.height > 0) \
    .map(box => [box.left, box.top, box.width, box.height].map(Math.round)))";

/// The window has been as high for half a second.
const AT_REST: &str = "const own = document.body.dataset; \
    own.still = own.high === `${innerHeight}` ? Number(own.still) + 1 : 0; own.high = innerHeight; return Number(own.still) > 9";

#[test]
fn boxes_stay_within_two_pixels_and_nothing_open_closes() {
    let site = Site::whole();
    for window in [(360, 740), (1280, 800)] {
        each_engine(&Options { window, ..Options::default() }, async |page: Page| {
            // The app is still on its way while the page is looked at, scrolled and opened.
            let gate = Gate::holding(&site.address, ".wasm");
            page.open(&gate.address).await;
            page.js("document.querySelector('details[data-c=GB]').open = true; \
                     document.querySelector('details[data-c=GB] summary').focus({ preventScroll: true }); scrollTo(0, 120); return true").await;
            // Firefox's own bars slide in after the page is there, and make the window less high.
            page.wait(AT_REST, "the window is at rest").await;
            let before = page.js(BOXES).await;
            gate.open();
            page.wait("return document.documentElement.dataset.app === 'on'", "the app took the page over").await;
            let after = page.js(BOXES).await;
            let boxes =
                |value: &serde_json::Value| -> Vec<[i64; 4]> { serde_json::from_str(value.as_str().unwrap()).unwrap() };
            let (before, after) = (boxes(&before), boxes(&after));
            assert_eq!(before.len(), after.len(), "{}", page.engine.name());
            for (old, new) in before.iter().zip(&after) {
                assert!(
                    old.iter().zip(new).all(|(a, b)| (a - b).abs() <= 2),
                    "{}: {old:?} became {new:?}",
                    page.engine.name()
                );
            }
            assert_eq!(page.js("return document.querySelector('details[data-c=GB]').open").await, true);
            assert_eq!(page.js("return document.activeElement.textContent").await, "United Kingdom");
            assert_eq!(page.js("return Math.round(scrollY)").await, 120);
            page
        });
    }
}

#[test]
fn at_most_one_pixel_in_a_hundred_is_another() {
    let site = Site::whole();
    for timezone in ["America/Chicago", "UTC"] {
        each_engine(&Options { timezone, ..Options::default() }, async |page: Page| {
            let gate = Gate::holding(&site.address, ".wasm");
            page.open(&gate.address).await;
            let before = page.picture().await;
            gate.open();
            page.wait("return document.documentElement.dataset.app === 'on'", "the app took the page over").await;
            let after = page.picture().await;
            let differ = difference(&before, &after);
            if differ > 0.01 {
                let folder = std::env::temp_dir();
                std::fs::write(folder.join("taking-over-before.png"), &before).unwrap();
                std::fs::write(folder.join("taking-over-after.png"), &after).unwrap();
                panic!("{}: {differ:.4} of the pixels differ; see {}", page.engine.name(), folder.display());
            }
            page
        });
    }
}

#[test]
fn a_number_that_is_pressed_during_the_take_over_is_the_number_that_is_dialled() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::holding(&site.address, ".wasm");
        page.open(&gate.address).await;
        page.js(
            "window.before = document.querySelector('#page'); \
             addEventListener('click', event => { event.preventDefault(); window.dialled = event.target.closest('a')?.href }); \
             return true",
        )
        .await;
        let number = page.client.find(Locator::Css(".slot .call")).await.unwrap();
        let finger = |then: PointerAction| MouseActions::new("finger".to_owned()).then(then);
        let over = PointerAction::MoveToElement { element: number, duration: None, x: 0.0, y: 0.0 };
        let press = finger(over).then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        page.client.perform_actions(press).await.unwrap();
        gate.open();
        // Ample time to take over, were it not for the finger.
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        let same = "return document.querySelector('#page') === window.before";
        assert_eq!(page.js(same).await, true, "{}: the page moved under the finger", page.engine.name());
        let lift = finger(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        page.client.perform_actions(lift).await.unwrap();
        page.wait("return window.dialled === 'tel:+18883737888'", "the number was dialled").await;
        page.wait("return document.querySelector('#page') !== window.before", "the app took over").await;
        page
    });
}

#[test]
fn a_door_tapped_too_early_opens_when_the_app_is_there() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let gate = Gate::holding(&site.address, ".wasm");
        page.open(&gate.address).await;
        page.click("[data-go=find]").await;
        page.wait_to_read("Getting ready").await;
        gate.open();
        page.wait("return !!document.querySelector('input[type=search]')", "the door opened").await;
        page
    });
}

#[test]
fn if_the_app_crashes_the_page_is_given_back_with_its_lines() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.wait("return !!document.querySelector('input[type=search]')", "the search is there").await;
        page.js("window.early.failed(); return true").await;
        assert_eq!(page.links(".slot .call").await, ["tel:+18883737888"]);
        assert!(page.is_on_top("#leave").await);
        page
    });
}
