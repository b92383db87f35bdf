//! The modifiers of Word 6 and 95: one byte, whose operand has a length that only a table tells.

use crate::parse::bytes::{i16_at, u16_at, u32_at};
use crate::parse::sprm::{RIGHT, cells, permuted};
use crate::parse::word6::numbering;
use crate::properties::{Property, Script, Toggle};

/// Gives the modifiers of a group of Word for Windows, in order, until one is cut off or unknown.
pub(super) fn each_windows(group: &[u8], apply: &mut dyn FnMut(Property)) {
    each(group, false, apply);
}

/// The same for a group of Word for Macintosh, which has three modifiers in another form.
pub(super) fn each_macintosh(group: &[u8], apply: &mut dyn FnMut(Property)) {
    each(group, true, apply);
}

fn each(group: &[u8], is_macintosh: bool, apply: &mut dyn FnMut(Property)) {
    let mut at = 0;
    while let Some(&code) = group.get(at) {
        let rest = group.get(at + 1..).unwrap_or_default();
        let Some((skipped, length)) = operand(code, is_macintosh, rest) else { return };
        let Some(operand) = rest.get(skipped..skipped + length) else { return };
        if let Some(property) = property(code, operand) {
            apply(property);
        }
        at += 1 + skipped + length;
    }
}

/// How many bytes stand before an operand, and its length.
fn operand(code: u8, is_macintosh: bool, rest: &[u8]) -> Option<(usize, usize)> {
    let counted = || rest.first().map(|length| (1, usize::from(*length)));
    match code {
        111..=113 if is_macintosh => Some((0, 2)),
        // sprmTDefTable10 and sprmTDefTable count one byte more than they have.
        188 | 190 => Some((2, usize::from(u16_at(rest, 0)?).checked_sub(1)?)),
        // sprmPChgTabs may be longer than a byte says.
        23 if rest.first() == Some(&255) => {
            let deleted = usize::from(*rest.get(1)?);
            let added = usize::from(*rest.get(2 + 4 * deleted)?);
            Some((1, 2 + 4 * deleted + 3 * added))
        }
        _ => match LENGTHS.get(usize::from(code)).copied()? {
            UNKNOWN => None,
            COUNTED => counted(),
            length => Some((0, length.into())),
        },
    }
}

fn property(code: u8, operand: &[u8]) -> Option<Property> {
    let byte = operand.first().copied();
    let flag = byte.map(|byte| byte != 0);
    Some(match code {
        2 => Property::ParagraphStyle(u16_at(operand, 0)?),
        3 => permuted(operand)?,
        4 => Property::HeadingBy(i8::from_le_bytes([byte?])),
        12 => Property::Numbering(Box::new(numbering::of_paragraph(operand)?)),
        13 => Property::NumberingLevel(byte?),
        24 => Property::InTable(flag?),
        25 => Property::RowEnd(flag?),
        65 => Property::Deleted(flag?),
        68 => Property::Picture(u32_at(operand, 0)?),
        71 => Property::Data(flag?),
        // A font, and a code of one byte.
        74 => Property::Symbol(u16_at(operand, 0)?, SYMBOLS + u16::from(*operand.get(2)?)),
        80 => Property::CharacterStyle(u16_at(operand, 0)?),
        82 => Property::Hidden(Toggle::Off),
        83 => Property::Plain,
        92 => Property::Hidden(Toggle::of_operand(byte?)?),
        93 | 111 => Property::Font(Script::Ascii, u16_at(operand, 0)?),
        112 => Property::Font(Script::EastAsian, u16_at(operand, 0)?),
        113 => Property::Font(Script::Other, u16_at(operand, 0)?),
        117 => Property::Special(flag?),
        182 => Property::RightAligned(u16_at(operand, 0)? == RIGHT),
        186 => Property::HeaderRow(flag?),
        // A TC of Word 6 has 10 bytes: two flags and four borders.
        188 | 190 => cells(operand, 10)?,
        194 => Property::InsertCells(byte?, *operand.get(1)?, i16_at(operand, 2)?.into()),
        195 => Property::DeleteCells(byte?, *operand.get(1)?),
        196 => Property::CellWidth(byte?, *operand.get(1)?, i16_at(operand, 2)?.into()),
        197 => Property::MergeCells(byte?, *operand.get(1)?),
        198 => Property::SplitCells(byte?, *operand.get(1)?),
        _ => return None,
    })
}

/// Where Word has the codes of symbol fonts among characters.
pub(super) const SYMBOLS: u16 = 0xF000;

/// A byte before the operand says how long it is.
const COUNTED: u8 = 0xFF;
const UNKNOWN: u8 = 0xFE;

/// The length of the operand by modifier.
const LENGTHS: [u8; 208] = lengths();

const fn lengths() -> [u8; 208] {
    let mut table = [UNKNOWN; 208];
    let mut next = 0;
    while next < STATED.len() {
        let (first, last, length) = STATED[next];
        let mut code = first;
        while code <= last {
            table[code] = length;
            code += 1;
        }
        next += 1;
    }
    table
}

/// The first and the last modifier, and the length of their operands.
const STATED: &[(usize, usize, u8)] = &[
    (0, 0, 0),
    (2, 2, 2),
    (3, 3, COUNTED),
    (4, 11, 1),
    (12, 12, COUNTED),
    (13, 14, 1),
    (15, 15, COUNTED),
    (16, 19, 2),
    (20, 20, 4),
    (21, 22, 2),
    (23, 23, COUNTED),
    (24, 25, 1),
    (26, 28, 2),
    (29, 29, 1),
    (30, 36, 2),
    (37, 37, 1),
    (38, 43, 2),
    (44, 44, 1),
    (45, 49, 2),
    (50, 51, 1),
    (52, 52, 0),
    (64, 64, COUNTED),
    (65, 67, 1),
    (68, 68, COUNTED),
    (69, 69, 2),
    (70, 70, 4),
    (71, 71, 1),
    (72, 72, 2),
    (73, 73, 3),
    (74, 74, COUNTED),
    (75, 75, 1),
    (77, 77, COUNTED),
    (79, 79, COUNTED),
    (80, 80, 2),
    (81, 82, COUNTED),
    (83, 83, 0),
    (85, 92, 1),
    (93, 93, 2),
    (94, 94, 1),
    (95, 95, 3),
    (96, 97, 2),
    (98, 98, 1),
    (99, 99, 2),
    (100, 100, 1),
    (101, 101, 2),
    (102, 102, 1),
    (103, 103, COUNTED),
    (104, 104, 1),
    (105, 106, COUNTED),
    (107, 107, 2),
    (108, 108, COUNTED),
    (109, 110, 2),
    (111, 116, COUNTED),
    (117, 119, 1),
    (120, 120, COUNTED),
    (121, 124, 2),
    (131, 132, 1),
    (133, 133, COUNTED),
    (136, 137, 3),
    (138, 139, 1),
    (140, 141, 2),
    (142, 143, 1),
    (144, 145, 2),
    (146, 147, 1),
    (148, 149, 2),
    (150, 153, 1),
    (154, 157, 2),
    (158, 159, 1),
    (160, 161, 2),
    (162, 162, 1),
    (163, 163, 0),
    (164, 171, 2),
    (179, 179, COUNTED),
    (181, 181, COUNTED),
    (182, 184, 2),
    (185, 186, 1),
    (187, 187, 12),
    (189, 189, 2),
    (191, 191, COUNTED),
    (192, 192, 4),
    (193, 193, 5),
    (194, 194, 4),
    (195, 195, 2),
    (196, 196, 4),
    (197, 198, 2),
    (199, 199, 5),
    (200, 200, 4),
    (207, 207, COUNTED),
];

/// What the modifiers of a section say, as far as it matters to the text.
#[derive(Debug, Default)]
pub(super) struct SectionModifiers<'a> {
    /// `sprmSOlstAnm`
    pub(super) outline: Option<&'a [u8]>,
    /// `sprmSFTitlePage`
    pub(super) has_title_page: bool,
    /// `sprmSGprfIhdt`: which headers and footers it has of its own.
    pub(super) headers: u8,
}

/// The modifiers of a section (`SEPX`).
pub(super) fn section(group: &[u8]) -> SectionModifiers<'_> {
    let mut section = SectionModifiers::default();
    let mut at = 0;
    while let Some(&code) = group.get(at) {
        let rest = group.get(at + 1..).unwrap_or_default();
        let Some((skipped, length)) = operand(code, false, rest) else { break };
        let Some(operand) = rest.get(skipped..skipped + length) else { break };
        match (code, operand.first()) {
            (133, _) => section.outline = Some(operand),
            (143, Some(value)) => section.has_title_page = *value != 0,
            (153, Some(value)) => section.headers = *value,
            _ => {}
        }
        at += 1 + skipped + length;
    }
    section
}
