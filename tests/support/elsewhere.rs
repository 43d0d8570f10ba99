//! Another site: the page that somebody came from, or the one that leaving goes to.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::head::head;

/// A site that is not ours. It goes on for as long as the test's process.
#[derive(Debug)]
pub struct Elsewhere {
    /// Where it is, with a slash at the end.
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// How it answers.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// With a page.
    Page,
    /// With a page, after this long.
    Slowly(Duration),
    /// Never, while the line stays open.
    Never,
    /// That there is nothing to show, so that a browser stays where it is.
    Nothing,
}

impl Elsewhere {
    /// A site with a page of this title.
    pub fn titled(title: &'static str, answer: Answer) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let heads = Arc::clone(&asked);
        std::thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let heads = Arc::clone(&heads);
                std::thread::spawn(move || reply(browser, title, answer, &heads));
            }
        });
        Self { address, asked }
    }

    /// A site of these files: each a path, its headers and its bytes.
    pub fn serving(files: Vec<(&'static str, &'static str, Vec<u8>)>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let heads = Arc::clone(&asked);
        let files = Arc::new(files);
        std::thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let (heads, files) = (Arc::clone(&heads), Arc::clone(&files));
                std::thread::spawn(move || serve(browser, &files, &heads));
            }
        });
        Self { address, asked }
    }

    /// An address where nobody listens.
    pub fn dead() -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    }

    /// Where it is by a name of its own.
    pub fn named(&self, host: &str) -> String {
        self.address.replace("127.0.0.1", host)
    }

    /// The heads of the requests that came, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Notes what was asked.
fn noted(browser: &mut TcpStream, heads: &Mutex<Vec<String>>) -> Option<String> {
    let head = head(browser)?;
    heads.lock().unwrap().push(head.clone());
    Some(head)
}

fn serve(mut browser: TcpStream, files: &[(&str, &str, Vec<u8>)], heads: &Mutex<Vec<String>>) {
    let Some(head) = noted(&mut browser, heads) else { return };
    let path = head.split(' ').nth(1).unwrap_or("/");
    let found = files.iter().find(|(name, ..)| *name == path);
    let (status, headers, bytes) =
        found.map_or(("404 Not Found", "", &[][..]), |(_, headers, bytes)| ("200 OK", *headers, &bytes[..]));
    let lines = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n", bytes.len());
    let _ = browser.write_all(&[lines.as_bytes(), bytes].concat());
}

fn reply(mut browser: TcpStream, title: &str, answer: Answer, heads: &Mutex<Vec<String>>) {
    if noted(&mut browser, heads).is_none() {
        return;
    }
    let page = format!("<!DOCTYPE html><html lang=en><title>{title}</title><p>{title}");
    let (status, page) = match answer {
        Answer::Page => ("200 OK", page),
        Answer::Slowly(time) => {
            std::thread::sleep(time);
            ("200 OK", page)
        }
        Answer::Nothing => ("204 No Content", String::new()),
        // Until the browser hangs up.
        Answer::Never => {
            let _ = browser.read(&mut [0]);
            return;
        }
    };
    let length = page.len();
    let kind = "Content-Type: text/html; charset=utf-8\r\nConnection: close";
    let _ = write!(browser, "HTTP/1.1 {status}\r\n{kind}\r\nContent-Length: {length}\r\n\r\n{page}");
}
