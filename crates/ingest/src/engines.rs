//! Which engine reads a file, and where: what may die does so in a process of its own.

use std::sync::atomic::AtomicBool;

use corpus::Status;
use ocr::Recognition;
use read_any::Format;

use crate::isolate::isolate;
use crate::process::{Engine, Isolation, Options, Outcome, PdfEngine, PlanJson, Source, failure, process_by};
use crate::recognition::{Progress, Shared};
use crate::worker::{Unanswered, Worker};

/// What is done with a file in this process.
pub(crate) type Process<'p> = dyn Fn(&Source<'_>, &Options, &Recognition<'_>) -> Outcome + Sync + 'p;

/// What a run does with a file, where no test wants something else.
pub(crate) fn own(source: &Source<'_>, options: &Options, recognition: &Recognition<'_>) -> Outcome {
    process_by(Engine::Own, source, options, recognition)
}

/// What one thread reads its files with.
pub(crate) struct Readers<'a> {
    process: &'a Process<'a>,
    options: &'a Options,
    /// What all threads have together.
    shared: &'a Shared,
    /// Started when it is first needed.
    worker: Option<Worker>,
}

impl<'a> Readers<'a> {
    /// They belong to the thread that reads with them: on Linux a worker dies with the thread that started it.
    pub(crate) fn new(process: &'a Process<'a>, options: &'a Options, shared: &'a Shared) -> Self {
        let worker = options.worker.as_ref().map(|launch| Worker::new(launch, options).with_pages(shared.threads));
        Self { process, options, shared, worker }
    }

    /// One file's outcome, whatever the reader does. `tell` hears of each page that was recognized, from any thread.
    ///
    /// # Errors
    /// Where `stop` was set before there was one, or no worker can be started.
    pub(crate) fn read(
        &mut self,
        source: &Source<'_>,
        stop: &AtomicBool,
        tell: &(dyn Fn(Progress) + Sync),
    ) -> Result<Outcome<PlanJson>, Unanswered> {
        let Self { process, options, shared, worker } = self;
        let is_pdf = || read_any::detect(source.bytes, source.extension()).format() == Some(Format::Pdf);
        choose(options.pdf_engine, &is_pdf, &mut |engine| {
            let outcome = match (engine, options.isolation, worker.as_mut()) {
                (Engine::Own, Isolation::None, _) => {
                    let read = || {
                        let outcome = shared.with(options, tell, |recognition| process(source, options, recognition));
                        outcome.written().map_err(|error| error.to_string())
                    };
                    let failed = |said| failure(Status::Crashed, None, said);
                    let outcome =
                        guarded(read).map_or_else(|crashed| *crashed, |outcome| outcome.unwrap_or_else(failed));
                    if let Some(why) = shared.failure() {
                        return Err(Unanswered::Unavailable(why.to_owned()));
                    }
                    outcome
                }
                (_, _, Some(worker)) => worker.ask_with(engine, source, stop, shared.cache(), tell)?,
                (Engine::PdfExtract, Isolation::None, None) => {
                    let detail = "pdf-extract reads only in a worker process, and there is no program for one";
                    failure(Status::Unsupported, None, detail.to_owned())
                }
                (_, Isolation::Process, None) => {
                    return Err(Unanswered::Unavailable("there is no program for one".to_owned()));
                }
            };
            // Who has died could not say what the file is.
            let format = || isolate(|| read_any::detect(source.bytes, source.extension()).format()).ok().flatten();
            Ok(Outcome { format: outcome.format.or_else(|| format().map(Format::name)), ..outcome })
        })
    }
}

/// Under [`PdfEngine::Auto`] a PDF file that the first engine can't open goes to the second.
fn choose(
    chosen: PdfEngine,
    is_pdf: &dyn Fn() -> bool,
    ask: &mut dyn FnMut(Engine) -> Result<Outcome<PlanJson>, Unanswered>,
) -> Result<Outcome<PlanJson>, Unanswered> {
    match chosen {
        PdfEngine::PdfExtract if is_pdf() => ask(Engine::PdfExtract),
        PdfEngine::Hayro | PdfEngine::PdfExtract => ask(Engine::Own),
        PdfEngine::Auto => {
            let first = ask(Engine::Own)?;
            if first.status != Status::Malformed || first.format != Some(Format::Pdf.name()) {
                return Ok(first);
            }
            let second = ask(Engine::PdfExtract)?;
            if second.status.has_record() {
                return Ok(second);
            }
            let [of_first, of_second] = [&first, &second].map(|outcome| outcome.detail.as_deref().unwrap_or_default());
            let detail = format!("{of_first}; nor could pdf-extract: {of_second}");
            Ok(Outcome { detail: Some(detail), ..first })
        }
    }
}

/// Runs a reader; what it says where it panics is an outcome too.
pub(crate) fn guarded<T, P>(read: impl FnOnce() -> T) -> Result<T, Box<Outcome<P>>> {
    isolate(read).map_err(|said| Box::new(failure(Status::Crashed, None, format!("the reader failed: {said}"))))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::*;

    const PDF: &[u8] = b"%PDF-1.4\n";

    /// What becomes of a file by engines that end so; `None` for one that is not to be asked.
    fn chosen(bytes: &[u8], engine: PdfEngine, first: Option<Status>, second: Option<Status>) -> (Status, String) {
        let is_pdf = bytes == PDF;
        let outcome = choose(engine, &|| is_pdf, &mut |asked| {
            let (status, name) = if asked == Engine::Own { (first, "first") } else { (second, "second") };
            assert!(status.is_some(), "the {name} engine is not to be asked");
            Ok(failure(status.unwrap_or(Status::Crashed), Some("pdf").filter(|_| is_pdf), name.to_owned()))
        });
        outcome.map(|outcome| (outcome.status, outcome.detail.unwrap_or_default())).unwrap()
    }

    #[test]
    fn under_auto_the_second_engine_has_what_the_first_can_t_open() {
        let auto = |first, second| chosen(PDF, PdfEngine::Auto, Some(first), second);
        assert_eq!(auto(Status::Malformed, Some(Status::Ok)), (Status::Ok, "second".to_owned()));
        assert_eq!(auto(Status::Malformed, Some(Status::Partial)), (Status::Partial, "second".to_owned()));
        for status in [Status::Crashed, Status::Timeout, Status::NoText, Status::Garbled, Status::Malformed] {
            let both = "first; nor could pdf-extract: second".to_owned();
            assert_eq!(auto(Status::Malformed, Some(status)), (Status::Malformed, both));
        }
        for status in [Status::Ok, Status::Partial, Status::NoText, Status::Encrypted, Status::Garbled] {
            assert_eq!(auto(status, None), (status, "first".to_owned()));
        }
    }

    #[test]
    fn an_engine_that_is_asked_for_is_the_only_one() {
        let (malformed, ok) = (Some(Status::Malformed), Some(Status::Ok));
        assert_eq!(chosen(PDF, PdfEngine::Hayro, malformed, None).0, Status::Malformed);
        assert_eq!(chosen(PDF, PdfEngine::PdfExtract, None, Some(Status::Crashed)).0, Status::Crashed);
        assert_eq!(chosen("壹、依據".as_bytes(), PdfEngine::PdfExtract, ok, None).1, "first");
        assert_eq!(chosen("壹、依據".as_bytes(), PdfEngine::Auto, malformed, None).1, "first");
    }

    #[test]
    fn without_a_program_for_workers_the_second_engine_is_not_available_and_nothing_is_isolated() {
        let read = |isolation: Isolation| {
            let options = Options { pdf_engine: PdfEngine::PdfExtract, isolation, ..Options::default() };
            let source = Source { path: "a", id: "0", blake3: "0", bytes: PDF, known: None };
            Readers::new(&own, &options, &Shared::new(&options, 1)).read(&source, &AtomicBool::new(false), &|_| {})
        };
        let outcome = read(Isolation::None).unwrap();
        assert_eq!((outcome.status, outcome.format), (Status::Unsupported, Some("pdf")));
        assert!(matches!(read(Isolation::Process), Err(Unanswered::Unavailable(_))));
    }
}
