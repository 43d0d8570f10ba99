//! The workbench beside the program: 5,000 services read, checked and packed in a page and by the binary, in one run.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use serde_json::Value;
use sidedoor_core::files::below;
use sidedoor_kit::archive;
use sidedoor_kit::site::compressed;

use super::{import, size, work};
use crate::build::{APP, cargo, flags};
use crate::root;
use crate::run::{Fallible, Steps, output, run};
use crate::workbench::WORKBENCH;

/// Runs of the import, of which the median counts; a site of so many takes long enough by itself.
const RUNS: usize = 3;

/// Milliseconds of a command, which may end with remarks; `cores` are those that it may use.
fn timed(cores: &str, runs: usize, (program, words): (&Path, &[&str]), fresh: &Path) -> Fallible<f64> {
    let mut all = Vec::new();
    for _ in 0..runs {
        let _ = fs::remove_dir_all(fresh);
        let begun = Instant::now();
        let done = Command::new("taskset").args(["-c", cores]).arg(program).args(words).output()?;
        all.push(begun.elapsed().as_secs_f64() * 1000.0);
        if done.status.code().is_none_or(|code| code > 1) {
            return Err(format!("{words:?}: {}", String::from_utf8_lossy(&done.stderr)).into());
        }
    }
    all.sort_by(f64::total_cmp);
    all.get(runs / 2).copied().ok_or_else(|| "no run".into())
}

/// The table.
///
/// # Errors
/// Of the step that fails.
pub fn table(steps: &mut Steps) -> Fallible<String> {
    let (package, place) = (work().join("package"), work().join("desk"));
    let _ = fs::remove_dir_all(&place);
    let release = place.join("release");
    steps.step("build the program", || {
        run(cargo().args(["build", "-q", "-p", "sidedoor-kit", "--profile", "host"]).env("RUSTFLAGS", flags()))
    })?;
    steps.step("write a package, and a release", || {
        import::generate(&package)?;
        fs::create_dir_all(&place)?;
        fs::write(place.join("package.zip"), archive::packed(&below(&package)?)?)?;
        let app = sidedoor_kit::site::App::of(&below(&root().join(APP))?)?;
        let files = sidedoor_kit::workbench::release(&app, &below(&root().join("resources"))?, "2026-12");
        Ok(sidedoor_core::files::write(&files, &release)?)
    })?;
    let program = root().join("target/host/sidedoor");
    let text = |path: &Path| path.display().to_string();
    let (zip, mine, site) = (text(&place.join("package.zip")), place.join("mine"), place.join("site"));
    let (mine_text, site_text, release) = (text(&mine), text(&site), text(&release));
    let words = ["import", &zip, "--out", &mine_text, "--source", "https://harbour.example.org"];
    let build = ["build", "--release", &release, "--with", &mine_text, "--out", &site_text];
    let native = steps.step("by the program", || {
        let mut all = Vec::new();
        for cores in ["0,1", "0"] {
            let read = timed(cores, RUNS, (&program, &words), &mine)?;
            all.push((read, timed(cores, 1, (&program, &build), &site)?));
        }
        Ok(all)
    })?;
    let page: Value = steps.step("in the page", || {
        let mut desk = cargo();
        desk.args(["run", "-q", "-p", "promises", "--bin", "desk", "--", &zip]);
        let said = output(&mut desk).ok_or("desk failed")?;
        Ok(serde_json::from_str(&said)?)
    })?;
    let number = |name: &str| page.get(name).and_then(Value::as_f64).unwrap_or_default();
    let two = native.first().copied().unwrap_or_default();
    let one = native.get(1).copied().unwrap_or_default();
    let row = |what: &str, page: f64, two: f64, one: f64| {
        format!(
            "| {what} | {page:.0} ms | {two:.0} ms | {one:.0} ms | {:.1} | {:.1} |\n",
            page / two.max(1.0),
            page / one.max(1.0)
        )
    };
    let data = fs::read(root().join(WORKBENCH).join("data.js"))?;
    let (read, packed) = (number("read"), number("site"));
    Ok(format!(
        "## The workbench: 5,000 services in a page (Chromium, one core in a worker) and by the program\n\n\
         | what | page | program, two cores | program, one core | times two (at most 4) | times one |\n\
         | --- | --- | --- | --- | --- | --- |\n{}{}{}\nMost memory of WebAssembly: {:.0} MB reading, {:.0} MB packing. Checking alone: \
         {:.0} ms. The page itself: {:.1} MB, {:.1} MB after Brotli; it is opened from a disk.\n",
        row("read", read, two.0, one.0),
        row("check, draw and pack", packed, two.1, one.1),
        row("all of it", read + packed, two.0 + two.1, one.0 + one.1),
        number("read_memory") / 1e6,
        number("site_memory") / 1e6,
        number("check"),
        f64::from(u32::try_from(size(&root().join(WORKBENCH).join("data.js"))?)?) / 1e6,
        f64::from(u32::try_from(compressed(&data)?.len())?) / 1e6,
    ))
}
