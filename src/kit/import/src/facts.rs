//! Languages, what it costs, who answers, who is told: what the export says in so many words, and nothing else.

use sidedoor_core::authoring::service::Sourced;
use sidedoor_core::codes::{Answerer, Cost, Tells};

use crate::joined::Bundle;
use crate::language;
use crate::record::Maker;
use crate::report::Outcome;
use crate::row::Row;
use crate::text::{folded, plain};

impl Maker<'_> {
    /// The languages in which somebody answers, and whether there are interpreters.
    pub fn languages(&mut self, row: &Row, bundle: &Bundle<'_>, place: &str) -> (Vec<String>, bool) {
        let mut tags: Vec<String> = Vec::new();
        let mut interpreters = false;
        let of_row = [(row, "languages")].into_iter();
        let tables =
            bundle.languages.iter().map(|one| (*one, if one.get("language").is_empty() { "name" } else { "language" }));
        for (row, field) in of_row.chain(tables) {
            let code = row.get("code");
            let raw = if row.get(field).is_empty() { code } else { row.get(field) };
            if raw.is_empty() {
                continue;
            }
            let by_name = language::read(raw, place, self.known);
            let by_code = language::read(code, place, self.known);
            // A code says more than a name, unless the name says that it is spoken a little.
            let plainly = !by_name.interpreters && by_code.tags.len() == 1;
            let spoken = if plainly && field == "name" { by_code } else { by_name };
            let note = format!("{} {}", row.get("note"), "").trim().to_owned();
            let by_interpreter = !note.is_empty() && language::read(&note, place, self.known).interpreters;
            for part in &spoken.unknown {
                let why = if language::is_any_creole(part) {
                    "there are several Creoles; write Haitian Creole if it is that one"
                } else {
                    "is no language that we have a name for"
                };
                self.report.dropped(row.origin, field, part, why);
            }
            if spoken.creole_of_place {
                self.report.mended(row.origin, field, raw, "Haitian Creole", "the Creole of this place");
            }
            if spoken.interpreters || by_interpreter {
                interpreters = true;
                self.report.mended(
                    row.origin,
                    field,
                    raw,
                    "there are interpreters",
                    "not the same as somebody who speaks it",
                );
            }
            if !by_interpreter {
                tags.extend(spoken.tags.iter().filter(|tag| !tags.contains(tag)).cloned().collect::<Vec<_>>());
            }
            let came = !spoken.tags.is_empty() || spoken.interpreters;
            self.report.mark(row.origin, if came { Outcome::Kept } else { Outcome::Refused });
        }
        let told = plain(row.get("interpretation_services")).text.into_owned();
        if !told.is_empty() && !matches!(folded(&told).as_str(), "no" | "none" | "n a" | "false") {
            interpreters = true;
            self.report.say(
                row.origin,
                "interpretation_services",
                Outcome::Mended,
                (&told, "there are interpreters"),
                "in how many languages is not counted",
            );
        }
        (tags, interpreters)
    }

    /// What it costs.
    pub fn cost(&mut self, row: &Row, bundle: &Bundle<'_>) -> Cost {
        let given = row.get("cost");
        if !given.is_empty() {
            if let Some(cost) = Cost::from_code(&folded(given).replace(' ', "_")) {
                return cost;
            }
            self.report.dropped(row.origin, "cost", given, "should be free, call_charges, low_income or unknown");
        }
        for option in &bundle.costs {
            self.report.mark(option.origin, Outcome::NotCarried);
        }
        let (field, fees) = row.first(&["fees_description", "fees"]);
        let folded = folded(fees);
        if matches!(
            folded.as_str(),
            "free"
                | "none"
                | "no fee"
                | "no fees"
                | "no cost"
                | "no charge"
                | "free of charge"
                | "0"
                | "0 00"
                | "gratis"
                | "no cost to clients"
        ) {
            self.report.say(row.origin, field, Outcome::Mended, (fees, "free"), "a word of the fees");
            return Cost::Free;
        }
        if !fees.is_empty() {
            self.report.say(
                row.origin,
                field,
                Outcome::NotCarried,
                (fees, ""),
                "our cards say only whether it is free; this does not say so alone",
            );
        }
        Cost::Unknown
    }

    /// Who answers; never guessed.
    pub fn answered_by(&mut self, row: &Row) -> Sourced<Answerer> {
        let raw = row.get("answered_by");
        let is = Answerer::from_code(&folded(raw).replace(' ', "_"));
        if is.is_none() && !raw.is_empty() {
            self.report.dropped(
                row.origin,
                "answered_by",
                raw,
                "should be charity, mixed, government, police …; see resources/template/README.md",
            );
        }
        let is = is.unwrap_or(Answerer::Unknown);
        Sourced { source: (is != Answerer::Unknown).then_some(0), is }
    }

    /// Who may be told; never guessed.
    pub fn tells(&mut self, row: &Row) -> Option<Sourced<Tells>> {
        let raw = row.get("tells_police");
        let is = match folded(raw).as_str() {
            "" | "unknown" | "not known" => return None,
            "asks first" | "only if you agree" | "no" => Tells::AsksFirst,
            "yes" | "must report" => Tells::MustReport,
            _ => {
                self.report.dropped(row.origin, "tells_police", raw, "should be asks_first, must_report or empty");
                return None;
            }
        };
        Some(Sourced { is, source: Some(0) })
    }
}
