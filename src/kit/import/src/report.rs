//! What became of every row and every field: the report that a person can act on.
//!
//! Every row of every file ends in one [`Outcome`]; what no reader ever looked at comes out as refused, so that nothing
//! is lost silently.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::link;
use crate::row::Origin;

/// What became of a row or a field. A row that is used in several places keeps the best of its outcomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nobody has looked yet.
    #[default]
    Unseen,
    /// It is of a kind that our records have no place for.
    NotCarried,
    /// It did not come in.
    Refused,
    /// It says what another row said.
    Merged,
    /// It came in as it was.
    Kept,
    /// It came in, changed.
    Mended,
}

/// Stands in the report where what stood in the export must not be handed on: somebody's own number or mailbox, a place where
/// people hide.
pub const WITHHELD: &str = "(not printed here)";

/// Stands in the report for so many things that were cut out of a text.
pub fn cut_out(count: usize) -> String {
    format!("{count}{OF_THESE}")
}

const OF_THESE: &str = " of these";

/// Why a thing is to be looked at before all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Danger {
    /// Something stood there that could lead to somebody: a place where people hide, a number or a mailbox of one person.
    Somebody,
    /// A page over a line that others can read along.
    Line,
}

/// One thing that somebody should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Number of the file.
    #[serde(skip)]
    pub file: u16,
    /// The row as a spreadsheet numbers it, or the place in JSON; empty for the whole file.
    pub row: String,
    /// The column; empty for the whole row.
    pub field: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What stood there.
    pub from: String,
    /// What we made of it.
    pub to: String,
    /// Why, and what would be right.
    pub why: String,
    /// Tells it from others, so that a thing is said once.
    #[serde(skip)]
    key: u64,
}

/// What became of one file.
#[derive(Debug, Default)]
pub struct File {
    /// Its name, with the folder or the archive it was in.
    pub name: String,
    /// What it was read as.
    pub read_as: String,
    rows: Vec<Outcome>,
    places: Arc<Vec<Box<str>>>,
    columns: BTreeMap<String, usize>,
    /// From which row on how many blank lines stood before.
    blank: Vec<(u32, u32)>,
}

/// How many rows of a file ended how.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub rows: usize,
    /// As they were.
    pub kept: usize,
    /// Changed.
    pub mended: usize,
    /// With another.
    pub merged: usize,
    /// Not at all.
    pub refused: usize,
    /// Of a kind that our records have no place for.
    pub not_carried: usize,
}

impl Entry {
    /// Why it is to be looked at first, if it is.
    pub fn danger(&self) -> Option<Danger> {
        if self.from == WITHHELD || self.from.ends_with(OF_THESE) {
            return Some(Danger::Somebody);
        }
        [link::OPEN_LINE, link::NO_PAGE].contains(&self.why.as_str()).then_some(Danger::Line)
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.kept += other.kept;
        self.mended += other.mended;
        self.merged += other.merged;
        self.refused += other.refused;
        self.not_carried += other.not_carried;
    }
}

/// The whole report.
#[derive(Debug, Default)]
pub struct Report {
    /// Every file that was looked at.
    pub files: Vec<File>,
    /// What somebody should know, in the order in which it was found.
    pub entries: Vec<Entry>,
    /// What holds for the whole import.
    pub remarks: Vec<String>,
    /// Services and organisations that were written.
    pub services: usize,
    /// Organisations that were written.
    pub organizations: usize,
    said: HashSet<u64>,
    lost: Vec<Origin>,
}

/// Long cells are quoted by their beginning.
const QUOTED: usize = 200;

/// The beginning of a cell, for the report.
pub fn quoted(cell: &str) -> String {
    let cell = cell.trim();
    if cell.len() <= QUOTED {
        return cell.to_owned();
    }
    match cell.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", cell.get(..at).unwrap_or("")),
        None => cell.to_owned(),
    }
}

impl Report {
    /// Begins a file; its number.
    pub fn file(&mut self, name: &str) -> u16 {
        self.files.push(File { name: name.to_owned(), ..File::default() });
        u16::try_from(self.files.len() - 1).unwrap_or(u16::MAX)
    }

    /// What a file was read as.
    pub fn read_as(&mut self, file: u16, what: &str) {
        if let Some(file) = self.files.get_mut(usize::from(file)) {
            what.clone_into(&mut file.read_as);
        }
    }

    /// Begins a row. A row of JSON says where it stands; a row of a table is counted as a spreadsheet does, the first
    /// below the heading being row 2.
    pub fn row(&mut self, file: u16, place: Option<&str>) -> Origin {
        let Some(rows) = self.files.get_mut(usize::from(file)) else { return Origin { file, at: 0 } };
        rows.rows.push(Outcome::Unseen);
        if let Some(place) = place {
            Arc::make_mut(&mut rows.places).push(place.into());
        }
        Origin { file, at: u32::try_from(rows.rows.len() - 1).unwrap_or(u32::MAX) }
    }

    /// Notes blank lines before the next row.
    pub fn skip(&mut self, file: u16, lines: u32) {
        let Some(file) = self.files.get_mut(usize::from(file)).filter(|_| lines > 0) else { return };
        let next = u32::try_from(file.rows.len()).unwrap_or(u32::MAX);
        let before = file.blank.last().map_or(0, |(_, lines)| *lines);
        file.blank.push((next, before.saturating_add(lines)));
    }

    /// How people find a row.
    pub fn label(&self, origin: Origin) -> String {
        let Some(file) = self.files.get(usize::from(origin.file)) else { return String::new() };
        if let Some(place) = file.places.get(index(origin)) {
            return place.to_string();
        }
        let blank = file.blank.partition_point(|(from, _)| *from <= origin.at);
        let blank = blank.checked_sub(1).and_then(|at| file.blank.get(at)).map_or(0, |(_, lines)| *lines);
        (u64::from(origin.at) + u64::from(blank) + 2).to_string()
    }

    /// Notes how a row ended; the best of several endings counts.
    pub fn mark(&mut self, origin: Origin, outcome: Outcome) {
        let file = self.files.get_mut(usize::from(origin.file));
        if let Some(row) = file.and_then(|file| file.rows.get_mut(index(origin))) {
            *row = (*row).max(outcome);
        }
    }

    /// The service of a row did not come in: whatever else of the row could be read, came to nothing.
    pub fn lose(&mut self, origin: Origin) {
        self.lost.push(origin);
    }

    /// How a row ended so far.
    pub fn outcome(&self, origin: Origin) -> Outcome {
        let file = self.files.get(usize::from(origin.file));
        file.and_then(|file| file.rows.get(index(origin))).copied().unwrap_or_default()
    }

    /// Says something once of a field; the row is not marked.
    pub fn say(&mut self, origin: Origin, field: &str, outcome: Outcome, (from, to): (&str, &str), why: &str) {
        let mut hasher = DefaultHasher::new();
        (origin, field, outcome, to, why).hash(&mut hasher);
        let key = hasher.finish();
        if self.said.insert(key) {
            let row = self.label(origin);
            let (from, to) = (quoted(from), quoted(to));
            let (field, why) = (field.to_owned(), why.to_owned());
            self.entries.push(Entry { file: origin.file, row, field, outcome, from, to, why, key });
        }
    }

    /// A field came in changed.
    pub fn mended(&mut self, origin: Origin, field: &str, from: &str, to: &str, why: &str) {
        self.say(origin, field, Outcome::Mended, (from, to), why);
        self.mark(origin, Outcome::Mended);
    }

    /// A field did not come in; its row did, or may still.
    pub fn dropped(&mut self, origin: Origin, field: &str, from: &str, why: &str) {
        self.say(origin, field, Outcome::Refused, (from, ""), why);
    }

    /// A row did not come in.
    pub fn refused(&mut self, origin: Origin, field: &str, from: &str, why: &str) {
        self.say(origin, field, Outcome::Refused, (from, ""), why);
        self.mark(origin, Outcome::Refused);
    }

    /// Something about a whole file.
    pub fn whole(&mut self, file: u16, field: &str, outcome: Outcome, (from, to): (&str, &str), why: &str) {
        let (field, from, to, why) = (field.to_owned(), quoted(from), quoted(to), why.to_owned());
        self.entries.push(Entry { file, row: String::new(), field, outcome, from, to, why, key: 0 });
    }

    /// Counts a cell of a column that our records have no place for.
    pub fn unread(&mut self, file: u16, column: &str) {
        let Some(file) = self.files.get_mut(usize::from(file)) else { return };
        match file.columns.get_mut(column) {
            Some(count) => *count += 1,
            None => drop(file.columns.insert(column.to_owned(), 1)),
        }
    }

    /// A report of the same files, for somebody who looks at some of their rows at the same time.
    #[must_use]
    pub fn beside(&self) -> Self {
        let beside = |file: &File| File {
            rows: vec![Outcome::Unseen; file.rows.len()],
            places: Arc::clone(&file.places),
            blank: file.blank.clone(),
            ..File::default()
        };
        Self { files: self.files.iter().map(beside).collect(), ..Self::default() }
    }

    /// Takes in what such a report says.
    pub fn take_in(&mut self, other: Self) {
        for (file, part) in self.files.iter_mut().zip(other.files) {
            for (row, outcome) in file.rows.iter_mut().zip(part.rows) {
                *row = (*row).max(outcome);
            }
            for (column, count) in part.columns {
                *file.columns.entry(column).or_default() += count;
            }
        }
        self.lost.extend(other.lost);
        for entry in other.entries {
            if entry.key == 0 || self.said.insert(entry.key) {
                self.entries.push(entry);
            }
        }
    }

    /// Gives every row that nobody looked at its ending, and every unread column its line.
    pub fn close(&mut self) {
        for origin in std::mem::take(&mut self.lost) {
            let file = self.files.get_mut(usize::from(origin.file));
            if let Some(row) = file.and_then(|file| file.rows.get_mut(index(origin))) {
                *row = (*row).min(Outcome::Refused);
            }
        }
        for number in 0..self.files.len() {
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            let Some(file) = self.files.get_mut(usize::from(number)) else { continue };
            let columns = std::mem::take(&mut file.columns);
            let unseen: Vec<u32> =
                (0..).zip(&file.rows).filter(|(_, outcome)| **outcome == Outcome::Unseen).map(|(at, _)| at).collect();
            for (column, count) in columns {
                let what = format!("{count} cells");
                self.whole(
                    number,
                    &column,
                    Outcome::NotCarried,
                    (&what, ""),
                    "our records have no place for this column",
                );
            }
            for at in unseen {
                self.refused(
                    Origin { file: number, at },
                    "",
                    "",
                    "the service that it belongs to did not come in, or is in none of the files",
                );
            }
        }
    }

    /// How the rows of a file ended.
    pub fn counts(&self, file: u16) -> Counts {
        let mut counts = Counts::default();
        for outcome in self.files.get(usize::from(file)).into_iter().flat_map(|file| &file.rows) {
            counts.rows += 1;
            match outcome {
                Outcome::Kept => counts.kept += 1,
                Outcome::Mended => counts.mended += 1,
                Outcome::Merged => counts.merged += 1,
                Outcome::NotCarried => counts.not_carried += 1,
                Outcome::Refused | Outcome::Unseen => counts.refused += 1,
            }
        }
        counts
    }

    /// The rows that did not come in: the file's name, and the row as people find it.
    pub fn refused_rows(&self) -> Vec<(&str, String)> {
        let mut all = Vec::new();
        for (number, file) in (0_u16..).zip(&self.files) {
            let refused = (0_u32..).zip(&file.rows).filter(|(_, outcome)| **outcome == Outcome::Refused);
            all.extend(refused.map(|(at, _)| (file.name.as_str(), self.label(Origin { file: number, at }))));
        }
        all
    }

    /// How the rows of all files ended.
    pub fn all_counts(&self) -> Counts {
        let mut all = Counts::default();
        for number in 0..self.files.len() {
            all += self.counts(u16::try_from(number).unwrap_or(u16::MAX));
        }
        all
    }

    /// The name of a file.
    pub fn name(&self, file: u16) -> &str {
        self.files.get(usize::from(file)).map_or("", |file| &file.name)
    }
}

fn index(origin: Origin) -> usize {
    usize::try_from(origin.at).unwrap_or(usize::MAX)
}
