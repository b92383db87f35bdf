//! Nothing lost, nothing doubled: the account of every character of the source.

use document::Origin;

use crate::text::{GENERATED, Sources, Text, is_blank};

/// Keeps account of which characters of the source stand somewhere in the plan.
pub(crate) struct Ledger<'s> {
    sources: &'s Sources,
    placed: Vec<bool>,
}

impl<'s> Ledger<'s> {
    pub(crate) fn new(sources: &'s Sources) -> Self {
        Self { sources, placed: vec![false; sources.len()] }
    }

    /// Places a text in the plan: how the record has it, and where it stood.
    pub(crate) fn place(&mut self, text: &Text) -> (String, Origin) {
        self.settle(text);
        (text.closed(), self.sources.origin(text))
    }

    /// Places a text whose place is told with others: how the record has it.
    pub(crate) fn write(&mut self, text: &Text) -> String {
        self.settle(text);
        text.closed()
    }

    /// Places a text of which lines and inner blanks are kept.
    pub(crate) fn place_verbatim(&mut self, text: &Text) -> (String, Origin) {
        self.settle(text);
        (text.raw(), self.sources.origin(text))
    }

    /// Accounts for what the contract lets go: separators behind labels, colons behind headings, marks of Markdown.
    pub(crate) fn settle(&mut self, text: &Text) {
        for at in text.positions().iter().filter(|at| **at != GENERATED) {
            if let Some(placed) = self.placed.get_mut(*at as usize) {
                *placed = true;
            }
        }
    }

    pub(crate) fn origin(&self, text: &Text) -> Origin {
        self.sources.origin(text)
    }

    /// The visible stretches of `text` that stand nowhere yet.
    pub(crate) fn unplaced(&self, text: &Text) -> Vec<Text> {
        let mut stretches: Vec<Text> = Vec::new();
        let mut open = false;
        for (c, at) in text.chars().iter().zip(text.positions()) {
            let missing = *at != GENERATED && !self.placed.get(*at as usize).copied().unwrap_or(true);
            if !missing {
                open = false;
            } else if open && let Some(last) = stretches.last_mut() {
                last.push(*c, *at);
            } else if !is_blank(*c) {
                stretches.push(Text::default());
                if let Some(last) = stretches.last_mut() {
                    last.push(*c, *at);
                }
                open = true;
            }
        }
        stretches
    }
}
