//! The lines of the first screen, by country: they can be moved or left out on purpose, and never by accident.

use std::collections::{BTreeMap, BTreeSet};

use sidedoor_core::authoring::Fault;
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::order::LOWEST;
use sidedoor_core::authoring::packing;
use sidedoor_core::directory::Directory;
use sidedoor_core::lines::{countries, main_line};
use sidedoor_core::pack::PackError;
use sidedoor_core::search::normalized;

use super::{OPERATOR, Operator, Standing, country};

/// The rank of a first screen's line where an operator's services stand beside it.
const LINE: u8 = 0;
/// The rank of services that stand before the released ones.
const BEFORE: u8 = 1;
const _: () = assert!(LINE < BEFORE && BEFORE < LOWEST);

/// Country to the id of the line that its first screen shows.
pub type Lines = BTreeMap<String, String>;

/// The lines of the first screen.
///
/// # Errors
/// When the packed directory does not read back.
pub fn lines(resources: &Resources) -> Result<Lines, PackError> {
    let ids: Vec<String> = packing::rows(resources).into_iter().map(|row| row.id).collect();
    let directory = Directory::read(&packing::directory(resources), &normalized)?;
    let line = |code: &str| main_line(&directory, code).and_then(|service| ids.get(service.row()).cloned());
    Ok(countries(&directory).into_iter().filter_map(|code| Some((code.to_owned(), line(code)?))).collect())
}

/// The ranks that an operator's decisions give. `theirs` are its services: id and area.
pub fn ranks(operator: &Operator, released: &Lines, theirs: &[(String, String)]) -> BTreeMap<String, u8> {
    let touched: BTreeSet<&str> = theirs.iter().map(|(_, area)| country(area)).collect();
    let stays = released.iter().filter(|(code, id)| touched.contains(code.as_str()) && !operator.gives_up(id));
    let before = theirs.iter().filter(|(_, area)| operator.standing(area) == Standing::Before);
    let before = before.map(|(id, _)| (id.clone(), BEFORE));
    before.chain(stays.map(|(_, id)| (id.clone(), LINE))).collect()
}

/// Where the first screen would show another line than the released one, and nobody has said that it may.
pub fn displaced(operator: &Operator, released: &Lines, now: &Lines) -> Vec<Fault> {
    let stays = |code: &str, id: &str| !operator.ships(code) || operator.gives_up(id);
    let changed = released.iter().filter(|(code, id)| now.get(*code) != Some(id) && !stays(code, id));
    changed
        .map(|(code, id)| Fault {
            file: OPERATOR.to_owned(),
            record: code.clone(),
            field: "without_lines".to_owned(),
            what: format!(
                "the first screen would show {} instead of {id:?}; if that is meant, name {id:?} in without_lines",
                now.get(code).map_or("no line".to_owned(), |other| format!("{other:?}"))
            ),
        })
        .collect()
}
