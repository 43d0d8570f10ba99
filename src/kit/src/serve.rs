//! Serves a built site on loopback, with the headers that a host should send. For trying and testing;
//! it writes no record of who asked for what.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, VARY};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::headers::{HEADERS, Profiles, media_type};

/// Every file of a site, in memory: a path outside of it cannot be asked for.
type Files = BTreeMap<String, Vec<u8>>;

/// What is served: the files, and the headers of every answer.
struct Served {
    profiles: Profiles,
    files: Files,
}

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
    let headers = files.get(&format!("/{HEADERS}"));
    let headers = headers.ok_or_else(|| io::Error::other("no site here: run `cargo xtask dist`"))?;
    let profiles = Profiles::read(headers).map_err(io::Error::other)?;
    let served = Arc::new(Served { profiles, files });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", port)))?;
    let address = listener.local_addr()?;
    std::thread::spawn(move || runtime.block_on(accept(&listener, &served)));
    Ok(Running { address })
}

/// A task a connection: none waits for another to end.
async fn accept(listener: &TcpListener, served: &Arc<Served>) {
    loop {
        // A browser that went away is no fault of ours.
        let Ok((browser, _)) = listener.accept().await else { continue };
        let served = Arc::clone(served);
        let answers = service_fn(move |request: Request<Incoming>| {
            let answer = answer(&request, &served);
            async move { Ok::<_, Infallible>(answer) }
        });
        tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(browser), answers));
    }
}

fn answer(request: &Request<Incoming>, served: &Served) -> Response<Full<Bytes>> {
    let path = request.uri().path();
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let accepted = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let packed = served.files.get(&format!("{path}.br")).filter(|_| accepted.contains("br"));
    let body = packed.or_else(|| served.files.get(&path));
    let mut response = Response::new(Full::new(Bytes::from(body.cloned().unwrap_or_default())));
    if body.is_none() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    let headers = response.headers_mut();
    *headers = of_reply(&served.profiles, &path);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(&path)));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    if packed.is_some() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn of_reply(profiles: &Profiles, path: &str) -> HeaderMap {
    let valid = profiles.of(path).filter_map(|(name, value)| {
        Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?))
    });
    valid.collect()
}
