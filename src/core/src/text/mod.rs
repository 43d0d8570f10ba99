//! Every sentence that a person reads, by typed key.
//!
//! `resources/text/<language>/*.json` is read by `build.rs` into [`Key`] and [`say`]; a language
//! travels as one pack and is read into a [`Text`].
//!
//! ```text
//! alphabet                 see `crate::pack`
//! tag, autonym, dir, unreviewed   a text column of 4
//! sentences                number of keys that come first, then a text column: a row a key, in the order of KEYS;
//!                          plural forms of one key are joined by 0x01 in the order zero … other;
//!                          the rest of the keys comes with the rooms (`crate::rooms`), in the same form
//! names                    number of names, then a text column of codes (sorted) and one of names
//! ```

mod plural;
#[cfg(feature = "host")]
pub mod source;

use core::cell::OnceCell;

use crate::directory::Directory;
use crate::pack::{Kind, PackError, Reader, Texts};
use crate::search::{Field, Index, Phrases, folded};

#[cfg(test)]
pub(crate) use keys::KEYS;
pub use keys::{COUNT, EARLY, Key, say};
pub use plural::{Category, category};

#[allow(clippy::pedantic, missing_docs)]
mod keys {
    use super::Text;
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));
}

/// The version of the text pack's layout.
pub const VERSION: u8 = 5;

/// One language's sentences and names.
#[derive(Debug)]
pub struct Text {
    head: Texts,
    sentences: Texts,
    later: OnceCell<Texts>,
    codes: Texts,
    names: Texts,
    phrases: OnceCell<Phrases>,
    index: OnceCell<Index>,
    no_index: Index,
}

impl Text {
    /// Reads a text pack.
    ///
    /// # Errors
    /// [`PackError`] says what is wrong with it; a pack of another release has another number of keys.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let mut reader = Reader::open(bytes, Kind::Text, VERSION)?;
        reader.alphabet()?;
        let head = reader.texts(4)?;
        let keys = reader.count(1)?;
        if keys != EARLY {
            return Err(PackError::Impossible("keys"));
        }
        let sentences = reader.texts(keys)?;
        let names = reader.count(2)?;
        let (codes, names) = (reader.texts(names)?, reader.texts(names)?);
        reader.end()?;
        let (later, phrases, index) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Ok(Self { head, sentences, later, codes, names, phrases, index, no_index: Index::default() })
    }

    /// The sentences that come later have come, and what people type; once.
    pub fn complete(&self, later: Texts, phrases: Phrases) {
        let _ = self.later.set(later);
        let _ = self.phrases.set(phrases);
    }

    /// What stands in a row; nothing where it has not come yet.
    fn row(&self, row: usize) -> &str {
        match row.checked_sub(EARLY) {
            None => self.sentences.get(row),
            Some(row) => self.later.get().map_or("", |later| later.get(row)),
        }
    }

    /// BCP 47 tag.
    pub fn tag(&self) -> &str {
        self.head.get(0)
    }

    /// The language's own name for itself.
    pub fn autonym(&self) -> &str {
        self.head.get(1)
    }

    /// `ltr` or `rtl`.
    pub fn dir(&self) -> &str {
        self.head.get(2)
    }

    /// How it is said that no native speaker has read a language.
    pub fn unreviewed(&self) -> &str {
        self.head.get(3)
    }

    /// A sentence.
    pub fn get(&self, key: Key) -> &str {
        self.row(key as usize)
    }

    /// A sentence by the name of its key, for keys made of a coded word: `need.shelter`.
    pub fn named(&self, group: &str, code: &str) -> &str {
        let row = keys::coded(group).iter().find(|(known, _)| *known == code);
        row.map_or("", |(_, row)| self.row(usize::from(*row)))
    }

    /// The name of a country, a subdivision or a language; the code itself where there is none.
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.codes.find_sorted(code).map_or(code, |row| self.names.get(row))
    }

    /// Codes and names, sorted by code.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.codes.iter().zip(self.names.iter())
    }

    /// The index of this language: its phrases, and its names for the places and the languages of the services. Made when
    /// it is first asked for, once the phrases have come; `normalize` as for [`Directory::read`]. Empty where the
    /// directory has both.
    pub fn index(&self, directory: &Directory, normalize: &dyn Fn(&str) -> String) -> &Index {
        let Some(phrases) = self.phrases.get().filter(|phrases| !phrases.is_empty()) else { return &self.no_index };
        self.index.get_or_init(|| {
            let names = normalize(self.names.joined());
            let names: Vec<String> = names.split('\0').map(folded).collect();
            let name = |code: &str| self.codes.find_sorted(code).and_then(|row| names.get(row));
            Index::made(phrases.clone(), |making| {
                for (row, service) in (0_u32..).zip(directory.iter()) {
                    for name in service.place_codes().filter_map(name) {
                        making.add(row, Field::Place, name);
                    }
                }
            })
        })
    }

    fn fill(&self, row: usize, values: &[(&str, &str)]) -> String {
        filled(self.row(row), values)
    }

    fn plural(&self, row: usize, n: u32, values: &[(&str, &str)]) -> String {
        let forms = self.row(row);
        let form = |wanted: Category| forms.split('\u{1}').nth(wanted as usize).filter(|form| !form.is_empty());
        let chosen = form(category(self.tag(), n)).or_else(|| form(Category::Other)).unwrap_or("");
        filled(&filled(chosen, &[("n", &n.to_string())]), values)
    }
}

fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(values.iter().find(|(wanted, _)| *wanted == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Sentences as they stand in a column.
#[cfg(feature = "host")]
pub(crate) fn column(sentences: &[(&String, &source::Sentence)]) -> Vec<String> {
    use source::Sentence;
    let one = |sentence: &Sentence| match sentence {
        Sentence::One(text) => text.clone(),
        Sentence::Plural(forms) => forms.each_ref().map(|form| form.as_deref().unwrap_or("")).join("\u{1}"),
    };
    sentences.iter().map(|(_, sentence)| one(sentence)).collect()
}

/// Packs a language. The counterpart of [`Text::read`].
#[cfg(feature = "host")]
pub fn pack(language: &source::Language) -> Vec<u8> {
    let writer = crate::pack::Writer::spelled(|writer| fill(language, writer));
    writer.finish(Kind::Text, VERSION)
}

#[cfg(feature = "host")]
fn fill(language: &source::Language, writer: &mut crate::pack::Writer) {
    writer.texts(["autonym", "dir", "unreviewed"].into_iter().fold(vec![language.tag.as_str()], |mut head, key| {
        head.push(language.meta_text(key));
        head
    }));
    let (early, _) = language.in_order();
    writer.count(early.len());
    writer.texts(column(&early));
    writer.count(language.names.len());
    writer.texts(language.names.keys());
    writer.texts(language.names.values());
}

#[cfg(test)]
mod tests;
