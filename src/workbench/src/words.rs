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
    undo redo keep keep_more unkept working stop stopped failed close
    step_services step_report step_mend step_look step_calls step_take
    drop drop_more choose about place place_more source source_more time_zone time_zone_more need need_more none own
    template template_more begin begin_more begin_go too_large not_read
    read_count read_rows read_files notes_first notes_rest notes_none notes_more row_of report_table again
    mend_none mend_find mend_count add edit remove called called_more called_never called_on save cancel row_saved row_refused
    yes_blank
    check checked check_outside faults
    look_more look_go look_language look_leaving
    calls_more calls_go calls_none calls_count calls_print calls_table recorded
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
    names.into_iter().filter_map(|(code, name)| Some((code.clone(), name.as_str()?.to_owned())).filter(|_| says(&code))).collect()
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
        let shown = |name: &str| source.contains(&format!("words().{name}")) || source.contains(&format!("words.{name}"));
        let unused: Vec<&str> = all()[0].1.all().into_iter().map(|(name, _)| name).filter(|name| !shown(name)).collect();
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
    fn the_page_speaks_what_a_browser_asks_for_if_it_can() {
        let wanted = |tags: &[&str]| of(&tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>());
        assert_eq!(wanted(&["de-DE", "es-MX", "en"]), "es");
        assert_eq!(wanted(&["de"]), "en");
    }
}
