//! From bytes to text: byte order marks, UTF-16, and Windows-1252 that somebody pasted into a UTF-8 file.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16LE, WINDOWS_1252};

/// The bytes of a file without a byte order mark, as UTF-8 where the mark says another encoding.
pub fn unmarked(bytes: &[u8]) -> (Cow<'_, [u8]>, Option<&'static str>) {
    let Some((encoding, mark)) = Encoding::for_bom(bytes) else { return (Cow::Borrowed(bytes), None) };
    let rest = bytes.get(mark..).unwrap_or_default();
    if encoding == UTF_8 {
        return (Cow::Borrowed(rest), Some("UTF-8 with a byte order mark"));
    }
    let (text, _) = encoding.decode_without_bom_handling(rest);
    let name = if encoding == UTF_16LE { "UTF-16, little end first" } else { "UTF-16, big end first" };
    (Cow::Owned(text.into_owned().into_bytes()), Some(name))
}

/// The text of a cell: UTF-8, or else Windows-1252, which is what Excel writes; true if it was that.
pub fn cell(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_read_and_taken_away() {
        assert_eq!(unmarked(b"\xef\xbb\xbfid").0.as_ref(), b"id");
        assert_eq!(unmarked(b"\xff\xfei\0d\0").0.as_ref(), b"id");
        assert_eq!(unmarked(b"\xfe\xff\0i\0d").0.as_ref(), b"id");
        assert_eq!(unmarked(b"id"), (Cow::Borrowed(b"id".as_slice()), None));
    }

    #[test]
    fn a_cell_that_is_no_utf8_is_windows_1252() {
        assert_eq!(cell("Año".as_bytes()), (Cow::Borrowed("Año"), false));
        assert_eq!(cell(b"A\xf1o \x93now\x94"), (Cow::Borrowed("Año “now”"), true));
    }
}
