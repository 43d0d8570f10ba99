use proptest::prelude::*;

use super::*;

/// Rules that own what is in them.
#[derive(Clone, Debug)]
struct Owned {
    questions: Vec<Question>,
    help: Vec<Need>,
}

impl Owned {
    fn rules(&self) -> Rules<'_> {
        Rules { questions: &self.questions, help: &self.help }
    }
}

/// Any rules that a check lets through.
fn rules() -> impl Strategy<Value = Owned> {
    let question = (any::<u32>(), any::<u32>(), any::<bool>(), 0_usize..4, [0_usize..6, 0..6, 0..6]);
    let help = Just(Need::ALL.to_vec()).prop_shuffle();
    (proptest::collection::vec(question, 1..16), help, 1_usize..15).prop_map(|(drawn, help, most)| {
        let count = drawn.len();
        let mut ends: Vec<usize> = (1..=count).map(|_| count).collect();
        let mut questions = Vec::new();
        for (at, (concerns, brings, urgent, asks, jumps)) in drawn.into_iter().enumerate() {
            let targets = jumps.map(|jump| (at + 1 + jump).min(ends[at]));
            let to = |target: usize| if target >= count { Next::End } else { Next::Question(target) };
            let [no, not_sure, skip] = targets.map(to);
            let yes = to(at + 1);
            // What an answer leaves out ends no later than where that answer leads.
            for target in targets {
                for end in ends.iter_mut().take(target).skip(at + 1) {
                    *end = (*end).min(target);
                }
            }
            questions.push(Question {
                asks: Asks::ALL[asks],
                concerns: Flags(concerns),
                brings: Flags(brings),
                urgent,
                next: [yes, no, not_sure, skip],
            });
        }
        Owned { questions, help: help.into_iter().take(most).collect() }
    })
}

fn answer() -> impl Strategy<Value = Option<Answer>> {
    proptest::option::of((0_usize..4).prop_map(|at| Answer::ALL[at]))
}

fn answers() -> impl Strategy<Value = Vec<Option<Answer>>> {
    proptest::collection::vec(answer(), 0..20)
}

fn place(offers: &[Offer], need: Need) -> usize {
    offers.iter().position(|offer| offer.need == need).unwrap()
}

proptest! {
    #[test]
    fn everybody_is_offered_the_same_help(owned in rules(), answers in answers()) {
        let rules = owned.rules();
        let mut offered: Vec<Need> = rules.outcome(&answers).iter().map(|offer| offer.need).collect();
        let mut all = rules.help.to_vec();
        offered.sort_unstable();
        all.sort_unstable();
        prop_assert_eq!(offered, all);
    }

    #[test]
    fn a_skip_and_a_no_bring_nothing_and_take_nothing(owned in rules(), given in proptest::collection::vec(any::<bool>(), 16)) {
        let rules = owned.rules();
        let given: Vec<_> = given.into_iter().map(|no| Some(if no { Answer::No } else { Answer::Skip })).collect();
        let offers = rules.outcome(&given);
        prop_assert!(offers.iter().all(|offer| offer.because.is_empty()));
        prop_assert_eq!(offers.iter().map(|offer| offer.need).collect::<Vec<_>>(), rules.help.to_vec());
        prop_assert_eq!(rules.concerns(&given), Flags(0));
    }

    #[test]
    fn a_skip_never_counts_as_no(owned in rules(), answers in answers(), at in 0_usize..16) {
        let rules = owned.rules();
        // Where no and skip lead to the same question, they are the same; else a skip is not led where a no leads.
        let mut skipped = answers;
        skipped.resize(16, None);
        skipped[at] = Some(Answer::Skip);
        let said = rules.outcome(&skipped);
        prop_assert!(said.iter().all(|offer| offer.because.iter().all(|(question, _)| *question != at)));
        if let Some(question) = rules.questions.get(at) {
            prop_assert_eq!(rules.after(at, Answer::Skip), question.next[3]);
        }
    }

    #[test]
    fn another_yes_never_takes_help_away(owned in rules(), answers in answers(), at in 0_usize..16) {
        let rules = owned.rules();
        let mut more = answers;
        more.resize(16, None);
        let before = rules.outcome(&more);
        let touched = rules.concerns(&more);
        more[at] = Some(Answer::Yes);
        let after = rules.outcome(&more);
        prop_assert_eq!(rules.concerns(&more).0 & touched.0, touched.0);
        for offer in &before {
            let same = &after[place(&after, offer.need)];
            for (question, _) in &offer.because {
                prop_assert!(same.because.iter().any(|(one, _)| one == question));
            }
        }
    }

    #[test]
    fn what_was_brought_forward_stands_before_what_was_not(owned in rules(), answers in answers()) {
        let rules = owned.rules();
        let offers = rules.outcome(&answers);
        let urgent = |offer: &Offer| offer.because.iter().any(|(at, _)| rules.questions[*at].urgent);
        prop_assert!(offers.is_sorted_by_key(|offer| (!urgent(offer), offer.because.is_empty())));
        // Among equals the order is the file's.
        for pair in offers.windows(2).filter(|pair| urgent(&pair[0]) == urgent(&pair[1]) && pair[0].because.is_empty() == pair[1].because.is_empty()) {
            let at = |need: Need| rules.help.iter().position(|one| *one == need);
            prop_assert!(at(pair[0].need) < at(pair[1].need));
        }
    }

    #[test]
    fn the_order_of_answering_changes_nothing(owned in rules(), answers in answers(), order in Just((0_usize..20).collect::<Vec<_>>()).prop_shuffle()) {
        let rules = owned.rules();
        let mut later = vec![None; answers.len()];
        for at in order.into_iter().filter(|at| *at < answers.len()) {
            later[at] = answers[at];
        }
        prop_assert_eq!(rules.outcome(&later), rules.outcome(&answers));
    }

    #[test]
    fn every_way_ends_and_goes_only_onward(owned in rules(), answers in answers()) {
        let rules = owned.rules();
        let way = rules.way(&answers);
        prop_assert!(way.is_sorted_by(|one, next| one < next));
        prop_assert!(way.len() <= rules.questions.len());
        prop_assert_eq!(way.first(), Some(&0));
        let last = *way.last().unwrap();
        let answer = answers.get(last).copied().flatten().unwrap_or(Answer::Skip);
        prop_assert_eq!(rules.after(last, answer), Next::End);
    }

    #[test]
    fn no_way_is_longer_than_what_is_said_to_be_left(owned in rules(), answers in answers()) {
        let rules = owned.rules();
        let way = rules.way(&answers);
        for (gone, question) in way.iter().enumerate() {
            prop_assert!(way.len() - gone <= rules.most_left(*question));
        }
    }

    #[test]
    fn rules_that_nobody_checked_still_end(targets in proptest::collection::vec([0_usize..30, 0..30, 0..30, 0..30], 1..16), answers in answers()) {
        let questions = targets.into_iter().map(|next| Question {
            asks: Asks::YesNo, concerns: Flags(1), brings: Flags(1), urgent: false, next: next.map(Next::Question),
        });
        let questions: Vec<Question> = questions.collect();
        let rules = Rules { questions: &questions, help: &[Need::Talk] };
        prop_assert!(rules.way(&answers).len() <= rules.questions.len());
        prop_assert!(rules.most_left(0) <= rules.questions.len());
        let _ = rules.outcome(&answers);
    }
}

#[test]
fn a_gate_is_no_answer_to_anything() {
    let question = |asks, urgent| Question {
        asks,
        concerns: Flags(2),
        brings: Flags(Need::Talk.bit()),
        urgent,
        next: [Next::End; 4],
    };
    let owned = |asks| Owned { questions: vec![question(asks, false)], help: vec![Need::Shelter, Need::Talk] };
    for asks in [Asks::Gate, Asks::Place, Asks::Setting] {
        assert_eq!(owned(asks).rules().concerns(&[Some(Answer::Yes)]), Flags(0));
        assert_eq!(owned(asks).rules().outcome(&[Some(Answer::Yes)])[0].need, Need::Shelter);
    }
    assert_eq!(owned(Asks::YesNo).rules().concerns(&[Some(Answer::NotSure)]), Flags(2));
    assert_eq!(
        owned(Asks::YesNo).rules().outcome(&[Some(Answer::NotSure)])[0],
        Offer { need: Need::Talk, because: vec![(0, false)] }
    );
}

#[test]
fn a_question_that_is_not_there_leads_to_the_end() {
    let rules = Rules { questions: &[], help: &[Need::Talk] };
    assert_eq!(rules.after(0, Answer::Yes), Next::End);
    assert_eq!(rules.most_left(0), 0);
    assert_eq!(rules.way(&[]), Vec::<usize>::new());
    assert_eq!(rules.outcome(&[Some(Answer::Yes)]).len(), 1);
}
