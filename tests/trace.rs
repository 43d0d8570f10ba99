//! The trace report: what is left of the site on the disk once somebody has left, one table a browser.
//!
//! `cargo run -p promises --bin trace > tests/trace.md`. It needs the built site, the `sidedoor` binary and the browsers;
//! it fails where a word that somebody typed, opened or read is left.

use std::collections::BTreeSet;
use std::process::{Command, ExitCode};

use promises::{Ending, Engine, Remains, published};

fn main() -> ExitCode {
    let date = Command::new("date").args(["-u", "+%-d %B %Y"]).output().unwrap().stdout;
    println!("# What is left on the disk\n");
    println!("Made by `cargo run -p promises --bin trace` on {}.\n", String::from_utf8_lossy(&date).trim());
    println!(
        "Every journey was gone in one fresh profile and left; then the browser was closed, or, while the page was open \
         again with words typed, killed. Its whole folder was searched, unpacked. A `*` stands for a number or a hash. \
         What a browser keeps as a number made of a name is not found, nor what the machine itself keeps.\n"
    );
    let mut clean = true;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let closed = Remains::after(engine, Ending::Closed);
        let killed = Remains::after(engine, Ending::Killed);
        if let (Some(closed), Some(killed)) = (closed, killed) {
            clean &= table(engine, &closed, &killed);
        }
    }
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints a browser's table; says whether nothing but the address and the neutral title was left, where it may be.
fn table(engine: Engine, closed: &Remains, killed: &Remains) -> bool {
    println!("## {}\n", closed.browser);
    println!("| file | what it is | after closing | after a kill |\n| --- | --- | --- | --- |");
    let (of_closed, of_killed, listed) = (closed.traces(), killed.traces(), published(engine));
    let files: BTreeSet<&String> = of_closed.keys().chain(of_killed.keys()).collect();
    let mut clean = true;
    for file in files {
        let cell = |kinds: Option<&BTreeSet<&str>>| listing(kinds.into_iter().flatten().copied());
        let what = listed.get(file).map_or("**not on the published list**", String::as_str);
        clean &= listed.contains_key(file);
        println!("| `{file}` | {what} | {} | {} |", cell(of_closed.get(file)), cell(of_killed.get(file)));
    }
    let found: BTreeSet<String> =
        [closed.found(), killed.found(), killed.while_open.clone()].into_iter().flatten().collect();
    let named = if found.is_empty() { "none".to_owned() } else { listing(found.iter().map(String::as_str)) };
    println!("\nOf {} telling words found: {named}.\n", closed.words.len());
    clean && found.is_empty()
}

fn listing<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<&str>>().join(", ")
}
