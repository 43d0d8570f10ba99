//! Starts and ends a browser's driver.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium.
    Chromium,
    /// Firefox ESR.
    Firefox,
    /// `WebKitGTK`, in its `MiniBrowser`.
    WebKit,
}

/// Every engine.
pub const ALL: &[Engine] = &[Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// How a browser is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// IANA time zone of the machine.
    pub timezone: &'static str,
    /// BCP 47 tag of the browser's language.
    pub language: &'static str,
    /// Whether pages may run scripts.
    pub script: bool,
    /// Width and height of the window, in CSS pixels.
    pub window: (u32, u32),
    /// Whether a page may keep anything.
    pub storage: bool,
    /// Whether the driver waits until a page has loaded; without it, one can look while another is on its way.
    pub patient: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timezone: "America/Chicago",
            language: "en-US",
            script: true,
            window: window(),
            storage: true,
            patient: true,
        }
    }
}

/// A phone's window, or the one that is asked for: `WINDOW=1280x800`.
fn window() -> (u32, u32) {
    let asked = std::env::var("WINDOW").unwrap_or_default();
    let sides = asked.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides.unwrap_or((360, 740))
}

/// A driver, and everything it started; ended when dropped.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    /// Where it listens.
    pub port: u16,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver leads a process group of its own, so that its browser ends with it.
        let group = format!("-{}", self.child.id());
        let end = |signal: &str| Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
        let _ = end("-TERM");
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begun.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = end("-KILL");
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

impl Engine {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Starts its driver.
    pub(crate) fn driver(self, options: &Options) -> Driver {
        let port = free_port();
        let mut command = match self {
            Self::Chromium => {
                let mut command = Command::new("chromedriver");
                command.arg(format!("--port={port}"));
                command
            }
            Self::Firefox => {
                let mut command = Command::new("geckodriver");
                command.args(["--port", &port.to_string(), "--websocket-port", &free_port().to_string()]);
                command
            }
            Self::WebKit => {
                // It has no headless mode: a screen of its own, which ends with it.
                let mut command = Command::new("xvfb-run");
                command.args(["-a", "-s", "-screen 0 1400x1000x24 -nolisten tcp", "WebKitWebDriver"]);
                command.arg(format!("--port={port}"));
                command
            }
        };
        command
            .env("TZ", options.timezone)
            .env("LANGUAGE", options.language.replace('-', "_"))
            .env("LANG", format!("{}.UTF-8", options.language.replace('-', "_")))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        let child = command.spawn().unwrap_or_else(|error| {
            panic!("{} driver: {error}; `cargo xtask test` installs it", self.name());
        });
        Driver { child, port }
    }

    /// What to ask its driver for.
    pub(crate) fn capabilities(self, options: &Options) -> Map<String, Value> {
        let (width, height) = options.window;
        let capabilities = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "args": [
                        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        format!("--lang={}", options.language),
                    ],
                    // A desktop window is never narrower than 500 px; a phone is.
                    "mobileEmulation": { "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0, "touch": width < 600 } },
                    "prefs": {
                        "intl.accept_languages": options.language,
                        "profile.default_content_setting_values.cookies": if options.storage { 1 } else { 2 },
                    },
                },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "args": ["-headless", format!("--width={width}"), format!("--height={height}")],
                    "prefs": {
                        "intl.accept_languages": options.language,
                        "intl.locale.requested": options.language,
                        "javascript.enabled": options.script,
                        "network.cookie.cookieBehavior": if options.storage { 5 } else { 2 },
                        "app.update.enabled": false,
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                    },
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": minibrowser(),
                    "args": ["--automation", format!("--enable-javascript={}", options.script)],
                },
            }),
        };
        let Value::Object(mut map) = capabilities else { return Map::new() };
        if !options.patient {
            map.insert("pageLoadStrategy".to_owned(), json!("none"));
        }
        map
    }
}

fn minibrowser() -> String {
    let found = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]
        .map(|version| format!("/usr/lib/{}-linux-gnu/{version}/MiniBrowser", std::env::consts::ARCH));
    found.into_iter().find(|path| std::path::Path::new(path).is_file()).expect("MiniBrowser, of webkit2gtk-driver")
}
