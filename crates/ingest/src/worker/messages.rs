//! What is said between a parent and its worker. First the parent introduces itself, once; then it asks, document by document. The body
//! of a question is the document; that of an answer is the records, one behind the other as they lie on disk, so that the parent
//! passes them on without parsing them. Before its answer a worker may ask whether a page has been recognized earlier, which the parent
//! replies to, and tells of each page that is done.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process;

use corpus::Status;
use document::Limits;
use ocr::{Seen, When};
use plan::{Known, Lexicon};
use serde::{Deserialize, Serialize};

use super::frame::{Frame, head, invalid};
use super::{Launch, ResourceLimits};
use crate::catalogue::Sent;
use crate::process::{Engine, Isolation, Options, Outcome, PdfEngine, PlanJson, Source};
use crate::recognition::Progress;

/// What a worker is to know before its first document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Introduction {
    /// Of plancorpus; the executable may be another than the parent's.
    version: String,
    /// Who asks: a worker dies with its parent.
    pub(super) parent: u32,
    /// Seconds of processor time for each document.
    pub(super) cpu_seconds: u64,
    /// Bytes of memory for each document.
    pub(super) memory: u64,
    /// Documents after which it is replaced.
    pub(super) documents: usize,
    /// Pages of a document that it recognizes at a time.
    pub(super) pages: usize,
    options: SentOptions,
}

/// The [`Options`] that bear on the content, as they are sent: the one place that a new one is added to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SentOptions {
    pdf_engine: String,
    limits: SentLimits,
    /// As TOML.
    lexicon: String,
    recognition: String,
    models: Option<OsString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct SentLimits {
    bytes: u64,
    inflated: u64,
    characters: usize,
    depth: usize,
    embedded: usize,
    nodes: usize,
    cells: usize,
    span: usize,
}

impl SentOptions {
    fn of(options: &Options) -> Self {
        // Where they are read, and by whom, the worker knows.
        let Options { limits, pdf_engine, lexicon, recognition, models, .. } = options;
        let Options { isolation: _, explain: _, worker: _, page_cache: _, .. } = options;
        let Limits { bytes, inflated, characters, depth, embedded, nodes, cells, span } = *limits;
        let limits = SentLimits { bytes, inflated, characters, depth, embedded, nodes, cells, span };
        Self {
            pdf_engine: pdf_engine.name().to_owned(),
            limits,
            lexicon: lexicon.to_toml().to_owned(),
            recognition: recognition.name().to_owned(),
            models: models.clone().map(PathBuf::into_os_string),
        }
    }

    fn received(self) -> io::Result<Options> {
        let SentLimits { bytes, inflated, characters, depth, embedded, nodes, cells, span } = self.limits;
        let limits = Limits { bytes, inflated, characters, depth, embedded, nodes, cells, span };
        let pdf_engine = PdfEngine::of_name(&self.pdf_engine).ok_or_else(|| invalid("an engine that is not known"))?;
        let lexicon = Lexicon::from_toml(&self.lexicon).map_err(|_| invalid("a lexicon that is none"))?;
        let when = When::ALL.into_iter().find(|when| when.name() == self.recognition);
        Ok(Options {
            limits,
            pdf_engine,
            lexicon,
            recognition: when.ok_or_else(|| invalid("a choice of pages that is not known"))?,
            models: self.models.map(PathBuf::from),
            // Whoever reads here is the worker, and can't write.
            page_cache: None,
            isolation: Isolation::None,
            explain: false,
            worker: None,
        })
    }
}

impl Introduction {
    pub(super) fn new(options: &Options, launch: &Launch, pages: usize) -> Self {
        let Launch { limits: ResourceLimits { wall: _, cpu, memory }, documents, .. } = launch;
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            parent: process::id(),
            cpu_seconds: cpu.as_secs().max(1),
            memory: *memory,
            documents: *documents,
            pages,
            options: SentOptions::of(options),
        }
    }

    pub(super) fn to_frame(&self) -> io::Result<Frame> {
        Ok(Frame { header: serde_json::to_vec(self)?, body: Vec::new() })
    }

    pub(super) fn of_frame(frame: &Frame) -> io::Result<Self> {
        let introduction: Self = serde_json::from_slice(&frame.header)?;
        if introduction.version == env!("CARGO_PKG_VERSION") {
            Ok(introduction)
        } else {
            Err(invalid("a parent of another version of plancorpus"))
        }
    }

    pub(super) fn options(&self) -> io::Result<Options> {
        self.options.clone().received()
    }
}

/// What a worker says when it is ready.
pub(super) fn ready() -> Frame {
    Frame { header: b"ready".to_vec(), body: Vec::new() }
}

/// The header of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct QuestionHeader {
    path: String,
    id: String,
    blake3: String,
    engine: String,
    /// What the catalogue says of the document, where it does.
    known: Option<Sent>,
}

/// A question, as the worker has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    header: QuestionHeader,
    pub(super) engine: Engine,
    known: Option<Known>,
    bytes: Vec<u8>,
}

impl Question {
    /// What is sent in front of the document.
    pub(super) fn head(engine: Engine, source: &Source<'_>) -> io::Result<Vec<u8>> {
        let header = QuestionHeader {
            path: source.path.to_owned(),
            id: source.id.to_owned(),
            blake3: source.blake3.to_owned(),
            engine: engine.name().to_owned(),
            known: source.known.map(Sent::from),
        };
        head(&serde_json::to_vec(&header)?, source.bytes.len())
    }

    pub(super) fn of_frame(frame: Frame) -> io::Result<Self> {
        let mut header: QuestionHeader = serde_json::from_slice(&frame.header)?;
        let engine = Engine::of_name(&header.engine).ok_or_else(|| invalid("an engine that is not known"))?;
        let known = header.known.take().map(Known::from);
        Ok(Self { engine, known, bytes: frame.body, header })
    }

    pub(super) fn source(&self) -> Source<'_> {
        let QuestionHeader { path, id, blake3, .. } = &self.header;
        Source { path, id, blake3, bytes: &self.bytes, known: self.known.as_ref() }
    }
}

/// The header of what a worker says while it has a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
enum SaidHeader {
    Recall { hash: String },
    Page { page: usize, of: usize, hash: Option<String> },
    Unfit { why: String },
    Answer(AnswerHeader),
}

/// What a worker says while it has a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said {
    /// It asks what was seen on the picture that has this hash.
    Recall(String),
    /// A page is done; with its hash and what was seen on it where that was not recalled.
    Page(Progress, Option<(String, Seen)>),
    /// It can't work, whatever the document.
    Unfit(String),
    /// It has done with the document.
    Answer(Answer),
}

impl Said {
    pub(super) fn to_frame(&self) -> io::Result<Frame> {
        let (header, body) = match self {
            Self::Recall(hash) => (SaidHeader::Recall { hash: hash.clone() }, Vec::new()),
            Self::Page(progress, None) => (page_header(*progress, None), Vec::new()),
            Self::Page(progress, Some((hash, seen))) => {
                (page_header(*progress, Some(hash.clone())), serde_json::to_vec(seen)?)
            }
            Self::Unfit(why) => (SaidHeader::Unfit { why: why.clone() }, Vec::new()),
            Self::Answer(answer) => return answer.to_frame(),
        };
        Ok(Frame { header: serde_json::to_vec(&header)?, body })
    }

    /// What is said about the file that has this id.
    pub(super) fn of_frame(frame: &Frame, id: &str) -> io::Result<Self> {
        Ok(match serde_json::from_slice(&frame.header)? {
            SaidHeader::Recall { hash } => Self::Recall(hash),
            SaidHeader::Page { page, of, .. } if page == 0 || page > of => {
                return Err(invalid("a page beyond the last"));
            }
            SaidHeader::Page { page, of, hash } => {
                let new = hash.map(|hash| Ok::<_, io::Error>((hash, sound_page(&frame.body)?)));
                Self::Page(Progress { page, of }, new.transpose()?)
            }
            SaidHeader::Unfit { why } => Self::Unfit(why),
            SaidHeader::Answer(header) => Self::Answer(Answer::of_header(header, &frame.body, id)?),
        })
    }
}

/// A page that is the same when it is kept and read again: a number beyond its range is not.
fn sound_page(json: &[u8]) -> io::Result<Seen> {
    let seen: Seen = serde_json::from_slice(json)?;
    let again: Seen = serde_json::from_slice(&serde_json::to_vec(&seen)?)?;
    if again == seen { Ok(seen) } else { Err(invalid("a page that is not the same when it is read again")) }
}

fn page_header(Progress { page, of }: Progress, hash: Option<String>) -> SaidHeader {
    SaidHeader::Page { page, of, hash }
}

/// What a worker is told that has asked for a page: JSON, or nothing.
pub(super) fn recalled(json: Option<Vec<u8>>) -> Frame {
    Frame { header: b"page".to_vec(), body: json.unwrap_or_default() }
}

/// The page that a worker is told; `None` where it is to be recognized.
pub(super) fn page_of(frame: &Frame) -> Option<Seen> {
    serde_json::from_slice(&frame.body).ok()
}

/// The header of an answer: an [`Outcome`], with lengths where it has records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct AnswerHeader {
    status: String,
    format: Option<String>,
    detail: Option<String>,
    pages: Option<u32>,
    characters: Option<u64>,
    plans: Vec<PlanHeader>,
    last: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PlanHeader {
    id: String,
    diagnostics: u64,
    hant: usize,
    hans: usize,
}

/// What a worker found out about a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) outcome: Outcome<PlanJson>,
    /// The worker ends behind it: after a panic nothing in a process is to be trusted.
    pub(super) last: bool,
}

impl Answer {
    pub(super) fn to_frame(&self) -> io::Result<Frame> {
        let Outcome { status, format, detail, pages, characters, plans } = &self.outcome;
        let mut body = Vec::with_capacity(plans.iter().map(|plan| plan.hant.len() + plan.hans.len()).sum());
        let mut lengths = Vec::with_capacity(plans.len());
        for PlanJson { id, diagnostics, hant, hans } in plans {
            body.extend_from_slice(hant);
            body.extend_from_slice(hans);
            lengths.push(PlanHeader { id: id.clone(), diagnostics: *diagnostics, hant: hant.len(), hans: hans.len() });
        }
        let header = SaidHeader::Answer(AnswerHeader {
            status: status.name().to_owned(),
            format: format.map(str::to_owned),
            detail: detail.clone(),
            pages: *pages,
            characters: *characters,
            plans: lengths,
            last: self.last,
        });
        Ok(Frame { header: serde_json::to_vec(&header)?, body })
    }

    /// The answer to a question about the file that has this id.
    fn of_header(header: AnswerHeader, body: &[u8], id: &str) -> io::Result<Self> {
        let AnswerHeader { status, format, detail, pages, characters, plans: lengths, last } = header;
        let status = Status::ALL.iter().find(|known| known.name() == status);
        let status = *status.ok_or_else(|| invalid("a status that is not known"))?;
        let format = match format {
            None => None,
            Some(name) => {
                let known = read_any::formats().iter().find(|info| info.name == name);
                Some(known.ok_or_else(|| invalid("a format that is not known"))?.name)
            }
        };
        let mut rest = body;
        let mut plans = Vec::with_capacity(lengths.len());
        for (index, plan) in lengths.into_iter().enumerate() {
            // It names the files that are written.
            if plan.id != Source::plan_id(id, index) {
                return Err(invalid("a record of another file"));
            }
            let mut record = |length: usize| {
                let (json, behind) =
                    rest.split_at_checked(length).ok_or_else(|| invalid("a record that is cut off"))?;
                rest = behind;
                Ok::<_, io::Error>(json.to_vec())
            };
            let (hant, hans) = (record(plan.hant)?, record(plan.hans)?);
            plans.push(PlanJson { id: plan.id, diagnostics: plan.diagnostics, hant, hans });
        }
        if !rest.is_empty() || status.has_record() == plans.is_empty() {
            return Err(invalid("an answer whose records are not those of its status"));
        }
        Ok(Self { outcome: Outcome { status, format, detail, pages, characters, plans }, last })
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use std::collections::BTreeMap;

    use plan::{Facts, KnownYear};

    use super::super::frame;
    use super::*;
    use crate::process::{failure, process};

    const ID: &str = "0123456789abcdef";
    const TEXT: &str = "望海市政府97年度提升服務品質實施計畫\n壹、計畫依據\n望海市政府函辦理。\n";

    fn source() -> Source<'static> {
        Source { path: "97/a.txt", id: ID, blake3: "0", bytes: TEXT.as_bytes(), known: None }
    }

    fn read() -> Outcome<PlanJson> {
        process(&source(), &Options::default()).written().unwrap()
    }

    #[test]
    fn an_introduction_arrives_with_all_options() {
        let lexicon = Lexicon::from_toml("[[heading]]\nterm = \"服務藍圖\"\nkind = \"goal\"\n").unwrap();
        let (recognition, models) = (When::Always, Some("模型".into()));
        let mut options =
            Options { pdf_engine: PdfEngine::PdfExtract, lexicon, recognition, models, ..Options::default() };
        options.limits.depth += 1;
        let launch = Launch {
            program: "plancorpus".into(),
            name: None,
            arguments: Vec::new(),
            limits: ResourceLimits::DEFAULT,
            documents: 7,
        };
        let sent = Introduction::new(&options, &launch, 3);
        let received = Introduction::of_frame(&sent.to_frame().unwrap()).unwrap();
        assert_eq!(received, sent);
        assert_eq!(received.options().unwrap(), options);
        assert_eq!(
            (received.parent, received.cpu_seconds, received.memory, received.documents, received.pages),
            (process::id(), 60, 2 << 30, 7, 3)
        );

        let other = Introduction { version: "0.0.0".to_owned(), ..sent };
        assert!(Introduction::of_frame(&other.to_frame().unwrap()).is_err());
    }

    #[test]
    fn a_question_arrives_as_it_was_asked() {
        let title = |title: &str| Facts { title: Some(title.to_owned()), ..Facts::default() };
        let file = Facts { year: KnownYear::of_number(103), ..title("甲計畫") };
        let known = Known { file, plans: BTreeMap::from([(2, title("乙計畫"))]) };
        for known in [None, Some(&known)] {
            let source = Source { known, ..source() };
            let sent = [Question::head(Engine::PdfExtract, &source).unwrap().as_slice(), TEXT.as_bytes()].concat();
            let question = Question::of_frame(frame::read(&mut sent.as_slice()).unwrap().unwrap()).unwrap();
            assert_eq!((question.source(), question.engine), (source, Engine::PdfExtract));
        }
    }

    #[test]
    fn an_answer_arrives_with_its_records() {
        for outcome in [read(), failure(Status::Garbled, Some("pdf"), "x".to_owned())] {
            let answer = Said::Answer(Answer { outcome, last: true });
            assert_eq!(Said::of_frame(&answer.to_frame().unwrap(), ID).unwrap(), answer);
        }
    }

    #[test]
    fn what_is_said_of_pages_arrives_and_a_page_that_makes_no_sense_does_not() {
        let seen = Seen { width: 7, skew: 0.1, ..Seen::default() };
        let page = |page, of| Progress { page, of };
        for said in [
            Said::Recall("9f".to_owned()),
            Said::Page(page(1, 1), None),
            Said::Page(page(3, 12), Some(("9f".to_owned(), seen.clone()))),
            Said::Unfit("x".to_owned()),
        ] {
            assert_eq!(Said::of_frame(&said.to_frame().unwrap(), ID).unwrap(), said);
        }
        for nonsense in [Said::Page(page(0, 1), None), Said::Page(page(2, 1), None)] {
            assert!(Said::of_frame(&nonsense.to_frame().unwrap(), ID).is_err());
        }
        let mut cut = Said::Page(page(1, 1), Some(("9f".to_owned(), seen.clone()))).to_frame().unwrap();
        cut.body.pop();
        assert!(Said::of_frame(&cut, ID).is_err());
        assert_eq!(page_of(&recalled(serde_json::to_vec(&seen).ok())), Some(seen));
        assert_eq!((page_of(&recalled(None)), page_of(&recalled(Some(b"{".to_vec())))), (None, None));
    }

    #[test]
    fn an_answer_that_does_not_hold_together_is_refused() {
        let good = Answer { outcome: read(), last: false }.to_frame().unwrap();
        let header = String::from_utf8(good.header.clone()).unwrap();
        let with = |from: &str, to: &str| Frame { header: header.replace(from, to).into(), ..good.clone() };
        let mut cut = good.clone();
        cut.body.pop();
        let mut long = good.clone();
        long.body.push(b' ');
        let elsewhere = with(ID, "../../../0123456");
        let another = with(ID, "0123456789abcdef-2");
        let status = [with("\"ok\"", "\"fine\""), with("\"ok\"", "\"no_text\"")];
        for bad in [cut, long, elsewhere, another, with("\"text\"", "\"xls\"")].into_iter().chain(status) {
            assert!(Said::of_frame(&bad, ID).is_err(), "{}", String::from_utf8_lossy(&bad.header));
        }
    }
}
