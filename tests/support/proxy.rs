//! A browser's only way out: a proxy on this machine that notes whatever is asked for.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::head::head;

/// A proxy. It goes on for as long as the test's process.
///
/// It leads to this machine alone: names that end in `.localhost`, which browsers hold to be as safe as https. Whatever
/// else is asked for is noted and refused.
#[derive(Debug)]
pub struct Proxy {
    /// Where it is: an address and a port.
    pub address: String,
    asked: Arc<Mutex<Vec<Request>>>,
}

/// What a browser asked a proxy for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The host it is for, with its port.
    pub host: String,
    /// The request line and the headers, as they came.
    pub head: String,
}

impl Request {
    /// Its first line.
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }
}

impl Proxy {
    /// Starts one.
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let asked: Arc<Mutex<Vec<Request>>> = Arc::default();
        let noted = Arc::clone(&asked);
        std::thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let noted = Arc::clone(&noted);
                std::thread::spawn(move || pass(browser, &noted));
            }
        });
        Self { address, asked }
    }

    /// What was asked for since this was last called, in order.
    pub fn take(&self) -> Vec<Request> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

/// One request a connection: the answer says that it closes.
fn pass(mut browser: TcpStream, noted: &Mutex<Vec<Request>>) {
    let Some(head) = head(&mut browser) else { return };
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // `CONNECT host:port`, or `GET http://host:port/path`.
    let (host, path) = target
        .strip_prefix("http://")
        .map_or((target, ""), |rest| rest.find('/').map_or((rest, "/"), |slash| rest.split_at(slash)));
    noted.lock().unwrap().push(Request { host: host.to_owned(), head: head.clone() });
    let port = host.split_once(".localhost:").and_then(|(_, port)| port.parse::<u16>().ok());
    let server = port.filter(|_| method != "CONNECT").and_then(|port| TcpStream::connect(("127.0.0.1", port)).ok());
    let Some(mut server) = server else {
        let _ = browser.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    };
    let header = |name: &'static str| move |line: &&str| line.to_ascii_lowercase().starts_with(name);
    let length = head.lines().find(header("content-length:")).and_then(|line| line[15..].trim().parse().ok());
    let first = format!("{method} {path} HTTP/1.1");
    let kept = head.trim_end().lines().skip(1).filter(|line| !header("connection:")(line));
    let whole: Vec<&str> = [first.as_str()].into_iter().chain(kept).chain(["Connection: close", "", ""]).collect();
    let _ = server.write_all(whole.join("\r\n").as_bytes());
    let mut body = vec![0; length.unwrap_or(0)];
    if browser.read_exact(&mut body).is_ok() {
        let _ = server.write_all(&body);
    }
    let _ = std::io::copy(&mut server, &mut browser);
    let _ = browser.shutdown(Shutdown::Both);
}
