//! Writes an index on the host: the phrases of each language, and for a large directory the vocabulary.

use std::collections::BTreeSet;

use super::{Concept, Field, Making, folded, normalized};
use crate::pack::{Texts, Writer};

/// An index in the making.
#[derive(Debug, Default)]
pub struct Builder {
    stop: BTreeSet<String>,
    triggers: Vec<(String, Concept)>,
    shipped: Option<Making>,
}

impl Builder {
    /// An index that leaves out words that say nothing.
    pub fn new(stop: &[String], ships_vocabulary: bool) -> Self {
        let stop = stop.iter().map(|word| folded(&normalized(word))).collect();
        Self { stop, shipped: ships_vocabulary.then(Making::default), ..Self::default() }
    }

    /// Adds a text of a service; nothing to do where the vocabulary is made on arrival.
    pub fn add(&mut self, row: u32, field: Field, text: &str) {
        if let Some(making) = &mut self.shipped {
            making.add(row, field, &folded(&normalized(text)));
        }
    }

    /// Adds a phrase that asks for something.
    pub fn trigger(&mut self, phrase: &str, concept: Concept) {
        let all = folded(&normalized(phrase));
        let content: Vec<&str> = all.split(' ').filter(|word| !self.stop.contains(*word)).collect();
        // A phrase of one telling word is asked for whole: "can't find" is not "find".
        let phrase = if content.len() < 2 { all.clone() } else { content.join(" ") };
        if !phrase.is_empty() && !self.triggers.iter().any(|known| known.0 == phrase && known.1 == concept) {
            self.triggers.push((phrase, concept));
        }
    }

    /// Writes the index as [`super::Index`] reads it.
    pub fn write(mut self, writer: &mut Writer) {
        // Phrases of one concept side by side, and alike ones next to each other, pack smaller.
        self.triggers.sort_by(|one, other| (one.1.0, &one.0).cmp(&(other.1.0, &other.0)));
        let stop: Vec<String> = self.stop.into_iter().collect();
        let phrases: Vec<&str> = self.triggers.iter().map(|(phrase, _)| phrase.as_str()).collect();
        writer.count(stop.len());
        writer.texts(&stop);
        writer.count(phrases.len());
        writer.texts(&phrases);
        writer.numbers(self.triggers.iter().map(|(_, concept)| concept.0));
        let Some(mut making) = self.shipped else { return writer.number(0) };
        making.phrases(&Texts::of(phrases));
        let index = making.finish(&Texts::of(stop.iter().map(String::as_str)));
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
