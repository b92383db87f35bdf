//! What a plan says, without where it was read.

use document::Origin;
use plan::{Block, Plan, ReadFrom};

/// The plan with everything taken out that its format and the place in the file decide: places and furniture.
#[must_use]
pub fn bare(mut plan: Plan) -> Plan {
    plan.furniture.clear();
    forget(&mut plan.front);
    for section in &mut plan.sections {
        section.origin = Origin::default();
        forget(&mut section.blocks);
    }
    plan.citations.iter_mut().for_each(|citation| citation.origin = Origin::default());
    plan.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.origin = Origin::default());
    plan
}

fn forget(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { origin, .. } | Block::Figure { origin, .. } => *origin = Origin::default(),
            Block::Item(item) => {
                item.origin = Origin::default();
                forget(&mut item.children);
            }
            Block::Table(table) => {
                table.origin = Origin::default();
                table.rows.iter_mut().for_each(|row| row.origin = Origin::default());
            }
        }
    }
}

/// The plan as if every table had cells in its source: what a page shows of one.
#[must_use]
pub fn with_cells(mut plan: Plan) -> Plan {
    let sections = plan.sections.iter_mut().map(|section| &mut section.blocks);
    [&mut plan.front].into_iter().chain(sections).for_each(|blocks| give_cells(blocks));
    plan
}

fn give_cells(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { .. } | Block::Figure { .. } => {}
            Block::Item(item) => give_cells(&mut item.children),
            Block::Table(table) => table.read_from = ReadFrom::Cells,
        }
    }
}
