use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime as Moment, Format, Formula, Workbook};

use super::*;
use crate::open::{self, Limits};
use crate::{Options, import, knowledge::Knowledge, written};

const MUCH: usize = 1 << 20;

/// A workbook as a volunteer fills it: numbers as numbers, times and days in the program's own form, a formula that fails.
fn filled() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Our services").unwrap();
    let heading =
        ["name", "description", "country", "phone", "needs", "open_days", "opens_at", "closes_at", "time_zone"];
    let more = ["source_page", "checked_on", "cost", "city"];
    for (column, name) in (0..).zip(heading.into_iter().chain(more)) {
        sheet.write(0, column, name).unwrap();
    }
    let (time, day) = (Format::new().set_num_format("hh:mm"), Format::new().set_num_format("dd/mm/yyyy"));
    for (column, cell) in
        [(0, "Harbour House"), (1, "Legal help, free.\nIn the harbour, \"always\"."), (2, "US"), (4, "legal")]
    {
        sheet.write(2, column, cell).unwrap();
    }
    sheet.write(2, 3, 13_055_550_142_i64).unwrap();
    sheet.write(2, 5, "Mon-Fri").unwrap();
    sheet.write_with_format(2, 6, Moment::from_hms(9, 0, 0).unwrap(), &time).unwrap();
    sheet.write_with_format(2, 7, Moment::from_hms(17, 30, 0).unwrap(), &time).unwrap();
    sheet.write(2, 8, "America/New_York").unwrap();
    sheet.write(2, 9, "https://harbour.example.org/").unwrap();
    sheet.write_with_format(2, 10, Moment::from_ymd(2026, 11, 3).unwrap(), &day).unwrap();
    sheet.write(2, 11, "free").unwrap();
    sheet.write(2, 12, Formula::new("VLOOKUP(A3,Z1:Z9,1)").set_result("#N/A")).unwrap();
    book.add_worksheet().set_name("Staff").unwrap().set_hidden(true).write(0, 0, "Maria Example 305-555-0199").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn each_cell_stands_where_it_stood_as_people_read_it() {
    let all = sheets(&filled(), MUCH).unwrap();
    assert_eq!(all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Our services", "Staff"]);
    let table = String::from_utf8(all[0].table.clone().unwrap()).unwrap();
    let rows: Vec<&str> = table.splitn(3, '\n').collect();
    assert!(rows[0].starts_with("\"name\",\"description\""), "{table}");
    assert_eq!(rows[1], "", "an empty row keeps its place");
    assert!(rows[2].starts_with(
        "\"Harbour House\",\"Legal help, free.\nIn the harbour, \"\"always\"\".\",\"US\",\"13055550142\""
    ));
    assert!(rows[2].contains("\"09:00\",\"17:30\"") && rows[2].contains("\"2026-11-03\""), "{table}");
    assert_eq!(all[1].table, None, "what is hidden is not read");
}

#[test]
fn a_row_is_as_long_as_the_heading_where_its_last_cells_are_empty() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [(0, &["a", "b", "c"][..]), (1, &["1"]), (3, &["2", "3"])] {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
    let all = sheets(&book.save_to_buffer().unwrap(), MUCH).unwrap();
    let table = String::from_utf8(all[0].table.clone().unwrap()).unwrap();
    assert_eq!(table, "\"a\",\"b\",\"c\"\n\"1\",,\n\n\"2\",\"3\",\n");
}

#[test]
fn a_workbook_comes_in_as_its_table_would_with_the_rows_that_its_owner_sees() {
    let opened = open::archive("ours.xlsx", &filled(), Limits::default()).unwrap();
    let known = Knowledge::built_in().unwrap();
    let imported = import(&opened, &known, &Options::on("2026-11-24"));
    let told = written::as_text(&imported.report);
    let [(country, organization)] = imported.organizations.as_slice() else { panic!("{told}") };
    let service = &organization.services[0];
    assert_eq!((country.as_str(), service.contacts[0].value.as_str()), ("us", "+13055550142"));
    assert_eq!((service.schedules[0].opens_at.as_str(), service.schedules[0].closes_at.as_str()), ("09:00", "17:30"));
    let failed = imported.report.entries.iter().find(|entry| entry.from == "#N/A").expect("it is said");
    assert_eq!((failed.field.as_str(), failed.row.as_str()), ("city", "3"), "{told}");
    assert!(told.contains("ours.xlsx:Staff: no rows (not read: a hidden sheet)"), "{told}");
    let everything: String =
        written::services(&imported).unwrap().values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    assert!(!everything.contains("Maria") && !told.contains("Maria"));
}

#[test]
fn a_cell_far_away_or_much_in_little_is_refused_by_name() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let long = "a".repeat(30_000);
    for row in 0..100 {
        sheet.write(row, 0, &long).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    assert!(bytes.len() < 30_000);
    assert!(sheets(&bytes, MUCH).unwrap_err().contains("Sheet1: more than 1 MB"));
    let mut book = Workbook::new();
    book.add_worksheet().write(1_048_575, 16_383, "far").unwrap();
    let far = sheets(&book.save_to_buffer().unwrap(), 4 * MUCH).unwrap();
    assert!(far[0].table.as_ref().unwrap().ends_with(b",\"far\"\n"), "a million rows are a megabyte, and no more");
}

#[test]
fn what_is_no_workbook_of_ours_says_what_to_do() {
    let said = |bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("services.xlsx");
        std::fs::write(&file, bytes).unwrap();
        open::open(&[file], Limits::default()).unwrap_err()
    };
    assert!(said(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]).contains("has a password"));
    assert!(said(b"PK\x03\x04 half").contains("no archive that can be read"));
}

proptest! {
    #[test]
    fn a_damaged_workbook_is_refused_or_read(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = filled();
        let length = bytes.len();
        bytes[at.index(length)] = byte;
        bytes.truncate(length - cut.index(length) / 4);
        let _ = open::archive("a.xlsx", &bytes, Limits::default());
        let _ = sheets(&bytes, MUCH);
    }
}
