//! The corpus on disk: records, the folder that holds them, the manifest, the schema.
//!
//! Only this crate knows what a record looks like as JSON and where it lies. [`Record`] is the contract with everyone
//! downstream; the model of a plan is free to change behind it.

mod folder;
mod manifest;
mod names;
mod of_plan;
mod printable;
mod record;
mod schema;
mod texts;
mod verify;

pub use folder::{Corpus, Earlier, Finished, Folder, FolderError, RunKey, Vanished, write_atomically};
pub use manifest::{Line, Status, own_plans};
pub use names::Named;
pub use printable::{is_obeyed, printable, printable_json};
pub use record::{
    Block, Citation, Column, Confidence, Converter, Diagnostic, Due, FORMATS, Furniture, Head, Item, Origin, Paragraph,
    Period, ProducedBy, Read, Record, RecordError, Region, Row, SCHEMA_VERSION, Section, Source, Span, Table, Within,
};
pub use schema::schema;
pub use verify::{Problem, Verified, verify};
