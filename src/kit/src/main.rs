//! `sidedoor`: what an organisation runs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sidedoor_core::authoring::check;

const USAGE: &str = "sidedoor check [RESOURCES]   reads resources/ and says what must not ship
sidedoor serve [FOLDER] [PORT]   serves a built site on this machine";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = |at: usize, usual: &str| arguments.get(at).map_or_else(|| PathBuf::from(usual), PathBuf::from);
    match arguments.first().map(String::as_str) {
        Some("check") => check_resources(&path(1, "resources")),
        Some("serve") => serve(&path(1, "dist"), arguments.get(2).and_then(|port| port.parse().ok()).unwrap_or(8080)),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn check_resources(root: &Path) -> ExitCode {
    match check::read(root) {
        Ok(resources) => {
            let services: usize = resources.organizations.iter().map(|(_, one)| one.services.len()).sum();
            println!("{services} services of {} organisations: nothing to mend", resources.organizations.len());
            for late in resources.overdue(&sidedoor_kit::today()) {
                println!("{late}");
            }
            ExitCode::SUCCESS
        }
        Err(faults) => {
            for fault in &faults {
                eprintln!("{fault}");
            }
            eprintln!("{} to mend", faults.len());
            ExitCode::FAILURE
        }
    }
}

fn serve(folder: &Path, port: u16) -> ExitCode {
    match sidedoor_kit::serve::serve(folder, port) {
        Ok(running) => {
            println!("http://{}/", running.address);
            loop {
                std::thread::park();
            }
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
