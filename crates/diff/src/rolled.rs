//! What only moved on with the plan's year.

use corpus::Due;
use numerals::date::BEFORE_REPUBLIC;
use numerals::number;

use crate::comparable::Comparable;

/// The years of two plans that are compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Years {
    old: i32,
    new: i32,
}

/// Years around that of the plan that its text may name and that move on with it: last year's results, a goal for the next four.
const AROUND: u32 = 15;

impl Years {
    /// `None` where a year is unknown, or the same on both sides: then nothing can move on.
    pub(crate) fn of(old: Option<i32>, new: Option<i32>) -> Option<Self> {
        old.zip(new).filter(|(old, new)| old != new).map(|(old, new)| Self { old, new })
    }

    fn moves(self, old: i32, new: i32) -> bool {
        new.checked_sub(old) == Some(self.new - self.old)
    }

    /// Whether two texts differ in nothing but years that moved on.
    pub(crate) fn rolled(self, old: &Comparable, new: &Comparable) -> bool {
        let (old, new) = (&old.chars[..], &new.chars[..]);
        let (mut i, mut j, mut moved) = (0, 0, false);
        while i < old.len() && j < new.len() {
            match (number::prefix(&old[i..]), number::prefix(&new[j..])) {
                (Some((a, read)), Some((b, reread))) if a != b => {
                    let (before, after) = (&old[i..i + read], &new[j..j + reread]);
                    if !self.is_year(before, after, old.get(i + read), new.get(j + reread)) {
                        return false;
                    }
                    (i, j, moved) = (i + read, j + reread, true);
                }
                (Some((_, read)), Some((_, reread))) => (i, j) = (i + read, j + reread),
                _ if old[i] == new[j] => (i, j) = (i + 1, j + 1),
                _ => return false,
            }
        }
        moved && i == old.len() && j == new.len()
    }

    /// Whether a number is a year that moved on to another, by what stands behind it.
    fn is_year(self, old: &[char], new: &[char], behind_old: Option<&char>, behind_new: Option<&char>) -> bool {
        // 1030630: the year is what stands before month and day.
        if let (&[.., _, _, _, _], 6..=7, 6..=7) = (old, old.len(), new.len())
            && old[old.len() - 4..] == new[new.len() - 4..]
        {
            return self.are_years(&old[..old.len() - 4], &new[..new.len() - 4]);
        }
        let ends = |behind: Option<&char>| behind.is_none_or(|c| "年学學./-~至、".contains(*c));
        behind_old == behind_new && ends(behind_old) && self.are_years(old, new)
    }

    fn are_years(self, old: &[char], new: &[char]) -> bool {
        let (Some(old), Some(new)) = (number::parse(old), number::parse(new)) else { return false };
        let near = |year: u32, plan: i32| {
            [plan, plan - BEFORE_REPUBLIC]
                .iter()
                .any(|plan| u32::try_from(*plan).is_ok_and(|p| p.abs_diff(year) <= AROUND))
        };
        let (Ok(before), Ok(after)) = (i32::try_from(old), i32::try_from(new)) else { return false };
        near(old, self.old) && near(new, self.new) && self.moves(before, after)
    }

    /// Whether two dates, as precise as they are, differ in their year alone, and that moved on.
    pub(crate) fn date_rolled(self, old: &str, new: &str) -> bool {
        let parts = |date: &str| {
            let (year, rest) = date.split_once('-').map_or((date, ""), |(year, rest)| (year, rest));
            year.parse::<i32>().ok().map(|year| (year, rest.to_owned()))
        };
        parts(old).zip(parts(new)).is_some_and(|(old, new)| old.1 == new.1 && self.moves(old.0, new.0))
    }

    /// Whether deadlines differ in nothing but years that moved on.
    pub(crate) fn due_rolled(self, old: &[Due], new: &[Due]) -> bool {
        let rolled = |pair: (&Due, &Due)| match pair {
            (Due::Date { date: old }, Due::Date { date: new })
            | (Due::Month { month: old }, Due::Month { month: new }) => self.date_rolled(old, new),
            (Due::Year { year: old }, Due::Year { year: new }) => self.moves(*old, *new),
            (Due::Range { from: old, to: old_end }, Due::Range { from: new, to: new_end }) => {
                self.date_rolled(old, new) && self.date_rolled(old_end, new_end)
            }
            (Due::Text { text: old }, Due::Text { text: new }) => {
                self.rolled(&Comparable::new(old), &Comparable::new(new))
            }
            _ => false,
        };
        old != new && old.len() == new.len() && old.iter().zip(new).all(|pair| pair.0 == pair.1 || rolled(pair))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
mod tests {
    use super::*;

    fn rolled(old: &str, new: &str) -> bool {
        let years = Years::of(Some(2013), Some(2014)).unwrap();
        years.rolled(&Comparable::new(old), &Comparable::new(new))
    }

    #[test]
    fn a_year_moves_on_however_it_is_written() {
        for (old, new) in [
            ("102年4月底前", "103年4月底前"),
            ("一百零二年四月底前", "一百零三年四月底前"),
            ("於2013年底前完成101年度的檢討", "於2014年底前完成102年度的檢討"),
            ("102.12", "103.12"),
            ("102/4/30", "103/4/30"),
            ("1020430", "1030430"),
            ("102學年度第1學期", "103學年度第1學期"),
        ] {
            assert!(rolled(old, new), "{old}");
            assert!(!rolled(new, old), "{new}");
        }
    }

    #[test]
    fn other_numbers_and_words_do_not() {
        for (old, new) in [
            ("102年4月底前", "103年5月底前"),
            ("102年4月底前", "104年4月底前"),
            ("辦理102場", "辦理103場"),
            ("102年辦理3場", "103年辦理4場"),
            ("102年4月底前", "103年4月底前。"),
            ("第2條", "第3條"),
            ("102年4月", "102年4月"),
        ] {
            assert!(!rolled(old, new), "{old}");
        }
    }
}
