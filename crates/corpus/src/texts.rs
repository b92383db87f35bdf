//! The text of a record, piece by piece.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use script::Script;

use crate::{Block, Record, Section, Table};

impl Record {
    /// The script that the texts are in: that of the source, or the one that they were converted to.
    pub fn text_script(&self) -> Script {
        match &self.produced_by.converter {
            None => self.script,
            Some(converter) if converter.config.starts_with("tw2s") => Script::Hans,
            Some(_) => Script::Hant,
        }
    }

    /// Every text of front and sections in reading order, as the source has it: labels apart from what follows them, and
    /// a merged cell once. Furniture aside.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        blocks(&self.front, &mut texts);
        for section in &self.sections {
            texts.extend(section.label.as_deref());
            texts.push(&section.heading);
            blocks(&section.blocks, &mut texts);
        }
        texts.retain(|text| !text.is_empty());
        texts
    }

    /// How many characters those texts have, white space aside.
    pub fn characters(&self) -> u64 {
        self.texts().into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()).count() as u64
    }

    /// Every table of front and sections, in reading order.
    pub fn tables(&self) -> Vec<&Table> {
        let mut tables = Vec::new();
        let mut rest: Vec<&Block> =
            self.sections.iter().rev().flat_map(|section| section.blocks.iter().rev()).collect();
        rest.extend(self.front.iter().rev());
        while let Some(block) = rest.pop() {
            match block {
                Block::Table(table) => tables.push(table),
                Block::Item(item) => rest.extend(item.children.iter().rev()),
                Block::Paragraph(_) | Block::Figure(_) => {}
            }
        }
        tables
    }
}

impl Section {
    /// Every text in it in reading order, its own label and heading aside, likewise.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        blocks(&self.blocks, &mut texts);
        texts.retain(|text| !text.is_empty());
        texts
    }
}

fn blocks<'a>(inside: &'a [Block], texts: &mut Vec<&'a str>) {
    for block in inside {
        match block {
            Block::Paragraph(paragraph) | Block::Figure(paragraph) => texts.push(&paragraph.text),
            Block::Item(item) => {
                texts.extend([item.label.as_str(), item.text.as_str()]);
                blocks(&item.children, texts);
            }
            Block::Table(table) => {
                texts.extend(table.caption.as_deref());
                texts.extend(table.columns.iter().map(|column| column.name.as_str()));
                texts.extend(table.own_cells().map(|(_, _, text)| text));
            }
        }
    }
}

impl Table {
    /// The cells by row and column, those aside that repeat the text of a merged cell.
    pub fn own_cells(&self) -> impl Iterator<Item = (usize, usize, &str)> {
        let repeated = self.repeated();
        self.rows
            .iter()
            .enumerate()
            .flat_map(|(row, cells)| iter::zip(iter::repeat(row), cells.cells.iter().enumerate()))
            .filter(move |(row, (column, _))| !repeated.contains(&(*row, *column)))
            .map(|(row, (column, text))| (row, column, text.as_str()))
    }

    /// Rows and columns of the cells that a merged cell covers, its top left corner aside.
    pub fn repeated(&self) -> BTreeSet<(usize, usize)> {
        self.corners().into_keys().collect()
    }

    /// The cells that a merged cell covers, its top left corner aside, by row and column; each with that corner.
    pub fn corners(&self) -> BTreeMap<(usize, usize), (usize, usize)> {
        // What a record claims to cover is bounded by what it holds.
        let (height, width) = (self.rows.len(), self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0));
        let mut corners = BTreeMap::new();
        for span in &self.spans {
            let corner = (span.row, span.column);
            for row in span.row..span.row.saturating_add(span.rows).min(height) {
                let columns = span.column..span.column.saturating_add(span.columns).min(width);
                corners.extend(columns.map(|column| ((row, column), corner)).filter(|(cell, _)| *cell != corner));
            }
        }
        corners
    }
}
