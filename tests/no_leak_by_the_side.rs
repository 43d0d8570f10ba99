//! No feature of a browser takes along what is on the page: nothing is completed, corrected, translated, looked up ahead,
//! or left in an address, a title, a name or a console; and the page may do no more than it needs.

use std::path::Path;

use promises::{Console, Engine, Journey, Options, Page, Site, each_engine, in_engines};
use serde_json::{Value, json};

#[test]
fn no_box_is_completed_corrected_or_spelled_elsewhere() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        let mut boxes = 0;
        for journey in Journey::ALL {
            page.open_app(&site.address).await;
            // Every box that was ever up, also one that a later screen took away.
            page.js(
                "window.seen = []; const look = () => { for (const box of document.querySelectorAll('input, textarea, select')) \
                 if (!seen.includes(box)) seen.push(box) }; new MutationObserver(look).observe(document, { subtree: true, childList: true }); \
                 return true",
            )
            .await;
            journey.go(&page).await;
            let faults = "return seen.flatMap(box => [['autocomplete', 'off'], ['spellcheck', 'false'], ['autocorrect', 'off'], \
                          ['autocapitalize', 'off']].filter(([name]) => name === 'autocomplete' || (box.type ?? '').match(/text|search/)) \
                          .filter(([name, value]) => box.getAttribute(name) !== value).map(([name]) => `${box.id} ${name}`) \
                          .concat(box.type === 'password' ? [`${box.id} is offered to be remembered`] : []) \
                          .concat(box.name ? [`${box.id} has a name`] : []))";
            assert_eq!(page.js(faults).await, json!([]), "{} {journey:?}", page.engine.name());
            boxes += page.js("return seen.length").await.as_u64().unwrap();
        }
        assert!(boxes > 8, "{boxes} boxes");
        page
    });
}

#[test]
fn nothing_is_in_the_address_the_title_the_name_or_the_state() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        let state = "return JSON.stringify([location.href, document.title, window.name, history.state, history.length, opener, document.referrer])";
        let before = page.js(state).await;
        for journey in Journey::ALL {
            page.open_app(&site.address).await;
            journey.go(&page).await;
            let after: Value = page.js(state).await;
            // A page that was opened anew is an entry of the test's, not of the page's.
            let part = |value: &Value, at: usize| {
                serde_json::from_str::<Vec<Value>>(value.as_str().unwrap()).unwrap()[at].clone()
            };
            for at in [0, 1, 2, 3, 5, 6] {
                assert_eq!(part(&after, at), part(&before, at), "{} {journey:?}", page.engine.name());
            }
        }
        page
    });
}

#[test]
fn every_way_out_takes_neither_referrer_nor_opener_and_nothing_is_looked_up_ahead() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        assert_eq!(page.js("return document.querySelector('meta[name=referrer]').content").await, "no-referrer");
        assert_eq!(page.js("return document.documentElement.translate").await, false, "it brings its languages");
        page.click("[data-go=find]").await;
        page.paste_into("input[type=search]", "polaris").await;
        page.click(".listed > .link").await;
        page.wait("return !!document.querySelector('.card')", "the card is up").await;
        let faults = "return [...document.querySelectorAll('a[href^=http]')] \
                      .filter(link => !(link.relList.contains('noreferrer') && link.relList.contains('noopener'))).map(link => link.href)";
        assert_eq!(page.js(faults).await, json!([]), "{}", page.engine.name());
        assert!(page.js("return document.querySelectorAll('a[href^=http]').length").await.as_u64().unwrap() > 1);
        let ahead = "return [...document.querySelectorAll('link')].map(link => link.rel).filter(rel => !['icon', 'alternate'].includes(rel))";
        assert_eq!(page.js(ahead).await, json!([]));
        page
    });
}

#[test]
fn the_page_can_neither_send_elsewhere_nor_run_what_was_put_into_it() {
    let site = Site::whole();
    // The policy stands in the page, too, for a host that sends no headers.
    for site in [&site, &Site::without_headers()] {
        each_engine(&Options::default(), async |page: Page| {
            page.open_app(&site.address).await;
            let tries = "const done = arguments[0]; (async () => { \
                const refused = []; \
                await fetch('http://127.0.0.1:9/').catch(() => {}); \
                addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective)); \
                await fetch('http://127.0.0.1:9/').catch(() => {}); \
                const script = document.createElement('script'); \
                try { script.textContent = 'window.ran = 1' } catch { refused.push('trusted types') } \
                document.body.append(script); \
                const picture = new Image(); picture.src = 'http://127.0.0.1:9/a.png'; \
                const frame = document.createElement('iframe'); frame.src = 'http://127.0.0.1:9/'; document.body.append(frame); \
                try { document.body.lastElementChild.innerHTML = '<b>x</b>' } catch { refused.push('trusted types') } \
                await new Promise(next => setTimeout(next, 300)); \
                return [window.ran === undefined, ...new Set(refused)].join(' ') })().then(done, error => done(String(error)))";
            let said = page.client.execute_async(tries, Vec::new()).await.unwrap();
            let said = said.as_str().unwrap();
            assert!(said.starts_with("true"), "{}: a script ran: {said}", page.engine.name());
            // The others refuse the frame as well, and do not always say so to the page.
            let told = if page.engine == Engine::Chromium { 3 } else { 2 };
            for refused in &["connect-src", "img-src", "frame-src"][..told] {
                assert!(said.contains(refused), "{}: {refused} is not in {said}", page.engine.name());
            }
            // WebKitGTK of Debian may be older than Trusted Types.
            if page.engine != Engine::WebKit {
                assert!(said.contains("trusted types"), "{}: {said}", page.engine.name());
            }
            page
        });
    }
}

#[test]
fn the_console_stays_empty_whatever_is_done() {
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        for journey in Journey::ALL {
            page.open_app(&site.address).await;
            page.press(&['\u{e00c}']).await;
            journey.go(&page).await;
        }
        page.click(".back").await;
        let said = page.client.issue_cmd(Console).await.unwrap();
        assert_eq!(said, json!([]));
        // What would be seen.
        page.js("console.warn('zanzibarquux'); return true").await;
        let said = page.client.issue_cmd(Console).await.unwrap().to_string();
        assert!(said.contains("zanzibarquux"), "{said}");
        page
    });
}

#[test]
fn what_is_served_has_no_map_of_its_source_and_names_no_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.path().extension().unwrap_or_default().to_string_lossy().into_owned();
        if entry.path().is_dir() || kind == "br" {
            continue;
        }
        files += 1;
        assert_ne!(kind, "map", "{name}");
        let bytes = std::fs::read(entry.path()).unwrap();
        for told in ["sourceMappingURL", "/.cargo/", "/home/", "/root/", "panicked at"] {
            let found = bytes.windows(told.len()).any(|window| window == told.as_bytes());
            // The directory holds other people's addresses, some with a home in them; so does the page of all services.
            let addresses = kind == "bin" || name == "3.html";
            assert!(!found || (addresses && told == "/home/"), "{name} holds {told}");
        }
    }
    assert!(files >= 6, "{files} files");
}
