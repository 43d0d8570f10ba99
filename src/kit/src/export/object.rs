//! An HSDS object in the making: what is not known is not in it, rather than empty.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::identifiers;
use super::terms::Terms;

/// Fields in the order in which they were put.
#[derive(Debug)]
pub struct Object {
    id: Uuid,
    fields: Map<String, Value>,
    attributes: Vec<Value>,
    said: Vec<String>,
}

impl Object {
    /// An object that has nothing but its id.
    pub fn new(id: Uuid) -> Self {
        let mut fields = Map::new();
        fields.insert("id".to_owned(), json!(id));
        Self { id, fields, attributes: Vec::new(), said: Vec::new() }
    }

    /// One more field, if there is anything to put.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !empty {
            self.fields.insert(field.to_owned(), value);
        }
        self
    }

    /// One more fact in our taxonomy: a code (`need.shelter`), or a name (`city`) with its value.
    pub fn attribute(&mut self, terms: &Terms, code: &str, value: Option<&str>) -> Uuid {
        let name = format!("{code} {}", value.unwrap_or_default());
        // The same page may be quoted twice in the same words.
        let same = self.said.iter().filter(|said| **said == name).count();
        let id = identifiers::part(self.id, &if same == 0 { name.clone() } else { format!("{name} {same}") });
        self.said.push(name);
        let attribute = Self::new(id)
            .with("link_type", code.split('.').next())
            .with("value", value)
            .with("taxonomy_term", terms.get(code).cloned());
        self.attributes.push(attribute.finish());
        id
    }

    /// The object, whole.
    pub fn finish(self) -> Value {
        let attributes = self.attributes.clone();
        Value::Object(if attributes.is_empty() { self.fields } else { self.with("attributes", attributes).fields })
    }
}
