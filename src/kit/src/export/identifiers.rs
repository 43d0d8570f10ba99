//! UUIDs for HSDS, the same at every export: made from our own ids, so that who receives a second export finds the
//! records of the first.

use uuid::Uuid;

/// The id of something that has an id of ours. One that is a UUID already (it came by an import) stays.
pub fn of(kind: &str, id: &str) -> Uuid {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"sidedoor");
    Uuid::parse_str(id).unwrap_or_else(|_| Uuid::new_v5(&space, format!("{kind}/{id}").as_bytes()))
}

/// The id of a part, by what tells it from the other parts of the same whole.
pub fn part(whole: Uuid, name: &str) -> Uuid {
    Uuid::new_v5(&whole, name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stays_what_it_was_in_the_export_before() {
        // Written down once: whoever holds our records by this id must find them by it in ten years.
        assert_eq!(of("service", "us-nhth").to_string(), "4b8b33ca-833e-5a65-99df-5fb1d1a8ffba");
    }

    #[test]
    fn an_id_that_is_a_uuid_stays() {
        let theirs = "ac148810-d857-441c-9679-408f346de14b";
        assert_eq!(of("service", theirs).to_string(), theirs);
        assert_ne!(of("service", "a"), of("organization", "a"));
    }
}
