//! The styles: \[MS-DOC\], `STSH`.

use crate::model::{Style, Styles};
use crate::parse::assemble::Modifying;
use crate::parse::bytes::u16_at;
use crate::properties::{Chp, Pap};

/// What the two generations differ in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// Bytes of a character of a style's name; its length is as long, and so is the zero behind it.
    pub(crate) character: usize,
}

pub(crate) const WORD97: Layout = Layout { character: 2 };

/// A style as it stands in the file.
#[derive(Default)]
struct Definition<'a> {
    /// `sti`
    known: u16,
    kind: u8,
    base: u16,
    paragraph: &'a [u8],
    characters: &'a [u8],
}

/// `StdfBase`: `stk`
const PARAGRAPH: u8 = 1;
const CHARACTER: u8 = 2;
const TABLE: u8 = 3;
const LIST: u8 = 4;

/// Reads the styles of a table, each with what it inherits.
pub(crate) fn read(table: &[u8], layout: Layout, modifying: &mut Modifying<'_>) -> Styles {
    let definitions = definitions(table, layout).unwrap_or_default();
    let mut settled: Vec<Option<Style>> = vec![None; definitions.len()];
    for first in 0..definitions.len() {
        // From the style to the first of those that it is based on that is settled, and back. Malformed: a circle.
        let mut row = Vec::new();
        let mut next = first;
        let mut base = Style::default();
        while let Some(definition) = definitions.get(next) {
            if let Some(style) = settled.get(next).copied().flatten() {
                base = style;
                break;
            }
            if row.contains(&next) || row.len() > LONGEST {
                break;
            }
            row.push(next);
            next = usize::from(definition.base);
        }
        for istd in row.into_iter().rev() {
            if let Some(definition) = definitions.get(istd) {
                base = definition.settle(base, modifying);
                settled[istd] = Some(base);
            }
        }
    }
    Styles { styles: settled.into_iter().map(Option::unwrap_or_default).collect() }
}

/// Styles that one inherits from; Word has at most eleven.
const LONGEST: usize = 64;

fn definitions(table: &[u8], layout: Layout) -> Option<Vec<Definition<'_>>> {
    let header = usize::from(u16_at(table, 0)?);
    let count = usize::from(u16_at(table, 2)?);
    let base = usize::from(u16_at(table, 4)?);
    let mut at = 2 + header;
    let mut definitions = Vec::new();
    while definitions.len() < count {
        let Some(length) = u16_at(table, at).map(usize::from) else { break };
        let style = table.get(at + 2..).map(|rest| rest.get(..length).unwrap_or(rest)).unwrap_or_default();
        definitions.push(definition(style, base, layout).unwrap_or_default());
        // `LPStd`: a style begins at an even offset.
        at += 2 + length + length % 2;
    }
    Some(definitions)
}

/// `STD`
fn definition(style: &[u8], base: usize, layout: Layout) -> Option<Definition<'_>> {
    let (first, second, third) = (u16_at(style, 0)?, u16_at(style, 2)?, u16_at(style, 4)?);
    let mut read = Definition {
        known: first & 0x0FFF,
        kind: second.to_le_bytes()[0] & 0x0F,
        base: second >> 4,
        ..Definition::default()
    };
    let name = match layout.character {
        1 => usize::from(*style.get(base)?),
        _ => usize::from(u16_at(style, base)?),
    };
    let mut at = base + (name + 2) * layout.character;
    for index in 0..third & 0x0F {
        at += at % 2;
        let Some(length) = u16_at(style, at).map(usize::from) else { break };
        let rest = style.get(at + 2..)?;
        let group = rest.get(..length).unwrap_or(rest);
        match (read.kind, index) {
            (PARAGRAPH | LIST, 0) | (TABLE, 1) => read.paragraph = group.get(2..).unwrap_or_default(),
            (PARAGRAPH, 1) | (CHARACTER, 0) | (TABLE, 2) => read.characters = group,
            _ => {}
        }
        at += 2 + length;
    }
    Some(read)
}

impl Definition<'_> {
    fn settle(&self, base: Style, modifying: &mut Modifying<'_>) -> Style {
        let mut pap = Pap { outline: self.outline().or(base.pap.outline), ..base.pap };
        modifying.paragraph(self.paragraph, &mut pap);
        let mut chp = Chp::default();
        modifying.characters(self.characters, &mut chp);
        let mut settled = base.chp;
        settled.settle(&chp);
        Style { pap, chp: settled }
    }

    /// The built-in headings have a level even where the style doesn't say: `StdfBase`, `sti` 1 to 9.
    fn outline(&self) -> Option<u8> {
        let level = self.known.checked_sub(1).filter(|_| self.kind == PARAGRAPH)?;
        u8::try_from(level).ok().filter(|level| *level < 9)
    }
}
