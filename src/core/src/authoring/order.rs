//! Which line stands first: a rank from coded facts, so that nobody's taste decides.

use super::service::Service;
use crate::codes::{Audience, ContactKind, Need, Situation};

/// No rule gives a rank below this: what stands there was put there by hand.
pub const LOWEST: u8 = 7;

/// The middle; each reason moves a service up or down from here.
const MIDDLE: i16 = 100;

/// The rank of a service, lower first: lines for trafficked people that anyone can call day and night
/// stand before those for some people, some hours, or another matter.
pub fn rank(service: &Service) -> u8 {
    let has_call = service.contacts.iter().any(|contact| contact.kind == ContactKind::Call);
    let on_trafficking = service
        .situations
        .iter()
        .any(|situation| matches!(situation, Situation::Trafficking | Situation::Labour | Situation::Sex));
    let audiences = service.eligibility.iter().filter(|audience| **audience != Audience::Immigrants).count();
    let moves = [
        (service.situations.contains(&Situation::Trafficking), -35),
        (on_trafficking, -15),
        (service.needs.contains(&Need::Talk), -20),
        (!service.schedules.is_empty() && service.schedules.iter().all(|hours| hours.closes_at == "24:00"), -10),
        (has_call, -10),
        (service.contacts.is_empty(), 40),
        (audiences > 0, 20),
        (service.city.is_some(), 10),
        (service.needs == [Need::Report], 15),
        (service.stands_behind, 25),
        (service.sources.len() > 1, -3),
    ];
    let all: i16 = moves.iter().filter(|(holds, _)| *holds).map(|(_, by)| by).sum();
    u8::try_from((MIDDLE + all).clamp(0, 255)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_rule_gives_a_rank_that_is_kept_for_what_is_put_first_by_hand() {
        let best = serde_json::json!({
            "id": "a", "name": "A", "description": "A line.", "service_area": "US", "cost": "free",
            "needs": ["talk"], "situations": ["trafficking"], "answered_by": { "is": "unknown" },
            "schedules": [{ "byday": ["MO"], "opens_at": "00:00", "closes_at": "24:00" }],
            "contacts": [{ "kind": "call", "value": "+18883737888", "from": ["US"], "source": 0 }],
            "sources": (0..2).map(|_| serde_json::json!({
                "url": "https://example.org/", "title": "A", "publisher": "own", "read": "2026-11-24"
            })).collect::<Vec<_>>()
        });
        assert_eq!(rank(&serde_json::from_value(best).unwrap()), LOWEST);
    }
}
