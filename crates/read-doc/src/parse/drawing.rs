//! Shapes and the groups in which they are: \[MS-ODRAW\] 2.2.14 to 2.2.16, as far as anchors need them.

use std::collections::BTreeMap;

use crate::parse::bytes::{index, u16_at, u32_at};

const GLOBAL: u16 = 0xF000;
const DRAWING: u16 = 0xF002;
const GROUP: u16 = 0xF003;
const SHAPE: u16 = 0xF004;
/// `OfficeArtFSP`
const IDENTITY: u16 = 0xF00A;

/// By shape, the outermost group in which it is: that one is anchored. `OfficeArtContent`: \[MS-DOC\].
pub(crate) fn groups(content: &[u8]) -> BTreeMap<u32, u32> {
    let mut groups = BTreeMap::new();
    let mut at = 0;
    if let Some(record) = record(content, 0).filter(|record| record.kind == GLOBAL) {
        at = record.end;
    }
    // A byte before each drawing says whether it is that of the body.
    while let Some(drawing) = record(content, at + 1).filter(|record| record.kind == DRAWING) {
        of_drawing(content, &drawing, &mut groups);
        at = drawing.end;
    }
    groups
}

struct Record {
    kind: u16,
    start: usize,
    end: usize,
}

fn record(bytes: &[u8], at: usize) -> Option<Record> {
    let start = at.checked_add(8)?;
    let end = start.checked_add(index(u32_at(bytes, at + 4)?))?;
    Some(Record { kind: u16_at(bytes, at + 2)?, start, end: end.min(bytes.len()) })
}

/// Goes through a drawing's records in order, into those that hold others.
fn of_drawing(bytes: &[u8], drawing: &Record, groups: &mut BTreeMap<u32, u32>) {
    // The groups that are open, by where they end; the first one is the drawing's own.
    let mut open: Vec<usize> = Vec::new();
    let mut outermost = None;
    let mut at = drawing.start;
    while at < drawing.end
        && let Some(record) = record(bytes, at)
    {
        while open.last().is_some_and(|end| *end <= at) {
            open.pop();
            if open.len() < 2 {
                outermost = None;
            }
        }
        match record.kind {
            GROUP => open.push(record.end),
            SHAPE => {}
            IDENTITY => {
                if let Some(shape) = u32_at(bytes, record.start).filter(|_| open.len() >= 2) {
                    groups.insert(shape, *outermost.get_or_insert(shape));
                }
                at = record.end;
                continue;
            }
            _ => {
                at = record.end;
                continue;
            }
        }
        at = record.start;
    }
}
