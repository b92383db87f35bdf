//! One page between its characters and its paragraphs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use document::{Block, Limits, Part, Place};

use crate::guide::Guide;
use crate::lines::{self, Line};
use crate::paragraphs::{self, Draft, Measure};
use crate::tables::{self, Table};
use crate::{Character, Direction, Page, Rect, columns, notes, turn, watermark};

/// No page is larger, in points: what lies further out is a broken number.
const LARGEST: f32 = 100_000.0;

/// How far the edges of full lines are apart, in ems.
const SAME_EDGE: f32 = 0.6;

/// How far the shifts of both edges of a page may differ, in points.
const SAME_SHIFT: f32 = 6.0;

/// Lines of which one may reach beyond the edge that the others share.
const FEW_LINES: usize = 24;

/// Lines that must share an edge for a page to have one of its own.
const LEAST_AT_EDGE: usize = 4;

/// How far a mark at the end of a line may hang out of the text, in ems.
const HANGING: f32 = 1.1;

/// Lines that must end at one place for it to be the right edge of the text: fewer may do so by chance.
const LEAST_FULL: usize = 3;

/// A page, its tables and its lines.
#[derive(Debug)]
pub(crate) struct Sheet<'p> {
    pub(crate) page: Cow<'p, Page>,
    /// Which way its text ran before it was turned upright.
    pub(crate) turned: Direction,
    /// Which way its lines run now.
    pub(crate) direction: Direction,
    pub(crate) tables: Vec<Table>,
    /// Those of `direction`, from the first to the last.
    pub(crate) lines: Vec<Line>,
    /// Those of other directions, each direction together.
    others: Vec<Vec<Line>>,
    /// Running heads and page numbers.
    pub(crate) running: Vec<(Line, Part)>,
    measure: Measure,
}

/// What stands in the text.
#[derive(Debug)]
pub(crate) enum Content {
    Text(Draft),
    Table(Table),
}

impl Content {
    pub(crate) fn into_block(self, limits: &Limits) -> Block {
        match self {
            Self::Text(draft) => Block::Paragraph(draft.into_paragraph()),
            Self::Table(table) => Block::Table(tables::finish(table, limits)),
        }
    }
}

/// The pages with sound boxes only, and the text of which nobody can say where it stands.
pub(crate) fn admit(pages: &[Page]) -> (Vec<Cow<'_, Page>>, Vec<Draft>) {
    let is_placed = |bbox: &Rect| {
        [bbox.x0, bbox.y0, bbox.x1, bbox.y1].iter().all(|value| value.abs() <= LARGEST)
            && bbox.x0 <= bbox.x1
            && bbox.y0 <= bbox.y1
    };
    let is_sound =
        |character: &Character| is_placed(&character.bbox) && character.size > 0.0 && character.size <= LARGEST;
    let mut lost = Vec::new();
    let mut admitted = Vec::with_capacity(pages.len());
    for page in pages {
        let is_page_sound = (0.0..=LARGEST).contains(&page.width)
            && (0.0..=LARGEST).contains(&page.height)
            && page.characters.iter().all(is_sound)
            && page.rules.iter().all(|rule| is_placed(&rule.bbox))
            && page.images.iter().all(is_placed);
        if is_page_sound {
            admitted.push(Cow::Borrowed(page));
            continue;
        }
        let mut mended = page.clone();
        let mut unplaced = Vec::new();
        mended.width = if page.width.is_finite() { page.width.clamp(0.0, LARGEST) } else { 0.0 };
        mended.height = if page.height.is_finite() { page.height.clamp(0.0, LARGEST) } else { 0.0 };
        mended.characters.clear();
        for character in &page.characters {
            let mut character = *character;
            let Rect { x0, y0, x1, y1 } = character.bbox;
            character.bbox = Rect::new(x0, y0, x1, y1);
            if !is_placed(&character.bbox) {
                unplaced.push(Character { bbox: Rect::default(), size: 1.0, ..character });
                continue;
            }
            if !is_sound(&character) {
                character.size = character.bbox.height().max(1.0);
            }
            mended.characters.push(character);
        }
        mended.rules.retain(|rule| is_placed(&rule.bbox));
        mended.images.retain(is_placed);
        if unplaced.iter().any(lines::is_visible) {
            let line = watermark::line_as_drawn(unplaced);
            lost.extend(line.map(|line| Draft::of_line(line, page.number, Part::Body, Place::Main)));
        }
        admitted.push(Cow::Owned(mended));
    }
    (admitted, lost)
}

impl<'p> Sheet<'p> {
    pub(crate) fn new(page: &'p Page, guide: &Guide<'_>) -> Self {
        let (page, turned) = turn::upright(page);
        let found = tables::ruled(&page, guide);
        let mut taken = vec![false; page.characters.len()];
        for index in found.iter().flat_map(|found| &found.characters) {
            if let Some(taken) = taken.get_mut(*index) {
                *taken = true;
            }
        }
        let rest = page.characters.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(character, _)| *character);
        let mut groups: Vec<Vec<Line>> = Vec::new();
        for line in lines::of(rest.collect()) {
            match groups.last_mut() {
                Some(group) if group.first().is_some_and(|first| first.direction.flows_with(line.direction)) => {
                    group.push(line);
                }
                _ => groups.push(vec![line]),
            }
        }
        let mut groups = groups.into_iter();
        let lines = groups.next().unwrap_or_default();
        let direction = lines.first().map_or(Direction::Horizontal, |line| line.direction);
        Self {
            page,
            turned,
            direction,
            tables: found.into_iter().map(|found| found.table).collect(),
            lines,
            others: groups.collect(),
            running: Vec::new(),
            measure: Measure { left: 0.0, right: 0.0, reached: None },
        }
    }

    /// The box of the page in the frame of its lines.
    pub(crate) fn flow(&self) -> Rect {
        self.direction.to_flow(Rect { x0: 0.0, y0: 0.0, x1: self.page.width, y1: self.page.height })
    }

    /// What stands in the text in reading order, and what does not belong to it.
    pub(crate) fn into_contents(mut self, guide: &Guide<'_>) -> (Vec<Content>, Vec<Draft>) {
        let number = self.page.number;
        let notes = notes::set_apart(&mut self);
        let mut items: Vec<columns::Item> = Vec::new();
        let aligned = if self.direction == Direction::Horizontal {
            tables::aligned(&self.lines, &self.page, guide)
        } else {
            Vec::new()
        };
        let mut aligned = aligned.into_iter().peekable();
        let mut until = 0;
        for (at, line) in self.lines.into_iter().enumerate() {
            if let Some((range, table)) = aligned.next_if(|(range, _)| range.start <= at) {
                until = range.end.max(until);
                items.push(columns::Item::table(table, self.direction));
            }
            if at >= until {
                items.push(columns::Item::Line(line));
            }
        }
        items.extend(self.tables.into_iter().map(|table| columns::Item::table(table, self.direction)));
        items.extend(self.others.into_iter().filter_map(|lines| columns::Item::region(lines, self.direction)));

        let mut contents: Vec<Content> = Vec::new();
        for stretch in columns::in_order(items, self.measure) {
            match stretch {
                columns::Stretch::Text { lines, measure, goes_on } => {
                    let mut drafts = paragraphs::within(lines, measure, number, guide).into_iter();
                    if goes_on
                        && let Some(Content::Text(last)) = contents.last_mut()
                        && let Some(first) = drafts.next()
                    {
                        let first = last.take(first);
                        contents.extend(first.map(Content::Text));
                    }
                    contents.extend(drafts.map(Content::Text));
                }
                columns::Stretch::Region { lines, bbox } => {
                    contents.extend(paragraphs::of(lines, bbox, number, guide).into_iter().map(Content::Text));
                }
                columns::Stretch::Table(table) => contents.push(Content::Table(table)),
            }
        }
        for mut draft in paragraphs::within(notes, self.measure, number, guide) {
            draft.part = Part::Footnote;
            contents.push(Content::Text(draft));
        }
        let running = self.running.into_iter().map(|(line, part)| Draft::of_line(line, number, part, Place::Main));
        (contents, running.collect())
    }

    /// The measure of its lines.
    pub(crate) fn measure(&self) -> Measure {
        self.measure
    }
}

/// Finds where full lines begin and end: on each page, where it has enough of them, otherwise on all pages of its width.
pub(crate) fn measure(sheets: &mut [Sheet<'_>]) {
    let key = |sheet: &Sheet<'_>| (sheet.direction, sheet.turned, sheet.flow().width().round() as i64);
    let mut shared: BTreeMap<_, (Rect, Vec<&Line>)> = BTreeMap::new();
    for sheet in sheets.iter() {
        shared.entry(key(sheet)).or_insert_with(|| (sheet.flow(), Vec::new())).1.extend(&sheet.lines);
    }
    let shared: BTreeMap<_, (f32, Option<f32>, f32)> = shared
        .into_iter()
        .map(|(key, (page, lines))| {
            let left = lines.iter().fold(f32::MAX, |left, line| left.min(line.flow.x0));
            let right = lines.iter().fold(f32::MIN, |right, line| right.max(line.flow.x1));
            let few = 1 + lines.len() / FEW_LINES;
            let left = edge(&lines, few, |l| -l.flow.x0).map_or(left, |x| -x);
            let mirrored = page.x0 + page.x1 - left;
            // Lines that end where no others do may all be the last of their paragraphs: then the margins are taken for equal.
            let shared = edge(&lines, few.max(LEAST_FULL), |l| l.flow.x1).filter(|edge| {
                let beyond = lines.iter().filter(|line| line.flow.x1 > edge + HANGING * line.size).count();
                few >= LEAST_FULL || beyond <= lines.len() / FEW_LINES || *edge >= mirrored - SAME_SHIFT
            });
            (key, (left, shared, right.max(mirrored)))
        })
        .collect();
    for sheet in sheets {
        let (left, full, farthest) = shared.get(&key(sheet)).copied().unwrap_or_default();
        let lines: Vec<&Line> = sheet.lines.iter().collect();
        let right = full.or_else(|| end_of_lines_that_begin_apart(&lines)).unwrap_or(farthest);
        let own_left = edge(&lines, LEAST_AT_EDGE, |line| -line.flow.x0).map(|x| -x);
        let own_right = edge(&lines, LEAST_AT_EDGE, |line| line.flow.x1);
        // Even pages may have their margins the other way round: both edges are shifted alike, or neither is.
        let (left, right) = match (own_left, own_right) {
            (Some(own_left), Some(own_right)) if (own_right - own_left - (right - left)).abs() < SAME_SHIFT => {
                (own_left, own_right)
            }
            _ => (left, right),
        };
        sheet.measure = Measure { left, right: right.max(left), reached: None };
    }
}

/// Where the longest lines of a page end, two at least, if they begin apart: centred lines that end at one place begin at one, too.
fn end_of_lines_that_begin_apart(lines: &[&Line]) -> Option<f32> {
    let end = edge(lines, 2, |line| line.flow.x1)?;
    if lines.iter().any(|line| line.flow.x1 > end + HANGING * line.size) {
        return None;
    }
    let full = || lines.iter().filter(|line| line.flow.x1 >= end - SAME_EDGE * line.size);
    let [first, last] = [f32::min, f32::max].map(|outer| full().map(|line| line.flow.x0).reduce(outer));
    let size = full().map(|line| line.size).reduce(f32::max)?;
    (last? - first? >= size).then_some(end)
}

/// The outermost value that some lines share.
fn edge(lines: &[&Line], least: usize, of: impl Fn(&Line) -> f32) -> Option<f32> {
    let mut values: Vec<(f32, f32)> = lines.iter().map(|line| (of(line), line.size)).collect();
    values.sort_by(|a, b| b.0.total_cmp(&a.0));
    values
        .iter()
        .zip(values.iter().skip(least - 1))
        .find(|((outer, size), (inner, _))| outer - inner <= SAME_EDGE * size)
        .map(|((outer, _), _)| *outer)
}
