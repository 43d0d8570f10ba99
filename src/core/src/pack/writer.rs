//! Writes a pack. The counterpart of [`super::Reader`], on the host only.

use std::collections::BTreeMap;

use super::{HEADER, Kind, MAGIC, checksum};

/// Fewer rows than this pack smaller as they are (measured: at 400 by 600 bytes of 40,000, at 5,000 larger by 4,000).
const FEW: usize = 1_500;

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

    /// A column of strings of which many are alike: each once, the commonest first, and which of them stands in a row.
    pub fn coded<S: AsRef<str>>(&mut self, column: impl IntoIterator<Item = S>) {
        let column: Vec<S> = column.into_iter().collect();
        if column.len() < FEW {
            self.number(0);
            return self.texts(column);
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in &column {
            *counts.entry(text.as_ref()).or_default() += 1;
        }
        let mut known: Vec<&str> = counts.keys().copied().collect();
        known.sort_by_key(|text| std::cmp::Reverse(counts.get(text)));
        self.count(known.len());
        self.texts(&known);
        let codes: BTreeMap<&str, u32> = known.into_iter().zip(0..).collect();
        self.numbers(column.iter().map(|text| codes.get(text.as_ref()).copied().unwrap_or(0)));
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
