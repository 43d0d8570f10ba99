//! A page on which an organisation makes its own site: drop a spreadsheet, read what became of it, mend, look at it on a phone,
//! take it along. It is a folder that opens from a disk; nothing is sent anywhere, and its policy leaves it no way to.
//!
//! ```text
//! work    what somebody has so far, as the folder that `sidedoor build --with` reads; each change can be undone
//! jobs    what takes long, in a worker: bytes in, bytes out, by the same functions as the program's
//! row     a service as a row of the template, and what a change of the row changes of the service
//! texts   the sentences of the site, to be said otherwise and signed
//! words   what the page says
//! page    what somebody sees (browser)
//! hand    the worker, as the page asks it (browser)
//! ```

pub mod jobs;
pub mod row;
pub mod texts;
pub mod words;
pub mod work;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod hand;
#[cfg(target_arch = "wasm32")]
mod page;
