//! A zip package: which of its parts is the document, and those that it needs.

use std::collections::BTreeSet;

use document::{Limits, Origin, ReadError, Warning};
use office_package::Package;
use office_package::xml::{self, Tree};

use super::parts::{Loaded, LoadedContent};
use super::relationships::{self, ContentTypes, Relationship};
use crate::namespaces::NAMESPACES;

/// The kinds of relationships to parts that hold text, or decide what of it is shown.
const XML: [&str; 9] =
    ["styles", "numbering", "settings", "footnotes", "endnotes", "comments", "header", "footer", "diagramData"];

/// Parts that stand beside the document by these names, where the relationships are lost.
const CONVENTIONAL: [&str; 6] = ["styles", "numbering", "settings", "footnotes", "endnotes", "comments"];

/// The kind of relationship to a part in another format (ECMA-376-1, 11.3.1).
pub(crate) const CHUNK: &str = "aFChunk";

const EXPECTED: &str = "a Word document (word/document.xml)";

/// Reads the parts that the document needs. The first is the document itself.
///
/// # Errors
///
/// [`ReadError::Malformed`] where none is a Word document, and those of [`Package`] and [`xml::parse`].
pub(crate) fn load(bytes: &[u8], limits: &Limits, warnings: &mut Vec<Warning>) -> Result<Vec<Loaded>, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let mut loading = Loading { limits, warnings, types: ContentTypes::default() };
    if let Some(tree) = loading.optional(&mut package, "[Content_Types].xml")? {
        loading.types = ContentTypes::parse(tree.root());
    }
    let name = loading.document(&mut package)?;
    let mut loaded = vec![loading.main(&mut package, &name)?];
    let mut known = BTreeSet::from([name.to_ascii_lowercase()]);
    let mut next = 0;
    while let Some(part) = loaded.get(next) {
        let (from, wanted) = (part.name.clone(), part.relationships.clone());
        next += 1;
        for relationship in wanted {
            let Relationship { kind, target, is_external, .. } = &relationship;
            let is_xml = XML.contains(&kind.as_str());
            if *is_external || (!is_xml && kind != CHUNK) || !known.insert(target.to_ascii_lowercase()) {
                continue;
            }
            if let Some(part) = loading.part(&mut package, &relationship, is_xml)? {
                loaded.push(part);
            } else if kind != "settings" {
                let part = format!("{target} ({from})");
                let part = if next == 1 { target.clone() } else { part };
                loading.warnings.push(Warning::MissingPart { part, origin: Origin::default() });
            }
        }
    }
    Ok(loaded)
}

struct Loading<'a> {
    limits: &'a Limits,
    warnings: &'a mut Vec<Warning>,
    types: ContentTypes,
}

impl Loading<'_> {
    /// The name of the part that is the document: by the package's relationship, by its media type, by convention.
    fn document(&mut self, package: &mut Package<'_>) -> Result<String, ReadError> {
        let root = self.optional(package, "_rels/.rels")?;
        let relationships = root.map(|tree| relationships::parse(tree.root(), "")).unwrap_or_default();
        let related = relationships.into_iter().filter(|known| known.kind == "officeDocument" && !known.is_external);
        let typed = self.types.documents().map(str::to_owned);
        let candidates: Vec<String> =
            related.map(|known| known.target).chain(typed).chain(["word/document.xml".to_owned()]).collect();
        let names = package.names();
        let is_part = |name: &String| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        match candidates.into_iter().find(is_part) {
            Some(name) => Ok(name),
            None => Err(ReadError::Malformed { expected: EXPECTED, found: contents(&names) }),
        }
    }

    fn main(&mut self, package: &mut Package<'_>, name: &str) -> Result<Loaded, ReadError> {
        let part = package.part(name)?;
        let part = part.ok_or_else(|| ReadError::Malformed { expected: EXPECTED, found: "nothing".to_owned() })?;
        let tree = match xml::parse(&part.bytes, NAMESPACES, self.limits) {
            Err(ReadError::Malformed { expected, found }) => {
                let found = part.damage.map_or(found, |damage| format!("{name} is damaged: {damage}"));
                return Err(ReadError::Malformed { expected, found });
            }
            tree => tree?,
        };
        if tree.root().name() != "w:document" {
            return Err(ReadError::Malformed { expected: EXPECTED, found: contents(&package.names()) });
        }
        if let Some(problem) = part.damage.as_deref().or(tree.damage()) {
            self.damaged(name, problem);
        }
        let relationships = self.relationships(package, name)?;
        Ok(self.loaded(name, LoadedContent::Xml(tree), relationships))
    }

    fn part(
        &mut self,
        package: &mut Package<'_>,
        relationship: &Relationship,
        is_xml: bool,
    ) -> Result<Option<Loaded>, ReadError> {
        let name = &relationship.target;
        if is_xml {
            let relationships = match relationship.kind.as_str() {
                "header" | "footer" | "footnotes" | "endnotes" | "comments" => self
                    .optional(package, &relationships::part_for(name))?
                    .map(|tree| relationships::parse(tree.root(), name)),
                _ => None,
            };
            let tree = self.xml(package, name)?;
            return Ok(tree.map(|tree| self.loaded(name, LoadedContent::Xml(tree), relationships.unwrap_or_default())));
        }
        let Some(part) = package.part(name)? else { return Ok(None) };
        if let Some(problem) = part.damage {
            self.damaged(name, &problem);
        }
        Ok(Some(self.loaded(name, LoadedContent::Bytes(part.bytes), Vec::new())))
    }

    fn loaded(&self, name: &str, content: LoadedContent, relationships: Vec<Relationship>) -> Loaded {
        let media_type = self.types.of(name).map(str::to_owned);
        Loaded { name: name.to_owned(), media_type, content, relationships }
    }

    /// The relationships of the document. Where the package has lost them, those that convention gives.
    fn relationships(&mut self, package: &mut Package<'_>, name: &str) -> Result<Vec<Relationship>, ReadError> {
        if let Some(tree) = self.optional(package, &relationships::part_for(name))? {
            return Ok(relationships::parse(tree.root(), name));
        }
        let names = package.names();
        let conventional = CONVENTIONAL.iter().map(|kind| Relationship {
            id: String::new(),
            kind: (*kind).to_owned(),
            target: relationships::resolved(&format!("{kind}.xml"), name),
            is_external: false,
        });
        let is_part = |known: &Relationship| names.iter().any(|name| name.eq_ignore_ascii_case(&known.target));
        Ok(conventional.filter(is_part).collect())
    }

    /// A part that need not be there.
    fn optional(&mut self, package: &mut Package<'_>, name: &str) -> Result<Option<Tree>, ReadError> {
        self.xml(package, name)
    }

    /// A part as XML. One that can't be read at all is damaged, and as good as empty.
    fn xml(&mut self, package: &mut Package<'_>, name: &str) -> Result<Option<Tree>, ReadError> {
        let Some(part) = package.part(name)? else { return Ok(None) };
        let (tree, error) = match xml::parse(&part.bytes, NAMESPACES, self.limits) {
            Ok(tree) => (tree, None),
            Err(error) => (xml::parse(b"<nothing/>", NAMESPACES, self.limits)?, Some(error.to_string())),
        };
        let damage = part.damage.or(error);
        if let Some(problem) = damage.as_deref().or(tree.damage()) {
            self.damaged(name, problem);
        }
        Ok(Some(tree))
    }

    fn damaged(&mut self, name: &str, problem: &str) {
        let (part, problem) = (name.to_owned(), problem.to_owned());
        self.warnings.push(Warning::DamagedPart { part, problem, origin: Origin::default() });
    }
}

/// What a package holds, for a person.
fn contents(names: &[&str]) -> String {
    let starts = |prefix: &str| names.iter().any(|name| name.to_ascii_lowercase().starts_with(prefix));
    if starts("xl/") {
        "a workbook (.xlsx)".to_owned()
    } else if starts("ppt/") {
        "a presentation (.pptx)".to_owned()
    } else if names.contains(&"content.xml") {
        "an OpenDocument file".to_owned()
    } else {
        let first = names.first().copied().unwrap_or_default();
        format!("a package of {} other parts, such as {first}", names.len())
    }
}
