//! One drawer for everything that a person chose or typed. Emptying it is wiping.

use std::ops::Deref;
use std::rc::Rc;

use crate::held::{Held, be_still};
use crate::list::{Item, Keeping, read};
use crate::outside::outside;
use sidedoor_core::codes::{Flags, Need};
use sidedoor_core::directory::Directory;
use sidedoor_core::rooms::Rooms;
use sidedoor_core::search::Place;
use sidedoor_core::text::{Key, Text, say};

use crate::aloud::Aloud;
use crate::answers::Given;
use crate::browser::Browser;
use crate::paper::Paper;
use crate::screen::Screen;
use crate::wipe::Found;

/// A language that the page can speak: its tag and its own name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47.
    pub tag: String,
    /// Its own name, with a star if nobody who grew up with it has read it.
    pub autonym: String,
}

/// The drawer, by hand: a copy is the same drawer, and closures that hold one stay small. It lives as long as
/// the page.
#[derive(Clone, Copy)]
pub struct Session(&'static Drawer);

impl Deref for Session {
    type Target = Drawer;

    fn deref(&self) -> &Drawer {
        self.0
    }
}

/// Everything that a person chose or typed, and what it is read with.
pub struct Drawer {
    /// The directory; it holds nobody's words.
    pub directory: &'static Directory,
    /// The browser.
    pub browser: &'static dyn Browser,
    /// The languages that can be chosen.
    pub languages: Vec<Language>,
    /// The language now spoken.
    pub text: Held<&'static Text>,
    /// What there is to read in that language; nothing until it has come.
    pub rooms: Held<Option<&'static Rooms>>,
    /// Whether it did not arrive.
    pub lost: Held<bool>,
    /// What is wrong, in words; empty when all is well.
    pub fault: Held<String>,
    /// The screen now shown.
    pub screen: Held<Screen>,
    /// The screens before it, for the page's own Back, each with the control that led on from there.
    pub trail: Held<Vec<(Screen, String)>>,
    /// ISO 3166-1: chosen or guessed.
    pub country: Held<Option<String>>,
    /// Another country that was guessed as well.
    pub other: Held<Option<String>>,
    /// ISO 3166-2.
    pub subdivision: Held<Option<String>>,
    /// What was typed into the postal code.
    pub postal: Held<String>,
    /// What the phone can do, by `PhoneState::bit`.
    pub phone: Held<Flags>,
    /// What was typed into the search box.
    pub query: Held<String>,
    /// The needs that there are to choose from, by `Need::bit`; none is all. The host of a frame says which.
    pub offered: Held<Flags>,
    /// The chosen need, as its number in `Need::ALL` and one more; 0 is any.
    pub need: Held<u32>,
    /// The chosen audience, likewise.
    pub audience: Held<u32>,
    /// BCP 47 tag of the language that must be spoken; empty is any.
    pub spoken: Held<String>,
    /// Whether what is open stands first.
    pub open_first: Held<bool>,
    /// What was found.
    pub found: Held<Rc<Results>>,
    /// The rows of it that are shown: most keystrokes leave them as they are.
    pub listed: Held<Vec<usize>>,
    /// How often it was said how many there are.
    pub told: Held<u32>,
    /// How many results are shown.
    pub shown: Held<usize>,
    /// The line that was dialled or written to last.
    pub tried: Held<Option<usize>>,
    /// What the person said of it.
    pub outcome: Held<Outcome>,
    /// What was answered, a row a check-in that was begun.
    pub answers: Held<Vec<Given>>,
    /// The setting that somebody is worried about, by the row of its article.
    pub setting: Held<Option<usize>>,
    /// What is going on with reading aloud.
    pub aloud: Held<Aloud>,
    /// Whether the person agreed to it, in this visit.
    pub aloud_agreed: Held<bool>,
    /// What is to be printed.
    pub paper: Held<Paper>,
    /// Whether a copy for when there is no internet is kept, by its code; empty while that is not known.
    pub offline: Held<String>,
    /// Whether a note was copied, once somebody asked for it.
    pub copied: Held<Option<bool>>,
    /// What was put aside.
    pub list: Held<Vec<Item>>,
    /// What was typed as a passphrase; it goes as soon as it was used.
    pub passphrase: Held<String>,
    /// What is going on with what is kept.
    pub keeping: Held<Keeping>,
    /// Whether the list that is kept was opened, or put in the place of another, in this visit.
    pub opened_list: Held<bool>,
    /// How many other pages were opened from here.
    pub opened: Held<u32>,
    /// Whether leaving was practised.
    pub practised: Held<bool>,
    /// Minutes without a touch after which all is cleared; 0 is never.
    pub idle: Held<u32>,
    /// Whether that is about to happen.
    pub idle_warning: Held<bool>,
    /// Whether that has happened since the last touch.
    rested: Held<bool>,
    /// What was found when all was cleared.
    pub wiped: Held<Vec<Found>>,
    /// The countries that were guessed when the page came.
    guess: Held<(Option<String>, Option<String>)>,
}

/// The choices of minutes without a touch; the first is the usual one, 0 is never.
pub const IDLE: [u32; 4] = [15, 5, 30, 0];
/// How long before clearing it is said, so that there is time to stay (WCAG 2.2.1 asks for 20 at least). Seconds.
const WARNED: u32 = 60;

/// What was found: rows of services, of which so many are what was asked for.
#[derive(Debug, Default)]
pub struct Results {
    /// The rows, the best first.
    pub rows: Vec<usize>,
    /// How many of them fit.
    pub fits: usize,
}

/// What came of a call or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was tried yet.
    NotAsked,
    /// The person came back to the page, and is asked.
    Asked,
    /// Somebody answered.
    GotThrough,
    /// Nobody did.
    NoAnswer,
    /// It is not safe now.
    NotSafe,
}

/// How many results are shown at first, and how many more at each step: what a slow phone draws between two
/// keystrokes.
pub const PAGE: usize = 5;

impl Session {
    /// An empty drawer.
    pub fn new(
        directory: &'static Directory,
        browser: &'static dyn Browser,
        text: &'static Text,
        languages: Vec<Language>,
    ) -> Self {
        Self(Box::leak(Box::new(Drawer {
            directory,
            browser,
            languages,
            text: Held::new(text),
            rooms: Held::new(None),
            lost: Held::new(false),
            fault: Held::new(String::new()),
            screen: Held::new(Screen::Home),
            trail: Held::new(Vec::new()),
            country: Held::new(None),
            other: Held::new(None),
            subdivision: Held::new(None),
            postal: Held::new(String::new()),
            phone: Held::new(Flags::default()),
            query: Held::new(String::new()),
            offered: Held::new(Flags::default()),
            need: Held::new(0),
            audience: Held::new(0),
            spoken: Held::new(String::new()),
            open_first: Held::new(false),
            found: Held::new(Rc::default()),
            listed: Held::new(Vec::new()),
            told: Held::new(0),
            shown: Held::new(PAGE),
            tried: Held::new(None),
            outcome: Held::new(Outcome::NotAsked),
            answers: Held::new(Vec::new()),
            setting: Held::new(None),
            aloud: Held::new(Aloud::Still),
            aloud_agreed: Held::new(false),
            paper: Held::new(Paper::default()),
            offline: Held::new(String::new()),
            copied: Held::new(None),
            list: Held::new(Vec::new()),
            passphrase: Held::new(String::new()),
            keeping: Held::new(Keeping::Still),
            opened_list: Held::new(false),
            opened: Held::new(0),
            practised: Held::new(false),
            idle: Held::new(IDLE[0]),
            idle_warning: Held::new(false),
            rested: Held::new(false),
            wiped: Held::new(Vec::new()),
            guess: Held::new((None, None)),
        })))
    }

    /// The page has come, with what was guessed: from now on the drawer empties itself when somebody leaves, and when
    /// nobody touches the page.
    pub fn begin(self, country: Option<String>, other: Option<String>) {
        self.country.set(country.clone());
        self.other.set(other.clone());
        self.guess.set((country, other));
        self.browser.on_leave(Box::new(move || {
            be_still();
            self.empty();
        }));
        self.browser.on_idle(Box::new(move |seconds| self.untouched(seconds)));
    }

    /// The needs that there are to choose from; none is all.
    pub fn offer(self, needs: impl Iterator<Item = Need>) {
        self.offered.set(Flags(needs.fold(0, |all, need| all | need.bit())));
    }

    /// Begins at another screen than the first. Nobody has asked for it yet: focus and scroll stay where they are.
    pub fn begin_at(self, screen: Screen) {
        self.trail.set(vec![(Screen::Home, String::new())]);
        self.screen.set(screen);
    }

    /// Empties the drawer: nothing that was chosen or typed is in it any more, but for the language that is read and
    /// the number of pages that are still open.
    pub fn empty(self) {
        let (country, other) = self.guess.now();
        for _ in self.trail.now() {
            self.browser.went_back();
        }
        self.fault.set(String::new());
        self.trail.set(Vec::new());
        self.country.set(country);
        self.other.set(other);
        self.subdivision.set(None);
        self.postal.set(String::new());
        self.phone.set(Flags::default());
        self.query.set(String::new());
        self.need.set(0);
        self.audience.set(0);
        self.spoken.set(String::new());
        self.open_first.set(false);
        self.found.set(Rc::default());
        self.listed.set(Vec::new());
        self.shown.set(PAGE);
        self.forget_tries();
        self.answers.set(Vec::new());
        self.setting.set(None);
        self.quiet();
        self.aloud_agreed.set(false);
        self.paper.set(Paper::default());
        self.offline.set(String::new());
        self.copied.set(None);
        self.list.set(Vec::new());
        self.passphrase.set(String::new());
        self.keeping.set(Keeping::Still);
        self.opened_list.set(false);
        self.practised.set(false);
        self.idle.set(IDLE[0]);
        self.idle_warning.set(false);
        self.wiped.set(Vec::new());
        self.screen.set(Screen::Home);
    }

    /// Empties everything that can be emptied, and then says what there was.
    pub fn wipe(self) {
        self.browser.wipe(Box::new(move |found| {
            self.empty();
            self.wiped.set(found);
            self.go(Screen::Wiped);
        }));
    }

    /// Nobody has touched the page for so many seconds.
    pub fn untouched(self, seconds: u32) {
        let limit = self.idle.now() * 60;
        let soon = limit > 0 && seconds.saturating_add(WARNED) >= limit;
        if !soon {
            self.rested.set(false);
        }
        if self.rested.now() {
            return;
        }
        if soon && seconds >= limit {
            self.empty();
            self.rested.set(true);
        } else if soon != self.idle_warning.now() {
            self.idle_warning.set(soon);
        }
    }

    /// Puts something on the list, or takes it off.
    pub fn put(self, item: &Item) {
        let mut list = self.list.now();
        match list.iter().position(|one| one == item) {
            Some(at) => drop(list.remove(at)),
            None => list.push(item.clone()),
        }
        self.list.set(list);
    }

    /// The list was kept, or was not; then it is still here.
    pub fn kept_written(self, kept: Result<String, String>) {
        self.passphrase.set(String::new());
        if kept.is_ok() {
            self.opened_list.set(true);
        }
        self.keeping.set(kept.map_or_else(Keeping::Failed, |_| Keeping::Kept));
    }

    /// What is kept was opened, or was not: it comes before what was put aside since.
    pub fn kept_opened(self, opened: Result<String, String>) {
        self.passphrase.set(String::new());
        match opened {
            Ok(text) => {
                let mut list = read(&text);
                let more: Vec<Item> = self.list.now().into_iter().filter(|item| !list.contains(item)).collect();
                list.extend(more);
                self.opened_list.set(true);
                self.keeping.set(Keeping::Still);
                self.list.set(list);
            }
            Err(code) => self.keeping.set(Keeping::Failed(code)),
        }
    }

    /// The next time that somebody leaves, the page only hides.
    pub fn practise(self) {
        self.practised.set(true);
        self.browser.practise(self.t(Key::SafePractised));
    }

    /// A page was opened that this one cannot close.
    pub fn opened(self) {
        self.opened.set(self.opened.now() + 1);
        self.say_opened();
    }

    fn say_opened(self) {
        let opened = self.opened.now();
        if opened > 0 {
            self.browser.say_at_exit(&say::common_opened(self.text(), opened));
        }
    }

    /// The language now spoken. Not tracked: a page is drawn anew as a whole when its language changes, which is
    /// rare, and so no sentence pays for an effect of its own.
    pub fn text(self) -> &'static Text {
        self.text.now()
    }

    /// The languages that can be chosen, the deployer's first.
    pub fn languages(self) -> &'static [Language] {
        &self.0.languages
    }

    /// A sentence in the language now spoken.
    pub fn t(self, key: Key) -> &'static str {
        self.text().get(key)
    }

    /// The name of a coded word: `need`, `shelter`.
    pub fn named(self, group: &str, code: &str) -> &'static str {
        self.text().named(group, code)
    }

    /// The name of a country, a subdivision or a language.
    pub fn name(self, code: &str) -> String {
        self.text().name(code).to_owned()
    }

    /// The name of the place that is looked in.
    pub fn place_name(self) -> String {
        match (self.subdivision.get(), self.country.get()) {
            (Some(part), Some(country)) => format!("{}, {}", self.name(&part), self.name(&country)),
            (_, Some(country)) => self.name(&country),
            (_, None) => self.t(Key::PlaceAnyCountry).to_owned(),
        }
    }

    /// Runs with the place that is looked in; what is drawn from it follows it, as it can change on any screen.
    pub fn with_place<T>(self, run: impl FnOnce(Place<'_>) -> T) -> T {
        let (country, subdivision) = (self.country.get(), self.subdivision.get());
        run(Place { country: country.as_deref(), subdivision: subdivision.as_deref() })
    }

    /// Nothing is read aloud any longer.
    pub fn quiet(self) {
        self.browser.hush();
        self.aloud.set(Aloud::Still);
    }

    /// Asks for what there is to read in the language now spoken.
    pub fn load_rooms(self) {
        let text = self.text();
        let came = move |came| {
            // Another language may have been chosen since.
            if self.text().tag() == text.tag() {
                self.rooms_came(came);
            }
        };
        self.browser.load_rooms(text.tag(), Box::new(came));
    }

    /// What there is to read has come, or has not.
    fn rooms_came(self, came: Result<&'static Rooms, String>) {
        match came {
            Ok(rooms) => {
                self.text().complete(rooms.sentences().clone(), rooms.phrases().clone());
                self.rooms.set(Some(rooms));
            }
            Err(why) => {
                self.lost.set(true);
                self.fault.set(say::fault_rooms(self.text(), &why));
            }
        }
    }

    /// Goes to a screen.
    pub fn go(self, screen: Screen) {
        self.quiet();
        let mut trail = self.trail.now();
        trail.push((self.screen.now(), self.browser.focused()));
        self.trail.set(trail);
        self.screen.set(screen);
        self.browser.arrive(String::new());
        self.browser.on_back_gesture(Box::new(move || self.back()));
    }

    /// Goes back to the screen before.
    pub fn back(self) {
        self.quiet();
        let mut trail = self.trail.now();
        let (screen, from) = trail.pop().unwrap_or((Screen::Home, String::new()));
        self.screen.set(screen);
        self.trail.set(trail);
        self.browser.went_back();
        self.browser.arrive(from);
    }

    /// Goes back to the first screen.
    pub fn home(self) {
        let mut trail = self.trail.now();
        for _ in trail.drain(trail.len().min(1)..) {
            self.browser.went_back();
        }
        self.trail.set(trail);
        self.back();
    }

    /// The person chose where they are; an empty code is any country.
    pub fn choose_country(self, country: Option<String>) {
        self.country.set(country.filter(|code| !code.is_empty()));
        self.other.set(None);
        self.subdivision.set(None);
        self.postal.set(String::new());
        self.forget_tries();
    }

    /// The person is in the other country that was guessed.
    pub fn swap_countries(self) {
        let (here, other) = (self.country.now(), self.other.now());
        self.choose_country(other);
        self.other.set(here);
    }

    /// The person chose a part of the country.
    pub fn choose_subdivision(self, subdivision: Option<String>) {
        self.subdivision.set(subdivision.filter(|code| !code.is_empty()));
        self.forget_tries();
    }

    /// What was tried belongs to a place; elsewhere it means nothing.
    pub fn forget_tries(self) {
        self.tried.set(None);
        self.outcome.set(Outcome::NotAsked);
    }

    /// A line was opened: when the person comes back, ask how it went.
    pub fn tried(self, row: usize) {
        self.tried.set(Some(row));
        self.browser.on_return(Box::new(move || self.outcome.set(Outcome::Asked)));
    }

    /// Changes the language of the page.
    pub fn speak(self, tag: &str) {
        self.browser.load_text(
            tag,
            Box::new(move |loaded| match loaded {
                Ok(text) => {
                    self.quiet();
                    self.fault.set(String::new());
                    self.lost.set(false);
                    self.rooms.set(None);
                    self.text.set(text);
                    self.load_rooms();
                    self.browser.speak(text, &outside(text));
                    self.say_opened();
                    self.browser.arrive(String::new());
                }
                Err(why) => self.fault.set(say::fault_text(self.text(), &why)),
            }),
        );
    }
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
