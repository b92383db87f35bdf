//! What holds for every text.

use opencc_fmmseg::{DictMaxLen, DictionaryMaxlength};
use proptest::prelude::*;
use script::{Converter, Target, detect, fold};

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Every phrase and character of the dictionaries that the two conversions use.
fn entries() -> Result<Vec<(String, String)>, opencc_fmmseg::DictionaryError> {
    let d = DictionaryMaxlength::new()?;
    let mut entries: Vec<_> = [
        &d.st_characters,
        &d.st_phrases,
        &d.ts_characters,
        &d.ts_phrases,
        &d.tw_variants,
        &d.tw_variants_phrases,
        &d.tw_variants_rev,
        &d.tw_variants_rev_phrases,
    ]
    .into_iter()
    .flat_map(DictMaxLen::iter)
    .map(|(key, value)| (key.iter().collect(), value.to_owned()))
    .collect();
    entries.sort();
    Ok(entries)
}

#[test]
fn every_entry_of_the_dictionaries_keeps_the_number_of_characters() -> Result<(), opencc_fmmseg::DictionaryError> {
    let entries = entries()?;
    assert!(entries.len() > 50_000);
    for (key, value) in &entries {
        assert_eq!(length(key), length(value), "{key} → {value}");
    }
    Ok(())
}

#[test]
fn every_entry_converts_to_as_many_characters_and_to_simplified_once() -> Result<(), opencc_fmmseg::DictionaryError> {
    let converter = Converter::new();
    for text in entries()?.into_iter().flat_map(|(key, value)| [key, value]) {
        let hans = converter.to_hans(&text);
        assert_eq!(length(&hans), length(&text), "{text} → {hans}");
        assert_eq!(converter.to_hans(&hans), hans, "{text}");
        let hant = converter.to_hant(&text);
        assert_eq!(length(&hant), length(&text), "{text} → {hant}");
    }
    Ok(())
}

#[test]
fn document_numbers_and_addresses_are_never_converted() {
    let converter = Converter::new();
    for (text, hans) in [
        ("依行政院97年12月27日會研字第0962160343號函辦理", "依行政院97年12月27日會研字第0962160343號函办理"),
        (
            "教育部106年12月21日臺教國署學字第1060147444號函頒計畫",
            "教育部106年12月21日臺教國署學字第1060147444號函颁计划",
        ),
        ("計畫見https://a.gov.tw/計畫/總覽.html。", "计划见https://a.gov.tw/計畫/總覽.html。"),
        ("信箱service@a.gov.tw", "信箱service@a.gov.tw"),
    ] {
        assert_eq!(converter.to_hans(text), hans);
    }
    for (text, hant) in [
        ("根据国办发〔2021〕36号文件制定计划", "根據国办发〔2021〕36号文件制定計畫"),
        ("依府计研字第1030001号函办理", "依府计研字第1030001号函辦理"),
    ] {
        assert_eq!(converter.to_hant(text), hant);
    }
}

#[test]
fn what_needs_no_conversion_is_not_copied() {
    let converter = Converter::new();
    for text in ["", "97.12.27", "方案", "service@a.gov.tw"] {
        for to in [Target::Hans, Target::Hant] {
            assert!(matches!(converter.convert(text, to), std::borrow::Cow::Borrowed(_)), "{text}");
        }
    }
}

#[test]
fn odd_texts_do_not_panic() {
    let converter = Converter::new();
    for text in [
        "\0計畫\0",
        "\u{FEFF}為",
        "字第",
        "號",
        "字第1號",
        "〔2021〕1号",
        "https://",
        "）字第1號",
        "((字第1號",
        "計\u{301}畫\u{E0100}",
    ] {
        for to in [Target::Hans, Target::Hant] {
            assert_eq!(length(&converter.convert(text, to)), length(text), "{text:?}");
        }
    }
}

#[test]
fn the_engine_is_the_one_that_is_linked() {
    let lock = include_str!("../../../Cargo.lock").replace("\r\n", "\n");
    for (to, config) in [(Target::Hant, "s2tw+"), (Target::Hans, "tw2s+")] {
        let engine = Converter::new().engine(to);
        assert!(lock.contains(&format!("name = \"{}\"\nversion = \"{}\"", engine.name, engine.version)), "{engine:?}");
        assert!(engine.config.starts_with(config) && engine.config.len() == config.len() + 16, "{engine:?}");
    }
}

/// Texts of the characters that conversions stumble over, with numbers and addresses among them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select("乾著徵於薴苧麼么幺覆復畫劃昇釐夥藉瞭祕蒐陞濛氾台里后面干只制發髮顯名狼隆坤轉計核函答圖底澈賸餘鄕靑为这发么着乾著".chars().collect::<Vec<_>>()).prop_map(String::from),
        3 => prop::char::range('一', '龥').prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => prop::sample::select(vec!["會研字第09621號", "国发〔2021〕3号", "https://a.tw/計畫/", "、", "。", " ", "a", "（四）", "日", "97年"])
            .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn simplified_text_stays_as_it_is(text in text()) {
        let converter = Converter::new();
        let once = converter.to_hans(&text).into_owned();
        prop_assert_eq!(&converter.to_hans(&once), &once);
    }

    #[test]
    fn positions_carry_over(text in text()) {
        let converter = Converter::new();
        prop_assert_eq!(length(&converter.to_hans(&text)), length(&text));
        prop_assert_eq!(length(&converter.to_hant(&text)), length(&text));
        prop_assert_eq!(text.chars().map(fold).count(), length(&text));
    }

    #[test]
    fn any_text_at_all(text in any::<String>()) {
        let converter = Converter::new();
        let _ = detect(&text);
        prop_assert_eq!(length(&converter.to_hans(&text)), length(&text));
        prop_assert_eq!(length(&converter.to_hant(&text)), length(&text));
    }
}
