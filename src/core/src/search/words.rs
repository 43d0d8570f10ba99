//! Text into words that compare: no accents, no case, no punctuation.
//!
//! Unicode's tables stay out of the WebAssembly (50 KB): the text comes in as the browser's
//! `normalize("NFKD").toLowerCase()` leaves it, on the host as [`super::normalized`] does.

/// A query is at most this many words; a longer one is somebody's whole letter, whose beginning will do.
const MOST_WORDS: usize = 24;
/// No word is longer than this many letters.
const LONGEST: usize = 32;

/// The letters and digits of an already normalized text, words apart by one space.
///
/// Letters that people type in more than one way become one: Arabic alef maqsura and ta marbuta, with the vowel signs and
/// the article in front left out; nukta and candrabindu of Devanagari; barred Latin letters; digits of any of these
/// scripts. Chinese has no spaces: each two neighbours are a word.
pub fn folded(normalized: &str) -> String {
    let mut out = String::with_capacity(normalized.len());
    // The last letter, if it was Chinese, and whether it already stands in a pair.
    let mut before: Option<(char, bool)> = None;
    for sign in normalized.chars() {
        let letter = match sign {
            // Combining marks, and the apostrophes in "can't" and "l'aide"; Arabic vowel signs, hamza and the stroke
            // that lengthens a word; nukta.
            '\u{300}'..='\u{36f}'
            | '\''
            | '\u{2019}'
            | '\u{2bc}'
            | '\u{610}'..='\u{61a}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{93c}'
            | '\u{200c}'
            | '\u{200d}' => continue,
            'ة' => 'ه',
            'ى' | 'ی' => 'ي',
            'ک' => 'ك',
            'đ' => 'd',
            'ł' => 'l',
            'ı' => 'i',
            'ґ' => 'г',
            '\u{901}' => '\u{902}',
            '٠'..='٩' => digit(sign, '٠'),
            '۰'..='۹' => digit(sign, '۰'),
            '०'..='९' => digit(sign, '०'),
            _ => sign,
        };
        if matches!(letter, '\u{3400}'..='\u{9fff}') {
            match before {
                // One alone becomes the first of a pair; one in a pair begins another.
                Some((last, true)) => out.extend([' ', last]),
                Some((_, false)) => {}
                None => end_word(&mut out),
            }
            out.push(letter);
            before = Some((letter, before.is_some()));
            continue;
        }
        if before.take().is_some() || !is_letter(letter) {
            end_word(&mut out);
        }
        if is_letter(letter) {
            out.push(letter);
        }
    }
    end_word(&mut out);
    out.truncate(out.trim_end().len());
    out
}

/// Ends a word, if one has begun: without the article of Arabic, and apart from the next.
fn end_word(out: &mut String) {
    let begin = out.rfind(' ').map_or(0, |at| at + 1);
    // What is left may begin like an article, too: what is folded once must stay as it is.
    loop {
        let word = out.get(begin..).unwrap_or("");
        let article = ["وال", "بال", "ال", "لل"].into_iter().find(|article| word.starts_with(article));
        let Some(article) = article.filter(|article| word.chars().count() > article.chars().count() + 2) else { break };
        out.replace_range(begin..begin + article.len(), "");
    }
    if begin < out.len() {
        out.push(' ');
    }
}

/// A digit of another script, by its zero.
fn digit(sign: char, zero: char) -> char {
    char::from_digit(sign as u32 - zero as u32, 10).unwrap_or(sign)
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
        assert_eq!(words("مساعدة، الآن؟"), ["مساعده", "الآن"]);
        assert_eq!(words("मदद।अभी"), ["मदद", "अभी"]);
        assert_eq!(words("助けて。今"), ["助", "けて", "今"]);
        assert_eq!(words("call\u{1f198}now ★ 3×4"), ["call", "now", "3", "4"]);
    }

    #[test]
    fn what_is_typed_in_more_than_one_way_is_one_word() {
        let same = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| words(&crate::search::normalized(text)));
            assert_eq!(one, other);
        };
        same("الجَوازات إقامة", "جوازات اقامه");
        same("والمحامي", "محامى");
        same("الالمحامي", "محامي");
        same("ज़मानत पाँच ९१", "जमानत पांच 91");
        same("обов’язок ґанок", "обов'язок ганок");
        same("đường dây nóng", "duong day nong");
        same("însoțire ţară", "insotire tara");
        same("٠٨٠٠ ۱۲۳", "0800 123");
    }

    #[test]
    fn chinese_is_pairs_of_neighbours() {
        assert_eq!(words("老板不给工资"), ["老板", "板不", "不给", "给工", "工资"]);
        assert_eq!(words("找 钱 visa律师"), ["找", "钱", "visa", "律师"]);
        assert_eq!(words("护照"), ["护照"]);
    }
}
