//! (host) Published screening rules as oracles: what a published instrument says of some answers.
//!
//! Our check-ins give nobody a verdict and copy no instrument. But wherever a published rule would call for a next
//! step, they must bring the right help forward, and that is what these rules are for: to be held against them in
//! tests. No outcome of theirs reaches `resources/` or the WebAssembly.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`written`] | the form of `instruments.json`: topics, rules, outcomes, grades, sources |
//! | [`said`] | one answer: yes, no, a number, or left open |
//! | [`answers`] | from any JSON to what was answered with yes |
//! | [`rules`] | counting, bands, tables of elements |
//! | [`delphi`] | strong, medium and weak signs, dimension by dimension, then the case |
//! | [`cases`] | a file of answers with the outcomes that are expected |
//!
//! Skipped, not sure and missing never count as yes. Where a rule is silent the outcome is `undefined`.

pub mod answers;
#[cfg(test)]
mod brings;
pub mod cases;
pub mod delphi;
#[cfg(test)]
mod properties;
pub mod rules;
pub mod said;
pub mod written;

use std::fmt;

use serde_json::Value;

use written::{Grade, Instrument, Strength};

/// Why some answers cannot be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field of the answers (or of the case) that is at fault.
    pub field: String,
    /// What is wrong and what would be right.
    pub what: String,
}

impl Fault {
    /// A fault in a field.
    pub fn new(field: &str, what: impl Into<String>) -> Self {
        Self { field: field.to_owned(), what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.what)
    }
}

impl std::error::Error for Fault {}

/// What a published rule says of some answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    code: &'static str,
    written: &'static written::Outcome,
}

impl Outcome {
    /// The outcome's code, such as `positive_screen`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Whether the rule calls for a next step: help, advice, a closer look. `undefined` does where at least one
    /// dimension is positive and only the name of the case is missing.
    pub fn calls_for_help(&self) -> bool {
        self.written.help
    }

    /// Whether a case file means this outcome by `code`.
    pub fn is(&self, code: &str) -> bool {
        self.code == code || self.written.also.iter().any(|also| also == code)
    }
}

/// One thing that an instrument asks about, in our words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The instrument's id, such as `ilo_delphi`.
    pub instrument: &'static str,
    /// The item's id, such as `CD1`.
    pub item: &'static str,
    /// What the item belongs to, such as `CD`.
    pub dimension: &'static str,
    /// What it is about, in a few words.
    pub about: &'static str,
    /// How much it weighs for an adult, where items are weighed.
    pub adult: Option<Strength>,
    /// How much it weighs for a child, where items are weighed.
    pub child: Option<Strength>,
    /// How the item is known. How the rule is known may differ: [`Instrument::grade`].
    pub grade: Grade,
}

/// Every topic of every instrument; none if `instruments.json` is broken, which [`judge`] says aloud.
pub fn topics() -> impl Iterator<Item = Topic> {
    written::all().unwrap_or_default().iter().flat_map(|instrument| {
        instrument.items.iter().map(|item| Topic {
            instrument: &instrument.id,
            item: &item.id,
            dimension: &item.dimension,
            about: &item.about,
            adult: item.adult,
            child: item.child,
            grade: instrument.items_grade.unwrap_or(instrument.grade),
        })
    })
}

/// What an instrument's rule says of `answers`, an object from items or elements to yes, no, `skip` or `not_sure`,
/// or from `present` to a list of items or a count. Any JSON is taken without harm.
///
/// # Errors
/// An instrument that is not there; a field that it does not know; an answer of the wrong type; an answer without
/// which the rule says nothing.
pub fn judge(instrument: &str, answers: &Value) -> Result<Outcome, Fault> {
    let instrument = Instrument::named(instrument)?;
    let code = rules::apply(instrument, answers)?;
    instrument.outcome(code).ok_or_else(|| Fault::new(&instrument.id, format!("lists no outcome {code:?}")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn outcome(instrument: &str, answers: &Value) -> Outcome {
        judge(instrument, answers).unwrap_or_else(|fault| panic!("{instrument}: {fault}"))
    }

    #[test]
    fn one_yes_calls_for_help_and_none_does_not() {
        assert!(outcome("raft", &json!({"raft3": "yes"})).calls_for_help());
        assert!(!outcome("raft", &json!({"raft3": "no"})).calls_for_help());
    }

    #[test]
    fn a_case_without_a_name_still_calls_for_help() {
        let case = outcome("delphi_case", &json!({"CR": 1, "EX": 1}));
        assert_eq!(case.code(), "undefined");
        assert!(case.calls_for_help());
        assert!(!outcome("ahtst", &json!({"ah1": "yes"})).calls_for_help());
    }

    #[test]
    fn papers_weigh_more_at_the_destination() {
        let strength = |id| topics().find(|topic| topic.item == id).and_then(|topic| topic.adult);
        for (recruited, held) in [("CR5", "CD1"), ("CR4", "CD2"), ("CR6", "CD3")] {
            assert_eq!((strength(recruited), strength(held)), (Some(Strength::Medium), Some(Strength::Strong)));
        }
    }

    #[test]
    fn every_fault_names_its_field() {
        for (instrument, answers, field) in [
            ("rfat", json!({}), "instrument"),
            ("raft", json!([]), "answers"),
            ("raft", json!({"raft5": "yes"}), "raft5"),
            ("raft", json!({"raft1": "perhaps"}), "raft1"),
            ("raft", json!({"present": ["raft9"]}), "present"),
            ("ilo_delphi", json!({"child_labour_items": ["RV8"]}), "child_labour_items"),
            ("ahtst_capetown", json!({}), "positive_count"),
            ("cseit", json!({"score": 24}), "score"),
            ("cseit", json!({}), "score"),
            ("tvpa", json!({"act": 1}), "kind"),
            ("tvpa", json!({"kind": "other"}), "kind"),
            ("s45", json!({"compelled": 1}), "under_18"),
            ("s45", json!({"age": "old"}), "age"),
        ] {
            assert_eq!(judge(instrument, &answers).unwrap_err().field, field, "{instrument} {answers}");
        }
    }

    /// The words of a verdict have no place in what people read.
    #[test]
    fn no_outcome_stands_in_resources() {
        let root = crate::shipped::root().join("resources");
        let codes: Vec<String> = written::all()
            .unwrap()
            .iter()
            .flat_map(|instrument| instrument.outcomes.keys().cloned())
            .filter(|code| code.contains('_'))
            .collect();
        assert!(codes.len() > 20);
        let files = crate::files::below(&root).unwrap();
        for path in crate::files::json(&files, "") {
            let text = String::from_utf8_lossy(&files[&path]);
            let found = codes.iter().find(|code| text.contains(code.as_str()));
            assert_eq!(found, None, "{path}");
        }
    }
}
