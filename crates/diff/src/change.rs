//! The list of changes as it is written: how one plan became another.

use corpus::{Due, Origin, Record};
use serde::Serialize;

/// The version of the shape below.
pub const SCHEMA_VERSION: u32 = 1;

/// How one plan became another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// The version of this shape.
    pub schema_version: u32,
    /// The plan that was.
    pub old: Side,
    /// The plan that is.
    pub new: Side,
    /// Changes by their kind.
    pub counts: Counts,
    /// In the order of the new plan; what was removed, where it stood.
    pub changes: Vec<Change>,
}

/// One of two plans that are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The id of its record.
    pub id: String,
    /// The path of its source.
    pub path: String,
    /// Its title as written.
    pub title: Option<String>,
    /// Its Gregorian year.
    pub year: Option<i32>,
}

impl Side {
    pub(crate) fn of(record: &Record) -> Self {
        Self { id: record.id.clone(), path: record.source.path.clone(), title: record.title.clone(), year: record.year }
    }
}

/// Changes by their kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// What is new.
    pub added: usize,
    /// What is gone.
    pub removed: usize,
    /// What reads otherwise.
    pub changed: usize,
    /// What stands elsewhere.
    pub moved: usize,
    /// What has another number because of the others.
    pub renumbered: usize,
}

impl Counts {
    pub(crate) fn of(changes: &[Change]) -> Self {
        let of = |kind| changes.iter().filter(|change| change.kind == kind).count();
        Self {
            added: of(ChangeKind::Added),
            removed: of(ChangeKind::Removed),
            changed: of(ChangeKind::Changed),
            moved: of(ChangeKind::Moved),
            renumbered: of(ChangeKind::Renumbered),
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.added + self.removed + self.changed + self.moved + self.renumbered
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// To what.
    pub what: What,
    /// How it was; `None` for what was not there.
    pub old: Option<Value>,
    /// How it is; `None` for what is gone.
    pub new: Option<Value>,
    /// Key of what it stands in or is, in the old record; `None` for fields of the plan and for what was not there.
    pub old_key: Option<String>,
    /// Likewise in the new record.
    pub new_key: Option<String>,
    /// Name of the column, of a cell.
    pub column: Option<String>,
    /// Nothing but the plan's year moved on.
    pub rolled: bool,
    /// Which characters of a changed text differ; `None` for everything else.
    pub spans: Option<Vec<Span>>,
    /// Where the old source has it.
    pub old_origin: Option<Origin>,
    /// Where the new source has it.
    pub new_origin: Option<Origin>,
}

/// What happened to a piece of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It reads otherwise.
    Changed,
    /// It stands elsewhere.
    Moved,
    /// It has another number, because something before it came, went or moved.
    Renumbered,
}

impl ChangeKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 5] = [Self::Added, Self::Removed, Self::Changed, Self::Moved, Self::Renumbered];

    /// Its word in the list.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Renumbered => "renumbered",
        }
    }

    /// The kind seen from the other side.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            kind => kind,
        }
    }
}

/// The piece of a plan that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The title, its year aside.
    Title,
    /// Who issues the plan.
    Agency,
    /// The time that it covers.
    Period,
    /// A letter that it refers to.
    Citation,
    /// A division.
    Section,
    /// The heading of a division.
    Heading,
    /// The text of a paragraph, an item, a caption or a cell.
    Text,
    /// A row of a table.
    Row,
    /// A column of a table.
    Column,
    /// The deadlines of a row.
    Due,
    /// The units of a row.
    Units,
    /// The label of a division or an item, or the number of a row.
    Label,
    /// The place among its neighbours.
    Order,
}

impl What {
    /// Its word in the list.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Agency => "agency",
            Self::Period => "period",
            Self::Citation => "citation",
            Self::Section => "section",
            Self::Heading => "heading",
            Self::Text => "text",
            Self::Row => "row",
            Self::Column => "column",
            Self::Due => "due",
            Self::Units => "units",
            Self::Label => "label",
            Self::Order => "order",
        }
    }
}

/// What was or is there.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A title, an agency, a heading, a text, a column's name, a label.
    Text(String),
    /// First and last day of a period; units; the cells of a row.
    Texts(Vec<String>),
    /// Deadlines.
    Due(Vec<Due>),
    /// A letter.
    Citation {
        /// Its date.
        date: Option<String>,
        /// Its number.
        number: Option<String>,
        /// What was done by it.
        verb: Option<String>,
    },
}

/// Characters of a changed text that differ: Unicode scalars from 0, first and one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// In the old text; empty where something came in.
    pub old: [usize; 2],
    /// In the new text; empty where something went.
    pub new: [usize; 2],
}
