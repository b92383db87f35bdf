//! The modifiers of Word 97 and later: \[MS-DOC\] 2.6.

use crate::parse::bytes::{i16_at, i32_at, u16_at, u32_at, units};
use crate::parse::numbering;
use crate::properties::{CellFormat, MOST_CELLS, Property, Script, Toggle, Vertical};

/// Gives the modifiers of a group, in order, until one is cut off.
pub(crate) fn each(group: &[u8], apply: &mut dyn FnMut(Property)) {
    let mut at = 0;
    while let Some(code) = u16_at(group, at) {
        let rest = group.get(at + 2..).unwrap_or_default();
        let Some((skipped, length)) = operand(code, rest) else { return };
        let Some(operand) = rest.get(skipped..skipped + length) else { return };
        if let Some(property) = property(code, operand) {
            apply(property);
        }
        at += 2 + skipped + length;
    }
}

/// 2.2.5.1: how many bytes stand before an operand, and its length.
fn operand(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ => match code {
            // `TDefTableOperand` counts one byte more than it has.
            0xD606 | 0xD608 => (2, usize::from(u16_at(rest, 0)?).checked_sub(1)?),
            // `PChgTabsOperand` may be longer than a byte says.
            0xC615 if rest.first() == Some(&255) => {
                let deleted = usize::from(*rest.get(1)?);
                let added = usize::from(*rest.get(2 + 4 * deleted)?);
                (1, 2 + 4 * deleted + 3 * added)
            }
            _ => (1, usize::from(*rest.first()?)),
        },
    })
}

fn property(code: u16, operand: &[u8]) -> Option<Property> {
    let byte = operand.first().copied();
    let flag = byte.map(|byte| byte != 0);
    Some(match code {
        0x4600 => Property::ParagraphStyle(u16_at(operand, 0)?),
        0xC601 => permuted(operand)?,
        0x2602 => Property::HeadingBy(i8::from_le_bytes([byte?])),
        0x2416 => Property::InTable(flag?),
        0x2417 => Property::RowEnd(flag?),
        0x6649 => Property::Depth(i32_at(operand, 0)?),
        0x664A => Property::DepthBy(i32_at(operand, 0)?),
        0x244B => Property::InnerCell(flag?),
        0x244C => Property::InnerRowEnd(flag?),
        0x260A => Property::ListLevel(byte?),
        0x460B => Property::List(u16_at(operand, 0)?),
        0x2640 => Property::Outline(byte?),
        0xC63E => Property::Numbering(Box::new(numbering::of_word97(operand)?)),
        0x25FF => Property::NumberingLevel(byte?),
        0x6645 | 0x6646 | 0x646B => Property::Elsewhere(u32_at(operand, 0)?),
        0x4A30 => Property::CharacterStyle(u16_at(operand, 0)?),
        0x2A33 => Property::Plain,
        0x083C => Property::Hidden(Toggle::of_operand(byte?)?),
        0x0818 => Property::StyleSeparator(flag?),
        0x0800 => Property::Deleted(flag?),
        0x0855 => Property::Special(flag?),
        0x0806 => Property::Data(flag?),
        0x6A03 => Property::Picture(u32_at(operand, 0)?),
        0x6A09 => Property::Symbol(u16_at(operand, 0)?, u16_at(operand, 2)?),
        0x4A4F => Property::Font(Script::Ascii, u16_at(operand, 0)?),
        0x4A50 => Property::Font(Script::EastAsian, u16_at(operand, 0)?),
        0x4A51 => Property::Font(Script::Other, u16_at(operand, 0)?),
        0xD608 => cells(operand, 20)?,
        0xD606 => cells(operand, 10)?,
        0x3404 => Property::HeaderRow(flag?),
        0x548A | 0x5400 => Property::RightAligned(u16_at(operand, 0)? == RIGHT),
        0xD62B => Property::VerticalMerge(byte?, vertical(operand.get(1).copied()?)),
        0x7621 => Property::InsertCells(byte?, *operand.get(1)?, i16_at(operand, 2)?.into()),
        0x5622 => Property::DeleteCells(byte?, *operand.get(1)?),
        0x7623 => Property::CellWidth(byte?, *operand.get(1)?, i16_at(operand, 2)?.into()),
        0x5624 => Property::MergeCells(byte?, *operand.get(1)?),
        0x5625 => Property::SplitCells(byte?, *operand.get(1)?),
        _ => return None,
    })
}

/// `SPPOperand`: \[MS-DOC\] has one byte before the first style, earlier specifications have two.
pub(crate) fn permuted(operand: &[u8]) -> Option<Property> {
    let at = 2 - operand.len() % 2;
    let first = u16_at(operand, at)?;
    Some(Property::PermutedStyles(first, units(operand.get(at + 4..)?).collect()))
}

/// `sprmTJc`
pub(crate) const RIGHT: u16 = 2;

/// `TDefTableOperand`: the edges of a row's cells, and their formats, each of a size.
pub(crate) fn cells(operand: &[u8], size: usize) -> Option<Property> {
    let count = usize::from(*operand.first()?).min(MOST_CELLS);
    let edges: Vec<i32> = (0..=count).map_while(|place| i16_at(operand, 1 + 2 * place).map(i32::from)).collect();
    let formats = operand.get(1 + 2 * (usize::from(*operand.first()?) + 1)..).unwrap_or_default();
    // `TDefTableOperand`: there may be fewer formats than cells.
    let cells = (0..edges.len().saturating_sub(1))
        .map(|cell| u16_at(formats, cell * size).map_or(CellFormat::default(), format));
    Some(Property::Cells(edges.clone(), cells.collect()))
}

/// `TCGRF`
fn format(flags: u16) -> CellFormat {
    let vertical = match (flags & 0x20 != 0, flags & 0x40 != 0) {
        (true, true) => Vertical::Begins,
        (true, false) => Vertical::Continues,
        (false, _) => Vertical::None,
    };
    CellFormat { continues_left: flags & 0x03 >= 2, vertical }
}

/// `VerticalMergeFlag`
fn vertical(flag: u8) -> Vertical {
    match flag {
        1 => Vertical::Continues,
        3 => Vertical::Begins,
        _ => Vertical::None,
    }
}

/// The modifier that a piece names by a number of 7 bits, of those that matter: `Prm0`.
pub(crate) fn of_isprm(isprm: u8) -> Option<u16> {
    Some(match isprm {
        0x04 => 0x2602,
        0x0C => 0x260A,
        0x18 => 0x2416,
        0x19 => 0x2417,
        0x41 => 0x0800,
        0x47 => 0x0806,
        0x51 => 0x0818,
        0x53 => 0x2A33,
        0x5C => 0x083C,
        0x75 => 0x0855,
        0x78 => 0x2640,
        _ => return None,
    })
}

/// Whether a section's modifiers give its first page headers of its own: 2.6.4, `sprmSFTitlePage`.
pub(crate) fn has_title_page(group: &[u8]) -> bool {
    let mut at = 0;
    let mut has_title = false;
    while let Some(code) = u16_at(group, at) {
        let rest = group.get(at + 2..).unwrap_or_default();
        let Some((skipped, length)) = operand(code, rest) else { break };
        if code == 0x300A {
            has_title = rest.first().is_some_and(|value| *value != 0);
        }
        at += 2 + skipped + length;
    }
    has_title
}
