//! XML as a tree: names with known prefixes, no entities from outside, whatever was readable of a damaged part.

mod decode;
mod names;
mod parse;
#[cfg(test)]
mod tests;

pub use parse::parse;

/// Namespaces and the prefixes that stand for them in the tree. Several may share a prefix (Strict and Transitional).
pub type Namespaces = [(&'static str, &'static str)];

/// An XML document.
#[derive(Debug)]
pub struct Tree {
    /// In the order of the source: what stands in a node follows it, up to its `end`.
    nodes: Vec<Stored>,
    attributes: Vec<Attribute>,
    names: names::Names,
    /// All text and all values of attributes.
    text: String,
    namespaces: &'static Namespaces,
    damage: Option<String>,
}

#[derive(Debug)]
struct Stored {
    /// Where its name stands in [`names::Names`]; of text, [`TEXT`].
    name: u32,
    /// The innermost element around it, itself included, that declares namespaces; without one, itself.
    scope: u32,
    /// Of an element that declares namespaces, the next one around it that does; without one, itself.
    outer: u32,
    /// The first node that does not stand in it.
    end: u32,
    /// Its attributes, or its text.
    content: (u32, u32),
}

/// The name of a node that is text.
const TEXT: u32 = u32::MAX;

#[derive(Debug)]
struct Attribute {
    name: u32,
    value: (u32, u32),
}

/// An element of a [`Tree`]. Names are `prefix:local` for the known namespaces, `local` for those without one, and
/// `?:local` for all others, in elements and attributes alike.
#[derive(Debug, Clone, Copy)]
pub struct Element<'t> {
    tree: &'t Tree,
    id: u32,
}

/// A child of an element.
#[derive(Debug, Clone, Copy)]
pub enum Node<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text between tags, entities resolved, CDATA included, neither trimmed nor normalized.
    Text(&'t str),
}

impl Tree {
    /// The outermost element.
    pub fn root(&self) -> Element<'_> {
        Element { tree: self, id: 0 }
    }

    /// What is wrong with the part, where it is not well-formed or holds bytes that mean nothing in its encoding.
    pub fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }

    fn node(&self, id: u32) -> Option<&Stored> {
        self.nodes.get(id as usize)
    }

    fn slice(&self, (from, to): (u32, u32)) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }
}

impl<'t> Element<'t> {
    /// Its name: `w:p`.
    pub fn name(self) -> &'t str {
        self.tree.node(self.id).map_or("", |node| self.tree.names.get(node.name))
    }

    /// The value of an attribute: `attribute("w:val")`.
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Its attributes, in the order of the source, namespace declarations aside.
    pub fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.all_attributes().filter(|(name, _)| !names::is_declaration(name))
    }

    fn all_attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let (from, to) = self.tree.node(self.id).map_or((0, 0), |node| node.content);
        let attributes = self.tree.attributes.get(from as usize..to as usize).unwrap_or_default();
        attributes.iter().map(move |attribute| (self.tree.names.get(attribute.name), self.tree.slice(attribute.value)))
    }

    /// Its children.
    pub fn nodes(self) -> impl Iterator<Item = Node<'t>> {
        let end = self.end();
        let mut next = self.id + 1;
        std::iter::from_fn(move || {
            let node = self.tree.node(next).filter(|_| next < end)?;
            let id = std::mem::replace(&mut next, node.end);
            Some(self.node_at(id, node))
        })
    }

    /// Those of its children that are elements.
    pub fn children(self) -> impl Iterator<Item = Element<'t>> {
        self.nodes().filter_map(Node::element)
    }

    /// Its first child of a name.
    pub fn child(self, name: &str) -> Option<Element<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// All elements within it, in the order of the source; without recursion.
    pub fn descendants(self) -> impl Iterator<Item = Element<'t>> {
        self.within().filter_map(Node::element)
    }

    /// All text within it.
    pub fn text(self) -> String {
        self.within()
            .filter_map(|node| match node {
                Node::Text(text) => Some(text),
                Node::Element(_) => None,
            })
            .collect()
    }

    /// The namespace that a prefix stands for at this element, by the prefix that the reader knows it by; `None` for an
    /// unknown one. What `mc:Choice/@Requires` and `mc:Ignorable` need.
    pub fn prefix(self, written: &str) -> Option<&'static str> {
        let declaration = names::declaration(written);
        let mut id = self.tree.node(self.id)?.scope;
        loop {
            let element = Element { tree: self.tree, id };
            if let Some((_, uri)) = element.all_attributes().find(|(name, _)| *name == declaration) {
                return names::known(self.tree.namespaces, uri);
            }
            let around = self.tree.node(id)?.outer;
            if around == id {
                return None;
            }
            id = around;
        }
    }

    fn end(self) -> u32 {
        self.tree.node(self.id).map_or(self.id, |node| node.end)
    }

    fn within(self) -> impl Iterator<Item = Node<'t>> {
        (self.id + 1..self.end()).filter_map(move |id| Some(self.node_at(id, self.tree.node(id)?)))
    }

    fn node_at(self, id: u32, node: &'t Stored) -> Node<'t> {
        match node.name {
            TEXT => Node::Text(self.tree.slice(node.content)),
            _ => Node::Element(Element { tree: self.tree, id }),
        }
    }
}

impl<'t> Node<'t> {
    fn element(self) -> Option<Element<'t>> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}
