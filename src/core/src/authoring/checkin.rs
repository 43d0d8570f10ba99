//! The shape of `resources/checkins/<id>.json` (rules) and `resources/text/<language>/checkins/<id>.json` (words), and
//! what must not ship of them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;
use super::article::{Faults, Page, SignOff};
use crate::checkin::{self, Answer, Asks, Next};
use crate::codes::{Audience, Concern, Flags, Need};

/// The fewest and the most questions that a person is asked.
const QUESTIONS: core::ops::RangeInclusive<usize> = 8..=14;
/// Where a way ends.
const END: &str = "end";

/// How a question is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Yes, no, not sure, skip.
    #[default]
    YesNo,
    /// Whether to see what follows.
    Gate,
    /// Where somebody is.
    Place,
    /// In which setting.
    Setting,
}

/// A check-in.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// Where it stands among the check-ins.
    pub order: u8,
    /// For whom services are looked for at its end.
    pub audience: Option<Audience>,
    /// Where its questions come from, by a short name.
    pub sources: BTreeMap<String, Page>,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
    /// The help for everyone, in the order in which it stands when nothing was said.
    pub help: Vec<Need>,
}

/// A question.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name, unique in the check-in.
    pub id: String,
    /// How it is asked; `yes_no` where nothing is said.
    #[serde(default)]
    pub asks: Way,
    /// What it touches.
    #[serde(default)]
    pub concerns: Vec<Concern>,
    /// What help a yes, or a "not sure", brings forward.
    #[serde(default)]
    pub brings: Vec<Need>,
    /// Whether that help then stands before all other.
    #[serde(default)]
    pub urgent: bool,
    /// Where `no`, `not_sure` or `skip` lead, if not to the question that follows: to another one, or to `end`.
    #[serde(default)]
    pub next: BTreeMap<String, String>,
    /// Where it comes from, by the names in `sources`.
    pub sources: Vec<String>,
}

/// The words of a check-in in one language.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Who has read these words and stands for them.
    #[serde(default)]
    pub reviewed: Vec<SignOff>,
    /// The title.
    pub title: String,
    /// What stands on its door.
    pub hint: String,
    /// What its end says when something was said, the heading first.
    pub end_some: Vec<String>,
    /// What its end says when nothing was, the heading first.
    pub end_none: Vec<String>,
    /// The questions, by id.
    pub questions: BTreeMap<String, QuestionWords>,
}

/// The words of a question.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuestionWords {
    /// The question.
    pub ask: String,
    /// Why it is asked.
    pub why: String,
    /// What somebody has said who says yes, to go after "because you said that"; empty where nothing is brought.
    #[serde(default)]
    pub because: String,
}

impl CheckIn {
    fn position(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }

    /// Where an answer leads: the number of a question, or how many there are for the end. Nothing where the file names
    /// something else.
    fn target(&self, at: usize, answer: Answer) -> Option<usize> {
        match self.questions.get(at)?.next.get(answer.code()).map(String::as_str) {
            None => Some(at + 1),
            Some(END) => Some(self.questions.len()),
            Some(id) => self.position(id),
        }
    }

    /// The questions as the app goes by them.
    pub fn questions(&self) -> Vec<checkin::Question> {
        let count = self.questions.len();
        let bits = |all: &mut dyn Iterator<Item = u32>| Flags(all.fold(0, |sum, bit| sum | bit));
        let questions = self.questions.iter().enumerate().map(|(at, question)| checkin::Question {
            asks: match question.asks {
                Way::YesNo => Asks::YesNo,
                Way::Gate => Asks::Gate,
                Way::Place => Asks::Place,
                Way::Setting => Asks::Setting,
            },
            concerns: bits(&mut question.concerns.iter().map(|one| one.bit())),
            brings: bits(&mut question.brings.iter().map(|one| one.bit())),
            urgent: question.urgent,
            next: Answer::ALL.map(|answer| match self.target(at, answer) {
                Some(to) if to < count => Next::Question(to),
                _ => Next::End,
            }),
        });
        questions.collect()
    }
}

/// What is wrong with a check-in's rules.
pub fn rules_faults(id: &str, checkin: &CheckIn, all: &mut Vec<Fault>) {
    let file = format!("checkins/{id}.json");
    let mut faults = Faults { file: &file, all };
    for (name, page) in &checkin.sources {
        faults.page(name, page);
    }
    let ids: BTreeSet<&str> = checkin.questions.iter().map(|question| question.id.as_str()).collect();
    if ids.len() < checkin.questions.len() {
        faults.add("questions", "id", "stands in the check-in twice");
    }
    let asked = checkin.questions.iter().filter(|question| question.asks != Way::Gate).count();
    if !QUESTIONS.contains(&asked) {
        faults.add("questions", "", format!("{asked} questions; should be 8 to 14"));
    }
    for (at, need) in
        checkin.help.iter().enumerate().filter(|(at, need)| checkin.help.iter().take(*at).any(|one| one == *need))
    {
        faults.add("help", need.code(), format!("stands there twice, the second time as number {}", at + 1));
    }
    if checkin.help.is_empty() {
        faults.add("help", "", "none; everyone is offered help");
    }
    for (at, question) in checkin.questions.iter().enumerate() {
        question_faults(checkin, at, question, &mut faults);
    }
    way_faults(checkin, &mut faults);
}

fn question_faults(checkin: &CheckIn, at: usize, question: &Question, faults: &mut Faults<'_>) {
    let id = question.id.as_str();
    if question.sources.is_empty() {
        faults.add(id, "sources", "none; a question ships only with where it comes from");
    }
    for source in question.sources.iter().filter(|source| !checkin.sources.contains_key(*source)) {
        faults.add(id, "sources", format!("{source:?} is not among the sources of the check-in"));
    }
    for need in question.brings.iter().filter(|need| !checkin.help.contains(need)) {
        faults.add(id, "brings", format!("{:?} is not among the help of the check-in", need.code()));
    }
    if question.asks == Way::YesNo && question.brings.is_empty() {
        faults.add(id, "brings", "nothing; why then ask?");
    }
    let intimate =
        |question: &Question| question.concerns.iter().any(|one| matches!(one, Concern::Sexual | Concern::Images));
    if intimate(question) {
        let before = checkin.questions.iter().take(at);
        if !before.clone().any(|one| one.asks == Way::Gate) {
            faults.add(id, "concerns", "touches sex; a question with `asks`: `gate` must stand before it");
        }
        if checkin.questions.iter().skip(at).any(|one| !intimate(one)) {
            faults.add(id, "concerns", "touches sex; such questions stand last");
        }
    }
    for (answer, to) in &question.next {
        if answer == Answer::Yes.code() {
            faults.add(id, "next", "a yes leads to the question that follows; say where the other answers lead");
        } else if !Answer::ALL.iter().any(|one| one.code() == answer) {
            faults.add(id, "next", format!("{answer:?} is no answer; answers are yes, no, not_sure, skip"));
        }
        match checkin.position(to) {
            None if to != END => faults.add(
                id,
                "next",
                format!("{answer} leads to {to:?}, which is no question, so that this way never comes to the end"),
            ),
            Some(target) if target <= at => faults.add(
                id,
                "next",
                format!("{answer} leads back to {to:?}: the questions would go round in a circle"),
            ),
            _ => {}
        }
    }
}

/// Questions that nobody comes to, and ways that cross.
fn way_faults(checkin: &CheckIn, faults: &mut Faults<'_>) {
    let mut reached = vec![false; checkin.questions.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    for (at, question) in checkin.questions.iter().enumerate() {
        if !reached.get(at).copied().unwrap_or(false) {
            faults.add(&question.id, "", "is never reached: no answer leads to it");
            continue;
        }
        let targets: Vec<usize> = Answer::ALL.iter().filter_map(|answer| checkin.target(at, *answer)).collect();
        for target in &targets {
            if let Some(there) = reached.get_mut(*target) {
                *there = true;
            }
        }
        for target in targets {
            for (inner, other) in checkin.questions.iter().enumerate().take(target).skip(at + 1) {
                let beyond =
                    Answer::ALL.iter().filter_map(|answer| checkin.target(inner, *answer)).any(|to| to > target);
                if beyond {
                    let left_out = &question.id;
                    let what =
                        format!("leads beyond what an answer to {left_out:?} leaves out: a yes could take help away");
                    faults.add(&other.id, "next", what);
                }
            }
        }
    }
}

/// What is wrong with a check-in's words in one language.
pub fn words_faults(tag: &str, id: &str, checkin: &CheckIn, words: &Words, all: &mut Vec<Fault>) {
    let file = format!("text/{tag}/checkins/{id}.json");
    let mut faults = Faults { file: &file, all };
    faults.reviewed(&words.reviewed);
    for (field, text) in [("title", &words.title), ("hint", &words.hint)] {
        faults.words("", field, text);
    }
    for (field, parts) in [("end_some", &words.end_some), ("end_none", &words.end_none)] {
        if parts.is_empty() {
            faults.add("", field, "is empty");
        }
        for part in parts {
            faults.words("", field, part);
        }
    }
    for question in &checkin.questions {
        let Some(said) = words.questions.get(&question.id) else {
            faults.add(&question.id, "", "has no words here");
            continue;
        };
        faults.words(&question.id, "ask", &said.ask);
        faults.words(&question.id, "why", &said.why);
        if !question.brings.is_empty() {
            faults.words(&question.id, "because", &said.because);
        }
    }
    for question in words.questions.keys().filter(|question| checkin.position(question).is_none()) {
        faults.add(question, "", format!("is no question of checkins/{id}.json"));
    }
}
