//! Every refusal of what is asked and of what there is to read, on the real files with one thing spoiled.

use std::path::Path;
use std::sync::OnceLock;

use super::*;
use crate::authoring::check::{self, Resources};

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources")
}

fn resources() -> &'static Resources {
    static READ: OnceLock<Resources> = OnceLock::new();
    READ.get_or_init(|| check::read(&root()).unwrap())
}

/// Spoils what is read, and gives back what is said of it, a line a fault.
fn spoilt(spoil: impl FnOnce(&mut Reading)) -> String {
    let resources = resources();
    let mut reading = resources.reading.clone();
    spoil(&mut reading);
    let places: BTreeSet<&str> = resources.languages[0].names.keys().map(String::as_str).collect();
    let names = resources.service_names();
    let services: BTreeSet<&str> = names.keys().map(String::as_str).collect();
    let said: Vec<String> = faults(&reading, &places, &services).iter().map(ToString::to_string).collect();
    said.join("\n")
}

fn adult(reading: &mut Reading) -> &mut checkin::CheckIn {
    &mut reading.checkins.iter_mut().find(|(id, _)| id == "adult").unwrap().1
}

fn question<'a>(reading: &'a mut Reading, id: &str) -> &'a mut checkin::Question {
    adult(reading).questions.iter_mut().find(|one| one.id == id).unwrap()
}

fn right<'a>(reading: &'a mut Reading, id: &str) -> &'a mut article::Article {
    let rights = reading.rooms.get_mut(&Room::Rights).unwrap();
    rights.articles.iter_mut().find(|one| one.id == id).unwrap()
}

/// Asserts that one thing spoiled is told by its file, its record and what is wrong.
#[track_caller]
fn told(said: &str, parts: &[&str]) {
    assert!(said.lines().any(|line| parts.iter().all(|part| line.contains(part))), "{parts:?}: said: {said}");
}

#[test]
fn what_ships_has_no_fault() {
    assert_eq!(spoilt(|_| {}), "");
}

#[test]
fn a_question_that_no_answer_leads_to_is_named() {
    let said = spoilt(|reading| {
        let next = &mut question(reading, "pay").next;
        for answer in ["yes", "no", "not_sure", "skip"] {
            next.insert(answer.to_owned(), "papers".to_owned());
        }
    });
    told(&said, &["checkins/adult.json", "debt", "never reached"]);
    told(&said, &["checkins/adult.json", "pay", "a yes leads to the question that follows"]);
}

#[test]
fn questions_that_go_round_in_a_circle_are_named() {
    let said = spoilt(|reading| drop(question(reading, "papers").next.insert("no".to_owned(), "pay".to_owned())));
    told(&said, &["checkins/adult.json", "papers", "circle"]);
}

#[test]
fn a_way_that_never_comes_to_the_end_is_named() {
    let said = spoilt(|reading| drop(question(reading, "papers").next.insert("no".to_owned(), "nowhere".to_owned())));
    told(&said, &["checkins/adult.json", "papers", "\"nowhere\"", "never comes to the end"]);
    let said = spoilt(|reading| drop(question(reading, "papers").next.insert("maybe".to_owned(), "end".to_owned())));
    told(&said, &["papers", "\"maybe\" is no answer"]);
}

#[test]
fn ways_that_cross_are_named() {
    let said = spoilt(|reading| {
        question(reading, "pay").next.insert("no".to_owned(), "housing".to_owned());
        question(reading, "papers").next.insert("skip".to_owned(), "held".to_owned());
    });
    told(&said, &["checkins/adult.json", "papers", "a yes could take help away"]);
}

#[test]
fn a_rule_over_what_is_not_there_is_named() {
    let said = spoilt(|reading| question(reading, "pay").brings.push(Need::Referral));
    told(&said, &["checkins/adult.json", "pay", "\"referral\" is not among the help"]);
    let said = spoilt(|reading| question(reading, "pay").brings.clear());
    told(&said, &["checkins/adult.json", "pay", "brings", "nothing"]);
    let said = spoilt(|reading| adult(reading).help.push(Need::Talk));
    told(&said, &["checkins/adult.json", "talk", "twice"]);
    let said = spoilt(|reading| adult(reading).help.clear());
    told(&said, &["checkins/adult.json", "help", "none"]);
}

#[test]
fn a_source_that_is_missing_is_named() {
    let said = spoilt(|reading| question(reading, "pay").sources.clear());
    told(&said, &["checkins/adult.json", "pay", "sources", "none"]);
    let said = spoilt(|reading| question(reading, "pay").sources.push("hearsay".to_owned()));
    told(&said, &["checkins/adult.json", "pay", "\"hearsay\""]);
    let said = spoilt(|reading| right(reading, "us-papers").sources.clear());
    told(&said, &["rooms/rights.json", "us-papers", "sources", "none"]);
    let said = spoilt(|reading| right(reading, "us-papers").sources[0].read = "lately".to_owned());
    told(&said, &["rooms/rights.json", "us-papers", "dates such as"]);
    let said = spoilt(|reading| right(reading, "us-papers").sources[0].page = "somewhere".to_owned());
    told(&said, &["rooms/rights.json", "us-papers", "no address of a page"]);
}

#[test]
fn a_text_that_is_missing_or_too_much_is_named_with_its_language() {
    let said = spoilt(|reading| {
        let words = reading.words.get_mut("es").unwrap().checkins.get_mut("adult").unwrap();
        words.questions.remove("pay");
        words.questions.get_mut("debt").unwrap().why.clear();
        words.end_none.clear();
        words.questions.get_mut("papers").unwrap().because.clear();
    });
    told(&said, &["text/es/checkins/adult.json", "pay", "no words"]);
    told(&said, &["text/es/checkins/adult.json", "debt", "why", "empty"]);
    told(&said, &["text/es/checkins/adult.json", "end_none", "empty"]);
    told(&said, &["text/es/checkins/adult.json", "papers", "because", "empty"]);
    let said = spoilt(|reading| adult(reading).questions.retain(|one| one.id != "pay"));
    told(&said, &["text/en/checkins/adult.json", "pay", "is no question"]);
    let said = spoilt(|reading| drop(reading.rooms.get_mut(&Room::Rights).unwrap().articles.remove(0)));
    told(&said, &["text/es/rooms/rights.json", "us-papers", "is no article"]);
}

#[test]
fn words_hold_no_number_no_address_and_no_empty_line() {
    let spoil = |text: &'static str| {
        spoilt(move |reading| {
            let rights = reading.words.get_mut("en").unwrap().rooms.get_mut(&Room::Rights).unwrap();
            rights.articles.get_mut("us-papers").unwrap().body.push(text.to_owned());
        })
    };
    told(&spoil("Call 1-888-373-7888 now."), &["text/en/rooms/rights.json", "us-papers", "telephone number"]);
    told(&spoil("See https://example.org today."), &["text/en/rooms/rights.json", "us-papers", "address of a page"]);
    told(&spoil("  "), &["text/en/rooms/rights.json", "us-papers", "empty"]);
    assert_eq!(spoil("The law of January 2026 and 34 USC 10449, 5,000 a year."), "");
}

#[test]
fn too_many_questions_or_too_few_are_named() {
    let said = spoilt(|reading| adult(reading).questions.truncate(5));
    told(&said, &["checkins/adult.json", "5 questions; should be 8 to 14"]);
    let said = spoilt(|reading| {
        let mut more = question(reading, "pay").clone();
        more.id = "more".to_owned();
        adult(reading).questions.insert(3, more);
    });
    told(&said, &["checkins/adult.json", "15 questions"]);
    let said = spoilt(|reading| question(reading, "pay").id = "debt".to_owned());
    told(&said, &["checkins/adult.json", "twice"]);
}

#[test]
fn what_touches_sex_stands_last_behind_a_gate() {
    let said = spoilt(|reading| adult(reading).questions.retain(|one| one.id != "gate"));
    told(&said, &["checkins/adult.json", "sex", "gate"]);
    let said = spoilt(|reading| adult(reading).questions.swap(3, 14));
    told(&said, &["checkins/adult.json", "sex", "stand last"]);
}

#[test]
fn a_right_needs_its_law_its_date_and_the_day_of_its_review() {
    let said = spoilt(|reading| right(reading, "us-papers").law.clear());
    told(&said, &["rooms/rights.json", "us-papers", "law"]);
    let said = spoilt(|reading| right(reading, "us-papers").law_date = "long ago".to_owned());
    told(&said, &["rooms/rights.json", "us-papers", "law_date"]);
    let said = spoilt(|reading| right(reading, "us-papers").review_by.clear());
    told(&said, &["rooms/rights.json", "us-papers", "review_by"]);
    let said = spoilt(|reading| right(reading, "us-papers").review_by = "2027".to_owned());
    told(&said, &["rooms/rights.json", "us-papers", "review_by", "day"]);
    let said = spoilt(|reading| right(reading, "us-papers").place = "XX".to_owned());
    told(&said, &["rooms/rights.json", "us-papers", "place"]);
    let said = spoilt(|reading| right(reading, "us-papers").services.push("us-nobody".to_owned()));
    told(&said, &["rooms/rights.json", "us-papers", "us-nobody"]);
    let said = spoilt(|reading| right(reading, "us-papers").also.push("us-papers".to_owned()));
    told(&said, &["rooms/rights.json", "us-papers", "no other article"]);
}

#[test]
fn what_is_past_its_day_is_listed() {
    let resources = resources();
    assert_eq!(resources.overdue("2026-11-24"), Vec::<String>::new());
    let late = resources.overdue("2027-02-25");
    assert!(
        late.iter().any(|line| line.starts_with("rooms/rights.json: us-t: was to be reviewed by 2027-02-24")),
        "{late:?}"
    );
    assert!(!late.iter().any(|line| line.contains("us-papers:")));
}

#[test]
fn help_of_which_nothing_says_what_happens_next_is_named() {
    let said = spoilt(|reading| {
        let next = reading.rooms.get_mut(&Room::Next).unwrap();
        next.articles.retain(|one| one.needs.first() != Some(&Need::Peers));
    });
    told(&said, &["checkins/adult.json", "peers", "what happens next"]);
}

#[test]
fn a_sign_off_needs_a_name_and_a_date() {
    let said = spoilt(|reading| {
        let words = reading.words.get_mut("en").unwrap().rooms.get_mut(&Room::Rights).unwrap();
        let by = crate::codes::Reviewer::Lawyer;
        words.reviewed.push(article::SignOff { by, name: String::new(), date: "2026-11-24".to_owned() });
    });
    told(&said, &["text/en/rooms/rights.json", "reviewed", "lawyer", "name"]);
}
