//! Chromium by its `DevTools` protocol alone: for those too old for a driver of today, and for what no driver survives.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

use crate::driver::{Driver, LONGEST};
use crate::page::{PATIENCE, SHOWS};
use crate::server::Folder;
use crate::site::root;

/// A running Chromium, in the time zone and the language that the tests begin in; ended when dropped.
#[derive(Debug)]
pub struct Chromium {
    line: WebSocket<MaybeTlsStream<TcpStream>>,
    said: u64,
    _driver: Driver,
    _profile: Folder,
}

/// A page that is looked at.
#[derive(Clone, Debug)]
pub struct Tab {
    session: String,
}

/// Where a Chromium of years ago is, by its version.
pub fn old_chromium(version: &str) -> PathBuf {
    root().join(format!("target/tools/old/chromium-{version}"))
}

/// Whether a page has come whole.
fn there(address: &str) -> String {
    format!("return location.href === {address:?} && document.readyState === 'complete'")
}

impl Chromium {
    /// Starts one.
    pub fn start(program: &Path) -> Self {
        let profile = Folder::new("chromium");
        let mut command = Command::new(program);
        command
            .args(["--headless", "--no-sandbox", "--no-zygote", "--disable-gpu", "--no-first-run", "--lang=en-US"])
            .args(["--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0"])
            // Nobody but this machine is asked for anything.
            .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .env("TZ", "America/Chicago")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .process_group(0);
        let mut child = command.spawn().unwrap_or_else(|error| {
            panic!("{}: {error}; `cargo xtask test` installs it", program.display());
        });
        let mut errors = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let driver = Driver { child, port: 0 };
        let address = errors.find_map(|line| Some(line.split_once("listening on ")?.1.to_owned()));
        let address = address.unwrap_or_else(|| panic!("{} does not begin", program.display()));
        // What nobody reads would stop it one day.
        std::thread::spawn(move || errors.for_each(drop));
        let (line, _) = tungstenite::connect(address.trim()).unwrap();
        if let MaybeTlsStream::Plain(line) = line.get_ref() {
            line.set_read_timeout(Some(LONGEST)).unwrap();
        }
        Self { line, said: 0, _driver: driver, _profile: profile }
    }

    /// Sends a command, to a tab or to the browser.
    fn send(&mut self, tab: Option<&Tab>, method: &str, parameters: &Value) {
        self.said += 1;
        let mut command = json!({ "id": self.said, "method": method, "params": parameters });
        if let Some(tab) = tab {
            command["sessionId"] = json!(tab.session);
        }
        self.line.send(Message::text(command.to_string())).unwrap();
    }

    /// Sends a command, and waits for what is answered.
    fn ask(&mut self, tab: Option<&Tab>, method: &str, parameters: &Value) -> Value {
        self.send(tab, method, parameters);
        loop {
            let mut heard = self.heard();
            if heard["id"] == self.said {
                assert!(heard["error"].is_null(), "{method} {parameters}: {heard}");
                return heard["result"].take();
            }
        }
    }

    /// The next thing that the browser says.
    fn heard(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.line.read().expect("the browser speaks") {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// Opens an address on a phone.
    pub fn open(&mut self, address: &str) -> Tab {
        let made = self.ask(None, "Target.createTarget", &json!({ "url": "about:blank" }));
        let looks = json!({ "targetId": made["targetId"], "flatten": true });
        let made = self.ask(None, "Target.attachToTarget", &looks);
        let tab = Tab { session: made["sessionId"].as_str().unwrap().to_owned() };
        let phone = json!({ "width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": true });
        self.ask(Some(&tab), "Emulation.setDeviceMetricsOverride", &phone);
        self.go(&tab, address);
        tab
    }

    /// Goes to an address.
    pub fn go(&mut self, tab: &Tab, address: &str) {
        self.ask(Some(tab), "Page.navigate", &json!({ "url": address }));
        self.arrive(tab, address);
    }

    /// Waits until a link has led to an address.
    pub fn arrive(&mut self, tab: &Tab, address: &str) {
        self.wait(tab, &there(address), address);
    }

    /// Runs a script in a page.
    pub fn js(&mut self, tab: &Tab, script: &str) -> Value {
        self.tried(tab, script).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script, which may fail while one page goes and another comes.
    fn tried(&mut self, tab: &Tab, script: &str) -> Result<Value, Value> {
        let parameters = json!({ "expression": format!("(() => {{ {script} }})()"), "returnByValue": true });
        let mut said = self.ask(Some(tab), "Runtime.evaluate", &parameters);
        if said["exceptionDetails"].is_null() { Ok(said["result"]["value"].take()) } else { Err(said) }
    }

    /// Waits until a script says `true`.
    pub fn wait(&mut self, tab: &Tab, script: &str, what: &str) {
        let begun = Instant::now();
        loop {
            let said = self.tried(tab, script);
            if said == Ok(json!(true)) {
                return;
            }
            let late = begun.elapsed() > PATIENCE;
            assert!(!late, "in vain: {what}; {said:?}; it shows {:?}", self.tried(tab, SHOWS));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Taps what a selector finds first, where a finger would.
    pub fn tap(&mut self, tab: &Tab, selector: &str) {
        let place = format!(
            "const one = document.querySelector({selector:?}); if (!one) return false; one.scrollIntoView({{ block: 'center' }}); \
             const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]"
        );
        self.wait(tab, &format!("return !!document.querySelector({selector:?})"), selector);
        let place = self.js(tab, &place);
        for kind in ["mousePressed", "mouseReleased"] {
            let tap = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.ask(Some(tab), "Input.dispatchMouseEvent", &tap);
        }
    }

    /// Types into what has the focus.
    pub fn type_in(&mut self, tab: &Tab, text: &str) {
        self.ask(Some(tab), "Input.insertText", &json!({ "text": text }));
    }

    /// Ends the process of a tab, as a phone does that is short of memory, and comes back to the tab.
    pub fn lose(&mut self, tab: &Tab) {
        self.ask(Some(tab), "Inspector.enable", &json!({}));
        self.send(Some(tab), "Page.crash", &json!({}));
        while self.heard()["method"] != "Inspector.targetCrashed" {}
        self.ask(Some(tab), "Page.reload", &json!({}));
    }

    /// A picture of what is on the screen.
    pub fn picture(&mut self, tab: &Tab) -> Vec<u8> {
        let made = self.ask(Some(tab), "Page.captureScreenshot", &json!({}));
        STANDARD.decode(made["data"].as_str().unwrap()).unwrap()
    }
}
