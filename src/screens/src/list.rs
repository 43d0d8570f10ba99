//! What a person puts aside: in memory, and on their machine only if they ask for it, locked.

use sidedoor_core::codes::Room;
use sidedoor_core::directory::Service;
use sidedoor_core::text::{Key, say};

use crate::article::to;
use crate::home::{results, title};
use crate::join::joined;
use crate::node::{Node, el, row};
use crate::parts::button::{button, pressed};
use crate::parts::field::secret_field;
use crate::parts::line::listed;
use crate::session::Session;

/// How short a passphrase may not be, in letters.
const SHORTEST: usize = 12;

/// Something on the list, by what it is called rather than by row, so that another release finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// Of a service, the place that it serves; of what there is to read, where it stands: `rights/us-papers`.
    pub area: String,
}

impl Item {
    /// What stands for a service.
    pub fn of(service: Service<'_>) -> Self {
        Self { name: service.name().to_owned(), area: service.area().to_owned() }
    }
}

/// What is going on with what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing.
    Still,
    /// It is being locked or opened, which takes a moment on purpose.
    Working,
    /// It was kept.
    Kept,
    /// The passphrase is too short.
    TooShort,
    /// It could not be kept or opened, by its code.
    Failed(String),
}

/// A list as a text: a line an item, name and place apart by a tab.
pub fn written(list: &[Item]) -> String {
    joined(&list.iter().map(|item| format!("{}\t{}", item.name, item.area)).collect::<Vec<_>>(), "\n")
}

/// The list that a text holds.
pub fn read(text: &str) -> Vec<Item> {
    let item = |line: &str| {
        let (name, area) = line.split_once('\t')?;
        Some(Item { name: name.to_owned(), area: area.to_owned() })
    };
    text.split('\n').filter_map(item).collect()
}

/// The room.
pub fn list(session: Session) -> Node {
    row()
        .child(title(session, Key::HomeList))
        .child(el("div").live(move || locked(session)))
        .child(el("div").attr("role", "status").live(move || if is_locked(session) { said(session) } else { row() }))
        .child(results(session))
        .child(el("ul.list").live(move || items(session)))
        .child(el("p").text(session.t(Key::ListMemory)))
        .child(el("div").live(move || keep(session)))
        .child(el("div").attr("role", "status").live(move || if is_locked(session) { row() } else { said(session) }))
}

/// Whether a list is kept that was not opened yet.
fn is_locked(session: Session) -> bool {
    !session.opened_list.get() && session.browser.kept()
}

/// What came of keeping or opening, below the box that it was asked in: of the two boxes one is there at a time.
fn said(session: Session) -> Node {
    let words = match session.keeping.get() {
        Keeping::Still => return row(),
        Keeping::Working => session.t(Key::ListWorking),
        Keeping::Kept => session.t(Key::ListKept),
        Keeping::TooShort => session.t(Key::ListShort),
        Keeping::Failed(code) => session.named("unkept", &code),
    };
    el("p.note").text(words)
}

fn items(session: Session) -> Node {
    let list = session.list.get();
    if list.is_empty() {
        return el("li").text(session.t(Key::ListEmpty));
    }
    row().children(list.into_iter().map(|item| one(session, &item)))
}

fn one(session: Session, item: &Item) -> Node {
    if let Some(service) = session.directory.iter().find(|service| Item::of(*service) == *item) {
        return listed(session, core::iter::once(service));
    }
    let (place, id) = item.area.split_once('/').unwrap_or_default();
    let article = session.rooms.get().zip(Room::from_code(place)).and_then(|(rooms, room)| rooms.article(room, id));
    match article {
        Some(article) => el("li").child(to(session, article)),
        None => el("li").text(say::list_gone(session.text(), &item.name)),
    }
}

/// A passphrase and what is done with it.
fn with_passphrase(session: Session, id: &'static str, does: Key, run: impl Fn(String) + 'static) -> Node {
    let act = move || {
        let passphrase = session.passphrase.now();
        if passphrase.chars().count() < SHORTEST {
            session.keeping.set(Keeping::TooShort);
        } else {
            session.keeping.set(Keeping::Working);
            run(passphrase);
        }
    };
    row()
        .child(secret_field(
            id,
            [session.t(Key::ListPassphrase), session.t(Key::ListPassphraseHint)],
            move || session.passphrase.get().into(),
            move |typed| session.passphrase.set(typed),
        ))
        .child(button("button.more", id, session.t(does), act))
}

fn locked(session: Session) -> Node {
    if !is_locked(session) {
        return row();
    }
    let open = move |passphrase| {
        session.browser.open(passphrase, Box::new(move |opened| session.kept_opened(opened)));
    };
    row().child(el("p").text(session.t(Key::ListLocked))).child(with_passphrase(session, "open", Key::ListOpen, open))
}

fn keep(session: Session) -> Node {
    // A list that was not opened must not be written over.
    if session.list.get().is_empty() || is_locked(session) {
        return row();
    }
    let run = move |passphrase| {
        let text = written(&session.list.now());
        session.browser.keep(passphrase, text, Box::new(move |kept| session.kept_written(kept)));
    };
    let rest = [Key::ListKeepWhat, Key::ListKeepLost, Key::ListKeepSafari, Key::ListKeepDisk];
    el("details")
        .child(el("summary").text(session.t(Key::ListKeep)))
        .children(rest.map(|key| el("p").text(session.t(key))))
        .child(with_passphrase(session, "keep", Key::ListKeepNow, run))
}

/// On a card: puts the service on the list, or takes it off.
pub fn toggle(session: Session, service: Service<'static>) -> Node {
    put(session, Item::of(service))
}

/// Puts something on the list, or takes it off.
pub fn put(session: Session, item: Item) -> Node {
    let of = item.clone();
    let on = move || session.list.get().contains(&of);
    let words = {
        let on = on.clone();
        move || row().text(session.t(if on() { Key::CardRemove } else { Key::CardAdd }))
    };
    pressed(button("button.chip", "list", "", move || session.put(&item)).live(words), on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_as_it_was_written_and_odd_lines_are_left_out() {
        let list = ["A", "Casa “Ü”"].map(|name| Item { name: name.to_owned(), area: "US-WA".to_owned() });
        assert_eq!(read(&written(&list)), list);
        assert_eq!(read(""), []);
        assert_eq!(
            read("no tab\n\tarea\nname\t"),
            [
                Item { name: String::new(), area: "area".to_owned() },
                Item { name: "name".to_owned(), area: String::new() },
            ]
        );
    }
}
