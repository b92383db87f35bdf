//! What of a page is its content, and what the site puts around it.
//!
//! Elements that say so are chrome; of the rest, what stands outside the main content, if that can be told. In doubt
//! everything is content.

mod readability;

use crate::dom::{DOCUMENT, Data, Dom, Element, Id, Step};
use crate::elements;

/// The verdict on every node of a page.
pub(crate) struct Chrome {
    aside: Vec<bool>,
    preformatted: bool,
}

/// Share of the text outside links, in percent, that the main content holds if it is one.
const MOST: usize = 70;

/// Characters up to which a text outside the main content can be chrome although it is no link.
const SHORT: usize = 200;

/// Characters from which a text that the page's title repeats is a title and not a word.
const TITLE: usize = 6;

impl Chrome {
    pub(crate) fn is_aside(&self, id: Id) -> bool {
        self.aside.get(id).copied().unwrap_or(false)
    }

    /// Whether the page is a text whose lines stand as they are.
    pub(crate) fn is_preformatted(&self) -> bool {
        self.preformatted
    }
}

/// What shows within a node, chrome that says so left out.
#[derive(Debug, Clone, Copy, Default)]
struct Shows {
    characters: usize,
    linked: usize,
    /// Full stops outside links.
    sentences: usize,
    kept: usize,
}

impl Shows {
    fn plain(self) -> usize {
        self.characters - self.linked
    }

    fn add(&mut self, other: Self) {
        self.characters += other.characters;
        self.linked += other.linked;
        self.sentences += other.sentences;
        self.kept += other.kept;
    }
}

/// Judges a page.
pub(crate) fn judge(dom: &Dom) -> Chrome {
    let mut aside = vec![false; dom.len()];
    let all = shows(dom, &aside);
    for (id, aside) in aside.iter_mut().enumerate() {
        *aside = says_chrome(dom, id, &all);
    }
    let mut shown = if aside.contains(&true) { shows(dom, &aside) } else { all.clone() };
    let body = shown.first().copied().unwrap_or_default();
    let total = all.first().copied().unwrap_or_default();
    // A page that is nothing but chrome is marked up wrongly.
    if body.plain() * 2 < total.plain() || body.characters == 0 {
        aside.fill(false);
        shown = all;
    }
    let body = shown.first().copied().unwrap_or_default();
    if body.linked > 0 || aside.contains(&true) {
        let is_most = |id: Id| shown.get(id).is_some_and(|root| root.plain() * 100 >= body.plain() * MOST);
        let root = marked_main(dom, &aside).filter(|&root| is_most(root));
        if let Some(root) = root.or_else(|| readability::main(dom, &aside).filter(|&root| is_most(root))) {
            mark_outside(dom, root, &shown, &mut aside);
            let (first, next) = (|id: Id| dom.node(id).first, |id: Id| dom.node(id).next);
            mark_edge(dom, root, &shown, &mut aside, first, next);
            let (last, previous) = (|id: Id| dom.node(id).last, |id: Id| dom.node(id).previous);
            mark_edge(dom, root, &shown, &mut aside, last, previous);
        }
    }
    Chrome { aside, preformatted: body.kept * 10 >= body.characters * 8 && body.kept > 0 }
}

/// By node, what shows within it.
fn shows(dom: &Dom, aside: &[bool]) -> Vec<Shows> {
    let mut shows = vec![Shows::default(); dom.len()];
    let (mut links, mut kept) = (0, 0);
    let mut next = Some(Step::Enter(DOCUMENT));
    while let Some(step) = next {
        let (Step::Enter(id) | Step::Leave(id)) = step;
        let node = dom.node(id);
        if let Step::Enter(_) = step {
            if aside.get(id) == Some(&true) || dom.is_hidden(id) {
                // Left without having been counted.
                next = node.next.map(Step::Enter).or(node.parent.map(Step::Leave));
                continue;
            }
            if let Data::Text(pieces) = &node.data {
                let mut own = Shows::default();
                for c in pieces.iter().flat_map(|piece| piece.text.chars()).filter(|c| !c.is_whitespace()) {
                    own.characters += 1;
                    own.linked += usize::from(links > 0);
                    own.kept += usize::from(kept > 0);
                    own.sentences += usize::from(links == 0 && matches!(c, '。' | '；'));
                }
                shows[id] = own;
            }
        }
        if let Some(Element { computed, .. }) = dom.element(id) {
            match step {
                Step::Enter(_) => {
                    links += usize::from(computed.is_link);
                    kept += usize::from(computed.keeps_space);
                }
                Step::Leave(_) => {
                    links -= usize::from(computed.is_link);
                    kept -= usize::from(computed.keeps_space);
                }
            }
        }
        if let (Step::Leave(_), Some(parent)) = (step, node.parent) {
            let own = shows[id];
            shows[parent].add(own);
        }
        next = dom.step(step, true);
    }
    shows
}

/// Whether an element is chrome by its name or role (HTML-AAM: `header` and `footer` of the page, not of a part of it).
fn says_chrome(dom: &Dom, id: Id, all: &[Shows]) -> bool {
    let Some(element) = dom.element(id) else { return false };
    match element.attribute("role").unwrap_or_default().trim() {
        "navigation" | "banner" | "contentinfo" | "search" | "complementary" => return true,
        "main" | "article" | "document" => return false,
        _ => {}
    }
    let of_page = || {
        !dom.ancestors(id).any(|ancestor| {
            matches!(dom.tag(ancestor), "article" | "main" | "section" | "aside" | "nav")
                || dom.element(ancestor).and_then(|element| element.attribute("role")).is_some_and(is_main_role)
        })
    };
    match element.tag() {
        "nav" | "aside" | "search" => true,
        "footer" => of_page(),
        // A header without a link is the document's own.
        "header" => of_page() && all.get(id).is_some_and(|shows| shows.linked > 0),
        _ => false,
    }
}

fn is_main_role(role: &str) -> bool {
    matches!(role.trim(), "main" | "article")
}

/// The one element that says that it is the content.
fn marked_main(dom: &Dom, aside: &[bool]) -> Option<Id> {
    let mut found = (0..dom.len()).filter(|&id| {
        let is_main = dom.element(id).is_some_and(|element| {
            element.tag() == "main" || element.attribute("role").is_some_and(|role| role.trim() == "main")
        });
        is_main && !is_cut_off(dom, id, aside)
    });
    let main = found.next()?;
    found.next().is_none().then_some(main)
}

/// Whether a node does not show, or is chrome.
fn is_cut_off(dom: &Dom, id: Id, aside: &[bool]) -> bool {
    let mut path = std::iter::once(id).chain(dom.ancestors(id));
    path.any(|id| aside.get(id) == Some(&true) || dom.is_hidden(id))
        || std::iter::once(id).chain(dom.ancestors(id)).last() != Some(DOCUMENT)
}

/// Marks what stands outside the main content and looks like chrome.
fn mark_outside(dom: &Dom, root: Id, shown: &[Shows], aside: &mut [bool]) {
    let title = title(dom);
    let heading = heading_before(dom, root, aside);
    let protected: Vec<Id> =
        heading.into_iter().flat_map(|heading| std::iter::once(heading).chain(dom.ancestors(heading))).collect();
    let mut candidates = siblings_of_path(dom, root);
    while let Some(id) = candidates.pop() {
        if Some(id) == heading {
            continue;
        }
        if protected.contains(&id) {
            candidates.extend(dom.children(id));
        } else if shown.get(id).is_some_and(|shows| looks_like_chrome(dom, id, *shows, &title)) {
            aside[id] = true;
        }
    }
}

/// Marks the links at one end of the main content: the way to the page, what can be done with it. Headings may stand
/// among them.
fn mark_edge(
    dom: &Dom,
    root: Id,
    shown: &[Shows],
    aside: &mut [bool],
    outermost: impl Fn(Id) -> Option<Id>,
    inward: impl Fn(Id) -> Option<Id>,
) {
    let mut within = Some(root);
    while let Some(id) = within.take() {
        for child in std::iter::successors(outermost(id), |&child| inward(child)) {
            let shows = shown.get(child).copied().unwrap_or_default();
            let tag = dom.tag(child);
            if shows.characters == 0 || elements::heading(tag).is_some() {
                continue;
            }
            let is_box = matches!(tag, "div" | "section" | "article" | "ul" | "a" | "span");
            if is_box && is_links(shows) && shows.sentences == 0 {
                aside[child] = true;
                continue;
            }
            within =
                matches!(tag, "body" | "main" | "div" | "section" | "article" | "form" | "center").then_some(child);
            break;
        }
    }
}

/// The nodes beside the way from the document down to a node.
fn siblings_of_path(dom: &Dom, root: Id) -> Vec<Id> {
    let mut siblings = Vec::new();
    let mut on_path = root;
    for ancestor in dom.ancestors(root) {
        siblings.extend(dom.children(ancestor).filter(|&child| child != on_path));
        on_path = ancestor;
    }
    siblings
}

/// Links, or a few words without a sentence. What repeats the page's title is none.
fn looks_like_chrome(dom: &Dom, id: Id, shows: Shows, title: &str) -> bool {
    if shows.characters == 0 {
        return false;
    }
    if is_links(shows) {
        return true;
    }
    let is_title = (TITLE..=SHORT).contains(&shows.characters) && title.contains(&visible_text(dom, id));
    !is_title && shows.sentences == 0 && shows.plain() <= SHORT && !has_table(dom, id)
}

/// Whether a table with lines or headers stands within a node.
fn has_table(dom: &Dom, id: Id) -> bool {
    let mut next = Some(Step::Enter(id));
    while let Some(step) = next {
        let (Step::Enter(at) | Step::Leave(at)) = step;
        let is_data = |element: &Element| match element.tag() {
            "th" => true,
            "table" => element.attribute("border").is_some_and(|border| border.trim() != "0"),
            _ => false,
        };
        if dom.element(at).is_some_and(is_data) {
            return true;
        }
        if step == Step::Leave(id) {
            break;
        }
        next = dom.step(step, true);
    }
    false
}

fn is_links(shows: Shows) -> bool {
    shows.linked * 2 > shows.characters
}

/// The last heading in front of the content: a site's page often has its title above the box that holds the text.
fn heading_before(dom: &Dom, root: Id, aside: &[bool]) -> Option<Id> {
    let mut last = None;
    let mut next = Some(Step::Enter(DOCUMENT));
    while let Some(step) = next {
        let mut descend = true;
        if let Step::Enter(id) = step {
            if id == root {
                break;
            }
            descend = aside.get(id) != Some(&true) && !dom.is_hidden(id);
            if descend && elements::heading(dom.tag(id)).is_some() && !visible_text(dom, id).is_empty() {
                last = Some(id);
            }
        }
        next = dom.step(step, descend);
    }
    last
}

/// The page's title without white space.
fn title(dom: &Dom) -> String {
    let title = (0..dom.len()).find(|&id| dom.tag(id) == "title");
    title.map(|id| dom.children(id).map(|child| text_of(dom, child)).collect()).unwrap_or_default()
}

/// All text within a node without white space.
fn visible_text(dom: &Dom, id: Id) -> String {
    let mut text = String::new();
    let mut next = Some(Step::Enter(id));
    while let Some(step) = next {
        let (Step::Enter(at) | Step::Leave(at)) = step;
        let shows = !dom.is_hidden(at);
        if step == Step::Enter(at) {
            text.push_str(&text_of(dom, at));
        }
        if step == Step::Leave(id) {
            break;
        }
        next = dom.step(step, shows);
    }
    text
}

fn text_of(dom: &Dom, id: Id) -> String {
    match &dom.node(id).data {
        Data::Text(pieces) => {
            pieces.iter().flat_map(|piece| piece.text.chars()).filter(|c| !c.is_whitespace()).collect()
        }
        _ => String::new(),
    }
}
