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
            letter if is_letter(letter) => out.push(letter),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A letter or a digit, near enough to tell words apart: ASCII's, and whatever lies outside of the blocks of signs. The
/// library knows better, by tables of 1 KB.
#[allow(clippy::match_same_arms, reason = "a line a script")]
fn is_letter(sign: char) -> bool {
    match sign {
        '\0'..='\u{bf}' => sign.is_ascii_alphanumeric(),
        '\u{d7}' | '\u{f7}' | '\u{2b0}'..='\u{2ff}' | '\u{60c}'..='\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}' => {
            false
        }
        '\u{964}' | '\u{965}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        '\u{fe00}'..='\u{fe6f}' | '\u{1f000}'..='\u{1ffff}' => false,
        _ => true,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_script_stay_and_signs_tell_words_apart() {
        assert_eq!(words("can't pay — help!"), ["cant", "pay", "help"]);
        assert_eq!(words("«ayuda»: ¿donde?"), ["ayuda", "donde"]);
        assert_eq!(words("помощь…дома"), ["помощь", "дома"]);
        assert_eq!(words("مساعدة، الآن؟"), ["مساعدة", "الآن"]);
        assert_eq!(words("मदद।अभी"), ["मदद", "अभी"]);
        assert_eq!(words("助けて。今"), ["助けて", "今"]);
        assert_eq!(words("call\u{1f198}now ★ 3×4"), ["call", "now", "3", "4"]);
    }
}
