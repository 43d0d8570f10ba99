//! A row's coded facts, its numbers and pages, its free text: each as a row without the others, and as JSON.

use serde_json::{Value, json};
use sidedoor_core::authoring::packing::DAYS;
use sidedoor_core::codes::{Answerer, Audience, ContactKind, Cost, Flags, Label, Need, Publisher, Situation, Tells};
use sidedoor_core::directory::rows::{ContactRow, Row, SourceRow};
use sidedoor_core::hours::{Hours, Span};

/// A row without any fact.
pub(super) fn empty() -> Row {
    Row {
        id: String::new(),
        name: String::new(),
        name_language: String::new(),
        organization: String::new(),
        other_names: Vec::new(),
        description: String::new(),
        url: String::new(),
        area: String::new(),
        city: String::new(),
        place_words: String::new(),
        languages: Vec::new(),
        hours: Hours::Unknown,
        timezone: String::new(),
        needs: Flags(0),
        audiences: Flags(0),
        situations: Flags(0),
        interpreters: None,
        answered_by: Answerer::Charity,
        tells: Tells::Unknown,
        cost: Cost::Unknown,
        rank: 0,
        contacts: Vec::new(),
        sources: Vec::new(),
    }
}

pub(super) fn only_codes(row: &Row) -> Row {
    let contact = |one: &ContactRow| ContactRow {
        value: String::new(),
        shown: String::new(),
        extension: String::new(),
        keyword: String::new(),
        ..one.clone()
    };
    let source = |one: &SourceRow| SourceRow { host: String::new(), ..one.clone() };
    Row {
        name_language: row.name_language.clone(),
        area: row.area.clone(),
        languages: row.languages.clone(),
        hours: row.hours.clone(),
        timezone: row.timezone.clone(),
        needs: row.needs,
        audiences: row.audiences,
        situations: row.situations,
        interpreters: row.interpreters,
        answered_by: row.answered_by,
        tells: row.tells,
        cost: row.cost,
        rank: row.rank,
        contacts: row.contacts.iter().map(contact).collect(),
        sources: row.sources.iter().map(source).collect(),
        ..empty()
    }
}

pub(super) fn only_facts(row: &Row) -> Row {
    let contact = |one: &ContactRow| ContactRow {
        kind: ContactKind::Call,
        label: Label::None,
        from: String::new(),
        called: String::new(),
        ..one.clone()
    };
    let source = |one: &SourceRow| SourceRow {
        date: String::new(),
        read: String::new(),
        publisher: Publisher::Own,
        ..one.clone()
    };
    Row {
        url: row.url.clone(),
        contacts: row.contacts.iter().map(contact).collect(),
        sources: row.sources.iter().map(source).collect(),
        ..empty()
    }
}

pub(super) fn only_text(row: &Row) -> Row {
    Row {
        name: row.name.clone(),
        organization: row.organization.clone(),
        other_names: row.other_names.clone(),
        description: row.description.clone(),
        city: row.city.clone(),
        place_words: row.place_words.clone(),
        ..empty()
    }
}

pub(super) fn codes_as_json(row: &Row) -> Value {
    let needs: Vec<&str> = Need::ALL.iter().filter(|one| row.needs.has(one.bit())).map(|one| one.code()).collect();
    let audiences: Vec<&str> =
        Audience::ALL.iter().filter(|one| row.audiences.has(one.bit())).map(|one| one.code()).collect();
    let situations: Vec<&str> =
        Situation::ALL.iter().filter(|one| row.situations.has(one.bit())).map(|one| one.code()).collect();
    let contacts = |of: &dyn Fn(&ContactRow) -> Value| row.contacts.iter().map(of).collect::<Vec<_>>();
    let sources = |of: &dyn Fn(&SourceRow) -> Value| row.sources.iter().map(of).collect::<Vec<_>>();
    json!({
        "name_language": row.name_language, "area": row.area, "languages": row.languages,
        "hours": hours_as_json(&row.hours), "timezone": row.timezone, "needs": needs, "audiences": audiences,
        "situations": situations, "interpreters": row.interpreters, "answered_by": row.answered_by.code(),
        "tells": row.tells.code(), "cost": row.cost.code(), "rank": row.rank,
        "kind": contacts(&|one| json!(one.kind.code())), "label": contacts(&|one| json!(one.label.code())),
        "from": contacts(&|one| json!(one.from)), "called": contacts(&|one| json!(one.called)),
        "published": sources(&|one| json!(one.date)), "read": sources(&|one| json!(one.read)),
        "publisher": sources(&|one| json!(one.publisher.code())),
    })
}

pub(super) fn facts_as_json(row: &Row) -> Value {
    let contacts = |of: &dyn Fn(&ContactRow) -> Value| row.contacts.iter().map(of).collect::<Vec<_>>();
    json!({
        "url": row.url, "value": contacts(&|one| json!(one.value)), "shown": contacts(&|one| json!(one.shown)),
        "extension": contacts(&|one| json!(one.extension)), "keyword": contacts(&|one| json!(one.keyword)),
        "host": row.sources.iter().map(|one| &one.host).collect::<Vec<_>>(),
    })
}

pub(super) fn text_as_json(row: &Row) -> Value {
    json!({
        "name": row.name, "organization": row.organization, "other_names": row.other_names,
        "description": row.description, "city": row.city, "place_words": row.place_words,
    })
}

pub(super) fn hours_as_json(hours: &Hours) -> Value {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let span = |span: &Span| {
        let days: Vec<&str> = (0..).zip(DAYS).filter(|(at, _)| span.days & 1 << at != 0).map(|(_, day)| day).collect();
        json!({ "byday": days, "opens_at": clock(span.opens), "closes_at": clock(span.closes) })
    };
    match hours {
        Hours::Unknown => json!([]),
        Hours::Always => json!([span(&Span { days: 0x7f, opens: 0, closes: 1440 })]),
        Hours::Weekly(spans) => json!(spans.iter().map(span).collect::<Vec<_>>()),
    }
}

/// A row as a file would have it: what is empty is not there.
pub(super) fn sparse(row: &Row) -> Value {
    let fields = codes_as_json(row).as_object().cloned().unwrap_or_default();
    let told = fields.into_iter().filter(|(_, value)| !value.is_null() && *value != json!([]) && *value != json!(""));
    Value::Object(told.collect())
}
