//! Services that nobody offers: each fact drawn from those that ship.

use sidedoor_core::authoring::packing;
use sidedoor_core::codes::Publisher;
use sidedoor_core::directory::rows::{ContactRow, Row, SourceRow};

use super::super::records::{LETTERS, Numbers, WORDS, Zipf, words};
use super::parts::empty;
use crate::run::Fallible;

/// So many services, each fact drawn from those that ship.
pub(super) fn generated(shipped: &[Row], size: usize) -> Fallible<Vec<Row>> {
    let mut numbers = Numbers::new(0x5eed_0000_0000_0001 ^ u64::try_from(size)?);
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
        let own = at == 0 && one.publisher == Publisher::Own;
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
