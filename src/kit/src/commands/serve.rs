//! `sidedoor serve`: a built site on this machine or an intranet.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{Ending, Format};

const MORE: &str = "\
The server keeps no record: it has no log, counts nobody, and reads the disk only when it begins. What stands between it
and a browser may still keep one: a proxy, a firewall, a name server or a managed computer can note that this address was
opened, from where and when. Nobody there sees what is searched, answered or read, for none of it is sent.

It speaks plain http. On an intranet, put it behind the proxy that has your certificate, and switch that proxy's access log
off for this address (nginx: access_log off; Apache: no CustomLog for the host; Caddy: no log directive). Without https,
browsers do not offer to keep a list locked on the device.

Ctrl+C or SIGTERM ends it; whoever is still reading has three seconds.

Examples:
  sidedoor serve site
  sidedoor serve site --address 0.0.0.0:8080";

/// Serve a built site with the headers that it needs and no record of who asked for what.
#[derive(Debug, Args)]
#[command(after_long_help = MORE)]
pub struct Serve {
    /// The folder of a built site.
    #[arg(default_value = "site")]
    folder: PathBuf,
    /// The port to listen on, on this machine alone; 0 takes any that is free.
    #[arg(default_value_t = 8080)]
    port: u16,
    /// The address and port to listen on, for others to reach: 0.0.0.0:8080 is every network of this machine.
    #[arg(long, value_name = "ADDRESS:PORT", conflicts_with = "port")]
    address: Option<SocketAddr>,
}

impl Serve {
    /// Serves until it is told to end.
    pub fn run(&self, format: Format) -> Ending {
        let address = self.address.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, self.port).into());
        match sidedoor_kit::serve::serve(&self.folder, address) {
            Ok(running) => {
                match format {
                    Format::Text => say!("http://{}/", running.address),
                    Format::Json => say!("{}", json!({ "address": format!("http://{}/", running.address) })),
                }
                if !running.address.ip().is_loopback() {
                    eprintln!(
                        "no record is kept here; a proxy, firewall or name server on the way may note who opened it"
                    );
                }
                running.until_ended();
                Ending::Clean
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                let (folder, other) = (self.folder.display(), address.port().wrapping_add(1).max(1024));
                eprintln!(
                    "{address}: something else listens there; say another port, as in: sidedoor serve {folder} {other}"
                );
                Ending::Unusable
            }
            Err(error) => {
                eprintln!("{}: {error}", self.folder.display());
                Ending::Unusable
            }
        }
    }
}
