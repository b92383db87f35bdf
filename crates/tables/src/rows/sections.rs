//! The divisions of plans.

use corpus::{Named, Section};

use super::common::optional;
use crate::schema::{Field, fields};
use crate::walk::SectionAt;
use crate::{Kind, Value};

/// What a column has of a row.
type Rule = fn(&SectionAt<'_>) -> Value;

pub(crate) const FIELDS: &[Field<Rule>] = fields! { Rule:
    ! "key", Kind::Text, "Key of the division: `s5`", |at| Value::text(&at.section.hant.key);
    ! "kind", Kind::Text, "What it is about", |at| Value::text(at.section.hant.kind.word());
    ? "kind_from_hant", Kind::Text, "The term that decided the kind", |at| optional(at.section.hant.kind_from.as_ref());
    ? "kind_from_hans", Kind::Text, "The same in Simplified Chinese", |at| optional(at.section.hans.kind_from.as_ref());
    ? "label_hant", Kind::Text, "Its label as written", |at| optional(at.section.hant.label.as_ref());
    ? "label_hans", Kind::Text, "The same in Simplified Chinese", |at| optional(at.section.hans.label.as_ref());
    ? "ordinal", Kind::Integer, "The label's value", |at| Value::or_null(at.section.hant.ordinal, Value::integer);
    ! "heading_hant", Kind::Text, "Its heading; empty where the division is only a sentence", |at| Value::text(&at.section.hant.heading);
    ! "heading_hans", Kind::Text, "The same in Simplified Chinese", |at| Value::text(&at.section.hans.heading);
    ! "text_hant", Kind::Text, "All that stands in it, a line for each text, labels before theirs; a merged cell once", |at| Value::Text(text(at.section.hant));
    ! "text_hans", Kind::Text, "The same in Simplified Chinese", |at| Value::Text(text(at.section.hans));
};

fn text(section: &Section) -> String {
    section.texts().join("\n")
}
