//! `sidedoor`: what an organisation runs. One file a subcommand, in `commands/`.

mod commands;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    commands::Sidedoor::parse().run()
}
