use document::{Block, Place};

use super::build::NAMESPACES;
use super::stories::{running, section};
use super::{Docx, dump, dump_of, p, read};

fn anchored(content: &str) -> String {
    format!("<w:p><w:r><w:t>前</w:t></w:r><w:r>{content}</w:r><w:r><w:t>後</w:t></w:r></w:p>")
}

fn shape(text: &str) -> String {
    format!("<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>", p(text))
}

fn drawing(content: &str) -> String {
    format!(
        "<w:drawing><wp:anchor><a:graphic><a:graphicData>{content}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
}

fn picture(shape: &str, text: &str) -> String {
    format!("<w:pict><v:{shape}><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:{shape}></w:pict>", p(text))
}

#[test]
fn a_box_stands_behind_its_paragraph_once() {
    let both = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        drawing(&shape("框")),
        picture("shape", "框")
    );
    assert_eq!(dump(&(anchored(&both) + &p("末"))), "前後\nTextbox: 框\n末\n");
}

#[test]
fn the_fallback_counts_where_no_choice_is_understood() {
    let both = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"x\">{}</mc:Choice><mc:Choice Requires=\"undeclared\"/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        drawing(&shape("選")),
        picture("rect", "退")
    );
    assert_eq!(dump(&anchored(&both)), "前後\nTextbox: 退\n");
}

#[test]
fn groups_of_shapes_give_each_of_their_boxes() {
    let group = format!("<wpg:wgp>{}{}</wpg:wgp>", shape("一"), shape("二"));
    assert_eq!(dump(&anchored(&drawing(&group))), "前後\nTextbox: 一\nTextbox: 二\n");
    let group = format!("<w:pict><v:group>{}</v:group></w:pict>", picture("roundrect", "三"));
    assert_eq!(dump(&anchored(&group)), "前後\nTextbox: 三\n");
}

#[test]
fn boxes_stand_in_boxes_and_in_cells() {
    let inner = anchored(&picture("rect", "內"));
    let outer = anchored(&format!(
        "<w:pict><v:rect><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:rect></w:pict>"
    ));
    assert_eq!(
        dump(&format!("<w:tbl><w:tr><w:tc>{outer}</w:tc></w:tr></w:tbl>")),
        "table 1x1\n  0,0\n    前後\n    Textbox: 前後\n    Textbox: 內\n"
    );
}

#[test]
fn art_of_letters_and_text_of_drawings_are_text() {
    let art = "<w:pict><v:shape><v:textpath string=\"草案\"/></v:shape></w:pict>";
    assert_eq!(dump(&anchored(art)), "前後\nTextbox: 草案\n");
    let canvas = "<x:canvas><x:sp><a:p><a:r><a:t>圖</a:t></a:r><a:br/><a:r><a:t>說</a:t></a:r></a:p></x:sp></x:canvas>";
    assert_eq!(dump(&anchored(&drawing(canvas))), "前後\nTextbox: 圖⏎說\n");
}

#[test]
fn pictures_and_their_descriptions_are_no_text() {
    let picture = "<w:drawing><wp:inline><wp:docPr id=\"1\" name=\"圖 1\" descr=\"一張照片\"/></wp:inline></w:drawing>";
    assert_eq!(dump(&anchored(picture)), "前後\n");
}

#[test]
fn the_points_of_a_diagram_are_text() {
    let point = |kind: &str, text: &str| {
        format!("<dgm:pt modelId=\"1\"{kind}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>")
    };
    let points = [point("", "規劃"), point(" type=\"node\"", "執行"), point(" type=\"pres\"", "樣")].concat();
    let data = format!("<dgm:dataModel {NAMESPACES}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>");
    let body = anchored(&drawing("<dgm:relIds r:dm=\"data1\" r:lo=\"layout1\"/>"));
    let docx = Docx::new(&body).part("diagramData", "data1.xml", data);
    assert_eq!(dump_of(&read(&docx.build())), "前後\nTextbox: 規劃\nTextbox: 執行\n");
}

#[test]
fn art_of_letters_in_a_header_is_the_watermark_of_the_pages() {
    let art = anchored("<w:pict><v:shape><v:textpath string=\"草案\"/></v:shape></w:pict>");
    let header = section(&running("header", "default", "header1"));
    let docx = Docx::new(&(p("文") + &header)).xml("header", "header1.xml", "hdr", &art);
    let places: Vec<(String, Place)> = read(&docx.build())
        .document
        .blocks
        .into_iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some((paragraph.text(), paragraph.place)),
            _ => None,
        })
        .collect();
    let expected = [("文", Place::Main), ("前後", Place::Main), ("草案", Place::Watermark)];
    assert_eq!(places, expected.map(|(text, place)| (text.to_owned(), place)));
}
