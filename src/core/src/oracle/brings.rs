//! Wherever a published rule would call for a next step, our check-ins bring the right help forward.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;
use serde_json::json;

use super::{judge, topics};
use crate::authoring::check;
use crate::authoring::checkin::CheckIn;
use crate::checkin::{Answer, Offer, Rules};
use crate::codes::Need;
use crate::shipped::root;

/// What an instrument asks about, where we ask about the same, and the help that must come forward for it.
const SAME: [(&str, &str, &str, Need); 62] = [
    ("raft1", "adult", "unsafe", Need::Health),
    ("raft2", "adult", "tricked", Need::Legal),
    ("raft3", "adult", "scared", Need::Talk),
    ("raft4", "adult", "sex", Need::Health),
    ("qyit1", "young", "unsafe", Need::Talk),
    ("qyit2", "young", "scared", Need::Shelter),
    ("qyit3", "young", "gifts", Need::Talk),
    ("qyit4", "young", "tricked", Need::Advocate),
    ("ah1", "adult", "tricked", Need::Talk),
    ("ah2", "adult", "debt", Need::Legal),
    ("ah3", "adult", "scared", Need::Talk),
    ("ah4", "adult", "papers", Need::Documents),
    ("ah5", "adult", "watched", Need::Talk),
    ("ah6", "adult", "housing", Need::Housing),
    ("ah7", "adult", "law", Need::Legal),
    ("ah8", "adult", "hurt", Need::Shelter),
    ("ilo2", "adult", "tricked", Need::Legal),
    ("ilo3", "adult", "held", Need::Shelter),
    ("ilo4", "adult", "watched", Need::Talk),
    ("ilo5", "adult", "hurt", Need::Health),
    ("ilo6", "adult", "scared", Need::Talk),
    ("ilo7", "adult", "papers", Need::Documents),
    ("ilo8", "adult", "pay", Need::Work),
    ("ilo9", "adult", "debt", Need::Legal),
    ("ilo10", "adult", "unsafe", Need::Work),
    ("ilo11", "adult", "unsafe", Need::Work),
    ("us1", "someone", "leave", Need::Shelter),
    ("us2", "someone", "pay", Need::Work),
    ("us3", "someone", "ids", Need::Documents),
    ("us4", "someone", "speaks", Need::Talk),
    ("us5", "someone", "speaks", Need::Talk),
    ("us6", "someone", "afraid", Need::Talk),
    ("us8", "someone", "lives", Need::Housing),
    ("DR1", "adult", "tricked", Need::Legal),
    ("DR2", "adult", "pay", Need::Work),
    ("DR3", "adult", "tricked", Need::Talk),
    ("DR4", "adult", "tricked", Need::Legal),
    ("DR5", "adult", "housing", Need::Housing),
    ("CR1", "adult", "hurt", Need::Shelter),
    ("CR2", "adult", "hurt", Need::Shelter),
    ("CR4", "adult", "debt", Need::Legal),
    ("CR5", "adult", "papers", Need::Documents),
    ("CR6", "adult", "watched", Need::Talk),
    ("CR7", "adult", "police", Need::Legal),
    ("CR9", "adult", "scared", Need::Talk),
    ("CR10", "adult", "pay", Need::Work),
    ("EX1", "adult", "unsafe", Need::Work),
    ("EX2", "adult", "pay", Need::Work),
    ("EX3", "adult", "pay", Need::Work),
    ("EX4", "adult", "housing", Need::Housing),
    ("EX5", "adult", "unsafe", Need::Work),
    ("EX6", "adult", "unsafe", Need::Health),
    ("CD1", "adult", "papers", Need::Documents),
    ("CD2", "adult", "debt", Need::Legal),
    ("CD3", "adult", "watched", Need::Advocate),
    ("CD4", "adult", "hurt", Need::Health),
    ("CD5", "adult", "hurt", Need::Shelter),
    ("CD6", "adult", "law", Need::Legal),
    ("CD7", "adult", "held", Need::Shelter),
    ("CD10", "adult", "law", Need::Legal),
    ("CD11", "adult", "police", Need::Legal),
    ("CD13", "adult", "scared", Need::Talk),
];

/// What these instruments ask and we do not: how somebody came to be where they are, which is nobody's fault and calls
/// for no help of its own; what no self-report could tell; what one of our questions asks in wider words.
const NOT_ASKED: [&str; 8] = ["ilo1", "us7", "RV", "AV", "EX7", "EX8", "EX9", "DR6"];
const WIDER: [&str; 11] = ["DR7", "DR8", "DR9", "DR10", "CR3", "CR8", "CD8", "CD9", "CD12", "CD14", "CD15"];

fn checkins() -> &'static BTreeMap<String, CheckIn> {
    static READ: OnceLock<BTreeMap<String, CheckIn>> = OnceLock::new();
    READ.get_or_init(|| check::read(&root().join("resources")).unwrap().reading.checkins.into_iter().collect())
}

/// What comes of a yes to these questions and a no to all others.
fn offers(checkin: &str, yes: &[&str]) -> Vec<Offer> {
    let facts = &checkins()[checkin];
    let said =
        |id: &str| Some(if yes.contains(&id) || id == "gate" || id == "alone" { Answer::Yes } else { Answer::No });
    let answers: Vec<Option<Answer>> = facts.questions.iter().map(|question| said(&question.id)).collect();
    let questions = facts.questions();
    Rules { questions: &questions, help: &facts.help }.outcome(&answers)
}

#[test]
fn everything_that_an_instrument_asks_a_person_is_asked_here_or_said_to_be_left_out() {
    for topic in topics()
        .filter(|topic| ["raft", "qyit", "ahtst", "ilo11", "us_signs", "ilo_delphi"].contains(&topic.instrument))
    {
        let asked = SAME.iter().any(|(item, ..)| *item == topic.item);
        let left = NOT_ASKED.iter().any(|item| topic.item == *item || (item.len() == 2 && topic.dimension == *item));
        assert!(asked || left || WIDER.contains(&topic.item), "{}: {}", topic.item, topic.about);
    }
    for (item, ..) in SAME {
        assert!(topics().any(|topic| topic.item == item), "{item} is of no instrument");
    }
}

#[test]
fn a_single_yes_brings_the_right_help_forward_with_its_reason_and_people_before_police() {
    for (item, checkin, question, need) in SAME {
        let at = checkins()[checkin].questions.iter().position(|one| one.id == question);
        let at = at.unwrap_or_else(|| panic!("{item}: {checkin} has no question {question}"));
        let offers = offers(checkin, &[question]);
        let brought: Vec<Need> =
            offers.iter().filter(|one| one.because.iter().any(|(one, _)| *one == at)).map(|one| one.need).collect();
        assert!(brought.contains(&need), "{item}: {checkin}.{question} brings {brought:?}, not {need:?}");
        assert_ne!(offers[0].need, Need::Report, "{item}");
        assert!(!offers[0].because.is_empty(), "{item}: what is brought stands first");
    }
}

proptest! {
    #[test]
    fn wherever_a_rule_calls_for_a_next_step_help_is_brought_forward(given in proptest::collection::vec(any::<bool>(), 67)) {
        for instrument in ["raft", "qyit", "ilo11", "ilo_delphi"] {
            let items: Vec<&str> = topics().filter(|topic| topic.instrument == instrument).map(|topic| topic.item).collect();
            let said: Vec<&str> = items.iter().zip(&given).filter(|(_, yes)| **yes).map(|(item, _)| *item).collect();
            let answers = match instrument {
                "raft" | "qyit" => items.iter().map(|item| ((*item).to_owned(), json!(if said.contains(item) { "yes" } else { "no" }))).collect(),
                _ => json!({ "present": said }),
            };
            let outcome = judge(instrument, &answers).unwrap();
            let here: Vec<_> = SAME.iter().filter(|(item, ..)| said.contains(item)).collect();
            if !outcome.calls_for_help() || here.is_empty() {
                continue;
            }
            for checkin in ["adult", "young"] {
                let yes: Vec<&str> = here.iter().filter(|(_, one, ..)| *one == checkin).map(|(_, _, question, _)| *question).collect();
                let offers = offers(checkin, &yes);
                for (.., need) in here.iter().filter(|(_, one, ..)| *one == checkin) {
                    let found = offers.iter().find(|offer| offer.need == *need);
                    prop_assert!(found.is_some_and(|offer| !offer.because.is_empty()), "{instrument}: {need:?}");
                }
            }
        }
    }
}
