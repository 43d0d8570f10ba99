//! Times of the day and days of the week as people type them.
//!
//! A time without am or pm is read on a 24-hour clock if it has minutes or two digits; a single digit is two times at
//! once and is not read.

use sidedoor_core::authoring::packing::DAYS;

/// Minutes after midnight; 1440 is midnight at the end of the day.
pub fn time(raw: &str) -> Option<u16> {
    let lower = raw.trim().to_lowercase();
    match lower.as_str() {
        "noon" | "12 noon" | "midday" => return Some(12 * 60),
        "midnight" | "12 midnight" => return Some(0),
        _ => {}
    }
    let text: String = lower.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect();
    let number = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let half = match text.get(number.len()..)? {
        "" => None,
        "a" | "am" => Some(false),
        "p" | "pm" => Some(true),
        // "8:00m": one of two, and we do not know which. "Z": another clock than the one on the wall.
        _ => return None,
    };
    let (hours, minutes) = hours_and_minutes(number, half.is_some())?;
    let hours = match half {
        None if minutes == 0 && hours == 24 => 24,
        None if hours <= 23 => hours,
        Some(pm) if (1..=12).contains(&hours) => hours % 12 + if pm { 12 } else { 0 },
        // "13:00 pm" is one time said twice.
        Some(true) if (13..=23).contains(&hours) => hours,
        _ => return None,
    };
    (minutes < 60).then_some(hours * 60 + minutes)
}

fn hours_and_minutes(number: &str, has_half: bool) -> Option<(u16, u16)> {
    let parts: Vec<&str> = number.split(':').collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    match parts.as_slice() {
        // "9:0am" is nine; any other single digit could be tens or ones.
        [hours, minutes] | [hours, minutes, "00"] if hours.len() <= 2 && (minutes.len() == 2 || *minutes == "0") => {
            Some((hours.parse().ok()?, minutes.parse().ok()?))
        }
        [one] if has_half && one.len() <= 2 => Some((one.parse().ok()?, 0)),
        [one] if one.len() == 3 || one.len() == 4 => {
            let (hours, minutes) = one.split_at_checked(one.len() - 2)?;
            Some((hours.parse().ok()?, minutes.parse().ok()?))
        }
        _ => None,
    }
}

/// `09:00`
pub fn written(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Two times in one cell: `9am-5pm`, `9:00 AM to 4:30 PM`.
pub fn range(raw: &str) -> Option<(u16, u16)> {
    let lower = raw.to_lowercase();
    [" to ", " - ", " – ", "–", "—", "-"].iter().find_map(|between| {
        let (opens, closes) = lower.split_once(between)?;
        Some((time(opens)?, time(closes)?))
    })
}

/// Whether a cell says that it never closes.
pub fn is_always(raw: &str) -> bool {
    let folded = crate::text::folded(raw);
    matches!(
        folded.as_str(),
        "24 hours"
            | "24 7"
            | "24 hours a day"
            | "open 24 hours"
            | "24 hours day"
            | "24h"
            | "always"
            | "24hrs"
            | "24 hrs"
            | "24 hours 7 days a week"
            | "24 hours a day 7 days a week"
    )
}

/// What a day is called, in the languages that exports are written in.
const NAMES: [[&str; 4]; 7] = [
    ["mo", "mon", "monday", "lunes"],
    ["tu", "tue", "tuesday", "martes"],
    ["we", "wed", "wednesday", "miercoles"],
    ["th", "thu", "thursday", "jueves"],
    ["fr", "fri", "friday", "viernes"],
    ["sa", "sat", "saturday", "sabado"],
    ["su", "sun", "sunday", "domingo"],
];

fn day(word: &str) -> Option<usize> {
    let word = word.trim();
    let plural = word.strip_suffix('s').filter(|one| one.len() > 3).unwrap_or(word);
    let short = match word {
        "tues" => "tue",
        "thur" | "thurs" => "thu",
        "weds" => "wed",
        other => other,
    };
    NAMES.iter().position(|names| names.contains(&short) || names.contains(&plural))
}

/// Days of the week as iCalendar writes them: from `MO,WE`, `Monday`, `Mon-Fri`, `weekdays`, `daily`.
pub fn days(raw: &str) -> Option<Vec<&'static str>> {
    let plain = |names: &[&str; 4]| names.iter().any(|name| name.eq_ignore_ascii_case(raw));
    if let Some(day) = NAMES.iter().position(plain).and_then(|at| DAYS.get(at)) {
        return Some(vec![day]);
    }
    let mut found = [false; 7];
    for part in raw.split([',', ';', '/', '&', '|']).flat_map(|part| part.split(" and ")) {
        let folded = crate::text::folded(&part.replace(['-', '–'], " to "));
        let (from, to) = match folded.as_str() {
            "" => continue,
            "weekdays" | "weekday" => (0, 4),
            "weekends" | "weekend" => (5, 6),
            "daily" | "every day" | "everyday" | "all days" | "7 days" | "7 days a week" | "diario" => (0, 6),
            other => match other.split_once(" to ").or_else(|| other.split_once(" through ")) {
                Some((from, to)) => (day(from)?, day(to)?),
                // "MO TU WE"
                None if other.contains(' ') => {
                    for word in other.split(' ') {
                        *found.get_mut(day(word)?)? = true;
                    }
                    continue;
                }
                None => (day(other)?, day(other)?),
            },
        };
        // "Fri to Mon" goes over the end of the week.
        let length = (to + 7 - from) % 7;
        for at in from..=from + length {
            *found.get_mut(at % 7)? = true;
        }
    }
    let days: Vec<&'static str> = DAYS.iter().zip(found).filter(|(_, is)| *is).map(|(day, _)| *day).collect();
    (!days.is_empty()).then_some(days)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let times = [
            ("9am", "09:00"),
            ("830am", "08:30"),
            ("9:0am", "09:00"),
            ("4:00 PM", "16:00"),
            ("17:00", "17:00"),
            ("17:00:00", "17:00"),
            ("9:00a", "09:00"),
            ("9 a.m.", "09:00"),
            ("12am", "00:00"),
            ("12:30 p.m.", "12:30"),
            ("noon", "12:00"),
            ("0800", "08:00"),
            ("24:00", "24:00"),
        ];
        for (raw, right) in times {
            assert_eq!(time(raw).map(written).as_deref(), Some(right), "{raw}");
        }
    }

    #[test]
    fn a_time_that_could_be_two_is_not_read() {
        for raw in ["8:00m", "9", "9:5am", "25:00", "12:75", "09:00Z", "09:00+01:00", "13am", "0am", "", "nine", "é"] {
            assert_eq!(time(raw), None, "{raw}");
        }
    }

    #[test]
    fn two_times_in_one_cell_are_a_range() {
        assert_eq!(range("9am-5pm"), Some((540, 1020)));
        assert_eq!(range("9:00 AM to 4:30 PM"), Some((540, 990)));
        assert_eq!(range("9-5"), None);
    }

    #[test]
    fn days_are_read_in_every_way() {
        assert_eq!(days("TH,FR").unwrap(), ["TH", "FR"]);
        assert_eq!(days("Monday").unwrap(), ["MO"]);
        assert_eq!(days("Mon-Fri").unwrap(), ["MO", "TU", "WE", "TH", "FR"]);
        assert_eq!(days("Saturday and Sunday").unwrap(), ["SA", "SU"]);
        assert_eq!(days("Fri to Mon").unwrap(), ["MO", "FR", "SA", "SU"]);
        assert_eq!(days("MO TU").unwrap(), ["MO", "TU"]);
        assert_eq!(days("daily").unwrap().len(), 7);
        assert_eq!(days("1MO"), None, "the first Monday of a month is not every Monday");
        assert_eq!(days("sometimes"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_taken(raw in ".{0,20}|([0-9]|:|am|pm| |-){0,8}") {
            prop_assert!(time(&raw).is_none_or(|minutes| minutes <= 1440));
            let _ = (range(&raw), days(&raw), is_always(&raw));
        }
    }
}
