//! Shapes of files that no type describes, because they are read key by key or not by the program at all.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use sidedoor_core::text::Category;

/// A file of `resources/text/<language>/`: sentences by key.
pub type Sentences = BTreeMap<String, Sentence>;

/// A sentence, or a wording for each plural form that the language has.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
#[allow(dead_code, reason = "read by schemars")]
pub enum Sentence {
    /// One wording. `{name}` is filled in.
    One(String),
    /// A wording for each form that `language.json` lists.
    Plural(PluralForms),
}

/// Wordings by plural form, in the names of Unicode CLDR.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "read by schemars")]
pub struct PluralForms {
    /// For none, in Arabic or Welsh.
    zero: Option<String>,
    /// For one.
    one: Option<String>,
    /// For two, in Arabic or Slovenian.
    two: Option<String>,
    /// For a few.
    few: Option<String>,
    /// For many.
    many: Option<String>,
    /// For all others.
    other: String,
}

/// `language.json`: what a language says of itself.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "read by schemars")]
pub struct Language {
    /// Its name in itself.
    autonym: String,
    /// Which way it is written.
    dir: Direction,
    /// The plural forms it uses, in the names of Unicode CLDR.
    plural: Vec<Category>,
    /// Who grew up with it, has read all of it and stands for it, and when: `Name, 2026-11`. As long as this is missing, a
    /// star stands behind its name.
    native_reader: Option<String>,
    /// How the page says who has not read its words.
    reviewed: String,
    /// How it says "not yet reviewed by a native speaker".
    unreviewed: String,
}

/// `glossary.json`: what the words of a language were chosen from.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "read by schemars")]
pub struct Glossary {
    /// How people are spoken to, and how the language is written.
    register: BTreeMap<String, String>,
    /// Words that are not used, and why.
    avoid: Vec<String>,
    /// Each term by its English key.
    terms: BTreeMap<String, Term>,
}

/// A term of a glossary.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "read by schemars")]
pub struct Term {
    /// The term.
    text: String,
    /// A: read in an official page of that language; B: read elsewhere; C: own knowledge; SOURCE: English.
    grade: String,
    /// Where it was read.
    source: Option<String>,
    /// What to know of it.
    note: Option<String>,
}

/// Which way a language is written.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[allow(dead_code, reason = "read by schemars")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// What the research found in conflict.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "read by schemars")]
pub struct Conflict {
    /// The record.
    id: String,
    /// What became of it.
    coded: Coded,
    /// Which facts, such as `phone:+18883737888`.
    #[schemars(default)]
    about: Vec<String>,
}

/// What became of a conflict.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[allow(dead_code, reason = "read by schemars")]
pub enum Coded {
    /// Two values compete for a fact of the card; the fact is left out.
    Open,
    /// The record holds the answer.
    Settled,
    /// No fact of the card.
    Note,
}

/// Something that was researched and does not ship.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[allow(dead_code, reason = "read by schemars")]
pub struct LeftOut {
    /// The record.
    id: String,
    /// `service` for all of it, or a fact of it.
    what: String,
    /// The reason.
    why: String,
}
