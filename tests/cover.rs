//! The cover: a page that is hidden shows nothing, and comes back with one tap. What an onlooker reads on the tab is
//! neutral from the first byte, and never changes unless the person chooses another name.

use promises::{ALL, Answer, DevTools, ESCAPE, Elsewhere, Engine, Options, Page, Site, each_engine, in_engines};
use serde_json::json;

/// Whether the page's own words can be seen.
const SEEN: &str = "return getComputedStyle(document.querySelector('#page')).visibility === 'visible'";

#[test]
fn another_tab_in_front_covers_the_page_and_one_tap_brings_it_back() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "lawyer").await;
        page.js("window.states = []; document.addEventListener('visibilitychange', () => states.push([document.visibilityState, \
                 getComputedStyle(document.querySelector('#page')).visibility, \
                 getComputedStyle(document.querySelector('#leave')).visibility].join(' '))); return true")
            .await;
        page.turn_away_and_back().await;
        // Covered in the very task that says so: before anything is drawn again.
        let states = page.js("return states.join(', ')").await;
        assert_eq!(states, "hidden hidden hidden, visible hidden visible", "{}", page.engine.name());
        assert!(page.is_on_top("#leave").await, "{}: no exit on the cover", page.engine.name());
        assert!(page.text("#cover").await.contains("Tap here to go on."));
        page.click("#cover").await;
        assert_eq!(page.js(SEEN).await, true, "{}", page.engine.name());
        assert_eq!(page.js("return document.querySelector('input[type=search]').value").await, "lawyer");
        let focused = page.js("return document.activeElement.type").await;
        assert_eq!(focused, "search", "{}: focus is back", page.engine.name());
        page
    });
}

#[test]
fn the_title_is_neutral_from_the_first_byte_and_another_may_be_chosen_for_a_visit() {
    let away = Elsewhere::titled("Elsewhere", Answer::Nothing);
    let site = Site::leaving_to(&[&away.address]);
    let options = Options { patient: false, ..Options::default() };
    each_engine(&options, async |page: Page| {
        page.open_app(&site.address).await;
        assert_eq!(page.client.title().await.unwrap(), "Notes");
        page.click("[data-go=safe]").await;
        page.choose("#name", "Weather").await;
        assert_eq!(page.client.title().await.unwrap(), "Weather");
        let icon = page.js("return document.querySelector('link[rel=icon]').href").await;
        assert!(icon.as_str().unwrap().starts_with("data:image/svg+xml,"), "{icon}");
        page.click(".back").await;
        page.click("[data-go=find]").await;
        assert_eq!(page.client.title().await.unwrap(), "Weather");
        page.js("document.querySelector('#leave').click(); return true").await;
        assert_eq!(page.js("return document.title").await, "Weather");
        page
    });
}

#[test]
fn practice_hides_once_and_the_next_time_is_in_earnest() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=safe]").await;
        page.click("[data-do=practise]").await;
        page.wait_to_read("This time the page only hides.").await;
        page.press(&[ESCAPE, ESCAPE]).await;
        page.wait_to_read("That was practice.").await;
        assert_eq!(page.js(SEEN).await, false, "{}", page.engine.name());
        page.click("#cover").await;
        page.wait_to_read("Take care on this phone").await;
        // Offered once a visit.
        assert_eq!(page.js("return document.querySelectorAll('[data-do=practise]').length").await, 0);
        page.click("#leave").await;
        page.wait_for_address(&away.address).await;
        page
    });
}

#[test]
fn inside_the_app_of_a_social_network_it_says_that_the_app_sees() {
    let site = Site::whole();
    let words = "This app can see what you do here.";
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        assert_eq!(page.js("return document.querySelector('.social').checkVisibility()").await, false);
        let agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                     Mobile/15E148 [FBAN/FBIOS;FBAV/480.0.0.0.0]";
        let command = DevTools { command: "Network.setUserAgentOverride", parameters: json!({ "userAgent": agent }) };
        page.client.issue_cmd(command).await.unwrap();
        page.open_app(&site.address).await;
        page.wait_to_read(words).await;
        page.click("[data-go=find]").await;
        page.wait_to_read(words).await;
        page
    });
}

#[test]
fn the_room_says_what_this_very_browser_keeps() {
    let site = Site::whole();
    for engine in ALL {
        in_engines(&[*engine], &Options::default(), async |page: Page| {
            page.open_app(&site.address).await;
            page.click("[data-go=safe]").await;
            page.js("document.querySelectorAll('main details').forEach(one => { one.open = true }); return true").await;
            page.wait_to_read(match engine {
                Engine::Chromium => "We looked in Chromium on a computer",
                Engine::Firefox => "We looked in Firefox on a computer",
                Engine::WebKit => "We have not tried this browser.",
            })
            .await;
            let steps = page
                .js("return Math.max(...[...document.querySelectorAll('main ol')].map(list => list.children.length))")
                .await;
            assert!(steps.as_u64().unwrap() <= 4, "{steps} steps");
            page
        });
    }
}
