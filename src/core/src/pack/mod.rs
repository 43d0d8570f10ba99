//! The byte format below every pack: a checked header and a handful of column kinds.
//!
//! ```text
//! ┌──────────┬──────────┬─────────────┬───────────────────────┬──────────┐
//! │ "QP"     │ kind: u8 │ version: u8 │ sum of body: u64LE    │ body …   │
//! └──────────┴──────────┴─────────────┴───────────────────────┴──────────┘
//! number        LEB128, at most 32 bits
//! text column   number: bytes that follow; then each string, ended by 0x00
//!               where the pack begins with an alphabet (a text column of 1), a byte from 0x80 on is a letter of it, and
//!               0xff stands before a letter that is not in it: most scripts have two or three bytes a letter in UTF-8,
//!               which Brotli cannot wholly undo (measured: 4 % of French, 7 of Russian, 11 of Hindi)
//! byte column   the bytes, as many as there are rows
//! number column a number a row
//! coded column  number: how many strings, a text column of them, then a number column: which of them stands in a row;
//!               or 0, and a text column as it is
//! ```
//!
//! Packs come over a network and from strangers' hosts, so reading takes any bytes without harm and
//! says which of four things is wrong.

mod reader;
mod texts;
#[cfg(feature = "host")]
mod writer;

pub use reader::Reader;
pub use texts::Texts;
#[cfg(feature = "host")]
pub use writer::Writer;

const MAGIC: [u8; 2] = *b"QP";
const HEADER: usize = 12;

/// What a pack carries; the third byte of its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Services, emergency numbers and the search index.
    Directory = b'd',
    /// The sentences of one language.
    Text = b't',
    /// The rooms and check-ins of one language.
    Rooms = b'r',
}

/// Why a pack cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackError {
    /// These bytes are something else (often a host's own error page).
    NotAPack,
    /// Made by another release: `(found, expected)`.
    OtherVersion(u8, u8),
    /// Bytes are missing or changed.
    Damaged,
    /// The bytes are whole but say something impossible.
    Impossible(&'static str),
}

impl core::fmt::Display for PackError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::NotAPack => f.write_str("not a pack"),
            Self::OtherVersion(found, expected) => write!(f, "version {found}, expected {expected}"),
            Self::Damaged => f.write_str("damaged"),
            Self::Impossible(what) => write!(f, "impossible {what}"),
        }
    }
}

impl core::error::Error for PackError {}

/// Catches truncation and flipped bits; it is no protection against somebody who means harm. Eight bytes at a time: byte
/// by byte it was two fifths of the time that a large pack takes to be read.
fn checksum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
    let add = |sum: u64, word: &[u8; 8]| (sum.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(ODD);
    words.iter().chain([&last]).fold(bytes.len() as u64, add)
}

/// Half its bits are set, so that each bit of a sum moves others.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Seals changed bytes again, so that a test reaches what lies behind the checksum.
#[cfg(test)]
pub(crate) fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(&bytes[HEADER..]).to_le_bytes();
    bytes[4..HEADER].copy_from_slice(&sum);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Vec<u8> {
        let mut writer = Writer::new();
        writer.number(3);
        writer.texts(["a", "", "größer"]);
        writer.bytes(&[1, 2, 3]);
        writer.finish(Kind::Text, 7)
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = sample();
        let mut reader = Reader::open(&bytes, Kind::Text, 7).unwrap();
        assert_eq!(reader.number(), Ok(3));
        let texts = reader.texts(3).unwrap();
        assert_eq!([texts.get(0), texts.get(1), texts.get(2)], ["a", "", "größer"]);
        assert_eq!(texts.get(3), "");
        assert_eq!(reader.bytes(3), Ok(&[1, 2, 3][..]));
        assert_eq!(reader.end(), Ok(()));
    }

    #[test]
    fn an_alphabet_spells_every_letter_those_beyond_it_too() {
        let all: String = ('\u{400}'..'\u{4ff}').chain(['a', '\u{1}', 'ß', '護', '🆘']).collect();
        let writer = Writer::spelled(|writer| writer.texts(["пасспорт паспорт", &all, "", "plain"]));
        let bytes = writer.finish(Kind::Text, 7);
        let mut reader = Reader::open(&bytes, Kind::Text, 7).unwrap();
        reader.alphabet().unwrap();
        let texts = reader.texts(4).unwrap();
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["пасспорт паспорт", &all, "", "plain"]);
        assert_eq!(reader.end(), Ok(()));
    }

    #[test]
    fn each_fault_has_its_name() {
        let mut bytes = sample();
        assert_eq!(Reader::open(b"<!DOCTYPE html>", Kind::Text, 7).err(), Some(PackError::NotAPack));
        assert_eq!(Reader::open(&[], Kind::Text, 7).err(), Some(PackError::NotAPack));
        assert_eq!(Reader::open(&bytes, Kind::Text, 8).err(), Some(PackError::OtherVersion(7, 8)));
        assert_eq!(Reader::open(&bytes, Kind::Directory, 7).err(), Some(PackError::NotAPack));
        bytes.pop();
        assert_eq!(Reader::open(&bytes, Kind::Text, 7).err(), Some(PackError::Damaged));
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken_without_harm(body in proptest::collection::vec(any::<u8>(), 0..300), rows in 0_usize..40) {
            let mut writer = Writer::new();
            writer.bytes(&body);
            let bytes = writer.finish(Kind::Directory, 1);
            let mut reader = Reader::open(&bytes, Kind::Directory, 1).unwrap();
            let _ = reader.alphabet();
            while reader.end().is_err() {
                if reader.texts(rows).is_err() && reader.numbers(rows).is_err() && reader.bytes(1).is_err() {
                    break;
                }
            }
        }

        #[test]
        fn a_changed_byte_is_noticed(at in 0_usize..30, change in 1_u8..) {
            let mut bytes = sample();
            let at = at % bytes.len();
            bytes[at] ^= change;
            prop_assert!(Reader::open(&bytes, Kind::Text, 7).is_err());
        }
    }
}
