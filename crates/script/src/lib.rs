//! Traditional and Simplified Chinese: detection, character normalization, conversion.

/// The script of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Traditional Chinese.
    Hant,
    /// Simplified Chinese.
    Hans,
    /// Both.
    Mixed,
}
