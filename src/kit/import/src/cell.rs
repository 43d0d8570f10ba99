//! Cells of a sheet for people, which must survive a spreadsheet program.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line's end would become a formula, and a number loses its `+` or
//! its leading `0`. An apostrophe stands before it; [`bare`] takes it away again.

/// Between several values in one cell.
pub const BETWEEN: &str = "; ";

/// Whether a spreadsheet program would make something else of a cell.
fn is_mistaken(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let is_formula = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let loses_zero = bare.len() > 1 && bare.starts_with('0') && bare.bytes().all(|byte| byte.is_ascii_digit());
    is_formula || loses_zero
}

/// A cell that stays what it is in a spreadsheet program.
pub fn guarded(cell: &str) -> String {
    if is_mistaken(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// What a cell holds: the counterpart of [`guarded`], for whoever reads such a sheet.
pub fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_mistaken(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_becomes_a_formula_and_no_number_loses_its_beginning() {
        for cell in ["=1+1", "+18883737888", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "0116", "'=1"] {
            assert_eq!(guarded(cell), format!("'{cell}"));
        }
        for cell in ["988", "0", "09:00", "'Āhuru", "a=b", ""] {
            assert_eq!(guarded(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn what_was_guarded_is_read_as_it_was(cell in "['=+0-9@a\t-]{0,6}") {
            let guarded = guarded(&cell);
            prop_assert_eq!(bare(&guarded), cell.as_str());
        }
    }
}
