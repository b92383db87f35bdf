//! A file with everything, and files of any bytes: whatever a byte says, there is an answer, and the same one each time.

use document::Limits;
use flate2::Compression;
use proptest::prelude::*;

use super::build::{File, composite, deflated_by, embedded, helvetica, hex, to_unicode, true_type};
use super::crypt::encrypted;

/// A file that has everything.
fn everything() -> Vec<u8> {
    let mut file = File::new();
    let program = file.stream("", true_type(9, &[('計', 1), ('畫', 2)]));
    let map = file.stream("", to_unicode(&[("0001", "8A08"), ("0002", "00660069")]));
    let glyph = file.stream("", "1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f");
    let type3 = format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 1 \
         /Widths [1000] /Encoding << /Differences [1 /g1] >> /CharProcs << /g1 {glyph} 0 R >> /ToUnicode {map} 0 R >>"
    );
    let fonts = file.fonts(&[
        ("A", helvetica()),
        ("B", composite("/ETenms-B5-H", "CNS1", "/W [1 [300 400] 10 20 250]")),
        ("C", composite("/UniCNS-UTF16-V", "CNS1", "/DW2 [880 -1000] /W2 [1 5 -500 400 800]")),
        ("D", embedded("Kai", "/Identity-H", "Identity", program, &format!("/ToUnicode {map} 0 R"))),
        ("E", embedded("Kai", "/GBK-EUC-H", "GB1", program, "")),
        ("G", type3),
    ]);
    let image = file
        .stream("/Type /XObject /Subtype /Image /Width 2 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "xx");
    let form = file.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Matrix [1 0 0 1 10 20] /Resources << {fonts} >>"),
        "BT /A 10 Tf 3 Tr 20 20 Td (in a form) Tj ET",
    );
    let content = format!(
        "/P << /MCID 0 >> BDC BT /A 10 Tf 2 Tr 100 700 Td (Plan) Tj (\\050x\\051) ' ET EMC q 0 0 500 500 re W n \
         /Artifact BMC BT /B 12 Tf 100 450 Td [<AD70B565> -50 <FA40A440>] TJ ET EMC Q /Span << /ActualText <FEFF4E00> >> BDC \
         BT /D 12 Tf 100 400 Td <000100020003> Tj ET EMC BT /C 12 Tf 300 400 Td <{}> Tj ET BT /E 12 Tf 0 1 -1 0 50 50 Tm \
         <BCC6BBAE> Tj /G 12 Tf <01> Tj ET 0.9 g 100 100 200 50 re f 1 g 100 120 200 1 re f 0 G 2 w [3 3] 0 d 100 90 m \
         300 90 l 300 60 l s /X Do q 100 0 0 100 300 300 cm /I Do Q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        hex("計畫")
    );
    let resources = format!("{fonts} /XObject << /X {form} 0 R /I {image} 0 R >>");
    let page = file.page_with("/MediaBox [0 0 600 800] /Rotate 90 /StructParents 0", &resources, content);
    let data = deflated_by(Compression::none(), b"BT /A 10 Tf 100 700 Td (second page) Tj ET");
    let second = file.page(&resources, "");
    let mut body = format!("<< /Filter [/FlateDecode] /Length {} >>\nstream\n", data.len()).into_bytes();
    body.extend(data);
    body.extend(b"\nendstream");
    file.replace(second - 1, body);
    let root = file.object(format!(
        "<< /Type /StructTreeRoot /K << /S /Table /Pg {page} 0 R /K [<< /S /TD /K 0 /A << /ColSpan 2 >> >>] >> >>"
    ));
    file.catalog = format!("/StructTreeRoot {root} 0 R");
    file.bytes()
}

/// What everyone makes mutants of, and fuzzing begins with.
#[test]
fn the_files_with_everything_are_fixtures() {
    insta::with_settings!({ snapshot_path => "../../../../fixtures/everything", prepend_module_to_snapshot => false }, {
        insta::assert_binary_snapshot!("pages.pdf", everything());
        insta::assert_binary_snapshot!("encrypted.pdf", encrypted(b"", "Standard"));
    });
}

#[test]
fn the_file_with_everything_is_whole() {
    let found = super::pages(&everything());
    let first = super::text_of(&found.pages[0]);
    for text in ["Plan", "(x)", "計畫\u{E000}一", "计划", "計"] {
        assert!(first.contains(text), "{text}: {first}");
    }
    assert_eq!(super::text_of(&found.pages[1]), "second page");
    assert_eq!(found.tags.elements.len(), 3);
    assert!(found.pages[0].rules.len() >= 3);
}

#[test]
fn small_limits_end_in_an_error_and_not_beyond_them() {
    for bound in [1, 8, 64] {
        let limits = Limits { characters: bound, nodes: bound, depth: 1, inflated: 64, span: 1, ..Limits::DEFAULT };
        let _ = crate::pages(&everything(), &limits);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_cut_anywhere_has_an_answer(part in 0.0..1.0_f64) {
        let bytes = everything();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a file")]
        let end = (bytes.len() as f64 * part) as usize;
        let _ = crate::pages(&bytes[..end], &Limits::DEFAULT);
    }

    #[test]
    fn content_of_any_bytes_has_an_answer(content in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let bytes = File::of(&[("A", helvetica())], content).bytes();
        let first = crate::pages(&bytes, &Limits::DEFAULT);
        prop_assert_eq!(first, crate::pages(&bytes, &Limits::DEFAULT));
    }

    #[test]
    fn bytes_of_any_sort_have_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = crate::pages(&bytes, &Limits::DEFAULT);
    }
}
