//! What people do on the page: one list, which every proof drives.
//!
//! A new room adds a [`Journey`], its steps and the screens it visits; every proof then covers it.

use crate::page::Page;

/// A way through the page, from its first screen until somebody leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Journey {
    /// To see who can be called with this phone, and one card.
    Talk,
    /// To search with words of one's own, narrow what is found, and open a card.
    Find,
    /// To say where one is.
    Place,
    /// To another language, to search in it, and back.
    Language,
    /// To put something aside and keep it, locked.
    Keep,
    /// To clear everything, and read what was found.
    Wipe,
}

/// Words of the page itself that would tell what it is about, in each of its languages.
pub const TELLING: &[&str] = &[
    "human trafficking",
    "trafficking hotline",
    "being trafficked",
    "Find help",
    "Find services",
    "Talk to someone now",
    "How do we know?",
    "trata de personas",
    "Buscar ayuda",
    "Buscar servicios",
    "Hablar con alguien ahora",
    "Todo sobre esta l",
    // The kind of help that a journey chooses, and the line of the country where it begins.
    "A lawyer, immigration help",
    "888-373-7888",
    "18883737888",
];

impl Journey {
    /// Every journey.
    pub const ALL: &[Self] = &[Self::Talk, Self::Find, Self::Place, Self::Language, Self::Keep, Self::Wipe];

    /// Whether it asks for something to be kept; all others leave nothing.
    pub fn keeps(self) -> bool {
        self == Self::Keep
    }

    /// The journeys that ask for nothing to be kept.
    pub fn keeping_nothing() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|journey| !journey.keeps())
    }

    /// The screens it visits, as `enum Screen` names them.
    pub const fn screens(self) -> &'static [&'static str] {
        match self {
            Self::Talk => &["Home", "Talk", "Card"],
            Self::Find => &["Home", "Find", "Card"],
            Self::Place => &["Home", "Place"],
            Self::Language => &["Home", "Find"],
            Self::Keep => &["Home", "Find", "Card", "List"],
            Self::Wipe => &["Home", "Safe", "Wiped"],
        }
    }

    /// How many packs of languages newly chosen it asks for.
    pub const fn packs(self) -> usize {
        match self {
            Self::Language => 1,
            Self::Talk | Self::Find | Self::Place | Self::Keep | Self::Wipe => 0,
        }
    }

    /// What it types: made up, so that nothing else on a machine holds it.
    pub const fn typed(self) -> &'static [&'static str] {
        match self {
            Self::Talk | Self::Wipe => &[],
            Self::Find => &["zanzibarquux lawyer"],
            Self::Place => &["K0K 7Q7"],
            Self::Language => &["trapisonduelo abogado"],
            Self::Keep => &["quagmirefolly harbour violin"],
        }
    }

    /// Goes it, and says which words must afterwards be nowhere: what was typed, whole and its first word, and what
    /// was opened.
    pub async fn telling(self, page: &Page) -> Vec<String> {
        let opened = self.go(page).await;
        // Fewer letters stand anywhere by chance.
        let first = self.typed().iter().filter_map(|typed| typed.split(' ').next()).filter(|word| word.len() > 5);
        opened.into_iter().chain(self.typed().iter().copied().chain(first).map(str::to_owned)).collect()
    }

    /// Goes it, on a page that is open, and stays where it ends: what was typed is still in its box, what was opened
    /// still open. Says what was opened.
    pub async fn go(self, page: &Page) -> Vec<String> {
        match self {
            Self::Talk => {
                page.click("[data-go=talk]").await;
                page.click(".phone .chip:nth-child(2)").await;
                page.wait("return !!document.querySelector('.listed .go[href^=sms]')", "texts stand first").await;
                vec![open_card(page).await]
            }
            Self::Find => {
                page.click("[data-go=find]").await;
                page.type_into("input[type=search]", self.typed()[0]).await;
                page.choose("#need", "legal").await;
                let first = open_card(page).await;
                page.click(".back").await;
                page.wait("return !!document.querySelector('input[type=search]')", "the search is back").await;
                vec![first]
            }
            Self::Place => {
                page.click("[data-go=place]").await;
                page.choose("#country", "CA").await;
                page.choose("#subdivision", "CA-ON").await;
                page.type_into("#postal", self.typed()[0]).await;
                Vec::new()
            }
            Self::Language => {
                page.click("a[hreflang=es]").await;
                page.wait_to_read("Buscar servicios").await;
                page.click("[data-go=find]").await;
                page.type_into("input[type=search]", self.typed()[0]).await;
                page.wait("return document.querySelectorAll('.listed').length > 0", "something was found").await;
                page.click(".back").await;
                page.click("a[hreflang=en]").await;
                page.wait_to_read("Find services").await;
                Vec::new()
            }
            Self::Keep => {
                page.click("[data-go=find]").await;
                page.choose("#need", "legal").await;
                let kept = open_card(page).await;
                page.click("[data-do=list]").await;
                page.click(".back").await;
                page.click(".back").await;
                page.click("[data-go=list]").await;
                page.click("main details summary").await;
                page.type_into("#keep", self.typed()[0]).await;
                page.click("[data-do=keep]").await;
                page.wait_to_read("Kept on this phone, locked.").await;
                vec![kept]
            }
            Self::Wipe => {
                page.click("[data-go=safe]").await;
                page.js("document.querySelectorAll('main details').forEach(one => { one.open = true }); return true")
                    .await;
                page.click("[data-do=clear]").await;
                page.wait_to_read("What no page can clear").await;
                Vec::new()
            }
        }
    }
}

/// Opens the first card of a list, and says whose it is.
async fn open_card(page: &Page) -> String {
    page.click(".listed > .link").await;
    page.wait_to_read("How do we know?").await;
    page.text("main h1").await
}
