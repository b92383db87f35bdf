//! Signs that a source is only part of a plan.

use crate::ledger::Ledger;
use crate::lines::wrap;
use crate::outline::tree::{Node, Tree};
use crate::tables::Grid;
use crate::text::Text;
use crate::{Code, Diagnostic, Role};

/// Words with which a sentence is complete although its mark is missing.
const CLOSING: [&str; 11] = ["之", "實施", "辦理", "施行", "亦同", "備查", "處理", "規定", "实施", "办理", "执行"];

/// What says that the source begins or ends in the middle.
pub(crate) fn truncation(tree: &Tree, ledger: &Ledger<'_>) -> Option<Diagnostic> {
    let head = tree.divisions.first().filter(|division| {
        tree.front.is_empty()
            && division.label.as_ref().and_then(|labelled| labelled.label.ordinal).is_some_and(|ordinal| ordinal > 1)
    });
    if let Some(division) = head {
        let message = "the source begins in the middle: nothing stands before a label that is not the first".to_owned();
        return Some(Diagnostic { code: Code::TruncatedSource, message, origin: ledger.origin(&division.line) });
    }
    let last = tree.divisions.last().map_or(tree.front.last(), |division| division.nodes.last())?;
    let at = cut_off(last)?;
    let message = "the source ends in the middle".to_owned();
    Some(Diagnostic { code: Code::TruncatedSource, message, origin: ledger.origin(at) })
}

/// The last text under a node, where it breaks off.
fn cut_off(node: &Node) -> Option<&Text> {
    match node {
        Node::Item { text, children, .. } => match children.last() {
            Some(child) => cut_off(child),
            None => breaks_off(text).then_some(text),
        },
        Node::Paragraph(text) => breaks_off(text).then_some(text),
        Node::Table(grid) => row_breaks_off(grid),
        Node::Figure(_) => None,
    }
}

/// A sentence with clauses that does not end.
fn breaks_off(text: &Text) -> bool {
    let chars = text.chars();
    text.visible() >= 20
        && chars.iter().any(|c| matches!(c, '，' | ',' | '。'))
        && !wrap::ends_sentence(text)
        && !matches!(text.last_visible(), Some('」' | '）' | ')' | '》'))
        && !CLOSING.iter().any(|word| text.closed().ends_with(word))
}

/// The last row lacks a cell that all others have.
fn row_breaks_off(grid: &Grid) -> Option<&Text> {
    let (last, rows) = grid.rows.split_last()?;
    let text = last.iter().rev().find_map(|cell| cell.paragraphs.last())?;
    if rows.is_empty() {
        let action = grid.columns.iter().position(|column| column.role == Role::Action)?;
        let cut = last[action + 1..].iter().all(crate::tables::GridCell::is_empty) && action + 1 < last.len();
        return (cut && breaks_off(text)).then_some(text);
    }
    let covered =
        |column: usize| grid.spans.iter().any(|span| span.column == column && span.row + span.rows == grid.rows.len());
    let lacks = (0..grid.columns.len()).any(|column| {
        let usual = rows.iter().filter(|row| !row[column].is_empty()).count() * 10 >= rows.len() * 9;
        usual
            && last[column].is_empty()
            && !covered(column)
            && last[column..].iter().all(crate::tables::GridCell::is_empty)
    });
    lacks.then_some(text)
}
