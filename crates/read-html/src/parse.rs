//! Source to tree: the tokenizer and tree builder of html5ever, with places and bounds around them.
//!
//! html5ever reports no places. The source is fed tag by tag, so that what stands in front of a tag is known when it has
//! been read, and text is followed through the tokenizer scalar by scalar.

mod feed;
mod follow;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use document::{Limits, ReadError};
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{Attribute, Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult, local_name};

use crate::dom::{Dom, Id, Place, Read, Sink};
use follow::Follow;

/// The tree of a page, and the first tag that nested too deeply for it, if one did.
pub(crate) fn parse(source: &str, limits: &Limits) -> Result<(Dom, Option<Place>), ReadError> {
    let builder = TreeBuilder::new(Sink::new(), TreeBuilderOpts::default());
    let bounded = Bounded {
        builder,
        depth: limits.depth.max(MIN_DEPTH),
        open_at_most: Cell::new(0),
        created_when_counted: Cell::new(0),
        closed_since_counted: Cell::new(true),
        left_out: RefCell::default(),
        raw: Cell::new(false),
        too_deep: Cell::new(None),
        broken_off: Cell::new(false),
        follow: RefCell::new(Follow::new(source)),
    };
    let tokenizer = Tokenizer::new(bounded, TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let input = BufferQueue::default();
    let mut rest = source;
    while !rest.is_empty() {
        let chunk = feed::next(rest, tokenizer.sink.raw.get());
        tokenizer.sink.follow.borrow_mut().fed(chunk.length);
        for text in [chunk.kept(rest), chunk.end] {
            if !text.is_empty() {
                input.push_back(StrTendril::from_slice(text));
            }
        }
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = rest.get(chunk.length..).unwrap_or_default();
        let elements = tokenizer.sink.builder.sink.elements();
        if elements > limits.nodes {
            let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
            return Err(ReadError::TooLarge { bound: "elements", limit: count(limits.nodes), found: count(elements) });
        }
    }
    tokenizer.end();
    let Bounded { builder, too_deep, .. } = tokenizer.sink;
    Ok((builder.sink.finish(), too_deep.get()))
}

/// Below this the tree builder itself has no room: html, body, a table with its group, row and cell, a paragraph.
const MIN_DEPTH: usize = 16;

/// A tree builder that never has more than a bounded number of elements open.
///
/// The standard's algorithms look through the open elements at every tag, so that a page that nests without end would
/// take time by the square of its size. Tags beyond the bound are left out; what stands between them stays.
struct Bounded<'a> {
    builder: TreeBuilder<Id, Sink>,
    depth: usize,
    /// Open elements and formatting elements to reopen when they were counted last.
    open_at_most: Cell<usize>,
    created_when_counted: Cell<usize>,
    closed_since_counted: Cell<bool>,
    left_out: RefCell<LeftOut>,
    /// Within an element whose content is not parsed.
    raw: Cell<bool>,
    too_deep: Cell<Option<Place>>,
    /// The last thing built is a mark that stands for block tags left out.
    broken_off: Cell<bool>,
    follow: RefCell<Follow<'a>>,
}

/// Start tags that were left out and whose end tags must be left out too.
#[derive(Default)]
struct LeftOut {
    names: Vec<LocalName>,
    count: HashMap<LocalName, usize>,
}

impl LeftOut {
    fn push(&mut self, name: LocalName) {
        *self.count.entry(name.clone()).or_default() += 1;
        self.names.push(name);
    }

    /// Forgets the innermost one of that name, and all within it; false if there is none.
    fn pop(&mut self, name: &LocalName) -> bool {
        if self.count.get(name).is_none_or(|&count| count == 0) {
            return false;
        }
        while let Some(innermost) = self.names.pop() {
            if let Some(count) = self.count.get_mut(&innermost) {
                *count -= 1;
            }
            if innermost == *name {
                break;
            }
        }
        true
    }

    fn clear(&mut self) {
        self.names.clear();
        self.count.clear();
    }
}

struct Counter(Cell<usize>);

impl Tracer for Counter {
    type Handle = Id;

    fn trace_handle(&self, _: &Id) {
        self.0.set(self.0.get() + 1);
    }
}

impl Bounded<'_> {
    /// Whether another element may be opened.
    fn has_room(&self) -> bool {
        let created = self.builder.sink.elements();
        let at_most = self.open_at_most.get() + (created - self.created_when_counted.get());
        if at_most < self.depth {
            return true;
        }
        if !self.closed_since_counted.get() && created == self.created_when_counted.get() {
            return false;
        }
        let counter = Counter(Cell::new(0));
        self.builder.trace_handles(&counter);
        self.open_at_most.set(counter.0.get());
        self.created_when_counted.set(created);
        self.closed_since_counted.set(false);
        counter.0.get() < self.depth
    }

    fn start_tag(&self, mut tag: Tag) -> TokenSinkResult<Id> {
        keep_what_is_read(&mut tag);
        if opens_nothing(&tag.name) || self.has_room() {
            self.broken_off.set(false);
            let result = self.builder.process_token(Token::TagToken(tag), 1);
            self.raw.set(matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext));
            return result;
        }
        if self.too_deep.get().is_none() {
            self.too_deep.set(Some(self.follow.borrow().chunk()));
        }
        self.break_off(&tag.name);
        if !tag.self_closing {
            self.left_out.borrow_mut().push(tag.name);
        }
        TokenSinkResult::Continue
    }

    fn end_tag(&self, tag: Tag) -> TokenSinkResult<Id> {
        self.raw.set(false);
        if self.left_out.borrow_mut().pop(&tag.name) {
            self.break_off(&tag.name);
            return TokenSinkResult::Continue;
        }
        if !self.left_out.borrow().names.is_empty() && !opens_nothing(&tag.name) {
            self.left_out.borrow_mut().clear();
        }
        self.closed_since_counted.set(true);
        self.broken_off.set(false);
        self.builder.process_token(Token::TagToken(tag), 1)
    }

    /// Puts a rule where a block tag is left out, so that what stands on both sides of it does not run together.
    fn break_off(&self, name: &LocalName) {
        if !crate::elements::is_block_tag(name) || self.broken_off.replace(true) {
            return;
        }
        let rule = Tag {
            kind: TagKind::StartTag,
            name: local_name!("hr"),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        let _ = self.builder.process_token(Token::TagToken(rule), 1);
    }
}

impl TokenSink for Bounded<'_> {
    type Handle = Id;

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<Id> {
        match token {
            Token::CharacterTokens(text) => {
                let (place, exact) = self.follow.borrow_mut().text(&text);
                self.builder.sink.text_is_read(Read { text: text.clone(), place, exact });
                self.broken_off.set(false);
                self.builder.process_token(Token::CharacterTokens(text), 1)
            }
            Token::NullCharacterToken => {
                self.follow.borrow_mut().null();
                self.builder.process_token(Token::NullCharacterToken, 1)
            }
            Token::TagToken(tag) => {
                self.builder.sink.tag_is_read(self.follow.borrow_mut().tag());
                let result = match tag.kind {
                    TagKind::StartTag => self.start_tag(tag),
                    TagKind::EndTag => self.end_tag(tag),
                };
                self.builder.sink.tag_is_done();
                result
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => {
                let place = self.follow.borrow_mut().tag();
                self.builder.sink.tag_is_read(place);
                let result = self.builder.process_token(token, 1);
                self.builder.sink.tag_is_done();
                result
            }
            Token::EOFToken => self.builder.process_token(token, 1),
            Token::ParseError(_) => TokenSinkResult::Continue,
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The attributes that the reader reads.
const READ: [&str; 26] = [
    "align", "border", "cite", "class", "colspan", "datetime", "encoding", "headers", "hidden", "href", "id",
    "itemprop", "lang", "open", "rel", "reversed", "role", "rowspan", "scope", "start", "style", "summary", "type",
    "value", "rules", "src",
];

/// Elements that the tree builder opens again in every block until they are closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Leaves only the attributes that are read. Formatting elements that look alike are then the same to the tree builder,
/// which reopens no more than three of those.
fn keep_what_is_read(tag: &mut Tag) {
    let formatting = FORMATTING.contains(&&*tag.name);
    tag.attrs.retain_mut(|Attribute { name, value }| {
        if formatting {
            match &*name.local {
                // Whether it leads away is read, not where.
                "href" => {
                    let own = value.starts_with('#') && value.len() > 1;
                    *value = if own { crate::elements::OWN_PLACE.into() } else { StrTendril::new() };
                }
                "style" => return crate::style::changes_layout(value),
                "hidden" => {}
                _ => return false,
            }
            true
        } else {
            READ.contains(&&*name.local)
        }
    });
}

/// Elements that never stay open, and those whose content is one text up to their end tag.
fn opens_nothing(name: &LocalName) -> bool {
    crate::elements::is_void(name)
        || matches!(
            &**name,
            "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript"
        )
}
