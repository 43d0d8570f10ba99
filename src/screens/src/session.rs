//! One drawer for everything that a person chose or typed. Emptying it is wiping.

use std::ops::Deref;

use leptos::prelude::*;
use sidedoor_core::codes::Flags;
use sidedoor_core::directory::Directory;
use sidedoor_core::search::Place;
use sidedoor_core::text::{Key, Text, say};

use crate::browser::Browser;
use crate::screen::Screen;

/// A language that the page can speak: its tag and its own name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47.
    pub tag: String,
    /// Its own name.
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
    pub languages: StoredValue<Vec<Language>>,
    /// The language now spoken.
    pub text: RwSignal<&'static Text>,
    /// What is wrong, in words; empty when all is well.
    pub fault: RwSignal<String>,
    /// The screen now shown.
    pub screen: RwSignal<Screen>,
    /// The screens before it, for the page's own Back.
    pub trail: RwSignal<Vec<Screen>>,
    /// ISO 3166-1: chosen or guessed.
    pub country: RwSignal<Option<String>>,
    /// ISO 3166-2.
    pub subdivision: RwSignal<Option<String>>,
    /// What was typed into the postal code.
    pub postal: RwSignal<String>,
    /// What the phone can do, by `PhoneState::bit`.
    pub phone: RwSignal<Flags>,
    /// What was typed into the search box.
    pub query: RwSignal<String>,
    /// The chosen need, as its number in `Need::ALL` and one more; 0 is any.
    pub need: RwSignal<u32>,
    /// The chosen audience, likewise.
    pub audience: RwSignal<u32>,
    /// BCP 47 tag of the language that must be spoken; empty is any.
    pub spoken: RwSignal<String>,
    /// Whether what is open stands first.
    pub open_first: RwSignal<bool>,
    /// How many results are shown.
    pub shown: RwSignal<usize>,
    /// The line that was dialled or written to last.
    pub tried: RwSignal<Option<usize>>,
    /// What the person said of it.
    pub outcome: RwSignal<Outcome>,
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
            languages: StoredValue::new(languages),
            text: RwSignal::new(text),
            fault: RwSignal::new(String::new()),
            screen: RwSignal::new(Screen::Home),
            trail: RwSignal::new(Vec::new()),
            country: RwSignal::new(None),
            subdivision: RwSignal::new(None),
            postal: RwSignal::new(String::new()),
            phone: RwSignal::new(Flags::default()),
            query: RwSignal::new(String::new()),
            need: RwSignal::new(0),
            audience: RwSignal::new(0),
            spoken: RwSignal::new(String::new()),
            open_first: RwSignal::new(false),
            shown: RwSignal::new(PAGE),
            tried: RwSignal::new(None),
            outcome: RwSignal::new(Outcome::NotAsked),
        })))
    }

    /// The language now spoken. Not tracked: a page is drawn anew as a whole when its language changes, which is
    /// rare, and so no sentence pays for an effect of its own.
    pub fn text(self) -> &'static Text {
        self.text.get_untracked()
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

    /// Runs with the place that is looked in.
    pub fn with_place<T>(self, run: impl FnOnce(Place<'_>) -> T) -> T {
        let (country, subdivision) = (self.country.get(), self.subdivision.get());
        run(Place { country: country.as_deref(), subdivision: subdivision.as_deref() })
    }

    /// Goes to a screen.
    pub fn go(self, screen: Screen) {
        self.trail.update(|trail| trail.push(self.screen.get_untracked()));
        self.screen.set(screen);
        self.browser.arrive();
        self.browser.on_back_gesture(Box::new(move || self.back()));
    }

    /// Goes back to the screen before.
    pub fn back(self) {
        let before = self.trail.try_update(Vec::pop).flatten().unwrap_or(Screen::Home);
        self.screen.set(before);
        self.browser.went_back();
        self.browser.arrive();
    }

    /// The person chose where they are; an empty code is any country.
    pub fn choose_country(self, country: Option<String>) {
        self.country.set(country.filter(|code| !code.is_empty()));
        self.subdivision.set(None);
        self.postal.set(String::new());
        self.forget_tries();
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
                    self.fault.set(String::new());
                    self.text.set(text);
                    self.browser.speak(text, text.get(Key::CommonLeave));
                    self.browser.arrive();
                }
                Err(why) => self.fault.set(say::fault_text(self.text(), &why)),
            }),
        );
    }
}

/// The drawer of the page that this component is in.
///
/// A component is only ever drawn inside [`crate::Page`], which puts the drawer there.
pub fn use_session() -> Session {
    match use_context::<Session>() {
        Some(session) => session,
        None => unreachable!("a component outside of Page"),
    }
}
