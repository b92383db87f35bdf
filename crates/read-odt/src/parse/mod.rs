//! The styles of a document, as ODF has them.

mod lists;
mod styles;

use office_package::xml::Element;

pub(crate) use lists::{Format, LEVELS, ListStyle};
pub(crate) use styles::{Family, Sheet, Style};

/// Bytes of a name, or of what stands around a number. What is longer is not believed: it is compared or written for each
/// paragraph.
const LONGEST: usize = 1_000;

/// The value of an attribute that names or labels something, where it is of a sane length.
pub(crate) fn short<'t>(element: Element<'t>, attribute: &str) -> Option<&'t str> {
    element.attribute(attribute).filter(|value| value.len() <= LONGEST)
}

/// The name that an attribute gives; an empty one is none.
pub(crate) fn name<'t>(element: Element<'t>, attribute: &str) -> Option<&'t str> {
    short(element, attribute).filter(|name| !name.is_empty())
}
