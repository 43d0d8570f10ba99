//! What is true, apart from any browser: the coded facts of a directory, the packs that carry them,
//! the sentences that people read, search, and opening hours.
//!
//! Nothing here knows a DOM, a clock or a network, and only `files` a disk. The `host` feature adds what only
//! the builder of a site needs (authoring types, checks, packing); the app is built without it.
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`checkin`] | questions, and the help that answers bring forward |
//! | [`codes`] | the bounded words: needs, audiences, who answers, kinds of contact |
//! | [`directory`] | a validated pack of services, read in place |
//! | [`hours`] | is it open now |
//! | [`lines`] | which lines stand first for a place and a phone |
//! | [`order`] | sorting, once |
//! | [`pack`] | the byte format below all packs |
//! | [`place`] | countries, subdivisions, postal rules |
//! | [`rooms`] | what there is to read, and the words of the check-ins |
//! | [`search`] | from what somebody types to the services that fit |
//! | [`text`] | every sentence, by typed key |
//! | `files` | (host) files by their paths, wherever they come from |
//! | `authoring` | (host) the readable files in `resources/`, their checks and their packing |
//! | `oracle` | (host) published screening rules, to hold our check-ins against |

#[cfg(feature = "host")]
pub mod authoring;
pub mod checkin;
pub mod codes;
pub mod directory;
#[cfg(feature = "host")]
pub mod files;
pub mod hours;
pub mod lines;
#[cfg(feature = "host")]
pub mod oracle;
pub mod order;
pub mod pack;
pub mod place;
pub mod rooms;
pub mod search;
#[cfg(test)]
mod shipped;
pub mod text;
