//! A table as CSV, TSV or with semicolons: rows and cells, whatever its encoding, ragged or not.

use crate::cell;
use crate::decode;
use crate::package::Described;
use crate::report::{Outcome, Report};
use crate::row::{Row, Tables};
use crate::shape::{self, Shape};
use crate::template;

/// A cell this long means that a quotation mark was opened and never closed.
const LONGEST_CELL: usize = 64 * 1024;

/// What spreadsheet programs show where a formula fails.
const FAILED: [&str; 7] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"];

/// What separates cells in the first line: the one of comma, semicolon, tab and bar that stands there most often.
fn separator(text: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in text.iter().take(64 * 1024) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                counts.iter_mut().filter(|(separator, _)| separator == byte).for_each(|(_, count)| *count += 1);
            }
            _ => {}
        }
    }
    // The first of equals: comma.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

fn column_name(cell: &[u8]) -> String {
    let (name, _) = decode::cell(cell);
    name.trim().trim_matches('"').to_lowercase().replace([' ', '-'], "_")
}

/// Reads a file into the tables.
pub fn read(name: &str, bytes: &[u8], described: Option<&Described>, report: &mut Report, tables: &mut Tables) {
    let (bytes, mark) = decode::unmarked(bytes);
    let file = report.file(name);
    if let Some(mark) = mark.filter(|mark| !mark.starts_with("UTF-8")) {
        report.whole(file, "", Outcome::Mended, (mark, "UTF-8"), "read in the encoding that its byte order mark names");
    }
    let text = bytes.get(bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()..).unwrap_or_default();
    let heading = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    // A package that names a separator which is not in the heading is older than its tables.
    let given = described.and_then(|one| one.delimiter).filter(|one| heading.contains(one));
    let separator = given.unwrap_or_else(|| separator(text));
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes.as_ref());
    let mut record = csv::ByteRecord::new();
    if !reader.read_byte_record(&mut record).unwrap_or(false) {
        report.read_as(file, "nothing: the file is empty");
        return;
    }
    let mut lines = Lines { bytes: &bytes, line: 1, owed: false };
    report.skip(file, lines.blank(&record, reader.position()));
    let columns: Vec<String> = record.iter().map(column_name).collect();
    let stem = name.rsplit(['/', '\\', ':']).next().unwrap_or(name);
    let stem = stem.split('.').next().unwrap_or(stem);
    let named = described.and_then(|one| shape::by_name(&one.table)).or_else(|| shape::by_name(stem));
    let by_columns = shape::by_columns(&columns);
    let Some(shape) = by_columns.filter(|shape| *shape == Shape::Template).or(named).or(by_columns) else {
        report.read_as(file, "nothing we know");
        let why = "neither its name nor its columns are those of HSDS, Ohana or our template; see resources/template";
        report.whole(file, "", Outcome::NotCarried, (&columns.join(", "), ""), why);
        return;
    };
    let mut into = Into { file, name, columns, shape, report, tables, read: Vec::new() };
    into.begin(separator);
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {
                into.report.skip(file, lines.blank(&record, reader.position()));
                into.row(&record);
            }
            Ok(false) => break,
            Err(error) => {
                into.report.whole(file, "", Outcome::Refused, ("", ""), &format!("cannot be read further: {error}"));
                break;
            }
        }
    }
}

/// Counts the lines that the reader passes over without a word: a spreadsheet shows them as rows.
struct Lines<'a> {
    bytes: &'a [u8],
    line: u64,
    /// Whether the reader stands between the two bytes that end a line in Windows: the second is passed with the next record.
    owed: bool,
}

impl Lines<'_> {
    /// How many blank lines stood before a record, given where the reader is behind it.
    fn blank(&mut self, record: &csv::ByteRecord, behind: &csv::Position) -> u32 {
        let passed = behind.line().saturating_sub(self.line);
        self.line = behind.line();
        let at = usize::try_from(behind.byte()).unwrap_or(usize::MAX);
        let last = at.checked_sub(1).and_then(|last| self.bytes.get(last));
        let ended = u64::from(last == Some(&b'\n')) + u64::from(self.owed);
        self.owed = last == Some(&b'\r');
        // Most records are one line, and then nothing has to be counted.
        if passed <= ended {
            return 0;
        }
        let inside = record.as_slice().split(|byte| *byte == b'\n').count().saturating_sub(1);
        let own = u64::try_from(inside).unwrap_or(u64::MAX).saturating_add(ended);
        u32::try_from(passed.saturating_sub(own)).unwrap_or(u32::MAX)
    }
}

struct Into<'a> {
    file: u16,
    name: &'a str,
    columns: Vec<String>,
    shape: Shape,
    report: &'a mut Report,
    tables: &'a mut Tables,
    /// The columns under the names that are read; none where nobody reads one.
    read: Vec<Option<&'static str>>,
}

impl Into<'_> {
    fn begin(&mut self, separator: u8) {
        let what = match self.shape {
            Shape::Table(table) => format!("{table:?}").to_lowercase(),
            Shape::NotCarried(why) => format!("not read: {why}"),
            Shape::Template => "the template of a spreadsheet".to_owned(),
        };
        let between = match separator {
            b';' => ", semicolons between cells",
            b'\t' => ", tabs between cells",
            b'|' => ", bars between cells",
            _ => "",
        };
        self.report.read_as(self.file, &format!("{what}{between}"));
        let known: &[&'static str] = match self.shape {
            Shape::Table(table) => shape::columns(table),
            Shape::Template => &template::COLUMNS,
            Shape::NotCarried(_) => &[],
        };
        for (at, column) in self.columns.iter().enumerate() {
            if !column.is_empty() && self.columns.iter().take(at).any(|before| before == column) {
                let why = "this column stands twice in the heading; the first is read";
                self.report.whole(self.file, column, Outcome::Refused, ("", ""), why);
            }
            self.read.push(known.iter().find(|known| *known == column).copied());
        }
    }

    fn row(&mut self, record: &csv::ByteRecord) {
        let origin = self.report.row(self.file, None);
        if let Shape::NotCarried(_) = self.shape {
            self.report.mark(origin, Outcome::NotCarried);
            return;
        }
        let mut row = Row::new(origin, record.len(), record.as_slice().len());
        let mut foreign = false;
        for (at, bytes) in record.iter().enumerate() {
            let bytes = bytes.trim_ascii();
            if bytes.is_empty() || bytes == b"NULL" {
                continue;
            }
            if bytes.len() > LONGEST_CELL {
                let why = "a cell of more than 64 KB: a quotation mark was opened here and never closed";
                self.report.refused(origin, self.columns.get(at).map_or("", String::as_str), "", why);
                return;
            }
            let (mut cell, was) = decode::cell(bytes);
            foreign |= was;
            if self.shape == Shape::Template && cell.starts_with('\'') {
                cell = cell::bare(&cell).to_owned().into();
            }
            if FAILED.contains(&cell.as_ref()) {
                let column = self.columns.get(at).map_or("", String::as_str);
                self.report.dropped(origin, column, &cell, "a formula that came to nothing; the cell counts as empty");
                continue;
            }
            let (Some(column), Some(name)) = (self.read.get(at), self.columns.get(at)) else {
                let why = format!(
                    "{} cells, but the heading has {}: a comma or a line break in a cell without quotation marks?",
                    record.len(),
                    self.columns.len()
                );
                self.report.refused(origin, "", &cell, &why);
                return;
            };
            match column {
                Some(column) if row.get(column).is_empty() => row.push(column, &cell),
                Some(_) => {}
                None => self.report.unread(self.file, if name.is_empty() { "(no name)" } else { name }),
            }
        }
        if foreign {
            let what = ("Windows-1252", "UTF-8");
            self.report.mended(origin, "", what.0, what.1, "this row was not written in UTF-8 as the others");
        }
        if record.len() < self.columns.len() && record.len() > 1 {
            let (from, to) = (record.len().to_string(), self.columns.len().to_string());
            self.report.mended(origin, "", &from, &to, "the row has fewer cells than the heading; the last are empty");
        }
        match self.shape {
            Shape::Table(table) => self.tables.push(table, row),
            Shape::Template => template::read(&row, self.name, self.report, self.tables),
            Shape::NotCarried(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_separated_by_what_stands_most_often_in_the_heading() {
        assert_eq!(separator(b"id,name\n1;2;3;4"), b',');
        assert_eq!(separator(b"id;name;url\n"), b';');
        assert_eq!(separator(b"id\tname\n"), b'\t');
        assert_eq!(separator(b"id\n"), b',');
        assert_eq!(separator(b"\"a;b;c\",d\n"), b',');
    }
}
