//! The trace report: what is left of the site on the disk once somebody has left, one table a browser.
//!
//! `cargo run -p promises --bin trace > tests/trace.md`. It needs the built site, the `sidedoor` binary and the browsers;
//! it fails where a word that somebody typed, opened or read is left.

use std::collections::BTreeSet;
use std::process::{Command, ExitCode};

use promises::{Ending, Engine, Journey, Remains, published};

fn main() -> ExitCode {
    let date = Command::new("date").args(["-u", "+%-d %B %Y"]).output().unwrap().stdout;
    println!("# What is left on the disk\n");
    println!("Made by `cargo run -p promises --bin trace` on {}.\n", String::from_utf8_lossy(&date).trim());
    println!(
        "Every journey was gone in one fresh profile and left; then the browser was closed; or closed, and opened \
         once more for something else; or, while the page was open again with words typed, killed. Its whole folder was searched, unpacked. A `*` stands for a number or a hash. \
         What a browser keeps as a number made of a name is not found, nor what the machine itself keeps.\n"
    );
    let mut clean = true;
    for engine in [Engine::Chromium, Engine::Firefox] {
        let all = [Ending::Closed, Ending::Reopened, Ending::Killed]
            .map(|ending| Remains::after(engine, ending, Journey::keeping_nothing()));
        if let [Some(closed), Some(reopened), Some(killed)] = &all {
            clean &= table(engine, [closed, reopened, killed]);
        }
    }
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints a browser's table; says whether nothing but the address and the neutral title was left, where it may be.
fn table(engine: Engine, all: [&Remains; 3]) -> bool {
    println!("## {}\n", all[0].browser);
    println!("| file | what it is | closed | opened again for something else, closed | killed |");
    println!("| --- | --- | --- | --- | --- |");
    let (traces, listed) = (all.map(Remains::traces), published(engine));
    let files: BTreeSet<&String> = traces.iter().flat_map(|traces| traces.keys()).collect();
    let mut clean = true;
    for file in files {
        let cells = traces.each_ref().map(|traces| listing(traces.get(file).into_iter().flatten().copied()));
        let what = listed.get(file).map_or("**not on the published list**", String::as_str);
        clean &= listed.contains_key(file);
        println!("| `{file}` | {what} | {} |", cells.join(" | "));
    }
    let found: BTreeSet<String> =
        all.iter().flat_map(|one| one.found().into_iter().chain(one.while_open.clone())).collect();
    let named = if found.is_empty() { "none".to_owned() } else { listing(found.iter().map(String::as_str)) };
    println!("\nOf {} telling words found: {named}.\n", all[0].words.len());
    clean && found.is_empty()
}

fn listing<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<&str>>().join(", ")
}
