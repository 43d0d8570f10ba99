//! How people write a number, without its digits: `1-888-373-7888` of `+18883737888` is `·-···-···-····`. Patterns
//! repeat from number to number, and so the directory is a kilobyte smaller.

/// Where a digit of the number itself stands; nobody writes it.
const DIGIT: char = '\u{1}';

/// The number as people write it; the digits come from its end, as a country's own prefix is at its beginning.
pub fn filled(pattern: &str, value: &str) -> String {
    let wanted = pattern.bytes().filter(|letter| *letter == DIGIT as u8).count();
    let digits: Vec<u8> = value.bytes().filter(u8::is_ascii_digit).collect();
    let mut digits = digits.get(digits.len().saturating_sub(wanted)..).unwrap_or_default().iter();
    let turned =
        |letter| if letter == DIGIT { digits.next().map_or(DIGIT, |digit| char::from(*digit)) } else { letter };
    pattern.chars().map(turned).collect()
}

/// The pattern of a number that is written so; empty where it is written as it is.
#[cfg(feature = "host")]
pub fn pattern(shown: &str, value: &str) -> String {
    if shown == value {
        return String::new();
    }
    let mut digits = value.chars().rev().filter(char::is_ascii_digit).peekable();
    let turned = |letter| if digits.next_if_eq(&letter).is_some() { DIGIT } else { letter };
    let backwards: Vec<char> = shown.chars().rev().map(turned).collect();
    backwards.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_pattern_has_no_digits_but_a_prefix_of_the_country() {
        let seen = |shown, value| pattern(shown, value).replace(DIGIT, "·");
        assert_eq!(seen("1-888-373-7888", "+18883737888"), "·-···-···-····");
        assert_eq!(seen("0800 011 511", "+33800011511"), "0··· ··· ···");
        assert_eq!(pattern("995", "995"), "");
    }

    proptest! {
        #[test]
        fn a_number_is_shown_as_it_was_written(shown in "[0-9+() /#*_a-zé-]{1,20}", value in "[+#*]?[0-9]{0,15}") {
            let pattern = pattern(&shown, &value);
            prop_assert_eq!(if pattern.is_empty() { value } else { filled(&pattern, &value) }, shown);
        }
    }
}
