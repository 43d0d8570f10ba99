//! How long the workbench takes for a directory, in Chromium: milliseconds of each job in its worker, and the most memory that
//! its WebAssembly took, as JSON.

use std::path::PathBuf;
use std::time::Duration;

use promises::{Engine, Options, Page, in_engine, workbench};

/// Notes each job of a worker: what, how long, how much memory.
const NOTED: &str = "window.jobs = {}; const make = window.newWorker; window.newWorker = () => { \
    const made = make(), post = made.postMessage.bind(made); let name, begun; \
    made.postMessage = (message) => { if (message.job) { name = message.job.split('\"')[1]; \
    begun = performance.now() } post(message) }; \
    made.addEventListener('message', ({ data }) => { if (!('told' in data)) window.jobs[name] = [performance.now() - begun, data.memory] }); \
    return made }; HTMLAnchorElement.prototype.click = () => {}; return true";

fn main() {
    let package = PathBuf::from(std::env::args().nth(1).expect("a package"));
    let options = Options { longest: Duration::from_mins(15), patient: false, ..Options::default() };
    in_engine(Engine::Chromium, &options, async |page: Page| {
        page.open(&format!("file://{}", workbench().join("index.html").display())).await;
        page.wait_long("return !!document.querySelector('#file')", "the workbench").await;
        page.js(NOTED).await;
        // The worker that was ready before takes this one.
        page.click("#check").await;
        page.wait_long("return !!document.querySelector('#checked .good')", "the release").await;
        page.paste_into("#source", "https://harbour.example.org").await;
        let file = page.client.find(fantoccini::Locator::Css("#file")).await.unwrap();
        file.send_keys(&package.display().to_string()).await.unwrap();
        let done = |job: &str| format!("return !!window.jobs.{job} && !document.querySelector('#stop')");
        page.wait_long(&done("Read"), "the services").await;
        page.wait_long(&done("Check"), "the check").await;
        page.click("#site-go").await;
        for _ in 0..40 {
            if page.js(&done("Site")).await == true {
                break;
            }
            tokio::time::sleep(Duration::from_secs(15)).await;
        }
        let jobs = page.js("return window.jobs").await;
        let said = page.text("#said").await;
        let part = |job: &str, at: usize| jobs[job][at].as_f64().unwrap_or_else(|| panic!("no {job}: {jobs} {said}"));
        println!(
            "{}",
            serde_json::json!({
                "read": part("Read", 0), "read_memory": part("Read", 1), "check": part("Check", 0),
                "site": part("Site", 0), "site_memory": part("Site", 1),
            })
        );
        page.js("window.onbeforeunload = null; return true").await;
        page.end().await;
    });
}
