//! What each browser's driver is asked for.

use serde_json::{Map, Value, json};

use crate::driver::{Engine, Options};

impl Engine {
    /// What to ask its driver for.
    pub(crate) fn capabilities(self, options: &Options) -> Map<String, Value> {
        let capabilities = match self {
            Self::Chromium => chromium(options),
            Self::Firefox => firefox(options),
            Self::WebKit => webkit(options),
        };
        let Value::Object(mut map) = capabilities else { return Map::new() };
        if !options.patient {
            map.insert("pageLoadStrategy".to_owned(), json!("none"));
        }
        map
    }
}

fn chromium(options: &Options) -> Value {
    let (width, height) = options.window;
    let mut args: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    .map(str::to_owned)
    .into();
    args.push(format!("--lang={}", options.language));
    args.push(format!("--blink-settings=preferredColorScheme={}", u8::from(!options.dark)));
    if let Some(proxy) = &options.proxy {
        // It would go around a proxy to this machine.
        args.extend([format!("--proxy-server=http://{proxy}"), "--proxy-bypass-list=<-loopback>".to_owned()]);
    }
    if let Some(folder) = &options.profile {
        args.push(format!("--user-data-dir={}", folder.display()));
    }
    if let Some(file) = &options.network_log {
        args.extend([format!("--log-net-log={}", file.display()), "--net-log-capture-mode=Everything".to_owned()]);
    }
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "args": args,
            // A desktop window is never narrower than 500 px; a phone is.
            "mobileEmulation": { "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0, "touch": width < 600 } },
            "prefs": {
                "intl.accept_languages": options.language,
                "profile.default_content_setting_values.cookies": if options.storage { 1 } else { 2 },
            },
        },
    })
}

fn firefox(options: &Options) -> Value {
    let (width, height) = options.window;
    let mut args = vec!["-headless".to_owned(), format!("--width={width}"), format!("--height={height}")];
    let mut prefs = json!({
        "intl.accept_languages": options.language,
        "intl.locale.requested": options.language,
        "javascript.enabled": options.script,
        "network.cookie.cookieBehavior": if options.storage { 5 } else { 2 },
        "layout.css.prefers-color-scheme.content-override": u8::from(!options.dark),
        "app.update.enabled": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
    });
    if let Some((host, port)) = options.proxy.as_ref().and_then(|proxy| proxy.split_once(':')) {
        let port: u16 = port.parse().unwrap();
        for (name, value) in [
            ("type", json!(1)),
            ("http", json!(host)),
            ("http_port", json!(port)),
            ("ssl", json!(host)),
            ("ssl_port", json!(port)),
            // It would go around a proxy to this machine.
            ("allow_hijacking_localhost", json!(true)),
            ("no_proxies_on", json!("")),
        ] {
            prefs[format!("network.proxy.{name}")] = value;
        }
    }
    if let Some(folder) = &options.profile {
        args.extend(["-profile".to_owned(), folder.display().to_string()]);
        // What it would bring back after a crash, it writes every 15 seconds; a test need not wait so long.
        prefs["browser.sessionstore.interval"] = json!(1000);
    }
    json!({ "browserName": "firefox", "moz:firefoxOptions": { "args": args, "prefs": prefs } })
}

fn webkit(options: &Options) -> Value {
    let mut args = vec!["--automation".to_owned(), format!("--enable-javascript={}", options.script)];
    args.extend(options.proxy.iter().map(|proxy| format!("--proxy=http://{proxy}")));
    json!({ "webkitgtk:browserOptions": { "binary": minibrowser(), "args": args } })
}

fn minibrowser() -> String {
    let found = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]
        .map(|version| format!("/usr/lib/{}-linux-gnu/{version}/MiniBrowser", std::env::consts::ARCH));
    found.into_iter().find(|path| std::path::Path::new(path).is_file()).expect("MiniBrowser, of webkit2gtk-driver")
}
