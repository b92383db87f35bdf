//! Numbers that no page and no font has.

use super::build::{File, composite, embedded, helvetica, hex, to_unicode, true_type};
use super::{pages, text};

#[test]
fn an_absurd_box_or_unit_costs_no_page() {
    for entries in [
        "/MediaBox [nan 0 1e999 842]",
        "/MediaBox[-1e30 -1e30 1e30 1e30]",
        "/MediaBox [-99999999999 0 99999999999 800]",
        "/MediaBox [0 0 600 800] /CropBox [0 0 inf inf]",
        "/MediaBox [0 0 600 800] /UserUnit 1e30",
    ] {
        let mut file = File::new();
        let fonts = file.fonts(&[("F", helvetica())]);
        file.page_with(entries, &fonts, "BT /F 10 Tf 100 700 Td (A) Tj ET");
        assert_eq!(text(&file.bytes()), "A", "{entries}");
    }
}

#[test]
fn absurd_default_widths_are_those_of_an_em() {
    for more in ["/DW2 [1e30 -1e30]", "/DW -1e30", "/DW2 [880 -99999999]"] {
        let font = composite("/UniCNS-UCS2-H", "CNS1", more).replace("/DW 1000 /DW -", "/DW -");
        let file = File::of(&[("F", font)], format!("BT /F 10 Tf 100 700 Td <{}> Tj ET", hex("計畫")));
        let found = pages(&file.bytes());
        assert_eq!(super::text_of(&found.pages[0]), "計畫", "{more}");
        assert!((found.pages[0].characters[1].bbox.x0 - 110.0).abs() < 0.1, "{more}");
    }
}

#[test]
fn a_glyph_with_more_characters_than_a_map_may_state_is_unknown() {
    let mut file = File::new();
    let program = file.stream("", true_type(9, &[]));
    let map = file.stream("", to_unicode(&[("0001", &"4E00".repeat(2_000)), ("0002", "8A08")]));
    let font = embedded("Kai", "/Identity-H", "Identity", program, &format!("/ToUnicode {map} 0 R"));
    let fonts = file.fonts(&[("F", font)]);
    file.page(&fonts, "BT /F 10 Tf 100 700 Td <000100020002> Tj ET");
    assert_eq!(text(&file.bytes()), "\u{FFFD}計計");
}
