//! Everyone can use it, as far as machines can see: axe-core has nothing to complain of, and every screen fits, can be tapped,
//! can be gone through by keyboard alone and read out, in English, in Arabic, in a language two fifths longer and in
//! one from right to left, in the light and in the dark, on a narrow phone and on a desk, in three browsers.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use promises::{
    ALL, Answer, DOWN, DevTools, ENTER, Elsewhere, Engine, FRAME, Journey, Options, Page, SHIFT, Site, Step, TOUR,
    each_engine, host, in_engine, in_engines, loader, shown, site_for_frames, tour, workbench,
};
use serde_json::{Value, json};

/// axe-core, as `cargo xtask test` installs it; nothing on a machine without npm.
fn axe() -> Option<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/npm/node_modules/axe-core");
    let axe = std::fs::read_to_string(folder.join("axe.min.js")).ok();
    let npm = std::process::Command::new("npm").arg("--version").output();
    assert!(axe.is_some() || npm.is_err(), "axe-core; `cargo xtask test` installs it from npm");
    axe
}

/// What is found, by rule and element, with every rule that axe has switched on by itself.
const RUN: &str = "const done = arguments[2]; \
    axe.run(arguments[0] ?? document, arguments[1]).then(({ violations, passes }) => done(JSON.stringify([passes.length, \
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))])), error => done(String(error)))";

async fn run(page: &Page, axe: &str, [within, options]: [Value; 2], place: &str, least: u64) {
    page.client.execute(&format!("if (!window.axe) {{ {axe} }}"), Vec::new()).await.unwrap();
    let said = page.client.execute_async(RUN, vec![within, options]).await.unwrap();
    let said: Value = serde_json::from_str(said.as_str().unwrap()).unwrap_or_else(|_| panic!("{place}: {said}"));
    assert_eq!(said[1], json!([]), "{} {place}", page.engine.name());
    assert!(said[0].as_u64().unwrap() >= least, "{place}: it looked at nothing");
}

async fn sound(page: &Page, axe: &str, place: &str) {
    run(page, axe, [Value::Null, json!({})], place, 4).await;
}

/// What is left while leaving is one word: of it only what WCAG asks for is asked.
async fn sound_by_wcag(page: &Page, axe: &str, place: &str) {
    let levels = json!({ "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    run(page, axe, [Value::Null, levels], place, 4).await;
}

/// The exit and the lines to call can be read by whoever sees little: seven to one (WCAG 1.4.6).
async fn strong(page: &Page, axe: &str, place: &str) {
    let enhanced = json!({ "runOnly": ["color-contrast-enhanced"] });
    let there = json!({ "include": [["#leave"], [".go"], [".sos"]] });
    run(page, axe, [there, enhanced], &format!("{place}, contrast"), 1).await;
}

/// What is wrong with how a screen lies in its window: what sticks out or is cut off, the exit out of reach, what is too
/// small for a finger (44 px, but for a link within a sentence), what moves.
const LAYOUT: &str = "const wrong = []; const root = document.documentElement; \
    if (root.scrollWidth > root.clientWidth) wrong.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}`); \
    const name = one => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 40)}`; \
    const seen = one => one.checkVisibility?.() !== false && one.getClientRects().length > 0 && !one.closest('.hidden,[hidden]'); \
    for (const one of document.querySelectorAll('#page *')) { \
        if (!seen(one) || one.closest('main :is(.languages, .kinds)')) continue; \
        const box = one.getBoundingClientRect(); \
        if (box.width > 1 && (box.right > root.clientWidth + 1 || box.left < -1)) wrong.push(`sticks out: ${name(one)}`); \
        if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'hidden' && one.clientWidth > 1) wrong.push(`cut off: ${name(one)}`); } \
    const exit = document.querySelector('#leave'), box = exit.getBoundingClientRect(); \
    if (!document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)?.closest('#leave')) wrong.push('the exit is not on top'); \
    for (const one of document.querySelectorAll('#leave, #page :is(a, button, input, select, summary)')) { \
        if (!seen(one)) continue; \
        const whole = one.closest('label') ?? one, box = whole.getBoundingClientRect(); \
        const within = getComputedStyle(one).display === 'inline' && one.matches('p a, li a') && one.parentElement.textContent.trim() !== one.textContent.trim(); \
        if (!within && (box.height < 43.5 || box.width < 43.5)) wrong.push(`${Math.round(box.width)} x ${Math.round(box.height)}: ${name(one)}`); } \
    for (const one of document.querySelectorAll('#leave, #page :is(a, button, summary)')) { \
        if (seen(one) && getComputedStyle(one).display !== 'inline' && one.scrollWidth > one.clientWidth + 1) wrong.push(`runs over: ${name(one)}`); } \
    if (document.getAnimations?.().length) wrong.push('something moves'); \
    return wrong";

async fn fits(page: &Page, place: &str) {
    assert_eq!(page.js(LAYOUT).await, json!([]), "{} {place}", page.engine.name());
}

/// A language, of which site, and a theme.
#[derive(Clone, Copy, Debug)]
struct Look {
    /// The folder of its page.
    folder: &'static str,
    /// Whether it is one that nobody speaks.
    pseudo: bool,
    dark: bool,
    width: u32,
}

const fn look(folder: &'static str, pseudo: bool, dark: bool, width: u32) -> Look {
    Look { folder, pseudo, dark, width }
}

/// English, Arabic, the long one and the one from right to left, the light and the dark, three widths, three engines: each with
/// each of the others at least once.
const PAIRS: [(Engine, [Look; 4]); 3] = [
    (
        Engine::Chromium,
        [
            look("", false, false, 360),
            look("ar/", false, true, 1280),
            look("", true, false, 320),
            look("ar/", true, true, 320),
        ],
    ),
    (
        Engine::Firefox,
        [
            look("", false, true, 320),
            look("ar/", false, false, 360),
            look("", true, true, 1280),
            look("ar/", true, false, 1280),
        ],
    ),
    (
        Engine::WebKit,
        [
            look("", false, false, 1280),
            look("ar/", false, true, 320),
            look("", true, true, 360),
            look("ar/", true, false, 360),
        ],
    ),
];

/// The looks to try in an engine: in the full matrix every one in the window that is asked for.
fn looks(engine: Engine) -> Vec<Look> {
    let pairs = PAIRS.iter().find(|(its, _)| *its == engine).map_or_else(Vec::new, |(_, looks)| looks.to_vec());
    if std::env::var_os("EVERY").is_none() {
        return pairs;
    }
    let width = Options::default().window.0;
    pairs.into_iter().flat_map(|one| [false, true].map(|dark| Look { dark, width, ..one })).collect()
}

#[test]
fn every_screen_is_sound_and_fits_in_any_look() {
    let axe = axe();
    for engine in ALL {
        let (site, pseudo) = (Site::whole(), Site::pseudo());
        for look in looks(*engine) {
            let address = format!("{}{}", if look.pseudo { &pseudo } else { &site }.address, look.folder);
            let height = if look.width > 600 { 800 } else { 740 };
            let options = Options { dark: look.dark, window: (look.width, height), ..Options::default() };
            let options = Options { longest: std::time::Duration::from_mins(8), ..options };
            in_engines(&[*engine], &options, async |page: Page| {
                page.open_app(&address).await;
                let dark = page.js("return matchMedia('(prefers-color-scheme: dark)').matches").await;
                assert_eq!(dark, look.dark, "{}: the theme that was asked for", engine.name());
                tour(&page, async |stop| {
                    let place = format!("{look:?} {}", stop.name);
                    fits(&page, &place).await;
                    if let Some(axe) = &axe {
                        sound(&page, axe, &place).await;
                        if ["home", "talk", "card", "danger"].contains(&stop.name) {
                            strong(&page, axe, &place).await;
                        }
                    }
                })
                .await;
                page
            });
        }
    }
    if axe.is_none() {
        eprintln!("axe-core did not look: there is no npm here");
    }
}

/// More room between letters, words, lines and paragraphs, as some readers ask their browser for (WCAG 1.4.12).
const SPACED: &str = "const sheet = document.styleSheets[0]; \
    sheet.insertRule('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }', 0); \
    sheet.insertRule('p { margin-block-end: 2em !important }', 0); return true";

#[test]
fn with_more_room_between_letters_words_and_lines_or_letters_twice_as_large_every_screen_still_fits() {
    let (site, pseudo) = (Site::whole(), Site::pseudo());
    let twice = "document.documentElement.style.fontSize = '200%'; return true";
    for (site, change, window) in [(&pseudo, SPACED, (320, 740)), (&site, twice, (360, 740))] {
        each_engine(&Options { window, ..Options::default() }, async |page: Page| {
            page.open_app(&site.address).await;
            page.js(change).await;
            tour(&page, async |stop| fits(&page, &format!("{window:?} {}", stop.name)).await).await;
            page
        });
    }
}

/// What of a screen can have the focus, one after the other, in the order of the page; and what cannot be seen when it has
/// it, under the exit or out of the window (WCAG 2.4.11).
const FOCUS: &str = "const done = arguments[0], wrong = []; const exit = document.querySelector('#leave').getBoundingClientRect(); \
    const drawn = () => new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then))); \
    (async () => { for (const one of document.querySelectorAll('#page :is(a[href], button, input, select, summary)')) { \
        if (one.checkVisibility?.() === false || one.getClientRects().length === 0 || one.closest('[hidden]')) continue; \
        one.focus(); await drawn(); \
        const name = `${one.tagName} ${one.textContent.trim().slice(0, 30)}`; \
        if (document.activeElement !== one) { wrong.push(`takes no focus: ${name}`); continue; } \
        if (one.tabIndex !== 0) wrong.push(`is out of order: ${name}`); \
        const box = one.getBoundingClientRect(); \
        if (box.bottom <= 0 || box.top >= innerHeight) wrong.push(`out of the window: ${name}`); \
        if (box.top >= exit.top && box.bottom <= exit.bottom && box.left >= exit.left && box.right <= exit.right) wrong.push(`under the exit: ${name}`); } \
    document.querySelector('main h1').focus(); })().then(() => done(wrong), error => done([`${error}`]))";

#[test]
fn every_screen_is_reached_by_keyboard_alone_and_back_returns_to_what_led_there() {
    let site = Site::whole();
    for engine in ALL {
        let options = Options { longest: std::time::Duration::from_mins(8), ..Options::default() };
        in_engines(&[*engine], &options, async |page: Page| {
            page.open_app(&site.address).await;
            for stop in TOUR {
                page.come_home().await;
                for step in stop.way {
                    by_keys(&page, step).await;
                }
                let wrong = page.client.execute_async(FOCUS, Vec::new()).await.unwrap();
                assert_eq!(wrong, json!([]), "{} {}", engine.name(), stop.name);
                if let [Step::Tap(door)] = stop.way
                    && stop.screen != "Home"
                {
                    page.tab_to(".back").await;
                    page.press(&[ENTER]).await;
                    let door_again = format!("return document.activeElement === document.querySelector({door:?})");
                    page.wait(&door_again, &format!("{}: Back returns to the door", stop.name)).await;
                    assert!(page.is_on_top(door).await, "{} {}: the door is in view", engine.name(), stop.name);
                }
            }
            page
        });
    }
}

async fn tap_by_keys(page: &Page, selector: &str) {
    let heading = "return document.querySelector('main h1')?.textContent ?? ''";
    let before = page.js(heading).await;
    // Where Tab led can be seen (WCAG 2.4.7). WebKitGTK forgets that a key did it once a driver has given the window a size.
    if page.tab_to(selector).await && page.engine != Engine::WebKit {
        let outline = page.js("return getComputedStyle(document.activeElement).outlineStyle").await;
        assert_ne!(outline, "none", "{} {selector}: no outline", page.engine.name());
    }
    page.press(&[ENTER]).await;
    page.drawn().await;
    if page.js(heading).await != before {
        // A new screen is read from its heading; one that was there before, from where it was left.
        let read = "const now = document.activeElement; return now.matches('main h1') || now.matches('main [data-go]')";
        page.wait(read, "its heading has focus, or the door that led on").await;
    }
}

/// The same as a finger does, with keys.
async fn by_keys(page: &Page, step: &Step) {
    match *step {
        Step::Tap(selector) => tap_by_keys(page, selector).await,
        Step::Type(selector, text) => {
            page.tab_to(selector).await;
            page.press(&text.chars().collect::<Vec<char>>()).await;
        }
        Step::See(selector) => page.wait(&format!("return !!document.querySelector({selector:?})"), selector).await,
        Step::Choose(selector, value) => {
            page.tab_to(selector).await;
            let chosen = format!("return document.querySelector({selector:?}).value === {value:?}");
            for _ in 0..250 {
                if page.js(&chosen).await == true {
                    return;
                }
                page.press(&[DOWN]).await;
            }
            panic!("{}: no key chooses {value} of {selector}", page.engine.name());
        }
        Step::Answer => {
            while page.js("return !!document.querySelector('[data-answer]')").await == true {
                tap_by_keys(page, "[data-answer]").await;
            }
        }
    }
}

#[test]
fn typing_is_announced_when_it_rests_and_not_letter_by_letter() {
    let site = Site::whole();
    each_engine(&Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        page.click("[data-go=find]").await;
        page.js("window.said = 0; const regions = document.querySelectorAll('[role=status],[role=alert],[aria-live]'); \
             new MutationObserver(() => { said += 1 }).observe(document.body, { subtree: true, childList: true, characterData: true }); \
             window.said = 0; window.words = []; \
             for (const one of regions) new MutationObserver(() => { if (one.textContent) words.push(one.textContent) }) \
                 .observe(one, { subtree: true, childList: true, characterData: true }); return true")
            .await;
        page.type_into("#q", "lawyer for wages").await;
        page.wait("return words.length > 0", "what was found is announced").await;
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        let words = page.js("return words").await;
        assert!(words.as_array().unwrap().len() <= 2, "{}: chatter: {words}", page.engine.name());
        page
    });
}

#[test]
fn on_the_cover_while_leaving_and_when_a_key_was_pressed() {
    let Some(axe) = axe() else { return eprintln!("not tried: there is no npm here") };
    let nothing = Elsewhere::titled("Nothing", Answer::Nothing);
    let site = Site::leaving_to(&[&nothing.address]);
    let options = Options { patient: false, ..Options::default() };
    in_engines(&[Engine::Chromium, Engine::Firefox], &options, async |page: Page| {
        page.open_app(&site.address).await;
        Journey::Find.go(&page).await;
        page.press(&[SHIFT]).await;
        sound(&page, &axe, "a key pressed").await;
        page.js("document.documentElement.classList.add('covered'); return true").await;
        sound(&page, &axe, "the cover").await;
        page.js("document.querySelector('#leave').click(); return true").await;
        assert_eq!(page.text("[role=alert]").await, "Loading…");
        sound_by_wcag(&page, &axe, "leaving").await;
        page
    });
}

/// What assistive technology is told of a screen, a line an element: role, level or state, and the words where they are the
/// page's own; what stands in the directory, which others correct every week, is a dash.
async fn tree(page: &Page, own: &BTreeSet<String>) -> String {
    let command = DevTools { command: "Accessibility.getFullAXTree", parameters: json!({}) };
    let said = page.client.issue_cmd(command).await.unwrap();
    let nodes = said["nodes"].as_array().unwrap();
    told(nodes, &nodes[0], own).join("\n") + "\n"
}

/// What says nothing by itself, or whose words are its parent's; of a form without a name some versions tell, and some do not.
const SILENT: [&str; 8] =
    ["StaticText", "InlineTextBox", "LineBreak", "LabelText", "generic", "none", "paragraph", "form"];
/// Of an item of a list, and of a list to choose from, only that it is there: what is in it is the directory's.
const CLOSED: [&str; 3] = ["listitem", "MenuListPopup", "combobox"];

/// The lines of an element and of what is in it; of several alike, one after the other, those of the first.
fn told(nodes: &[Value], node: &Value, own: &BTreeSet<String>) -> Vec<String> {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let mut within: Vec<Vec<String>> = Vec::new();
    for id in node["childIds"].as_array().into_iter().flatten().filter(|_| !CLOSED.contains(&role)) {
        if let Some(child) = nodes.iter().find(|node| node["nodeId"] == *id) {
            let lines = told(nodes, child, own);
            if within.last() != Some(&lines) {
                within.push(lines);
            }
        }
    }
    let lines = within.into_iter().flatten();
    if node["ignored"] == json!(true) || SILENT.contains(&role) {
        return lines.collect();
    }
    std::iter::once(line(node, role, own)).chain(lines.map(|line| format!("  {line}"))).collect()
}

fn line(node: &Value, role: &str, own: &BTreeSet<String>) -> String {
    let name = node["name"]["value"].as_str().unwrap_or_default();
    let ours = own.contains(name)
        || own.iter().any(|first| name.strip_prefix(first).is_some_and(|rest| own.contains(rest.trim())));
    let mut line = format!("{role} {}", if ours || name.is_empty() { name } else { "-" });
    for property in node["properties"].as_array().into_iter().flatten() {
        let told = |name: &&str| ["level", "pressed", "expanded", "live"].contains(name);
        if let Some(name) = property["name"].as_str().filter(told) {
            write!(line, " [{name} {}]", property["value"]["value"].to_string().trim_matches('"')).unwrap();
        }
    }
    line.trim_end().to_owned()
}

#[test]
fn what_is_told_to_those_who_listen_is_what_was_agreed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tree");
    let own = shown();
    let site = Site::whole();
    in_engine(Engine::Chromium, &Options { window: (360, 740), ..Options::default() }, async |page: Page| {
        page.open_app(&site.address).await;
        let mut changed = Vec::new();
        for stop in TOUR {
            page.go_to(stop).await;
            let (file, now) = (folder.join(format!("{}.txt", stop.name)), tree(&page, &own).await);
            if std::env::var_os("AGREE").is_some() {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&file, &now).unwrap();
            }
            let agreed = std::fs::read_to_string(&file).unwrap_or_default();
            if agreed != now {
                changed.push(format!("{}:\n{now}", file.display()));
            }
        }
        assert!(
            changed.is_empty(),
            "other than agreed; if it is better, AGREE=1 writes it down:\n{}",
            changed.join("\n")
        );
        page.end().await;
    });
}

#[test]
fn in_a_frame_and_on_the_page_around_it() {
    let Some(axe) = axe() else { return eprintln!("not tried: there is no npm here") };
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let words = format!(
        "<main><h1>Shop</h1><help-finder></help-finder><help-finder shape=button></help-finder></main>{}",
        loader(&site.address, "1.0.0")
    );
    let shop = host(&site.address, "default-src * 'unsafe-inline'", &words);
    in_engines(&[Engine::Chromium, Engine::Firefox], &Options::default(), async |page: Page| {
        page.open(&shop.named("localhost")).await;
        page.enter_frame(FRAME).await;
        sound(&page, &axe, "in a frame").await;
        page.leave_frame().await;
        page.js("document.querySelectorAll('help-finder')[1].shadowRoot.querySelector('button').click(); return true")
            .await;
        sound(&page, &axe, "around a frame, and a dialog").await;
        page
    });
}

#[test]
fn on_the_workbench() {
    let Some(axe) = axe() else { return eprintln!("not tried: there is no npm here") };
    let sheet = concat!(env!("CARGO_MANIFEST_DIR"), "/data/dirty-services.csv");
    for (language, dark, width) in [("en", false, 360), ("es", true, 320), ("en", true, 1280)] {
        let options = Options { window: (width, 740), dark, patient: false, ..Options::default() };
        in_engines(&[Engine::Chromium, Engine::Firefox], &options, async |page: Page| {
            page.open(&format!("file://{}", workbench().join("index.html").display())).await;
            page.wait_long("return !!document.querySelector('#file')", "the workbench").await;
            page.choose("#language", language).await;
            sound(&page, &axe, &format!("the workbench, {language}")).await;
            // With a report, all that is folded away, and a row that does not come in.
            let file = page.client.find(fantoccini::Locator::Css("#file")).await.unwrap();
            file.send_keys(sheet).await.unwrap();
            page.wait_long("return !!document.querySelector('#checked .good')", "the services").await;
            page.js("for (const one of document.querySelectorAll('details')) one.open = true; return true").await;
            page.click("#add").await;
            page.click("#save").await;
            page.wait_long("return !!document.querySelector('#refused')", "what is wrong").await;
            sound(&page, &axe, &format!("the workbench with a report, {language}")).await;
            let wide = page.js("return document.documentElement.scrollWidth - innerWidth").await;
            assert!(wide.as_i64() <= Some(0), "{} {language} at {width}: {wide} too wide", page.engine.name());
            let small = "return [...document.querySelectorAll('button, select, input:not([type=file], [type=checkbox], [type=radio]), \
                textarea, .file, label:has(> :is([type=checkbox], [type=radio]))')].filter(one => { const box = one.getBoundingClientRect(); \
                return box.height && box.height < 44 }).map(one => one.id || one.textContent)";
            assert_eq!(page.js(small).await, json!([]), "{} {language}", page.engine.name());
            page.js("window.onbeforeunload = null; return true").await;
            page
        });
    }
}

#[test]
fn on_the_builder_page() {
    let Some(axe) = axe() else { return eprintln!("not tried: there is no npm here") };
    let site = Site::whole();
    let options = Options { patient: false, ..Options::default() };
    in_engines(&[Engine::Chromium, Engine::Firefox], &options, async |page: Page| {
        page.open(&format!("{}embed/", site.address)).await;
        page.wait("return !!document.querySelector('#preview').shadowRoot?.querySelector('iframe')", "the box").await;
        // With all that is folded away, and both complaints.
        page.js("document.querySelector('details').open = true; document.querySelector('#own').click(); \
             for (const id of ['host', 'exit-to']) document.querySelector(`#${id}`).value = 'x'; \
             document.querySelector('#host').dispatchEvent(new Event('input')); \
             document.querySelector('#choices').dispatchEvent(new Event('input')); return true")
            .await;
        sound(&page, &axe, "the builder page").await;
        page
    });
}
