//! The page of a service, and the page that all this was read on.

use sidedoor_core::authoring::service::Source;
use sidedoor_core::codes::Publisher;

use crate::current::confirmed_before;
use crate::joined::Bundle;
use crate::record::Maker;
use crate::row::Row;
use crate::wording::Scrub;
use crate::{date, link};

impl Maker<'_> {
    /// Its page, or that of its organization.
    pub fn url(&mut self, row: &Row, bundle: &Bundle<'_>) -> Option<String> {
        let own = ["url", "website"].map(|field| (row, field));
        let of = bundle.organization.into_iter().flat_map(|one| ["url", "website"].map(|field| (one, field)));
        for (row, field) in own.into_iter().chain(of) {
            let raw = row.get(field);
            if raw.is_empty() {
                continue;
            }
            match link::page(raw) {
                Ok((page, changed)) => {
                    if changed {
                        self.report.mended(row.origin, field, raw, &page, link::OPEN_LINE);
                    }
                    return Some(page);
                }
                Err(why) => self.report.dropped(row.origin, field, raw, why),
            }
        }
        None
    }

    /// The sources of a record of ours, without people and without the places that they hide in.
    pub fn own_sources(&mut self, row: &Row, sources: &[(&str, Source)], scrub: &Scrub<'_>) -> Vec<Source> {
        let mut all = Vec::with_capacity(sources.len());
        for (_, source) in sources {
            let title = self.quotable(row, "source", &source.title, scrub);
            let evidence = source.evidence.as_deref().map(|words| self.quotation(row, words, scrub));
            all.push(Source { title, evidence, ..source.clone() });
        }
        all
    }

    /// Where all this was read.
    pub fn source(&mut self, row: &Row, url: Option<&str>, evidence: &str) -> Option<Source> {
        let given = row.get("source_page");
        let page = link::is_readable(given).then(|| given.to_owned());
        let page = page.or_else(|| link::page(given).ok().map(|(page, _)| page));
        let page = page.or_else(|| self.options.source.clone()).or_else(|| url.map(str::to_owned));
        let Some(page) = page else {
            let why = "no page to name as the source; give --source with the page of whoever publishes this data";
            self.report.refused(row.origin, "source", row.get("name"), why);
            return None;
        };
        let title = self.options.source_title.clone().unwrap_or_else(|| link::host(&page).to_owned());
        for field in ["assured_date", "last_verified", "last_modified"] {
            let raw = row.get(field);
            if !raw.is_empty() && date::read(raw).is_none() {
                self.report.dropped(row.origin, field, raw, "is no date with one reading, such as 2026-11-24");
            }
        }
        let (confirmed, changed) = (row.get("assured_date"), row.get("last_modified"));
        if let (Some(confirmed), Some(changed)) = (date::read(confirmed), date::read(changed))
            && confirmed > self.options.today
        {
            self.report.dropped(
                row.origin,
                "assured_date",
                &confirmed,
                &format!("lies in the future; it was changed {changed}"),
            );
        }
        Some(Source {
            url: page,
            title,
            publisher: if self.options.own { Publisher::Given } else { Publisher::List },
            // The day on which whoever made the list last knew; not the day on which it was read here.
            read: date::read(confirmed)
                .filter(|day| day.len() == 10 && *day <= self.options.today)
                .unwrap_or_else(|| self.options.today.clone()),
            published: confirmed_before(row, &self.options.today),
            evidence: Some(evidence.to_owned()).filter(|evidence| !evidence.is_empty()),
        })
    }
}
