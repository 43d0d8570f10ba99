//! JSON Schema of the files in `resources/`, made from the types, for editors and for people.

use schemars::schema_for;
use sidedoor_core::authoring::{article, checkin, emergency, service, site};

/// The name and the text of each schema.
pub fn schemas() -> Vec<(&'static str, String)> {
    let text = |schema: &schemars::Schema| {
        let mut text = serde_json::to_string_pretty(schema).unwrap_or_default();
        text.push('\n');
        text
    };
    vec![
        ("organization.json", text(&schema_for!(service::Organization))),
        ("emergency.json", text(&schema_for!(emergency::File))),
        ("site.json", text(&schema_for!(site::Site))),
        ("operator.json", text(&schema_for!(crate::operator::Operator))),
        ("room.json", text(&schema_for!(article::Facts))),
        ("room-words.json", text(&schema_for!(article::Words))),
        ("checkin.json", text(&schema_for!(checkin::CheckIn))),
        ("checkin-words.json", text(&schema_for!(checkin::Words))),
    ]
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_schemas_in_resources_are_those_of_the_types() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources/schema");
        for (name, text) in super::schemas() {
            let found = std::fs::read_to_string(folder.join(name)).unwrap();
            assert!(found == text, "resources/schema/{name} is old; run `cargo xtask schema`");
        }
    }
}
