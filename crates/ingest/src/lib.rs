//! The pipeline: files in, a corpus out, in parallel and always in the same order.
//!
//! Only this crate knows of threads and processes. What is done with one file is [`process`], a function of the file's bytes alone;
//! what is found on the way is told through [`Event`]s, and what became of each file is a line of the manifest. A bad
//! file never ends a run; only an output folder that can't be used does, and a system that starts no processes.

mod catalogue;
mod engines;
mod gate;
mod import;
mod inputs;
mod inspect;
mod isolate;
mod models;
mod names;
mod package;
mod process;
mod recognition;
mod stream;
mod survey;
pub mod worker;

pub use catalogue::{Catalogue, CatalogueError, UnusedRow};
pub use import::{Event, ImportError, Report, Request, import};
pub use inputs::{InputError, LeftOut};
pub use inspect::{inspect, load};
pub use models::{InstallError, MODELS, PACKAGE, check_models, has_models, install_models};
pub use ocr::{ModelsError, When};
pub use plan::{Known, Lexicon, LexiconError};
pub use process::{Engine, Isolation, Options, Outcome, PdfEngine, PlanJson, PlanRecords, Source, process};
pub use stream::{Answered, Stream, StreamError, is_closed, stream};
