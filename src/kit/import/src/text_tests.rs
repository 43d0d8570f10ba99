use proptest::prelude::*;

use super::*;

fn text(raw: &str) -> String {
    plain(raw).text.into_owned()
}

#[test]
fn markup_leaves_its_words_and_a_script_leaves_nothing() {
    assert_eq!(text("<p>We <b>help</b>.</p><script>alert('x')</script> Call."), "We help . Call.");
    assert_eq!(text("Food &amp; beds for ages < 18"), "Food & beds for ages less than 18");
    assert_eq!(text("open<br/>daily"), "open daily");
    assert_eq!(text(r"Counties.\n\nAdults"), "Counties. Adults");
    assert_eq!(text("<script>never ended"), "");
    assert_eq!(text("<SCRIPT>x</ScRiPt>y"), "y");
}

#[test]
fn entities_are_decoded_once_and_what_they_hide_is_taken_out() {
    assert_eq!(text("&lt;script&gt;alert(1)&lt;/script&gt;Help"), "Help");
    assert_eq!(text("Tom &amp;amp; others"), "Tom &amp; others");
    assert_eq!(text("A&#241;o &#x41; &unknown;"), "Año A &unknown;");
}

#[test]
fn a_link_that_runs_a_program_is_taken_out_of_a_text() {
    assert_eq!(text("See javascript:alert(1) or call"), "See or call");
    assert_eq!(text("See JaVaScript:alert(1)"), "See");
    assert_eq!(text("data:text/html;base64,xxxx help"), "help");
}

#[test]
fn letters_that_turn_a_line_around_are_taken_out() {
    assert_eq!(text("Help\u{202e}pleH \u{2066}x\u{2069}\u{0}"), "HelppleH x");
}

#[test]
fn marks_of_an_export_are_taken_out_and_said() {
    let mended = plain("Open ###MON### 9 to 5 ###LINE_BREAK### Closed");
    assert_eq!(mended.text, "Open 9 to 5 Closed");
    assert_eq!(mended.done, ["marks of the export (###) are taken out"]);
}

#[test]
fn a_text_that_is_plain_stays_and_nothing_is_said() {
    assert_eq!(
        plain("A plain sentence: 9 to 5."),
        Plain { text: "A plain sentence: 9 to 5.".into(), done: Vec::new() }
    );
    assert_eq!(text("Año nuevo, vida nueva"), "Año nuevo, vida nueva");
    assert!(plain("Año nuevo").done.is_empty());
}

#[test]
fn a_long_text_ends_with_a_sentence_and_what_is_cut_is_known() {
    let sentence = "We help people who need a lawyer. ";
    let long = sentence.repeat(30);
    let (kept, cut) = shortened(long.trim());
    assert!(kept.chars().count() <= LONGEST && kept.ends_with("lawyer."));
    assert_eq!(format!("{kept} {cut}"), long.trim());
    assert_eq!(shortened("short"), ("short", ""));
    let one_word = "x".repeat(1000);
    let (kept, _) = shortened(&one_word);
    assert_eq!(kept.len(), LONGEST);
}

proptest! {
    #[test]
    fn no_markup_and_no_hidden_letter_ever_comes_out(raw in "(<|>|&lt;|&#60;|&amp;|/|script|img|!|#|javascript:|\u{202e}|\u{0}|é|a| ){0,40}") {
        let text = text(&raw);
        let marks = text.split('<').skip(1).any(|after| after.starts_with(|one: char| one.is_ascii_alphabetic() || "/!?".contains(one)));
        prop_assert!(!marks, "{raw:?} became {text:?}");
        prop_assert!(!text.contains(is_hidden));
        prop_assert!(!names_script(&text), "{raw:?} became {text:?}");
    }

    #[test]
    fn any_text_is_taken(raw in ".{0,200}") {
        let text = text(&raw);
        let _ = (shortened(&text), folded(&raw));
    }
}
