//! The tree of a page: nodes in one vector, linked by index, so that a tree of any depth is walked and dropped flatly.

use std::cell::{Cell, Ref, RefCell};
use std::collections::VecDeque;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use crate::elements::Computed;

/// Index of a node in its [`Dom`].
pub(crate) type Id = usize;

/// Scalars of the source, end excluded.
pub(crate) type Place = (u32, u32);

pub(crate) struct Dom {
    nodes: Vec<Node>,
    nameless: QualName,
}

#[derive(Default)]
pub(crate) struct Node {
    pub(crate) parent: Option<Id>,
    pub(crate) previous: Option<Id>,
    pub(crate) next: Option<Id>,
    pub(crate) first: Option<Id>,
    pub(crate) last: Option<Id>,
    pub(crate) data: Data,
}

#[derive(Default)]
pub(crate) enum Data {
    /// The document, a comment, the contents of a template: nothing of it shows.
    #[default]
    Other,
    Element(Element),
    Text(Vec<Piece>),
}

pub(crate) struct Element {
    pub(crate) name: QualName,
    pub(crate) attributes: Vec<(LocalName, StrTendril)>,
    /// Its start tag.
    pub(crate) place: Place,
    /// What follows from name and attributes.
    pub(crate) computed: Computed,
}

/// Text with one place. Where the place has as many scalars as the text, they correspond one to one.
pub(crate) struct Piece {
    pub(crate) text: StrTendril,
    pub(crate) place: Place,
}

pub(crate) const DOCUMENT: Id = 0;

/// A step of a walk over a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Enter(Id),
    Leave(Id),
}

impl Dom {
    fn new() -> Self {
        Self { nodes: vec![Node::default()], nameless: QualName::new(None, ns!(), local_name!("")) }
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Ids come from this tree alone, so that they always exist.
    pub(crate) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id]
    }

    pub(crate) fn element(&self, id: Id) -> Option<&Element> {
        match &self.node(id).data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The name of an HTML element; empty for everything else.
    pub(crate) fn tag(&self, id: Id) -> &str {
        self.element(id).map_or("", Element::tag)
    }

    /// Whether a node is an element of which nothing shows.
    pub(crate) fn is_hidden(&self, id: Id) -> bool {
        self.element(id).is_some_and(|element| element.computed.is_hidden)
    }

    pub(crate) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.node(id).parent, |&id| self.node(id).parent)
    }

    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.node(id).first, |&child| self.node(child).next)
    }

    /// The step behind one. `descend` says whether the children of an entered node are visited.
    pub(crate) fn step(&self, step: Step, descend: bool) -> Option<Step> {
        let id = match step {
            Step::Enter(id) => match self.node(id).first {
                Some(first) if descend => return Some(Step::Enter(first)),
                _ => return Some(Step::Leave(id)),
            },
            Step::Leave(id) => id,
        };
        let node = self.node(id);
        node.next.map(Step::Enter).or_else(|| node.parent.map(Step::Leave))
    }

    fn create(&mut self, data: Data) -> Id {
        self.nodes.push(Node { data, ..Node::default() });
        self.nodes.len() - 1
    }

    fn detach(&mut self, id: Id) {
        let Node { parent, previous, next, .. } = *self.node(id);
        match (previous, parent) {
            (Some(previous), _) => self.node_mut(previous).next = next,
            (None, Some(parent)) => self.node_mut(parent).first = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => self.node_mut(next).previous = previous,
            (None, Some(parent)) => self.node_mut(parent).last = previous,
            (None, None) => {}
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (None, None, None);
    }

    fn append(&mut self, parent: Id, child: Id) {
        self.detach(child);
        let last = self.node(parent).last;
        match last {
            Some(last) => self.node_mut(last).next = Some(child),
            None => self.node_mut(parent).first = Some(child),
        }
        self.node_mut(parent).last = Some(child);
        let node = self.node_mut(child);
        (node.parent, node.previous) = (Some(parent), last);
    }

    fn insert_before(&mut self, sibling: Id, child: Id) {
        self.detach(child);
        let Node { parent, previous, .. } = *self.node(sibling);
        match (previous, parent) {
            (Some(previous), _) => self.node_mut(previous).next = Some(child),
            (None, Some(parent)) => self.node_mut(parent).first = Some(child),
            (None, None) => {}
        }
        self.node_mut(sibling).previous = Some(child);
        let node = self.node_mut(child);
        (node.parent, node.previous, node.next) = (parent, previous, Some(sibling));
    }

    /// Adds text to a text node, or makes one.
    fn add_text(&mut self, to: Option<Id>, piece: Piece) -> Option<Id> {
        if let Some(Data::Text(pieces)) = to.map(|id| &mut self.node_mut(id).data) {
            pieces.push(piece);
            return None;
        }
        Some(self.create(Data::Text(vec![piece])))
    }
}

impl Element {
    pub(crate) fn tag(&self) -> &str {
        if self.name.ns == ns!(html) { &self.name.local } else { "" }
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }
}

/// What a tree builder builds on.
pub(crate) struct Sink {
    dom: RefCell<Dom>,
    /// Text that the tokenizer has read and the tree builder not yet placed, oldest first.
    ///
    /// Text between the rows of a table is placed only when the next tag comes; some is never placed.
    text: RefCell<VecDeque<Read>>,
    /// The tag that is being read.
    tag: Cell<Place>,
    elements: Cell<usize>,
}

/// Text as the tokenizer read it.
pub(crate) struct Read {
    pub(crate) text: StrTendril,
    pub(crate) place: Place,
    /// Text and place correspond scalar by scalar.
    pub(crate) exact: bool,
}

impl Sink {
    pub(crate) fn new() -> Self {
        Self { dom: RefCell::new(Dom::new()), text: RefCell::default(), tag: Cell::new((0, 0)), elements: Cell::new(0) }
    }

    pub(crate) fn text_is_read(&self, read: Read) {
        self.text.borrow_mut().push_back(read);
    }

    pub(crate) fn tag_is_read(&self, place: Place) {
        self.tag.set(place);
    }

    /// What has not been placed by now never is.
    pub(crate) fn tag_is_done(&self) {
        self.text.borrow_mut().clear();
    }

    /// Elements made so far, in the tree or not.
    pub(crate) fn elements(&self) -> usize {
        self.elements.get()
    }

    /// The place of text that the tree builder places: the builder keeps the order, but may leave some out and split the
    /// rest into white space and other text.
    fn place_of(&self, text: &StrTendril) -> Place {
        let mut waiting = self.text.borrow_mut();
        while let Some(read) = waiting.front_mut() {
            let found = read.text.find(&**text);
            if let Some(start) = found {
                let place = if read.exact {
                    let from = read.place.0 + scalars(read.text.get(..start).unwrap_or_default());
                    (from, from + scalars(text))
                } else {
                    read.place
                };
                let end = start + text.len();
                if end == read.text.len() {
                    waiting.pop_front();
                } else {
                    read.text = StrTendril::from_slice(read.text.get(end..).unwrap_or_default());
                    if read.exact {
                        read.place.0 = place.1;
                    }
                }
                return place;
            }
            waiting.pop_front();
        }
        self.tag.get()
    }
}

fn scalars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.dom.borrow(), |dom| dom.element(*target).map_or(&dom.nameless, |element| &element.name))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Id {
        self.elements.set(self.elements.get() + 1);
        let attributes = attributes.into_iter().map(|attribute| (attribute.name.local, attribute.value)).collect();
        let mut dom = self.dom.borrow_mut();
        let mut element = Element { name, attributes, place: self.tag.get(), computed: Computed::default() };
        element.computed = Computed::of(&element);
        let id = dom.create(Data::Element(element));
        if flags.template {
            dom.create(Data::Other);
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.dom.borrow_mut().create(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.dom.borrow_mut().create(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => Some(id),
            NodeOrText::AppendText(text) => {
                let place = self.place_of(&text);
                let mut dom = self.dom.borrow_mut();
                let last = dom.node(*parent).last;
                dom.add_text(last, Piece { text, place })
            }
        };
        let mut dom = self.dom.borrow_mut();
        if let Some(id) = id
            && !is_comment(&dom, id)
        {
            dom.append(*parent, id);
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let in_tree = self.dom.borrow().node(*element).parent.is_some();
        if in_tree { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        // Made right behind the template itself.
        target + 1
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => Some(id),
            NodeOrText::AppendText(text) => {
                let place = self.place_of(&text);
                let mut dom = self.dom.borrow_mut();
                let previous = dom.node(*sibling).previous;
                dom.add_text(previous, Piece { text, place })
            }
        };
        let mut dom = self.dom.borrow_mut();
        if let Some(id) = id
            && !is_comment(&dom, id)
        {
            dom.insert_before(*sibling, id);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        if let Data::Element(element) = &mut self.dom.borrow_mut().node_mut(*target).data {
            for Attribute { name, value } in attributes {
                if element.attribute(&name.local).is_none() {
                    element.attributes.push((name.local, value));
                }
            }
            element.computed = Computed::of(element);
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut dom = self.dom.borrow_mut();
        while let Some(child) = dom.node(*node).first {
            dom.append(*new_parent, child);
        }
    }
}

/// Comments stay out of the tree, so that the text on both sides of one is one text.
fn is_comment(dom: &Dom, id: Id) -> bool {
    matches!(dom.node(id).data, Data::Other)
}
