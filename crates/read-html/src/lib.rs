//! Reads web pages: blocks, tables, list labels, what is chrome.
