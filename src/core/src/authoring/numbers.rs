//! Is a number one that can be dialled, and does its source hold it?

use rlibphonenumber::PHONE_NUMBER_UTIL;

/// Whether an E.164 number is valid for its country, by libphonenumber's metadata.
pub fn is_valid_e164(number: &str) -> bool {
    PHONE_NUMBER_UTIL.parse(number, None).is_ok_and(|parsed| PHONE_NUMBER_UTIL.is_valid_number(&parsed))
}

/// Whether this looks like a short or special code as dialled: 2 to 8 digits, with `#` or `*` around.
pub fn is_code(number: &str) -> bool {
    let digits = number.trim_matches(['#', '*']);
    (2..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Letters as on a telephone's keys.
fn key(letter: char) -> Option<char> {
    Some(match letter.to_ascii_uppercase() {
        digit @ '0'..='9' => digit,
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => return None,
    })
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}')
}

/// The digits of a number, however it is written.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether what is shown is the number that is dialled: the same but for a country's code or a leading zero.
pub fn shows(shown: &str, number: &str) -> bool {
    let (shown, number) = (digits(shown), digits(number));
    let last = shown.len().min(number.len()).min(6);
    !shown.is_empty() && shown.get(shown.len() - last..) == number.get(number.len() - last..)
}

/// Whether a quotation holds a number, written in whatever way: with or without the country's code,
/// spaced anyhow, or as letters ("1-800-321-OSHA").
pub fn evidence_holds(evidence: &str, number: &str) -> bool {
    let mut wanted = vec![digits(number)];
    if number.starts_with('+') {
        let all = digits(number);
        wanted.extend((1..=3).filter_map(|code| all.get(code..).map(str::to_owned)));
    }
    wanted.retain(|digits| digits.len() >= 2 && (digits.len() >= 6 || !number.starts_with('+')));
    let plain: String = evidence.chars().filter(|letter| !is_separator(*letter)).collect();
    let keys: String = plain.chars().filter_map(key).collect();
    wanted.iter().any(|digits| plain.contains(digits.as_str()) || (digits.len() >= 7 && keys.contains(digits.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_must_be_one_of_its_country() {
        assert!(is_valid_e164("+18883737888"));
        assert!(is_valid_e164("+448000121700"));
        assert!(!is_valid_e164("+1888373788"));
        assert!(!is_valid_e164("+44800121700000"));
        assert!(!is_valid_e164("988"));
    }

    #[test]
    fn codes_are_short() {
        assert!(["988", "116111", "#9090", "*4545"].iter().all(|code| is_code(code)));
        assert!(["", "9", "123456789", "98a"].iter().all(|code| !is_code(code)));
    }

    #[test]
    fn what_is_shown_must_be_what_is_dialled() {
        assert!(shows("08000 121 700", "+448000121700"));
        assert!(shows("116 111", "116111"));
        assert!(!shows("1-888-373-7888", "+18003216742"));
        assert!(!shows("call us", "+18003216742"));
    }

    #[test]
    fn a_quotation_holds_a_number_however_it_is_written() {
        assert!(evidence_holds("call 1-888-373-7888 today", "+18883737888"));
        assert!(evidence_holds("ring 08000 121 700", "+448000121700"));
        assert!(evidence_holds("1-800-321-OSHA (6742)", "+18003216742"));
        assert!(evidence_holds("text 233733", "233733"));
        assert!(!evidence_holds("call 1-888-373-7889", "+18883737888"));
        assert!(!evidence_holds("no number", "988"));
    }
}
