//! The reference engine: OpenCC's own library.

use std::sync::LazyLock;

use opencc_rust::{DefaultConfig, OpenCC};

use crate::convert::Target;

/// OpenCC with its configurations, opened at first use.
pub(crate) static REFERENCE: LazyLock<Result<Reference, Unavailable>> = LazyLock::new(|| {
    let open = |config| OpenCC::new(config).map_err(|error| Unavailable(error.to_string()));
    Ok(Reference { s2tw: open(DefaultConfig::S2TW)?, tw2s: open(DefaultConfig::TW2S)? })
});

/// The reference engine can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unavailable(pub(crate) String);

impl std::fmt::Display for Unavailable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenCC can't be used: {}", self.0)
    }
}

impl std::error::Error for Unavailable {}

/// OpenCC, one converter per direction. Its library holds one lock while it converts.
pub(crate) struct Reference {
    s2tw: OpenCC,
    tw2s: OpenCC,
}

impl std::fmt::Debug for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reference")
    }
}

impl Reference {
    /// OpenCC's own conversion. It takes no NUL, which therefore stands between the pieces that it converts; a piece
    /// that it refuses for another reason (none is known) stays as it is.
    pub(crate) fn convert(&self, text: &str, to: Target) -> String {
        let engine = match to {
            Target::Hant => &self.s2tw,
            Target::Hans => &self.tw2s,
        };
        let pieces: Vec<String> =
            text.split('\0').map(|piece| engine.convert(piece).unwrap_or_else(|_| piece.to_owned())).collect();
        pieces.join("\0")
    }
}
