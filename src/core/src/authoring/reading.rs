//! What there is to read, and what is asked: `resources/rooms`, `resources/checkins` and their words, read and checked.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, article, checkin, read_json};
use crate::codes::{Need, Room};
use crate::files::{self, Files};

/// Everything there is to read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The facts of each room.
    pub rooms: BTreeMap<Room, article::Facts>,
    /// The check-ins by id, in the order in which they stand.
    pub checkins: Vec<(String, checkin::CheckIn)>,
    /// The words, by BCP 47 tag.
    pub words: BTreeMap<String, Words>,
}

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Of each room.
    pub rooms: BTreeMap<Room, article::Words>,
    /// Of each check-in, by its id.
    pub checkins: BTreeMap<String, checkin::Words>,
}

/// Reads everything there is to read, in these languages, and tells each fault in reading to `keep`.
pub fn read(files: &Files, tags: &[String], keep: &mut impl FnMut(Fault)) -> Reading {
    let mut reading = Reading::default();
    for room in Room::ALL {
        take(read_json(files, &format!("rooms/{}.json", room.code())), keep, |facts| {
            drop(reading.rooms.insert(*room, facts));
        });
    }
    for path in files::json(files, "checkins/") {
        let id = files::stem(&path).to_owned();
        take(read_json(files, &path), keep, |checkin| reading.checkins.push((id, checkin)));
    }
    reading.checkins.sort_by_key(|(id, checkin)| (checkin.order, id.clone()));
    for tag in tags {
        let mut words = Words::default();
        for room in Room::ALL {
            let path = format!("text/{tag}/rooms/{}.json", room.code());
            take(read_json(files, &path), keep, |said| drop(words.rooms.insert(*room, said)));
        }
        for (id, _) in &reading.checkins {
            let path = format!("text/{tag}/checkins/{id}.json");
            take(read_json(files, &path), keep, |said| drop(words.checkins.insert(id.clone(), said)));
        }
        reading.words.insert(tag.clone(), words);
    }
    reading
}

fn take<T>(read: Result<T, Fault>, keep: &mut impl FnMut(Fault), put: impl FnOnce(T)) {
    match read {
        Ok(value) => put(value),
        Err(fault) => keep(fault),
    }
}

/// Every fault in what was read. `places` are the countries with a name, `services` the ids of the directory.
pub fn faults(reading: &Reading, places: &BTreeSet<&str>, services: &BTreeSet<&str>) -> Vec<Fault> {
    let mut all = Vec::new();
    for (room, facts) in &reading.rooms {
        article::facts_faults(*room, facts, places, services, &mut all);
    }
    let explained: BTreeSet<Need> = reading
        .rooms
        .get(&Room::Next)
        .into_iter()
        .flat_map(|facts| facts.articles.iter().filter_map(|article| article.needs.first().copied()))
        .collect();
    for (id, checkin) in &reading.checkins {
        checkin::rules_faults(id, checkin, &mut all);
        for need in checkin.help.iter().filter(|need| !explained.contains(need)) {
            all.push(Fault {
                file: format!("checkins/{id}.json"),
                record: "help".to_owned(),
                field: need.code().to_owned(),
                what: "no article of rooms/next.json has it as its first need: what happens next would not be said"
                    .to_owned(),
            });
        }
    }
    for (tag, words) in &reading.words {
        for (room, facts) in &reading.rooms {
            if let Some(said) = words.rooms.get(room) {
                article::words_faults(tag, *room, facts, said, &mut all);
            }
        }
        for (id, checkin) in &reading.checkins {
            if let Some(said) = words.checkins.get(id) {
                checkin::words_faults(tag, id, checkin, said, &mut all);
            }
        }
    }
    all
}

#[cfg(test)]
#[path = "reading_tests.rs"]
mod tests;
