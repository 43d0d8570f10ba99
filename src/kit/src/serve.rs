//! Serves a built site with the headers that it needs, on this machine or an intranet, and writes no record of who asked
//! for what: there is no code here that could.
//!
//! Every file is in memory from the beginning, as it is and in Brotli (as it was built), so that a path outside of the site
//! cannot be asked for and no request reaches the disk; in gzip once somebody asks for that. Nothing depends on who asks: no cookie, no `ETag`, no
//! date of a file, nothing that is kept for a second visit.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ACCEPT_ENCODING, ALLOW, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue,
    LOCATION, VARY,
};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use crate::headers::{HEADERS, Profiles, media_type};

/// How long a browser may take to say what it wants, and to ask for more over the same connection.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a connection may live: the whole site over a line of 5 kB a second.
const WHOLE: Duration = Duration::from_mins(5);
/// How long those who are still reading have when the server ends.
const PARTING: Duration = Duration::from_secs(3);
/// The longest head of a request, in bytes; a browser's takes about one thousand.
const HEAD: usize = 16 * 1024;
/// How many may be served at once: a bound on memory, far above what an intranet asks for.
const AT_ONCE: usize = 512;
/// Shorter than this, nothing is gained by packing.
const WORTH_PACKING: usize = 256;

/// One file, in each form in which it is sent.
struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: OnceLock<Bytes>,
    headers: HeaderMap,
}

/// Every file, by its path from the first `/`.
type Files = BTreeMap<String, File>;

/// What is served: the files, and the headers of a reply that has none.
struct Served {
    files: Files,
    missing: HeaderMap,
}

fn read(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
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

impl File {
    /// In gzip, for browsers without Brotli: packed when the first of them asks.
    fn gzip(&self) -> Option<&Bytes> {
        let zipped = || {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            // Nothing but memory could refuse; what is empty is not sent.
            encoder.write_all(&self.plain).and_then(|()| encoder.finish()).unwrap_or_default().into()
        };
        let zipped = (self.plain.len() >= WORTH_PACKING).then(|| self.gzip.get_or_init(zipped));
        zipped.filter(|zipped| !zipped.is_empty())
    }
}

impl Served {
    fn read(folder: &Path) -> io::Result<Self> {
        let mut all = BTreeMap::new();
        read(folder, "/", &mut all)?;
        let headers = all.get(&format!("/{HEADERS}"));
        let headers = headers
            .ok_or_else(|| io::Error::other("is no built site: it has no headers.json; `sidedoor build` makes one"))?;
        let profiles = Profiles::read(headers).map_err(io::Error::other)?;
        let mut files = Files::new();
        for (name, plain) in &all {
            let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
            if ending == Some("br") && all.contains_key(name.trim_end_matches(".br")) {
                continue;
            }
            let brotli = all.get(&format!("{name}.br")).map(|packed| Bytes::from(packed.clone()));
            let mut headers = of_reply(&profiles, name);
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
            headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
            files.insert(name.clone(), File { plain: plain.clone().into(), brotli, gzip: OnceLock::new(), headers });
        }
        Ok(Self { files, missing: of_reply(&profiles, "") })
    }
}

fn of_reply(profiles: &Profiles, path: &str) -> HeaderMap {
    let valid = profiles.of(path).filter_map(|(name, value)| {
        Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?))
    });
    valid.collect()
}

/// A server that listens.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    ended: std::thread::JoinHandle<()>,
}

impl Running {
    /// Waits until Ctrl+C or SIGTERM has ended it, and what was being read has been sent.
    pub fn until_ended(self) {
        let _ = self.ended.join();
    }
}

/// Begins to serve a folder; port 0 takes any that is free.
///
/// # Errors
/// When the folder cannot be read or the address is taken.
pub fn serve(folder: &Path, address: SocketAddr) -> io::Result<Running> {
    let served = Arc::new(Served::read(folder)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = runtime.block_on(TcpListener::bind(address))?;
    let address = listener.local_addr()?;
    let ended = std::thread::spawn(move || runtime.block_on(accept(listener, served)));
    Ok(Running { address, ended })
}

/// A task a connection: none waits for another to end.
async fn accept(listener: TcpListener, served: Arc<Served>) {
    let (graceful, room) = (GracefulShutdown::new(), Arc::new(Semaphore::new(AT_ONCE)));
    let mut end = pin!(end());
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await;
            (listener.accept().await, place)
        };
        let next = tokio::select! {
            () = &mut end => break,
            next = next => next,
        };
        // A browser that went away is no fault of ours; where there are no more sockets, a moment helps.
        let (Ok((browser, _)), Ok(place)) = next else {
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let connection = graceful.watch(connection(browser, Arc::clone(&served)));
        tokio::spawn(async move {
            let _ = tokio::time::timeout(WHOLE, connection).await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(PARTING, graceful.shutdown()).await;
}

fn connection(
    browser: TcpStream,
    served: Arc<Served>,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send {
    let answers = service_fn(move |request: Request<Incoming>| {
        let answer = answer(&request, &served);
        async move { Ok::<_, Infallible>(answer) }
    });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(browser), answers)
}

/// Ctrl+C, or what a service manager sends.
async fn end() {
    let interrupted = async {
        // Where no signal can be heard, the process ends as it always did.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            () = interrupted => return,
            _ = terminated.recv() => return,
        }
    }
    interrupted.await;
}

fn answer(request: &Request<Incoming>, served: &Served) -> Response<Full<Bytes>> {
    let asked = request.uri().path();
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let mut refused = reply(StatusCode::METHOD_NOT_ALLOWED, &served.missing);
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    let path = if asked.ends_with('/') { format!("{asked}index.html") } else { asked.to_owned() };
    let Some(file) = served.files.get(&path) else {
        return folder(asked, served).unwrap_or_else(|| reply(StatusCode::NOT_FOUND, &served.missing));
    };
    let mut response = reply(StatusCode::OK, &file.headers);
    let takes = |name: &'static str| accepts(request.headers(), name).then_some(name);
    let (body, packed) = takes("br")
        .and_then(|name| Some((file.brotli.as_ref()?, name)))
        .or_else(|| takes("gzip").and_then(|name| Some((file.gzip()?, name))))
        .map_or((&file.plain, None), |(body, name)| (body, Some(name)));
    if let Some(packed) = packed {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(packed));
    }
    if request.method() == Method::HEAD {
        response.headers_mut().insert(CONTENT_LENGTH, body.len().into());
    } else {
        *response.body_mut() = Full::new(body.clone());
    }
    response
}

fn reply(status: StatusCode, headers: &HeaderMap) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    response.headers_mut().clone_from(headers);
    response
}

/// A folder without its last `/`: the addresses in its page would lead astray.
fn folder(asked: &str, served: &Served) -> Option<Response<Full<Bytes>>> {
    served.files.get(&format!("{asked}/index.html"))?;
    // The last name alone is relative to where the browser is, behind whatever proxy.
    let name = asked.rsplit('/').next()?;
    let mut moved = reply(StatusCode::PERMANENT_REDIRECT, &served.missing);
    moved.headers_mut().insert(LOCATION, HeaderValue::from_str(&format!("{name}/")).ok()?);
    Some(moved)
}

/// Whether a browser reads a packing: named, and not with a weight of nothing.
fn accepts(headers: &HeaderMap, packing: &str) -> bool {
    let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("1");
        name.trim().eq_ignore_ascii_case(packing) && weight.parse::<f32>().is_ok_and(|weight| weight > 0.0)
    })
}

#[cfg(test)]
#[path = "serve_tests.rs"]
mod tests;
