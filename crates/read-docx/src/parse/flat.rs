//! A document in one XML file: a package as `pkg:package` (Flat OPC), or a document without one.

use std::collections::BTreeMap;

use document::ReadError;
use office_package::xml::Element;

use super::parts::{Content, Part, Parts};
use super::relationships::{self, Relationship};

/// The parts of a package by their names, in lower case.
pub(crate) type Elements<'t> = BTreeMap<String, (&'t str, Element<'t>)>;

/// The relationships of each part, by the same names.
pub(crate) type Related = BTreeMap<String, Vec<Relationship>>;

/// The parts of a package.
pub(crate) fn elements(root: Element<'_>) -> Elements<'_> {
    let mut elements = BTreeMap::new();
    for part in root.children().filter(|child| child.name() == "pkg:part") {
        if let Some(name) = part.attribute("pkg:name").map(|name| name.trim_start_matches('/')) {
            elements.entry(name.to_ascii_lowercase()).or_insert((name, part));
        }
    }
    elements
}

/// The relationships of the parts, which borrow them.
pub(crate) fn related(elements: &Elements<'_>) -> Related {
    let read = elements.iter().filter_map(|(folded, (name, _))| {
        let relationships = xml(elements, &relationships::part_for(name))?;
        Some((folded.clone(), relationships::parse(relationships, name)))
    });
    read.collect()
}

/// The parts, and the name of that which is the document.
///
/// # Errors
///
/// [`ReadError::Malformed`] where none is a Word document.
pub(crate) fn parts<'t>(elements: &Elements<'t>, related: &'t Related) -> Result<(Parts<'t>, String), ReadError> {
    let package = xml(elements, "_rels/.rels").map(|found| relationships::parse(found, "")).unwrap_or_default();
    let main = package.into_iter().find(|known| known.kind == "officeDocument");
    let name = main.map_or_else(|| "word/document.xml".to_owned(), |main| main.target);
    if xml(elements, &name).is_none_or(|root| root.name() != "w:document") {
        let found = format!("a package without {name}");
        return Err(ReadError::Malformed { expected: "a Word document in one XML file", found });
    }
    let parts = elements.iter().filter_map(|(folded, &(name, part))| {
        let relationships = related.get(folded).map_or(&[][..], Vec::as_slice);
        let content = match content(part) {
            Some(root) => Content::Xml(root),
            None => Content::Base64(part.child("pkg:binaryData")?),
        };
        Some(Part { name, media_type: part.attribute("pkg:contentType"), content, relationships })
    });
    Ok((Parts::new(parts), name))
}

fn xml<'t>(elements: &Elements<'t>, name: &str) -> Option<Element<'t>> {
    content(elements.get(&name.to_ascii_lowercase())?.1)
}

fn content(part: Element<'_>) -> Option<Element<'_>> {
    part.child("pkg:xmlData")?.children().next()
}

/// Base64 (RFC 4648, 4); what is not of its alphabet is passed over.
pub(crate) fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for sign in text.bytes() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    bytes
}
