//! Pieces that more than one screen is made of.

pub mod after;
pub mod button;
pub mod contact;
pub mod emergency;
pub mod facts;
pub mod field;
pub mod icon;
pub mod line;
pub mod select;
