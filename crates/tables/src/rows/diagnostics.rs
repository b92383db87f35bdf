//! What looked wrong.

use corpus::Named;

use crate::schema::{Field, fields};
use crate::walk::DiagnosticAt;
use crate::{Kind, Value};

/// What a column has of a row.
type Rule = fn(&DiagnosticAt<'_>) -> Value;

pub(crate) const FIELDS: &[Field<Rule>] = fields! { Rule:
    ! "code", Kind::Text, "A stable word", |at| Value::text(at.diagnostic.code.word());
    ! "message", Kind::Text, "A sentence for a person", |at| Value::text(&at.diagnostic.message);
};
