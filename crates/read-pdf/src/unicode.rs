//! From the codes and glyphs of fonts to characters: what the file itself says, then the predefined character maps, then the
//! font program, and the word that nothing is known.

mod cmaps;
mod program;
mod substitutes;
mod type0;

use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use decode::symbols::SymbolFont;
use hayro_cmap::{BfString, WritingMode};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{Glyph, GlyphRun, OutlineFontData, OutlineGlyph};

pub(crate) use type0::{Type0, VerticalMetrics};

/// What stands for a glyph that nothing explains.
pub(crate) const UNDECODABLE: char = '\u{FFFD}';

/// The number of all Type 3 fonts, whose programs have no identity.
const TYPE_3: u32 = 0;

/// Bytes of a glyph's characters in UTF-8 beyond which they are a mistake: a map states at most 512 bytes of UTF-16 (ISO
/// 32000-1, 9.10.3).
const CHARACTERS: usize = 768;

/// Bytes of such characters in a file, beyond which no map is asked that has stated some: each glyph would copy them.
const WASTE: usize = 1 << 20;

/// What runs the pages of a file: with our character maps, and fonts in place of those that are not embedded.
pub(crate) fn settings() -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: substitutes::resolver(),
        cmap_resolver: cmaps::resolver(),
        ..InterpreterSettings::default()
    }
}

/// The characters of a glyph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Text {
    /// One.
    One(char),
    /// Several, of a ligature.
    Several(String),
}

/// A font as the characters know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Font {
    /// Equal for equal font programs.
    pub(crate) number: u32,
    program: u128,
    symbols: Option<SymbolFont>,
}

/// The fonts of a file.
#[derive(Default)]
pub(crate) struct Unicode<'a> {
    fonts: Vec<Font>,
    last: usize,
    composite: Vec<Type0<'a>>,
    /// By program and writing mode: the composite font with both, where there is but one.
    by_program: HashMap<(u128, bool), Option<usize>>,
    /// Bytes of characters that were too many for one glyph, and the numbers of the fonts that stated them.
    waste: usize,
    wasteful: BTreeSet<u32>,
    /// What font programs say of glyphs that nothing else explains.
    programs: HashMap<u128, program::Characters>,
}

impl<'a> Unicode<'a> {
    /// Takes note of composite fonts before their text is shown.
    pub(crate) fn meet(&mut self, fonts: Vec<Type0<'a>>) {
        if !fonts.is_empty() {
            self.composite.extend(fonts);
            self.by_program.clear();
        }
    }

    /// The font of a run, by its first glyph.
    pub(crate) fn font(&mut self, run: &GlyphRun<'_, '_>) -> Font {
        let Some(Glyph::Outline(outline)) = run.glyphs().first().map(|glyph| &**glyph) else {
            return Font { number: TYPE_3, program: 0, symbols: None };
        };
        let program = program_of(outline);
        if let Some(font) = self.fonts.get(self.last)
            && font.program == program
        {
            return *font;
        }
        self.last = match self.fonts.iter().position(|font| font.program == program) {
            Some(known) => known,
            None => {
                let name = outline.font_data().and_then(|data| data.postscript_name);
                let symbols = name.as_deref().and_then(SymbolFont::of_name);
                let number = u32::try_from(self.fonts.len() + 1).unwrap_or(u32::MAX);
                self.fonts.push(Font { number, program, symbols });
                self.fonts.len() - 1
            }
        };
        self.fonts.get(self.last).copied().unwrap_or(Font { number: TYPE_3, program, symbols: None })
    }

    /// The characters of a glyph; `asked` remembers over a run which composite font it was shown with.
    pub(crate) fn text(&mut self, glyph: &Glyph<'_>, font: Font, mode: WritingMode, asked: &mut Asked) -> Text {
        let is_asked = self.waste < WASTE || !self.wasteful.contains(&font.number);
        let stated = match is_asked.then(|| glyph.as_unicode()).flatten() {
            Some(BfString::Char(c)) => Some(Text::One(c)),
            Some(BfString::String(text)) if text.len() > CHARACTERS => {
                self.waste = self.waste.saturating_add(text.len());
                self.wasteful.insert(font.number);
                None
            }
            Some(BfString::String(text)) => several(&text),
            None => None,
        };
        let stated = stated.filter(|text| !matches!(text, Text::One(c) if means_nothing(*c)));
        if let Some(symbols) = font.symbols {
            return match stated {
                Some(Text::One(c)) => Text::One(symbols.shown(c).unwrap_or(c)),
                Some(text) => text,
                None => Text::One(self.sign(glyph, symbols)),
            };
        }
        match stated {
            Some(Text::One(c)) if decode::is_private_use(c) => {
                // The collection or the font program may know better.
                Text::One(self.other(glyph, font, mode, asked).filter(|c| !decode::is_private_use(*c)).unwrap_or(c))
            }
            Some(Text::One(c)) => Text::One(plain(c)),
            Some(text) => text,
            None => Text::One(self.other(glyph, font, mode, asked).map_or(UNDECODABLE, plain)),
        }
    }

    /// The vertical metrics of a run's font, where it is known.
    pub(crate) fn vertical_metrics(&mut self, run: &GlyphRun<'_, '_>, asked: &mut Asked) -> Option<&VerticalMetrics> {
        let Some(Glyph::Outline(outline)) = run.glyphs().first().map(|glyph| &**glyph) else { return None };
        let known = self.composite_fonts(outline, program_of(outline), WritingMode::Vertical, asked);
        let index = *known.first()?;
        self.composite.get_mut(index).map(|font| font.vertical_metrics())
    }

    // The sign of a code in a font like Wingdings, whose program knows it as U+F000 plus that code.
    fn sign(&mut self, glyph: &Glyph<'_>, symbols: SymbolFont) -> char {
        let in_program = match glyph {
            Glyph::Outline(outline) => self.in_program(outline),
            Glyph::Type3(_) => None,
        };
        let by_program = in_program.and_then(|c| symbols.shown(c));
        let by_code = || u8::try_from(glyph.char_code()).ok().and_then(|code| symbols.character(code));
        by_program.or_else(by_code).filter(|c| !means_nothing(*c)).unwrap_or(UNDECODABLE)
    }

    /// What anything but the file's own character map says.
    fn other(&mut self, glyph: &Glyph<'_>, font: Font, mode: WritingMode, asked: &mut Asked) -> Option<char> {
        let Glyph::Outline(outline) = glyph else { return None };
        let code = outline.char_code();
        let known = self.composite_fonts(outline, font.program, mode, asked);
        let by_map = known.iter().find_map(|index| self.composite.get_mut(*index)?.character(code));
        let by_map = by_map.filter(|c| !means_nothing(*c));
        if let Some(c) = by_map.filter(|c| !decode::is_private_use(*c)) {
            return Some(c);
        }
        self.in_program(outline).filter(|c| !means_nothing(*c)).or(by_map)
    }

    fn in_program(&mut self, outline: &OutlineGlyph) -> Option<char> {
        let characters = self
            .programs
            .entry(program_of(outline))
            .or_insert_with(|| outline.font_data().map_or_else(Default::default, |data| program::read(bytes(&data))));
        characters.get(outline.glyph_id().to_u32())
    }

    /// The composite fonts that a glyph can have been shown with.
    fn composite_fonts<'s>(
        &mut self,
        outline: &OutlineGlyph,
        program: u128,
        mode: WritingMode,
        asked: &'s mut Asked,
    ) -> &'s [usize] {
        if self.composite.is_empty() {
            return &[];
        }
        let is_vertical = mode == WritingMode::Vertical;
        asked.0.get_or_insert_with(|| {
            if let Some(Some(known)) = self.by_program.get(&(program, is_vertical)) {
                return vec![*known];
            }
            let Some(data) = outline.font_data() else { return Vec::new() };
            let name = data.postscript_name.as_deref().unwrap_or_default();
            let is_like = |font: &Type0<'_>| font.is_vertical() == is_vertical && font.name() == name;
            let mut found: Vec<usize> = indices(&self.composite, is_like);
            if found.len() > 1 {
                let with_program =
                    |index: &usize| self.composite.get_mut(*index).is_some_and(|font| font.has_program(bytes(&data)));
                let same: Vec<usize> = found.iter().copied().filter(with_program).collect();
                if !same.is_empty() {
                    found = same;
                }
            }
            // Known for good only where no other font can have the same program.
            if let &[only] = found.as_slice() {
                let stream = self.composite.get(only).and_then(Type0::program);
                let is_shared = |font: &Type0<'_>| font.is_vertical() == is_vertical && font.program() == stream;
                if stream.is_some() && indices(&self.composite, is_shared).len() == 1 {
                    self.by_program.insert((program, is_vertical), Some(only));
                }
            }
            found
        })
    }
}

/// The composite fonts that a run can have been shown with, once anyone had to ask.
#[derive(Debug, Default)]
pub(crate) struct Asked(Option<Vec<usize>>);

fn indices<'a>(fonts: &[Type0<'a>], is_meant: impl Fn(&Type0<'a>) -> bool) -> Vec<usize> {
    fonts.iter().enumerate().filter(|(_, font)| is_meant(font)).map(|(index, _)| index).collect()
}

fn bytes(data: &OutlineFontData) -> &[u8] {
    (*data.data).as_ref()
}

/// The hash of a glyph's font program, which hayro has at hand and shows only to a hasher.
fn program_of(outline: &OutlineGlyph) -> u128 {
    let mut hash = ProgramHash::default();
    outline.identifier().hash(&mut hash);
    hash.0
}

#[derive(Default)]
struct ProgramHash(u128);

impl Hasher for ProgramHash {
    fn write(&mut self, _: &[u8]) {}

    fn write_u128(&mut self, value: u128) {
        self.0 = value;
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// Control characters, noncharacters, and what stands for the lack of an answer. White space that moves the carriage is some.
pub(crate) fn means_nothing(c: char) -> bool {
    let is_noncharacter = (u32::from(c) & 0xFFFE) == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}');
    let is_unassigned_plane = matches!(c, '\u{40000}'..='\u{DFFFF}');
    c == UNDECODABLE || is_noncharacter || is_unassigned_plane || (c.is_control() && !c.is_whitespace())
}

fn plain(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

fn several(text: &str) -> Option<Text> {
    let mut kept = text.chars().filter(|c| !means_nothing(*c)).map(plain);
    match (kept.next(), kept.next()) {
        (None, _) => None,
        (Some(c), None) => Some(Text::One(c)),
        _ => Some(Text::Several(text.chars().filter(|c| !means_nothing(*c)).map(plain).collect())),
    }
}
