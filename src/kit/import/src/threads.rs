//! The services of an export, shared out among threads.

use crate::Options;
use crate::joined::Joined;
use crate::knowledge::Knowledge;
use crate::own::{Believed, Facts};
use crate::phone::Numbers;
use crate::record::{Made, Maker};
use crate::report::{Outcome, Report};
use crate::row::Row;

/// A service of the export, and what was made of it.
#[derive(Debug)]
pub struct MadeOf<'a> {
    /// The row of the service.
    pub row: &'a Row,
    /// Its organization, if one of the files has it.
    pub organization: Option<&'a Row>,
    /// Our record.
    pub made: Made,
}

/// Makes every service, in the order of the rows, by some threads. Each writes a report of its own;
/// they are put together in the order of the rows, so that it is the same with one thread.
pub fn make<'a>(
    rows: &[&'a Row],
    joined: &Joined<'a>,
    facts: &'a Facts<'a>,
    known: &Knowledge,
    options: &Options,
    report: &mut Report,
    threads: usize,
) -> Vec<MadeOf<'a>> {
    let part = |rows: &[&'a Row], mut report: Report| {
        let numbers = Numbers::default();
        let mut maker = Maker { known, options, claimed: facts, facts: Believed(None), report: &mut report, numbers };
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let bundle = joined.bundle(row);
            if let Some(made) = maker.service(row, &bundle) {
                bundle.locations.iter().for_each(|location| maker.report.mark(location.origin, Outcome::Kept));
                all.push(MadeOf { row, organization: bundle.organization, made });
            } else {
                maker.report.lose(row.origin);
            }
        }
        (all, report)
    };
    let mut all = Vec::with_capacity(rows.len());
    let parts: Vec<(Vec<MadeOf<'a>>, Report)> = std::thread::scope(|scope| {
        let mut chunks = rows.chunks(rows.len().div_ceil(threads).max(1));
        let first = chunks.next().unwrap_or_default();
        let others: Vec<_> = chunks.map(|rows| (rows, report.beside())).collect();
        let others: Vec<_> = others.into_iter().map(|(rows, beside)| scope.spawn(move || part(rows, beside))).collect();
        let mut parts = vec![part(first, report.beside())];
        for other in others {
            parts.push(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        parts
    });
    for (made, beside) in parts {
        all.extend(made);
        report.take_in(beside);
    }
    all
}
