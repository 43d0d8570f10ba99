//! The directory as the app reads it: columns of a checked pack, and a view of one row.
//!
//! ```text
//! made            text column of 1: the month in which the directory was put together, "2026-11"
//! services        number, then columns of that many rows:
//!   texts         name, name language, organisation, other names, description, url without
//!                 "https://", area ("US", "US-NY", "001"), city, words for its place and languages,
//!                 languages, hours, time zone
//!   numbers       needs, audiences, situations (bits), interpreters (0 not known, 1 some, n + 1)
//!   bytes         who answers, who is told, cost, rank (lower stands first), how many contacts and sources
//! contacts        number, then columns
//!   texts         value, shown as ("" = as the value), extension, keyword, from ("" = the area's country), published,
//!                 called
//!   bytes         kind, label
//! sources         number, then columns
//!   texts         host, date, read;  bytes  publisher
//! emergency       number, then columns
//!   texts         country (sorted), all services, police, ambulance, text;  bytes  1 = works everywhere
//! search index    see [`crate::search`]
//! ```

#[cfg(feature = "host")]
pub mod rows;
mod view;

use crate::pack::{Kind, PackError, Reader, Texts};
use crate::search::{Field, Index, Making, folded};

pub use view::{Contact, Emergency, Service, Source};

/// The version of the directory pack's layout.
pub const VERSION: u8 = 1;

/// A validated directory.
#[derive(Debug)]
pub struct Directory {
    made: Texts,
    services: ServiceTable,
    contacts: Table<7, 0, 2>,
    sources: Table<3, 0, 1>,
    /// Where each service's contacts and sources begin, with the end as one more.
    parts: [Vec<u32>; 2],
    emergency: Table<5, 0, 1>,
    index: Index,
}

type ServiceTable = Table<12, 4, 6>;

/// Columns of texts and of numbers of a service, in pack order.
mod service {
    pub const NAME: usize = 0;
    pub const NAME_LANGUAGE: usize = 1;
    pub const ORGANIZATION: usize = 2;
    pub const OTHER_NAMES: usize = 3;
    pub const DESCRIPTION: usize = 4;
    pub const URL: usize = 5;
    pub const AREA: usize = 6;
    pub const CITY: usize = 7;
    pub const PLACE_WORDS: usize = 8;
    pub const LANGUAGES: usize = 9;
    pub const HOURS: usize = 10;
    pub const TIMEZONE: usize = 11;
}

/// One kind of row: columns of texts, of numbers and of bytes. Arrays of columns rather than fields, because
/// each field that can fail to be read costs code that lets go of all before it.
#[derive(Debug)]
struct Table<const T: usize, const N: usize, const B: usize> {
    texts: [Texts; T],
    numbers: [Vec<u32>; N],
    bytes: [Vec<u8>; B],
}

impl<const T: usize, const N: usize, const B: usize> Table<T, N, B> {
    fn read(reader: &mut Reader<'_>, rows: usize) -> Result<Self, PackError> {
        let mut table = Self {
            texts: core::array::from_fn(|_| Texts::default()),
            numbers: core::array::from_fn(|_| Vec::new()),
            bytes: core::array::from_fn(|_| Vec::new()),
        };
        for column in &mut table.texts {
            *column = reader.texts(rows)?;
        }
        for column in &mut table.numbers {
            *column = reader.numbers(rows)?;
        }
        for column in &mut table.bytes {
            *column = reader.bytes(rows)?.to_vec();
        }
        Ok(table)
    }

    fn text(&self, column: usize, row: usize) -> &str {
        self.texts.get(column).map_or("", |column| column.get(row))
    }

    fn number(&self, column: usize, row: usize) -> u32 {
        self.numbers.get(column).and_then(|column| column.get(row)).copied().unwrap_or(0)
    }

    fn byte(&self, column: usize, row: usize) -> u8 {
        self.bytes.get(column).and_then(|column| column.get(row)).copied().unwrap_or(0)
    }
}

impl Directory {
    /// Puts the texts of every service into a vocabulary. A column is folded at once: one call into the browser
    /// costs more than the work in it.
    fn put_into(services: &ServiceTable, making: &mut Making, normalize: &dyn Fn(&str) -> String) {
        let fields = [
            (service::NAME, Field::Name),
            (service::OTHER_NAMES, Field::OtherName),
            (service::ORGANIZATION, Field::Organization),
            (service::DESCRIPTION, Field::Description),
            (service::CITY, Field::Place),
            (service::PLACE_WORDS, Field::Place),
        ];
        for (column, field) in fields {
            let Some(column) = services.texts.get(column) else { continue };
            for (row, text) in (0_u32..).zip(normalize(column.joined()).split('\0')) {
                making.add(row, field, &folded(text));
            }
        }
    }
}

/// Turns a column of counts into where each row's part begins, with the end as one more row.
fn starts(counts: &[u8], total: usize) -> Result<Vec<u32>, PackError> {
    let mut at = 0_u32;
    let mut starts = vec![0];
    for count in counts {
        at += u32::from(*count);
        starts.push(at);
    }
    if usize::try_from(at) == Ok(total) { Ok(starts) } else { Err(PackError::Impossible("parts")) }
}

impl Directory {
    /// Reads a directory pack. `normalize` is Unicode's NFKD in small letters: a browser has it, and so has the
    /// host ([`crate::search::normalized`]).
    ///
    /// # Errors
    /// [`PackError`] says what is wrong with it.
    pub fn read(bytes: &[u8], normalize: &dyn Fn(&str) -> String) -> Result<Self, PackError> {
        let mut reader = Reader::open(bytes, Kind::Directory, VERSION)?;
        let made = reader.texts(1)?;
        let n = reader.count(12)?;
        let services = ServiceTable::read(&mut reader, n)?;
        let [.., contact_counts, source_counts] = &services.bytes;
        let m = reader.count(5)?;
        let contacts = Table::read(&mut reader, m)?;
        let s = reader.count(3)?;
        let sources = Table::read(&mut reader, s)?;
        let parts = [starts(contact_counts, m)?, starts(source_counts, s)?];
        let e = reader.count(5)?;
        let emergency = Table::read(&mut reader, e)?;
        let index = Index::read(&mut reader, n, |making| Self::put_into(&services, making, normalize))?;
        reader.end()?;
        Ok(Self { made, services, contacts, sources, parts, emergency, index })
    }

    /// The month in which the directory was put together: `2026-11`.
    pub fn made(&self) -> &str {
        self.made.get(0)
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.services.texts.first().map_or(0, Texts::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The service in a row.
    pub fn service(&self, row: usize) -> Option<Service<'_>> {
        (row < self.len()).then_some(Service { directory: self, row })
    }

    /// Every service.
    pub fn iter(&self) -> impl Iterator<Item = Service<'_>> {
        (0..self.len()).map(|row| Service { directory: self, row })
    }

    /// The emergency numbers of a country, if any are known.
    pub fn emergency(&self, country: &str) -> Option<Emergency<'_>> {
        self.emergency_codes().find_sorted(country).map(|row| Emergency { directory: self, row })
    }

    fn emergency_codes(&self) -> &Texts {
        let [codes, ..] = &self.emergency.texts;
        codes
    }

    /// The countries for which there is an emergency number, sorted by code.
    pub fn emergency_countries(&self) -> impl Iterator<Item = &str> {
        self.emergency_codes().iter()
    }

    /// The search index over these services.
    pub fn index(&self) -> &Index {
        &self.index
    }
}
