//! Which of two lists belong together: the pairs with the greatest sum of squared likenesses.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Most entries of a list that are assigned in the best way; from here on the best pair of all is taken first. The best way takes time
/// with the third power.
const BEST: usize = 400;

/// Steps that the square of a likeness between 0 and 1 is told in, for sums without rounding.
const STEPS: f32 = 1_000_000.0;

/// Pairs of `olds` and `news` by their places; none of a likeness below `least`.
pub(crate) fn assign(
    olds: usize,
    news: usize,
    least: f32,
    likeness: impl Fn(usize, usize) -> f32,
) -> Vec<(usize, usize)> {
    if olds == 0 || news == 0 {
        return Vec::new();
    }
    let weight = |old, new| {
        let likeness = likeness(old, new);
        // Squared: one pair that is the same outweighs two that are somewhat alike.
        if likeness < least { 0 } else { (likeness * likeness * STEPS) as i64 + 1 }
    };
    let mut pairs = if olds.max(news) > BEST {
        greedy(olds, news, weight)
    } else if olds <= news {
        best(olds, news, weight)
    } else {
        best(news, olds, |new, old| weight(old, new)).into_iter().map(|(new, old)| (old, new)).collect()
    };
    pairs.sort_unstable();
    pairs
}

fn best(rows: usize, columns: usize, weight: impl Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
    let weights = Matrix::from_fn(rows, columns, |(row, column)| weight(row, column));
    let (_, chosen) = kuhn_munkres(&weights);
    chosen.into_iter().enumerate().filter(|pair| weights[*pair] > 0).collect()
}

fn greedy(olds: usize, news: usize, weight: impl Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
    let mut weighed: Vec<(i64, usize, usize)> = Vec::new();
    for old in 0..olds {
        weighed.extend((0..news).map(|new| (weight(old, new), old, new)).filter(|(weight, ..)| *weight > 0));
    }
    weighed.sort_unstable_by_key(|(weight, old, new)| (-weight, old.abs_diff(*new), *old, *new));
    let (mut old_taken, mut new_taken) = (vec![false; olds], vec![false; news]);
    let mut pairs = Vec::new();
    for (_, old, new) in weighed {
        if !old_taken[old] && !new_taken[new] {
            (old_taken[old], new_taken[new]) = (true, true);
            pairs.push((old, new));
        }
    }
    pairs
}

/// Which of some pairs keep their order: those of the greatest sum of weights that are in the same order on both sides. `pairs` are in
/// the order of the old side, each with its place on the new one.
pub(crate) fn in_order(pairs: &[(usize, u64)]) -> Vec<bool> {
    // For each pair the best chain that ends in it, and the pair before it.
    let mut chains: Vec<(u64, Option<usize>)> = Vec::with_capacity(pairs.len());
    // Ends of chains by place, weights rising with them.
    let mut ends: std::collections::BTreeMap<usize, (u64, usize)> = std::collections::BTreeMap::new();
    for (at, (place, weight)) in pairs.iter().enumerate() {
        let before = ends.range(..place).next_back().map(|(_, end)| *end);
        let total = before.map_or(0, |(total, _)| total) + weight;
        chains.push((total, before.map(|(_, at)| at)));
        let worse: Vec<usize> = ends.range(place..).take_while(|(_, end)| end.0 <= total).map(|(at, _)| *at).collect();
        for place in worse {
            ends.remove(&place);
        }
        if ends.range(..=place).next_back().is_none_or(|(_, end)| end.0 < total) {
            ends.insert(*place, (total, at));
        }
    }
    let mut kept = vec![false; pairs.len()];
    let mut next = ends.values().next_back().map(|(_, at)| *at);
    while let Some(at) = next {
        kept[at] = true;
        next = chains[at].1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_decides_and_not_the_first_pair() {
        // The first old is most like the first new, but then the second would find none.
        let likeness = [[0.9, 0.8], [0.8, 0.1]];
        assert_eq!(assign(2, 2, 0.3, |old, new| likeness[old][new]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn one_that_is_the_same_is_not_given_up_for_two_that_are_somewhat_alike() {
        let likeness = [[0.5, 0.0], [0.98, 0.52]];
        assert_eq!(assign(2, 2, 0.4, |old, new| likeness[old][new]), [(1, 0)]);
    }

    #[test]
    fn what_is_less_alike_than_asked_for_stays_alone() {
        assert_eq!(assign(2, 1, 0.5, |old, _| if old == 0 { 0.4 } else { 0.6 }), [(1, 0)]);
        assert_eq!(assign(0, 1, 0.5, |_, _| 1.0), []);
    }

    #[test]
    fn long_lists_find_the_same_where_nothing_competes() {
        let pairs = assign(BEST + 5, BEST + 5, 0.5, |old, new| if (old * 7) % (BEST + 5) == new { 1.0 } else { 0.0 });
        assert_eq!(pairs.len(), BEST + 5);
        assert!(pairs.iter().all(|(old, new)| (old * 7) % (BEST + 5) == *new));
    }

    #[test]
    fn the_heavier_of_two_that_crossed_keeps_its_place() {
        assert_eq!(in_order(&[(1, 5), (0, 9)]), [false, true]);
        assert_eq!(in_order(&[(0, 1), (3, 1), (1, 1), (2, 1)]), [true, false, true, true]);
        assert!(in_order(&[]).is_empty());
    }
}
