//! Sorting, once: the library's sort is written out for each type at 4 KB of WebAssembly. This one stands there
//! once, in half a kilobyte, and every list is ordered through it.

/// The rows of a table in the order of their keys; rows with the same key keep theirs.
pub fn rows_by<K: Ord>(keys: &[K]) -> Vec<usize> {
    merged(keys.len(), &|one, other| keys.get(one) < keys.get(other))
}

/// Orders by a key, lowest first; what has the same key keeps its order.
pub fn by<T: Clone, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    *items = rows_by(&keys).into_iter().filter_map(|row| items.get(row).cloned()).collect();
}

/// Joins small numbers into one that orders like them, the first counting most.
pub fn number(parts: &[u8]) -> u64 {
    parts.iter().fold(0, |all, part| all << 8 | u64::from(*part))
}

/// The numbers below `count` as `before` orders them: neighbours are merged, then pairs of them, and so on.
fn merged(count: usize, before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut long = 1;
    while long < count {
        let mut next = Vec::with_capacity(count);
        for pair in order.chunks(long * 2) {
            let (mut left, mut right) = pair.split_at(long.min(pair.len()));
            while let (Some((one, ones)), Some((other, others))) = (left.split_first(), right.split_first()) {
                if before(*other, *one) {
                    next.push(*other);
                    right = others;
                } else {
                    next.push(*one);
                    left = ones;
                }
            }
            next.extend(left);
            next.extend(right);
        }
        order = next;
        long *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn order_is_by_the_first_part_then_the_next() {
        let mut items = vec![(2, 1, 'a'), (1, 9, 'b'), (1, 9, 'c'), (1, 3, 'd')];
        by(&mut items, |item| number(&[item.0, item.1]));
        assert_eq!(items.iter().map(|item| item.2).collect::<String>(), "dbca");
    }

    #[test]
    fn a_number_orders_like_its_parts() {
        assert_eq!(number(&[1, 2, 255]), 0x01_02_ff);
        assert_eq!(number(&[]), 0);
    }

    proptest! {
        #[test]
        fn any_list_is_ordered_as_the_library_orders_it_and_keeps_what_is_equal(
            keys in proptest::collection::vec(0_u8..20, 0..80)
        ) {
            let mut ours: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut theirs = ours.clone();
            by(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
