//! What Office Open XML and OpenDocument files share: zip packages and XML, within limits.
//!
//! A [`Package`] gives its parts by name, also where its directory is cut off or a part is damaged. A part of XML becomes a
//! [`xml::Tree`] with the prefixes that its reader expects, whatever those of the file are.

mod local;
mod package;
pub mod xml;

pub use package::{Package, Part};
