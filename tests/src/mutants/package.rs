//! Packages whose parts are damaged before they are packed again, and packages as one text, for whoever can only change bytes.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::bytes;
use super::chance::Chance;
use crate::office;

/// What stands before the name of a part in a package as one text; behind the name stands one of the three.
const MARK: [u8; 3] = [0; 3];

type Parts = Vec<(String, Vec<u8>)>;

/// The package after some damage to its parts, or to which it has.
pub(super) fn mutate(package: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let (mut parts, others) = (parts(package), parts(other));
    // Where the text stands, and what it leans on.
    let likely: Vec<usize> = (0..).zip(&parts).filter(|(_, (name, _))| says_much(name)).map(|(at, _)| at).collect();
    for _ in 0..=chance.below(2) {
        let any = chance.below(parts.len());
        let at = if chance.one_in(4) { any } else { chance.of(&likely).copied().unwrap_or(any) };
        let Some((name, bytes)) = parts.get_mut(at) else { continue };
        let same = others.iter().find(|(other, _)| other == name).or(others.first());
        let other = same.map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
        match chance.below(24) {
            0 => bytes.clear(),
            1 => other.clone_into(bytes),
            2 => name.push('x'),
            _ => *bytes = bytes::mutate(bytes, other, chance),
        }
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    office::package(&parts)
}

/// The parts of a package that are XML, one behind the other.
pub fn to_parts(package: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for (name, bytes) in parts(package).iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
        text.extend(MARK);
        text.extend_from_slice(name.as_bytes());
        text.push(0);
        text.extend_from_slice(bytes);
    }
    text
}

/// The package of such a text; `None` where it is none, as where it is a package itself.
pub fn of_parts(text: &[u8]) -> Option<Vec<u8>> {
    let mut rest = text.strip_prefix(&MARK)?;
    let mut parts: Vec<(String, &[u8])> = Vec::new();
    while !rest.is_empty() {
        let name = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(name);
        let name = String::from_utf8_lossy(name.get(..name.len().min(100)).unwrap_or_default()).into_owned();
        let behind = behind.get(1..).unwrap_or_default();
        let end = behind.windows(MARK.len()).position(|window| window == MARK);
        let bytes = end.and_then(|end| behind.get(..end)).unwrap_or(behind);
        rest = end.and_then(|end| behind.get(end + MARK.len()..)).unwrap_or_default();
        // A package has a name once.
        if parts.iter().all(|(known, _)| *known != name) {
            parts.push((name, bytes));
        }
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    Some(office::package(&parts))
}

fn parts(package: &[u8]) -> Parts {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(package)) else { return Parts::new() };
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let Ok(mut file) = archive.by_index(at) else { continue };
        let (name, mut bytes) = (String::from_utf8_lossy(file.name_raw()).into_owned(), Vec::new());
        if file.read_to_end(&mut bytes).is_ok() && file.is_file() {
            parts.push((name, bytes));
        }
    }
    parts
}

fn says_much(name: &str) -> bool {
    let parts = ["content.xml", "styles.xml", "document.xml", "numbering.xml", "notes.xml", "comments.xml"];
    parts.iter().any(|part| name.ends_with(part)) || name.contains("header") || name.contains("footer")
}
