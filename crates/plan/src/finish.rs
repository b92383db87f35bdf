//! The outline into a plan: texts as the record has them, keys, typed cells, every character accounted for.

use document::Origin;

use crate::fields::{due, kind, units};
use crate::ledger::Ledger;
use crate::outline::heading;
use crate::outline::tree::{Division, Node, Tree};
use crate::tables::{Grid, GridCell, GridColumn};
use crate::text::Text;
use crate::{
    Block, Code, Column, Diagnostic, Furniture, FurnitureKind, FurnitureRule, Item, Kind, KindRule, Lexicon, Role, Row,
    Section, SectionReasons, SectionRule, Table, TableReasons, Within,
};

/// What a plan is made of, before its fields are read.
pub(crate) struct Body {
    pub(crate) front: Vec<Block>,
    pub(crate) sections: Vec<Section>,
    pub(crate) furniture: Vec<(Furniture, FurnitureRule)>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) section_reasons: Vec<SectionReasons>,
    pub(crate) table_reasons: Vec<TableReasons>,
}

/// Finishes a tree. `year` is the plan's Gregorian year, for deadlines that leave it out.
pub(crate) fn finish(tree: Tree, year: Option<i32>, lexicon: &Lexicon, ledger: &mut Ledger<'_>) -> Body {
    let mut body = Body {
        front: Vec::new(),
        sections: Vec::new(),
        furniture: Vec::new(),
        diagnostics: Vec::new(),
        section_reasons: Vec::new(),
        table_reasons: Vec::new(),
    };
    for oddity in tree.oddities {
        let origin = ledger.origin(&oddity.at);
        body.diagnostics.push(Diagnostic { code: oddity.code, message: oddity.message, origin });
    }
    let mut tables = 0;
    let front = {
        let mut writer = Writer::new("f".to_owned(), year, &mut tables, ledger, &mut body);
        writer.nodes(tree.front)
    };
    body.front = front;
    for (index, division) in tree.divisions.into_iter().enumerate() {
        let section = section(division, index, year, lexicon, &mut tables, ledger, &mut body);
        body.sections.push(section);
    }
    body
}

fn section(
    division: Division,
    index: usize,
    year: Option<i32>,
    lexicon: &Lexicon,
    tables: &mut usize,
    ledger: &mut Ledger<'_>,
    body: &mut Body,
) -> Section {
    let key = format!("s{}", index + 1);
    ledger.settle(&heading::sign(&division.line, &division.heading));
    let (heading, heading_origin) = ledger.place(&division.heading);
    let (label, ordinal, label_origin) = match &division.label {
        Some(labelled) => {
            let (text, origin) = ledger.place(&labelled.text);
            ledger.settle(&labelled.separator);
            (Some(text), labelled.label.ordinal, Some(origin))
        }
        None => (None, None, None),
    };
    let origin = label_origin.map_or_else(|| heading_origin.clone(), |label| label.union(&heading_origin));
    let decided = if division.begins == SectionRule::Attachment {
        let term = label.clone().unwrap_or_default();
        Some(kind::Decided { kind: Kind::Attachment, term, rule: KindRule::Attachment })
    } else if heading.is_empty() {
        kind::of_sentence(&division.line.closed(), lexicon)
    } else {
        kind::of_heading(&heading, lexicon)
    };
    let (kind, kind_from, rule) = match decided {
        Some(kind::Decided { kind, term, rule }) => (kind, Some(term), rule),
        None => (Kind::Other, None, KindRule::Unknown),
    };
    body.section_reasons.push(SectionReasons { begins: division.begins, kind: rule });
    let blocks = Writer::new(key.clone(), year, tables, ledger, body).nodes(division.nodes);
    Section { key, kind, kind_from, label, ordinal, heading, blocks, origin }
}

/// Writes the blocks of one division, or of the front.
struct Writer<'w, 's> {
    key: String,
    year: Option<i32>,
    items: usize,
    own_tables: usize,
    tables: &'w mut usize,
    ledger: &'w mut Ledger<'s>,
    body: &'w mut Body,
}

impl<'w, 's> Writer<'w, 's> {
    fn new(
        key: String,
        year: Option<i32>,
        tables: &'w mut usize,
        ledger: &'w mut Ledger<'s>,
        body: &'w mut Body,
    ) -> Self {
        Self { key, year, items: 0, own_tables: 0, tables, ledger, body }
    }

    fn nodes(&mut self, nodes: Vec<Node>) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Paragraph(text) => {
                    let (text, origin) = self.ledger.place(&text);
                    if !text.is_empty() {
                        blocks.push(Block::Paragraph { text, origin });
                    }
                }
                Node::Figure(text) => {
                    let (text, origin) = self.ledger.place_verbatim(&text);
                    blocks.push(Block::Figure { text, origin });
                }
                Node::Item { label, level, text, children } => {
                    self.items += 1;
                    let key = format!("{}.i{}", self.key, self.items);
                    let (written, label_origin) = self.ledger.place(&label.text);
                    self.ledger.settle(&label.separator);
                    let (text, origin) = self.ledger.place(&text);
                    let children = self.nodes(children);
                    blocks.push(Block::Item(Item {
                        key,
                        label: written,
                        ordinal: label.label.ordinal,
                        level,
                        text,
                        children,
                        origin: label_origin.union(&origin),
                    }));
                }
                Node::Table(grid) => self.table(*grid, None, &mut blocks),
            }
        }
        blocks
    }

    /// Writes a table, and behind it those that stand in its cells.
    fn table(&mut self, grid: Grid, within: Option<Within>, blocks: &mut Vec<Block>) {
        self.own_tables += 1;
        *self.tables += 1;
        let key = format!("{}.t{}", self.key, self.own_tables);
        let id = format!("t{}", self.tables);
        let mut origin: Option<Origin> = None;
        let mut widen = |more: &Origin| {
            origin = Some(match origin.take() {
                Some(known) => known.union(more),
                None => more.clone(),
            });
        };
        let caption = grid.caption.as_ref().map(|caption| {
            let (text, at) = self.ledger.place(caption);
            widen(&at);
            text
        });
        let columns: Vec<Column> =
            grid.columns.iter().map(|column| Column { name: column.name(), role: column.role }).collect();
        for line in grid.columns.iter().flat_map(GridColumn::lines) {
            self.ledger.settle(line);
            widen(&self.ledger.origin(line));
        }
        for mark in &grid.marks {
            self.ledger.settle(mark);
        }
        self.put_aside(FurnitureKind::RunningHead, FurnitureRule::HeaderAgain, &grid.repeated);
        self.put_aside(FurnitureKind::Noise, FurnitureRule::Unreadable, &grid.noise);
        self.body.table_reasons.push(TableReasons {
            key: key.clone(),
            found: grid.found,
            rows: grid.rows_by,
            columns: grid.columns.iter().map(|column| column.role_by.clone()).collect(),
        });
        let texts: Vec<Vec<String>> =
            grid.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        let owners = grid.owners();
        let mut rows = Vec::with_capacity(texts.len());
        for (index, (row, owners)) in grid.rows.iter().zip(&owners).enumerate() {
            let cells: Vec<String> = owners.iter().map(|(row, column)| texts[*row][*column].clone()).collect();
            let at = row_origin(row, self.ledger);
            widen(&at);
            let (dues, names) = typed(&grid, owners, self.year);
            rows.push(Row { key: format!("{key}.r{}", index + 1), cells, due: dues, units: names, origin: at });
        }
        let origin = origin.unwrap_or_default();
        blocks.push(Block::Table(Table {
            key: key.clone(),
            id,
            caption,
            within,
            read_from: grid.read_from,
            columns,
            rows,
            spans: grid.spans,
            origin,
        }));
        for (row, column, nested) in grid.nested {
            self.table(nested, Some(Within { key: key.clone(), row, column }), blocks);
        }
    }

    fn cell(&mut self, cell: &GridCell) -> String {
        let paragraphs: Vec<String> =
            cell.paragraphs.iter().map(|text| self.ledger.write(text)).filter(|text| !text.is_empty()).collect();
        paragraphs.join("\n")
    }

    fn put_aside(&mut self, kind: FurnitureKind, rule: FurnitureRule, texts: &[Text]) {
        for text in texts.iter().filter(|text| !text.is_blank()) {
            let (text, origin) = self.ledger.place(text);
            if kind == FurnitureKind::Noise
                && !self.body.diagnostics.iter().any(|known| known.code == Code::GarbledText)
            {
                self.body.diagnostics.push(Diagnostic {
                    code: Code::GarbledText,
                    message: "a table holds pieces that can't be read; they stand in furniture as noise".to_owned(),
                    origin: origin.clone(),
                });
            }
            self.body.furniture.push((Furniture { kind, text, origin }, rule));
        }
    }
}

/// Deadlines and units of a row, read from the cells as they stand, blanks and line breaks included.
fn typed(grid: &Grid, owners: &[(usize, usize)], year: Option<i32>) -> (Vec<crate::Due>, Vec<String>) {
    let (mut dues, mut names): (Vec<crate::Due>, Vec<String>) = (Vec::new(), Vec::new());
    let mut read: Vec<(usize, usize)> = Vec::new();
    for (column, at) in grid.columns.iter().zip(owners.iter().copied()) {
        if read.contains(&at) || !matches!(column.role, Role::Deadline | Role::Unit) {
            continue;
        }
        read.push(at);
        let Some(cell) = grid.rows.get(at.0).and_then(|cells| cells.get(at.1)) else { continue };
        let text = cell
            .paragraphs
            .iter()
            .map(|text| text.trimmed_chars().iter().collect())
            .collect::<Vec<String>>()
            .join("\n");
        if column.role == Role::Deadline {
            for due in due::due(&text, year) {
                if !dues.contains(&due) {
                    dues.push(due);
                }
            }
        } else {
            for name in units::units(&text) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    (dues, names)
}

fn row_origin(row: &[GridCell], ledger: &Ledger<'_>) -> Origin {
    let mut texts = row.iter().flat_map(|cell| &cell.paragraphs).map(|text| ledger.origin(text));
    let first = texts.next().unwrap_or_default();
    texts.fold(first, |known, more| known.union(&more))
}

impl GridColumn {
    /// Every line of its header.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Text> {
        self.header.iter().flatten()
    }
}
