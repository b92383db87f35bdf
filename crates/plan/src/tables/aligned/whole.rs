//! Tables of which every line is a row, as exports write them: no cell is cut by the end of a line, and what a merged cell covers
//! below or beside it is empty.

use super::Sheet;
use crate::RowRule;
use crate::lines::wrap;
use crate::tables::{Grid, GridCell, merge};
use crate::text::Text;

/// Of a hundred cells above another one, as many at most may end in the middle of a sentence.
const MOST_CUT: usize = 10;

/// Characters of the longest cell that may be whole without the end of a sentence, however wide its column is.
const SHORT: usize = 6;

/// How many half widths the end of a cut line stays away from the edge of its column at most.
const SLACK: usize = 4;

impl Sheet {
    /// Whether each line is a row: it fills several cells, and none of them goes on in the line below.
    pub(super) fn is_whole(&self) -> bool {
        let filled = |line: &[Text]| line.iter().filter(|cell| !cell.is_blank()).count();
        if self.lines.len() < 2 || !self.parts.is_empty() || self.lines.iter().any(|line| filled(line) < 2) {
            return false;
        }
        let (mut cut, mut pairs) = (0, 0);
        for column in 0..self.roles.len() {
            let widest = self.lines.iter().map(|line| line[column].width()).max().unwrap_or(0);
            // A column of names has no sentences to end.
            let is_prose =
                self.lines.iter().any(|line| line[column].chars().iter().any(|c| matches!(c, '，' | '。' | '；')));
            for (above, below) in self.lines.iter().zip(self.lines.iter().skip(1)) {
                let (above, below) = (&above[column], &below[column]);
                if above.is_blank() || below.is_blank() {
                    continue;
                }
                pairs += 1;
                let is_full = is_prose && above.visible() > SHORT && above.width() + SLACK >= widest;
                let goes_on = is_full && !wrap::ends_sentence(above) || wrap::continues(above, below);
                cut += usize::from(goes_on && numerals::label::at(below.chars(), 0).is_none());
            }
        }
        cut * 100 <= pairs * MOST_CUT
    }

    /// Puts each line into a row of its own.
    pub(super) fn into_whole_rows(self, grid: &mut Grid) {
        let cell = |text: Text| GridCell { paragraphs: if text.is_blank() { Vec::new() } else { vec![text] } };
        grid.rows = self.lines.into_iter().map(|line| line.into_iter().map(cell).collect()).collect();
        grid.rows_by = RowRule::Lines;
        merge::whole_rows(grid);
    }
}
