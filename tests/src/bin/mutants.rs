//! Reads mutants of the fixtures, and says what does not hold: `mutants [--count N] [--seconds N] [--from N] [--sort NAME]`, where each
//! mutant has a number and `--from N --count 1` is one of them; `mutants --seeds FOLDER` writes the files that cargo-fuzz begins with.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use std::{env, fs};

use tests::mutants::{Bounds, Seed, Seeds, Sort, run, to_parts};

/// How long one mutant may take. The slowest whole fixture takes a tenth of a second.
const EACH: Duration = Duration::from_secs(10);

/// KiB of memory that one mutant may take, half of what a worker has.
const MEMORY: u64 = 1 << 20;

struct Asked {
    bounds: Bounds,
    from: u64,
    /// Where seeds are written; then nothing else is done.
    seeds: Option<PathBuf>,
}

fn main() -> ExitCode {
    match asked(env::args().skip(1)).and_then(|asked| work(&asked)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Where stderr is gone, there is nobody left to tell.
            let _ = writeln!(io::stderr(), "mutants: {error}");
            ExitCode::FAILURE
        }
    }
}

fn asked(mut arguments: impl Iterator<Item = String>) -> io::Result<Asked> {
    let time = Duration::from_secs(u64::from(u32::MAX));
    let bounds = Bounds { count: u64::MAX, time, each: EACH, memory: MEMORY, sort: None };
    let mut asked = Asked { bounds, from: 0, seeds: None };
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| io::Error::other(format!("{argument} needs a value")))?;
        let number = || value.parse::<u64>().map_err(|_| io::Error::other(format!("{argument} needs a number")));
        match argument.as_str() {
            "--count" => asked.bounds.count = number()?,
            "--seconds" => asked.bounds.time = Duration::from_secs(number()?),
            "--from" => asked.from = number()?,
            "--sort" => {
                let sort = Sort::of_extension(&value);
                asked.bounds.sort = Some(sort.ok_or_else(|| io::Error::other(format!("no mutants of {value}")))?);
            }
            "--seeds" => asked.seeds = Some(PathBuf::from(value)),
            _ => {
                return Err(io::Error::other(format!(
                    "{argument} is none of --count, --seconds, --from, --sort, --seeds"
                )));
            }
        }
    }
    Ok(asked)
}

/// Whether all held.
fn work(asked: &Asked) -> io::Result<bool> {
    let seeds = Seeds::load()?;
    if let Some(folder) = &asked.seeds {
        write_seeds(folder, &seeds)?;
        return Ok(true);
    }
    let report = run(&seeds, asked.from.., &asked.bounds);
    let mut out = io::stdout().lock();
    write!(out, "{}", report.table())?;
    report.findings.iter().try_for_each(|finding| writeln!(out, "{finding}"))?;
    Ok(report.findings.is_empty())
}

/// One folder for each target of cargo-fuzz.
fn write_seeds(folder: &Path, seeds: &Seeds) -> io::Result<()> {
    for seed in seeds.all() {
        let name = seed.name.replace(|c: char| !c.is_ascii_alphanumeric() && c != '.', "-");
        for target in targets(seed) {
            fs::create_dir_all(folder.join(target))?;
            fs::write(folder.join(target).join(&name), &seed.bytes)?;
            if matches!(seed.sort, Sort::Docx | Sort::Odt) {
                fs::write(folder.join(target).join(format!("{name}.parts")), to_parts(&seed.bytes))?;
            }
        }
    }
    Ok(())
}

/// The targets that begin with a file.
fn targets(seed: &Seed) -> &'static [&'static str] {
    match seed.sort {
        Sort::Text => &["read_text", "structure", "read_any"],
        Sort::Html => &["read_html", "read_any"],
        Sort::Mht => &["read_mht", "read_any"],
        Sort::Doc => &["read_doc", "read_any"],
        Sort::Docx => &["read_docx", "read_any"],
        Sort::Odt => &["read_odt", "read_any"],
        Sort::Xml => &["read_docx", "read_odt", "read_any"],
        Sort::Rtf => &["read_rtf", "read_any"],
        Sort::Pdf => &["read_pdf", "read_any"],
        Sort::Document => &["document"],
    }
}
