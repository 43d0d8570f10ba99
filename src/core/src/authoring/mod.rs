//! (host) What people write in `resources/`, how it is checked, and how it becomes packs.

pub mod article;
pub mod check;
pub mod checkin;
pub mod emergency;
pub mod numbers;
pub mod order;
pub mod packing;
pub mod reading;
pub mod service;
pub mod site;

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::files::Files;

/// Something in `resources/` that must not ship, told to the person who can mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The file, relative to `resources/`.
    pub file: String,
    /// The record's id, or empty for the whole file.
    pub record: String,
    /// The field, or empty for the whole record.
    pub field: String,
    /// What is wrong and what would be right.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        for part in [&self.record, &self.field].into_iter().filter(|part| !part.is_empty()) {
            write!(f, ": {part}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// Reads one JSON file of a known shape.
///
/// # Errors
/// A [`Fault`] with serde's own account of the line and the field.
pub fn read_json<T: DeserializeOwned>(files: &Files, name: &str) -> Result<T, Fault> {
    let fault = |what: String| Fault { file: name.to_owned(), record: String::new(), field: String::new(), what };
    let bytes = files.get(name).ok_or_else(|| fault("is not there".to_owned()))?;
    serde_json::from_slice(bytes).map_err(|error| {
        let not_json = error.is_syntax() || error.is_eof();
        fault(if not_json { format!("is not JSON: {error}") } else { error.to_string() })
    })
}
