//! Writes an index on the host: the phrases of each language, and for a large directory the vocabulary.

use std::collections::BTreeSet;

use super::{Concept, Field, Making, folded, normalized};
use crate::authoring::check;
use crate::pack::{Texts, Writer};

/// Phrases in the making.
#[derive(Debug, Default)]
pub struct Phrases {
    stop: BTreeSet<String>,
    triggers: Vec<(String, Concept)>,
}

impl Phrases {
    /// The phrases of some languages together.
    pub fn of<'a>(languages: impl Iterator<Item = &'a check::Phrases> + Clone) -> Self {
        let stop = languages.clone().flat_map(|one| &one.stop).map(|word| folded(&normalized(word))).collect();
        let mut all = Self { stop, triggers: Vec::new() };
        for (name, phrases) in languages.flat_map(|one| &one.concepts) {
            // `check` refuses what is no concept.
            for (phrase, concept) in phrases.iter().filter_map(|phrase| Some((phrase, Concept::named(name)?))) {
                all.add(phrase, concept);
            }
        }
        // Phrases of one concept side by side, and alike ones next to each other, pack smaller.
        all.triggers.sort_by(|one, other| (one.1.0, &one.0).cmp(&(other.1.0, &other.0)));
        all
    }

    fn add(&mut self, phrase: &str, concept: Concept) {
        let all = folded(&normalized(phrase));
        let content: Vec<&str> = all.split(' ').filter(|word| !self.stop.contains(*word)).collect();
        // A phrase of one telling word is asked for whole: "can't find" is not "find".
        let phrase = if content.len() < 2 { all.clone() } else { content.join(" ") };
        if !phrase.is_empty() && !self.triggers.iter().any(|known| known.0 == phrase && known.1 == concept) {
            self.triggers.push((phrase, concept));
        }
    }

    /// Writes them as [`super::Phrases`] reads them.
    pub fn write(&self, writer: &mut Writer) {
        writer.count(self.stop.len());
        writer.texts(&self.stop);
        writer.count(self.triggers.len());
        writer.texts(self.triggers.iter().map(|(phrase, _)| phrase));
        writer.numbers(self.triggers.iter().map(|(_, concept)| concept.0));
    }
}

/// An index in the making.
#[derive(Debug, Default)]
pub struct Builder {
    phrases: Phrases,
    shipped: Option<Making>,
}

impl Builder {
    /// An index with these phrases.
    pub fn new(phrases: Phrases, ships_vocabulary: bool) -> Self {
        Self { phrases, shipped: ships_vocabulary.then(Making::default) }
    }

    /// Adds a text of a service; nothing to do where the vocabulary is made on arrival.
    pub fn add(&mut self, row: u32, field: Field, text: &str) {
        if let Some(making) = &mut self.shipped {
            making.add(row, field, &folded(&normalized(text)));
        }
    }

    /// Writes the index as [`super::Index`] reads it.
    pub fn write(self, writer: &mut Writer) {
        self.phrases.write(writer);
        let Some(mut making) = self.shipped else { return writer.number(0) };
        making.phrases(&Texts::of(self.phrases.triggers.iter().map(|(phrase, _)| phrase.as_str())));
        let index = making.finish(&Texts::of(self.phrases.stop.iter().map(String::as_str)));
        writer.number(1);
        writer.count(index.words.len());
        writer.texts(index.words.iter());
        writer
            .numbers(index.starts.windows(2).map(|pair| pair.iter().rev().copied().reduce(|a, b| a - b).unwrap_or(0)));
        for word in 0..index.words.len() {
            let mut before = 0;
            for (service, _) in index.postings(word) {
                let service = u32::try_from(service).unwrap_or(u32::MAX);
                writer.number(service - before);
                before = service;
            }
        }
        writer.numbers(index.weights.iter().copied().map(u32::from));
    }
}
