//! Records to search in: those that ship, and generated ones whose words follow Zipf's law.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::packing;
use sidedoor_core::codes::{Answerer, Audience, Cost, Flags, Need, Situation, Tells};
use sidedoor_core::directory::rows::{ContactRow, Row, pack};
use sidedoor_core::hours::Hours;
use sidedoor_core::search::build::Builder;
use sidedoor_kit::site::compressed;

use crate::run::{Fallible, run};

/// Writes `NAME.bin` (ours) and `NAME.json` (the same records and phrases, for another engine).
fn write(folder: &Path, name: &str, bytes: &[u8], rows: &[Row], resources: &Resources) -> Fallible {
    fs::write(folder.join(format!("{name}.bin")), bytes)?;
    // Brotli 11 on the largest takes minutes and tells nothing more.
    let weighed = if bytes.len() > 10_000_000 { 0 } else { compressed(bytes)?.len() };
    fs::write(folder.join(format!("{name}.bin.br.size")), weighed.to_string())?;
    let records: Vec<Value> = rows
        .iter()
        .map(|row| {
            let numbers: Vec<&str> = row.contacts.iter().map(|contact| contact.value.as_str()).collect();
            json!({
                "id": row.id, "name": row.name, "otherNames": row.other_names.join("; "),
                "organization": row.organization, "description": row.description, "area": row.area,
                "place": format!("{} {}", row.city, row.place_words), "concepts": concepts(row), "numbers": numbers,
            })
        })
        .collect();
    let mut phrases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let searched = || resources.site.search.iter().filter_map(|tag| resources.phrases.get(tag));
    for (concept, all) in searched().flat_map(|one| &one.concepts) {
        phrases.entry(concept).or_default().extend(all.iter().map(String::as_str));
    }
    let stop: Vec<&String> = searched().flat_map(|one| &one.stop).collect();
    let json = json!({ "records": records, "phrases": phrases, "stop": stop });
    Ok(fs::write(folder.join(format!("{name}.json")), json.to_string())?)
}

/// The concepts of a row, by name.
fn concepts(row: &Row) -> Vec<String> {
    let needs = Need::ALL.iter().filter(|need| row.needs.has(need.bit())).map(|need| format!("need.{}", need.code()));
    let audiences =
        Audience::ALL.iter().filter(|one| row.audiences.has(one.bit())).map(|one| format!("audience.{}", one.code()));
    let situations = Situation::ALL
        .iter()
        .filter(|one| row.situations.has(one.bit()))
        .map(|one| format!("situation.{}", one.code()));
    needs.chain(audiences).chain(situations).collect()
}

/// What ships.
///
/// # Errors
/// When the disk refuses.
pub fn shipped(folder: &Path, resources: &Resources) -> Fallible {
    write(folder, "shipped", &packing::directory(resources), &packing::rows(resources), resources)
}

/// Where Debian's word lists are.
const LISTS: [(&str, &str); 2] =
    [("/usr/share/dict/american-english", "wamerican"), ("/usr/share/dict/spanish", "wspanish")];
/// Distinct words at the largest size.
pub(super) const WORDS: usize = 20_000;
/// How long a description is, in letters.
pub(super) const LETTERS: usize = 400;

/// A small generator of numbers that anyone can repeat (xorshift).
pub struct Numbers(u64);

impl Numbers {
    /// Begins with a number that is not 0.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 up to one less than this.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

/// Words by Zipf's law: the first is drawn twice as often as the second, three times as often as the third.
pub(super) struct Zipf {
    words: Vec<String>,
    /// Running totals of each word's share.
    totals: Vec<u64>,
}

impl Zipf {
    pub(super) fn new(words: Vec<String>) -> Self {
        let mut all = 0;
        let totals = (1..=words.len() as u64)
            .map(|rank| {
                all += 1_000_000_000 / rank;
                all
            })
            .collect();
        Self { words, totals }
    }

    pub(super) fn draw(&self, numbers: &mut Numbers) -> &str {
        let share = numbers.next() % self.totals.last().copied().unwrap_or(1);
        let rank = self.totals.partition_point(|total| *total <= share);
        self.words.get(rank).map_or("", String::as_str)
    }
}

/// Real words, English and Spanish by turns.
pub(super) fn words(numbers: &mut Numbers, count: usize) -> Fallible<Vec<String>> {
    let mut lists = Vec::new();
    for (path, package) in LISTS {
        if !Path::new(path).is_file() {
            run(Command::new("apt-get")
                .args(["install", "-y", "-qq", package])
                .env("DEBIAN_FRONTEND", "noninteractive"))?;
        }
        let text = fs::read(path)?;
        let text = String::from_utf8_lossy(&text).into_owned();
        let list: Vec<String> =
            text.lines().filter(|word| word.len() > 3 && !word.contains('\'')).map(str::to_owned).collect();
        lists.push(list);
    }
    let mut chosen = std::collections::BTreeSet::new();
    let mut order = Vec::new();
    while order.len() < count {
        let list = lists.get(order.len() % 2).ok_or("no list")?;
        let word = list.get(numbers.below(list.len())).cloned().unwrap_or_default();
        if chosen.insert(word.clone()) {
            order.push(word);
        }
    }
    Ok(order)
}

/// Generated records: places, needs and names drawn evenly, words by Zipf's law.
///
/// # Errors
/// When a word list cannot be had or the disk refuses.
pub fn generated(folder: &Path, size: usize, resources: &Resources) -> Fallible {
    let mut numbers = Numbers(0x5eed_0000_0000_0001 ^ u64::try_from(size)?);
    let words = Zipf::new(words(&mut numbers, WORDS * size.min(50_000) / 50_000 + 2_000)?);
    let areas = ["US", "US-TX", "US-CA", "US-NY", "CA", "CA-ON", "GB", "MX", "ES", "AU", "001"];
    let rows: Vec<Row> = (0..size).map(|at| row(at, &mut numbers, &words, &areas)).collect();
    let mut index = Builder::new(packing::phrases(resources), true);
    for (number, row) in (0_u32..).zip(&rows) {
        packing::index_row(&mut index, number, row);
    }
    write(folder, &size.to_string(), &pack("2026-11", &rows, &[], index), &rows, resources)
}

fn row(at: usize, numbers: &mut Numbers, words: &Zipf, areas: &[&str]) -> Row {
    let name = [words.draw(numbers), words.draw(numbers)].join(" ");
    let mut description = String::new();
    while description.len() < LETTERS {
        description.push_str(words.draw(numbers));
        description.push(' ');
    }
    let bits = |numbers: &mut Numbers, most: usize| Flags(1 << numbers.below(most) | 1 << numbers.below(most));
    Row {
        id: format!("r{at}"),
        name,
        name_language: "en".to_owned(),
        organization: words.draw(numbers).to_owned(),
        other_names: Vec::new(),
        description,
        url: String::new(),
        area: areas.get(numbers.below(areas.len())).copied().unwrap_or("US").to_owned(),
        city: String::new(),
        place_words: String::new(),
        languages: vec!["en".to_owned()],
        hours: Hours::Unknown,
        timezone: String::new(),
        needs: bits(numbers, Need::ALL.len()),
        audiences: Flags(0),
        situations: bits(numbers, Situation::ALL.len()),
        interpreters: None,
        answered_by: Answerer::Charity,
        tells: Tells::Unknown,
        cost: Cost::Free,
        rank: u8::try_from(numbers.below(200)).unwrap_or(0),
        contacts: Vec::<ContactRow>::new(),
        sources: Vec::new(),
    }
}
