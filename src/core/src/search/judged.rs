//! Queries with the services that a person would need, as somebody judged them (`tests/data/queries.json`, and a file a
//! language beside it), and how many of those stand among the first five that are found.

use std::io;
use std::path::Path;

use serde::Deserialize;

use super::{Place, normalized, search, words};
use crate::directory::Directory;
use crate::text::Text;

/// How many results are looked at.
const FIRST: usize = 5;
/// The group of what fits nothing: nothing has to be found.
const NOTHING: &str = "nothing";

/// A judged query.
#[derive(Debug, Deserialize)]
pub struct Judged {
    /// What is typed.
    pub q: String,
    /// The language of the page, BCP 47.
    pub lang: String,
    /// Where the person is.
    pub country: Option<String>,
    /// The part of that country.
    pub subdivision: Option<String>,
    /// Ids of the services that should be found.
    pub must_ids: Vec<String>,
    /// What kind of query it is.
    pub group: String,
}

impl Judged {
    /// The queries of a file.
    ///
    /// # Errors
    /// When it cannot be read, or is none.
    pub fn read(file: &Path) -> io::Result<Vec<Self>> {
        Ok(serde_json::from_slice(&std::fs::read(file)?)?)
    }

    /// The share of its answers that stand among the first five, of those that ship; nothing where nothing has to be found.
    pub fn recall(&self, directory: &Directory, text: &Text, ids: &[String]) -> Option<f64> {
        if self.group == NOTHING {
            return None;
        }
        let place = Place { country: self.country.as_deref(), subdivision: self.subdivision.as_deref() };
        let hits = search(directory, text.index(directory, &normalized), &words(&normalized(&self.q)), place);
        let top: Vec<&String> = hits.iter().take(FIRST).filter_map(|hit| ids.get(hit.row)).collect();
        let wanted: Vec<&String> = self.must_ids.iter().filter(|id| ids.contains(id)).collect();
        let found = wanted.iter().filter(|id| top.contains(id)).count();
        if found < wanted.len() {
            eprintln!("{} {:?} {:?}: wanted {wanted:?}, first five {top:?}", self.lang, self.q, self.country);
        }
        Some(if found == 0 { 0.0 } else { at_least_one(found) / at_least_one(wanted.len()) })
    }
}

/// The mean of what [`Judged::recall`] gives for several.
pub fn mean(shares: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = shares.fold((0.0, 0), |(sum, count), one| (sum + one, count + 1));
    sum / at_least_one(count)
}

/// A number to divide by: nothing of nothing is nothing.
fn at_least_one(count: usize) -> f64 {
    f64::from(u32::try_from(count.max(1)).unwrap_or(u32::MAX))
}
