//! What an organisation runs on its own machine: check the resources, draw the pages, pack the
//! directory, put a site together, serve it on loopback with the headers that it needs.
//!
//! Without the feature `native` it knows no disk, no clock and no network: what is left reads bytes and gives back bytes, in a
//! browser, too.

pub mod app;
pub mod archive;
pub mod build;
pub mod builder;
pub mod export;
pub mod headers;
pub mod hosting;
pub mod manifest;
pub mod operator;
pub mod page;
pub mod portable;
pub mod schema;
#[cfg(feature = "native")]
pub mod serve;
pub mod site;
pub mod stale;
#[cfg(feature = "native")]
pub mod verify;
pub mod workbench;

/// The version of this program, and of the releases that it can build from.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Today's date, in ISO 8601.
#[cfg(feature = "native")]
pub fn today() -> String {
    time::OffsetDateTime::now_utc().date().to_string()
}
