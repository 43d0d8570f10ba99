//! Ranks the services of a place for a query.

use super::matching::{Fit, Typed, beginning, short};
use super::{Concept, Field, Index};
use crate::codes::Need;
use crate::directory::{Directory, Service};
use crate::lines::is_line;
use crate::order::by;

/// Where the person looks: what they chose or what was guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// ISO 3166-1; `None` looks everywhere.
    pub country: Option<&'a str>,
    /// ISO 3166-2.
    pub subdivision: Option<&'a str>,
}

/// How near a service is to the chosen place; the nearest is greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// It serves the world.
    World,
    /// It serves the country.
    Country,
    /// It serves the chosen subdivision.
    Subdivision,
}

impl Place<'_> {
    /// How near a service is; `None` if it is elsewhere.
    pub fn nearness(self, service: Service<'_>) -> Option<Nearness> {
        let area = service.area();
        if area == "001" {
            return Some(Nearness::World);
        }
        if self.country.is_some_and(|country| country != service.country()) {
            return None;
        }
        match (self.subdivision, service.subdivision()) {
            (Some(chosen), Some(serves)) if chosen != serves => None,
            (Some(_), Some(_)) => Some(Nearness::Subdivision),
            _ => Some(Nearness::Country),
        }
    }
}

/// A service that fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its row in the directory.
    pub row: usize,
    /// How well it fits; comparable within one search.
    pub score: f32,
}

/// What a concept is worth against a word in a name.
const CONCEPT: f32 = 14.0;
/// The least that a situation is worth, however many services are there for it.
const SITUATION: f32 = 0.55;
/// Below this share of the best score, a hit is noise.
const NOISE: f32 = 0.18;

/// Scores per service for the word at hand, with a list of those touched so that clearing is cheap.
struct Board {
    best: Vec<f32>,
    touched: Vec<usize>,
}

impl Board {
    fn raise(&mut self, row: usize, score: f32) {
        if let Some(best) = self.best.get_mut(row) {
            if *best <= 0.0 {
                self.touched.push(row);
            }
            *best = best.max(score);
        }
    }

    fn pour(&mut self, into: &mut Board, share: f32) {
        for row in self.touched.drain(..) {
            if let (Some(from), Some(to)) = (self.best.get_mut(row), into.best.get_mut(row)) {
                if *to <= 0.0 {
                    into.touched.push(row);
                }
                *to += *from * share;
                *from = 0.0;
            }
        }
    }
}

/// The services that fit a query, best first.
///
/// `words` come from [`super::words`], `own` is the index of the page's language. An empty query, or one that fits nothing,
/// gives nothing: the screen then shows the lines to call.
pub fn search(directory: &Directory, own: &Index, words: &[String], place: Place<'_>) -> Vec<Hit> {
    let indexes = [directory.index(), own];
    let rows = directory.len();
    let mut total = Board { best: vec![0.0; rows], touched: Vec::new() };
    let mut word_board = Board { best: vec![0.0; rows], touched: Vec::new() };
    let mut fits: [Vec<Fit>; 2] = indexes.map(|index| vec![0.0; index.words.len()]);

    let says_something = |word: &&String| !indexes.iter().any(|index| index.says_nothing(word));
    let content: Vec<&String> = words.iter().filter(says_something).collect();
    let content = if content.is_empty() { words.iter().collect() } else { content };
    // Services in whose place words a whole word was typed: somebody named their state.
    let mut named = vec![false; rows];
    for (at, word) in content.iter().enumerate() {
        // A word that stands somewhere as typed was meant as typed.
        let known = indexes.iter().any(|index| index.words.find_sorted(word).is_some());
        let typed = Typed::new(word, at + 1 == content.len(), known);
        for (index, fits) in indexes.iter().zip(&mut fits) {
            for (row, fit) in fitting(index, word, &typed) {
                if let Some(best) = fits.get_mut(row) {
                    *best = best.max(fit);
                }
                let worth = fit * fit * rarity(index.spread(row), rows);
                for (service, weight) in index.postings(row) {
                    word_board.raise(service, worth * f32::from(weight));
                    if let Some(named) = named.get_mut(service) {
                        *named |= fit >= 1.0 && weight == Field::Place as u8;
                    }
                }
            }
        }
        word_board.pour(&mut total, 1.0);
    }
    let mut wanted: Vec<(Concept, f32)> = Vec::new();
    for (index, fits) in indexes.iter().zip(&mut fits) {
        // Words that say nothing by themselves belong to some phrases.
        for row in words.iter().filter_map(|word| index.words.find_sorted(word)) {
            if let Some(fit) = fits.get_mut(row) {
                *fit = 1.0;
            }
        }
        concepts(index, words, fits, &mut wanted);
    }
    digits(directory, words, &mut total);

    let reports = wanted.iter().any(|(concept, _)| *concept == Concept::need(Need::Report));
    let has = |service: Service<'_>, concept: Concept| {
        concept.in_sets(service.needs(), service.audiences(), service.situations())
    };
    // What few services offer says more than what most do.
    let wanted: Vec<(Concept, f32)> = wanted
        .into_iter()
        .map(|(concept, strength)| {
            let spread = directory.iter().filter(|service| has(*service, concept)).count();
            // Many lines are there for a situation; that says nothing against any of them.
            let least = if concept.is_situation() { SITUATION } else { 0.0 };
            (concept, strength * rarity(spread, rows).max(least))
        })
        .collect();
    for service in directory.iter().filter(|_| !wanted.is_empty()) {
        let asked = wanted.iter().filter(|(concept, _)| has(service, *concept)).map(|(_, strength)| strength);
        let asked: f32 = asked.sum();
        if asked > 0.0 {
            word_board.raise(service.row(), asked);
        }
    }
    word_board.pour(&mut total, CONCEPT);
    ranked(directory, &total, place, &named, reports)
}

/// The words of the vocabulary that a typed word may mean, and how well each fits.
/// Only of the last word, which may still be being typed, do two letters begin another.
fn fitting(index: &Index, word: &str, typed: &Typed) -> Vec<(usize, Fit)> {
    let mut found = Vec::new();
    let first = index.words.partition(|known| known < word);
    let mut row = first;
    while let Some(rest) =
        (row < index.words.len()).then(|| index.words.get(row)).and_then(|known| known.strip_prefix(word))
    {
        if rest.is_empty() || typed.is_beginning() {
            found.push((row, beginning(rest.len())));
        }
        row += 1;
    }
    if typed.forgives() {
        let beginnings = first..row;
        for (row, glance) in index.glances.iter().enumerate() {
            if typed.may_fit(*glance) && !beginnings.contains(&row) {
                let fit = typed.fit(index.words.get(row));
                if fit > 0.0 {
                    found.push((row, fit));
                }
            }
        }
    }
    found
}

/// A word in few services says more than one in many; between 0.15 and 1.
fn rarity(spread: usize, rows: usize) -> f32 {
    let share = short(spread.clamp(1, 60_000)) / short(rows.clamp(1, 60_000));
    (1.0 - share.sqrt()).max(0.15)
}

/// What the phrases in the query ask for, each with how surely.
fn concepts(index: &Index, words: &[String], fits: &[Fit], found: &mut Vec<(Concept, f32)>) {
    for (phrase, concept) in index.triggers() {
        let fit_of = |word: &u32| usize::try_from(*word).ok().and_then(|word| fits.get(word)).copied().unwrap_or(0.0);
        // Of most phrases already the first word was not typed.
        if phrase.is_empty() || phrase.iter().any(|word| fit_of(word) <= 0.0) {
            continue;
        }
        // A word that stands twice in a phrase is typed twice: without its tones, "tự tử" is "tu tu".
        let row = phrase.first().and_then(|row| usize::try_from(*row).ok()).unwrap_or(usize::MAX);
        if phrase.len() == 2
            && phrase.first() == phrase.last()
            && words.iter().filter(|word| index.words.get(row) == *word).count() < 2
        {
            continue;
        }
        let weakest = phrase.iter().map(fit_of).fold(1.0_f32, f32::min);
        // Two or three telling words that belong together say more than each alone.
        let word = |row: &&u32| usize::try_from(**row).map_or("", |row| index.words.get(row));
        let telling = phrase.iter().filter(|row| !index.says_nothing(word(row))).count();
        let strength = weakest * weakest * (0.6 + 0.4 * short(telling.max(1)));
        match found.iter_mut().find(|(known, _)| *known == concept) {
            Some((_, best)) => *best = best.max(strength),
            None => found.push((concept, strength)),
        }
    }
}

/// Digits are looked for in the numbers themselves: "888 373" begins a line that somebody remembers.
fn digits(directory: &Directory, words: &[String], total: &mut Board) {
    let typed: String = words.iter().flat_map(|word| word.chars()).collect();
    if typed.len() < 3 || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    for service in directory.iter() {
        for contact in service.contacts() {
            // Without its plus sign, a number is all digits; what holds anything else is a code to type or an address.
            let number = contact.value().trim_start_matches('+');
            if let Some(at) = number.as_bytes().windows(typed.len()).position(|part| part == typed.as_bytes()) {
                let whole = if number.len() == typed.len() { 20.0 } else { 0.0 };
                total.raise(service.row(), 60.0 + whole - short(at.min(10)));
            }
        }
    }
}

fn ranked(directory: &Directory, total: &Board, place: Place<'_>, named: &[bool], reports: bool) -> Vec<Hit> {
    let mut hits: Vec<Hit> = total
        .touched
        .iter()
        .filter_map(|row| {
            let service = directory.service(*row)?;
            let near = match place.nearness(service)? {
                Nearness::Subdivision => 1.35,
                Nearness::Country => 1.0,
                Nearness::World => 0.55,
            };
            // A subdivision's own service is of little use to a whole country's people, unless it was named.
            let named = named.get(*row).is_some_and(|named| *named);
            let elsewhere = place.subdivision.is_none() && service.subdivision().is_some() && !named;
            let scope = if elsewhere { 0.62 } else { 1.0 };
            // Who can only be looked up is of less help than who can be reached.
            let reached = if is_line(service) { 1.0 } else { 0.95 };
            let tier = if service.answered_by().warns_first() && !reports { 0.75 } else { 1.0 };
            // The main lines before others that fit as well.
            let prior = 1.3 - f32::from(service.rank()) / 300.0;
            Some(Hit { row: *row, score: total.best.get(*row)? * near * scope * reached * tier * prior })
        })
        .filter(|hit| hit.score > 0.0)
        .collect();
    let least = hits.iter().map(|hit| hit.score).fold(0.0, f32::max) * NOISE;
    hits.retain(|hit| hit.score >= least);
    // Scores are positive, and positive floats order like their bits.
    by(&mut hits, |hit| u64::from(u32::MAX - hit.score.to_bits()) << 32 | hit.row as u64);
    hits
}
