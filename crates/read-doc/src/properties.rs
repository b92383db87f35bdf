//! The properties of paragraphs, characters and table rows, and how modifiers change them. How the two generations write
//! the modifiers is in `parse/sprm.rs` and `parse/word6/sprm.rs`.

/// A modifier (`Prl`), as far as it matters to the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Property {
    /// `sprmPIstd`
    ParagraphStyle(u16),
    /// `sprmPIstdPermute`: other styles for those from the first on.
    PermutedStyles(u16, Vec<u16>),
    /// `sprmPIncLvl`: a heading becomes one of another level.
    HeadingBy(i8),
    /// `sprmPFInTable`
    InTable(bool),
    /// `sprmPFTtp`
    RowEnd(bool),
    /// `sprmPItap`
    Depth(i32),
    /// `sprmPDtap`
    DepthBy(i32),
    /// `sprmPFInnerTableCell`
    InnerCell(bool),
    /// `sprmPFInnerTtp`
    InnerRowEnd(bool),
    /// `sprmPIlfo`
    List(u16),
    /// `sprmPIlvl`
    ListLevel(u8),
    /// `sprmPOutLvl`
    Outline(u8),
    /// `sprmPAnld`
    Numbering(Box<Numbering>),
    /// `sprmPNLvlAnm`
    NumberingLevel(u8),
    /// `sprmPHugePapx`, `sprmPTableProps`: more modifiers at an offset of the Data stream.
    Elsewhere(u32),
    /// `sprmCIstd`
    CharacterStyle(u16),
    /// `sprmCPlain`
    Plain,
    /// `sprmCFVanish`
    Hidden(Toggle),
    /// `sprmCFSpecVanish`
    StyleSeparator(bool),
    /// `sprmCFRMarkDel`
    Deleted(bool),
    /// `sprmCFSpec`
    Special(bool),
    /// `sprmCFData`
    Data(bool),
    /// `sprmCPicLocation`
    Picture(u32),
    /// `sprmCSymbol`: the font and the character of a symbol.
    Symbol(u16, u16),
    /// `sprmCRgFtc0`, `sprmCRgFtc1`, `sprmCRgFtc2`: the font of ASCII, East Asian and other characters.
    Font(Script, u16),
    /// `sprmTDefTable`
    Cells(Vec<i32>, Vec<CellFormat>),
    /// `sprmTTableHeader`
    HeaderRow(bool),
    /// `sprmTJc`, `sprmTJc90`: whether the row ends at the right margin.
    RightAligned(bool),
    /// `sprmTVertMerge`: the cell, and how it goes on.
    VerticalMerge(u8, Vertical),
    /// `sprmTInsert`: the first cell, how many, their width.
    InsertCells(u8, u8, i32),
    /// `sprmTDelete`: the first cell, and the one behind the last.
    DeleteCells(u8, u8),
    /// `sprmTMerge`: the first cell, and the one behind the last.
    MergeCells(u8, u8),
    /// `sprmTSplit`: the first cell, and the one behind the last.
    SplitCells(u8, u8),
    /// `sprmTDxaCol`: the first cell, the one behind the last, their width.
    CellWidth(u8, u8, i32),
}

/// The operand of a toggle: \[MS-DOC\], `ToggleOperand`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toggle {
    Off,
    On,
    /// As in the style.
    Style,
    /// Not as in the style.
    NotStyle,
}

impl Toggle {
    pub(crate) fn of_operand(operand: u8) -> Option<Self> {
        match operand {
            0 => Some(Self::Off),
            1 => Some(Self::On),
            0x80 => Some(Self::Style),
            0x81 => Some(Self::NotStyle),
            _ => None,
        }
    }

    fn over(self, style: bool) -> bool {
        match self {
            Self::Off => false,
            Self::On => true,
            Self::Style => style,
            Self::NotStyle => !style,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Ascii,
    EastAsian,
    Other,
}

/// The numbering of Word 6 and 95 (`ANLD`), which later files may still have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Numbering {
    /// `nfc`
    pub(crate) format: u8,
    pub(crate) start: u32,
    pub(crate) before: String,
    pub(crate) after: String,
    /// The labels of outer levels stand before it (`fPrev`).
    pub(crate) previous: bool,
    /// The font of a bullet.
    pub(crate) font: Option<u16>,
}

/// The properties of a paragraph. An option is `None` where only the style says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Pap {
    pub(crate) style: u16,
    pub(crate) in_table: bool,
    /// It ends a row of the outermost table.
    pub(crate) row_end: bool,
    /// `itap` as stated; see [`Pap::depth`].
    pub(crate) stated_depth: Option<i32>,
    /// It ends a cell of an inner table.
    pub(crate) inner_cell: bool,
    /// It ends a row of an inner table.
    pub(crate) inner_row_end: bool,
    /// `ilfo`
    pub(crate) list: Option<u16>,
    pub(crate) level: Option<u8>,
    /// 0 to 8; 9 is running text.
    pub(crate) outline: Option<u8>,
    /// Index into [`crate::model::File::numberings`].
    pub(crate) numbering: Option<u32>,
    /// `nLvlAnm`: 1 to 9 a level, 10 numbered, 11 with a bullet, 12 going on without a label.
    pub(crate) numbering_level: Option<u8>,
    /// Index into [`crate::model::File::rows`].
    pub(crate) row: Option<u32>,
}

impl Pap {
    /// Tables around the paragraph (`itap`).
    pub(crate) fn depth(&self) -> usize {
        let stated = self.stated_depth.and_then(|depth| usize::try_from(depth).ok()).unwrap_or(0);
        stated.max(usize::from(self.in_table || self.row_end))
    }

    /// Whether it is numbered as Word 6 and 95 do.
    pub(crate) fn is_legacy(&self) -> bool {
        self.numbering.is_some() && self.numbering_level.is_some_and(|level| level != 0)
    }

    /// Applies what is a plain value; styles, numberings and rows are the caller's.
    pub(crate) fn apply(&mut self, property: &Property) {
        match *property {
            Property::InTable(value) => self.in_table = value,
            Property::RowEnd(value) => self.row_end = value,
            Property::Depth(value) => self.stated_depth = Some(value),
            Property::DepthBy(value) => self.stated_depth = Some(self.stated_depth.unwrap_or(0).saturating_add(value)),
            Property::InnerCell(value) => self.inner_cell = value,
            Property::InnerRowEnd(value) => self.inner_row_end = value,
            Property::List(value) => self.list = Some(value),
            Property::ListLevel(value) => self.level = Some(value),
            Property::Outline(value) => self.outline = Some(value),
            Property::NumberingLevel(value) => self.numbering_level = Some(value),
            _ => {}
        }
    }

    /// This paragraph with another style: what the style says of text, what the paragraph says of its place.
    pub(crate) fn with_style(&self, istd: u16, style: &Self) -> Self {
        Self {
            style: istd,
            in_table: self.in_table,
            row_end: self.row_end,
            stated_depth: self.stated_depth,
            inner_cell: self.inner_cell,
            inner_row_end: self.inner_row_end,
            row: self.row,
            ..*style
        }
    }
}

/// The properties of characters, as far as they are said; what is not said is inherited.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Chp {
    pub(crate) style: Option<u16>,
    pub(crate) hidden: Option<Toggle>,
    pub(crate) style_separator: bool,
    pub(crate) deleted: bool,
    pub(crate) special: bool,
    pub(crate) data: bool,
    pub(crate) picture: Option<u32>,
    pub(crate) symbol: Option<(u16, u16)>,
    /// By [`Script`].
    pub(crate) fonts: [Option<u16>; 3],
}

impl Chp {
    pub(crate) fn apply(&mut self, property: &Property) {
        match *property {
            Property::CharacterStyle(istd) => self.style = Some(istd),
            Property::Plain => *self = Self { hidden: None, style_separator: false, fonts: [None; 3], ..*self },
            Property::Hidden(toggle) => self.hidden = Some(toggle),
            Property::StyleSeparator(value) => self.style_separator = value,
            Property::Deleted(value) => self.deleted = value,
            Property::Special(value) => self.special = value,
            Property::Data(value) => self.data = value,
            Property::Picture(at) => self.picture = Some(at),
            Property::Symbol(font, character) => self.symbol = Some((font, character)),
            Property::Font(script, font) => {
                if let Some(known) = self.fonts.get_mut(script as usize) {
                    *known = Some(font);
                }
            }
            _ => {}
        }
    }

    /// Whether the characters are hidden, in a place where they would be hidden or not.
    pub(crate) fn hides(&self, around: bool) -> bool {
        self.hidden.map_or(around, |toggle| toggle.over(around))
    }

    /// Takes in what another says beyond this.
    pub(crate) fn settle(&mut self, over: &Self) {
        let hidden = over.hidden.map(|toggle| match toggle {
            Toggle::Off | Toggle::On => toggle,
            Toggle::Style | Toggle::NotStyle => {
                if over.hides(self.hides(false)) {
                    Toggle::On
                } else {
                    Toggle::Off
                }
            }
        });
        self.hidden = hidden.or(self.hidden);
        self.style_separator |= over.style_separator;
        for (known, font) in self.fonts.iter_mut().zip(over.fonts) {
            *known = font.or(*known);
        }
    }
}

/// The properties of a table row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Tap {
    /// The edges of the cells in twips, one more than cells.
    pub(crate) edges: Vec<i32>,
    pub(crate) cells: Vec<CellFormat>,
    pub(crate) header: bool,
    /// Its right edge is that of the other rows, wherever its edges say that it begins.
    pub(crate) is_right_aligned: bool,
}

/// `TC80`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct CellFormat {
    /// It goes on with the cell before it.
    pub(crate) continues_left: bool,
    pub(crate) vertical: Vertical,
}

/// How a cell goes on from row to row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Vertical {
    #[default]
    None,
    Begins,
    Continues,
}

/// Cells of a row: \[MS-DOC\], `TDefTableOperand`.
pub(crate) const MOST_CELLS: usize = 63;

impl Tap {
    pub(crate) fn apply(&mut self, property: &Property) {
        match property {
            Property::Cells(edges, cells) => {
                self.edges.clone_from(edges);
                self.cells.clone_from(cells);
            }
            Property::HeaderRow(value) => self.header = *value,
            Property::RightAligned(value) => self.is_right_aligned = *value,
            Property::VerticalMerge(cell, vertical) => {
                if let Some(cell) = self.cells.get_mut(usize::from(*cell)) {
                    cell.vertical = *vertical;
                }
            }
            Property::InsertCells(first, count, width) => self.insert((*first).into(), (*count).into(), *width),
            Property::DeleteCells(first, end) => self.delete((*first).into(), (*end).into()),
            Property::MergeCells(first, end) => self.merge((*first).into(), (*end).into(), true),
            Property::SplitCells(first, end) => self.merge((*first).into(), (*end).into(), false),
            Property::CellWidth(first, end, width) => self.set_width((*first).into(), (*end).into(), *width),
            _ => {}
        }
    }

    /// Whether a modifier is one of rows.
    pub(crate) fn concerns(property: &Property) -> bool {
        matches!(
            property,
            Property::Cells(..)
                | Property::HeaderRow(_)
                | Property::RightAligned(_)
                | Property::VerticalMerge(..)
                | Property::InsertCells(..)
                | Property::DeleteCells(..)
                | Property::MergeCells(..)
                | Property::SplitCells(..)
                | Property::CellWidth(..)
        )
    }

    fn widths(&self) -> Vec<i32> {
        self.edges.windows(2).map(|pair| pair.iter().rev().copied().reduce(i32::saturating_sub).unwrap_or(0)).collect()
    }

    fn set_widths(&mut self, widths: &[i32]) {
        let mut edge = self.edges.first().copied().unwrap_or(0);
        self.edges = vec![edge];
        for width in widths {
            edge = edge.saturating_add(*width);
            self.edges.push(edge);
        }
    }

    fn insert(&mut self, first: usize, count: usize, width: i32) {
        let mut widths = self.widths();
        widths.resize(self.cells.len(), 0);
        // `sprmTInsert`: where the first is beyond the last cell, cells of the same width fill the row up to it.
        let first = first.min(MOST_CELLS);
        while widths.len() < first {
            widths.push(width);
            self.cells.push(CellFormat::default());
        }
        let count = count.min(MOST_CELLS.saturating_sub(widths.len()));
        widths.splice(first..first, std::iter::repeat_n(width, count));
        self.cells.splice(first..first, std::iter::repeat_n(CellFormat::default(), count));
        self.set_widths(&widths);
    }

    fn delete(&mut self, first: usize, end: usize) {
        let mut widths = self.widths();
        let end = end.min(widths.len()).min(self.cells.len());
        if first < end {
            widths.drain(first..end);
            self.cells.drain(first..end);
            self.set_widths(&widths);
        }
    }

    fn merge(&mut self, first: usize, end: usize, together: bool) {
        for (index, cell) in self.cells.iter_mut().enumerate().take(end).skip(first) {
            cell.continues_left = together && index > first;
        }
    }

    fn set_width(&mut self, first: usize, end: usize, width: i32) {
        let mut widths = self.widths();
        for known in widths.iter_mut().take(end).skip(first) {
            *known = width;
        }
        self.set_widths(&widths);
    }
}
