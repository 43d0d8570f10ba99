//! Old browsers: one that is older than the oldest we name keeps the page as it came, one that is younger has everything.

use promises::{Answer, Chromium, Elsewhere, Engine, Site, Tab, chosen, old_chromium};

/// Of July 2021: it lacks what the WebAssembly needs.
const TOO_OLD: &str = "92";
/// Of May 2022; none between the two is to be had in a package.
const OLD: &str = "102";

/// The site in a Chromium of years ago, and the place that it leaves for; nothing where that engine is not wanted,
/// or where there is none: those packages hold programs for Linux on x86-64 alone, and come from npm.
fn opened(version: &str) -> Option<(Chromium, Tab, Site, Elsewhere)> {
    if !chosen(Engine::Chromium) {
        return None;
    }
    let program = old_chromium(version);
    if !program.is_file() {
        eprintln!("NOT TRIED: {} is not here; `cargo xtask test` installs it", program.display());
        return None;
    }
    let elsewhere = Elsewhere::titled("Weather", Answer::Page);
    let site = Site::leaving_to(&[&elsewhere.address]);
    let mut browser = Chromium::start(&program);
    let tab = browser.open(&site.address);
    Some((browser, tab, site, elsewhere))
}

/// What must be seen in any browser.
fn stands(browser: &mut Chromium, tab: &Tab) {
    let line = "return document.querySelector('.slot .call').href";
    browser.wait(tab, "return !!document.querySelector('.slot .call')", "the line of the country");
    assert_eq!(browser.js(tab, line), "tel:+18883737888");
    assert_eq!(browser.js(tab, "return document.querySelector('.danger .sos').href"), "tel:911");
    let on_top = "const box = document.querySelector('#leave').getBoundingClientRect(); \
                  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest('#leave') !== null";
    assert_eq!(browser.js(tab, on_top), true, "the exit is on top");
}

fn leaves(browser: &mut Chromium, tab: &Tab, elsewhere: &Elsewhere) {
    browser.tap(tab, "#leave");
    browser.wait(tab, "return document.title === 'Weather'", "it has left");
    assert_eq!(browser.js(tab, "return location.href"), elsewhere.address.as_str());
}

#[test]
fn a_browser_older_than_the_oldest_keeps_the_page_as_it_came_and_every_way_on() {
    let Some((mut browser, tab, site, elsewhere)) = opened(TOO_OLD) else { return };
    let bare = "return !document.documentElement.classList.contains('js') && !document.documentElement.dataset.app";
    browser.wait(&tab, bare, "the page as it came");
    stands(&mut browser, &tab);
    // Every service, and all there is to read, in another language, too.
    for (folder, services, readings) in [("", "1-888-373-7888", "Are you under 18?"), ("es/", "1-888-373-7888", "18")] {
        for (name, words) in [("3.html", services), ("2.html", readings)] {
            browser.go(&tab, &format!("{}{folder}", site.address));
            browser.wait(&tab, bare, "the page as it came, again");
            browser.tap(&tab, &format!("nav.plain a[href='{name}']"));
            browser.arrive(&tab, &format!("{}{folder}{name}", site.address));
            browser.wait(&tab, &format!("return document.body.textContent.includes({words:?})"), words);
        }
    }
    browser.go(&tab, &site.address);
    browser.wait(&tab, bare, "the page as it came, again");
    leaves(&mut browser, &tab, &elsewhere);
}

#[test]
fn a_browser_of_2022_finds_asks_reads_speaks_another_language_and_leaves() {
    let Some((mut browser, tab, _site, elsewhere)) = opened(OLD) else { return };
    browser.wait(&tab, "return 'whole' in document.documentElement.dataset", "everything is there");
    stands(&mut browser, &tab);
    browser.tap(&tab, "[data-go=find]");
    browser.tap(&tab, "input[type=search]");
    browser.type_in(&tab, "lawyer");
    browser.wait(&tab, "return document.querySelectorAll('.listed').length > 1", "services are found");
    browser.tap(&tab, ".listed > .link");
    browser.wait(&tab, "return document.body.innerText.includes('How do we know?')", "a card");
    for _ in 0..2 {
        browser.tap(&tab, ".back");
    }
    browser.tap(&tab, "[data-go=checkins]");
    browser.tap(&tab, "[data-go=adult]");
    let end = "return !!document.querySelector('.offers')";
    while browser.js(&tab, end) != true {
        browser.wait(&tab, "return !!document.querySelector('[data-answer]')", "a question");
        let question = browser.js(&tab, "return document.querySelector('main h1').innerText");
        browser.tap(&tab, "[data-answer]");
        let gone = format!("return document.querySelector('main h1')?.innerText !== {question}");
        browser.wait(&tab, &gone, "the next question");
        browser.wait(&tab, "return !!document.querySelector('[data-answer], .offers')", "a question, or the end");
    }
    browser.tap(&tab, ".offer > p > .link");
    browser.wait(&tab, "return !!document.querySelector('.reading')", "what there is to read");
    browser.tap(&tab, "a[hreflang=ar]");
    browser.wait(&tab, "return document.documentElement.dir === 'rtl'", "Arabic");
    leaves(&mut browser, &tab, &elsewhere);
}
