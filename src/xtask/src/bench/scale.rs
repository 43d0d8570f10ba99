//! What a directory weighs as it grows: the coded columns beside the same columns as JSON, then numbers and pages, free
//! text, the words of the search, and the whole. Everything as it is served, Brotli 11.
//!
//! Generated services draw each fact from those that ship, one by one, so that a pack cannot live on whole rows that
//! repeat; names and descriptions are words by Zipf's law, numbers are random behind real beginnings.

use serde_json::{Map, Value, json};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::packing::{self, DAYS};
use sidedoor_core::codes::{Audience, Cost, Flags, Label, Need, Situation};
use sidedoor_core::directory::rows::{ContactRow, Row, SourceRow, pack};
use sidedoor_core::hours::{Hours, Span};
use sidedoor_core::search::build::Builder;
use sidedoor_kit::site::compressed;

use super::records::{LETTERS, Numbers, WORDS, Zipf, words};
use crate::build;
use crate::run::{Fallible, Steps};

/// How many services; what ships stands before them.
const SIZES: [usize; 3] = [500, 5_000, 50_000];
/// For which of them every column is weighed.
const DETAIL: usize = 5_000;
/// What the coded columns may weigh, in hundredths of the JSON of the same columns.
const AIM: usize = 65;

/// The table, and where the bytes go.
///
/// # Errors
/// When a word list cannot be had.
pub fn table(steps: &mut Steps) -> Fallible<String> {
    let resources = build::resources()?;
    let shipped = packing::rows(&resources);
    let mut codes = format!(
        "## Scale: bytes after Brotli 11\n\nCodes: places, languages, hours, bits, who answers, kinds, dates; at most \
        {AIM} % of the same columns as JSON.\n\n| services | codes | the same columns as JSON | share | as JSON, a row a \
        service | share |\n| --- | --- | --- | --- | --- | --- |\n"
    );
    let mut rest = "| services | numbers and pages | as JSON | free text | as JSON | words of the search | whole |\n\
        | --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    let mut detail = String::new();
    let mut add = |lines: [String; 2]| {
        let [of_codes, of_rest] = lines;
        print!("{of_codes}{of_rest}");
        codes.push_str(&of_codes);
        rest.push_str(&of_rest);
    };
    add(steps.step("weigh what ships", || Ok(lines(&shipped, &resources)))?);
    for size in SIZES {
        let rows = generated(&shipped, size)?;
        add(steps.step(&format!("weigh {size} services"), || Ok(lines(&rows, &resources)))?);
        if size == DETAIL {
            detail = steps.step("weigh each column", || Ok(columns(&rows)))?;
        }
    }
    Ok(format!("{codes}\n{rest}\n(9): more than 8 MB; Brotli 9, on both sides.\n\n{detail}"))
}

/// Bytes at Brotli 11; nothing but memory could refuse.
fn weight(bytes: &[u8]) -> usize {
    compressed(bytes).map_or(0, |small| small.len())
}

/// Above this, Brotli 11 takes minutes and tells nothing more: quality 9, on both sides.
const LARGE: usize = 8_000_000;

/// Bytes at Brotli 11, or 9 where there is so much that both sides are weighed so.
fn weight_of_much(bytes: &[u8], large: bool) -> usize {
    if !large {
        return weight(bytes);
    }
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut std::io::Cursor::new(bytes), &mut small, &parameters).map_or(0, |_| small.len())
}

/// Rows as a pack without a search.
fn packed(rows: impl Iterator<Item = Row>) -> Vec<u8> {
    pack("2026-11", &rows.collect::<Vec<_>>(), &[], Builder::new(&[], false))
}

/// The rows of both tables.
fn lines(rows: &[Row], resources: &Resources) -> [String; 2] {
    let size = rows.len();
    let codes = || weight(&packed(rows.iter().map(only_codes)));
    let by_columns = || weight(by_column(rows.iter().map(codes_as_json)).as_bytes());
    let by_rows = || weight(json!(rows.iter().map(sparse).collect::<Vec<_>>()).to_string().as_bytes());
    let facts = || weight(&packed(rows.iter().map(only_facts)));
    let facts_json = || weight(by_column(rows.iter().map(facts_as_json)).as_bytes());
    let text = packed(rows.iter().map(only_text));
    let large = text.len() > LARGE;
    let text_small = || weight_of_much(&text, large);
    let text_json = || weight_of_much(by_column(rows.iter().map(text_as_json)).as_bytes(), large);
    let bare = || weight_of_much(&packed(rows.iter().cloned()), large);
    let all = || weight_of_much(&whole(rows, resources), large);
    let [codes, by_columns, by_rows, facts, facts_json, text, text_json, bare, all] =
        side_by_side([&codes, &by_columns, &by_rows, &facts, &facts_json, &text_small, &text_json, &bare, &all]);
    let share = |ours: usize, theirs: usize| ours * 100 / theirs.max(1);
    let mark = if large { " (9)" } else { "" };
    [
        format!(
            "| {size} | {codes} | {by_columns} | **{} %** | {by_rows} | {} % |\n",
            share(codes, by_columns),
            share(codes, by_rows)
        ),
        format!(
            "| {size} | {facts} | {facts_json} | {text}{mark} | {text_json}{mark} | {}{mark} | **{all}**{mark} |\n",
            all.saturating_sub(bare)
        ),
    ]
}

/// Runs each on a thread of its own: Brotli is slow.
fn side_by_side<const N: usize>(works: [&(dyn Fn() -> usize + Sync); N]) -> [usize; N] {
    std::thread::scope(|scope| works.map(|work| scope.spawn(work)).map(|thread| thread.join().unwrap_or(0)))
}

/// The directory as it is shipped, with the vocabulary where it is large.
fn whole(rows: &[Row], resources: &Resources) -> Vec<u8> {
    let stop: Vec<String> = resources.phrases.iter().flat_map(|one| one.stop.clone()).collect();
    let mut index = Builder::new(&stop, rows.len() > packing::VOCABULARY_SHIPS_ABOVE);
    for (number, row) in (0_u32..).zip(rows) {
        packing::index_row(&mut index, number, row);
    }
    packing::add_phrases(&mut index, resources);
    pack("2026-11", rows, &[], index)
}

/// A row without any fact.
fn empty() -> Row {
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
        answered_by: sidedoor_core::codes::Answerer::Charity,
        tells: sidedoor_core::codes::Tells::Unknown,
        cost: Cost::Unknown,
        rank: 0,
        contacts: Vec::new(),
        sources: Vec::new(),
    }
}

fn only_codes(row: &Row) -> Row {
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

fn only_facts(row: &Row) -> Row {
    let contact = |one: &ContactRow| ContactRow {
        kind: sidedoor_core::codes::ContactKind::Call,
        label: Label::None,
        from: String::new(),
        called: String::new(),
        ..one.clone()
    };
    let source = |one: &SourceRow| SourceRow {
        date: String::new(),
        read: String::new(),
        publisher: sidedoor_core::codes::Publisher::Own,
        ..one.clone()
    };
    Row {
        url: row.url.clone(),
        contacts: row.contacts.iter().map(contact).collect(),
        sources: row.sources.iter().map(source).collect(),
        ..empty()
    }
}

fn only_text(row: &Row) -> Row {
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

/// Objects as one object of columns: the kindest shape of JSON.
fn by_column(rows: impl Iterator<Item = Value>) -> String {
    let mut columns: Map<String, Value> = Map::new();
    for (name, value) in rows.filter_map(|row| row.as_object().cloned()).flatten() {
        if let Value::Array(column) = columns.entry(name).or_insert_with(|| json!([])) {
            column.push(value);
        }
    }
    Value::Object(columns).to_string()
}

fn codes_as_json(row: &Row) -> Value {
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

fn facts_as_json(row: &Row) -> Value {
    let contacts = |of: &dyn Fn(&ContactRow) -> Value| row.contacts.iter().map(of).collect::<Vec<_>>();
    json!({
        "url": row.url, "value": contacts(&|one| json!(one.value)), "shown": contacts(&|one| json!(one.shown)),
        "extension": contacts(&|one| json!(one.extension)), "keyword": contacts(&|one| json!(one.keyword)),
        "host": row.sources.iter().map(|one| &one.host).collect::<Vec<_>>(),
    })
}

fn text_as_json(row: &Row) -> Value {
    json!({
        "name": row.name, "organization": row.organization, "other_names": row.other_names,
        "description": row.description, "city": row.city, "place_words": row.place_words,
    })
}

fn hours_as_json(hours: &Hours) -> Value {
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
fn sparse(row: &Row) -> Value {
    let fields = codes_as_json(row).as_object().cloned().unwrap_or_default();
    let told = fields.into_iter().filter(|(_, value)| !value.is_null() && *value != json!([]) && *value != json!(""));
    Value::Object(told.collect())
}

/// Puts one column of the first row into the second.
type Keep = fn(&Row, Row) -> Row;

/// What each coded column weighs alone, over a pack of nothing, and the same column as JSON.
fn columns(rows: &[Row]) -> String {
    let codes: Vec<Row> = rows.iter().map(only_codes).collect();
    let sizes: Vec<(usize, usize)> = rows.iter().map(|row| (row.contacts.len(), row.sources.len())).collect();
    // The number of contacts and sources stays, or nothing could be read.
    let nothing = |at: usize| {
        let (contacts, sources) = sizes.get(at).copied().unwrap_or_default();
        let contact = ContactRow {
            kind: sidedoor_core::codes::ContactKind::Call,
            value: String::new(),
            shown: String::new(),
            extension: String::new(),
            keyword: String::new(),
            label: Label::None,
            from: String::new(),
            called: String::new(),
        };
        let source = SourceRow {
            host: String::new(),
            date: String::new(),
            read: String::new(),
            publisher: sidedoor_core::codes::Publisher::Own,
        };
        Row { contacts: vec![contact; contacts], sources: vec![source; sources], ..empty() }
    };
    let kept: [(&str, Keep); 17] = [
        ("name_language", |row, bare| Row { name_language: row.name_language.clone(), ..bare }),
        ("area", |row, bare| Row { area: row.area.clone(), ..bare }),
        ("languages", |row, bare| Row { languages: row.languages.clone(), ..bare }),
        ("hours", |row, bare| Row { hours: row.hours.clone(), ..bare }),
        ("timezone", |row, bare| Row { timezone: row.timezone.clone(), ..bare }),
        ("needs", |row, bare| Row { needs: row.needs, ..bare }),
        ("audiences", |row, bare| Row { audiences: row.audiences, ..bare }),
        ("situations", |row, bare| Row { situations: row.situations, ..bare }),
        ("interpreters", |row, bare| Row { interpreters: row.interpreters, ..bare }),
        ("answered_by", |row, bare| Row { answered_by: row.answered_by, ..bare }),
        ("tells", |row, bare| Row { tells: row.tells, ..bare }),
        ("cost", |row, bare| Row { cost: row.cost, ..bare }),
        ("rank", |row, bare| Row { rank: row.rank, ..bare }),
        ("kind", |row, bare| with_contacts(row, bare, |one, part| ContactRow { kind: one.kind, ..part })),
        ("label", |row, bare| with_contacts(row, bare, |one, part| ContactRow { label: one.label, ..part })),
        ("from", |row, bare| {
            let area = row.area.clone();
            let bare = with_contacts(row, bare, |one, part| ContactRow { from: one.from.clone(), ..part });
            Row { area, ..bare }
        }),
        ("published", |row, mut bare| {
            for (one, part) in row.sources.iter().zip(&mut bare.sources) {
                part.date.clone_from(&one.date);
            }
            bare
        }),
    ];
    let frame = weight(&packed((0..rows.len()).map(nothing)));
    let mut said = format!(
        "Each coded column of {} services alone (how many contacts and sources each has: {frame}; `from` with the area \
        it is left out against):\n\n| column | ours | as JSON |\n| --- | --- | --- |\n",
        rows.len()
    );
    for (name, keep) in kept {
        let ours = weight(&packed(codes.iter().enumerate().map(|(at, row)| keep(row, nothing(at)))));
        let column: Vec<Value> =
            codes.iter().map(|row| codes_as_json(row).get(name).cloned().unwrap_or_default()).collect();
        let theirs = weight(json!(column).to_string().as_bytes());
        said.push_str(&format!("| {name} | {} | {theirs} |\n", ours.saturating_sub(frame)));
    }
    said
}

fn with_contacts(row: &Row, mut bare: Row, keep: fn(&ContactRow, ContactRow) -> ContactRow) -> Row {
    bare.contacts = row.contacts.iter().zip(bare.contacts).map(|(one, part)| keep(one, part)).collect();
    bare
}

/// So many services, each fact drawn from those that ship.
fn generated(shipped: &[Row], size: usize) -> Fallible<Vec<Row>> {
    let mut numbers = Numbers(0x5eed_0000_0000_0001 ^ u64::try_from(size)?);
    let words = Zipf::new(words(&mut numbers, WORDS * size / 50_000 + 2_000)?);
    let mut rows: Vec<Row> = (0..size).filter_map(|at| row(at, &mut numbers, shipped, &words)).collect();
    packing::sort(&mut rows, |row| (row, row.rank));
    Ok(rows)
}

fn row(at: usize, numbers: &mut Numbers, shipped: &[Row], words: &Zipf) -> Option<Row> {
    let name = [words.draw(numbers), words.draw(numbers)].join(" ");
    let mut description = String::new();
    while description.len() < LETTERS {
        description.push_str(words.draw(numbers));
        description.push(' ');
    }
    let mut drawn = || shipped.get(numbers.below(shipped.len()));
    let (place, tongue, open) = (drawn()?, drawn()?, drawn()?);
    let (needs, audiences, situations) = (drawn()?.needs, drawn()?.audiences, drawn()?.situations);
    let (answers, cost, interpreters, rank) = (drawn()?, drawn()?.cost, drawn()?.interpreters, drawn()?.rank);
    let (reached, read) = (drawn()?, drawn()?);
    let country = |area: &str| area.split('-').next().unwrap_or_default().to_owned();
    let contacts = reached.contacts.iter().map(|one| {
        let home = one.from == country(&reached.area);
        let value = other_number(&one.value, numbers);
        let shown = if one.shown == one.value { value.clone() } else { written_like(&one.shown, &value) };
        ContactRow { value, shown, from: if home { country(&place.area) } else { one.from.clone() }, ..one.clone() }
    });
    let contacts = contacts.collect();
    let host = format!("{}.org", name.replace(' ', "-").to_lowercase());
    let sources = read.sources.iter().enumerate().map(|(at, one)| {
        let own = at == 0 && one.publisher == sidedoor_core::codes::Publisher::Own;
        SourceRow { host: if own { host.clone() } else { one.host.clone() }, ..one.clone() }
    });
    let sources = sources.collect();
    Some(Row {
        id: format!("r{at}"),
        organization: words.draw(numbers).to_owned(),
        name,
        description,
        url: format!("https://{host}"),
        name_language: tongue.name_language.clone(),
        area: place.area.clone(),
        city: place.city.clone(),
        place_words: place.place_words.clone(),
        languages: tongue.languages.clone(),
        hours: open.hours.clone(),
        timezone: open.timezone.clone(),
        needs,
        audiences,
        situations,
        interpreters,
        answered_by: answers.answered_by,
        tells: answers.tells,
        cost,
        rank,
        contacts,
        sources,
        ..empty()
    })
}

/// A number with the same beginning and other last six digits.
fn other_number(value: &str, numbers: &mut Numbers) -> String {
    if !value.starts_with('+') {
        return value.to_owned();
    }
    let kept = value.len().saturating_sub(6);
    let last = (kept..value.len()).map(|_| char::from(b'0' + u8::try_from(numbers.below(10)).unwrap_or(0)));
    value.chars().take(kept).chain(last).collect()
}

/// A number in the manner of another, digit for digit from the end.
fn written_like(manner: &str, value: &str) -> String {
    let mut digits = value.chars().rev().filter(char::is_ascii_digit);
    let turned = |letter: char| if letter.is_ascii_digit() { digits.next().unwrap_or(letter) } else { letter };
    manner.chars().rev().map(turned).collect::<Vec<_>>().into_iter().rev().collect()
}
