//! What the page says, in each of its languages. The words stand in `resources/workbench/`, where people who know no code mend
//! them; what is missing or is too much there does not compile into a page that is half empty: the tests say so.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// Languages by tag, each with its words.
const LANGUAGES: [(&str, &str); 2] = [
    ("en", include_str!("../../../resources/workbench/en.json")),
    ("es", include_str!("../../../resources/workbench/es.json")),
];

/// Reasons of the report in the words of the page: in English those that speak of the program's options, in other languages all.
const REASONS: [(&str, &str); 2] = [
    ("en", include_str!("../../../resources/workbench/reasons.en.json")),
    ("es", include_str!("../../../resources/workbench/reasons.es.json")),
];

/// What the codes of cells stand for, as the site says it.
const NAMED: [(&str, [(&str, &str); 5]); 2] = [
    (
        "en",
        [
            ("needs", include_str!("../../../resources/text/en/need.json")),
            ("for_whom", include_str!("../../../resources/text/en/audience.json")),
            ("cost", include_str!("../../../resources/text/en/cost.json")),
            ("answered_by", include_str!("../../../resources/text/en/answerer.json")),
            ("tells_police", include_str!("../../../resources/text/en/tells.json")),
        ],
    ),
    (
        "es",
        [
            ("needs", include_str!("../../../resources/text/es/need.json")),
            ("for_whom", include_str!("../../../resources/text/es/audience.json")),
            ("cost", include_str!("../../../resources/text/es/cost.json")),
            ("answered_by", include_str!("../../../resources/text/es/answerer.json")),
            ("tells_police", include_str!("../../../resources/text/es/tells.json")),
        ],
    ),
];

macro_rules! words {
    ($($name:ident)*) => {
        /// The sentences of the page, by name.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "each says in resources/workbench what it says")]
        pub struct Words {
            $(pub $name: String,)*
            /// The template's columns: what each is called, and what goes in.
            pub columns: BTreeMap<String, [String; 2]>,
            /// How rows end, and why a thing comes first, by their codes.
            pub codes: BTreeMap<String, String>,
        }

        impl Words {
            /// Every sentence with its name.
            pub fn all(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($name), self.$name.as_str()),)*]
            }
        }
    };
}

words! {
    autonym language title lead private_1 private_2
    bar undo redo keep keep_more unkept working stop stopped failed
    step_services step_report step_mend step_look step_calls step_words step_take
    drop drop_more choose about place place_more source source_more time_zone time_zone_more need need_more none own
    template template_more begin begin_more begin_go too_large not_read
    read_count read_rows read_files notes_first notes_rest notes_none notes_more row_of report_table again
    mend_none mend_find mend_count add edit remove called called_more called_never called_on save cancel row_saved row_refused
    yes_blank
    check checked check_outside faults
    look_more look_go look_language look_leaving
    calls_more calls_go calls_none calls_count calls_print calls_table recorded
    words_more words_go words_find words_wrong sign sign_more sign_what sign_all sign_name sign_go
    take_more site_title site_title_more address address_more ancestors ancestors_more places places_join places_before places_replace
    only only_more site_go site_made site_next hosting line line_copy export export_more
}

/// All languages of the page.
pub fn all() -> &'static [(&'static str, Words)] {
    static ALL: OnceLock<Vec<(&'static str, Words)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |(tag, text): (&'static str, &str)| Some((tag, serde_json::from_str(text).ok()?));
        LANGUAGES.into_iter().filter_map(read).collect()
    })
}

/// The words of the first of these languages that the page speaks, else English.
pub fn of(wanted: &[String]) -> &'static str {
    let spoken = |tag: &String| {
        let base = tag.split('-').next().unwrap_or(tag);
        all().iter().map(|(tag, _)| *tag).find(|one| *one == base)
    };
    wanted.iter().find_map(spoken).unwrap_or("en")
}

/// The codes that a column of the template takes, each with what it stands for in a language; none for a column of free words.
pub fn coded(language: &str, column: &str) -> Vec<(String, String)> {
    let of = NAMED.iter().find(|(tag, _)| *tag == language).or(NAMED.first());
    let text = of.and_then(|(_, columns)| columns.iter().find(|(name, _)| *name == column));
    let names: serde_json::Map<String, serde_json::Value> =
        text.and_then(|(_, text)| serde_json::from_str(text).ok()).unwrap_or_default();
    // What is not known is said by an empty cell; who tells the police by being it, by who answers.
    let says = |code: &str| code != "unknown" && !(column == "tells_police" && code == "police");
    names
        .into_iter()
        .filter_map(|(code, name)| Some((code.clone(), name.as_str()?.to_owned())).filter(|_| says(&code)))
        .collect()
}

/// A reason of the report in a language, if it has it: `{}` in a reason stands for whatever stood there.
pub fn reason(language: &str, why: &str) -> Option<String> {
    static ALL: OnceLock<BTreeMap<&str, BTreeMap<String, String>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        REASONS.into_iter().map(|(tag, text)| (tag, serde_json::from_str(text).unwrap_or_default())).collect()
    });
    let reasons = all.get(language)?;
    let whole = |why: &str| {
        let filled = || reasons.iter().find_map(|(pattern, said)| filled_in(pattern, said, why, reasons));
        reasons.get(why).cloned().or_else(filled)
    };
    // Several reasons of one thing stand behind each other.
    let each = || why.split("; ").map(whole).collect::<Option<Vec<String>>>().map(|all| all.join("; "));
    whole(why).or_else(each)
}

/// What is said where a reason is of a pattern, with what stood in its blanks.
fn filled_in(pattern: &str, said: &str, why: &str, reasons: &BTreeMap<String, String>) -> Option<String> {
    let mut parts = pattern.split("{}");
    let mut rest = why.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        let last = at + 1 == parts.len();
        let (value, after) = if last { (rest.strip_suffix(part)?, "") } else { rest.split_once(part)? };
        found.push(reasons.get(value).map_or(value, String::as_str));
        rest = after;
    }
    let mut said_parts = said.split("{}");
    let first = said_parts.next()?.to_owned();
    let text = found.iter().zip(said_parts).fold(first, |text, (value, part)| text + value + part);
    (!found.is_empty()).then_some(text)
}

/// A sentence with what stands in its braces.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use sidedoor_import::template::COLUMNS;

    use super::*;

    fn blanks(text: &str) -> Vec<&str> {
        let mut all: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn every_language_says_everything_and_leaves_the_same_blanks() {
        assert_eq!(all().len(), LANGUAGES.len(), "a file of resources/workbench cannot be read");
        let [(_, first), others @ ..] = all() else { panic!("no language") };
        for (tag, words) in others {
            for ((name, ours), (_, theirs)) in first.all().into_iter().zip(words.all()) {
                assert_eq!(blanks(ours), blanks(theirs), "{tag}: {name}");
                assert!(!theirs.trim().is_empty(), "{tag}: {name}");
            }
            assert_eq!(first.codes.keys().collect::<Vec<_>>(), words.codes.keys().collect::<Vec<_>>(), "{tag}");
        }
        for (tag, words) in all() {
            let mut columns = COLUMNS.to_vec();
            columns.sort_unstable();
            assert_eq!(words.columns.keys().collect::<Vec<_>>(), columns, "{tag}");
        }
    }

    #[test]
    fn every_sentence_is_shown() {
        let mut source = String::new();
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/page")).unwrap().flatten() {
            source.push_str(&std::fs::read_to_string(entry.path()).unwrap());
        }
        let shown =
            |name: &str| source.contains(&format!("words().{name}")) || source.contains(&format!("words.{name}"));
        let unused: Vec<&str> =
            all()[0].1.all().into_iter().map(|(name, _)| name).filter(|name| !shown(name)).collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn a_column_of_codes_says_what_each_stands_for_in_every_language() {
        for (tag, _) in all() {
            assert_eq!(coded(tag, "needs").len(), sidedoor_core::codes::Need::ALL.len(), "{tag}");
            let tells: Vec<String> = coded(tag, "tells_police").into_iter().map(|(code, _)| code).collect();
            assert_eq!(tells, ["asks_first", "must_report"], "{tag}");
            assert!(coded(tag, "name").is_empty());
        }
    }

    #[test]
    fn a_reason_is_said_in_the_words_of_the_page_with_what_stood_in_it() {
        let why = "no time zone such as America/New_York; give --time-zone";
        assert!(!reason("en", why).unwrap().contains("--"));
        assert!(reason("es", why).unwrap().contains("zona horaria"));
        assert_eq!(reason("en", "something else"), None);
        let known = [("1".to_owned(), "one".to_owned())].into();
        assert_eq!(filled_in("a {} b {} c", "{}, {}!", "a 1 b 2 c", &known).as_deref(), Some("one, 2!"));
        assert_eq!(filled_in("a {} b", "{}", "a 1 c", &known), None);
    }

    /// What the importer no longer says is no longer translated, and nothing that the page shows speaks of options.
    #[test]
    fn every_reason_is_one_that_the_importer_gives() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../kit/import/src");
        let mut source = String::new();
        for entry in std::fs::read_dir(folder).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            source.push_str(&std::fs::read_to_string(entry.path()).unwrap());
        }
        // Sentences that go on in the next line.
        let lines: Vec<&str> = source.split("\\\n").collect();
        let source = lines.iter().map(|line| line.trim_start()).collect::<String>();
        for (tag, text) in REASONS {
            let reasons: BTreeMap<String, String> = serde_json::from_str(text).unwrap();
            for (why, said) in &reasons {
                assert!(!said.contains("--"), "{tag}: {said}");
                assert_eq!(why.matches("{}").count(), said.matches("{}").count(), "{tag}: {why}");
                let missing = why.split("{}").find(|part| !source.contains(&part.replace('"', "\\\"")));
                assert!(missing.is_none(), "{tag}: the importer says no {missing:?} of {why:?}");
            }
        }
    }

    #[test]
    fn the_page_speaks_what_a_browser_asks_for_if_it_can() {
        let wanted = |tags: &[&str]| of(&tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>());
        assert_eq!(wanted(&["de-DE", "es-MX", "en"]), "es");
        assert_eq!(wanted(&["de"]), "en");
    }
}
