//! `cargo xtask …`: what a contributor runs.

mod bench;
mod breaks;
mod budget;
mod build;
mod cases;
mod deny;
mod docs;
mod grade;
mod interchange;
mod licences;
mod matrix;
mod pseudo;
mod release;
mod run;
mod shrink;
mod soak;
mod test;
mod tools;
mod twice;
mod windows;
mod workbench;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use run::{Fallible, Steps};

const USAGE: &str = "cargo xtask COMMAND
  serve [PORT]   builds the release site and serves it on this machine, with the production headers
  release        puts the folder together that organisations download, into target/release-site/
  dist           builds the release site into dist/
  dist --twice   builds it once more elsewhere, for somebody else, and compares every byte
  check          reads resources/ and says what must not ship, and what was to be reviewed by now
  cases FILE     holds the published screening rules against a file of cases
  schema         writes resources/schema/ anew from the types
  test           everything that must hold at every stop: formatting, clippy, native, in a browser, three engines
  test --all [MINUTES]  the full matrix: every engine and window, in pieces; goes on where it was broken off
  soak [PART] [MINUTES]  breaks, memory, frames, fuzz, mutants: what takes long; adds a dated line to tests/soak.md
  bench [PART]   weight, languages, words, scale, search, paint, leave: every figure as ratios of one run; all of them write BENCH.md
  trace          writes tests/trace.md: what of us is left on the disk, a table a browser
  pseudo         builds the site in two languages that nobody speaks, for the layout tests, into target/pseudo
  shots          makes the README's pictures anew, and one of every screen in target/shots
  workbench      builds the page on which an organisation makes its own site, into target/workbench/
  finish         (Trunk's hook) optimises, packs and draws into Trunk's staging folder";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let argument = |at: usize| arguments.get(at).map(String::as_str);
    if argument(0) == Some("cases") {
        return cases::cases(argument(1));
    }
    let outcome = match argument(0) {
        Some("serve") => serve(argument(1)),
        Some("release") => release::write(),
        Some("dist") if argument(1) == Some("--twice") => twice::twice(),
        Some("dist") => build::dist(&mut Steps::new()),
        Some("check") => check(),
        Some("schema") => build::write_schemas(),
        Some("test") => test::test(argument(1), argument(2)),
        Some("soak") => soak::soak(argument(1), argument(2)),
        Some("pseudo") => pseudo::site(),
        Some("shots") => shots(),
        Some("trace") => trace(),
        Some("bench") => bench::bench(argument(1)),
        Some("workbench") => made_workbench(),
        Some("finish") => build::finish(),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the whole project, wherever this was called from.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// What must not ship, and what was to be reviewed by now.
fn check() -> Fallible {
    let resources = build::resources()?;
    println!("resources/: nothing to mend");
    for late in resources.overdue(&sidedoor_kit::today()) {
        println!("{late}");
    }
    Ok(())
}

/// The trace report, of the release build in the browsers of this machine.
fn trace() -> Fallible {
    let mut steps = Steps::new();
    build::for_browsers(&mut steps)?;
    let report = steps.step("every journey, and then every file", || {
        run::output(build::cargo().args(["run", "-q", "-p", "promises", "--bin", "trace"]))
            .ok_or_else(|| "trace failed".into())
    })?;
    Ok(std::fs::write(root().join("tests/trace.md"), report + "\n")?)
}

/// The README's pictures, of the release build.
fn shots() -> Fallible {
    let mut steps = Steps::new();
    build::for_browsers(&mut steps)?;
    steps.step("pictures", || {
        run::run(build::cargo().args([
            "run",
            "-q",
            "-p",
            "promises",
            "--bin",
            "shots",
            "--",
            "resources/pictures",
            "target/shots",
        ]))
    })
}

/// Builds the workbench, and says where it is.
fn made_workbench() -> Fallible {
    let mut steps = Steps::new();
    build::dist(&mut steps)?;
    workbench::build(&mut steps)?;
    steps.summary();
    println!("\n  {}", root().join(workbench::WORKBENCH).join("index.html").display());
    Ok(())
}

fn serve(port: Option<&str>) -> Fallible {
    let port = port.map_or(Ok(8080), |port| port.parse().map_err(|_| format!("{port:?} is no port")))?;
    let mut steps = Steps::new();
    build::dist(&mut steps)?;
    let running = sidedoor_kit::serve::serve(&root().join("dist"), ([127, 0, 0, 1], port).into())?;
    steps.summary();
    println!("\n  http://{}/   (Ctrl+C ends it)", running.address);
    running.until_ended();
    Ok(())
}
