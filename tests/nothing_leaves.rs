//! Nothing leaves: after loading, nobody is asked for anything but a language newly chosen; what was loaded tells
//! nothing but the language; and the place that somebody leaves for is told nothing at all.
//!
//! Two witnesses: a proxy that is each browser's only way out, and Chromium's and Firefox's logs of their own network,
//! which also see what would go past a proxy. Names are looked up by the proxy, so that a browser has none to look up. Neither sees
//! calls from browser to browser (WebRTC).

use std::path::Path;
use std::time::Duration;

use promises::{
    ALL, Answer, Elsewhere, Engine, FRAME, Journey, Options, Page, Profile, Proxy, Request, Site, TOUR, host, hosts,
    in_engine, loader, site_for_frames,
};

/// Names of which nothing else has heard. They end so that browsers hold them to be as safe as https.
const SITE: &str = "notes.localhost";
const AWAY: &str = "weather.localhost";
const THIRD: &str = "listener.localhost";

/// Whom a browser asks by itself, whatever page is open, each by its exact name.
fn asked_by_itself(engine: Engine) -> &'static [&'static str] {
    match engine {
        // Is somebody signed in; is there a message for an app; are there newer extensions, parts and models: with an empty
        // page, too. The last is an address that it only tries to find a way to, without sending: has this machine IPv6?
        Engine::Chromium => &[
            "accounts.google.com",
            "android.clients.google.com",
            "clients2.google.com",
            "update.googleapis.com",
            "optimizationguide-pa.googleapis.com",
            "2001:4860:4860::8888",
        ],
        // Its settings that change between releases.
        Engine::Firefox => &["firefox.settings.services.mozilla.com"],
        Engine::WebKit => &[],
    }
}

/// Whether a browser asks for this whatever page is open.
fn by_itself(engine: Engine, request: &Request) -> bool {
    let host = request.host.rsplit_once(':').map_or(request.host.as_str(), |(host, _)| host);
    asked_by_itself(engine).contains(&host)
}

/// What was asked for on the way.
struct Asked {
    /// Until the app had taken the page over.
    loading: Vec<Request>,
    /// From then until somebody leaves.
    after: Vec<Request>,
    /// From then on.
    leaving: Vec<Request>,
}

/// Opens a page, does something there and leaves.
async fn visit(page: &Page, proxy: &Proxy, [site, away]: [&str; 2], steps: impl AsyncFnOnce(&Page)) -> Asked {
    let asked = async || {
        // What a page sends as it goes takes a moment.
        tokio::time::sleep(Duration::from_millis(400)).await;
        proxy.take().into_iter().filter(|request| !by_itself(page.engine, request)).collect::<Vec<Request>>()
    };
    proxy.take();
    page.open_app(site).await;
    // The visit before may have left for a page whose icon comes late.
    let icon = |request: &Request| request.line() == format!("GET {away}favicon.ico HTTP/1.1");
    let loading = asked().await.into_iter().filter(|request| !icon(request)).collect();
    steps(page).await;
    let after = asked().await;
    page.click("#leave").await;
    page.wait_for_address(away).await;
    Asked { loading, after, leaving: asked().await }
}

/// What was asked for and should not have been.
fn faults(asked: &Asked, [site, away]: [&str; 2], packs: usize) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |when: &str, request: &Request| faults.push(format!("{when}: {}", request.line()));
    for request in asked.loading.iter().filter(|request| !request.line().starts_with(&format!("GET {site}"))) {
        fault("loading", request);
    }
    let is_pack = |request: &&Request| {
        request.line().starts_with(&format!("GET {site}")) && request.line().ends_with(".bin HTTP/1.1")
    };
    let (came, other): (Vec<&Request>, Vec<&Request>) = asked.after.iter().partition(is_pack);
    for request in other {
        fault("after", request);
    }
    // For its own icon the other site is asked by its own page.
    let icon = format!("GET {away}favicon.ico HTTP/1.1");
    let line = format!("GET {away} HTTP/1.1");
    let (left, other): (Vec<&Request>, Vec<&Request>) =
        asked.leaving.iter().filter(|request| request.line() != icon).partition(|request| request.line() == line);
    for request in other {
        fault("leaving", request);
    }
    if let [left] = left[..] {
        let head = left.head.to_ascii_lowercase();
        let told = ["\nreferer:", "\ncookie:", "\norigin:"].into_iter().filter(|name| head.contains(name));
        faults.extend(told.map(|name| format!("leaving: {} was told", name.trim())));
    } else {
        faults.push(format!("leaving: the other place was asked {} times", left.len()));
    }
    if came.len() != packs {
        faults.push(format!("after: {} packs of languages, not {packs}", came.len()));
    }
    faults
}

/// The requests of loading, whole, byte for byte. The page is first; of the rest several are on their way at once, so
/// that the order in which they arrive is the network's.
fn loaded(asked: &Asked) -> Vec<&str> {
    let mut heads: Vec<&str> = asked.loading.iter().map(|request| request.head.as_str()).collect();
    if let Some((_, rest)) = heads.split_first_mut() {
        rest.sort_unstable();
    }
    heads
}

/// Whom a browser asked, looked up or reached beside the proxy and by itself. Nothing where it did not run, or has no
/// log.
fn reached(engine: Engine, logs: &Profile, proxy: &Proxy) -> Option<Vec<String>> {
    let written = std::fs::read_dir(&logs.folder).unwrap().next().is_some();
    let all = written.then(|| hosts(engine, &logs.folder.join("network")))?;
    let proxy = proxy.address.split(':').next().unwrap();
    let by_itself = |host: &str| host == proxy || asked_by_itself(engine).contains(&host);
    Some(all.into_iter().filter(|host| !by_itself(host)).collect())
}

#[test]
fn nobody_is_asked_for_anything_but_a_language_and_every_journey_loads_the_same() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let place = away.named(AWAY);
    let site = Site::leaving_to(&[&place]);
    let both = [site.named(SITE), place];
    let both = [both[0].as_str(), both[1].as_str()];
    for engine in ALL {
        let proxy = Proxy::start();
        // For the browser's log of its own network, the last time that it runs.
        let logs = Profile::default();
        let mut first: Option<Asked> = None;
        // In another country another line comes first, and other services are near.
        for (timezone, journeys) in [("Europe/London", &[Journey::Place][..]), ("America/Chicago", Journey::ALL)] {
            let options = Options {
                timezone,
                proxy: Some(proxy.address.clone()),
                network_log: Some(logs.folder.join("network")),
                ..Options::default()
            };
            in_engine(*engine, &options, async |page: Page| {
                for journey in journeys {
                    let steps = async |page: &Page| {
                        journey.go(page).await;
                    };
                    let asked = visit(&page, &proxy, both, steps).await;
                    let whose = format!("{} {timezone} {journey:?}", engine.name());
                    assert_eq!(faults(&asked, both, journey.packs()), [""; 0], "{whose}");
                    assert_eq!(
                        asked.loading.len(),
                        6,
                        "{whose}: the page, the app twice, the directory, the words twice"
                    );
                    // Whatever comes next, whatever came before, wherever it is: the same, to the byte.
                    if let Some(first) = &first {
                        assert_eq!(loaded(&asked), loaded(first), "{whose}");
                        assert_eq!(asked.leaving[0], first.leaving[0], "{whose}");
                    }
                    first.get_or_insert(asked);
                }
                page.end().await;
            });
        }
        if let Some(reached) = reached(*engine, &logs, &proxy) {
            // Were the boxes of the page in no form that goes to a search, Chromium would ask its maker what they are.
            assert_eq!(reached, [SITE, AWAY], "by the own log of {}", engine.name());
        }
    }
}

#[test]
fn from_a_frame_on_another_page_nobody_is_asked_for_anything_either() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let site = site_for_frames(&away.named(AWAY));
    let address = site.named(SITE);
    let words = format!("<p>Bread<help-finder></help-finder>{}", loader(&address, "1.0.0"));
    let shop = host(&address, "default-src *", &words);
    for engine in ALL {
        let proxy = Proxy::start();
        let options = Options { proxy: Some(proxy.address.clone()), ..Options::default() };
        in_engine(*engine, &options, async |page: Page| {
            let asked = async || {
                tokio::time::sleep(Duration::from_millis(400)).await;
                let all = proxy.take().into_iter();
                let ours =
                    all.filter(|request| !by_itself(*engine, request) && !request.line().contains("/favicon.ico"));
                ours.collect::<Vec<Request>>()
            };
            // Without https Firefox has no ciphers in a frame, and the page says that nothing can be kept.
            let possible = |journey: &&Journey| *engine != Engine::Firefox || !journey.keeps();
            for journey in Journey::ALL.iter().filter(possible) {
                proxy.take();
                page.open(&shop.named("shop.localhost")).await;
                page.enter_frame(FRAME).await;
                let loading = asked().await;
                let whose = format!("{} {journey:?}", engine.name());
                assert_eq!(
                    loading.len(),
                    8,
                    "{whose}: the host's page, the loader, and what the site is: {loading:#?}"
                );
                // Who shows the frame is the host's matter, and no page of ours is told of it.
                let told =
                    loading.iter().filter(|one| one.head.to_ascii_lowercase().contains("\nreferer: http://shop"));
                let told: Vec<&str> = told.map(Request::line).filter(|line| !line.contains("/loader.js")).collect();
                assert_eq!(told, [""; 0], "{whose}");
                journey.go(&page).await;
                assert_eq!(asked().await.len(), journey.packs(), "{whose}: a language newly chosen, and nothing else");
                page.close_frame().await;
                assert_eq!(asked().await, [], "{whose}: closing asks for nothing");
            }
            page.end().await;
        });
    }
}

#[test]
fn a_screen_that_no_journey_visits_is_refused() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/screens/src/screen.rs");
    let source = std::fs::read_to_string(source).unwrap();
    let begin = source.find("pub enum Screen {").unwrap();
    let all = source[begin..].lines().skip(1).map(str::trim).take_while(|line| *line != "}");
    let names = all.filter(|line| line.starts_with(char::is_uppercase));
    let screens: Vec<&str> = names.map(|line| line.split(['(', ',', ' ', '{']).next().unwrap()).collect();
    assert!(screens.contains(&"Home") && screens.contains(&"Card"), "{screens:?}");
    for screen in screens {
        let visited = Journey::ALL.iter().any(|journey| journey.screens().contains(&screen));
        assert!(visited, "no journey visits {screen}; add one to tests/support/journeys.rs");
        let seen = TOUR.iter().any(|stop| stop.screen == screen);
        assert!(seen, "the tour does not stop at {screen}; add a stop to tests/support/tour.rs");
    }
}

#[test]
fn the_same_check_finds_whatever_another_page_sends() {
    let away = Elsewhere::titled("Weather", Answer::Page);
    let place = away.named(AWAY);
    let third = Elsewhere::titled("Third", Answer::Page);
    let listener = third.named(THIRD);
    // Each with its own path, so that the check can say which it found.
    let page = format!(
        "<!DOCTYPE html><html data-app=on data-whole><title>Other</title><img src={listener}image-loading>
         <button id=leave>Leave</button><button id=search>Search</button><script>
         document.cookie = 'told=1'
         document.querySelector('#search').onclick = () => {{
           fetch('{listener}fetch-after?zanzibarquux', {{ mode: 'no-cors' }})
           navigator.sendBeacon('{listener}beacon-after', 'zanzibarquux')
           new Image().src = '{listener}image-after'
           fetch('own-after')
         }}
         document.querySelector('#leave').onclick = () => {{
           navigator.sendBeacon('{listener}beacon-leaving', 'zanzibarquux')
           location.href = '{place}'
         }}
         </script>"
    );
    let headers = "Content-Type: text/html\r\nReferrer-Policy: unsafe-url\r\n";
    let other = Elsewhere::serving(vec![("/", headers, page.into_bytes())]);
    let both = [other.named(SITE), place];
    let both = [both[0].as_str(), both[1].as_str()];
    for engine in ALL {
        let proxy = Proxy::start();
        // For the browser's log of its own network.
        let logs = Profile::default();
        let options = Options {
            proxy: Some(proxy.address.clone()),
            network_log: Some(logs.folder.join("network")),
            ..Options::default()
        };
        in_engine(*engine, &options, async |page: Page| {
            let asked = visit(&page, &proxy, both, async |page: &Page| page.click("#search").await).await;
            let found = faults(&asked, both, 1).join("\n");
            for sent in [
                "loading: GET http://listener.localhost",
                "image-loading",
                "fetch-after?zanzibarquux",
                "after: POST http://listener.localhost",
                "beacon-after",
                "image-after",
                "own-after",
                "beacon-leaving",
                "referer: was told",
                "0 packs of languages, not 1",
            ] {
                assert!(found.contains(sent), "{}: {sent} is not in\n{found}", engine.name());
            }
            page.end().await;
        });
        if let Some(reached) = reached(*engine, &logs, &proxy) {
            assert_eq!(reached, [THIRD, SITE, AWAY], "by the own log of {}", engine.name());
        }
    }
}
