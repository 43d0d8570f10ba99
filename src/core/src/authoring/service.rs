//! The shape of a file in `resources/services/`: an organisation and what it offers.
//!
//! The words are those of HSDS 3 (organization, service, `service_areas`, schedule, phone …) where it
//! has one; the rest is our profile, described in `resources/README.md`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::{Answerer, Audience, ContactKind, Cost, Label, Need, Publisher, Situation, Tells};

/// One file: an organisation.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The name of the file without its ending.
    pub id: String,
    /// The organisation's name.
    pub name: String,
    /// What it offers.
    pub services: Vec<Service>,
}

/// A line, a shelter, a law centre: something that a person can turn to.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Unique in the whole directory, and never given to another service.
    pub id: String,
    /// The name that it goes by.
    pub name: String,
    /// BCP 47 tag of the name.
    #[serde(default = "english", skip_serializing_if = "is_english")]
    pub name_language: String,
    /// Other names that people know it by; searched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternate_names: Vec<String>,
    /// One plain sentence in English, ours.
    pub description: String,
    /// The service's own page, https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// ISO 3166-1 or 3166-2; `001` for the world.
    pub service_area: String,
    /// The city, if it serves only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// What it helps with.
    pub needs: Vec<Need>,
    /// Whom it is meant for; none means anyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<Audience>,
    /// What it knows about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<Situation>,
    /// Who answers.
    pub answered_by: Sourced<Answerer>,
    /// Whether police or immigration may be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tells: Option<Sourced<Tells>>,
    /// BCP 47 tags of the languages in which somebody answers; none means not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Interpreters: absent is not known, 0 is "there are some", n is n languages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpretation_services: Option<u32>,
    /// What it costs.
    pub cost: Cost,
    /// When it is open; none means not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// Ways to make contact, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Where all this was read.
    pub sources: Vec<Source>,
    /// True where another service in the same place is clearly the main line.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub stands_behind: bool,
}

fn english() -> String {
    "en".to_owned()
}

fn is_english(tag: &str) -> bool {
    tag == "en"
}

/// A coded fact with the source that says so.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sourced<T> {
    /// The fact.
    pub is: T,
    /// Which of `sources` says so, counted from 0; absent only for `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<usize>,
}

/// Opening hours on some days, as HSDS has them.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// iCalendar days: `MO`, `TU` …
    pub byday: Vec<String>,
    /// `09:00`
    pub opens_at: String,
    /// `17:00`; `24:00` is midnight at the end of the day.
    pub closes_at: String,
    /// IANA time zone; absent only for day and night, every day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// A way to make contact.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What kind it is.
    pub kind: ContactKind,
    /// E.164, or a short or special code as dialled; an https page; an e-mail address.
    pub value: String,
    /// As people there write it; absent where that is the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
    /// What to dial when somebody answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// The word to send in a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keyword: Option<String>,
    /// Which of several numbers it is.
    #[serde(default = "no_label", skip_serializing_if = "is_no_label")]
    pub label: Label,
    /// Where it can be dialled: ISO 3166-1 codes, or `*` for anywhere.
    pub from: Vec<String>,
    /// Which of `sources` holds it, counted from 0.
    pub source: usize,
    /// The day on which somebody called; absent: nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
}

fn no_label() -> Label {
    Label::None
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_no_label(label: &Label) -> bool {
    *label == Label::None
}

/// A page on which facts were read.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Where it is.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// Whose page it is.
    pub publisher: Publisher,
    /// The page's own date: `2025`, `2025-10` or `2025-10-31`; absent: it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When we read it.
    pub read: String,
    /// The words that hold the facts, quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}
