//! Ids that stay the same from one import to the next: those of the export, with the country before them.

use std::collections::BTreeMap;

/// Longest part of an id.
const LONGEST: usize = 60;

/// An id of ours from an id of theirs: `us-1234`. Where letters are lost on the way, a few digits of the whole keep two
/// ids apart that would otherwise read the same.
pub fn id(country: &str, raw: &str) -> String {
    let raw = raw.trim();
    let mut slug = String::new();
    for letter in crate::text::folded(raw).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug: String = slug.trim_end_matches('-').chars().take(LONGEST).collect();
    let country = if country == "001" { "world".to_owned() } else { country.to_ascii_lowercase() };
    if slug == raw {
        format!("{country}-{slug}")
    } else {
        format!("{country}-{slug}-{:06x}", hash(raw) & 0xff_ffff).replace("--", "-")
    }
}

/// FNV-1a: the same on every machine and in every version, which the standard library's hashes do not promise.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Ids that were given, to whom.
#[derive(Debug, Default)]
pub struct Given {
    ids: BTreeMap<String, String>,
}

impl Given {
    /// An id for somebody (any words that stay the same), told apart from what others were given.
    pub fn give(&mut self, country: &str, raw: &str, whose: &str) -> String {
        self.give_own(&id(country, raw), whose)
    }

    /// The same for an id that is one of ours already.
    pub fn give_own(&mut self, own: &str, whose: &str) -> String {
        let mut id = own.to_owned();
        while self.ids.get(&id).is_some_and(|other| other != whose) {
            id = format!("{id}-{:04x}", hash(whose) & 0xffff);
        }
        self.ids.insert(id.clone(), whose.to_owned());
        id
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_of_the_export_stays_readable() {
        assert_eq!(id("US", "139776"), "us-139776");
        assert_eq!(id("001", "ae58cc39-8b70"), "world-ae58cc39-8b70");
        assert!(id("US", "Safe Harbour").starts_with("us-safe-harbour-"));
        assert!(id("US", "安全").starts_with("us-"));
    }

    #[test]
    fn two_that_read_the_same_are_told_apart_and_stay_so() {
        let both = |first: &str, second: &str| {
            let mut given = Given::default();
            (given.give("US", first, first), given.give("US", second, second))
        };
        let (one, other) = both("Safe Harbour", "Safe-Harbour!");
        assert_ne!(one, other);
        assert_eq!(both("Safe-Harbour!", "Safe Harbour"), (other, one));
        let mut given = Given::default();
        assert_eq!(given.give("US", "1", "a"), given.give("US", "1", "a"));
        assert_ne!(given.give("US", "1", "a"), given.give("US", "1", "b"));
    }

    proptest! {
        #[test]
        fn an_id_is_a_name_of_a_file(raw in ".{0,80}") {
            let id = id("US", &raw);
            prop_assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            prop_assert!(id.len() < 100 && id.starts_with("us-"));
        }
    }
}
