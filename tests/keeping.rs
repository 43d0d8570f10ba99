//! What a person asks to be kept is locked, always as long, and says nothing of what is in it; wiping takes it away.

use promises::{Answer, Elsewhere, Engine, Options, Page, Site, each_engine, in_engines};

const PASSPHRASE: &str = "harbour violin eleven";

/// What is kept, by the key it is kept under.
const KEPT: &str = "return JSON.stringify(Object.entries(localStorage))";

async fn back_home(page: &Page) {
    while page.js("return !!document.querySelector('.back')").await == true {
        page.click(".back").await;
    }
}

/// Puts the first service that is found on the list.
async fn put_aside(page: &Page, words: &str) -> String {
    page.click("[data-go=find]").await;
    page.paste_into("input[type=search]", words).await;
    page.wait("return document.querySelectorAll('.listed').length > 0", "something is found").await;
    page.click(".listed > .link").await;
    page.wait("return !!document.querySelector('.card')", "the card is up").await;
    page.click("[data-do=list]").await;
    page.wait_to_read("Take off my list").await;
    let name = page.text("main h1").await;
    back_home(page).await;
    name
}

async fn lock(page: &Page) {
    page.click("[data-go=list]").await;
    page.click("main details summary").await;
    page.type_into("#keep", PASSPHRASE).await;
    page.click("[data-do=keep]").await;
}

async fn open(page: &Page, passphrase: &str) {
    page.type_into("#open", passphrase).await;
    page.click("[data-do=open]").await;
}

#[test]
fn the_list_is_in_memory_and_gone_with_the_page() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        let name = put_aside(&page, "domestic violence").await;
        page.click("[data-go=list]").await;
        page.wait_to_read(&name).await;
        assert_eq!(page.js(KEPT).await, "[]");
        page.open_app(&site.address).await;
        page.click("[data-go=list]").await;
        page.wait_to_read("Nothing is on your list.").await;
        page
    });
}

#[test]
fn kept_it_is_one_locked_value_that_opens_with_its_passphrase_alone() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&away.address]);
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        let first = put_aside(&page, "domestic violence").await;
        lock(&page).await;
        page.wait_to_read("Kept on this phone, locked.").await;
        let one = page.js(KEPT).await.as_str().unwrap().to_owned();
        assert!(one.starts_with("[[\"n\",") && !one.contains(&first), "{one:.80}");
        back_home(&page).await;
        let second = put_aside(&page, "lawyer").await;
        lock(&page).await;
        page.wait("return !document.querySelector('#keep').value", "the passphrase is gone from the page").await;
        page.wait_to_read("Kept on this phone, locked.").await;
        let two = page.js(KEPT).await.as_str().unwrap().to_owned();
        assert_eq!(one.len(), two.len(), "its length tells nothing");
        assert_ne!(one, two);
        // It outlives leaving, as it was asked to.
        page.click("#leave").await;
        page.wait_for_address(&away.address).await;
        page.open_app(&site.address).await;
        page.click("[data-go=list]").await;
        page.wait_to_read("A list is kept on this phone.").await;
        open(&page, "harbour violin twelve").await;
        page.wait_to_read("That did not open the list.").await;
        open(&page, PASSPHRASE).await;
        page.wait_to_read(&first).await;
        page.wait_to_read(&second).await;
        assert_eq!(page.js("return document.querySelectorAll('#open').length").await, 0);
        // Wiping takes it away.
        back_home(&page).await;
        page.click("[data-go=safe]").await;
        page.click("[data-do=clear]").await;
        page.wait_to_read("Things kept by this page: cleared").await;
        assert_eq!(page.js(KEPT).await, "[]");
        page
    });
}

#[test]
fn a_list_that_was_not_opened_is_not_written_over() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        let first = put_aside(&page, "domestic violence").await;
        lock(&page).await;
        page.wait_to_read("Kept on this phone, locked.").await;
        page.open_app(&site.address).await;
        let second = put_aside(&page, "lawyer").await;
        page.click("[data-go=list]").await;
        page.wait_to_read(&second).await;
        assert_eq!(page.js("return document.querySelectorAll('#keep').length").await, 0, "{}", page.engine.name());
        open(&page, "short").await;
        // Said where it was asked: in view, below the box.
        page.wait_to_read("That is too short").await;
        assert!(page.is_on_top("[role=status] .note").await, "{}", page.engine.name());
        open(&page, PASSPHRASE).await;
        page.wait_to_read(&first).await;
        page.wait_to_read(&second).await;
        page.click("main details summary").await;
        page.type_into("#keep", "short").await;
        page.click("[data-do=keep]").await;
        page.wait_to_read("That is too short").await;
        page.js("document.querySelector('[data-do=keep]').scrollIntoView({ block: 'center' }); return true").await;
        assert!(page.is_on_top("[role=status] .note").await, "{}", page.engine.name());
        page
    });
}

#[test]
fn what_was_changed_or_cut_is_noticed() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        put_aside(&page, "domestic violence").await;
        lock(&page).await;
        page.wait_to_read("Kept on this phone, locked.").await;
        for (change, said) in [
            // One letter in the middle, one of the rounds, one of the salt.
            ("bytes[2000] ^= 1", "That did not open the list."),
            ("bytes[10] ^= 1", "That did not open the list."),
            ("bytes[2] ^= 255", "The kept list is damaged"),
            ("bytes.length = 100", "The kept list is damaged"),
            ("bytes.length = 0", "The kept list is damaged"),
        ] {
            let script = format!(
                "window.whole ??= localStorage.n; const bytes = [...atob(whole)].map(letter => letter.charCodeAt(0)); \
                 {change}; localStorage.n = btoa(String.fromCharCode(...bytes)); return true"
            );
            page.js("window.whole ??= localStorage.n; localStorage.n = whole; return true").await;
            let whole = page.js("return localStorage.n").await;
            page.js(&script).await;
            page.open_app(&site.address).await;
            page.click("[data-go=list]").await;
            open(&page, PASSPHRASE).await;
            page.wait_to_read(said).await;
            page.client.execute("localStorage.n = arguments[0]; return true", vec![whole]).await.unwrap();
        }
        page
    });
}

#[test]
fn where_nothing_can_be_kept_it_says_why_and_the_list_stays() {
    let site = Site::whole();
    let with_list = async |page: &Page, script: &str, said: &str| {
        page.open_app(&site.address).await;
        let name = put_aside(page, "domestic violence").await;
        page.js(script).await;
        lock(page).await;
        page.wait_to_read(said).await;
        page.wait_to_read(&name).await;
    };
    each_engine(&Options::default(), async |page: Page| {
        // A browser without https has no ciphers; on loopback it has, so that they are taken from it.
        let none = "Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true }); return true";
        with_list(&page, none, "this page does not have a secure connection").await;
        let full = "for (let size = 4e6; size > 1; size /= 2) { \
                    try { for (let at = 0; ; at += 1) localStorage.setItem(`${size}-${at}`, 'x'.repeat(size)) } catch {} } \
                    return true";
        with_list(&page, full, "There is no room left in this browser.").await;
        page.js("localStorage.clear(); return true").await;
        page.type_into("#keep", "short").await;
        page.click("[data-do=keep]").await;
        page.wait_to_read("That is too short").await;
        page
    });
    let refused = Options { storage: false, ..Options::default() };
    in_engines(&[Engine::Chromium, Engine::Firefox], &refused, async |page: Page| {
        with_list(&page, "return true", "This browser does not let the page keep anything.").await;
        page
    });
}
