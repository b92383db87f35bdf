//! Relationships between parts and their content types: ECMA-376-2, 6.5 and 7.2.

use std::collections::BTreeMap;

use office_package::xml::Element;

/// A relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relationship {
    pub(crate) id: String,
    /// The last segment of its type, which Transitional and Strict share: `header`.
    pub(crate) kind: String,
    /// The name of the other part, without a leading `/`; outside of the file, its address.
    pub(crate) target: String,
    pub(crate) is_external: bool,
}

/// Reads the relationships of a part, in the order of their ids.
pub(crate) fn parse(root: Element<'_>, of_part: &str) -> Vec<Relationship> {
    let relationships = root.children().filter(|child| child.name() == "rel:Relationship");
    let read = relationships.filter_map(|child| {
        let target = child.attribute("Target")?;
        let is_external = child.attribute("TargetMode") == Some("External");
        Some(Relationship {
            id: child.attribute("Id").unwrap_or_default().to_owned(),
            kind: child.attribute("Type")?.rsplit('/').next()?.to_owned(),
            target: if is_external { target.to_owned() } else { resolved(target, of_part) },
            is_external,
        })
    });
    let mut read: Vec<Relationship> = read.collect();
    read.sort_by(|a, b| a.id.cmp(&b.id));
    read
}

/// The name of the part that has the relationships of another.
pub(crate) fn part_for(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let separator = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{separator}_rels/{file}.rels")
}

/// The name that a reference from a part means, without a leading `/`.
pub(crate) fn resolved(target: &str, from: &str) -> String {
    let target = target.split('#').next().unwrap_or_default().replace('\\', "/");
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.retain(|segment| !segment.is_empty());
    decoded(&segments.join("/"))
}

/// A reference with its percent signs resolved, where the result is text.
fn decoded(reference: &str) -> String {
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(str::from_utf8(hex).ok()?, 16).ok());
        match code.filter(|_| first == b'%') {
            Some(code) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| reference.to_owned())
}

/// The media types of the parts.
#[derive(Debug, Default)]
pub(crate) struct ContentTypes {
    by_extension: BTreeMap<String, String>,
    by_name: BTreeMap<String, String>,
}

impl ContentTypes {
    /// Reads `[Content_Types].xml`.
    pub(crate) fn parse(root: Element<'_>) -> Self {
        let mut types = Self::default();
        for child in root.children() {
            let Some(media_type) = child.attribute("ContentType").map(media_type) else { continue };
            match child.name() {
                "ct:Default" => {
                    let extension = child.attribute("Extension").unwrap_or_default().to_ascii_lowercase();
                    types.by_extension.insert(extension, media_type);
                }
                "ct:Override" => {
                    let name = child.attribute("PartName").unwrap_or_default();
                    types.by_name.insert(name.trim_start_matches('/').to_ascii_lowercase(), media_type);
                }
                _ => {}
            }
        }
        types
    }

    /// The media type of a part.
    pub(crate) fn of(&self, name: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        let by_extension = || self.by_extension.get(name.rsplit_once('.')?.1);
        self.by_name.get(&name).or_else(by_extension).map(String::as_str)
    }

    /// The parts that are the main part of a Word document by their media type.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &str> {
        let is_document = |media_type: &str| media_type.contains("word") && media_type.ends_with(".main+xml");
        self.by_name.iter().filter(move |(_, media_type)| is_document(media_type)).map(|(name, _)| name.as_str())
    }
}

/// A media type in lower case, without parameters.
pub(crate) fn media_type(written: &str) -> String {
    written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
