//! What holds for every published rule, whatever is answered.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::said::is_open;
use super::written::{Instrument, Rule, all};
use super::{cases, judge};

/// Any JSON, a few levels deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        prop::sample::select(vec!["yes", "no", "skip", "not_sure", "sex", "lpr", "CD1", "RV8"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(".{0,8}", inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Every field that an instrument knows.
fn fields(instrument: &'static Instrument) -> Vec<String> {
    let whole = instrument.whole().unwrap();
    let items = whole.items.iter().chain(&whole.facts).map(|item| item.id.clone());
    let fixed = ["present", "items", "adult_labour_items", "child_labour_items", "age", "score", "positive_count"];
    let more = ["yes_count", "strong", "medium", "weak", "child", "minor", "kind", "status", ""];
    items.chain(fixed.into_iter().chain(more).map(str::to_owned)).collect()
}

fn any_instrument() -> impl Strategy<Value = &'static Instrument> {
    prop::sample::select(all().unwrap().iter().collect::<Vec<_>>())
}

/// An instrument, and odd answers to fields that it knows and some that it doesn't.
fn odd_answers() -> impl Strategy<Value = (&'static Instrument, Value)> {
    any_instrument().prop_flat_map(|instrument| {
        let field = prop::sample::select(fields(instrument));
        let answers = prop::collection::btree_map(field, any_json(), 0..6);
        (Just(instrument), answers.prop_map(|fields| Value::Object(fields.into_iter().collect())))
    })
}

/// Answers to as many questions as any instrument has: now mostly yes, now mostly not.
fn said() -> impl Strategy<Value = Vec<&'static str>> {
    (1_u32..10).prop_flat_map(|yes| {
        let open = prop::sample::select(vec!["no", "skip", "not_sure"]);
        prop::collection::vec(prop_oneof![yes => Just("yes"), 10 - yes => open], 80)
    })
}

/// Every item and fact of an instrument answered, every word said, and a count where the rule stands on one.
fn fit(instrument: &'static Instrument, said: &[&str], count: u64) -> Map<String, Value> {
    let whole = instrument.whole().unwrap();
    let ids = whole.items.iter().chain(&whole.facts).map(|item| item.id.clone());
    let mut answers: Map<String, Value> = ids.zip(said.iter().copied().map(Value::from)).collect();
    for (field, words) in &whole.words {
        let word = words.keys().nth(usize::try_from(count).unwrap() % words.len()).unwrap();
        answers.insert(field.clone(), word.as_str().into());
    }
    match &instrument.rule {
        Rule::Count { .. } if instrument.items.is_empty() => answers.insert("positive_count".to_owned(), count.into()),
        Rule::Bands { .. } => answers.insert("score".to_owned(), count.into()),
        _ => None,
    };
    answers
}

fn calls(instrument: &str, answers: &Map<String, Value>) -> Option<bool> {
    judge(instrument, &Value::Object(answers.clone())).ok().map(|outcome| outcome.calls_for_help())
}

proptest! {
    #[test]
    fn any_answers_to_any_instrument_are_taken_without_harm(
        (instrument, answers) in odd_answers(),
        other in any_json(),
        name in ".{0,8}",
    ) {
        for answers in [&answers, &other] {
            if let Err(fault) = judge(&instrument.id, answers) {
                prop_assert!(!fault.what.is_empty());
            }
        }
        prop_assert!(judge(&name, &answers).is_err());
    }

    #[test]
    fn any_file_of_cases_is_taken_without_harm(cases in prop::collection::vec(any_json(), 0..5), text in ".{0,40}") {
        let many = cases.len();
        let report = cases::judge_all(&json!({"cases": cases}).to_string()).unwrap();
        prop_assert_eq!(report.passed + report.failed.len(), many);
        let _ = cases::judge_all(&text);
    }

    /// But for the one law that excludes offences and asks other things of adults.
    #[test]
    fn one_more_yes_never_takes_help_away(said in said(), count in 0_u64..9, at in any::<prop::sample::Index>()) {
        for instrument in all().unwrap().iter().filter(|instrument| instrument.id != "s45") {
            let answers = fit(instrument, &said, count);
            if calls(&instrument.id, &answers) != Some(true) {
                continue;
            }
            let open = |id: &&String| matches!(answers[*id].as_str(), Some("no" | "skip" | "not_sure"));
            let mut asked: Vec<&String> = answers.keys().filter(open).collect();
            if asked.len() > 8 {
                asked = vec![asked[at.index(asked.len())]];
            }
            for id in asked {
                let mut more = answers.clone();
                more.insert(id.clone(), "yes".into());
                // A child's answers may not hold what is on the list for adults alone.
                prop_assert_ne!(calls(&instrument.id, &more), Some(false), "{} {}", instrument.id, id);
            }
        }
    }

    #[test]
    fn a_higher_count_never_turns_positive_to_negative(
        instrument in any_instrument(),
        count in 0_u64..30,
        more in 0_u64..30,
    ) {
        let field = if matches!(instrument.rule, Rule::Bands { .. }) { "score" } else { "positive_count" };
        let calls = |count: u64| judge(&instrument.id, &json!({field: count})).map(|outcome| outcome.calls_for_help());
        if let (Ok(before), Ok(after)) = (calls(count), calls(count + more)) {
            prop_assert!(!before || after, "{}", instrument.id);
        }
    }

    #[test]
    fn skipped_not_sure_and_missing_are_all_the_same_as_no(said in said(), count in 0_u64..9) {
        for instrument in all().unwrap() {
            let open = fit(instrument, &said, count);
            let no: Map<String, Value> = open
                .iter()
                .map(|(id, said)| (id.clone(), if is_open(said) { "no".into() } else { said.clone() }))
                .collect();
            let given = |id: &String, said: &Value| !is_open(said) || instrument.required.contains(id);
            let missing: Map<String, Value> =
                open.iter().filter(|(id, said)| given(id, said)).map(|(id, said)| (id.clone(), said.clone())).collect();
            let judged = |answers| judge(&instrument.id, &Value::Object(answers));
            let outcome = judged(open);
            prop_assert_eq!(&outcome, &judged(no));
            prop_assert_eq!(&outcome, &judged(missing));
        }
    }

    #[test]
    fn a_child_never_needs_means_and_consent_changes_nothing(
        [act, purpose, means, consent, minor] in any::<[bool; 5]>(),
        dimensions in any::<[bool; 4]>(),
    ) {
        let palermo = |means: bool, consent: bool| {
            let answers = json!({"act": act, "purpose": purpose, "means": means, "under_18": minor,
                "said_yes_at_first": consent});
            judge("palermo", &answers).unwrap().code()
        };
        prop_assert_eq!(palermo(means, consent), palermo(means, !consent));
        if minor {
            prop_assert_eq!(palermo(false, consent), palermo(true, consent));
        }
        let [dr, cr, _, cd] = dimensions;
        let case = judge("delphi_case", &json!({"DR": dr, "CR": cr, "EX": 1, "CD": cd, "child": 1, "act": 1})).unwrap();
        prop_assert_eq!(case.code(), "trafficking_for_forced_labour");
    }
}
