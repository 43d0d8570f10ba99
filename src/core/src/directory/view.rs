//! One service, contact, source or emergency entry, read from the columns where it stands.

use super::written::filled;
use super::{Directory, service};
use crate::codes::{Answerer, ContactKind, Cost, Flags, Label, Publisher, Tells};
use crate::hours::Hours;

/// The host of an address without its scheme, without `www.`.
pub fn host(url: &str) -> &str {
    let host = url.split(['/', '?', '#']).next().unwrap_or(url);
    host.strip_prefix("www.").unwrap_or(host)
}

/// A service in the directory.
#[derive(Clone, Copy, Debug)]
pub struct Service<'a> {
    pub(super) directory: &'a Directory,
    pub(super) row: usize,
}

/// Declares one getter a text column, by the column's place in the table.
macro_rules! texts {
    ($table:ident: $($(#[$doc:meta])* $name:ident = $column:expr,)+) => {
        $($(#[$doc])* pub fn $name(self) -> &'a str { self.directory.$table.text($column, self.row) })+
    };
}

impl<'a> Service<'a> {
    texts! { services:
        /// Its name, in [`Self::name_language`].
        name = service::NAME,
        /// BCP 47.
        name_language = service::NAME_LANGUAGE,
        /// Who runs it.
        organization = service::ORGANIZATION,
        /// Other names, separated by `; `.
        other_names = service::OTHER_NAMES,
        /// One sentence, in English.
        description = service::DESCRIPTION,
        /// Its own page, without `https://`; empty if none.
        url = service::URL,
        /// ISO 3166-1 or 3166-2; `001` is the world.
        area = service::AREA,
        /// The city that it serves, if only one.
        city = service::CITY,
        /// IANA time zone of its hours.
        timezone = service::TIMEZONE,
    }

    /// Its row, which stands for it while the directory is loaded.
    pub fn row(self) -> usize {
        self.row
    }

    /// ISO 3166-1; `001` for an international service.
    pub fn country(self) -> &'a str {
        self.area().split('-').next().unwrap_or("")
    }

    /// ISO 3166-2, if it serves one subdivision.
    pub fn subdivision(self) -> Option<&'a str> {
        let area = self.area();
        area.contains('-').then_some(area)
    }

    /// BCP 47 tags of the languages in which somebody answers.
    pub fn languages(self) -> impl Iterator<Item = &'a str> {
        self.directory.services.text(service::LANGUAGES, self.row).split(' ').filter(|tag| !tag.is_empty())
    }

    /// The codes by whose names it is looked for: its subdivision, and the languages that are spoken. English is spoken at
    /// most lines; as a word it would say nothing.
    pub fn place_codes(self) -> impl Iterator<Item = &'a str> {
        self.subdivision().into_iter().chain(self.languages().filter(|tag| *tag != "en"))
    }

    /// Needs, by [`crate::codes::Need::bit`].
    pub fn needs(self) -> Flags {
        Flags(self.directory.services.number(0, self.row))
    }

    /// Audiences, by [`crate::codes::Audience::bit`].
    pub fn audiences(self) -> Flags {
        Flags(self.directory.services.number(1, self.row))
    }

    /// Situations, by [`crate::codes::Situation::bit`].
    pub fn situations(self) -> Flags {
        Flags(self.directory.services.number(2, self.row))
    }

    /// Interpreters: `None` not known, `Some(0)` there are some, otherwise how many languages.
    pub fn interpreters(self) -> Option<u32> {
        self.directory.services.number(3, self.row).checked_sub(1)
    }

    /// Who answers.
    pub fn answered_by(self) -> Answerer {
        Answerer::from_number(self.directory.services.byte(0, self.row)).unwrap_or(Answerer::Unknown)
    }

    /// Who may be told.
    pub fn tells(self) -> Tells {
        Tells::from_number(self.directory.services.byte(1, self.row)).unwrap_or(Tells::Unknown)
    }

    /// What it costs.
    pub fn cost(self) -> Cost {
        Cost::from_number(self.directory.services.byte(2, self.row)).unwrap_or(Cost::Unknown)
    }

    /// Where it stands among others of its tier and place; lower is first.
    pub fn rank(self) -> u8 {
        self.directory.services.byte(3, self.row)
    }

    /// When it is open.
    pub fn hours(self) -> Hours {
        Hours::parse(self.directory.services.text(service::HOURS, self.row))
    }

    fn part(self, which: usize) -> core::ops::Range<usize> {
        let starts = self.directory.parts.get(which).map_or(&[][..], Vec::as_slice);
        let at = |row: usize| starts.get(row).and_then(|at| usize::try_from(*at).ok()).unwrap_or(0);
        at(self.row)..at(self.row + 1)
    }

    /// Ways to make contact, the best first.
    pub fn contacts(self) -> impl Iterator<Item = Contact<'a>> {
        let directory = self.directory;
        self.part(0).map(move |row| Contact { directory, row, service: self.row })
    }

    /// Where its facts were read.
    pub fn sources(self) -> impl Iterator<Item = Source<'a>> {
        let directory = self.directory;
        self.part(1).map(move |row| Source { directory, row, service: self.row })
    }
}

/// A way to make contact.
#[derive(Clone, Copy, Debug)]
pub struct Contact<'a> {
    directory: &'a Directory,
    row: usize,
    service: usize,
}

impl<'a> Contact<'a> {
    texts! { contacts:
        /// E.164, a short code, an address; a chat's page without `https://`.
        value = 0,
        /// What to dial when somebody answers; empty if nothing.
        extension = 2,
        /// The word to send in a text; empty if none.
        keyword = 3,
        /// The day on which somebody called; empty: nobody has.
        called = 5,
    }

    /// As people there write it.
    pub fn shown(self) -> String {
        match self.directory.contacts.text(1, self.row) {
            "" => self.value().to_owned(),
            pattern => filled(pattern, self.value()),
        }
    }

    /// The countries from which it can be dialled, separated by spaces; `*` from anywhere.
    pub fn from(self) -> &'a str {
        match self.directory.contacts.text(4, self.row) {
            "" => Service { directory: self.directory, row: self.service }.country(),
            from => from,
        }
    }

    /// What kind of contact it is.
    pub fn kind(self) -> ContactKind {
        ContactKind::from_number(self.directory.contacts.byte(0, self.row)).unwrap_or(ContactKind::Call)
    }

    /// Which of several numbers it is.
    pub fn label(self) -> Label {
        Label::from_number(self.directory.contacts.byte(1, self.row)).unwrap_or(Label::None)
    }

    /// What a tap opens; `None` for `#` and `*` codes, which iPhones refuse to dial from a link.
    pub fn href(self) -> Option<String> {
        let value = self.value();
        if value.contains(['#', '*']) {
            return None;
        }
        Some(match self.kind() {
            ContactKind::Call | ContactKind::Tty | ContactKind::Videophone => format!("tel:{value}"),
            ContactKind::Text => format!("sms:{value}"),
            ContactKind::Whatsapp => format!("https://wa.me/{}", value.trim_start_matches('+')),
            ContactKind::Chat => format!("https://{value}"),
            ContactKind::Email => format!("mailto:{value}"),
        })
    }
}

/// Where facts were read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    directory: &'a Directory,
    row: usize,
    service: usize,
}

impl<'a> Source<'a> {
    /// The host of the page.
    pub fn host(self) -> &'a str {
        match self.directory.sources.text(0, self.row) {
            "" => host(Service { directory: self.directory, row: self.service }.url()),
            host => host,
        }
    }

    texts! { sources:
        /// The page's own date; empty if it has none.
        date = 1,
        /// When it was read.
        read = 2,
    }

    /// Whose page it is.
    pub fn publisher(self) -> Publisher {
        Publisher::from_number(self.directory.sources.byte(0, self.row)).unwrap_or(Publisher::Other)
    }
}

/// The emergency numbers of a country.
#[derive(Clone, Copy, Debug)]
pub struct Emergency<'a> {
    pub(super) directory: &'a Directory,
    pub(super) row: usize,
}

impl<'a> Emergency<'a> {
    texts! { emergency:
        /// ISO 3166-1.
        country = 0,
        /// One number for all; empty if there is none.
        all = 1,
        /// Police, where apart.
        police = 2,
        /// Ambulance, where apart.
        ambulance = 3,
        /// A number that takes texts.
        text = 4,
    }

    /// Whether an official page tells people to dial it, anywhere in the country; otherwise the card says that it
    /// may not work everywhere.
    pub fn everywhere(self) -> bool {
        self.directory.emergency.byte(0, self.row) == 1
    }
}
