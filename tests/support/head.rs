//! Reads what a browser asks, for the small servers that stand in tests.

use std::io::Read;
use std::net::TcpStream;

/// The request line and the headers, as they came; nothing where a browser only made a connection ahead of time.
pub(crate) fn head(browser: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match browser.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return None,
        }
    }
    Some(String::from_utf8_lossy(&head).into_owned())
}
