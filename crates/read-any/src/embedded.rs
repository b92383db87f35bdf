//! Files within files: what each holds takes its place.

use document::{Block, Document, Embedded, Flow, Limits, Origin, ReadError, Reading, Table, Warning};

use ocr::Recognition;

use crate::{Format, detect, read_as};

/// How deep files may stand in files.
const MOST_NESTED: usize = 4;

/// What a file within a file may inflate to, as a part of what the outermost may.
const SHARE: u64 = 16;

/// Reads the files within a reading. One that can't be read leaves a warning, and an error where there is nothing else.
///
/// # Errors
///
/// [`ReadError::TooLarge`] where the text of all files is beyond `limits.characters`; where a web archive shows nothing, that
/// of its page.
pub(crate) fn resolve(
    reading: Reading,
    format: Option<Format>,
    limits: &Limits,
    recognition: &Recognition<'_>,
) -> Result<Reading, ReadError> {
    let mut resolver = Resolver {
        limits: Limits { inflated: limits.inflated / SHARE, ..*limits },
        recognition: *recognition,
        left: limits.embedded,
        characters: 0,
        warnings: Vec::new(),
        page: None,
        error: None,
    };
    if !reading.document.blocks.iter().any(holds_embedded) {
        return Ok(reading);
    }
    let Reading { document, warnings, encoding, pages } = reading;
    let is_archive = format == Some(Format::Mht);
    resolver.warnings = warnings;
    let blocks = resolver.blocks(document.blocks, if is_archive { Around::Archive } else { Around::Document }, 0)?;
    if is_archive
        && blocks.is_empty()
        && let Some(error) = resolver.error
    {
        return Err(error);
    }
    let (flow, encoding) = resolver.page.filter(|_| is_archive).unwrap_or((document.flow, encoding));
    Ok(Reading { document: Document { blocks, flow }, warnings: resolver.warnings, encoding, pages })
}

fn holds_embedded(block: &Block) -> bool {
    match block {
        Block::Paragraph(_) => false,
        Block::Embedded(_) => true,
        Block::Table(table) => table.cells.iter().flat_map(|cell| &cell.blocks).any(holds_embedded),
    }
}

/// What a file stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// An archive that holds nothing else: places are those of the page.
    Archive,
    /// A document with text of its own: places are where the file stands in it.
    Document,
}

struct Resolver<'r> {
    limits: Limits,
    recognition: Recognition<'r>,
    /// Files that may still be read.
    left: usize,
    characters: usize,
    warnings: Vec<Warning>,
    /// Flow and encoding of the first page that was read.
    page: Option<(Flow, Option<&'static str>)>,
    /// The first error.
    error: Option<ReadError>,
}

impl Resolver<'_> {
    fn blocks(&mut self, blocks: Vec<Block>, around: Around, depth: usize) -> Result<Vec<Block>, ReadError> {
        let mut resolved = Vec::with_capacity(blocks.len());
        for block in blocks {
            match block {
                Block::Paragraph(_) => resolved.push(block),
                Block::Table(table) => resolved.push(Block::Table(self.table(table, around, depth)?)),
                Block::Embedded(embedded) => resolved.extend(self.embedded(&embedded, around, depth)?),
            }
        }
        Ok(resolved)
    }

    fn table(&mut self, mut table: Table, around: Around, depth: usize) -> Result<Table, ReadError> {
        for cell in &mut table.cells {
            if cell.blocks.iter().any(holds_embedded) {
                cell.blocks = self.blocks(std::mem::take(&mut cell.blocks), around, depth)?;
            }
        }
        Ok(table)
    }

    fn embedded(&mut self, embedded: &Embedded, around: Around, depth: usize) -> Result<Vec<Block>, ReadError> {
        let reading = self.read(embedded, depth);
        let (mut blocks, mut warnings, inner) = match reading {
            Ok((Reading { document, warnings, encoding, .. }, inner)) => {
                self.page.get_or_insert((document.flow, encoding));
                (document.blocks, warnings, inner)
            }
            Err(error) => {
                let (part, problem) = (embedded.name.clone(), error.to_string());
                self.warnings.push(Warning::UnreadPart { part, problem, origin: embedded.origin.clone() });
                self.error.get_or_insert(error);
                return Ok(Vec::new());
            }
        };
        if around == Around::Document {
            blocks.iter_mut().for_each(|block| place(block, &embedded.origin));
            warnings.iter_mut().for_each(|warning| *warning.origin_mut() = embedded.origin.clone());
        }
        self.characters += blocks.iter().map(characters).sum::<usize>();
        self.limits.admit_characters(self.characters)?;
        self.warnings.append(&mut warnings);
        self.blocks(blocks, inner, depth + 1)
    }

    /// The reading, and what files in it stand in.
    fn read(&mut self, embedded: &Embedded, depth: usize) -> Result<(Reading, Around), ReadError> {
        if depth >= MOST_NESTED || self.left == 0 {
            let found = "nested too deeply, or one of too many".to_owned();
            return Err(ReadError::Unsupported { found });
        }
        self.left -= 1;
        let extension = match embedded.media_type.as_deref() {
            Some("text/plain") => Some("txt"),
            Some("text/html" | "application/xhtml+xml") => Some("html"),
            _ => embedded.name.rsplit_once('.').map(|(_, extension)| extension),
        };
        let detected = detect(&embedded.bytes, extension);
        let reading = read_as(detected, &embedded.bytes, embedded.charset.as_deref(), &self.limits, &self.recognition)?;
        let inner = if detected.format() == Some(Format::Mht) { Around::Archive } else { Around::Document };
        Ok((reading, inner))
    }
}

/// Puts what a block holds to the place of the file that holds it.
fn place(block: &mut Block, origin: &Origin) {
    match block {
        Block::Paragraph(paragraph) => {
            for run in &mut paragraph.runs {
                run.origin = Origin { part: run.origin.part, ..origin.clone() };
            }
        }
        Block::Table(table) => {
            for run in table.caption.iter_mut().flat_map(|caption| &mut caption.runs) {
                run.origin = Origin { part: run.origin.part, ..origin.clone() };
            }
            table.cells.iter_mut().flat_map(|cell| &mut cell.blocks).for_each(|block| place(block, origin));
        }
        Block::Embedded(embedded) => embedded.origin = origin.clone(),
    }
}

fn characters(block: &Block) -> usize {
    match block {
        Block::Paragraph(paragraph) => paragraph.runs.iter().map(|run| run.text.chars().count()).sum(),
        Block::Table(table) => {
            let caption = table.caption.iter().flat_map(|caption| &caption.runs).map(|run| run.text.chars().count());
            caption.sum::<usize>() + table.cells.iter().flat_map(|cell| &cell.blocks).map(characters).sum::<usize>()
        }
        Block::Embedded(_) => 0,
    }
}
