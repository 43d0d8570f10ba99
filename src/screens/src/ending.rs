//! The end of a check-in: the same help for everyone, in the order that the answers choose, with the reasons.

use sidedoor_core::checkin::{Asks, Offer};
use sidedoor_core::codes::{Audience, Concern, Flags, Need, Room};
use sidedoor_core::rooms::{Article, CheckIn, Rooms};
use sidedoor_core::text::{Key, say};

use crate::aloud::aloud;
use crate::answers::answers;
use crate::article::to;
use crate::checkins::{begin, unreviewed};
use crate::home::here;
use crate::node::{Node, el, row};
use crate::parts::button::{button, door, way};
use crate::parts::icon::icon;
use crate::room::{applies, first_touched};
use crate::screen::Screen;
use crate::session::Session;

/// How many rights stand with a piece of help.
const RIGHTS: usize = 3;
/// How many fears are shown before the way to all of them.
const FEARS: usize = 3;

/// The end of a check-in.
pub fn ending(session: Session, rooms: &'static Rooms, checkin: CheckIn<'static>) -> Node {
    let given = answers(session, checkin);
    let offers = checkin.rules().outcome(&given);
    let touched = checkin.rules().concerns(&given);
    // An age alone is nothing that happens to somebody.
    let age = Concern::Under18.bit();
    let more = |at: usize| checkin.rules().questions.get(at).is_some_and(|question| question.concerns.0 != age);
    let said = offers.iter().flat_map(|offer| &offer.because).any(|(at, _)| more(*at));
    let young = checkin.audience().or_else(|| touched.has(age).then_some(Audience::Under18));
    let mut words = checkin.end(said);
    let room = |one: Room| door(session, Screen::Room(one), "", rooms.title(one), rooms.hint(one));
    let again = move || {
        session.answers.set(Vec::new());
        session.setting.set(None);
        session.go(Screen::CheckIns);
    };
    row()
        .child(el("h1.aloud").attr("tabindex", "-1").text(words.next().unwrap_or("")))
        .children(words.map(|words| el("p.lead.aloud").text(words)))
        .child(aloud(session))
        .child(el("h2").text(session.t(Key::HomeHere)))
        .child(el("p.leaves").text(session.t(Key::ContactAllLeave)))
        .child(el("div.slot").live(move || here(session)))
        .children(young.map(|_| under_18(session, rooms, checkin)))
        .child(signs(session, rooms, checkin, touched))
        .child(list(session, rooms, checkin, &offers, touched, young))
        .child(el("h2").text(rooms.title(Room::Fears)))
        .children(first_touched(rooms, Room::Fears, touched).into_iter().take(FEARS).map(|one| to(session, one)))
        .child(el("div.doors").child(room(Room::Fears)).child(room(Room::Rights)).child(room(Room::Next)))
        .child(el("p").text(session.t(Key::CheckinKeeps)))
        .child(button("button.chip", "again", session.t(Key::CheckinAgain), again))
        .child(unreviewed(session, checkin.reviewed()))
}

/// The help. Each right stands once, with the help that it fits best.
fn list(
    session: Session,
    rooms: &'static Rooms,
    checkin: CheckIn<'static>,
    offers: &[Offer],
    touched: Flags,
    young: Option<Audience>,
) -> Node {
    let touched = if of_another(checkin) { Flags(0) } else { touched };
    let mut rights: Vec<Article<'static>> = rooms.articles(Room::Rights).collect();
    rights.retain(|one| touched.has(one.concerns().0) && applies(session, *one));
    let mut list = el("ol.offers");
    let mut brought = false;
    for offer in offers {
        if brought && offer.because.is_empty() {
            list = list.child(el("li").child(el("h2").text(session.t(Key::CheckinOther))));
        }
        brought = !offer.because.is_empty();
        let fits = rights.iter().filter(|one| one.needs().next() == Some(offer.need)).take(RIGHTS);
        list = list.child(offered(session, rooms, checkin, offer, young).children(fits.map(|one| to(session, *one))));
    }
    list
}

/// Whether it is about somebody else: what is addressed to them is not shown to who worries.
fn of_another(checkin: CheckIn<'_>) -> bool {
    checkin.rules().questions.iter().any(|question| question.asks == Asks::Setting)
}

/// A piece of help: why it stands here, who gives it, what then happens.
fn offered(
    session: Session,
    rooms: &'static Rooms,
    checkin: CheckIn<'static>,
    offer: &Offer,
    young: Option<Audience>,
) -> Node {
    let (text, need) = (session.text(), offer.need);
    let name = session.named("need", need.code());
    let reasons = offer.because.iter().map(|(at, sure)| {
        let what = checkin.because(*at);
        el("li").text(if *sure { say::checkin_because(text, what) } else { say::checkin_because_unsure(text, what) })
    });
    let of = || el("span.hidden").text(": ").text(name);
    let see = move || look_for(session, need, young);
    let see = button("button.chip", "see", session.t(Key::CheckinSee), see).child(of());
    let next = first_for(rooms, need).map(|article| {
        way(session, Screen::Article(article.row()), "button.chip", "next", session.t(Key::CheckinNext)).child(of())
    });
    el("li.offer")
        .attr("data-need", need.code())
        .child(el("h3").child(icon(Some(need))).text(name))
        .children((!offer.because.is_empty()).then(|| el("ul.because").children(reasons)))
        .child(el("div.chips").child(see).children(next))
}

/// What happens next with a kind of help.
fn first_for(rooms: &'static Rooms, need: Need) -> Option<Article<'static>> {
    rooms.articles(Room::Next).find(|article| article.needs().next() == Some(need))
}

/// Services for a need, and for whom.
pub fn look_for(session: Session, need: Need, audience: Option<Audience>) {
    session.query.set(String::new());
    session.need.set(need as u32 + 1);
    session.audience.set(audience.map_or(0, |one| one as u32 + 1));
    session.go(Screen::Find);
}

/// Who is under 18 has other helpers, and a right to know beforehand who may tell whom.
fn under_18(session: Session, rooms: &'static Rooms, checkin: CheckIn<'static>) -> Node {
    let other = rooms.all_checkins().find(|one| one.audience().is_some() && checkin.audience().is_none());
    el("div.note")
        .child(el("p").text(session.t(Key::CheckinYoung)))
        .children(first_for(rooms, Need::Child).map(|article| to(session, article)))
        .children(other.map(|one| begin(session, one)))
}

/// What there is to read first: for who is worried about somebody, the signs of the setting that was chosen and what to
/// do; for who was offered a job, the signs of a bad one.
fn signs(session: Session, rooms: &'static Rooms, checkin: CheckIn<'static>, touched: Flags) -> Node {
    let another = of_another(checkin);
    let setting = session.setting.get();
    let all = rooms.articles(Room::Signs).filter(|one| {
        let first = setting == Some(one.row()) || ["act", "not-signs"].contains(&one.id());
        (another && first) || touched.has(one.concerns().0)
    });
    el("div.doors").children(all.map(|one| door(session, Screen::Article(one.row()), "read", one.title(), "")))
}
