//! Dates of an export: ISO 8601, or as people write them where only one reading is possible.

/// A date as `2026-11-24`, `2026-11` or `2026`, or nothing where it could be two.
pub fn read(raw: &str) -> Option<String> {
    let day = raw.trim().split(['T', ' ']).next().unwrap_or("");
    if day.is_empty() {
        return None;
    }
    if let Some(date) =
        parts(day, '-').and_then(|parts| iso(&parts)).or_else(|| parts(day, '/').and_then(|parts| by_year(&parts)))
    {
        return Some(date);
    }
    if let Some(date) = in_words(raw) {
        return Some(date);
    }
    let year_only = day.len() == 4 && day.bytes().all(|byte| byte.is_ascii_digit()) && day.starts_with(['1', '2']);
    year_only.then(|| day.to_owned())
}

fn parts(day: &str, between: char) -> Option<Vec<&str>> {
    let parts: Vec<&str> = day.split(between).collect();
    let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    (digits && (2..=3).contains(&parts.len())).then_some(parts)
}

fn iso(parts: &[&str]) -> Option<String> {
    match parts {
        [year, month] if year.len() == 4 => valid(year, month, "01").map(|date| date.chars().take(7).collect()),
        [year, month, day] if year.len() == 4 => valid(year, month, day),
        _ => None,
    }
}

/// The first letters of a month, in English and Spanish.
const MONTHS: [&str; 12] =
    ["jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep", "oct", "nov", "dec dic"];

/// `Nov 3 2026`, `3 de noviembre de 2026`, `November 2026`: a month by its name has one reading.
fn in_words(raw: &str) -> Option<String> {
    let lower = raw.to_lowercase();
    let words: Vec<&str> =
        lower.split([' ', ',', '.', '-', '/']).filter(|word| !word.is_empty() && *word != "de").collect();
    let number = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let (numbers, named): (Vec<&&str>, Vec<&&str>) = words.iter().partition(|word| number(word));
    let [name] = named[..] else { return None };
    let begins = |months: &&str| months.split(' ').any(|month| name.starts_with(month));
    let month = MONTHS.iter().position(begins).filter(|_| name.chars().all(char::is_alphabetic))? + 1;
    match numbers[..] {
        [year] if year.len() == 4 => valid(year, &month.to_string(), "1").map(|date| date.chars().take(7).collect()),
        [day, year] if year.len() == 4 && day.len() <= 2 => valid(year, &month.to_string(), day),
        _ => None,
    }
}

/// `11/24/2026` has one reading, `3/4/2026` has two, `11/24/26` has a year of two digits.
fn by_year(parts: &[&str]) -> Option<String> {
    match parts {
        [year, month, day] if year.len() == 4 => valid(year, month, day),
        [a, b, year] if year.len() == 4 => match (a.parse::<u8>().ok()?, b.parse::<u8>().ok()?) {
            (first, second) if first == second => valid(year, a, b),
            (_, 13..) => valid(year, a, b),
            (13.., _) => valid(year, b, a),
            _ => None,
        },
        _ => None,
    }
}

fn valid(year: &str, month: &str, day: &str) -> Option<String> {
    let (year, month, day): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let longest = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1900..=2199).contains(&year) && (1..=longest).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The day (or month, or year) that lies some months before another.
pub fn months_before(today: &str, months: u32) -> String {
    let mut parts = today.split('-');
    let year: u32 = parts.next().and_then(|year| year.parse().ok()).unwrap_or(2000);
    let month: u32 = parts.next().and_then(|month| month.parse().ok()).unwrap_or(1);
    let all = (year * 12 + month.saturating_sub(1)).saturating_sub(months);
    format!("{:04}-{:02}-{}", all / 12, all % 12 + 1, parts.next().unwrap_or("01"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_date_with_one_reading_is_read() {
        for (raw, right) in [
            ("2023-03-15T10:30:45.123Z", "2023-03-15"),
            ("2019-08", "2019-08"),
            ("2019", "2019"),
            ("11/24/2026", "2026-11-24"),
            ("24/11/2026", "2026-11-24"),
            ("Nov 3 2026", "2026-11-03"),
            ("3 de noviembre de 2026", "2026-11-03"),
            ("November 3, 2026", "2026-11-03"),
            ("Sept 2026", "2026-09"),
            ("5/5/2020", "2020-05-05"),
            ("2020/12/31 08:00", "2020-12-31"),
        ] {
            assert_eq!(read(raw).as_deref(), Some(right), "{raw}");
        }
    }

    #[test]
    fn a_date_with_two_readings_or_two_digits_of_a_year_is_not() {
        for raw in ["3/4/2026", "11/24/26", "2023-02-30", "2023-13-01", "0000-00-00", "soon", "", "99"] {
            assert_eq!(read(raw), None, "{raw}");
        }
    }

    #[test]
    fn months_are_counted_back_over_the_year() {
        assert_eq!(months_before("2026-11-24", 12), "2025-11-24");
        assert_eq!(months_before("2026-01-31", 2), "2025-11-31");
        assert_eq!(months_before("2026-03-01", 100_000), "0000-01-01");
    }

    proptest! {
        #[test]
        fn any_text_is_taken(raw in ".{0,20}|[0-9/ T-]{0,12}", months in 0_u32..) {
            let _ = (read(&raw), months_before(&raw, months));
        }
    }
}
