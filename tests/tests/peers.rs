//! Text of .doc files as another reader has it: office_oxide, behind the feature `peers`.
#![cfg(feature = "peers")]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use document::{Block, Limits};
use office_oxide::{Document, DocumentFormat};
use tests::repository;

/// Of its text in a file. It also has characters in place of symbols, and names of what is embedded.
const LEAST: f64 = 0.88;
/// Of its text in a file of Chinese text, and in all files. It has text boxes at other places.
const LEAST_CHINESE: f64 = 0.98;
const LEAST_OF_ALL: f64 = 0.99;

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        println!("skipped: {} is not there", folder.display());
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "doc")).collect();
    paths.sort();
    paths
}

fn visible(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{FFFC}').collect()
}

/// How often four characters stand one after another.
fn grams(text: &[char]) -> BTreeMap<&[char], usize> {
    let mut grams = BTreeMap::new();
    text.windows(4).for_each(|gram| *grams.entry(gram).or_insert(0) += 1);
    grams
}

/// How many of the first text's are in the second, and how many there are.
fn recall(of: &[char], within: [&[char]; 2]) -> (usize, usize) {
    let (of, within) = (grams(of), within.map(grams));
    let known = |gram: &[char]| within.iter().map(|grams| grams.get(gram).copied().unwrap_or(0)).max().unwrap_or(0);
    (of.iter().map(|(gram, count)| (*count).min(known(gram))).sum(), of.values().sum())
}

fn text(blocks: &[Block], labels: bool, text: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                text.push_str(paragraph.label.as_deref().filter(|_| labels).unwrap_or_default());
                text.push_str(&paragraph.text());
            }
            Block::Table(table) => table.cells.iter().for_each(|cell| self::text(&cell.blocks, labels, text)),
            Block::Embedded(_) => {}
        }
    }
}

/// What it says of things that are not text: `[Embedded OLE Object]`.
fn without_placeholders(text: &str) -> String {
    let mut parts = text.split("[Embedded");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(']').map_or(part, |(_, rest)| rest))
}

/// Whether the document is of Word 97 or later: its text of the others is of the wrong code page.
fn is_word97(bytes: &[u8]) -> bool {
    let signature = bytes.windows(4).step_by(512).find(|start| start.starts_with(&[0xEC, 0xA5]));
    signature.is_some_and(|start| u16::from_le_bytes([start[2], start[3]]) >= 0x6A)
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "counts of characters")]
fn no_text_that_office_oxide_reads_is_missing() {
    let shared = repository().join("../shared/real");
    let folders = [repository().join("fixtures/office"), shared.join("doc"), shared.join("doc-tw")];
    let (mut found, mut all) = (0, 0);
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let bytes = fs::read(&path).unwrap();
        let Ok(reading) = read_doc::read(&bytes, &Limits::DEFAULT) else { continue };
        let Ok(peer) = Document::from_reader(Cursor::new(bytes.clone()), DocumentFormat::Doc) else { continue };
        let peer = visible(&without_placeholders(&peer.plain_text()));
        let ours = [false, true].map(|labels| {
            let mut shown = String::new();
            text(&reading.document.blocks, labels, &mut shown);
            visible(&shown)
        });
        let (part, whole) = recall(&peer, [&ours[0], &ours[1]]);
        if whole < 20 || !is_word97(&bytes) {
            continue;
        }
        let is_chinese = peer.iter().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(*c)).count() > 20;
        let least = if is_chinese { LEAST_CHINESE } else { LEAST };
        let share = part as f64 / whole as f64;
        println!("{share:.4} of {whole:6} {}", path.display());
        assert!(share >= least, "{}: {share}", path.display());
        (found, all) = (found + part, all + whole);
    }
    assert!(found as f64 >= LEAST_OF_ALL * all as f64, "{found} of {all}");
}
