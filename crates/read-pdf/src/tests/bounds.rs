//! Files that mean harm: loops, bombs, absurd numbers.

use document::{Limits, ReadError, Warning};

use super::build::{File, composite, deflated, helvetica};
use super::{pages, text};

/// Reads in as small a stack as a thread may have.
fn on_a_small_stack(bytes: Vec<u8>, limits: Limits) -> Result<crate::Pages, ReadError> {
    let reading = move || crate::pages(&bytes, &limits);
    std::thread::Builder::new().stack_size(2 << 20).spawn(reading).unwrap().join().unwrap()
}

/// Two pages, the first of which draws a form; the form has its own resources, or those of the page.
fn with_form(form_content: &str, has_resources: bool) -> Vec<u8> {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let form = file.object("");
    let resources = format!("{fonts} /XObject << /X {form} 0 R >>");
    let own = if has_resources { format!("/Resources << {resources} >>") } else { String::new() };
    let length = form_content.len();
    let dict = format!("<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] {own} /Length {length} >>");
    file.replace(form, format!("{dict}\nstream\n{form_content}\nendstream"));
    file.page(&resources, "/X Do BT /F 10 Tf 100 700 Td (A) Tj ET");
    file.page(&fonts, "BT /F 10 Tf 100 700 Td (B) Tj ET");
    file.bytes()
}

#[test]
fn a_form_that_draws_itself_is_drawn_once_or_costs_its_page() {
    assert_eq!(text(&with_form("BT /F 10 Tf 10 10 Td (C) Tj ET /X Do /X Do", true)), "CAB");
    for content in ["/X Do", "/X Do /X Do", "BT /F 10 Tf 10 10 Td (C) Tj ET /X Do /X Do /X Do"] {
        let found = pages(&with_form(content, false));
        assert_eq!(super::text_of(&found.pages[1]), "B");
        let warnings = &found.warnings;
        assert!(matches!(warnings.as_slice(), [Warning::UnreadPages { pages, .. }] if *pages == [1]), "{warnings:?}");
    }
    for has_resources in [true, false] {
        assert_eq!(text(&with_form("BT /F 10 Tf 10 10 Td (C) Tj ET", has_resources)), "CAB");
    }
}

#[test]
fn forms_that_draw_forms_twice_each_are_counted_before_they_are_drawn() {
    let mut file = File::new();
    let mut last = file.stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << >>", "0 0 1 1 re f");
    for _ in 0..40 {
        let dict =
            format!("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X {last} 0 R >> >>");
        last = file.stream(&dict, "/X Do /X Do");
    }
    file.page(&format!("/XObject << /X {last} 0 R >>"), "/X Do");
    assert!(matches!(crate::pages(&file.bytes(), &Limits::DEFAULT), Err(ReadError::TooLarge { .. })));
}

#[test]
fn forms_within_forms_fit_a_small_stack() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let mut last = file.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << {fonts} >>"),
        "BT /F 10 Tf 100 700 Td (A) Tj ET",
    );
    for _ in 0..200 {
        let dict =
            format!("/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X {last} 0 R >> >>");
        last = file.stream(&dict, "/X Do");
    }
    file.page(&format!("/XObject << /X {last} 0 R >>"), "/X Do");
    assert!(on_a_small_stack(file.bytes(), Limits::DEFAULT).is_ok());
}

#[test]
fn bombs_are_refused_before_they_inflate() {
    let bomb = deflated(&vec![b' '; 40 << 20]);
    let limits = Limits { inflated: 10 << 20, ..Limits::DEFAULT };
    let streams: [fn(&mut File, usize); 4] = [
        |file, bomb| {
            let page = file.page("", "");
            file.replace(page, format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents {bomb} 0 R >>"));
        },
        |file, bomb| {
            let font = helvetica().replace(" >>", &format!(" /ToUnicode {bomb} 0 R >>"));
            let fonts = file.fonts(&[("F", font)]);
            file.page(&fonts, "BT /F 10 Tf (A) Tj ET");
        },
        |file, bomb| {
            let font = format!(
                "<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor << /FontFile2 {bomb} 0 R >> >>"
            );
            let fonts = file.fonts(&[("F", font)]);
            file.page(&fonts, "BT /F 10 Tf (A) Tj ET");
        },
        |file, bomb| {
            file.page(&format!("/ColorSpace << /C [/ICCBased {bomb} 0 R] >>"), "/C cs");
        },
    ];
    for stream in streams {
        let mut file = File::new();
        let bomb = file.stream("/Type /XObject /Filter /FlateDecode /N 3", &bomb);
        stream(&mut file, bomb);
        assert!(matches!(
            crate::pages(&file.bytes(), &limits),
            Err(ReadError::TooLarge { bound: "inflated bytes", .. })
        ));
    }
    let mut file = File::new();
    file.stream("/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode", &bomb);
    file.page("", "");
    assert!(matches!(crate::pages(&file.bytes(), &limits), Err(ReadError::TooLarge { bound: "inflated bytes", .. })));
}

#[test]
fn ranges_of_widths_beyond_all_glyphs_are_refused() {
    for widths in ["/W [0 4294967295 500]", "/W2 [1 [2 3 4] 0 4000000000 1 2 3]", "/W [0 900000 1 0 900000 1]"] {
        let font = composite("/Identity-H", "Identity", widths);
        let file = File::of(&[("F", font)], "BT /F 10 Tf <0001> Tj ET");
        assert!(matches!(crate::pages(&file.bytes(), &Limits::DEFAULT), Err(ReadError::TooLarge { .. })), "{widths}");
    }
}

#[test]
fn a_page_tree_that_holds_itself_has_an_end() {
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    let page = file.page(&fonts, "BT /F 10 Tf 100 700 Td (A) Tj ET");
    file.replace(2, format!("<< /Type /Pages /Kids [2 0 R {page} 0 R 2 0 R {page} 0 R] /Count 9 >>"));
    assert_eq!(text(&file.bytes()), "A");
}

#[test]
fn many_kids_are_bounded() {
    let mut file = File::new();
    file.page("", "");
    let kids = "<< /Type /Page >>".repeat(50_000);
    file.replace(2, format!("<< /Type /Pages /Kids [{kids}] /Count 1 >>"));
    let limits = Limits { nodes: 1_000, ..Limits::DEFAULT };
    assert!(matches!(crate::pages(&file.bytes(), &limits), Err(ReadError::TooLarge { bound: "pages", .. })));
    assert_eq!(pages(&file.bytes()).pages.len(), 50_000);
}

#[test]
fn more_characters_than_a_file_may_have_are_refused() {
    let content = "BT /F 10 Tf 10 700 Td (ABCDEFGHIJ) Tj 0 -20 Td (ABCDEFGHIJ) Tj ET";
    let bytes = File::of(&[("F", helvetica())], content).bytes();
    let limit = |characters| crate::pages(&bytes, &Limits { characters, ..Limits::DEFAULT });
    assert!(limit(20).is_ok());
    assert!(matches!(limit(19), Err(ReadError::TooLarge { bound: "characters", .. })));
}

#[test]
fn a_text_as_long_as_a_file_costs_its_page() {
    let content = format!("BT /F 10 Tf ({}) Tj ET", "A".repeat(3 << 20));
    let found = pages(&File::of(&[("F", helvetica())], content).bytes());
    assert!(matches!(found.warnings.as_slice(), [Warning::UnreadPages { .. }]));
}

#[test]
fn content_without_end_or_sense_is_read_as_far_as_it_goes() {
    let contents = [
        "q ".repeat(200_000),
        "Q ".repeat(1_000),
        "/P BMC ".repeat(100_000),
        "EMC ".repeat(1_000),
        "[".repeat(100_000),
        "<<".repeat(100_000),
        "(".repeat(100_000),
        "BT ".repeat(10_000),
        "0 0 600 800 re W n q ".repeat(20_000),
        "1 0 0 1 1e300 1e300 cm ".repeat(10),
    ];
    for content in contents {
        let content = format!("BT /F 10 Tf 100 700 Td (A) Tj ET {content} BT /F 10 Tf 100 600 Td (B) Tj ET");
        let found = on_a_small_stack(File::of(&[("F", helvetica())], &content).bytes(), Limits::DEFAULT).unwrap();
        assert!(super::text_of(&found.pages[0]).starts_with('A'), "{}", &content[..60]);
    }
}

#[test]
fn references_in_circles_have_an_end() {
    let mut file = File::new();
    let font = file.object("");
    file.replace(font, format!("<< /Type /Font /Subtype /Type0 /BaseFont {font} 0 R /Encoding {font} 0 R /DescendantFonts [{font} 0 R] /ToUnicode {font} 0 R >>"));
    let circle = file.object("");
    file.replace(circle, format!("{circle} 0 R"));
    file.page(
        &format!("/Font << /F {font} 0 R /G {circle} 0 R >> /XObject {circle} 0 R /ExtGState << /S << /SMask << /G {circle} 0 R >> /Font [{font} 0 R 1] >> >>"),
        "/S gs BT /F 10 Tf (A) Tj /G 10 Tf (B) Tj ET /X Do",
    );
    let _ = pages(&file.bytes());
}
