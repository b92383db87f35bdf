//! Two lists side by side.

/// What the best alignment of the rests of two lists begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The first element of the left list has no partner.
    Left,
    /// The first element of the right list has none.
    Right,
    /// The two belong together.
    Pair,
}

/// The pairs of two lists of these lengths, in order of both, whose scores have the highest sum, each with its score.
///
/// Of several alignments with that sum it is the one that leaves out an element of the left list as early as can be, or else
/// one of the right; so a pair that scores nothing is none. Holds one byte for each two elements.
pub(super) fn align(lengths: [usize; 2], score: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize, f64)> {
    let [left, right] = lengths;
    let mut steps = vec![Step::Pair; left * right];
    // The highest sums of the rests from the element below, and from this one.
    let mut below = vec![0.0_f64; right + 1];
    let mut here = vec![0.0_f64; right + 1];
    for i in (0..left).rev() {
        for j in (0..right).rev() {
            let best = below[j].max(here[j + 1]).max(below[j + 1] + score(i, j));
            here[j] = best;
            if best == below[j] {
                steps[i * right + j] = Step::Left;
            } else if best == here[j + 1] {
                steps[i * right + j] = Step::Right;
            }
        }
        std::mem::swap(&mut below, &mut here);
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < left && j < right {
        match steps[i * right + j] {
            Step::Left => i += 1,
            Step::Right => j += 1,
            Step::Pair => {
                pairs.push((i, j, score(i, j)));
                i += 1;
                j += 1;
            }
        }
    }
    pairs
}
