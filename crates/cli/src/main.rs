//! The `plancorpus` command.

fn main() {}
