//! A document of Word 97 or later: \[MS-DOC\].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use document::{Limits, ReadError, Warning};

use crate::model::{File, ListTables, Run, Stories};
use crate::parse::assemble::{self, Modifying, Source};
use crate::parse::bytes::{index, position, u16_at, u32_at};
use crate::parse::cfb::{Compound, Stream};
use crate::parse::clx::{self, Modifiers, Piece};
use crate::parse::fib::{Fib, FibBase, Pair, Story};
use crate::parse::fkp::{self, Stretches};
use crate::parse::plc::Plc;
use crate::parse::stories::Section;
use crate::parse::{damaged, drawing, fonts, forms, lists, missing, sprm, stories, stsh};

/// The streams of a document, and what is wrong with them.
struct Streams<'a> {
    document: &'a [u8],
    table: &'a [u8],
    fib: Fib<'a>,
    warnings: Vec<Warning>,
}

/// Reads a document.
///
/// # Errors
///
/// [`ReadError::Malformed`] where there is no text; [`ReadError::TooLarge`] by `limits.characters`, or `limits.nodes`
/// paragraphs or runs.
pub(crate) fn file(
    base: FibBase,
    document: &[u8],
    compound: Option<&Compound<'_>>,
    limits: &Limits,
) -> Result<File, ReadError> {
    let Some(fib) = Fib::read(base, document) else {
        return Err(ReadError::Malformed {
            expected: "a Word document",
            found: "one cut off in its header".to_owned(),
        });
    };
    let mut warnings = Vec::new();
    let name = if base.is_first_table { "1Table" } else { "0Table" };
    let other = if base.is_first_table { "0Table" } else { "1Table" };
    let stream = |name: &str| compound.and_then(|compound| compound.stream(name));
    let table = stream(name).or_else(|| stream(other));
    if table.is_none() {
        warnings.push(missing(name));
    }
    let table = table.unwrap_or(Stream { bytes: Cow::Borrowed(&[]), is_cut: false });
    let data = stream("Data").map(|stream| stream.bytes).unwrap_or_default();
    let mut streams = Streams { document, table: &table.bytes, fib, warnings };

    let (pieces, text) = streams.text(limits)?;
    let length = position(text.len());
    let story = |fib: &Fib<'_>, story| fib.story(story, length);
    let mut body = story(&streams.fib, Story::Body);
    if streams.fib.characters() == 0 {
        // Malformed: lengths without sense.
        body = 0..length;
    }
    let size = document.len() + table.bytes.len() + data.len();
    let mut modifying = Modifying::new(sprm::each, &data, size);

    let styles = stsh::read(streams.part(Pair::Stshf, "styles"), stsh::WORD97, &mut modifying);
    let stretches = |streams: &mut Streams<'_>, pair, name: &str, layout| {
        let table = streams.part(pair, name);
        let read = Stretches::read(document, table, layout, limits.nodes);
        if read.damaged > 0 {
            streams.warnings.push(damaged(name, format!("{} of its pages are not sound", read.damaged)));
        }
        read
    };
    let paragraphs = stretches(&mut streams, Pair::PlcfBtePapx, "properties of paragraphs", fkp::PARAGRAPHS_97);
    let characters = stretches(&mut streams, Pair::PlcfBteChpx, "properties of characters", fkp::CHARACTERS_97);
    let (ends, sections) = streams.sections();
    let starts: Vec<u32> = Story::ORDER.iter().map(|part| story(&streams.fib, *part).start).collect();
    let source = Source {
        pieces: &pieces,
        paragraphs: &paragraphs,
        characters: &characters,
        styles: &styles,
        stories: &starts,
        sections: &ends,
    };
    let too_many = |bound| ReadError::too_large(bound, limits.nodes, limits.nodes.saturating_add(1));
    let paragraphs =
        assemble::paragraphs(&text, &source, &mut modifying, limits.nodes).ok_or_else(|| too_many("paragraphs"))?;
    let runs = assemble::runs(&text, &source, &mut modifying, limits.nodes).ok_or_else(|| too_many("runs"))?;
    let lists = streams.lists(&mut modifying);
    streams.warnings.extend(modifying.warning());
    let stories = streams.stories(&body, length, &sections);
    let forms = forms(&runs, &data);
    Ok(File {
        fonts: fonts::read(streams.part(Pair::SttbfFfn, "fonts")),
        warnings: streams.warnings,
        rows: modifying.rows,
        numberings: modifying.numberings,
        text,
        paragraphs,
        runs,
        styles,
        lists,
        stories,
        forms,
    })
}

impl<'a> Streams<'a> {
    /// A structure of the table stream, as far as it is there.
    fn part(&mut self, pair: Pair, name: &str) -> &'a [u8] {
        let (at, length) = self.fib.place(pair);
        let rest = self.table.get(at..).unwrap_or_default();
        let found = rest.get(..length).unwrap_or(rest);
        if found.len() < length && !self.table.is_empty() {
            self.warnings.push(damaged(name, format!("{} of {length} bytes are there", found.len())));
        }
        found
    }

    /// The text and its pieces.
    fn text(&mut self, limits: &Limits) -> Result<(Vec<Piece<'a>>, Vec<u16>), ReadError> {
        let (mut pieces, is_sound) = clx::pieces(self.part(Pair::Clx, "pieces of the text"));
        let stated = self.fib.characters();
        if pieces.is_empty() {
            pieces.extend(self.single_piece(stated));
            if !self.table.is_empty() {
                self.warnings.push(damaged("pieces of the text", "none is there".to_owned()));
            }
        } else if !is_sound {
            self.warnings.push(damaged("pieces of the text", "not all are there".to_owned()));
        }
        let length = pieces.last().map_or(0, |piece| piece.end);
        limits.admit_characters(index(length))?;
        let mut text = Vec::new();
        let mut is_whole = true;
        for piece in &pieces {
            is_whole &= assemble::push(&mut text, piece, self.document);
        }
        if !is_whole || u64::from(length) < stated {
            self.warnings.push(damaged("the text", "some of it is not there".to_owned()));
        }
        // 2.4.1: behind the stories there is at most one mark.
        let beyond = u64::from(length).saturating_sub(stated.saturating_add(1));
        if beyond > 0 && stated > 0 {
            self.warnings.push(damaged("the text", format!("the last {beyond} of its characters are in no story")));
        }
        Ok((pieces, text))
    }

    /// 2.4.1 leaves no text without pieces; where their table is lost, it mostly lies in one.
    fn single_piece(&self, stated: u64) -> Option<Piece<'a>> {
        let base = &self.fib.base;
        let start = base.text_start;
        let end = base.text_end.min(position(self.document.len()));
        let length = end.checked_sub(start).filter(|length| *length > 0)?;
        let width = if u64::from(length) >= 2 * stated.max(1) { 2 } else { 1 };
        Some(Piece { start: 0, end: length / width, offset: start, width, modifiers: Modifiers::None })
    }

    /// Behind which positions the sections end, and what they say: `PlcfSed`, `Sepx`.
    fn sections(&mut self) -> (Vec<u32>, Vec<Section>) {
        let plc = Plc::new(self.part(Pair::PlcfSed, "sections"), 12);
        // Malformed: sections that share their modifiers, which would be read again and again.
        let mut budget = self.document.len();
        let read = plc.iter().map(|(_, end, sed)| {
            let at = u32_at(sed, 2).filter(|at| *at != u32::MAX).map(index);
            let group = at.and_then(|at| {
                let length = usize::from(u16_at(self.document, at)?);
                let group = self.document.get(at + 2..at + 2 + length)?;
                budget = budget.checked_sub(length)?;
                Some(group)
            });
            (end, Section { has_title_page: group.is_some_and(sprm::has_title_page) })
        });
        read.unzip()
    }

    fn lists(&mut self, modifying: &mut Modifying<'_>) -> ListTables {
        let (at, length) = self.fib.place(Pair::PlfLst);
        let table = if length == 0 { &[] } else { self.table.get(at..).unwrap_or_default() };
        let (definitions, is_whole) =
            if table.is_empty() { (Vec::new(), length == 0) } else { lists::definitions(table, modifying) };
        let overrides = self.part(Pair::PlfLfo, "lists");
        let (lists, is_sound) = lists::overrides(overrides, modifying);
        if !is_whole || !is_sound {
            self.warnings.push(damaged("lists", "not all of their levels are there".to_owned()));
        }
        ListTables { definitions, lists }
    }

    fn stories(&mut self, body: &Range<u32>, length: u32, sections: &[Section]) -> Stories {
        let story = |fib: &Fib<'_>, story| fib.story(story, length);
        let mut notes = Vec::new();
        for (references, texts, sort) in [
            (Pair::PlcffndRef, Pair::PlcffndTxt, Story::Footnotes),
            (Pair::PlcfendRef, Pair::PlcfendTxt, Story::Endnotes),
        ] {
            let of = story(&self.fib, sort);
            if !of.is_empty() {
                let (references, texts) = (self.part(references, "notes"), self.part(texts, "notes"));
                notes.extend(stories::notes(references, texts, body, &of));
            }
        }
        let running = story(&self.fib, Story::Headers);
        // `DopBase`: `fFacingPages`
        let is_facing = self.part(Pair::Dop, "settings").first().is_some_and(|flags| flags & 1 != 0);
        let (headers, footers) = stories::headers(self.part(Pair::PlcfHdd, "headers"), &running, sections, is_facing);
        let mut boxes = Vec::new();
        let mut groups: Option<BTreeMap<u32, u32>> = None;
        for (texts, anchors, sort, around) in [
            (Pair::PlcftxbxTxt, Pair::PlcSpaMom, Story::Boxes, body),
            (Pair::PlcfHdrtxbxTxt, Pair::PlcSpaHdr, Story::HeaderBoxes, &running),
        ] {
            let of = story(&self.fib, sort);
            if !of.is_empty() {
                let (texts, anchors) = (self.part(texts, "text boxes"), self.part(anchors, "text boxes"));
                let content = if groups.is_none() { self.part(Pair::DggInfo, "drawings") } else { &[] };
                let groups = groups.get_or_insert_with(|| drawing::groups(content));
                boxes.extend(stories::boxes(texts, &of, anchors, around, groups));
            }
        }
        let comments = story(&self.fib, Story::Comments);
        let comments = stories::comments(self.part(Pair::PlcfandTxt, "comments"), &comments);
        Stories { body: body.clone(), notes, boxes, headers, footers, comments }
    }
}

/// What fields of forms show, by the positions of their data. Many may have the same.
fn forms(runs: &[Run], data: &[u8]) -> BTreeMap<u32, Rc<str>> {
    let mut known: BTreeMap<u32, Option<Rc<str>>> = BTreeMap::new();
    let with_data = runs.iter().filter(|run| run.chp.data);
    let forms = with_data.filter_map(|run| {
        let at = run.chp.picture?;
        let shown = known.entry(at).or_insert_with(|| forms::shown(data, at).map(Rc::from));
        Some((run.start, shown.clone()?))
    });
    forms.collect()
}
