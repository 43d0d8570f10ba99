//! Which lines stand first, for a place and for what a phone can do. Lines move; none vanishes.

use crate::codes::{Answerer, ContactKind, Cost, Need, PhoneState, Flags};
use crate::directory::{Contact, Directory, Service};
use crate::search::Place;

/// Whether a service is a line: something that answers, and not only by a web page.
pub fn is_line(service: Service<'_>) -> bool {
    service.contacts().any(|contact| contact.kind() != ContactKind::Email)
}

/// The lines of a place: charities, then public bodies and not-known, then police and immigration;
/// within each, those that suit the phone, the near before the far, the main lines before the others.
pub fn lines<'a>(directory: &'a Directory, place: Place<'_>, phone: Flags) -> Vec<Service<'a>> {
    let mut found: Vec<(Key, Service<'a>)> = directory
        .iter()
        .filter(|service| is_line(*service))
        .filter_map(|service| Some((key(service, place, phone)?, service)))
        .collect();
    found.sort_by_key(|(key, _)| *key);
    found.into_iter().map(|(_, service)| service).collect()
}

/// Police last, suits, tier, nearness, rank.
type Key = (bool, bool, u8, u8, u8);

fn key(service: Service<'_>, place: Place<'_>, phone: Flags) -> Option<Key> {
    let near = place.nearness(service)?;
    // Somebody who chose no subdivision is not best served by one subdivision's line.
    let far = match (place.subdivision, service.subdivision()) {
        (None, Some(_)) => 3,
        _ => 2_u8.saturating_sub(near as u8),
    };
    let talks = u8::from(!service.needs().has(Need::Talk.bit()));
    let suits = phone.is_empty() || service.contacts().any(|contact| suits(service, contact, phone));
    let rank = service.rank().saturating_add(if talks == 1 { 40 } else { 0 });
    Some((service.answered_by().warns_first(), !suits, tier(service), far, rank))
}

fn tier(service: Service<'_>) -> u8 {
    match service.answered_by() {
        // The main line of a country is often a public body's; it is not moved below a small charity's office.
        answerer if answerer != Answerer::Unknown => answerer.tier(),
        _ => 1,
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
        (!rings(*service), service.subdivision().is_some(), answerer.warns_first(), service.rank(), answerer.tier())
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
    codes.sort_unstable();
    codes.dedup();
    codes
}
