//! One answer: yes, no, a number, or left open.

use serde_json::Value;

use super::Fault;

/// Answers that are neither yes nor no. They never count as yes.
const OPEN: [&str; 11] = [
    "skip",
    "skipped",
    "not_sure",
    "not sure",
    "unsure",
    "dont_know",
    "don't know",
    "unknown",
    "declined",
    "refused",
    "",
];

/// A whole number from 0; yes and no are 1 and 0; none where the question is open.
///
/// # Errors
/// When it is no such number.
pub fn count(field: &str, value: &Value) -> Result<Option<u64>, Fault> {
    match (value.as_u64(), is_yes(field, value)) {
        (Some(count), _) => Ok(Some(count)),
        _ if is_open(value) => Ok(None),
        (None, Ok(yes)) => Ok(Some(u64::from(yes))),
        (None, Err(_)) => Err(Fault::new(field, format!("{value} should be a whole number from 0"))),
    }
}

/// Whether the question is left open.
pub fn is_open(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|said| OPEN.contains(&said.trim().to_lowercase().as_str()))
}

/// Whether it is a yes; a number says how many times.
///
/// # Errors
/// When it is no answer to a question of yes or no.
pub fn is_yes(field: &str, value: &Value) -> Result<bool, Fault> {
    let said = value.as_str().map(|said| said.trim().to_lowercase());
    match said.as_deref() {
        Some("yes" | "true") => return Ok(true),
        Some("no" | "false") => return Ok(false),
        _ if is_open(value) => return Ok(false),
        _ => {}
    }
    match value {
        Value::Bool(yes) => Ok(*yes),
        _ => match value.as_u64() {
            Some(times) => Ok(times > 0),
            None => Err(Fault::new(field, format!("{value} should be yes, no, not_sure, skip, true, false, 0 or 1"))),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_yes_is_yes() {
        for yes in [json!("yes"), json!(" Yes "), json!(true), json!(1), json!("true")] {
            assert!(is_yes("q", &yes).unwrap(), "{yes}");
        }
        for no in [json!("no"), json!(false), json!(0), json!("skip"), json!("not_sure"), json!(null), json!("")] {
            assert!(!is_yes("q", &no).unwrap(), "{no}");
        }
        for odd in [json!(-1), json!(0.5), json!("y?"), json!([]), json!({}), json!([true])] {
            assert!(is_yes("q", &odd).is_err(), "{odd}");
        }
    }
}
