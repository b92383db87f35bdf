//! What is done with one file: read, structure, convert. It knows nothing of folders, threads or other files.

use std::path::{Path, PathBuf};

use corpus::{Converter, Line, ProducedBy, Record, RecordError, RunKey, Status};
use document::{Limits, ReadError, Reading};
use ocr::{Recognition, When};
use plan::{Known, Lexicon, Plan, Reasons};
use read_any::Format;
use script::{Script, Target};

use crate::catalogue::Sent;
use crate::gate::Seen;
use crate::worker::{Launch, ResourceLimits};

/// How files are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Bounds of size and depth.
    pub limits: Limits,
    /// What reads PDF files.
    pub pdf_engine: PdfEngine,
    /// The words by which plans are read.
    pub lexicon: Lexicon,
    /// Which pages that are images are recognized.
    pub recognition: When,
    /// The folder of the models that recognize them; `None` where there are none.
    pub models: Option<PathBuf>,
    /// The folder in which recognized pages are kept for later runs; `None` where they are not. Has no say in what is read.
    pub page_cache: Option<PathBuf>,
    /// Where files are read. Has no say in what is read.
    pub isolation: Isolation,
    /// Whether [`PlanRecords::reasons`] are kept. Has no say in what is read.
    pub explain: bool,
    /// How processes are started for readers that may die; `None` where there is no program for it. Has no say in what is read.
    pub worker: Option<Launch>,
}

/// Formats whose pages may be images.
const RECOGNIZED: [Format; 2] = [Format::Pdf, Format::Image];

/// Where files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Isolation {
    /// In worker processes: whatever a file does, it costs its own outcome.
    Process,
    /// In this process: a panic costs one file, anything worse the run. The second engine for PDF has its worker all the same.
    #[default]
    None,
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
    /// A digest for [`ProducedBy::options`] of what bears on the content of files of a format of which so much is known: 16 hexadecimal
    /// digits.
    pub fn digest(&self, format: &str, known: Option<&Known>) -> String {
        let Limits { bytes, inflated, characters, depth, embedded, nodes, cells, span } = self.limits;
        let sizes = format!("bytes={bytes} inflated={inflated} characters={characters}");
        let mut options = format!("{sizes} depth={depth} embedded={embedded} nodes={nodes} cells={cells} span={span}");
        if format == "pdf" {
            options += &format!(" pdf_engine={}", self.pdf_engine.name());
        }
        if RECOGNIZED.iter().any(|recognized| recognized.name() == format) {
            options += &self.recognized_by();
        }
        if !self.lexicon.meaning().is_empty() {
            options += &format!(" lexicon={}", blake3::hash(self.lexicon.meaning().as_bytes()).to_hex());
        }
        if let Some(known) = known.filter(|known| **known != Known::default()) {
            options += &format!(" known={:?}", Sent::from(known));
        }
        digest(&options)
    }

    /// The models, where they are asked for anything.
    pub(crate) fn used_models(&self) -> Option<&Path> {
        self.models.as_deref().filter(|_| self.recognition != When::Never)
    }

    /// What bears on pages that are images; nothing where nobody has asked for anything and there is nothing to recognize them.
    fn recognized_by(&self) -> String {
        match (self.recognition, self.used_models()) {
            (When::Auto, None) => String::new(),
            (when, None) => format!(" ocr={}", when.name()),
            (when, Some(_)) => format!(" ocr={} by={}", when.name(), ocr::fingerprint()),
        }
    }

    /// What a run with these options is known by: files that gave no record are not read again by the same. What is known of single files
    /// does not make one give a record.
    pub(crate) fn key(&self) -> RunKey {
        let ResourceLimits { wall, cpu, memory } = self.worker.as_ref().map(|worker| worker.limits).unwrap_or_default();
        let (wall, cpu) = (wall.as_secs(), cpu.as_secs());
        let options =
            digest(&format!("{} wall={wall} cpu={cpu} memory={memory}", self.digest(Format::Pdf.name(), None)));
        RunKey { version: env!("CARGO_PKG_VERSION").to_owned(), options }
    }
}

fn digest(options: &str) -> String {
    blake3::hash(options.as_bytes()).to_hex().chars().take(16).collect()
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
    /// What is known of its plans beforehand, where something is.
    pub known: Option<&'a Known>,
}

impl Source<'_> {
    /// The id of the file's plan number `index`, from 0.
    pub(crate) fn plan_id(id: &str, index: usize) -> String {
        match index {
            0 => id.to_owned(),
            further => format!("{id}-{}", further + 1),
        }
    }

    /// The extension of its name.
    pub(crate) fn extension(&self) -> Option<&str> {
        Path::new(self.path).extension().and_then(|extension| extension.to_str())
    }
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<P = PlanRecords> {
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
    pub plans: Vec<P>,
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

/// The two records of a plan as they lie on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanJson {
    /// The id that both share.
    pub id: String,
    /// How many diagnostics each has.
    pub diagnostics: u64,
    /// The plan in Traditional Chinese.
    pub hant: Vec<u8>,
    /// The plan in Simplified Chinese.
    pub hans: Vec<u8>,
}

impl<P> Outcome<P> {
    /// The same outcome, its plans in another form.
    fn map<Q, E>(self, plan: impl FnMut(P) -> Result<Q, E>) -> Result<Outcome<Q>, E> {
        let Self { status, format, detail, pages, characters, plans } = self;
        let plans = plans.into_iter().map(plan).collect::<Result<_, _>>()?;
        Ok(Outcome { status, format, detail, pages, characters, plans })
    }
}

impl Outcome {
    /// With its records as they lie on disk.
    ///
    /// # Errors
    /// None that a record can cause; those of the JSON writer are passed on.
    pub fn written(self) -> Result<Outcome<PlanJson>, RecordError> {
        self.map(|PlanRecords { id, hant, hans, .. }| {
            let diagnostics = hant.diagnostics.len() as u64;
            Ok(PlanJson { id, diagnostics, hant: hant.to_json()?, hans: hans.to_json()? })
        })
    }
}

impl Outcome<PlanJson> {
    /// The line of the manifest, from one that says which file it is about.
    pub(crate) fn told(&self, of: Line) -> Line {
        let ids: Vec<String> = self.plans.iter().map(|plan| plan.id.clone()).collect();
        let diagnostics = self.plans.iter().map(|plan| plan.diagnostics).sum();
        Line {
            format: self.format.map(str::to_owned),
            status: self.status,
            id: ids.first().cloned(),
            ids: (ids.len() > 1).then_some(ids),
            detail: self.detail.clone(),
            pages: self.pages,
            characters: self.characters,
            diagnostics: self.status.has_record().then_some(diagnostics),
            ..of
        }
    }

    /// With its records as they were before they were written.
    ///
    /// # Errors
    /// Where they are no records.
    pub fn parsed(self) -> Result<Outcome, RecordError> {
        self.map(|PlanJson { id, hant, hans, .. }| {
            Ok(PlanRecords { id, hant: Record::from_json(&hant)?, hans: Record::from_json(&hans)?, reasons: None })
        })
    }
}

/// Reads a file by the reader of its format, finds its plans, and gives each in both scripts. A pure function of its arguments; pages
/// that are images are not recognized.
pub fn process(source: &Source<'_>, options: &Options) -> Outcome {
    process_by(Engine::Own, source, options, &Recognition { when: options.recognition, by: None })
}

/// The same by an engine, with whatever recognizes pages. What is not [`Engine::Own`] may take the process with it.
pub(crate) fn process_by(
    engine: Engine,
    source: &Source<'_>,
    options: &Options,
    recognition: &Recognition<'_>,
) -> Outcome {
    let (format, reading) = match engine {
        Engine::Own => read_any::read(source.bytes, source.extension(), &options.limits, recognition),
        Engine::PdfExtract => (Some(Format::Pdf), read_pdf_extract::read(source.bytes, &options.limits)),
    };
    let format = format.map(Format::name);
    let reading = match reading {
        Ok(reading) => reading,
        Err(error) => return failure(status_of(&error), format, error.to_string()),
    };
    let identity = Identity { source, format: format.unwrap_or("text"), engine, reading: &reading, options };
    let nothing = Known::default();
    let plans: Vec<_> = plan::explain(&reading, &options.lexicon, source.known.unwrap_or(&nothing))
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

pub(crate) fn failure<P>(status: Status, format: Option<&'static str>, detail: String) -> Outcome<P> {
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
        let id = Source::plan_id(self.source.id, index);
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
            options: self.options.digest(self.format, self.source.known),
            converter,
        }
    }
}

fn converter(to: Target) -> Converter {
    let engine = script::Converter::new().engine(to);
    Converter { engine: engine.name.to_owned(), version: engine.version.to_owned(), config: engine.config }
}
