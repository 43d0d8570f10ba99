//! Text into words that compare: no accents, no case, no punctuation.
//!
//! Unicode's tables stay out of the WebAssembly (50 KB): the text comes in as the browser's
//! `normalize("NFKD").toLowerCase()` leaves it, on the host as [`super::normalized`] does.

/// A query is at most this many words; a longer one is somebody's whole letter, whose beginning will do.
const MOST_WORDS: usize = 24;
/// No word is longer than this many letters.
const LONGEST: usize = 32;

/// The letters and digits of an already normalized text, words apart by one space.
pub fn folded(normalized: &str) -> String {
    let mut out = String::with_capacity(normalized.len());
    for letter in normalized.chars() {
        match letter {
            // Combining marks, and the apostrophes in "can't" and "l'aide".
            '\u{300}'..='\u{36f}' | '\'' | '\u{2019}' | '\u{2bc}' => {}
            letter if letter.is_alphanumeric() => out.push(letter),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The words of a normalized text, bounded in number and length.
pub fn words(normalized: &str) -> Vec<String> {
    folded(normalized)
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.chars().take(LONGEST).collect())
        .collect()
}
