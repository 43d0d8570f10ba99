//! `datapackage.json`: which file is which table, and what separates its cells, where an export says so.

use std::collections::HashMap;

use serde_json::Value;

use crate::decode;
use crate::open::Opened;

/// What a package says of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// The name of the table, as HSDS calls it.
    pub table: String,
    /// What separates cells.
    pub delimiter: Option<u8>,
}

/// Whether a file describes others.
pub fn is_package(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("datapackage.json")
}

/// What all packages say, by the name of the file that they speak of.
pub fn read(files: &[Opened]) -> HashMap<String, Described> {
    let mut described = HashMap::new();
    for package in files.iter().filter(|file| is_package(&file.name)) {
        let (bytes, _) = decode::unmarked(&package.bytes);
        let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { continue };
        let folder = package.name.rfind(['/', '\\', ':']).map_or("", |at| package.name.get(..=at).unwrap_or(""));
        for resource in value.get("resources").and_then(Value::as_array).into_iter().flatten() {
            let text = |key: &str| resource.get(key).and_then(Value::as_str);
            let delimiter = resource.pointer("/dialect/delimiter").and_then(Value::as_str);
            let delimiter = delimiter.and_then(|one| <[u8; 1]>::try_from(one.as_bytes()).ok()).map(|[one]| one);
            // One table may lie in several files.
            let several =
                resource.get("path").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            for path in text("path").into_iter().chain(several) {
                let path = path.trim_start_matches("./");
                let table = text("name").unwrap_or_default().to_owned();
                described.insert(format!("{folder}{path}"), Described { table, delimiter });
            }
        }
    }
    described
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(name: &str, text: &str) -> Opened {
        Opened::new(name, text.as_bytes().to_vec())
    }

    #[test]
    fn a_package_says_which_file_is_which_table() {
        let text = r#"{"resources": [
            {"name": "service", "path": "data/a.csv", "dialect": {"delimiter": ";"}},
            {"name": "phone", "path": ["./p1.csv", "p2.csv"]},
            {"name": "odd", "path": 7, "dialect": {"delimiter": "::"}}]}"#;
        let described = read(&[opened("x.zip:all/datapackage.json", text), opened("datapackage.json", "no JSON")]);
        let service = Described { table: "service".to_owned(), delimiter: Some(b';') };
        assert_eq!(described.get("x.zip:all/data/a.csv"), Some(&service));
        assert!(described.contains_key("x.zip:all/p1.csv") && described.contains_key("x.zip:all/p2.csv"));
        assert_eq!(described.len(), 3);
    }
}
