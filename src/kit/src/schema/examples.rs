//! An example for each schema: what an editor offers, and what a person copies. Invented, with numbers that are kept
//! for fiction; tests hold each of them against its schema and against `check`.

use serde_json::{Value, json};

/// An organisation with one service that uses most fields.
pub fn organization() -> Value {
    json!({
        "id": "us-harbor-house",
        "name": "Harbor House",
        "services": [{
            "id": "us-harbor-house-line",
            "name": "Harbor House help line",
            "alternate_names": ["Casa del Puerto"],
            "description": "Phone line in Florida for people who are made to work, with a safe place to stay.",
            "url": "https://harbor-house.example/help",
            "service_area": "US-FL",
            "city": "Tampa",
            "needs": ["shelter", "talk", "legal"],
            "eligibility": ["women"],
            "situations": ["trafficking", "labour"],
            "answered_by": { "is": "charity", "source": 0 },
            "tells": { "is": "asks_first", "source": 0 },
            "languages": ["en", "es"],
            "interpretation_services": 0,
            "cost": "free",
            "schedules": [{
                "byday": ["MO", "TU", "WE", "TH", "FR"],
                "opens_at": "09:00",
                "closes_at": "17:00",
                "timezone": "America/New_York"
            }],
            "contacts": [
                { "kind": "call", "value": "+12025550143", "shown": "202-555-0143", "from": ["US"], "source": 0,
                  "called": "2026-11-24" },
                { "kind": "chat", "value": "https://harbor-house.example/chat", "from": ["*"], "source": 0 }
            ],
            "sources": [{
                "url": "https://harbor-house.example/help",
                "title": "How to reach us",
                "publisher": "own",
                "published": "2026-10",
                "read": "2026-11-24",
                "evidence": "Call 202-555-0143. We are a charity. We ask you before we tell anyone."
            }]
        }]
    })
}

/// Emergency numbers of one country.
pub fn emergency() -> Value {
    json!({
        "IE": {
            "all": "112",
            "sources": [{
                "url": "https://emergency.example/",
                "title": "Emergency numbers",
                "by": "authority",
                "published": "2025-06",
                "read": "2026-11-24",
                "evidence": "Call 112 or 999 in an emergency."
            }]
        }
    })
}

/// A site's settings.
pub fn site() -> Value {
    json!({
        "title": "Notes",
        "names": ["Weather ☀", "Recipes 🍲"],
        "language": "en",
        "made": "2026-11",
        "leave_to": {
            "en": ["https://worldweather.wmo.int/en/home.html", "https://www.un.org/en/"],
            "es": ["https://worldweather.wmo.int/es/home.html", "https://www.un.org/es/"]
        }
    })
}

/// An operator's decisions.
pub fn operator() -> Value {
    json!({
        "places": { "US-NY": "replace", "US": "before", "*": "join" },
        "ancestors": ["https://www.example.org"],
        "only": ["US"],
        "without_lines": []
    })
}

/// A page that facts were read on, as rooms and check-ins name it.
fn page() -> Value {
    json!({ "page": "https://law.example/passports", "grade": "A", "published": "2025-03-01", "read": "2026-11-24" })
}

/// A room with one article.
pub fn room() -> Value {
    json!({
        "articles": [{
            "id": "keep-my-passport",
            "place": "US",
            "law": "18 U.S.C. § 1592",
            "law_date": "2008-12-23",
            "review_by": "2027-11-24",
            "concerns": ["papers"],
            "needs": ["documents", "legal"],
            "sources": [page()]
        }]
    })
}

/// The words of that room.
pub fn room_words() -> Value {
    json!({
        "title": "Know your rights",
        "hint": "What the law says where you are",
        "intro": ["Talk to a lawyer before you act."],
        "articles": {
            "keep-my-passport": {
                "title": "Your passport is yours",
                "body": ["Nobody may keep it to make you work.", "# What you can do", "- Ask a lawyer."]
            }
        }
    })
}

/// A check-in with one question.
pub fn checkin() -> Value {
    json!({
        "order": 1,
        "audience": null,
        "sources": { "law": page() },
        "questions": [{
            "id": "papers",
            "concerns": ["papers"],
            "brings": ["documents", "legal"],
            "sources": ["law"]
        }],
        "help": ["shelter", "talk", "legal", "documents"]
    })
}

/// The words of that check-in.
pub fn checkin_words() -> Value {
    json!({
        "title": "My situation",
        "hint": "A few questions, and help that fits",
        "end_some": ["What may help", "You said some things that others can help with."],
        "end_none": ["Help for everyone", "These lines talk to anyone."],
        "questions": {
            "papers": {
                "ask": "Does somebody else keep your papers?",
                "why": "They are yours, and there is help to get them back.",
                "because": "somebody else keeps your papers"
            }
        }
    })
}

/// Sentences by key.
pub fn sentences() -> Value {
    json!({
        "back": "Back",
        "opened": { "one": "You opened {n} other page.", "other": "You opened {n} other pages." }
    })
}

/// What a language says of itself.
pub fn language() -> Value {
    json!({ "autonym": "Español", "dir": "ltr", "plural": ["one", "many", "other"], "reviewed": "nadie todavía",
        "unreviewed": "todavía sin revisar" })
}

/// What words were chosen from.
pub fn glossary() -> Value {
    json!({
        "register": { "adult": "usted" },
        "avoid": ["víctima (to the reader)"],
        "terms": { "shelter": { "text": "albergue", "grade": "C", "note": "refugio in Spain" } }
    })
}

/// Names by code.
pub fn names() -> Value {
    json!({ "001": "Worldwide", "US": "United States", "US-FL": "Florida", "es": "Spanish" })
}

/// What people type.
pub fn search() -> Value {
    json!({ "stop": ["the", "a"], "concepts": { "need.shelter": ["safe place", "somewhere to sleep"] } })
}

/// Lists by country.
pub fn by_country() -> Value {
    json!({ "IE": ["Europe/Dublin"] })
}

/// Numbers that are known to be printed wrongly.
pub fn misprints() -> Value {
    json!([{ "wrong": "202-555-0134", "right": "202-555-0143", "what": "Harbor House, on a poster" }])
}

/// What the research found in conflict.
pub fn conflicts() -> Value {
    json!([{ "id": "us-harbor-house-line", "coded": "settled", "about": ["phone:+12025550143"] }])
}

/// What does not ship.
pub fn left_out() -> Value {
    json!([{ "id": "us-harbor-house-line", "what": "hours", "why": "needs a second source" }])
}
