use super::*;

fn read_rows(rows: &[&[(&'static str, &str)]], zone: Option<&str>) -> (Vec<Schedule>, Report) {
    let mut report = Report::default();
    let file = report.file("schedules.csv");
    let rows: Vec<Row> = rows
        .iter()
        .map(|cells| {
            let mut row = Row::new(report.row(file, None), cells.len(), 0);
            cells.iter().for_each(|(name, cell)| row.push(name, cell));
            row
        })
        .collect();
    let rows: Vec<&Row> = rows.iter().collect();
    let known = Knowledge::built_in().unwrap();
    let beside = Beside { country: "US", zone, today: "2026-11-24", facts: Believed(None) };
    (read(&rows, &beside, &known, &mut report), report)
}

const ZONE: Option<&str> = Some("America/New_York");

#[test]
fn rows_with_the_same_times_become_one_schedule() {
    let row = |day| [("weekday", day), ("opens_at", "09:00"), ("closes_at", "17:00")];
    let (hours, _) = read_rows(&[&row("MO"), &row("3"), &row("TU")], ZONE);
    assert_eq!(hours.len(), 1);
    assert_eq!(hours[0].byday, ["MO", "TU", "WE"]);
}

#[test]
fn hours_that_have_ended_or_come_once_a_month_are_no_hours_of_a_week() {
    let ended = [("byday", "MO"), ("opens_at", "09:00"), ("closes_at", "17:00"), ("valid_to", "2020-01-01")];
    let now = [("byday", "TU"), ("opens_at", "09:00"), ("closes_at", "17:00")];
    let (hours, _) = read_rows(&[&ended, &now], ZONE);
    assert_eq!(hours[0].byday, ["TU"], "what has ended says nothing about now");
    for cell in [("freq", "MONTHLY"), ("interval", "2"), ("byday", "1MO")] {
        let mut row = vec![("byday", "MO"), ("opens_at", "09:00"), ("closes_at", "17:00")];
        row.retain(|(name, _)| *name != cell.0);
        row.push(cell);
        assert!(read_rows(&[&row, &now], ZONE).0.is_empty(), "{cell:?}");
    }
}

#[test]
fn a_zone_of_the_row_wins_and_a_number_is_none() {
    let row = |zone| [("byday", "MO"), ("opens_at", "09:00"), ("closes_at", "17:00"), ("timezone", zone)];
    let (hours, _) = read_rows(&[&row("America/Chicago")], ZONE);
    assert_eq!(hours[0].timezone.as_deref(), Some("America/Chicago"));
    let (hours, report) = read_rows(&[&row("3")], ZONE);
    assert_eq!(hours[0].timezone.as_deref(), ZONE);
    assert!(report.entries.iter().any(|entry| entry.field == "timezone" && entry.from == "3"));
    assert!(read_rows(&[&row("")], None).0.is_empty());
}

#[test]
fn day_and_night_needs_no_zone() {
    let row = [("freq", "DAILY"), ("opens_at", "00:00"), ("closes_at", "23:59")];
    let (hours, _) = read_rows(&[&row], None);
    assert_eq!((hours[0].closes_at.as_str(), hours[0].timezone.as_deref()), ("24:00", None));
}
