//! Whether a page shows images: one that has them and no text is a scan.

use pdf_extract::{Dictionary, Document, Object, ObjectId};

use crate::page_box::inherited;

/// How deep forms are followed into each other.
const DEEPEST: usize = 4;

/// External objects of a page that are looked at.
const MOST: usize = 256;

/// Whether the resources of a page hold an image, its own or a form's (ISO 32000-1, 8.9.5 and 8.10).
pub(crate) fn has_images(pdf: &Document, page: ObjectId) -> bool {
    let resources = inherited(pdf, page, b"Resources").and_then(|object| object.as_dict().ok());
    let mut left = MOST;
    resources.is_some_and(|resources| holds_images(pdf, resources, DEEPEST, &mut left))
}

fn holds_images(pdf: &Document, resources: &Dictionary, depth: usize, left: &mut usize) -> bool {
    let follow = |object| pdf.dereference(object).ok().map(|(_, object)| object);
    let objects = resources.get(b"XObject").ok().and_then(follow).and_then(|object| object.as_dict().ok());
    for object in objects.into_iter().flat_map(Dictionary::iter).filter_map(|(_, object)| follow(object)) {
        let (Object::Stream(stream), Some(rest)) = (object, left.checked_sub(1)) else { continue };
        *left = rest;
        let is =
            |subtype: &[u8]| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == subtype);
        if is(b"Image") {
            return true;
        }
        let inner = stream.dict.get(b"Resources").ok().and_then(follow).and_then(|object| object.as_dict().ok());
        if depth > 0 && is(b"Form") && inner.is_some_and(|inner| holds_images(pdf, inner, depth - 1, left)) {
            return true;
        }
    }
    false
}
