//! What each language has, weighs and finds, in one table: `cargo xtask bench languages`.

use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::packing;
use sidedoor_core::directory::Directory;
use sidedoor_core::rooms::{Rooms, written};
use sidedoor_core::search::judged::{Judged, mean};
use sidedoor_core::search::normalized;
use sidedoor_core::text::source::Language;
use sidedoor_core::text::{self, Text};

use crate::run::{Fallible, Steps};
use crate::{budget, build, grade, root};

/// What a language may weigh, and a first visit in it.
const LANGUAGE: u64 = 35_000;
const VISIT: u64 = 150_000;

/// A row a language.
///
/// # Errors
/// Where there is no built site, or a file of queries cannot be read.
pub fn table(steps: &mut Steps) -> Fallible<String> {
    let resources = build::resources()?;
    let directory = Directory::read(&packing::directory(&resources), &normalized).map_err(|error| error.to_string())?;
    let ids: Vec<String> = packing::rows(&resources).into_iter().map(|row| row.id).collect();
    let judged = judged(&resources)?;
    let files = budget::sizes()?;
    let common: u64 = ["wasm", "js", "directory"].iter().filter_map(|name| files.get(*name)).sum();
    let keys = resources.languages.first().map_or(0, |first| first.sentences.len());
    let mut said = format!(
        "## Languages\n\nBytes after Brotli 11. A language: its sentences and names, what there is to read, what people type; at \
        most {LANGUAGE}. A first visit until the first screen is whole; at most {VISIT}. Reading: the grade of \
        English stands above; for the others Flesch's measure from 0 (hard) to 100 (easy), where textstat has a formula.\n\n| \
        language | sentences | phrases | page | first pack | to read | language | first visit | reading | native reader \
        | judged queries | recall@5 |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
    );
    for language in &resources.languages {
        let tag = &language.tag;
        let of = |name: &str| files.get(&format!("{tag} {name}")).copied().unwrap_or(0);
        let [page, first, later] = ["page", "first", "later"].map(of);
        let phrases: usize = resources.phrases.get(tag).map_or(0, |one| one.concepts.values().map(Vec::len).sum());
        let text = whole(language, &resources)?;
        let of_it = judged.iter().filter(|one| one.lang == *tag);
        let found: Vec<f64> = of_it.filter_map(|query| query.recall(&directory, &text, &ids)).collect();
        let recall = mean(found.iter().copied());
        said.push_str(&format!(
            "| {tag} | {} of {keys} | {phrases} | {page} | {first} | {later} | {} | {} | {} | {} | {} | {recall:.3} |\n",
            language.sentences.len(),
            first + later,
            common + page + first,
            grade::ease(steps, tag)?.unwrap_or_default(),
            if language.is_reviewed() { "yes" } else { "nobody yet" },
            found.len(),
        ));
    }
    Ok(said)
}

/// The text of a language with all that comes later.
fn whole(language: &Language, resources: &Resources) -> Fallible<Text> {
    let phrases = packing::own_phrases(resources, &language.tag);
    let rooms = written::pack(&resources.reading, language, &phrases, &resources.service_names());
    let rooms = Rooms::read(&rooms).map_err(|error| error.to_string())?;
    let text = Text::read(&text::pack(language)).map_err(|error| error.to_string())?;
    text.complete(rooms.sentences().clone(), rooms.phrases().clone());
    Ok(text)
}

fn judged(resources: &Resources) -> Fallible<Vec<Judged>> {
    let data = root().join("tests/data");
    let mut all = Judged::read(&data.join("queries.json"))?;
    for language in &resources.languages {
        let file = data.join(format!("queries/{}.json", language.tag));
        if file.is_file() {
            all.extend(Judged::read(&file)?);
        }
    }
    Ok(all)
}
