//! Whether a service is still there, and when somebody last made sure of it.

use crate::date;
use crate::record::Maker;
use crate::row::Row;
use crate::text::folded;

/// Ways to say that something is closed.
const CLOSED: [&str; 8] = [
    "inactive",
    "defunct",
    "closed",
    "temporarily closed",
    "permanently closed",
    "suspended",
    "discontinued",
    "no longer available",
];

impl Maker<'_> {
    /// Whether it is open at all, and was confirmed lately enough.
    pub fn is_current(&mut self, row: &Row) -> bool {
        let status = folded(row.get("status"));
        if CLOSED.contains(&status.as_str()) {
            if !self.options.keep_closed {
                self.report.refused(row.origin, "status", row.get("status"), "is closed; --closed mark would keep it");
                return false;
            }
            self.report.mended(row.origin, "status", row.get("status"), "kept", "the export says that it is closed");
        } else if !matches!(status.as_str(), "" | "active" | "open") {
            self.report.dropped(
                row.origin,
                "status",
                row.get("status"),
                "is not known; active, inactive, defunct would be",
            );
        }
        let Some(months) = self.options.older_than else { return true };
        let limit = date::months_before(&self.options.today, months);
        let confirmed = confirmed(row);
        if confirmed.as_ref().is_some_and(|date| date.as_str() >= limit.as_str()) {
            return true;
        }
        let when = confirmed
            .map_or_else(|| "nobody says when it was confirmed".to_owned(), |date| format!("last confirmed {date}"));
        let why = format!("{when}; that is longer ago than {months} months");
        if self.options.leave_out_old {
            self.report.refused(row.origin, "assured_date", "", &why);
        } else {
            self.report.mended(row.origin, "assured_date", "", "kept", &why);
        }
        !self.options.leave_out_old
    }
}

fn confirmed(row: &Row) -> Option<String> {
    ["assured_date", "last_verified", "last_verified_on", "last_modified"]
        .iter()
        .find_map(|field| date::read(row.get(field)))
}

/// The newest date of the record that is not in the future.
pub fn confirmed_before(row: &Row, today: &str) -> Option<String> {
    confirmed(row).filter(|date| date.as_str() <= today)
}
