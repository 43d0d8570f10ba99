//! `cargo xtask bench grown`: sites with ever more services, on an emulated slow phone. Each argument is a number of services
//! and the folder of a site that has them.

use std::path::Path;
use std::time::Duration;

use promises::{Engine, FRAME_TIME, Options, Page, Site, held, in_engines, keystrokes, slow_phone, timed};

/// How often each site is opened.
const VISITS: usize = 3;

/// When the last byte of a file had come that the app begins with, and how many bytes came, in all.
const CAME: &str = "const all = performance.getEntriesByType('resource'); \
    return [Math.max(...all.filter(one => !/_[0-9a-f]+.bin/.test(one.name)).map(one => one.responseEnd)), \
    all.find(one => /\\/d[0-9a-f]+.bin/.test(one.name)).encodedBodySize, \
    all.find(one => /\\/d[0-9a-f]+.bin/.test(one.name)).duration]";

/// The first time that somebody searches: the screen, and then a word and what is found.
const OPEN: &str = "document.querySelector('[data-go=find]').click()";
const SEARCH: &str = "const box = document.querySelector('input[type=search]'); box.value = 'lawyer'; \
    box.dispatchEvent(new Event('input', { bubbles: true }))";

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

async fn number(page: &Page, script: &str) -> f64 {
    page.js(script).await.as_f64().unwrap()
}

fn main() {
    // The largest takes a minute a visit to download.
    let options = Options { longest: Duration::from_mins(15), ..Options::default() };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    println!("## Ever more services, on an emulated slow phone, Chromium, {VISITS} visits each\n");
    println!(
        "| services | directory, bytes | its download, s | from bytes in memory to first result, ms | reach | keystroke, p95, frames \
         | script and WebAssembly, MB |\n| --- | --- | --- | --- | --- | --- | --- |"
    );
    for pair in arguments.chunks(2) {
        let [services, folder] = pair else { continue };
        let site = Site::at(Path::new(folder));
        in_engines(&[Engine::Chromium], &options, async |page: Page| {
            slow_phone(&page).await;
            let (mut firsts, mut took, mut bytes) = (Vec::new(), Vec::new(), 0.0);
            for _ in 0..VISITS {
                page.open(&site.address).await;
                page.wait_long("return (window.usable ?? 0) > 0", "the app took the page over").await;
                let came = page.js(CAME).await;
                let at = |at: usize| came[at].as_f64().unwrap();
                let ready = number(&page, "return window.usable").await - at(0);
                let mut first = ready;
                for step in [OPEN, SEARCH] {
                    first += page.client.execute_async(&timed(step), Vec::new()).await.unwrap().as_f64().unwrap();
                }
                firsts.push(first);
                took.push(at(2) / 1000.0);
                bytes = at(1);
            }
            page.click(".back").await;
            let mut keys = keystrokes(&page).await;
            keys.sort_by(f64::total_cmp);
            let [_, _, script, wasm] = held(&page).await;
            println!(
                "| {services} | {bytes} | {:.1} | {:.0} | 1000 | {:.1} | {:.1} and {:.1} |",
                median(took),
                median(firsts),
                keys[keys.len() * 95 / 100] / FRAME_TIME,
                script / 1000.0,
                wasm / 1000.0
            );
            page
        });
    }
}
