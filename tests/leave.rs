//! `cargo xtask bench leave`: our exit beside the "Exit this page" component of govuk-frontend on a page with the same
//! words, and beside a bare `location.replace`, in one run of Chromium: how soon nothing is left to see, how soon the
//! other page is there, what Back shows, what is left on the disk.

use std::path::Path;
use std::time::Duration;

use promises::{Answer, DevTools, Elsewhere, Engine, Options, Page, Profile, Site, TELLING, in_engine};
use serde_json::{Value, json};

/// How often each is left.
const TIMES: usize = 20;

/// A way to leave: its name, where its page is, what is tapped, and how to tell that nothing is left to see.
#[derive(Clone)]
struct Way {
    name: &'static str,
    address: String,
    ready: &'static str,
    exit: &'static str,
    hidden: &'static str,
}

async fn tell(page: &Page, command: &'static str, parameters: Value) -> Value {
    page.client.issue_cmd(DevTools { command, parameters }).await.unwrap()
}

/// Opens the page of a way, and waits until it is ready.
async fn open(page: &Page, way: &Way) {
    page.open(&way.address).await;
    page.wait(way.ready, "the page is ready").await;
}

/// Milliseconds from the tap until the frame is painted in which nothing is left to see. The other page must be slow, so
/// that this one is still there to tell.
async fn hidden(page: &Page, way: &Way) -> f64 {
    open(page, way).await;
    let tap = format!(
        "const done = arguments[0], exit = document.querySelector({:?}); \
         requestAnimationFrame(() => {{ const begun = performance.now(); exit.click(); const hidden = {}; \
         requestAnimationFrame(() => {{ const channel = new MessageChannel(); \
         channel.port1.onmessage = () => done(hidden ? performance.now() - begun : -1); channel.port2.postMessage(0) }}) }})",
        way.exit, way.hidden
    );
    let time = page.client.execute_async(&tap, Vec::new()).await.unwrap().as_f64().unwrap();
    assert!(time >= 0.0, "{} hides in the same task", way.name);
    time
}

/// Milliseconds from the tap to the first byte of the other page.
async fn left(page: &Page, way: &Way, away: &str) -> f64 {
    open(page, way).await;
    let tap = format!(
        "const begun = performance.timeOrigin + performance.now(); document.querySelector({:?}).click(); return begun",
        way.exit
    );
    let begun = page.js(&tap).await.as_f64().unwrap();
    page.wait_for_address(away).await;
    let came = "return performance.timeOrigin + performance.getEntriesByType('navigation')[0].responseStart";
    page.js(came).await.as_f64().unwrap() - begun
}

/// Median and 95th of a hundred.
fn spread(mut times: Vec<f64>) -> [f64; 2] {
    times.sort_by(f64::total_cmp);
    [times[times.len() / 2], times[times.len() * 95 / 100]]
}

/// Their page: as many words as ours, their component as its documentation has it, three pages that lead to each other.
fn theirs_on(words: &str, module: &Path, away: &str) -> Elsewhere {
    let file = |name: &str| std::fs::read(module.join("dist/govuk").join(name)).unwrap();
    let headers = |kind: &str| format!("Content-Type: {kind}\r\nCache-Control: no-store\r\n");
    let page = |title: &str, next: &str| {
        format!(
            "<!DOCTYPE html><html lang=en class=govuk-template><meta charset=utf-8><title>{title}</title>\
             <link rel=stylesheet href=/style.css><body class='govuk-template__body js-enabled govuk-frontend-supported'>\
             <div class=govuk-exit-this-page data-module=govuk-exit-this-page>\
             <a href='{away}' role=button draggable=false class='govuk-button govuk-button--warning \
             govuk-exit-this-page__button govuk-js-exit-this-page-button' data-module=govuk-button rel='nofollow noreferrer'>\
             <span class=govuk-visually-hidden>Emergency</span> Exit this page</a></div>\
             <main class=govuk-main-wrapper><h1>{title}</h1><a id=next href='{next}'>Next</a>{words}</main>\
             <script type=module>import {{ initAll }} from '/script.js'; initAll(); document.body.dataset.ready = ''</script>"
        )
        .into_bytes()
    };
    let html = headers("text/html; charset=utf-8");
    let html: &'static str = html.leak();
    let style: &'static str = headers("text/css").leak();
    let script: &'static str = headers("text/javascript").leak();
    Elsewhere::serving(vec![
        ("/", html, page("Find help", "/services")),
        ("/services", html, page("Find services", "/card")),
        ("/card", html, page("How do we know?", "/")),
        ("/style.css", style, file("govuk-frontend.min.css")),
        ("/script.js", script, file("govuk-frontend.min.js")),
        ("/bare", html, format!("<!DOCTYPE html><title>Bare</title><button id=leave onclick=\"location.replace('{away}')\">Leave</button>{words}").into_bytes()),
    ])
}

fn main() {
    let module = std::env::args().nth(1).expect("the folder of govuk-frontend");
    let module = Path::new(&module);
    let (before, away) = (Elsewhere::titled("Search", Answer::Page), Elsewhere::titled("Weather", Answer::Page));
    let site = Site::leaving_to(&[&away.address]);
    let words = site.words();
    let other = theirs_on(&words, module, &away.address);
    let ours = Way {
        name: "ours",
        address: site.address.clone(),
        ready: "return document.documentElement.dataset.app === 'on'",
        exit: "#leave",
        hidden: "document.documentElement.className === 'left'",
    };
    let theirs = Way {
        name: "govuk-frontend",
        address: other.address.clone(),
        ready: "return 'ready' in document.body.dataset",
        exit: ".govuk-js-exit-this-page-button",
        hidden: "document.body.classList.contains('govuk-exit-this-page-hide-content')",
    };
    let bare = Way {
        name: "a bare location.replace",
        address: format!("{}bare", other.address),
        ready: "return !!document.querySelector('#leave')",
        exit: "#leave",
        hidden: "true",
    };
    let ways = [&ours, &theirs, &bare];
    let mut came: [Vec<f64>; 3] = Default::default();
    let mut entries = Vec::new();
    let options = Options { patient: false, window: (360, 740), ..Options::default() };
    in_engine(Engine::Chromium, &options, async |page: Page| {
        for _ in 0..TIMES {
            for (way, times) in ways.iter().zip(&mut came) {
                times.push(left(&page, way, &away.address).await);
            }
        }
        for way in &ways[..2] {
            entries.push(after_three(&page, way, &before, &away).await);
        }
        page.end().await;
    });
    let late = Elsewhere::titled("Weather", Answer::Slowly(Duration::from_millis(700)));
    let site = Site::leaving_to(&[&late.address]);
    let other_late = theirs_on(&words, module, &late.address);
    let late_ways = [
        Way { address: site.address.clone(), ..ours.clone() },
        Way { address: other_late.address.clone(), ..theirs.clone() },
    ];
    let [quick, slow] = [1, 6].map(|rate| {
        let mut seen: [Vec<f64>; 2] = Default::default();
        in_engine(Engine::Chromium, &options, async |page: Page| {
            tell(&page, "Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await;
            for _ in 0..TIMES / 2 {
                for (way, times) in late_ways.iter().zip(&mut seen) {
                    times.push(hidden(&page, way).await);
                    page.wait_for_address(&late.address).await;
                }
            }
            page.end().await;
        });
        seen.map(spread)
    });
    let mut disk = Vec::new();
    for way in &ways[..2] {
        let profile = Profile::default();
        let options = Options { profile: Some(profile.folder.clone()), ..options.clone() };
        in_engine(Engine::Chromium, &options, async |page: Page| {
            after_three(&page, way, &before, &away).await;
            page.end().await;
        });
        let telling = TELLING.iter().chain(&["zanzibarquux"]).copied();
        disk.push(profile.read(&[]).find(telling).len());
    }
    let came = came.map(spread);
    print(&version(module), [quick, slow], came, &entries, &disk);
}

/// Comes from a page of another site, sees three screens, types a word, leaves: the entries that are left, and what Back
/// shows.
async fn after_three(page: &Page, way: &Way, before: &Elsewhere, away: &Elsewhere) -> (usize, String) {
    page.open(&before.address).await;
    page.wait("return document.title === 'Search'", "the page before is there").await;
    page.open(&way.address).await;
    page.wait(way.ready, "the page is ready").await;
    if way.name == "ours" {
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "zanzibarquux").await;
        page.click(".listed > .link").await;
        page.wait_to_read("How do we know?").await;
    } else {
        for title in ["Find services", "How do we know?"] {
            page.click("#next").await;
            page.wait(&format!("return document.title === {title:?} && {}", &way.ready[7..]), "the next page is ready")
                .await;
        }
    }
    page.js(&format!("document.querySelector({:?}).click(); return true", way.exit)).await;
    page.wait_for_address(&away.address).await;
    let list = tell(page, "Page.getNavigationHistory", json!({})).await;
    let list = list["entries"].as_array().unwrap();
    let own = list.iter().filter(|entry| entry["url"].as_str().unwrap().starts_with(&way.address)).count();
    page.client.back().await.unwrap();
    tokio::time::sleep(Duration::from_millis(800)).await;
    let title = page.js("return document.title").await.as_str().unwrap().to_owned();
    let shown = if title == "Search" { "the page before" } else { "the page that was left, with its words" };
    (own, shown.to_owned())
}

fn version(module: &Path) -> String {
    let package = std::fs::read(module.join("package.json")).unwrap();
    serde_json::from_slice::<Value>(&package).unwrap()["version"].as_str().unwrap().to_owned()
}

/// The table.
fn print(
    version: &str,
    [quick, slow]: [[[f64; 2]; 2]; 2],
    came: [[f64; 2]; 3],
    entries: &[(usize, String)],
    disk: &[usize],
) {
    println!(
        "## Leaving, Chromium, {TIMES} times each, by turns; beside govuk-frontend {version} on a page with the same words\n"
    );
    println!("| what | ours | theirs | bare `location.replace` | reach |\n| --- | --- | --- | --- | --- |");
    let pair = |[median, most]: [f64; 2]| format!("{median:.1} ({most:.1})");
    println!(
        "| from the tap until a frame is painted with nothing left to see, ms: median (p95) | {} | {} | – | no later than theirs; one frame is 16.7 |",
        pair(quick[0]),
        pair(quick[1])
    );
    println!(
        "| the same with a processor 6 times slower | {} | {} | – | p95 at most 50 |",
        pair(slow[0]),
        pair(slow[1])
    );
    println!(
        "| from the tap to the first byte of the other page, ms | {} | {} | {} | ours is {:.2} of the bare one; at most 1.2 |",
        pair(came[0]),
        pair(came[1]),
        pair(came[2]),
        came[0][0] / came[2][0]
    );
    println!(
        "| three screens or pages seen: entries of ours in the tab's history | {} | {} | – | 0 |",
        entries[0].0, entries[1].0
    );
    println!("| and Back shows | {} | {} | – | the page before |", entries[0].1, entries[1].1);
    println!("| telling words found in the browser's folder | {} | {} | – | 0 |\n", disk[0], disk[1]);
}
