//! Is it open now, and how opening hours travel in a pack.
//!
//! ```text
//! ""                      not known
//! "always"                day and night, every day
//! "12345 0900-1700,6 …"   days (1 = Monday), opening and closing time; a closing time at or before
//!                         the opening time is on the next day
//! ```

/// Minutes in a day.
const DAY: u16 = 24 * 60;

/// Opening hours of one service, in its own time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hours {
    /// Nobody says.
    Unknown,
    /// Day and night.
    Always,
    /// By the week.
    Weekly(Vec<Span>),
}

/// The same hours on some days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bit 0 is Monday.
    pub days: u8,
    /// Minutes after midnight.
    pub opens: u16,
    /// Minutes after midnight, at most 1440.
    pub closes: u16,
}

/// The time on a wall: day of the week (0 is Monday) and minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallTime {
    /// 0 is Monday.
    pub day: u8,
    /// 0 to 1439.
    pub minute: u16,
}

/// Whether somebody would answer now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Open {
    /// Yes.
    Yes,
    /// Nobody says.
    Unknown,
    /// No.
    No,
}

impl Hours {
    /// Reads the form that packs carry; what makes no sense is not known.
    pub fn parse(text: &str) -> Self {
        match text {
            "" => Self::Unknown,
            "always" => Self::Always,
            _ => text.split(',').map(span).collect::<Option<Vec<_>>>().map_or(Self::Unknown, Self::Weekly),
        }
    }

    /// The form that packs carry.
    pub fn packed(&self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::Always => "always".to_owned(),
            Self::Weekly(spans) => spans.iter().copied().map(packed_span).collect::<Vec<_>>().join(","),
        }
    }

    /// Whether it is open at this time on the wall, where the service is.
    pub fn at(&self, now: WallTime) -> Open {
        match self {
            Self::Unknown => Open::Unknown,
            Self::Always => Open::Yes,
            Self::Weekly(spans) if spans.iter().any(|span| span.holds(now)) => Open::Yes,
            Self::Weekly(_) => Open::No,
        }
    }
}

impl Span {
    fn holds(self, now: WallTime) -> bool {
        let on = |day: u8| self.days & (1 << (day % 7)) != 0;
        if self.opens < self.closes {
            return on(now.day) && (self.opens..self.closes).contains(&now.minute);
        }
        (on(now.day) && now.minute >= self.opens) || (on(now.day + 6) && now.minute < self.closes)
    }
}

fn span(text: &str) -> Option<Span> {
    let (days, times) = text.split_once(' ')?;
    let (opens, closes) = times.split_once('-')?;
    let days = days.bytes().try_fold(0_u8, |days, day| match day {
        b'1'..=b'7' => Some(days | 1 << (day - b'1')),
        _ => None,
    })?;
    Some(Span { days, opens: clock(opens)?, closes: clock(closes)? })
}

fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_at_checked(2)?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && all <= DAY).then_some(all)
}

fn packed_span(span: Span) -> String {
    let days: String = (0..7_u8).filter(|day| span.days & (1 << day) != 0).map(|day| char::from(b'1' + day)).collect();
    format!("{days} {}-{}", packed_clock(span.opens), packed_clock(span.closes))
}

fn packed_clock(minutes: u16) -> String {
    format!("{:02}{:02}", minutes / 60, minutes % 60)
}

/// `9:05` on a 24-hour clock: the form that needs no language.
pub fn shown_clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(day: u8, hour: u16, minute: u16) -> WallTime {
        WallTime { day, minute: hour * 60 + minute }
    }

    #[test]
    fn a_week_of_office_hours() {
        let hours = Hours::parse("12345 0900-1700");
        assert_eq!(hours.at(at(0, 9, 0)), Open::Yes);
        assert_eq!(hours.at(at(0, 17, 0)), Open::No);
        assert_eq!(hours.at(at(5, 12, 0)), Open::No);
    }

    #[test]
    fn a_night_line_is_open_after_midnight_of_its_last_day() {
        let hours = Hours::parse("7 1800-0200");
        assert_eq!(hours.at(at(6, 23, 59)), Open::Yes);
        assert_eq!(hours.at(at(0, 1, 59)), Open::Yes);
        assert_eq!(hours.at(at(0, 2, 0)), Open::No);
        assert_eq!(hours.at(at(6, 1, 0)), Open::No);
    }

    #[test]
    fn always_and_not_known_are_read_as_they_are_packed() {
        for (text, hours, open) in [("", Hours::Unknown, Open::Unknown), ("always", Hours::Always, Open::Yes)] {
            assert_eq!(Hours::parse(text), hours);
            assert_eq!(hours.packed(), text);
            assert_eq!(hours.at(at(3, 12, 0)), open);
        }
    }

    #[test]
    fn a_span_that_opens_and_closes_at_the_same_time_is_a_whole_day_of_each_of_its_days() {
        let hours = Hours::parse("1 0900-0900");
        assert_eq!(hours.at(at(0, 9, 0)), Open::Yes);
        assert_eq!(hours.at(at(1, 8, 59)), Open::Yes);
        assert_eq!(hours.at(at(0, 8, 59)), Open::No);
    }

    #[test]
    fn a_clock_is_shown_without_a_language() {
        assert_eq!([0, 545, 1440].map(shown_clock), ["0:00", "9:05", "24:00"]);
        assert_eq!(Hours::parse("1 0960-1000"), Hours::Unknown);
        assert_eq!(Hours::parse("11 0900-1000"), Hours::parse("1 0900-1000"));
    }

    #[test]
    fn until_midnight_ends_at_midnight() {
        let hours = Hours::parse("3 1800-2400");
        assert_eq!(hours.at(at(2, 23, 59)), Open::Yes);
        assert_eq!(hours.at(at(3, 0, 0)), Open::No);
    }

    #[test]
    fn what_makes_no_sense_is_not_known() {
        for text in ["x", "8 0900-1700", "1 0900", "1 2500-2600", "1 09é0-1700", "3 3663653-3700"] {
            assert_eq!(Hours::parse(text), Hours::Unknown, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_what_is_packed_is_read(text in ".{0,40}", days in 1_u8..128, opens in 0_u16..1440, closes in 0_u16..=1440) {
            let _ = Hours::parse(&text);
            let hours = Hours::Weekly(vec![Span { days, opens, closes }]);
            prop_assert_eq!(Hours::parse(&hours.packed()), hours);
        }
    }
}
