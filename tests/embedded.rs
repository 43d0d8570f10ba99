//! On somebody else's page: whatever that page does, the frame opens, is left without a trace of it, and tells its host
//! nothing.

use promises::{
    Answer, Elsewhere, Engine, FRAME, GONE, Journey, Options, Page, Site, each_engine, host, in_engines, loader,
    site_for_frames,
};

/// What a host could see of us in its own page.
const STATE: &str = "return [history.length, location.href, document.title, document.cookie].join('|')";

/// Styles and scripts of hosts that break what others put on their pages.
const HOSTILE: &str = "<style>
    * { margin: 0; padding: 0; border: 0; font: inherit; line-height: 1; float: left; position: relative }
    iframe, dialog, button, help-finder { width: 20px; height: 20px; max-height: 40px; opacity: .99; visibility: visible }
    body { transform: translateZ(0); zoom: 1.25 }
    .bar { position: sticky; top: 0; z-index: 999999; width: 100% }
    .cookies { position: fixed; bottom: 0; inset-inline: 0; z-index: 2147483647; height: 60px; background: #fff }
    </style><div class=bar>Shop</div><div class=cookies>We value your privacy</div>
    <script>if (top !== self) top.location = self.location; window.onload = () => { window.mine = true }</script>";

/// A sandbox that takes its origin from a frame.
const OPAQUE: &str = "sandbox=allow-scripts";
/// Nothing may be in the page that a strict policy would not let in.
const STRICT: &str = "default-src 'none'; script-src SITE; frame-src SITE; style-src 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";
const OPEN: &str = "default-src * 'unsafe-inline'; frame-src SITE";

#[test]
fn every_loader_opens_under_a_strict_policy_and_closing_leaves_the_page_as_it_was() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    for version in Site::loaders() {
        let host = host(
            &site.address,
            STRICT,
            &format!("<p>Bread<help-finder></help-finder>{}", loader(&site.address, &version)),
        );
        each_engine(&Options::default(), async |page: Page| {
            page.open(&host.named("localhost")).await;
            let before = page.js(STATE).await;
            page.enter_frame(FRAME).await;
            assert_eq!(page.text("#leave span").await, "Close this box", "which way out it is stands on it");
            page.click("[data-go=find]").await;
            page.click("[data-do=elsewhere]").await;
            page.close_frame().await;
            assert_eq!(page.js(STATE).await, before);
            page.client.back().await.unwrap();
            page.client.forward().await.unwrap();
            page.wait("return document.title === 'Shop'", "the host's page is there").await;
            page
        });
    }
}

#[test]
fn a_frame_keeps_its_shape_on_a_hostile_page_and_takes_neither_focus_nor_scroll() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let words = format!(
        "{HOSTILE}<div dir=rtl style='transform: scale(.99)'><input id=own autofocus><p style='height: 900px'>Bread \
         <help-finder screen=find needs='shelter legal' country=CA></help-finder></div>{}{}",
        loader(&site.address, "1.0.0"),
        loader(&site.address, "1.0.0")
    );
    let host = host(&site.address, OPEN, &words);
    each_engine(&Options::default(), async |page: Page| {
        page.open(&host.named("localhost")).await;
        page.enter_frame(FRAME).await;
        page.wait("return !!document.querySelector('.kinds')", "it begins where the host wants").await;
        let needs = "return [...document.querySelectorAll('.kind')].map(one => one.dataset.kind).join()";
        assert_eq!(page.js(needs).await, "any,shelter,legal");
        assert!(page.text(".danger .where").await.contains("Canada"));
        assert_eq!(page.js("return document.hasFocus() && document.activeElement !== document.body").await, false);
        page.leave_frame().await;
        assert_eq!(page.js("return scrollY + '|' + document.activeElement.id + '|' + window.mine").await, "0|own|true");
        let tall = "return document.querySelector('help-finder').shadowRoot.querySelector('iframe').offsetHeight";
        let before = page.js(tall).await;
        assert!(before.as_i64() > Some(400), "{}: {before}", page.engine.name());
        page.enter_frame(FRAME).await;
        page.js("document.querySelector('.back').click(); return true").await;
        page.leave_frame().await;
        // On a page that is zoomed, pixels are rounded.
        let after = page.js(tall).await.as_f64().unwrap();
        assert!((after - before.as_f64().unwrap()).abs() < 2.0, "{}: a height that tells", page.engine.name());
        page
    });
}

#[test]
fn the_whole_page_goes_where_the_host_or_the_person_says_so() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let to = &place.address;
    let words = format!("<help-finder exit=page exit-to={to}></help-finder>{}", loader(&site.address, "1.0.0"));
    let wants = host(&site.address, OPEN, &words);
    let lets = host(&site.address, OPEN, &words.replace("exit=page", ""));
    let before = Elsewhere::titled("Before", Answer::Page);
    each_engine(&Options::default(), async |page: Page| {
        for (host, chosen) in [(&wants, false), (&lets, true)] {
            page.open(&before.address).await;
            page.open(&host.named("localhost")).await;
            page.enter_frame(FRAME).await;
            if chosen {
                page.click("#whole").await;
            }
            assert_eq!(page.text("#leave span").await, "Leave this whole page");
            page.click("#leave").await;
            page.leave_frame().await;
            page.wait_for_address(to).await;
            page.client.back().await.unwrap();
            page.wait("return document.title === 'Before'", "Back does not find the page that was left").await;
        }
        page
    });
}

#[test]
fn keys_leave_with_focus_in_the_frame_and_in_the_page() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let host = host(
        &site.address,
        OPEN,
        &format!("<input id=own><help-finder></help-finder>{}", loader(&site.address, "1.0.0")),
    );
    let (escape, shift) = ('\u{e00c}', '\u{e008}');
    each_engine(&Options::default(), async |page: Page| {
        for (inside, keys) in
            [(true, [shift; 3].as_slice()), (false, &[shift; 3]), (true, &[escape; 2]), (false, &[escape; 2])]
        {
            page.open(&host.named("localhost")).await;
            page.enter_frame(FRAME).await;
            if inside {
                page.click("main h1").await;
            } else {
                page.leave_frame().await;
                page.click("#own").await;
            }
            page.press_and_go(keys).await;
            page.leave_frame().await;
            page.wait(GONE, "the frame is gone").await;
            assert_eq!(page.js("return document.title").await, "Shop");
        }
        // Who clicks with Shift does not ask to leave.
        page.open(&host.named("localhost")).await;
        page.enter_frame(FRAME).await;
        page.leave_frame().await;
        for _ in 0..4 {
            page.click("#own").await;
            page.press(&[shift]).await;
        }
        assert_eq!(page.js(GONE).await, false, "{}", page.engine.name());
        page
    });
}

#[test]
fn a_bare_frame_works_in_a_sandbox_and_empties_itself() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    for sandbox in ["", "sandbox='allow-scripts allow-same-origin'", OPAQUE] {
        let frame = format!("<iframe {sandbox} src={}embed/frame/es/ width=320 height=600></iframe>", site.address);
        let host = host(&site.address, OPEN, &frame);
        each_engine(&Options::default(), async |page: Page| {
            page.open(&host.named("localhost")).await;
            let before = page.js(STATE).await;
            let frame = "return document.querySelector('iframe')";
            // WebKit takes a page without an origin for a stranger to its own files: the lines and the exit are there.
            let whole = page.engine != Engine::WebKit || sandbox != OPAQUE;
            if whole {
                page.enter_frame(frame).await;
                page.click("[data-go=talk]").await;
                page.click(".back").await;
            } else {
                page.enter_page(frame).await;
                page.wait_to_read("En peligro").await;
            }
            assert_eq!(page.text("#leave span").await, "Cerrar este recuadro");
            page.click("#leave").await;
            page.leave_frame().await;
            page.enter_page(frame).await;
            page.wait("return document.body.innerText.trim() === ''", "nothing is left to see").await;
            page.leave_frame().await;
            assert_eq!(page.js(STATE).await, before);
            page
        });
    }
}

#[test]
fn behind_a_button_a_dialog_of_the_page_keeps_focus_and_gives_it_back() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let words = format!("<help-finder shape=button></help-finder>{}", loader(&site.address, "1.0.0"));
    let host = host(&site.address, STRICT, &words);
    each_engine(&Options::default(), async |page: Page| {
        page.open(&host.named("localhost")).await;
        let button = "document.querySelector('help-finder').shadowRoot.querySelector('.open')";
        page.wait("return !!document.querySelector('help-finder')?.shadowRoot?.querySelector('.open')", "a button")
            .await;
        assert_eq!(page.js(&format!("return {button}.innerText.trim()")).await, "Information", "it gives nothing away");
        let frames = "return document.querySelector('help-finder').shadowRoot.querySelectorAll('iframe').length";
        assert_eq!(page.js(frames).await, 0, "nothing is loaded before it is asked for");
        for _ in 0..2 {
            page.js(&format!("{button}.focus(); {button}.click(); return true")).await;
            page.enter_frame(FRAME).await;
            page.close_frame().await;
            let focused = format!("return document.querySelector('help-finder').shadowRoot.activeElement === {button}");
            page.wait(&focused, "focus is back on the button").await;
        }
        page
    });
}

#[test]
fn a_host_hears_nothing_of_what_a_person_does_and_strangers_are_not_heard() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let listens = "<script>window.heard = []; addEventListener('message', event => \
        heard.push(event.origin + ' ' + JSON.stringify(event.data)), true)</script>";
    let words = format!("{listens}<help-finder size=large></help-finder>{}", loader(&site.address, "1.0.0"));
    let host = host(&site.address, OPEN, &words);
    each_engine(&Options::default(), async |page: Page| {
        page.open(&host.named("localhost")).await;
        page.enter_frame(FRAME).await;
        for journey in [Journey::Talk, Journey::Find, Journey::Read] {
            journey.go(&page).await;
            page.js("document.querySelector('.first, .back')?.click(); return true").await;
            page.wait("return !!document.querySelector('[data-go=talk], .back')", "back again").await;
            while page.js("return !document.querySelector('[data-go=talk]')").await == true {
                page.click(".back").await;
            }
        }
        // Whatever is sent to the frame or to the loader by others does nothing.
        let junk = "const all = [null, 0, 'close', [], {}, { helpFinder: 1, type: 'close' }, { helpFinder: 1, type: 'leave' }, \
            { helpFinder: 1, type: {} }, { helpFinder: 2 }, new Uint8Array(9), { type: 'close' }]; \
            for (const one of all) { window.postMessage(one, '*'); TARGET }; return true";
        page.js(&junk.replace("TARGET", "")).await;
        page.leave_frame().await;
        let target = "document.querySelector('help-finder').shadowRoot.querySelector('iframe').contentWindow.postMessage(one, '*')";
        page.js(&junk.replace("TARGET", target)).await;
        page.enter_frame(FRAME).await;
        assert_eq!(page.text("#leave span").await, "Close this box");
        page.close_frame().await;
        let site = site.address.trim_end_matches('/');
        let ours = page.js(&format!("return heard.filter(one => one.startsWith('{site}')).join(' ')")).await;
        let word = |word: &str| format!("{site} {{\"helpFinder\":1,\"type\":\"{word}\"}}");
        assert_eq!(ours, format!("{} {}", word("ready"), word("close")), "{}", page.engine.name());
        page
    });
}

#[test]
fn two_come_late_are_taken_away_and_return() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let host = host(&site.address, OPEN, &format!("<main></main>{0}{0}", loader(&site.address, "1.0.0")));
    each_engine(&Options::default(), async |page: Page| {
        page.open(&host.named("localhost")).await;
        page.wait("return !!customElements.get('help-finder')", "the loader is there").await;
        let globals = "const fresh = document.createElement('iframe'); document.body.append(fresh); \
            const usual = new Set(Object.getOwnPropertyNames(fresh.contentWindow)); fresh.remove(); \
            return Object.getOwnPropertyNames(window).filter(one => !usual.has(one) && /help|finder/i.test(one)).length";
        assert_eq!(page.js(globals).await, 0);
        page.js("for (const language of ['en', 'es']) { const one = document.createElement('help-finder'); \
             document.querySelector('main').append(one); one.setAttribute('language', language) } return true")
            .await;
        let second = "return document.querySelectorAll('help-finder')[1]?.shadowRoot.querySelector('iframe')";
        page.enter_frame(second).await;
        page.wait_to_read("Buscar servicios").await;
        page.click("#leave").await;
        page.leave_frame().await;
        page.enter_frame(FRAME).await;
        page.wait_to_read("Find services").await;
        page.leave_frame().await;
        page.js("window.kept = document.querySelector('help-finder'); kept.remove(); return true").await;
        page.js("document.querySelector('main').append(kept); return true").await;
        page.enter_frame("return kept.shadowRoot.querySelector('iframe')").await;
        page.wait_to_read("Find services").await;
        page.leave_frame().await;
        page
    });
}

#[test]
fn a_theme_that_cannot_be_read_is_mended_and_one_that_can_is_kept() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let themed = |colours: &str| {
        host(
            &site.address,
            OPEN,
            &format!(
                "<style>help-finder {{ {colours} }}</style><help-finder></help-finder>{}",
                loader(&site.address, "1.0.0")
            ),
        )
    };
    let poor = themed("--help-finder-background: #777; --help-finder-text: #888; --help-finder-accent: gold");
    let good = themed(
        "--help-finder-background: rgb(0 0 40); --help-finder-text: #eee; --help-finder-accent: red; color: red",
    );
    let nonsense =
        themed("--help-finder-background: url(x); --help-finder-text: 12; --help-finder-accent: var(--nothing)");
    let contrast = "const light = (text) => { const [r, g, b] = text.match(/\\d+/g).slice(0, 3).map(one => one / 255) \
        .map(one => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b }; \
        const ratio = (one, other) => { const [a, b] = [light(one), light(other)].sort((a, b) => b - a); return (a + .05) / (b + .05) }; \
        const ground = (one) => { for (; one; one = one.parentElement) { const colour = getComputedStyle(one).backgroundColor; \
        if (!/rgba.*, 0\\)|transparent/.test(colour)) return colour } }; \
        return [...document.querySelectorAll('main h1, main p, .door b, .door small, .sos, .go, #leave, summary, a, .link')] \
        .filter(one => one.checkVisibility()).map(one => [ratio(getComputedStyle(one).color, ground(one)), one.outerHTML.slice(0, 80)]) \
        .filter(([one]) => !(one >= 4.49)).map(String).join('\\n')";
    each_engine(&Options::default(), async |page: Page| {
        for host in [&poor, &good, &nonsense] {
            page.open(&host.named("localhost")).await;
            page.enter_frame(FRAME).await;
            assert_eq!(page.js(contrast).await, "", "{}", page.engine.name());
            page.leave_frame().await;
        }
        page.open(&good.named("localhost")).await;
        page.enter_frame(FRAME).await;
        let paper = "return getComputedStyle(document.body).backgroundColor.replaceAll(' ', '')";
        assert_eq!(page.js(paper).await, "rgb(0,0,40)");
        page.leave_frame().await;
        page
    });
}

#[test]
fn where_the_frame_is_refused_the_link_in_the_element_is_there() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    let words = format!(
        "<help-finder><a href={}>Information</a></help-finder>{}",
        site.address,
        loader(&site.address, "1.0.0")
    );
    let host = host(&site.address, "default-src 'none'; script-src SITE; frame-src 'none'", &words);
    each_engine(&Options::default(), async |page: Page| {
        page.open(&host.named("localhost")).await;
        page.wait("return !!document.querySelector('help-finder')?.shadowRoot", "the loader ran").await;
        page.wait("return document.querySelector('help-finder a').checkVisibility()", "the link can be seen").await;
        page
    });
}

#[test]
fn nothing_on_the_page_moves_when_the_frame_comes_where_its_place_is_kept() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = site_for_frames(&place.address);
    // The line that the builder page gives for the host's style sheet.
    let keep =
        "<style>help-finder:not(:defined) { display: block; height: min(36rem, 90vh); overflow: hidden }</style>";
    let words = format!(
        "{keep}<script>window.moved = 0; new PerformanceObserver(list => {{ for (const one of list.getEntries()) \
         moved += one.value }}).observe({{ type: 'layout-shift', buffered: true }})</script>\
         <p>Bread<help-finder><a href=/>Information</a></help-finder><p>Cheese{}",
        loader(&site.address, "1.0.0").replace(" async", " defer")
    );
    let host = host(&site.address, OPEN, &words);
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open(&host.named("localhost")).await;
        page.enter_frame(FRAME).await;
        page.leave_frame().await;
        assert_eq!(page.js("return moved").await, 0);
        // What would be found.
        page.js("document.querySelector('p').style.height = '200px'; return true").await;
        page.wait("return moved > 0", "a page that moves is seen").await;
        page
    });
}
