//! Reads Word files: .docx, and Word XML in one file.
//!
//! Covered: parts found through relationships, media types or convention, in Transitional and Strict namespaces with any
//! prefix; Flat OPC and Word 2003 XML; the labels of lists from the paragraph, its style or the level's style, with
//! overrides, restarts, links between styles of lists and custom formats; headings; tables with merges of every kind, cells
//! and rows in content controls, tables within; tracked changes as if they were accepted; hidden text; fields' results and
//! the fields that show something without one; symbols; ruby; equations' text; notes behind the block that refers to them;
//! text boxes, drawings and diagrams, each once; headers and footers that some page shows; comments; imported parts.
//!
//! Not covered: numbers that only fields generate (AUTONUM, LISTNUM); text of charts and embedded objects; styles of tables,
//! whose properties could hide text; conditional formats.

mod convert;
mod markup;
mod namespaces;
mod parse;

use document::{Block, Document, Flow, Limits, ReadError, Reading, Warning};
use office_package::xml;

use convert::Content;
use namespaces::NAMESPACES;
use parse::parts::Parts;
use parse::{Source, flat, package};

/// Reads a Word file (.docx, .docm, .dotx).
///
/// # Errors
///
/// [`ReadError::Malformed`] where the file is no package or has no document; [`ReadError::NoText`] where the document shows
/// none; [`ReadError::Encrypted`]; [`ReadError::TooLarge`] by `limits.bytes`, `limits.inflated`, `limits.nodes` elements in
/// the document or `limits.characters`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    let mut warnings = Vec::new();
    let loaded = package::load(bytes, limits, &mut warnings)?;
    let parts = Parts::of_package(&loaded);
    let main = loaded.first().and_then(|main| parts.get(&main.name));
    let Some((main, root)) = main.and_then(|main| Some((main, main.root()?))) else {
        return Err(ReadError::Malformed { expected: "a Word document", found: "a package without one".to_owned() });
    };
    reading(&Source::of_parts(&parts, main, root), limits, warnings)
}

/// Reads a Word document in one XML file: Flat OPC or Word 2003 XML.
///
/// # Errors
///
/// As [`read`].
pub fn read_xml(bytes: &[u8], limits: &Limits) -> Result<Reading, ReadError> {
    limits.admit_bytes(bytes)?;
    let tree = xml::parse(bytes, NAMESPACES, limits)?;
    let mut warnings = Vec::new();
    if let Some(problem) = tree.damage() {
        let (part, problem) = ("the document".to_owned(), problem.to_owned());
        warnings.push(Warning::DamagedPart { part, problem, origin: document::Origin::default() });
    }
    let root = tree.root();
    match root.name() {
        "pkg:package" => {
            let elements = flat::elements(root);
            let related = flat::related(&elements);
            let (parts, name) = flat::parts(&elements, &related)?;
            let Some((main, root)) = parts.get(&name).and_then(|main| Some((main, main.root()?))) else {
                let found = format!("a package without {name}");
                return Err(ReadError::Malformed { expected: "a Word document in one XML file", found });
            };
            reading(&Source::of_parts(&parts, main, root), limits, warnings)
        }
        "w:wordDocument" | "w:document" => reading(&Source::of_root(root, &Parts::default()), limits, warnings),
        other => {
            let found = format!("the element {other}");
            Err(ReadError::Malformed { expected: "a Word document in one XML file", found })
        }
    }
}

fn reading(source: &Source<'_>, limits: &Limits, mut warnings: Vec<Warning>) -> Result<Reading, ReadError> {
    let Content { blocks, warnings: found, characters } = convert::document(source, limits)?;
    if characters == 0 && !blocks.iter().any(|block| matches!(block, Block::Embedded(_))) {
        let damage = warnings.iter().find(|warning| matches!(warning, Warning::DamagedPart { .. }));
        return Err(match damage {
            Some(damage) => ReadError::Malformed { expected: "a Word document", found: damage.to_string() },
            None => ReadError::NoText { found: "a document that shows no text".to_owned() },
        });
    }
    for warning in found {
        if !warnings.iter().any(|known| is_same(known, &warning)) {
            warnings.push(warning);
        }
    }
    Ok(Reading { document: Document { blocks, flow: Flow::Paragraphs }, warnings, ..Reading::default() })
}

/// Whether two warnings tell the same, met in different places.
fn is_same(known: &Warning, warning: &Warning) -> bool {
    match (known, warning) {
        (Warning::MissingPart { part: known, .. }, Warning::MissingPart { part, .. }) => known == part,
        _ => is_too_deep(known) && is_too_deep(warning),
    }
}

fn is_too_deep(warning: &Warning) -> bool {
    matches!(warning, Warning::TooDeep { .. })
}

#[cfg(test)]
mod tests;
