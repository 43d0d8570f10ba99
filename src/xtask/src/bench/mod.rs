//! `cargo xtask bench`: every figure that an issue asks for, as ratios taken in one run. Nothing here is
//! asserted: machines are shared and noisy.

mod chart;
mod frameworks;
mod import;
mod languages;
mod records;
mod scale;
mod weight;
mod workbench;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Fallible, Steps, output, run};
use crate::{build, grade, root, tools};

/// What search is compared with.
const ENGINES: [&str; 4] = ["minisearch@7.2.0", "flexsearch@0.8.212", "fuse.js@7.5.0", "lunr@2.3.9"];
/// Whose exit ours is compared with.
const GOVUK: &str = "6.6.0";
/// How many records.
const SIZES: [usize; 2] = [4_000, 50_000];

/// Runs one part (`weight`, `languages`, `words`, `scale`, `import`, `search`, `paint`, `grown`, `leave`, `import`, `workbench`) or all, and writes `BENCH.md` from what
/// it saw; `charts` draws that again.
///
/// # Errors
/// Of the step that fails.
pub fn bench(part: Option<&str>) -> Fallible {
    if part == Some("charts") {
        return chart::draw(&fs::read_to_string(root().join("BENCH.md"))?);
    }
    let mut steps = Steps::new();
    let wanted = |name: &str| part.is_none_or(|part| part == name);
    let mut said = Vec::new();
    // These need neither a site nor a browser.
    if !matches!(part, Some("import" | "scale")) {
        build::for_browsers(&mut steps)?;
    }
    if wanted("weight") {
        said.push(weight::table()?);
    }
    if wanted("languages") {
        said.push(languages::table(&mut steps)?);
    }
    if wanted("words") {
        said.push(grade::table(&mut steps)?);
    }
    if wanted("scale") {
        said.push(scale::table(&mut steps)?);
    }
    if wanted("search") {
        said.push(search(&mut steps)?);
    }
    if wanted("paint") {
        said.push(paint(&mut steps)?);
    }
    if wanted("grown") {
        let sites = scale::sites(&mut steps)?;
        said.push(steps.step("ever more services, on an emulated slow phone", || {
            output(build::cargo().args(["run", "-q", "-p", "promises", "--bin", "grown", "--"]).args(&sites))
                .ok_or_else(|| "grown failed".into())
        })?);
    }
    if wanted("leave") {
        said.push(leave(&mut steps)?);
    }
    if wanted("import") {
        said.push(import::table(&mut steps)?);
    }
    if wanted("workbench") {
        said.push(workbench::table(&mut steps)?);
    }
    let table = format!("# Measured\n\n`cargo xtask bench`, {}\n\n{}", where_and_when(), said.join("\n"));
    println!("{table}");
    if part.is_none() {
        chart::draw(&table)?;
        fs::write(root().join("BENCH.md"), table)?;
    }
    steps.summary();
    Ok(())
}

fn where_and_when() -> String {
    let date = output(Command::new("date").arg("+%-d %B %Y")).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let node = output(Command::new("node").arg("--version")).unwrap_or_default();
    let chromium = output(Command::new("chromium").arg("--version")).unwrap_or_default();
    format!("{date}, {cores} shared cores, Node {node}, {chromium}.")
}

fn work() -> PathBuf {
    root().join("target/bench")
}

/// Search beside others, in Node, in one run.
fn search(steps: &mut Steps) -> Fallible<String> {
    fs::create_dir_all(work())?;
    tools::npm_install(steps, &ENGINES.map(str::to_owned))?;
    steps.step("build the search for Node", || {
        run(build::cargo().args(["build", "-q", "--release", "-p", "speed", "--target", build::WASM]))?;
        let module = root().join("target/wasm32-unknown-unknown/release/speed.wasm");
        run(Command::new("wasm-bindgen").args(["--target", "nodejs", "--out-dir"]).arg(work()).arg(module))
    })?;
    steps.step("write the records", || {
        records::shipped(&work(), &build::resources()?)?;
        for size in SIZES {
            records::generated(&work(), size, &build::resources()?)?;
        }
        Ok(())
    })?;
    steps.step("search, ours and others, in Node", || {
        let script = root().join("src/xtask/src/bench/search.mjs");
        let queries = root().join("tests/data/queries.json");
        let modules = tools::npm_module("");
        let mut node = Command::new("node");
        node.arg("--max-old-space-size=8192").arg(script).arg(work()).arg(queries).arg(modules);
        output(&mut node).ok_or_else(|| "search.mjs failed".into())
    })
}

/// First paint and keystrokes on an emulated slow phone.
fn paint(steps: &mut Steps) -> Fallible<String> {
    let others = frameworks::sites(steps)?;
    steps.step("paint, on an emulated slow phone", || {
        let mut paint = build::cargo();
        paint.args(["run", "-q", "-p", "promises", "--bin", "paint", "--"]);
        output(paint.args(others.iter().flat_map(|(name, folder)| [name.to_string(), folder.display().to_string()])))
            .ok_or_else(|| "paint failed".into())
    })
}

/// Leaving, beside the component that government sites use.
fn leave(steps: &mut Steps) -> Fallible<String> {
    tools::npm_install(steps, &[format!("govuk-frontend@{GOVUK}")])?;
    let module = tools::npm_module("govuk-frontend");
    steps.step("leaving, ours and govuk-frontend", || {
        output(build::cargo().args(["run", "-q", "-p", "promises", "--bin", "leave", "--"]).arg(&module))
            .ok_or_else(|| "leave failed".into())
    })
}

/// The size of a file.
fn size(path: &Path) -> Fallible<u64> {
    Ok(fs::metadata(path)?.len())
}
