//! Makes the vocabulary of a directory from its own texts.

use super::{Field, Index};
use crate::order::rows_by;
use crate::pack::Texts;

/// A vocabulary in the making: every word in the order it came in, and where it stands.
#[derive(Debug, Default)]
pub struct Making {
    words: Texts,
    places: Vec<Place>,
}

/// The service that a word stands in, and in which of its fields; the better field is the lower, so that it
/// comes first.
type Place = (u32, u8);

/// A word of a phrase stands in no service, but must be known.
const NOWHERE: u32 = u32::MAX;

impl Making {
    /// Adds a text of a service, already folded to words apart by one space.
    pub fn add(&mut self, row: u32, field: Field, folded: &str) {
        self.put(folded, (row, u8::MAX - field as u8));
    }

    /// Adds the words of phrases.
    pub(super) fn phrases(&mut self, phrases: &Texts) {
        phrases.iter().for_each(|phrase| self.put(phrase, (NOWHERE, 0)));
    }

    fn put(&mut self, folded: &str, place: Place) {
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            self.words.push(word);
            self.places.push(place);
        }
    }

    /// The vocabulary, sorted, each word once, each service once a word with the best of its fields.
    pub fn finish(self, stop: &Texts) -> Index {
        let mut index = Index::default();
        let (mut last, mut says_nothing) = ("", false);
        let places = self.places.iter().copied();
        let keys: Vec<(u64, &str, Place)> =
            self.words.iter().zip(places).map(|(word, place)| (beginning(word), word, place)).collect();
        for (_, word, (row, turned)) in rows_by(&keys).into_iter().filter_map(|at| keys.get(at).copied()) {
            if word != last {
                (last, says_nothing) = (word, stop.find_sorted(word).is_some());
            }
            // In a name, "national" and "line" are how it is called; elsewhere they say nothing.
            let in_name = row == NOWHERE || u8::MAX - turned >= Field::OtherName as u8;
            if says_nothing && !in_name {
                continue;
            }
            if index.words.last() != Some(word) {
                index.starts.push(index.here());
                index.words.push(word);
            } else if index.services.last() == Some(&row) && index.starts.last() != Some(&index.here()) {
                continue;
            }
            if row != NOWHERE {
                index.services.push(row);
                index.weights.push(u8::MAX - turned);
            }
        }
        index.starts.push(index.here());
        index
    }
}

/// The first eight bytes of a word as a number that orders like them: most words differ there.
fn beginning(word: &str) -> u64 {
    let bytes = word.bytes().chain(core::iter::repeat(0)).take(8);
    bytes.fold(0, |all, byte| all << 8 | u64::from(byte))
}
