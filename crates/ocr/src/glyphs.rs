//! Characters that the reader takes for their twins of the other script.

use encoding_rs::BIG5;
use script::{Converter, Script};

use crate::Seen;

/// Puts Traditional characters back where the reader saw their Simplified twins or other variants, if the pages are in Traditional Chinese.
///
/// The reader knows both scripts and slips from one into the other, the more so the worse a page is. What Big5 does not have, no page in
/// Traditional Chinese of an agency has either: there its conversion stands, which goes by the words around it.
pub fn restore<'s>(pages: impl IntoIterator<Item = &'s mut Seen>) {
    let converter = Converter::new();
    let pages: Vec<&mut Seen> = pages.into_iter().collect();
    let texts: Vec<String> = pages.iter().map(|page| page.text()).collect();
    if script::detect(&texts.concat()) != Some(Script::Hant) {
        return;
    }
    for (page, text) in pages.into_iter().zip(texts) {
        let converted = converter.to_hant(&text);
        if converted.chars().count() != text.chars().count() {
            continue;
        }
        let mut put = converted.chars();
        for line in &mut page.lines {
            for (character, meant) in line.characters.iter_mut().zip(put.by_ref()) {
                if is_ideograph(character.text) && !is_taiwanese(character.text) && is_taiwanese(meant) {
                    character.text = meant;
                }
            }
            // The end of the line.
            let _ = put.next();
        }
    }
}

fn is_ideograph(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// Whether Big5 has it.
fn is_taiwanese(c: char) -> bool {
    !BIG5.encode(c.encode_utf8(&mut [0; 4])).2
}
