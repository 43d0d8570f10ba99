//! Everything that must hold.
use crate::run::Fallible;
pub fn test(_: Option<&str>) -> Fallible { Ok(()) }
