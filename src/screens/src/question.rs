//! One question of a check-in: why it is asked, four ways to answer, and three ways out.

use sidedoor_core::checkin::{Answer, Asks};
use sidedoor_core::rooms::{CheckIn, Rooms};
use sidedoor_core::text::{Key, say};

use crate::aloud::aloud;
use crate::answers::{answer, answers};
use crate::node::{Node, Words, el, row};
use crate::parts::button::{button, pressed, way};
use crate::parts::select::{select, with_any};
use crate::place::fields;
use crate::room::settings;
use crate::screen::Screen;
use crate::session::Session;

/// A question.
pub fn question(session: Session, rooms: &'static Rooms, checkin: CheckIn<'static>, at: usize) -> Node {
    let rules = checkin.rules();
    let before = rules.way(&answers(session, checkin)).into_iter().filter(|one| *one < at).count();
    let most = before + rules.most_left(at);
    let place = say::checkin_at(session.text(), &most.to_string(), &(before + 1).to_string());
    let out = |to: Screen, does: &'static str, key: Key| way(session, to, "button.chip", does, session.t(key));
    el("section.question")
        .attr("aria-labelledby", "ask")
        .child(el("p.meta").text(checkin.title()).text(" · ").text(place))
        .child(
            el("h1.aloud")
                .attr("id", "ask")
                .attr("tabindex", "-1")
                .attr("aria-describedby", "why")
                .text(checkin.ask(at)),
        )
        .child(ways(session, rooms, checkin, at))
        .child(el("p.hint.aloud").attr("id", "why").text(session.t(Key::CheckinWhy)).text(" ").text(checkin.why(at)))
        .child(aloud(session))
        .child(el("div.chips").child(out(Screen::Danger, "danger", Key::CheckinDanger)).child(out(
            Screen::Ending(checkin.row()),
            "stop",
            Key::CheckinStop,
        )))
}

/// The ways to answer; none is chosen beforehand.
fn ways(session: Session, rooms: &'static Rooms, checkin: CheckIn<'static>, at: usize) -> Node {
    let asks = checkin.rules().questions.get(at).map_or(Asks::YesNo, |question| question.asks);
    let (choice, ways): (Node, &[(Answer, Key)]) = match asks {
        Asks::YesNo => (
            row(),
            &[
                (Answer::Yes, Key::CheckinYes),
                (Answer::No, Key::CheckinNo),
                (Answer::NotSure, Key::CheckinNotSure),
                (Answer::Skip, Key::CheckinSkip),
            ],
        ),
        Asks::Gate => (row(), &[(Answer::Yes, Key::CheckinShow), (Answer::Skip, Key::CheckinLeaveOut)]),
        Asks::Place => (fields(session), &[(Answer::Skip, Key::CheckinGoOn)]),
        Asks::Setting => (setting(session, rooms), &[(Answer::Skip, Key::CheckinGoOn)]),
    };
    let way = |(says, key): &(Answer, Key)| {
        let says = *says;
        let run = move || answer(session, checkin, at, says);
        let button = button("button.answer", "", session.t(*key), run).attr("data-answer", says.code());
        pressed(button, move || answers(session, checkin).get(at) == Some(&Some(says)))
    };
    let group = el("div.answers").attr("role", "group").attr("aria-labelledby", "ask");
    row().child(choice).child(group.children(ways.iter().map(way)))
}

/// The settings that there are signs for.
fn setting(session: Session, rooms: &'static Rooms) -> Node {
    let all = settings(rooms).map(|article| (Words::from(article.row().to_string()), Words::from(article.title())));
    select(
        "setting",
        session.t(Key::CheckinSetting),
        with_any(session.t(Key::CheckinAnySetting), all),
        move || session.setting.get().map_or_else(String::new, |row| row.to_string()).into(),
        move |chosen| session.setting.set(chosen.parse().ok()),
    )
}
