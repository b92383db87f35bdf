//! The manifest: one line for every input file.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{names, printable_json};

/// What became of one input file, and a line of `manifest.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// As in [`crate::Source::path`].
    pub path: String,
    /// Its size; `None` where the system does not say.
    pub bytes: Option<u64>,
    /// The BLAKE3 of its bytes; `None` for [`Status::Unreadable`].
    pub blake3: Option<String>,
    /// What the file is, as in [`crate::Source::format`]; `None` for what no reader knows.
    pub format: Option<String>,
    /// What became of it.
    #[serde(with = "names")]
    pub status: Status,
    /// Its record, or the record of the earlier path with the same bytes.
    pub id: Option<String>,
    /// All its records, where it holds several plans.
    pub ids: Option<Vec<String>>,
    /// A sentence for a person.
    pub detail: Option<String>,
    /// Pages of a paged format.
    pub pages: Option<u32>,
    /// Characters of front and sections, white space aside; those of a merged cell count once.
    pub characters: Option<u64>,
    /// How many diagnostics its records have.
    pub diagnostics: Option<u64>,
}

impl Line {
    /// A line that says no more than how a file ended.
    pub fn new(path: &str, status: Status) -> Self {
        Self {
            path: path.to_owned(),
            bytes: None,
            blake3: None,
            format: None,
            status,
            id: None,
            ids: None,
            detail: None,
            pages: None,
            characters: None,
            diagnostics: None,
        }
    }

    /// The ids of its records: those of its own, or of the earlier path that it repeats.
    pub fn records(&self) -> &[String] {
        match &self.ids {
            Some(ids) => ids,
            None => self.id.as_slice(),
        }
    }

    /// The ids of its own records: none where an earlier path has them.
    pub fn own_records(&self) -> &[String] {
        if self.status.has_record() { self.records() } else { &[] }
    }

    /// The line with its line break, and nothing in it that a terminal would obey.
    ///
    /// # Errors
    /// None that a line can cause; those of the JSON writer are passed on.
    pub(crate) fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(printable_json(serde_json::to_string(self)? + "\n"))
    }
}

/// Every plan of a manifest once, in its order: the line of its file, and its id.
pub fn own_plans(lines: &[Line]) -> Vec<(&Line, &str)> {
    let mut seen = BTreeSet::new();
    let all = lines.iter().flat_map(|line| line.own_records().iter().map(move |id| (line, id.as_str())));
    all.filter(|(_, id)| seen.insert(*id)).collect()
}

/// What became of an input file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Read whole.
    Ok,
    /// Parts of it were unreadable, the rest is there.
    Partial,
    /// Same bytes as an earlier path that gave a record.
    Duplicate,
    /// A scan, or an empty file.
    NoText,
    /// A password is needed.
    Encrypted,
    /// A format that no reader reads.
    Unsupported,
    /// Not what its signature says.
    Malformed,
    /// Beyond a limit.
    TooLarge,
    /// Bytes that decode to no sensible text.
    Garbled,
    /// The system refused.
    Unreadable,
    /// The reader did not come back in time.
    Timeout,
    /// The reader did not come back.
    Crashed,
}

impl Status {
    /// Every status, in the order of the contract.
    pub const ALL: &'static [Self] = &[
        Self::Ok,
        Self::Partial,
        Self::Duplicate,
        Self::NoText,
        Self::Encrypted,
        Self::Unsupported,
        Self::Malformed,
        Self::TooLarge,
        Self::Garbled,
        Self::Unreadable,
        Self::Timeout,
        Self::Crashed,
    ];

    /// The name in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Duplicate => "duplicate",
            Self::NoText => "no_text",
            Self::Encrypted => "encrypted",
            Self::Unsupported => "unsupported",
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::Garbled => "garbled",
            Self::Unreadable => "unreadable",
            Self::Timeout => "timeout",
            Self::Crashed => "crashed",
        }
    }

    /// What it means, for a person.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Ok => "read whole",
            Self::Partial => "read, but bytes or parts of it were unreadable",
            Self::Duplicate => "same bytes as an earlier file",
            Self::NoText => "no text in it: a scan, or an empty file",
            Self::Encrypted => "a password is needed",
            Self::Unsupported => "a format that is not read",
            Self::Malformed => "damaged, or not what it says it is",
            Self::TooLarge => "beyond the limits",
            Self::Garbled => "bytes that make no sensible text",
            Self::Unreadable => "the system refused",
            Self::Timeout => "the reader did not come back in time",
            Self::Crashed => "the reader failed",
        }
    }

    /// Whether the file itself gave a record.
    pub fn has_record(self) -> bool {
        matches!(self, Self::Ok | Self::Partial)
    }

    /// Whether a run with this outcome has failed in part: what is neither in the corpus nor out of its reach.
    pub fn is_failure(self) -> bool {
        !matches!(self, Self::Ok | Self::Partial | Self::Duplicate | Self::Unsupported)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
