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
    /// To answer the questions of every check-in, and read what comes of them.
    Ask,
    /// To read in every room, and an article of each.
    Read,
    /// To put numbers on paper, and copy them.
    Print,
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
    "Questions to think it over",
    "Because you said that",
    "keeps your passport",
    "Preguntas para pensarlo",
    "What may stand in the way",
    // The kind of help that a journey chooses, and the line of the country where it begins.
    "A lawyer, immigration help",
    "888-373-7888",
    "18883737888",
];

/// The check-ins, by the names of their files.
pub const CHECKINS: [&str; 4] = ["adult", "young", "job", "someone"];

impl Journey {
    /// Every journey.
    pub const ALL: &[Self] = &[
        Self::Talk,
        Self::Find,
        Self::Place,
        Self::Language,
        Self::Keep,
        Self::Ask,
        Self::Read,
        Self::Print,
        Self::Wipe,
    ];

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
            Self::Ask => &["Home", "CheckIns", "Question", "Danger", "Ending", "Article"],
            Self::Read => &["Home", "Access", "Room", "Article"],
            Self::Print => &["Home", "Paper"],
            Self::Wipe => &["Home", "Safe", "Wiped"],
        }
    }

    /// How many packs of languages newly chosen it asks for.
    pub const fn packs(self) -> usize {
        match self {
            Self::Language => 2,
            _ => 0,
        }
    }

    /// What it types: made up, so that nothing else on a machine holds it.
    pub const fn typed(self) -> &'static [&'static str] {
        match self {
            Self::Talk | Self::Ask | Self::Read | Self::Print | Self::Wipe => &[],
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
                page.click("[data-kind=legal]").await;
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
                page.click("[data-kind=legal]").await;
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
            Self::Ask => {
                let mut opened = Vec::new();
                for checkin in CHECKINS {
                    page.click("[data-go=checkins]").await;
                    page.click(&format!("[data-go={checkin}]")).await;
                    opened.extend(answer_all(page).await);

                    if page.js("return !!document.querySelector('.offer > p > .link')").await == true {
                        page.click(".offer > p > .link").await;
                        page.wait("return !!document.querySelector('.reading')", "a right is shown").await;
                        opened.push(page.text("main h1").await);
                    }
                    page.click(".first").await;
                }
                page.click("[data-go=checkins]").await;
                page.click("[data-go=adult]").await;
                page.click("[data-do=danger]").await;
                page.wait("return !!document.querySelector('.danger-card a[href^=tel]')", "the number is there").await;
                opened
            }
            Self::Print => {
                page.click("[data-go=paper]").await;
                page.wait("return !!document.querySelector('.wallet li')", "a card is shown").await;
                page.click("[data-do=copy]").await;
                page.wait(
                    "return document.querySelector('[data-do=copy]').closest('div').nextSibling.innerText.length > 9",
                    "it says what came of it",
                )
                .await;
                page.click("[data-do=paper]:nth-child(3)").await;
                page.wait("return !!document.querySelector('.sheet li')", "a sheet is shown").await;
                Vec::new()
            }
            Self::Read => read_all(page).await,
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

/// Says yes to every question of a check-in that is open, up to its end; says what was asked.
pub async fn answer_all(page: &Page) -> Vec<String> {
    let mut asked = Vec::new();
    loop {
        page.wait("return !!document.querySelector('[data-answer], .offers')", "there is a question, or the end").await;
        if page.js("return !!document.querySelector('.offers')").await == true {
            return asked;
        }
        let question = page.text("main h1").await;
        page.click("[data-answer]").await;
        let gone = format!("return document.querySelector('main h1')?.innerText !== {question:?}");
        page.wait(&gone, "the next question is shown").await;
        asked.push(question);
    }
}

/// Reads whom the page is for, and in every room an article; says what was opened.
async fn read_all(page: &Page) -> Vec<String> {
    page.click("[data-do=access]").await;
    page.wait_to_read("Can everyone use this page?").await;
    page.click(".back").await;
    let mut opened = Vec::new();
    for room in ["rights", "next", "fears", "help", "signs"] {
        page.click(&format!("[data-go={room}]")).await;
        page.click("main div.doors > .door").await;
        page.wait("return !!document.querySelector('.reading')", "an article is shown").await;
        opened.push(page.text("main h1").await);
        if room != "signs" {
            page.click(".first").await;
        }
    }
    opened
}

/// Opens the first card of a list, and says whose it is.
async fn open_card(page: &Page) -> String {
    page.click(".listed > .link").await;
    page.wait_to_read("How do we know?").await;
    page.text("main h1").await
}

/// Opens the part of the page that tells of a copy for when there is no internet, and waits for what it says.
pub async fn see_copy(page: &Page) {
    page.click("[data-go=safe]").await;
    let open = "const all = [...document.querySelectorAll('main details')]; \
                all.find(one => one.firstElementChild.textContent.includes('without internet')).open = true; return true";
    page.js(open).await;
    page.wait("return !!document.querySelector('main details .note')", "it says whether a copy is kept").await;
}

/// Asks for such a copy.
pub async fn keep_copy(page: &Page) {
    see_copy(page).await;
    page.click("[data-do=keep]").await;
    page.wait("return !!document.querySelector('[data-do=drop]')", "the copy is kept").await;
}

/// Takes it away.
pub async fn drop_copy(page: &Page) {
    see_copy(page).await;
    page.click("[data-do=drop]").await;
    page.wait("return !!document.querySelector('[data-do=keep]')", "it is taken away").await;
}
