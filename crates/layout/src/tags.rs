//! The structure that a file itself states (tagged PDF, ISO 32000-1, 14.7 and 14.8).

/// The place of a [`Tag`] in [`Tags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagId(pub u32);

/// The elements of a file's structure, each after the one that holds it, in the order of the structure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tags {
    /// All of them.
    pub elements: Vec<Tag>,
}

/// An element of the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    /// What it is.
    pub role: Role,
    /// What holds it; `None` for a root.
    pub parent: Option<TagId>,
    /// Columns that a cell covers, at least 1.
    pub columns: u32,
    /// Rows that a cell covers, at least 1.
    pub rows: u32,
}

/// What an element is, by its standard structure type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A heading (H, H1 to H6), its rank 1 to 6.
    Heading(u8),
    /// A paragraph (P, and what stands for one).
    Paragraph,
    /// A list (L).
    List,
    /// An item of a list (LI).
    Item,
    /// An item's label (Lbl).
    Label,
    /// An item's text (LBody).
    Body,
    /// A table.
    Table,
    /// A row (TR).
    Row,
    /// A header cell (TH).
    HeaderCell,
    /// A cell (TD).
    Cell,
    /// A footnote or endnote (Note).
    Note,
    /// What is no text of the document: headers, footers, page numbers, backgrounds (Artifact).
    Artifact,
    /// Anything else: it holds others and means nothing here (Document, Sect, Div, Span, THead, TBody …).
    Other,
}
