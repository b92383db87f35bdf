//! The text of a paragraph.

use decode::symbols::SymbolFont;
use document::{Origin, Part, ReadError, Run};

use super::fields::{BEGIN, END, Fields, SEPARATE};
use super::{Converter, field_codes};
use crate::model::{NOTHING, Paragraph, Style};
use crate::parse::bytes::{index, position};
use crate::properties::{Chp, Script};

/// The text of a paragraph that is being read.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Text boxes that are anchored in it, and notes that it refers to.
    pub(super) boxes: Vec<usize>,
    pub(super) notes: Vec<usize>,
    /// Whether its mark is hidden, deleted, separates styles.
    pub(super) mark: Mark,
    /// A page or column ended here; a line break if text follows.
    is_broken: bool,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    pub(super) separates_styles: bool,
}

/// How characters are shown.
struct Look {
    is_shown: bool,
    is_special: bool,
    symbol: Option<(u16, u16)>,
    /// By [`Script`].
    fonts: [Option<SymbolFont>; 3],
}

/// Whether only some font can say what a character shows.
pub(super) fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// What a font shows for a character. Without one of symbols, the code is taken for one of Symbol where it is the bullet
/// that all writers use.
pub(super) fn glyph(character: char, font: Option<SymbolFont>) -> char {
    match font {
        Some(font) => font.shown(character).unwrap_or(character),
        None if character == '\u{F0B7}' => '•',
        None => character,
    }
}

/// The font of symbols among those that characters have.
pub(super) fn symbol_font(chp: &Chp, fonts: &[Option<SymbolFont>]) -> Option<SymbolFont> {
    let order = [Script::Ascii, Script::Other, Script::EastAsian];
    order.into_iter().find_map(|script| font_of(chp, script, fonts))
}

fn font_of(chp: &Chp, script: Script, fonts: &[Option<SymbolFont>]) -> Option<SymbolFont> {
    let font = chp.fonts.get(script as usize).copied().flatten()?;
    fonts.get(usize::from(font)).copied().flatten()
}

impl Converter<'_> {
    /// Reads a paragraph.
    pub(super) fn line(
        &mut self,
        paragraph: &Paragraph,
        fields: &mut Fields,
        origin: &Origin,
    ) -> Result<Line, ReadError> {
        let mut line = Line::default();
        self.numbers.begin(paragraph.pap.outline);
        let style = self.file.styles.get(paragraph.pap.style);
        let mark = self.file.text.get(index(paragraph.end.saturating_sub(1))).copied();
        let has_mark = matches!(mark, Some(0x0D | 0x07 | 0x0C));
        let content_end = paragraph.end - u32::from(has_mark);
        let mut at = paragraph.start;
        let mut next = self.file.runs.partition_point(|run| run.end <= at);
        while at < paragraph.end {
            let run = self.file.runs.get(next).filter(|run| run.start < paragraph.end);
            let (end, chp) = match run {
                Some(run) if run.start <= at => {
                    next += 1;
                    (run.end.min(paragraph.end), run.chp)
                }
                Some(run) => (run.start, Chp::default()),
                None => (paragraph.end, Chp::default()),
            };
            let look = self.look(&style, &chp);
            self.anchored(at..end, &look, &mut line);
            self.characters(at, end.min(content_end), &look, fields, &mut line, origin);
            if end == paragraph.end {
                line.mark = Mark {
                    is_hidden: has_mark && self.is_hidden(&style, &chp),
                    is_deleted: has_mark && chp.deleted,
                    separates_styles: chp.style_separator,
                };
            }
            at = end;
            self.limits.admit_characters(self.characters.saturating_add(line.text.len() / 4))?;
        }
        Ok(line)
    }

    /// 2.4.6.6: what the characters say, their style, and that of the paragraph.
    fn look(&self, style: &Style, chp: &Chp) -> Look {
        let mut settled = style.chp;
        if let Some(istd) = chp.style {
            settled.settle(&self.file.styles.get(istd).chp);
        }
        settled.settle(chp);
        let font = |script| font_of(&settled, script, &self.file.fonts);
        Look {
            is_shown: !chp.deleted && !settled.hides(false) && !settled.style_separator,
            is_special: chp.special || chp.symbol.is_some() || chp.picture.is_some(),
            symbol: chp.symbol,
            fonts: [font(Script::Ascii), font(Script::EastAsian), font(Script::Other)],
        }
    }

    fn is_hidden(&self, style: &Style, chp: &Chp) -> bool {
        let character = chp.style.map(|istd| self.file.styles.get(istd).chp);
        let around = style.chp.hides(false);
        let around = character.map_or(around, |character| character.hides(around));
        chp.hides(around) || chp.style_separator
    }

    /// What is anchored in a stretch; what hidden or deleted text refers to is not there.
    fn anchored(&mut self, stretch: std::ops::Range<u32>, look: &Look, line: &mut Line) {
        for (places, found) in [(&mut self.boxes, &mut line.boxes), (&mut self.notes, &mut line.notes)] {
            while let Some((&at, _)) = places.range(stretch.clone()).next() {
                let stories = places.remove(&at).unwrap_or_default();
                if look.is_shown {
                    found.extend(stories);
                }
            }
        }
    }

    fn characters(&mut self, start: u32, end: u32, look: &Look, fields: &mut Fields, line: &mut Line, origin: &Origin) {
        let units = self.file.text.get(index(start)..index(end)).unwrap_or_default();
        let mut at = start;
        for character in char::decode_utf16(units.iter().copied()) {
            let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
            let here = at;
            at += position(character.len_utf16());
            // Marks of fields are kept account of where they are hidden, too.
            match u16::try_from(u32::from(character)) {
                Ok(BEGIN) => fields.begin(here),
                Ok(SEPARATE) => fields.separate(),
                Ok(END) => {
                    if let Some(field) = fields.end().filter(|_| look.is_shown)
                        && let Some(shown) = self.result(&field, here)
                    {
                        show(&shown, fields, line);
                    }
                }
                Ok(NOTHING) => {}
                Ok(0x01) if self.file.forms.contains_key(&here) => fields.form(here),
                _ if !look.is_shown || !fields.is_shown() => {}
                _ => self.character(character, look, fields, line, origin),
            }
        }
    }

    /// What a field shows that has no text for a result.
    fn result(&mut self, field: &super::fields::Field, end: u32) -> Option<String> {
        /// What shows something has a short code.
        const LONGEST: usize = 1000;
        if let Some(form) = field.form.and_then(|at| self.file.forms.get(&at)) {
            return Some(form.to_string());
        }
        let units = self.file.text.get(index(field.start) + 1..index(end)).unwrap_or_default();
        let code = units.iter().copied().take(LONGEST).take_while(|unit| *unit != SEPARATE);
        let code: Vec<u16> = code.filter(|unit| *unit >= 0x20 && *unit != NOTHING).collect();
        let code = String::from_utf16_lossy(&code);
        self.numbers.shown(&code).or_else(|| field_codes::shown(&code))
    }

    fn character(&mut self, character: char, look: &Look, fields: &mut Fields, line: &mut Line, origin: &Origin) {
        let shown = match character {
            '\t' => '\t',
            '\u{0A}' | '\u{0B}' => '\n',
            '\u{0C}' | '\u{0E}' => {
                line.is_broken = true;
                return;
            }
            '\u{1E}' => '-',
            '\u{00}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' => return,
            // 2.4.1 and 2.6.1, `sprmCSymbol`: the mark of a symbol; `<` and `>`: marks of structure.
            '(' if look.is_special && look.symbol.is_some() => {
                let Some(symbol) = look.symbol.and_then(|symbol| self.symbol(symbol)) else { return };
                symbol
            }
            '<' | '>' if look.is_special => return,
            '\u{20}' => character,
            '\u{21}'..='\u{7E}' => glyph(character, look.fonts[0]),
            '\u{A0}'..='\u{FF}' => look.fonts[2].and_then(|font| font.shown(character)).unwrap_or(character),
            '\u{F020}'..='\u{F0FF}' => glyph(character, look.fonts[2].or(look.fonts[0]).or(look.fonts[1])),
            _ => character,
        };
        if is_private(shown) {
            self.private.get_or_insert((0, origin.clone())).0 += 1;
        }
        let mut buffer = [0; 4];
        show(shown.encode_utf8(&mut buffer), fields, line);
    }

    fn symbol(&self, (font, code): (u16, u16)) -> Option<char> {
        let character = char::from_u32(code.into()).filter(|character| !character.is_control())?;
        Some(glyph(character, self.file.fonts.get(usize::from(font)).copied().flatten()))
    }

    /// Counts a paragraph that is put into a block, and its text, as two nodes.
    pub(super) fn count(&mut self, runs: &[Run], label: Option<&str>) -> Result<(), ReadError> {
        let texts = runs.iter().map(|run| run.text.as_str()).chain(label);
        self.characters += texts.map(|text| text.chars().count()).sum::<usize>();
        self.limits.admit_characters(self.characters)?;
        self.nodes += 2;
        if self.nodes > self.limits.nodes {
            return Err(ReadError::too_large("paragraphs and texts", self.limits.nodes, self.nodes));
        }
        Ok(())
    }
}

fn show(text: &str, fields: &mut Fields, line: &mut Line) {
    if std::mem::take(&mut line.is_broken) && !line.text.is_empty() {
        line.text.push('\n');
    }
    line.text.push_str(text);
    fields.show();
}

/// The part of what is anchored in a story: what is in a header belongs to it.
pub(super) fn part_of_box(part: Part) -> Part {
    if part == Part::Body { Part::Textbox } else { part }
}
