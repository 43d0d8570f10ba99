//! Files of cases: answers with the outcome that is expected.
//!
//! ```text
//! { "cases": [ { "id", "instrument", "answers": {…}, "expected": "positive_screen", … } ],
//!   "design_extensions": […], "unverified": […] }     any other list is described, not judged
//! ```

use std::fmt;

use serde_json::Value;

use super::written::Instrument;
use super::{Fault, judge};

/// How the cases of a file went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Cases whose outcome is the expected one.
    pub passed: usize,
    /// The others, in the order of the file.
    pub failed: Vec<Failure>,
    /// Entries of other lists, which name no outcome of a rule.
    pub described: usize,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for failure in &self.failed {
            writeln!(f, "{failure}")?;
        }
        if self.described > 0 {
            writeln!(f, "{} described, not judged", self.described)?;
        }
        write!(f, "{} passed, {} failed", self.passed, self.failed.len())
    }
}

/// A case that did not pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The case's id, or its place in the file.
    pub id: String,
    /// The instrument's id, as far as it could be read.
    pub instrument: String,
    /// The outcome that the file expects, as far as it could be read.
    pub expected: String,
    /// The outcome that the rule gives, or why it gives none.
    pub found: Result<&'static str, Fault>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, instrument, expected, found } = self;
        match found {
            Ok(found) => write!(f, "{id} ({instrument}): expected {expected}, found {found}"),
            Err(fault) => write!(f, "{id} ({instrument}): expected {expected}, cannot be judged: {fault}"),
        }
    }
}

/// Judges every case of a file.
///
/// # Errors
/// When the text is not JSON (with line and column) or has no list of cases. A case that cannot be read has failed.
pub fn judge_all(text: &str) -> Result<Report, Fault> {
    let file: Value =
        serde_json::from_str(text).map_err(|error| Fault::new("the file", format!("is not JSON: {error}")))?;
    let no_cases = || Fault::new("cases", "is missing; the file should be an object with a list of cases");
    let file = file.as_object().ok_or_else(no_cases)?;
    let cases = file.get("cases").and_then(Value::as_array).ok_or_else(no_cases)?;
    let mut report = Report::default();
    for (at, case) in cases.iter().enumerate() {
        match failure(at, case) {
            Some(failure) => report.failed.push(failure),
            None => report.passed += 1,
        }
    }
    let others = file.iter().filter(|(name, _)| *name != "cases").filter_map(|(_, list)| list.as_array());
    report.described = others.map(Vec::len).sum();
    Ok(report)
}

fn failure(at: usize, case: &Value) -> Option<Failure> {
    let text = |field: &str| case.get(field).and_then(Value::as_str);
    let found = match (text("instrument"), text("expected"), case.get("answers")) {
        (None, _, _) => Err(Fault::new("instrument", "is missing or not a text")),
        (_, None, _) => Err(Fault::new("expected", "is missing or not a text")),
        (_, _, None) => Err(Fault::new("answers", "is missing")),
        (Some(instrument), Some(expected), Some(answers)) => match compare(instrument, expected, answers) {
            Ok(None) => return None,
            Ok(Some(found)) => Ok(found),
            Err(fault) => Err(fault),
        },
    };
    let or_unnamed = |field| text(field).unwrap_or("?").to_owned();
    Some(Failure {
        id: text("id").map_or_else(|| format!("case {}", at + 1), str::to_owned),
        instrument: or_unnamed("instrument"),
        expected: or_unnamed("expected"),
        found,
    })
}

/// None where the outcome is the expected one, else what was found.
fn compare(instrument: &str, expected: &str, answers: &Value) -> Result<Option<&'static str>, Fault> {
    let found = judge(instrument, answers)?;
    if found.is(expected) {
        return Ok(None);
    }
    let outcomes = &Instrument::named(instrument)?.whole()?.outcomes;
    if outcomes.iter().any(|(code, outcome)| code == expected || outcome.also.iter().any(|also| also == expected)) {
        return Ok(Some(found.code()));
    }
    let known: Vec<&str> = outcomes.keys().map(String::as_str).collect();
    let what = format!("is no outcome of {instrument}, which has {}; found {}", known.join(", "), found.code());
    Err(Fault::new("expected", what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str) -> String {
        judge_all(text).map_or_else(|fault| fault.to_string(), |report| report.to_string())
    }

    #[test]
    fn every_case_in_the_open_passes() {
        let report = judge_all(include_str!("../../../../tests/data/screening-cases.json")).unwrap();
        assert!(report.failed.is_empty(), "{report}");
        assert!(report.passed > 100, "{report}");
    }

    #[test]
    fn a_failed_case_says_what_was_expected_and_what_was_found() {
        let text = r#"{"cases": [
            {"id": "one", "instrument": "raft", "answers": {"raft1": "yes"}, "expected": "positive_screen"},
            {"id": "two", "instrument": "raft", "answers": {"raft1": "skip"}, "expected": "positive_screen"}]}"#;
        let lines = "two (raft): expected positive_screen, found negative_screen\n1 passed, 1 failed";
        assert_eq!(report(text), lines);
    }

    #[test]
    fn an_unreadable_case_fails_and_names_its_field() {
        let text = r#"{"cases": [
            {"id": "a", "instrument": "rfat", "answers": {}, "expected": "positive_screen"},
            {"id": "b", "instrument": "raft", "answers": {"raft1": [1]}, "expected": "positive_screen"},
            {"id": "c", "instrument": "raft", "answers": {}, "expected": "positive"},
            {"instrument": "raft", "answers": {}}, 7]}"#;
        let report = report(text);
        let lines: Vec<&str> = report.lines().collect();
        for (line, (id, field)) in lines.iter().zip([
            ("a (rfat)", "instrument: \"rfat\" is not known"),
            ("b (raft)", "raft1: [1] should be yes"),
            ("c (raft)", "expected: is no outcome of raft"),
            ("case 4 (raft)", "expected: is missing"),
            ("case 5 (?)", "instrument: is missing"),
        ]) {
            assert!(line.starts_with(id) && line.contains(field), "{line}");
        }
        assert_eq!(lines.last(), Some(&"0 passed, 5 failed"));
    }

    #[test]
    fn what_is_only_described_is_never_counted_as_failed() {
        let text = r#"{"cases": [], "design_extensions": [{"id": "x"}, {}], "unverified": [1], "note": "n"}"#;
        assert_eq!(report(text), "3 described, not judged\n0 passed, 0 failed");
    }

    #[test]
    fn a_broken_file_says_where() {
        assert!(report("{\"cases\": [\n{]}").contains("line 2 column 2"));
        assert!(report("[]").starts_with("cases: is missing"));
        assert!(report(r#"{"cases": {}}"#).starts_with("cases: is missing"));
    }
}
