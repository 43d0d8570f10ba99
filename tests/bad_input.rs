//! What nobody should type, and browsers nobody expects: a clear message, nothing lost, nothing broken.

use promises::{Fault, Options, Page, Site, each_engine};

#[test]
fn odd_queries_leave_a_line_to_call_on_the_screen() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        for query in ["", "   ", "😀😀😀", "مساعدة", "\u{202e}olleh", "<script>alert(1)</script>", "asdfghjkl"]
        {
            page.paste_into("input[type=search]", query).await;
            page.wait("return document.querySelectorAll('.listed a[href^=tel]').length > 0", "a line is there").await;
        }
        page.paste_into("input[type=search]", &"place to sleep ".repeat(700)).await;
        page.wait_to_read("That was long.").await;
        assert_eq!(page.js("return document.querySelector('input[type=search]').value.length > 10000").await, true);
        page
    });
}

#[test]
fn a_language_that_does_not_arrive_is_said_and_the_page_stays() {
    let site = Site::with(Fault::NoOtherLanguage);
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("a[hreflang=es]").await;
        page.wait_to_read("That language did not arrive whole").await;
        page.wait_to_read("Talk to someone now").await;
        page
    });
}

#[test]
fn a_browser_of_an_unknown_country_and_language_gets_the_whole_page() {
    let site = Site::whole();
    let options = Options { timezone: "Antarctica/Troll", language: "tlh", ..Options::default() };
    each_engine(&options, async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=talk]").await;
        page.wait("return document.querySelectorAll('.listed .go').length > 3", "lines are there").await;
        page
    });
}

#[test]
fn two_tabs_do_not_disturb_each_other() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "lawyer").await;
        let first = page.client.window().await.unwrap();
        let second = page.client.new_window(true).await.unwrap();
        page.client.switch_to_window(second.handle).await.unwrap();
        page.open_app(&site.address).await;
        page.wait("return !document.querySelector('input[type=search]')", "the second tab begins at the beginning")
            .await;
        page.client.switch_to_window(first).await.unwrap();
        assert_eq!(page.js("return document.querySelector('input[type=search]').value").await, "lawyer");
        page
    });
}
