//! The plans of `tests/agreement`: records written by hand, and what a writer of files may do with them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use corpus::Record;
use serde_json::{Map, Value, json};

use crate::repository;

/// A plan as an exact reading gives it.
#[derive(Debug, Clone)]
pub struct Gold {
    /// The file as it is, for a scorer.
    pub value: Value,
    /// The record, with keys by position and without origins.
    pub record: Record,
    /// The lines of the title, where it has several.
    pub title_lines: Vec<String>,
    /// Divisions, from 1, whose first paragraph stands on the line of the heading.
    pub run_in: BTreeSet<usize>,
}

/// The plans of one file.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// The name of its folder.
    pub name: String,
    /// Its plans, in order.
    pub plans: Vec<Gold>,
}

/// The folder of the gold plans.
pub fn folder() -> PathBuf {
    repository().join("tests/agreement")
}

/// Every bundle, by name.
///
/// # Errors
///
/// A sentence on what can't be read.
pub fn bundles() -> Result<Vec<Bundle>, String> {
    let mut bundles = Vec::new();
    for path in sorted(&folder())?.into_iter().filter(|path| path.is_dir()) {
        let plans: Vec<Gold> = sorted(&path)?
            .into_iter()
            .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
            .map(|file| gold(&file))
            .collect::<Result<_, _>>()?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !plans.is_empty() {
            bundles.push(Bundle { name, plans });
        }
    }
    Ok(bundles)
}

/// What stands in a folder, sorted by name.
///
/// # Errors
///
/// A sentence on a folder that can't be read.
pub fn sorted(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

fn gold(path: &Path) -> Result<Gold, String> {
    let wrong = |what: &dyn std::fmt::Display| format!("{}: {what}", path.display());
    let bytes = fs::read(path).map_err(|error| wrong(&error))?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| wrong(&error))?;
    let mut filled = value.clone();
    fill(&mut filled).ok_or_else(|| wrong(&"no plan"))?;
    let layout = &value["layout"];
    let list = |name: &str| layout[name].as_array().into_iter().flatten();
    Ok(Gold {
        title_lines: list("title").filter_map(|line| Some(line.as_str()?.to_owned())).collect(),
        run_in: list("run_in").filter_map(|number| usize::try_from(number.as_u64()?).ok()).collect(),
        record: serde_json::from_value(filled).map_err(|error| wrong(&error))?,
        value,
    })
}

/// Adds what a record has and a gold plan leaves out. `None` where the value is no plan.
fn fill(plan: &mut Value) -> Option<()> {
    let plan = plan.as_object_mut()?;
    for extra in ["notes", "gold_optional", "layout"] {
        plan.remove(extra);
    }
    plan.insert("id".to_owned(), json!("0000000000000000"));
    plan.insert(
        "source".to_owned(),
        json!({"path": "", "format": "docx", "bytes": 0, "blake3": "", "encoding": null, "pages": null}),
    );
    plan.insert("produced_by".to_owned(), json!({"version": "", "reader": "", "options": "", "converter": null}));
    blocks(plan.get_mut("front")?, "f", &mut Counts::default())?;
    for (index, section) in plan.get_mut("sections")?.as_array_mut()?.iter_mut().enumerate() {
        let section = section.as_object_mut()?;
        let key = format!("s{}", index + 1);
        blocks(section.get_mut("blocks")?, &key, &mut Counts::default())?;
        section.insert("key".to_owned(), json!(key));
        section.insert("kind_from".to_owned(), Value::Null);
        place(section);
    }
    for name in ["citations", "furniture", "diagnostics"] {
        for entry in plan.get_mut(name)?.as_array_mut()? {
            place(entry.as_object_mut()?);
        }
    }
    for diagnostic in plan.get_mut("diagnostics")?.as_array_mut()? {
        diagnostic.as_object_mut()?.insert("message".to_owned(), json!(""));
    }
    Some(())
}

#[derive(Debug, Default)]
struct Counts {
    items: usize,
    tables: usize,
}

fn blocks(blocks_of: &mut Value, section: &str, counts: &mut Counts) -> Option<()> {
    for block in blocks_of.as_array_mut()? {
        let block = block.as_object_mut()?;
        place(block);
        match block.get("type")?.as_str()? {
            "item" => {
                counts.items += 1;
                block.insert("key".to_owned(), json!(format!("{section}.i{}", counts.items)));
                blocks(block.get_mut("children")?, section, counts)?;
            }
            "table" => {
                counts.tables += 1;
                let key = format!("{section}.t{}", counts.tables);
                for (index, row) in block.get_mut("rows")?.as_array_mut()?.iter_mut().enumerate() {
                    let row = row.as_object_mut()?;
                    row.insert("key".to_owned(), json!(format!("{key}.r{}", index + 1)));
                    place(row);
                }
                block.insert("key".to_owned(), json!(key));
                block.insert("read_from".to_owned(), json!("cells"));
            }
            _ => {}
        }
    }
    Some(())
}

fn place(object: &mut Map<String, Value>) {
    let nowhere =
        json!({"part": "body", "regions": null, "lines": null, "chars": null, "paragraph": null, "ocr": null});
    object.insert("origin".to_owned(), nowhere);
}
