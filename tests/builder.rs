//! What the builder page gives to paste works as it says.

use promises::{Answer, Elsewhere, Engine, Options, Page, Site, each_engine, in_engines};

const FRAME: &str = "return document.querySelector('help-finder, #preview')?.shadowRoot?.querySelector('iframe')";

fn value(id: &str) -> String {
    format!("return document.querySelector('#{id}').value")
}

async fn given(page: &Page, id: &str) -> String {
    page.js(&value(id)).await.as_str().unwrap().to_owned()
}

async fn choose(page: &Page, what: &str) {
    let set = format!(
        "{what}; for (const kind of ['input', 'change']) document.querySelector('#choices').dispatchEvent(new Event(kind)); return true"
    );
    page.js(&set).await;
}

#[test]
fn the_line_opens_what_was_chosen_under_the_policy_beside_it() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = Site::framed_by("http://localhost:*", &place.address);
    each_engine(&Options::default(), async |page: Page| {
        page.open(&format!("{}embed/", site.address)).await;
        page.enter_frame(FRAME).await;
        page.wait_to_read("Find services").await;
        page.leave_frame().await;
        choose(
            &page,
            "const form = document.querySelector('#choices'); form.language.value = 'es'; form.country.value = 'CA'; \
             form.screen.value = 'find'; form.querySelector('[value=shelter]').checked = true; form.exit.value = 'page'; \
             form.label.value = 'Más <b> \"información\"'",
        )
        .await;
        page.enter_frame(FRAME).await;
        page.wait_to_read("Canadá").await;
        page.leave_frame().await;
        let (line, policy) = (given(&page, "line").await, given(&page, "policy").await);
        assert!(line.contains("integrity=\"sha384-") && line.contains("exit-to=\"https://"), "{line}");
        let strict = format!("default-src 'none'; {policy}; require-trusted-types-for 'script'; trusted-types 'none'");
        let headers = format!("Content-Type: text/html; charset=utf-8\r\nContent-Security-Policy: {strict}\r\n");
        let words = format!("<!DOCTYPE html><html lang=en><title>Shop</title>{line}");
        let host = Elsewhere::serving(vec![("/", headers.leak(), words.into_bytes())]);
        page.open(&host.named("localhost")).await;
        page.enter_frame(FRAME).await;
        page.wait("return !!document.querySelector('.kinds')", "it begins where it was chosen").await;
        assert!(page.text(".danger .where").await.contains("Canadá"));
        assert_eq!(page.text("#leave span").await, "Salir de toda la página");
        page.leave_frame().await;
        let title = "return document.querySelector('help-finder').shadowRoot.querySelector('iframe').title";
        assert_eq!(page.js(title).await, "Más <b> \"información\"");

        page.open(&format!("{}embed/", site.address)).await;
        let bare = given(&page, "bare").await;
        let words = format!("<!DOCTYPE html><html lang=en><title>Shop</title>{bare}");
        let headers = format!("Content-Type: text/html; charset=utf-8\r\nContent-Security-Policy: {strict}\r\n");
        let host = Elsewhere::serving(vec![("/", headers.leak(), words.into_bytes())]);
        page.open(&host.named("localhost")).await;
        page.enter_frame("return document.querySelector('iframe')").await;
        page.click("[data-go=talk]").await;
        page.leave_frame().await;
        page
    });
}

#[test]
fn leaving_is_tried_out_without_losing_what_was_chosen() {
    let place = Elsewhere::titled("Elsewhere", Answer::Page);
    let site = Site::framed_by("http://localhost:*", &place.address);
    in_engines(&[Engine::Chromium, Engine::Firefox], &Options::default(), async |page: Page| {
        page.open(&format!("{}embed/", site.address)).await;
        for (exit, said) in [("", "your page would stay"), ("page", "Your page would now go to https://")] {
            choose(&page, &format!("document.querySelector('#choices').exit.value = '{exit}'")).await;
            page.enter_frame(FRAME).await;
            // A driver of Chromium misses what is fixed in a frame of the same site that was scrolled to; a mouse does not.
            page.js("setTimeout(() => document.querySelector('#leave').click()); return true").await;
            page.leave_frame().await;
            page.wait(&format!("return document.querySelector('#left').textContent.includes('{said}')"), said).await;
            assert_eq!(page.js("return document.querySelector('#choices').exit.value").await, exit);
            page.click("#again").await;
            page.wait(&FRAME.replace("return ", "return !!"), "it is there again").await;
        }
        page
    });
}

#[test]
fn it_fits_a_phone_and_asks_for_nothing_that_its_policy_refuses() {
    let site = Site::whole();
    let options = Options { window: (360, 740), ..Options::default() };
    each_engine(&options, async |page: Page| {
        page.open(&format!("{}embed/", site.address)).await;
        page.wait(&FRAME.replace("return ", "return !!"), "the box is there").await;
        page.js("document.querySelector('details').open = true; document.querySelector('#own').click(); return true")
            .await;
        assert_eq!(page.js("return document.documentElement.scrollWidth <= innerWidth").await, true);
        let small = "return [...document.querySelectorAll('button, select, input:not([type=radio], [type=checkbox]), label:has(input)')] \
            .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 24).map(one => one.outerHTML.slice(0, 80)).join()";
        assert_eq!(page.js(small).await, "", "targets of 24 pixels");
        page
    });
}
