//! The check-ins: taken to their end by whoever cannot use a mouse, left and come back to at any time, with the same
//! help for everyone and the reasons for its order, and with nothing that could be read as a score.

use std::path::Path;

use promises::{CHECKINS, DevTools, ENTER, Engine, Options, Page, Site, answer_all, each_engine, in_engines};
use serde_json::{Value, json};

async fn begin(page: &Page, checkin: &str) {
    page.click("[data-go=checkins]").await;
    page.click(&format!("[data-go={checkin}]")).await;
    page.wait("return !!document.querySelector('.question')", "the first question is there").await;
}

/// The help that stands at the end, in its order.
async fn offers(page: &Page) -> Vec<String> {
    let said = page.js("return [...document.querySelectorAll('.offer')].map(one => one.dataset.need)").await;
    said.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// A question is up, and its heading is what is read out.
const ARRIVED: &str = "return document.activeElement === document.querySelector('main h1')";

#[test]
fn each_is_taken_to_its_end_with_the_keyboard_alone_in_two_languages() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        for (checkin, language) in CHECKINS.into_iter().flat_map(|checkin| [(checkin, "en"), (checkin, "es")]) {
            page.open_app(&site.address).await;
            if language == "es" {
                page.click("a[hreflang=es]").await;
                page.wait_to_read("Buscar servicios").await;
            }
            for door in ["[data-go=checkins]".to_owned(), format!("[data-go={checkin}]")] {
                page.tab_to(&door).await;
                page.press(&[ENTER]).await;
                page.wait(ARRIVED, "the heading has focus").await;
            }
            let mut asked = 0;
            while page.js("return !!document.querySelector('.question')").await == true {
                asked += 1;
                assert!(asked < 20, "{checkin}: it never ends");
                let before = page.text("main h1").await;
                page.tab_to("[data-answer]").await;
                page.press(&[ENTER]).await;
                page.wait(&format!("return document.querySelector('main h1').innerText !== {before:?}"), "it goes on")
                    .await;
                page.wait(ARRIVED, "the heading has focus").await;
            }
            assert!(asked >= 8, "{checkin}: {asked}");
            assert!(!offers(&page).await.is_empty(), "{checkin}: help stands at the end");
            page.wait("return document.documentElement.scrollWidth <= innerWidth", "nothing is cut off").await;
        }
        page
    });
}

#[test]
fn everyone_is_offered_the_same_help_and_reads_why_it_stands_where_it_does() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium, Engine::WebKit], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        begin(&page, "adult").await;
        let begun = page.text(".question").await;
        assert!(begun.contains("Why we ask:") && begun.contains("1 of at most 15"), "{begun}");
        // None is chosen beforehand.
        assert_eq!(page.js("return document.querySelectorAll('[aria-pressed=true]').length").await, 0);
        page.click("[data-do=stop]").await;
        let nothing_said = offers(&page).await;
        assert!(page.text("main").await.contains("These questions cannot cover everything"));
        assert_eq!(page.js("return document.querySelectorAll('.because').length").await, 0);
        page.click(".back").await;

        for question in 0..15 {
            let papers = page.text("main h1").await.contains("passport");
            page.click(if papers { "[data-answer=yes]" } else { "[data-answer=no], [data-answer=skip]" }).await;
            let shown = format!(
                "return !document.querySelector('.question') || document.querySelector('.question .meta').innerText.includes('{} of')",
                question + 2
            );
            page.wait(&shown, "it goes on").await;
            if page.js("return !!document.querySelector('.offers')").await == true {
                break;
            }
        }
        let said = offers(&page).await;
        assert_ne!(said, nothing_said);
        assert_eq!(said[..2], ["legal", "documents"]);
        let (mut all, mut same) = (said.clone(), nothing_said.clone());
        all.sort_unstable();
        same.sort_unstable();
        assert_eq!(all, same);
        let first = page.text(".offer").await;
        assert!(first.contains("Because you said that someone else keeps your passport or ID."), "{first}");
        // The right that fits is one tap away, and so is what happens next.
        assert!(page.text(".offers").await.contains("Nobody may keep your passport"));
        // A score, a level, a share, a word for what somebody is: none of it.
        let whole = page.text("main").await.to_lowercase();
        for word in ["score", "level", "risk", "%", "positive", "negative", "victim", "result"] {
            assert!(!whole.contains(word), "{word}: {whole}");
        }
        // Services for this person.
        page.click(".offer [data-do=see]").await;
        page.wait(
            "return document.querySelector('[data-kind=legal]')?.getAttribute('aria-pressed') === 'true'",
            "it looks for lawyers",
        )
        .await;
        page.click(".back").await;
        page.wait("return !!document.querySelector('.offers')", "and comes back").await;
        page
    });
}

#[test]
fn back_keeps_answers_and_danger_only_interrupts() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        begin(&page, "job").await;
        page.click("[data-answer=not_sure]").await;
        page.wait_to_read("Do they want money from you").await;
        let second = page.text("main h1").await;
        page.click("[data-do=danger]").await;
        page.wait("return !!document.querySelector('.danger-card a[href=\"tel:911\"]')", "the number is there").await;
        assert!(page.text(".danger-card").await.contains("Nothing is called by itself"));
        page.click("[data-go=back]").await;
        page.wait_to_read(&second).await;
        page.click(".back").await;
        page.wait(
            "return document.querySelector('[data-answer=not_sure]').getAttribute('aria-pressed') === 'true'",
            "it is still chosen",
        )
        .await;
        assert_eq!(page.js("return document.querySelectorAll('.answer[aria-pressed=true]').length").await, 1);
        // Not sure is a reason as a yes is, in other words.
        page.click("[data-do=stop]").await;
        page.wait_to_read("Because you are not sure if you are under 18.").await;
        page.click("[data-do=again]").await;
        begin_again(&page).await;
        assert_eq!(page.js("return document.querySelectorAll('.answer[aria-pressed=true]').length").await, 0);
        page
    });
}

async fn begin_again(page: &Page) {
    page.click("[data-go=job]").await;
    page.wait("return !!document.querySelector('.question')", "the first question is there").await;
}

#[test]
fn who_leaves_out_what_is_about_sex_never_sees_it_and_is_offered_the_same() {
    let site = Site::whole();
    in_engines(&[Engine::Firefox], &Options::default(), async |page: Page| {
        for checkin in ["adult", "young"] {
            page.open_app(&site.address).await;
            begin(&page, checkin).await;
            for _ in 0..20 {
                if page.js("return !!document.querySelector('.offers')").await == true {
                    break;
                }
                let asked = page.text("main h1").await;
                assert!(!asked.contains("sexual"), "{asked}");
                page.click("[data-answer=skip]").await;
                page.wait(&format!("return document.querySelector('main h1').innerText !== {asked:?}"), "it goes on")
                    .await;
            }
            assert!(offers(&page).await.len() > 8);
        }
        page
    });
}

#[test]
fn who_is_worried_about_somebody_reads_the_signs_of_that_setting_and_what_never_to_do() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium, Engine::Firefox], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=signs]").await;
        page.click("main > form > .door").await;
        page.wait("return !!document.querySelector('#country')", "where is asked first").await;
        page.choose("#country", "GB").await;
        page.click("[data-answer=skip]").await;
        page.wait("return !!document.querySelector('#setting')", "then the setting").await;
        let nails = page.js("return [...document.querySelectorAll('#setting option')].find(one => one.innerText.includes('nail')).value").await;
        page.choose("#setting", nails.as_str().unwrap()).await;
        page.click("[data-answer=skip]").await;
        let asked = answer_all(&page).await;
        assert_eq!(asked.len(), 10);
        assert!(page.text("main").await.contains("You may be right or wrong"));
        assert_eq!(offers(&page).await[0], "talk");
        page.click("main .doors .door").await;
        page.wait_to_read("What never to do").await;
        assert!(page.text("main h1").await.contains("nail"));
        assert!(page.text("main").await.contains("08000 121 700"), "the line of the place is there");
        page
    });
}

#[test]
fn a_screen_reader_hears_a_heading_a_group_and_four_buttons() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        begin(&page, "adult").await;
        page.click("[data-answer=no]").await;
        page.wait_to_read("tricked or pushed").await;
        let tree =
            page.client.issue_cmd(DevTools { command: "Accessibility.getFullAXTree", parameters: json!({}) }).await;
        let tree = tree.unwrap();
        let nodes = tree["nodes"].as_array().unwrap();
        let named = |role: &str| -> Vec<String> {
            let of = nodes.iter().filter(|node| node["role"]["value"] == role && node["ignored"] != true);
            of.map(|node| node["name"]["value"].as_str().unwrap_or("").to_owned()).collect()
        };
        let question = "Has anyone tricked or pushed you into work you did not want?";
        assert_eq!(named("heading"), [question]);
        assert!(named("group").contains(&question.to_owned()), "{:?}", named("group"));
        let buttons = named("button");
        let answers: Vec<&String> =
            buttons.iter().filter(|name| ["Yes", "No", "Not sure", "Skip"].contains(&name.as_str())).collect();
        assert_eq!(answers, ["Yes", "No", "Not sure", "Skip"]);
        let described: Vec<&Value> = nodes
            .iter()
            .filter(|node| node["role"]["value"] == "heading")
            .map(|node| &node["description"]["value"])
            .collect();
        assert!(described[0].as_str().unwrap().starts_with("Why we ask:"), "{described:?}");
        page
    });
}

/// What ships of the site, uncompressed.
fn shipped() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_none_or(|ending| ending != "br") {
                files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
            }
        }
    }
    files
}

#[test]
fn no_outcome_of_a_published_rule_is_in_what_ships() {
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/core/src/oracle/instruments.json");
    let written: Value = serde_json::from_slice(&std::fs::read(written).unwrap()).unwrap();
    let mut codes = vec!["not_a_victim".to_owned(), "positive_screen".to_owned()];
    let mut open = vec![&written];
    while let Some(value) = open.pop() {
        if let Some(outcomes) = value.get("outcomes").and_then(Value::as_object) {
            codes.extend(outcomes.keys().cloned());
        }
        open.extend(value.as_object().into_iter().flat_map(|all| all.values()));
        open.extend(value.as_array().into_iter().flatten());
    }
    // Of one word, it is a word like others.
    codes.retain(|code| code.contains('_'));
    assert!(codes.len() > 20, "{codes:?}");
    let files = shipped();
    assert!(files.len() > 7);
    for (name, bytes) in &files {
        for code in &codes {
            let found = bytes.windows(code.len()).any(|window| window == code.as_bytes());
            assert!(!found, "{code} is in {name}");
        }
    }
    // The search finds what is there.
    let asks = "Has anyone tricked or pushed you".as_bytes();
    assert!(files.iter().any(|(_, bytes)| bytes.windows(asks.len()).any(|window| window == asks)));
}
