//! The kinds of published rules, each a small pure function from answers to the code of an outcome.

use serde_json::Value;

use super::Fault;
use super::answers::{Answers, numbers};
use super::delphi;
use super::written::{Band, Instrument, Rule, Table};

/// The outcome of an instrument's rule.
///
/// # Errors
/// When the answers cannot be read, a count that the rule stands on is missing, or no band holds the score.
pub fn apply(instrument: &'static Instrument, answers: &Value) -> Result<&'static str, Fault> {
    let answers = Answers::read(instrument, answers)?;
    match &instrument.rule {
        Rule::Count { at_least, reached, below } => {
            counted(instrument, &answers)?;
            Ok(if answers.count(instrument) >= *at_least { reached } else { below })
        }
        Rule::Bands { bands } => {
            let score = *answers.numbers.get("score").ok_or_else(|| Fault::new("score", "is missing"))?;
            band(bands, score).ok_or_else(|| Fault::new("score", format!("{score} lies in no band")))
        }
        Rule::Table(table) => {
            let holds = |name: &str| {
                let mut items = instrument.items.iter().filter(|item| item.dimension == name);
                answers.yes.contains(name) || items.any(|item| answers.yes.contains(item.id.as_str()))
            };
            Ok(look_up(table, &holds, &answers))
        }
        Rule::Delphi(_) | Rule::CaseOf { .. } => delphi::case(instrument, &answers),
        Rule::DimensionOf { .. } => delphi::dimension(instrument, &answers),
        Rule::Judgement { outcome } => Ok(outcome),
    }
}

/// Where there are no items to count, the count itself must be there.
fn counted(instrument: &Instrument, answers: &Answers) -> Result<(), Fault> {
    let first = numbers(&instrument.rule).first().copied().unwrap_or_default();
    let has_questions = !instrument.items.is_empty() || !answers.answered.is_empty();
    if has_questions || !answers.numbers.is_empty() { Ok(()) } else { Err(Fault::new(first, "is missing")) }
}

/// The outcome of the band that holds a score.
pub fn band(bands: &'static [Band], score: u64) -> Option<&'static str> {
    bands.iter().find(|band| (band.from..=band.to).contains(&score)).map(|band| band.outcome.as_str())
}

/// The outcome of the first row whose conditions all hold.
pub fn look_up(table: &'static Table, holds: &dyn Fn(&str) -> bool, answers: &Answers) -> &'static str {
    let met = |condition: &str| match (condition.split_once('='), condition.strip_prefix("not ")) {
        (Some((field, word)), _) => answers.words.get(field) == Some(&word),
        (None, Some(name)) => !holds(name),
        (None, None) => holds(condition),
    };
    let row = table.rows.iter().find(|row| row.conditions.iter().all(|condition| met(condition)));
    row.map_or(&table.otherwise, |row| &row.then)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn code(instrument: &str, answers: &Value) -> &'static str {
        apply(Instrument::named(instrument).unwrap(), answers).unwrap()
    }

    #[test]
    fn bands_meet_without_a_gap_and_end() {
        let Rule::Bands { bands } = &Instrument::named("cseit").unwrap().rule else { panic!("no bands") };
        assert!((0..=23).all(|score| band(bands, score).is_some()));
        assert_eq!(
            [3, 4, 8, 9, 24].map(|score| band(bands, score)),
            [Some("no_concern"), Some("possible_concern"), Some("possible_concern"), Some("clear_concern"), None]
        );
    }

    #[test]
    fn a_minor_at_work_still_needs_force_in_one_law_and_no_means_in_another() {
        assert_eq!(
            code("tvpa", &json!({"kind": "labour", "act": 1, "servitude_purpose": 1, "age": 15})),
            "not_severe_form"
        );
        assert_eq!(code("palermo", &json!({"act": 1, "purpose": 1, "age": 15})), "meets_definition");
    }

    #[test]
    fn one_yes_of_a_dimension_holds_the_dimension() {
        assert_eq!(code("ilo_fl", &json!({"fl_leave": "yes", "fl_pen": "yes"})), "forced_labour_statistical");
        assert_eq!(code("ilo_fl", &json!({"fl_leave": "yes", "fl_rec": "yes"})), "not_forced_labour_statistical");
    }

    #[test]
    fn an_assessors_concern_is_enough_without_a_count() {
        assert_eq!(code("mumma14", &json!({"clinician_concern": true})), "positive_screen");
    }
}
