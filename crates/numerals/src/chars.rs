//! Sets of chars that tell in one step whether a char is in them, for what is asked of every char of a text.

/// Code points of the basic plane. Those beyond it are in no set.
const PLANE: usize = 0x1_0000;

/// A set of chars of the basic plane.
#[derive(Debug)]
pub(crate) struct Chars {
    bits: Box<[u64]>,
}

impl Chars {
    /// Those of some chars that are of the plane.
    pub(crate) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut bits = vec![0; PLANE / 64].into_boxed_slice();
        for c in chars {
            let (at, bit) = Self::place(c);
            if let Some(bits) = bits.get_mut(at) {
                *bits |= bit;
            }
        }
        Self { bits }
    }

    /// Whether a char is in the set.
    pub(crate) fn contains(&self, c: char) -> bool {
        let (at, bit) = Self::place(c);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn place(c: char) -> (usize, u64) {
        (c as usize / 64, 1 << (c as usize % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_it_was_made_of() {
        let known = ['\0', '?', '@', '一', '\u{FFFF}'];
        let chars = Chars::of(known.into_iter().chain(['𠀀']));
        for c in '\0'..='\u{20000}' {
            assert_eq!(chars.contains(c), known.contains(&c), "{c:?}");
        }
    }
}
