//! Documents of Word 6 and 95.

use encoding_rs::Encoding;

use super::pages::{self, Generation, Sort, Stretch};
use super::word97::runs;
use super::{Para, Style, compound, plc, put, styles};

/// A document, whose text is in a code page.
#[derive(Debug, Clone)]
pub(crate) struct Word6 {
    /// Body, footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers.
    pub(crate) stories: [Vec<Para>; 8],
    pub(crate) encoding: &'static Encoding,
    /// `lid`
    pub(crate) language: u16,
    /// Names and character sets.
    pub(crate) fonts: Vec<(&'static str, u8)>,
    pub(crate) styles: Vec<Style>,
    /// Where the text is cut into pieces, by bytes from its start, for a file that was saved fast. They stand in the file
    /// from the last to the first.
    pub(crate) cuts: Option<Vec<usize>>,
    /// Two bytes a position.
    pub(crate) is_extended: bool,
    /// Where the sections end by bytes, and their modifiers.
    pub(crate) sections: Vec<(u32, Vec<u8>)>,
    pub(crate) flags: u16,
    /// `wIdent`
    pub(crate) signature: u16,
    /// `chs`
    pub(crate) character_set: u16,
    parts: Vec<(usize, Vec<u8>)>,
}

const FIB: usize = 0x300;
/// `fcStshf`
const STYLES: usize = 0x60;
/// `fcPlcfsed`
const SECTIONS: usize = 0x88;
/// `fcPlcfbteChpx`
const CHARACTERS: usize = 0xB8;
/// `fcPlcfbtePapx`
const PARAGRAPHS: usize = 0xC0;
/// `fcSttbfffn`
const FONTS: usize = 0xD0;
/// `fcClx`
const CLX: usize = 0x160;

impl Word6 {
    /// A document of Traditional Chinese.
    pub(crate) fn new(body: impl IntoIterator<Item = Para>) -> Self {
        let mut stories: [Vec<Para>; 8] = Default::default();
        stories[0] = body.into_iter().collect();
        Self {
            stories,
            encoding: encoding_rs::BIG5,
            language: 0x0404,
            fonts: vec![("Times New Roman", 0), ("Kai", 136)],
            styles: vec![Style::default()],
            cuts: None,
            is_extended: false,
            sections: Vec::new(),
            flags: 0,
            signature: 0xA5DC,
            character_set: 0,
            parts: Vec::new(),
        }
    }

    /// Adds a structure, by the offset of its place in the FIB.
    pub(crate) fn part(&mut self, place: usize, bytes: Vec<u8>) -> &mut Self {
        self.parts.push((place, bytes));
        self
    }

    /// Bytes of a text in the code page; positions are those of bytes.
    pub(crate) fn encode(&self, text: &str) -> Vec<u8> {
        self.encoding.encode(text).0.into_owned()
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        compound(&[("WordDocument", self.stream())])
    }

    fn stream(&self) -> Vec<u8> {
        let mut stream = vec![0; FIB];
        let text: Vec<u8> = self.stories.iter().flatten().flat_map(|para| self.encode(&para.text)).collect();
        let units: Vec<Vec<u8>> =
            if self.is_extended { extended(&text) } else { text.iter().map(|b| vec![*b]).collect() };
        let position = |at: usize| u32::try_from(at).unwrap();
        // By piece: the first position, the one behind the last, the offset.
        let mut ends = self.cuts.clone().unwrap_or_default();
        ends.push(units.len());
        let mut pieces = Vec::new();
        let mut start = 0;
        for end in ends {
            pieces.push((start, end, 0));
            start = end;
        }
        for piece in pieces.iter_mut().rev() {
            piece.2 = stream.len();
            stream.extend(units[piece.0..piece.1].iter().flatten());
        }
        let text_end = stream.len();

        let width = if self.is_extended { 2 } else { 1 };
        let stretches = |properties: Vec<(usize, Vec<u8>)>| {
            let mut stretches = Vec::new();
            let mut start = 0;
            for (length, properties) in properties {
                for piece in &pieces {
                    let (from, to) = (piece.0.max(start), piece.1.min(start + length));
                    if from < to {
                        let offset = |at: usize| position(piece.2 + (at - piece.0) * width);
                        stretches.push(Stretch {
                            start: offset(from),
                            end: offset(to),
                            properties: properties.clone(),
                        });
                    }
                }
                start += length;
            }
            stretches.sort_by_key(|stretch| stretch.start);
            stretches
        };
        let length =
            |text: &str| if self.is_extended { extended(&self.encode(text)).len() } else { self.encode(text).len() };
        let paragraphs = self.stories.iter().flatten();
        let paragraphs =
            paragraphs.map(|para| (length(&para.text), [&para.style.to_le_bytes(), &para.papx[..]].concat()));
        let paragraphs = stretches(paragraphs.collect());
        let mut characters = Vec::new();
        for para in self.stories.iter().flatten() {
            let mut rest = para.text.as_str();
            for (count, properties) in runs(para) {
                let cut = rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at);
                characters.push((length(&rest[..cut]), properties));
                rest = &rest[cut..];
            }
        }
        let characters = stretches(characters);

        let mut parts = self.parts.clone();
        parts.push((PARAGRAPHS, pages::write(&mut stream, &paragraphs, Sort::Paragraphs, Generation::Word6)));
        parts.push((CHARACTERS, pages::write(&mut stream, &characters, Sort::Characters, Generation::Word6)));
        parts.push((STYLES, styles::sheet(&self.styles, Generation::Word6)));
        parts.push((FONTS, self.font_table()));
        if !self.sections.is_empty() {
            let mut positions = vec![0];
            let mut descriptors = Vec::new();
            for (end, modifiers) in &self.sections {
                positions.push(*end);
                let at = position(stream.len());
                stream.extend(u16::try_from(modifiers.len()).unwrap().to_le_bytes());
                stream.extend(modifiers);
                descriptors.push([&[0, 0], &at.to_le_bytes()[..], &[0; 6]].concat());
            }
            parts.push((SECTIONS, plc(&positions, &descriptors)));
        }
        if self.cuts.is_some() {
            let positions: Vec<u32> = [0].into_iter().chain(pieces.iter().map(|piece| position(piece.1))).collect();
            let data = pieces.iter().map(|piece| [&[0, 0], &position(piece.2).to_le_bytes()[..], &[0, 0]].concat());
            let table = plc(&positions, &data.collect::<Vec<_>>());
            parts.push((CLX, [&[2], &position(table.len()).to_le_bytes()[..], &table].concat()));
        }
        for (place, bytes) in parts {
            let at = position(stream.len());
            put(&mut stream, place, &at.to_le_bytes());
            put(&mut stream, place + 4, &position(bytes.len()).to_le_bytes());
            stream.extend(bytes);
        }
        let flags = self.flags | u16::from(self.cuts.is_some()) << 2 | u16::from(self.is_extended) << 12;
        put(&mut stream, 0, &self.signature.to_le_bytes());
        put(&mut stream, 2, &101_u16.to_le_bytes());
        put(&mut stream, 6, &self.language.to_le_bytes());
        put(&mut stream, 10, &flags.to_le_bytes());
        put(&mut stream, 0x14, &self.character_set.to_le_bytes());
        put(&mut stream, 0x18, &position(FIB).to_le_bytes());
        put(&mut stream, 0x1C, &position(text_end).to_le_bytes());
        for (number, story) in self.stories.iter().enumerate() {
            let length: usize = story.iter().map(|para| length(&para.text)).sum();
            put(&mut stream, 0x34 + 4 * number, &position(length).to_le_bytes());
        }
        stream
    }

    fn font_table(&self) -> Vec<u8> {
        let fonts = self.fonts.iter().flat_map(|(name, set)| {
            let font = [&[0, 0, 0, *set, 0], name.as_bytes(), &[0]].concat();
            [&[u8::try_from(font.len()).unwrap()], &font[..]].concat()
        });
        let fonts: Vec<u8> = fonts.collect();
        [&u16::try_from(fonts.len() + 2).unwrap().to_le_bytes(), &fonts[..]].concat()
    }
}

/// Units of two bytes: the two of a character with the first one high, or one.
fn extended(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut units = Vec::new();
    let mut rest = bytes;
    while let [first, behind @ ..] = rest {
        match behind {
            [second, behind @ ..] if *first >= 0x80 => {
                units.push(vec![*second, *first]);
                rest = behind;
            }
            _ => {
                units.push(vec![*first, 0]);
                rest = behind;
            }
        }
    }
    units
}
