use crate::Origin;

/// A file within the file: an imported part of a Word file, the page of a web archive.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Embedded {
    /// Its name in the file, for a person and for its extension.
    pub name: String,
    /// Its media type in lower case, without parameters, where the file states one: `text/html`.
    pub media_type: Option<String>,
    /// Its encoding where the file states one, by any of its labels.
    pub charset: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where the file has it.
    pub origin: Origin,
}
