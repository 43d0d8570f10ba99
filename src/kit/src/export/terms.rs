//! Our profile's words as an HSDS taxonomy: a term for each code of the directory, and one for each fact of ours that
//! HSDS has no field for. Every export carries all of them, so that who receives it sees the whole vocabulary.

use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};
use sidedoor_core::codes::{Answerer, Audience, ContactKind, Cost, Label, Need, Situation, Tells};
use sidedoor_import::own::TAXONOMY;
use uuid::Uuid;

use super::identifiers;

/// Facts that are no code: the name of the term, and what its value is.
const FACTS: [(&str, &str); 13] = [
    ("identifier", "The id of the record in the directory that was exported."),
    ("alternate_name", "One more name that people know it by."),
    ("name_language", "BCP 47 tag of the name."),
    ("city", "The city, where it serves only one."),
    ("interpretation_services", "In how many languages there are interpreters; 0 is: there are some."),
    ("stands_behind", "Another service of the same place is clearly the main line."),
    (
        "source",
        "A page on which facts were read, with the words that hold them, as JSON; beside a way to make contact, the \
            id of such an attribute of its service.",
    ),
    ("position", "Where it stands among all ways to make contact, the best first, counted from 0."),
    ("shown", "The number as people there write it."),
    ("extension", "What to dial when somebody answers, where it is no plain number."),
    ("keyword", "The word to send in a text."),
    ("from", "Where it can be dialled: an ISO 3166-1 code, or * for anywhere."),
    ("called", "The day on which somebody called it. Without this, nobody is known to have."),
];

/// Facts about opening hours, likewise.
const HOURS: [(&str, &str); 2] = [
    ("timezone", "The IANA time zone in which it opens and closes."),
    ("closes_at", "When it closes, where HSDS has no word for it: 24:00 is the end of the day."),
];

/// A family of codes: its name, what it says, and its codes with what each of them means.
struct Family {
    name: &'static str,
    says: String,
    codes: Vec<(String, String)>,
}

/// The codes of a type and what they mean, in the words of the type itself.
fn family<T: JsonSchema>(name: &'static str) -> Family {
    let schema = schema_for!(T).to_value();
    let text = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).unwrap_or_default().replace('`', "");
    let variants = schema.get("oneOf").and_then(Value::as_array).cloned().unwrap_or_default();
    let codes = variants.iter().map(|one| (text(one, "const"), text(one, "description"))).collect();
    Family { name, says: text(&schema, "description"), codes }
}

fn families() -> Vec<Family> {
    vec![
        family::<Need>("need"),
        family::<Audience>("audience"),
        family::<Situation>("situation"),
        family::<Answerer>("answered_by"),
        family::<Tells>("tells"),
        family::<Cost>("cost"),
        family::<ContactKind>("kind"),
        family::<Label>("label"),
    ]
}

/// The taxonomy as an HSDS object.
pub fn taxonomy() -> Value {
    json!({
        "id": taxonomy_id(),
        "name": TAXONOMY,
        "description": "What a help-finder for people who are exploited says of a service: what it helps with, who \
            answers, who may be told, where it was read.",
        "version": env!("CARGO_PKG_VERSION"),
    })
}

fn taxonomy_id() -> Uuid {
    identifiers::of("taxonomy", TAXONOMY)
}

fn id(code: &str) -> Uuid {
    identifiers::part(taxonomy_id(), code)
}

/// The whole vocabulary.
#[derive(Debug)]
pub struct Terms {
    all: Vec<Value>,
}

impl Terms {
    /// Every term, families before their codes.
    pub fn ours() -> Self {
        let mut all = Vec::new();
        for family in families() {
            all.push(term(family.name, &plain(family.name), &family.says, None));
            for (code, says) in family.codes {
                let name = says.trim_end_matches('.');
                all.push(term(&format!("{}.{code}", family.name), name, &says, Some(family.name)));
            }
        }
        all.extend(FACTS.iter().chain(&HOURS).map(|(code, says)| term(code, &plain(code), says, None)));
        Self { all }
    }

    /// Every term.
    pub fn all(&self) -> &[Value] {
        &self.all
    }

    /// The term of a code, such as `need.shelter`.
    pub fn get(&self, code: &str) -> Option<&Value> {
        self.all.iter().find(|term| term.get("code").and_then(Value::as_str) == Some(code))
    }

    /// What a code means, in a few English words without the full stop.
    pub fn meaning(&self, code: &str) -> &str {
        self.get(code).and_then(|term| term.get("name")).and_then(Value::as_str).unwrap_or_default()
    }
}

/// A code as words.
fn plain(code: &str) -> String {
    code.replace('_', " ")
}

fn term(code: &str, name: &str, says: &str, parent: Option<&str>) -> Value {
    let mut term = json!({
        "id": id(code),
        "code": code,
        "name": name,
        "description": says,
        "taxonomy": TAXONOMY,
        "taxonomy_id": taxonomy_id(),
        "language": "en",
    });
    if let (Some(fields), Some(parent)) = (term.as_object_mut(), parent) {
        fields.insert("parent_id".to_owned(), json!(id(parent)));
    }
    term
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_term_that_says_what_it_means() {
        let terms = Terms::ours();
        for need in Need::ALL {
            assert!(!terms.meaning(&format!("need.{}", need.code())).is_empty(), "{need:?}");
        }
        assert_eq!(terms.meaning("cost.call_charges"), "The help is free, the call may not be");
        let nameless = terms.all().iter().find(|term| term["description"] == "");
        assert_eq!(nameless, None);
    }
}
