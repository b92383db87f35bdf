//! Styles: `word/styles.xml` (ECMA-376-1, 17.7).

use docx_rs::{AlignmentType, Docx, LineSpacing, RunFonts, Style as WordStyle, StyleType};
use script::Script;

use crate::layout::Style;

/// The style of a paragraph in a cell.
pub(super) const CELL: &str = "Cell";

/// Sizes in half points.
const TITLE: usize = 36;
const HEADING: usize = 30;
const BODY: usize = 28;
const SMALL: usize = 24;

/// The id of a style; `None` for plain text.
pub(super) fn id(style: Style) -> Option<&'static str> {
    match style {
        Style::Title => Some("Title"),
        Style::Note => Some("Note"),
        Style::Heading(1) => Some("Heading1"),
        Style::Heading(_) => Some("Heading2"),
        Style::Body => None,
        Style::Caption => Some("Caption"),
        Style::Figure => Some("Figure"),
        Style::ColumnName => Some("ColumnName"),
        Style::Cell => Some(CELL),
    }
}

/// The width of a Chinese character, in twentieths of a point.
pub(super) fn em(style: Style) -> i32 {
    let half_points = match style {
        Style::Title => TITLE,
        Style::Heading(_) => HEADING,
        Style::Body => BODY,
        Style::Note | Style::Caption | Style::Figure | Style::ColumnName | Style::Cell => SMALL,
    };
    i32::try_from(half_points * 10).unwrap_or(i32::MAX)
}

/// Adds the styles, with the fonts in which plans of the script are printed.
pub(super) fn add(docx: Docx, script: Script) -> Docx {
    let (text, drawing) = match script {
        Script::Hans => ("仿宋", "NSimSun"),
        Script::Hant | Script::Mixed => ("標楷體", "細明體"),
    };
    let fonts = |east_asian: &str| {
        RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").cs("Times New Roman").east_asia(east_asian)
    };
    let monospaced = RunFonts::new().ascii(drawing).hi_ansi(drawing).cs(drawing).east_asia(drawing);
    let style = |style: Style, name: &str| {
        let id = id(style).unwrap_or("Normal");
        WordStyle::new(id, StyleType::Paragraph).name(name).based_on("Normal").next("Normal")
    };
    let gap = |before: u32, after: u32| LineSpacing::new().before(before).after(after);
    let heading = |rank: u8, name: &str| {
        style(Style::Heading(rank), name)
            .size(HEADING)
            .bold()
            .line_spacing(gap(160, 60))
            .outline_lvl(usize::from(rank.saturating_sub(1)))
    };
    docx.default_fonts(fonts(text))
        .default_size(BODY)
        .add_style(WordStyle::new("Normal", StyleType::Paragraph).name("Normal"))
        .add_style(
            style(Style::Title, "Title").size(TITLE).bold().align(AlignmentType::Center).line_spacing(gap(0, 160)),
        )
        .add_style(style(Style::Note, "Note").size(SMALL).align(AlignmentType::Right))
        .add_style(heading(1, "heading 1"))
        .add_style(heading(2, "heading 2"))
        .add_style(
            style(Style::Caption, "caption").size(SMALL).bold().align(AlignmentType::Center).line_spacing(gap(120, 60)),
        )
        .add_style(style(Style::Figure, "Figure").size(SMALL).fonts(monospaced))
        .add_style(style(Style::ColumnName, "Column Name").size(SMALL).bold().align(AlignmentType::Center))
        .add_style(style(Style::Cell, "Cell").size(SMALL))
}
