//! The rooms to read in (signs, rights, what happens next …) and the check-ins, in one language: the second pack of a
//! language, which comes after the first screen and is read into [`Rooms`].
//!
//! ```text
//! alphabet    see `crate::pack`
//! sentences   a text column: those keys of `crate::text` that come later
//! phrases     what people type ([`crate::search::Phrases`]); none where the directory has them
//! rooms       a text column of ROOM_TEXTS × 5 (column after column, rooms in the order of Room::ALL);
//!             5 bytes: who has reviewed it, by Reviewer::bit
//! articles    their number n; a text column of ARTICLE_TEXTS × n; n bytes: the room;
//!             n numbers: concerns; n numbers: needs, the first in the lowest byte, each one more than its number
//! check-ins   their number m; a text column of CHECKIN_TEXTS × m; CHECKIN_NUMBERS × m numbers (column after column):
//!             audience (one more than its number), reviewed, fingerprint, how many questions, how much help;
//!             the help of all: its number, a byte each;
//!             the questions of all: their number q; a text column of QUESTION_TEXTS × q; QUESTION_NUMBERS × q numbers:
//!             asks, urgent, concerns, brings, and where each answer leads: 0 for the end, else one more than the
//!             question's number in its check-in
//! ```
//!
//! Parts of a text are joined by 0x01.

use crate::checkin::{Asks, Next, Question, Rules};
use crate::codes::{Audience, Flags, Need, Reviewer, Room};
use crate::pack::{Kind, PackError, Reader, Texts};
use crate::search::Phrases;
use crate::text::{COUNT, EARLY};

#[cfg(feature = "host")]
pub mod written;

/// The version of the layout.
pub const VERSION: u8 = 4;

/// What joins the parts of a text.
pub const JOINT: char = '\u{1}';

const ROOM_TEXTS: usize = 3;
const ARTICLE_TEXTS: usize = 12;
const CHECKIN_TEXTS: usize = 5;
const CHECKIN_NUMBERS: usize = 5;
const QUESTION_TEXTS: usize = 3;
const QUESTION_NUMBERS: usize = 8;

/// Rooms and check-ins of one language.
#[derive(Clone, Debug)]
pub struct Rooms {
    sentences: Texts,
    phrases: Phrases,
    headings: Texts,
    reviewed: Vec<u8>,
    articles: Texts,
    room: Vec<u8>,
    concerns: Vec<u32>,
    needs: Vec<u32>,
    checkin_texts: Texts,
    checkin_numbers: Vec<u32>,
    help: Vec<Need>,
    words: Texts,
    questions: Vec<Question>,
}

/// A check-in: its rules, and what it asks.
#[derive(Clone, Copy, Debug)]
pub struct CheckIn<'a> {
    rooms: &'a Rooms,
    row: usize,
}

impl<'a> CheckIn<'a> {
    fn text(self, column: usize) -> &'a str {
        self.rooms.checkin_texts.get(column * self.rooms.checkins() + self.row)
    }

    fn number(self, column: usize) -> u32 {
        self.rooms.checkin_numbers.get(column * self.rooms.checkins() + self.row).copied().unwrap_or(0)
    }

    /// Where this one's rows begin and end, of those of all check-ins that a column counts.
    fn rows(self, column: usize) -> core::ops::Range<usize> {
        let count = |row: usize| usize::try_from(Self { row, ..self }.number(column)).unwrap_or(0);
        let from = (0..self.row).fold(0, |sum: usize, row| sum.saturating_add(count(row)));
        from..from.saturating_add(count(self.row))
    }

    fn word(self, column: usize, question: usize) -> &'a str {
        self.rooms.words.get(column * self.rooms.questions.len() + self.rows(3).start + question)
    }

    /// Its number.
    pub fn row(self) -> usize {
        self.row
    }

    /// The name of its file.
    pub fn id(self) -> &'a str {
        self.text(0)
    }

    /// Its title.
    pub fn title(self) -> &'a str {
        self.text(1)
    }

    /// What stands on its door.
    pub fn hint(self) -> &'a str {
        self.text(2)
    }

    /// What its end says, the heading first; parts. It depends on whether anything was said.
    pub fn end(self, said: bool) -> impl Iterator<Item = &'a str> {
        parts(self.text(if said { 3 } else { 4 }))
    }

    /// For whom services are then looked for.
    pub fn audience(self) -> Option<Audience> {
        Audience::from_number(u8::try_from(self.number(0)).ok()?.checked_sub(1)?)
    }

    /// Who has reviewed its words, by `Reviewer::bit`.
    pub fn reviewed(self) -> Flags {
        Flags(self.number(1))
    }

    /// Changes with the questions: answers to others are dropped, not guessed at.
    pub fn fingerprint(self) -> u32 {
        self.number(2)
    }

    /// Its questions and its help.
    pub fn rules(self) -> Rules<'a> {
        Rules {
            questions: self.rooms.questions.get(self.rows(3)).unwrap_or_default(),
            help: self.rooms.help.get(self.rows(4)).unwrap_or_default(),
        }
    }

    /// A question.
    pub fn ask(self, question: usize) -> &'a str {
        self.word(0, question)
    }

    /// Why it is asked.
    pub fn why(self, question: usize) -> &'a str {
        self.word(1, question)
    }

    /// What somebody has said who says yes, to go after "because you said that".
    pub fn because(self, question: usize) -> &'a str {
        self.word(2, question)
    }
}

/// An article of a room.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    rooms: &'a Rooms,
    row: usize,
}

impl<'a> Article<'a> {
    fn text(self, column: usize) -> &'a str {
        self.rooms.articles.get(column * self.rooms.room.len() + self.row)
    }

    /// Its row.
    pub fn row(self) -> usize {
        self.row
    }

    /// Its room.
    pub fn room(self) -> Room {
        self.rooms.room.get(self.row).and_then(|number| Room::from_number(*number)).unwrap_or(Room::Help)
    }

    /// Its name in `resources/rooms`, unique in its room.
    pub fn id(self) -> &'a str {
        self.text(0)
    }

    /// ISO 3166-1, `EU`, or empty for everywhere.
    pub fn place(self) -> &'a str {
        self.text(1)
    }

    /// The law, as it is cited.
    pub fn law(self) -> &'a str {
        self.text(2)
    }

    /// The date of the text of the law that was read.
    pub fn law_date(self) -> &'a str {
        self.text(3)
    }

    /// The day after which it may be out of date; empty where nobody has set one.
    pub fn review_by(self) -> &'a str {
        self.text(4)
    }

    /// The heading that it and others stand under in their room, or nothing.
    pub fn group(self) -> &'a str {
        self.text(5)
    }

    /// Its title.
    pub fn title(self) -> &'a str {
        self.text(6)
    }

    /// Its blocks, in order.
    pub fn body(self) -> impl Iterator<Item = Block<'a>> {
        parts(self.text(7)).map(Block::of)
    }

    /// The hosts of its sources.
    pub fn hosts(self) -> &'a str {
        self.text(8)
    }

    /// When the sources were read.
    pub fn read(self) -> &'a str {
        self.text(9)
    }

    /// Articles of the same room that are shown below it.
    pub fn also(self) -> impl Iterator<Item = Article<'a>> {
        let (rooms, room) = (self.rooms, self.room());
        parts(self.text(10)).filter_map(move |id| rooms.article(room, id))
    }

    /// Services that it names: by name and place, so that another directory does not give another number.
    pub fn services(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        parts(self.text(11)).filter_map(|one| one.split_once('\t'))
    }

    /// What it touches, by `Concern::bit`.
    pub fn concerns(self) -> Flags {
        Flags(self.rooms.concerns.get(self.row).copied().unwrap_or(0))
    }

    /// What help fits it, the nearest first.
    pub fn needs(self) -> impl Iterator<Item = Need> {
        let packed = self.rooms.needs.get(self.row).copied().unwrap_or(0).to_le_bytes();
        packed.into_iter().filter_map(|number| Need::from_number(number.checked_sub(1)?))
    }
}

/// A piece of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// A paragraph.
    Paragraph(&'a str),
    /// A heading: `# …`.
    Heading(&'a str),
    /// An item of a list: `- …`.
    Item(&'a str),
    /// Something that must be noticed: `! …`.
    Warning(&'a str),
}

impl<'a> Block<'a> {
    /// From how it is written.
    pub fn of(text: &'a str) -> Self {
        match text.split_once(' ') {
            Some(("#", text)) => Self::Heading(text),
            Some(("-", text)) => Self::Item(text),
            Some(("!", text)) => Self::Warning(text),
            _ => Self::Paragraph(text),
        }
    }
}

fn parts(joined: &str) -> impl Iterator<Item = &str> {
    joined.split(JOINT).filter(|part| !part.is_empty())
}

impl Rooms {
    /// Reads a pack.
    ///
    /// # Errors
    /// [`PackError`] says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let mut reader = Reader::open(bytes, Kind::Rooms, VERSION)?;
        reader.alphabet()?;
        let sentences = reader.texts(COUNT - EARLY)?;
        let phrases = Phrases::read(&mut reader)?;
        let headings = reader.texts(ROOM_TEXTS * Room::ALL.len())?;
        let reviewed = reader.bytes(Room::ALL.len())?.to_vec();
        let count = reader.count(ARTICLE_TEXTS)?;
        let articles = reader.texts(ARTICLE_TEXTS * count)?;
        let room = reader.bytes(count)?.to_vec();
        let (concerns, needs) = (reader.numbers(count)?, reader.numbers(count)?);
        let count = reader.count(CHECKIN_TEXTS)?;
        let checkin_texts = reader.texts(CHECKIN_TEXTS * count)?;
        let checkin_numbers = reader.numbers(CHECKIN_NUMBERS * count)?;
        let help = reader.count(1)?;
        let help = reader.bytes(help)?.iter().filter_map(|number| Need::from_number(*number)).collect();
        let count = reader.count(QUESTION_TEXTS)?;
        let words = reader.texts(QUESTION_TEXTS * count)?;
        let numbers = reader.numbers(QUESTION_NUMBERS * count)?;
        reader.end()?;
        let questions =
            (0..count).map(|row| question(|column| numbers.get(column * count + row).copied().unwrap_or(0)));
        let questions = questions.collect();
        Ok(Self {
            sentences,
            phrases,
            headings,
            reviewed,
            articles,
            room,
            concerns,
            needs,
            checkin_texts,
            checkin_numbers,
            help,
            words,
            questions,
        })
    }

    /// The sentences that the first pack of the language has not.
    pub fn sentences(&self) -> &Texts {
        &self.sentences
    }

    /// What people type in this language, where the directory has not.
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    fn room_text(&self, room: Room, column: usize) -> &str {
        self.headings.get(column * Room::ALL.len() + room as usize)
    }

    /// A room's title.
    pub fn title(&self, room: Room) -> &str {
        self.room_text(room, 0)
    }

    /// What stands on its door.
    pub fn hint(&self, room: Room) -> &str {
        self.room_text(room, 1)
    }

    /// What stands before its articles; paragraphs.
    pub fn intro(&self, room: Room) -> impl Iterator<Item = &str> {
        parts(self.room_text(room, 2))
    }

    /// Who has reviewed a room's words, by `Reviewer::bit`.
    pub fn reviewed(&self, room: Room) -> Flags {
        Flags(self.reviewed.get(room as usize).copied().unwrap_or(0).into())
    }

    /// The articles of a room, in order.
    pub fn articles(&self, room: Room) -> impl Iterator<Item = Article<'_>> {
        (0..self.room.len()).map(|row| Article { rooms: self, row }).filter(move |article| article.room() == room)
    }

    /// An article by its row.
    pub fn at(&self, row: usize) -> Option<Article<'_>> {
        (row < self.room.len()).then_some(Article { rooms: self, row })
    }

    /// An article by its room and name.
    pub fn article(&self, room: Room, id: &str) -> Option<Article<'_>> {
        self.articles(room).find(|article| article.id() == id)
    }

    /// How many check-ins there are.
    fn checkins(&self) -> usize {
        self.checkin_texts.len() / CHECKIN_TEXTS
    }

    /// The check-ins, in order.
    pub fn all_checkins(&self) -> impl Iterator<Item = CheckIn<'_>> {
        (0..self.checkins()).map(|row| CheckIn { rooms: self, row })
    }

    /// A check-in by its number.
    pub fn checkin(&self, row: usize) -> Option<CheckIn<'_>> {
        (row < self.checkins()).then_some(CheckIn { rooms: self, row })
    }
}

fn question(number: impl Fn(usize) -> u32) -> Question {
    let to = |column: usize| match usize::try_from(number(column)).unwrap_or(0) {
        0 => Next::End,
        one_more => Next::Question(one_more - 1),
    };
    let asks = usize::try_from(number(0)).unwrap_or(0);
    Question {
        asks: Asks::ALL.get(asks).copied().unwrap_or(Asks::YesNo),
        urgent: number(1) != 0,
        concerns: Flags(number(2)),
        brings: Flags(number(3)),
        next: [to(4), to(5), to(6), to(7)],
    }
}

/// Which reviewers have not been there, of those that a set of `Reviewer::bit` holds.
pub fn missing(reviewed: Flags) -> impl Iterator<Item = Reviewer> {
    Reviewer::ALL.iter().copied().filter(move |reviewer| !reviewed.has(reviewer.bit()))
}

#[cfg(test)]
mod tests;
