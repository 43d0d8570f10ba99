//! A workbook as spreadsheet programs save it (`.xlsx`): each sheet that is shown becomes a table, its rows where they stood.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx};

/// A sheet as a table, or that it is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What its tab says.
    pub name: String,
    /// Its cells, separated by commas; none where the sheet is hidden.
    pub table: Option<Vec<u8>>,
}

/// Every sheet, of which all together may have so many bytes. What was inflated is bounded by who calls; a cell may be
/// repeated by its number alone, or stand a million rows below the others.
///
/// # Errors
/// What cannot be read, in words for whoever called.
pub fn sheets(bytes: &[u8], most: usize) -> Result<Vec<Sheet>, String> {
    let broken = |error: calamine::XlsxError| format!("is no workbook that can be read: {error}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let known: Vec<(String, bool)> =
        book.sheets_metadata().iter().map(|one| (one.name.clone(), one.visible == SheetVisible::Visible)).collect();
    let mut left = most;
    let mut all = Vec::new();
    for (name, shown) in known {
        // A drawing on a sheet of its own has no cells.
        let table = if shown { Some(table(&mut book, &name, left)?) } else { None };
        left = left.saturating_sub(table.as_ref().map_or(0, Vec::len));
        all.push(Sheet { name, table });
    }
    Ok(all)
}

fn table(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, most: usize) -> Result<Vec<u8>, String> {
    let failed = |error: calamine::XlsxError| format!("{name}: {error}");
    let mut cells = book.worksheet_cells_reader(name).map_err(failed)?;
    let (mut table, mut at) = (Vec::new(), (0, 0));
    // The last column of the first row that has any: a workbook has no cell where nothing stands, and no row is the shorter for it.
    let mut last = None;
    while let Some(cell) = cells.next_cell().map_err(failed)? {
        let (row, column) = cell.get_position();
        if (row, column) < at {
            return Err(format!("{name}: its cells are not in order"));
        }
        if row > at.0 {
            if !table.ends_with(b"\n") && !table.is_empty() {
                table.resize(table.len() + last.get_or_insert(at.1).saturating_sub(at.1) as usize, b',');
            }
            table.resize(table.len() + (row - at.0) as usize, b'\n');
            at = (row, 0);
        }
        table.resize(table.len() + (column - at.1) as usize, b',');
        at.1 = column;
        let text = text(cell.get_value());
        if !text.is_empty() {
            table.extend(format!("\"{}\"", text.replace('"', "\"\"")).into_bytes());
        }
        if table.len() > most {
            return Err(format!("{name}: more than {} MB to read; no export is that large", most >> 20));
        }
    }
    table.resize(table.len() + last.map_or(0, |last: u32| last.saturating_sub(at.1)) as usize, b',');
    table.push(b'\n');
    Ok(table)
}

/// A cell as it would stand in a table that was saved as text.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // A telephone number is a number to whoever forgot to say that it is none.
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => error.to_string(),
    }
}

/// `2026-11-24`, `09:00`, or both; `26:30` of a time that goes on.
fn moment_text(moment: &ExcelDateTime) -> String {
    const DAY: f64 = 24.0 * 60.0;
    let value = moment.as_f64();
    let clock = |days: f64| {
        let minutes = (days * DAY).round();
        format!("{:02.0}:{:02.0}", (minutes / 60.0).floor(), minutes % 60.0)
    };
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if !(0.0..3e6).contains(&value) {
        value.to_string()
    } else if moment.is_duration() || value < 1.0 {
        clock(value)
    } else if value.fract() == 0.0 {
        date
    } else {
        format!("{date} {}", clock(value.fract()))
    }
}

#[cfg(test)]
#[path = "workbook_tests.rs"]
mod tests;
