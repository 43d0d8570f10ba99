//! The first screen, which is also the page that works without script: the line to call, the doors,
//! and every country's line.

use sidedoor_core::codes::Room;
use sidedoor_core::lines::{countries, main_line};
use sidedoor_core::order::by;
use sidedoor_core::text::Key;

use crate::node::{Node, On, el, row};
use crate::parts::button::door;
use crate::parts::emergency::numbers;
use crate::parts::line::line;
use crate::plain::ways;
use crate::screen::Screen;
use crate::session::Session;

/// The first screen.
pub fn home(session: Session) -> Node {
    let at =
        |to: Screen, go: &'static str, name: Key, hint: Key| door(session, to, go, session.t(name), session.t(hint));
    row()
        .child(languages(session))
        .child(title(session, Key::HomeTitle))
        .child(el("p.lead").text(session.t(Key::HomeLead)))
        .child(
            el("section.here")
                .attr("aria-labelledby", "here")
                .child(el("h2").attr("id", "here").text(session.t(Key::HomeHere)))
                .child(el("p.leaves").text(session.t(Key::ContactAllLeave)))
                .child(el("div.slot").live(move || here(session))),
        )
        .child(
            el("nav.doors.needs")
                .child(at(Screen::Talk, "talk", Key::HomeTalk, Key::HomeTalkHint))
                .child(at(Screen::Find, "find", Key::HomeFind, Key::HomeFindHint))
                .child(at(Screen::CheckIns, "checkins", Key::HomeCheckins, Key::HomeCheckinsHint))
                .child(at(Screen::Room(Room::Signs), "signs", Key::HomeSigns, Key::HomeSignsHint))
                .child(at(Screen::Room(Room::Rights), "rights", Key::HomeRights, Key::HomeRightsHint))
                .child(at(Screen::Room(Room::Next), "next", Key::HomeNext, Key::HomeNextHint))
                .child(at(Screen::Room(Room::Fears), "fears", Key::HomeFears, Key::HomeFearsHint))
                .child(at(Screen::List, "list", Key::HomeList, Key::HomeListHint))
                .child(at(Screen::Safe, "safe", Key::HomeSafe, Key::HomeSafeHint))
                .child(at(Screen::Room(Room::Help), "help", Key::HomeHelp, Key::HomeHelpHint))
                .child(at(Screen::Paper, "paper", Key::HomePaper, Key::HomePaperHint)),
        )
        .child(ways(session))
        .child(
            el("section.know")
                .child(el("p.needs").text(session.t(Key::CommonBackHint)))
                .child(el("p").text(session.t(Key::HomeKeeps)))
                .child(el("p").text(session.t(Key::HomeShows))),
        )
        .child(
            el("section")
                .attr("aria-labelledby", "countries")
                .child(el("h2").attr("id", "countries").text(session.t(Key::HomeCountries)))
                .child(el("p").text(session.t(Key::HomeCountriesHint)))
                .child(all_countries(session)),
        )
}

/// The heading of a screen, to which focus goes when the screen comes up.
pub fn title(session: Session, key: Key) -> Node {
    el("h1").attr("tabindex", "-1").text(session.t(key))
}

/// A heading of a list for those who go from heading to heading.
pub fn results(session: Session) -> Node {
    el("h2.hidden").text(session.t(Key::FindResults))
}

/// The line to call where somebody is.
pub fn here(session: Session) -> Node {
    match session.country.get().and_then(|country| main_line(session.directory, &country)) {
        Some(service) => line(session, service),
        None => el("p").text(session.t(Key::HomeNoCountry)),
    }
}

/// The other languages by their own names: links without script, a change of words in place with it.
pub fn languages(session: Session) -> Node {
    let spoken = session.text().tag();
    let first = session.languages().first().is_some_and(|first| first.tag == spoken);
    let mut links = el("nav.languages").attr("aria-label", session.t(Key::CommonLanguages));
    for (at, language) in session.languages().iter().enumerate() {
        let tag = language.tag.as_str();
        if tag != spoken {
            // The first language is the page at the root; the others have a folder each.
            let up = if first { "" } else { "../" };
            let href = if at == 0 { up.to_owned() } else { format!("{up}{tag}/") };
            let link = el("a").attr("href", href).attr("lang", tag).attr("hreflang", tag);
            let speak = On::Instead(Box::new(move || session.speak(tag)));
            links = links.child(link.on(speak).text(language.autonym.as_str())).text(" ");
        }
    }
    links
}

fn all_countries(session: Session) -> Node {
    let text = session.text();
    let mut all: Vec<(&str, &'static str)> =
        countries(session.directory).into_iter().map(|code| (text.name(code), code)).collect();
    by(&mut all, |(name, _)| session.browser.normalize(name));
    row().children(all.into_iter().map(|(name, code)| {
        let rest = move || {
            row()
                .child(el("p.numbers").child(numbers(session, code)))
                .children(main_line(session.directory, code).map(|service| line(session, service)))
        };
        el("details").attr("data-c", code).child(el("summary").text(name)).on(On::Opened(Box::new(rest)))
    }))
}
