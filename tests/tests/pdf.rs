//! Prints of plans, by several programs and in several fonts: `tests/pdf/make.sh` makes `fixtures/pdf`.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use document::{Block, Document, Limits, Part, ReadError, Reading, Table, Warning};
use plan::Plan;
use tests::{bare, dump, repository, with_cells};

/// Files of `fixtures/pdf` that are no print of a plan as a whole.
const OTHERS: [&str; 3] = ["locked", "scan", "scan-before-text"];

/// The part of the cells of a table over several pages that must be exact.
const EXACT: f64 = 0.99;

fn folder() -> PathBuf {
    repository().join("fixtures/pdf")
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<Reading, ReadError> {
    read_pdf::read(&fs::read(path).unwrap(), &Limits::DEFAULT, &ocr::Recognition::NEVER)
}

/// The prints by the plan they show: what stands before the first dot of their names.
fn prints() -> BTreeMap<String, Vec<PathBuf>> {
    let mut prints: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "pdf"));
    files.sort();
    for file in files {
        let plan = name(&file).split('.').next().unwrap().to_owned();
        if !OTHERS.contains(&plan.as_str()) {
            prints.entry(plan).or_default().push(file);
        }
    }
    prints
}

/// What a document holds, by where it stands: the text without blanks, tables aside, and the tables.
#[derive(Debug, Default, PartialEq)]
struct Shown {
    texts: BTreeMap<String, Vec<String>>,
    tables: Vec<BTreeMap<String, String>>,
}

impl Shown {
    fn add(&mut self, place: &str, text: &str) {
        self.texts.entry(place.to_owned()).or_default().push(closed(text));
    }
}

/// Blanks are layout; line ends are not.
fn closed(text: &str) -> String {
    text.replace('\n', "⏎").chars().filter(|c| !c.is_whitespace()).collect()
}

/// An expectation: a line for each block, and after `table` one for each cell, `row,column+ROWSxCOLUMNS text`.
fn expected(path: &Path) -> Shown {
    let mut shown = Shown::default();
    for line in fs::read_to_string(path).unwrap().lines() {
        if let Some(cell) = line.strip_prefix("  ") {
            let (place, text) = cell.split_once(' ').unwrap_or((cell, ""));
            shown.tables.last_mut().unwrap().insert(place.to_owned(), closed(text));
        } else if let Some((place, text)) = line.split_once(' ') {
            shown.add(place, text);
        } else {
            shown.add("paragraph", "(table)");
            shown.tables.push(BTreeMap::new());
        }
    }
    shown
}

fn shown(document: &Document) -> Shown {
    let mut shown = Shown::default();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let place = match paragraph.runs.first().map_or(Part::Body, |run| run.origin.part) {
                    Part::Body => "paragraph",
                    Part::Header => "header",
                    Part::Footer => "footer",
                    Part::Footnote => "footnote",
                    Part::Textbox => "textbox",
                    Part::Comment => "comment",
                };
                shown.add(place, &paragraph.text());
            }
            Block::Table(table) => {
                shown.add("paragraph", "(table)");
                shown.tables.push(cells(table));
            }
            Block::Embedded(_) => shown.add("embedded", ""),
        }
    }
    shown
}

fn cells(table: &Table) -> BTreeMap<String, String> {
    let cells = table.cells.iter().map(|cell| {
        let texts: Vec<String> = cell.blocks.iter().filter_map(paragraph_text).collect();
        (format!("{},{}+{}x{}", cell.row, cell.column, cell.rows, cell.columns), closed(&texts.join("\n")))
    });
    cells.collect()
}

fn paragraph_text(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph.text()),
        Block::Table(_) | Block::Embedded(_) => None,
    }
}

/// What a print destroys of its plan: a line for each loss in `<plan>.losses.tsv` says which prints, why, what the dump of the Word
/// file has, and what a reader of the print can know.
fn losses(plan: &str, print: &Path) -> Vec<(String, String)> {
    let Ok(text) = fs::read_to_string(folder().join(format!("{plan}.losses.tsv"))) else { return Vec::new() };
    let name = name(print);
    let kind = name.split('.').nth(1).unwrap();
    let of_line = |line: &str| {
        let [prints, _why, has, shows] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        prints.split(' ').any(|print| print == kind).then(|| (has.to_owned(), shows.to_owned()))
    };
    text.lines().filter_map(of_line).collect()
}

#[test]
fn a_print_gives_the_record_of_the_word_file() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (plan, files) in prints() {
        let source = repository().join("fixtures/office").join(&plan).with_extension("docx");
        let Ok(bytes) = fs::read(&source) else { continue };
        let plans = plan::structure(
            &read_docx::read(&bytes, &Limits::DEFAULT).unwrap(),
            &plan::Lexicon::default(),
            &plan::Known::default(),
        );
        let expected: Vec<Plan> = plans.into_iter().map(bare).collect();
        for file in files {
            compared += 1;
            let found = match read(&file) {
                Ok(reading) => plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default()),
                Err(error) => {
                    wrong.push(format!("{}: {error}", name(&file)));
                    continue;
                }
            };
            let found: Vec<Plan> = found.into_iter().map(bare).map(with_cells).collect();
            let mut dumped = dump(&expected);
            let losses = losses(&plan, &file);
            for (has, shows) in &losses {
                assert!(dumped.contains(has), "{}: {has} is not in the plan", name(&file));
                dumped = dumped.replace(has, shows);
            }
            let equal = if losses.is_empty() { found == expected } else { dump(&found) == dumped };
            if !equal {
                wrong.push(format!("{}\n{}", name(&file), difference(&dumped, &dump(&found))));
            }
        }
    }
    assert!(compared > 20, "only {compared} prints");
    assert!(wrong.is_empty(), "{} of {compared} prints differ\n{}", wrong.len(), wrong.join("\n"));
}

/// The lines of each text that the other one does not have.
fn difference(expected: &str, found: &str) -> String {
    let only = |these: &str, those: &str, mark: &str| {
        let those: Vec<&str> = those.lines().collect();
        let lines = these.lines().filter(|line| !those.contains(line));
        lines.map(|line| format!("  {mark} {line}\n")).collect::<String>()
    };
    let lines = only(expected, found, "-") + &only(found, expected, "+");
    if lines.is_empty() { format!("  the order, or what a dump does not show\n{found}") } else { lines }
}

#[test]
fn a_print_shows_what_is_expected_of_it() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (plan, files) in prints() {
        let expectation = folder().join(format!("{plan}.expected.txt"));
        if !expectation.exists() {
            continue;
        }
        let expected = expected(&expectation);
        for file in files {
            compared += 1;
            let found = shown(&read(&file).unwrap().document);
            for place in expected.texts.keys().chain(found.texts.keys()).collect::<BTreeSet<_>>() {
                if expected.texts.get(place) != found.texts.get(place) {
                    let texts =
                        |shown: &Shown| shown.texts.get(place).map(|texts| texts.join("\n")).unwrap_or_default();
                    let lines = difference(&texts(&expected), &texts(&found));
                    wrong.push(format!("{}: {place}\n{lines}", name(&file)));
                }
            }
            if expected.tables.len() != found.tables.len() {
                wrong.push(format!("{}: {} tables", name(&file), found.tables.len()));
            }
            for (expected, found) in expected.tables.iter().zip(&found.tables) {
                let missed: Vec<String> = expected
                    .iter()
                    .filter(|(place, text)| found.get(*place) != Some(*text))
                    .map(|(place, text)| format!("  - {place} {text}"))
                    .collect();
                let allowed = (1.0 - EXACT) * expected.len() as f64;
                if missed.len() as f64 > allowed || found.len() as f64 > expected.len() as f64 + allowed {
                    let cells = (missed.len(), expected.len(), found.len());
                    wrong.push(format!("{}: missed, expected, found {cells:?}\n{}", name(&file), missed.join("\n")));
                }
            }
        }
    }
    assert!(compared >= 9, "only {compared} prints");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_block_of_a_print_has_its_place_on_a_page() {
    for file in prints().into_values().flatten() {
        let reading = read(&file).unwrap();
        let found = read_pdf::pages(&fs::read(&file).unwrap(), &Limits::DEFAULT).unwrap();
        assert_eq!(reading.pages, u32::try_from(found.pages.len()).ok(), "{}", file.display());
        let mut paragraphs = Vec::new();
        collect(&reading.document.blocks, &mut paragraphs);
        assert!(!paragraphs.is_empty(), "{}", file.display());
        for run in paragraphs.into_iter().flat_map(|paragraph| &paragraph.runs) {
            let place = (&file, &run.text);
            assert!(!run.origin.regions.is_empty(), "{place:?} stands nowhere");
            for region in &run.origin.regions {
                let page = found.pages.iter().find(|page| page.number == region.page);
                let page = page.unwrap_or_else(|| panic!("{place:?} is on page {}", region.page));
                let [x0, y0, x1, y1] = region.bbox;
                let within = 0.0 <= x0 && x0 < x1 && x1 <= page.width && 0.0 <= y0 && y0 < y1 && y1 <= page.height;
                assert!(within, "{place:?} is at {:?}", region.bbox);
            }
        }
    }
}

fn collect<'a>(blocks: &'a [Block], paragraphs: &mut Vec<&'a document::Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(paragraph),
            Block::Table(table) => {
                paragraphs.extend(&table.caption);
                table.cells.iter().for_each(|cell| collect(&cell.blocks, paragraphs));
            }
            Block::Embedded(_) => {}
        }
    }
}

#[test]
fn a_file_with_a_password_is_encrypted() {
    assert_eq!(read(&folder().join("locked.pdf")), Err(ReadError::Encrypted));
}

#[test]
fn a_scan_has_no_text_and_says_how_many_pages() {
    let Err(ReadError::NoText { found }) = read(&folder().join("scan.pdf")) else { panic!("a scan is no text") };
    let pages = read_pdf::pages(&fs::read(folder().join("scan.pdf")).unwrap(), &Limits::DEFAULT).unwrap();
    assert_eq!(pages.images_only.len(), pages.pages.len());
    assert!(found.contains(&pages.pages.len().to_string()), "{found}");
}

#[test]
fn a_scanned_page_before_one_with_text_costs_only_itself() {
    let reading = read(&folder().join("scan-before-text.pdf")).unwrap();
    assert_eq!(reading.pages, Some(2));
    assert!(reading.warnings.iter().any(Warning::loses_text), "{:?}", reading.warnings);
    let alone = read(&folder().join("borderless-table.libreoffice.pdf")).unwrap();
    assert_eq!(shown(&reading.document), shown(&alone.document));
}
