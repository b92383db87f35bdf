//! A layout in WordprocessingML (ECMA-376-1).

mod changes;
mod numbering;
mod styles;

use docx_rs::{
    BreakType, Docx, IndentLevel, NumberingId, PageMargin, Paragraph, Run, SpecialIndentType, Table,
    TableAlignmentType, TableCell, TableLayoutType, TableRow, VAlignType, VMergeType, WidthType,
};

use crate::layout::{self, Layout, Piece, Style};
use crate::package::Part;
use crate::table::{Grid, GridCell, GridRow, Merge};

pub(crate) use changes::changes;

/// A4, in twentieths of a point.
const PAGE: (u32, u32) = (11906, 16838);

/// Left and right, top and bottom.
const MARGINS: (i32, i32) = (1304, 1418);

/// Room for text between the margins.
const TEXT_WIDTH: usize = 11906 - 2 * 1304;

/// Room that the margins of a cell take of its width.
const CELL_MARGINS: usize = 216;

/// The parts of the file.
pub(crate) fn parts(layout: &Layout) -> Vec<Part> {
    let mut docx = numbering::add(styles::add(Docx::new(), layout.script), &layout.lists)
        .page_size(PAGE.0, PAGE.1)
        .page_margin(PageMargin {
            top: MARGINS.1,
            bottom: MARGINS.1,
            left: MARGINS.0,
            right: MARGINS.0,
            header: 851,
            footer: 851,
            gutter: 0,
        });
    let mut writer = Writer::default();
    for (piece, next) in layout.pieces.iter().zip(layout.pieces.iter().skip(1).map(Some).chain([None])) {
        docx = match piece {
            Piece::Paragraph(paragraph) => docx.add_paragraph(writer.paragraph(paragraph)),
            Piece::Table(grid) => {
                let docx = docx.add_table(writer.table(grid, TEXT_WIDTH));
                // Two tables without a paragraph between them are one, and a document ends with a paragraph.
                if matches!(next, Some(Piece::Paragraph(_))) { docx } else { docx.add_paragraph(writer.empty()) }
            }
        };
    }
    packed(docx)
}

/// The parts of a document that is built.
fn packed(docx: Docx) -> Vec<Part> {
    let built = docx.build();
    let mut document = built.document;
    replace(&mut document, ROW_MARK, HEADER_ROW);
    let footer = built.footers.into_iter().next();
    [
        ("[Content_Types].xml", built.content_type),
        ("_rels/.rels", built.rels),
        ("docProps/app.xml", built.doc_props.app),
        ("docProps/core.xml", built.doc_props.core),
        ("docProps/custom.xml", built.doc_props.custom),
        ("word/_rels/document.xml.rels", built.document_rels),
        ("word/document.xml", document),
        ("word/styles.xml", built.styles),
        ("word/settings.xml", built.settings),
        ("word/fontTable.xml", built.font_table),
        ("word/comments.xml", built.comments),
        ("word/numbering.xml", built.numberings),
        ("word/commentsExtended.xml", built.comments_extended),
        ("word/footnotes.xml", built.footnotes),
    ]
    .into_iter()
    .chain(footer.map(|footer| ("word/footer1.xml", footer)))
    .map(|(name, bytes)| Part { name, bytes })
    .collect()
}

/// docx-rs has no `w:tblHeader` (17.4.78). Only header rows are kept whole, so that this mark is theirs; in text it can't
/// stand, as `<` is escaped there.
const ROW_MARK: &str = "<w:cantSplit />";
const HEADER_ROW: &str = "<w:cantSplit /><w:tblHeader />";

fn replace(xml: &mut Vec<u8>, from: &str, to: &str) {
    if let Ok(text) = str::from_utf8(xml) {
        *xml = text.replace(from, to).into_bytes();
    }
}

#[derive(Default)]
struct Writer {
    /// How many paragraphs are written: each has an id.
    paragraphs: u32,
}

impl Writer {
    fn empty(&mut self) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08X}", self.paragraphs))
    }

    fn paragraph(&mut self, paragraph: &layout::Paragraph) -> Paragraph {
        let mut written = self.empty();
        if let Some(id) = styles::id(paragraph.style) {
            written = written.style(id);
        }
        if matches!(paragraph.style, Style::Heading(_) | Style::Caption) {
            written = written.keep_next(true);
        }
        if let Some(list) = paragraph.list {
            written = written.numbering(NumberingId::new(numbering::id(list)), IndentLevel::new(0));
        } else if paragraph.depth > 0 {
            let left =
                styles::em(paragraph.style).saturating_mul(2 * i32::try_from(paragraph.depth).unwrap_or(i32::MAX));
            written = written.indent(Some(left), None::<SpecialIndentType>, None, None);
        }
        let mut run = Run::new();
        for (index, line) in paragraph.text.split('\n').enumerate() {
            if index > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            for (index, stretch) in line.split('\t').enumerate() {
                if index > 0 {
                    run = run.add_tab();
                }
                if !stretch.is_empty() {
                    run = run.add_text(admissible(stretch));
                }
            }
        }
        written.add_run(run)
    }

    fn table(&mut self, grid: &Grid, room: usize) -> Table {
        let wanted: usize = grid.widths.iter().sum::<usize>().max(1);
        let widths: Vec<usize> = grid.widths.iter().map(|width| width * room / wanted).collect();
        let rows = grid.rows.iter().map(|row| self.row(row, &widths)).collect();
        Table::new(rows)
            .set_grid(widths.clone())
            .width(widths.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .align(TableAlignmentType::Center)
    }

    fn row(&mut self, row: &GridRow, widths: &[usize]) -> TableRow {
        let mut column = 0;
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let width = widths.iter().skip(column).take(cell.columns).sum();
            column += cell.columns;
            cells.push(self.cell(cell, width));
        }
        let written = TableRow::new(cells);
        if row.header { written.cant_split() } else { written }
    }

    fn cell(&mut self, cell: &GridCell, width: usize) -> TableCell {
        let mut written = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
        if cell.columns > 1 {
            written = written.grid_span(cell.columns);
        }
        written = match cell.merge {
            Merge::None => written,
            Merge::Begins => written.vertical_merge(VMergeType::Restart),
            Merge::GoesOn => written.vertical_merge(VMergeType::Continue),
        };
        for piece in &cell.pieces {
            written = match piece {
                Piece::Paragraph(paragraph) => written.add_paragraph(self.paragraph(paragraph)),
                Piece::Table(grid) => {
                    written.add_table(self.table(grid, width.saturating_sub(CELL_MARGINS))).add_paragraph(self.empty())
                }
            };
        }
        // 17.4.65: a cell ends with a paragraph.
        if cell.pieces.is_empty() { written.add_paragraph(self.empty().style(styles::CELL)) } else { written }
    }
}

/// The text without what XML 1.0 can't hold (2.2 Char).
fn admissible(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\t' | '\n' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)).collect()
}
