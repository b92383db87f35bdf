//! What keeps the figures from being 1, piece by piece.

use serde_json::Value;

use super::compare::{Compared, cells, cites, columns, deadlines, is_same_row, is_same_section, title_page, units};
use super::text::without;
use super::walk::{each_block, items, list, tables, text};

/// A line for each piece of the gold that the record has not (`-`), and each of the record that the gold has not (`+`): first of
/// the title page, then sections, items, blocks, table by table columns, rows, deadlines and units, and citations.
pub fn misses(gold: &Value, plan: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for field in title_page(gold, plan).iter().filter(|field| !field.equal) {
        found.push(format!("- {} {}", field.name, gold[field.name]));
        found.push(format!("+ {} {}", field.name, plan[field.name]));
    }

    let compared = Compared::of(gold, plan);
    let right = || compared.sections.iter().filter(|(g, p)| is_same_section(g, p));
    let head = |section: &Value| ["kind", "label", "heading"].map(|key| text(section, key)).join(" ");
    let lost = list(gold, "sections").iter().filter(|section| !right().any(|(g, _)| std::ptr::eq(*g, *section)));
    found.extend(lost.map(|section| format!("- section {}", head(section))));
    let extra = list(plan, "sections").iter().filter(|section| !right().any(|(_, p)| std::ptr::eq(*p, *section)));
    found.extend(extra.map(|section| format!("+ section {}", head(section))));

    differ("item", [items(gold), items(plan)], |path| path.join(" › "), &mut found);
    differ(
        "block",
        [each_block(gold), each_block(plan)],
        |(above, kind, level, ordinal, text)| {
            let number = |value: &Option<i64>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
            let place =
                if kind == "item" { format!(" level {} ={}", number(level), number(ordinal)) } else { String::new() };
            format!("[{}] {kind}{place} {text}", above.join(" › "))
        },
        &mut found,
    );

    let named = |table: &Value| columns(table).into_iter().map(|(name, role)| format!("{name} ({role})")).collect();
    let row_of = |row: &Value| cells(row).join(" | ");
    let shown = |text: &String| text.clone();
    for pair in &compared.tables {
        differ("column", [named(pair.gold), named(pair.plan)], shown, &mut found);
        for (g, p, _) in pair.rows.iter().filter(|(g, p, _)| !is_same_row(g, p)) {
            found.extend([format!("- row {}", row_of(g)), format!("+ row {}", row_of(p))]);
        }
        let lost =
            list(pair.gold, "rows").iter().filter(|row| !pair.rows.iter().any(|(g, _, _)| std::ptr::eq(*g, *row)));
        found.extend(lost.map(|row| format!("- row {}", row_of(row))));
        let extra =
            list(pair.plan, "rows").iter().filter(|row| !pair.rows.iter().any(|(_, p, _)| std::ptr::eq(*p, *row)));
        found.extend(extra.map(|row| format!("+ row {}", row_of(row))));
        for (g, p, _) in &pair.rows {
            let begins = cells(g).into_iter().find(|cell| !cell.is_empty()).unwrap_or_default();
            let with_row = |text: String| format!("{text} in the row {begins}");
            let due = |row| deadlines(row).iter().map(|due| with_row(format!("{due:?}"))).collect();
            differ("due", [due(g), due(p)], shown, &mut found);
            let own = |row| units(row).into_iter().map(with_row).collect();
            differ("unit", [own(g), own(p)], shown, &mut found);
        }
    }
    let [mut lost, mut extra] = [gold, plan].map(tables);
    lost.retain(|table| !compared.tables.iter().any(|pair| std::ptr::eq(pair.gold, *table)));
    extra.retain(|table| !compared.tables.iter().any(|pair| std::ptr::eq(pair.plan, *table)));
    for (sign, tables) in [("-", lost), ("+", extra)] {
        for table in tables {
            let rows = list(table, "rows");
            found.push(format!("{sign} table of {} rows", rows.len()));
            found.extend(rows.iter().map(|row| format!("{sign} row {}", row_of(row))));
        }
    }
    let cited = |(date, number): &(Option<&str>, String)| format!("{} {number}", date.unwrap_or("-"));
    differ("citation", [cites(gold), cites(plan)], cited, &mut found);
    found
}

/// What either of two bags has and the other has not.
fn differ<T: Ord>(what: &str, [gold, plan]: [Vec<T>; 2], shown: impl Fn(&T) -> String, found: &mut Vec<String>) {
    found.extend(without(&gold, &plan).into_iter().map(|lost| format!("- {what} {}", shown(lost))));
    found.extend(without(&plan, &gold).into_iter().map(|extra| format!("+ {what} {}", shown(extra))));
}
