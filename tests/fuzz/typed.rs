//! Anything typed: into the search, into a postal code, into the hours of a record.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidedoor_core::hours::Hours;
use sidedoor_core::place::postal;
use sidedoor_core::search::{folded, normalized, words};

fuzz_target!(|typed: &str| {
    let words = words(&normalized(typed));
    assert!(words.len() <= 24 && words.iter().all(|word| word.chars().count() <= 32));
    // Folding what is folded changes nothing.
    let once = folded(&normalized(typed));
    assert_eq!(folded(&once), once);
    for country in ["US", "CA", "GB", "AU", typed] {
        let _ = postal(country, typed);
    }
    let hours = Hours::parse(typed);
    assert_eq!(Hours::parse(&hours.packed()), hours);
});
