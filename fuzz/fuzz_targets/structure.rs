//! Any text, line by line: structure loses nothing of it and doubles nothing.
#![no_main]

use document::{Block, Document, Flow, Origin, Paragraph, Reading};
use libfuzzer_sys::fuzz_target;
use tests::mutants::check_structure;

fuzz_target!(|bytes: &[u8]| {
    let (mut blocks, mut at) = (Vec::new(), 0);
    for (number, line) in (1..).zip(String::from_utf8_lossy(bytes).split('\n')) {
        let length = u32::try_from(line.chars().count()).unwrap_or(0);
        let origin = Origin::of_text((number, number), (at, at + length));
        blocks.push(Block::Paragraph(Paragraph::new(line, origin)));
        at += length + 1;
    }
    let document = Document { blocks, flow: Flow::Lines };
    assert_eq!(check_structure(&Reading { document, ..Reading::default() }), Ok(()));
});
