//! The visible characters of a source and of the plans made from it, counted.

use std::collections::BTreeMap;

use document::{Block, Document, Paragraph, Table};
use plan::Plan;

/// How often each visible character stands.
pub type Characters = BTreeMap<char, i64>;

/// Characters, and how many of each there are too many or too few.
pub type Counts = Vec<(char, i64)>;

/// What plans have lost of the document that they were made from, and what they have more than once.
pub fn difference(document: &Document, plans: &[Plan]) -> (Counts, Counts) {
    let source = of_source(document);
    let mut made = Made::default();
    plans.iter().for_each(|plan| of_plan(plan, &mut made));
    let of = |c: &char, characters: &Characters| characters.get(c).copied().unwrap_or(0);
    let too_many = |(c, count): (&char, i64)| (count > 0).then_some((*c, count));
    let kept = |c: &char| of(c, &made.characters) + of(c, &made.again);
    let lost = source.iter().filter_map(|(c, count)| too_many((c, count - kept(c))));
    let doubled = made.characters.iter().filter_map(|(c, count)| too_many((c, count - of(c, &source))));
    (lost.filter(|(c, _)| !may_go(*c)).collect(), doubled.collect())
}

/// Signs that the contract lets go: separators behind labels, colons behind headings, marks of Markdown, rules of tables.
fn may_go(c: char) -> bool {
    "、.．,，:：。·‧˙﹑､丶;；-|｜#*>=+<br/>".contains(c) || ('\u{2500}'..='\u{257F}').contains(&c)
}

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

/// The characters of plans.
#[derive(Debug, Default)]
struct Made {
    /// The text of a merged cell counts once.
    characters: Characters,
    /// Those that columns side by side have in common. A record does not say whether one header stands above both, or two that say
    /// the same.
    again: Characters,
}

/// The characters of front, sections and furniture.
fn of_plan(plan: &Plan, made: &mut Made) {
    of_plan_blocks(&plan.front, made);
    for section in &plan.sections {
        count(section.label.as_deref().unwrap_or_default(), &mut made.characters);
        count(&section.heading, &mut made.characters);
        of_plan_blocks(&section.blocks, made);
    }
    for furniture in &plan.furniture {
        count(&furniture.text, &mut made.characters);
    }
}

fn of_plan_blocks(blocks: &[plan::Block], made: &mut Made) {
    for block in blocks {
        let characters = &mut made.characters;
        match block {
            plan::Block::Paragraph { text, .. } | plan::Block::Figure { text, .. } => count(text, characters),
            plan::Block::Item(item) => {
                count(&item.label, characters);
                count(&item.text, characters);
                of_plan_blocks(&item.children, made);
            }
            plan::Block::Table(table) => {
                count(table.caption.as_deref().unwrap_or_default(), characters);
                let mut before: Vec<&str> = Vec::new();
                for column in &table.columns {
                    let names: Vec<&str> = column.name.split(" / ").collect();
                    for name in &names {
                        count(name, if before.contains(name) { &mut made.again } else { characters });
                    }
                    before = names;
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
