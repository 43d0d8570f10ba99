//! The shape of `resources/site.json`: what a deployer decides.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A site's settings.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The title that an onlooker sees, in every language and on every screen.
    pub title: String,
    /// Other titles that a person may choose for a visit, each with a sign for its icon: `Weather ☀`.
    pub names: Vec<String>,
    /// BCP 47: the language of the first page.
    pub language: String,
    /// The languages whose phrases travel with the directory: what is typed in them is understood on every page. Those of
    /// another language come with its sentences, and are understood on its page.
    #[serde(default)]
    pub search: Vec<String>,
    /// The month in which the directory was put together.
    pub made: String,
    /// Where leaving goes, by language (`es`) or by language and country (`es-ES`): ordinary pages that open no app and
    /// show nothing of one person. The second is for when the first does not answer.
    pub leave_to: BTreeMap<String, Vec<String>>,
}
