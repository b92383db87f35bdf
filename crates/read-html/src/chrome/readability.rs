//! Where the main content is, by the judgement of Mozilla's Readability as dom_smoothie has it.
//!
//! It takes a page and gives a page. Every text goes in within an element that bears its number, so that the texts that
//! come out tell where in the tree the content was.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};

use crate::dom::{DOCUMENT, Data, Dom, Id, Step};
use crate::elements::is_void;

/// Nodes and nesting beyond which a page is not judged: Readability looks at all descendants of many elements.
const NODES: usize = 20_000;
const DEPTH: usize = 100;

/// Share of the text it kept, in percent, that the element that holds it has to have.
const MOST: usize = 90;

/// The element that holds the main content.
pub(super) fn main(dom: &Dom, aside: &[bool]) -> Option<Id> {
    let page = serialize(dom, aside)?;
    let kept = kept(&page)?;
    let mut weight = vec![0; dom.len()];
    let mut total = 0;
    for id in kept {
        if let Some(Data::Text(pieces)) = (id < dom.len()).then(|| &dom.node(id).data) {
            let characters: usize =
                pieces.iter().map(|piece| piece.text.chars().filter(|c| !c.is_whitespace()).count()).sum();
            total += characters;
            for at in std::iter::once(id).chain(dom.ancestors(id)) {
                weight[at] += characters;
            }
        }
    }
    if total == 0 {
        return None;
    }
    let mut root = DOCUMENT;
    let heaviest = |id: Id| {
        let mut elements = dom.children(id).filter(|&child| dom.element(child).is_some());
        elements.find(|&child| weight[child] * 100 >= total * MOST)
    };
    while let Some(child) = heaviest(root) {
        root = child;
    }
    Some(root)
}

/// What shows of a page as HTML, each text in `<data value=…>` with its number; nothing if it is too large to judge.
fn serialize(dom: &Dom, aside: &[bool]) -> Option<String> {
    let mut page = String::from("<!doctype html>");
    let (mut nodes, mut depth) = (0, 0);
    let mut next = Some(Step::Enter(DOCUMENT));
    while let Some(step) = next {
        let (Step::Enter(id) | Step::Leave(id)) = step;
        let shows = aside.get(id) != Some(&true) && !dom.is_hidden(id);
        match (step, &dom.node(id).data) {
            _ if !shows => {}
            (Step::Enter(_), Data::Text(pieces)) => {
                nodes += 1;
                write!(page, "<data value=\"{id}\">").ok()?;
                for piece in pieces {
                    escape(&piece.text, &mut page);
                }
                page.push_str("</data>");
            }
            (Step::Enter(_), Data::Element(element)) => {
                (nodes, depth) = (nodes + 1, depth + 1);
                write!(page, "<{}", name(element.tag())).ok()?;
                for attribute in ["id", "class", "role"] {
                    if let Some(value) = element.attribute(attribute) {
                        write!(page, " {attribute}=\"").ok()?;
                        escape(value, &mut page);
                        page.push('"');
                    }
                }
                page.push('>');
            }
            (Step::Leave(_), Data::Element(element)) => {
                depth -= 1;
                if !is_void(element.tag()) {
                    write!(page, "</{}>", name(element.tag())).ok()?;
                }
            }
            _ => {}
        }
        if nodes > NODES || depth > DEPTH {
            return None;
        }
        next = dom.step(step, shows);
    }
    Some(page)
}

/// Foreign elements have no name here; they are part of a line.
fn name(tag: &str) -> &str {
    let is_plain = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_plain && !matches!(tag, "plaintext" | "xmp" | "listing" | "template") { tag } else { "span" }
}

fn escape(text: &str, page: &mut String) {
    for c in text.chars() {
        match c {
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '&' => page.push_str("&amp;"),
            '"' => page.push_str("&quot;"),
            _ => page.push(c),
        }
    }
}

/// The numbers of the texts that Readability keeps.
fn kept(page: &str) -> Option<Vec<Id>> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    // It sorts by scores with `unwrap`; what it can't judge stays unjudged.
    let article =
        catch_unwind(AssertUnwindSafe(|| Readability::new(page, None, Some(config)).ok()?.parse().ok())).ok()??;
    let numbers = article.content.split("<data ").skip(1).filter_map(|tag| {
        let (_, value) = tag.split_once('>')?.0.split_once("value=\"")?;
        value.split('"').next()?.parse().ok()
    });
    Some(numbers.collect())
}
