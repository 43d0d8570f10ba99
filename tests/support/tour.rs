//! A tour of every screen, the same steps in any language: what has to hold on each of them is looked at here.

use std::future::Future;

use crate::journeys::answer_all;
use crate::page::Page;

/// What one does on the way to a screen.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// To tap what fits a selector, or press Enter on it.
    Tap(&'static str),
    /// To type into what fits a selector.
    Type(&'static str, &'static str),
    /// To choose a value from a list.
    Choose(&'static str, &'static str),
    /// To say yes to every question that is left.
    Answer,
    /// To wait until something can be seen.
    See(&'static str),
}

use Step::{Answer, Choose, See, Tap, Type};

/// A screen, as somebody comes to it.
#[derive(Clone, Copy, Debug)]
pub struct Stop {
    /// Its name in reports and pictures.
    pub name: &'static str,
    /// Which screen it is, as `enum Screen` names it.
    pub screen: &'static str,
    /// The way to it, from the first.
    pub way: &'static [Step],
}

const fn stop(name: &'static str, screen: &'static str, way: &'static [Step]) -> Stop {
    Stop { name, screen, way }
}

/// What finds nothing in any language.
const NOTHING: &str = "zzzzqqqqxxxx";

/// Every screen, and what of it changes so much that it is another to look at; what was chosen at one stop is still
/// chosen at the next.
pub const TOUR: &[Stop] = &[
    stop("home", "Home", &[]),
    stop("home-country", "Home", &[Tap("[data-c=MX] > summary")]),
    stop("talk", "Talk", &[Tap("[data-go=talk]")]),
    stop("talk-text", "Talk", &[Tap("[data-go=talk]"), Tap(".phone .chip:nth-child(2)")]),
    stop("card", "Card", &[Tap("[data-go=talk]"), Tap(".listed > .link")]),
    stop("find", "Find", &[Tap("[data-go=find]")]),
    stop("find-need", "Find", &[Tap("[data-go=find]"), Tap("[data-kind=legal]"), Tap(".choices > summary")]),
    stop("find-nothing", "Find", &[Tap("[data-go=find]"), Type("#q", NOTHING)]),
    stop("place", "Place", &[Tap("[data-go=place]"), Choose("#country", "US"), Type("#postal", "000")]),
    stop("checkins", "CheckIns", &[Tap("[data-go=checkins]")]),
    stop("question", "Question", &[Tap("[data-go=checkins]"), Tap("[data-go=adult]"), Tap("[data-answer=no]")]),
    stop("danger", "Danger", &[Tap("[data-go=checkins]"), Tap("[data-go=adult]"), Tap("[data-do=danger]")]),
    stop("ending", "Ending", &[Tap("[data-go=checkins]"), Tap("[data-go=job]"), Answer]),
    stop("signs", "Room", &[Tap("[data-go=signs]")]),
    stop("sign", "Article", &[Tap("[data-go=signs]"), Tap("main div.doors > .door")]),
    stop("rights", "Room", &[Tap("[data-go=rights]")]),
    stop("right", "Article", &[Tap("[data-go=rights]"), Tap("main div.doors > .door")]),
    stop("next", "Room", &[Tap("[data-go=next]")]),
    stop("fears", "Room", &[Tap("[data-go=fears]")]),
    stop("help", "Room", &[Tap("[data-go=help]")]),
    stop("list-empty", "List", &[Tap("[data-go=list]")]),
    stop(
        "list",
        "List",
        &[
            Tap("[data-go=talk]"),
            Tap(".listed > .link"),
            Tap("[data-do=list]"),
            Tap(".first"),
            Tap("[data-go=list]"),
            Tap("main details > summary"),
        ],
    ),
    stop("paper", "Paper", &[Tap("[data-go=paper]")]),
    stop("paper-sheet", "Paper", &[Tap("[data-go=paper]"), Tap("[data-do=paper]:nth-child(3)")]),
    stop("access", "Access", &[Tap("[data-do=access]")]),
    stop("safe", "Safe", &[Tap("[data-go=safe]"), Tap("main details > summary")]),
    stop("wiped", "Wiped", &[Tap("[data-go=safe]"), Tap("[data-do=clear]"), See("main h2")]),
];

/// Goes to every screen of a site that is open, and has something looked at there.
pub async fn tour<Fut: Future<Output = ()>>(page: &Page, look: impl Fn(&'static Stop) -> Fut) {
    for stop in TOUR {
        page.go_to(stop).await;
        look(stop).await;
    }
}

impl Page {
    /// Comes to a screen from the first one, with fingers.
    pub async fn go_to(&self, stop: &Stop) {
        self.come_home().await;
        for step in stop.way {
            match *step {
                Tap(selector) => self.click(selector).await,
                Type(selector, text) => self.type_into(selector, text).await,
                Choose(selector, value) => self.choose(selector, value).await,
                Answer => drop(answer_all(self).await),
                See(selector) => self.wait(&format!("return !!document.querySelector({selector:?})"), selector).await,
            }
        }
        // What is folded away is drawn when it is opened.
        let up = "return !!document.querySelector('main h1') \
             && [...document.querySelectorAll('details[open]')].every(one => one.childElementCount > 1)";
        self.wait(up, "a screen is up").await;
    }

    /// Back on the first screen.
    pub async fn come_home(&self) {
        for way in [".first", ".back"] {
            if self.js(&format!("return !!document.querySelector('header {way}')")).await == true {
                self.click(way).await;
            }
        }
        let folded = "document.querySelectorAll('details[open]').forEach(one => { one.open = false }); \
             return !!document.querySelector('nav.doors')";
        self.wait(folded, "the first screen is up").await;
    }
}
