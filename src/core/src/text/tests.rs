use std::path::Path;

use super::source::{Language, Sentence, faults, read_all};
use super::*;

fn languages() -> Vec<Language> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../resources/text");
    read_all(&crate::files::below(&root).unwrap(), "").unwrap()
}

#[test]
fn every_language_is_whole_and_survives_its_pack() {
    let languages = languages();
    assert_eq!(faults(&languages), Vec::<String>::new());
    for language in &languages {
        let text = Text::read(&pack(language)).unwrap();
        assert_eq!(text.tag(), language.tag);
        let (early, later) = language.in_order();
        assert_eq!((text.sentences.len(), early.len() + later.len()), (EARLY, KEYS.len()));
        let last = KEYS.len() - 1;
        assert_eq!(text.row(last), "", "it has not come yet");
        text.complete(Texts::of(column(&later).iter().map(String::as_str)), Phrases::default());
        assert_eq!(text.row(last), column(&later).pop().unwrap());
    }
}

#[test]
fn a_hole_in_a_language_is_named() {
    let mut languages = languages();
    let key = KEYS[0].to_owned();
    let tag = languages[1].tag.clone();
    languages[1].sentences.remove(&key);
    assert_eq!(faults(&languages), [format!("text/{tag}: {key} is missing")]);
}

#[test]
fn a_lost_placeholder_and_a_lost_plural_form_are_named() {
    let mut languages = languages();
    let plural = languages[1]
        .sentences
        .iter()
        .find_map(|(key, sentence)| matches!(sentence, Sentence::Plural(_)).then(|| key.clone()))
        .unwrap();
    languages[1].sentences.insert(
        plural.clone(),
        Sentence::Plural([None, Some("uno".to_owned()), None, None, None, Some("otros".to_owned())]),
    );
    let found = faults(&languages);
    assert!(found.iter().any(|fault| fault.contains(&plural) && fault.contains("plural form many is missing")));
    assert!(found.iter().any(|fault| fault.contains(&plural) && fault.contains("placeholders")));
}

#[test]
fn placeholders_are_filled_and_never_filled_twice() {
    assert_eq!(filled("Call {number} now", &[("number", "{x}")]), "Call {x} now");
    assert_eq!(filled("open { brace", &[]), "open ");
}

/// Whoever looks for what a sentence names must find it under that name.
#[test]
fn a_sentence_that_names_a_button_says_what_stands_on_it() {
    for language in languages() {
        let said = |key: &str| language.sentences[key].wordings()[0].to_owned();
        for (sentence, button) in
            [("list.memory", "safe.clear"), ("copy.seen", "safe.clear"), ("list.empty", "card.add")]
        {
            let (sentence, button) = (said(sentence), said(button));
            let quoted = sentence.split(['“', '”', '„', '«', '»', '「', '」', '"']).nth(1).unwrap_or_default().trim();
            assert!(!quoted.is_empty() && button.contains(quoted), "{}: {quoted:?} of {button:?}", language.tag);
        }
    }
}
