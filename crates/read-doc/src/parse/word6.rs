//! A document of Word 6 or 95: everything lies in one stream, and text in a code page. The specification is Microsoft's
//! "Word for Windows 6.0 Binary File Format"; where it is silent, what LibreOffice does.

mod code_page;
mod fib;
mod fonts;
mod numbering;
mod pieces;
mod sections;
mod sprm;
mod stories;
mod text;

use document::{Limits, Origin, ReadError, Warning};

use crate::model::{File, ListTables, Paragraph};
use crate::parse::assemble::{self, Decoder, Modifying, Source};
use crate::parse::bytes::{index, position};
use crate::parse::fib::{FibBase, Story};
use crate::parse::fkp::{self, Sort, Stretches};
use crate::parse::plc::Plc;
use crate::parse::{damaged, stsh};
use crate::properties::Numbering;
use fib::{Fib, Pages, Place};
use sections::Section;

const STYLES: stsh::Layout = stsh::Layout { character: 1 };
const PARAGRAPHS: fkp::Layout = fkp::Layout { number: 2, entry: 7, sort: Sort::Paragraphs };
const CHARACTERS: fkp::Layout = fkp::Layout { number: 2, entry: 1, sort: Sort::Characters };

/// A document and what is wrong with it.
struct Document<'a> {
    stream: &'a [u8],
    fib: Fib<'a>,
    warnings: Vec<Warning>,
}

/// Reads a document.
///
/// # Errors
///
/// [`ReadError::TooLarge`] by `limits.characters`, or `limits.nodes` paragraphs or runs.
pub(crate) fn file(base: FibBase, stream: &[u8], limits: &Limits) -> Result<File, ReadError> {
    let mut document = Document { stream, fib: Fib::new(stream), warnings: Vec::new() };
    let pieces = document.pieces(&base);
    limits.admit_characters(index(pieces.last().map_or(0, |piece| piece.end)))?;
    let (mut text, is_whole) = text::raw(&pieces, stream);
    let length = position(text.len());
    if !is_whole || length < document.fib.positions() {
        document.warnings.push(damaged("the text", "some of it is not there".to_owned()));
    }

    let decoder: Decoder = if base.signature == WINDOWS { sprm::each_windows } else { sprm::each_macintosh };
    let mut modifying = Modifying::new(decoder, &[], stream.len());
    let styles = stsh::read(document.part(Place::Stshf, "styles"), STYLES, &mut modifying);
    let pages = document.fib.paragraph_pages();
    let name = "properties of paragraphs";
    let of_paragraphs = document.stretches(Place::PlcfbtePapx, pages, name, PARAGRAPHS, limits.nodes);
    let pages = document.fib.character_pages();
    let name = "properties of characters";
    let of_characters = document.stretches(Place::PlcfbteChpx, pages, name, CHARACTERS, limits.nodes);
    let sections = sections::read(document.part(Place::Plcfsed, "sections"), stream);
    let starts: Vec<u32> = Story::ORDER.iter().map(|story| document.fib.story(*story, length).start).collect();
    let ends: Vec<u32> = sections.iter().map(|section| section.end).collect();
    let source = Source {
        pieces: &pieces,
        paragraphs: &of_paragraphs,
        characters: &of_characters,
        styles: &styles,
        stories: &starts,
        sections: &ends,
    };
    let too_many = |bound| ReadError::too_large(bound, limits.nodes, limits.nodes.saturating_add(1));
    let paragraphs = assemble::paragraphs(&text, &source, &mut modifying, limits.nodes);
    let mut paragraphs = paragraphs.ok_or_else(|| too_many("paragraphs"))?;
    let runs = assemble::runs(&text, &source, &mut modifying, limits.nodes).ok_or_else(|| too_many("runs"))?;
    document.warnings.extend(modifying.warning());

    let fonts = fonts::read(document.part(Place::Sttbfffn, "fonts"));
    let code_pages = text::CodePages::of(&base, &fonts, &text);
    let trouble = text::decode(&mut text, &paragraphs, &runs, &styles, &fonts, &code_pages);
    let origin = Origin::default;
    if trouble.undecodable > 0 {
        document.warnings.push(Warning::UndecodableBytes { count: trouble.undecodable, origin: origin() });
    }
    if trouble.user_defined > 0 {
        document.warnings.push(Warning::UserDefinedCharacters { count: trouble.user_defined, origin: origin() });
    }

    let body = document.fib.story(Story::Body, length);
    let mut numberings = modifying.numberings;
    number_outlines(&mut paragraphs, &mut numberings, &sections, body.end);
    for numbering in &mut numberings {
        let font = numbering.font.and_then(|font| fonts.get(usize::from(font)));
        let is_symbol = font.is_some_and(|font| font.symbols.is_some());
        numbering::decode(numbering, (!is_symbol).then(|| code_pages.of_font(font)));
    }
    Ok(File {
        stories: document.stories(&body, length, &sections),
        rows: modifying.rows,
        numberings,
        text,
        paragraphs,
        runs,
        styles,
        lists: ListTables::default(),
        fonts: fonts.iter().map(|font| font.symbols).collect(),
        warnings: document.warnings,
        ..File::default()
    })
}

/// `wIdent` of Word for Windows; Word for Macintosh has others.
const WINDOWS: u16 = 0xA5DC;

/// `nLvlAnm` of paragraphs that are numbered as their section says.
const OUTLINE: std::ops::RangeInclusive<u8> = 1..=9;

/// Gives the paragraphs of an outline the numbering of their section (`olstAnm`), where it has one.
fn number_outlines(paragraphs: &mut [Paragraph], numberings: &mut Vec<Numbering>, sections: &[Section], body_end: u32) {
    let mut sections = sections.iter().peekable();
    let mut first = None;
    for paragraph in paragraphs.iter_mut().take_while(|paragraph| paragraph.end <= body_end) {
        while sections.next_if(|section| section.end <= paragraph.start).is_some() {
            first = None;
        }
        let Some(level) = paragraph.pap.numbering_level.filter(|level| OUTLINE.contains(level)) else { continue };
        let Some(section) = sections.peek().filter(|section| !section.outline.is_empty()) else { continue };
        let first = *first.get_or_insert_with(|| {
            numberings.extend(section.outline.iter().cloned());
            numberings.len() - section.outline.len()
        });
        let place = usize::from(level - 1);
        if place < section.outline.len() {
            paragraph.pap.numbering = Some(position(first + place));
        }
    }
}

impl<'a> Document<'a> {
    /// A structure, as far as it is there.
    fn part(&mut self, place: Place, name: &str) -> &'a [u8] {
        let (part, is_whole) = self.fib.part(place);
        if !is_whole {
            self.warnings.push(damaged(name, "it is cut off".to_owned()));
        }
        part
    }

    fn pieces(&mut self, base: &FibBase) -> Vec<crate::parse::clx::Piece<'a>> {
        let width = if base.has_extended_characters { 2 } else { 1 };
        if base.is_complex {
            let (pieces, is_sound) = pieces::of_complex(self.part(Place::Clx, "pieces of the text"), width);
            if !is_sound {
                self.warnings.push(damaged("pieces of the text", "not all are there".to_owned()));
            }
            if !pieces.is_empty() {
                return pieces;
            }
        }
        pieces::of_simple(base, width, self.fib.positions(), self.stream.len()).into_iter().collect()
    }

    /// The pages that a table lists, and those that it doesn't though they are there.
    fn stretches(&mut self, place: Place, pages: Pages, name: &str, layout: fkp::Layout, most: usize) -> Stretches<'a> {
        let plc = Plc::new(self.part(place, name), layout.number);
        let listed = (0..plc.len()).filter_map(|page| crate::parse::bytes::u16_at(plc.data(page)?, 0));
        let missing = plc.len()..usize::from(pages.count);
        let following = missing.filter_map(|page| pages.first.checked_add(u16::try_from(page).ok()?));
        let numbers = listed.chain(following).map(usize::from);
        let read = Stretches::of_pages(self.stream, numbers, layout, most);
        if read.damaged > 0 {
            self.warnings.push(damaged(name, format!("{} of its pages are not sound", read.damaged)));
        }
        read
    }
}
