use crate::ReadError;

/// The bounds of size and depth that readers keep. Those of time live in the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: u64,
    /// Bytes that the parts of a packed file inflate to.
    pub inflated: u64,
    /// Characters of text in one file; what the structure of a plan needs of memory grows with them.
    pub characters: usize,
    /// Nesting of elements or tables.
    pub depth: usize,
    /// Files within a file that are read, those within them included.
    pub embedded: usize,
    /// Elements of one document.
    pub nodes: usize,
    /// Cells of one table, spans counted out.
    pub cells: usize,
    /// Rows or columns that one cell may span.
    pub span: usize,
}

impl Limits {
    /// What the program uses: far above any real plan, far below what hurts a machine.
    pub const DEFAULT: Self = Self {
        bytes: 64 << 20,
        inflated: 128 << 20,
        characters: 4_000_000,
        depth: 256,
        embedded: 64,
        nodes: 2_000_000,
        cells: 1_000_000,
        span: 1_000,
    };
}

impl Limits {
    /// Keeps the bound of bytes.
    ///
    /// # Errors
    ///
    /// [`ReadError::TooLarge`] beyond it.
    pub fn admit_bytes(&self, bytes: &[u8]) -> Result<(), ReadError> {
        let found = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if found <= self.bytes {
            return Ok(());
        }
        Err(ReadError::TooLarge { bound: "bytes", limit: self.bytes, found })
    }

    /// Keeps the bound of characters.
    ///
    /// # Errors
    ///
    /// [`ReadError::TooLarge`] beyond it.
    pub fn admit_characters(&self, found: usize) -> Result<(), ReadError> {
        if found <= self.characters {
            return Ok(());
        }
        Err(ReadError::too_large("characters", self.characters, found))
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
