//! Where characters stand.

use layout::Direction;

use super::build::{File, composite, helvetica};
use super::{assert_near, assert_placed, page, text, text_of};

fn plain(content: &str) -> Vec<u8> {
    File::of(&[("F", helvetica())], content).bytes()
}

fn chinese(content: &str) -> Vec<u8> {
    File::of(&[("F", composite("/UniCNS-UCS2-H", "CNS1", "")), ("V", composite("/UniCNS-UCS2-V", "CNS1", ""))], content)
        .bytes()
}

#[test]
fn a_box_is_that_of_the_em_and_the_advance() {
    let page = page(&plain("BT /F 10 Tf 100 700 Td (AB) Tj ET"));
    assert_eq!((page.number, page.width, page.height), (1, 600.0, 800.0));
    let [a, b] = page.characters.as_slice() else { panic!("{:?}", page.characters) };
    assert_placed(a, 'A', [100.0, 91.2, 106.67, 101.2]);
    assert_placed(b, 'B', [106.67, 91.2, 113.34, 101.2]);
    assert_eq!((a.size, a.direction), (10.0, Direction::Horizontal));
}

#[test]
fn quotes_begin_lines_and_set_spacing() {
    let page = page(&plain("BT /F 10 Tf 20 TL 100 700 Td (A) Tj (B) ' 0 5 (CD) \" ET"));
    assert_eq!(text_of(&page), "ABCD");
    let [_, b, c, d] = page.characters.as_slice() else { panic!() };
    assert_near(b.bbox, [100.0, 111.2, 106.67, 121.2]);
    assert_near(c.bbox, [100.0, 131.2, 107.22, 141.2]);
    assert_near(d.bbox, [112.22, 131.2, 119.44, 141.2]);
}

#[test]
fn turned_pages_are_upright() {
    let turned = |degrees: i32| {
        let mut file = File::new();
        let fonts = file.fonts(&[("F", helvetica())]);
        let entries = format!("/MediaBox [0 0 600 800] /Rotate {degrees}");
        file.page_with(&entries, &fonts, "BT /F 10 Tf 100 700 Td (A) Tj ET");
        page(&file.bytes())
    };
    let right = turned(90);
    assert_eq!((right.width, right.height), (800.0, 600.0));
    assert_eq!(right.characters[0].direction, Direction::TurnedRight);
    assert_near(right.characters[0].bbox, [698.8, 100.0, 708.8, 106.67]);
    let down = turned(180);
    assert_eq!(down.characters[0].direction, Direction::UpsideDown);
    assert_near(down.characters[0].bbox, [493.33, 698.8, 500.0, 708.8]);
    let left = turned(270);
    assert_eq!(left.characters[0].direction, Direction::TurnedLeft);
    assert_near(left.characters[0].bbox, [91.2, 493.33, 101.2, 500.0]);
}

#[test]
fn a_page_begins_where_its_box_does() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    file.page_with("/MediaBox [-100 50 500 850] /CropBox [0 50 500 850]", &fonts, "BT /F 10 Tf 100 750 Td (A) Tj ET");
    let page = page(&file.bytes());
    assert_eq!((page.width, page.height), (500.0, 800.0));
    assert_near(page.characters[0].bbox, [100.0, 91.2, 106.67, 101.2]);
}

#[test]
fn text_turned_by_its_matrix_has_the_direction_of_its_line() {
    let page = page(&plain("BT /F 10 Tf 0 1 -1 0 100 700 Tm (A) Tj ET BT /F 10 Tf 0 -1 1 0 200 700 Tm (B) Tj ET"));
    let [a, b] = page.characters.as_slice() else { panic!() };
    assert_eq!((a.direction, b.direction), (Direction::TurnedLeft, Direction::TurnedRight));
    assert_near(a.bbox, [91.2, 93.33, 101.2, 100.0]);
}

#[test]
fn slanted_text_stands_as_if_it_were_upright() {
    let page = page(&plain("BT /F 10 Tf 1 0 0.33 1 100 700 Tm (A) Tj ET"));
    assert_near(page.characters[0].bbox, [100.0, 91.2, 106.67, 101.2]);
}

#[test]
fn scaled_and_raised_text_stands_where_it_is_seen() {
    let page = page(&plain("BT /F 5 Tf 50 Tz 4 Ts 2 0 0 2 100 700 Tm (A) Tj ET"));
    assert_eq!(page.characters[0].size, 10.0);
    // The rise is scaled with the text; half as wide as high.
    assert_near(page.characters[0].bbox, [100.0, 83.2, 103.335, 93.2]);
}

#[test]
fn vertical_writing_hangs_centered_from_its_origin() {
    let page = page(&chinese("BT /V 10 Tf 300 700 Td <8A08756B> Tj ET"));
    let [first, second] = page.characters.as_slice() else { panic!() };
    assert_placed(first, '計', [295.0, 100.0, 305.0, 110.0]);
    assert_placed(second, '畫', [295.0, 110.0, 305.0, 120.0]);
    assert_eq!(first.direction, Direction::Vertical);
}

#[test]
fn vertical_metrics_of_the_font_move_its_glyphs() {
    // The glyph of 計 has its origin elsewhere and is half as high.
    let font = composite("/UniCNS-UCS2-V", "CNS1", "/DW2 [900 -1200] /W2 [0 20000 -500 400 800]");
    let page = page(&File::of(&[("V", font)], "BT /V 10 Tf 300 700 Td <8A08756B> Tj ET").bytes());
    let [first, second] = page.characters.as_slice() else { panic!() };
    assert_near(first.bbox, [295.0, 100.0, 305.0, 105.0]);
    assert_near(second.bbox, [295.0, 105.0, 305.0, 110.0]);
}

#[test]
fn ranges_of_widths_are_the_advance() {
    let font = composite("/Identity-H", "Identity", "/W [1 [300 400] 10 20 250]");
    let page = page(&File::of(&[("F", font)], "BT /F 10 Tf 100 700 Td <00010002000B0063> Tj ET").bytes());
    let widths: Vec<f32> = page.characters.iter().map(|character| character.bbox.width().round()).collect();
    assert_eq!(widths, [3.0, 4.0, 3.0, 10.0], "2.5 rounds to 3");
}

#[test]
fn nested_forms_are_placed_by_all_their_matrices() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let inner = file.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Matrix [1 0 0 1 10 20] /Resources << {fonts} >>"),
        "BT /F 10 Tf (A) Tj ET",
    );
    let outer = file.stream(
        &format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Matrix [2 0 0 2 0 0] /Resources << /XObject << /I {inner} 0 R >> >>"
        ),
        "q 1 0 0 1 5 5 cm /I Do Q",
    );
    file.page(&format!("/XObject << /O {outer} 0 R >>"), "1 0 0 1 100 600 cm /O Do");
    // (0, 0) + (10, 20) + (5, 5), twice, + (100, 600).
    let page = page(&file.bytes());
    assert_placed(&page.characters[0], 'A', [130.0, 132.4, 143.34, 152.4]);
    assert_eq!(page.characters[0].size, 20.0);
}

#[test]
fn what_is_clipped_away_or_off_the_page_is_not_there() {
    let clipped = "q 90 690 15 30 re W n BT /F 10 Tf 100 700 Td (AB) Tj ET Q BT /F 10 Tf 300 700 Td (C) Tj ET";
    assert_eq!(text(&plain(clipped)), "AC");
    assert_eq!(text(&plain("BT /F 10 Tf 592 700 Td (ABC) Tj 0 200 Td (D) Tj ET")), "A");
    let nested =
        "q 0 0 200 800 re W n q 100 0 400 800 re W n BT /F 10 Tf 50 700 Td (A) Tj 100 0 Td (B) Tj 100 0 Td (C) Tj ET";
    assert_eq!(text(&plain(nested)), "B");
}

#[test]
fn text_that_is_filled_and_stroked_is_there_once() {
    assert_eq!(text(&plain("BT /F 10 Tf 2 Tr 100 700 Td (AAB) Tj ET")), "AAB");
    assert_eq!(text(&plain("BT /F 10 Tf 1 Tr 100 700 Td (AB) Tj ET")), "AB");
}

#[test]
fn text_drawn_again_a_little_beside_itself_is_there_once() {
    let bold = "BT /F 10 Tf 100 700 Td (ll11) Tj ET BT /F 10 Tf 100.3 700 Td (ll) Tj (11) Tj ET";
    assert_eq!(text(&plain(bold)), "ll11");
    let shadow = "BT /F 20 Tf 101 699 Td (AB) Tj ET BT /F 20 Tf 100 700 Td (AB) Tj ET";
    assert_eq!(text(&plain(shadow)), "AB");
    let other = "BT /F 10 Tf 100 700 Td (A) Tj ET BT /F 10 Tf 100 700 Td (B) Tj 0 -10 Td (A) Tj ET";
    assert_eq!(text(&plain(other)), "ABA");
}

#[test]
fn white_text_is_text() {
    assert_eq!(text(&plain("1 g BT /F 10 Tf 100 700 Td (A) Tj ET")), "A");
}

#[test]
fn hidden_text_is_kept_where_the_page_shows_none() {
    assert_eq!(text(&plain("BT /F 10 Tf 3 Tr 100 700 Td (A) Tj ET")), "A");
}

#[test]
fn hidden_text_behind_an_image_is_kept_beside_text_that_is_seen() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let image = file
        .stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x");
    file.page(
        &format!("{fonts} /XObject << /I {image} 0 R >>"),
        "q 500 0 0 500 50 50 cm /I Do Q BT /F 10 Tf 3 Tr 100 500 Td (A) Tj 0 250 Td (B) Tj ET \
         BT /F 10 Tf 0 Tr 100 400 Td (C) Tj 3 Tr 0.5 0.5 Td (c) Tj ET",
    );
    let page = page(&file.bytes());
    assert_eq!(text_of(&page), "CA");
    assert_near(page.images[0], [50.0, 250.0, 550.0, 750.0]);
}

#[test]
fn the_size_of_a_page_may_be_absurd() {
    let huge = format!("[0 0 {0} {0}]", "9".repeat(38));
    for size in ["[0 0 0 0]", &huge, "[0 0 -600 -800]", "[600 800 0 0]", "[0 0 600]"] {
        let mut file = File::new();
        let fonts = file.fonts(&[("F", helvetica())]);
        file.page_with(&format!("/MediaBox {size}"), &fonts, "BT /F 10 Tf 1 1 Td (A) Tj ET");
        let page = page(&file.bytes());
        assert!(page.width.is_finite() && page.height.is_finite() && page.width >= 1.0, "{size}: {page:?}");
        assert!(page.characters.iter().all(|character| character.bbox.width().is_finite()));
    }
}

#[test]
fn coordinates_without_sense_place_nothing() {
    let huge = "9".repeat(38);
    let content = format!(
        "BT /F {huge} Tf {huge} {huge} {huge} {huge} {huge} {huge} Tm (A) Tj ET BT /F 0 Tf 100 100 Td (B) Tj ET \
         BT /F 10 Tf 1 0 0 1 100 700 Tm (C) Tj ET {huge} 0 0 {huge} 0 0 cm 0 0 {huge} {huge} re f 0 0 m {huge} {huge} l S"
    );
    assert_eq!(text(&plain(&content)), "C");
}
