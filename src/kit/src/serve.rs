//! Serves a built site on loopback, with the headers that a host should send. For trying and testing;
//! it writes no record of who asked for what.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use tiny_http::{Header, Request, Response, Server};

use crate::headers::media_type;
use crate::site::HEADERS;

/// Every file of a site, in memory: a path outside of it cannot be asked for.
type Files = BTreeMap<String, Vec<u8>>;

fn read(folder: &Path, prefix: &str, files: &mut Files) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            read(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), fs::read(&path)?);
        }
    }
    Ok(())
}

/// A server that runs until the process ends.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
}

/// Begins to serve a folder; port 0 takes any that is free.
///
/// # Errors
/// When the folder cannot be read or the port is taken.
pub fn serve(folder: &Path, port: u16) -> io::Result<Running> {
    let mut files = Files::new();
    read(folder, "/", &mut files)?;
    let headers: BTreeMap<String, String> = serde_json::from_slice(
        files.get(&format!("/{HEADERS}")).ok_or_else(|| io::Error::other("no site here: run `cargo xtask dist`"))?,
    )?;
    let headers: Vec<Header> = headers.iter().filter_map(|(name, value)| header(name, value)).collect();
    let server = Arc::new(Server::http(("127.0.0.1", port)).map_err(io::Error::other)?);
    let address = server.server_addr().to_ip().ok_or_else(|| io::Error::other("no address"))?;
    let shared = Arc::new((files, headers));
    for _ in 0..4 {
        let (server, shared) = (Arc::clone(&server), Arc::clone(&shared));
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                // A browser that went away is no fault of ours.
                let _ = answer(request, &shared.0, &shared.1);
            }
        });
    }
    Ok(Running { address })
}

fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name.as_bytes(), value.as_bytes()).ok()
}

fn answer(request: Request, files: &Files, headers: &[Header]) -> io::Result<()> {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path };
    let takes_brotli = request
        .headers()
        .iter()
        .any(|header| header.field.equiv("Accept-Encoding") && header.value.as_str().contains("br"));
    let packed = files.get(&format!("{path}.br")).filter(|_| takes_brotli);
    let (status, body) = match packed.or_else(|| files.get(&path)) {
        Some(body) => (200, body.clone()),
        None => (404, Vec::new()),
    };
    let mut response = Response::from_data(body).with_status_code(status);
    let encoding = packed.and_then(|_| header("Content-Encoding", "br"));
    let own = [header("Content-Type", media_type(&path)), header("Vary", "Accept-Encoding"), encoding];
    for header in own.into_iter().flatten().chain(headers.iter().cloned()) {
        response.add_header(header);
    }
    request.respond(response)
}
