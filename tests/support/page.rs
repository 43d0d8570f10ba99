//! A browser with the site in it, and what a person can do there.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::devtools::{DevTools, OutOfFrames};
use crate::driver::{Driver, Engine, Options};
use crate::traces::name_and_version;

/// How long anything may take on a busy machine before it is called broken.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// What can be seen when somebody waits in vain.
pub(crate) const SHOWS: &str = "return document.body?.innerText.slice(0, 1500)";

/// The names of whatever a page may store and has stored. Asking makes folders in a profile: ask where none is searched.
const STORED: &str = "const done = arguments[0]; (async () => {
    const kept = { cookie: document.cookie.length, local: localStorage.length, session: sessionStorage.length };
    kept.databases = (await indexedDB.databases()).length;
    kept.caches = (await caches.keys()).length;
    kept.workers = (await navigator.serviceWorker?.getRegistrations())?.length ?? 0;
    kept.files = 0;
    try { for await (const name of (await navigator.storage.getDirectory()).keys()) kept.files += 1; } catch {}
    return Object.keys(kept).filter(name => kept[name] !== 0);
})().then(done, error => done([`${error}`]))";

/// A browser.
#[derive(Debug)]
pub struct Page {
    /// Speaks with the browser.
    pub client: Client,
    /// Which engine it is.
    pub engine: Engine,
    script: bool,
    driver: Driver,
}

/// Gives a page so much room. A driver counts the frame of the window in, of which a phone has none.
async fn fit(client: &Client, (width, height): (u32, u32)) {
    let _ = client.set_window_size(width, height).await;
    let seen = client.execute("return [innerWidth, innerHeight]", Vec::new()).await.unwrap_or_default();
    let frame = |at: usize, wanted: u32| {
        let seen = seen.get(at).and_then(Value::as_u64).and_then(|seen| u32::try_from(seen).ok()).unwrap_or(wanted);
        wanted.saturating_sub(seen)
    };
    if seen != json!([width, height]) {
        let _ = client.set_window_size(width + frame(0, width), height + frame(1, height)).await;
    }
}

impl Page {
    pub(crate) async fn start(engine: Engine, options: &Options) -> Self {
        let driver = engine.driver(options);
        let address = format!("http://127.0.0.1:{}", driver.port);
        let begun = Instant::now();
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(engine.capabilities(options)).connect(&address).await {
                Ok(client) => break client,
                Err(error) if begun.elapsed() > PATIENCE => panic!("{}: {error}", engine.name()),
                Err(_) => tokio::time::sleep(Duration::from_millis(150)).await,
            }
        };
        if engine == Engine::Chromium && !options.script {
            // Where scripts are refused by a preference, the driver hangs: it needs them itself.
            let off =
                DevTools { command: "Emulation.setScriptExecutionDisabled", parameters: json!({ "value": true }) };
            client.issue_cmd(off).await.unwrap();
        }
        if engine != Engine::Chromium {
            fit(&client, options.window).await;
        }
        Self { client, engine, script: options.script, driver }
    }

    /// Closes the browser, as people close one.
    pub async fn end(self) {
        let _ = self.client.close().await;
        self.driver.wait_for_the_browser().await;
    }

    /// Kills the browser and all that belongs to it, as an empty battery would.
    pub async fn kill(self) {
        self.driver.signal("-KILL");
        self.driver.wait_for_the_browser().await;
    }

    /// Its name and version.
    pub fn browser(&self) -> String {
        self.client.capabilities().map(|all| name_and_version(self.engine, all)).unwrap_or_default()
    }

    /// Opens an address, without waiting for the app.
    pub async fn open(&self, address: &str) {
        self.client.goto(address).await.unwrap();
    }

    /// Opens an address and waits until the app has taken the page over, and all that it ever loads by itself has come.
    pub async fn open_app(&self, address: &str) {
        self.open(address).await;
        self.wait("return document.documentElement.dataset.app === 'on'", "the app took the page over").await;
        self.wait("return 'whole' in document.documentElement.dataset", "all that is ever loaded has come").await;
    }

    /// Waits until the browser is at an address.
    pub async fn wait_for_address(&self, address: &str) {
        let begun = Instant::now();
        loop {
            let now = self.client.current_url().await.map(|url| url.to_string()).unwrap_or_default();
            if now == address {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{}: at {now}, not at {address}", self.engine.name());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The names of whatever the page has stored.
    pub async fn stored(&self) -> Vec<String> {
        let names = self.client.execute_async(STORED, Vec::new()).await.unwrap();
        names.as_array().unwrap().iter().map(|name| name.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Runs a script in the page.
    pub async fn js(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| {
            panic!("{}: {script}: {error}", self.engine.name());
        })
    }

    /// Waits until a script says true.
    pub async fn wait(&self, script: &str, what: &str) {
        self.wait_for(PATIENCE, script, what).await;
    }

    /// The same for what takes minutes, as a large download to a slow phone does.
    pub async fn wait_long(&self, script: &str, what: &str) {
        self.wait_for(PATIENCE * 15, script, what).await;
    }

    async fn wait_for(&self, patience: Duration, script: &str, what: &str) {
        let begun = Instant::now();
        loop {
            let said = self.client.execute(script, Vec::new()).await;
            if matches!(said, Ok(Value::Bool(true))) {
                return;
            }
            if begun.elapsed() > patience {
                let shows = self.client.execute(SHOWS, Vec::new()).await;
                panic!("{}: waited in vain until {what}: {said:?}, and it shows {shows:?}", self.engine.name());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Scrolls it out from under the exit, as a person would; again at every try, since what is drawn late pushes it.
    async fn scroll_to(&self, selector: &str) {
        if self.script {
            let middle = format!("document.querySelector({selector:?})?.scrollIntoView({{ block: 'center' }})");
            let _ = self.client.execute(&middle, Vec::new()).await;
        }
    }

    /// Clicks, as a mouse or a finger does.
    pub async fn click(&self, selector: &str) {
        let begun = Instant::now();
        loop {
            self.scroll_to(selector).await;
            let clicked = match self.client.find(Locator::Css(selector)).await {
                Ok(element) => element.click().await,
                Err(error) => Err(error),
            };
            match clicked {
                Ok(()) => return,
                Err(error) => {
                    assert!(begun.elapsed() < PATIENCE, "{}: click {selector}: {error:?}", self.engine.name());
                }
            }
            tokio::time::sleep(Duration::from_millis(80)).await;
        }
    }

    /// Types into a box, in place of what is in it.
    pub async fn type_into(&self, selector: &str, text: &str) {
        let element = self.client.find(Locator::Css(selector)).await.unwrap();
        element.clear().await.unwrap();
        element.send_keys(text).await.unwrap();
    }

    /// Goes into the frame that a script finds; all that follows is there.
    pub async fn enter_frame(&self, script: &str) {
        self.enter_page(script).await;
        self.wait("return document.documentElement.dataset.app === 'on'", "the app took the frame's page over").await;
        self.wait("return 'whole' in document.documentElement.dataset", "all that is ever loaded has come").await;
    }

    /// The same, without waiting for the app.
    pub async fn enter_page(&self, script: &str) {
        self.wait(&script.replacen("return", "return !!", 1), "there is a frame").await;
        let id = self.js(script).await.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned();
        Element::from_element_id(self.client.clone(), ElementRef::from(id)).enter_frame().await.unwrap();
    }

    /// Goes back from a frame to the page around it.
    pub async fn leave_frame(&self) {
        self.client.issue_cmd(OutOfFrames).await.unwrap();
    }

    /// Puts a text into a box at once, as pasting does.
    pub async fn paste_into(&self, selector: &str, text: &str) {
        let script = format!(
            "const box = document.querySelector({selector:?}); box.value = {}; \
             box.dispatchEvent(new Event('input', {{ bubbles: true }})); return true",
            serde_json::to_string(text).unwrap()
        );
        self.js(&script).await;
    }

    /// Chooses from a list by its value.
    pub async fn choose(&self, selector: &str, value: &str) {
        let begun = Instant::now();
        loop {
            self.scroll_to(selector).await;
            // What slides in may lie over it for a moment.
            let chosen = match self.client.find(Locator::Css(selector)).await {
                Ok(element) => element.select_by_value(value).await,
                Err(error) => Err(error),
            };
            match chosen {
                Ok(()) => return,
                Err(error) => {
                    assert!(begun.elapsed() < PATIENCE, "{}: choose {selector}: {error:?}", self.engine.name());
                }
            }
            tokio::time::sleep(Duration::from_millis(80)).await;
        }
    }

    /// Presses and lets go of keys, one after the other.
    pub async fn press(&self, keys: &[char]) {
        self.client.perform_actions(strokes(keys)).await.unwrap();
    }

    /// The same where the page may be gone before the last of them.
    pub async fn press_and_go(&self, keys: &[char]) {
        let _ = self.client.perform_actions(strokes(keys)).await;
    }

    /// Presses and lets go of keys in the order that is told.
    pub async fn keys(&self, acts: &[KeyAction]) {
        let actions = acts.iter().fold(KeyActions::new("keys".to_owned()), |actions, act| actions.then(act.clone()));
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Waits until so many windows are open.
    pub async fn wait_for_windows(&self, count: usize) {
        let begun = Instant::now();
        while self.client.windows().await.unwrap().len() != count {
            assert!(begun.elapsed() < PATIENCE, "{}: never {count} windows", self.engine.name());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Another tab comes to the front, and goes. `WebKitGTK`'s driver leaves a page visible behind another, so that it is
    /// told what the browser would tell it.
    pub async fn turn_away_and_back(&self) {
        if self.engine == Engine::WebKit {
            self.turn("hidden", true).await;
            self.turn("visible", false).await;
            return;
        }
        let own = self.client.window().await.unwrap();
        let front = self.client.new_window(true).await.unwrap().handle;
        self.client.switch_to_window(front).await.unwrap();
        tokio::time::sleep(Duration::from_millis(500)).await;
        self.client.close_window().await.unwrap();
        self.client.switch_to_window(own).await.unwrap();
        self.wait("return document.visibilityState === 'visible'", "the page is in front again").await;
    }

    async fn turn(&self, state: &str, hidden: bool) {
        let script = format!(
            "Object.defineProperty(document, 'visibilityState', {{ value: {state:?}, configurable: true }}); \
             Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }}); \
             document.dispatchEvent(new Event('visibilitychange')); return true"
        );
        self.js(&script).await;
    }

    /// Taps the cover away, where there is one.
    pub async fn uncover(&self) {
        self.js("if (document.documentElement.classList.contains('covered')) document.querySelector('#cover').click(); return true").await;
    }

    /// What a person reads there.
    pub async fn text(&self, selector: &str) -> String {
        self.client.find(Locator::Css(selector)).await.unwrap().text().await.unwrap()
    }

    /// Waits until a person can read this somewhere on the page.
    pub async fn wait_to_read(&self, words: &str) {
        let script = format!("return document.body.innerText.includes({})", serde_json::to_string(words).unwrap());
        self.wait(&script, &format!("{words:?} can be read")).await;
    }

    /// The links of an element: their targets, in order.
    pub async fn links(&self, selector: &str) -> Vec<String> {
        let script =
            format!("return [...document.querySelectorAll({selector:?})].map(one => one.getAttribute('href'))");
        self.js(&script).await.as_array().unwrap().iter().map(|one| one.as_str().unwrap_or("").to_owned()).collect()
    }

    /// Waits until what the page was about to draw, and to do right after that, is done.
    pub async fn drawn(&self) {
        let drawn = "const done = arguments[0]; \
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true))))";
        let _ = self.client.execute_async(drawn, Vec::new()).await;
    }

    /// A picture of the window once it is at rest: `WebKitGTK` may hand out one from before it has painted.
    pub async fn picture(&self) -> Vec<u8> {
        let begun = Instant::now();
        let mut last = Vec::new();
        loop {
            self.drawn().await;
            let next = self.client.screenshot().await.unwrap();
            if next == last {
                return next;
            }
            assert!(begun.elapsed() < PATIENCE, "{}: the page never comes to rest", self.engine.name());
            last = next;
        }
    }

    /// A picture of the whole page, as long as it is, by Chromium.
    pub async fn long_picture(&self) -> Vec<u8> {
        let parameters = json!({ "captureBeyondViewport": true });
        let said = self.client.issue_cmd(DevTools { command: "Page.captureScreenshot", parameters }).await.unwrap();
        STANDARD.decode(said["data"].as_str().unwrap()).unwrap()
    }

    /// Whether the middle of an element is in view and nothing lies over it.
    pub async fn is_on_top(&self, selector: &str) -> bool {
        let script = format!(
            "const box = document.querySelector({selector:?}).getBoundingClientRect(); \
             const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2; \
             const over = document.elementFromPoint(x, y); return !!over && !!over.closest({selector:?})"
        );
        self.js(&script).await == Value::Bool(true)
    }
}

fn strokes(keys: &[char]) -> KeyActions {
    keys.iter().fold(KeyActions::new("keys".to_owned()), |actions, key| {
        actions.then(KeyAction::Down { value: *key }).then(KeyAction::Up { value: *key })
    })
}
