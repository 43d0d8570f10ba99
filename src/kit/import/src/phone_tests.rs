use proptest::prelude::*;

use super::*;

fn us(raw: &str) -> Result<Number, String> {
    read(raw, "US")
}

#[test]
fn a_number_is_written_in_e164_however_it_stood() {
    for raw in ["(305) 555-0142", "305.555.0142", "1-305-555-0142", "+1 305 555 0142", "\"305-555-0142\""] {
        let number = us(raw).unwrap();
        assert_eq!(number.value, "+13055550142", "{raw}");
        assert_eq!(number.shown.as_deref(), Some("(305) 555-0142"));
    }
    assert_eq!(read("020 7946 0018", "GB").unwrap().value, "+442079460018");
}

#[test]
fn an_extension_stands_apart() {
    for raw in ["305-555-0142 x12", "305-555-0142 ext. 12", "305-555-0142, extension 12", "(305) 555-0142 #12"] {
        let number = us(raw).unwrap();
        assert_eq!((number.value.as_str(), number.extension.as_deref()), ("+13055550142", Some("12")), "{raw}");
    }
    assert_eq!(
        us("305-555-0142 xOPT9").unwrap().extension.as_deref(),
        Some("9"),
        "the choice in a menu is dialled, too"
    );
    let odd = us("305-555-0142 x to be given").unwrap();
    assert_eq!((odd.extension, odd.odd_extension.as_deref()), (None, Some("to be given")));
}

#[test]
fn junk_is_no_number() {
    for raw in ["999-999-9999 x999", "999", "call us", "", "305-555", "123456789012345678", "1", "555-555-5555 or ask"]
    {
        assert!(us(raw).is_err(), "{raw} became {:?}", us(raw));
    }
}

#[test]
fn a_short_code_needs_a_country() {
    assert_eq!(us("211").unwrap().value, "211");
    assert_eq!(us("988").unwrap().value, "988");
    assert_eq!(us("(211)    -").unwrap().value, "211");
    assert_eq!(us("741741").unwrap().value, "741741");
    assert!(us("211").is_ok_and(|number| !number.from_abroad));
    assert!(read("116111", "").is_err() && read("116111", "001").is_err());
    assert!(us("123").is_err());
}

#[test]
fn letters_on_the_keys_are_read_and_the_quotation_still_holds_the_number() {
    let number = us("1-800-FLOWERS").unwrap();
    assert_eq!(number.value, "+18003569377");
    assert!(!number.from_abroad, "a toll-free number is not promised to people abroad");
}

#[test]
fn a_known_misprint_never_comes_in() {
    let misprints =
        [Misprint { wrong: "1-800-373-7888".into(), right: "1-888-373-7888".into(), what: "a line".into() }];
    let why = Numbers::default().read("800 373 7888", "US", &misprints).unwrap_err();
    assert!(why.contains("1-888-373-7888"), "{why}");
}

#[test]
fn kinds_of_numbers_are_ours_or_named() {
    assert_eq!(kind("voice"), Ok(ContactKind::Call));
    assert_eq!(kind("TTY/TDD"), Ok(ContactKind::Tty));
    assert_eq!(kind("SMS"), Ok(ContactKind::Text));
    assert!(kind("fax").is_err() && kind("pager").is_err() && kind("telegraph").is_err());
}

proptest! {
    #[test]
    fn any_text_is_taken_and_what_is_read_passes_our_check(raw in "(\\+|1|305|555|0142| |-|x|ext|#|\\(|é|A){0,12}|.{0,30}") {
        if let Ok(number) = us(&raw) {
            prop_assert!(evidence_holds(&raw, &number.value));
            prop_assert!(number.shown.is_none_or(|shown| shows(&shown, &number.value)));
        }
        let _ = extension(&raw);
    }
}
