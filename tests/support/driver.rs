//! Starts and ends a browser's driver.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::network_log::MOZILLA;

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

/// A promise takes seconds; a browser that no longer answers must not hold up the rest.
pub(crate) const LONGEST: Duration = Duration::from_mins(2);

/// Every engine.
pub const ALL: &[Engine] = &[Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// How a browser is set up.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own in a browser")]
pub struct Options {
    /// IANA time zone of the machine.
    pub timezone: &'static str,
    /// BCP 47 tag of the browser's language.
    pub language: &'static str,
    /// Whether pages may run scripts.
    pub script: bool,
    /// Width and height of the window, in CSS pixels.
    pub window: (u32, u32),
    /// Whether the machine asks pages to be dark.
    pub dark: bool,
    /// Whether a page may keep anything.
    pub storage: bool,
    /// Whether the driver waits until a page has loaded; without it, one can look while another is on its way.
    pub patient: bool,
    /// Address and port of a proxy that is the browser's only way out.
    pub proxy: Option<String>,
    /// The folder in which the browser keeps what it keeps; without it, one that is thrown away.
    pub profile: Option<PathBuf>,
    /// Where Chromium or Firefox writes down what its network does; Firefox adds endings to the name.
    pub network_log: Option<PathBuf>,
    /// After how long a promise is given up.
    pub longest: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            timezone: "America/Chicago",
            language: "en-US",
            script: true,
            window: window(),
            dark: false,
            storage: true,
            patient: true,
            proxy: None,
            profile: None,
            network_log: None,
            longest: LONGEST,
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
    pub(crate) child: Child,
    /// Where it listens.
    pub port: u16,
}

impl Driver {
    /// Sends a signal to the driver and all that it started: it leads a process group of its own, so that its browser
    /// ends with it.
    pub(crate) fn signal(&self, signal: &str) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args([signal, "--", &group]).stderr(Stdio::null()).status();
    }

    /// Waits until nothing of the browser runs any more: until then it may still write.
    pub(crate) async fn wait_for_the_browser(&self) {
        let begun = Instant::now();
        while self.running().iter().any(|name| !name.contains("river") && !name.contains("vfb")) {
            if begun.elapsed() > Duration::from_secs(10) {
                eprintln!("    still running: {:?}", self.running());
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The names of the processes in its group.
    fn running(&self) -> Vec<String> {
        let group = self.child.id().to_string();
        let listed = Command::new("ps").args(["-eo", "pgid=,stat=,comm="]).output().unwrap().stdout;
        let lines = String::from_utf8_lossy(&listed).into_owned();
        let of_group = |line: &str| {
            let mut words = line.split_whitespace();
            let here = words.next() == Some(&group) && words.next().is_some_and(|state| !state.starts_with('Z'));
            here.then(|| words.collect::<Vec<&str>>().join(" "))
        };
        lines.lines().filter_map(of_group).collect()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.signal("-TERM");
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begun.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_millis(50));
        }
        self.signal("-KILL");
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
        if let (Self::WebKit, Some(folder)) = (self, &options.profile) {
            // It has no word for a profile: a home of its own.
            command.env("HOME", folder);
            for name in ["CONFIG", "DATA", "CACHE", "STATE"] {
                command.env(format!("XDG_{name}_HOME"), folder.join(name.to_lowercase()));
            }
        }
        if self == Self::WebKit && options.dark {
            command.env("GTK_THEME", "Adwaita:dark");
        }
        if let (Self::Firefox, Some(file)) = (self, &options.network_log) {
            command.env("MOZ_LOG", MOZILLA).env("MOZ_LOG_FILE", file);
        }
        let child = command.spawn().unwrap_or_else(|error| {
            panic!("{} driver: {error}; `cargo xtask test` installs it", self.name());
        });
        Driver { child, port }
    }
}
