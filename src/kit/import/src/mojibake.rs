//! Text that was read in the wrong encoding once and saved again: `donâ€™t`, `AttorneyGÇÖs`.
//!
//! Only sequences that no language writes are mended: the marks and letters that people use most, as they look after
//! UTF-8 was taken for Windows-1252, or for the old DOS code page.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use encoding_rs::WINDOWS_1252;

/// What is looked for, in UTF-8.
const MARKS: &str = "‘’“”–—…•·£©®°«»¿¡àáâãäåæçèéêëìíîïñòóôõöøùúûüýÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßœŒ™€";
/// What three bytes of a typographic mark look like in code page 437, whose first letter some programs write as G.
const DOS: [(&str, &str); 8] =
    [("Çÿ", "‘"), ("ÇÖ", "’"), ("Ç£", "“"), ("Ç¥", "”"), ("Çô", "–"), ("Çö", "—"), ("Çª", "…"), ("Çó", "•")];

/// A search for what is wrong, the longest first, and what is right instead.
static WRONG: LazyLock<Option<(AhoCorasick, Vec<String>)>> = LazyLock::new(|| {
    let mut all: Vec<(String, String)> = MARKS
        .chars()
        .map(|mark| {
            let right = mark.to_string();
            (WINDOWS_1252.decode_without_bom_handling(right.as_bytes()).0.into_owned(), right)
        })
        .collect();
    for (wrong, right) in DOS {
        all.extend(["Γ", "G"].map(|first| (format!("{first}{wrong}"), right.to_owned())));
    }
    // No-break space, which is a space to a reader.
    all.push(("Â\u{a0}".to_owned(), " ".to_owned()));
    let (wrong, right): (Vec<String>, Vec<String>) = all.into_iter().unzip();
    let search = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(wrong).ok()?;
    Some((search, right))
});

/// The text as it was meant.
pub fn mended(text: &str) -> Cow<'_, str> {
    if !text.contains(['â', 'Ã', 'Â', 'Ç', 'Å']) {
        return Cow::Borrowed(text);
    }
    let Some((search, right)) = WRONG.as_ref().filter(|(search, _)| search.is_match(text)) else {
        return Cow::Borrowed(text);
    };
    Cow::Owned(search.replace_all(text, right))
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn words_read_in_the_wrong_encoding_are_as_they_were_meant() {
        assert_eq!(mended("AttorneyGÇÖs"), "Attorney’s");
        assert_eq!(mended("donâ€™t"), "don’t");
        assert_eq!(mended("Ni\u{c3}\u{b1}os"), "Niños");
        assert_eq!(mended("openâ€“closed"), "open–closed");
    }

    #[test]
    fn words_that_are_right_stay() {
        for right in ["château", "São Paulo", "François Ç", "Â", "GÇ"] {
            assert_eq!(mended(right), right);
        }
    }
}
