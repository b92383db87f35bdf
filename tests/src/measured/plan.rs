/// A plan of some forty pages.
pub struct Plan {
    /// Its title.
    pub title: String,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// An item, or the table that ends a division.
pub enum Block {
    /// A heading or an item of a list.
    Item(Item),
    /// A table.
    Table(Table),
}

/// An item with its label.
pub struct Item {
    /// 0 is a division (壹、), below it 一、, （一） and 1.
    pub level: usize,
    /// From 1.
    pub ordinal: usize,
    /// What stands behind the label.
    pub text: String,
}

/// A table of which the first row is a header, and each cell of the first column below it spans [`Table::GROUP`] rows.
pub struct Table {
    /// Row by row; cells that are spanned are empty.
    pub rows: Vec<[String; Table::COLUMNS]>,
}

impl Table {
    /// Columns of each table.
    pub const COLUMNS: usize = 5;
    /// Rows that a cell of the first column spans.
    pub const GROUP: usize = 4;

    /// Whether the cell of the first column in this row is the first of those that are merged; `None` in the header.
    pub fn begins(row: usize) -> Option<bool> {
        row.checked_sub(1).map(|row| row % Self::GROUP == 0)
    }
}

impl Item {
    /// Its label as text.
    pub fn label(&self) -> String {
        let of = |digits: &str| digits.chars().nth(self.ordinal - 1).map(String::from).unwrap_or_default();
        match self.level {
            0 => format!("{}、", of("壹貳參肆伍陸柒捌")),
            1 => format!("{}、", of("一二三四五六七八")),
            2 => format!("（{}）", of("一二三四五六七八")),
            _ => format!("{}.", self.ordinal),
        }
    }
}

const DIVISIONS: [&str; 8] =
    ["計畫依據", "計畫目標", "實施對象", "計畫內容", "實施步驟", "管制考核", "獎懲規定", "經費來源"];

const TOPICS: [&str; 8] =
    ["電話禮貌", "洽公環境", "單一窗口", "申辦流程", "線上服務", "意見調查", "志工訓練", "法令宣導"];

const UNITS: [&str; 4] = ["秘書室", "民政課", "資訊室、各課室", "人事室"];

/// A plan of an agency that there is not.
pub fn plan() -> Plan {
    let mut blocks = Vec::new();
    let item = |blocks: &mut Vec<Block>, level, ordinal, text| {
        blocks.push(Block::Item(Item { level, ordinal, text }));
    };
    for (division, heading) in DIVISIONS.iter().enumerate() {
        item(&mut blocks, 0, division + 1, (*heading).to_owned());
        for (place, topic) in TOPICS.iter().enumerate() {
            item(&mut blocks, 1, place + 1, format!("{topic}之改善"));
            for step in 1..=3 {
                let unit = UNITS[(division + place + step) % UNITS.len()];
                let text =
                    format!("由{unit}每{step}個月檢討{topic}辦理情形，並將缺失及改善措施提報服務品質小組追蹤管制。");
                item(&mut blocks, 2, step, text);
                for part in 1..=2 {
                    let text = format!(
                        "第{part}階段應於97年{}月底前完成，受理民眾反映{topic}案件於{}日內回復。",
                        place + part,
                        step + part
                    );
                    item(&mut blocks, 3, part, text);
                }
            }
        }
        blocks.push(Block::Table(table(division)));
    }
    Plan { title: "望海市政府97年度提升服務品質實施計畫".to_owned(), blocks }
}

fn table(division: usize) -> Table {
    let mut rows = vec![["實施要項", "執行方法", "完成期限", "主辦單位", "備註"].map(str::to_owned)];
    for row in 0..3 * Table::GROUP {
        let topic = TOPICS[(division + row / Table::GROUP) % TOPICS.len()];
        rows.push([
            if row % Table::GROUP == 0 { topic.to_owned() } else { String::new() },
            format!("辦理{topic}專案檢查第{}次，並公布檢查結果。", row + 1),
            format!("97年{}月31日", row + 1),
            UNITS[row % UNITS.len()].to_owned(),
            if row % 3 == 0 { "經常辦理".to_owned() } else { String::new() },
        ]);
    }
    Table { rows }
}
