//! Files that would take time, memory or stack without measure.

use document::{Block, Limits, Reading, Warning};
use proptest::prelude::*;

use super::build::{definition, num, style};
use super::{Docx, checklist, item, p, pp, read};

fn text(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => out.push_str(&paragraph.text()),
            Block::Table(table) => table.cells.iter().for_each(|cell| text(&cell.blocks, out)),
            Block::Embedded(_) => {}
        }
    }
}

fn text_of(reading: &Reading) -> String {
    let mut out = String::new();
    text(&reading.document.blocks, &mut out);
    out
}

fn is_too_deep(reading: &Reading) -> bool {
    reading.warnings.iter().any(|warning| matches!(warning, Warning::TooDeep { .. }))
}

#[test]
fn tables_nested_without_end_keep_their_text() {
    for depth in [200, 500, 2_000] {
        let body =
            ["<w:tbl><w:tr><w:tc>".repeat(depth), p("底"), "<w:p/></w:tc></w:tr></w:tbl>".repeat(depth), p("末")];
        let reading = read(&Docx::new(&body.concat()).build());
        let text = text_of(&reading);
        assert!(text == "底末" || depth == 2_000 && text == "末底", "{text}");
        assert_eq!(is_too_deep(&reading), depth > Limits::DEFAULT.depth);
    }
}

#[test]
fn wrappers_and_boxes_nested_without_end_keep_their_text() {
    for depth in [1_000, 5_000] {
        let sdt = ["<w:sdt><w:sdtContent>".repeat(depth), p("底"), "</w:sdtContent></w:sdt>".repeat(depth)].concat();
        assert_eq!(text_of(&read(&Docx::new(&sdt).build())), "底");
    }
    let open = "<w:p><w:r><w:pict><v:rect><v:textbox><w:txbxContent>";
    let close = "</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>";
    for depth in [300, 3_000] {
        let boxes = [open.repeat(depth), p("底"), close.repeat(depth), p("末")].concat();
        let reading = read(&Docx::new(&boxes).build());
        assert!(is_too_deep(&reading));
        assert!(text_of(&reading).contains('底'));
    }
    let ruby = "<w:ruby><w:rubyBase><w:r>".repeat(500);
    let body = format!("<w:p><w:r>{ruby}<w:t>底</w:t></w:r></w:p>");
    assert_eq!(text_of(&read(&Docx::new(&body).build())), "底");
}

#[test]
fn empty_paragraphs_cost_nothing() {
    let body = "<w:p/>".repeat(1_000_000) + &p("末");
    let reading = read(&Docx::new(&body).build());
    let [Block::Paragraph(last)] = &reading.document.blocks[..] else { panic!("one paragraph") };
    assert!(last.gap_before);
    assert_eq!(last.runs[0].origin.paragraph, Some(1_000_000));
}

#[test]
fn styles_in_a_circle_or_a_long_row_are_settled() {
    let circle: String = (0..1_000).map(|n| style(&n.to_string(), &((n + 1) % 1_000).to_string(), "")).collect();
    let body = pp("<w:pStyle w:val=\"7\"/>", "文");
    assert_eq!(text_of(&read(&Docx::new(&body).styles(&circle).build())), "文");
    let end = style("0", "", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>");
    let row: String = (1..50_000).map(|n| style(&n.to_string(), &(n - 1).to_string(), "")).collect();
    let reading = read(&Docx::new(&pp("<w:pStyle w:val=\"49999\"/>", "文")).styles(&(end + &row)).build());
    let [Block::Paragraph(heading)] = &reading.document.blocks[..] else { panic!("one paragraph") };
    assert_eq!(heading.heading, Some(1));
}

#[test]
fn styles_of_lists_in_a_circle_lead_nowhere() {
    let link = |style: &str| format!("<w:numStyleLink w:val=\"{style}\"/>");
    let numbering = [
        definition(1, &link("B"), &[("decimal", "%1.")]),
        definition(2, &link("A"), &[("decimal", "%1.")]),
        num(1, 1, ""),
        num(2, 2, ""),
    ];
    let of = |id: &str, list: u32| {
        format!(
            "<w:style w:type=\"numbering\" w:styleId=\"{id}\"><w:pPr><w:numPr><w:numId w:val=\"{list}\"/></w:numPr></w:pPr></w:style>"
        )
    };
    let docx = Docx::new(&item(1, 0, "文")).numbering(&numbering.concat()).styles(&(of("A", 1) + &of("B", 2)));
    assert_eq!(text_of(&read(&docx.build())), "文");
}

#[test]
fn numbers_without_sense_are_passed_over() {
    let numbering = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="4294967295"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%9%"/></w:lvl><w:lvl w:ilvl="99999999999999999999"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
    let body = [item(1, 0, "甲"), item(1, 0, "乙"), item(1, 4_000_000_000, "丙")].concat();
    let extra = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"-5\"/><w:numId w:val=\"x\"/></w:numPr><w:outlineLvl w:val=\"77\"/></w:pPr><w:r><w:t>丁</w:t><w:sym w:char=\"D800\"/><w:sym w:char=\"zz\"/></w:r></w:p>";
    assert_eq!(text_of(&read(&Docx::new(&(body + extra)).numbering(numbering).build())), "甲乙丙丁");
}

#[test]
fn what_grows_by_the_square_is_bounded() {
    let many = 100_000;
    let begin = "<w:fldChar w:fldCharType=\"begin\"/>";
    let fields = format!("<w:p><w:r>{}{}</w:r></w:p>", begin.repeat(many), "<w:t>文</w:t>".repeat(many));
    assert_eq!(text_of(&read(&Docx::new(&fields).build())).chars().count(), many);
    let notes: String = (0..many).map(|n| format!("<w:footnoteReference w:id=\"{n}\"/>")).collect();
    let docx = Docx::new(&format!("<w:p><w:r><w:t>文</w:t>{notes}</w:r></w:p>"));
    let reading = read(&docx.xml("footnotes", "footnotes.xml", "footnotes", "").build());
    assert!(reading.warnings.len() <= 200);
    let chunks = p("文") + &"<w:altChunk r:id=\"chunk\"/>".repeat(many);
    let limits = Limits { inflated: 20_000_000, ..Limits::DEFAULT };
    let docx = Docx::new(&chunks).part("aFChunk", "chunk.htm", "x".repeat(1_000_000));
    let reading = crate::read(&docx.build(), &limits).unwrap();
    assert_eq!(reading.document.blocks.len(), 21);
    let links: String = (0..many as u32).map(|n| definition(n, "<w:numStyleLink w:val=\"None\"/>", &[])).collect();
    let nums: String = (1..many as u32).map(|n| num(n, n, "")).collect();
    let docx = Docx::new(&item(1, 0, "文")).numbering(&(links + &nums));
    assert_eq!(text_of(&read(&docx.build())), "文");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn damaged_files_never_panic_and_read_the_same_twice(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        kept in 0.0..1.0_f64,
    ) {
        let mut bytes = checklist::docx().build();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let limits = Limits { inflated: 1 << 22, ..Limits::DEFAULT };
        let whole = crate::read(&bytes, &limits);
        prop_assert_eq!(&whole, &crate::read(&bytes, &limits));
        let _ = crate::read(&bytes[..(bytes.len() as f64 * kept) as usize], &limits);
    }

    #[test]
    fn damaged_documents_never_panic_and_read_the_same_twice(
        part in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        cut in prop::bool::ANY,
    ) {
        let mut docx = checklist::docx();
        let part = part.index(docx.parts.len());
        let content = &mut docx.parts[part].1;
        let (from, to) = (from.index(content.len()), to.index(content.len()));
        if cut {
            content.truncate(to);
        } else {
            content.drain(from.min(to)..from.max(to).min(from.min(to) + 300));
        }
        let bytes = docx.build();
        prop_assert_eq!(crate::read(&bytes, &Limits::DEFAULT), crate::read(&bytes, &Limits::DEFAULT));
    }
}
