//! The directory as the app reads it: columns of a checked pack, and a view of one row.
//!
//! ```text
//! made            text column of 2: the month in which the directory was put together, "2026-11", and the one from which
//!                 it counts as old
//! services        number, then columns of that many rows:
//!   texts         name, name language (c), organisation, other names, description, url without
//!                 "https://", area (c; "US", "US-NY", "001"), city, words for its place and languages (c),
//!                 languages (c), hours (c), time zone (c)
//!   numbers       needs, audiences, situations (bits), interpreters (0 not known, 1 some, n + 1)
//!   bytes         who answers, who is told, cost, rank (lower stands first), how many contacts and sources
//! contacts        number, then columns
//!   texts         value, written as (c; see `written`), extension (c), keyword (c), from (c; "" = the area's
//!                 country), called (c)
//!   bytes         kind, label
//! sources         number, then columns
//!   texts         host ("" = of the service's url), date (c), read (c);  bytes  publisher
//! emergency       number, then columns
//!   texts         country (sorted), all services, police, ambulance, text;  bytes  1 = works everywhere
//! search index    see [`crate::search`]
//! ```
//!
//! (c): a coded column, since many rows share what stands there.

#[cfg(feature = "host")]
pub mod rows;
mod view;
mod written;

use crate::pack::{Kind, PackError, Reader, Texts};
use crate::search::{Field, Index, Making, folded};

pub use view::{Contact, Emergency, Service, Source, host};

/// The version of the directory pack's layout.
pub const VERSION: u8 = 5;

/// A validated directory.
#[derive(Debug)]
pub struct Directory {
    made: Texts,
    services: Table,
    contacts: Table,
    sources: Table,
    /// Where each service's contacts and sources begin, with the end as one more.
    parts: [Vec<u32>; 2],
    emergency: Table,
    index: Index,
}

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
    /// What many services share.
    pub const CODED: u32 =
        1 << NAME_LANGUAGE | 1 << AREA | 1 << PLACE_WORDS | 1 << LANGUAGES | 1 << HOURS | 1 << TIMEZONE;
}

/// One kind of row: columns of texts, of numbers and of bytes. Lists of columns rather than fields, because each
/// field that can fail to be read costs code that lets go of all before it.
#[derive(Debug)]
struct Table {
    texts: Vec<Texts>,
    numbers: Vec<Vec<u32>>,
    bytes: Vec<Vec<u8>>,
}

impl Table {
    /// Reads a table of so many columns of texts, of numbers and of bytes. Of the texts, those are coded whose bit is set.
    fn read(reader: &mut Reader<'_>, [texts, numbers, bytes]: [usize; 3], coded: u32) -> Result<Self, PackError> {
        // Each text takes a byte at least, and so does each number.
        let rows = reader.count(texts + numbers + bytes)?;
        let mut table = Self { texts: Vec::new(), numbers: Vec::new(), bytes: Vec::new() };
        for column in 0..texts {
            table.texts.push(if coded >> column & 1 == 1 { reader.coded(rows)? } else { reader.texts(rows)? });
        }
        for _ in 0..numbers {
            table.numbers.push(reader.numbers(rows)?);
        }
        for _ in 0..bytes {
            table.bytes.push(reader.bytes(rows)?.to_vec());
        }
        Ok(table)
    }

    fn rows(&self) -> usize {
        self.texts.first().map_or(0, Texts::len)
    }

    fn text(&self, column: usize, row: usize) -> &str {
        self.texts.get(column).map_or("", |column| column.get(row))
    }

    /// The strings of a column, each at least once: of a coded column, far fewer than there are rows.
    fn kept(&self, column: usize) -> Vec<&str> {
        self.texts.get(column).map_or(Vec::new(), Texts::kept)
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
    fn put_into(services: &Table, making: &mut Making, normalize: &dyn Fn(&str) -> String) {
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
            let mut words = Texts::default();
            normalize(column.joined()).split('\0').for_each(|text| words.push(&folded(text)));
            for (row, number) in (0..column.len()).zip(0_u32..) {
                making.add(number, field, words.get(column.code(row)));
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
        let made = reader.texts(2)?;
        let services = Table::read(&mut reader, [12, 4, 6], service::CODED)?;
        let contacts = Table::read(&mut reader, [6, 0, 2], 0b11_1110)?;
        let sources = Table::read(&mut reader, [3, 0, 1], 0b110)?;
        let counts = |column: usize| services.bytes.get(column).map_or(&[][..], Vec::as_slice);
        let parts = [starts(counts(4), contacts.rows())?, starts(counts(5), sources.rows())?];
        let emergency = Table::read(&mut reader, [5, 0, 1], 0)?;
        let index = Index::read(&mut reader, services.rows(), |making| Self::put_into(&services, making, normalize))?;
        reader.end()?;
        Ok(Self { made, services, contacts, sources, parts, emergency, index })
    }

    /// The month in which the directory was put together: `2026-11`.
    pub fn made(&self) -> &str {
        self.made.get(0)
    }

    /// The month from which it counts as old: `2027-05`.
    pub fn old_from(&self) -> &str {
        self.made.get(1)
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.services.rows()
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

    /// The areas that are served, each once or more often: ISO 3166-1 or 3166-2; `001` is the world.
    pub fn areas(&self) -> Vec<&str> {
        self.services.kept(service::AREA)
    }

    /// The languages that are spoken anywhere, likewise, by their BCP 47 tags in lists.
    pub fn languages(&self) -> Vec<&str> {
        self.services.kept(service::LANGUAGES)
    }

    /// The emergency numbers of a country, if any are known.
    pub fn emergency(&self, country: &str) -> Option<Emergency<'_>> {
        let row = self.emergency.texts.first()?.find_sorted(country)?;
        Some(Emergency { directory: self, row })
    }

    /// The countries for which there is an emergency number, sorted by code.
    pub fn emergency_countries(&self) -> impl Iterator<Item = &str> {
        self.emergency.texts.first().into_iter().flat_map(Texts::iter)
    }

    /// The search index over these services.
    pub fn index(&self) -> &Index {
        &self.index
    }
}
