//! Builds the index on the host: from the texts of each service, and the phrases of each language.

use std::collections::{BTreeMap, BTreeSet};

use super::{Concept, normalized, words};
use crate::pack::Writer;

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
    /// A place that it serves.
    Place = 5,
    /// What it does.
    Description = 4,
    /// A language spoken there.
    Language = 3,
}

/// An index in the making.
#[derive(Debug, Default)]
pub struct Builder {
    postings: BTreeMap<String, BTreeMap<u32, u8>>,
    triggers: Vec<(Vec<String>, Concept)>,
    stop: BTreeSet<String>,
}

impl Builder {
    /// An index that leaves out words that say nothing.
    pub fn new(stop: &[String]) -> Self {
        Self { stop: stop.iter().flat_map(|word| words(&normalized(word))).collect(), ..Self::default() }
    }

    fn content(&self, text: &str) -> Vec<String> {
        words(&normalized(text)).into_iter().filter(|word| !self.stop.contains(word)).collect()
    }

    /// Adds a text of a service.
    pub fn add(&mut self, row: u32, field: Field, text: &str) {
        for word in self.content(text) {
            let weight = self.postings.entry(word).or_default().entry(row).or_default();
            *weight = (*weight).max(field as u8);
        }
    }

    /// Adds a phrase that asks for something.
    pub fn trigger(&mut self, phrase: &str, concept: Concept) {
        let content = self.content(phrase);
        let phrase = if content.is_empty() { words(&normalized(phrase)) } else { content };
        for word in &phrase {
            self.postings.entry(word.clone()).or_default();
        }
        if !phrase.is_empty() && !self.triggers.iter().any(|known| known.0 == phrase && known.1 == concept) {
            self.triggers.push((phrase, concept));
        }
    }

    /// Writes the index as [`super::Index`] reads it.
    pub fn write(&self, writer: &mut Writer) {
        writer.count(self.stop.len());
        writer.texts(&self.stop);
        writer.count(self.postings.len());
        writer.texts(self.postings.keys());
        writer.numbers(self.postings.values().map(|services| u32::try_from(services.len()).unwrap_or(0)));
        for services in self.postings.values() {
            let mut before = 0;
            for service in services.keys() {
                writer.number(service - before);
                before = *service;
            }
        }
        writer.numbers(self.postings.values().flat_map(|services| services.values().map(|weight| u32::from(*weight))));
        let row_of = |word: &String| {
            let row = self.postings.keys().position(|known| known == word);
            row.and_then(|row| u32::try_from(row).ok()).unwrap_or(u32::MAX)
        };
        writer.count(self.triggers.len());
        writer.numbers(self.triggers.iter().map(|(phrase, _)| u32::try_from(phrase.len()).unwrap_or(0)));
        writer.numbers(self.triggers.iter().flat_map(|(phrase, _)| phrase.iter().map(row_of)));
        writer.numbers(self.triggers.iter().map(|(_, concept)| concept.0));
    }
}
