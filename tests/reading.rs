//! What there is to read: rights of the place, signs, what happens next, what stands in the way; how it is known, how
//! old it is, who has not reviewed it; on paper; aloud, and silent at once.

use promises::{Answer, DevTools, Elsewhere, Engine, Fault, Options, Page, Site, each_engine, in_engines};
use serde_json::json;

async fn open(page: &Page, room: &str) {
    page.click(&format!("[data-go={room}]")).await;
    page.wait("return document.querySelectorAll('main .door').length > 1", "the room is there").await;
}

#[test]
fn rights_are_those_of_the_place_with_their_law_date_and_a_word_of_care() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        open(&page, "rights").await;
        let near = page.text("main div.doors").await;
        assert!(near.contains("Nobody may keep your passport") && !near.contains("England"), "{near}");
        page.click("main div.doors > .door").await;
        page.wait("return !!document.querySelector('.reading')", "a card is shown").await;
        let card = page.text("main").await;
        for words in [
            "The law: ",
            "Text of ",
            "Source: ",
            "Talk to a lawyer or advocate before you act.",
            "Who can help",
            "Not reviewed yet by: a survivor, a lawyer, a native speaker.",
        ] {
            assert!(card.contains(words), "{words}: {card}");
        }
        page.click(".first").await;
        page.click("[data-go=place]").await;
        page.choose("#country", "DE").await;
        page.click("main .door").await;
        open(&page, "rights").await;
        let near = page.text("main div.doors").await;
        assert!(near.contains("European") || near.contains("EU"), "a country of the Union has its rights: {near}");
        // Other countries' stand below, by country.
        assert!(page.text("main").await.contains("United States"));
        page
    });
}

#[test]
fn a_right_past_its_day_says_so_before_anything_else() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium, Engine::WebKit], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        open(&page, "rights").await;
        page.click("main div.doors > .door").await;
        page.wait("return !!document.querySelector('.reading')", "a card is shown").await;
        assert_eq!(page.js("return document.querySelectorAll('.old').length").await, 0);
        page.click(".back").await;
        page.js("const Now = Date; Date = class extends Now { constructor(...of) { super(...(of.length ? of : ['2031-01-01'])) } }; return true").await;
        page.click("main div.doors > .door").await;
        page.wait_to_read("This may be out of date.").await;
        assert_eq!(
            page.js("return document.querySelector('.reading h1').nextElementSibling.className").await,
            "warn old"
        );
        page
    });
}

#[test]
fn what_did_not_arrive_is_said_and_the_lines_stay() {
    let site = Site::with(Fault::HalfRooms);
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.wait_to_read("did not arrive whole").await;
        page.click("[data-go=rights]").await;
        page.wait("return !!document.querySelector('.back')", "the screen is another").await;
        assert!(page.text("header").await.contains("did not arrive whole"));
        page.click(".back").await;
        page.click("[data-go=talk]").await;
        page.wait("return document.querySelectorAll('.listed .go').length > 2", "the lines are there").await;
        page
    });
}

#[test]
fn a_page_for_the_staff_room_has_signs_what_never_to_do_and_the_line_and_no_exit() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        open(&page, "signs").await;
        page.js("[...document.querySelectorAll('main .door')].find(one => one.innerText.includes('hotel')).click(); return true").await;
        page.wait_to_read("What never to do").await;
        page.client
            .issue_cmd(DevTools { command: "Emulation.setEmulatedMedia", parameters: json!({ "media": "print" }) })
            .await
            .unwrap();
        let seen = page.text("body").await;
        for words in ["What you may see", "What to do", "What never to do", "What to write down", "888-373-7888", "911"]
        {
            assert!(seen.contains(words), "{words}: {seen}");
        }
        assert!(!seen.contains("Leave this page") && !seen.contains("Print this page"), "{seen}");
        page
    });
}

/// A voice of the machine, one that is remote, and what is said: there is no voice on a machine that has no sound.
const VOICES: &str = "window.spoken = []; window.silenced = 0; \
    Object.defineProperty(window, 'speechSynthesis', { value: { \
        getVoices: () => window.voices ?? [], \
        speak: (said) => { window.spoken.push([said.text.trim(), said.voice.name]); }, \
        cancel: () => { window.silenced += 1 } } }); \
    window.SpeechSynthesisUtterance = function (text) { this.text = text };";

async fn with_voices(page: &Page, voices: &str) {
    let source = format!("{VOICES} window.voices = {voices};");
    let command = "Page.addScriptToEvaluateOnNewDocument";
    page.client.issue_cmd(DevTools { command, parameters: json!({ "source": source }) }).await.unwrap();
}

#[test]
fn only_a_voice_of_this_machine_reads_aloud_after_asking_and_falls_silent_at_once() {
    let nothing = Elsewhere::titled("Nothing", Answer::Nothing);
    let site = Site::leaving_to(&[&nothing.address]);
    let options = Options { patient: false, ..Options::default() };
    in_engines(&[Engine::Chromium], &options, async |page: Page| {
        with_voices(
            &page,
            "[{ name: 'far', lang: 'en-US', localService: false }, { name: 'own', lang: 'en-GB', localService: true }]",
        )
        .await;
        page.open_app(&site.address).await;
        open(&page, "fears").await;
        page.click("main div.doors > .door").await;
        page.click("[data-do=aloud]").await;
        page.wait_to_read("Your phone may send these words to its voice maker").await;
        assert_eq!(page.js("return spoken.length").await, 0, "it asks first");
        page.click("[data-do=aloud-yes]").await;
        page.wait("return spoken.length === 1", "it reads").await;
        assert_eq!(page.js("return spoken[0]").await, json!(["Fear of the police", "own"]));
        for (does, what) in [
            ("document.querySelector('.back').click()", "another screen"),
            (
                "document.dispatchEvent(new Event('visibilitychange')); Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))",
                "the cover",
            ),
        ] {
            let before = page.js("return silenced").await.as_i64().unwrap();
            page.js(&format!("{does}; return true")).await;
            page.wait(&format!("return silenced > {before}"), what).await;
            page.js("delete document.hidden; document.querySelector('#cover').click(); return true").await;
            if what == "another screen" {
                page.click("main div.doors > .door").await;
                // Who has agreed once is not asked again in this visit.
                page.click("[data-do=aloud]").await;
                page.wait("return !!document.querySelector('[data-do=hush]')", "it reads again").await;
            }
        }
        page.wait("return !!document.querySelector('[data-do=aloud]')", "and may begin again").await;
        // A question and a card are read, too; and leaving is silent at once.
        page.click(".first").await;
        page.click("[data-go=checkins]").await;
        page.click("[data-go=adult]").await;
        page.click("[data-do=aloud]").await;
        page.wait("return spoken.at(-1)[0] === 'Are you under 18?'", "a question is read").await;
        page.click(".first").await;
        page.click("[data-go=talk]").await;
        page.click(".listed > .link").await;
        page.click("[data-do=aloud]").await;
        page.wait("return spoken.at(-1)[0].includes('Hotline')", "a card is read").await;
        // So is a page that nobody touches, when it clears itself.
        let before = page.js("return silenced").await.as_i64().unwrap();
        page.js("const now = Date.now; Date.now = () => now() + 16 * 60e3; return true").await;
        page.wait(&format!("return silenced > {before} && !!document.querySelector('.doors')"), "it cleared itself")
            .await;
        let before = page.js("return silenced").await.as_i64().unwrap();
        page.js("document.querySelector('#leave').click(); return true").await;
        assert!(page.js("return silenced").await.as_i64().unwrap() > before, "silent in the very task that leaves");
        page
    });
}

#[test]
fn without_a_voice_of_this_machine_for_the_language_there_is_no_button() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        with_voices(
            &page,
            "[{ name: 'far', lang: 'en-US', localService: false }, { name: 'own', lang: 'es-MX', localService: true }]",
        )
        .await;
        page.open_app(&site.address).await;
        open(&page, "fears").await;
        page.click("main div.doors > .door").await;
        page.wait("return !!document.querySelector('.reading')", "an article is shown").await;
        assert_eq!(page.js("return document.querySelectorAll('[data-do=aloud]').length").await, 0);
        page
    });
}
