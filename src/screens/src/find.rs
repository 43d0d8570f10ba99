//! Find services: by words, need, place, audience, language, and what is open.

use std::rc::Rc;

use sidedoor_core::codes::{Audience, Flags, Need, Tells};
use sidedoor_core::directory::Service;
use sidedoor_core::lines::{distance, is_line, lines};
use sidedoor_core::order::{by, number};
use sidedoor_core::search::{Place, search, words};
use sidedoor_core::text::{Key, say};

use crate::home::{results, title};
use crate::node::{Node, On, Words, el, row};
use crate::parts::button::{button, pressed, way};
use crate::parts::facts::open;
use crate::parts::field::text_field;
use crate::parts::icon::icon;
use crate::parts::line::{listed, more};
use crate::parts::select::{by_name, select, with_any};
use crate::place::state_is_open;
use crate::screen::Screen;
use crate::session::{PAGE, Results, Session};

/// More letters than this are somebody's whole letter; its beginning is searched, and the page says so.
const LONG: usize = 200;
/// What it is worth that somebody there speaks the language of the page.
const SPEAKS: f32 = 1.3;
/// So far is a state's own where no state was chosen (`lines::distance`).
const FAR: u8 = 3;
/// Fewer results than this are helped out with lines.
const FEW: usize = 3;
/// How many lines stand on a screen that would otherwise be empty.
const FALLBACK: usize = 5;

/// The search box, the choices, the results.
pub fn find(session: Session) -> Node {
    look(session);
    let fits = move || session.found.get().fits;
    row()
        .child(title(session, Key::FindTitle))
        .child(text_field(
            "q",
            "search",
            "20000",
            [session.t(Key::FindSearch), session.t(Key::FindSearchHint)],
            move || session.query.get().into(),
            move |query| look_for(session, || session.query.set(query)),
        ))
        .child(choices(session))
        .child(el("p.leaves").text(session.t(Key::ContactAllLeave)))
        .child(
            el("div.head")
                // Seen at once; said when typing rests, or a screen reader would count along with every letter.
                .child(el("p.count").attr("aria-hidden", "true").live(move || row().text(count_words(session, fits()))))
                .child(el("p.hidden").attr("role", "status").live(move || {
                    session.told.get();
                    row().text(count_words(session, session.found.now().fits))
                }))
                // A state has more than its country.
                .child(elsewhere(
                    session,
                    if state_is_open(session) { Key::PlaceSubdivision } else { Key::CommonChange },
                )),
        )
        .child(results(session))
        .child(el("ul.list").live(move || list(session, &session.listed.get())))
        .child(more(session, fits, move || show(session)))
        .child(el("div").live(move || others(session, &session.found.get())))
}

/// Where is looked, and the way to look elsewhere.
pub fn elsewhere(session: Session, change: Key) -> Node {
    let words = format!("{} · {}", session.place_name(), session.t(change));
    way(session, Screen::Place, "button.link", "elsewhere", words)
}

/// Need, audience, language, open now.
fn choices(session: Session) -> Node {
    let offered = session.offered.now();
    let needs = Need::ALL.iter().filter(|need| offered.0 == 0 || offered.has(need.bit()));
    let needs = core::iter::once(None).chain(needs.map(Some)).map(|need| kind(session, need.copied()));
    let audiences = Audience::ALL.iter().map(|one| (one.code().into(), session.named("audience", one.code()).into()));
    let one_more = |at: Option<u8>| at.map_or(0, |at| u32::from(at) + 1);
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("autocomplete", "off")
        .live_attr("checked", move || session.open_first.get().then(|| "true".into()))
        .on(On::Ticked(Box::new(move |on| look_for(session, || session.open_first.set(on)))));
    let more = el("details.choices")
        .child(el("summary").text(session.t(Key::FindMore)))
        .child(select(
            "audience",
            session.t(Key::FindAudience),
            with_any(session.t(Key::FindAnyAudience), audiences),
            move || chosen(Audience::ALL, session.audience.get()).map_or("", |audience| audience.code()).into(),
            move |code| {
                let audience = Audience::from_code(&code).map(|audience| audience as u8);
                look_for(session, || session.audience.set(one_more(audience)));
            },
        ))
        .child(select(
            "spoken",
            session.t(Key::FindLanguage),
            with_any(session.t(Key::FindAnyLanguage), languages(session).into_iter()),
            move || session.spoken.get().into(),
            move |tag| look_for(session, || session.spoken.set(tag)),
        ))
        .child(el("label.tick").child(tick).child(el("span").text(session.t(Key::FindOpenNow))));
    row()
        .child(el("div.kinds").attr("role", "group").attr("aria-label", session.t(Key::FindNeed)).children(needs))
        .child(more)
}

/// A kind of help, or any, to be chosen.
fn kind(session: Session, need: Option<Need>) -> Node {
    let number = need.map_or(0, |need| need as u32 + 1);
    let (code, name) = match need {
        Some(need) => (need.code(), session.named("need", need.code())),
        None => ("any", session.t(Key::FindAnyNeed)),
    };
    let choose = button("button.kind", "", "", move || look_for(session, || session.need.set(number)));
    let choose = choose.attr("data-kind", code).child(icon(need)).child(el("span").text(name));
    pressed(choose, move || session.need.get() == number)
}

fn chosen<T: Copy>(all: &[T], number: u32) -> Option<T> {
    usize::try_from(number).ok()?.checked_sub(1).and_then(|at| all.get(at)).copied()
}

/// The languages spoken anywhere in the directory, by name.
fn languages(session: Session) -> Vec<(Words, Words)> {
    let mut tags: Vec<&'static str> = Vec::new();
    for tag in session.directory.languages().into_iter().flat_map(|list| list.split(' ')) {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    by_name(session, tags.into_iter().map(Words::from))
}

/// What is looked for changes: what is found is shown from its beginning.
fn look_for(session: Session, change: impl FnOnce()) {
    change();
    session.shown.set(PAGE);
    look(session);
    session.browser.on_rest(Box::new(move || session.told.set(session.told.now() + 1)));
}

fn look(session: Session) {
    session.found.set(Rc::new(found(session)));
    show(session);
}

/// Shows so many of what fits, and draws them where they are others than before.
fn show(session: Session) {
    let found = session.found.now();
    session.listed.change(found.rows.get(..found.fits.min(session.shown.now())).unwrap_or_default().to_vec());
}

/// Follows the place, and of what was typed and chosen only what it is now: a screen that followed that would be
/// drawn anew under the typing finger.
fn found(session: Session) -> Results {
    let query = session.query.now();
    let typed: String = query.chars().take(LONG).collect();
    let words = words(&session.browser.normalize(&typed));
    let mut found: Vec<Service<'static>> = session.with_place(|place| {
        if query.trim().is_empty() { by_need(session, place) } else { by_words(session, &words, place) }
    });
    let need = chosen(Need::ALL, session.need.now());
    let audience = chosen(Audience::ALL, session.audience.now());
    let spoken = session.spoken.now();
    found.retain(|service| {
        need.is_none_or(|need| service.needs().has(need.bit()))
            && audience.is_none_or(|audience| service.audiences().is_empty() || service.audiences().has(audience.bit()))
            && (spoken.is_empty() || service.interpreters().is_some() || service.languages().any(|tag| tag == spoken))
    });
    if let Some(audience) = audience {
        // Those who are there for this person first, those who are there for anyone after them.
        by(&mut found, |service| u64::from(!service.audiences().has(audience.bit())));
    }
    if session.open_first.now() {
        by(&mut found, |service| open(session, *service) as u64);
    }
    let fits = found.len();
    if fits < FEW {
        // Few or none: the lines that help with most things stand below what was found.
        let more = session.with_place(|place| lines(session.directory, place, Flags::default()));
        let more = more.into_iter().filter(|line| found.iter().all(|service| service.row() != line.row()));
        let more: Vec<Service<'static>> = more.take(FALLBACK).collect();
        found.extend(more);
    }
    Results { rows: found.into_iter().map(Service::row).collect(), fits }
}

/// By words, and those who speak the page's language before others that fit as well; English is spoken nearly
/// everywhere in the directory and says nothing.
fn by_words(session: Session, words: &[String], place: Place<'_>) -> Vec<Service<'static>> {
    let spoken = session.text().tag();
    let speaks = |service: &Service<'_>| spoken != "en" && service.languages().any(|tag| tag == spoken);
    let own = session.text().index(session.directory, &|text| session.browser.normalize(text));
    let mut found: Vec<(Service<'static>, f32)> = search(session.directory, own, words, place)
        .into_iter()
        .filter_map(|hit| session.directory.service(hit.row).map(|service| (service, hit.score)))
        .map(|(service, score)| (service, if speaks(&service) { score * SPEAKS } else { score }))
        .collect();
    // Scores are positive, and positive floats order like their bits.
    by(&mut found, |(_, score)| u32::MAX - score.to_bits());
    found.into_iter().map(|(service, _)| service).collect()
}

/// Without words: everything in the place. What can be rung or written to before what has only a page or a door,
/// a state's own last where no state was chosen, charities first, near before far.
fn by_need(session: Session, place: Place<'_>) -> Vec<Service<'static>> {
    let mut found: Vec<Service<'static>> =
        session.directory.iter().filter(|service| place.nearness(*service).is_some()).collect();
    by(&mut found, |service| {
        let far = distance(*service, place);
        let answerer = service.answered_by();
        // Without a state chosen, those of one state help only the few who are there.
        let reached = u8::from(far >= FAR) * 2 + u8::from(!is_line(*service));
        // Who takes only children, or must report, comes after who takes anyone.
        let only = service.audiences().0 == Audience::Under18.bit() || service.tells() == Tells::MustReport;
        let after = only && session.audience.now() == 0;
        let tier = answerer.tier() * 2 + u8::from(after);
        number(&[u8::from(answerer.warns_first()), reached, tier, far, service.rank()])
    });
    found
}

fn count_words(session: Session, fits: usize) -> String {
    let text = session.text();
    let mut said = if fits > 0 {
        say::find_count(text, u32::try_from(fits).unwrap_or(u32::MAX))
    } else if session.query.now().trim().is_empty() {
        text.get(Key::FindNone).to_owned()
    } else {
        text.get(Key::FindNoneQuery).to_owned()
    };
    if session.query.now().chars().nth(LONG).is_some() {
        said = format!("{} {said}", text.get(Key::FindTooLong));
    }
    said
}

/// What stands below: lines, where what was asked for is little.
fn others(session: Session, found: &Results) -> Node {
    let below = found.rows.get(found.fits..).unwrap_or_default();
    let also = (found.fits > 0 && !below.is_empty()).then(|| el("h2").text(session.t(Key::FindAlso)));
    row().children(also).child(el("ul.list").child(list(session, below)))
}

fn list(session: Session, rows: &[usize]) -> Node {
    listed(session, rows.iter().filter_map(|row| session.directory.service(*row)))
}
