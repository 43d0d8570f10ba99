//! Real browsers before the built site: what the promises are written with.
//!
//! A test says [`each_engine`] and reads as prose; a browser, its driver and the site's server live as long
//! as the test and are ended by the id they were started with.

mod capabilities;
mod devtools;
mod driver;
mod elsewhere;
mod gate;
mod head;
mod host;
mod journeys;
mod keys;
mod network_log;
mod page;
mod pixels;
mod profile;
mod protocol;
mod proxy;
mod sentences;
mod server;
mod site;
mod slow;
mod taps;
mod tour;
mod traces;
mod unpack;

use std::future::Future;

pub use devtools::{Console, DevTools};
pub use driver::{ALL, Engine, Options};
pub use elsewhere::{Answer, Elsewhere};
pub use gate::{Gate, Spoilt};
pub use host::{FRAME, GONE, host, loader, site_for_frames};
pub use journeys::{CHECKINS, Journey, TELLING, answer_all, drop_copy, keep_copy, see_copy};
pub use keys::{DOWN, ENTER, ESCAPE, SHIFT, TAB};
pub use network_log::hosts;
pub use page::Page;
pub use pixels::{difference, side_by_side};
pub use profile::{Contents, Profile};
pub use protocol::{Chromium, Tab, old_chromium};
pub use proxy::{Proxy, Request};
pub use sentences::shown;
pub use server::{Folder, Reply, SERVERS, Server, ServerKind, ask};
pub use site::{Fault, Site, built, kit, workbench};
pub use slow::{FRAME_TIME, held, keystrokes, slow_phone, tell, timed};
pub use tour::{Step, Stop, TOUR, tour};
pub use traces::{Ending, HOST, Remains, TITLE, Visited, published, session_files, visits};

/// Runs a promise in Chromium, Firefox and `WebKitGTK`, one after the other: the machine has two cores, and a
/// browser takes both.
pub fn each_engine<F, Fut>(options: &Options, promise: F)
where
    F: Fn(Page) -> Fut,
    Fut: Future<Output = Page>,
{
    in_engines(ALL, options, promise);
}

/// Runs a promise in some engines. Where a driver falls silent, which drivers do on a busy machine, a new browser tries
/// once more: a promise that was broken speaks.
pub fn in_engines<F, Fut>(engines: &[Engine], options: &Options, promise: F)
where
    F: Fn(Page) -> Fut,
    Fut: Future<Output = Page>,
{
    for engine in engines {
        let ended = || has_an_end(*engine, options, async |page| promise(page).await.end().await);
        if !ended() {
            eprintln!("  {}: no end; once more", engine.name());
            assert!(ended(), "{}: no end, twice", engine.name());
        }
    }
}

/// Runs a promise in one engine, unless others were asked for; the promise itself ends the browser, in whatever way.
pub fn in_engine<F, Fut>(engine: Engine, options: &Options, promise: F)
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = ()>,
{
    assert!(has_an_end(engine, options, promise), "{}: no end after {} s", engine.name(), options.longest.as_secs());
}

/// Runs a promise, and says whether it came to its end in time.
fn has_an_end<F, Fut>(engine: Engine, options: &Options, promise: F) -> bool
where
    F: FnOnce(Page) -> Fut,
    Fut: Future<Output = ()>,
{
    if !chosen(engine) {
        return true;
    }
    eprintln!("  in {}", engine.name());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let whole = async { promise(Page::start(engine, options).await).await };
    runtime.block_on(async { tokio::time::timeout(options.longest, whole).await }).is_ok()
}

/// Whether an engine is wanted: `ENGINES=chromium,webkit`; all are where nothing is said.
pub fn chosen(engine: Engine) -> bool {
    let chosen = std::env::var("ENGINES").unwrap_or_default();
    chosen.is_empty() || chosen.contains(engine.name())
}
