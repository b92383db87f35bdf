//! Marked content, tags, replacement text, layers, annotations.

use layout::{Role, Tag, TagId};

use super::build::{File, composite, helvetica, hex};
use super::{assert_near, page, pages, text};

/// A tagged file: a heading, and a table of two cells, the second in an element that stands in object 100 places on.
fn tagged(elements: &str, content: &str) -> Vec<u8> {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let page = file.page(&fonts, content);
    let elements = elements.replace("PAGE", &format!("/Pg {page} 0 R"));
    let root =
        file.object(format!("<< /Type /StructTreeRoot /RoleMap << /Überschrift /H2 /Loop /Loop >> /K {elements} >>"));
    file.catalog = format!("/MarkInfo << /Marked true >> /StructTreeRoot {root} 0 R");
    file.bytes()
}

fn tag(role: Role, parent: Option<u32>) -> Tag {
    Tag { role, parent: parent.map(TagId), columns: 1, rows: 1 }
}

#[test]
fn characters_belong_to_the_elements_of_their_marks() {
    let found = pages(&tagged(
        "<< /S /Document PAGE /K [<< /S /H1 /K 0 >> << /S /Table /K << /S /TR /K [<< /S /TH /K << /Type /MCR /MCID 1 >> \
         /A << /O /Table /ColSpan 2 >> >> << /S /TD /K [2 3] /A [<< /O /Layout >> 0 << /O /Table /RowSpan 3 >>] >>] >> >>] >>",
        "BT /F 10 Tf 100 700 Td /H1 << /MCID 0 >> BDC (A) Tj EMC /TH << /MCID 1 >> BDC (B) Tj EMC /TD << /MCID 2 >> BDC \
         (C) Tj /Span BMC (D) Tj EMC EMC /TD << /MCID 3 >> BDC (E) Tj EMC (F) Tj ET",
    ));
    assert_eq!(
        found.tags.elements,
        [
            tag(Role::Other, None),
            tag(Role::Heading(1), Some(0)),
            tag(Role::Table, Some(0)),
            tag(Role::Row, Some(2)),
            Tag { columns: 2, ..tag(Role::HeaderCell, Some(3)) },
            Tag { rows: 3, ..tag(Role::Cell, Some(3)) },
        ]
    );
    let tags: Vec<Option<u32>> =
        found.pages[0].characters.iter().map(|character| character.tag.map(|tag| tag.0)).collect();
    assert_eq!(tags, [Some(1), Some(4), Some(5), Some(5), Some(5), None]);
}

#[test]
fn roles_are_mapped_and_artifacts_are_marked() {
    let found = pages(&tagged(
        "[<< /S /Überschrift PAGE /K 0 >> << /S /Loop PAGE /K 1 >>]",
        "BT /F 10 Tf 100 700 Td /X << /MCID 0 >> BDC (A) Tj EMC /Y << /MCID 1 >> BDC (B) Tj EMC \
         /Artifact << /Type /Pagination >> BDC (C) Tj EMC ET",
    ));
    assert_eq!(found.tags.elements, [tag(Role::Heading(2), None), tag(Role::Other, None), tag(Role::Artifact, None)]);
    let tags: Vec<Option<TagId>> = found.pages[0].characters.iter().map(|character| character.tag).collect();
    assert_eq!(tags, [Some(TagId(0)), Some(TagId(1)), Some(TagId(2))]);
}

#[test]
fn a_structure_that_holds_itself_has_an_end() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let page = file.page(&fonts, "BT /F 10 Tf 100 700 Td /P << /MCID 0 >> BDC (A) Tj EMC ET");
    let element = file.object("<< >>");
    file.replace(element, format!("<< /S /P /Pg {page} 0 R /K [0 {element} 0 R {element} 0 R] >>"));
    let root = file.object(format!("<< /Type /StructTreeRoot /K {element} 0 R >>"));
    file.catalog = format!("/StructTreeRoot {root} 0 R");
    assert_eq!(pages(&file.bytes()).tags.elements, [tag(Role::Paragraph, None)]);
}

#[test]
fn a_structure_of_any_depth_is_read() {
    let depth = 20_000;
    let elements = format!("{}<< /S /P /K 0 >>{}", "<< /S /Div PAGE /K ".repeat(3), " >>".repeat(3));
    assert_eq!(pages(&tagged(&elements, "")).tags.elements.len(), 4);
    let mut file = File::new();
    file.page("", "");
    let first = file.object("<< /S /P >>");
    for n in 0..depth {
        file.object(format!("<< /S /Div /K {} 0 R >>", first + n));
    }
    let root = file.object(format!("<< /Type /StructTreeRoot /K {} 0 R >>", first + depth));
    file.catalog = format!("/StructTreeRoot {root} 0 R");
    assert_eq!(pages(&file.bytes()).tags.elements.len(), depth + 1);
}

#[test]
fn marks_of_a_form_with_its_own_structure_are_not_those_of_the_page() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let form = file.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /StructParents 1 /Resources << {fonts} >>"),
        "/P << /MCID 0 >> BDC BT /F 10 Tf 100 700 Td (A) Tj ET EMC",
    );
    let page = file.page(&format!("/XObject << /X {form} 0 R >>"), "/X Do");
    let root = file.object(format!("<< /Type /StructTreeRoot /K << /S /P /Pg {page} 0 R /K 0 >> >>"));
    file.catalog = format!("/StructTreeRoot {root} 0 R");
    assert_eq!(pages(&file.bytes()).pages[0].characters[0].tag, None);
}

#[test]
fn replacement_text_stands_in_the_boxes_of_what_it_replaces() {
    let replaced = |actual: &str, shown: &str| {
        let content =
            format!("BT /F 10 Tf 100 700 Td (x) Tj /Span << /ActualText {actual} >> BDC ({shown}) Tj EMC (y) Tj ET");
        page(&File::of(&[("F", helvetica())], content).bytes())
    };
    assert_eq!(super::text_of(&replaced("<FEFF4E004E8C>", "AB")), "x一二y");
    let shorter = replaced("(fi)", "ABCD");
    assert_eq!(super::text_of(&shorter), "xfiy");
    // A and B, C and D: widths of 667, 667, 722 and 722.
    assert_near(shorter.characters[1].bbox, [105.0, 91.2, 118.34, 101.2]);
    assert_near(shorter.characters[2].bbox, [118.34, 91.2, 132.78, 101.2]);
    let longer = replaced("(fifi)", "AB");
    assert_eq!(super::text_of(&longer), "xfifiy");
    assert_near(longer.characters[2].bbox, [108.335, 91.2, 111.67, 101.2]);
    assert_eq!(super::text_of(&replaced("()", "-")), "xy");
    assert_eq!(super::text_of(&replaced("<FEFFFFFD>", "A")), "xAy");
    assert_eq!(super::text_of(&replaced("(\\200)", "A")), "x•y");
}

#[test]
fn hidden_layers_are_not_there() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let (on, off) = (file.object("<< /Type /OCG /Name (on) >>"), file.object("<< /Type /OCG /Name (off) >>"));
    file.page(
        &format!("{fonts} /Properties << /On {on} 0 R /Off {off} 0 R >>"),
        "/OC /On BDC BT /F 10 Tf 100 700 Td (A) Tj ET EMC /OC /Off BDC BT /F 10 Tf 100 600 Td (B) Tj ET 0 0 100 1 re f EMC",
    );
    file.catalog = format!("/OCProperties << /OCGs [{on} 0 R {off} 0 R] /D << /ON [{on} 0 R] /OFF [{off} 0 R] >> >>");
    let page = page(&file.bytes());
    assert_eq!(super::text_of(&page), "A");
    assert_eq!(page.rules, []);
}

#[test]
fn fields_show_what_they_hold_and_hidden_ones_nothing() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", composite("/UniCNS-UCS2-H", "CNS1", ""))]);
    let appearance = |file: &mut File, text: &str| {
        let content = format!("/Tx BMC BT /F 10 Tf 2 5 Td <{}> Tj ET EMC", hex(text));
        file.stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << {fonts} >>"), content)
    };
    let (shown, hidden, on) = (appearance(&mut file, "甲"), appearance(&mut file, "乙"), appearance(&mut file, "丙"));
    let widget = "/Type /Annot /Subtype /Widget /Rect [100 700 200 720]";
    let all = format!(
        "/MediaBox [0 0 600 800] /Annots [<< {widget} /AP << /N {shown} 0 R >> >> << {widget} /F 2 /AP << /N {hidden} 0 R >> >> \
         << {widget} /AS /On /AP << /N << /On {on} 0 R /Off {hidden} 0 R >> >> >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>]"
    );
    file.page_with(&all, "", "");
    assert_eq!(text(&file.bytes()), "甲丙");
    assert_near(page(&file.bytes()).characters[0].bbox, [102.0, 86.2, 112.0, 96.2]);
}
