//! `cargo xtask soak`: what takes hours. Each part adds a dated line to `tests/soak.md`, whatever came of it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::breaks::breaks;
use crate::build::cargo;
use crate::run::{Fallible, Steps, output, run};
use crate::{build, root, tools};

/// Any bytes, without harm: `tests/fuzz/`.
const TARGETS: [&str; 5] = ["directory", "import", "rooms", "text", "typed"];
/// What the fuzzer must see of a program; `cargo fuzz` says the same, but asks for a nightly compiler.
const SEEN: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Cdebug-assertions -Coverflow-checks";
/// The rules whose tests must notice a change: every mutant of these is tried.
const RULES: [&str; 6] = ["checkin/mod", "hours", "lines", "order", "place", "search/matching"];

/// Runs one part (`breaks`, `memory`, `monkey`, `frames`, `fuzz`, `fuzz-import` and the like, `mutants`) or all; `minutes` is how long each target is fuzzed.
///
/// # Errors
/// When something was found, or a tool is missing.
pub fn soak(part: Option<&str>, minutes: Option<&str>) -> Fallible {
    let minutes =
        minutes.map_or(Ok(10), |minutes| minutes.parse().map_err(|_| format!("{minutes:?} are no minutes")))?;
    let mut steps = Steps::new();
    let wanted = |name: &str| part.is_none_or(|part| part == name);
    let mut found = Vec::new();
    if wanted("breaks") {
        build::for_browsers(&mut steps)?;
        let outcome = breaks(&mut steps);
        note("breaks, each of one promise", &outcome.as_ref().map_or_else(ToString::to_string, Clone::clone))?;
        found.extend(outcome.err().map(|error| error.to_string()));
    }
    if wanted("memory") {
        let what = "the same journey many times over, in Chromium";
        found.extend(in_browser(&mut steps, "memory, 60 journeys", what, "wear", &[])?);
    }
    if wanted("monkey") {
        let what = "whatever is tapped, in Chromium";
        found.extend(in_browser(&mut steps, "monkey, with a fixed seed", what, "wear", &[&minutes.to_string()])?);
    }
    if wanted("frames") {
        let what = "any settings and messages, in Chromium";
        found.extend(in_browser(&mut steps, "fuzz frames", what, "frames", &[&minutes.to_string()])?);
    }
    let one = part.and_then(|part| part.strip_prefix("fuzz-"));
    if wanted("fuzz") || one.is_some() {
        found.extend(fuzz(&mut steps, one, minutes)?);
    }
    if wanted("mutants") {
        found.extend(mutants(&mut steps)?);
    }
    steps.summary();
    if found.is_empty() { Ok(()) } else { Err(found.join("\n").into()) }
}

/// Adds a line to the dated results.
fn note(what: &str, outcome: &str) -> Fallible {
    let file = root().join("tests/soak.md");
    let mut text = fs::read_to_string(&file)?;
    let date = output(Command::new("date").arg("+%Y-%m-%d")).unwrap_or_default();
    let commit = output(Command::new("git").current_dir(root()).args(["rev-parse", "--short", "HEAD"]));
    text.push_str(&format!("| {date} | {} | {what} | {outcome} |\n", commit.unwrap_or_default()));
    Ok(fs::write(file, text)?)
}

/// A program of `tests/` with its arguments, and the line that it prints.
fn in_browser(
    steps: &mut Steps,
    name: &str,
    what: &str,
    program: &str,
    arguments: &[&str],
) -> Fallible<Option<String>> {
    build::for_browsers(steps)?;
    steps.step(what, || {
        let done =
            cargo().args(["run", "-q", "-p", "promises", "--bin"]).arg(program).arg("--").args(arguments).output()?;
        let [said, failed] = [done.stdout, done.stderr].map(|text| String::from_utf8_lossy(&text).trim().to_owned());
        note(
            name,
            if done.status.success() {
                &said
            } else {
                failed.lines().find(|line| line.starts_with("seed") || line.contains(": ")).unwrap_or("ended early")
            },
        )?;
        Ok((!done.status.success()).then_some(failed))
    })
}

fn fuzz(steps: &mut Steps, one: Option<&str>, minutes: u64) -> Fallible<Vec<String>> {
    let host = output(Command::new("rustc").arg("--print=host-tuple")).ok_or("rustc names no host")?;
    let folder = root().join("target/fuzz");
    steps.step("build the fuzzers", || {
        let mut command = cargo();
        command.args(["build", "-q", "--release", "-p", "fuzz", "--target", &host, "--target-dir"]).arg(&folder);
        command.args(["--config", "profile.release.opt-level=2", "--config", "profile.release.lto='off'"]);
        command.args(["--config", "profile.release.codegen-units=16"]);
        run(command.env("RUSTFLAGS", SEEN))
    })?;
    // A real pack to begin with, without the header that the fuzzer writes itself.
    build::dist(steps)?;
    let mut found = Vec::new();
    for target in TARGETS.into_iter().filter(|target| one.is_none_or(|one| one == *target)) {
        let corpus = folder.join("corpus").join(target);
        fs::create_dir_all(&corpus)?;
        for (at, pack) in packs(target)?.iter().enumerate() {
            let bytes = fs::read(pack)?;
            fs::write(corpus.join(format!("seed-{at}")), bytes.get(12..).unwrap_or_default())?;
        }
        if let Ok(seeds) = fs::read_dir(root().join("tests/fuzz/seeds").join(target)) {
            for seed in seeds.flatten() {
                fs::copy(seed.path(), corpus.join(seed.file_name()))?;
            }
        }
        let outcome = steps.step(&format!("fuzz {target}, {minutes} minutes"), || {
            let mut command = Command::new(folder.join(&host).join("release").join(target));
            command.arg(format!("-max_total_time={}", minutes * 60)).args(["-timeout=10", "-max_len=200000"]);
            command.arg(format!("-artifact_prefix={}/", folder.display())).arg(&corpus);
            Ok(command.output()?)
        })?;
        let said = String::from_utf8_lossy(&outcome.stderr).into_owned();
        let last = said.lines().rev().find(|line| line.starts_with("Done") || line.contains("Test unit written"));
        let last = last.unwrap_or("ended early").to_owned();
        note(&format!("fuzz {target}"), &last)?;
        if !outcome.status.success() {
            found.push(format!("fuzz {target}: {last}"));
        }
    }
    Ok(found)
}

/// The packs that a target reads.
fn packs(target: &str) -> Fallible<Vec<PathBuf>> {
    let kind = target.as_bytes().first().copied();
    let mut packs = Vec::new();
    for entry in fs::read_dir(root().join("dist"))?.flatten() {
        let path = entry.path();
        // The third byte of a pack says what it carries.
        if path.extension().is_some_and(|ending| ending == "bin") && fs::read(&path)?.get(2).copied() == kind {
            packs.push(path);
        }
    }
    Ok(packs)
}

fn mutants(steps: &mut Steps) -> Fallible<Option<String>> {
    tools::for_mutants(steps)?;
    steps.step("mutants", || {
        let mut command = cargo();
        command.args(["mutants", "-p", "sidedoor-core", "--features", "host", "--timeout", "60", "--jobs", "2"]);
        for rule in RULES {
            command.args(["--file", &format!("src/core/src/{rule}.rs")]);
        }
        command.args(["--output", "target/mutants", "--colors", "never"]);
        let done = command.output()?;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        let last = said.lines().rev().find(|line| line.contains("mutants tested")).unwrap_or("ended early").to_owned();
        note(&format!("mutants of {}", RULES.join(", ")), &last)?;
        let missed: Vec<&str> = said.lines().filter(|line| line.starts_with("MISSED")).collect();
        Ok((!missed.is_empty() || !last.contains("tested")).then(|| format!("{last}\n{}", missed.join("\n"))))
    })
}
