/// The bounds of size and depth that readers keep. Those of time live in the pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: u64,
    /// Nesting of elements, tables or parts.
    pub depth: usize,
    /// Elements of one document.
    pub nodes: usize,
    /// Cells of one table, spans counted out.
    pub cells: usize,
    /// Rows or columns that one cell may span.
    pub span: usize,
}

impl Limits {
    /// What the program uses: far above any real plan, far below what hurts a machine.
    pub const DEFAULT: Self =
        Self { bytes: 64 << 20, depth: 256, nodes: 2_000_000, cells: 1_000_000, span: 1_000 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
