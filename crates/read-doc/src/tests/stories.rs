//! Notes, headers, comments, text boxes.

use super::build::{Doc, para, plc, sprm};
use super::{dump, error};

/// `sprmCFSpec`
fn special() -> Vec<u8> {
    sprm(0x0855, &[1])
}

#[test]
fn a_note_stands_after_the_paragraph_that_refers_to_it() {
    let mut doc = Doc::new([para("本文\u{2}也").run(2, []).run(1, special()), para("後")]);
    doc.stories[1] = vec![para("\u{2}附註").run(1, special()), para("")];
    doc.part(2, plc(&[2, 6], &[vec![1, 0]]));
    doc.part(3, plc(&[0, 4, 5], &[]));
    assert_eq!(dump(&doc.bytes()), "\"本文也\"\nF0 \"附註\"\n\"後\"\n");
}

#[test]
fn headers_and_footers_stand_at_the_end() {
    let mut doc = Doc::new([para("本文")]);
    doc.stories[2] = vec![para("府頭"), para("頁尾"), para("")];
    // Six separators, then of the section: even and odd header, even and odd footer, first header, first footer.
    doc.part(11, plc(&[0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 6, 6, 6, 7], &[]));
    doc.part(6, plc(&[0, 3], &[[&[0, 0], &[0xFF; 4][..], &[0; 6]].concat()]));
    assert_eq!(dump(&doc.bytes()), "\"本文\"\nH0 \"府頭\"\nf0 \"頁尾\"\n");
}

#[test]
fn comments_stand_at_the_end() {
    let mut doc = Doc::new([para("本\u{5}文").run(1, []).run(1, special())]);
    doc.stories[4] = vec![para("\u{5}再查").run(1, special()), para("")];
    doc.part(4, plc(&[1, 4], &[vec![0; 30]]));
    doc.part(5, plc(&[0, 4, 5], &[]));
    assert_eq!(dump(&doc.bytes()), "\"本文\"\nC0 \"再查\"\n");
}

#[test]
fn a_text_box_stands_after_the_paragraph_of_its_anchor() {
    let mut doc = Doc::new([para("甲\u{8}").run(1, []).run(1, special()), para("乙")]);
    doc.stories[6] = vec![para("框內"), para("")];
    let shape = 1026_u32.to_le_bytes();
    let story = [&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &shape, &[0; 4]].concat();
    doc.part(56, plc(&[0, 3, 4], &[story, vec![0; 22]]));
    doc.part(40, plc(&[1, 5], &[[&shape[..], &[0; 22]].concat()]));
    assert_eq!(dump(&doc.bytes()), "\"甲\"\nT0 \"框內\"\n\"乙\"\n");
}

#[test]
fn the_code_of_a_field_is_not_text_and_its_result_is() {
    let body = para("\u{13} REF \u{13} IF \u{14}內碼\u{15} \u{14}結\u{13} X \u{14}果\u{15}\u{15}完");
    assert_eq!(dump(&Doc::new([body]).bytes()), "\"結果完\"\n");
}

#[test]
fn an_encrypted_document_says_so() {
    let mut doc = Doc::new([para("甲")]);
    doc.flags |= 0x0100;
    assert_eq!(error(&doc.bytes()), document::ReadError::Encrypted);
    doc.flags |= 0x8000;
    assert_eq!(error(&doc.bytes()), document::ReadError::Encrypted);
}

#[test]
fn a_document_without_text_says_so() {
    assert!(matches!(error(&Doc::new([para("")]).bytes()), document::ReadError::NoText { .. }));
}
