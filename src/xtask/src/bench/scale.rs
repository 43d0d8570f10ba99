//! What a directory weighs as it grows: the coded columns beside the same columns as JSON, then numbers and pages, free
//! text, the words of the search, and the whole. Everything as it is served, Brotli 11.
//!
//! Generated services draw each fact from those that ship, one by one, so that a pack cannot live on whole rows that
//! repeat; names and descriptions are words by Zipf's law, numbers are random behind real beginnings.

mod made;
mod parts;

use serde_json::{Map, Value, json};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::packing;
use sidedoor_core::codes::{ContactKind, Label, Publisher};
use sidedoor_core::directory::rows::{ContactRow, Row, SourceRow, pack};
use sidedoor_core::search::build::Builder;
use sidedoor_kit::site::compressed;

use sidedoor_core::files::below;

use crate::run::{Fallible, Steps};
use crate::{build, root};
use made::generated;
use parts::{codes_as_json, empty, facts_as_json, only_codes, only_facts, only_text, sparse, text_as_json};

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

/// Sites with so many services, for a browser: the built one with another directory. A number and a folder each.
///
/// # Errors
/// When the disk refuses, or there is no built site.
pub fn sites(steps: &mut Steps) -> Fallible<Vec<String>> {
    let resources = build::resources()?;
    let shipped = packing::rows(&resources);
    let mut all = Vec::new();
    for size in SIZES {
        let folder = root().join(format!("target/bench/site-{size}"));
        let site = steps.step(&format!("a site of {size} services"), || {
            let bytes = whole(&generated(&shipped, size)?, &resources);
            let mut files = below(&root().join("dist"))?;
            let is_directory = |name: &&String| name.starts_with('d') && name.split('.').skip(1).eq(["bin"]);
            let name = files.keys().find(is_directory).cloned().ok_or("dist/ has no directory")?;
            let quality = if bytes.len() > LARGE { 9 } else { 11 };
            files.insert(format!("{name}.br"), brotli_at(quality, &bytes)?);
            files.insert(name, bytes);
            for (name, bytes) in files {
                let path = folder.join(name);
                path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                std::fs::write(path, bytes)?;
            }
            Ok(folder.display().to_string())
        })?;
        all.extend([size.to_string(), site]);
    }
    Ok(all)
}

fn brotli_at(quality: i32, bytes: &[u8]) -> Fallible<Vec<u8>> {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut std::io::Cursor::new(bytes), &mut small, &parameters)?;
    Ok(small)
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
    brotli_at(9, bytes).map_or(0, |small| small.len())
}

/// Rows as a pack without a search.
fn packed(rows: impl Iterator<Item = Row>) -> Vec<u8> {
    pack("2026-11", &rows.collect::<Vec<_>>(), &[], Builder::default())
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
    let mut index = Builder::new(packing::phrases(resources), rows.len() > packing::VOCABULARY_SHIPS_ABOVE);
    for (number, row) in (0_u32..).zip(rows) {
        packing::index_row(&mut index, number, row);
    }
    pack("2026-11", rows, &[], index)
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
            kind: ContactKind::Call,
            value: String::new(),
            shown: String::new(),
            extension: String::new(),
            keyword: String::new(),
            label: Label::None,
            from: String::new(),
            called: String::new(),
        };
        let source =
            SourceRow { host: String::new(), date: String::new(), read: String::new(), publisher: Publisher::Own };
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
