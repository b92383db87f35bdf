//! The queries of docs/analytics.md give what the page says. Those in Python are run by `make test-python`.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;

use corpus::Corpus;
use rusqlite::Connection;
use rusqlite::types::Value;
use tables::feed;
use tables_sqlite::{Database, Made};
use tests::repository;

/// The blocks of a language on the page, each with the text that follows it.
fn blocks(language: &str) -> Vec<(String, String)> {
    let page = fs::read_to_string(repository().join("docs/analytics.md")).unwrap();
    let mut blocks = Vec::new();
    for part in page.split(&format!("```{language}\n")).skip(1) {
        let (query, rest) = part.split_once("```").unwrap();
        let (_, told) = rest.split_once("```text\n").unwrap();
        blocks.push((query.to_owned(), told.split_once("```").unwrap().0.to_owned()));
    }
    blocks
}

#[test]
fn queries_of_the_page_give_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corpus.sqlite");
    let corpus = Corpus::at(&repository().join("corpus"));
    let mut database = Database::create(&path).unwrap();
    feed(&corpus, &mut database, &|_, _| {}).unwrap();
    database.finish(&Made::of(&corpus).unwrap()).unwrap();

    let connection = Connection::open(&path).unwrap();
    let queries = blocks("sql");
    assert!(queries.len() >= 3);
    for (query, told) in queries {
        let mut statement = connection.prepare(&query).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cell = |at| match row.get(at).unwrap() {
                Value::Null => String::new(),
                Value::Integer(number) => number.to_string(),
                Value::Real(number) => number.to_string(),
                Value::Text(text) => text,
                Value::Blob(_) => panic!("there are no blobs"),
            };
            Ok((0..columns).map(cell).collect::<Vec<_>>().join("|") + "\n")
        });
        let found: String = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(found, told, "{query}");
    }
}

#[test]
fn every_table_is_explained() {
    let page = fs::read_to_string(repository().join("docs/analytics.md")).unwrap();
    for table in tables::Table::ALL {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", table.name()))).unwrap();
        for column in table.key() {
            assert!(row.contains(&format!("`{column}`")), "{row}");
        }
    }
    // A column that the page names is one.
    let columns: Vec<&str> =
        tables::Table::ALL.iter().flat_map(|table| table.columns()).map(|column| column.name).collect();
    for name in ["label_path_hant", "parent_key", "due_start", "due_end", "units_hant", "source_blake3", "boxes"] {
        assert!(page.contains(&format!("`{name}`")) && columns.contains(&name), "{name}");
    }
}
