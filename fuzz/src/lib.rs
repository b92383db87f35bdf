//! What the targets share.

use document::Limits;

/// Limits that are near enough for a fuzzer to run into them. What reads within them in time does so within the program's own, which are
/// larger by a factor.
pub const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    inflated: 8 << 20,
    characters: 100_000,
    depth: 64,
    embedded: 8,
    nodes: 50_000,
    cells: 20_000,
    span: 200,
};
