//! The ILO and European Commission's operational indicators: signs of three strengths make a dimension positive, and
//! positive dimensions make a case.
//!
//! Read in a secondary copy (grade B). The table of cases that was seen leaves some combinations open, such as
//! coercive recruitment and exploitation without coercion at the destination: they are `undefined`.

use super::Fault;
use super::answers::Answers;
use super::rules::look_up;
use super::written::{Delphi, Instrument, Rule};

/// Whether so many strong, medium and weak signs make a dimension positive.
pub fn is_positive(delphi: &Delphi, signs: [u64; 3]) -> bool {
    let met = |combination: &[u64; 3]| signs.iter().zip(combination).all(|(there, wanted)| there >= wanted);
    delphi.combinations.iter().any(met)
}

/// The outcome for a single dimension: from counts of signs, or from items, where one positive dimension is enough.
///
/// # Errors
/// When the instrument is no part of a Delphi instrument.
pub fn dimension(instrument: &'static Instrument, answers: &Answers) -> Result<&'static str, Fault> {
    let (whole, delphi) = rule(instrument)?;
    let number = |tier: &str| answers.numbers.get(tier).copied().unwrap_or_default();
    let counted = ["strong", "medium", "weak"].map(number);
    let mut dimensions = whole.items.iter().map(|item| item.dimension.as_str());
    let positive = is_positive(delphi, counted)
        || dimensions
            .any(|dimension| answers.yes.contains(dimension) || is_positive(delphi, answers.weights(whole, dimension)));
    Ok(if positive { &delphi.positive } else { &delphi.negative })
}

/// The outcome for a case: from dimensions that are said to be positive, and from items.
///
/// # Errors
/// When the instrument is no part of a Delphi instrument; when signs are counted, which say no dimension.
pub fn case(instrument: &'static Instrument, answers: &Answers) -> Result<&'static str, Fault> {
    let (whole, delphi) = rule(instrument)?;
    if let Some(tier) = answers.numbers.keys().next() {
        return Err(Fault::new(tier, "says no dimension; a case is judged from items or dimensions"));
    }
    let holds = |name: &str| answers.yes.contains(name) || is_positive(delphi, answers.weights(whole, name));
    Ok(look_up(&delphi.case, &holds, answers))
}

fn rule(instrument: &'static Instrument) -> Result<(&'static Instrument, &'static Delphi), Fault> {
    let whole = instrument.whole()?;
    match &whole.rule {
        Rule::Delphi(delphi) => Ok((whole, delphi)),
        _ => Err(Fault::new(&instrument.id, format!("{} weighs no signs", whole.id))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positive(signs: [u64; 3]) -> bool {
        is_positive(rule(Instrument::named("ilo_delphi").unwrap()).unwrap().1, signs)
    }

    /// The rule as it is published, written down once more.
    #[test]
    fn two_strong_or_strong_and_another_or_three_medium_or_two_medium_and_a_weak() {
        for strong in 0..4 {
            for medium in 0..5 {
                for weak in 0..6 {
                    let published =
                        strong >= 2 || (strong == 1 && medium + weak >= 1) || medium >= 3 || (medium == 2 && weak >= 1);
                    assert_eq!(positive([strong, medium, weak]), published, "{strong} {medium} {weak}");
                }
            }
        }
    }

    /// One more sign, or a stronger one in a weaker one's place, takes nothing away.
    #[test]
    fn a_stronger_sign_counts_at_least_as_a_weaker() {
        for signs in (0..6).flat_map(|s| (0..6).flat_map(move |m| (0..6).map(move |w| [s, m, w]))) {
            for tier in (0..3).filter(|_| positive(signs)) {
                let mut more = signs;
                more[tier] += 1;
                assert!(positive(more), "{signs:?} to {more:?}");
                if tier < 2 && signs[tier + 1] > 0 {
                    more[tier + 1] -= 1;
                    assert!(positive(more), "{signs:?} to {more:?}");
                }
            }
        }
    }

    #[test]
    fn counts_beyond_all_measure_do_no_harm() {
        assert!(positive([u64::MAX; 3]));
        assert!(!positive([0, 0, u64::MAX]));
    }
}
