//! Traditional and Simplified Chinese: detection, character normalization, conversion.
//!
//! Everything here keeps the number of characters, [`close_up`] apart: what is at position *n* of a text is at position
//! *n* of the folded and of the converted text.

mod convert;
mod detect;
mod dictionary;
mod fold;
mod layout;
mod radicals;
#[cfg(feature = "opencc")]
mod reference;
mod terms;
mod verbatim;

pub use convert::{Converter, Engine, Target};
pub use detect::{Counts, Script, count, detect};
pub use fold::{fold, is_invisible, is_private_use};
pub use layout::{close_up, close_up_chars, is_cjk};
#[cfg(feature = "opencc")]
pub use reference::Unavailable;
