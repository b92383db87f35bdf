//! What a plan is. Plain data; the record on disk has types of its own.

use std::collections::BTreeSet;

use document::Origin;
use script::Script;

use crate::fields::year::PlanYear;

/// A calendar date with the precision that the source states: a year, a month or a day.
pub use numerals::date::Date;

/// A plan of an agency.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The title as written, closed up over its lines.
    pub title: Option<String>,
    /// Who issues the plan, as written.
    pub agency: Option<String>,
    /// The title without its year, folded and always Traditional: what the plans of several years share.
    pub series: Option<String>,
    /// Year of the Republic of China; `None` for plans of several years and of the mainland.
    pub roc_year: Option<i32>,
    /// Gregorian year; `None` for plans of several years.
    pub year: Option<i32>,
    /// What was read where a catalogue says otherwise.
    pub read: Option<Overridden>,
    /// The time that the plan says it covers.
    pub period: Option<Period>,
    /// The script of front and sections.
    pub script: Script,
    /// What stands before the first section.
    pub front: Vec<Block>,
    /// The top-level divisions.
    pub sections: Vec<Section>,
    /// Official letters that the plan refers to.
    pub citations: Vec<Citation>,
    /// What is not the plan.
    pub furniture: Vec<Furniture>,
    /// What looked wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was read of the fields that a catalogue has decided; `None` for those of which it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overridden {
    /// [`Plan::title`].
    pub title: Option<Option<String>>,
    /// [`Plan::agency`].
    pub agency: Option<Option<String>>,
    /// [`Plan::series`].
    pub series: Option<Option<String>>,
    /// [`Plan::roc_year`] and [`Plan::year`].
    pub years: Option<PlanYear>,
}

/// The time that a plan covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The words that say so.
    pub text: String,
}

/// A top-level division of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Position: `s5`.
    pub key: String,
    /// What it is about.
    pub kind: Kind,
    /// The term that decided the kind.
    pub kind_from: Option<String>,
    /// The label as written, without its separator; `None` where it is missing.
    pub label: Option<String>,
    /// The label's value.
    pub ordinal: Option<u32>,
    /// The heading, empty where the division is only a sentence.
    pub heading: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Where the heading stands.
    pub origin: Origin,
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub enum Kind {
    Basis,
    Goal,
    Scope,
    Period,
    Organization,
    Content,
    Evaluation,
    Reward,
    Budget,
    Benefit,
    Supplement,
    Attachment,
    Other,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph without a label.
    Paragraph {
        /// Its text.
        text: String,
        /// Where it stands.
        origin: Origin,
    },
    /// A paragraph with a label, and what belongs to it.
    Item(Item),
    /// A table.
    Table(Table),
    /// A drawing made of characters, lines kept.
    Figure {
        /// Its lines.
        text: String,
        /// Where it stands.
        origin: Origin,
    },
}

/// A paragraph with a label, and what belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Position: `s5.i2`, numbered through the section.
    pub key: String,
    /// The label as written, with its brackets, without its separator.
    pub label: String,
    /// The label's value; `None` for bullets.
    pub ordinal: Option<u32>,
    /// The rank of the label's class.
    pub level: u8,
    /// Its own text.
    pub text: String,
    /// What belongs to it.
    pub children: Vec<Block>,
    /// Where it stands.
    pub origin: Origin,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Position: `s5.t1`.
    pub key: String,
    /// Number through the plan: `t1`.
    pub id: String,
    /// Its caption.
    pub caption: Option<String>,
    /// The cell of another table in which it stands.
    pub within: Option<Within>,
    /// How its grid was found.
    pub read_from: ReadFrom,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its body rows.
    pub rows: Vec<Row>,
    /// Merged cells.
    pub spans: Vec<Span>,
    /// Where it stands.
    pub origin: Origin,
}

impl Table {
    /// Row and column of the cells that repeat the text of a merged cell which begins elsewhere.
    pub fn covered(&self) -> BTreeSet<(usize, usize)> {
        let cells = |span: &Span| {
            let (span, columns) = (*span, span.column..span.column + span.columns);
            (span.row..span.row + span.rows)
                .flat_map(move |row| columns.clone().map(move |column| (row, column)))
                .skip(1)
        };
        self.spans.iter().flat_map(cells).collect()
    }
}

/// The cell that holds a nested table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// Key of the outer table.
    pub key: String,
    /// Its body row, 0-based.
    pub row: usize,
    /// Its column, 0-based.
    pub column: usize,
}

/// How sure the grid of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFrom {
    /// The source has cells.
    Cells,
    /// Ruled lines of a page.
    Rules,
    /// Tabs or columns of text.
    Alignment,
    /// Rebuilt from running text.
    Flattened,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header, several rows joined by ` / `; empty where there is none.
    pub name: String,
    /// What stands in it.
    pub role: Role,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub enum Role {
    Item,
    Indicator,
    Check,
    Action,
    Deadline,
    Unit,
    Benefit,
    Score,
    Number,
    Note,
    Other,
}

/// A body row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Position: `s5.t1.r3`.
    pub key: String,
    /// One text a column, merged cells filled in.
    pub cells: Vec<String>,
    /// Deadlines of the cells with role deadline.
    pub due: Vec<Due>,
    /// Units of the cells with role unit, each once.
    pub units: Vec<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A merged cell: body rows and columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "top left corner and extent")]
pub struct Span {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

/// A deadline or a frequency.
#[derive(Debug, Clone, PartialEq)]
pub enum Due {
    /// A day, a month or a year, as precise as the source.
    On(Date),
    /// A range.
    Between {
        /// Its beginning.
        from: Date,
        /// Its end.
        to: Date,
    },
    /// A frequency.
    Every(Frequency),
    /// All the time.
    Ongoing,
    /// Nothing of these: the words themselves.
    Text(String),
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Frequency {
    Day,
    Week,
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// An official letter, order or announcement that the plan refers to.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// Who issued it, as written.
    pub agency: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Its number as written, spaces closed up: `會研字第0962160343號`.
    pub number: Option<String>,
    /// What it brought, without its brackets.
    pub title: Option<String>,
    /// What was done by it: `函頒`, `令修正發布`.
    pub verb: Option<String>,
    /// The whole phrase.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// What stands in the source and is not the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Its text, never converted.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// Kinds of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FurnitureKind {
    /// What a web site puts around a text.
    SiteChrome,
    /// A page number, or what is left of its field.
    PageNumber,
    /// A header or footer, or a table header repeated on a new page.
    RunningHead,
    /// A mark behind the text.
    Watermark,
    /// A comment.
    Comment,
    /// What a bad text recognition left that can't be read, or a second reading of what stands beside it.
    Noise,
}

/// Something about the plan that looked wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// A stable word: `duplicate_label`.
    pub code: Code,
    /// A sentence for a person.
    pub message: String,
    /// Where.
    pub origin: Origin,
}

macro_rules! names {
    ($type:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        impl $type {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the record.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

/// What can look wrong in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it; docs/schema.md explains each")]
pub enum Code {
    DuplicateLabel,
    MissingLabel,
    OutOfOrderLabel,
    MisspeltLabel,
    TruncatedSource,
    GarbledText,
    ImageWithoutText,
    UserDefinedCharacters,
    UndecodableBytes,
    UncertainTable,
    UnplacedText,
    OutOfBounds,
    MissingPart,
    DamagedPart,
    UnreadPart,
}

names!(Code {
    DuplicateLabel = "duplicate_label",
    MissingLabel = "missing_label",
    OutOfOrderLabel = "out_of_order_label",
    MisspeltLabel = "misspelt_label",
    TruncatedSource = "truncated_source",
    GarbledText = "garbled_text",
    ImageWithoutText = "image_without_text",
    UserDefinedCharacters = "user_defined_characters",
    UndecodableBytes = "undecodable_bytes",
    UncertainTable = "uncertain_table",
    UnplacedText = "unplaced_text",
    OutOfBounds = "out_of_bounds",
    MissingPart = "missing_part",
    DamagedPart = "damaged_part",
    UnreadPart = "unread_part",
});

names!(Kind {
    Basis = "basis",
    Goal = "goal",
    Scope = "scope",
    Period = "period",
    Organization = "organization",
    Content = "content",
    Evaluation = "evaluation",
    Reward = "reward",
    Budget = "budget",
    Benefit = "benefit",
    Supplement = "supplement",
    Attachment = "attachment",
    Other = "other",
});

names!(Role {
    Item = "item",
    Indicator = "indicator",
    Check = "check",
    Action = "action",
    Deadline = "deadline",
    Unit = "unit",
    Benefit = "benefit",
    Score = "score",
    Number = "number",
    Note = "note",
    Other = "other",
});

names!(ReadFrom { Cells = "cells", Rules = "rules", Alignment = "alignment", Flattened = "flattened" });

names!(Frequency {
    Day = "day",
    Week = "week",
    Month = "month",
    Quarter = "quarter",
    HalfYear = "half-year",
    Year = "year",
});

names!(FurnitureKind {
    SiteChrome = "site_chrome",
    PageNumber = "page_number",
    RunningHead = "running_head",
    Watermark = "watermark",
    Comment = "comment",
    Noise = "noise",
});
