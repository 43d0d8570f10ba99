//! From what somebody types to the services that fit.
//!
//! A query is folded into words; each word is looked up in a sorted vocabulary (whole, as a beginning,
//! or with a slip of the finger), and phrases are read as needs, audiences and situations ("boss took my
//! passport" asks for documents). Everything is local; nothing is kept.
//!
//! ```text
//! phrases    see [`Phrases`]
//! shipped    number: 1 where the vocabulary follows, 0 where it is made from the services' own texts.
//!            Making it costs a small directory some milliseconds and saves 15 KB of 55; a large one
//!            cannot wait for it
//! words      number, a text column sorted by bytes
//! postings   number column: postings a word; then number columns of that many rows in all:
//!            service (difference to the one before, from the word's first), weight
//! ```
//!
//! Two indexes answer: that of the directory, with the phrases of the languages that are understood on every page
//! (`search` in `site.json`), and that of the page's own language, made when somebody first searches.

#[cfg(feature = "host")]
pub mod build;
#[cfg(feature = "host")]
pub mod judged;
mod making;
mod matching;
mod phrases;
mod score;
mod words;

use crate::codes::{Audience, Flags, Need, Situation};
use crate::pack::{PackError, Reader, Texts};

pub use making::Making;
pub use phrases::Phrases;
pub use score::{Hit, Nearness, Place, search};
pub use words::{folded, words};

/// The fold that the browser does with `String.prototype.normalize`, for the host.
#[cfg(feature = "host")]
pub fn normalized(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkd().collect::<String>().to_lowercase()
}

/// What a phrase asks for: a need, an audience or a situation, as one number in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concept(u32);

impl Concept {
    /// How many numbers there can be.
    pub(crate) const COUNT: usize = 96;

    /// A need.
    pub const fn need(need: Need) -> Self {
        Self(need as u32)
    }

    /// An audience.
    pub const fn audience(audience: Audience) -> Self {
        Self(32 + audience as u32)
    }

    /// A situation.
    pub const fn situation(situation: Situation) -> Self {
        Self(64 + situation as u32)
    }

    /// Whether it is a situation.
    const fn is_situation(self) -> bool {
        self.0 >= 64
    }

    /// By its name in `search.json`: `need.shelter`.
    pub fn named(name: &str) -> Option<Self> {
        let (group, code) = name.split_once('.')?;
        match group {
            "need" => Need::from_code(code).map(Self::need),
            "audience" => Audience::from_code(code).map(Self::audience),
            "situation" => Situation::from_code(code).map(Self::situation),
            _ => None,
        }
    }

    /// Whether a service with these sets has it.
    const fn in_sets(self, needs: Flags, audiences: Flags, situations: Flags) -> bool {
        let bit = 1 << (self.0 % 32);
        match self.0 / 32 {
            0 => needs.has(bit),
            1 => audiences.has(bit),
            _ => situations.has(bit),
        }
    }
}

/// The words of a directory and the services that they stand in.
#[derive(Debug, Default)]
pub struct Index {
    stop: Texts,
    words: Texts,
    glances: Vec<matching::Glance>,
    starts: Vec<u32>,
    services: Vec<u32>,
    weights: Vec<u8>,
    trigger_starts: Vec<u32>,
    trigger_words: Vec<u32>,
    concepts: Vec<Concept>,
}

/// Running totals, with 0 in front.
fn totals(counts: &[u32]) -> Vec<u32> {
    let mut at = 0_u32;
    core::iter::once(0)
        .chain(counts.iter().map(|count| {
            at = at.saturating_add(*count);
            at
        }))
        .collect()
}

fn total(starts: &[u32], least: usize, rest: usize) -> Result<usize, PackError> {
    let total = starts.last().copied().and_then(|total| usize::try_from(total).ok()).unwrap_or(0);
    if total.saturating_mul(least) > rest { Err(PackError::Impossible("index")) } else { Ok(total) }
}

/// Where a word stands, and what that is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Field {
    /// The service's name.
    Name = 12,
    /// Another name it is known by.
    OtherName = 11,
    /// Who runs it.
    Organization = 6,
    /// A place that it serves, or a language spoken there, in the words of every language.
    Place = 5,
    /// What it does.
    Description = 4,
}

impl Index {
    /// Reads the index; where its vocabulary is not shipped, `make` puts every text of every service in.
    pub(crate) fn read(
        reader: &mut Reader<'_>,
        rows: usize,
        make: impl FnOnce(&mut Making),
    ) -> Result<Self, PackError> {
        let phrases = Phrases::read(reader)?;
        if reader.number()? == 1 {
            return Ok(Self::shipped(reader, rows)?.with(phrases));
        }
        Ok(Self::made(phrases, make))
    }

    /// Makes an index: `make` puts every text of every service in.
    pub(crate) fn made(phrases: Phrases, make: impl FnOnce(&mut Making)) -> Self {
        let mut making = Making::default();
        make(&mut making);
        making.phrases(&phrases.triggers);
        making.finish(&phrases.stop).with(phrases)
    }

    /// The same, with what is worked out once: words at a glance, and the words of phrases by their rows.
    fn with(self, phrases: Phrases) -> Self {
        let Phrases { stop, triggers: phrases, concepts } = phrases;
        let mut index = self;
        index.glances = index.words.iter().map(matching::Glance::of).collect();
        let counts: Vec<u32> = phrases.iter().map(|phrase| phrase.split(' ').fold(0, |count, _| count + 1)).collect();
        index.trigger_starts = totals(&counts);
        let row_of =
            |word: &str| index.words.find_sorted(word).and_then(|row| u32::try_from(row).ok()).unwrap_or(u32::MAX);
        index.trigger_words =
            phrases.iter().flat_map(|phrase| phrase.split(' ').map(row_of).collect::<Vec<_>>()).collect();
        index.concepts = concepts;
        index.stop = stop;
        index
    }

    fn shipped(reader: &mut Reader<'_>, rows: usize) -> Result<Self, PackError> {
        let count = reader.count(2)?;
        let words = reader.texts(count)?;
        let starts = totals(&reader.numbers(count)?);
        let postings = total(&starts, 2, reader.left())?;
        let mut services = reader.numbers(postings)?;
        let weights = reader.numbers(postings)?.into_iter().map(|weight| weight.min(255) as u8).collect();
        for pair in starts.windows(2) {
            let &[from, to] = pair else { continue };
            let range = usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(0);
            let mut at = 0_u32;
            for service in services.get_mut(range).into_iter().flatten() {
                at = at.saturating_add(*service);
                *service = at;
            }
        }
        if services.iter().any(|service| usize::try_from(*service).is_ok_and(|service| service >= rows)) {
            return Err(PackError::Impossible("posting"));
        }
        Ok(Self { words, starts, services, weights, ..Self::default() })
    }

    /// Whether a word says nothing by itself.
    fn says_nothing(&self, word: &str) -> bool {
        self.stop.find_sorted(word).is_some()
    }

    /// In how many services a word stands.
    fn spread(&self, word: usize) -> usize {
        let at = |row: usize| self.starts.get(row).copied().unwrap_or(0);
        usize::try_from(at(word + 1).saturating_sub(at(word))).unwrap_or(0)
    }

    /// How many postings there are so far.
    fn here(&self) -> u32 {
        u32::try_from(self.services.len()).unwrap_or(u32::MAX)
    }

    /// The services of a word, each with the weight of the field it stands in.
    fn postings(&self, word: usize) -> impl Iterator<Item = (usize, u8)> {
        let at = |row: usize| self.starts.get(row).and_then(|at| usize::try_from(*at).ok()).unwrap_or(0);
        let range = at(word)..at(word + 1);
        let services = self.services.get(range.clone()).unwrap_or_default();
        let weights = self.weights.get(range).unwrap_or_default();
        services.iter().zip(weights).filter_map(|(service, weight)| Some((usize::try_from(*service).ok()?, *weight)))
    }

    /// Every phrase: its words' rows in the vocabulary, and what it asks for.
    fn triggers(&self) -> impl Iterator<Item = (&[u32], Concept)> {
        self.concepts.iter().enumerate().map(|(row, concept)| {
            let at = |row: usize| self.trigger_starts.get(row).and_then(|at| usize::try_from(*at).ok()).unwrap_or(0);
            (self.trigger_words.get(at(row)..at(row + 1)).unwrap_or_default(), *concept)
        })
    }
}

#[cfg(test)]
mod tests;
