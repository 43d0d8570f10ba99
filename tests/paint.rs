//! `cargo xtask bench paint`: first paint, search usable, and a keystroke to painted results, on an emulated slow
//! phone (6 times slower processor, 1.6 Mbit/s, 150 ms), beside a bare page with the same words, in one run.

use promises::{CHECKINS, DevTools, Engine, Options, Page, Site, in_engines};
use serde_json::{Value, json};

/// How often each page is opened.
const VISITS: usize = 7;
/// Sixty frames a second.
const FRAME: f64 = 1000.0 / 60.0;

async fn tell(page: &Page, command: &'static str, parameters: Value) {
    page.client.issue_cmd(DevTools { command, parameters }).await.unwrap();
}

async fn slow_phone(page: &Page) {
    tell(page, "Network.enable", json!({})).await;
    tell(page, "Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    let network =
        json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000 });
    tell(page, "Network.emulateNetworkConditions", network).await;
    tell(page, "Emulation.setCPUThrottlingRate", json!({ "rate": 6 })).await;
    // When the app has taken the page over, seen from inside.
    let watch = "new MutationObserver(() => { if (document.documentElement.dataset.app && !window.usable) window.usable = performance.now() }) \
                 .observe(document, { attributes: true, subtree: true, attributeFilter: ['data-app'] })";
    tell(page, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await;
}

const PAINT: &str = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";

async fn number(page: &Page, script: &str) -> f64 {
    page.wait(
        &format!("{} > 0", script.replacen("return ", "return (", 1).replace(" ?? 0", " ?? 0)")),
        "it was measured",
    )
    .await;
    page.js(script).await.as_f64().unwrap_or(0.0)
}

/// Least, median, most.
fn spread(mut times: Vec<f64>) -> [f64; 3] {
    times.sort_by(f64::total_cmp);
    [times[0], times[times.len() / 2], times[times.len() - 1]]
}

fn main() {
    let site = Site::whole();
    let bare = Site::bare();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        slow_phone(&page).await;
        let (mut plain, mut ours, mut usable) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..VISITS {
            page.open(&bare.address).await;
            plain.push(number(&page, PAINT).await);
            page.open(&site.address).await;
            ours.push(number(&page, PAINT).await);
            usable.push(number(&page, "return window.usable ?? 0").await);
        }
        let p95 = |mut times: Vec<f64>| {
            times.sort_by(f64::total_cmp);
            (times.len(), times[times.len() * 95 / 100])
        };
        let (keys, key) = p95(keystrokes(&page).await);
        let (answers, endings) = answers(&page).await;
        let ((answers, answer), (_, ending)) = (p95(answers), p95(endings));
        let [plain, ours, usable] = [spread(plain), spread(ours), spread(usable)];
        let ms = |spread: [f64; 3]| format!("{:.0} ({:.0} to {:.0})", spread[1], spread[0], spread[2]);
        println!("## An emulated slow phone, Chromium, {VISITS} visits each, by turns\n");
        println!("| what | ms, median (least to most) | ratio | reach |\n| --- | --- | --- | --- |");
        println!("| first paint, bare page with the same words | {} | 1 | |", ms(plain));
        println!("| first paint | {} | {:.2} | at most 1.15 |", ms(ours), ours[1] / plain[1]);
        println!(
            "| search usable | {} | {:.2} of the bare first paint | at most 2.5 |",
            ms(usable),
            usable[1] / plain[1]
        );
        println!(
            "| keystroke to painted results, p95 of {keys} | {key:.0} | {:.1} frames | at most 3 frames |",
            key / FRAME
        );
        println!(
            "| answer to painted next question, p95 of {answers} | {answer:.0} | {:.1} frames | at most 3 frames |",
            answer / FRAME
        );
        println!(
            "| last answer to painted end, the slowest of {} | {ending:.0} | {:.1} frames | |\n",
            CHECKINS.len(),
            ending / FRAME
        );
        page
    });
}

/// What a person does, timed from a frame's beginning until after the frame that what comes of it is painted in.
fn timed(does: &str) -> String {
    format!(
        "const done = arguments[arguments.length - 1]; \
         requestAnimationFrame(() => {{ const begun = performance.now(); {does}; \
         requestAnimationFrame(() => {{ const channel = new MessageChannel(); \
         channel.port1.onmessage = () => done(performance.now() - begun); channel.port2.postMessage(0) }}) }})"
    )
}

/// From an answer to the frame after the one that the next question is painted in, and likewise to the end; through every
/// check-in, with a yes to everything.
async fn answers(page: &Page) -> (Vec<f64>, Vec<f64>) {
    let (mut times, mut endings) = (Vec::new(), Vec::new());
    for checkin in CHECKINS {
        page.js("(document.querySelector('.first') ?? document.querySelector('.back')).click(); return true").await;
        page.click("[data-go=checkins]").await;
        page.click(&format!("[data-go={checkin}]")).await;
        while page.js("return !!document.querySelector('[data-answer]')").await == true {
            let answer = timed("document.querySelector('[data-answer]').click()");
            let time = page.client.execute_async(&answer, Vec::new()).await.unwrap();
            let ended = page.js("return !!document.querySelector('.offers')").await == true;
            if ended { &mut endings } else { &mut times }.push(time.as_f64().unwrap_or(0.0));
        }
    }
    (times, endings)
}

/// From a keystroke to the frame after the one that its results are painted in.
async fn keystrokes(page: &Page) -> Vec<f64> {
    page.click("[data-go=find]").await;
    page.wait("return !!document.querySelector('input[type=search]')", "the search is there").await;
    let mut times = Vec::new();
    for query in ["place to sleep tonight", "boss took my passport", "no me pagan", "lawyer"] {
        for end in 1..=query.len() {
            let script = timed(&format!(
                "const box = document.querySelector('input[type=search]'); box.value = {}; \
                 box.dispatchEvent(new Event('input', {{ bubbles: true }}))",
                json!(query[..end])
            ));
            let time = page.client.execute_async(&script, Vec::new()).await.unwrap();
            times.push(time.as_f64().unwrap_or(0.0));
        }
    }
    times
}
