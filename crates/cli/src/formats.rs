//! `plancorpus formats`

use std::io::{self, Write};

use crate::Ending;
use crate::terminal::{padded, width};

pub(crate) fn run(out: &mut dyn Write) -> io::Result<Ending> {
    let rows: Vec<[String; 4]> = read_any::formats()
        .iter()
        .map(|info| {
            let read = if info.readable { "read" } else { "not yet" };
            [info.name, read, info.chinese, info.english].map(str::to_owned)
        })
        .collect();
    let columns: Vec<usize> =
        (0..4).map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0)).collect();
    for row in &rows {
        let cells: Vec<String> = row.iter().zip(&columns).map(|(cell, columns)| padded(cell, *columns)).collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(Ending::Good)
}
