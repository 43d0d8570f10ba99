//! `sidedoor serve`: a built site on this machine.

use std::path::PathBuf;

use clap::Args;

use super::Ending;

/// Serve a built site on this machine, with the headers that it needs and no record of who asked for what.
#[derive(Debug, Args)]
pub struct Serve {
    /// The folder of a built site.
    #[arg(default_value = "dist")]
    folder: PathBuf,
    /// The port to listen on; 0 takes any that is free.
    #[arg(default_value_t = 8080)]
    port: u16,
}

impl Serve {
    /// Serves until the process is ended.
    pub fn run(&self) -> Ending {
        match sidedoor_kit::serve::serve(&self.folder, self.port) {
            Ok(running) => {
                println!("http://{}/", running.address);
                loop {
                    std::thread::park();
                }
            }
            Err(error) => {
                eprintln!("{}: {error}", self.folder.display());
                Ending::Unusable
            }
        }
    }
}
