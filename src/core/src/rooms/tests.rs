use proptest::prelude::*;

use super::*;
use crate::authoring::check;
use crate::pack::sealed;
use crate::search::build::Phrases;
use crate::shipped::root;

fn packs() -> Vec<(String, Vec<u8>)> {
    let resources = check::read(&root().join("resources")).unwrap();
    let services = resources.service_names();
    let languages = resources.languages.iter();
    languages
        .map(|one| (one.tag.clone(), written::pack(&resources.reading, one, &Phrases::default(), &services)))
        .collect()
}

#[test]
fn what_is_written_is_read_in_every_language() {
    let resources = check::read(&root().join("resources")).unwrap();
    for (tag, pack) in packs() {
        let rooms = Rooms::read(&pack).unwrap();
        let words = &resources.reading.words[&tag];
        for room in Room::ALL {
            let (facts, said) = (&resources.reading.rooms[room], &words.rooms[room]);
            assert_eq!(rooms.title(*room), said.title);
            assert_eq!(rooms.hint(*room), said.hint);
            assert!(rooms.intro(*room).eq(&said.intro));
            assert_eq!(rooms.articles(*room).count(), facts.articles.len());
            for (article, fact) in rooms.articles(*room).zip(&facts.articles) {
                let text = &said.articles[&fact.id];
                assert_eq!((article.id(), article.place(), article.title()), (&*fact.id, &*fact.place, &*text.title));
                assert_eq!((article.law(), article.law_date()), (&*fact.law, &*fact.law_date));
                assert_eq!(article.review_by(), fact.review_by);
                assert!(article.needs().eq(fact.needs.iter().copied()));
                assert!(fact.concerns.iter().all(|one| article.concerns().has(one.bit())));
                assert!(article.also().map(Article::id).eq(&fact.also));
                assert_eq!(article.services().count(), fact.services.len());
                assert!(article.body().eq(text.body.iter().map(|text| Block::of(text))));
                assert!(!article.hosts().is_empty() && !article.read().is_empty());
                assert_eq!(rooms.at(article.row()).map(Article::id), Some(&*fact.id));
            }
        }
        assert_eq!(rooms.all_checkins().count(), resources.reading.checkins.len());
        for (checkin, (id, facts)) in rooms.all_checkins().zip(&resources.reading.checkins) {
            let said = &words.checkins[id];
            assert_eq!((checkin.id(), checkin.title()), (&**id, &*said.title));
            assert_eq!(checkin.rules().questions, facts.questions());
            assert_eq!(checkin.rules().help, facts.help);
            assert_eq!(checkin.audience(), facts.audience);
            assert!(checkin.end(true).eq(&said.end_some) && checkin.end(false).eq(&said.end_none));
            for (at, question) in facts.questions.iter().enumerate() {
                let text = &said.questions[&question.id];
                assert_eq!((checkin.ask(at), checkin.why(at)), (&*text.ask, &*text.why));
                assert_eq!(checkin.because(at), text.because);
            }
        }
        assert!(rooms.at(usize::MAX).is_none());
    }
}

#[test]
fn answers_in_one_language_are_answers_in_the_other() {
    let packs: Vec<Rooms> = packs().iter().map(|(_, pack)| Rooms::read(pack).unwrap()).collect();
    let marks = |rooms: &Rooms| rooms.all_checkins().map(CheckIn::fingerprint).collect::<Vec<_>>();
    assert!(packs.iter().all(|one| marks(one) == marks(&packs[0])));
    let mut own = marks(&packs[0]);
    own.dedup();
    assert_eq!(own.len(), packs[0].all_checkins().count());
}

#[test]
fn a_block_is_told_by_how_it_begins() {
    assert_eq!(Block::of("# A heading"), Block::Heading("A heading"));
    assert_eq!(Block::of("- an item"), Block::Item("an item"));
    assert_eq!(Block::of("! Notice"), Block::Warning("Notice"));
    assert_eq!(Block::of("#1 of two"), Block::Paragraph("#1 of two"));
    assert_eq!(Block::of(""), Block::Paragraph(""));
}

#[test]
fn who_has_not_read_it_is_told() {
    assert_eq!(missing(Flags(0)).count(), 3);
    assert!(missing(Flags(Reviewer::Lawyer.bit())).eq([Reviewer::Survivor, Reviewer::Speaker]));
}

proptest! {
    #[test]
    fn any_bytes_are_taken_without_harm(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        static PACK: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        let mut bytes = PACK.get_or_init(|| packs().swap_remove(0).1).clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(rooms) = Rooms::read(&sealed(bytes)) {
            for checkin in rooms.all_checkins() {
                let answers = vec![Some(crate::checkin::Answer::Yes); 300];
                let _ = (checkin.rules().outcome(&answers), checkin.rules().most_left(0), checkin.ask(900));
            }
            for row in 0..200 {
                if let Some(article) = rooms.at(row) {
                    let _ = (article.body().count(), article.also().count(), article.needs().count());
                }
            }
        }
    }
}
