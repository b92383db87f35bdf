//! What is done with one file: read, structure, convert. It knows nothing of folders, threads or other files.

use std::path::Path;

use corpus::{Converter, ProducedBy, Record, Status};
use document::{Limits, ReadError, Reading};
use plan::{Known, Lexicon, Plan, Reasons};
use read_any::Format;
use script::{Script, Target};

use crate::catalogue::Sent;
use crate::worker::Launch;

/// How files are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Bounds of size and depth.
    pub limits: Limits,
    /// What reads PDF files.
    pub pdf_engine: PdfEngine,
    /// The words by which plans are read.
    pub lexicon: Lexicon,
    /// What is known of the file's plans beforehand.
    pub known: Known,
    /// Whether [`PlanRecords::reasons`] are kept. Has no say in what is read.
    pub explain: bool,
    /// How processes are started for readers that may die; `None` where there is no program for it. Has no say in what is read.
    pub worker: Option<Launch>,
}

/// What reads PDF files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PdfEngine {
    /// hayro, and pdf-extract where that can't open the file.
    #[default]
    Auto,
    /// hayro alone.
    Hayro,
    /// pdf-extract alone.
    PdfExtract,
}

impl PdfEngine {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Hayro, Self::PdfExtract];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Hayro => "hayro",
            Self::PdfExtract => "pdf-extract",
        }
    }

    /// The choice of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// The engine that reads a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The reader of its format, as `read-any` has it.
    Own,
    /// The second engine for PDF; only for processes that may die.
    PdfExtract,
}

impl Engine {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::PdfExtract => "pdf-extract",
        }
    }

    /// The engine of this name.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Own, Self::PdfExtract].into_iter().find(|known| known.name() == name)
    }

    /// As in [`ProducedBy::reader`].
    fn reader(self, format: &str) -> String {
        match (self, format) {
            (Self::PdfExtract, _) => self.name().to_owned(),
            (Self::Own, "pdf") => PdfEngine::Hayro.name().to_owned(),
            (Self::Own, _) => format!("read-{format}"),
        }
    }
}

impl Options {
    /// A digest for [`ProducedBy::options`] of what bears on the content of files of a format: 16 hexadecimal digits.
    pub fn digest(&self, format: &str) -> String {
        let Limits { bytes, inflated, characters, depth, embedded, nodes, cells, span } = self.limits;
        let sizes = format!("bytes={bytes} inflated={inflated} characters={characters}");
        let mut options = format!("{sizes} depth={depth} embedded={embedded} nodes={nodes} cells={cells} span={span}");
        if format == "pdf" {
            options += &format!(" pdf_engine={}", self.pdf_engine.name());
        }
        if !self.lexicon.meaning().is_empty() {
            options += &format!(" lexicon={}", blake3::hash(self.lexicon.meaning().as_bytes()).to_hex());
        }
        if self.known != Known::default() {
            options += &format!(" known={:?}", Sent::from(&self.known));
        }
        blake3::hash(options.as_bytes()).to_hex().chars().take(16).collect()
    }
}

/// One file, read into memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// Its name in the corpus. The extension has a say where the bytes leave the format open.
    pub path: &'a str,
    /// The id of its record.
    pub id: &'a str,
    /// The BLAKE3 of its bytes, in hexadecimal digits.
    pub blake3: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl Source<'_> {
    /// The extension of its name.
    pub(crate) fn extension(&self) -> Option<&str> {
        Path::new(self.path).extension().and_then(|extension| extension.to_str())
    }
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// As in the manifest.
    pub status: Status,
    /// What the file is; `None` for what no reader knows.
    pub format: Option<&'static str>,
    /// A sentence for a person.
    pub detail: Option<String>,
    /// Pages of a paged format.
    pub pages: Option<u32>,
    /// Characters of front and sections of all plans, white space aside.
    pub characters: Option<u64>,
    /// The plans that it holds; none where [`Status::has_record`] says no.
    pub plans: Vec<PlanRecords>,
}

/// The two records of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRecords {
    /// The id that both share.
    pub id: String,
    /// The plan in Traditional Chinese.
    pub hant: Record,
    /// The plan in Simplified Chinese.
    pub hans: Record,
    /// The rules by which it was read; `None` unless [`Options::explain`] asks for them, and from a worker process.
    pub reasons: Option<Reasons>,
}

/// Reads a file by the reader of its format, finds its plans, and gives each in both scripts. A pure function of its arguments.
pub fn process(source: &Source<'_>, options: &Options) -> Outcome {
    process_by(Engine::Own, source, options)
}

/// The same by an engine. What is not [`Engine::Own`] may take the process with it.
pub(crate) fn process_by(engine: Engine, source: &Source<'_>, options: &Options) -> Outcome {
    let (format, reading) = match engine {
        Engine::Own => read_any::read(source.bytes, source.extension(), &options.limits),
        Engine::PdfExtract => (Some(Format::Pdf), read_pdf_extract::read(source.bytes, &options.limits)),
    };
    let format = format.map(Format::name);
    let reading = match reading {
        Ok(reading) => reading,
        Err(error) => return failure(status_of(&error), format, error.to_string()),
    };
    let identity = Identity { source, format: format.unwrap_or("text"), engine, reading: &reading, options };
    let plans: Vec<_> = plan::explain(&reading, &options.lexicon, &options.known)
        .into_iter()
        .enumerate()
        .map(|(index, (plan, reasons))| PlanRecords {
            reasons: options.explain.then_some(reasons),
            ..identity.both(&plan, index)
        })
        .collect();
    let seen = Seen::of(&plans);
    if let Some((status, detail)) = seen.objection(reading.pages) {
        return Outcome { pages: reading.pages, ..failure(status, format, detail) };
    }
    let losses: Vec<_> = reading.warnings.iter().filter(|w| w.loses_text()).map(ToString::to_string).collect();
    Outcome {
        status: if losses.is_empty() { Status::Ok } else { Status::Partial },
        format,
        detail: (!losses.is_empty()).then(|| losses.join("; ")),
        pages: reading.pages,
        characters: Some(seen.characters),
        plans,
    }
}

pub(crate) fn failure(status: Status, format: Option<&'static str>, detail: String) -> Outcome {
    Outcome { status, format, detail: Some(detail), pages: None, characters: None, plans: Vec::new() }
}

fn status_of(error: &ReadError) -> Status {
    match error {
        ReadError::NoText { .. } => Status::NoText,
        ReadError::Encrypted => Status::Encrypted,
        ReadError::Unsupported { .. } => Status::Unsupported,
        ReadError::Malformed { .. } => Status::Malformed,
        ReadError::TooLarge { .. } => Status::TooLarge,
        ReadError::Garbled { .. } => Status::Garbled,
    }
}

/// The characters of a file's plans: what stands between a reading and success.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// Of front and sections, white space aside.
    characters: u64,
    /// Those among them that stand for what could not be decoded.
    lost: u64,
    /// Of furniture.
    beside: u64,
}

impl Seen {
    fn of(plans: &[PlanRecords]) -> Self {
        let mut seen = Self::default();
        for plan in plans {
            for c in plan.hant.texts().into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()) {
                seen.characters += 1;
                seen.lost += u64::from(c == char::REPLACEMENT_CHARACTER);
            }
            let furniture = plan.hant.furniture.iter().flat_map(|piece| piece.text.chars());
            seen.beside += furniture.filter(|c| !c.is_whitespace()).count() as u64;
        }
        seen
    }

    /// Why this is no success. Empty or garbled text never is one.
    fn objection(self, pages: Option<u32>) -> Option<(Status, String)> {
        let Self { characters, lost, beside } = self;
        if characters == 0 && beside == 0 {
            let detail = match pages {
                Some(1) => "there is no text on its page".to_owned(),
                Some(pages) => format!("there is no text on its {pages} pages"),
                None => "there is no text in it".to_owned(),
            };
            Some((Status::NoText, detail))
        } else if characters == 0 {
            Some((Status::NoText, format!("nothing but {beside} characters of furniture")))
        } else if lost * GARBLED_SHARE > characters {
            Some((Status::Garbled, format!("{lost} of {characters} characters could not be decoded")))
        } else {
            None
        }
    }
}

/// Text is garbled where more than one character in so many could not be decoded.
const GARBLED_SHARE: u64 = 10;

/// What the records of a file have in common.
struct Identity<'a> {
    source: &'a Source<'a>,
    format: &'static str,
    engine: Engine,
    reading: &'a Reading,
    options: &'a Options,
}

impl Identity<'_> {
    /// The records of the file's plan number `index`.
    fn both(&self, plan: &Plan, index: usize) -> PlanRecords {
        let id = match index {
            0 => self.source.id.to_owned(),
            further => format!("{}-{}", self.source.id, further + 1),
        };
        let record = |to: Target| {
            let own = match to {
                Target::Hant => Script::Hant,
                Target::Hans => Script::Hans,
            };
            let converted = (plan.script != own).then(|| converter(to));
            Record::of_plan(&plan::in_script(plan, own), id.clone(), self.source(), self.produced_by(converted))
        };
        let (hant, hans) = (record(Target::Hant), record(Target::Hans));
        PlanRecords { id, hant, hans, reasons: None }
    }

    fn source(&self) -> corpus::Source {
        corpus::Source {
            path: self.source.path.to_owned(),
            format: self.format.to_owned(),
            bytes: self.source.bytes.len() as u64,
            blake3: self.source.blake3.to_owned(),
            encoding: self.reading.encoding.map(str::to_owned),
            pages: self.reading.pages,
        }
    }

    fn produced_by(&self, converter: Option<Converter>) -> ProducedBy {
        ProducedBy {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            reader: self.engine.reader(self.format),
            options: self.options.digest(self.format),
            converter,
        }
    }
}

fn converter(to: Target) -> Converter {
    let engine = script::Converter::new().engine(to);
    Converter { engine: engine.name.to_owned(), version: engine.version.to_owned(), config: engine.config }
}
