//! `cargo xtask test --all`: everything, in every engine and window, in pieces. What was kept for these very files is
//! not done again, so that a run that was broken off, or one with a mended promise, goes on where it was.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::build::cargo;
use crate::run::{Fallible, Steps, output, run};
use crate::{build, root, test, tools};

const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];
/// A small phone's, a phone's and a desk's.
const WINDOWS: [&str; 3] = ["320x568", "360x740", "1280x800"];

/// Runs every piece that is not kept yet.
///
/// # Errors
/// After the last piece, naming those that were not kept.
pub fn all() -> Fallible {
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
    let promises = promises()?;
    let mut broken = Vec::new();
    for engine in ENGINES {
        for window in WINDOWS {
            for promise in &promises {
                let piece = format!("{promise}, {engine}, {window}");
                if kept.has(&piece) {
                    continue;
                }
                let mut command = cargo();
                command.args(["test", "-q", "-p", "promises", "--no-fail-fast", "--test", promise]);
                command.args(["--", "--test-threads=1"]).env("ENGINES", engine).env("WINDOW", window);
                match steps.step(&piece, || run(&mut command)) {
                    Ok(()) => kept.add(&piece)?,
                    Err(_) => broken.push(piece),
                }
            }
        }
    }
    steps.summary();
    let whole = 2 + ENGINES.len() * WINDOWS.len() * promises.len();
    println!("{} of {whole} pieces are kept for these files", kept.pieces.len());
    if broken.is_empty() { Ok(()) } else { Err(format!("not kept:\n  {}", broken.join("\n  ")).into()) }
}

/// The names of the promises, as `tests/Cargo.toml` has them.
fn promises() -> Fallible<Vec<String>> {
    let manifest = fs::read_to_string(root().join("tests/Cargo.toml"))?;
    let named = manifest.split("[[test]]").skip(1).filter_map(|part| part.split('"').nth(1));
    Ok(named.map(str::to_owned).collect())
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
