//! The promises in pieces: a promise in an engine, in a window. As many go at a time as there are cores, since a browser
//! waits more than it works. `cargo xtask test --all` takes every window, and what was kept for these very files is not
//! done again, so that a run that was broken off, one that was given so many minutes, or one with a mended promise, goes on
//! where it was.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::build::cargo;
use crate::run::{Fallible, Steps, output, run};
use crate::{build, root, test, tools, windows};

const A_PHONE: &str = "360x740";
const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];
/// How many pieces may be tried once more: with more, it is not the machine.
const FEW: usize = 3;
/// What must hold whoever serves the site, and the servers that there are recipes for.
const PROOFS: [&str; 5] = ["nothing_leaves", "nothing_stays", "leaving_works", "one_address", "no_leak_by_the_side"];
const SERVERS: [&str; 3] = ["nginx", "caddy", "apache"];
/// Of those, what goes at every stop: each server, each engine once.
const ONCE: [(&str, &str, &str); 3] = [
    ("nothing_leaves", "chromium", "nginx"),
    ("nothing_leaves", "firefox", "caddy"),
    ("one_address", "webkit", "apache"),
];
/// Beside the phone's, which is the tests' own: a small phone's and a desk's.
const OTHER_WINDOWS: [&str; 2] = ["320x568", "1280x800"];
/// What is the same in any window: lines, disks, files, paper, servers, or windows of its own.
const UNSEEN: [&str; 14] = [
    "bad_input",
    "faults",
    "first_bytes",
    "hosting",
    "no_leak_by_the_side",
    "nothing_leaves",
    "nothing_stays",
    "offline",
    "old_browsers",
    "on_paper",
    "one_address",
    "search_finds",
    "taking_over",
    "workbench",
];

/// Runs every piece that is not kept yet, and begins none after so many minutes.
///
/// # Errors
/// After the last piece, naming those that were not kept; or saying how many are left.
pub fn all(minutes: Option<u64>) -> Fallible {
    let ends = minutes.map(|minutes| Instant::now() + Duration::from_mins(minutes));
    let mut steps = Steps::new();
    tools::for_testing(&mut steps)?;
    let mut kept = Kept::read()?;
    if !kept.has("without a browser") {
        test::quick(&mut steps)?;
        kept.add("without a browser")?;
    }
    if !kept.has("from inside") {
        steps.step("test the app from inside, in Chromium", test::app)?;
        kept.add("from inside")?;
    }
    build::for_browsers(&mut steps)?;
    if !kept.has("beside the browsers") {
        test::beside(&mut steps)?;
        kept.add("beside the browsers")?;
    }
    if !kept.has("Trunk") {
        build::trunk_agrees(&mut steps)?;
        kept.add("Trunk")?;
    }
    if !kept.has("Windows") {
        windows::holds(&mut steps)?;
        kept.add("Windows")?;
    }
    let mut pieces = pieces(&[A_PHONE])?;
    let seen = self::pieces(&OTHER_WINDOWS)?.into_iter().filter(|piece| !UNSEEN.contains(&piece.promise.as_str()));
    pieces.extend(seen);
    for server in SERVERS {
        for promise in PROOFS {
            pieces.extend(ENGINES.map(|engine| Piece::served(promise, engine, server)));
        }
    }
    let whole = 5 + pieces.len();
    // What goes pairwise in a phone's window goes in whole here.
    let open: Vec<Piece> = pieces
        .into_iter()
        .filter(|piece| !kept.has(&piece.name()))
        .map(|piece| Piece { every: true, ..piece })
        .collect();
    let outcome = promises(&mut steps, &open, ends, |piece| kept.add(&piece.name()));
    steps.summary();
    let done = kept.pieces.len();
    println!("{done} of {whole} pieces are kept for these files");
    outcome?;
    if done < whole { Err("the same command goes on with the rest".into()) } else { Ok(()) }
}

/// Runs every promise in every engine, in a phone's window.
///
/// # Errors
/// After the last piece, naming those that were not kept.
pub fn on_a_phone(steps: &mut Steps) -> Fallible {
    let mut pieces = pieces(&[A_PHONE])?;
    pieces.extend(ONCE.map(|(promise, engine, server)| Piece::served(promise, engine, server)));
    promises(steps, &pieces, None, |_| Ok(()))
}

/// A promise in an engine, in a window.
#[derive(Clone, Debug)]
struct Piece {
    promise: String,
    engine: &'static str,
    window: &'static str,
    /// Who serves the site, if not our own server.
    server: Option<&'static str>,
    /// Whether in every look, and not only each look with some other once.
    every: bool,
}

impl Piece {
    fn served(promise: &str, engine: &'static str, server: &'static str) -> Self {
        Self { promise: promise.to_owned(), engine, window: A_PHONE, server: Some(server), every: false }
    }

    fn name(&self) -> String {
        let served = self.server.map_or_else(String::new, |server| format!(", by {server}"));
        format!("{}, {}, {}{served}", self.promise, self.engine, self.window)
    }

    /// Runs it, and says in a line how that went; in whole, if it was not kept.
    fn run(&self) -> bool {
        let begun = Instant::now();
        let mut command = cargo();
        command.args(["test", "-q", "-p", "promises", "--no-fail-fast", "--test", &self.promise]);
        command.args(["--", "--test-threads=1", "--show-output"]);
        command.env("ENGINES", self.engine).env("WINDOW", self.window);
        command.envs(self.server.map(|server| ("SERVER", server)));
        command.envs(self.every.then_some(("EVERY", "1")));
        let done = command.output();
        let kept = done.as_ref().is_ok_and(|done| done.status.success());
        println!("  {} {}: {} s", if kept { "kept" } else { "NOT KEPT" }, self.name(), begun.elapsed().as_secs());
        match done {
            Ok(done) if !kept => {
                println!("{}\n{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
            }
            Ok(done) => {
                let said = String::from_utf8_lossy(&done.stdout).into_owned();
                said.lines().filter(|line| line.contains("once more")).for_each(|line| println!("  {line}"));
            }
            Err(error) => println!("{error}"),
        }
        kept
    }
}

/// Every promise, as `tests/Cargo.toml` lists them, in every engine and these windows.
fn pieces(windows: &[&'static str]) -> Fallible<Vec<Piece>> {
    let manifest = fs::read_to_string(root().join("tests/Cargo.toml"))?;
    let promises: Vec<&str> = manifest.split("[[test]]").skip(1).filter_map(|part| part.split('"').nth(1)).collect();
    let mut pieces = Vec::new();
    for window in windows {
        for promise in &promises {
            pieces.extend(ENGINES.map(|engine| Piece {
                promise: (*promise).to_owned(),
                engine,
                window,
                server: None,
                every: false,
            }));
        }
    }
    Ok(pieces)
}

/// Runs pieces, as many at a time as there are cores; none is begun after the end.
fn promises(
    steps: &mut Steps,
    pieces: &[Piece],
    ends: Option<Instant>,
    mut kept: impl FnMut(&Piece) -> Fallible,
) -> Fallible {
    steps.step("build the promises", || run(cargo().args(["test", "-q", "-p", "promises", "--no-run"])))?;
    steps.step("promises, in Chromium, Firefox and WebKitGTK", || {
        let (next, (done, outcomes)) = (AtomicUsize::new(0), mpsc::channel());
        let mut broken = Vec::new();
        std::thread::scope(|scope| {
            for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
                let (next, done) = (&next, done.clone());
                scope.spawn(move || {
                    while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if ends.is_some_and(|ends| Instant::now() > ends) {
                            return;
                        }
                        let _ = done.send((piece, piece.run()));
                    }
                });
            }
            drop(done);
            for (piece, went) in outcomes {
                if !went || kept(piece).is_err() {
                    broken.push(piece);
                }
            }
        });
        // What a busy machine broke is kept when nothing goes beside it; what is broken stays so. Both are printed.
        if broken.len() <= FEW {
            broken.retain(|piece| {
                println!("  once more, with nothing beside it: {}", piece.name());
                !piece.run() || kept(piece).is_err()
            });
        }
        let broken: Vec<String> = broken.into_iter().map(Piece::name).collect();
        if broken.is_empty() { Ok(()) } else { Err(format!("not kept:\n  {}", broken.join("\n  ")).into()) }
    })
}

/// The pieces that were kept for a state of the files: the state's name on the first line, a piece a line after it.
struct Kept {
    state: String,
    pieces: Vec<String>,
}

fn file() -> PathBuf {
    root().join("target/matrix.txt")
}

/// What git would call these files if they were committed now.
fn state() -> Fallible<String> {
    let index = root().join("target/matrix.index");
    let git = |arguments: &[&str]| {
        output(Command::new("git").current_dir(root()).args(arguments).env("GIT_INDEX_FILE", &index))
    };
    git(&["add", "-A"]).and_then(|_| git(&["write-tree"])).ok_or_else(|| "git knows nothing of these files".into())
}

impl Kept {
    fn read() -> Fallible<Self> {
        let state = state()?;
        let text = fs::read_to_string(file()).unwrap_or_default();
        let mut lines = text.lines();
        let same = lines.next() == Some(&state);
        let pieces = lines.filter(|_| same).map(str::to_owned).collect();
        Ok(Self { state, pieces })
    }

    fn has(&self, piece: &str) -> bool {
        self.pieces.iter().any(|kept| kept == piece)
    }

    fn add(&mut self, piece: &str) -> Fallible {
        self.pieces.push(piece.to_owned());
        Ok(fs::write(file(), format!("{}\n{}\n", self.state, self.pieces.join("\n")))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_in_any_window_is_a_promise() {
        let pieces = pieces(&[A_PHONE]).unwrap();
        for name in UNSEEN {
            assert!(pieces.iter().any(|piece| piece.promise == name), "{name}");
        }
    }

    #[test]
    fn every_file_of_promises_and_of_their_programs_is_listed() {
        let manifest = fs::read_to_string(root().join("tests/Cargo.toml")).unwrap();
        for entry in fs::read_dir(root().join("tests")).unwrap().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let listed = manifest.contains(&format!("path = \"{name}\""));
            assert!(
                listed || entry.path().extension().is_none_or(|ending| ending != "rs"),
                "tests/{name} is not listed"
            );
        }
    }
}
