//! What a person sees: Leptos components over the facts of `sidedoor-core`.
//!
//! The same components are drawn on the host (the page that works without script) and in the browser
//! (the app that takes its place), so this crate picks neither `csr` nor `ssr` and names no browser API:
//! what it needs of one it asks through [`browser::Browser`].
//!
//! Rule of the house: text in `view!` always stands in braces. An element that is wholly literal would
//! be set through `innerHTML`, which the page's content policy refuses (a blank app).

pub mod browser;
mod card;
mod find;
mod home;
mod parts;
mod place;
pub mod screen;
pub mod session;
mod talk;

pub use screen::Page;
