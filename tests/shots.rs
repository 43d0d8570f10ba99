//! `cargo xtask shots`: the README's pictures, and one of every screen in four languages, at three widths, in the light and in
//! the dark, of the release build in Chromium. What looks otherwise than the last time is shown beside what it was.

use std::fs;
use std::path::Path;

use promises::{Engine, Options, Page, Site, in_engines, side_by_side, tour};

/// The folders of four languages: Latin letters, the longest words, from right to left, no spaces.
const LANGUAGES: [&str; 4] = ["", "ru/", "ar/", "zh-Hans/"];
const WINDOWS: [(u32, u32); 3] = [(320, 568), (360, 740), (1280, 800)];

async fn shoot(page: &Page, folder: &Path, name: &str) {
    // Let the last frame be drawn.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    fs::write(folder.join(name), page.picture().await).unwrap();
}

fn main() {
    let folders: Vec<String> = std::env::args().skip(1).collect();
    let [readme, all] = folders.as_slice() else { panic!("two folders to write to") };
    let (readme, all) = (Path::new(readme), Path::new(all));
    fs::create_dir_all(readme).unwrap();
    let site = Site::whole();
    for_readme(&site, readme);
    let (now, before) = (all.join("now"), all.join("before"));
    let _ = fs::remove_dir_all(&before);
    let _ = fs::rename(&now, &before);
    fs::create_dir_all(&now).unwrap();
    for language in LANGUAGES {
        for window in WINDOWS {
            for dark in [false, true] {
                every_screen(&site, language, window, dark, &now);
            }
        }
    }
    changes(&now, &before, &all.join("changed"));
}

/// Every screen, as long as it is.
fn every_screen(site: &Site, language: &str, window: (u32, u32), dark: bool, folder: &Path) {
    let longest = std::time::Duration::from_mins(5);
    let options = Options { window, dark, longest, ..Options::default() };
    in_engines(&[Engine::Chromium], &options, async |page: Page| {
        page.open_app(&format!("{}{language}", site.address)).await;
        tour(&page, async |stop| {
            let tag = if language.is_empty() { "en" } else { language.trim_end_matches('/') };
            let theme = if dark { "dark" } else { "light" };
            fs::write(folder.join(format!("{}-{tag}-{}-{theme}.png", stop.name, window.0)), page.long_picture().await)
                .unwrap();
        })
        .await;
        page
    });
}

/// What looks otherwise than before, beside what it was.
fn changes(now: &Path, before: &Path, changed: &Path) {
    let _ = fs::remove_dir_all(changed);
    fs::create_dir_all(changed).unwrap();
    let mut count = 0;
    for entry in fs::read_dir(now).unwrap().flatten() {
        let new = fs::read(entry.path()).unwrap();
        let Ok(old) = fs::read(before.join(entry.file_name())) else { continue };
        if let Some(picture) = side_by_side(&old, &new) {
            fs::write(changed.join(entry.file_name()), picture).unwrap();
            count += 1;
        }
    }
    println!("{count} screens look otherwise than before: {}", changed.display());
}

fn for_readme(site: &Site, folder: &Path) {
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
