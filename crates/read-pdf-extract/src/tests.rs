#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fmt::Write;

use document::Limits;
use layout::{Direction, Page};
use proptest::prelude::*;

use super::*;

/// A file with a page for each of these: further entries of its dictionary, and its content. `/F` is Helvetica; object 4 is an image,
/// object 5 a form that shows it and is a resource of its own.
fn file(pages: &[(&str, &str)]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|index| format!("{} 0 R ", 6 + 2 * index)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [ {kids}] /Count {} /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> >>",
            pages.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1 >>\nstream\nx\nendstream".to_owned(),
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 \
         /Resources << /XObject << /A 5 0 R /I 4 0 R >> >> >>\nstream\n\nendstream"
            .to_owned(),
    ];
    for (index, (entries, content)) in pages.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /Contents {} 0 R {entries} >>", 7 + 2 * index));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(file.len());
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let (start, size) = (file.len(), objects.len() + 1);
    write!(file, "xref\n0 {size}\n0000000000 65535 f \n").unwrap();
    offsets.iter().for_each(|offset| writeln!(file, "{offset:010} 00000 n ").unwrap());
    write!(file, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").unwrap();
    file.into_bytes()
}

fn drawn(pages: &[(&str, &str)]) -> Vec<Page> {
    draw(&open(&file(pages)).unwrap(), &Limits::DEFAULT).unwrap().pages
}

fn text(page: &Page) -> String {
    page.characters.iter().map(|character| character.text).collect()
}

/// A character's box in whole points.
fn place(page: &Page, index: usize) -> [i32; 4] {
    let bbox = page.characters[index].bbox;
    [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(|side| side.round() as i32)
}

const PLAN: &str = "BT /F 20 Tf 100 700 Td (Ab) Tj ET";

#[test]
fn characters_stand_where_a_reader_sees_them() {
    let [page] = drawn(&[("", PLAN)]).try_into().unwrap();
    assert_eq!((page.number, page.width, page.height, text(&page).as_str()), (1, 600.0, 800.0, "Ab"));
    // Helvetica's A is 667 wide, its b 556; the baseline is 100 from the top.
    assert_eq!([place(&page, 0), place(&page, 1)], [[100, 82, 113, 102], [113, 82, 124, 102]]);
    assert_eq!((page.characters[0].size, page.characters[0].direction), (20.0, Direction::Horizontal));
}

#[test]
fn turned_pages_are_upright_and_turned_text_is_turned() {
    let turned = [("/Rotate 90", PLAN), ("/Rotate 180", PLAN), ("/Rotate -90", PLAN)];
    let [right, down, left] = drawn(&turned).try_into().unwrap();
    assert_eq!((right.width, right.height, right.characters[0].direction), (800.0, 600.0, Direction::TurnedRight));
    assert_eq!(place(&right, 0), [698, 100, 718, 113]);
    assert_eq!((down.width, down.characters[0].direction), (600.0, Direction::UpsideDown));
    assert_eq!(place(&down, 0), [487, 698, 500, 718]);
    assert_eq!((left.width, left.characters[0].direction), (800.0, Direction::TurnedLeft));
    assert_eq!(place(&left, 0), [82, 487, 102, 500]);

    let sideways = "BT /F 20 Tf 0 1 -1 0 300 400 Tm (A) Tj ET";
    let [page] = drawn(&[("", sideways)]).try_into().unwrap();
    assert_eq!(page.characters[0].direction, Direction::TurnedLeft);
    let [page] = drawn(&[("/Rotate 90", sideways)]).try_into().unwrap();
    assert_eq!(page.characters[0].direction, Direction::Horizontal);
}

#[test]
fn a_page_is_its_crop_box_and_what_stands_outside_is_not_on_it() {
    let content = format!("{PLAN} BT /F 20 Tf 10 10 Td (x) Tj ET");
    let [page] = drawn(&[("/MediaBox [0 0 900 900] /CropBox [90 650 300 750]", &content)]).try_into().unwrap();
    assert_eq!((page.width, page.height, text(&page).as_str()), (210.0, 100.0, "Ab"));
    assert_eq!(place(&page, 0), [10, 32, 23, 52]);
    // Boxes that are none: upside down, empty, of the wrong type.
    let boxes = [("/CropBox [300 750 90 650]", (210.0, 100.0)), ("/CropBox [0 0 0 0]", (600.0, 800.0))];
    for (entries, size) in boxes {
        let [page] = drawn(&[(entries, PLAN)]).try_into().unwrap();
        assert_eq!((page.width, page.height), size, "{entries}");
    }
}

#[test]
fn strokes_and_thin_boxes_are_rules_and_nothing_else_is() {
    let lines = "100 700 m 300 700 l 300 500 l S  100 400 200 50 re S";
    let boxes = "100 300 200 1 re f 100 200 2 80 re f 100 100 200 50 re f";
    let others = "100 90 m 300 20 l S 100 90 m 120 80 140 70 300 90 c S 5 5 m 5 5 l S";
    let [page] = drawn(&[("", &format!("{lines} {boxes} {others}"))]).try_into().unwrap();
    let vertical: Vec<bool> = page.rules.iter().map(|rule| rule.is_vertical).collect();
    assert_eq!(vertical, [false, true, false, true, false, true, false, true]);
    let first = page.rules[0].bbox;
    assert_eq!([first.x0, first.x1, first.center().y], [100.0, 300.0, 100.0]);
}

#[test]
fn text_that_is_drawn_twice_to_look_bold_is_there_once() {
    let twice =
        "BT /F 20 Tf 100 700 Td (AAl) Tj ET BT /F 20 Tf 100.4 700 Td (AAl) Tj ET BT /F 20 Tf 200 700 Td (ll) Tj ET";
    let [page] = drawn(&[("", twice)]).try_into().unwrap();
    assert_eq!(text(&page), "AAlll");
}

#[test]
fn pages_of_images_are_told_from_empty_ones() {
    let image = "/Resources << /XObject << /I 4 0 R >> >>";
    let within = "/Resources << /XObject << /O 5 0 R >> >>";
    let reading = read(&file(&[("", PLAN), (image, ""), ("", ""), (within, "")]), &Limits::DEFAULT).unwrap();
    let [Warning::UnreadPages { pages, problem, .. }] = reading.warnings.as_slice() else { panic!("{reading:?}") };
    assert_eq!((pages.as_slice(), problem.as_str()), ([2, 4].as_slice(), "images without a text layer"));
}

#[test]
fn a_page_that_can_t_be_drawn_costs_that_page() {
    // An operand too few: pdf-extract asserts.
    let pages = [("", PLAN), ("", "BT /F 20 Tf 1 0 0 1 Tm (x) Tj ET"), ("", PLAN)];
    let reading = read(&file(&pages), &Limits::DEFAULT).unwrap();
    assert_eq!(reading.pages, Some(3));
    let [Warning::UnreadPages { pages, .. }] = reading.warnings.as_slice() else { panic!("{:?}", reading.warnings) };
    assert_eq!(pages, &[2]);
}

#[test]
#[should_panic(expected = "assertion failed")]
fn a_file_whose_pages_all_fail_fails() {
    let _ = read(&file(&[("", "BT /F 20 Tf 1 0 0 1 Tm (x) Tj ET")]), &Limits::DEFAULT);
}

#[test]
fn what_is_no_text_is_told_apart() {
    let refused = |bytes: &[u8], limits: &Limits| read(bytes, limits).unwrap_err();
    let found = "2 pages without text".to_owned();
    assert_eq!(refused(&file(&[("", ""), ("", "1 0 0 RG")]), &Limits::DEFAULT), ReadError::NoText { found });
    assert!(matches!(refused(b"%PDF-1.4\n", &Limits::DEFAULT), ReadError::Malformed { .. }));
    let limits = Limits { characters: 1, ..Limits::DEFAULT };
    let bound = ReadError::TooLarge { bound: "characters", limit: 1, found: 2 };
    assert_eq!(refused(&file(&[("", PLAN)]), &limits), bound);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_coordinates_boxes_are_finite_and_on_the_page(
        numbers in prop::array::uniform6(prop_oneof![-1e9..1e9, -1e3..1e3, Just(0.0), Just(1e30)]),
        rotate in -1000..1000,
    ) {
        let [a, b, c, d, e, f] = numbers;
        let content = format!("{a} {b} {c} {d} {e} {f} cm {PLAN} 0 0 m 100 0 l S 0 0 100 1 re f");
        for page in drawn(&[(&format!("/Rotate {rotate}"), &content)]) {
            let boxes = page.characters.iter().map(|character| character.bbox).chain(page.rules.iter().map(|rule| rule.bbox));
            for bbox in boxes {
                prop_assert!([bbox.x0, bbox.y0, bbox.x1, bbox.y1].iter().all(|side| side.is_finite()));
                prop_assert!(bbox.x0 <= bbox.x1 && bbox.y0 <= bbox.y1);
                prop_assert!(bbox.x0 <= page.width && bbox.x1 >= 0.0 && bbox.y0 <= page.height && bbox.y1 >= 0.0);
            }
        }
    }
}
