//! Documents of Word 97 and later.

use super::pages::{self, Generation, Sort, Stretch};
use super::{Para, Style, compound, plc, put, styles};

/// How a piece stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// Windows-1252.
    Compressed,
    Utf16,
}

/// A piece of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Characters; the last piece has what remains.
    pub(crate) characters: usize,
    pub(crate) width: Width,
    /// `Prm`
    pub(crate) prm: u16,
}

/// A document.
#[derive(Debug, Clone)]
pub(crate) struct Doc {
    /// Body, footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers.
    pub(crate) stories: [Vec<Para>; 8],
    pub(crate) pieces: Vec<Piece>,
    /// The pieces stand in the file from the last to the first.
    pub(crate) is_scrambled: bool,
    /// What pieces refer to (`Prc`).
    pub(crate) groups: Vec<Vec<u8>>,
    pub(crate) styles: Vec<Style>,
    /// The flags of the FIB (offset 10).
    pub(crate) flags: u16,
    /// The Data stream.
    pub(crate) data: Vec<u8>,
    parts: Vec<(usize, Vec<u8>)>,
    behind: Vec<(usize, Vec<u8>)>,
}

/// `fWhichTblStm`, `fExtChar`
const FLAGS: u16 = 0x1200;
const FIB: usize = 0x382;
const PAIRS: usize = 0x9A;
const TEXT: usize = 0x400;

impl Doc {
    /// A document of a body, in one piece.
    pub(crate) fn new(body: impl IntoIterator<Item = Para>) -> Self {
        let mut stories: [Vec<Para>; 8] = Default::default();
        stories[0] = body.into_iter().collect();
        Self {
            stories,
            pieces: vec![Piece { characters: usize::MAX, width: Width::Utf16, prm: 0 }],
            is_scrambled: false,
            groups: Vec::new(),
            styles: vec![Style::default()],
            flags: FLAGS,
            data: Vec::new(),
            parts: Vec::new(),
            behind: Vec::new(),
        }
    }

    /// Adds a structure of the table stream, by its place among the pairs of the FIB.
    pub(crate) fn part(&mut self, pair: usize, bytes: Vec<u8>) -> &mut Self {
        self.parts.push((pair, bytes));
        self
    }

    /// Adds what follows a structure and is not counted in its length.
    pub(crate) fn behind(&mut self, pair: usize, bytes: Vec<u8>) {
        self.behind.push((pair, bytes));
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let (document, table) = self.streams();
        let mut streams = vec![("WordDocument", document), ("1Table", table)];
        if !self.data.is_empty() {
            streams.push(("Data", self.data.clone()));
        }
        compound(&streams)
    }

    /// The document stream and the table stream.
    pub(crate) fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let mut stream = vec![0; TEXT];
        let text: Vec<u16> = self.stories.iter().flatten().flat_map(|para| para.text.encode_utf16()).collect();
        let placed = self.place(&mut stream, &text);
        let text_end = u32::try_from(stream.len()).unwrap();
        let paragraphs = stretches(&self.paragraphs(), &placed);
        let of_paragraphs = pages::write(&mut stream, &paragraphs, Sort::Paragraphs, Generation::Word97);
        let characters = stretches(&self.characters(), &placed);
        let of_characters = pages::write(&mut stream, &characters, Sort::Characters, Generation::Word97);
        // A document stream is never in the mini stream, whatever its length.
        let length = stream.len().max(4096);
        stream.resize(length, 0);

        let mut parts = self.parts.clone();
        parts.push((1, styles::sheet(&self.styles, Generation::Word97)));
        parts.push((12, of_characters));
        parts.push((13, of_paragraphs));
        parts.push((33, self.clx(&placed)));
        let mut table = vec![0; 4];
        let mut header = self.header(text_end);
        for (pair, bytes) in &parts {
            put(&mut header, PAIRS + 8 * pair, &u32::try_from(table.len()).unwrap().to_le_bytes());
            put(&mut header, PAIRS + 8 * pair + 4, &u32::try_from(bytes.len()).unwrap().to_le_bytes());
            table.extend(bytes);
            for (_, bytes) in self.behind.iter().filter(|(known, _)| known == pair) {
                table.extend(bytes);
            }
        }
        put(&mut stream, 0, &header);
        (stream, table)
    }

    fn header(&self, text_end: u32) -> Vec<u8> {
        let mut header = vec![0; FIB];
        let text_start = u32::try_from(TEXT).unwrap();
        put(&mut header, 0, &0xA5EC_u16.to_le_bytes());
        put(&mut header, 2, &0x00C1_u16.to_le_bytes());
        put(&mut header, 6, &0x0409_u16.to_le_bytes());
        put(&mut header, 10, &self.flags.to_le_bytes());
        put(&mut header, 0x18, &text_start.to_le_bytes());
        put(&mut header, 0x1C, &text_end.to_le_bytes());
        put(&mut header, 0x20, &14_u16.to_le_bytes());
        put(&mut header, 0x3C, &0x0404_u16.to_le_bytes());
        put(&mut header, 0x3E, &22_u16.to_le_bytes());
        for (number, story) in self.stories.iter().enumerate() {
            let length: usize = story.iter().map(|para| para.text.encode_utf16().count()).sum();
            put(&mut header, 0x4C + 4 * number, &u32::try_from(length).unwrap().to_le_bytes());
        }
        put(&mut header, 0x98, &93_u16.to_le_bytes());
        header
    }

    /// Puts the text into the stream, and gives where each piece begins and ends and stands.
    fn place(&self, stream: &mut Vec<u8>, text: &[u16]) -> Vec<Placed> {
        let mut placed = Vec::new();
        let mut start = 0;
        for (number, piece) in self.pieces.iter().enumerate() {
            let is_last = number + 1 == self.pieces.len();
            let end = if is_last { text.len() } else { start + piece.characters };
            placed.push(Placed { start, end, offset: 0, piece: *piece });
            start = end;
        }
        let mut order: Vec<usize> = (0..placed.len()).collect();
        if self.is_scrambled {
            order.reverse();
        }
        for number in order {
            stream.resize(stream.len().next_multiple_of(2), 0);
            let here = &mut placed[number];
            here.offset = stream.len();
            for unit in &text[here.start..here.end] {
                match here.piece.width {
                    Width::Utf16 => stream.extend(unit.to_le_bytes()),
                    Width::Compressed => stream.push(compressed(*unit)),
                }
            }
        }
        placed
    }

    fn clx(&self, placed: &[Placed]) -> Vec<u8> {
        let mut clx = Vec::new();
        for group in &self.groups {
            clx.push(1);
            clx.extend(u16::try_from(group.len()).unwrap().to_le_bytes());
            clx.extend(group);
        }
        let position = |at: usize| u32::try_from(at).unwrap();
        let mut positions = vec![0];
        positions.extend(placed.iter().map(|here| position(here.end)));
        let data = placed.iter().map(|here| {
            let place = match here.piece.width {
                Width::Utf16 => position(here.offset),
                Width::Compressed => position(here.offset * 2) | 0x4000_0000,
            };
            [&[0, 0], &place.to_le_bytes()[..], &here.piece.prm.to_le_bytes()].concat()
        });
        let table = plc(&positions, &data.collect::<Vec<_>>());
        clx.push(2);
        clx.extend(u32::try_from(table.len()).unwrap().to_le_bytes());
        clx.extend(table);
        clx
    }

    /// By position: the length of each paragraph, and its style and modifiers.
    fn paragraphs(&self) -> Vec<(usize, Vec<u8>)> {
        let all = self.stories.iter().flatten();
        all.map(|para| (para.text.encode_utf16().count(), [&para.style.to_le_bytes(), &para.papx[..]].concat()))
            .collect()
    }

    fn characters(&self) -> Vec<(usize, Vec<u8>)> {
        self.stories.iter().flatten().flat_map(runs).collect()
    }
}

/// The runs of a paragraph, to its end.
pub(super) fn runs(para: &Para) -> Vec<(usize, Vec<u8>)> {
    let length = para.text.encode_utf16().count();
    let mut runs = para.runs.clone();
    let known: usize = runs.iter().map(|(characters, _)| characters).sum();
    assert!(known <= length, "runs longer than their paragraph");
    runs.push((length - known, Vec::new()));
    runs.retain(|(characters, _)| *characters > 0);
    runs
}

struct Placed {
    start: usize,
    end: usize,
    offset: usize,
    piece: Piece,
}

/// What holds for characters in a row, as stretches of the file: cut where pieces end, in the order of the file.
fn stretches(properties: &[(usize, Vec<u8>)], placed: &[Placed]) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for (length, properties) in properties {
        let end = start + length;
        for here in placed {
            let (from, to) = (start.max(here.start), end.min(here.end));
            if from < to {
                let width = if here.piece.width == Width::Utf16 { 2 } else { 1 };
                let offset = |at: usize| u32::try_from(here.offset + (at - here.start) * width).unwrap();
                stretches.push(Stretch { start: offset(from), end: offset(to), properties: properties.clone() });
            }
        }
        start = end;
    }
    stretches.sort_by_key(|stretch| stretch.start);
    stretches
}

fn compressed(unit: u16) -> u8 {
    match unit {
        0x2019 => 0x92,
        0x2013 => 0x96,
        _ => u8::try_from(unit).unwrap(),
    }
}
