//! `cargo xtask soak memory` and `soak monkey`: the same journey many times over, or whatever somebody taps for minutes, in
//! Chromium. What is drawn, listened to and set aside must not grow with it: somebody may keep the page open all night.

use std::time::{Duration, Instant};

use promises::{Engine, Options, Page, Site, held, in_engines};

/// Journeys until everything has been set aside that is set aside once.
const BEFORE: usize = 10;
/// Journeys that must change nothing.
const MANY: usize = 60;

/// From inside: an element that the driver has found, it holds on to.
async fn tap(page: &Page, selector: &str) {
    page.wait(&format!("return !!document.querySelector({selector:?})"), selector).await;
    page.js(&format!("document.querySelector({selector:?}).click(); return true")).await;
}

async fn journey(page: &Page) {
    tap(page, "[data-go=find]").await;
    page.wait("return !!document.querySelector('input[type=search]')", "the search is up").await;
    page.paste_into("input[type=search]", "boss took my passport").await;
    page.wait("return document.querySelectorAll('.listed').length > 1", "services are found").await;
    tap(page, ".more").await;
    tap(page, ".listed > .link").await;
    page.wait("return !!document.querySelector('.card')", "the card is up").await;
    tap(page, ".back").await;
    page.wait("return !document.querySelector('.card')", "the search is back").await;
    page.paste_into("input[type=search]", "").await;
    tap(page, ".back").await;
    tap(page, "[data-go=talk]").await;
    tap(page, ".chip").await;
    tap(page, ".chip").await;
    tap(page, ".back").await;
    for (language, words) in [("es", "Buscar ayuda"), ("en", "Find help")] {
        tap(page, &format!("a[hreflang={language}]")).await;
        page.wait_to_read(words).await;
    }
}

/// Back to the first screen, with everything folded.
async fn home(page: &Page) {
    let back = "(document.querySelector('header .first') ?? document.querySelector('header .back'))?.click(); \
                document.querySelectorAll('details[open]').forEach(one => { one.open = false }); return true";
    page.js(back).await;
    page.wait("return !!document.querySelector('nav.doors')", "the first screen is up").await;
}

/// Taps at random for a time, and clears everything now and then. Says how often, and what was held when a fifth of the time
/// was over (by then every language has come) and at the end.
async fn monkey(page: &Page, time: Duration) -> (u32, [f64; 4], [f64; 4]) {
    let begun = Instant::now();
    let (mut round, mut before) = (0, None);
    loop {
        page.taps(round, ROUND).await;
        home(page).await;
        tap(page, "[data-go=safe]").await;
        tap(page, "[data-do=clear]").await;
        page.wait("return !!document.querySelector('.report')", "it is cleared").await;
        home(page).await;
        round += 1;
        let now = held(page).await;
        if begun.elapsed() > time / 5 {
            before.get_or_insert(now);
        }
        if begun.elapsed() > time {
            return (round * ROUND, before.unwrap_or(now), now);
        }
    }
}

/// How many taps go between two looks at what is held.
const ROUND: u32 = 500;

fn main() {
    let minutes: Option<u64> = std::env::args().nth(1).map(|minutes| minutes.parse().expect("minutes"));
    let site = Site::whole();
    let longest = Duration::from_secs(60 * (minutes.unwrap_or(0) + 10));
    in_engines(&[Engine::Chromium], &Options { longest, ..Options::default() }, async |page: Page| {
        page.open_app(&site.address).await;
        let (told, before, after) = if let Some(minutes) = minutes {
            let (taps, before, after) = monkey(&page, Duration::from_secs(60 * minutes)).await;
            (format!("{taps} taps in {minutes} minutes: "), before, after)
        } else {
            for _ in 0..BEFORE {
                journey(&page).await;
            }
            let before = held(&page).await;
            for _ in 0..MANY {
                journey(&page).await;
            }
            (String::new(), before, held(&page).await)
        };
        let names = ["nodes", "listeners", "KB of script", "KB of WebAssembly"];
        let said: Vec<String> = names
            .iter()
            .zip(before.iter().zip(after))
            .map(|(name, (before, after))| format!("{before:.0} to {after:.0} {name}"))
            .collect();
        println!("{told}{}", said.join(", "));
        // The driver keeps every script that it was given, so that of script is only told.
        for (before, after) in [0, 1, 3].map(|at| (before[at], after[at])) {
            assert!(after <= before * 1.05, "it grows: {}", said.join(", "));
        }
        page
    });
}
