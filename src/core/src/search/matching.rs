//! How well a typed word fits a word of the vocabulary: whole, as a beginning, or with slips.
//!
//! Whole words and beginnings are found where they stand in the sorted vocabulary; only a word that stands
//! nowhere is compared with others, and with most of them only at a glance.

/// A fit between 0 (none) and 1 (the same word).
pub(super) type Fit = f32;

/// Shortest word in which one slip is forgiven; in a shorter one a slip makes another word.
const ONE_SLIP: usize = 4;
/// Shortest word in which two are.
const TWO_SLIPS: usize = 7;
/// Shortest beginning that is looked up, of the word that is being typed.
const SHORTEST_LAST: usize = 2;
/// Of the words before it.
const SHORTEST: usize = 4;

/// What can be told of a word at a glance: the letters that it holds, folded into 32 bits, and how many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    letters: u32,
    length: u8,
}

impl Glance {
    pub(super) fn of(word: &str) -> Self {
        let letters = word.bytes().fold(0, |bits, byte| bits | 1 << (byte & 31));
        Self { letters, length: u8::try_from(word.chars().count()).unwrap_or(u8::MAX) }
    }
}

/// A typed word, with what is worked out once for the whole vocabulary.
pub(super) struct Typed {
    chars: Vec<char>,
    glance: Glance,
    slips: u8,
    last: bool,
}

impl Typed {
    /// `last`: it may still be being typed. `known`: the word stands in the vocabulary, so that nothing in it is taken
    /// for a slip.
    pub(super) fn new(word: &str, last: bool, known: bool) -> Self {
        let chars: Vec<char> = word.chars().collect();
        let slips = match chars.len() {
            _ if known || word.bytes().any(|byte| byte.is_ascii_digit()) => 0,
            length if length >= TWO_SLIPS => 2,
            length if length >= ONE_SLIP => 1,
            _ => 0,
        };
        Self { glance: Glance::of(word), chars, slips, last }
    }

    /// Whether it begins other words, rather than being looked up whole only.
    pub(super) fn is_beginning(&self) -> bool {
        self.chars.len() >= if self.last { SHORTEST_LAST } else { SHORTEST }
    }

    /// Whether slips in it are forgiven.
    pub(super) fn forgives(&self) -> bool {
        self.slips > 0
    }

    /// Whether a word can be at most the forgiven slips away: two words one slip apart differ in at most two
    /// letters and in length by one. Almost every word of a vocabulary ends here.
    pub(super) fn may_fit(&self, other: Glance) -> bool {
        (self.glance.letters ^ other.letters).count_ones() <= 2 * u32::from(self.slips)
            && self.glance.length.abs_diff(other.length) <= self.slips
    }

    /// How well it fits a word with slips.
    pub(super) fn fit(&self, word: &str) -> Fit {
        match distance(&self.chars, word, usize::from(self.slips)) {
            Some(0) => 1.0,
            Some(1) => 0.7,
            Some(2) => 0.45,
            _ => 0.0,
        }
    }
}

/// How well a beginning fits a word that goes on for so many more letters.
pub(super) fn beginning(more: usize) -> Fit {
    if more == 0 { 1.0 } else { 0.92 - 0.03 * short(more.min(12)) }
}

/// A small count as a number to reckon with.
pub(super) fn short(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}

/// The longest word that is compared, in letters; queries and vocabulary hold none longer.
const LONGEST: usize = 32;

/// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, at most `most`.
fn distance(typed: &[char], word: &str, most: usize) -> Option<usize> {
    let width = typed.len();
    if width > LONGEST {
        return None;
    }
    let at = |line: &[u8; LONGEST + 1], column: usize| usize::from(line.get(column).copied().unwrap_or(u8::MAX));
    let mut before = [0_u8; LONGEST + 1];
    let mut last: [u8; LONGEST + 1] = core::array::from_fn(|column| u8::try_from(column).unwrap_or(u8::MAX));
    let mut previous = None;
    for (row, letter) in word.chars().enumerate() {
        let mut next = [u8::MAX; LONGEST + 1];
        let mut nearest = row + 1;
        set(&mut next, 0, nearest);
        for (column, typed_letter) in typed.iter().enumerate() {
            let same = usize::from(*typed_letter != letter);
            let mut best = (at(&last, column) + same).min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let neighbour = column.checked_sub(1).and_then(|column| typed.get(column));
            if neighbour == Some(&letter) && previous == Some(*typed_letter) {
                best = best.min(at(&before, column - 1) + 1);
            }
            set(&mut next, column + 1, best);
            nearest = nearest.min(best);
        }
        if nearest > most {
            return None;
        }
        previous = Some(letter);
        before = core::mem::replace(&mut last, next);
    }
    Some(at(&last, width)).filter(|distance| *distance <= most)
}

fn set(line: &mut [u8; LONGEST + 1], column: usize, value: usize) {
    if let Some(place) = line.get_mut(column) {
        *place = u8::try_from(value).unwrap_or(u8::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(typed: &str, word: &str) -> Fit {
        if let Some(rest) = word.strip_prefix(typed) {
            return beginning(rest.len());
        }
        let typed = Typed::new(typed, true, false);
        if typed.forgives() && typed.may_fit(Glance::of(word)) { typed.fit(word) } else { 0.0 }
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
