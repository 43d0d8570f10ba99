//! Makes the vocabulary of a directory from its own texts.

use super::{Field, Index};
use crate::pack::Texts;

/// A vocabulary in the making: every word, where it stands, and what that is worth.
#[derive(Debug, Default)]
pub struct Making {
    entries: Vec<(String, u32, u8)>,
}

/// A word of a phrase stands in no service, but must be known.
const NOWHERE: u32 = u32::MAX;

impl Making {
    /// Adds a text of a service, already folded to words apart by one space.
    pub fn add(&mut self, row: u32, field: Field, folded: &str) {
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            self.entries.push((word.to_owned(), row, u8::MAX - field as u8));
        }
    }

    /// Adds the words of phrases.
    pub(super) fn phrases(&mut self, phrases: &Texts) {
        for word in phrases.iter().flat_map(|phrase| phrase.split(' ')) {
            self.entries.push((word.to_owned(), NOWHERE, 0));
        }
    }

    /// The vocabulary, sorted, each word once, each service once a word with the best of its fields.
    pub fn finish(mut self, stop: &Texts) -> Index {
        // The best field comes first, as its weight is turned around.
        self.entries.sort_unstable();
        let mut index = Index::default();
        let mut words: Vec<String> = Vec::new();
        for (word, row, turned) in self.entries {
            // In a name, "national" and "line" are how it is called; elsewhere they say nothing.
            let in_name = row == NOWHERE || u8::MAX - turned >= Field::OtherName as u8;
            if !in_name && stop.find_sorted(&word).is_some() {
                continue;
            }
            if words.last() != Some(&word) {
                index.starts.push(index.here());
                words.push(word);
            } else if index.services.last() == Some(&row) && index.starts.last() != Some(&index.here()) {
                continue;
            }
            if row != NOWHERE {
                index.services.push(row);
                index.weights.push(u8::MAX - turned);
            }
        }
        index.starts.push(index.here());
        index.words = Texts::of(&words);
        index
    }
}
