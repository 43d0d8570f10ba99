//! What was answered in the check-ins: in the drawer, by what was asked.

use sidedoor_core::checkin::{Answer, Next};
use sidedoor_core::codes::Flags;
use sidedoor_core::rooms::{CheckIn, Rooms};

use crate::screen::Screen;
use crate::session::Session;

/// The answers of one check-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which questions they answer: the `CheckIn::fingerprint`. Answers to other questions are dropped, not guessed at.
    pub to: u32,
    /// A row a question.
    pub answers: Vec<Option<Answer>>,
}

/// What was answered in a check-in so far.
pub fn answers(session: Session, checkin: CheckIn<'_>) -> Vec<Option<Answer>> {
    let given = session.answers.get().into_iter().find(|given| given.to == checkin.fingerprint());
    let mut answers = given.map(|given| given.answers).unwrap_or_default();
    answers.resize(checkin.rules().questions.len(), None);
    answers
}

/// Holds an answer, and goes where it leads.
pub fn answer(session: Session, checkin: CheckIn<'_>, at: usize, answer: Answer) {
    let mut now = answers(session, checkin);
    if let Some(held) = now.get_mut(at) {
        *held = Some(answer);
    }
    let mut all = session.answers.now();
    all.retain(|given| given.to != checkin.fingerprint());
    all.push(Given { to: checkin.fingerprint(), answers: now });
    session.answers.set(all);
    session.go(match checkin.rules().after(at, answer) {
        Next::Question(next) => Screen::Question(checkin.row(), next),
        Next::End => Screen::Ending(checkin.row()),
    });
}

/// What all the check-ins that were taken touch, by `Concern::bit`.
pub fn touched(session: Session, rooms: &Rooms) -> Flags {
    let all = rooms.all_checkins().map(|checkin| checkin.rules().concerns(&answers(session, checkin)).0);
    Flags(all.fold(0, |sum, one| sum | one))
}
