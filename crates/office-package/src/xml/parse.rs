use std::borrow::Cow;

use document::{Limits, ReadError};
use memchr::{memchr, memchr3, memmem};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::names::{DECLARATION, Names, Scope, Sort, is_declaration};
use super::{Attribute, Namespaces, Stored, TEXT, Tree, decode};

/// How far around an end tag its start tag is looked for, where it does not close the innermost element.
const FURTHEST_START: usize = 64;

/// Attributes for each element, on average.
const ATTRIBUTES_OF_ELEMENT: usize = 4;

/// Bytes of a part for each of its nodes and attributes, at least, in files of word processors.
const BYTES_OF_NODE: usize = 24;

/// Parses a part: UTF-8, UTF-16 or what its declaration says. What stands before damage is kept, and elements that it leaves
/// open are closed; [`Tree::damage`] says what it is. Entities that XML itself does not define are kept as they are written.
///
/// # Errors
///
/// [`ReadError::Malformed`] where there is no element at all; [`ReadError::TooLarge`] by `limits.nodes`.
pub fn parse(bytes: &[u8], namespaces: &'static Namespaces, limits: &Limits) -> Result<Tree, ReadError> {
    let (text, undecodable) = decode::decode(bytes);
    let mut growing = Growing::new(namespaces, limits, text.len());
    if undecodable {
        growing.damaged("bytes that mean nothing in its encoding");
    }
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => growing.open(&start, false)?,
            Ok(Event::Empty(start)) => growing.open(&start, true)?,
            Ok(Event::End(end)) => growing.close(end.name().into_inner()),
            Ok(Event::Text(text)) => growing.text(&with_line_feeds(&text))?,
            Ok(Event::CData(text)) => growing.text(&with_line_feeds(&text))?,
            Ok(Event::GeneralRef(reference)) => growing.text(&resolved(&reference))?,
            Ok(Event::Eof) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            Err(error) => {
                growing.damaged(&format!("{error} at byte {}", reader.error_position()));
                break;
            }
        }
    }
    growing.finish()
}

/// XML 1.0, 4.6: five entities are predefined. A document type is not read, so that none of its own can grow.
fn resolved(reference: &BytesRef<'_>) -> String {
    let written = format!("&{};", &**reference);
    unescape(&written).map_or_else(|_| written.clone(), Cow::into_owned)
}

/// XML 1.0, 2.11: a line end is one line feed.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// A tree that is being read.
struct Growing {
    tree: Tree,
    scope: Scope,
    /// What every declaration of a namespace begins with.
    declaration: memmem::Finder<'static>,
    /// The elements that are open, from the outermost.
    open: Vec<u32>,
    /// Those of them that declare namespaces, with how many are open around each.
    scopes: Vec<(usize, u32)>,
    /// Whether the outermost element has been closed.
    closed: bool,
    /// The last node is text that may go on.
    in_text: bool,
    nodes: usize,
}

impl Growing {
    /// Begins the tree of a part of so many bytes.
    fn new(namespaces: &'static Namespaces, limits: &Limits, bytes: usize) -> Self {
        let nodes = (bytes / BYTES_OF_NODE).min(limits.nodes);
        let tree = Tree {
            nodes: Vec::with_capacity(nodes),
            attributes: Vec::with_capacity(nodes),
            names: Names::default(),
            text: String::with_capacity(bytes / 4),
            namespaces,
            damage: None,
        };
        Self {
            tree,
            scope: Scope::new(namespaces),
            declaration: memmem::Finder::new(DECLARATION),
            open: Vec::new(),
            scopes: Vec::new(),
            closed: false,
            in_text: false,
            nodes: limits.nodes,
        }
    }

    fn damaged(&mut self, problem: &str) {
        self.tree.damage.get_or_insert_with(|| problem.to_owned());
    }

    fn open(&mut self, start: &BytesStart<'_>, empty: bool) -> Result<(), ReadError> {
        if self.closed {
            self.damaged("a second outermost element");
            return Ok(());
        }
        let depth = self.open.len();
        let first = self.tree.attributes.len();
        let declares = self.declare(start, depth);
        for attribute in start.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                self.damaged("an attribute without quotes or value");
                continue;
            };
            let name = self.scope.resolve(attribute.key.into_inner(), Sort::Attribute, &mut self.tree.names);
            let value = self.store(&value(&attribute.value));
            self.tree.attributes.push(Attribute { name, value });
        }
        let name = self.scope.resolve(start.name().into_inner(), Sort::Element, &mut self.tree.names);
        let content = (index(first), index(self.tree.attributes.len()));
        let id = self.push(name, content, declares)?;
        if empty {
            self.scope.leave(depth);
        } else {
            self.open.push(id);
            if declares {
                self.scopes.push((depth, id));
            }
        }
        self.closed = empty && depth == 0;
        Ok(())
    }

    /// Whether an element declares namespaces; they are in force from here on.
    fn declare(&mut self, start: &BytesStart<'_>, depth: usize) -> bool {
        if self.declaration.find(start.attributes_raw().as_bytes()).is_none() {
            return false;
        }
        let mut declares = false;
        for attribute in start.attributes().with_checks(false).flatten() {
            let name = attribute.key.into_inner();
            if is_declaration(name) {
                declares = true;
                self.scope.bind(depth, name, &value(&attribute.value));
            }
        }
        declares
    }

    /// Closes the innermost open element of the name with all that it holds; a name that none has closes nothing.
    fn close(&mut self, written: &str) {
        let name = self.scope.resolve(written, Sort::Element, &mut self.tree.names);
        let is_named = |id: &u32| self.tree.node(*id).is_some_and(|node| node.name == name);
        let near = self.open.len().saturating_sub(FURTHEST_START);
        let Some(depth) = self.open.iter().skip(near).rposition(is_named).map(|offset| near + offset) else {
            self.damaged("an end tag without a start tag");
            return;
        };
        if depth + 1 < self.open.len() {
            self.damaged("an element without an end tag");
        }
        self.close_to(depth);
    }

    fn close_to(&mut self, depth: usize) {
        let end = index(self.tree.nodes.len());
        for id in self.open.drain(depth..) {
            if let Some(node) = self.tree.nodes.get_mut(id as usize) {
                node.end = end;
            }
        }
        self.scope.leave(depth);
        self.scopes.truncate(self.scopes.partition_point(|(around, _)| *around < depth));
        self.in_text = false;
        self.closed |= depth == 0;
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.open.is_empty() || text.is_empty() {
            return Ok(());
        }
        let content = self.store(text);
        if self.in_text
            && let Some(last) = self.tree.nodes.last_mut()
        {
            last.content.1 = content.1;
            return Ok(());
        }
        self.push(TEXT, content, false)?;
        self.in_text = true;
        Ok(())
    }

    fn store(&mut self, text: &str) -> (u32, u32) {
        let from = index(self.tree.text.len());
        self.tree.text.push_str(text);
        (from, index(self.tree.text.len()))
    }

    fn push(&mut self, name: u32, content: (u32, u32), declares: bool) -> Result<u32, ReadError> {
        let count = |value: usize| u64::try_from(value).unwrap_or(u64::MAX);
        let (elements, attributes) = (self.tree.nodes.len(), self.tree.attributes.len() / ATTRIBUTES_OF_ELEMENT);
        let found = elements.max(attributes);
        if found >= self.nodes || self.tree.text.len() >= u32::MAX as usize {
            return Err(ReadError::TooLarge { bound: "elements", limit: count(self.nodes), found: count(found) + 1 });
        }
        let id = index(elements);
        let outer = self.scopes.last().map_or(id, |(_, scope)| *scope);
        let scope = if declares { id } else { outer };
        self.tree.nodes.push(Stored { name, scope, outer, end: id + 1, content });
        self.in_text = false;
        Ok(id)
    }

    fn finish(mut self) -> Result<Tree, ReadError> {
        if !self.open.is_empty() {
            self.damaged("cut off");
            self.close_to(0);
        }
        if self.tree.nodes.is_empty() {
            let found = self.tree.damage.unwrap_or_else(|| "none".to_owned());
            return Err(ReadError::Malformed { expected: "an XML element", found });
        }
        Ok(self.tree)
    }
}

/// XML 1.0, 3.3.3: white space in a value is a blank. A value with an unknown entity is kept as it is written.
fn value(written: &str) -> Cow<'_, str> {
    if memchr(b'&', written.as_bytes()).or_else(|| memchr3(b'\t', b'\n', b'\r', written.as_bytes())).is_none() {
        return written.into();
    }
    let blank = written.replace(['\t', '\n', '\r'], " ");
    match unescape(&blank) {
        Ok(value) => value.into_owned().into(),
        Err(_) => blank.into(),
    }
}

/// An index of the tree; [`Growing::push`] and the bounds of bytes keep it below the greatest.
fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
