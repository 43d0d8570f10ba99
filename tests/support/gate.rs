//! Stands between a browser and the site's server, and holds some answers back until it is told to let go, or spoils them.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::head::head;

/// What becomes of an answer on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoilt {
    /// The server says that there is no such file.
    Missing,
    /// Half of it comes, as if that were all.
    Half,
    /// The line breaks after half of it.
    CutOff,
    /// One byte is another.
    Changed,
    /// The fourth byte is another: that of a pack is its version.
    OtherVersion,
    /// It is called text.
    OtherType,
}

/// A gate before a site. It goes on for as long as the test's process.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Where a browser should go, with a slash at the end.
    pub address: String,
    behind: Arc<Mutex<SocketAddr>>,
    open: Arc<AtomicBool>,
    cut: Arc<AtomicBool>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Gate {
    /// A gate that holds back every path with this ending.
    pub fn holding(site: &str, ending: &'static str) -> Self {
        Self::before(site, move |browser, behind, gate| {
            pass(browser, behind, gate, |path| path.ends_with(ending), |_| None);
        })
    }

    /// A gate that spoils every file whose name fits, until it is opened.
    pub fn spoiling(site: &str, fits: fn(&str) -> bool, how: Spoilt) -> Self {
        Self::before(site, move |browser, behind, gate| {
            let becomes = |path: &str| (!gate.open.load(Ordering::SeqCst) && fits(path)).then_some(how);
            pass(browser, behind, gate, |_| false, becomes);
        })
    }

    /// A gate that lets everything through, until its line is cut.
    pub fn open_to(site: &str) -> Self {
        Self::spoiling(site, |_| false, Spoilt::Missing)
    }

    fn before(site: &str, pass: impl Fn(TcpStream, SocketAddr, &Gate) + Clone + Send + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let behind = Arc::new(Mutex::new(place(site)));
        let gate = Self { address, behind, open: Arc::default(), cut: Arc::default(), asked: Arc::default() };
        let inside = gate.clone();
        std::thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                if inside.cut.load(Ordering::SeqCst) {
                    let _ = browser.shutdown(Shutdown::Both);
                    continue;
                }
                let (gate, pass) = (inside.clone(), pass.clone());
                let behind = *gate.behind.lock().unwrap();
                std::thread::spawn(move || pass(browser, behind, &gate));
            }
        });
        gate
    }

    /// Lets everything through from now on.
    pub fn open(&self) {
        self.open.store(true, Ordering::SeqCst);
    }

    /// Holds back or spoils again.
    pub fn close(&self) {
        self.open.store(false, Ordering::SeqCst);
    }

    /// From now on nobody answers, as without a network.
    pub fn cut(&self) {
        self.cut.store(true, Ordering::SeqCst);
    }

    /// There is a network again.
    pub fn mend(&self) {
        self.cut.store(false, Ordering::SeqCst);
    }

    /// From now on another site stands behind it, under the same address.
    pub fn leads_to(&self, site: &str) {
        *self.behind.lock().unwrap() = place(site);
    }

    /// The paths that were asked for so far, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn place(site: &str) -> SocketAddr {
    site.trim_start_matches("http://").trim_end_matches('/').parse().unwrap()
}

/// One request a connection: the answer says that it closes.
fn pass(
    mut browser: TcpStream,
    behind: SocketAddr,
    gate: &Gate,
    waits: impl Fn(&str) -> bool,
    becomes: impl Fn(&str) -> Option<Spoilt>,
) {
    let Some(asked) = head(&mut browser) else { return };
    let path = asked.split(' ').nth(1).unwrap_or("/").to_owned();
    gate.asked.lock().unwrap().push(path.clone());
    while waits(&path) && !gate.open.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let spoilt = becomes(&path);
    let Ok(mut server) = TcpStream::connect(behind) else { return };
    let goes = |line: &&str| {
        let line = line.to_ascii_lowercase();
        !(line.starts_with("connection:") || spoilt.is_some() && line.starts_with("accept-encoding:"))
    };
    let closing: Vec<&str> = asked.trim_end().lines().filter(goes).chain(["Connection: close", "", ""]).collect();
    let _ = server.write_all(closing.join("\r\n").as_bytes());
    match spoilt {
        None => drop(std::io::copy(&mut server, &mut browser)),
        Some(how) => {
            let mut answer = Vec::new();
            let _ = server.read_to_end(&mut answer);
            let _ = browser.write_all(&changed(&answer, how));
        }
    }
    let _ = browser.shutdown(Shutdown::Both);
}

/// An answer as it arrives.
fn changed(answer: &[u8], how: Spoilt) -> Vec<u8> {
    if how == Spoilt::Missing {
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\nConnection: close\r\n\r\nnot here\n".to_vec();
    }
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |end| end + 4);
    let (head, mut body) = (String::from_utf8_lossy(&answer[..end]).into_owned(), answer[end..].to_vec());
    let length = body.len();
    match how {
        Spoilt::Half | Spoilt::CutOff => body.truncate(length / 2),
        Spoilt::Changed => body[length / 2] ^= 1,
        Spoilt::OtherVersion => body[3] += 1,
        Spoilt::OtherType | Spoilt::Missing => {}
    }
    let line = |line: &str| match line.split_once(':').map(|(name, _)| name.to_ascii_lowercase()).as_deref() {
        Some("content-length") if how != Spoilt::CutOff => format!("Content-Length: {}", body.len()),
        Some("content-type") if how == Spoilt::OtherType => "Content-Type: text/plain".to_owned(),
        _ => line.to_owned(),
    };
    let head: Vec<String> = head.trim_end().lines().map(line).collect();
    [head.join("\r\n").as_bytes(), b"\r\n\r\n", &body].concat()
}
