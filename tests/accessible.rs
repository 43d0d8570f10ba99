//! axe-core finds nothing to complain of, on any screen, on the cover, and on what is left to see while leaving.

use promises::{
    Answer, Elsewhere, Engine, FRAME, Journey, Options, Page, Site, host, in_engines, loader, site_for_frames,
};
use serde_json::json;

/// axe-core, as `cargo xtask test` installs it; nothing on a machine without npm.
fn axe() -> Option<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/npm/node_modules/axe-core");
    let axe = std::fs::read_to_string(folder.join("axe.min.js")).ok();
    let npm = std::process::Command::new("npm").arg("--version").output();
    assert!(axe.is_some() || npm.is_err(), "axe-core; `cargo xtask test` installs it from npm");
    axe
}

/// What is found, by rule and element. One rule is left out: that everything stands in a landmark. The exit stands in none,
/// before all of them, and goes into any dialog.
const RUN: &str = "const done = arguments[1]; \
    axe.run(document, arguments[0] ? { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } : { rules: { region: { enabled: false } } }).then(({ violations, passes }) => done(JSON.stringify([passes.length, \
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))])), error => done(String(error)))";

async fn sound(page: &Page, axe: &str, place: &str) {
    page.client.execute(&format!("if (!window.axe) {{ {axe} }}"), Vec::new()).await.unwrap();
    // What is left while leaving is one word: of it only what WCAG asks for is asked.
    let said = page.client.execute_async(RUN, vec![(place == "leaving").into()]).await.unwrap();
    let said: serde_json::Value = serde_json::from_str(said.as_str().unwrap()).unwrap();
    assert_eq!(said[1], json!([]), "{} {place}", page.engine.name());
    assert!(said[0].as_u64().unwrap() > 3, "{place}: it looked at nothing");
}

#[test]
fn on_every_screen_on_the_cover_and_while_leaving() {
    let Some(axe) = axe() else { return eprintln!("not tried: there is no npm here") };
    let nothing = Elsewhere::titled("Nothing", Answer::Nothing);
    let site = Site::leaving_to(&[&nothing.address]);
    let options = Options { patient: false, ..Options::default() };
    in_engines(&[Engine::Chromium, Engine::Firefox], &options, async |page: Page| {
        for language in ["en", "es"] {
            page.open_app(&site.address).await;
            sound(&page, &axe, "home").await;
            if language == "es" {
                page.click("a[hreflang=es]").await;
                page.wait_to_read("Buscar servicios").await;
                sound(&page, &axe, "home, in Spanish").await;
            }
        }
        // From right to left.
        page.open_app(&format!("{}ar/", site.address)).await;
        sound(&page, &axe, "home, in Arabic").await;
        for door in ["talk", "find", "checkins", "rights", "list", "safe", "paper"] {
            page.click(&format!("[data-go={door}]")).await;
            sound(&page, &axe, &format!("{door}, in Arabic")).await;
            page.click(".back").await;
        }
        for journey in Journey::ALL {
            page.open_app(&site.address).await;
            journey.go(&page).await;
            sound(&page, &axe, &format!("{journey:?}")).await;
        }
        page.press(&['\u{e008}']).await;
        sound(&page, &axe, "a key pressed").await;
        page.js("document.documentElement.classList.add('covered'); return true").await;
        sound(&page, &axe, "the cover").await;
        page.js("document.querySelector('#leave').click(); return true").await;
        assert_eq!(page.text("[role=alert]").await, "Loading…");
        sound(&page, &axe, "leaving").await;
        page
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
