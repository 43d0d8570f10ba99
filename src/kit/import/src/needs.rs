//! What a service helps with, whom it is for and what it knows about: by codes, by a mapping, or by words.

use sidedoor_core::codes::{Audience, Need, Situation};

use crate::joined::Bundle;
use crate::knowledge::{Lexicon, Means};
use crate::record::Maker;
use crate::report::Outcome;
use crate::row::Row;
use crate::text::{folded, plain};

impl Maker<'_> {
    /// What it helps with: by the mapping that was given, by what directories write, by what people type, or by default.
    pub fn needs(&mut self, row: &Row, bundle: &Bundle<'_>, name: &str, description: &str) -> Option<Vec<Need>> {
        let mut found: Vec<(Need, String, &str)> = Vec::new();
        for code in row.get("needs").split([',', ';', '|']).map(str::trim).filter(|code| !code.is_empty()) {
            match Need::from_code(&folded(code).replace(' ', "_")).or_else(|| self.options.need_of(code)) {
                Some(need) => found.push((need, code.to_owned(), "")),
                None => self.report.dropped(
                    row.origin,
                    "needs",
                    code,
                    "is no need that we know; see resources/template/README.md",
                ),
            }
        }
        found.extend(
            self.claimed.of(row).codes("need", Need::from_code).into_iter().map(|(need, _)| (need, String::new(), "")),
        );
        let mut names: Vec<String> = Vec::new();
        for (link, term) in &bundle.terms {
            self.report.mark(link.origin, Outcome::Kept);
            let (_, id) = link.first(&["taxonomy_term_id", "taxonomy_id"]);
            let words = term.map_or("", |term| term.first(&["name", "term"]).1);
            if let Some(term) = term {
                self.report.mark(term.origin, Outcome::Kept);
            }
            let codes =
                [words, id, term.map_or("", |term| term.get("code")), term.map_or("", |term| term.get("taxonomy_id"))];
            let mapped =
                codes.iter().find_map(|code| self.options.need_of(code).map(|need| (need, (*code).to_owned())));
            match mapped {
                Some((need, code)) => found.push((need, code, "by the mapping that was given")),
                None => names.push(words.to_owned()),
            }
        }
        let add = |found: &mut Vec<(Need, String, &str)>, lexicon: &Lexicon, text: &str, why| {
            let text = folded(text);
            let needs = lexicon.meanings(&text).into_iter().filter_map(|(means, phrase)| match means {
                Means::Need(need) => Some((need, phrase.to_owned(), why)),
                _ => None,
            });
            found.extend(needs);
        };
        if found.is_empty() {
            for text in names.iter().map(String::as_str).chain([name, row.get("keywords")]) {
                add(&mut found, &self.known.written, text, "by a word of its name or its terms");
            }
        }
        if found.is_empty() {
            add(&mut found, &self.known.written, description, "by a word of its description");
        }
        if found.is_empty() {
            add(&mut found, &self.known.typed, &format!("{name} {}", names.join(" ")), "by a word that people type");
        }
        // Codes stand in an order that somebody gave them; words stand in any.
        if found.iter().any(|(_, _, why)| !why.is_empty()) {
            found.sort_by_key(|(need, _, _)| *need);
        }
        let mut needs: Vec<Need> = Vec::new();
        for (need, _, _) in &found {
            if !needs.contains(need) {
                needs.push(*need);
            }
        }
        for (need, phrase, why) in found.iter().filter(|(_, _, why)| !why.is_empty()) {
            self.report.say(row.origin, "needs", Outcome::Mended, (phrase, need.code()), why);
        }
        if let (true, Some(need)) = (needs.is_empty(), self.options.need) {
            self.report.mended(
                row.origin,
                "needs",
                "",
                need.code(),
                "no word of it says what it helps with; by --need",
            );
            needs.push(need);
        }
        if needs.is_empty() {
            let why = "no word of it says what it helps with; map its terms with --needs FILE, or give --need CODE";
            self.report.refused(row.origin, "needs", &names.join("; "), why);
            return None;
        }
        Some(needs)
    }

    /// Whom it is for.
    pub fn audiences(&mut self, row: &Row, bundle: &Bundle<'_>) -> Vec<Audience> {
        let mut found: Vec<Audience> = Vec::new();
        for code in row.get("for_whom").split([',', ';', '|']).map(str::trim).filter(|code| !code.is_empty()) {
            match Audience::from_code(&folded(code).replace(' ', "_")) {
                Some(audience) => found.push(audience),
                None if matches!(folded(code).as_str(), "anyone" | "everyone" | "all") => {}
                None => self.report.dropped(
                    row.origin,
                    "for_whom",
                    code,
                    "is no group that we know; see resources/template/README.md",
                ),
            }
        }
        let given = found.len();
        let own = ["eligibility_description", "eligibility", "audience"].map(|field| (row, field));
        let tables = bundle.eligibility.iter().map(|one| (*one, "eligibility"));
        for (row, field) in own.into_iter().chain(tables) {
            let text = plain(row.get(field)).text.into_owned();
            if text.is_empty() {
                continue;
            }
            self.report.mark(row.origin, Outcome::Kept);
            let words = format!(" {} ", folded(&text));
            let open = [
                " anyone ",
                " everyone ",
                " all ",
                " general public ",
                " open to the public ",
                " no restrictions ",
                " none ",
            ];
            let mut here = if open.iter().any(|word| words.contains(word)) {
                Vec::new()
            } else {
                audiences(&self.known.written, &text)
            };
            if here.iter().any(|(one, _)| *one == Audience::Women) && here.iter().any(|(one, _)| *one == Audience::Men)
            {
                here.clear();
            }
            if here.is_empty() {
                self.report.say(
                    row.origin,
                    field,
                    Outcome::NotCarried,
                    (&text, ""),
                    "our cards have codes for some groups only; ask when you call",
                );
            }
            for (audience, phrase) in here {
                self.report.say(
                    row.origin,
                    field,
                    Outcome::Mended,
                    (&text, audience.code()),
                    &format!("by the word {phrase:?}"),
                );
                found.push(audience);
            }
        }
        let oldest = row.get("maximum_age").parse::<f32>().ok();
        if oldest.is_some_and(|age| age > 0.0 && age <= 21.0) {
            self.report.say(
                row.origin,
                "maximum_age",
                Outcome::Mended,
                (row.get("maximum_age"), "under_18"),
                "it is for young people",
            );
            found.push(Audience::Under18);
        }
        if found.len() > given {
            found.sort_unstable();
        }
        let mut each: Vec<Audience> = Vec::new();
        for audience in found {
            if !each.contains(&audience) {
                each.push(audience);
            }
        }
        each
    }
}

pub fn terms_of(bundle: &Bundle<'_>) -> String {
    let names = bundle.terms.iter().filter_map(|(_, term)| term.as_ref()).map(|term| term.first(&["name", "term"]).1);
    names.collect::<Vec<_>>().join(" ")
}

fn audiences(lexicon: &Lexicon, text: &str) -> Vec<(Audience, String)> {
    let all = lexicon.meanings(&folded(text)).into_iter();
    all.filter_map(|(means, phrase)| match means {
        Means::Audience(audience) => Some((audience, phrase.to_owned())),
        _ => None,
    })
    .collect()
}

/// What it knows about, for the search, by its folded words.
pub fn situations(lexicon: &Lexicon, text: &str) -> Vec<Situation> {
    let all = lexicon.meanings(text).into_iter();
    let mut found: Vec<Situation> = all
        .filter_map(|(means, _)| match means {
            Means::Situation(situation) => Some(situation),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}
