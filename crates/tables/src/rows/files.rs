//! The files of the manifest.

use corpus::Line;

use super::common::optional;
use crate::schema::{Field, fields};
use crate::{Kind, Value};

/// What a column has of a row.
type Rule = fn(&Line) -> Value;

pub(crate) const FIELDS: &[Field<Rule>] = fields! { Rule:
    ! "path", Kind::Text, "`/` separated, relative to the deepest folder that all inputs share", |line| Value::text(&line.path);
    ? "bytes", Kind::Integer, "Its size", |line| Value::or_null(line.bytes, Value::integer);
    ? "blake3", Kind::Text, "The BLAKE3 of its bytes", |line| optional(line.blake3.as_ref());
    ? "format", Kind::Text, "What the file is", |line| optional(line.format.as_ref());
    ! "status", Kind::Text, "What became of it", |line| Value::text(line.status.name());
    ! "plan_ids", Kind::Texts, "The plans that it gave, or, of a duplicate, those of the earlier file", |line| Value::Texts(line.records().to_vec());
    ? "detail", Kind::Text, "What was wrong, for a person", |line| optional(line.detail.as_ref());
    ? "pages", Kind::Integer, "Pages of a paged format", |line| Value::or_null(line.pages, Value::integer);
    ? "characters", Kind::Integer, "Characters of its plans, white space aside", |line| Value::or_null(line.characters, Value::integer);
    ? "diagnostics", Kind::Integer, "How many diagnostics its plans have", |line| Value::or_null(line.diagnostics, Value::integer);
};
