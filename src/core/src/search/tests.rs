//! Search over the directory that ships, with the judged queries of `tests/data/queries.json`.

use proptest::prelude::*;

use super::judged::{Judged, mean};
use super::*;
use crate::authoring::packing;
use crate::directory::Directory;
use crate::shipped::{directory, id, packed, resources, root, text};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Behind the checksum stands a stranger's host: whatever its bytes say, nothing panics.
    #[test]
    fn a_pack_whose_bytes_were_changed_and_sealed_again_does_no_harm(
        changes in proptest::collection::vec((12_usize..140_000, any::<u8>()), 1..6),
        cut in proptest::option::of(12_usize..140_000),
    ) {
        let mut bytes = packed().0.clone();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at.max(12)] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut);
        }
        if let Ok(directory) = Directory::read(&crate::pack::sealed(bytes), &normalized) {
            for service in directory.iter() {
                let _ = (service.name(), service.hours(), service.languages().count(), service.sources().count());
                for contact in service.contacts() {
                    let _ = (contact.href(), contact.shown(), contact.from());
                }
            }
            let _ = search(&directory, &Index::default(), &words("place to sleep 888"), Place { country: Some("US"), subdivision: None });
        }
    }
}

fn found(language: &str, query: &str, country: Option<&str>, subdivision: Option<&str>) -> Vec<&'static str> {
    let own = text(language).index(directory(), &normalized);
    let hits = search(directory(), own, &words(&normalized(query)), Place { country, subdivision });
    hits.iter().map(|hit| id(hit.row)).collect()
}

/// The mean recall of the judged queries of a file.
fn recall(file: &str) -> f64 {
    let judged = Judged::read(&root().join("tests/data").join(file)).unwrap();
    mean(judged.iter().filter_map(|query| query.recall(directory(), text(&query.lang), &packed().1)))
}

#[test]
fn the_judged_queries_find_what_a_person_would_need() {
    let recall = recall("queries.json");
    eprintln!("recall@5 {recall:.3}");
    assert!(recall > 0.9, "recall@5 fell to {recall:.3}");
}

/// In each language by itself, on its own page.
#[test]
fn in_every_language_the_judged_queries_find_what_a_person_would_need() {
    let searched = &resources().site.search;
    for tag in resources().languages.iter().map(|language| &language.tag).filter(|tag| !searched.contains(tag)) {
        let recall = recall(&format!("queries/{tag}.json"));
        eprintln!("{tag}: recall@5 {recall:.3}");
        assert!(recall > 0.8, "{tag}: recall@5 is {recall:.3}");
    }
}

#[test]
fn a_query_that_fits_nothing_finds_nothing_and_harms_nothing() {
    for query in ["", "   ", "😀😀😀", "ñandú", "asdfghjkl", "مرحبا", "\u{202e}abc", &"palabra ".repeat(2_000)]
    {
        let hits = found("en", query, Some("US"), None);
        assert!(hits.is_empty() || query.contains("palabra") || query.contains("abc"), "{query:?} found {hits:?}");
    }
}

#[test]
fn a_place_leaves_out_what_is_elsewhere() {
    let place = Place { country: Some("CA"), subdivision: Some("CA-ON") };
    for hit in search(directory(), &Index::default(), &words("shelter"), place) {
        let area = directory().service(hit.row).unwrap().area();
        assert!(["CA", "CA-ON", "001"].contains(&area), "{} is in {area}", id(hit.row));
    }
}

#[test]
fn police_stand_last_among_the_lines_of_every_country() {
    for country in crate::lines::countries(directory()) {
        let place = Place { country: Some(country), subdivision: None };
        let lines = crate::lines::lines(directory(), place, crate::codes::Flags::default());
        assert!(lines.iter().map(|line| line.answered_by().warns_first()).is_sorted(), "{country}");
    }
}

#[test]
fn no_line_vanishes_whatever_the_phone_can_do() {
    let place = Place { country: Some("US"), subdivision: None };
    let count = |phone: u32| crate::lines::lines(directory(), place, crate::codes::Flags(phone)).len();
    assert!((0..64).all(|phone| count(phone) == count(0)));
}

#[test]
fn a_vocabulary_that_is_shipped_finds_what_one_made_on_arrival_finds() {
    let resources = resources();
    let rows = packing::rows(resources);
    let mut index = build::Builder::new(packing::phrases(resources), true);
    for (number, row) in (0_u32..).zip(&rows) {
        packing::index_row(&mut index, number, row);
    }
    let shipped = Directory::read(&crate::directory::rows::pack("2026-11", &rows, &[], index), &normalized).unwrap();
    for query in ["lawyer", "place to sleep", "no me pagan", "888 373", "sheltr", "linia nasional"] {
        let of =
            |directory: &Directory| search(directory, &Index::default(), &words(&normalized(query)), Place::default());
        assert_eq!(of(&shipped), of(directory()), "{query}");
    }
}
