//! `cargo xtask shots`: the README's pictures, of the release build in Chromium.

use std::path::Path;

use promises::{Engine, Options, Page, Site, in_engines};

async fn shoot(page: &Page, folder: &Path, name: &str) {
    // Let the last frame be drawn.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    std::fs::write(folder.join(name), page.picture().await).unwrap();
}

fn main() {
    let folder = std::env::args().nth(1).expect("a folder to write to");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap();
    let site = Site::whole();
    in_engines(&[Engine::Chromium], &Options::default(), async |page: Page| {
        page.open_app(&site.address).await;
        shoot(&page, folder, "first.png").await;
        page.click("[data-go=find]").await;
        page.type_into("input[type=search]", "boss took my passport").await;
        page.js("scrollTo(0, 0); return true").await;
        shoot(&page, folder, "find.png").await;
        page.click(".listed > .link").await;
        page.wait_to_read("How do we know?").await;
        shoot(&page, folder, "card.png").await;
        page.click(".first").await;
        page.click("[data-go=checkins]").await;
        page.click("[data-go=adult]").await;
        page.click("[data-answer=no]").await;
        page.wait_to_read("tricked or pushed").await;
        shoot(&page, folder, "question.png").await;
        page
    });
    let wide =
        Options { timezone: "America/Mexico_City", language: "es-MX", window: (1280, 800), ..Options::default() };
    in_engines(&[Engine::Chromium], &wide, async |page: Page| {
        page.open_app(&format!("{}es/", site.address)).await;
        shoot(&page, folder, "wide.png").await;
        page
    });
}
