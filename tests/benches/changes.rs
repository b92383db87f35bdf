//! Two plans of 40 pages with tables of 200 rows, and what changed between them: the whole comparison is to take less than 0.3 s.
#![expect(clippy::unwrap_used, reason = "a measurement that can't go on fails")]

use std::path::Path;

use corpus::Record;
use criterion::{Criterion, criterion_group, criterion_main};
use diff::compare;
use tests::changes::edits::{Edit, EditKind, edited};
use tests::changes::plan_of;
use tests::repository;

/// A plan of 40 to 50 pages: 200 rows, divisions to 拾壹, twelve attachments.
fn long_plan() -> Result<Record, String> {
    let path = repository().join(Path::new("fixtures/agreement/lanshan-county-113/web-typed.html"));
    Ok(plan_of(&path)?.hant)
}

/// The plan of the next year: every row has another deadline, some rows, items and divisions came, went and moved.
fn next_year(plan: &Record) -> Record {
    let edit =
        |number: usize| Edit { kind: EditKind::ALL[number % EditKind::ALL.len()], at: number * 13, other: number * 5 };
    let (mut plan, _) = edited(plan, &(0..60).map(edit).collect::<Vec<_>>());
    let year = |text: &str| text.replace("113", "114");
    for section in &mut plan.sections {
        for block in &mut section.blocks {
            if let corpus::Block::Table(table) = block {
                table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| *cell = year(cell));
            }
        }
    }
    (plan.year, plan.roc_year) = (Some(2025), Some(114));
    plan
}

/// A plan whose rows have nothing in common with those of the other: nothing is found at once.
fn rewritten(plan: &Record) -> Record {
    let mut plan = plan.clone();
    let mut number = 0_u32;
    for section in &mut plan.sections {
        for block in &mut section.blocks {
            if let corpus::Block::Table(table) = block {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    number += 1;
                    let shift = |c: char| {
                        let at = u32::from(c);
                        if (0x4e00..0x9f00).contains(&at) {
                            char::from_u32(0x4e00 + (at * 7 + number) % 0x5000).unwrap_or(c)
                        } else {
                            c
                        }
                    };
                    *cell = cell.chars().map(shift).collect();
                }
            }
        }
    }
    plan
}

fn changes(criterion: &mut Criterion) {
    let old = long_plan().unwrap();
    let mut group = criterion.benchmark_group("changes");
    group.sample_size(20);
    for (name, new) in [("same", old.clone()), ("next year", next_year(&old)), ("rewritten", rewritten(&old))] {
        group.bench_function(name, |bencher| bencher.iter(|| compare(&old, &new)));
    }
    group.finish();
}

criterion_group!(benches, changes);
criterion_main!(benches);
