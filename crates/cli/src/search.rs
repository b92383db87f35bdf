//! `plancorpus search`

use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Style};
use corpus::{Corpus, printable_json};
use plan::KnownYear;
use script::Target;
use serde_json::json;
use tables_sqlite::{Found, Hit, Made, Query, is_current, search};

use crate::args::{Script, SearchArgs};
use crate::export::{SQLITE, default_place, write_database};
use crate::marked::Marked;
use crate::summary::counted;
use crate::terminal::{columns, has_colours, printable, shortened};
use crate::{Ending, complain};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const MARK: Style = AnsiColor::Yellow.on_default().bold();

/// Around what was found, where there are no colours.
const BRACKETS: [&str; 2] = ["[", "]"];
/// Characters that are shown before and behind what was found.
const AROUND: usize = 40;
/// The fewest columns that text is given.
const NARROWEST: usize = 20;

pub(crate) fn run(args: &SearchArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let year = match args.year.map(|year| KnownYear::of_number(year).ok_or(year)).transpose() {
        Ok(year) => year.map(KnownYear::gregorian),
        Err(year) => {
            complain(&format!("{year} is no year, of the Republic of China or Gregorian"));
            return Ok(Ending::Unusable);
        }
    };
    let query = Query {
        texts: args.texts.clone(),
        agency: args.agency.clone(),
        series: args.series.clone(),
        year,
        kind: args.kind,
        script: args.script.map(|script| match script {
            Script::Hant => Target::Hant,
            Script::Hans => Target::Hans,
        }),
        limit: args.limit,
    };
    let found = database(args).and_then(|database| {
        search(&database, &query).map_err(|error| match error {
            tables_sqlite::SearchError::Database(error) => format!("{}: {error}", database.display()),
            nothing => nothing.to_string(),
        })
    });
    let found = match found {
        Ok(found) => found,
        Err(message) => {
            complain(&message);
            return Ok(Ending::Unusable);
        }
    };
    if args.json {
        print_json(&found, out)?;
    } else {
        print(&found, columns(args.width).max(NARROWEST), has_colours(), out)?;
    }
    Ok(if found.total == 0 { Ending::Nothing } else { Ending::Good })
}

/// The database to ask: the one that is named, or that of the corpus, made where there is none of what it holds now.
fn database(args: &SearchArgs) -> Result<PathBuf, String> {
    if args.corpus.is_file() {
        return Ok(args.corpus.clone());
    }
    let corpus = Corpus::at(&args.corpus);
    let path = default_place(&corpus, SQLITE);
    let is_there = Made::of(&corpus).is_ok_and(|made| is_current(&path, &made));
    if !is_there {
        write_database(&corpus, &path).map_err(|message| match corpus.lines() {
            // The corpus is sound; its folder may be one that nobody may write to.
            Ok(_) => format!("{message}; `plancorpus export DIR --to sqlite --out FILE` makes an index elsewhere, `plancorpus search FILE` asks it"),
            Err(_) => message,
        })?;
    }
    Ok(path)
}

fn print_json(found: &Found, out: &mut dyn Write) -> io::Result<()> {
    let hits: Vec<serde_json::Value> = found
        .hits
        .iter()
        .map(|hit| {
            json!({
                "plan_id": hit.plan_id, "title": hit.title, "agency": hit.agency, "roc_year": hit.roc_year, "year": hit.year,
                "source_path": hit.source_path, "table": hit.table, "position": hit.position, "key": hit.key,
                "section_kind": hit.section_kind, "label_path": hit.label_path, "text": hit.text, "marks": hit.marks,
                "score": hit.score,
            })
        })
        .collect();
    let all = json!({"total": found.total, "plans": found.plans, "hits": hits});
    let json = serde_json::to_string_pretty(&all)?;
    writeln!(out, "{}", printable_json(json))
}

fn print(found: &Found, columns: usize, colours: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut before = None;
    for hit in &found.hits {
        // Passages of one plan that follow each other stand below one title.
        if before != Some(&hit.plan_id) {
            if before.is_some() {
                writeln!(out)?;
            }
            let title = hit.title.as_deref().unwrap_or(&hit.source_path);
            writeln!(out, "{BOLD}{}{BOLD:#}", shortened(&printable(title), columns))?;
            let year = hit.year.map(|year| format!("{year}  ")).unwrap_or_default();
            writeln!(
                out,
                "{DIM}{}{DIM:#}",
                shortened(&printable(&format!("{year}{}  {}", hit.plan_id, hit.source_path)), columns)
            )?;
            before = Some(&hit.plan_id);
        }
        let place = [hit.label_path.as_deref(), hit.section_kind.as_deref(), hit.key.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().filter(|place| !place.is_empty()).collect();
        if !place.is_empty() {
            writeln!(out, "  {DIM}{}{DIM:#}", shortened(&printable(&place.join("  ")), columns.saturating_sub(2)))?;
        }
        let (text, marks) = snippet(hit);
        let marked = Marked::of("", &text, marks.into_iter(), (!colours).then_some(BRACKETS));
        for line in marked.lines(columns.saturating_sub(4), colours.then_some(MARK)) {
            writeln!(out, "    {}", line.styled)?;
        }
    }
    let shown = found.hits.len() as u64;
    if found.total > 0 {
        writeln!(out)?;
    }
    let all = format!("{} in {}", counted_u64(found.total, "passage"), counted_u64(found.plans, "plan"));
    if shown < found.total {
        writeln!(out, "{all}; the best {shown} are shown, -n shows more")
    } else {
        writeln!(out, "{all}")
    }
}

fn counted_u64(number: u64, what: &str) -> String {
    counted(usize::try_from(number).unwrap_or(usize::MAX), what)
}

/// What stands around the first mark, on one line, and the marks of it.
fn snippet(hit: &Hit) -> (String, Vec<[usize; 2]>) {
    let [start, end] = hit.marks.first().copied().unwrap_or_default();
    let (from, to) = (start.saturating_sub(AROUND), end + AROUND);
    let one_line = |c| if c == '\n' { ' ' } else { c };
    let mut text: String = hit.text.chars().skip(from).take(to - from).map(one_line).collect();
    let ellipsis = usize::from(from > 0);
    if from > 0 {
        text.insert(0, '…');
    }
    if to < hit.text.chars().count() {
        text.push('…');
    }
    let shown =
        |[start, end]: &[usize; 2]| (*start < to).then(|| [start, end].map(|at| *at.min(&to) - from + ellipsis));
    (text, hit.marks.iter().filter_map(shown).collect())
}
