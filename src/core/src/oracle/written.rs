//! What stands in `instruments.json`.
//!
//! ```text
//! [ { id, grade, source             how the rule is known, and where
//!     items_grade                   how the items are known, if otherwise
//!     items: [ { id, dimension, about, also: [other ids], adult, child: strong | medium | weak } ]
//!     facts: [ { id, also } ]       what the rule reads and nobody is asked: age, an assessor's concern
//!     words: { field: { word: [other spellings] } }
//!     required: [ id ]              without which the rule says nothing
//!     rule: { kind, … }             see `Rule`
//!     outcomes: { code: { help, also: [other codes] } } } ]
//! ```
//!
//! Topics are in our own words: ideas are free, the instruments' wording is not. The codes `not_severe_form`,
//! `investigate`, `cooperation_element_missing`, `eligibility_letter`, `exempt_1592_b` and those of `uk_ho` and
//! `us_signs` are ours, named after the rule, as no collection of cases was seen that names them; `also` are further
//! codes of the same meaning that a case file may use.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::{Fault, Outcome as Found};

/// How something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Grade {
    /// The official text, the publisher's or the statute was read.
    A,
    /// A secondary copy was read.
    B,
    /// Not read. To test with, never to show.
    C,
}

/// How much a sign weighs, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Says little alone.
    Weak,
    /// Says something together with others.
    Medium,
    /// Two of them are enough.
    Strong,
}

/// An instrument: what it asks about, and its rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// As case files name it.
    pub id: String,
    /// How the rule is known.
    pub grade: Grade,
    /// Where the rule was read.
    pub source: String,
    /// How the items are known, if not as the rule.
    pub items_grade: Option<Grade>,
    /// What people are asked, or what is looked for.
    #[serde(default)]
    pub items: Vec<Item>,
    /// What the rule reads besides.
    #[serde(default)]
    pub facts: Vec<Item>,
    /// Fields that hold one of a few words, with the other spellings of each word.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Items or facts without which the rule says nothing.
    #[serde(default)]
    pub required: Vec<String>,
    /// From answers to an outcome.
    pub rule: Rule,
    /// Every outcome there is.
    #[serde(default)]
    pub outcomes: BTreeMap<String, Outcome>,
}

/// One item, or one fact.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// As case files name it.
    pub id: String,
    /// Other names of the same.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it belongs to.
    #[serde(default)]
    pub dimension: String,
    /// A few words of ours.
    #[serde(default)]
    pub about: String,
    /// Its weight for an adult; none where it is not on the list for adults.
    pub adult: Option<Strength>,
    /// Its weight for a child; none where it is not on the list for children.
    pub child: Option<Strength>,
}

/// An outcome's properties.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Whether the rule calls for a next step.
    #[serde(default)]
    pub help: bool,
    /// Other codes for it.
    #[serde(default)]
    pub also: Vec<String>,
}

/// The kinds of rule.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// So many items with yes: any-yes at 1, a sum with a cut-off above.
    Count {
        /// The cut-off.
        at_least: u64,
        /// At the cut-off and above.
        reached: String,
        /// Below it.
        below: String,
    },
    /// A score that lies in one of several bands.
    Bands {
        /// In rising order.
        bands: Vec<Band>,
    },
    /// Elements, as in a law.
    Table(Table),
    /// Strong, medium and weak signs; the case follows from the dimensions.
    Delphi(Delphi),
    /// One dimension of a Delphi instrument.
    DimensionOf {
        /// The instrument's id.
        of: String,
    },
    /// The case of a Delphi instrument.
    CaseOf {
        /// The instrument's id.
        of: String,
    },
    /// No number: an interviewer judges, or no scoring was found.
    Judgement {
        /// Always the same.
        outcome: String,
    },
}

/// A band of scores, both ends included.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The lowest score in it.
    pub from: u64,
    /// The highest score in it.
    pub to: u64,
    /// What it says.
    pub outcome: String,
}

/// The first row that holds decides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Tried from the top.
    pub rows: Vec<Row>,
    /// Where no row holds.
    pub otherwise: String,
}

/// A row of a [`Table`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Conditions that must all hold: `means`, `not CD`, `kind=sex`.
    #[serde(rename = "if")]
    pub conditions: Vec<String>,
    /// The outcome.
    pub then: String,
}

/// How signs add up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delphi {
    /// Strong, medium, weak: any of these makes a dimension positive.
    pub combinations: Vec<[u64; 3]>,
    /// Of a dimension.
    pub positive: String,
    /// Of a dimension.
    pub negative: String,
    /// From dimensions to the case.
    pub case: Table,
}

/// Every instrument.
///
/// # Errors
/// What is wrong with `instruments.json`; it is compiled in, and a test reads it.
pub fn all() -> Result<&'static [Instrument], Fault> {
    static ALL: OnceLock<Result<Vec<Instrument>, String>> = OnceLock::new();
    ALL.get_or_init(|| serde_json::from_str(include_str!("instruments.json")).map_err(|error| error.to_string()))
        .as_deref()
        .map_err(|error| Fault::new("instruments.json", error.as_str()))
}

impl Instrument {
    /// The instrument of that id.
    ///
    /// # Errors
    /// When there is none; says which there are.
    pub fn named(id: &str) -> Result<&'static Self, Fault> {
        let all = all()?;
        all.iter().find(|instrument| instrument.id == id).ok_or_else(|| {
            let known: Vec<&str> = all.iter().map(|instrument| instrument.id.as_str()).collect();
            Fault::new("instrument", format!("{id:?} is not known; known are {}", known.join(", ")))
        })
    }

    /// The instrument that holds the items, the facts and the outcomes: itself, or the one that it is a part of.
    ///
    /// # Errors
    /// When it is a part of nothing.
    pub fn whole(&'static self) -> Result<&'static Self, Fault> {
        match &self.rule {
            Rule::DimensionOf { of } | Rule::CaseOf { of } => Self::named(of),
            _ => Ok(self),
        }
    }

    /// An outcome, by its code.
    pub fn outcome(&'static self, code: &str) -> Option<Found> {
        let (code, written) = self.whole().ok()?.outcomes.get_key_value(code)?;
        Some(Found { code, written })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(rule: &'static Rule) -> Option<&'static Table> {
        match rule {
            Rule::Table(table) | Rule::Delphi(Delphi { case: table, .. }) => Some(table),
            _ => None,
        }
    }

    #[test]
    fn a_table_reads_only_what_its_instrument_knows() {
        for instrument in all().unwrap() {
            let known = |name: &str| {
                let mut items = instrument.items.iter().chain(&instrument.facts);
                items.any(|item| item.id == name || item.dimension == name)
            };
            for condition in
                tables(&instrument.rule).iter().flat_map(|table| &table.rows).flat_map(|row| &row.conditions)
            {
                let holds = match condition.split_once('=') {
                    Some((field, word)) => instrument.words[field].contains_key(word),
                    None => known(condition.strip_prefix("not ").unwrap_or(condition)),
                };
                assert!(holds, "{}: {condition}", instrument.id);
            }
        }
    }

    #[test]
    fn every_outcome_is_given_by_a_rule_and_every_rule_gives_known_outcomes() {
        for instrument in all().unwrap() {
            let mut given: Vec<&str> = match &instrument.rule {
                Rule::Count { reached, below, .. } => vec![reached, below],
                Rule::Bands { bands } => bands.iter().map(|band| band.outcome.as_str()).collect(),
                Rule::Delphi(delphi) => vec![&delphi.positive, &delphi.negative],
                Rule::Judgement { outcome } => vec![outcome],
                Rule::Table(_) | Rule::DimensionOf { .. } | Rule::CaseOf { .. } => Vec::new(),
            };
            if let Some(table) = tables(&instrument.rule) {
                given.extend(table.rows.iter().map(|row| row.then.as_str()));
                given.push(&table.otherwise);
            }
            given.sort_unstable();
            given.dedup();
            assert_eq!(given, instrument.outcomes.keys().collect::<Vec<_>>(), "{}", instrument.id);
            assert!(!instrument.whole().unwrap().outcomes.is_empty(), "{}", instrument.id);
        }
    }

    #[test]
    fn the_delphi_list_is_whole() {
        let items = &Instrument::named("ilo_delphi").unwrap().items;
        let size = |dimension: &str| items.iter().filter(|item| item.dimension == dimension).count();
        assert_eq!(["DR", "CR", "RV", "EX", "CD", "AV"].map(size), [10, 10, 16, 9, 15, 7]);
        assert!(items.iter().all(|item| item.adult.is_some()));
        assert!(items.iter().all(|item| item.child != Some(Strength::Weak)));
    }
}
