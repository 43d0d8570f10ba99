//! The shape of `resources/places/emergency.json`: what a country's authorities tell people to dial.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// ISO 3166-1 code to numbers.
pub type File = BTreeMap<String, Entry>;

/// One country.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// One number for police, ambulance and fire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all: Option<String>,
    /// Police, where it has a number of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub police: Option<String>,
    /// Ambulance, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambulance: Option<String>,
    /// A number that takes text messages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The number is known not to reach help in every part of the country; the card says so.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub not_everywhere: bool,
    /// Whose words they are; none: only the metadata knows the number, and the card says that it may
    /// not work everywhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// A page that tells people what to dial.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Where it is.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// `authority` (the country's own), `eu`, `other_government` or `un`.
    pub by: By,
    /// The page's own date, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When we read it.
    pub read: String,
    /// The words that hold the digits.
    pub evidence: String,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// An authority of the country itself.
    Authority,
    /// The European Union, of its member states.
    Eu,
    /// Another country's government, to its travellers.
    OtherGovernment,
}
