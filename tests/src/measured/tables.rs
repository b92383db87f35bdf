use crate::office;

/// Tables of the document.
pub const TABLES: usize = 1_000;

const ROWS: usize = 8;
const COLUMNS: usize = 5;

/// How much stands around the text of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// As little as programs that generate files write.
    Bare,
    /// What Word writes: ids of paragraphs and revisions, fonts and sizes of paragraph marks and runs, a run for every change
    /// of font.
    Word,
}

/// A .docx of [`TABLES`] tables, each of 8 rows and 5 columns: a header, two cells of the first column that span the rows
/// below them, a last row in which a cell spans two columns.
pub fn thousand_tables(markup: Markup) -> Vec<u8> {
    let mut random = Random(1);
    let mut body = String::new();
    for table in 0..TABLES {
        body += &office::w_p(&format!("附表{}　各單位97年度分工", table + 1));
        body += "<w:tbl><w:tblPr><w:tblW w:w=\"9000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>";
        body += &"<w:gridCol w:w=\"1800\"/>".repeat(COLUMNS);
        body += "</w:tblGrid>";
        for row in 0..ROWS {
            body += if row == 0 { "<w:tr><w:trPr><w:tblHeader/></w:trPr>" } else { "<w:tr>" };
            let is_last = row + 1 == ROWS;
            for column in 0..COLUMNS - usize::from(is_last) {
                let goes_on = column == 0 && !matches!(row, 0 | 1 | 4);
                let merge = match (column, row) {
                    _ if goes_on => "<w:vMerge/>",
                    (0, 1 | 4) => "<w:vMerge w:val=\"restart\"/>",
                    (3, _) if is_last => "<w:gridSpan w:val=\"2\"/>",
                    _ => "",
                };
                let text = if goes_on { String::new() } else { text(&mut random, row, column) };
                body += &cell(&mut random, markup, merge, &text);
            }
            body += "</w:tr>";
        }
        body += "</w:tbl>";
    }
    let document = format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
         xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'><w:body>{body}</w:body></w:document>"
    );
    let numbering = office::numbering_xml();
    office::docx_of(&[("word/document.xml", document.as_bytes()), ("word/numbering.xml", numbering.as_bytes())])
}

fn text(random: &mut Random, row: usize, column: usize) -> String {
    match (row, column) {
        (0, _) => ["實施要項", "執行方法", "完成期限", "主辦單位", "備註"][column].to_owned(),
        (_, 0) => random.words(2),
        (_, 1) => {
            format!("{}，每{}週{}，並{}。", random.words(5), random.below(8) + 2, random.words(3), random.words(3))
        }
        (_, 2) => format!("97年{}月{}日", random.below(12) + 1, random.below(28) + 1),
        (_, 3) => format!("{}組", random.words(1)),
        _ => format!("經費{}元", random.below(90) * 1_000),
    }
}

fn cell(random: &mut Random, markup: Markup, merge: &str, text: &str) -> String {
    let width = "<w:tcW w:w=\"1800\" w:type=\"dxa\"/>";
    if markup == Markup::Bare {
        let run = if text.is_empty() { String::new() } else { format!("<w:r><w:t>{text}</w:t></w:r>") };
        return format!("<w:tc><w:tcPr>{width}{merge}</w:tcPr><w:p>{run}</w:p></w:tc>");
    }
    let fonts = "<w:rFonts w:ascii=\"標楷體\" w:eastAsia=\"標楷體\" w:hAnsi=\"標楷體\"/>";
    let look = format!("<w:rPr>{fonts}<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/></w:rPr>");
    let revision = 0x00A7_7000 + random.below(40) * 0x13;
    let (before, behind) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    let runs = [before, behind].into_iter().filter(|text| !text.is_empty());
    let runs: String =
        runs.map(|text| format!("<w:r w:rsidRPr=\"{revision:08X}\">{look}<w:t>{text}</w:t></w:r>")).collect();
    let id = random.below(0x8000_0000);
    format!(
        "<w:tc><w:tcPr>{width}{merge}<w:vAlign w:val=\"center\"/></w:tcPr>\
         <w:p w14:paraId=\"{id:08X}\" w14:textId=\"77777777\" w:rsidR=\"{revision:08X}\" w:rsidRDefault=\"00EA01FB\">\
         <w:pPr><w:spacing w:line=\"360\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>{look}</w:pPr>{runs}</w:p></w:tc>"
    )
}

const WORDS: [&str; 48] = [
    "電話",
    "禮貌",
    "洽公",
    "環境",
    "單一",
    "窗口",
    "申辦",
    "流程",
    "線上",
    "服務",
    "意見",
    "調查",
    "志工",
    "訓練",
    "法令",
    "宣導",
    "檢討",
    "改善",
    "追蹤",
    "管制",
    "公布",
    "結果",
    "民眾",
    "陳情",
    "處理",
    "時效",
    "無障礙",
    "設施",
    "雙語",
    "標示",
    "網站",
    "更新",
    "資訊",
    "公開",
    "創新",
    "提案",
    "獎勵",
    "考核",
    "滿意度",
    "分析",
    "講習",
    "辦理",
    "推動",
    "建置",
    "彙整",
    "提報",
    "會議",
    "落實",
];

/// The same numbers on every run: a linear congruence, so that the text neither repeats itself nor packs too well.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| WORDS[self.below(48) as usize]).collect()
    }
}
