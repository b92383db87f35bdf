//! Which format a file is, and the reader that it needs.
