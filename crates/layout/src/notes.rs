//! Footnotes: small type at the foot of a page, under a short rule or behind a raised figure.

#[cfg(test)]
mod tests;

use crate::lines::{self, Line};
use crate::sheet::Sheet;

/// The width of the rule above footnotes against that of the text, at most: Word's is two inches.
const LONGEST_RULE: f32 = 0.45;

/// Its length in points, at least.
const SHORTEST_RULE: f32 = 30.0;

/// How far it may begin from the left edge of the text, in points.
const RULE_INDENT: f32 = 36.0;

/// The size of a note's type against that of the text, at most.
const SMALLER: f32 = 0.95;

/// The size of a figure before a note against that of the note, at most.
const RAISED: f32 = 0.8;

/// The part of a page that lies above its footnotes at least.
const ABOVE: f32 = 0.3;

/// Takes the footnotes off a page, from the first to the last.
pub(crate) fn set_apart(sheet: &mut Sheet<'_>) -> Vec<Line> {
    match first(sheet) {
        Some(first) => sheet.lines.split_off(first),
        None => Vec::new(),
    }
}

/// Whether a line begins with a raised figure.
pub(crate) fn begins_raised(line: &Line) -> bool {
    line.characters.first().is_some_and(|first| first.text.is_ascii_digit() && first.size <= RAISED * line.size)
}

fn first(sheet: &Sheet<'_>) -> Option<usize> {
    let flow = sheet.flow();
    let top = flow.y0 + ABOVE * flow.height();
    let tables = sheet.tables.iter().map(|table| sheet.direction.to_flow(table.bbox).y1).fold(top, f32::max);
    let size = body_size(&sheet.lines)?;
    let is_small = |line: &Line| line.size <= SMALLER * size;
    let small = sheet.lines.iter().rev().take_while(|line| line.flow.y0 >= tables && is_small(line)).count();
    let from = sheet.lines.len() - small;
    let measure = sheet.measure();
    let mut rules: Vec<f32> = sheet
        .page
        .rules
        .iter()
        .filter(|rule| !rule.is_vertical)
        .map(|rule| sheet.direction.to_flow(rule.bbox))
        .filter(|rule| {
            (SHORTEST_RULE..=LONGEST_RULE * (measure.right - measure.left)).contains(&rule.width())
                && (rule.x0 - measure.left).abs() <= RULE_INDENT
                && rule.y0 >= tables
        })
        .map(|rule| rule.center().y)
        .collect();
    rules.sort_by(f32::total_cmp);
    // The first line below a rule, if all behind it are small.
    let below = rules.iter().find_map(|rule| {
        let at = sheet.lines.partition_point(|line| line.flow.center().y < *rule);
        (at >= from && at > 0 && at < sheet.lines.len()).then_some(at)
    });
    let raised = || (from..sheet.lines.len()).find(|at| *at > 0 && sheet.lines.get(*at).is_some_and(begins_raised));
    below.or_else(raised)
}

/// The font size of most of the characters of some lines.
fn body_size(lines: &[Line]) -> Option<f32> {
    let sizes = lines.iter().flat_map(|line| line.characters.iter().filter(|c| lines::is_visible(c)).map(|c| c.size));
    Some(lines::prevailing(sizes)).filter(|size| *size > 0.0)
}
