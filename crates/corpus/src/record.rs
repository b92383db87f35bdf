//! The plan record: one plan in one script, as it lies on disk.

use std::fs;
use std::path::Path;
use std::{fmt, io};

use document::Part;
use plan::{Code, Frequency, FurnitureKind, Kind, ReadFrom, Role};
use schemars::JsonSchema;
use script::Script;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

use crate::names;

/// The version of the shape below.
pub const SCHEMA_VERSION: u32 = 1;

/// The formats that [`Source::format`] names.
pub const FORMATS: &[&str] = &["doc", "docx", "odt", "rtf", "pdf", "html", "mht", "wordxml", "text", "image"];

/// A plan of a public agency in one script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The version of this schema.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The first 16 hexadecimal digits of the BLAKE3 of the source's bytes; `-2`, `-3` for further plans of one file.
    #[schemars(regex(pattern = "^[0-9a-f]{16,64}(-[1-9][0-9]*)?$"))]
    pub id: String,
    /// The file that was read.
    pub source: Source,
    /// What read it.
    pub produced_by: ProducedBy,
    /// The title as written, closed up over its lines.
    pub title: Option<String>,
    /// Who issues the plan, as written.
    pub agency: Option<String>,
    /// The title without its year, folded and always Traditional: what the plans of several years share.
    pub series: Option<String>,
    /// Year of the Republic of China; null for a plan of several years and for one of the mainland.
    pub roc_year: Option<i32>,
    /// Gregorian year; null for a plan of several years.
    pub year: Option<i32>,
    /// What was read of the fields that a catalogue of the user's decided; left out where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Read>,
    /// The time that the plan says it covers.
    pub period: Option<Period>,
    /// The script of front and sections in the source; the same in both records of a plan.
    #[serde(with = "names")]
    #[schemars(schema_with = "names::schema::<Script>")]
    pub script: Script,
    /// What stands before the first section.
    pub front: Vec<Block>,
    /// The top-level divisions.
    pub sections: Vec<Section>,
    /// Official letters, orders and announcements that the plan refers to.
    pub citations: Vec<Citation>,
    /// What stands in the source and is not the plan.
    pub furniture: Vec<Furniture>,
    /// What looked wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was read of the fields that a catalogue of the user's decided; those that it did not decide are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// The title as written.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "decided")]
    #[schemars(with = "Option<String>")]
    pub title: Option<Option<String>>,
    /// Who issues the plan, as written.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "decided")]
    #[schemars(with = "Option<String>")]
    pub agency: Option<Option<String>>,
    /// What the title gave.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "decided")]
    #[schemars(with = "Option<String>")]
    pub series: Option<Option<String>>,
    /// Year of the Republic of China.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "decided")]
    #[schemars(with = "Option<i32>")]
    pub roc_year: Option<Option<i32>>,
    /// Gregorian year.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "decided")]
    #[schemars(with = "Option<i32>")]
    pub year: Option<Option<i32>>,
}

/// A field that is there says something, also where it is null.
fn decided<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// The file that a record was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// `/` separated, relative to the deepest folder that all inputs share; bytes that are no UTF-8 as `\xNN`.
    pub path: String,
    /// What the file is.
    #[schemars(extend("enum" = FORMATS))]
    pub format: String,
    /// Its size.
    pub bytes: u64,
    /// The BLAKE3 of its bytes.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub blake3: String,
    /// The encoding of a text-like format, by its WHATWG name in lower case.
    pub encoding: Option<String>,
    /// Pages of a paged format.
    pub pages: Option<u32>,
}

/// What made a record: the same source, version, reader, options and converter give the same record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProducedBy {
    /// The version of plancorpus.
    pub version: String,
    /// The engine that read the source.
    pub reader: String,
    /// A digest of the options that bear on the content.
    #[schemars(regex(pattern = "^[0-9a-f]{16}$"))]
    pub options: String,
    /// What converted the text; null in the source's own script.
    pub converter: Option<Converter>,
}

/// A converter between Traditional and Simplified Chinese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Converter {
    /// Its name.
    pub engine: String,
    /// Its version.
    pub version: String,
    /// The rules that it followed, by OpenCC's name: `tw2s`, `s2tw`.
    pub config: String,
}

/// The time that a plan covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day, ISO 8601.
    pub start: String,
    /// Last day, ISO 8601.
    pub end: String,
    /// The words that say so.
    pub text: String,
}

/// A top-level division of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Position: `s5`.
    pub key: String,
    /// What it is about.
    #[serde(with = "names")]
    #[schemars(schema_with = "names::schema::<Kind>")]
    pub kind: Kind,
    /// The term that decided the kind.
    pub kind_from: Option<String>,
    /// The label as written, without the separator behind it.
    pub label: Option<String>,
    /// The label's value.
    pub ordinal: Option<u32>,
    /// The heading; empty where the division is only a sentence.
    pub heading: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Where the heading stands.
    pub origin: Origin,
}

/// A piece of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph without a label.
    Paragraph(Paragraph),
    /// A paragraph with a label, and what belongs to it.
    Item(Item),
    /// A table.
    Table(Table),
    /// A drawing made of characters, its lines kept.
    Figure(Paragraph),
}

/// Text with a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraph {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// A paragraph with a label, and what belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// Position: `s5.i2`.
    pub key: String,
    /// The label as written, with its brackets, without the separator behind it.
    pub label: String,
    /// The label's value; null for a bullet.
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    #[serde(with = "names")]
    #[schemars(schema_with = "names::schema::<ReadFrom>")]
    pub read_from: ReadFrom,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its body rows.
    pub rows: Vec<Row>,
    /// Merged cells; each cell that one covers repeats its text.
    pub spans: Vec<Span>,
    /// Where it stands.
    pub origin: Origin,
}

/// The cell that holds a nested table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// Key of the outer table.
    pub key: String,
    /// Its body row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its header, several rows joined by ` / `; empty where there is none.
    pub name: String,
    /// What stands in it.
    #[serde(with = "names")]
    #[schemars(schema_with = "names::schema::<Role>")]
    pub role: Role,
}

/// A body row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Position: `s5.t1.r3`.
    pub key: String,
    /// One text a column, merged cells filled in; `\n` between the paragraphs of a cell.
    pub cells: Vec<String>,
    /// Deadlines and frequencies of the cells with role deadline.
    pub due: Vec<Due>,
    /// Units of the cells with role unit, each once.
    pub units: Vec<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A merged cell: its top left corner among the body rows and columns, from 0, and its extent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Rows covered.
    pub rows: usize,
    /// Columns covered.
    pub columns: usize,
}

/// A deadline or a frequency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
pub enum Due {
    /// A day.
    Date {
        /// `2014-01-01`
        date: String,
    },
    /// A month.
    Month {
        /// `2008-10`
        month: String,
    },
    /// A year.
    Year {
        /// Gregorian.
        year: i32,
    },
    /// A range, as precise as the source.
    Range {
        /// `2014-01-01`, `2014-01` or `2014`
        from: String,
        /// Likewise.
        to: String,
    },
    /// A frequency.
    Every {
        /// What it recurs with.
        #[serde(with = "names")]
        #[schemars(schema_with = "names::schema::<Frequency>")]
        every: Frequency,
    },
    /// All the time.
    Ongoing {
        /// Always true.
        #[schemars(extend("const" = true))]
        ongoing: bool,
    },
    /// Nothing of these.
    Text {
        /// The words themselves.
        text: String,
    },
}

/// An official letter, order or announcement that a plan refers to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Who issued it, as written.
    pub agency: Option<String>,
    /// When, as precise as the source.
    pub date: Option<String>,
    /// Its number as written, spaces closed up.
    pub number: Option<String>,
    /// What it brought.
    pub title: Option<String>,
    /// What was done by it.
    pub verb: Option<String>,
    /// The whole phrase.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// What stands in the source and is not the plan; never converted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// What it is.
    #[serde(with = "names")]
    #[schemars(schema_with = "names::schema::<FurnitureKind>")]
    pub kind: FurnitureKind,
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// Something that looked wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Diagnostic {
    /// A stable word.
    #[serde(with = "names")]
    #[schemars(schema_with = "names::schema::<Code>")]
    pub code: Code,
    /// A sentence for a person.
    pub message: String,
    /// Where.
    pub origin: Origin,
}

/// Where in the source something was read; null for what does not apply to the format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Which part of the file.
    #[serde(with = "names")]
    #[schemars(schema_with = "names::schema::<Part>")]
    pub part: Part,
    /// Boxes on pages; paged formats.
    pub regions: Option<Vec<Region>>,
    /// First and last line, from 1; text-like formats.
    pub lines: Option<[u32; 2]>,
    /// Unicode scalars of the decoded text, from 0, end excluded; text-like formats.
    pub chars: Option<[u32; 2]>,
    /// Index in its part, from 0; doc, docx, odt and rtf.
    pub paragraph: Option<u32>,
    /// How sure the recognition was, where the text was recognized from an image.
    pub ocr: Option<Confidence>,
}

/// A box on a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// From 1.
    pub page: u32,
    /// Left, top, right, bottom in points from the page's top left corner.
    pub bbox: [f32; 4],
}

/// How sure a text recognition was, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    /// Mean over the characters.
    pub mean: f32,
    /// The least sure character.
    pub least: f32,
}

impl Record {
    /// Reads a record back from a file.
    ///
    /// # Errors
    /// Where the file can't be read, or is no record of this schema version.
    pub fn read(path: &Path) -> Result<Self, RecordError> {
        Self::from_json(&fs::read(path).map_err(RecordError::Io)?)
    }

    /// Reads a record from its JSON.
    ///
    /// # Errors
    /// Where it is no record of this schema version.
    pub fn from_json(json: &[u8]) -> Result<Self, RecordError> {
        let record: Self = serde_json::from_slice(json).map_err(RecordError::Json)?;
        if record.schema_version == SCHEMA_VERSION {
            Ok(record)
        } else {
            Err(RecordError::Version(record.schema_version))
        }
    }

    /// The bytes of its file: indented JSON with a final line break.
    ///
    /// # Errors
    /// None that a record can cause; the writer's own are passed on.
    pub fn to_json(&self) -> Result<Vec<u8>, RecordError> {
        let mut bytes = Vec::with_capacity(1 << 14);
        let mut serializer =
            serde_json::Serializer::with_formatter(&mut bytes, serde_json::ser::PrettyFormatter::with_indent(b" "));
        self.serialize(&mut serializer).map_err(RecordError::Json)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// What stands at the head of a record: what many of them are chosen by, without holding them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Head {
    schema_version: u32,
    /// As in [`Record::id`].
    pub id: String,
    /// As in [`Record::source`].
    pub source: Source,
    /// As in [`Record::title`].
    pub title: Option<String>,
    /// As in [`Record::agency`].
    pub agency: Option<String>,
    /// As in [`Record::series`].
    pub series: Option<String>,
    /// As in [`Record::roc_year`].
    pub roc_year: Option<i32>,
    /// As in [`Record::year`].
    pub year: Option<i32>,
    /// As in [`Record::script`].
    #[serde(with = "names")]
    pub script: Script,
    /// How many [`Record::diagnostics`] there are.
    #[serde(deserialize_with = "counted")]
    pub diagnostics: usize,
}

fn counted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    Vec::<IgnoredAny>::deserialize(deserializer).map(|all| all.len())
}

impl Head {
    /// Reads the head of a record from its file.
    ///
    /// # Errors
    /// Where the file can't be read, or is no record of this schema version.
    pub fn read(path: &Path) -> Result<Self, RecordError> {
        let head: Self =
            serde_json::from_slice(&fs::read(path).map_err(RecordError::Io)?).map_err(RecordError::Json)?;
        if head.schema_version == SCHEMA_VERSION { Ok(head) } else { Err(RecordError::Version(head.schema_version)) }
    }
}

/// Why a file is no record.
#[derive(Debug)]
pub enum RecordError {
    /// The system refused.
    Io(io::Error),
    /// Not JSON, or not of the record's shape.
    Json(serde_json::Error),
    /// Another version of the schema.
    Version(u32),
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Json(error) => write!(f, "not a plan record: {error}"),
            Self::Version(found) => {
                write!(f, "a record of schema version {found}; this program reads {SCHEMA_VERSION}")
            }
        }
    }
}

impl std::error::Error for RecordError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Json(error) => Some(error),
            Self::Version(_) => None,
        }
    }
}
