//! What a conversion leaves alone: document numbers, and addresses that hold Chinese characters.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// The end of a document number: `字第0960162343號`, also with Chinese numerals, letters and the blanks or line breaks
/// of a page; `字1030004263號`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    const DIGIT: &str = "0-9０-９A-Za-zＡ-Ｚａ-ｚ〇○零一二三四五六七八九十百千廿卅壹貳贰參参叁肆伍陸陆柒捌玖拾";
    regex(&format!(r"字\s*(?:第\s*[{DIGIT}][{DIGIT}\s\-－–/.．]{{0,40}}?|[0-9０-９]{{4,}})\s*[號号]"))
});

/// The end of a mainland document number: `〔2021〕36号`.
static YEAR_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"[〔\[［（(【]\s*(?:19|20|１９|２０)[0-9０-９]{2}\s*[〕\]］）)】]\s*第?\s*[0-9０-９]{1,5}\s*[號号]")
});

/// An address; what follows the last ASCII character may be text that was set right behind it.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    const ASCII: &str = "[!#-;=?-~]*";
    const JOINT: &str = "[/=?&#_.%-]";
    regex(&format!(r"(?:https?|ftp)://(?:{ASCII}{JOINT}(?:\p{{Han}}+{JOINT})+)*(?:{ASCII}{JOINT}\p{{Han}}+|{ASCII})"))
});

fn regex(pattern: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "constant patterns, each built by a test")]
    Regex::new(pattern).expect("a pattern of this file")
}

/// The longest prefix of a document number, in characters (院授研展, 臺教國署學).
const PREFIX: usize = 8;

/// What stands before a prefix and never in it: prepositions, conjunctions, verbs, in both scripts.
const BEFORE_PREFIX: &str = "日月依據据奉以之及與与暨函的和按照於于由至即是从從实實彻徹见見知达達";

/// The last character of an agency's name, in both scripts.
const AGENCY_END: &str = "部會会院署局處处所館馆校";

/// The spans of `text` that no conversion touches, in bytes, sorted and apart from each other.
///
/// The same spans are found in the converted text: every set of characters here holds both scripts.
pub(crate) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    if text.contains('號') || text.contains('号') {
        for end in NUMBER.find_iter(text) {
            spans.push(end.start() - prefix(&text[..end.start()])..end.end());
        }
        for end in YEAR_NUMBER.find_iter(text) {
            spans.push(end.start() - prefix(&text[..end.start()])..end.end());
        }
    }
    if text.contains("://") {
        spans.extend(ADDRESS.find_iter(text).map(|found| address(text, found.range())));
    }
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup_by(|next, kept| {
        let overlap = next.start < kept.end;
        if overlap {
            kept.end = kept.end.max(next.end);
        }
        overlap
    });
    spans
}

/// An address without the Chinese text behind it: a last run of Chinese characters belongs to it only where it is
/// followed by a blank, a bracket or the end.
fn address(text: &str, found: Range<usize>) -> Range<usize> {
    let open = text[found.end..].chars().next().is_none_or(|c| c.is_whitespace() || ")]}>\"'".contains(c));
    let end = if open { found.len() } else { text[found.clone()].trim_end_matches(|c: char| !c.is_ascii()).len() };
    found.start..found.start + end
}

/// How many bytes at the end of `before` are the prefix of the document number that follows: the letters of the agency
/// (`會研`, `台技(四)`, `(八二)人政考`, `台81環署空`, `国办发`), without the agency's name before them.
fn prefix(before: &str) -> usize {
    let mut letters: Vec<(usize, char)> = Vec::new();
    let mut chars = before.char_indices().rev().peekable();
    while let Some(&(at, c)) = chars.peek() {
        if matches!(c, ')' | '）') {
            let Some(group) = group(&before[..at]) else { break };
            letters.push((group, ')'));
            while chars.next_if(|&(at, _)| at >= group).is_some() {}
        } else if is_ideograph(c) && !BEFORE_PREFIX.contains(c) && !(c == '年' && ends_in_number(&before[..at])) {
            letters.push((at, c));
            chars.next();
        } else if c.is_ascii_digit() {
            let Some(year) = year(&before[..at + 1]) else { break };
            while chars.next_if(|&(at, _)| at >= year).is_some() {}
            letters.push((year, '台'));
        } else {
            break;
        }
        if letters.len() >= 2 * PREFIX {
            break;
        }
    }
    letters.reverse();
    let name = (2..letters.len().saturating_sub(2)).rev().find(|&i| {
        let (before, last) = (letters[i - 1].1, letters[i].1);
        !AGENCY_END.contains(before)
            && (AGENCY_END.contains(last)
                || matches!((before, last), ('政', '府') | ('中', '心') | ('大', '學' | '学')))
    });
    let first = name.map_or(0, |last| last + 1).max(letters.len().saturating_sub(PREFIX));
    letters.get(first).map_or(0, |&(at, _)| before.len() - at)
}

/// Where the bracket opens whose text, a few characters, ends `before`: `(四`.
fn group(before: &str) -> Option<usize> {
    before
        .char_indices()
        .rev()
        .take(5)
        .find_map(|(at, c)| match c {
            '(' | '（' => Some(Some(at)),
            _ if is_ideograph(c) || c.is_ascii_digit() => None,
            _ => Some(None),
        })
        .flatten()
}

/// Where a year begins that ends `before` and stands in a prefix: `台81`.
fn year(before: &str) -> Option<usize> {
    let letters = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let at = letters.strip_suffix(['台', '臺'])?.len();
    (before.len() - letters.len() <= 3).then_some(at)
}

fn ends_in_number(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_numeric() || "〇○零一二三四五六七八九十百".contains(c))
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '〇' | '○' | '\u{20000}'..='\u{3FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn document_numbers_with_their_prefix() {
        for (text, number) in [
            ("依行政院97年12月27日會研字第0962160343號函辦理", "會研字第0962160343號"),
            ("行政院研考會96 年 12 月 27 日會研字第 0962160343 號函", "會研字第 0962160343 號"),
            ("九十一年七月三十日院授研展字第0九一00一六六九六號函頒", "院授研展字第0九一00一六六九六號"),
            ("教育部臺教國署學字第1070004062號函", "臺教國署學字第1070004062號"),
            ("國民及學前教育署臺教國署學字第一○二○○七一六一六號", "臺教國署學字第一○二○○七一六一六號"),
            ("依據國家發展委員會發社字第10413004712號函", "發社字第10413004712號"),
            ("內政部台內營字第1050803号令", "台內營字第1050803号"),
            ("以台技(四)字第0980109679號函備查", "台技(四)字第0980109679號"),
            ("（九一）台技（二）字第9100123號", "（九一）台技（二）字第9100123號"),
            ("8月1日台81環署空字第39424號公告", "台81環署空字第39424號"),
            ("八十九年十一月十八日台八九內營字第八九八四九四八號", "台八九內營字第八九八四九四八號"),
            ("本府教育局府教國字第1030001號", "府教國字第1030001號"),
            ("福利部部授家字第1040600001A號", "部授家字第1040600001A號"),
            ("中局秘字第1030004263\n號函", "中局秘字第1030004263\n號"),
            ("文號：府計研字 1030001234 號", "府計研字 1030001234 號"),
            ("根据国办发〔2021〕36号文件", "国办发〔2021〕36号"),
            ("沪府办发 〔2020〕 8号", "〔2020〕 8号"),
            ("按照赣内贸（综）字[2019]第12号", "赣内贸（综）字[2019]第12号"),
            ("《关于印发方案的通知》（财教〔2020〕5号）", "财教〔2020〕5号"),
            ("103年府計研字第1030001號", "府計研字第1030001號"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
        assert_eq!(found("甲府字第1001號及乙府字第1002號").len(), 2);
    }

    #[test]
    fn what_is_no_document_number() {
        for text in ["門牌號碼", "中正路3號", "文字第二版", "（2021）年号", "字第號", "號", "第36号公告", "數字 12 號"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn addresses_with_chinese_characters() {
        for (text, kept) in [
            ("網址https://a.gov.tw/下載專區/計畫.doc下載", "https://a.gov.tw/下載專區/計畫.doc"),
            ("https://a.gov.tw/wiki/臺灣", "https://a.gov.tw/wiki/臺灣"),
            ("見 https://a.gov.tw/臺灣 網頁", "https://a.gov.tw/臺灣"),
            ("至http://a.gov.tw/查詢。", "http://a.gov.tw/"),
            ("至http://a.gov.tw查詢", "http://a.gov.tw"),
        ] {
            assert_eq!(found(text), [kept], "{text}");
        }
    }

    #[test]
    fn spans_are_sorted_and_apart() {
        let text = "https://a.tw/府教字第1234號/x 府教字第1234號〔2020〕5号";
        let spans = spans(text);
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
    }
}
