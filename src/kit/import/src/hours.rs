//! From the rows of a schedule to our hours: every row that counts must be understood, or the hours are not known.
//!
//! A day that is left out reads as closed; so one row that could mean two things makes the whole week unknown.

use sidedoor_core::authoring::packing::DAYS;
use sidedoor_core::authoring::service::Schedule;

use crate::clock;
use crate::date;
use crate::knowledge::Knowledge;
use crate::own::Believed;
use crate::report::{Outcome, Report};
use crate::row::Row;

/// What decides beside the rows.
#[derive(Debug)]
pub struct Beside<'a> {
    /// The country of the service.
    pub country: &'a str,
    /// The time zone to take where none is given.
    pub zone: Option<&'a str>,
    /// ISO 8601.
    pub today: &'a str,
    /// What our taxonomy says of the rows: the zone, and the end of the day, for which HSDS has no word.
    pub facts: Believed<'a>,
}

/// Opening hours on some days.
struct Span {
    days: Vec<&'static str>,
    opens: u16,
    closes: u16,
}

/// Why a row did not come in: the field, and the reason.
type Refusal = (&'static str, String);

/// The hours of a service; none where they are not known.
pub fn read(rows: &[&Row], beside: &Beside<'_>, known: &Knowledge, report: &mut Report) -> Vec<Schedule> {
    let mut spans: Vec<(Span, &Row)> = Vec::new();
    let mut understood = true;
    for row in rows {
        if let Some((field, why)) = is_over(row, beside.today) {
            report.refused(row.origin, field, row.get(field), &why);
            continue;
        }
        match span(row, beside.facts.of(row).value("closes_at"), report) {
            Ok(span) => spans.push((span, row)),
            Err((field, why)) => {
                let whole = format!("{} {}", row.get("opens_at"), row.get("closes_at"));
                let from = if row.get(field).is_empty() { whole.trim() } else { row.get(field) };
                report.refused(row.origin, field, from, &why);
                understood = false;
            }
        }
    }
    if !understood {
        for (_, row) in &spans {
            report.refused(
                row.origin,
                "",
                "",
                "another row of these hours was refused; a part of a week would read as closed",
            );
        }
        return Vec::new();
    }
    let given =
        |row: &Row| beside.facts.of(row).value("timezone").filter(|zone| known.is_zone(zone)).map(str::to_owned);
    let zone = rows.iter().find_map(|row| given(row));
    let zone = zone.or_else(|| {
        rows.iter().map(|row| row.get("timezone")).find(|zone| known.is_zone(zone)).or(beside.zone).map(str::to_owned)
    });
    let zone = zone.or_else(|| known.only_zone(beside.country).map(str::to_owned));
    let schedules = merged(&spans);
    let always = matches!(schedules.as_slice(), [one] if is_always(one));
    if !always && zone.is_none() && !schedules.is_empty() {
        for (_, row) in &spans {
            let why = "no time zone such as America/New_York; give --time-zone";
            report.refused(row.origin, "timezone", row.get("timezone"), why);
        }
        return Vec::new();
    }
    for (_, row) in &spans {
        let given = row.get("timezone");
        if !given.is_empty() && !known.is_zone(given) && !always {
            report.mended(row.origin, "timezone", given, zone.as_deref().unwrap_or(""), "is no name of a time zone");
        }
        report.mark(row.origin, Outcome::Kept);
    }
    let timezone = if always { None } else { zone };
    schedules.into_iter().map(|schedule| Schedule { timezone: timezone.clone(), ..schedule }).collect()
}

fn is_always(schedule: &Schedule) -> bool {
    schedule.byday.len() == 7 && schedule.opens_at == "00:00" && schedule.closes_at == "24:00"
}

/// Whether the hours have ended, or have not begun.
fn is_over(row: &Row, today: &str) -> Option<(&'static str, String)> {
    for field in ["valid_to", "until"] {
        let end = date::read(row.get(field));
        if let Some(end) = end.filter(|end| end.as_str() < today) {
            return Some((field, format!("these hours ended on {end}")));
        }
    }
    let begin = date::read(row.get("valid_from"));
    begin.filter(|begin| begin.as_str() > today).map(|begin| ("valid_from", format!("these hours begin on {begin}")))
}

fn span(row: &Row, end: Option<&str>, report: &mut Report) -> Result<Span, Refusal> {
    let often = crate::text::folded(row.get("freq"));
    if !matches!(often.as_str(), "" | "weekly" | "daily") {
        return Err(("freq", "is not every week; our hours are those of an ordinary week".to_owned()));
    }
    if !matches!(row.get("interval"), "" | "1" | "1.0") {
        return Err(("interval", "is not every week; our hours are those of an ordinary week".to_owned()));
    }
    let (field, raw) = row.first(&["byday", "weekday"]);
    let days = match (raw, often.as_str()) {
        ("", "daily") => DAYS.to_vec(),
        ("", _) => return Err(("weekday", "says no day".to_owned())),
        _ => days(raw).ok_or_else(|| ("weekday", "is no day of the week such as MO or Monday".to_owned()))?,
    };
    let _ = field;
    let (opens_at, closes_at) = (row.get("opens_at"), row.get("closes_at"));
    if let (Some("24:00"), Some(opens)) = (end, clock::time(opens_at)) {
        return Ok(Span { days, opens, closes: 1440 });
    }
    let always = |raw: &str| clock::time(raw).is_none() && clock::is_always(raw);
    if always(opens_at) || always(closes_at) {
        report.mended(row.origin, "opens_at", opens_at, "00:00 to 24:00", "day and night");
        return Ok(Span { days, opens: 0, closes: 1440 });
    }
    let both = clock::range(opens_at).filter(|_| closes_at.is_empty() || closes_at == opens_at);
    let (opens, closes) = match both {
        Some(range) => range,
        None => (one_time(row, "opens_at")?, one_time(row, "closes_at")?),
    };
    let (opens, closes) = in_order(row, opens, closes, report)?;
    let to = format!("{} to {}", clock::written(opens), clock::written(closes));
    let same = |raw: &str, minutes: u16| raw.trim_end_matches(":00") == clock::written(minutes).trim_end_matches(":00");
    if !(same(opens_at, opens) && same(closes_at, closes)) {
        report.mended(
            row.origin,
            "opens_at",
            format!("{opens_at} {closes_at}").trim(),
            &to,
            "a time as people type it",
        );
    }
    Ok(Span { days, opens, closes })
}

fn one_time(row: &Row, field: &'static str) -> Result<u16, Refusal> {
    let raw = row.get(field);
    clock::time(raw).ok_or_else(|| {
        let why = if raw.is_empty() { "is missing" } else { "could be more than one time; 09:00 or 9am would be one" };
        (field, why.to_owned())
    })
}

/// A closing time before the opening time is on the next day if it opens in the afternoon; in the morning it is more
/// likely a slip, and we do not know which.
fn in_order(row: &Row, opens: u16, closes: u16, report: &mut Report) -> Result<(u16, u16), Refusal> {
    const NOON: u16 = 12 * 60;
    if opens == 0 && (closes == 0 || closes == 23 * 60 + 59) {
        report.mended(row.origin, "closes_at", row.get("closes_at"), "24:00", "the whole day");
        return Ok((0, 1440));
    }
    match closes {
        0 => Ok((opens, 1440)),
        _ if closes > opens => Ok((opens, closes)),
        _ if opens >= NOON && closes < NOON => {
            report.mended(row.origin, "closes_at", row.get("closes_at"), "on the next day", "it closes after midnight");
            Ok((opens, closes))
        }
        _ => Err(("closes_at", format!("closes before it opens ({})", clock::written(opens)))),
    }
}

/// Days by name, or by Ohana's and ISO's number from 1 for Monday.
fn days(raw: &str) -> Option<Vec<&'static str>> {
    match raw.parse::<usize>() {
        Ok(number) => DAYS.get(number.checked_sub(1)?).map(|day| vec![*day]),
        Err(_) => clock::days(raw),
    }
}

/// Rows with the same times become one schedule with all their days.
fn merged(spans: &[(Span, &Row)]) -> Vec<Schedule> {
    let mut times: Vec<(u16, u16, Vec<&'static str>)> = Vec::new();
    for (span, _) in spans {
        match times.iter_mut().find(|(opens, closes, _)| (*opens, *closes) == (span.opens, span.closes)) {
            Some((_, _, days)) => days.extend(&span.days),
            None => times.push((span.opens, span.closes, span.days.clone())),
        }
    }
    times
        .into_iter()
        .map(|(opens, closes, days)| Schedule {
            byday: DAYS.iter().filter(|day| days.contains(day)).map(|day| (*day).to_owned()).collect(),
            opens_at: clock::written(opens),
            closes_at: clock::written(closes),
            timezone: None,
        })
        .collect()
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;
