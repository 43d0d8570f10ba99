//! What a person sees: screens over the facts of `sidedoor-core`.
//!
//! The same screens are drawn on the host (the page that works without script) and in the browser (the app that
//! takes its place), so this crate names no browser API: what it needs of one it asks through
//! [`browser::Browser`], and what it wants drawn it says as a [`node::Node`].

mod access;
pub mod aloud;
pub mod answers;
mod article;
pub mod browser;
mod card;
mod checkins;
mod danger;
mod ending;
pub mod family;
mod find;
pub mod held;
mod home;
mod join;
pub mod list;
pub mod node;
mod offline;
pub mod outside;
pub mod paper;
mod parts;
mod place;
pub mod plain;
mod question;
mod room;
mod safe;
pub mod screen;
pub mod session;
mod talk;
pub mod wipe;

pub use screen::page;
