//! PDF files, written by hand: one font whose codes are UTF-16 and say so, lines of text, ruled lines.
#![allow(dead_code, reason = "each test file uses its share")]

use std::fmt::Write;

/// A page in the making, 595 by 842 points.
#[derive(Default)]
pub(crate) struct Sheet {
    content: String,
    used: Vec<u16>,
}

impl Sheet {
    /// A text in 12 points, its baseline's beginning so far from the left and from the top.
    pub(crate) fn text(mut self, x: u32, y: u32, text: &str) -> Self {
        let codes: Vec<u16> = text.encode_utf16().collect();
        let hex: String = codes.iter().map(|code| format!("{code:04X}")).collect();
        let _ = writeln!(self.content, "BT /F 12 Tf 1 0 0 1 {x} {} Tm <{hex}> Tj ET", 842 - y);
        self.used.extend(codes);
        self
    }

    /// A ruled line from one point to another.
    pub(crate) fn rule(mut self, from: (u32, u32), to: (u32, u32)) -> Self {
        let _ = writeln!(self.content, "0.5 w {} {} m {} {} l S", from.0, 842 - from.1, to.0, 842 - to.1);
        self
    }

    /// A table of ruled cells of 100 by 24 points from a corner on, with a text in each.
    pub(crate) fn table(mut self, x: u32, y: u32, rows: &[&[&str]]) -> Self {
        let (columns, count) = (rows.first().map_or(0, |row| row.len()) as u32, rows.len() as u32);
        for row in 0..=count {
            self = self.rule((x, y + 24 * row), (x + 100 * columns, y + 24 * row));
        }
        for column in 0..=columns {
            self = self.rule((x + 100 * column, y), (x + 100 * column, y + 24 * count));
        }
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                self = self.text(x + 100 * column + 6, y + 24 * row + 16, text);
            }
        }
        self
    }
}

/// A file of these pages.
pub(crate) fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let mut used: Vec<u16> = sheets.iter().flat_map(|sheet| &sheet.used).copied().collect();
    used.sort_unstable();
    used.dedup();
    let mut to_unicode = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Codes def /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
    );
    for codes in used.chunks(100) {
        let _ = writeln!(to_unicode, "{} beginbfchar", codes.len());
        to_unicode.extend(codes.iter().map(|code| format!("<{code:04X}> <{code:04X}>\n")));
        to_unicode += "endbfchar\n";
    }
    to_unicode += "endcmap end end";
    let kids: String = (0..sheets.len()).map(|index| format!("{} 0 R ", 6 + 2 * index)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [ {kids}] /Count {} /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> >>",
            sheets.len()
        ),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /CIDSystemInfo \
         << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor << /Type /FontDescriptor \
         /FontName /Invented /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>"
            .to_owned(),
        stream(&to_unicode),
    ];
    for (index, sheet) in sheets.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>", 7 + 2 * index));
        objects.push(stream(&sheet.content));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(file, "xref\n0 {size}\n0000000000 65535 f \n");
    file.extend(offsets.iter().map(|offset| format!("{offset:010} 00000 n \n")));
    let _ = write!(file, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A plan on two pages, with a ruled table on the second.
pub(crate) fn plan() -> Vec<u8> {
    pdf(&[
        Sheet::default()
            .text(120, 80, "望海市政府97年度提升服務品質實施計畫")
            .text(72, 120, "壹、計畫依據")
            .text(72, 144, "一、望海市政府96年12月27日望研字第0960000343號函辦理。")
            .text(72, 180, "貳、計畫目標")
            .text(72, 204, "一、提供市民便捷之服務。"),
        Sheet::default().text(72, 80, "參、實施內容").table(
            72,
            100,
            &[
                &["實施要項", "執行方法", "完成期限"],
                &["便民服務", "電話禮貌", "97年10月"],
                &["環境美化", "定期清潔", "97年11月"],
            ],
        ),
    ])
}
