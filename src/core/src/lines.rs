//! Which lines stand first, for a place and for what a phone can do. Lines move; none vanishes.

use crate::codes::{ContactKind, Cost, Flags, Need, PhoneState};
use crate::directory::{Contact, Directory, Service};
use crate::order::{by, number};
use crate::search::Place;

/// Whether a service is a line: something that answers, and not only by a web page.
pub fn is_line(service: Service<'_>) -> bool {
    service.contacts().any(|contact| contact.kind() != ContactKind::Email)
}

/// The lines of a place: charities, then public bodies and not-known, then police and immigration;
/// within each, those that suit the phone, the near before the far, the main lines before the others.
pub fn lines<'a>(directory: &'a Directory, place: Place<'_>, phone: Flags) -> Vec<Service<'a>> {
    let mut found: Vec<Service<'a>> =
        directory.iter().filter(|service| is_line(*service) && place.nearness(*service).is_some()).collect();
    by(&mut found, |service| {
        let suits = phone.is_empty() || service.contacts().any(|contact| suits(*service, contact, phone));
        let talks = if service.needs().has(Need::Talk.bit()) { 0 } else { 40 };
        number(&[
            u8::from(service.answered_by().warns_first()),
            u8::from(!suits),
            service.answered_by().tier(),
            distance(*service, place),
            service.rank().saturating_add(talks),
        ])
    });
    found
}

/// How far a service is from a place, for ordering. Somebody who chose no subdivision is not best served by
/// one subdivision's own.
pub fn distance(service: Service<'_>, place: Place<'_>) -> u8 {
    match (place.nearness(service), place.subdivision, service.subdivision()) {
        (None, _, _) => 4,
        (Some(_), None, Some(_)) => 3,
        (Some(near), _, _) => 2_u8.saturating_sub(near as u8),
    }
}

/// Whether a contact can be used with what the phone, the voice and the ears can do.
pub fn suits(service: Service<'_>, contact: Contact<'_>, phone: Flags) -> bool {
    use ContactKind as Kind;
    let kind = contact.kind();
    let written = matches!(kind, Kind::Text | Kind::Whatsapp | Kind::Chat | Kind::Email);
    PhoneState::ALL.iter().filter(|state| phone.has(state.bit())).all(|state| match state {
        PhoneState::Call => matches!(kind, Kind::Call),
        PhoneState::Text => matches!(kind, Kind::Text),
        PhoneState::Wifi => matches!(kind, Kind::Whatsapp | Kind::Chat | Kind::Email),
        PhoneState::NoCredit => {
            matches!(kind, Kind::Whatsapp | Kind::Chat | Kind::Email)
                || (matches!(kind, Kind::Call | Kind::Tty) && service.cost() == Cost::Free)
        }
        PhoneState::CannotSpeak => written || kind == Kind::Tty,
        PhoneState::CannotHear => written || matches!(kind, Kind::Tty | Kind::Videophone),
    })
}

/// The line that stands for a whole country where there is room for one: the one meant for trafficked
/// people that most people can ring, whoever runs it; police and immigration only where nobody else answers.
pub fn main_line<'a>(directory: &'a Directory, country: &str) -> Option<Service<'a>> {
    let rings = |service: Service<'_>| {
        service.contacts().any(|contact| contact.kind() == ContactKind::Call && contact.href().is_some())
    };
    directory.iter().filter(|service| service.country() == country && is_line(*service)).min_by_key(|service| {
        let answerer = service.answered_by();
        number(&[
            u8::from(!rings(*service)),
            u8::from(service.subdivision().is_some()),
            u8::from(answerer.warns_first()),
            service.rank(),
            answerer.tier(),
        ])
    })
}

/// The countries of the directory, by code: those with a service or an emergency number.
pub fn countries(directory: &Directory) -> Vec<&str> {
    let mut codes = directory.areas();
    codes.extend(directory.emergency_countries());
    for code in &mut codes {
        *code = code.split('-').next().unwrap_or(code);
    }
    codes.retain(|code| code.len() == 2);
    let packed = |code: &&str| number(code.as_bytes());
    by(&mut codes, packed);
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::shipped::{directory, id};

    fn ids(services: &[Service<'_>]) -> Vec<&'static str> {
        services.iter().map(|service| id(service.row())).collect()
    }

    fn in_country(country: &'static str) -> Place<'static> {
        Place { country: Some(country), subdivision: None }
    }

    /// What the phone can do: every set of states.
    fn phones() -> impl Iterator<Item = Flags> {
        (0..1 << PhoneState::ALL.len()).map(Flags)
    }

    #[test]
    fn whatever_the_phone_can_do_no_line_vanishes() {
        let place = in_country("US");
        let all: BTreeSet<&str> = ids(&lines(directory(), place, Flags::default())).into_iter().collect();
        assert!(all.len() > 50, "{}", all.len());
        for phone in phones() {
            assert_eq!(ids(&lines(directory(), place, phone)).into_iter().collect::<BTreeSet<_>>(), all);
        }
    }

    #[test]
    fn what_suits_the_phone_stands_first_and_police_and_immigration_last() {
        for (country, phone) in
            ["US", "GB", "MX", "CY"].into_iter().flat_map(|one| phones().map(move |phone| (one, phone)))
        {
            let place = in_country(country);
            let order: Vec<(bool, bool, u8, u8)> = lines(directory(), place, phone)
                .into_iter()
                .map(|service| {
                    let fits = phone.is_empty() || service.contacts().any(|contact| suits(service, contact, phone));
                    let answerer = service.answered_by();
                    (answerer.warns_first(), !fits, answerer.tier(), distance(service, place))
                })
                .collect();
            assert!(order.is_sorted(), "{country} {phone:?}");
        }
    }

    #[test]
    fn the_near_stand_before_the_far_and_another_state_s_own_last() {
        let first = |subdivision| {
            let place = Place { country: Some("US"), subdivision };
            directory()
                .iter()
                .filter(move |service| place.nearness(*service).is_some())
                .map(move |service| (service.area().to_owned(), distance(service, place)))
        };
        for (area, far) in first(Some("US-WA")) {
            let wanted = match area.as_str() {
                "US-WA" => 0,
                "US" => 1,
                _ => 2,
            };
            assert_eq!(far, wanted, "{area}");
        }
        for (area, far) in first(None) {
            let wanted = match area.as_str() {
                "US" => 1,
                "001" => 2,
                _ => 3,
            };
            assert_eq!(far, wanted, "{area}");
        }
        let elsewhere = directory().iter().find(|service| service.country() == "GB").unwrap();
        assert_eq!(distance(elsewhere, in_country("US")), 4);
    }

    #[test]
    fn each_state_of_phone_and_person_has_the_contacts_that_it_can_use() {
        use ContactKind::{Call, Chat, Email, Text, Tty, Videophone, Whatsapp};
        let usable: [(PhoneState, &[ContactKind]); 6] = [
            (PhoneState::Call, &[Call]),
            (PhoneState::Text, &[Text]),
            (PhoneState::Wifi, &[Whatsapp, Chat, Email]),
            (PhoneState::NoCredit, &[Whatsapp, Chat, Email, Call, Tty]),
            (PhoneState::CannotSpeak, &[Text, Whatsapp, Chat, Email, Tty]),
            (PhoneState::CannotHear, &[Text, Whatsapp, Chat, Email, Tty, Videophone]),
        ];
        for service in directory().iter() {
            for (contact, (state, kinds)) in service.contacts().flat_map(|one| usable.iter().map(move |row| (one, row)))
            {
                // Without credit a call is possible only where it costs nothing.
                let paid = *state == PhoneState::NoCredit
                    && matches!(contact.kind(), Call | Tty)
                    && service.cost() != Cost::Free;
                let wanted = kinds.contains(&contact.kind()) && !paid;
                assert_eq!(suits(service, contact, Flags(state.bit())), wanted, "{state:?} {:?}", contact.kind());
            }
        }
    }

    #[test]
    fn a_service_with_an_address_alone_is_no_line() {
        for service in directory().iter() {
            let kinds: BTreeSet<bool> =
                service.contacts().map(|contact| contact.kind() == ContactKind::Email).collect();
            assert_eq!(is_line(service), kinds.contains(&false), "{}", id(service.row()));
        }
    }

    #[test]
    fn the_main_line_rings_and_is_police_only_where_nobody_else_answers() {
        for (country, line) in [("US", "us-nhth"), ("CA", "ca-hth"), ("GB", "uk-modern-slavery-exploitation-helpline")]
        {
            assert_eq!(main_line(directory(), country).map(|service| id(service.row())), Some(line));
        }
        for country in countries(directory()) {
            let all: Vec<Service<'_>> =
                directory().iter().filter(|one| one.country() == country && is_line(*one)).collect();
            let Some(main) = main_line(directory(), country) else {
                assert!(all.is_empty(), "{country}");
                continue;
            };
            let rings = |service: &&Service<'_>| {
                service.contacts().any(|contact| contact.kind() == ContactKind::Call && contact.href().is_some())
            };
            let whole = |service: &&Service<'_>| service.subdivision().is_none();
            assert!(main.country() == country && is_line(main), "{country}");
            assert!(rings(&&main) || !all.iter().any(|one| rings(&one)), "{country} has a line that rings");
            let peers: Vec<&Service<'_>> = all.iter().filter(rings).filter(whole).collect();
            let other = peers.iter().any(|one| !one.answered_by().warns_first());
            assert!(!main.answered_by().warns_first() || !other, "{country} has a line that is not the police");
        }
    }

    #[test]
    fn the_countries_are_those_with_a_service_or_an_emergency_number_in_order() {
        let listed = countries(directory());
        let services = directory().iter().map(Service::country).filter(|code| *code != "001");
        let wanted: BTreeSet<&str> = services.chain(directory().emergency_countries()).collect();
        assert_eq!(listed, wanted.into_iter().collect::<Vec<_>>());
    }
}
