//! Real browsers before the built site: what the promises are written with.
//!
//! A test says [`each_engine`] and reads as prose; a browser, its driver and the site's server live as long
//! as the test and are ended by the id they were started with.

mod devtools;
mod driver;
mod elsewhere;
mod gate;
mod page;
mod pixels;
mod site;

use std::future::Future;
use std::time::Duration;

pub use devtools::DevTools;
pub use driver::{ALL, Engine, Options};
pub use elsewhere::{Answer, Elsewhere};
pub use gate::Gate;
pub use page::Page;
pub use pixels::difference;
pub use site::{Fault, Site};

/// A promise takes seconds; a browser that no longer answers must not hold up the rest.
const LONGEST: Duration = Duration::from_mins(2);

/// Runs a promise in Chromium, Firefox and `WebKitGTK`, one after the other: the machine has two cores, and a
/// browser takes both.
pub fn each_engine<F, Fut>(options: &Options, promise: F)
where
    F: Fn(Page) -> Fut,
    Fut: Future<Output = Page>,
{
    in_engines(ALL, options, promise);
}

/// Runs a promise in some engines.
pub fn in_engines<F, Fut>(engines: &[Engine], options: &Options, promise: F)
where
    F: Fn(Page) -> Fut,
    Fut: Future<Output = Page>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let chosen = std::env::var("ENGINES").unwrap_or_default();
    for engine in engines.iter().filter(|engine| chosen.is_empty() || chosen.contains(engine.name())) {
        eprintln!("  in {}", engine.name());
        let kept = runtime.block_on(async {
            let whole = async {
                let page = Page::start(*engine, options).await;
                promise(page).await.end().await;
            };
            tokio::time::timeout(LONGEST, whole).await
        });
        assert!(kept.is_ok(), "{}: no end after {} s", engine.name(), LONGEST.as_secs());
    }
}
