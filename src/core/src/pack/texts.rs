//! A column of strings: one buffer and where each string ends in it; where many rows are alike, each string once.

use super::PackError;

/// Strings by row; a row that is not there is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
    /// Which of the strings stands in a row; without them, each row has its own.
    codes: Option<Vec<u32>>,
}

impl Texts {
    /// Reads `rows` strings, each ended by a zero byte.
    pub(super) fn read(bytes: &[u8], rows: usize) -> Result<Self, PackError> {
        let text = core::str::from_utf8(bytes).map_err(|_| PackError::Impossible("text"))?;
        let ends: Vec<u32> = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == 0)
            .filter_map(|(at, _)| u32::try_from(at).ok())
            .collect();
        let whole = bytes.last().is_none_or(|byte| *byte == 0);
        if ends.len() != rows || !whole {
            return Err(PackError::Impossible("rows"));
        }
        Ok(Self { text: text.to_owned(), ends, codes: None })
    }

    /// A column of these strings, of which each row names one.
    pub(super) fn coded(self, codes: Vec<u32>) -> Result<Self, PackError> {
        let known = |code: &u32| usize::try_from(*code).is_ok_and(|code| code < self.ends.len());
        if !codes.iter().all(known) {
            return Err(PackError::Impossible("code"));
        }
        Ok(Self { codes: Some(codes), ..self })
    }

    /// A column of these strings.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut column = Self::default();
        texts.into_iter().for_each(|text| column.push(text));
        column
    }

    /// One more string, in one more row.
    pub fn push(&mut self, text: &str) {
        if let Some(codes) = &mut self.codes {
            codes.push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        }
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.text.push('\0');
    }

    /// Every string that is kept in one, apart by zero bytes: for work that is done on all at once.
    pub fn joined(&self) -> &str {
        &self.text
    }

    /// Every string that is kept.
    pub fn kept(&self) -> Vec<&str> {
        (0..self.ends.len()).map(|at| self.at(at)).collect()
    }

    /// Which of the kept strings stands in this row.
    pub fn code(&self, row: usize) -> usize {
        let Some(codes) = &self.codes else { return row };
        codes.get(row).and_then(|code| usize::try_from(*code).ok()).unwrap_or(usize::MAX)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.codes.as_ref().unwrap_or(&self.ends).len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The string in this row.
    pub fn get(&self, row: usize) -> &str {
        self.at(self.code(row))
    }

    /// A kept string.
    fn at(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).and_then(|end| usize::try_from(*end).ok());
        let start = match at.checked_sub(1) {
            None => Some(0),
            Some(before) => end(before).map(|end| end + 1),
        };
        start.zip(end(at)).and_then(|(start, end)| self.text.get(start..end)).unwrap_or("")
    }

    /// The last string.
    pub fn last(&self) -> Option<&str> {
        Some(self.get(self.len().checked_sub(1)?))
    }

    /// Every string, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// The row of a string in a column that is sorted by bytes.
    pub fn find_sorted(&self, wanted: &str) -> Option<usize> {
        let row = self.partition(|text| text < wanted);
        (row < self.len() && self.get(row) == wanted).then_some(row)
    }

    /// The first row for which `before` does not hold, in a sorted column.
    pub fn partition(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if before(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }
}
