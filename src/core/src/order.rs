//! Sorting, once. Each sort of another type costs 4 KB of WebAssembly, so every list is ordered through the
//! same two functions.

/// Orders by a number, lowest first; what has the same number keeps its order.
pub fn by_number<T: Copy>(items: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    let mut keys: Vec<(u64, usize)> = items.iter().enumerate().map(|(at, item)| (key(item), at)).collect();
    keys.sort_unstable();
    *items = keys.iter().filter_map(|(_, at)| items.get(*at).copied()).collect();
}

/// Orders by a text, for lists short enough that inserting each in its place is no work.
pub fn by_text<T>(items: &mut Vec<T>, key: impl Fn(&T) -> String) {
    let mut placed: Vec<(String, T)> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        let text = key(&item);
        let at = placed.partition_point(|(other, _)| *other <= text);
        placed.insert(at, (text, item));
    }
    items.extend(placed.into_iter().map(|(_, item)| item));
}

/// Joins small numbers into one that orders like them, the first counting most.
pub fn number(parts: &[u8]) -> u64 {
    parts.iter().fold(0, |all, part| all << 8 | u64::from(*part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_by_the_first_part_then_the_next_and_keeps_what_is_equal() {
        let mut items = vec![(2, 1, 'a'), (1, 9, 'b'), (1, 9, 'c'), (1, 3, 'd')];
        by_number(&mut items, |item| number(&[item.0, item.1]));
        assert_eq!(items.iter().map(|item| item.2).collect::<String>(), "dbca");
        let mut words = vec!["pear", "apple", "fig"];
        by_text(&mut words, |word| (*word).to_owned());
        assert_eq!(words, ["apple", "fig", "pear"]);
    }
}
