//! Stands between a browser and the site's server, and holds some answers back until it is told to let go.

use std::io::Write;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::head::head;

/// A gate before a site. It goes on for as long as the test's process.
#[derive(Debug)]
pub struct Gate {
    /// Where a browser should go, with a slash at the end.
    pub address: String,
    open: Arc<AtomicBool>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Gate {
    /// A gate that holds back every path with this ending.
    pub fn holding(site: &str, ending: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let behind: SocketAddr = site.trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
        let gate = Self { address, open: Arc::default(), asked: Arc::default() };
        let (open, asked) = (Arc::clone(&gate.open), Arc::clone(&gate.asked));
        std::thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let (open, asked) = (Arc::clone(&open), Arc::clone(&asked));
                std::thread::spawn(move || pass(browser, behind, ending, &open, &asked));
            }
        });
        gate
    }

    /// Lets everything through from now on.
    pub fn open(&self) {
        self.open.store(true, Ordering::SeqCst);
    }

    /// The paths that were asked for so far, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// One request a connection: the answer says that it closes.
fn pass(mut browser: TcpStream, behind: SocketAddr, ending: &str, open: &AtomicBool, asked: &Mutex<Vec<String>>) {
    let Some(head) = head(&mut browser) else { return };
    let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
    asked.lock().unwrap().push(path.clone());
    while path.ends_with(ending) && !open.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let Ok(mut server) = TcpStream::connect(behind) else { return };
    let kept = head.trim_end().lines().filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let closing: Vec<&str> = kept.chain(["Connection: close", "", ""]).collect();
    let _ = server.write_all(closing.join("\r\n").as_bytes());
    let _ = std::io::copy(&mut server, &mut browser);
    let _ = browser.shutdown(Shutdown::Both);
}
