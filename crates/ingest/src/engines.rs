//! Which engine reads a file, and where: what may die does so in a process of its own.

use corpus::Status;
use read_any::Format;

use crate::isolate::isolate;
use crate::process::{Engine, Options, Outcome, PdfEngine, Source, failure};
use crate::worker::Worker;

/// What is done with a file in this process.
pub(crate) type Process = dyn Fn(&Source<'_>, &Options) -> Outcome + Sync;

/// One file's outcome, whatever the reader does. Under [`PdfEngine::Auto`] a PDF file that the first engine can't open goes to the second.
pub(crate) fn read(process: &Process, source: &Source<'_>, options: &Options) -> Outcome {
    choose(process, &second, source, options)
}

fn choose(
    first: &dyn Fn(&Source<'_>, &Options) -> Outcome,
    second: &dyn Fn(&Source<'_>, &Options) -> Outcome,
    source: &Source<'_>,
    options: &Options,
) -> Outcome {
    let here = || guarded(|| first(source, options)).unwrap_or_else(|crashed| *crashed);
    let is_pdf = || read_any::detect(source.bytes, source.extension()).format() == Some(Format::Pdf);
    match options.pdf_engine {
        PdfEngine::Hayro => here(),
        PdfEngine::PdfExtract if is_pdf() => second(source, options),
        PdfEngine::PdfExtract => here(),
        PdfEngine::Auto => {
            let first = here();
            if first.status != Status::Malformed || first.format != Some(Format::Pdf.name()) {
                return first;
            }
            let second = second(source, options);
            if second.status.has_record() {
                return second;
            }
            let [of_first, of_second] = [&first, &second].map(|outcome| outcome.detail.as_deref().unwrap_or_default());
            let detail = format!("{of_first}; nor could pdf-extract: {of_second}");
            Outcome { detail: Some(detail), ..first }
        }
    }
}

/// Runs a reader; what it says where it panics is an outcome too.
pub(crate) fn guarded(read: impl FnOnce() -> Outcome) -> Result<Outcome, Box<Outcome>> {
    isolate(read).map_err(|said| Box::new(failure(Status::Crashed, None, format!("the reader failed: {said}"))))
}

/// What the second engine for PDF makes of a file, in a process of its own.
fn second(source: &Source<'_>, options: &Options) -> Outcome {
    let format = Some(Format::Pdf.name());
    let Some(launch) = &options.worker else {
        let detail = "pdf-extract reads only in a worker process, and there is no program for one".to_owned();
        return failure(Status::Unsupported, format, detail);
    };
    match Worker::new(launch).ask(Engine::PdfExtract, source, options) {
        Ok(outcome) => Outcome { format, ..outcome },
        Err(unavailable) => failure(Status::Crashed, format, unavailable.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.4\n";

    /// What becomes of a file by engines that end so; `None` for one that is not to be asked.
    fn chosen(bytes: &[u8], engine: PdfEngine, first: Option<Status>, second: Option<Status>) -> (Status, String) {
        let end = |status: Option<Status>, name: &str| {
            assert!(status.is_some(), "the {name} engine is not to be asked");
            failure(status.unwrap_or(Status::Crashed), Some("pdf").filter(|_| bytes == PDF), name.to_owned())
        };
        let options = Options { pdf_engine: engine, ..Options::default() };
        let source = Source { path: "a", id: "0", blake3: "0", bytes };
        let outcome = choose(&|_, _| end(first, "first"), &|_, _| end(second, "second"), &source, &options);
        (outcome.status, outcome.detail.unwrap_or_default())
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
    fn without_a_program_for_workers_the_second_engine_is_not_available() {
        let options = Options { pdf_engine: PdfEngine::PdfExtract, ..Options::default() };
        let outcome = read(&crate::process, &Source { path: "a", id: "0", blake3: "0", bytes: PDF }, &options);
        assert_eq!((outcome.status, outcome.format), (Status::Unsupported, Some("pdf")));
    }
}
