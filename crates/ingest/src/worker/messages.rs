//! What is asked of a worker, and what it answers. The body of a question is the document; that of an answer is the records, one behind
//! the other as they lie on disk, so that a parent may pass them on without parsing them.

use std::io;
use std::process;

use corpus::{Record, Status};
use document::Limits;
use plan::Lexicon;
use serde::{Deserialize, Serialize};

use super::ResourceLimits;
use super::frame::{Frame, head, invalid};
use crate::catalogue::Sent;
use crate::process::{Engine, Options, Outcome, PdfEngine, PlanRecords, Source};

/// The header of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct QuestionHeader {
    /// Of plancorpus; the executable may have been replaced while a run goes on.
    version: String,
    /// Who asks: a worker dies with its parent.
    parent: u32,
    path: String,
    id: String,
    blake3: String,
    engine: String,
    pdf_engine: String,
    /// As TOML.
    lexicon: String,
    known: Sent,
    limits: Bounds,
    cpu_seconds: u64,
    memory: u64,
}

/// [`Limits`], as they are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Bounds {
    bytes: u64,
    inflated: u64,
    characters: usize,
    depth: usize,
    embedded: usize,
    nodes: usize,
    cells: usize,
    span: usize,
}

/// A question, as the worker has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    header: QuestionHeader,
    pub(super) engine: Engine,
    pub(super) options: Options,
    bytes: Vec<u8>,
}

impl Question {
    /// What is sent in front of the document.
    pub(super) fn head(
        engine: Engine,
        source: &Source<'_>,
        options: &Options,
        resources: &ResourceLimits,
    ) -> io::Result<Vec<u8>> {
        let Limits { bytes, inflated, characters, depth, embedded, nodes, cells, span } = options.limits;
        let header = QuestionHeader {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            parent: process::id(),
            path: source.path.to_owned(),
            id: source.id.to_owned(),
            blake3: source.blake3.to_owned(),
            engine: engine.name().to_owned(),
            pdf_engine: options.pdf_engine.name().to_owned(),
            lexicon: options.lexicon.to_toml().to_owned(),
            known: Sent::from(&options.known),
            limits: Bounds { bytes, inflated, characters, depth, embedded, nodes, cells, span },
            cpu_seconds: resources.cpu.as_secs().max(1),
            memory: resources.memory,
        };
        head(&serde_json::to_vec(&header)?, source.bytes.len())
    }

    pub(super) fn of_frame(frame: Frame) -> io::Result<Self> {
        let header: QuestionHeader = serde_json::from_slice(&frame.header)?;
        if header.version != env!("CARGO_PKG_VERSION") {
            return Err(invalid("a question of another version of plancorpus"));
        }
        let unknown = || invalid("an engine that is not known");
        let engine = Engine::of_name(&header.engine).ok_or_else(unknown)?;
        let pdf_engine = PdfEngine::of_name(&header.pdf_engine).ok_or_else(unknown)?;
        let lexicon = Lexicon::from_toml(&header.lexicon).map_err(|_| invalid("a lexicon that is none"))?;
        let known = header.known.clone().into();
        let Bounds { bytes, inflated, characters, depth, embedded, nodes, cells, span } = header.limits;
        let limits = Limits { bytes, inflated, characters, depth, embedded, nodes, cells, span };
        Ok(Self {
            engine,
            options: Options { limits, pdf_engine, lexicon, known, explain: false, worker: None },
            bytes: frame.body,
            header,
        })
    }

    pub(super) fn source(&self) -> Source<'_> {
        let QuestionHeader { path, id, blake3, .. } = &self.header;
        Source { path, id, blake3, bytes: &self.bytes }
    }

    /// The process that asks.
    pub(super) fn parent(&self) -> u32 {
        self.header.parent
    }

    /// Seconds of processor time, and bytes of memory.
    pub(super) fn resources(&self) -> (u64, u64) {
        (self.header.cpu_seconds, self.header.memory)
    }
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
    hant: usize,
    hans: usize,
}

/// What a worker found out about a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    pub(super) outcome: Outcome,
    /// The worker ends behind it: after a panic nothing in a process is to be trusted.
    pub(super) last: bool,
}

impl Answer {
    pub(super) fn to_frame(&self) -> io::Result<Frame> {
        let Outcome { status, format, detail, pages, characters, plans } = &self.outcome;
        let mut body = Vec::new();
        let mut lengths = Vec::with_capacity(plans.len());
        for plan in plans {
            let mut length = |record: &Record| {
                let json = record.to_json().map_err(io::Error::other)?;
                body.extend_from_slice(&json);
                Ok::<_, io::Error>(json.len())
            };
            lengths.push(PlanHeader { id: plan.id.clone(), hant: length(&plan.hant)?, hans: length(&plan.hans)? });
        }
        let header = AnswerHeader {
            status: status.name().to_owned(),
            format: format.map(str::to_owned),
            detail: detail.clone(),
            pages: *pages,
            characters: *characters,
            plans: lengths,
            last: self.last,
        };
        Ok(Frame { header: serde_json::to_vec(&header)?, body })
    }

    pub(super) fn of_frame(frame: &Frame) -> io::Result<Self> {
        let AnswerHeader { status, format, detail, pages, characters, plans: lengths, last } =
            serde_json::from_slice(&frame.header)?;
        let status = Status::ALL.iter().find(|known| known.name() == status);
        let status = *status.ok_or_else(|| invalid("a status that is not known"))?;
        let format = match format {
            None => None,
            Some(name) => {
                let known = read_any::formats().iter().find(|info| info.name == name);
                Some(known.ok_or_else(|| invalid("a format that is not known"))?.name)
            }
        };
        let mut rest = frame.body.as_slice();
        let mut plans = Vec::new();
        for PlanHeader { id, hant, hans } in lengths {
            let mut record = |length: usize| {
                let (json, behind) =
                    rest.split_at_checked(length).ok_or_else(|| invalid("a record that is cut off"))?;
                rest = behind;
                Record::from_json(json).map_err(io::Error::other)
            };
            plans.push(PlanRecords { id, hant: record(hant)?, hans: record(hans)?, reasons: None });
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

    use super::super::frame;
    use super::*;
    use crate::process::{failure, process};

    const TEXT: &str = "望海市政府97年度提升服務品質實施計畫\n壹、計畫依據\n望海市政府函辦理。\n";

    fn source() -> Source<'static> {
        Source { path: "97/a.txt", id: "0123456789abcdef", blake3: "0", bytes: TEXT.as_bytes() }
    }

    #[test]
    fn a_question_arrives_as_it_was_asked() {
        let lexicon = Lexicon::from_toml("[[heading]]\nterm = \"服務藍圖\"\nkind = \"goal\"\n").unwrap();
        let options = Options { pdf_engine: PdfEngine::PdfExtract, lexicon, ..Options::default() };
        let head = Question::head(Engine::PdfExtract, &source(), &options, &ResourceLimits::DEFAULT).unwrap();
        let sent = [head.as_slice(), TEXT.as_bytes()].concat();
        let question = Question::of_frame(frame::read(&mut sent.as_slice()).unwrap().unwrap()).unwrap();
        assert_eq!((question.source(), question.engine, &question.options), (source(), Engine::PdfExtract, &options));
        assert_eq!((question.parent(), question.resources()), (process::id(), (60, 2 << 30)));
    }

    #[test]
    fn an_answer_arrives_with_its_records() {
        for outcome in [process(&source(), &Options::default()), failure(Status::Garbled, Some("pdf"), "x".to_owned())]
        {
            let answer = Answer { outcome, last: true };
            assert_eq!(Answer::of_frame(&answer.to_frame().unwrap()).unwrap(), answer);
        }
    }

    #[test]
    fn an_answer_that_does_not_hold_together_is_refused() {
        let good = Answer { outcome: process(&source(), &Options::default()), last: false }.to_frame().unwrap();
        let header = String::from_utf8(good.header.clone()).unwrap();
        let with = |from: &str, to: &str| Frame { header: header.replace(from, to).into(), ..good.clone() };
        let mut cut = good.clone();
        cut.body.pop();
        let mut long = good.clone();
        long.body.push(b' ');
        for bad in [cut, long, with("\"ok\"", "\"fine\""), with("\"text\"", "\"xls\""), with("\"ok\"", "\"no_text\"")] {
            assert!(Answer::of_frame(&bad).is_err(), "{}", String::from_utf8_lossy(&bad.header));
        }
    }
}
