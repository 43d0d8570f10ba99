//! A person opens the page, sees at once how to reach someone, finds services by need, place, audience,
//! language and words, and leaves in one tap.

use promises::{Options, Page, Site, each_engine};

#[test]
fn the_main_line_of_the_country_stands_first_with_its_text_code() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        assert_eq!(page.links(".slot a").await, ["tel:+18883737888", "sms:233733"]);
        assert!(page.text(".slot").await.contains("Text HELP to 233733"));
        assert!(page.is_on_top(".slot .call").await);
        // What a tap leaves behind is said before the tap.
        let said = "const said = document.querySelector('.here .leaves'), tap = document.querySelector('.slot .call'); \
                    return !!(said.compareDocumentPosition(tap) & Node.DOCUMENT_POSITION_FOLLOWING)";
        assert_eq!(page.js(said).await, true);
        for door in ["[data-go=talk]", "[data-go=find]"] {
            page.click(door).await;
            page.wait_to_read("leave traces on this phone, or on the bill").await;
            page.click(".back").await;
        }
        page
    });
}

#[test]
fn a_shelter_is_found_by_words_with_a_typo_and_by_place() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=place]").await;
        page.choose("#country", "US").await;
        page.type_into("#postal", "98101").await;
        page.wait("return document.querySelector('#subdivision').value === 'US-WA'", "the code gave its state").await;
        page.click("main .door").await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "sheltr to sleep").await;
        page.wait_to_read("Washington").await;
        page.wait("return document.querySelectorAll('.listed').length > 0", "something was found").await;
        let first = page.text(".list").await;
        assert!(first.contains("REST") || first.contains("WARN"), "{first}");
        page
    });
}

#[test]
fn needs_audiences_and_languages_narrow_what_is_shown_and_never_to_nothing() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        let count = "return parseInt(document.querySelector('.count').innerText)";
        let all = page.js(count).await.as_i64().unwrap();
        page.click("[data-kind=work]").await;
        page.wait(&format!("return parseInt(document.querySelector('.count').innerText) < {all}"), "fewer are shown")
            .await;
        page.type_into("input[type=search]", "unpaid wages").await;
        page.wait_to_read("Wage and Hour").await;
        page.click(".choices > summary").await;
        page.choose("#spoken", "km").await;
        page.choose("#audience", "men").await;
        page.wait("return document.querySelectorAll('.listed a[href^=tel]').length > 0", "a line to call is there")
            .await;
        page
    });
}

#[test]
fn a_card_answers_every_question_and_says_how_it_is_known() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=talk]").await;
        page.click(".listed > .link").await;
        for words in [
            "How to reach them",
            "Who may be told?",
            "Who answers?",
            "What does it cost?",
            "When?",
            "Which languages?",
            "What do they help with?",
            "Who is it for?",
            "How do we know?",
            "Nobody has called this number to try it.",
            "A call stays in the phone's call list",
            "November 2026",
        ] {
            page.wait_to_read(words).await;
        }
        page
    });
}

#[test]
fn what_the_phone_can_do_reorders_the_lines_and_none_vanishes() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=talk]").await;
        page.click(".phone .chip:nth-child(2)").await;
        page.wait(
            "return document.querySelector('.listed .go').getAttribute('href').startsWith('sms:')",
            "texts stand first",
        )
        .await;
        page
    });
}

#[test]
fn no_answer_shows_the_next_line() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=talk]").await;
        let second = page.text(".list > .listed:nth-child(2) h3").await;
        // The tap is made, the dialler is not opened: there is none here.
        page.js("const tap = document.querySelector('.listed .call'); \
                 tap.addEventListener('click', event => event.preventDefault()); tap.click(); return true")
            .await;
        page.wait_to_read("How did it go?").await;
        page.click(".after .chip:nth-child(2)").await;
        page.wait_to_read("Here is the next line.").await;
        assert_eq!(page.text(".after h3").await, second);
        page
    });
}

#[test]
fn who_passes_on_what_is_said_says_so_before_the_number() {
    let site = Site::whole();
    // The police answer; what is said may go on to the authorities.
    for timezone in ["Asia/Nicosia", "America/Mexico_City"] {
        each_engine(&Options { timezone, ..Options::default() }, async |page: Page| {
            page.open_app(&site.address).await;
            let order = "const line = document.querySelector('.slot .line'); const warn = line.querySelector('.warn'), \
                         tap = line.querySelector('a'); \
                         return !!warn && !!(warn.compareDocumentPosition(tap) & Node.DOCUMENT_POSITION_FOLLOWING)";
            page.wait(order, "the warning stands before the number").await;
            page
        });
    }
}

#[test]
fn at_320_pixels_and_at_twice_the_size_the_exit_is_in_view_and_nothing_scrolls_sideways() {
    let site = Site::whole();
    let options = Options { window: (320, 568), ..Options::default() };
    each_engine(&options, async |page: Page| {
        for size in ["100%", "200%"] {
            page.open_app(&site.address).await;
            page.js(&format!("document.documentElement.style.fontSize = {size:?}; return true")).await;
            for door in
                ["main h1", "[data-go=talk]", ".listed > .link", ".back", ".back", "[data-go=find]", "[data-go=place]"]
            {
                page.click(door).await;
                page.wait("return !!document.querySelector('main h1')", "a screen is up").await;
                assert!(page.is_on_top("#leave").await, "{door} at {size}");
                let wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
                assert!(page.js(wide).await.as_i64().unwrap() <= 0, "{door} at {size} scrolls sideways");
            }
        }
        page
    });
}

#[test]
fn the_language_changes_in_place_and_is_complete() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("a[hreflang=es]").await;
        page.wait_to_read("Hablar con alguien ahora").await;
        assert!(page.text("#leave").await.contains("Salir"));
        assert_eq!(page.js("return document.documentElement.lang").await, "es");
        assert_eq!(page.client.current_url().await.unwrap().as_str(), site.address);
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "no me pagan").await;
        page.wait_to_read("Todo sobre esta línea").await;
        page
    });
}
