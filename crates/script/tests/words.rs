//! What the administration writes, word by word and sentence by sentence, in both scripts.

use script::{Converter, Script, detect};

/// The rows of a table, comments aside.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

#[test]
fn words_in_traditional_chinese() {
    let converter = Converter::new();
    let wrong: Vec<String> = rows(include_str!("data/words.tsv"))
        .filter(|row| converter.to_hant(row[0]) != row[1])
        .map(|row| format!("{} → {}, not {}", row[0], converter.to_hant(row[0]), row[1]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_in_simplified_chinese() {
    let converter = Converter::new();
    let wrong: Vec<String> = rows(include_str!("data/words.tsv"))
        // Mainland spellings and misspellings of which the Traditional word is another.
        .filter(|row| !matches!(row[0], "计画" | "台账"))
        .filter(|row| converter.to_hans(row[1]) != row[0])
        .map(|row| format!("{} → {}, not {}", row[1], converter.to_hans(row[1]), row[0]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sentences_both_ways() {
    let converter = Converter::new();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for row in rows(include_str!("data/sentences.tsv")) {
        let [direction, hans, hant] = row[..] else { panic!("three cells: {row:?}") };
        let mut check = |text: &str, converted: &str, expected: &str| {
            checked += 1;
            if converted != expected {
                wrong.push(format!("{text}\n  is     {converted}\n  not    {expected}"));
            }
        };
        if direction != "<" {
            check(hans, &converter.to_hant(hans), hant);
        }
        if direction != ">" {
            check(hant, &converter.to_hans(hant), hans);
        }
        // Each stays what it is in its own script.
        check(hans, &converter.to_hans(hans), hans);
    }
    assert!(checked > 200);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sentence_is_in_the_script_it_is_said_to_be_in() {
    for row in rows(include_str!("data/sentences.tsv")) {
        assert!(matches!(detect(row[1]), Some(Script::Hans) | None), "{}", row[1]);
        assert!(matches!(detect(row[2]), Some(Script::Hant) | None), "{}", row[2]);
    }
}

/// The lists of words that stand beside the project where it is developed.
fn lexicon(name: &str) -> Option<String> {
    let path = format!("{}/../../../shared/facts/lexicon/{name}.tsv", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).ok()
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn words_of_real_plans_survive_the_way_there_and_back() {
    let converter = Converter::new();
    let mut words = 0;
    let mut changed = Vec::new();
    for (name, column) in [("headings", 2), ("terms", 2), ("columns", 2)] {
        let Some(table) = lexicon(name) else {
            eprintln!("skipped: no lexicon here");
            return;
        };
        for row in rows(&table).filter(|row| row.get(column) == Some(&"hant")) {
            let word = row[0];
            words += 1;
            assert_ne!(detect(word), Some(Script::Hans), "{word}");
            let back = converter.to_hant(&converter.to_hans(word)).into_owned();
            if back != word {
                changed.push(format!("{word} → {back}"));
            }
        }
        for row in rows(&table).filter(|row| row.get(column) == Some(&"hans")) {
            assert_ne!(detect(row[0]), Some(Script::Hant), "{}", row[0]);
            assert_eq!(converter.to_hans(row[0]), row[0]);
            assert_eq!(converter.to_hans(&converter.to_hant(row[0])), row[0]);
        }
    }
    // What remains are the words that have two spellings in Traditional Chinese (計劃 計畫, 備注 備註).
    assert!(changed.len() * 100 <= words, "{} of {words}:\n{}", changed.len(), changed.join("\n"));
}
