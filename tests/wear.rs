//! `cargo xtask soak memory`: the same journey many times over in Chromium. What is drawn, listened to and set aside
//! must not grow with it: somebody may keep the page open all night.

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

fn main() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        for _ in 0..BEFORE {
            journey(&page).await;
        }
        let before = held(&page).await;
        for _ in 0..MANY {
            journey(&page).await;
        }
        let after = held(&page).await;
        let names = ["nodes", "listeners", "KB of script", "KB of WebAssembly"];
        let said: Vec<String> = names
            .iter()
            .zip(before.iter().zip(after))
            .map(|(name, (before, after))| format!("{before:.0} to {after:.0} {name}"))
            .collect();
        println!("{}", said.join(", "));
        // The driver keeps every script that it was given, so that of script is only told.
        for (before, after) in [0, 1, 3].map(|at| (before[at], after[at])) {
            assert!(after <= before * 1.05, "it grows: {}", said.join(", "));
        }
        page
    });
}
