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
    let mut codes: Vec<&str> = directory
        .iter()
        .map(Service::country)
        .chain(directory.emergency_countries())
        .filter(|code| code.len() == 2)
        .collect();
    let packed = |code: &&str| number(code.as_bytes());
    by(&mut codes, packed);
    codes.dedup();
    codes
}
