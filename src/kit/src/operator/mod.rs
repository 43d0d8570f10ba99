//! What an organisation decides of a site that it builds from a release: `operator.json`, `site.json`, its services and
//! its words, in one folder of its own.
//!
//! ```text
//! operator.json             how its services stand to ours, who may frame the site, which places ship
//! site.json                 the settings that it changes, one by one
//! services/…/<id>.json      its organisations, as `sidedoor import` writes them
//! text/<language>/….json    sentences in place of ours, key by key
//! ```

pub mod lines;
pub mod overlay;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sidedoor_core::authoring::Fault;

/// The file of an operator's decisions.
pub const OPERATOR: &str = "operator.json";

/// An operator's decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Where the schema of this file is, for editors.
    #[serde(default, rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// How the operator's services stand to the released ones, by place: ISO 3166-1 (`US`), ISO 3166-2 (`US-NY`), `001` for
    /// services of the whole world, `*` for everywhere else. The nearest that is named decides; none: `join`.
    #[serde(default)]
    pub places: BTreeMap<String, Standing>,
    /// Who may show the site in a frame: origins such as `https://www.example.org`.
    #[serde(default)]
    pub ancestors: Vec<String>,
    /// Ship the services of these places and of the world alone; empty: of everywhere. A subdivision brings those of its
    /// whole country, a country those of its subdivisions. Emergency numbers ship for every country.
    #[serde(default)]
    pub only: Vec<String>,
    /// The languages that the site speaks, by BCP 47 tag; empty: all that the release and the folder have.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Ids of lines of the first screen that give up their place: under `replace` they are left out. A line that is not
    /// named here stays, whatever `places` says.
    #[serde(default)]
    pub without_lines: Vec<String>,
}

/// How an operator's services stand to the released ones of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Beside them, in the order that the facts give.
    #[default]
    Join,
    /// First among those who answer as they do (people before police) and are as near.
    Before,
    /// In their place: the released services of that place are left out, but not the line of the first screen.
    Replace,
}

impl Operator {
    /// How services of an area stand to each other.
    pub fn standing(&self, area: &str) -> Standing {
        let named = [area, country(area), "*"].into_iter().find_map(|place| self.places.get(place));
        named.copied().unwrap_or_default()
    }

    /// Whether services of an area ship.
    pub fn ships(&self, area: &str) -> bool {
        let near = |place: &String| place == area || place == country(area) || country(place) == area;
        self.only.is_empty() || area == "001" || self.only.iter().any(near)
    }

    /// Whether a line of the first screen gives up its place.
    pub fn gives_up(&self, line: &str) -> bool {
        self.without_lines.iter().any(|id| id == line)
    }

    /// What is wrong with it. `places` are those with a name, `lines` those of the first screen.
    pub fn faults(&self, places: &BTreeSet<&str>, lines: &BTreeMap<String, String>) -> Vec<Fault> {
        let fault = |record: &str, field: &str, what: String| Fault {
            file: OPERATOR.to_owned(),
            record: record.to_owned(),
            field: field.to_owned(),
            what,
        };
        let known = |place: &str| places.contains(place) && !place.starts_with(|letter: char| letter.is_lowercase());
        let mut all = Vec::new();
        for place in self.places.keys().filter(|place| !known(place) && !["*", "001"].contains(&place.as_str())) {
            let what = format!("{place:?} is no place; write US, US-NY, 001 for the world or * for everywhere else");
            all.push(fault("", "places", what));
        }
        for place in self.only.iter().filter(|place| !known(place)) {
            all.push(fault("", "only", format!("{place:?} is no place; write US or US-NY")));
        }
        for origin in self.ancestors.iter().filter(|origin| !is_origin(origin)) {
            let what =
                format!("{origin:?} is no origin; write https:// and the name of the host, as https://www.example.org");
            all.push(fault("", "ancestors", what));
        }
        for id in self.without_lines.iter().filter(|id| !lines.values().any(|line| line == *id)) {
            let what = format!("{id:?} is no line of the first screen of this release; leave it out of here");
            all.push(fault("", "without_lines", what));
        }
        all
    }
}

/// The country of an area.
pub(crate) fn country(area: &str) -> &str {
    area.split('-').next().unwrap_or(area)
}

/// A scheme, a host and perhaps a port: it goes into a policy, where a blank or a semicolon would begin something else.
fn is_origin(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let (host, port) = rest.split_once(':').unwrap_or((rest, "443"));
        let label =
            |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        host.strip_prefix("*.").unwrap_or(host).split('.').all(label) && port.parse::<u16>().is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn operator(json: serde_json::Value) -> Operator {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn the_nearest_place_that_is_named_decides() {
        let one = operator(serde_json::json!({ "places": { "US": "before", "US-NY": "replace", "*": "join" } }));
        assert_eq!(one.standing("US-NY"), Standing::Replace);
        assert_eq!(one.standing("US-WA"), Standing::Before);
        assert_eq!(one.standing("US"), Standing::Before);
        assert_eq!(one.standing("CA"), Standing::Join);
        assert_eq!(Operator::default().standing("US"), Standing::Join);
    }

    #[test]
    fn one_region_brings_what_serves_it_and_the_world() {
        let state = operator(serde_json::json!({ "only": ["US-NY"] }));
        assert!(state.ships("US-NY") && state.ships("US") && state.ships("001"));
        assert!(!state.ships("US-WA") && !state.ships("CA"));
        let country = operator(serde_json::json!({ "only": ["US"] }));
        assert!(country.ships("US-WA") && country.ships("US") && !country.ships("CA-ON"));
    }

    #[test]
    fn a_misspelt_place_origin_or_line_is_refused_with_what_would_be_right() {
        let one = operator(serde_json::json!({
            "places": { "NYC": "join" }, "only": ["en"], "ancestors": ["https://example.org/page", "https://*.example.org"],
            "without_lines": ["us-nthh"]
        }));
        let lines = BTreeMap::from([("US".to_owned(), "us-nhth".to_owned())]);
        let said: Vec<String> =
            one.faults(&BTreeSet::from(["US", "en"]), &lines).iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(said[0].contains("operator.json: places: \"NYC\" is no place"));
        assert!(said[1].contains("only: \"en\""), "a language is no place");
        assert!(said[2].contains("https://example.org/page"));
        assert!(said[3].contains("us-nthh"));
    }

    proptest! {
        #[test]
        fn an_origin_never_carries_anything_else_into_a_policy(text in "(https?://)?[a-z.*:;,' \"/\n-]{0,20}") {
            if is_origin(&text) {
                prop_assert!(!text.contains([' ', ';', ',', '\'', '"', '\n']));
            }
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = serde_json::from_slice::<Operator>(&bytes);
        }
    }
}
