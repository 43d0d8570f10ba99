//! `cargo xtask soak memory`: the same journey many times over in Chromium. What is drawn, listened to and set aside
//! must not grow with it: somebody may keep the page open all night.

use fantoccini::Client;
use promises::{DevTools, Engine, Options, Page, Site, in_engines};
use serde_json::{Value, json};

/// Journeys until everything has been set aside that is set aside once.
const BEFORE: usize = 10;
/// Journeys that must change nothing.
const MANY: usize = 60;

async fn tell(client: &Client, command: &'static str, parameters: Value) -> Value {
    client.issue_cmd(DevTools { command, parameters }).await.unwrap()
}

/// Nodes, listeners, and kilobytes of script and of WebAssembly.
async fn held(page: &Page) -> [f64; 4] {
    let client = &page.client;
    tell(client, "Performance.enable", json!({})).await;
    tell(client, "HeapProfiler.collectGarbage", json!({})).await;
    let metrics = tell(client, "Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().unwrap();
        all.iter().find(|metric| metric["name"] == name).and_then(|metric| metric["value"].as_f64()).unwrap()
    };
    let memory = json!({ "expression": "WebAssembly.Memory.prototype" });
    let memory = tell(client, "Runtime.evaluate", memory).await["result"]["objectId"].clone();
    let found = tell(client, "Runtime.queryObjects", json!({ "prototypeObjectId": memory })).await;
    let size = "function () { return this.reduce((all, one) => all + one.buffer.byteLength, 0) }";
    let size = json!({ "objectId": found["objects"]["objectId"], "functionDeclaration": size, "returnByValue": true });
    let size = tell(client, "Runtime.callFunctionOn", size).await["result"]["value"].as_f64().unwrap();
    [metric("Nodes"), metric("JSEventListeners"), metric("JSHeapUsedSize") / 1000.0, size / 1000.0]
}

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
