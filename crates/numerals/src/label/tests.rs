use super::Class::*;
use super::*;
use proptest::prelude::*;

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// Class, ordinal, label and body of what stands at the start of a text.
fn read(text: &str) -> Option<(Class, Option<u32>, String, String)> {
    let text = chars(text);
    let label = at(&text, 0)?;
    Some((
        label.class,
        label.ordinal,
        text[label.start..label.end].iter().collect(),
        text[label.body..].iter().collect(),
    ))
}

#[test]
fn the_first_chars_of_nouns_are_those_of_the_words() {
    for word in words::NOUNS.iter().chain(words::MODIFIERS) {
        assert!(word.starts_with(|c| words::NOUN_FIRST_CHARS.contains(c)), "{word}");
    }
}

#[test]
fn every_class_with_its_label_and_text() {
    let table: &[(&str, Class, Option<u32>, &str, &str)] = &[
        ("壹、依據", Formal, Some(1), "壹", "依據"),
        ("壹、 依據", Formal, Some(1), "壹", "依據"),
        ("壹. 依據", Formal, Some(1), "壹", "依據"),
        ("壹．依據", Formal, Some(1), "壹", "依據"),
        ("壹：依據", Formal, Some(1), "壹", "依據"),
        ("壹,依據", Formal, Some(1), "壹", "依據"),
        ("壹 依據", Formal, Some(1), "壹", "依據"),
        ("參、貳仟元獎勵", Formal, Some(3), "參", "貳仟元獎勵"),
        ("叁、目標", Formal, Some(3), "叁", "目標"),
        ("叄、目標", Formal, Some(3), "叄", "目標"),
        ("参、目標", Formal, Some(3), "参", "目標"),
        ("贰、目標", Formal, Some(2), "贰", "目標"),
        ("弍、目標", Formal, Some(2), "弍", "目標"),
        ("拾、附則", Formal, Some(10), "拾", "附則"),
        ("拾壹、附則", Formal, Some(11), "拾壹", "附則"),
        ("壹拾壹、附則", Formal, Some(11), "壹拾壹", "附則"),
        ("伍、無 六", Formal, Some(5), "伍", "無 六"),
        ("一、緣起", Han, Some(1), "一", "緣起"),
        ("\u{3000}\u{3000}一、緣起", Han, Some(1), "一", "緣起"),
        ("\u{A0}一、緣起", Han, Some(1), "一", "緣起"),
        ("一 、緣起", Han, Some(1), "一", "緣起"),
        ("一.、緣起", Han, Some(1), "一", "緣起"),
        ("一﹑緣起", Han, Some(1), "一", "緣起"),
        ("一､緣起", Han, Some(1), "一", "緣起"),
        ("一丶緣起", Han, Some(1), "一", "緣起"),
        ("一。緣起", Han, Some(1), "一", "緣起"),
        ("一  主要職掌", Han, Some(1), "一", "主要職掌"),
        ("二 目標", Han, Some(2), "二", "目標"),
        ("一 年度目標", Han, Some(1), "一", "年度目標"),
        ("三 一年內曾發生火災之住宅", Han, Some(3), "三", "一年內曾發生火災之住宅"),
        ("四 十二月辦理宣導", Han, Some(4), "四", "十二月辦理宣導"),
        ("二 二樓以上場所", Han, Some(2), "二", "二樓以上場所"),
        ("二 一站式服務", Han, Some(2), "二", "一站式服務"),
        ("十 三樓以上場所", Han, Some(10), "十", "三樓以上場所"),
        ("十一 一年內受災者", Han, Some(11), "十一", "一年內受災者"),
        ("十一、經費", Han, Some(11), "十一", "經費"),
        ("十 一、經費", Han, Some(11), "十 一", "經費"),
        ("廿一、經費", Han, Some(21), "廿一", "經費"),
        ("二○、經費", Han, Some(20), "二○", "經費"),
        ("二0、經費", Han, Some(20), "二0", "經費"),
        ("十之一、經費", Han, Some(10), "十之一", "經費"),
        ("一、103年度工作", Han, Some(1), "一", "103年度工作"),
        ("一、一站式服務", Han, Some(1), "一", "一站式服務"),
        ("一、三級品管", Han, Some(1), "一", "三級品管"),
        ("二、三合一服務", Han, Some(2), "二", "三合一服務"),
        ("一、", Han, Some(1), "一", ""),
        ("(一)緣起", HanBracket, Some(1), "(一)", "緣起"),
        ("（一)緣起", HanBracket, Some(1), "（一)", "緣起"),
        ("（十五）緣起", HanBracket, Some(15), "（十五）", "緣起"),
        ("( 一 )緣起", HanBracket, Some(1), "( 一 )", "緣起"),
        ("（ 十 一 ） 緣起", HanBracket, Some(11), "（ 十 一 ）", "緣起"),
        ("〈一〉緣起", HanBracket, Some(1), "〈一〉", "緣起"),
        ("(一)、緣起", HanBracket, Some(1), "(一)", "緣起"),
        ("㈠緣起", HanBracket, Some(1), "㈠", "緣起"),
        ("㈩、緣起", HanBracket, Some(10), "㈩", "緣起"),
        ("(壹)緣起", HanBracket, Some(1), "(壹)", "緣起"),
        ("一）緣起", HanBracket, Some(1), "一）", "緣起"),
        ("(一)甲組:人事室", HanBracket, Some(1), "(一)", "甲組:人事室"),
        ("1.推動", ArabicDot, Some(1), "1", "推動"),
        ("1. 推動", ArabicDot, Some(1), "1", "推動"),
        ("1．推動", ArabicDot, Some(1), "1", "推動"),
        ("1、推動", ArabicDot, Some(1), "1", "推動"),
        ("１、推動", ArabicDot, Some(1), "１", "推動"),
        ("１．推動", ArabicDot, Some(1), "１", "推動"),
        ("12.推動", ArabicDot, Some(12), "12", "推動"),
        ("01.推動", ArabicDot, Some(1), "01", "推動"),
        ("1。推動", ArabicDot, Some(1), "1", "推動"),
        ("1‧推動", ArabicDot, Some(1), "1", "推動"),
        ("1·推動", ArabicDot, Some(1), "1", "推動"),
        ("1˙推動", ArabicDot, Some(1), "1", "推動"),
        ("1.PDCA", ArabicDot, Some(1), "1", "PDCA"),
        ("1. 5種服務", ArabicDot, Some(1), "1", "5種服務"),
        ("1.103年度推動", ArabicDot, Some(1), "1", "103年度推動"),
        ("⒈推動", ArabicDot, Some(1), "⒈", "推動"),
        ("⒉ 推動", ArabicDot, Some(2), "⒉", "推動"),
        ("01 推動", ArabicDot, Some(1), "01", "推動"),
        ("2.1 背景", Decimal, Some(1), "2.1", "背景"),
        ("2.1. 背景", Decimal, Some(1), "2.1", "背景"),
        ("2.1.3背景", Decimal, Some(3), "2.1.3", "背景"),
        ("(1)測試", ArabicBracket, Some(1), "(1)", "測試"),
        ("（1）測試", ArabicBracket, Some(1), "（1）", "測試"),
        ("(１)測試", ArabicBracket, Some(1), "(１)", "測試"),
        ("(1) 測試", ArabicBracket, Some(1), "(1)", "測試"),
        ("1)測試", ArabicBracket, Some(1), "1)", "測試"),
        ("1）測試", ArabicBracket, Some(1), "1）", "測試"),
        ("⑴測試", ArabicBracket, Some(1), "⑴", "測試"),
        ("①測試", Circled, Some(1), "①", "測試"),
        ("⑫測試", Circled, Some(12), "⑫", "測試"),
        ("❶測試", Circled, Some(1), "❶", "測試"),
        ("㉑ 測試", Circled, Some(21), "㉑", "測試"),
        ("A.大廳", Latin, Some(1), "A", "大廳"),
        ("Ｂ、大廳", Latin, Some(2), "Ｂ", "大廳"),
        ("A.PDCA循環", Latin, Some(1), "A", "PDCA循環"),
        ("Ⅱ、大廳", Latin, Some(2), "Ⅱ", "大廳"),
        ("a.大廳", LatinSmall, Some(1), "a", "大廳"),
        ("(A)大廳", LatinBracket, Some(1), "(A)", "大廳"),
        ("(b)大廳", LatinBracket, Some(2), "(b)", "大廳"),
        ("A)大廳", LatinBracket, Some(1), "A)", "大廳"),
        ("甲、總則", Stem, Some(1), "甲", "總則"),
        ("子、總則", Branch, Some(1), "子", "總則"),
        ("亥、總則", Branch, Some(12), "亥", "總則"),
        ("乙．總則", Stem, Some(2), "乙", "總則"),
        ("(甲)總則", StemBracket, Some(1), "(甲)", "總則"),
        ("（丙）總則", StemBracket, Some(3), "（丙）", "總則"),
        ("第一章 總則", Chapter, Some(1), "第一章", "總則"),
        ("第 一 章  總則", Chapter, Some(1), "第 一 章", "總則"),
        ("第壹章 總則", Chapter, Some(1), "第壹章", "總則"),
        ("第二節：總則", Section, Some(2), "第二節", "總則"),
        ("第一條本規範依法訂定。", Article, Some(1), "第一條", "本規範依法訂定。"),
        ("第 12 條 本規範", Article, Some(12), "第 12 條", "本規範"),
        ("第三十五條之一 本規範", Article, Some(35), "第三十五條之一", "本規範"),
        ("第四條 所需經費由本局支應。", Article, Some(4), "第四條", "所需經費由本局支應。"),
        ("第五條 第一線人員", Article, Some(5), "第五條", "第一線人員"),
        ("第一點 本規範", Point, Some(1), "第一點", "本規範"),
        ("第一部分 總則", Part, Some(1), "第一部分", "總則"),
        ("第二篇 總則", Part, Some(2), "第二篇", "總則"),
        ("構面一、便民", Noun, Some(1), "構面一", "便民"),
        ("策略1：便民", Noun, Some(1), "策略1", "便民"),
        ("分項計畫二、便民", Noun, Some(2), "分項計畫二", "便民"),
        ("专栏 7 便民", Noun, Some(7), "专栏 7", "便民"),
        ("附件一", Attachment, Some(1), "附件一", ""),
        ("附件1自評表", Attachment, Some(1), "附件1", "自評表"),
        ("附表 2：自評表", Attachment, Some(2), "附表 2", "自評表"),
        ("附件1-1 自評表", Attachment, Some(1), "附件1-1", "自評表"),
        ("附表(一)自評表", Attachment, Some(1), "附表(一)", "自評表"),
        ("【附件三】自評表", Attachment, Some(3), "【附件三】", "自評表"),
        ("附圖三", Attachment, Some(3), "附圖三", ""),
        ("附錄", Attachment, None, "附錄", ""),
        ("附件：自評表", Attachment, None, "附件", "自評表"),
        ("附錄A 自評表", Attachment, Some(1), "附錄A", "自評表"),
        ("● 推動", Bullet, None, "●", "推動"),
        ("■推動", Bullet, None, "■", "推動"),
        ("□是", Bullet, None, "□", "是"),
        ("※附註", Bullet, None, "※", "附註"),
        ("\u{F0B7} 推動", Bullet, None, "\u{F0B7}", "推動"),
        ("- 推動", Bullet, None, "-", "推動"),
        ("– 推動", Bullet, None, "–", "推動"),
        ("* 推動", Bullet, None, "*", "推動"),
        ("- 一、推動", Bullet, None, "-", "一、推動"),
        ("-1.推動", Bullet, None, "-", "1.推動"),
        ("> 推動", Bullet, None, ">", "推動"),
        ("·推動", Bullet, None, "·", "推動"),
    ];
    for &(text, class, ordinal, label, body) in table {
        assert_eq!(read(text), Some((class, ordinal, label.to_owned(), body.to_owned())), "{text}");
    }
}

#[test]
fn misspelt_labels_keep_their_value() {
    let table: &[(&str, Class, Option<u32>)] = &[
        ("ㄧ、緣起", Han, Some(1)),
        ("十ㄧ、緣起", Han, Some(11)),
        ("(ㄧ)緣起", HanBracket, Some(1)),
        ("—、緣起", Han, Some(1)),
        ("ー、緣起", Han, Some(1)),
        ("-、緣起", Han, Some(1)),
        ("－、緣起", Han, Some(1)),
        ("十—、緣起", Han, Some(11)),
        ("（—）緣起", HanBracket, Some(1)),
        ("l.推動", ArabicDot, Some(1)),
        ("I.推動", ArabicDot, Some(1)),
        ("(l)推動", ArabicBracket, Some(1)),
        ("?、目標", Formal, None),
        ("()推動", HanBracket, None),
        ("（）推動", HanBracket, None),
    ];
    for &(text, class, ordinal) in table {
        let label = at(&chars(text), 0);
        assert_eq!(label.map(|l| (l.class, l.ordinal, l.misspelt)), Some((class, ordinal, true)), "{text}");
    }
    for text in ["一、緣起", "叁、緣起", "参、緣起", "（一)緣起", "１．緣起", "二0、緣起"] {
        assert_eq!(at(&chars(text), 0).map(|l| l.misspelt), Some(false), "{text}");
    }
}

#[test]
fn separators() {
    let table = [
        ("壹、依據", Some('、')),
        ("壹 依據", Some(' ')),
        ("壹\u{3000}依據", Some(' ')),
        ("壹 . 依據", Some('.')),
        ("一.、依據", Some('.')),
        ("(一)依據", None),
        ("(一) 依據", None),
        ("(一)、依據", Some('、')),
        ("第一章 總則", None),
        ("第一章：總則", Some('：')),
        ("附件一 表", None),
        ("● 表", None),
        ("1 推動", Some(' ')),
        ("三 一年內", Some(' ')),
        ("2.1 背景", Some(' ')),
    ];
    for (text, separator) in table {
        assert_eq!(at(&chars(text), 0).map(|l| l.separator), Some(separator), "{text}");
    }
}

#[test]
fn what_is_no_label() {
    let rows: &[(&str, &[&str])] = &[
        ("amounts", &["貳仟元", "參萬元整", "伍佰元", "陸拾萬元", "壹拾萬元以上", "參 萬元", "壹億元"]),
        (
            "words with 一",
            &[
                "一站式服務",
                "一次告知單",
                "一致性",
                "一般設施",
                "一級主管",
                "一覽表",
                "一○一年",
                "一0二年",
                "一方面",
                "一併",
                "一 般",
            ],
        ),
        (
            "phrases",
            &[
                "一、二線",
                "一、二級機關",
                "一、二樓",
                "二、三年級",
                "三、五年",
                "三、四聲",
                "一、二及三",
                "二、三項規定",
            ],
        ),
        ("words with 十", &["十大建設", "十二月", "十分鐘", "十五日內", "十二年國教"]),
        ("measures", &["三合一", "四省專案", "五年計畫", "六大工具", "九成", "二十大精神"]),
        ("第 without a division", &["第一線服務機關", "第一類", "第一組至第七組", "第一層", "第1季", "第一次"]),
        (
            "references",
            &[
                "第七條規定",
                "第一條第二項",
                "第3條、第5條",
                "第二點之規定",
                "第 7 條 第 1 項",
                "第七條所定",
                "第一節課",
                "附件一所列",
                "附錄一覽表",
                "附件一、二",
                "附件（如附件）",
                "附表所列",
            ],
        ),
        (
            "decimals and dates",
            &[
                "1.5倍",
                "1.2億元",
                "95.5分",
                "2.22",
                "103.01.01",
                "99.09.28",
                "104.12",
                "11.8%",
                "1.5種",
                "0.四九二○公頃",
                "０．四九二○",
            ],
        ),
        ("lists of numbers", &["3、6、9、12月", "10、11月", "22、23條", "1、2類", "102、103年度"]),
        ("services", &["1888服務專線", "119", "110", "1777專線", "24小時", "24 小時", "365天"]),
        (
            "no label in brackets",
            &[
                "(1號)",
                "(含)",
                "(如附件1)",
                "(103至106年度)",
                "(二)之1",
                "(103)",
                "(80)府人四字第5號",
                "(一)、(二)項",
                "(一)至(三)",
                "( )是",
            ],
        ),
        ("words in brackets", &["(機關)", "(單位)", "(如：電話)", "(草案)", "(修正本)", "(範例)", "(續)", "(—)"]),
        (
            "letters and stems",
            &[
                "A4紙",
                "A組",
                "B級",
                "C類",
                "甲組",
                "乙組",
                "甲等",
                "甲方",
                "甲 方",
                "甲、乙兩組",
                "A、B級",
                "A、B、C類",
                "U.S.A",
                "A.1",
                "FAQ",
                "A 組",
                "<u>",
            ],
        ),
        ("wrapped numbers", &["二○○二一四三五號", "○○國小", "○年○月○日", "××國小", "20xx年"]),
        ("pages", &["1/22", "- 3 -", "-1-"]),
        ("classes and names", &["一年級", "三至六年級", "六年甲班", "三七五減租", "八二三、", "九二一震災"]),
        ("numerals with blanks", &["一 二 三", "三 四", "二○ 一五年", "二 十 三條", "一 二、三級"]),
        ("ranges", &["一—三月", "1-12月", "1~12", "三、"]),
        ("lists of divisions", &["壹、貳、參、", "壹、貳", "壹、貳及參", "一、二、三、"]),
        ("times", &["9:30", "103年", "103 年度", "97 年", "12月31日"]),
        (
            "no bullets",
            &[
                "--",
                "-- 顧客導向",
                "——推動",
                "-推動",
                "*推動",
                "---",
                "●●●",
                "- - -",
                "-5度",
                "■",
                "。",
                "(",
                "()",
                "第",
                "第 條",
            ],
        ),
        ("blanks only", &["", " ", "\u{3000}", "\n", "一", "壹", "1", "一 ", "壹\n依據"]),
    ];
    for (row, texts) in rows {
        for &text in *texts {
            // 三、 alone is one by its shape: its place tells.
            let expected = (text == "三、").then_some(Han);
            assert_eq!(at(&chars(text), 0).map(|l| l.class), expected, "{row}: {text}");
        }
    }
}

#[test]
fn the_chars_before_count() {
    let middle = |text: &str, from: usize| at(&chars(text), from).map(|l| l.class);
    assert_eq!(middle("第二、三", 1), None);
    assert_eq!(middle("二十一、推動", 1), None);
    assert_eq!(middle("21.推動", 1), None);
    assert_eq!(middle("FAQ.推動", 2), None);
    assert_eq!(middle("壹、一、推動", 2), Some(Han));
    assert_eq!(middle("推動", 9), None);
}

#[test]
fn depth_counts_the_dots_of_a_decimal() {
    assert_eq!(at(&chars("2.1 背景"), 0).map(|l| l.depth), Some(1));
    assert_eq!(at(&chars("2.1.1 背景"), 0).map(|l| l.depth), Some(2));
    assert_eq!(at(&chars("2. 背景"), 0).map(|l| l.depth), Some(0));
}

#[test]
fn ideographs_that_are_said_to_begin_no_label_begin_none() {
    let tails = ["、推動", "推動", "一、推動", "1.推動", " 推動", "）推動", "件一", "項目一、推動"];
    for first in ('\u{4E00}'..='\u{9FFF}').filter(|c| !can_begin(*c)) {
        for tail in tails {
            let text: Vec<char> = std::iter::once(first).chain(tail.chars()).collect();
            assert!(SHAPES.iter().all(|shape| shape(&text, 0).is_none()), "{first}{tail}");
        }
    }
}

fn found(text: &str) -> Vec<String> {
    let text = chars(text);
    find(&text, 0..text.len()).iter().map(|l| text[l.start..l.end].iter().collect()).collect()
}

#[test]
fn labels_inside_a_line() {
    let table: &[(&str, &[&str])] = &[
        ("某局計畫 壹、依據 依某法辦理。 貳、目標 ㄧ、便民。二、專業。", &["壹", "貳", "ㄧ", "二"]),
        ("1.訂定表單。2.公告周知；3.檢討", &["1", "2", "3"]),
        ("如下：(一)服務台。(二)網頁；(三)電話(四) 郵件", &["(一)", "(二)", "(三)"]),
        ("壹、一、(一)1.推動", &["壹", "一", "(一)", "1"]),
        ("一、「便民」二、「專業」", &["一", "二"]),
        ("參加第 一、二梯次，約 1.5 倍，上午9:30.開始", &[]),
        ("本府 96 年 12 月 27 日函", &[]),
        ("詳如伍、考核，見肆、二", &[]),
        ("• 甲案 • 乙案", &["•", "•"]),
        ("顧客導向--便民 - 專業", &[]),
        ("依本法 第 7 條規定", &[]),
        ("民國一百零三年 三 四月間 二 十七日", &[]),
        ("第一章 總則 第一條 為服務民眾。第二條 本局", &["第一章", "第一條", "第二條"]),
        ("表\n- 一、甲案\n- 二、乙案", &["-", "一", "-", "二"]),
    ];
    for (text, labels) in table {
        assert_eq!(found(text), *labels, "{text}");
    }
    let text = chars("一、便民。二、專業。");
    assert_eq!(find(&text, 5..10).iter().map(|l| l.ordinal).collect::<Vec<_>>(), [Some(2)]);
    assert_eq!(find(&text, 5..900).len(), 1);
    assert_eq!(find(&text, 50..90), []);
}

/// Rows of the lexicon whose examples stand alone, so that they can be run as they are.
#[test]
fn examples_of_the_lexicon() -> std::io::Result<()> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/facts/lexicon/labels.tsv");
    let Ok(tsv) = std::fs::read_to_string(path) else {
        return writeln_skipped(path);
    };
    // Examples that are labels by their shape, or that show a place, not a shape.
    const BY_PLACE: [&str; 9] =
        ["二、", "本計畫壹、貳…", "十", "一、", "本用地…", "in", "at", "in 本計畫壹、貳…", "xx"];
    let mut tried = 0;
    for line in tsv.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [group, form, reading, ..] = fields[..] else { continue };
        if group == "not_label" {
            for example in form.split(' ').filter(|e| !BY_PLACE.contains(e)) {
                assert_eq!(at(&chars(example), 0), None, "{example} in {form}");
                tried += 1;
            }
        }
        let is_single = !form.contains(' ') && !form.contains('⏎') && form != reading && form != "1.2.3.";
        if group == "variant" && is_single && form.ends_with(['、', ')', '.', '﹑', '．', '‧']) {
            let label = at(&chars(&format!("{form}推動")), 0);
            let meant = at(&chars(&format!("{reading}推動")), 0).or_else(|| at(&chars(&format!("{reading}、推動")), 0));
            let (label, meant) = (label.map(|l| (l.class, l.ordinal)), meant.map(|l| (l.class, l.ordinal)));
            let is_lost = label.is_some_and(|(_, ordinal)| ordinal.is_none());
            assert!(
                label == meant || (is_lost && label.map(|l| l.0) == meant.map(|m| m.0)),
                "{form} for {reading}: {label:?} {meant:?}"
            );
            tried += 1;
        }
    }
    assert!(tried > 100, "only {tried} examples");
    Ok(())
}

fn writeln_skipped(path: &str) -> std::io::Result<()> {
    use std::io::Write;
    writeln!(std::io::stderr(), "skipped: no {path}")
}

proptest! {
    #[test]
    fn indices_are_in_order(text in "[一二十壹貳第章條附件甲乙A-Ca-bl0-9１()（）〈〉、.．：，。 \u{3000}\n年月級●■—ー?之構面-]{0,24}", from in 0_usize..30) {
        let text = chars(&text);
        if let Some(label) = at(&text, from) {
            prop_assert!(from <= label.start && label.start < label.end && label.end <= label.body && label.body <= text.len());
        }
        let mut last = from;
        for label in find(&text, from..text.len()) {
            prop_assert!(last <= label.start && label.start < label.end && label.end <= label.body);
            last = label.body;
        }
    }

    #[test]
    fn any_text_is_safe(text in any::<String>(), from in 0_usize..64, to in 0_usize..64) {
        let text = chars(&text);
        let _ = at(&text, from);
        let _ = find(&text, from..to);
    }

    #[test]
    fn counters_are_read_as_labels(n in 1_u32..100) {
        use crate::counter::{Style, format};
        let read = |text: String| at(&chars(&text), 0).and_then(|l| l.ordinal);
        prop_assert_eq!(read(format!("{}、推動", format(n, Style::Han))), Some(n));
        prop_assert_eq!(read(format!("{}、推動", format(n, Style::Formal))), Some(n));
        prop_assert_eq!(read(format!("（{}）推動", format(n, Style::Han))), Some(n));
        prop_assert_eq!(read(format!("{n}.推動")), Some(n));
        prop_assert_eq!(read(format!("第{}條 推動", format(n, Style::Han))), Some(n));
    }
}
