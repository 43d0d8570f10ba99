//! `cargo xtask soak frames MINUTES`: any settings and any messages, millions of them, at the two scripts that read what
//! comes from another page. Prints how many, and ends badly with the first that does harm.

use std::time::{Duration, Instant};

use promises::{Engine, FRAME, Options, Page, host, in_engines, loader, site_for_frames};
use serde_json::json;

const FUZZ: &str = include_str!("fuzz/frames.js");
/// The driver waits for one script no longer than half a minute.
const ROUND: Duration = Duration::from_secs(15);

fn main() {
    let minutes = std::env::args().nth(1).and_then(|minutes| minutes.parse().ok()).unwrap_or(1);
    let longest = Duration::from_mins(minutes);
    let site = site_for_frames("about:blank");
    let words = format!("<p>Bread<help-finder></help-finder>{}", loader(&site.address, "1.0.0"));
    let shop = host(&site.address, "default-src * 'unsafe-eval'", &words);
    let options = Options { longest: longest + Duration::from_mins(2), ..Options::default() };
    in_engines(&[Engine::Chromium], &options, async |page: Page| {
        page.open(&shop.address).await;
        page.wait(&format!("{FRAME} != null"), "the frame is there").await;
        let begun = Instant::now();
        let mut all = [0; 2];
        for seed in 1_u32.. {
            let given = vec![json!(site.address), json!(seed), json!(u64::try_from(ROUND.as_millis()).unwrap())];
            let said = page.client.execute_async(FUZZ, given).await.unwrap();
            assert!(said.is_object(), "seed {seed}: {said}");
            for (sum, name) in all.iter_mut().zip(["names", "messages"]) {
                *sum += said[name].as_u64().unwrap();
            }
            if begun.elapsed() >= longest {
                break;
            }
        }
        println!("{} names of frames and {} messages, seeds from 1", all[0], all[1]);
        page
    });
}
