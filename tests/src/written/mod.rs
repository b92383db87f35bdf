//! Files of gold plans, as a producer of each format writes them. What a variant is called says how it came about; see
//! `tests/agreement/README.md`.

mod grid;
mod html;
mod text;

use corpus::{Block, Paragraph, Record, Section};
use export::{ExportError, Labels};
use script::Script;

use crate::gold::{Bundle, Gold};

/// A file of a bundle.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its name: producer, labels, flattening and extension.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Every file of a bundle that needs no other program.
///
/// # Errors
///
/// A .docx that can't be packed.
pub fn files(bundle: &Bundle) -> Result<Vec<Written>, ExportError> {
    let record = whole(bundle);
    let of = |name, text: String| Written { name, bytes: text.into_bytes() };
    Ok(vec![
        Written { name: "export-generated.docx", bytes: export::docx(&record, Labels::Generated)? },
        Written { name: "export-typed.docx", bytes: export::docx(&record, Labels::Typed)? },
        of("web-typed.html", html::page(&record, Labels::Typed)),
        of("web-generated.html", html::page(&record, Labels::Generated)),
        of("text-tabs.txt", text::tabs(&record)),
        of("text-cell-a-line.txt", text::cell_a_line(&record)),
        of("text-one-line.txt", text::one_line(&record)),
        Written { name: "text-wrapped-34.txt", bytes: in_old_encoding(&text::wrapped(&record), record.script) },
    ])
}

/// All plans of a bundle as one record that a writer lays out line by line: the lines of titles parted, headings that run into
/// their text joined to it, a further plan's front as a division without a label.
fn whole(bundle: &Bundle) -> Record {
    let mut plans = bundle.plans.iter().map(laid_out);
    let Some(mut whole) = plans.next() else { unreachable!("a bundle has a plan") };
    for plan in plans {
        let mut front = plan.front;
        let heading = match front.remove(0) {
            Block::Paragraph(title) => title.text,
            _ => unreachable!("a front begins with the title"),
        };
        whole.sections.push(Section {
            key: String::new(),
            kind: plan::Kind::Other,
            kind_from: None,
            label: None,
            ordinal: None,
            heading,
            blocks: front,
            origin: whole.sections[0].origin.clone(),
        });
        whole.sections.extend(plan.sections);
    }
    whole
}

/// Text as files of its time have it, Big5 or GB 18030; as UTF-8 where it has a character that these lack.
fn in_old_encoding(text: &str, script: Script) -> Vec<u8> {
    let encoding = if script == Script::Hans { encoding_rs::GB18030 } else { encoding_rs::BIG5 };
    let (bytes, _, lacks) = encoding.encode(text);
    if lacks { text.as_bytes().to_vec() } else { bytes.into_owned() }
}

/// The line that begins a division, whether it is a heading, and the blocks behind it. A division that is only a sentence has it there.
fn opening(section: &Section) -> (String, bool, &[Block]) {
    let label = section.label.as_deref().map(typed).unwrap_or_default();
    match (section.heading.as_str(), section.blocks.as_slice()) {
        ("", [Block::Paragraph(sentence), rest @ ..]) => (label + &sentence.text, false, rest),
        (heading, blocks) => (label + heading, true, blocks),
    }
}

/// A label with what is typed behind it. The table is the writer's own: it asks no reader.
fn typed(label: &str) -> String {
    let separator = match label.chars().last() {
        _ if label.starts_with(['第', '附']) => "\u{3000}",
        Some(last) if last.is_ascii_digit() => ".",
        Some('一'..='龥') => "、",
        _ => "",
    };
    format!("{label}{separator}")
}

fn laid_out(gold: &Gold) -> Record {
    let mut record = gold.record.clone();
    if let (Some(Block::Paragraph(title)), false) = (record.front.first_mut(), gold.title_lines.is_empty()) {
        title.text = gold.title_lines.join("\n");
        record.title = Some(title.text.clone());
    }
    for number in &gold.run_in {
        let Some(section) = record.sections.get_mut(number - 1) else { continue };
        if let (Some(Block::Paragraph(Paragraph { text, .. })), false) =
            (section.blocks.first_mut(), section.heading.is_empty())
        {
            *text = format!("{}：{text}", section.heading);
            section.heading.clear();
        }
    }
    record
}
