//! Pairs of plans in `fixtures/pairs`, and what a list of changes must be: met, mirrored, and an explanation of all that differs.

pub mod edits;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use corpus::{Block, Record};
use diff::{Change, ChangeKind, Changes, Span, What, compare};
use ingest::{Options, PlanRecords, Source};
use script::Script;
use serde::Deserialize;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::repository;

/// A change as a list has it, but for what is measured: spans and origins.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Listed {
    /// What happened.
    pub kind: String,
    /// To what.
    pub what: String,
    /// How it was.
    pub old: Value,
    /// How it is.
    pub new: Value,
    /// Key in the old record.
    pub old_key: Option<String>,
    /// Key in the new record.
    pub new_key: Option<String>,
    /// Name of the column.
    pub column: Option<String>,
    /// Nothing but the plan's year moved on.
    pub rolled: bool,
}

/// A pair of plans and what changed between them.
#[derive(Debug)]
pub struct Pair {
    /// The name of its folder.
    pub name: String,
    /// The plan that was.
    pub old: PlanRecords,
    /// The plan that is.
    pub new: PlanRecords,
    /// What a reader finds.
    pub expected: Vec<Listed>,
}

/// Every pair, by name.
///
/// # Errors
///
/// A sentence on what can't be read.
pub fn pairs() -> Result<Vec<Pair>, String> {
    #[derive(Deserialize)]
    struct Expected {
        changes: Vec<Listed>,
    }
    let mut pairs = Vec::new();
    for folder in crate::gold::sorted(&repository().join("fixtures/pairs"))?.into_iter().filter(|path| path.is_dir()) {
        let (mut sides, mut expected) = (BTreeMap::new(), None);
        for file in crate::gold::sorted(&folder)? {
            match file.file_stem().and_then(|stem| stem.to_str()) {
                Some("changes") => {
                    let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
                    let bytes = fs::read(&file).map_err(|error| wrong(&error))?;
                    expected = Some(serde_json::from_slice::<Expected>(&bytes).map_err(|error| wrong(&error))?.changes);
                }
                Some(side @ ("old" | "new")) => drop(sides.insert(side.to_owned(), plan_of(&file)?)),
                _ => return Err(format!("{} is no part of a pair", file.display())),
            }
        }
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let missing = |what: &str| format!("{name} has no {what}");
        pairs.push(Pair {
            old: sides.remove("old").ok_or_else(|| missing("old plan"))?,
            new: sides.remove("new").ok_or_else(|| missing("new plan"))?,
            expected: expected.ok_or_else(|| missing("list"))?,
            name,
        });
    }
    Ok(pairs)
}

/// All plans of a file.
///
/// # Errors
///
/// A sentence on a file that can't be read.
pub fn plans_of(path: &Path) -> Result<Vec<PlanRecords>, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let name = path.strip_prefix(repository()).unwrap_or(path).to_string_lossy().into_owned();
    let source = Source { path: &name, id: "0000000000000000", blake3: "", bytes: &bytes, known: None };
    Ok(ingest::process(&source, &Options::default()).plans)
}

/// The only plan of a file.
///
/// # Errors
///
/// A sentence on a file that can't be read, or holds another number of plans.
pub fn plan_of(path: &Path) -> Result<PlanRecords, String> {
    let mut plans = plans_of(path)?;
    let only = plans.pop().filter(|_| plans.is_empty());
    only.ok_or_else(|| format!("{} holds {} plans", path.display(), plans.len()))
}

/// All files below a folder of the repository, sorted.
///
/// # Errors
///
/// A sentence on a folder that can't be read.
pub fn files(folder: &str) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for path in crate::gold::sorted(&folder)? {
            if path.is_dir() { &mut folders } else { &mut files }.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Two plans in the script that they are compared in.
pub fn in_one_script<'p>(old: &'p PlanRecords, new: &'p PlanRecords) -> (&'p Record, &'p Record) {
    let both = [old, new].iter().all(|plan| plan.hant.script == Script::Hans);
    if both { (&old.hans, &new.hans) } else { (&old.hant, &new.hant) }
}

/// The changes of a list, as they are written.
pub fn listed(changes: &Changes) -> Vec<Listed> {
    let of = |change: &Change| serde_json::to_value(change).and_then(serde_json::from_value::<Listed>).ok();
    changes.changes.iter().filter_map(of).collect()
}

/// What is missing of a list, and what it has besides.
pub fn misses<'l>(expected: &'l [Listed], given: &'l [Listed]) -> (Vec<&'l Listed>, Vec<&'l Listed>) {
    let (mut missed, mut left) = (Vec::new(), given.iter().collect::<Vec<_>>());
    for change in expected {
        match left.iter().position(|given| meets(change, given)) {
            Some(at) => drop(left.remove(at)),
            None => missed.push(change),
        }
    }
    // Of two neighbours that change places, either has moved.
    missed.retain(|change| match left.iter().position(|given| has_moved(change, given)) {
        Some(at) => {
            left.remove(at);
            false
        }
        None => true,
    });
    (missed, left)
}

fn meets(expected: &Listed, given: &Listed) -> bool {
    let place =
        |change: &Listed| (change.old_key.clone(), change.new_key.clone(), change.column.as_deref().map(folded));
    (&expected.kind, &expected.what, expected.rolled) == (&given.kind, &given.what, given.rolled)
        && place(expected) == place(given)
        && same_values(expected, given)
}

fn has_moved(expected: &Listed, given: &Listed) -> bool {
    let keys = |change: &Listed| (change.old_key.clone(), change.new_key.clone());
    let kinds = [(&*expected.kind, &*given.kind), (&*given.kind, &*expected.kind)];
    kinds.contains(&("moved", "renumbered")) && keys(expected) == keys(given) && same_values(expected, given)
}

fn same_values(expected: &Listed, given: &Listed) -> bool {
    let values = |change: &Listed| [&change.old, &change.new].map(comparable);
    values(expected) == values(given)
}

fn comparable(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(folded(text)),
        Value::Array(values) => values.iter().map(comparable).collect(),
        value => value.clone(),
    }
}

/// A text without what never counts as a change, but in its script.
pub fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).map(|c| if c == '臺' { '台' } else { c }).collect()
}

/// What is wrong with the list of `new` to `old`, where that of `old` to `new` is given: nothing but the sides may differ. The
/// column of a cell is named as in the new plan, and the order is that of the new plan.
pub fn unmirrored(old: &Record, new: &Record, changes: &Changes) -> Vec<String> {
    let sides = |change: &Change, mirrored: bool| {
        let mut kind = change.kind;
        let mut old = (change.old.clone(), change.old_key.clone(), change.old_origin.clone());
        let mut new = (change.new.clone(), change.new_key.clone(), change.new_origin.clone());
        let mut spans = change.spans.clone();
        if mirrored {
            kind = kind.mirrored();
            std::mem::swap(&mut old, &mut new);
            let turned = |span: Span| Span { old: span.new, new: span.old };
            spans = spans.map(|spans| spans.into_iter().map(turned).collect());
        }
        format!("{kind:?} {:?} {old:?} {new:?} {spans:?}", change.what)
    };
    let mut there: Vec<String> = changes.changes.iter().map(|change| sides(change, true)).collect();
    let mut back: Vec<String> = compare(new, old).changes.iter().map(|change| sides(change, false)).collect();
    there.sort();
    back.sort();
    let only = |a: &[String], b: &[String]| a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>();
    [only(&there, &back), only(&back, &there)].concat()
}

/// What is wrong with the spans of a change: they lie in the texts, in order, and hold all that differs.
pub fn misplaced(change: &Change) -> Option<String> {
    let is_text = change.kind == ChangeKind::Changed && matches!(change.what, What::Text | What::Heading | What::Title);
    let (Some(spans), true) = (&change.spans, is_text) else {
        let is_missing = is_text && matches!(change.what, What::Text);
        return (is_missing || change.spans.is_some()).then(|| format!("spans of {change:?}"));
    };
    let text = |value: &Option<diff::Value>| match serde_json::to_value(value) {
        Ok(Value::String(text)) => text.chars().collect(),
        _ => Vec::new(),
    };
    let (old, new): (Vec<char>, Vec<char>) = (text(&change.old), text(&change.new));
    let cut = |chars: &[char], of: fn(&Span) -> [usize; 2]| {
        let (mut rest, mut read) = (String::new(), 0);
        for [start, end] in spans.iter().map(of) {
            if start < read || end < start || end > chars.len() {
                return None;
            }
            rest.extend(&chars[read..start]);
            rest.push('\u{0}');
            read = end;
        }
        rest.extend(&chars[read..]);
        Some(simplified(&rest))
    };
    let (rest, other) = (cut(&old, |span| span.old), cut(&new, |span| span.new));
    let is_empty =
        spans.is_empty() || spans.iter().any(|span| span.old[0] == span.old[1] && span.new[0] == span.new[1]);
    (is_empty || rest.is_none() || rest != other).then(|| format!("{spans:?} of {:?} → {:?}", change.old, change.new))
}

fn simplified(text: &str) -> String {
    // A document number, which ends with 號, would stay in its script.
    folded(&script::Converter::new().to_hans(&text.replace(['號', '号'], "#")))
}

/// What of the texts of two plans a list does not explain: the old texts, less what it removes and changes, with what it adds, must be
/// the new ones. Rows count by their cells that are no deadlines, units or numbers.
pub fn unexplained(old: &Record, new: &Record, changes: &Changes) -> Vec<String> {
    let mut rest = Texts::of(new);
    let mut before = Texts::of(old);
    for change in &changes.changes {
        let text = |value: &Option<diff::Value>| match serde_json::to_value(value) {
            Ok(Value::String(text)) => Some(text),
            _ => None,
        };
        let is_cell = change.column.is_some();
        if matches!(change.what, What::Text | What::Section | What::Heading) && !is_cell {
            if let Some(old) = text(&change.old) {
                before.take(&old);
            }
            if let Some(new) = text(&change.new) {
                rest.take(&new);
            }
        }
    }
    before.0.retain(|_, count| *count != 0);
    rest.0.retain(|_, count| *count != 0);
    let only = |a: &Texts, b: &Texts, side: &str| -> Vec<String> {
        let differs = |(text, count): &(&String, &i64)| b.0.get(*text) != Some(count);
        a.0.iter().filter(differs).map(|(text, count)| format!("{side} {count} × {text}")).collect()
    };
    [only(&before, &rest, "old"), only(&rest, &before, "new")].concat()
}

/// How often which texts stand in a plan.
struct Texts(BTreeMap<String, i64>);

impl Texts {
    fn of(record: &Record) -> Self {
        let mut texts = Self(BTreeMap::new());
        // Title lines are told by the field.
        let title = record.title.as_deref().map(simplified).unwrap_or_default();
        let front = record.front.iter().filter(|block| match block {
            Block::Paragraph(paragraph) => !title.contains(&simplified(&paragraph.text)),
            _ => true,
        });
        front.for_each(|block| texts.block(block));
        for section in &record.sections {
            texts.put(&section.heading);
            section.blocks.iter().for_each(|block| texts.block(block));
        }
        texts
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) | Block::Figure(paragraph) => self.put(&paragraph.text),
            Block::Item(item) => {
                self.put(&item.text);
                item.children.iter().for_each(|block| self.block(block));
            }
            Block::Table(table) => table.caption.iter().for_each(|caption| self.put(caption)),
        }
    }

    fn put(&mut self, text: &str) {
        *self.0.entry(simplified(text)).or_default() += 1;
    }

    fn take(&mut self, text: &str) {
        *self.0.entry(simplified(text)).or_default() -= 1;
    }
}
