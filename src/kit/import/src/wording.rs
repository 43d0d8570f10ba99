//! Names and descriptions: plain, of the length of a card, without people and without the places that they hide in.

use sidedoor_core::authoring::service::Contact;

use crate::joined::Bundle;
use crate::record::Maker;
use crate::report::{Outcome, WITHHELD, cut_out};
use crate::row::Row;
use crate::text::{plain, shortened};
use crate::{link, person, secret};

/// What must not stand in a text, and what may.
#[derive(Debug)]
pub struct Scrub<'a> {
    /// Whether its place must not be found.
    pub hidden: bool,
    /// Names of people.
    pub people: &'a [String],
    /// Ways to make contact that stand on the card.
    pub contacts: &'a [Contact],
    /// The host of its page.
    pub host: Option<&'a str>,
    /// Whether the mailbox of a group may lie at any other.
    pub any_host: bool,
    /// What it and its organization are called.
    pub names: &'a [&'a str],
    /// Where its addresses stand.
    pub addresses: &'a Bundle<'a>,
}

impl Maker<'_> {
    /// A text of a row, plain, with a word about what was done to it.
    pub fn text(&mut self, row: &Row, field: &str) -> String {
        let raw = row.get(field);
        let plain = plain(raw);
        if !plain.done.is_empty() {
            self.report.mended(row.origin, field, raw, &plain.text, &plain.done.join("; "));
        }
        plain.text.into_owned()
    }

    /// The description of the service, or of its organization.
    pub fn description_of(&mut self, row: &Row, bundle: &Bundle<'_>) -> String {
        let own = self.text(row, "description");
        let organization = bundle.organization.filter(|_| own.is_empty());
        let Some(organization) = organization.filter(|one| !one.get("description").is_empty()) else { return own };
        let text = self.text(organization, "description");
        self.report.mended(
            row.origin,
            "description",
            "",
            &text,
            "is missing; that of its organization stands in its place",
        );
        text
    }

    /// The description as a card shows it: of the length of a card, and never empty.
    pub fn shortened(
        &mut self,
        row: &Row,
        description: &str,
        name: &str,
        bundle: &Bundle<'_>,
        scrub: &Scrub<'_>,
    ) -> String {
        if description.is_empty() {
            let organization = bundle.organization.map_or("", |one| one.get("name"));
            let organization = cut(&plain(organization).text, scrub, true, |_, _| {});
            let text = if organization.is_empty() || organization == name {
                format!("{name}.")
            } else {
                format!("{name}, {organization}.")
            };
            let why = "is missing, or holds nothing that may be printed; its name stands in its place";
            self.report.mended(row.origin, "description", "", &text, why);
            return text;
        }
        let (kept, cut) = shortened(description);
        if !cut.is_empty() {
            self.report.mended(
                row.origin,
                "description",
                &format!("…{cut}"),
                "",
                "is longer than a card; this end was cut off",
            );
        }
        kept.to_owned()
    }

    /// A text without names, mailboxes and numbers of people, and without streets where people hide.
    pub fn scrubbed(&mut self, row: &Row, field: &str, text: &str, scrub: &Scrub<'_>) -> String {
        // What must not be found must not stand in the report either.
        cut(text, scrub, true, |count, why| {
            self.report.mended(row.origin, field, &cut_out(count), "", why);
        })
    }

    /// The same for a description, of which whole sentences go: half a sentence is no help, and may still say where.
    pub fn described(&mut self, row: &Row, text: &str, scrub: &Scrub<'_>) -> String {
        let left = self.scrubbed(row, "description", text, scrub);
        let tells = |sentence: &str| scrub.hidden && secret::tells_where(sentence);
        if left == text && !sentences(text).any(tells) {
            return left;
        }
        let whole = |sentence: &&str| {
            let mut cuts = 0;
            cut(sentence, scrub, true, |count, _| cuts += count);
            cuts == 0 && !tells(sentence)
        };
        let kept: Vec<&str> = sentences(text).filter(whole).map(str::trim).collect();
        // A number in one sentence and a street in another are an address together.
        let left = cut(&kept.join(" "), scrub, true, |_, _| {});
        let why = if scrub.hidden {
            "whole sentences go that say where a hidden place is, or that something was cut out of; this is left"
        } else {
            "whole sentences go that something was cut out of; this is left"
        };
        self.report.mended(row.origin, "description", WITHHELD, &left, why);
        left
    }

    /// The words of a source. They never stand on the page and are worth nothing if they are changed, so only people and
    /// addresses that the export itself names are cut out of them; whoever publishes our files is told to look.
    pub fn quotation(&mut self, row: &Row, text: &str, scrub: &Scrub<'_>) -> String {
        if scrub.hidden && secret::without_streets(text).is_some() {
            let why = "a quotation may name a street; it never stands on the page, but look at it before you publish your files";
            self.report.say(row.origin, "source", Outcome::Kept, (WITHHELD, ""), why);
        }
        let anywhere = Scrub { hidden: false, any_host: true, ..*scrub };
        let mut text = self.quotable(row, "source", text, &anywhere);
        for address in &scrub.addresses.addresses {
            if let Some(left) = secret::without(&text, &plain(address.get("address_1")).text).filter(|_| scrub.hidden) {
                let why = "an address was cut out of a quotation: the place of a shelter is never printed";
                self.report.mended(row.origin, "source", WITHHELD, "", why);
                text = left;
            }
        }
        text
    }

    /// The same for a text in which numbers may stand.
    pub fn quotable(&mut self, row: &Row, field: &str, text: &str, scrub: &Scrub<'_>) -> String {
        cut(text, scrub, false, |count, why| {
            self.report.mended(row.origin, field, &cut_out(count), "", why);
        })
    }
}

/// Cuts out of a text what must not be found; `told` hears how often, and why. Numbers and names that stand alone are cut
/// out of what is printed, and not of quotations.
fn cut(text: &str, scrub: &Scrub<'_>, printed: bool, mut told: impl FnMut(usize, &str)) -> String {
    let mut text = text.to_owned();
    let mut cut = |text: &mut String, found: Option<(String, Vec<String>)>, why: &str| {
        if let Some((left, cut)) = found {
            told(cut.len(), why);
            *text = left;
        }
    };
    if printed {
        let on_card = |digits: &str| {
            let ending = digits.get(digits.len().saturating_sub(7)..).unwrap_or(digits);
            scrub.contacts.iter().any(|contact| contact.value.ends_with(ending))
        };
        let found = person::without_numbers(&text, on_card);
        cut(&mut text, found, "a number that does not stand on the card was cut out: in a text it has no check");
        let found = person::without_named(&text, scrub.names);
        let why = "the name of somebody was cut out; if it is a place or an organisation, write it in by hand";
        cut(&mut text, found, why);
    }
    let found = person::without_names(&text, scrub.people);
    cut(&mut text, found, "the name of somebody in the contacts table was cut out");
    let found = person::without_mailboxes(&text, |mailbox| {
        let may_stand = |host| link::mailbox(mailbox, host, scrub.names).is_ok();
        may_stand(scrub.host) || scrub.any_host && may_stand(None)
    });
    cut(&mut text, found, "a mailbox that may be one person's was cut out");
    if scrub.hidden {
        let found = secret::without_streets(&text);
        cut(&mut text, found, "a street was cut out: the place of a shelter is never printed");
        for address in &scrub.addresses.addresses {
            let found = secret::without(&text, &plain(address.get("address_1")).text);
            let found = found.map(|left| (left, vec![String::new()]));
            cut(&mut text, found, "an address was cut out: the place of a shelter is never printed");
        }
        let found = without_street_sentences(&text);
        let why = "a sentence that may name a street was cut out: the place of a shelter is never printed";
        cut(&mut text, found, why);
    }
    text
}

/// The sentences of a text, each with what ends it. A point behind a short word ("Dr.", "St.") ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.trim().is_empty() {
            return None;
        }
        let ends = |at: usize, mark: char| {
            let (before, after) = (rest.get(..at).unwrap_or(""), rest.get(at + mark.len_utf8()..).unwrap_or(""));
            let word = before.rsplit(|one: char| !one.is_alphanumeric()).next().unwrap_or("");
            let next = after.trim_start().chars().next().is_none_or(|next| !next.is_lowercase());
            mark == '\n'
                || (after.is_empty() || after.starts_with(char::is_whitespace))
                    && next
                    && (mark != '.' || word.len() > 3)
        };
        let end = rest.char_indices().find(|(at, mark)| ".!?;\n".contains(*mark) && ends(*at, *mark));
        let (sentence, after) = rest.split_at(end.map_or(rest.len(), |(at, mark)| at + mark.len_utf8()));
        rest = after;
        Some(sentence)
    })
}

/// Our check refuses a shelter whose text has a number and a word for a street; the sentence with that word goes.
fn without_street_sentences(text: &str) -> Option<(String, Vec<String>)> {
    use sidedoor_core::authoring::check::{names_a_street, names_a_street_word};
    if !names_a_street(text) {
        return None;
    }
    let (cut, kept): (Vec<&str>, Vec<&str>) =
        text.split_inclusive(['.', '!', '?', ';']).partition(|part| names_a_street_word(part));
    let left = kept.concat().trim().to_owned();
    // A word for a street can span the cut; then nothing of the text is safe.
    let left = if names_a_street(&left) { String::new() } else { left };
    Some((left, cut.into_iter().map(str::to_owned).collect()))
}
