//! From any JSON to what was answered with yes.
//!
//! ```text
//! { "raft1": "yes", "raft2": "skip" }       item by item; also true, false, 0, 1
//! { "present": ["ilo7", "ilo8"] }           only those with yes; also "items"; also { "ilo7": "yes" } in it
//! { "adult_labour_items": ["CD1"] }         the same, from one of two lists
//! { "yes_count": 3 }, { "strong": 2 }       counted already
//! { "age": 17 }, { "child": true }          the fact under_18
//! { "kind": "sex" }                         one of a few words
//! ```

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Fault;
use super::said::{count, is_open, is_yes};
use super::written::{Instrument, Item, Rule, Strength};

/// The fact that several fields tell.
pub const MINOR: &str = "under_18";
/// Fields that list items which are present; the last two only where items weigh.
const LISTS: [&str; 4] = ["present", "items", ADULT_LIST, CHILD_LIST];
const ADULT_LIST: &str = "adult_labour_items";
const CHILD_LIST: &str = "child_labour_items";

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Items and facts with yes, by id.
    pub yes: BTreeSet<&'static str>,
    /// Items and facts with any answer, by id.
    pub answered: BTreeSet<&'static str>,
    /// What was counted already, by field.
    pub numbers: BTreeMap<&'static str, u64>,
    /// Fields with one of a few words.
    pub words: BTreeMap<&'static str, &'static str>,
    /// Whether items weigh as on the list for children.
    pub child_list: bool,
}

impl Answers {
    /// Reads answers to an instrument.
    ///
    /// # Errors
    /// A field that the instrument does not know, an answer of the wrong type, a required answer that is missing.
    pub fn read(instrument: &'static Instrument, answers: &Value) -> Result<Self, Fault> {
        let fields = answers.as_object().ok_or_else(|| Fault::new("answers", "should be an object"))?;
        let instrument = instrument.whole()?;
        let mut read = Self::default();
        for (field, value) in fields {
            read.field(instrument, field, value)?;
        }
        let listed = |list: &str| fields.get(list).is_some_and(|value| !value.is_null());
        if listed(ADULT_LIST) && listed(CHILD_LIST) {
            return Err(Fault::new(CHILD_LIST, format!("stands beside {ADULT_LIST}; one list a person")));
        }
        if listed(CHILD_LIST) {
            read.yes.insert(MINOR);
        }
        read.child_list = !listed(ADULT_LIST) && read.yes.contains(MINOR);
        let words = instrument.words.keys().filter(|field| !read.words.contains_key(field.as_str()));
        let required = instrument.required.iter().filter(|id| !read.answered.contains(id.as_str()));
        match words.chain(required).next() {
            Some(missing) => Err(Fault::new(missing, "is missing; without it the rule says nothing")),
            None if read.child_list => read.on_the_list_for_children(instrument, fields),
            None => Ok(read),
        }
    }

    fn field(&mut self, instrument: &'static Instrument, field: &str, value: &Value) -> Result<(), Fault> {
        if let Some(number) = numbers(&instrument.rule).iter().find(|number| **number == field)
            && !(value.is_array() || value.is_object())
        {
            if let Some(count) = count(field, value)? {
                self.numbers.insert(number, count);
            }
            return Ok(());
        }
        let lists = match instrument.rule {
            Rule::Delphi(_) => LISTS.as_slice(),
            _ => LISTS.get(..2).unwrap_or_default(),
        };
        if lists.contains(&field) && !instrument.items.is_empty() {
            return self.list(instrument, field, value);
        }
        if let Some((field, words)) = instrument.words.get_key_value(field) {
            let said = value.as_str().unwrap_or_default().to_lowercase();
            let word = words.iter().find(|(word, also)| **word == said || also.contains(&said));
            let known = || format!("{value} should be one of {:?}", words.keys().collect::<Vec<_>>());
            let (word, _) = word.ok_or_else(|| Fault::new(field, known()))?;
            self.words.insert(field, word);
            return Ok(());
        }
        if field == "age" && named(instrument, MINOR).is_some() {
            return self.age(value);
        }
        let item = named(instrument, field)
            .ok_or_else(|| Fault::new(field, format!("{} knows no such item, element or count", instrument.id)))?;
        self.answer(item, is_yes(field, value)?);
        Ok(())
    }

    fn list(&mut self, instrument: &'static Instrument, field: &str, value: &Value) -> Result<(), Fault> {
        let item = |id: &str| {
            let item = instrument.items.iter().find(|item| item.is(id));
            item.ok_or_else(|| Fault::new(field, format!("{id:?} is no item of {}", instrument.id)))
        };
        match value {
            Value::Null => {}
            Value::Array(present) => {
                for id in present {
                    let id = id.as_str().ok_or_else(|| Fault::new(field, format!("{id} should be an item's id")))?;
                    self.answer(item(id)?, true);
                }
            }
            Value::Object(said) => {
                for (id, value) in said {
                    self.answer(item(id)?, is_yes(id, value)?);
                }
            }
            _ => return Err(Fault::new(field, format!("{value} should be a list of items"))),
        }
        Ok(())
    }

    fn answer(&mut self, item: &'static Item, yes: bool) {
        self.answered.insert(&item.id);
        if yes {
            self.yes.insert(&item.id);
        }
    }

    fn age(&mut self, value: &Value) -> Result<(), Fault> {
        self.answered.insert(MINOR);
        match value.as_u64() {
            Some(years) if years < 18 => {
                self.yes.insert(MINOR);
            }
            Some(_) => {}
            None if is_open(value) => {}
            None => return Err(Fault::new("age", format!("{value} should be whole years"))),
        }
        Ok(())
    }

    /// Some indicators are on the list for adults alone.
    fn on_the_list_for_children(self, instrument: &Instrument, fields: &Map<String, Value>) -> Result<Self, Fault> {
        let weighed = |item: &Item| item.adult.is_some() && item.child.is_none();
        match instrument.items.iter().find(|item| weighed(item) && self.yes.contains(item.id.as_str())) {
            Some(item) => {
                let field = LISTS.into_iter().find(|list| fields.contains_key(*list)).unwrap_or(&item.id);
                Err(Fault::new(field, format!("{} is not on the list for children", item.id)))
            }
            None => Ok(self),
        }
    }

    /// How many items were answered with yes, or are said to have been.
    pub fn count(&self, instrument: &Instrument) -> u64 {
        let items = instrument.items.iter().chain(&instrument.facts);
        let counted = items.filter(|item| self.yes.contains(item.id.as_str())).count();
        self.numbers.values().copied().fold(counted as u64, u64::max)
    }

    /// Strong, medium and weak items with yes in one dimension.
    pub fn weights(&self, instrument: &Instrument, dimension: &str) -> [u64; 3] {
        let mut weights = [0; 3];
        let items = instrument.items.iter().filter(|item| item.dimension == dimension);
        for item in items.filter(|item| self.yes.contains(item.id.as_str())) {
            let [strong, medium, weak] = &mut weights;
            match if self.child_list { item.child } else { item.adult } {
                Some(Strength::Strong) => *strong += 1,
                Some(Strength::Medium) => *medium += 1,
                Some(Strength::Weak) => *weak += 1,
                None => {}
            }
        }
        weights
    }
}

impl Item {
    /// Whether it goes by this name.
    fn is(&self, name: &str) -> bool {
        self.id == name || self.also.iter().any(|also| also == name)
    }
}

fn named(instrument: &'static Instrument, name: &str) -> Option<&'static Item> {
    instrument.items.iter().chain(&instrument.facts).find(|item| item.is(name))
}

/// The fields that hold a number, by kind of rule.
pub fn numbers(rule: &Rule) -> &'static [&'static str] {
    match rule {
        Rule::Count { .. } => &["positive_count", "yes_count", "present"],
        Rule::Bands { .. } => &["score"],
        Rule::Delphi(_) | Rule::DimensionOf { .. } | Rule::CaseOf { .. } => &["strong", "medium", "weak"],
        Rule::Table(_) | Rule::Judgement { .. } => &[],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(instrument: &str, answers: &Value) -> Answers {
        Answers::read(Instrument::named(instrument).unwrap(), answers).unwrap()
    }

    #[test]
    fn an_item_listed_twice_counts_once() {
        let answers = read("sscst", &json!({"present": ["ss2", "ss2"], "ss2": "yes"}));
        assert_eq!(answers.count(Instrument::named("sscst").unwrap()), 1);
    }

    #[test]
    fn seventeen_is_under_eighteen_and_eighteen_is_not() {
        for (minor, is) in [(json!({"age": 17}), true), (json!({"age": 18}), false), (json!({"child": "yes"}), true)] {
            assert_eq!(read("palermo", &minor).yes.contains(MINOR), is, "{minor}");
        }
    }

    #[test]
    fn a_threat_weighs_more_for_a_child() {
        let delphi = Instrument::named("ilo_delphi").unwrap();
        let weights = |answers| read("ilo_delphi", &answers).weights(delphi, "CR");
        assert_eq!(weights(json!({"present": ["CR2"]})), [0, 1, 0]);
        assert_eq!(weights(json!({"present": ["CR2"], "child": true})), [1, 0, 0]);
        assert_eq!(weights(json!({"child_labour_items": ["CR2"]})), [1, 0, 0]);
    }
}
