//! Dates as files write them (`2025`, `2025-10`, `2025-10-31`) and as people type them into a sheet.

use time::{Date, Month};

/// The first day that a date may mean: `2025` sorts before `2025-03`.
pub fn first_day(date: &str) -> Option<Date> {
    let mut parts = date.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    let day = parts.next().map_or(Some(1), |part| part.parse().ok())?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// Whole months from one date to another; a date that cannot be read is as old as can be.
pub fn months_between(from: &str, to: &str) -> i32 {
    let (Some(from), Some(to)) = (first_day(from), first_day(to)) else { return i32::MAX };
    let months = (to.year() - from.year()) * 12 + i32::from(u8::from(to.month())) - i32::from(u8::from(from.month()));
    if to.day() < from.day() { months - 1 } else { months }
}

/// Why a date that somebody typed cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It is no date.
    NotADate,
    /// 3/4 is the third of April for some, the fourth of March for others.
    DayOrMonth,
    /// It lies after today.
    NotYet,
}

/// A day as people and spreadsheet programs write it, in ISO 8601: `2026-11-24`, `24.11.2026`, `24/11/2026`,
/// `11/24/2026`.
///
/// # Errors
/// When it is not clear which day is meant.
pub fn typed(text: &str, today: &str) -> Result<String, Unclear> {
    let text = text.trim();
    let numbers: Vec<i32> = text
        .split(['-', '.', '/'])
        .map(|part| part.trim().parse::<i32>())
        .collect::<Result<_, _>>()
        .map_err(|_| Unclear::NotADate)?;
    let [first, second, third] = numbers.as_slice() else { return Err(Unclear::NotADate) };
    let (year, month, day) = match (*first, *second, *third) {
        (year, month, day) if year > 31 => (year, month, day),
        (day, month, year) if text.contains('.') || day == month || day > 12 => (year, month, day),
        (month, day, year) if day > 12 => (year, month, day),
        _ => return Err(Unclear::DayOrMonth),
    };
    if year < 2000 {
        return Err(Unclear::NotADate);
    }
    let iso = format!("{year:04}-{month:02}-{day:02}");
    let day = first_day(&iso).ok_or(Unclear::NotADate)?;
    if first_day(today).is_some_and(|today| day > today) { Err(Unclear::NotYet) } else { Ok(iso) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_month_is_over_on_the_same_day_of_the_next() {
        assert_eq!(months_between("2026-10-24", "2026-11-24"), 1);
        assert_eq!(months_between("2026-10-25", "2026-11-24"), 0);
        assert_eq!(months_between("2025", "2026-11-24"), 22);
        assert_eq!(months_between("long ago", "2026-11-24"), i32::MAX);
        assert!(first_day("2025") < first_day("2025-03") && first_day("2025-03") < first_day("2025-03-02"));
    }

    #[test]
    fn a_day_is_read_as_people_write_it_and_never_guessed() {
        for text in ["2026-11-20", "20.11.2026", "20/11/2026", "11/20/2026", " 2026-11-20 ", "2026/11/20"] {
            assert_eq!(typed(text, "2026-11-24"), Ok("2026-11-20".to_owned()), "{text}");
        }
        assert_eq!(typed("3.4.2026", "2026-11-24"), Ok("2026-04-03".to_owned()));
        assert_eq!(typed("5/5/2026", "2026-11-24"), Ok("2026-05-05".to_owned()));
        assert_eq!(typed("3/4/2026", "2026-11-24"), Err(Unclear::DayOrMonth));
        assert_eq!(typed("2026-11-25", "2026-11-24"), Err(Unclear::NotYet));
        for text in ["", "yes", "yesterday", "20.11.26", "2026-13-01", "2026-02-30", "Nov 20"] {
            assert_eq!(typed(text, "2026-11-24"), Err(Unclear::NotADate), "{text}");
        }
    }

    proptest! {
        #[test]
        fn anything_typed_is_a_day_or_a_reason(text in "[0-9./ -]{0,12}|.{0,12}") {
            if let Ok(day) = typed(&text, "2026-11-24") {
                prop_assert!(first_day(&day).is_some() && day.as_str() <= "2026-11-24");
            }
        }
    }
}
