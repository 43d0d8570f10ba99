//! Everything that must hold at every stop.

use sidedoor_core::files::below;
use sidedoor_core::text::source::{CODED, function, read_all, variant};

use crate::build::{WASM, cargo};
use crate::run::{Fallible, Steps, run};
use crate::{budget, build, deny, docs, grade, interchange, matrix, root, tools, windows};

/// What is built for the host: everything but the app, and the fuzzers, which want a C++ compiler.
const HOST: [&str; 16] = [
    "-p",
    "sidedoor-core",
    "-p",
    "sidedoor-screens",
    "-p",
    "sidedoor-kit",
    "-p",
    "sidedoor-import",
    "-p",
    "sidedoor-workbench",
    "-p",
    "xtask",
    "-p",
    "speed",
    "-p",
    "promises",
];
/// What is built for the browser.
const APP: [&str; 6] = ["-p", "sidedoor-app", "-p", "wasm-streams", "--target", WASM];

/// Runs everything, or one part: `quick` (no browser), `app` (in a browser, from inside), `browsers`, `interchange`
/// (others read our export), `docs` (every command in them), `windows` (the program for Windows, under wine); `--all` is the full matrix, of which nothing is begun after so many minutes.
///
/// # Errors
/// Of the first part that fails, by name.
pub fn test(part: Option<&str>, minutes: Option<&str>) -> Fallible {
    if part == Some("--all") {
        let no_minutes = |minutes| move |_| format!("{minutes:?} are no minutes");
        return matrix::all(minutes.map(|minutes| minutes.parse().map_err(no_minutes(minutes))).transpose()?);
    }
    if part == Some("interchange") {
        return interchange::holds(&mut Steps::new());
    }
    if part == Some("windows") {
        let mut steps = Steps::new();
        build::dist(&mut steps)?;
        return windows::holds(&mut steps);
    }
    if part == Some("docs") {
        return docs::hold(&mut Steps::new());
    }
    let mut steps = Steps::new();
    tools::for_testing(&mut steps)?;
    let wanted = |name: &str| part.is_none_or(|part| part == name);
    if wanted("quick") {
        quick(&mut steps)?;
    }
    if wanted("app") {
        steps.step("test the app from inside, in Chromium", app)?;
    }
    if wanted("browsers") {
        build::for_browsers(&mut steps)?;
        beside(&mut steps)?;
        matrix::on_a_phone(&mut steps)?;
    }
    steps.summary();
    Ok(())
}

/// What needs the built site and no browser.
pub fn beside(steps: &mut Steps) -> Fallible {
    steps.step("every part within its budget", budget::holds)?;
    docs::hold(steps)
}

pub fn quick(steps: &mut Steps) -> Fallible {
    steps.step("formatting", || run(cargo().args(["fmt", "--all", "--check"])))?;
    steps.step("every sentence is used", sentences_are_used)?;
    steps.step("licences, sources and bans of what is built in", deny::holds)?;
    if tools::find("npm").is_some() {
        grade::table(steps)?;
    }
    steps.step("clippy, host", || {
        run(cargo().args(["clippy", "-q", "--all-targets"]).args(HOST).args(["--", "-D", "warnings"]))
    })?;
    steps.step("clippy, app", || {
        run(cargo().args(["clippy", "-q", "--all-targets"]).args(APP).args(["--", "-D", "warnings"]))
    })?;
    steps.step("clippy, the workbench, with what a browser can have of the kit", || {
        let kit = ["clippy", "-q", "-p", "sidedoor-workbench", "--target", WASM];
        run(cargo().args(kit).args(["--", "-D", "warnings"]))
    })?;
    steps.step("API docs, without a warning", || {
        run(cargo().args(["doc", "-q", "--no-deps"]).args(HOST).env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    steps.step("native tests", || {
        run(cargo().args([
            "test",
            "-p",
            "sidedoor-core",
            "-p",
            "sidedoor-screens",
            "-p",
            "sidedoor-kit",
            "-p",
            "sidedoor-import",
            "-p",
            "sidedoor-workbench",
            "-p",
            "xtask",
        ]))
    })?;
    interchange::holds(steps)
}

/// `wasm-bindgen-test` in a headless browser.
pub fn app() -> Fallible {
    let mut command = cargo();
    command
        .args(["test"])
        .args(APP)
        .env("CHROMEDRIVER", "/usr/bin/chromedriver")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    if let Some(driver) = tools::find("chromedriver") {
        command.env("CHROMEDRIVER", driver);
    }
    run(&mut command)
}

/// A sentence that no screen shows is one that twelve translators work on for nothing.
fn sentences_are_used() -> Fallible {
    let languages = read_all(&below(&root().join("resources/text"))?, "")?;
    let language = languages.first().ok_or("no language")?;
    let mut source = String::new();
    for folder in ["src/screens/src", "src/app/src", "src/kit/src"] {
        read_rust(&root().join(folder), &mut source)?;
    }
    let used = |key: &str| {
        let group = key.split('.').next().unwrap_or("");
        let plain = format!("Key::{}", variant(key));
        let filled = format!("say::{}", function(key));
        CODED.contains(&group)
            || source.split(&plain).skip(1).any(|after| !after.starts_with(|next: char| next.is_alphanumeric()))
            || source
                .split(&filled)
                .skip(1)
                .any(|after| !after.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
    };
    let unused: Vec<&str> = language.sentences.keys().map(String::as_str).filter(|key| !used(key)).collect();
    if unused.is_empty() { Ok(()) } else { Err(format!("shown on no screen: {}", unused.join(", ")).into()) }
}

fn read_rust(folder: &std::path::Path, into: &mut String) -> Fallible {
    for entry in std::fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_rust(&path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&std::fs::read_to_string(path)?);
        }
    }
    Ok(())
}
