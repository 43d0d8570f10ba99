//! (host) Writes the second pack of a language. The counterpart of [`super::Rooms::read`].

use std::collections::BTreeMap;

use super::{JOINT, VERSION};
use crate::authoring::article::{Article, ArticleWords, Grade, Page, SignOff};
use crate::authoring::checkin::{CheckIn, QuestionWords};
use crate::authoring::reading::{Reading, Words};
use crate::checkin::{Answer, Next};
use crate::codes::{Need, Room};
use crate::pack::{Kind, Writer};
use crate::search::build::Phrases;
use crate::text::column;
use crate::text::source::Language;

/// What stands for a service in an article: its name and the place that it serves, by its id.
pub type Services = BTreeMap<String, (String, String)>;

/// Packs what there is to read in one language; it has been checked.
pub fn pack(reading: &Reading, language: &Language, phrases: &Phrases, services: &Services) -> Vec<u8> {
    let nothing = Words::default();
    let words = reading.words.get(&language.tag).unwrap_or(&nothing);
    let writer = Writer::spelled(|writer| {
        writer.texts(column(&language.in_order().1));
        phrases.write(writer);
        rooms(writer, words);
        articles(writer, reading, words, services);
        checkins(writer, reading, words);
    });
    writer.finish(Kind::Rooms, VERSION)
}

fn joined<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.as_ref().to_owned()).collect();
    parts.join(&JOINT.to_string())
}

fn bits(reviewed: &[SignOff]) -> u32 {
    reviewed.iter().fold(0, |all, one| all | one.by.bit())
}

fn rooms(writer: &mut Writer, words: &Words) {
    let of = |text: &dyn Fn(&crate::authoring::article::Words) -> String| -> Vec<String> {
        Room::ALL.iter().map(|room| words.rooms.get(room).map(text).unwrap_or_default()).collect()
    };
    let columns = [of(&|one| one.title.clone()), of(&|one| one.hint.clone()), of(&|one| joined(&one.intro))];
    writer.texts(columns.concat());
    let reviewed: Vec<u8> = Room::ALL
        .iter()
        .map(|room| words.rooms.get(room).map_or(0, |one| u8::try_from(bits(&one.reviewed)).unwrap_or(0)))
        .collect();
    writer.bytes(&reviewed);
}

/// The hosts of pages, each once: of the texts themselves, where they were seen, and else of others' accounts of them.
fn hosts(pages: &[Page]) -> String {
    let mut hosts: Vec<&str> = Vec::new();
    let seen = pages.iter().any(|page| page.grade == Grade::A);
    for page in pages.iter().filter(|page| !seen || page.grade == Grade::A) {
        let host = page.page.split("//").nth(1).unwrap_or(&page.page).split('/').next().unwrap_or("");
        let host = host.strip_prefix("www.").unwrap_or(host);
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts.join(", ")
}

fn articles(writer: &mut Writer, reading: &Reading, words: &Words, services: &Services) {
    let nothing = ArticleWords { title: String::new(), body: Vec::new() };
    let all: Vec<(Room, &Article, &ArticleWords)> = reading
        .rooms
        .iter()
        .flat_map(|(room, facts)| facts.articles.iter().map(move |article| (*room, article)))
        .map(|(room, article)| {
            let said = words.rooms.get(&room).and_then(|one| one.articles.get(&article.id));
            (room, article, said.unwrap_or(&nothing))
        })
        .collect();
    let group = |room: Room, article: &Article| {
        words.rooms.get(&room).and_then(|one| one.groups.get(&article.group)).cloned().unwrap_or_default()
    };
    let named = |article: &Article| {
        let found = article.services.iter().filter_map(|id| services.get(id));
        joined(found.map(|(name, area)| format!("{name}\t{area}")))
    };
    let read = |article: &Article| article.sources.iter().map(|page| page.read.clone()).min().unwrap_or_default();
    let of_each = |text: &dyn Fn(Room, &Article, &ArticleWords) -> String| -> Vec<String> {
        all.iter().map(|(room, article, said)| text(*room, article, said)).collect()
    };
    writer.count(all.len());
    writer.texts(
        [
            of_each(&|_, article, _| article.id.clone()),
            of_each(&|_, article, _| article.place.clone()),
            of_each(&|_, article, _| article.law.clone()),
            of_each(&|_, article, _| article.law_date.clone()),
            of_each(&|_, article, _| article.review_by.clone()),
            of_each(&|room, article, _| group(room, article)),
            of_each(&|_, _, said| said.title.clone()),
            of_each(&|_, _, said| joined(&said.body)),
            of_each(&|_, article, _| hosts(&article.sources)),
            of_each(&|_, article, _| read(article)),
            of_each(&|_, article, _| joined(&article.also)),
            of_each(&|_, article, _| named(article)),
        ]
        .concat(),
    );
    writer.bytes(&all.iter().map(|(room, ..)| *room as u8).collect::<Vec<_>>());
    writer.numbers(all.iter().map(|(_, article, _)| article.concerns.iter().fold(0, |sum, one| sum | one.bit())));
    let needs = |needs: &[Need]| needs.iter().rev().fold(0, |sum: u32, need| sum << 8 | (*need as u32 + 1));
    writer.numbers(all.iter().map(|(_, article, _)| needs(&article.needs)));
}

/// A number that changes with what is asked, and not with how it is worded.
fn fingerprint(id: &str, checkin: &CheckIn) -> u32 {
    let asked = checkin.questions.iter().map(|question| question.id.as_str());
    let bytes = core::iter::once(id).chain(asked).flat_map(|id| id.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn checkins(writer: &mut Writer, reading: &Reading, words: &Words) {
    let all = &reading.checkins;
    let said = |id: &str| words.checkins.get(id);
    let of_each = |text: &dyn Fn(&crate::authoring::checkin::Words) -> String| -> Vec<String> {
        all.iter().map(|(id, _)| said(id).map(text).unwrap_or_default()).collect()
    };
    writer.count(all.len());
    writer.texts(
        [
            all.iter().map(|(id, _)| id.clone()).collect(),
            of_each(&|one| one.title.clone()),
            of_each(&|one| one.hint.clone()),
            of_each(&|one| joined(&one.end_some)),
            of_each(&|one| joined(&one.end_none)),
        ]
        .concat(),
    );
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    writer.numbers(all.iter().map(|(_, one)| one.audience.map_or(0, |audience| audience as u32 + 1)));
    writer.numbers(all.iter().map(|(id, _)| said(id).map_or(0, |one| bits(&one.reviewed))));
    writer.numbers(all.iter().map(|(id, one)| fingerprint(id, one)));
    writer.numbers(all.iter().map(|(_, one)| number(one.questions.len())));
    writer.numbers(all.iter().map(|(_, one)| number(one.help.len())));
    let help: Vec<u8> = all.iter().flat_map(|(_, one)| one.help.iter().map(|need| *need as u8)).collect();
    writer.count(help.len());
    writer.bytes(&help);

    let rules: Vec<_> = all.iter().flat_map(|(_, one)| one.questions()).collect();
    let nothing = QuestionWords { ask: String::new(), why: String::new(), because: String::new() };
    let asked: Vec<&QuestionWords> = all
        .iter()
        .flat_map(|(id, one)| one.questions.iter().map(move |question| (id, &question.id)))
        .map(|(id, question)| said(id).and_then(|one| one.questions.get(question)).unwrap_or(&nothing))
        .collect();
    let of = |text: fn(&QuestionWords) -> &String| asked.iter().map(|one| text(one).clone()).collect::<Vec<_>>();
    writer.count(rules.len());
    writer.texts([of(|one| &one.ask), of(|one| &one.why), of(|one| &one.because)].concat());
    writer.numbers(rules.iter().map(|one| one.asks as u32));
    writer.numbers(rules.iter().map(|one| u32::from(one.urgent)));
    writer.numbers(rules.iter().map(|one| one.concerns.0));
    writer.numbers(rules.iter().map(|one| one.brings.0));
    for at in 0..Answer::ALL.len() {
        writer.numbers(rules.iter().map(|one| match one.next.get(at) {
            Some(Next::Question(to)) => number(to + 1),
            Some(Next::End) | None => 0,
        }));
    }
}
