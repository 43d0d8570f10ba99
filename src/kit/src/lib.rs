//! What an organisation runs on its own machine: check the resources, draw the pages, pack the
//! directory, put a site together, serve it on loopback with the headers that it needs.

pub mod headers;
pub mod page;
pub mod schema;
pub mod serve;
pub mod site;

/// Today's date, in ISO 8601.
pub fn today() -> String {
    time::OffsetDateTime::now_utc().date().to_string()
}
