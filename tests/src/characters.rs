//! The visible characters of a source and of the plans made from it, counted.

use std::collections::BTreeMap;

use document::{Block, Document, Paragraph, Table};
use plan::Plan;

/// How often each visible character stands.
pub type Characters = BTreeMap<char, i64>;

/// The characters that a reader of the source sees, folded as the record has them, generated labels among them.
pub fn of_source(document: &Document) -> Characters {
    let mut characters = Characters::new();
    of_blocks(&document.blocks, &mut characters);
    characters
}

fn of_blocks(blocks: &[Block], characters: &mut Characters) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => of_paragraph(paragraph, characters),
            Block::Table(table) => of_table(table, characters),
            Block::Embedded(_) => {}
        }
    }
}

fn of_paragraph(paragraph: &Paragraph, characters: &mut Characters) {
    count(paragraph.label.as_deref().unwrap_or_default(), characters);
    count(&paragraph.text(), characters);
}

fn of_table(table: &Table, characters: &mut Characters) {
    if let Some(caption) = &table.caption {
        of_paragraph(caption, characters);
    }
    for cell in &table.cells {
        of_blocks(&cell.blocks, characters);
    }
}

/// The characters of front, sections and furniture; the text of a merged cell or header counts once.
pub fn of_plan(plan: &Plan, characters: &mut Characters) {
    of_plan_blocks(&plan.front, characters);
    for section in &plan.sections {
        count(section.label.as_deref().unwrap_or_default(), characters);
        count(&section.heading, characters);
        of_plan_blocks(&section.blocks, characters);
    }
    for furniture in &plan.furniture {
        count(&furniture.text, characters);
    }
}

fn of_plan_blocks(blocks: &[plan::Block], characters: &mut Characters) {
    for block in blocks {
        match block {
            plan::Block::Paragraph { text, .. } | plan::Block::Figure { text, .. } => count(text, characters),
            plan::Block::Item(item) => {
                count(&item.label, characters);
                count(&item.text, characters);
                of_plan_blocks(&item.children, characters);
            }
            plan::Block::Table(table) => {
                count(table.caption.as_deref().unwrap_or_default(), characters);
                let mut above: Vec<&str> = Vec::new();
                for column in &table.columns {
                    let names: Vec<&str> = column.name.split(" / ").collect();
                    let own = names.iter().enumerate().filter(|(row, name)| above.get(*row) != Some(name));
                    own.for_each(|(_, name)| count(name, characters));
                    above = names;
                }
                let covered = table.covered();
                for (index, row) in table.rows.iter().enumerate() {
                    let own = row.cells.iter().enumerate().filter(|(column, _)| !covered.contains(&(index, *column)));
                    own.for_each(|(_, cell)| count(cell, characters));
                }
            }
        }
    }
}

fn count(text: &str, characters: &mut Characters) {
    for c in text.chars().filter(|c| !c.is_whitespace() && !script::is_invisible(*c)) {
        *characters.entry(script::fold(c)).or_default() += 1;
    }
}
