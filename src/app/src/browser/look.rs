//! What an onlooker sees of the page: the tab's name and icon, for this visit.

use wasm_bindgen::JsValue;

use super::{document, element, set_early};

/// The title now.
pub fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

/// Another title and icon. Leaving sets the title once more, so it is told of it.
pub fn disguise(title: &str, icon: &str) {
    if let Some(document) = document() {
        document.set_title(title);
        set_early("title", &JsValue::from_str(title));
    }
    if let Some(link) = element("link[rel=icon]") {
        let picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><text y='13'>";
        let address = if icon.is_empty() { "data:,".to_owned() } else { format!("{picture}{icon}</text></svg>") };
        let _ = link.set_attribute("href", &address);
    }
}

/// The titles and icons that the deployer offers, as the page has them: `Notes|Weather ☀`.
pub fn disguises() -> Vec<(String, String)> {
    let offered = element("link[rel=icon]").and_then(|link| link.get_attribute("data-names")).unwrap_or_default();
    let split = |one: &str| {
        let (title, icon) = one.split_once(' ').unwrap_or((one, ""));
        (title.to_owned(), icon.to_owned())
    };
    offered.split('|').filter(|one| !one.is_empty()).map(split).collect()
}
