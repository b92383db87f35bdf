//! The words by which structure knows headings, columns and what is not the plan.
//!
//! The lists in `data/` are the built-in lexicon; a file of the user's adds to it without a rebuild.

mod file;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, LazyLock};

use crate::fields::kind::Headings;
use crate::fields::role::Columns;
use crate::furniture::marks::Chrome;

/// Words with what they mean. Cheap to clone; two are equal where they mean the same.
#[derive(Clone)]
pub struct Lexicon(Arc<Tables>);

struct Tables {
    headings: Headings,
    columns: Columns,
    chrome: Chrome,
    /// The text that the user's part was read from; empty where there is none.
    source: String,
    /// What the user's part says, one entry a line, without what has no meaning: comments, order, the script of a word.
    meaning: String,
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon(Arc::new(Tables {
        headings: Headings::new(&[], &[]),
        columns: Columns::new(&[]),
        chrome: Chrome::default(),
        source: String::new(),
        meaning: String::new(),
    }))
});

impl Lexicon {
    /// Bytes of the longest file that is read.
    pub const MOST_BYTES: u64 = 1 << 20;

    /// The built-in lexicon with what a TOML text adds to it. An entry takes the place of a built-in one for the same word, and a
    /// word matches in both scripts. A text without entries gives the built-in lexicon.
    ///
    /// # Errors
    /// Where the text is longer than [`Self::MOST_BYTES`] or no TOML, names something that is not known, or gives a word two meanings.
    pub fn from_toml(text: &str) -> Result<Self, LexiconError> {
        if text.len() as u64 > Self::MOST_BYTES {
            return Err(LexiconError::new(None, format!("longer than {} bytes", Self::MOST_BYTES)));
        }
        let told = file::parse(text)?;
        let meaning = told.meaning();
        if meaning.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self(Arc::new(Tables {
            headings: Headings::new(&told.headings(), &told.sentences()),
            columns: Columns::new(&told.columns()),
            chrome: Chrome::new(&told.chrome()),
            source: text.to_owned(),
            meaning,
        })))
    }

    /// The text that [`Self::from_toml`] makes this lexicon from; empty for the built-in one.
    pub fn to_toml(&self) -> &str {
        &self.0.source
    }

    /// What it adds to the built-in one, the same for two texts that mean the same; empty for the built-in one.
    pub fn meaning(&self) -> &str {
        &self.0.meaning
    }

    pub(crate) fn headings(&self) -> &Headings {
        &self.0.headings
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.0.columns
    }

    pub(crate) fn chrome(&self) -> &Chrome {
        &self.0.chrome
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        BUILT_IN.clone()
    }
}

impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        self.meaning() == other.meaning()
    }
}

impl Eq for Lexicon {}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lexicon").field(&self.meaning()).finish()
    }
}

/// What is wrong with a lexicon, for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The line where it is, from 1; `None` where it is the whole.
    pub line: Option<usize>,
    /// A sentence that says what would be right.
    pub message: String,
}

impl LexiconError {
    fn new(line: Option<usize>, message: String) -> Self {
        Self { line, message }
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for LexiconError {}
