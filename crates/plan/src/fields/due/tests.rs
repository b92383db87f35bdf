use super::*;

fn date(text: &str) -> Date {
    let mut parts = text.split('-').map(|part| part.parse().unwrap_or(0));
    Date {
        year: parts.next().unwrap_or(0),
        month: parts.next().map(|month| month as u8),
        day: parts.next().map(|day| day as u8),
    }
}

fn on(text: &str) -> Due {
    Due::On(date(text))
}

fn between(from: &str, to: &str) -> Due {
    Due::Between { from: date(from), to: date(to) }
}

fn text(words: &str) -> Due {
    Due::Text(words.to_owned())
}

#[test]
fn one_statement() {
    use Frequency::*;
    for (cell, expected) in [
        ("103.01.01", on("2014-01-01")),
        ("103.12", on("2014-12")),
        ("6月底前", on("2014-06")),
        ("102年6月30日前完成", on("2013-06-30")),
        ("103年度", on("2014")),
        ("次年1月底前", on("2015-01")),
        ("年底前", on("2014-12")),
        ("2020年底前", on("2020-12")),
        ("本年度內", on("2014")),
        ("第1季", between("2014-01", "2014-03")),
        ("第四季度", between("2014-10", "2014-12")),
        ("102年第2季", between("2013-04", "2013-06")),
        ("上半年", between("2014-01", "2014-06")),
        ("103年1月1日至12月31日", between("2014-01-01", "2014-12-31")),
        ("1-12月", between("2014-01", "2014-12")),
        ("103至106年度", between("2014", "2017")),
        ("即日起至12月31日止", on("2014-12-31")),
        ("每月10日前", Due::Every(Month)),
        ("每三個月", Due::Every(Quarter)),
        ("半年1次", Due::Every(HalfYear)),
        ("逐年辦理", Due::Every(Year)),
        ("每月2場", Due::Every(Month)),
        ("每季1場次", Due::Every(Quarter)),
        ("每年2梯次", Due::Every(Year)),
        ("每月第一週", Due::Every(Month)),
        ("每月第二個星期三", Due::Every(Month)),
        ("經常性辨理", Due::Ongoing),
        ("隨時", Due::Ongoing),
        ("常态化推进", Due::Ongoing),
        ("不定期", text("不定期")),
        ("每年2次", text("每年2次")),
        ("每二個月", text("每二個月")),
        ("97年11日", text("97年11日")),
        ("依規定期限", text("依規定期限")),
        ("奉核定後1個月內", text("奉核定後1個月內")),
    ] {
        assert_eq!(due(cell, Some(2014)), [expected], "{cell}");
    }
    assert_eq!(due("", Some(2014)), []);
    assert_eq!(due(" \n ", Some(2014)), []);
}

#[test]
fn several_statements() {
    let months = |list: &[&str]| list.iter().map(|month| on(month)).collect::<Vec<_>>();
    for (cell, expected) in [
        ("6月底、12月底", months(&["2014-06", "2014-12"])),
        ("6月及12月", months(&["2014-06", "2014-12"])),
        ("3、6、9、12月", months(&["2014-03", "2014-06", "2014-09", "2014-12"])),
        ("102年6月底、12月底", months(&["2013-06", "2013-12"])),
        ("7月及次年1月", months(&["2014-07", "2015-01"])),
        ("隨時辦理，12月底前完成", vec![Due::Ongoing, on("2014-12")]),
        ("每月辦理，12月彙報", vec![Due::Every(Frequency::Month), on("2014-12")]),
        ("1.每月\n2.12月底前", vec![Due::Every(Frequency::Month), on("2014-12")]),
        ("第1、3季", vec![between("2014-01", "2014-03"), between("2014-07", "2014-09")]),
        ("每月\n不定期", vec![Due::Every(Frequency::Month), text("不定期")]),
    ] {
        assert_eq!(due(cell, Some(2014)), expected, "{cell}");
    }
}

#[test]
fn a_note_is_no_deadline() {
    for cell in [
        "註：各單位得視業務需要調整辦理期程。",
        "備註：遇假日順延至次一上班日，並另行通知各機關",
        "※本表所列期程，由各單位於12月底前檢討",
        "註1：每月統計由秘書室彙整，並於次月10日前送本府備查",
    ] {
        assert_eq!(due(cell, Some(2014)), [], "{cell}");
        assert!(!looks_like_due(cell), "{cell}");
    }
    assert_eq!(due("每月\n※遇假日順延至次一上班日辦理，並另行通知", None), [Due::Every(Frequency::Month)]);
    assert_eq!(due("※12月底前", Some(2014)), [on("2014-12")]);
    assert_eq!(due("註記完成後", None), [text("註記完成後")]);
}

#[test]
fn wrapped_lines_are_one_statement() {
    assert_eq!(due("經常性\n辦理", None), [Due::Ongoing]);
    assert_eq!(due("103年12月\n31日前", None), [on("2014-12-31")]);
    assert_eq!(due("103 年 12 月 31 日", None), [on("2014-12-31")]);
}

#[test]
fn without_the_year_of_the_plan_a_bare_month_is_words() {
    assert_eq!(due("12月底前", None), [text("12月底前")]);
    assert_eq!(due("上半年", None), [text("上半年")]);
}

#[test]
fn expressions_of_time_are_told_from_other_texts() {
    for cell in [
        "經常性辦理",
        "103.01.01",
        "97年10月",
        "每月",
        "隨時",
        "12月底前",
        "不定期",
        "全年度",
        "即日起",
        "每季",
        "104.12",
        "97年 10月",
        "第1季",
        "上半年",
        "103年1月1日至12月31日",
        "每半年1次",
        "視需要",
        "6月、12月",
        "即日起至12月31日止",
        "年底前",
        "長期",
        "每月2場",
        "每季1場次",
        "每年2梯次",
        "每月第一週",
    ] {
        assert!(looks_like_due(cell), "{cell}");
    }
    for text in [
        "",
        "秘書室",
        "各單位",
        "每年辦理員工教育訓練，提升服務品質並作成紀錄。",
        "隨時更新網頁資料，並指定專人管理",
        "103年度提升服務品質實施計畫",
        "一、親切便民服務",
        "1.推動辦公室整理",
        "即時新聞",
        "服務時間",
        "全年無休服務窗口",
        "定期檢討改善服務流程",
        "50",
    ] {
        assert!(!looks_like_due(text), "{text}");
    }
}

#[test]
fn nothing_panics() {
    use proptest::prelude::*;
    proptest!(|(cell in "[每年月日季第至1一二三0-9、，底前次半\n辦理隨時.~/-]{0,20}", year in proptest::option::of(1900..2100))| {
        let found = due(&cell, year);
        prop_assert_eq!(found.is_empty(), Folded::new(&cell).chars.is_empty() || found.is_empty());
        looks_like_due(&cell);
    });
}
