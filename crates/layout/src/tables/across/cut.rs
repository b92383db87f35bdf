//! What a page break cuts: rows, and cells that span several.

use super::super::Table;
use super::super::cell::Cell;
use super::fit::Fit;
use numerals::label;

/// How far a full line ends before the edge of its cell, in ems, padding not counted.
const FULL: f32 = 1.3;

/// Padding of a cell beside and below its text, in points: Word's is 5.4 at the sides.
const PADDING: f32 = 7.0;

/// From which width on a full line tells something, in ems: words of narrow columns fill them by chance.
const WIDE: f32 = 8.0;

/// How far the text of a cell that is cut ends above its bottom, in ems.
const BOTTOM: f32 = 1.6;

/// Cells that are looked at to learn what is usual in a column.
const SAMPLE: usize = 400;

/// What happens where two parts meet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Seam {
    /// The first row of the second part is the rest of the last row of the first.
    pub(super) is_cut: bool,
    /// Cells of the second part, ascending, and the cells of the first of which they are the rest.
    pub(super) joins: Vec<(usize, usize)>,
}

/// A cell at the end of the first part, and the one below it.
#[derive(Clone, Copy)]
struct Pair<'t> {
    above: &'t Cell,
    below: &'t Cell,
    places: (usize, usize),
    is_headed: bool,
}

/// Whether what a page break parts is one row, for parts whose columns don't say that they are one table.
pub(super) fn goes_on(before: &Table, fit: &Fit, after: &Table) -> bool {
    let is_single = |table: &Table| table.cells.len() == 1;
    if !fit.is_same_before() || !is_single(before) && !is_single(after) {
        return false;
    }
    pairs(before, &before.floor(), after).is_some_and(|pairs| {
        pairs.iter().any(|pair| pair.opens() == 2) || pairs.iter().all(Pair::goes_on) && pairs.iter().any(Pair::is_wide)
    })
}

fn ends_sentence(cell: &Cell) -> bool {
    cell.last_visible().is_some_and(|c| matches!(c, '。' | '；' | '！' | '？' | ';' | '!' | '?'))
}

/// What happens where two parts of one grid meet; `floor` are the cells at the end of the first.
pub(super) fn seam(before: &Table, floor: &[usize], after: &Table) -> Seam {
    let Some(pairs) = pairs(before, floor, after) else {
        return Seam { is_cut: false, joins: spans(before, floor, after) };
    };
    if is_cut(&pairs, before, after) {
        return Seam { is_cut: true, joins: pairs.iter().map(|pair| pair.places).collect() };
    }
    Seam { is_cut: false, joins: spans(before, floor, after) }
}

/// The cells at the seam, one for one; `None` where their columns differ.
fn pairs<'t>(before: &'t Table, floor: &[usize], after: &'t Table) -> Option<Vec<Pair<'t>>> {
    let top = after.cells.iter().take_while(|cell| cell.row == 0).count();
    if top != floor.len() || top == 0 {
        return None;
    }
    let mut pairs = Vec::with_capacity(top);
    for (below, above) in floor.iter().enumerate() {
        let pair = Pair {
            above: before.cells.get(*above)?,
            below: after.cells.get(below)?,
            places: (below, *above),
            is_headed: after.is_headed,
        };
        if !pair.is_aligned() {
            return None;
        }
        pairs.push(pair);
    }
    Some(pairs)
}

impl Pair<'_> {
    fn is_aligned(&self) -> bool {
        (self.above.column, self.above.columns) == (self.below.column, self.below.columns)
    }

    /// How many of the two are not closed where they meet. The rule below a repeated header says nothing about what follows.
    fn opens(&self) -> u8 {
        let above = self.above.is_open.1;
        u8::from(above) + u8::from(if self.is_headed { above } else { self.below.is_open.0 })
    }

    /// Whether both are cells of one row.
    fn is_level(&self) -> bool {
        self.above.rows == 1 && self.below.rows == 1
    }

    fn filled(&self) -> (bool, bool) {
        (!self.above.is_empty(), !self.below.is_empty())
    }

    /// Whether the file's structure says that they are one cell, or two.
    fn stated(&self) -> Option<bool> {
        Some(self.above.tag? == self.below.tag?)
    }

    /// Whether the text above may go on below: its last line is full and at the bottom, no sentence ends there, and none begins
    /// below.
    fn goes_on(&self) -> bool {
        if let Some(stated) = self.stated() {
            return stated;
        }
        let Some(ends) = self.above.ends else { return false };
        let cell = self.above.bbox;
        let room = cell.x1 - ends.last.x1;
        let is_full = room <= FULL * ends.size + PADDING
            || ends.right - ends.last.x1 <= FULL * ends.size && ends.last.width() * 2.0 >= cell.width();
        let is_low = cell.y1 - ends.last.y1 <= BOTTOM * ends.size + PADDING;
        is_full && is_low && !ends_sentence(self.above) && !self.begins()
    }

    /// Whether the text below begins like one: with a label or a figure.
    fn begins(&self) -> bool {
        let start: Vec<char> = self.below.text().chars().take(12).collect();
        start.first().is_some_and(|c| c.is_numeric()) || label::at(&start, 0).is_some()
    }

    fn is_wide(&self) -> bool {
        self.above.ends.is_some_and(|ends| self.above.bbox.width() >= WIDE * ends.size)
    }
}

/// Whether the first row of the second part is the rest of the last row of the first.
fn is_cut(pairs: &[Pair<'_>], before: &Table, after: &Table) -> bool {
    let stated: Vec<bool> = pairs.iter().filter_map(Pair::stated).collect();
    if !stated.is_empty() {
        return stated.iter().any(|same| *same)
            && pairs.iter().filter(|pair| pair.is_level()).any(|pair| pair.stated() == Some(true));
    }
    if pairs.iter().all(|pair| !pair.filled().1) {
        return false;
    }
    // A row with cells that span others has no say of its own: what is cut there is the cells.
    let level: Vec<&Pair<'_>> = pairs.iter().filter(|pair| pair.is_level()).collect();
    let Some(key) = level.iter().find(|pair| pair.filled() != (false, false)) else { return false };
    let opens = || level.iter().map(|pair| pair.opens());
    match (opens().min().unwrap_or(0), opens().max().unwrap_or(0)) {
        (_, 0) => level.iter().map(|pair| pair.evidence(before, after)).sum::<i32>() > 0,
        (_, 1) => key.filled() != (true, true) || key.goes_on(),
        // Where some cells are open and others closed, it is those cells that go on and not the row.
        (least, _) => least == 2,
    }
}

impl Pair<'_> {
    /// Whether two cells of one row speak for one cell (positive) or for two (negative).
    fn evidence(&self, before: &Table, after: &Table) -> i32 {
        let usual = Usual::of(self.above, before, after);
        match self.filled() {
            (false, false) => 0,
            (false, true) => -1,
            (true, false) => i32::from(!usual.is_blank && !usual.is_merged),
            (true, true) if self.goes_on() => i32::from(self.is_wide() || usual.is_sentence),
            (true, true) if self.begins() && usual.is_long => 0,
            (true, true) => -1,
        }
    }
}

/// What is usual in a column.
#[derive(Debug, Clone, Copy, Default)]
struct Usual {
    /// Cells without text are.
    is_blank: bool,
    /// No cell is without text.
    is_filled: bool,
    /// Cells that span rows are.
    is_merged: bool,
    /// Texts end as sentences do.
    is_sentence: bool,
    /// Texts have several lines.
    is_long: bool,
}

impl Usual {
    fn of(cell: &Cell, before: &Table, after: &Table) -> Self {
        let (mut all, mut filled, mut merged, mut sentences, mut long) = (0, 0, 0, 0, 0);
        let behind = after.cells.iter().skip_while(|cell| cell.row == 0);
        let known = before.cells.iter().rev().take(SAMPLE).filter(|known| !known.header);
        for other in known.chain(behind.take(SAMPLE)) {
            if (other.column, other.columns) != (cell.column, cell.columns) {
                continue;
            }
            all += 1;
            merged += usize::from(other.rows > 1);
            filled += usize::from(!other.is_empty());
            sentences += usize::from(ends_sentence(other));
            long += usize::from(other.ends.is_some_and(|ends| ends.lines > 1));
        }
        Self {
            is_blank: (all - filled) * 5 > all,
            is_filled: all == filled,
            is_merged: merged > 0,
            is_sentence: filled > 0 && sentences * 3 >= filled * 2,
            is_long: long * 2 > filled,
        }
    }
}

/// The cells of the second part that are the rest of cells that span rows.
fn spans(before: &Table, floor: &[usize], after: &Table) -> Vec<(usize, usize)> {
    let is_header = |cell: &Cell| cell.header;
    if floor.iter().filter_map(|above| before.cells.get(*above)).all(is_header)
        && !after.cells.iter().take_while(|cell| cell.row == 0).any(is_header)
    {
        return Vec::new();
    }
    let mut joins = Vec::new();
    let mut is_leading = true;
    // Rows that a merged cell spans which has clearly ended: where one of them does, all do that span the same.
    let mut ended: Vec<(usize, usize)> = Vec::new();
    for (below, cell) in after.cells.iter().enumerate().take_while(|(_, cell)| cell.row == 0) {
        let above =
            floor.iter().find(|above| before.cells.get(**above).is_some_and(|above| above.column == cell.column));
        let pair = above
            .and_then(|above| {
                Some(Pair {
                    above: before.cells.get(*above)?,
                    below: cell,
                    places: (below, *above),
                    is_headed: after.is_headed,
                })
            })
            .filter(Pair::is_aligned);
        let Some(pair) = pair else {
            is_leading = false;
            continue;
        };
        let span = (pair.above.row, pair.above.rows);
        let is_blank = pair.filled() == (true, false) && pair.opens() < 2;
        let joined = is_one_cell(&pair, is_leading, before, after) && !(is_blank && ended.contains(&span));
        if !joined && pair.filled() == (true, true) && pair.above.rows > 1 {
            ended.push(span);
        }
        is_leading &= joined;
        if joined {
            joins.push(pair.places);
        }
    }
    // A row of which every cell belongs to one above is none.
    let top = after.cells.iter().take_while(|cell| cell.row == 0).count();
    if joins.len() == top && after.cells.iter().take(top).all(|cell| cell.rows == 1) {
        joins.clear();
    }
    joins
}

/// Whether both are parts of a cell that spans rows on both pages.
fn is_one_cell(pair: &Pair<'_>, is_leading: bool, before: &Table, after: &Table) -> bool {
    if let Some(stated) = pair.stated() {
        return stated;
    }
    let spans = !pair.is_level();
    if pair.opens() == 2 {
        return true;
    }
    match pair.filled() {
        (true, false) if spans => true,
        (true, false) => {
            let usual = Usual::of(pair.above, before, after);
            is_leading && !usual.is_blank || usual.is_merged && usual.is_filled
        }
        (false, true) => pair.above.rows > 1,
        (true, true) => spans && pair.goes_on() && pair.is_wide(),
        (false, false) => pair.above.rows > 1 && pair.below.rows > 1,
    }
}
