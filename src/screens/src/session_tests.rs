//! The drawer is empty after it was emptied, whatever was in it; and empties itself when nobody touches the page.

use std::path::Path;

use sidedoor_core::authoring::{check, packing};
use sidedoor_core::checkin::Answer;
use sidedoor_core::rooms::written;
use sidedoor_core::search::build::Phrases;
use sidedoor_core::search::normalized;
use sidedoor_core::text::pack;

use super::*;
use crate::answers::{answer, answers, touched};
use crate::browser::NoBrowser;

/// A drawer with what ships.
fn session() -> Session {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources");
    let resources = check::read(&root).unwrap();
    let language = resources.languages.first().unwrap();
    let directory = Directory::read(&packing::directory(&resources), &normalized).unwrap();
    let text = Text::read(&pack(language)).unwrap();
    let rooms = written::pack(&resources.reading, language, &Phrases::default(), &resources.service_names());
    let session = Session::new(Box::leak(Box::new(directory)), &NoBrowser, Box::leak(Box::new(text)), Vec::new());
    session
        .rooms_came(Rooms::read(&rooms).map(|rooms| &*Box::leak(Box::new(rooms))).map_err(|error| error.to_string()));
    session.begin(Some("US".to_owned()), Some("MX".to_owned()));
    session
}

/// All that is in the drawer, in words. A new field does not compile until it is told here.
fn told(session: Session) -> Vec<String> {
    let Drawer {
        directory: _,
        browser: _,
        languages: _,
        // The language is what the page is read in, not what was asked of it.
        text: _,
        rooms: _,
        lost: _,
        fault,
        screen,
        trail,
        country,
        other,
        subdivision,
        postal,
        phone,
        query,
        need,
        audience,
        spoken,
        open_first,
        found,
        listed,
        shown,
        tried,
        outcome,
        answers,
        setting,
        aloud,
        aloud_agreed,
        list,
        passphrase,
        keeping,
        opened_list,
        // Pages that are still open stay said.
        opened: _,
        // How often, not what.
        told: _,
        practised,
        idle,
        idle_warning,
        rested: _,
        wiped,
        guess: _,
        offered: _,
        paper,
        copied,
        offline,
    } = &*session;
    vec![
        fault.now(),
        format!("{:?} {:?}", screen.now(), trail.now()),
        format!("{:?} {:?} {:?} {:?}", country.now(), other.now(), subdivision.now(), postal.now()),
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?}",
            phone.now(),
            query.now(),
            need.now(),
            audience.now(),
            spoken.now(),
            open_first.now()
        ),
        format!("{:?} {:?} {:?} {:?} {:?}", found.now(), listed.now(), shown.now(), tried.now(), outcome.now()),
        format!("{:?} {:?} {:?} {:?}", answers.now(), setting.now(), aloud.now(), aloud_agreed.now()),
        format!("{:?} {:?} {:?} {:?}", list.now(), passphrase.now(), keeping.now(), opened_list.now()),
        format!("{:?} {:?} {:?}", paper.now(), copied.now(), offline.now()),
        format!("{:?} {:?} {:?} {:?}", practised.now(), idle.now(), idle_warning.now(), wiped.now()),
    ]
}

fn filled() -> Session {
    let session = session();
    session.fault.set("fault".to_owned());
    session.go(Screen::Find);
    session.go(Screen::Card(3));
    session.choose_country(Some("CA".to_owned()));
    session.choose_subdivision(Some("CA-ON".to_owned()));
    session.postal.set("M5V".to_owned());
    session.phone.set(Flags(1));
    session.query.set("lawyer".to_owned());
    session.need.set(2);
    session.audience.set(2);
    session.spoken.set("fr".to_owned());
    session.open_first.set(true);
    session.found.set(Rc::new(Results { rows: vec![1], fits: 1 }));
    session.listed.set(vec![1]);
    session.shown.set(10);
    session.tried(4);
    session.outcome.set(Outcome::Asked);
    let rooms = session.rooms.now().unwrap();
    answer(session, rooms.checkin(0).unwrap(), 0, Answer::Yes);
    session.setting.set(Some(2));
    session.aloud.set(Aloud::Reading);
    session.aloud_agreed.set(true);
    session.put(&Item { name: "A".to_owned(), area: "US".to_owned() });
    session.kept_opened(Ok("B\tUS".to_owned()));
    session.passphrase.set("correct horse".to_owned());
    session.practise();
    session.paper.set(Paper::Sheet);
    session.copied.set(Some(true));
    session.idle.set(30);
    session.idle_warning.set(true);
    session.wiped.set(vec![Found::Cleared]);
    session
}

#[test]
fn emptied_it_is_as_it_was_when_the_page_came() {
    let fresh = told(session());
    let session = filled();
    for (before, after) in told(session).iter().zip(&fresh) {
        assert_ne!(before, after, "every line of it was changed");
    }
    session.empty();
    assert_eq!(told(session), fresh);
}

#[test]
fn untouched_it_warns_for_a_minute_and_then_empties_itself_once() {
    let session = filled();
    session.idle.set(5);
    session.idle_warning.set(false);
    session.untouched(239);
    assert!(!session.idle_warning.now());
    session.untouched(240);
    assert!(session.idle_warning.now());
    assert_eq!(session.query.now(), "lawyer");
    // Somebody touches it: there is time again.
    session.untouched(0);
    assert!(!session.idle_warning.now());
    session.untouched(300);
    assert_eq!(session.query.now(), "");
    // Nobody is there: nothing more happens, until somebody is.
    session.query.set("again".to_owned());
    session.untouched(4000);
    assert_eq!(session.query.now(), "again");
    session.untouched(0);
    session.untouched(15 * 60);
    assert_eq!(session.query.now(), "");
}

#[test]
fn never_is_never() {
    let session = filled();
    session.idle.set(0);
    session.idle_warning.set(false);
    session.untouched(u32::MAX - 100);
    assert_eq!(session.query.now(), "lawyer");
    assert!(!session.idle_warning.now());
}

#[test]
fn answers_to_questions_that_are_no_longer_asked_are_dropped_and_not_guessed_at() {
    let session = session();
    let rooms = session.rooms.now().unwrap();
    let checkin = rooms.checkin(0).unwrap();
    session.answers.set(vec![Given { to: 7, answers: vec![Some(Answer::Yes); 30] }]);
    assert!(answers(session, checkin).iter().all(Option::is_none));
    assert!(touched(session, rooms).is_empty());
    answer(session, checkin, 0, Answer::Yes);
    assert_eq!(answers(session, checkin)[0], Some(Answer::Yes));
    assert_eq!(session.screen.now(), Screen::Question(0, 1));
    // Too many of them, or too few, are as many as there are questions.
    session.answers.set(vec![Given { to: checkin.fingerprint(), answers: vec![Some(Answer::No); 99] }]);
    assert_eq!(answers(session, checkin).len(), checkin.rules().questions.len());
    session.answers.set(vec![Given { to: checkin.fingerprint(), answers: Vec::new() }]);
    assert_eq!(answers(session, checkin).len(), checkin.rules().questions.len());
}

#[test]
fn from_deep_within_one_tap_leads_to_the_first_screen() {
    let session = session();
    for screen in [Screen::CheckIns, Screen::Question(0, 0), Screen::Ending(0), Screen::Article(1)] {
        session.go(screen);
    }
    session.home();
    assert_eq!((session.screen.now(), session.trail.now()), (Screen::Home, Vec::new()));
}
