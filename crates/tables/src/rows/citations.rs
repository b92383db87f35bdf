//! Official letters, orders and announcements.

use super::common::optional;
use super::dates;
use crate::schema::{Field, fields};
use crate::walk::CitationAt;
use crate::{Kind, Value};

/// What a column has of a row.
type Rule = fn(&CitationAt<'_>) -> Value;

pub(crate) const FIELDS: &[Field<Rule>] = fields! { Rule:
    ? "issuer_hant", Kind::Text, "Who issued it, as written", |at| optional(at.citation.hant.agency.as_ref());
    ? "issuer_hans", Kind::Text, "The same in Simplified Chinese", |at| optional(at.citation.hans.agency.as_ref());
    ? "date", Kind::Text, "When, as precise as the source: `2007-12-27`, `2007-12`, `2007`", |at| optional(at.citation.hant.date.as_ref());
    ? "date_start", Kind::Date, "First day of that", |at| Value::or_null(at.citation.hant.date.as_ref(), |date| dates::day(date));
    ? "number", Kind::Text, "Its number as written; never converted", |at| optional(at.citation.hant.number.as_ref());
    ? "title_hant", Kind::Text, "What it brought", |at| optional(at.citation.hant.title.as_ref());
    ? "title_hans", Kind::Text, "The same in Simplified Chinese", |at| optional(at.citation.hans.title.as_ref());
    ? "verb_hant", Kind::Text, "What was done by it", |at| optional(at.citation.hant.verb.as_ref());
    ? "verb_hans", Kind::Text, "The same in Simplified Chinese", |at| optional(at.citation.hans.verb.as_ref());
    ! "text_hant", Kind::Text, "The whole phrase", |at| Value::text(&at.citation.hant.text);
    ! "text_hans", Kind::Text, "The same in Simplified Chinese", |at| Value::text(&at.citation.hans.text);
};
