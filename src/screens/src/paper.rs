//! On paper: a card for a wallet, one for a shoe, a sheet for a wall, a note to copy, each with the numbers of one country.
//!
//! Cards name nobody: whoever finds one learns that somebody has numbers.

use sidedoor_core::codes::{ContactKind, Flags, Tells};
use sidedoor_core::directory::{Contact, Service};
use sidedoor_core::hours::Hours;
use sidedoor_core::lines::lines;
use sidedoor_core::order::by;
use sidedoor_core::text::{Key, say};

use crate::find::elsewhere;
use crate::home::title;
use crate::join::joined;
use crate::node::{Node, el, row};
use crate::parts::button::{button, pressed};
use crate::parts::facts::{hours, short};
use crate::parts::line::warning;
use crate::session::Session;

/// What can be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// As large as a bank card, to be folded.
    #[default]
    Wallet,
    /// Smaller: numbers alone.
    Shoe,
    /// A page for a wall.
    Sheet,
}

/// How many lines stand on each.
const MOST: [usize; 3] = [4, 3, 6];

/// The screen.
pub fn paper(session: Session) -> Node {
    session.copied.set(None);
    let kinds = [(Paper::Wallet, Key::PaperWallet), (Paper::Shoe, Key::PaperShoe), (Paper::Sheet, Key::PaperSheet)];
    let kind = |(kind, name): (Paper, Key)| {
        let choose = move || session.paper.set(kind);
        pressed(button("button.chip", "paper", session.t(name), choose), move || session.paper.get() == kind)
    };
    let said = move || {
        session.copied.get().map_or_else(row, |copied| {
            row().text(session.t(if copied { Key::PaperCopied } else { Key::PaperNotCopied }))
        })
    };
    row()
        .child(
            el("div.unprinted")
                .child(title(session, Key::HomePaper))
                .child(el("p").text(session.t(Key::PaperLead)))
                .child(el("p.warn").text(session.t(Key::PaperCopies)))
                .child(elsewhere(session, Key::CommonChange))
                .child(el("div.chips").children(kinds.map(kind))),
        )
        .child(el("div").live(move || printed(session)))
        .child(
            el("div.chips")
                .child(button("button.chip", "print", session.t(Key::PaperPrint), move || session.browser.print()))
                .child(button("button.chip", "copy", session.t(Key::PaperCopy), move || copy(session))),
        )
        .child(el("p").attr("role", "status").live(said))
}

/// The lines that a person can ring from there, those whom police or immigration answer left out.
fn rung(session: Session, most: usize) -> Vec<Service<'static>> {
    let rings = |service: &Service<'static>| number(*service).is_some() && !service.answered_by().warns_first();
    let mut all = session.with_place(|place| lines(session.directory, place, Flags::default()));
    all.retain(rings);
    // A number alone cannot say that what is said there is passed on.
    by(&mut all, |service| u64::from(service.tells() == Tells::MustReport));
    all.truncate(most);
    all
}

/// The number to ring, as people write it.
fn number(service: Service<'static>) -> Option<String> {
    let rings = |contact: &Contact<'_>| contact.kind() == ContactKind::Call && contact.href().is_some();
    service.contacts().find(rings).map(Contact::shown)
}

/// The number to dial in danger, if it is known.
fn emergency(session: Session) -> Option<String> {
    let entry = session.directory.emergency(&session.country.get()?)?;
    let first = [entry.all(), entry.police()].into_iter().find(|number| !number.is_empty())?;
    Some(say::paper_emergency(session.text(), first))
}

/// What is printed.
fn printed(session: Session) -> Node {
    let kind = session.paper.get();
    let lines = rung(session, MOST.get(kind as usize).copied().unwrap_or(0));
    if lines.is_empty() {
        return el("p.note").text(session.t(Key::PaperNone));
    }
    let text = session.text();
    let rows = lines.into_iter().map(|service| {
        let number = el("b.number").attr("dir", "ltr").text(number(service).unwrap_or_default());
        let always = service.hours() == Hours::Always;
        match kind {
            Paper::Sheet => el("li")
                .children(warning(session, service))
                .child(el("bdi").text(service.name()))
                .child(number)
                .child(short(text, service)),
            Paper::Wallet if always => el("li").child(number).child(el("small").text(hours(text, service))),
            _ => el("li").child(number),
        }
    });
    let list = el("ul.list").children(emergency(session).map(|words| el("li").text(words))).children(rows);
    let look = match kind {
        Paper::Wallet => "div.paper.wallet",
        Paper::Shoe => "div.paper.shoe",
        Paper::Sheet => "div.paper.sheet",
    };
    match kind {
        Paper::Sheet => el(look)
            .child(el("p.ask").text(session.t(Key::PaperAsk)))
            .child(el("p").text(session.t(Key::PaperTalk)))
            .child(list),
        Paper::Wallet | Paper::Shoe => row()
            .child(el(look).child(el("b").text(session.t(Key::PaperCard))).child(list))
            .child(el("p.hint").text(session.t(Key::PaperCut))),
    }
}

/// The same as a note: a number a line.
fn copy(session: Session) {
    let lines = rung(session, MOST[0]).into_iter().filter_map(|service| {
        let number = number(service)?;
        let always = service.hours() == Hours::Always;
        Some(if always { format!("{number} · {}", hours(session.text(), service)) } else { number })
    });
    let all: Vec<String> =
        core::iter::once(session.t(Key::PaperCard).to_owned()).chain(emergency(session)).chain(lines).collect();
    session.browser.copy(joined(&all, "\n"), Box::new(move |copied| session.copied.set(Some(copied))));
}
