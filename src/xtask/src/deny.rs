//! What may be built in: licences, sources and bans (`deny.toml`), and what is known of flaws.

use std::process::Command;

use crate::build::cargo;
use crate::root;
use crate::run::{Fallible, run};

fn ask() -> Command {
    let mut command = cargo();
    command.args(["deny", "--log-level", "error", "--config"]).arg(root().join("src/xtask/deny.toml"));
    command
}

/// Licences, sources and bans are as `deny.toml` has them.
///
/// # Errors
/// Each package that is not, and how it comes in.
pub fn holds() -> Fallible {
    run(ask().args(["check", "licenses", "bans", "sources"]))
}

/// Says what the list of known flaws (`RustSec`) has of what is built in. It changes by itself, so that it fails no change of
/// ours; and it comes over the network, which is not everywhere.
pub fn tell_flaws() {
    let fetched = ask().args(["fetch", "db"]).output().is_ok_and(|fetched| fetched.status.success());
    if !fetched {
        println!(
            "  (the list of known flaws, https://github.com/RustSec/advisory-db, cannot be had here: not looked at)"
        );
        return;
    }
    match ask().args(["check", "advisories"]).output() {
        Ok(said) => println!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr)),
        Err(error) => println!("  (known flaws: {error})"),
    }
}
