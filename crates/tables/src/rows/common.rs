//! What every row of a plan has.

use corpus::{Named, Region};

use crate::schema::{Field, fields};
use crate::walk::Place;
use crate::{Column, Kind, Value};

/// What a column has of a row.
pub(super) type Rule = fn(&Place<'_>) -> Value;

/// The plan, and the position in it.
pub(crate) const LEADING: &[Field<Rule>] = fields! { Rule:
    ! "plan_id", Kind::Text, "The plan, as in `plans`", |place| Value::text(&place.plan.hant.id);
    ! "position", Kind::Integer, "Place in the plan, from 1; sections, items and table rows are counted together", |place| Value::integer(place.position);
    ? "agency_hant", Kind::Text, "Who issues the plan", |place| optional(place.plan.hant.agency.as_ref());
    ? "agency_hans", Kind::Text, "The same in Simplified Chinese", |place| optional(place.plan.hans.agency.as_ref());
    ? "series", Kind::Text, "The title without its year, always Traditional: what plans of several years share", |place| optional(place.plan.hant.series.as_ref());
    ? "roc_year", Kind::Integer, "The plan's year of the Republic of China", |place| Value::or_null(place.plan.hant.roc_year, Value::integer);
    ? "year", Kind::Integer, "The plan's Gregorian year", |place| Value::or_null(place.plan.hant.year, Value::integer);
};

/// Where it stood, and in which file.
pub(crate) const TRAILING: &[Field<Rule>] = fields! { Rule:
    ! "part", Kind::Text, "Part of the file where it stands: body, header, footer, footnote, textbox, comment", |place| Value::text(place.origin.part.word());
    ? "page", Kind::Integer, "First page, from 1; paged formats", |place| Value::or_null(regions(place).first(), |region| Value::integer(region.page));
    ? "boxes", Kind::Groups(BOXES), "Boxes on pages; paged formats", |place| boxes(place);
    ? "first_line", Kind::Integer, "First line, from 1; text-like formats", |place| Value::or_null(place.origin.lines, |[first, _]| Value::integer(first));
    ? "last_line", Kind::Integer, "Last line", |place| Value::or_null(place.origin.lines, |[_, last]| Value::integer(last));
    ? "first_char", Kind::Integer, "First character of the decoded text, from 0; text-like formats", |place| Value::or_null(place.origin.chars, |[first, _]| Value::integer(first));
    ? "end_char", Kind::Integer, "Behind its last character", |place| Value::or_null(place.origin.chars, |[_, end]| Value::integer(end));
    ? "paragraph", Kind::Integer, "Paragraph of the part, from 0; doc, docx, odt and rtf", |place| Value::or_null(place.origin.paragraph, Value::integer);
    ? "ocr_mean", Kind::Real, "Mean confidence of recognized text, 0 to 1", |place| Value::or_null(place.origin.ocr, |ocr| Value::real(ocr.mean));
    ? "ocr_least", Kind::Real, "Confidence of its least sure character", |place| Value::or_null(place.origin.ocr, |ocr| Value::real(ocr.least));
    ! "source_path", Kind::Text, "The file that was read", |place| Value::text(&place.plan.hant.source.path);
    ! "source_blake3", Kind::Text, "The BLAKE3 of its bytes", |place| Value::text(&place.plan.hant.source.blake3);
    ! "version", Kind::Text, "The version of plancorpus that read it", |place| Value::text(&place.plan.hant.produced_by.version);
};

const BOXES: &[Column] = &[
    Column { name: "page", kind: Kind::Integer, optional: false, about: "From 1" },
    Column { name: "left", kind: Kind::Real, optional: false, about: "Points from the left of the page" },
    Column { name: "top", kind: Kind::Real, optional: false, about: "Points from the top of the page" },
    Column { name: "right", kind: Kind::Real, optional: false, about: "Points from the left of the page" },
    Column { name: "bottom", kind: Kind::Real, optional: false, about: "Points from the top of the page" },
];

fn regions<'a>(place: &Place<'a>) -> &'a [Region] {
    place.origin.regions.as_deref().unwrap_or_default()
}

fn boxes(place: &Place<'_>) -> Value {
    Value::or_null(place.origin.regions.as_ref(), |regions| {
        let one = |region: &Region| {
            [Value::integer(region.page)].into_iter().chain(region.bbox.map(Value::real)).collect::<Vec<_>>()
        };
        Value::Groups(regions.iter().map(one).collect())
    })
}

pub(super) fn optional(text: Option<&String>) -> Value {
    Value::or_null(text, Value::text)
}
