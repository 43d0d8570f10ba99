//! The directory as the app reads it: columns of a checked pack, and a view of one row.
//!
//! ```text
//! made            text column of 1: the month in which the directory was put together, "2026-11"
//! services        number, then columns of that many rows:
//!   texts         id, name, name language, organisation, other names, description, url without
//!                 "https://", area ("US", "US-NY", "001"), city, languages, hours, time zone
//!   numbers       needs, audiences, situations (bits), interpreters (0 not known, 1 some, n + 1)
//!   bytes         who answers, who is told, cost, rank (lower stands first), contacts, sources
//! contacts        number, then columns
//!   texts         value, shown as ("" = as the value), extension, keyword, from ("" = the area's country), published
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
use crate::search::Index;

pub use view::{Contact, Emergency, Service, Source};

/// The version of the directory pack's layout.
pub const VERSION: u8 = 1;

/// A validated directory.
#[derive(Debug)]
pub struct Directory {
    made: Texts,
    services: Services,
    contacts: Contacts,
    sources: Sources,
    emergency: Emergencies,
    index: Index,
}

#[derive(Debug)]
struct Services {
    id: Texts,
    name: Texts,
    name_language: Texts,
    organization: Texts,
    other_names: Texts,
    description: Texts,
    url: Texts,
    area: Texts,
    city: Texts,
    languages: Texts,
    hours: Texts,
    timezone: Texts,
    needs: Vec<u32>,
    audiences: Vec<u32>,
    situations: Vec<u32>,
    interpreters: Vec<u32>,
    answered_by: Vec<u8>,
    tells: Vec<u8>,
    cost: Vec<u8>,
    rank: Vec<u8>,
    contacts: Vec<u32>,
    sources: Vec<u32>,
}

#[derive(Debug)]
struct Contacts {
    value: Texts,
    shown: Texts,
    extension: Texts,
    keyword: Texts,
    from: Texts,
    published: Texts,
    kind: Vec<u8>,
    label: Vec<u8>,
}

#[derive(Debug)]
struct Sources {
    host: Texts,
    date: Texts,
    read: Texts,
    publisher: Vec<u8>,
}

#[derive(Debug)]
struct Emergencies {
    country: Texts,
    all: Texts,
    police: Texts,
    ambulance: Texts,
    text: Texts,
    everywhere: Vec<u8>,
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
    /// Reads a directory pack.
    ///
    /// # Errors
    /// [`PackError`] says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let mut reader = Reader::open(bytes, Kind::Directory, VERSION)?;
        let made = reader.texts(1)?;
        let n = reader.count(12)?;
        let mut services = Services {
            id: reader.texts(n)?,
            name: reader.texts(n)?,
            name_language: reader.texts(n)?,
            organization: reader.texts(n)?,
            other_names: reader.texts(n)?,
            description: reader.texts(n)?,
            url: reader.texts(n)?,
            area: reader.texts(n)?,
            city: reader.texts(n)?,
            languages: reader.texts(n)?,
            hours: reader.texts(n)?,
            timezone: reader.texts(n)?,
            needs: reader.numbers(n)?,
            audiences: reader.numbers(n)?,
            situations: reader.numbers(n)?,
            interpreters: reader.numbers(n)?,
            answered_by: reader.bytes(n)?.to_vec(),
            tells: reader.bytes(n)?.to_vec(),
            cost: reader.bytes(n)?.to_vec(),
            rank: reader.bytes(n)?.to_vec(),
            contacts: Vec::new(),
            sources: Vec::new(),
        };
        let (contact_counts, source_counts) = (reader.bytes(n)?, reader.bytes(n)?);
        let m = reader.count(5)?;
        services.contacts = starts(contact_counts, m)?;
        let contacts = Contacts {
            value: reader.texts(m)?,
            shown: reader.texts(m)?,
            extension: reader.texts(m)?,
            keyword: reader.texts(m)?,
            from: reader.texts(m)?,
            published: reader.texts(m)?,
            kind: reader.bytes(m)?.to_vec(),
            label: reader.bytes(m)?.to_vec(),
        };
        let s = reader.count(3)?;
        services.sources = starts(source_counts, s)?;
        let sources = Sources {
            host: reader.texts(s)?,
            date: reader.texts(s)?,
            read: reader.texts(s)?,
            publisher: reader.bytes(s)?.to_vec(),
        };
        let e = reader.count(5)?;
        let emergency = Emergencies {
            country: reader.texts(e)?,
            all: reader.texts(e)?,
            police: reader.texts(e)?,
            ambulance: reader.texts(e)?,
            text: reader.texts(e)?,
            everywhere: reader.bytes(e)?.to_vec(),
        };
        let index = Index::read(&mut reader, n)?;
        reader.end()?;
        Ok(Self { made, services, contacts, sources, emergency, index })
    }

    /// The month in which the directory was put together: `2026-11`.
    pub fn made(&self) -> &str {
        self.made.get(0)
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.services.id.len()
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
        self.emergency.country.find_sorted(country).map(|row| Emergency { directory: self, row })
    }

    /// The countries for which there is an emergency number, sorted by code.
    pub fn emergency_countries(&self) -> impl Iterator<Item = &str> {
        self.emergency.country.iter()
    }

    /// The search index over these services.
    pub fn index(&self) -> &Index {
        &self.index
    }
}
