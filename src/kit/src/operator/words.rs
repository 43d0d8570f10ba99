//! An operator's settings and words in place of ours, key by key.

use serde_json::{Map, Value};
use sidedoor_core::text::source::Sentence;

/// Puts their values into ours. A key that we do not have, or a value of another kind, would be shown nowhere or break the
/// page: it is told to `fault` with its path.
pub fn replace(
    ours: &mut Map<String, Value>,
    theirs: Map<String, Value>,
    path: &str,
    fault: &mut impl FnMut(&str, String),
) {
    for (key, value) in theirs {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        // Remarks of whoever wrote the file.
        if key.starts_with(['_', '$']) {
            continue;
        }
        match (ours.get_mut(&key), value) {
            (None, _) => fault(&path, "is no key of ours; only what is there can be replaced".to_owned()),
            (Some(Value::Object(ours)), Value::Object(theirs)) => replace(ours, theirs, &path, fault),
            (Some(Value::String(ours)), Value::String(theirs)) => match asks_for(ours, &theirs) {
                Some(wanted) => fault(&path, format!("should have the placeholders {wanted}, and no others")),
                None => *ours = theirs,
            },
            (Some(ours), theirs) if kind(ours) == kind(&theirs) => *ours = theirs,
            (Some(ours), theirs) => fault(&path, format!("is {}; ours is {}", kind(&theirs), kind(ours))),
        }
    }
}

/// The placeholders of a sentence that another one does not have in the same way.
fn asks_for(ours: &str, theirs: &str) -> Option<String> {
    let of = |text: &str| Sentence::One(text.to_owned()).placeholders();
    let (wanted, found) = (of(ours), of(theirs));
    let list = || wanted.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" ");
    (wanted != found).then(|| if wanted.is_empty() { "(none)".to_owned() } else { list() })
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "yes or no",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn put(ours: Value, theirs: Value) -> (Value, Vec<String>) {
        let (Value::Object(mut ours), Value::Object(theirs)) = (ours, theirs) else { panic!() };
        let mut faults = Vec::new();
        replace(&mut ours, theirs, "", &mut |path, what| faults.push(format!("{path}: {what}")));
        (Value::Object(ours), faults)
    }

    #[test]
    fn a_key_replaces_ours_and_the_others_stay_in_their_order() {
        let ours = json!({ "title": "Notes", "n": { "one": "{n} day", "other": "{n} days" }, "list": [1] });
        let (now, faults) = put(ours, json!({ "_why": "ours", "n": { "one": "{n} night" }, "list": [] }));
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(now.to_string(), r#"{"title":"Notes","n":{"one":"{n} night","other":"{n} days"},"list":[]}"#);
    }

    #[test]
    fn an_unknown_key_another_kind_and_a_lost_placeholder_are_told_by_their_path() {
        let ours = json!({ "a": { "b": "call {number}" }, "c": "x" });
        let (now, faults) = put(ours.clone(), json!({ "a": { "b": "call us", "z": "" }, "c": ["x"] }));
        assert_eq!(now, ours, "nothing of it is taken");
        assert_eq!(
            faults,
            [
                "a.b: should have the placeholders {number}, and no others",
                "a.z: is no key of ours; only what is there can be replaced",
                "c: is a list; ours is a text",
            ]
        );
    }
}
