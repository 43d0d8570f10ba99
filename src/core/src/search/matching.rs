//! How well a typed word fits a word of the vocabulary: whole, as a beginning, or with slips.

/// A fit between 0 (none) and 1 (the same word).
pub(super) type Fit = f32;

/// Shortest word in which one slip is forgiven; in a shorter one a slip makes another word.
const ONE_SLIP: usize = 4;
/// Shortest word in which two are.
const TWO_SLIPS: usize = 7;
/// Shortest beginning that is looked up.
const SHORTEST_PREFIX: usize = 2;

/// The letters that a word holds, folded into 32 bits.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, byte| bits | 1 << (byte & 31))
}

/// A typed word, with what is worked out once for the whole vocabulary.
pub(super) struct Typed<'a> {
    word: &'a str,
    chars: Vec<char>,
    letters: u32,
    slips: usize,
}

impl<'a> Typed<'a> {
    /// `known`: the word stands in the vocabulary, so that nothing in it is taken for a slip.
    pub(super) fn new(word: &'a str, known: bool) -> Self {
        let chars: Vec<char> = word.chars().collect();
        let slips = match chars.len() {
            _ if known || word.bytes().any(|byte| byte.is_ascii_digit()) => 0,
            length if length >= TWO_SLIPS => 2,
            length if length >= ONE_SLIP => 1,
            _ => 0,
        };
        Self { word, letters: letters(word), chars, slips }
    }

    /// How well it fits a word whose letters are known.
    pub(super) fn fit(&self, word: &str, letters: u32) -> Fit {
        if word == self.word {
            return 1.0;
        }
        let typed = self.chars.len();
        if typed >= SHORTEST_PREFIX && word.starts_with(self.word) {
            let rest = word.len() - self.word.len();
            return 0.92 - 0.03 * short(rest.min(12));
        }
        if self.slips == 0 || usize::try_from((self.letters ^ letters).count_ones()).is_ok_and(|n| n > 2 * self.slips) {
            return 0.0;
        }
        let length = word.chars().count();
        if length.abs_diff(typed) > self.slips {
            return 0.0;
        }
        match distance(&self.chars, word, self.slips) {
            Some(1) => 0.7,
            Some(2) => 0.45,
            _ => 0.0,
        }
    }
}

/// A small count as a number to reckon with.
pub(super) fn short(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, at most `most`.
fn distance(typed: &[char], word: &str, most: usize) -> Option<usize> {
    let width = typed.len() + 1;
    let (mut before, mut last): (Vec<usize>, Vec<usize>) = (vec![0; width], (0..width).collect());
    let mut previous = None;
    for (row, letter) in word.chars().enumerate() {
        let mut next = Vec::with_capacity(width);
        next.push(row + 1);
        for (column, typed_letter) in typed.iter().enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX);
            let same = usize::from(*typed_letter != letter);
            let mut best = (at(&last, column) + same).min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let neighbour = column.checked_sub(1).and_then(|column| typed.get(column));
            if neighbour == Some(&letter) && previous == Some(*typed_letter) {
                best = best.min(at(&before, column - 1) + 1);
            }
            next.push(best);
        }
        if next.iter().min().is_none_or(|least| *least > most) {
            return None;
        }
        previous = Some(letter);
        before = core::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(typed: &str, word: &str) -> Fit {
        Typed::new(typed, false).fit(word, letters(word))
    }

    #[test]
    fn whole_before_beginning_before_slip_before_two() {
        let fits =
            [fit("shelter", "shelter"), fit("shelt", "shelter"), fit("sheltr", "shelter"), fit("sheltxx", "shelter")];
        assert!(fits.is_sorted_by(|a, b| a > b), "{fits:?}");
        assert!(fits.iter().all(|fit| *fit > 0.0));
    }

    #[test]
    fn neighbours_swapped_are_one_slip() {
        assert_eq!(distance(&['a', 'b', 'c', 'd'], "abdc", 2), Some(1));
        assert_eq!(distance(&['a', 'b'], "ab", 2), Some(0));
        assert_eq!(distance(&['a', 'b', 'c', 'd'], "wxyz", 2), None);
    }

    #[test]
    fn short_words_and_numbers_forgive_nothing() {
        assert!(fit("men", "hen") < f32::EPSILON);
        assert!(fit("233722", "233733") < f32::EPSILON);
    }
}
