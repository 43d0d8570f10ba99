//! The shape of `resources/rooms/<room>.json` (facts) and `resources/text/<language>/rooms/<room>.json` (words), and
//! what must not ship of them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;
use super::check::{is_date, is_web};
use crate::codes::{Concern, Need, Reviewer, Room};

/// How well a fact is known. What nobody has seen in a text has no grade here: it does not ship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub enum Grade {
    /// The text of an authority, a publisher or the law was seen.
    A,
    /// Somebody else's account of it was seen.
    B,
}

/// A page that a fact was read on.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Its address.
    pub page: String,
    /// What it is, where the address does not say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How well it is known.
    pub grade: Grade,
    /// Its own date, if it has one.
    pub published: Option<String>,
    /// When it was read.
    pub read: String,
}

/// The facts of a room's articles.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The articles, in the order in which they stand.
    pub articles: Vec<Article>,
    /// What was considered and does not ship, for those who go on.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
}

/// Something that does not ship.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
}

/// The facts of an article.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its name, unique in its room.
    pub id: String,
    /// ISO 3166-1 alpha-2, `EU`, or empty for everywhere.
    pub place: String,
    /// The law, as it is cited.
    #[serde(default)]
    pub law: String,
    /// The date of the text of it that was read.
    #[serde(default)]
    pub law_date: String,
    /// The day after which it may be out of date.
    #[serde(default)]
    pub review_by: String,
    /// The heading that it stands under, by its key in the words of the room.
    #[serde(default)]
    pub group: String,
    /// Which answers bring it forward.
    pub concerns: Vec<Concern>,
    /// What help fits, at most three, the nearest first.
    pub needs: Vec<Need>,
    /// Services whose lines it shows.
    #[serde(default)]
    pub services: Vec<String>,
    /// Articles of the same room that are shown below it.
    #[serde(default)]
    pub also: Vec<String>,
    /// Where it was read.
    pub sources: Vec<Page>,
}

/// The words of a room in one language.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Who has read these words and stands for them.
    #[serde(default)]
    pub reviewed: Vec<SignOff>,
    /// The title.
    pub title: String,
    /// What stands on the door.
    pub hint: String,
    /// What stands before the articles.
    pub intro: Vec<String>,
    /// Headings, by their key.
    #[serde(default)]
    pub groups: BTreeMap<String, String>,
    /// The articles, by id.
    pub articles: BTreeMap<String, ArticleWords>,
}

/// The words of an article.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleWords {
    /// Its title.
    pub title: String,
    /// Its blocks: a paragraph, `# a heading`, `- an item`, `! something that must be noticed`.
    pub body: Vec<String>,
}

/// Somebody who has read words and stands for them.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// As what.
    pub by: Reviewer,
    /// Who: a name, or an organisation's.
    pub name: String,
    /// When.
    pub date: String,
}

/// Faults of a file, told by record and field.
pub struct Faults<'a> {
    /// The file.
    pub file: &'a str,
    /// Where they go.
    pub all: &'a mut Vec<Fault>,
}

impl Faults<'_> {
    /// One more.
    pub fn add(&mut self, record: &str, field: &str, what: impl Into<String>) {
        self.all.push(Fault {
            file: self.file.to_owned(),
            record: record.to_owned(),
            field: field.to_owned(),
            what: what.into(),
        });
    }

    /// A page that is none, or has no date.
    pub fn page(&mut self, record: &str, page: &Page) {
        if !is_web(&page.page) {
            self.add(record, "sources", format!("{:?} is no address of a page", page.page));
        }
        if !is_date(&page.read) || page.published.as_ref().is_some_and(|date| !is_date(date)) {
            self.add(
                record,
                "sources",
                format!("{}: read and published should be dates such as 2026-11-24", page.page),
            );
        }
    }

    /// Words that somebody reads: there, and without what only the directory may say.
    pub fn words(&mut self, record: &str, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(record, field, "is empty");
        }
        if text.contains(['\0', crate::rooms::JOINT]) {
            self.add(record, field, "holds a sign that no text has");
        }
        // A year range or a law's number has fewer digits together.
        let together = text.split(|sign: char| !(sign.is_ascii_digit() || " -().".contains(sign)));
        if together.map(|run| run.chars().filter(char::is_ascii_digit).count()).any(|digits| digits >= 7) {
            self.add(record, field, "holds a telephone number; numbers are in resources/services, with their sources");
        }
        if text.contains("://") || text.contains("www.") {
            self.add(record, field, "holds an address of a page; name it in `sources`");
        }
    }

    /// Sign-offs with a name and a date.
    pub fn reviewed(&mut self, reviewed: &[SignOff]) {
        for one in reviewed.iter().filter(|one| one.name.trim().is_empty() || !is_date(&one.date)) {
            self.add("reviewed", one.by.code(), "needs a name and a date such as 2026-11-24");
        }
    }
}

/// What is wrong with a room's facts. `places` are those with a name, `services` the ids of the directory.
pub fn facts_faults(
    room: Room,
    facts: &Facts,
    places: &BTreeSet<&str>,
    services: &BTreeSet<&str>,
    all: &mut Vec<Fault>,
) {
    let file = format!("rooms/{}.json", room.code());
    let mut faults = Faults { file: &file, all };
    let ids: BTreeSet<&str> = facts.articles.iter().map(|article| article.id.as_str()).collect();
    if ids.len() < facts.articles.len() {
        faults.add("", "id", "stands in the room twice");
    }
    for article in &facts.articles {
        let id = article.id.as_str();
        let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
        if id.is_empty() || !id.chars().all(plain) {
            faults.add(id, "id", "should be of small letters, digits and -");
        }
        if !["", "EU"].contains(&article.place.as_str()) && !places.contains(article.place.as_str()) {
            faults.add(id, "place", format!("{:?} is no country with a name in names.json", article.place));
        }
        if article.sources.is_empty() {
            faults.add(id, "sources", "none; nothing ships without the page it was read on");
        }
        for page in &article.sources {
            faults.page(id, page);
        }
        if article.needs.len() > 3 {
            faults.add(id, "needs", "more than three");
        }
        for other in article.also.iter().filter(|other| !ids.contains(other.as_str()) || *other == id) {
            faults.add(id, "also", format!("{other:?} is no other article of this room"));
        }
        for service in article.services.iter().filter(|service| !services.contains(service.as_str())) {
            faults.add(id, "services", format!("{service:?} is no service of the directory"));
        }
        let whole_day = article.review_by.len() == 10 && is_date(&article.review_by);
        if !article.review_by.is_empty() && !whole_day {
            faults.add(id, "review_by", "should be a day such as 2027-05-24");
        }
        if room == Room::Rights {
            if article.law.trim().is_empty() || !is_date(&article.law_date) {
                faults.add(id, "law", "a right needs its law, and in `law_date` the date of the text that was read");
            }
            if article.review_by.is_empty() {
                faults.add(id, "review_by", "a right needs the day after which it may be out of date");
            }
        }
    }
}

/// What is wrong with a room's words in one language.
pub fn words_faults(tag: &str, room: Room, facts: &Facts, words: &Words, all: &mut Vec<Fault>) {
    let file = format!("text/{tag}/rooms/{}.json", room.code());
    let mut faults = Faults { file: &file, all };
    faults.reviewed(&words.reviewed);
    for (field, text) in [("title", &words.title), ("hint", &words.hint)] {
        faults.words("", field, text);
    }
    for text in &words.intro {
        faults.words("", "intro", text);
    }
    for article in &facts.articles {
        let Some(said) = words.articles.get(&article.id) else {
            faults.add(&article.id, "", "has no words here");
            continue;
        };
        faults.words(&article.id, "title", &said.title);
        if said.body.is_empty() {
            faults.add(&article.id, "body", "is empty");
        }
        for text in &said.body {
            faults.words(&article.id, "body", text);
        }
        if !article.group.is_empty() && !words.groups.contains_key(&article.group) {
            faults.add(&article.id, "group", format!("{:?} has no heading in groups", article.group));
        }
    }
    for id in words.articles.keys().filter(|id| !facts.articles.iter().any(|article| article.id == **id)) {
        faults.add(id, "", format!("is no article of rooms/{}.json", room.code()));
    }
}

/// What is past its day, for those who look after it. `today` is an ISO 8601 date.
pub fn overdue<'a>(room: Room, facts: &'a Facts, today: &'a str) -> impl Iterator<Item = String> + 'a {
    let due = facts.articles.iter().filter(move |one| !one.review_by.is_empty() && one.review_by.as_str() < today);
    due.map(move |one| format!("rooms/{}.json: {}: was to be reviewed by {}", room.code(), one.id, one.review_by))
}
