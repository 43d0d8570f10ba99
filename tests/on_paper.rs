//! On paper stands what a person chose, and nothing that a browser adds: no address, no title, no date.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use promises::{Engine, Options, Page, Site, TITLE, in_engines, tell, tour};
use serde_json::json;

/// Prints as a person would who leaves the browser's own header and footer on; the words of the paper, and how many pages.
async fn printed(page: &Page, name: &str) -> (String, usize) {
    let asked = json!({ "displayHeaderFooter": true, "preferCSSPageSize": true, "printBackground": true });
    let pdf = tell(page, "Page.printToPDF", asked).await["data"].as_str().unwrap().to_owned();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/paper");
    fs::create_dir_all(&folder).unwrap();
    let file: PathBuf = folder.join(format!("{name}.pdf"));
    fs::write(&file, STANDARD.decode(pdf).unwrap()).unwrap();
    // To be looked at.
    let picture =
        Command::new("pdftoppm").args(["-png", "-r", "60", "-singlefile"]).arg(&file).arg(folder.join(name)).status();
    assert!(picture.unwrap().success());
    let words = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().unwrap().stdout;
    let words = String::from_utf8(words).unwrap();
    let pages = words.matches('\u{c}').count();
    (words, pages)
}

/// Neither the address, nor the title, nor a day such as `11/30/26`.
fn adds_nothing(words: &str) {
    for added in ["127.0.0.1", TITLE, "localhost"] {
        assert!(!words.contains(added), "{added:?} is on the paper: {words}");
    }
    let is_day =
        |word: &str| word.split('/').filter(|part| part.trim_end_matches(',').parse::<u8>().is_ok()).count() == 3;
    assert!(!words.split_whitespace().any(is_day), "{words}");
}

#[test]
fn a_card_holds_numbers_and_names_nobody_a_sheet_says_who_answers() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=paper]").await;
        page.wait("return !!document.querySelector('.wallet li')", "a card is shown").await;
        for (nth, name) in [(1, "wallet"), (2, "shoe"), (3, "sheet")] {
            page.click(&format!("[data-do=paper]:nth-child({nth})")).await;
            page.wait(&format!("return !!document.querySelector('.{name} li')"), "it is shown").await;
            let (words, pages) = printed(&page, name).await;
            adds_nothing(&words);
            assert_eq!(pages, 1, "{name}");
            assert!(words.contains("1-888-373-7888") && words.contains("911"), "{name}: {words}");
            assert_eq!(words.contains("Trafficking"), name == "sheet", "{name}: {words}");
            assert!(!words.contains("Leave this page"), "{name}: {words}");
        }
        page
    });
}

#[test]
fn every_language_has_its_card() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        for (tag, address) in site.languages() {
            page.open_app(&address).await;
            page.wait("return 'whole' in document.documentElement.dataset", "what there is to read has come").await;
            page.click("[data-go=paper]").await;
            page.wait("return !!document.querySelector('.wallet li')", "a card is shown").await;
            let (words, pages) = printed(&page, &format!("wallet-{tag}")).await;
            adds_nothing(&words);
            assert!(pages == 1 && words.contains("1-888-373-7888"), "{tag}: {words}");
        }
        page
    });
}

#[test]
fn what_was_read_prints_with_its_line_and_nothing_else() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=signs]").await;
        page.click("main div.doors > .door").await;
        page.wait("return !!document.querySelector('.reading')", "an article is shown").await;
        let (words, _) = printed(&page, "article").await;
        adds_nothing(&words);
        assert!(words.contains("1-888-373-7888"), "{words}");
        assert!(!words.contains("Leave this page") && !words.contains("Español"), "{words}");
        page
    });
}

#[test]
fn every_screen_prints_what_it_says_without_its_buttons() {
    let site = Site::whole();
    let options = Options { longest: std::time::Duration::from_mins(5), ..Options::default() };
    in_engines(&[Engine::Chromium], &options, async |page: Page| {
        page.open_app(&site.address).await;
        tour(&page, async |stop| {
            let heading = page.text("main h1").await;
            let (words, pages) = printed(&page, &format!("screen-{}", stop.name)).await;
            // Where the tab's name is chosen, it is said.
            if !["Safe", "Wiped"].contains(&stop.screen) {
                adds_nothing(&words);
            }
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(stop.screen == "Paper" || plain(&words).contains(&plain(&heading)), "{}: {words}", stop.name);
            for button in ["Leave this page", "‹ Back", "First page", "Español"] {
                assert!(!words.contains(button), "{}: {button} is on the paper", stop.name);
            }
            assert!(pages > 0 && words.trim().len() > 60, "{}: {words}", stop.name);
        })
        .await;
        page
    });
}
