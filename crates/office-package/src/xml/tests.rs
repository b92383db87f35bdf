#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use document::{Limits, ReadError};
use proptest::prelude::*;

use super::{Element, Namespaces, Node, Tree};

const NAMESPACES: &Namespaces = &[("urn:transitional", "w"), ("urn:strict", "w"), ("urn:r", "r")];

fn parse(text: &str) -> Tree {
    parse_bytes(text.as_bytes())
}

fn parse_bytes(bytes: &[u8]) -> Tree {
    super::parse(bytes, NAMESPACES, &Limits::DEFAULT).unwrap()
}

/// `name(attribute=value){children}`, text quoted.
fn dump(element: Element<'_>) -> String {
    let attributes: Vec<String> = element.attributes().map(|(name, value)| format!("{name}={value}")).collect();
    let children: Vec<String> = element
        .nodes()
        .map(|node| match node {
            Node::Element(child) => dump(child),
            Node::Text(text) => format!("{text:?}"),
        })
        .collect();
    let attributes = if attributes.is_empty() { String::new() } else { format!("({})", attributes.join(" ")) };
    let children = if children.is_empty() { String::new() } else { format!("{{{}}}", children.join(" ")) };
    format!("{}{attributes}{children}", element.name())
}

#[track_caller]
fn shows(text: &str, expected: &str) {
    let tree = parse(text);
    assert_eq!(dump(tree.root()), expected);
    assert_eq!(tree.damage(), None);
}

#[track_caller]
fn damaged(text: &str, expected: &str) {
    let tree = parse(text);
    assert_eq!(dump(tree.root()), expected);
    assert!(tree.damage().is_some());
}

#[test]
fn prefixes_are_those_of_the_reader() {
    shows(r#"<a:p xmlns:a="urn:transitional" a:val="1" val="2"/>"#, "w:p(w:val=1 val=2)");
    shows(r#"<p xmlns="urn:strict" val="2"><x:q xmlns:x="urn:r"/></p>"#, "w:p(val=2){r:q}");
    shows(r#"<p xmlns="URN:strict/"/>"#, "w:p");
    shows(r#"<x:p xmlns:x="urn:other"><y:q/></x:p>"#, "?:p{?:q}");
    shows("<p><q/></p>", "p{q}");
}

#[test]
fn a_declaration_ends_with_its_element() {
    let text = r#"<a xmlns:x="urn:r"><b xmlns:x="urn:strict"><x:c/></b><x:c/><d xmlns:x="urn:strict"/><x:c/></a>"#;
    shows(text, "a{b{w:c} r:c d r:c}");
}

#[test]
fn prefixes_in_values_stand_for_what_they_do_there() {
    let tree = parse(r#"<a xmlns:x="urn:r"><b xmlns:x="urn:strict" xmlns:y="urn:other"><c/></b></a>"#);
    let b = tree.root().child("b").unwrap();
    assert_eq!((tree.root().prefix("x"), tree.root().prefix("y")), (Some("r"), None));
    assert_eq!((b.child("c").unwrap().prefix("x"), b.prefix("y")), (Some("w"), None));
}

#[test]
fn text_is_one_node_between_tags() {
    shows("<a>甲&amp;<![CDATA[<乙>]]><!-- x -->&#x4E19;<b/>丁</a>", r#"a{"甲&<乙>丙" b "丁"}"#);
    shows("<a>甲\r\n乙&#13;</a>", r#"a{"甲\n乙\r"}"#);
    shows("<a v='甲\n&lt;'/>", "a(v=甲 <)");
    assert_eq!(parse("<a>甲<b>乙<c>丙</c></b>丁</a>").root().text(), "甲乙丙丁");
}

#[test]
fn entities_of_a_document_type_stay_as_they_are_written() {
    shows(
        "<!DOCTYPE a [<!ENTITY x 'xx'><!ENTITY y '&x;&x;'>]><a v='&y;'>&y; & &nbsp;</a>",
        r#"a(v=&y;){"&y; & &nbsp;"}"#,
    );
}

#[test]
fn elements_are_found_by_name_and_in_order() {
    let tree = parse("<a><b><c/></b><d/><b x='2'/></a>");
    let names: Vec<&str> = tree.root().descendants().map(Element::name).collect();
    assert_eq!(names, ["b", "c", "d", "b"]);
    assert_eq!(tree.root().child("b").and_then(|b| b.attribute("x")), None);
    assert_eq!(tree.root().children().filter_map(|child| child.attribute("x")).next(), Some("2"));
}

#[test]
fn every_encoding_of_xml_is_read() {
    let text = "<?xml version='1.0'?><a>計畫</a>";
    let big5 = encoding_rs::BIG5.encode("<?xml version='1.0' encoding='big5'?><a>計畫</a>").0.into_owned();
    let utf16 = |bom: bool, order: fn(u16) -> [u8; 2]| {
        let mark = bom.then_some(0xFEFF).into_iter();
        mark.chain(text.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
    };
    let cases = [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        utf16(true, u16::to_le_bytes),
        utf16(true, u16::to_be_bytes),
        utf16(false, u16::to_le_bytes),
        utf16(false, u16::to_be_bytes),
        big5,
        "<?xml version='1.0' encoding='UTF-16'?><a>計畫</a>".as_bytes().to_vec(),
    ];
    for bytes in cases {
        let tree = parse_bytes(&bytes);
        assert_eq!((dump(tree.root()).as_str(), tree.damage()), (r#"a{"計畫"}"#, None));
    }
    let tree = parse_bytes(b"<a>\xE8\xA8</a>");
    assert!(tree.root().text().contains('\u{FFFD}') && tree.damage().is_some());
}

#[test]
fn what_stands_before_damage_is_kept() {
    damaged("<a><b>甲</b><c>乙", r#"a{b{"甲"} c{"乙"}}"#);
    damaged("<a><b>甲</b><c v='1", r#"a{b{"甲"}}"#);
    damaged("<a><b>甲</a>", r#"a{b{"甲"}}"#);
    damaged("<a>甲</b>乙</a>", r#"a{"甲乙"}"#);
    damaged("<a/><b/>", "a");
    damaged("<a x=1>甲</a>", r#"a{"甲"}"#);
}

#[test]
fn a_part_without_an_element_is_malformed() {
    for text in ["", "甲", "<?xml version='1.0'?>", "<!-- x -->"] {
        let error = super::parse(text.as_bytes(), NAMESPACES, &Limits::DEFAULT).unwrap_err();
        assert!(matches!(error, ReadError::Malformed { .. }), "{text}");
    }
}

#[test]
fn elements_stand_as_deep_as_they_like() {
    let text = format!("{}甲{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let tree = parse(&text);
    assert_eq!((tree.root().text().as_str(), tree.root().descendants().count()), ("甲", 99_999));
    assert_eq!(tree.damage(), None);
    let strays = format!("{}{}甲", "<a>".repeat(100_000), "</b>".repeat(100_000));
    let tree = parse(&strays);
    assert!(tree.root().text() == "甲" && tree.damage().is_some());
}

#[test]
fn names_beyond_all_measure_are_one() {
    let attributes: String = (0..20_000).map(|index| format!(" a{index}='{index}'")).collect();
    let tree = parse(&format!("<a{attributes}><b/></a>"));
    assert_eq!(tree.root().attribute("a7"), Some("7"));
    assert_eq!(tree.root().attributes().last(), Some(("?:", "19999")));
    assert_eq!(tree.root().attributes().count(), 20_000);
}

#[test]
fn elements_and_attributes_are_bounded() {
    let limits = Limits { nodes: 10, ..Limits::DEFAULT };
    let many = format!("<a>{}</a>", "<b/>".repeat(10));
    let attributes: String = (0..50).map(|index| format!(" a{index}='1'")).collect();
    for text in [many, format!("<a{attributes}/>")] {
        let error = super::parse(text.as_bytes(), NAMESPACES, &limits).unwrap_err();
        assert!(matches!(error, ReadError::TooLarge { limit: 10, .. }));
    }
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(parts in prop::collection::vec(prop::sample::select(vec![
        "<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "甲", "&amp;", "&", "<", ">", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>", "<?",
        "<!DOCTYPE a>", " xmlns:x='urn:r'", "<x:y xmlns:x='urn:r' x:z=''>", "</x:y>", "'", "\"", "=", "\0", "&#0;", "&#x110000;",
    ]), 0..40)) {
        let text: String = parts.concat();
        if let Ok(tree) = super::parse(text.as_bytes(), NAMESPACES, &Limits::DEFAULT) {
            let names = tree.root().descendants().map(Element::name).collect::<String>();
            prop_assert!(dump(tree.root()).len() >= names.len());
        }
    }
}
