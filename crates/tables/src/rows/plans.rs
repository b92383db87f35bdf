//! The plans.

use corpus::{Line, Named, Period};

use super::common::optional;
use super::dates;
use crate::schema::{Field, fields};
use crate::walk::Walk;
use crate::{Kind, Pair, Value};

/// A plan, and the line of its file.
pub(crate) struct PlanAt<'a> {
    pub(crate) plan: &'a Pair,
    pub(crate) line: &'a Line,
    pub(crate) walk: &'a Walk<'a>,
}

/// What a column has of a row.
type Rule = fn(&PlanAt<'_>) -> Value;

pub(crate) const FIELDS: &[Field<Rule>] = fields! { Rule:
    ! "plan_id", Kind::Text, "First 16 hexadecimal digits of the BLAKE3 of the source's bytes; `-2`, `-3` for further plans of one file", |at| Value::text(&at.plan.hant.id);
    ? "title_hant", Kind::Text, "The title", |at| optional(at.plan.hant.title.as_ref());
    ? "title_hans", Kind::Text, "The same in Simplified Chinese", |at| optional(at.plan.hans.title.as_ref());
    ? "agency_hant", Kind::Text, "Who issues the plan", |at| optional(at.plan.hant.agency.as_ref());
    ? "agency_hans", Kind::Text, "The same in Simplified Chinese", |at| optional(at.plan.hans.agency.as_ref());
    ? "series", Kind::Text, "The title without its year, always Traditional: what plans of several years share", |at| optional(at.plan.hant.series.as_ref());
    ? "roc_year", Kind::Integer, "Year of the Republic of China; none for a plan of several years or of the mainland", |at| Value::or_null(at.plan.hant.roc_year, Value::integer);
    ? "year", Kind::Integer, "Gregorian year; none for a plan of several years", |at| Value::or_null(at.plan.hant.year, Value::integer);
    ? "period_start", Kind::Date, "First day that the plan covers", |at| period(at, |period| &period.start);
    ? "period_end", Kind::Date, "Last day that the plan covers", |at| period(at, |period| &period.end);
    ? "period_hant", Kind::Text, "The words that say so", |at| Value::or_null(at.plan.hant.period.as_ref(), |period| Value::text(&period.text));
    ? "period_hans", Kind::Text, "The same in Simplified Chinese", |at| Value::or_null(at.plan.hans.period.as_ref(), |period| Value::text(&period.text));
    ! "script", Kind::Text, "Script of the source: hant, hans or mixed", |at| Value::text(at.plan.hant.script.word());
    ! "status", Kind::Text, "What became of its file: ok or partial", |at| Value::text(at.line.status.name());
    ! "sections", Kind::Integer, "How many rows of `sections` it has", |at| Value::integer(at.walk.sections.len());
    ! "items", Kind::Integer, "How many rows of `items` it has", |at| Value::integer(at.walk.pieces.len());
    ! "table_rows", Kind::Integer, "How many rows of `table_rows` it has", |at| Value::integer(at.walk.rows.len());
    ! "citations", Kind::Integer, "How many rows of `citations` it has", |at| Value::integer(at.plan.hant.citations.len());
    ! "diagnostics", Kind::Integer, "How many rows of `diagnostics` it has", |at| Value::integer(at.plan.hant.diagnostics.len());
    ! "characters", Kind::Integer, "Characters of front and sections, white space aside; those of a merged cell count once", |at| Value::integer(at.plan.hant.characters());
    ! "source_path", Kind::Text, "The file that was read, as in `files`", |at| Value::text(&at.plan.hant.source.path);
    ! "source_format", Kind::Text, "What the file is", |at| Value::text(&at.plan.hant.source.format);
    ! "source_bytes", Kind::Integer, "Its size", |at| Value::integer(at.plan.hant.source.bytes);
    ! "source_blake3", Kind::Text, "The BLAKE3 of its bytes", |at| Value::text(&at.plan.hant.source.blake3);
    ? "source_encoding", Kind::Text, "Encoding of a text-like format", |at| optional(at.plan.hant.source.encoding.as_ref());
    ? "source_pages", Kind::Integer, "Pages of a paged format", |at| Value::or_null(at.plan.hant.source.pages, Value::integer);
    ! "reader", Kind::Text, "The engine that read it", |at| Value::text(&at.plan.hant.produced_by.reader);
    ! "options", Kind::Text, "A digest of the options that bear on the content", |at| Value::text(&at.plan.hant.produced_by.options);
    ! "version", Kind::Text, "The version of plancorpus that read it", |at| Value::text(&at.plan.hant.produced_by.version);
};

fn period(at: &PlanAt<'_>, day: fn(&Period) -> &String) -> Value {
    Value::or_null(at.plan.hant.period.as_ref(), |period| dates::day(day(period)))
}
