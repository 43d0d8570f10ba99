//! Every language: the browser's own is spoken first, each is one tap away from every screen, and each fits a narrow phone.

use promises::{ALL, Engine, Gate, Options, Page, Site, in_engine, in_engines};

/// What the document says of its language, whether the words of the exit are of it, and what sticks out sideways.
const STATE: &str = "const root = document.documentElement; \
    return [root.lang, root.dir, document.querySelector('#leave span').textContent, root.scrollWidth - root.clientWidth].join('|')";

#[test]
fn the_first_page_speaks_the_language_of_the_browser_and_asks_for_no_other() {
    let site = Site::whole();
    for (language, tag, dir, leave) in [
        ("uk-UA", "uk", "ltr", "Покинути цю сторінку"),
        ("ar-EG", "ar", "rtl", "مغادرة هذه الصفحة"),
        ("zh-TW", "zh-Hans", "ltr", "离开本页"),
        ("fil-PH", "tl", "ltr", "Umalis sa page na ito"),
        ("sw-KE", "en", "ltr", "Leave this page"),
    ] {
        let options = Options { language, ..Options::default() };
        // WebKitGTK's driver gives its browser no language.
        in_engines(&[Engine::Chromium, Engine::Firefox], &options, async |page: Page| {
            let gate = Gate::holding(&site.address, ".nothing");
            page.open_app(&gate.address).await;
            let state = page.js(STATE).await.as_str().unwrap().to_owned();
            assert_eq!(state, format!("{tag}|{dir}|{leave}|0"), "{language}");
            let packs: Vec<String> =
                gate.asked().into_iter().filter(|path| path.rsplit('.').next() == Some("bin")).collect();
            assert_eq!(packs.len(), 3, "the directory, and two of the language: {packs:?}");
            assert_eq!(packs.iter().filter(|path| path.starts_with(&format!("/{tag}"))).count(), 2, "{packs:?}");
            page
        });
    }
}

#[test]
fn a_page_that_was_chosen_speaks_its_own_language_whatever_the_browser_speaks() {
    let site = Site::whole();
    let options = Options { language: "es-MX", ..Options::default() };
    in_engines(&[Engine::Chromium, Engine::Firefox], &options, async |page: Page| {
        page.open_app(&format!("{}ru/", site.address)).await;
        assert!(page.js(STATE).await.as_str().unwrap().starts_with("ru|ltr|"));
        page
    });
}

#[test]
fn from_a_screen_within_each_language_is_one_tap_away_by_its_own_name_and_fits() {
    let site = Site::whole();
    let options = Options { window: (320, 740), ..Options::default() };
    for engine in ALL {
        in_engine(*engine, &options, async |page: Page| {
            page.open_app(&site.address).await;
            page.click("[data-go=talk]").await;
            for (tag, _) in site.languages().into_iter().skip(1).chain([("en".to_owned(), String::new())]) {
                page.click(&format!("footer a[hreflang={tag}]")).await;
                page.wait(&format!("return document.documentElement.lang === {tag:?}"), "it is spoken").await;
                page.wait("return !!document.querySelector('.listed .go')", "the screen is still the one").await;
                let state = page.js(STATE).await.as_str().unwrap().to_owned();
                assert!(state.ends_with("|0"), "{}: sticks out sideways: {state}", page.engine.name());
                // A number reads from left to right in any language.
                let turned = "return [...document.querySelectorAll('.number')].every(one => getComputedStyle(one).direction === 'ltr')";
                assert_eq!(page.js(turned).await, true, "{tag}");
                let star = page.js("return document.querySelectorAll('footer p').length").await;
                assert_eq!(star, 1, "{tag}: it is said that nobody has read it");
            }
            page.end().await;
        });
    }
}

#[test]
fn in_each_language_the_doors_lead_to_screens_that_fit() {
    let site = Site::whole();
    let options = Options { window: (320, 740), ..Options::default() };
    in_engines(&[Engine::Chromium], &options, async |page: Page| {
        for (tag, address) in site.languages() {
            page.open_app(&address).await;
            for door in ["find", "checkins", "rights", "list", "safe", "paper"] {
                page.click(&format!("[data-go={door}]")).await;
                let heading = page.text("main h1").await;
                let state = page.js(STATE).await.as_str().unwrap().to_owned();
                assert!(!heading.is_empty() && state.ends_with("|0"), "{tag} {door}: {heading} {state}");
                page.click(".back").await;
            }
        }
        page
    });
}
