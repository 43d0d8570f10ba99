//! `cargo xtask bench paint`: first paint, search usable, and a keystroke to painted results, on an emulated slow
//! phone (6 times slower processor, 1.6 Mbit/s, 150 ms), beside a bare page with the same words, in one run.

use promises::{CHECKINS, Engine, FRAME_TIME, Options, Page, Site, in_engines, keystrokes, slow_phone, timed};

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
            key / FRAME_TIME
        );
        println!(
            "| answer to painted next question, p95 of {answers} | {answer:.0} | {:.1} frames | at most 3 frames |",
            answer / FRAME_TIME
        );
        println!(
            "| last answer to painted end, the slowest of {} | {ending:.0} | {:.1} frames | |\n",
            CHECKINS.len(),
            ending / FRAME_TIME
        );
        page
    });
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
