//! Tables: ECMA-376-1, 17.4.

use document::{Block, ReadError, Table};
use office_package::xml::Element;

use super::Converter;
use super::blocks::Flow;
use super::grid::{CellParts, Grid, Merge};
use crate::markup;
use crate::parse::properties;

/// What `w:trPr` says.
#[derive(Default)]
struct RowProperties {
    is_header: bool,
    is_deleted: bool,
    /// Columns of the grid before the first cell.
    before: usize,
}

impl<'t> Converter<'t, '_> {
    /// Reads a table. What its grid can't hold stands behind it.
    pub(super) fn table(&mut self, element: Element<'t>, flow: &mut Flow<'t>) -> Result<(), ReadError> {
        let edges = edges(element);
        let mut grid = Grid::new(self.limits);
        let mut is_head = true;
        let mut behind = Vec::new();
        for row in markup::items(element) {
            if row.name() != "w:tr" {
                if matches!(row.name(), "w:p" | "w:tbl" | "w:tc") {
                    behind.append(&mut self.stray(row)?);
                }
                continue;
            }
            let properties = self.row_properties(row);
            if properties.is_deleted {
                self.count_paragraphs(row.descendants().filter(|inner| inner.name() == "w:p").count());
                continue;
            }
            is_head &= properties.is_header;
            behind.append(&mut self.row(row, &properties, is_head, &edges, &mut grid)?);
        }
        if let Some(found) = grid.overflow() {
            self.out_of_bounds("cells of a table (w:tc)", &found.to_string());
        }
        let (cells, mut rest) = grid.finish();
        if !cells.is_empty() {
            flow.gap = false;
            flow.blocks.push(Block::Table(Table { cells, ..Table::default() }));
        } else {
            flow.gap = true;
        }
        flow.blocks.append(&mut rest);
        flow.blocks.append(&mut behind);
        Ok(())
    }

    /// Reads what stands in a table outside of its cells.
    fn stray(&mut self, element: Element<'t>) -> Result<Vec<Block>, ReadError> {
        let mut flow = Flow::default();
        match element.name() {
            "w:p" => self.paragraph(element, &mut flow)?,
            "w:tbl" if self.depth < self.limits.depth => {
                self.depth += 1;
                self.table(element, &mut flow)?;
                self.depth -= 1;
            }
            _ => flow.blocks = self.blocks(element)?,
        }
        self.end_open(&mut flow)?;
        Ok(flow.blocks)
    }

    fn row_properties(&mut self, row: Element<'t>) -> RowProperties {
        let mut read = RowProperties::default();
        for properties in row.children().filter(|child| child.name() == "w:trPr") {
            read.is_deleted = properties::is_deleted(properties);
            for child in properties.children() {
                match child.name() {
                    "w:tblHeader" => read.is_header = properties::is_on(child),
                    "w:gridBefore" => {
                        read.before = self.span(child, 0, "columns before a row (w:gridBefore)");
                    }
                    _ => {}
                }
            }
        }
        read
    }

    fn row(
        &mut self,
        row: Element<'t>,
        properties: &RowProperties,
        is_header: bool,
        edges: &[i64],
        grid: &mut Grid,
    ) -> Result<Vec<Block>, ReadError> {
        let mut behind = Vec::new();
        let mut cells = Vec::new();
        let mut widths = Vec::new();
        for cell in markup::items(row) {
            match cell.name() {
                "w:tc" => {
                    let (mut parts, width, is_deleted) = self.cell_properties(cell);
                    if is_deleted {
                        self.count_paragraphs(cell.descendants().filter(|inner| inner.name() == "w:p").count());
                        continue;
                    }
                    parts.is_header = is_header;
                    parts.blocks = self.blocks(cell)?;
                    widths.push(width);
                    cells.push(parts);
                }
                "w:p" | "w:tbl" | "w:tr" => behind.append(&mut self.stray(cell)?),
                _ => {}
            }
        }
        if properties.before == 0 && cells.iter().all(|cell| cell.columns == 1 && !cell.continues_left) {
            let spans = spans_by_width(&widths, edges);
            for (cell, columns) in cells.iter_mut().zip(spans) {
                cell.columns = columns;
            }
        }
        grid.row(properties.before, cells);
        Ok(behind)
    }

    /// What `w:tcPr` says: the cell without its blocks, its width in twentieths of a point, whether it has been deleted.
    fn cell_properties(&mut self, cell: Element<'t>) -> (CellParts, Option<i64>, bool) {
        let (mut parts, mut width, mut is_deleted) = (CellParts::default(), None, false);
        for properties in cell.children().filter(|child| child.name() == "w:tcPr") {
            for child in properties.children() {
                match child.name() {
                    "w:gridSpan" => parts.columns = self.span(child, 1, "columns of a cell (w:gridSpan)"),
                    "w:vMerge" | "w:vmerge" => {
                        let begins = child.attribute("w:val") == Some("restart");
                        parts.merge = if begins { Merge::Begins } else { Merge::Continues };
                    }
                    "w:hMerge" | "w:hmerge" => parts.continues_left = child.attribute("w:val") != Some("restart"),
                    "w:tcW" if matches!(child.attribute("w:type"), None | Some("dxa")) => {
                        width = child.attribute("w:w").and_then(|width| width.trim().parse().ok());
                    }
                    "w:cellDel" => is_deleted = true,
                    _ => {}
                }
            }
        }
        (parts, width, is_deleted)
    }

    fn span(&mut self, element: Element<'t>, least: usize, what: &'static str) -> usize {
        let written = element.attribute("w:val").unwrap_or_default();
        let most = self.limits.span;
        match written.trim().parse::<usize>() {
            Ok(span) if (least..=most).contains(&span) => span,
            // A span of no column is one that some producers write.
            Ok(0) => least,
            found => {
                self.out_of_bounds(what, written);
                let is_huge = found.is_ok() || (written.len() > 9 && written.bytes().all(|byte| byte.is_ascii_digit()));
                if is_huge { most } else { least }
            }
        }
    }
}

/// The edges of the grid's columns, from the left, in twentieths of a point; empty where a width is not given (17.4.16).
fn edges(table: Element<'_>) -> Vec<i64> {
    let Some(grid) = table.child("w:tblGrid") else { return Vec::new() };
    let columns = grid.children().filter(|child| child.name() == "w:gridCol");
    let widths: Option<Vec<i64>> = columns.map(|column| column.attribute("w:w")?.trim().parse().ok()).collect();
    sums(widths.unwrap_or_default().into_iter())
}

fn sums(widths: impl Iterator<Item = i64>) -> Vec<i64> {
    widths
        .scan(0_i64, |edge, width| {
            *edge = edge.saturating_add(width.max(0));
            Some(*edge)
        })
        .collect()
}

/// How far an edge may lie beside that of the grid, in twentieths of a point.
const TOLERANCE: u64 = 30;

/// The columns that each cell of a row covers by its width, where the row has fewer cells than the grid has columns and
/// says nothing of spans; empty where its edges are not those of the grid.
fn spans_by_width(widths: &[Option<i64>], edges: &[i64]) -> Vec<usize> {
    if widths.len() >= edges.len() {
        return Vec::new();
    }
    let Some(widths) = widths.iter().copied().collect::<Option<Vec<i64>>>() else { return Vec::new() };
    let mut spans = Vec::new();
    let mut column = 0;
    for edge in sums(widths.into_iter()) {
        let rest = edges.get(column..).unwrap_or_default();
        let Some(nearest) = rest.iter().position(|known| known.abs_diff(edge) <= TOLERANCE) else { return Vec::new() };
        spans.push(nearest + 1);
        column += nearest + 1;
    }
    spans
}
