//! Reads a pack, a column at a time, and never beyond its end.

use super::{HEADER, Kind, MAGIC, PackError, Texts, checksum};

/// A cursor over the body of a checked pack.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    alphabet: Vec<char>,
}

impl<'a> Reader<'a> {
    /// Checks the header and the checksum.
    ///
    /// # Errors
    /// [`PackError`] says which of them does not hold.
    pub fn open(bytes: &'a [u8], kind: Kind, version: u8) -> Result<Self, PackError> {
        let (header, body) = bytes.split_at_checked(HEADER).ok_or(PackError::NotAPack)?;
        let [m0, m1, found_kind, found_version, sum @ ..] = header else {
            return Err(PackError::NotAPack);
        };
        if [*m0, *m1] != MAGIC || *found_kind != kind as u8 {
            return Err(PackError::NotAPack);
        }
        if *found_version != version {
            return Err(PackError::OtherVersion(*found_version, version));
        }
        if sum != checksum(body).to_le_bytes() {
            return Err(PackError::Damaged);
        }
        Ok(Self { rest: body, alphabet: Vec::new() })
    }

    /// One number.
    ///
    /// # Errors
    /// When the pack ends first, or the number is too large.
    pub fn number(&mut self) -> Result<u32, PackError> {
        let mut value = 0_u32;
        for shift in (0..32).step_by(7) {
            let (byte, rest) = self.rest.split_first().ok_or(PackError::Impossible("end"))?;
            self.rest = rest;
            value |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(PackError::Impossible("number"))
    }

    /// A number that counts things yet to be read, each at least `least` bytes long: a count that the
    /// pack has no room for is refused before anything is set aside for it.
    ///
    /// # Errors
    /// As [`Self::number`], or when the count cannot be true.
    pub fn count(&mut self, least: usize) -> Result<usize, PackError> {
        let count = usize::try_from(self.number()?).map_err(|_| PackError::Impossible("count"))?;
        if count.saturating_mul(least) > self.rest.len() {
            return Err(PackError::Impossible("count"));
        }
        Ok(count)
    }

    /// A column of `rows` bytes.
    ///
    /// # Errors
    /// When the pack ends first.
    pub fn bytes(&mut self, rows: usize) -> Result<&'a [u8], PackError> {
        let (column, rest) = self.rest.split_at_checked(rows).ok_or(PackError::Impossible("end"))?;
        self.rest = rest;
        Ok(column)
    }

    /// A column of `rows` numbers.
    ///
    /// # Errors
    /// As [`Self::number`].
    pub fn numbers(&mut self, rows: usize) -> Result<Vec<u32>, PackError> {
        if rows > self.rest.len() {
            return Err(PackError::Impossible("end"));
        }
        (0..rows).map(|_| self.number()).collect()
    }

    /// A column of `rows` strings.
    ///
    /// # Errors
    /// When the pack ends first, the bytes are no UTF-8, or there are more or fewer strings.
    pub fn texts(&mut self, rows: usize) -> Result<Texts, PackError> {
        let length = self.count(1)?;
        let bytes = self.bytes(length)?;
        if self.alphabet.is_empty() {
            return Texts::read(bytes, rows);
        }
        let text = spelled(bytes, &self.alphabet).ok_or(PackError::Impossible("letter"))?;
        Texts::read(text.as_bytes(), rows)
    }

    /// The alphabet of all strings that follow.
    ///
    /// # Errors
    /// As [`Self::texts`].
    pub fn alphabet(&mut self) -> Result<(), PackError> {
        self.alphabet = self.texts(1)?.get(0).chars().collect();
        Ok(())
    }

    /// A column of `rows` strings of which many are alike; written out where there are few of them.
    ///
    /// # Errors
    /// As [`Self::texts`], or where a row names none of them.
    pub fn coded(&mut self, rows: usize) -> Result<Texts, PackError> {
        let count = self.count(1)?;
        if count == 0 {
            return self.texts(rows);
        }
        let known = self.texts(count)?;
        known.coded(self.numbers(rows)?)
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// That nothing is left over.
    ///
    /// # Errors
    /// When something is.
    pub fn end(&self) -> Result<(), PackError> {
        if self.rest.is_empty() { Ok(()) } else { Err(PackError::Impossible("rest")) }
    }
}

/// What bytes say in an alphabet.
fn spelled(bytes: &[u8], alphabet: &[char]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            0..=0x7f => text.push(char::from(*byte)),
            0xff => {
                let length = match rest.first()? {
                    0..=0xdf => 2,
                    0xe0..=0xef => 3,
                    _ => 4,
                };
                let (letter, after) = rest.split_at_checked(length)?;
                text.push_str(core::str::from_utf8(letter).ok()?);
                rest = after;
            }
            letter => text.push(*alphabet.get(usize::from(letter - 0x80))?),
        }
    }
    Some(text)
}
