//! Writes a pack. The counterpart of [`super::Reader`], on the host only.

use std::collections::BTreeMap;

use super::{HEADER, Kind, MAGIC, checksum};

/// Fewer rows than this pack smaller as they are (measured: at 400 by 600 bytes of 40,000, at 5,000 larger by 4,000).
const FEW: usize = 1_500;

/// A pack in the making.
#[derive(Debug, Default)]
pub struct Writer {
    body: Vec<u8>,
    alphabet: Vec<char>,
    used: BTreeMap<char, usize>,
}

/// How many letters an alphabet has at most: a byte from 0x80 to 0xfe each.
const LETTERS: usize = 127;

impl Writer {
    /// An empty pack.
    pub fn new() -> Self {
        Self::default()
    }

    /// A pack that begins with the alphabet of its strings, the commonest letter first: filled once to see which letters
    /// there are, and once more.
    pub fn spelled(fill: impl Fn(&mut Self)) -> Self {
        let mut seen = Self::new();
        fill(&mut seen);
        let mut letters: Vec<(char, usize)> = seen.used.into_iter().collect();
        letters.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let alphabet: String = letters.into_iter().take(LETTERS).map(|(letter, _)| letter).collect();
        let mut writer = Self::new();
        writer.texts([&alphabet]);
        writer.alphabet = alphabet.chars().collect();
        fill(&mut writer);
        writer
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
            for letter in text.as_ref().chars().filter(|letter| *letter != '\0') {
                self.letter(letter, &mut joined);
            }
            joined.push(0);
        }
        self.count(joined.len());
        self.body.append(&mut joined);
    }

    fn letter(&mut self, letter: char, into: &mut Vec<u8>) {
        let mut bytes = [0; 4];
        let utf8 = letter.encode_utf8(&mut bytes).as_bytes();
        if letter.is_ascii() {
            return into.extend(utf8);
        }
        *self.used.entry(letter).or_default() += 1;
        match self.alphabet.iter().position(|known| *known == letter).and_then(|at| u8::try_from(0x80 + at).ok()) {
            Some(byte) => into.push(byte),
            None if self.alphabet.is_empty() => into.extend(utf8),
            None => {
                into.push(0xff);
                into.extend(utf8);
            }
        }
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
