//! Lists of words and of phrases that every text is looked through for: each is made ready once.

use std::collections::HashSet;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// Words in small letters, written apart by spaces.
pub struct Words {
    list: &'static str,
    ready: OnceLock<HashSet<&'static str>>,
}

impl Words {
    /// Of a list.
    pub const fn of(list: &'static str) -> Self {
        Self { list, ready: OnceLock::new() }
    }

    /// Whether a word is one of them, however it is cased and whatever stands around it.
    pub fn has(&self, word: &str) -> bool {
        self.ready.get_or_init(|| self.list.split(' ').collect()).contains(bare(word).as_str())
    }
}

/// A word in small letters, without the marks around it.
pub fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// Phrases as [`crate::text::folded`] leaves them, written apart by bars.
pub struct Phrases {
    list: &'static str,
    ready: OnceLock<Option<AhoCorasick>>,
}

impl Phrases {
    /// Of a list.
    pub const fn of(list: &'static str) -> Self {
        Self { list, ready: OnceLock::new() }
    }

    /// Whether one of them stands in a folded text, as whole words; in one pass for all of them.
    pub fn stand_in(&self, folded: &str) -> bool {
        let bytes = folded.as_bytes();
        let ends = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|byte| *byte == b' ');
        let ready = self.ready.get_or_init(|| AhoCorasick::new(self.list.split('|')).ok());
        // What cannot be looked for is taken to be there: these lists guard people.
        ready.as_ref().is_none_or(|phrases| {
            phrases.find_overlapping_iter(folded).any(|one| ends(one.start().checked_sub(1)) && ends(Some(one.end())))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_however_it_is_written_and_a_phrase_as_whole_words() {
        static TITLES: Words = Words::of("mr dr");
        static WHERE: Phrases = Phrases::of("next to|next door");
        assert!(TITLES.has("Dr.") && TITLES.has("(MR") && !TITLES.has("drs") && !TITLES.has(""));
        assert!(WHERE.stand_in("the house next to us") && WHERE.stand_in("next door"));
        assert!(!WHERE.stand_in("context to") && !WHERE.stand_in("next tower"));
    }
}
