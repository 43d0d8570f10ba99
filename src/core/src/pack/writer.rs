//! Writes a pack. The counterpart of [`super::Reader`], on the host only.

use super::{HEADER, Kind, MAGIC, checksum};

/// A pack in the making.
#[derive(Debug, Default)]
pub struct Writer {
    body: Vec<u8>,
}

impl Writer {
    /// An empty pack.
    pub fn new() -> Self {
        Self::default()
    }

    /// One number.
    pub fn number(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.body.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.body.push((value & 0x7f) as u8);
    }

    /// A length or a count; more than 32 bits of anything is beyond what a phone could load.
    pub fn count(&mut self, value: usize) {
        self.number(u32::try_from(value).unwrap_or(u32::MAX));
    }

    /// A column of bytes.
    pub fn bytes(&mut self, column: &[u8]) {
        self.body.extend_from_slice(column);
    }

    /// A column of numbers.
    pub fn numbers(&mut self, column: impl IntoIterator<Item = u32>) {
        for value in column {
            self.number(value);
        }
    }

    /// A column of strings. A zero byte would end one early, so none is let through.
    pub fn texts<S: AsRef<str>>(&mut self, column: impl IntoIterator<Item = S>) {
        let mut joined = Vec::new();
        for text in column {
            joined.extend(text.as_ref().bytes().filter(|byte| *byte != 0));
            joined.push(0);
        }
        self.count(joined.len());
        self.body.append(&mut joined);
    }

    /// The bytes, with their header.
    pub fn finish(self, kind: Kind, version: u8) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER + self.body.len());
        bytes.extend(MAGIC);
        bytes.extend([kind as u8, version]);
        bytes.extend(checksum(&self.body).to_le_bytes());
        bytes.extend(self.body);
        bytes
    }
}
