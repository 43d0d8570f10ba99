//! The page is whole before any script: the exit, and every country's line, readable and tappable.

use std::process::Command;
use std::time::Duration;

use promises::{Engine, Fault, Options, Page, Site, each_engine, in_engines};

const WITHOUT_SCRIPT: Options = Options {
    timezone: "America/Chicago",
    language: "en-US",
    script: false,
    window: (800, 1000),
    dark: false,
    storage: true,
    patient: true,
    proxy: None,
    profile: None,
    network_log: None,
    longest: Duration::from_mins(2),
};

#[test]
fn without_script_every_country_has_its_line_and_the_exit_is_in_view() {
    let site = Site::whole();
    each_engine(&WITHOUT_SCRIPT, async |page: Page| {
        page.open(&site.address).await;
        let countries = page.client.find_all(fantoccini::Locator::Css("details[data-c]")).await.unwrap();
        assert!(countries.len() > 100, "{} countries", countries.len());
        let lines = "details[data-c] .line";
        let callable = "details[data-c] .line:has(a[href^='tel:'])";
        let count = async |selector| page.client.find_all(fantoccini::Locator::Css(selector)).await.unwrap().len();
        assert_eq!(count(callable).await, count(lines).await, "each country's line can be called");
        // A summary opens without script too, and its number is a link.
        page.click("details[data-c=GB] > summary").await;
        let number = page.client.find(fantoccini::Locator::Css("details[data-c=GB] .line a[href='tel:+448000121700']"));
        assert!(number.await.unwrap().is_displayed().await.unwrap());
        let exit = page.client.find(fantoccini::Locator::Css("a[rel~=noreferrer]")).await.unwrap();
        assert!(exit.text().await.unwrap().contains("Leave"));
        assert!(exit.is_displayed().await.unwrap());
        // No door is shown that would lead nowhere.
        let door = page.client.find(fantoccini::Locator::Css("[data-go=find]")).await.unwrap();
        assert!(!door.is_displayed().await.unwrap());
        page
    });
}

#[test]
fn without_script_the_other_language_is_a_page_of_its_own_with_the_same_title() {
    let site = Site::whole();
    each_engine(&WITHOUT_SCRIPT, async |page: Page| {
        page.open(&site.address).await;
        let title = page.client.title().await.unwrap();
        page.click("a[hreflang=es]").await;
        page.wait_for_address(&format!("{}es/", site.address)).await;
        assert_eq!(page.client.title().await.unwrap(), title);
        assert!(page.text("#leave").await.contains("Salir"));
        // From any page to any other, without a detour.
        page.click("a[hreflang=fr]").await;
        page.wait_for_address(&format!("{}fr/", site.address)).await;
        assert_eq!(page.client.title().await.unwrap(), title);
        page.click("a[hreflang=en]").await;
        page.wait_for_address(&site.address).await;
        page
    });
}

/// Signs, rights, questions, safety; services by country: each opens in place, and one link is left to follow.
#[test]
fn without_script_there_is_all_there_is_to_read_in_two_more_pages_of_the_same_title() {
    let site = Site::whole();
    each_engine(&WITHOUT_SCRIPT, async |page: Page| {
        let opens = async |nth: usize| {
            for deep in 0..nth {
                page.click(&format!("{} > summary", vec!["details"; deep + 1].join(" "))).await;
            }
        };
        for (folder, leave, read) in [("", "Leave", "history"), ("ar/", "مغادرة", "سجل"), ("zh-Hans/", "离开", "历史")]
        {
            let first = format!("{}{folder}", site.address);
            page.open(&first).await;
            let title = page.client.title().await.unwrap();
            for name in ["2.html", "3.html"] {
                page.open(&first).await;
                page.click(&format!("nav.plain a[href='{name}']")).await;
                page.wait_for_address(&format!("{first}{name}")).await;
                assert_eq!(page.client.title().await.unwrap(), title);
                assert!(page.text("#leave").await.contains(leave), "{folder}{name}");
                assert!(page.text("p.warn").await.contains(read), "{folder}{name} says what stays behind");
                opens(2 - usize::from(name == "3.html")).await;
                let shown = if name == "2.html" { "details details .reading" } else { "details .listed .go" };
                let shown = page.client.find(fantoccini::Locator::Css(shown)).await.unwrap();
                assert!(shown.is_displayed().await.unwrap(), "{folder}{name}");
                page.click("a.back").await;
                page.wait_for_address(&first).await;
            }
        }
        page
    });
}

/// `lynx` has neither script nor style.
#[test]
fn a_browser_of_words_alone_reads_the_lines_the_ways_and_the_exit() {
    let site = Site::whole();
    let dump = |path: &str| {
        let mut lynx = Command::new("lynx");
        lynx.args(["-dump", "-assume_charset=utf-8", "-display_charset=utf-8"]).arg(format!("{}{path}", site.address));
        let read = lynx.output().expect("lynx; `cargo xtask test` installs it");
        String::from_utf8_lossy(&read.stdout).into_owned()
    };
    let first = dump("");
    for words in ["Leave this page", "Find help", "United Kingdom", "08000 121 700", "Services by country", "Español"]
    {
        assert!(first.contains(words), "{words:?} is missing");
    }
    assert!(dump("2.html").contains("Are you under 18?"));
    assert!(dump("3.html").contains("1-888-373-7888"));
    assert!(dump("ru/").contains("Уйти с этой страницы"));
}

#[test]
fn without_webassembly_the_page_stays_and_the_guess_still_helps() {
    let site = Site::with(Fault::NoWasm);
    each_engine(&Options::default(), async |page: Page| {
        page.open(&site.address).await;
        page.wait("return !document.documentElement.classList.contains('js')", "the doors were hidden").await;
        assert_eq!(page.links(".slot .call").await, ["tel:+18883737888"]);
        assert_eq!(page.links(".danger .sos").await.first().map(String::as_str), Some("tel:911"));
        assert!(page.is_on_top("#leave").await);
        page
    });
}

#[test]
fn a_broken_directory_is_said_plainly_and_leaves_the_lines() {
    for fault in [Fault::HalfDirectory, Fault::ChangedDirectory, Fault::OtherDirectory] {
        let site = Site::with(fault);
        each_engine(&Options::default(), async |page: Page| {
            page.open(&site.address).await;
            page.wait_to_read("The list of services did not arrive whole").await;
            assert_eq!(page.links(".slot .call").await, ["tel:+18883737888"], "{fault:?}");
            assert!(page.is_on_top("#leave").await);
            page
        });
    }
}

#[test]
fn a_guess_comes_from_the_time_zone_and_always_says_its_country() {
    let site = Site::whole();
    for (timezone, country, number) in [
        ("Europe/London", "United Kingdom", "tel:999"),
        ("Asia/Calcutta", "India", "tel:112"),
        ("Europe/Kiev", "Ukraine", "tel:102"),
    ] {
        let options = Options { timezone, ..Options::default() };
        each_engine(&options, async |page: Page| {
            page.open_app(&site.address).await;
            assert!(page.text(".danger").await.contains(country), "{timezone}");
            assert_eq!(page.links(".danger .sos").await, [number], "{timezone}");
            page
        });
    }
}

#[test]
fn where_clock_and_language_differ_both_countries_are_there_to_tap() {
    let options = Options { timezone: "Europe/London", language: "pl-PL", ..Options::default() };
    for fault in [None, Some(Fault::NoWasm)] {
        let site = fault.map_or_else(Site::whole, Site::with);
        // WebKitGTK has the languages that are installed on the machine.
        in_engines(&[Engine::Chromium, Engine::Firefox], &options, async |page: Page| {
            match fault {
                None => page.open_app(&site.address).await,
                Some(_) => page.open(&site.address).await,
            }
            for (country, other, number) in [
                ("United Kingdom", "Poland", "tel:999"),
                ("Poland", "United Kingdom", "tel:112"),
                ("United Kingdom", "Poland", "tel:999"),
            ] {
                let shown = format!("return document.querySelector('.danger .where span').textContent === {country:?}");
                page.wait(&shown, country).await;
                assert_eq!(page.text(".danger .other").await, other);
                assert_eq!(page.links(".danger .sos").await, [number]);
                page.click(".danger .other").await;
            }
            if fault.is_none() {
                // On a list of lines, too: never one country's lines below another's name.
                page.wait("return document.querySelector('.danger .where span').textContent === 'Poland'", "Poland")
                    .await;
                page.click("[data-go=talk]").await;
                page.wait(
                    "return document.querySelector('.listed .go')?.href.startsWith('tel:+48')",
                    "lines of Poland",
                )
                .await;
                page.click(".danger .other").await;
                page.wait(
                    "return document.querySelector('.listed .go')?.href.startsWith('tel:+44')",
                    "lines of Britain",
                )
                .await;
            }
            page
        });
    }
}

#[test]
fn where_nobody_knows_the_country_none_is_shown() {
    let site = Site::whole();
    let options = Options { timezone: "UTC", language: "en", ..Options::default() };
    // WebKitGTK has no language without a country.
    in_engines(&[Engine::Chromium, Engine::Firefox], &options, async |page: Page| {
        page.open_app(&site.address).await;
        assert_eq!(page.links(".danger .sos").await, Vec::<String>::new());
        assert!(page.text(".danger").await.contains("list below"));
        page
    });
}
