//! Items, paragraphs, figures, and the places of tables.

use std::iter;

use corpus::{Named, Section, Table};

use super::common::optional;
use crate::schema::{Field, fields};
use crate::walk::{Around, Both, Piece, PieceAt};
use crate::{Kind, Value};

/// What a column has of a row.
type Rule = fn(&PieceAt<'_>) -> Value;

pub(crate) const FIELDS: &[Field<Rule>] = fields! { Rule:
    ! "type", Kind::Text, "item, paragraph, figure or table", |at| Value::text(type_of(at));
    ? "key", Kind::Text, "Key of an item or a table: `s5.i2`", |at| key(at);
    ! "section_key", Kind::Text, "The division that it stands in; `f` in front of the first", |at| Value::text(at.around.section_key());
    ? "section_kind", Kind::Text, "What that is about", |at| section(&at.around, |section| Value::text(section.kind.word()));
    ! "parent_key", Kind::Text, "The item or division that it belongs to", |at| Value::text(at.around.parent);
    ? "label_hant", Kind::Text, "Its label as written", |at| Value::or_null(label(at), |label| Value::text(label.hant));
    ? "label_hans", Kind::Text, "The same in Simplified Chinese", |at| Value::or_null(label(at), |label| Value::text(label.hans));
    ! "label_path_hant", Kind::Text, "The labels from the division down to its own: `壹/一/(一)`", |at| path(&at.around, label(at), |label| label.hant);
    ! "label_path_hans", Kind::Text, "The same in Simplified Chinese", |at| path(&at.around, label(at), |label| label.hans);
    ? "ordinal", Kind::Integer, "The label's value; none for a bullet", |at| ordinal(at);
    ? "level", Kind::Integer, "The rank of the label's class", |at| level(at);
    ! "depth", Kind::Integer, "How many items it stands in", |at| Value::integer(at.around.depth);
    ! "text_hant", Kind::Text, "Its text; of a table, caption and header, a line each", |at| Value::Text(text(at).hant);
    ! "text_hans", Kind::Text, "The same in Simplified Chinese", |at| Value::Text(text(at).hans);
};

fn type_of(at: &PieceAt<'_>) -> &'static str {
    match at.piece {
        Piece::Paragraph(_) => "paragraph",
        Piece::Figure(_) => "figure",
        Piece::Item(_) => "item",
        Piece::Table(_) => "table",
    }
}

fn key(at: &PieceAt<'_>) -> Value {
    match at.piece {
        Piece::Item(item) => Value::text(&item.hant.key),
        Piece::Table(table) => Value::text(&table.hant.key),
        Piece::Paragraph(_) | Piece::Figure(_) => Value::Null,
    }
}

fn label<'a>(at: &PieceAt<'a>) -> Option<Both<&'a str>> {
    match at.piece {
        Piece::Item(item) => Some(item.map(|item| item.label.as_str())),
        Piece::Paragraph(_) | Piece::Figure(_) | Piece::Table(_) => None,
    }
}

fn ordinal(at: &PieceAt<'_>) -> Value {
    match at.piece {
        Piece::Item(item) => Value::or_null(item.hant.ordinal, Value::integer),
        Piece::Paragraph(_) | Piece::Figure(_) | Piece::Table(_) => Value::Null,
    }
}

fn level(at: &PieceAt<'_>) -> Value {
    match at.piece {
        Piece::Item(item) => Value::integer(item.hant.level),
        Piece::Paragraph(_) | Piece::Figure(_) | Piece::Table(_) => Value::Null,
    }
}

fn text(at: &PieceAt<'_>) -> Both<String> {
    let of_table = |table: &Table| {
        let header = table.columns.iter().map(|column| &column.name);
        let lines: Vec<&str> =
            iter::chain(&table.caption, header).map(String::as_str).filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    };
    match at.piece {
        Piece::Paragraph(paragraph) | Piece::Figure(paragraph) => paragraph.map(|paragraph| paragraph.text.clone()),
        Piece::Item(item) => item.map(|item| item.text.clone()),
        Piece::Table(table) => table.map(of_table),
    }
}

/// What the division says that a piece stands in.
pub(super) fn section(around: &Around<'_>, of: impl Fn(&Section) -> Value) -> Value {
    Value::or_null(around.section, |section| of(section.hant))
}

/// The labels from the division down to an own one.
pub(super) fn path<'a>(around: &Around<'a>, own: Option<Both<&'a str>>, of: fn(Both<&'a str>) -> &'a str) -> Value {
    let labels: Vec<&str> = around.labels.iter().copied().chain(own).map(of).collect();
    Value::Text(labels.join("/"))
}

/// A text that both scripts may lack.
pub(super) fn caption(table: &Table) -> Value {
    optional(table.caption.as_ref())
}
