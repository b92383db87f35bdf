use super::*;
use proptest::prelude::*;

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// The dates of a text in a plan of 2014, with what they cover.
fn dates(text: &str) -> Vec<(String, String)> {
    let text = chars(text);
    find(&text, Some(2014)).iter().map(|f| (f.date.to_string(), text[f.start..f.end].iter().collect())).collect()
}

fn ranges(text: &str) -> Vec<(String, String)> {
    let text = chars(text);
    find_ranges(&text, Some(2014))
        .iter()
        .map(|r| (format!("{}/{}", r.from, r.to), text[r.start..r.end].iter().collect()))
        .collect()
}

fn years(text: &str) -> Vec<(i32, i32, String)> {
    let text = chars(text);
    year_in(&text).iter().map(|y| (y.first, y.last, text[y.start..y.end].iter().collect())).collect()
}

fn pair(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

#[test]
fn only_dates_that_exist() {
    assert_eq!(Date::new(2012, Some(2), Some(29)).map(|d| d.to_string()).as_deref(), Some("2012-02-29"));
    for (month, day) in [
        (Some(2), Some(29)),
        (Some(13), None),
        (Some(0), None),
        (Some(4), Some(31)),
        (Some(1), Some(0)),
        (None, Some(1)),
    ] {
        assert_eq!(Date::new(2014, month, day), None);
    }
    let month = Date { year: 2012, month: Some(2), day: None };
    assert_eq!((month.first_day().to_string(), month.last_day().to_string()), pair("2012-02-01", "2012-02-29"));
    let year = Date { year: 2014, month: None, day: None };
    assert_eq!((year.first_day().to_string(), year.last_day().to_string()), pair("2014-01-01", "2014-12-31"));
    assert_eq!((year.to_string(), year.roc_year()), ("2014".to_owned(), 103));
}

#[test]
fn dates_that_are_the_whole_text() {
    let table = [
        ("97年12月27日", "2008-12-27"),
        ("97 年 12 月 27 日", "2008-12-27"),
        ("　103年１２月３１日", "2014-12-31"),
        ("103.01.01", "2014-01-01"),
        ("103.5.6", "2014-05-06"),
        ("103. 05. 06", "2014-05-06"),
        ("１０３．５．６", "2014-05-06"),
        ("103/12/31", "2014-12-31"),
        ("103-12-31", "2014-12-31"),
        ("103‧12‧31", "2014-12-31"),
        ("82.08.23", "1993-08-23"),
        ("104.12", "2015-12"),
        ("98.9", "2009-09"),
        ("103/12", "2014-12"),
        ("103-12", "2014-12"),
        ("1031231", "2014-12-31"),
        ("970630", "2008-06-30"),
        ("10312", "2014-12"),
        ("20140630", "2014-06-30"),
        ("201406", "2014-06"),
        ("1021028日", "2013-10-28"),
        ("民國103年12月31日", "2014-12-31"),
        ("中華民國一百零三年十二月三十一日", "2014-12-31"),
        ("中 華 民 國 103 年 12 月 31 日", "2014-12-31"),
        ("民國元年1月1日", "1912-01-01"),
        ("西元2014年6月", "2014-06"),
        ("一○三年八月廿五日", "2014-08-25"),
        ("一0三年八月卅日", "2014-08-30"),
        ("九十一年七月三十日", "2002-07-30"),
        ("一Ο三年Ｏ五月一日", "2014-05-01"),
        ("二○一四年六月", "2014-06"),
        ("103年元月", "2014-01"),
        ("元月", "2014-01"),
        ("12月份", "2014-12"),
        ("2014年6月", "2014-06"),
        ("2014-06-30", "2014-06-30"),
        ("2014.6.30", "2014-06-30"),
        ("6月底前", "2014-06"),
        ("6月30日前", "2014-06-30"),
        ("十二月三十一日以前", "2014-12-31"),
        ("12/31", "2014-12-31"),
        ("12.31", "2014-12-31"),
        ("103年底", "2014-12"),
        ("103年度終", "2014-12"),
        ("次年1月底前", "2015-01"),
        ("翌年二月底前", "2015-02"),
        ("次年度3月31日", "2015-03-31"),
        ("當年10月底", "2014-10"),
        ("103年度6月底前", "2014-06"),
    ];
    for (text, expected) in table {
        let chars = chars(text);
        let found = at(&chars, 0, Some(2014));
        assert_eq!(found.map(|f| f.date.to_string()).as_deref(), Some(expected), "{text}");
        assert_eq!(found.map(|f| f.end_with_tail), Some(chars.len()), "{text}");
        assert_eq!(dates(text).len(), 1, "{text}");
    }
}

#[test]
fn dates_in_running_text() {
    let table: &[(&str, &[(&str, &str)])] = &[
        ("某局97 年 12 月 27 日某字第0970000001號函", &[("2008-12-27", "97 年 12 月 27 日")]),
        ("依101/08/01府某字第101000001號", &[("2012-08-01", "101/08/01")]),
        ("（105.09.06會議通過）", &[("2016-09-06", "105.09.06")]),
        ("1021028日函頒", &[("2013-10-28", "1021028日")]),
        ("預計104.12完成", &[("2015-12", "104.12")]),
        ("103年6月及12月", &[("2014-06", "103年6月"), ("2014-12", "12月")]),
        ("103年8月25日(星期一)前，9月底", &[("2014-08-25", "103年8月25日"), ("2014-09", "9月")]),
        ("102年8月1日至103年7月31日", &[("2013-08-01", "102年8月1日"), ("2014-07-31", "103年7月31日")]),
        ("104年1月1日至12月31日止", &[("2015-01-01", "104年1月1日"), ("2015-12-31", "12月31日")]),
        ("103年1-12月", &[("2014-01", "103年1"), ("2014-12", "12月")]),
        ("3、6、9、12月", &[("2014-03", "3"), ("2014-06", "6"), ("2014-09", "9"), ("2014-12", "12月")]),
        ("3,6,9,12月", &[("2014-03", "3"), ("2014-06", "6"), ("2014-09", "9"), ("2014-12", "12月")]),
        ("9. 6.月", &[("2014-09", "9"), ("2014-06", "6.月")]),
        ("1. 6月底前完成", &[("2014-06", "6月")]),
        ("1.6月底前完成", &[("2014-06", "6月")]),
        ("103年度", &[]),
        ("每年12月31日前", &[]),
        ("每月10日前", &[]),
        ("第3月", &[]),
        ("三個月內", &[]),
    ];
    for (text, expected) in table {
        let expected: Vec<_> = expected.iter().map(|(date, words)| pair(date, words)).collect();
        assert_eq!(dates(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "97年10日",
        "平均95.5",
        "13月",
        "103年13月",
        "2月31日",
        "103年2月30日",
        "103.13.01",
        "96.5分",
        "1.5倍",
        "11.8%",
        "約2.22",
        "95.5分",
        "滿意度達96.5，較佳",
        "達104.5%",
        "104.5分",
        "104.5萬元",
        "2.1.1 背景",
        "10.2.3",
        "192.168.1.1",
        "103.1.1.1",
        "v1.2.3",
        "電話02-2345-6789",
        "分機103-12",
        "第103/12案",
        "1031231號",
        "第0970000001號",
        "20140630人次",
        "第1/22頁",
        "○年○月○日",
        "12",
        "103",
        "",
        "年月日",
        "103.12.31%",
        "98.12%",
        "103.1234",
    ] {
        assert_eq!(dates(text), [], "{text}");
    }
    for text in ["12/31", "12月", "6月30日", "次年1月"] {
        assert_eq!(find(&chars(text), None), [], "{text} without a year");
        assert_eq!(dates(text).len(), 1, "{text}");
    }
    // The year is no year, the month stays one.
    assert_eq!(dates("○○年12月"), [pair("2014-12", "12月")]);
    assert_eq!(dates("08年6月"), [pair("2014-06", "6月")]);
}

#[test]
fn tails_end_behind_the_date() {
    let table = [
        ("6月底前完成", "6月", "6月底前"),
        ("6月30日前完成", "6月30日", "6月30日前"),
        ("6月 30日 止", "6月 30日", "6月 30日 止"),
        ("5月上旬以前", "5月", "5月上旬以前"),
        ("5月中", "5月", "5月中"),
        ("5月中央補助", "5月", "5月"),
        ("5月初", "5月", "5月初"),
        ("12月31日前往", "12月31日", "12月31日"),
        ("103.12.31止", "103.12.31", "103.12.31止"),
        ("103年1月1日(星期三)起實施", "103年1月1日", "103年1月1日(星期三)起"),
        ("103年8月25日函", "103年8月25日", "103年8月25日"),
    ];
    for (text, date, with_tail) in table {
        let text = chars(text);
        let found = at(&text, 0, Some(2014));
        let words =
            found.map(|f| (text[f.start..f.end].iter().collect(), text[f.start..f.end_with_tail].iter().collect()));
        assert_eq!(words, Some(pair(date, with_tail)));
        assert_eq!(found.map(|f| f.has_tail()), Some(date != with_tail));
    }
}

#[test]
fn calendars() {
    let table = [
        ("103年1月", Calendar::Roc),
        ("2014年1月", Calendar::Gregorian),
        ("1月", Calendar::Understood),
        ("次年1月", Calendar::Understood),
        ("103.1.1", Calendar::Roc),
        ("2014-01-01", Calendar::Gregorian),
    ];
    for (text, calendar) in table {
        assert_eq!(at(&chars(text), 0, Some(2014)).map(|f| f.calendar), Some(calendar), "{text}");
    }
}

#[test]
fn ranges_of_dates_and_years() {
    let table = [
        ("104年1月1日至12月31日止", "2015-01-01/2015-12-31"),
        ("自106年1月1日至106年12月31日止", "2017-01-01/2017-12-31"),
        ("自103年1月1日起至12月31日止", "2014-01-01/2014-12-31"),
        ("自 103 年 1 月 1 日起，至 103 年 12 月 31 日止", "2014-01-01/2014-12-31"),
        ("從一○三年一月一日起至同年十二月三十一日止", "2014-01-01/2014-12-31"),
        ("103.01.01-103.12.31", "2014-01-01/2014-12-31"),
        ("103.1.1~12.31", "2014-01-01/2014-12-31"),
        ("103.12.1~31", "2014-12-01/2014-12-31"),
        ("103.1~103.12", "2014-01/2014-12"),
        ("103.1~12", "2014-01/2014-12"),
        ("103/1/1－103/12/31", "2014-01-01/2014-12-31"),
        ("1030101~1031231", "2014-01-01/2014-12-31"),
        ("1/1~12/31", "2014-01-01/2014-12-31"),
        ("103年1月至12月", "2014-01/2014-12"),
        ("103年1-12月", "2014-01/2014-12"),
        ("1月至12月", "2014-01/2014-12"),
        ("1-12月", "2014-01/2014-12"),
        ("1月~12月", "2014-01/2014-12"),
        ("一—三月", "2014-01/2014-03"),
        ("10-11月", "2014-10/2014-11"),
        ("5月上旬至9月", "2014-05/2014-09"),
        ("8月底至9月初", "2014-08/2014-09"),
        ("5月1日至31日", "2014-05-01/2014-05-31"),
        ("5月1-3日", "2014-05-01/2014-05-03"),
        ("102年8月1日至103年7月31日", "2013-08-01/2014-07-31"),
        ("103年8月1日至次年7月31日", "2014-08-01/2015-07-31"),
        ("2018年2月至12月", "2018-02/2018-12"),
        ("2014-01-01至2014-06-30", "2014-01-01/2014-06-30"),
        ("104-107年", "2015/2018"),
        ("103至106年度", "2014/2017"),
        ("105年至107年", "2016/2018"),
        ("105年度至107年度止", "2016/2018"),
        ("2018—2020年", "2018/2020"),
        ("104年至107年6月", "2015/2018-06"),
        ("民國一百零三年至一百零六年", "2014/2017"),
    ];
    for (text, expected) in table {
        assert_eq!(ranges(text), [pair(expected, text)], "{text}");
        let behind = format!("期程：{text}，共計一期");
        assert_eq!(ranges(&behind), [pair(expected, text)], "{behind}");
    }
}

#[test]
fn what_is_no_range() {
    for text in [
        "103年12月31日至1月1日",
        "3-5年",
        "三至五年",
        "18-20歲",
        "9月至6月",
        "103年6月、12月",
        "6月及12月",
        "102學年度至104學年度",
        "第1-3月次",
        "1-2項",
        "103年1月1日-1.推動",
        "107年至104年",
        "每1-2月",
        "即日起至12月31日止",
        "97年10日至12日",
        "103.1-2%",
        "2014至103年",
    ] {
        assert_eq!(ranges(text), [], "{text}");
    }
}

#[test]
fn years_and_ranges_of_years() {
    type Row = (&'static str, &'static [(i32, i32, &'static str)]);
    let table: &[Row] = &[
        ("某局103年提升服務計畫", &[(2014, 2014, "103年")]),
        ("某局 97 年度計畫", &[(2008, 2008, "97 年度")]),
        ("民國103年", &[(2014, 2014, "民國103年")]),
        ("中華民國一百零三年", &[(2014, 2014, "中華民國一百零三年")]),
        ("97 年 度", &[(2008, 2008, "97 年 度")]),
        ("一○三年度", &[(2014, 2014, "一○三年度")]),
        ("九十一年度", &[(2002, 2002, "九十一年度")]),
        ("2014年度", &[(2014, 2014, "2014年度")]),
        ("二○一四年", &[(2014, 2014, "二○一四年")]),
        ("101至104年度中程計畫", &[(2012, 2015, "101至104年度")]),
        ("2018—2020年", &[(2018, 2020, "2018—2020年")]),
        ("105年至107年", &[(2016, 2018, "105年至107年")]),
        ("103、104年度", &[(2014, 2014, "103"), (2015, 2015, "104年度")]),
        ("103年及104年", &[(2014, 2014, "103年"), (2015, 2015, "104年")]),
        ("102學年度第1學期", &[(2013, 2013, "102學年度")]),
        ("102至104學年度", &[(2013, 2015, "102至104學年度")]),
        ("97年10日", &[(2008, 2008, "97年")]),
        ("103年12月31日", &[]),
        ("103年1-12月", &[]),
        ("103.12.31", &[]),
        ("103年計畫於104年1月檢討", &[(2014, 2014, "103年")]),
        ("五年計畫", &[]),
        ("12年國教", &[]),
        ("二十年", &[]),
        ("60年代", &[]),
        ("近100年", &[]),
        ("滿65年", &[]),
        ("70年以上", &[]),
        ("三年級", &[]),
        ("○○年度", &[]),
        ("102學年度至104學年度", &[(2013, 2015, "102學年度至104學年度")]),
    ];
    for (text, expected) in table {
        let expected: Vec<_> = expected.iter().map(|&(first, last, words)| (first, last, words.to_owned())).collect();
        assert_eq!(years(text), expected, "{text}");
    }
    assert_eq!(year_in(&chars("102學年度")).first().map(|y| y.kind), Some(YearKind::School));
    assert_eq!(year_in(&chars("102年度")).first().map(|y| y.kind), Some(YearKind::Calendar));
}

#[test]
fn the_first_chars_are_those_of_the_words() {
    let words = words::ERAS.iter().map(|w| w.0).chain(words::RELATIVE_YEARS.iter().map(|w| w.0)).chain(["元月"]);
    for word in words {
        assert!(word.chars().next().is_some_and(|c| words::FIRST_CHARS.contains(&c)), "{word}");
        assert!(word.chars().nth(1).is_some_and(|c| words::SECOND_CHARS.contains(&c)), "{word}");
    }
}

#[test]
fn indices_behind_the_end_are_the_end() {
    assert_eq!(at(&chars("103年1月"), 99, None), None);
    assert_eq!(range_at(&chars("103年1月"), 99, None), None);
    assert_eq!(at(&chars("自103年1月1日至2日"), 1, None).map(|f| f.date.to_string()).as_deref(), Some("2014-01-01"));
    assert_eq!(at(&chars("1103年1月"), 1, None), None);
}

fn lexicon(name: &str) -> std::io::Result<Option<String>> {
    let path = format!("{}/../../../shared/facts/lexicon/{name}", env!("CARGO_MANIFEST_DIR"));
    match std::fs::read_to_string(&path) {
        Ok(tsv) => Ok(Some(tsv)),
        Err(_) => {
            use std::io::Write;
            writeln!(std::io::stderr(), "skipped: no {path}")?;
            Ok(None)
        }
    }
}

/// The dates, months, years and ends of ranges that the lexicon reads from the words of a deadline cell.
#[test]
fn deadlines_of_the_lexicon() -> std::io::Result<()> {
    let Some(tsv) = lexicon("deadlines.tsv")? else { return Ok(()) };
    let mut tried = 0;
    for line in tsv.lines().skip(1) {
        let mut fields = line.split('\t');
        let (Some(words), Some(due)) = (fields.next(), fields.next()) else { continue };
        let has_number = words.chars().any(crate::number::is_numeral) || words.contains("元月");
        // What is no date of a month or a year of its own is for the reader of deadlines.
        if !has_number
            || due.contains("every")
            || due.contains("text")
            || due.contains("ongoing")
            || words.contains('學')
        {
            continue;
        }
        let expected: Vec<&str> =
            due.split('"').filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).collect();
        let text = chars(words);
        let found: Vec<String> = if due.contains("year") {
            let year = due.split(": ").nth(1).map(|year| year.trim_end_matches(['}', ']']).to_owned());
            assert_eq!(year_in(&text).first().map(|y| y.last.to_string()), year, "{words}");
            tried += 1;
            continue;
        } else if let [range] = find_ranges(&text, Some(2014))[..] {
            vec![range.to.to_string()]
        } else {
            find(&text, Some(2014)).iter().map(|f| f.date.to_string()).collect()
        };
        // 10、11月 stands in the lexicon with its end alone.
        let found = if words == "10、11月" { found[1..].to_vec() } else { found };
        assert_eq!(found, expected, "{words}");
        tried += 1;
    }
    assert!(tried > 80, "only {tried} forms");
    Ok(())
}

#[test]
fn dates_of_citations_in_the_lexicon() -> std::io::Result<()> {
    let Some(tsv) = lexicon("citations.tsv")? else { return Ok(()) };
    let mut tried = 0;
    for form in tsv.lines().skip(1).filter_map(|line| line.split('\t').nth(3)) {
        let text = chars(form);
        if text.iter().any(|&c| crate::number::is_numeral(c)) {
            assert_eq!(at(&text, 0, None).map(|f| f.end), Some(text.len()), "{form}");
            tried += 1;
        }
    }
    assert!(tried > 30, "only {tried} forms");
    Ok(())
}

/// Found by a mutant: whoever looks back at the last date from each place does not come to an end here.
#[test]
fn a_long_text_behind_a_date_is_read_in_one_pass() {
    for filler in ["字", "、", " ", "、 "] {
        let text = chars(&format!("103年6月{}12月", filler.repeat(200_000)));
        let found = find(&text, None);
        assert_eq!(found.len(), if filler.contains('、') { 2 } else { 1 }, "{filler}");
    }
}

proptest! {
    #[test]
    fn what_is_found_lies_in_order(text in "[0-9０-３一二三十百廿○元年月日度學至到~./、，及自起止底前民國中華次() \n-]{0,32}", year in proptest::option::of(1990_i32..2030)) {
        let text = chars(&text);
        let mut last = 0;
        for found in find(&text, year) {
            prop_assert!(last <= found.start && found.start < found.end && found.end <= found.end_with_tail && found.end_with_tail <= text.len());
            prop_assert!(Date::new(found.date.year, found.date.month, found.date.day) == Some(found.date) && found.date.month.is_some());
            last = found.end;
        }
        last = 0;
        for range in find_ranges(&text, year) {
            prop_assert!(last <= range.start && range.start < range.end && range.end <= text.len());
            prop_assert!(range.from.first_day() <= range.to.first_day() && range.from != range.to);
            last = range.end;
        }
        last = 0;
        for found in year_in(&text) {
            prop_assert!(last <= found.start && found.start < found.end && found.end <= text.len() && found.first <= found.last);
            last = found.end;
        }
    }

    #[test]
    fn any_text_is_safe(text in any::<String>(), from in 0_usize..64) {
        let text = chars(&text);
        let _ = (at(&text, from, Some(2014)), range_at(&text, from, Some(2014)));
        let _ = (find(&text, Some(2014)), find_ranges(&text, None), year_in(&text));
    }

    #[test]
    fn a_date_is_read_back(roc in 50_i32..150, month in 1_u8..13, day in 1_u8..29) {
        use crate::number::han;
        let date = Date { year: roc + 1911, month: Some(month), day: Some(day) };
        let (y, m, d) = (roc.unsigned_abs(), u32::from(month), u32::from(day));
        for text in [
            format!("{roc}年{month}月{day}日"),
            format!("民國 {roc} 年 {month} 月 {day} 日"),
            format!("{roc}.{month:02}.{day:02}"),
            format!("{roc}/{month}/{day}"),
            format!("{roc:03}{month:02}{day:02}"),
            format!("{}年{}月{}日", han(y), han(m), han(d)),
            date.to_string(),
        ] {
            prop_assert_eq!(at(&chars(&text), 0, None).map(|f| f.date), Some(date), "{}", text);
        }
    }
}
