//! `cargo xtask bench paint`: first paint, search usable, and a keystroke to painted results, on an emulated slow
//! phone (6 times slower processor, 1.6 Mbit/s, 150 ms), beside a bare page with the same words, in one run.

use std::path::Path;
use std::time::Duration;

use promises::{CHECKINS, Engine, FRAME_TIME, Options, Page, Site, in_engines, keystrokes, slow_phone, tell, timed};
use serde_json::json;

/// How often each page is opened.
const VISITS: usize = 7;

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

/// Layout shift and blocking time: of each long task what is beyond 50 ms, from the first paint until the page is usable.
const WATCH: &str = "window.shift = 0; window.blocked = 0; \
    new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value }) \
        .observe({ type: 'layout-shift', buffered: true }); \
    new PerformanceObserver(list => { for (const one of list.getEntries()) blocked += Math.max(0, one.duration - 50) }) \
        .observe({ type: 'longtask', buffered: true })";

/// What was seen of one site.
#[derive(Default)]
struct Seen {
    paint: Vec<f64>,
    usable: Vec<f64>,
    shift: Vec<f64>,
    blocked: Vec<f64>,
    keys: Vec<f64>,
    bytes: f64,
}

impl Seen {
    async fn visit(&mut self, page: &Page, address: &str) {
        page.open(address).await;
        self.paint.push(number(page, PAINT).await);
        self.usable.push(number(page, "return window.usable ?? 0").await);
        let all = page.js("return [shift, blocked, performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((all, one) => all + one.encodedBodySize, 0)]").await;
        let at = |at: usize| all[at].as_f64().unwrap();
        self.shift.push(at(0));
        self.blocked.push(at(1));
        self.bytes = self.bytes.max(at(2));
    }
}

/// The value below which so many of a hundred are, and how many there are.
fn percentile(mut times: Vec<f64>, hundredths: usize) -> (usize, f64) {
    times.sort_by(f64::total_cmp);
    (times.len(), times[times.len() * hundredths / 100])
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let bare = Site::bare();
    let mut names = vec!["Sidedoor".to_owned()];
    let mut sites = vec![Site::whole()];
    for pair in arguments.chunks_exact(2) {
        names.push(pair[0].clone());
        sites.push(Site::at(Path::new(&pair[1])));
    }
    let options = Options { longest: Duration::from_mins(10), ..Options::default() };
    for (phone, rate) in [("slow", 6), ("mid", 3)] {
        in_engines(&[Engine::Chromium], &options, async |page: Page| {
            slow_phone(&page).await;
            tell(&page, "Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await;
            tell(&page, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await;
            let mut plain = Vec::new();
            let mut seen: Vec<Seen> = sites.iter().map(|_| Seen::default()).collect();
            for _ in 0..VISITS {
                page.open(&bare.address).await;
                plain.push(number(&page, PAINT).await);
                for (site, seen) in sites.iter().zip(&mut seen) {
                    seen.visit(&page, &site.address).await;
                }
            }
            for (site, seen) in sites.iter().zip(&mut seen) {
                page.open(&site.address).await;
                number(&page, "return window.usable ?? 0").await;
                seen.keys = keystrokes(&page).await;
            }
            let plain = spread(plain);
            let ms = |[least, median, most]: [f64; 3]| format!("{median:.0} ({least:.0} to {most:.0})");
            println!(
                "## An emulated {phone} phone ({rate} times slower, 1.6 Mbit/s, 150 ms), Chromium, {VISITS} visits each, by turns\n"
            );
            println!(
                "Beside a bare page with the same words, and the same two screens in frameworks (`tests/bench/`); ms, median (least to most).\n"
            );
            println!(
                "| | first paint | in bare ones | search usable | in bare paints | layout shift | blocked, ms | keystroke to painted results, p95 | bytes of a visit |"
            );
            println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            println!("| bare page | {} | 1 | | | | | | |", ms(plain));
            for (name, seen) in names.iter().zip(seen) {
                let [paint, usable] = [spread(seen.paint), spread(seen.usable)];
                println!(
                    "| {name} | {} | {:.2} | {} | {:.2} | {:.3} | {:.0} | {:.1} frames | {} |",
                    ms(paint),
                    paint[1] / plain[1],
                    ms(usable),
                    usable[1] / plain[1],
                    spread(seen.shift)[1],
                    spread(seen.blocked)[1],
                    percentile(seen.keys, 95).1 / FRAME_TIME,
                    seen.bytes,
                );
            }
            page.open(&sites[0].address).await;
            number(&page, "return window.usable ?? 0").await;
            page.click("[data-go=find]").await;
            let (answers, endings) = answers(&page).await;
            let ((answers, answer), (_, ending)) = (percentile(answers, 95), percentile(endings, 95));
            println!(
                "\nReach on the slow one: first paint 1.15, usable 2.5, a keystroke 3 frames. From an answer to the painted next question, p95 of \
                 {answers}: {:.1} frames; from the last one to the painted end, the slowest of {}: {:.1}.\n",
                answer / FRAME_TIME,
                CHECKINS.len(),
                ending / FRAME_TIME
            );
            page
        });
    }
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
