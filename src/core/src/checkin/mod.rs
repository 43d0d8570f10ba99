//! Check-ins: questions with a way through them, and one kind of rule: an answer brings help forward.
//!
//! The same help stands at the end for everyone; what was said decides its order and is given as the reason. There is
//! no score, and nothing is counted: an order that follows a number would be one.

use crate::codes::{Flags, Need};
use crate::order::{by, number};

/// What a person says to a question. Saying nothing (a skip) is no answer of its own: it never counts as no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not sure; it brings help forward as a yes does.
    NotSure,
    /// Not to be answered.
    Skip,
}

impl Answer {
    /// Every answer, in the order of [`Question::next`].
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::NotSure, Self::Skip];

    /// Whether it brings help forward.
    pub const fn brings(self) -> bool {
        matches!(self, Self::Yes | Self::NotSure)
    }

    /// The code that `resources/checkins` uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotSure => "not_sure",
            Self::Skip => "skip",
        }
    }
}

/// How a question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Asks {
    /// Yes, no, not sure, skip.
    YesNo,
    /// Whether to see what follows: yes or skip.
    Gate,
    /// Where somebody is.
    Place,
    /// In which setting.
    Setting,
}

impl Asks {
    /// Every way, in pack order.
    pub const ALL: [Self; 4] = [Self::YesNo, Self::Gate, Self::Place, Self::Setting];
}

/// Where an answer leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// To a question, by its number.
    Question(usize),
    /// To the end.
    End,
}

/// A question, without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// How it is asked.
    pub asks: Asks,
    /// What it touches, by `Concern::bit`.
    pub concerns: Flags,
    /// What help it brings forward, by `Need::bit`.
    pub brings: Flags,
    /// Whether that help then stands before all other.
    pub urgent: bool,
    /// Where each answer leads, by [`Answer::ALL`]: always further on, so that every way ends. A yes leads to the
    /// question that follows; what another answer leaves out ends no later than what stands around it, so that a yes
    /// never takes away what was said after it.
    pub next: [Next; 4],
}

/// Questions and the help at their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules<'a> {
    /// The questions, in order.
    pub questions: &'a [Question],
    /// The help for everyone, in the order in which it stands when nothing was said.
    pub help: &'a [Need],
}

/// What was said, a row a question; nothing for what was not reached.
pub type Answers = [Option<Answer>];

/// A piece of help at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What help.
    pub need: Need,
    /// The questions whose answers brought it forward, and whether the answer was sure.
    pub because: Vec<(usize, bool)>,
}

impl<'a> Rules<'a> {
    /// Where an answer to a question leads; a question that is not there leads to the end.
    pub fn after(self, question: usize, answer: Answer) -> Next {
        self.questions.get(question).map_or(Next::End, |question| {
            let [yes, no, not_sure, skip] = question.next;
            match answer {
                Answer::Yes => yes,
                Answer::No => no,
                Answer::NotSure => not_sure,
                Answer::Skip => skip,
            }
        })
    }

    /// The questions on the way that the answers take, in order.
    pub fn way(self, answers: &Answers) -> Vec<usize> {
        let mut way = Vec::new();
        let mut next = 0;
        while next < self.questions.len() {
            way.push(next);
            let answer = answers.get(next).copied().flatten().unwrap_or(Answer::Skip);
            next = match self.after(next, answer) {
                Next::Question(further) if further > next => further,
                _ => break,
            };
        }
        way
    }

    /// How many questions are still to come at most, this one among them.
    pub fn most_left(self, question: usize) -> usize {
        let mut left = vec![0; self.questions.len()];
        for at in (question..self.questions.len()).rev() {
            let further = Answer::ALL.map(|answer| match self.after(at, answer) {
                Next::Question(next) => left.get(next).copied().unwrap_or(0),
                Next::End => 0,
            });
            if let Some(here) = left.get_mut(at) {
                *here = 1 + further.into_iter().fold(0, usize::max);
            }
        }
        left.get(question).copied().unwrap_or(0)
    }

    /// The help, in the order that the answers choose: what an urgent answer brought, then what any answer brought,
    /// then the rest; within each as it stands in [`Self::help`]. It is the same help whatever was said.
    pub fn outcome(self, answers: &Answers) -> Vec<Offer> {
        let said = self.said(answers);
        let mut offers: Vec<Offer> = self.help.iter().map(|need| Offer { need: *need, because: Vec::new() }).collect();
        for offer in &mut offers {
            let brought = said.iter().filter(|(_, question, _)| question.brings.has(offer.need.bit()));
            offer.because.extend(brought.map(|(at, _, sure)| (*at, *sure)));
        }
        by(&mut offers, |offer| {
            let urgent = offer.because.iter().any(|(at, _)| self.questions.get(*at).is_some_and(|one| one.urgent));
            number(&[u8::from(!urgent), u8::from(offer.because.is_empty())])
        });
        offers
    }

    /// What the answers touch, by `Concern::bit`.
    pub fn concerns(self, answers: &Answers) -> Flags {
        Flags(self.said(answers).iter().fold(0, |all, (_, question, _)| all | question.concerns.0))
    }

    /// The questions to which somebody said yes, or was not sure. What was said on a way that was left again does not
    /// count, but is there when that way is taken again.
    fn said(self, answers: &Answers) -> Vec<(usize, &'a Question, bool)> {
        let way = self.way(answers);
        let said = way.into_iter().filter_map(|at| {
            let answer = answers.get(at).copied().flatten().filter(|answer| answer.brings())?;
            let question = self.questions.get(at).filter(|question| question.asks == Asks::YesNo)?;
            Some((at, question, answer == Answer::Yes))
        });
        said.collect()
    }
}

#[cfg(test)]
mod tests;
