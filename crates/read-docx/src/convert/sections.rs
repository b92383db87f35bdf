//! Which headers and footers are shown: ECMA-376-1, 17.10.

use std::collections::{BTreeMap, BTreeSet};

use office_package::xml::Element;

use crate::parse::parts::Part;
use crate::parse::{Source, properties};

/// A header or footer.
#[derive(Clone, Copy)]
pub(super) struct Running<'t> {
    pub(super) root: Element<'t>,
    pub(super) part: Option<&'t Part<'t>>,
}

/// The headers and the footers that some page shows, each once, in the order in which sections come to show them.
pub(super) fn shown<'t>(source: &Source<'t>, sections: &[Element<'t>]) -> (Vec<Running<'t>>, Vec<Running<'t>>) {
    let running = |names: [&str; 2]| {
        let mut shown = Vec::new();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        // A section without a reference has that of the section before it.
        let mut current: BTreeMap<Sort, Running<'t>> = BTreeMap::new();
        for section in sections {
            let mut order = Vec::new();
            for reference in section.children().filter(|child| names.contains(&child.name())) {
                let sort = sort(reference);
                if let Some(running) = running(source, reference) {
                    current.insert(sort, running);
                    order.push(sort);
                }
            }
            let has_title = section.child("w:titlePg").is_some_and(properties::is_on);
            order.extend([Sort::Default, Sort::First, Sort::Even]);
            for sort in order {
                let is_shown = match sort {
                    Sort::Default => true,
                    Sort::First => has_title,
                    Sort::Even => source.has_even_headers,
                };
                let Some(running) = current.get(&sort).filter(|_| is_shown) else { continue };
                match running.part {
                    Some(part) if known.insert(part.name) => shown.push(*running),
                    Some(_) => {}
                    None => {
                        shown.push(*running);
                        // What stands in the section itself is shown once.
                        current.remove(&sort);
                    }
                }
            }
        }
        shown
    };
    (running(["w:headerReference", "w:hdr"]), running(["w:footerReference", "w:ftr"]))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Default,
    First,
    Even,
}

fn sort(reference: Element<'_>) -> Sort {
    match reference.attribute("w:type") {
        Some("first") => Sort::First,
        Some("even") => Sort::Even,
        _ => Sort::Default,
    }
}

fn running<'t>(source: &Source<'t>, reference: Element<'t>) -> Option<Running<'t>> {
    if matches!(reference.name(), "w:hdr" | "w:ftr") {
        return Some(Running { root: reference, part: None });
    }
    let relationship = source.main?.relationship(reference.attribute("r:id")?)?;
    let part = source.parts.get(&relationship.target)?;
    Some(Running { root: part.root()?, part: Some(part) })
}
