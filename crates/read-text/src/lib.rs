//! Reads plain text: encodings, lines, positions.
