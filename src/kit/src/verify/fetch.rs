//! Asks one host for files, with a bound on everything: bytes, what they unpack to, and time.

use std::io::{self, Read};
use std::time::Duration;

use flate2::read::GzDecoder;
use ureq::Agent;
use ureq::http::{HeaderMap, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};
use url::Url;

/// How much is read, and how long is waited.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of one reply on the line, in bytes.
    pub sent: u64,
    /// Of one reply unpacked, in bytes.
    pub unpacked: u64,
    /// For one reply, from the first word to its end.
    pub time: Duration,
    /// How many files are asked for.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { sent: 32 << 20, unpacked: 96 << 20, time: Duration::from_mins(1), files: 600 }
    }
}

/// What a host replied.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Where it was asked for.
    pub url: Url,
    /// How it went.
    pub status: StatusCode,
    /// Every header.
    pub headers: HeaderMap,
    /// What came, unpacked.
    pub body: Vec<u8>,
    /// What is wrong with the body, where it could not be read whole.
    pub broken: Option<String>,
}

impl Reply {
    /// A header's values, joined as browsers join them.
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> = self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Asks, as a browser would that has never been there.
#[derive(Debug)]
pub struct Asker {
    agent: Agent,
    limits: Limits,
}

impl Asker {
    /// One that follows nothing by itself and keeps no cookie.
    pub fn new(limits: Limits) -> Self {
        // The certificates of this machine: an intranet may have an authority of its own.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(ureq::Proxy::try_from_env())
            .tls_config(tls)
            .user_agent("Mozilla/5.0")
            .accept("*/*")
            .accept_encoding("br, gzip")
            .timeout_global(Some(limits.time))
            .timeout_connect(Some(limits.time.min(Duration::from_secs(15))))
            .build();
        Self { agent: config.into(), limits }
    }

    /// Asks for one address.
    ///
    /// # Errors
    /// When nobody replies; a sentence.
    pub fn get(&self, url: &Url) -> Result<Reply, String> {
        let answer = self.agent.get(url.as_str()).call().map_err(|error| format!("{url}: {error}"))?;
        let (parts, body) = answer.into_parts();
        let mut reply =
            Reply { url: url.clone(), status: parts.status, headers: parts.headers, body: Vec::new(), broken: None };
        let packing = reply.header("content-encoding");
        let sent = body.into_reader().take(self.limits.sent + 1);
        match unpacked(sent, packing.as_deref(), self.limits) {
            Ok(body) => reply.body = body,
            Err(error) => reply.broken = Some(error.to_string()),
        }
        Ok(reply)
    }
}

/// Counts what is read on the line, and refuses more than the limit.
struct Counted<R> {
    from: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::other("is longer than any file of a site; it was not read to its end"))?;
        Ok(read)
    }
}

/// Reads a body and unpacks it as it comes, so that neither can grow beyond its limit.
fn unpacked(sent: impl Read, packing: Option<&str>, limits: Limits) -> io::Result<Vec<u8>> {
    let sent = Counted { from: sent, left: limits.sent };
    let mut body = Vec::new();
    let most = limits.unpacked + 1;
    match packing.map(str::trim) {
        None | Some("" | "identity") => sent.take(most).read_to_end(&mut body)?,
        Some("br") => brotli::Decompressor::new(sent, 4096).take(most).read_to_end(&mut body)?,
        Some("gzip" | "x-gzip") => GzDecoder::new(sent).take(most).read_to_end(&mut body)?,
        Some(other) => return Err(io::Error::other(format!("is packed as {other:?}, which was not asked for"))),
    };
    if body.len() as u64 >= most {
        return Err(io::Error::other("unpacks to more than any file of a site; it was not read to its end"));
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SMALL: Limits = Limits { sent: 10_000, unpacked: 100_000, time: Duration::from_secs(1), files: 1 };

    #[test]
    fn what_is_endless_or_unpacks_without_end_is_cut_off() {
        let endless = unpacked(io::repeat(b'a'), None, SMALL).unwrap_err().to_string();
        assert!(endless.contains("is longer than"), "{endless}");
        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        io::Write::write_all(&mut bomb, &vec![0; 1_000_000]).unwrap();
        let bomb = bomb.finish().unwrap();
        assert!(bomb.len() < 10_000);
        let said = unpacked(bomb.as_slice(), Some("gzip"), SMALL).unwrap_err().to_string();
        assert!(said.contains("unpacks to more than"), "{said}");
        assert_eq!(unpacked(&b"page"[..], None, SMALL).unwrap(), b"page");
    }

    proptest! {
        #[test]
        fn any_bytes_are_unpacked_without_harm(
            bytes in proptest::collection::vec(any::<u8>(), 0..2000),
            packing in prop_oneof![Just(None), Just(Some("br")), Just(Some("gzip")), Just(Some("zstd"))]
        ) {
            let _ = unpacked(bytes.as_slice(), packing, SMALL);
        }
    }
}
