//! Names, each stored once, and the namespaces that their prefixes stand for.

use std::collections::HashMap;

use super::Namespaces;

/// Namespace declarations that are in force at one time; further ones are unknown.
const MOST_BINDINGS: usize = 256;

/// Different names in one tree; further ones are [`OTHER`]. The formats have some thousands in all.
const MOST_NAMES: usize = 1 << 14;

/// The attribute that declares the default namespace; behind `:`, a prefix follows.
pub(super) const DECLARATION: &str = "xmlns";

/// A name of no known namespace.
const OTHER: &str = "?:";

/// Each name once.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: Vec<Box<str>>,
    ids: HashMap<Box<str>, u32>,
}

impl Names {
    pub(super) fn get(&self, id: u32) -> &str {
        self.names.get(id as usize).map_or("", |name| name)
    }

    fn id(&mut self, name: &str) -> u32 {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        if self.names.len() >= MOST_NAMES && name != OTHER {
            return self.id(OTHER);
        }
        let id = u32::try_from(self.names.len()).unwrap_or(u32::MAX - 1);
        self.names.push(name.into());
        self.ids.insert(name.into(), id);
        id
    }
}

/// What the prefixes of the source stand for at the place that is being read.
pub(super) struct Scope {
    namespaces: &'static Namespaces,
    /// Depth, prefix as written, prefix as known.
    bindings: Vec<(usize, Box<str>, Option<&'static str>)>,
    /// The names that have been resolved since the bindings last changed, of elements and of attributes.
    resolved: [Resolved; 2],
}

/// Names as they are written, with what they have been resolved to.
#[derive(Default)]
struct Resolved {
    all: HashMap<Box<str>, u32>,
    /// The one of its place, by [`Self::place`], that was asked for last: a part repeats some tens of names thousands of times, and to
    /// compare with one is much less work than the hash that nobody can make collide.
    last: Vec<Option<(Box<str>, u32)>>,
}

/// Places of [`Resolved::last`].
const PLACES: usize = 256;

impl Resolved {
    fn get(&mut self, written: &str) -> Option<u32> {
        let place = Self::place(written);
        if let Some(Some((name, id))) = self.last.get(place)
            && **name == *written
        {
            return Some(*id);
        }
        let (name, id) = self.all.get_key_value(written)?;
        if self.last.is_empty() {
            self.last = vec![None; PLACES];
        }
        self.last[place] = Some((name.clone(), *id));
        Some(*id)
    }

    fn put(&mut self, written: &str, id: u32) {
        if self.all.len() < MOST_NAMES {
            self.all.insert(written.into(), id);
        }
    }

    fn clear(&mut self) {
        self.all.clear();
        self.last.clear();
    }

    /// By the bytes at both ends of a name, since it is asked for at every tag.
    fn place(written: &str) -> usize {
        let bytes = written.as_bytes();
        let mixed = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29),
            _ => bytes.iter().fold(0, |mixed: u64, byte| mixed << 8 | u64::from(*byte)),
        };
        // The upper bits of a product hang on all of its factors' (Knuth, The Art of Computer Programming 3, 6.4).
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - PLACES.ilog2())) as usize
    }
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Element,
    Attribute,
}

impl Scope {
    pub(super) fn new(namespaces: &'static Namespaces) -> Self {
        Self { namespaces, bindings: Vec::new(), resolved: Default::default() }
    }

    /// A declaration of an element at a depth.
    pub(super) fn bind(&mut self, depth: usize, declaration: &str, uri: &str) {
        if self.bindings.len() < MOST_BINDINGS {
            let prefix = declaration.strip_prefix(DECLARATION).unwrap_or_default().trim_start_matches(':');
            self.bindings.push((depth, prefix.into(), known(self.namespaces, uri)));
            self.forget();
        }
    }

    /// Ends what elements at this depth and below have declared.
    pub(super) fn leave(&mut self, depth: usize) {
        let kept = self.bindings.partition_point(|(bound, ..)| *bound < depth);
        if kept < self.bindings.len() {
            self.bindings.truncate(kept);
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.resolved.iter_mut().for_each(Resolved::clear);
    }

    /// The name as the tree has it. Namespaces in XML 1.0, 6.2: the default namespace is none of attributes.
    pub(super) fn resolve(&mut self, written: &str, sort: Sort, names: &mut Names) -> u32 {
        let resolved = &mut self.resolved[usize::from(sort == Sort::Attribute)];
        if let Some(id) = resolved.get(written) {
            return id;
        }
        let (prefix, local) = written.split_once(':').unwrap_or(("", written));
        let bound = self.bindings.iter().rev().find(|(_, bound, _)| **bound == *prefix).map(|(.., known)| *known);
        let id = match (prefix, bound) {
            _ if is_declaration(written) => names.id(written),
            ("", _) if sort == Sort::Attribute => names.id(local),
            ("", None) => names.id(local),
            ("xml", None) => names.id(written),
            (_, Some(Some(known))) => names.id(&format!("{known}:{local}")),
            (_, Some(None) | None) => names.id(&format!("?:{local}")),
        };
        resolved.put(written, id);
        id
    }
}

/// The prefix of a namespace among those that the reader knows. Both URIs of a namespace that differ in a closing `/` or in the
/// case of letters are what some producers write.
pub(super) fn known(namespaces: &'static Namespaces, uri: &str) -> Option<&'static str> {
    let uri = uri.trim().trim_end_matches('/');
    namespaces
        .iter()
        .find(|(known, _)| known.trim_end_matches('/').eq_ignore_ascii_case(uri))
        .map(|(_, prefix)| *prefix)
}

pub(super) fn is_declaration(name: &str) -> bool {
    name.strip_prefix(DECLARATION).is_some_and(|prefix| prefix.is_empty() || prefix.starts_with(':'))
}

/// The attribute that declares a prefix.
pub(super) fn declaration(prefix: &str) -> String {
    if prefix.is_empty() { DECLARATION.to_owned() } else { format!("{DECLARATION}:{prefix}") }
}
