//! Where the parts of a document stand: in a package (ODF 1.3 part 2) or in one XML file (part 3, 3.1).

use std::collections::BTreeMap;

use document::{Limits, Origin, ReadError, Warning};
use office_package::Package;
use office_package::xml::{self, Element, Node, Tree};

/// The namespaces of ODF 1.3 part 3, 1.4, by their customary prefixes, and LibreOffice's extension.
pub(crate) const NAMESPACES: &xml::Namespaces = &[
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0", "dr3d"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:form:1.0", "form"),
    ("urn:oasis:names:tc:opendocument:xmlns:script:1.0", "script"),
    ("urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    ("urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://www.w3.org/1998/Math/MathML", "math"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://www.w3.org/XML/1998/namespace", "xml"),
];

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";

/// The parts of a package that make the text.
pub(crate) struct Parts {
    content: Tree,
    styles: Option<Tree>,
    formulas: BTreeMap<String, String>,
    /// What was wrong with them.
    pub(crate) warnings: Vec<Warning>,
}

/// The structures of a document, wherever they stand.
pub(crate) struct Source<'t> {
    /// `office:text`.
    pub(crate) text: Element<'t>,
    /// `office:styles`.
    pub(crate) common: Option<Element<'t>>,
    /// The `office:automatic-styles` that the text uses.
    pub(crate) automatic: Option<Element<'t>>,
    /// Those that headers and footers use.
    pub(crate) running_automatic: Option<Element<'t>>,
    /// `office:master-styles`.
    pub(crate) masters: Option<Element<'t>>,
    /// The text of embedded formulas by the name of their folder in the package.
    pub(crate) formulas: Option<&'t BTreeMap<String, String>>,
}

pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Parts, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    if is_encrypted(&mut package, limits)? {
        return Err(ReadError::Encrypted);
    }
    let mut warnings = Vec::new();
    let Some(content) = package.part(CONTENT)? else {
        let found = match package.names().first() {
            Some(name) => format!("a package with {name} and no content.xml"),
            None => "an empty package".to_owned(),
        };
        return Err(ReadError::Malformed { expected: "the package of an OpenDocument text", found });
    };
    note_damage(CONTENT, content.damage.as_deref(), &mut warnings);
    let content = xml::parse(&content.bytes, NAMESPACES, limits)?;
    if warnings.is_empty() {
        note_damage(CONTENT, content.damage(), &mut warnings);
    }
    let styles = styles(&mut package, limits, &mut warnings)?;
    let formulas = formulas(&mut package, &content, limits, &mut warnings)?;
    Ok(Parts { content, styles, formulas, warnings })
}

pub(crate) fn open_flat(bytes: &[u8], limits: &Limits) -> Result<(Tree, Vec<Warning>), ReadError> {
    limits.admit_bytes(bytes)?;
    let tree = xml::parse(bytes, NAMESPACES, limits)?;
    let mut warnings = Vec::new();
    note_damage("office:document", tree.damage(), &mut warnings);
    Ok((tree, warnings))
}

impl<'t> Source<'t> {
    /// ODF 1.3 part 3, 3.1.3.
    pub(crate) fn of_package(parts: &'t Parts) -> Result<Self, ReadError> {
        let content = parts.content.root();
        let styles = parts.styles.as_ref().map(Tree::root);
        let in_styles = |name: &str| styles.and_then(|styles| styles.child(name));
        Ok(Self {
            text: text_of(content, parts.content.damage())?,
            common: in_styles("office:styles"),
            automatic: content.child("office:automatic-styles"),
            running_automatic: in_styles("office:automatic-styles"),
            masters: in_styles("office:master-styles"),
            formulas: Some(&parts.formulas),
        })
    }

    /// ODF 1.3 part 3, 3.1.2.
    pub(crate) fn of_flat(tree: &'t Tree) -> Result<Self, ReadError> {
        let document = tree.root();
        let automatic = document.child("office:automatic-styles");
        Ok(Self {
            text: text_of(document, tree.damage())?,
            common: document.child("office:styles"),
            automatic,
            running_automatic: automatic,
            masters: document.child("office:master-styles"),
            formulas: None,
        })
    }
}

fn text_of<'t>(document: Element<'t>, damage: Option<&str>) -> Result<Element<'t>, ReadError> {
    let body = document.child("office:body");
    if let Some(text) = body.and_then(|body| body.child("office:text")) {
        return Ok(text);
    }
    let kind = body.and_then(|body| body.children().next()).map(Element::name);
    let found = match (kind, damage) {
        (Some("office:spreadsheet"), _) => "a spreadsheet".to_owned(),
        (Some("office:presentation"), _) => "a presentation".to_owned(),
        (Some("office:drawing"), _) => "a drawing".to_owned(),
        (Some(name), _) => name.to_owned(),
        (None, Some(damage)) => format!("XML that is damaged before its text: {damage}"),
        (None, None) => document.name().to_owned(),
    };
    Err(ReadError::Malformed { expected: "an OpenDocument text", found })
}

/// ODF 1.3 part 2, `manifest:encryption-data`: whoever encrypts says so in the manifest, of each file or of the package in the package.
fn is_encrypted(package: &mut Package<'_>, limits: &Limits) -> Result<bool, ReadError> {
    let Some(manifest) = package.part("META-INF/manifest.xml")? else { return Ok(false) };
    let Ok(manifest) = xml::parse(&manifest.bytes, NAMESPACES, limits) else { return Ok(false) };
    let is_encrypted = manifest.root().children().any(|entry| {
        matches!(entry.attribute("manifest:full-path"), Some(CONTENT | "encrypted-package"))
            && entry.child("manifest:encryption-data").is_some()
    });
    Ok(is_encrypted)
}

fn styles(package: &mut Package<'_>, limits: &Limits, warnings: &mut Vec<Warning>) -> Result<Option<Tree>, ReadError> {
    let Some(part) = package.part(STYLES)? else {
        warnings.push(Warning::MissingPart { part: STYLES.to_owned(), origin: Origin::default() });
        return Ok(None);
    };
    match xml::parse(&part.bytes, NAMESPACES, limits) {
        Ok(tree) => {
            note_damage(STYLES, part.damage.as_deref().or(tree.damage()), warnings);
            Ok(Some(tree))
        }
        Err(error @ ReadError::TooLarge { .. }) => Err(error),
        Err(error) => {
            note_damage(STYLES, Some(&error.to_string()), warnings);
            Ok(None)
        }
    }
}

fn formulas(
    package: &mut Package<'_>,
    content: &Tree,
    limits: &Limits,
    warnings: &mut Vec<Warning>,
) -> Result<BTreeMap<String, String>, ReadError> {
    let mut formulas = BTreeMap::new();
    for object in content.root().descendants().filter(|element| element.name() == "draw:object") {
        let Some(folder) = object.attribute("xlink:href").map(folder) else { continue };
        if formulas.contains_key(folder) {
            continue;
        }
        let name = format!("{folder}/{CONTENT}");
        let Some(part) = package.part(&name)? else { continue };
        match xml::parse(&part.bytes, NAMESPACES, limits) {
            Ok(tree) if tree.root().name() == "math:math" => {
                note_damage(&name, part.damage.as_deref().or(tree.damage()), warnings);
                formulas.insert(folder.to_owned(), formula(tree.root()));
            }
            // A chart or another document: a picture of it stands in the text.
            Ok(_) => {
                formulas.insert(folder.to_owned(), String::new());
            }
            Err(error @ ReadError::TooLarge { .. }) => return Err(error),
            Err(error) => note_damage(&name, Some(&error.to_string()), warnings),
        }
    }
    Ok(formulas)
}

/// The folder of an embedded object, as its link names it: `./Object 1`.
pub(crate) fn folder(link: &str) -> &str {
    link.trim_start_matches("./").trim_end_matches('/')
}

/// The tokens of a formula (MathML 3, 3.2), in their order.
pub(crate) fn formula(math: Element<'_>) -> String {
    let is_token = |name: &str| matches!(name, "math:mi" | "math:mn" | "math:mo" | "math:mtext" | "math:ms");
    let tokens = math.descendants().filter(|element| is_token(element.name()));
    let of_token = |node| match node {
        Node::Text(text) => Some(text.trim()),
        Node::Element(_) => None,
    };
    tokens.flat_map(Element::nodes).filter_map(of_token).collect()
}

fn note_damage(part: &str, damage: Option<&str>, warnings: &mut Vec<Warning>) {
    if let Some(problem) = damage {
        let (part, problem) = (part.to_owned(), problem.to_owned());
        warnings.push(Warning::DamagedPart { part, problem, origin: Origin::default() });
    }
}
