//! Elements that only wrap others, and those that are not there for a reader of the file.

use std::iter;

use office_package::xml::Element;

/// What stands in an element: its children, with those of an element that only wraps others in its place, and without
/// what has been deleted or moved away. Costs no stack, however deep the wrapping.
pub(crate) fn items(parent: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    let mut children = parent.children();
    let mut inner = Vec::new();
    iter::from_fn(move || {
        loop {
            let next = inner.pop().or_else(|| children.next())?;
            match sense(next) {
                Sense::Item => return Some(next),
                Sense::Wrapper(wrapper) => push_children(wrapper, &mut inner),
                Sense::Gone => {}
            }
        }
    })
}

/// All that stands in an element at any depth and `is_sought`; what stands in one that is sought is left to whoever looks
/// into that. Neither does it look into what is `is_closed`.
pub(crate) fn search<'t>(
    parent: Element<'t>,
    is_sought: impl Fn(&str) -> bool,
    is_closed: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Element<'t>> {
    let mut inner = Vec::new();
    push_children(parent, &mut inner);
    iter::from_fn(move || {
        loop {
            let next: Element<'t> = inner.pop()?;
            match sense(next) {
                Sense::Item if is_sought(next.name()) => return Some(next),
                Sense::Item if is_closed(next.name()) => {}
                Sense::Item => push_children(next, &mut inner),
                Sense::Wrapper(wrapper) => push_children(wrapper, &mut inner),
                Sense::Gone => {}
            }
        }
    })
}

/// Puts the children of an element onto a stack, so that the first of them is taken first.
fn push_children<'t>(parent: Element<'t>, stack: &mut Vec<Element<'t>>) {
    let from = stack.len();
    stack.extend(parent.children());
    if let Some(pushed) = stack.get_mut(from..) {
        pushed.reverse();
    }
}

enum Sense<'t> {
    Item,
    Wrapper(Element<'t>),
    Gone,
}

fn sense(element: Element<'_>) -> Sense<'_> {
    match element.name() {
        "w:r" | "w:p" | "w:t" => Sense::Item,
        "w:sdt" => element.child("w:sdtContent").map_or(Sense::Gone, Sense::Wrapper),
        "mc:AlternateContent" => chosen(element).map_or(Sense::Gone, Sense::Wrapper),
        "w:ins" | "w:moveTo" | "w:hyperlink" | "w:fldSimple" | "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo"
        | "wx:sect" | "wx:sub-section" | "wx:pBdrGroup" | "aml:content" => Sense::Wrapper(element),
        "w:del" | "w:moveFrom" => Sense::Gone,
        "aml:annotation" => match element.attribute("w:type") {
            Some("Word.Deletion") => Sense::Gone,
            Some("Word.Comment") => Sense::Item,
            _ => Sense::Wrapper(element),
        },
        // Word 2003 puts the elements of a customer's own schema around what they mark.
        name if name.starts_with("?:") => Sense::Wrapper(element),
        _ => Sense::Item,
    }
}

/// ECMA-376-3, 9.3: the first choice of which every namespace is understood, else the fallback.
pub(crate) fn chosen(alternatives: Element<'_>) -> Option<Element<'_>> {
    let is_understood = |choice: &Element<'_>| {
        let required = choice.attribute("Requires").unwrap_or_default();
        choice.name() == "mc:Choice" && required.split_ascii_whitespace().all(|prefix| choice.prefix(prefix).is_some())
    };
    alternatives.children().find(is_understood).or_else(|| alternatives.child("mc:Fallback"))
}
