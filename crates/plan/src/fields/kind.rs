//! What a division is about, by its heading or its only sentence.

use std::ops::Range;
use std::sync::LazyLock;

use super::fold::{self, Folded};
use super::words::{self, Words};
use crate::Kind;

/// How firmly a term decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// Beats every other term of its part: 現況, 指導思想, 職掌.
    Any,
    /// The last of a part decides.
    Strong,
    /// Strong, and a head right behind it yields to it: 獎勵措施.
    Firm,
    /// Strong, but yields to a firm term right before it: 措施, 作法.
    Head,
    /// Decides where nothing else does: 方式, 項目.
    Weak,
    /// Weak, and only at the beginning of a heading: 推進, 提升.
    Verb,
    /// Decides at the beginning of a heading: 附件.
    Opening,
    /// Decides at the end of a heading: 檢核表, 流程圖.
    Form,
}

#[derive(Debug, Clone, Copy)]
struct Term {
    kind: Kind,
    strength: Strength,
}

/// The terms, those that stand anywhere apart from those of the two ends.
struct Terms {
    inner: Words<Term>,
    verb: Words<Term>,
    opening: Words<Term>,
    form: Words<Term>,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let terms: Vec<(&str, Term)> = words::rows(include_str!("../../data/kinds.tsv"))
        .filter_map(|row| {
            let strength = match *row.get(2)? {
                "any" => Strength::Any,
                "strong" => Strength::Strong,
                "firm" => Strength::Firm,
                "head" => Strength::Head,
                "weak" => Strength::Weak,
                "verb" => Strength::Verb,
                "opening" => Strength::Opening,
                _ => Strength::Form,
            };
            Some((*row.first()?, Term { kind: by_name(row.get(1)?)?, strength }))
        })
        .collect();
    let of = |is: fn(Strength) -> bool| Words::new(terms.iter().filter(|(_, term)| is(term.strength)).copied());
    Terms {
        inner: of(|strength| !matches!(strength, Strength::Verb | Strength::Opening | Strength::Form)),
        verb: of(|strength| strength == Strength::Verb),
        opening: of(|strength| strength == Strength::Opening),
        form: of(|strength| strength == Strength::Form),
    }
});

/// The words of a sentence that decide its kind: all of them, in this order.
static SENTENCES: LazyLock<Vec<(Kind, Vec<Vec<char>>)>> = LazyLock::new(|| {
    words::rows(include_str!("../../data/sentences.tsv"))
        .filter_map(|row| {
            let words = row.get(1)?.split('…').map(|word| Folded::new(word).chars).collect();
            Some((by_name(row.first()?)?, words))
        })
        .collect()
});

fn by_name(name: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.name() == name)
}

/// Characters of a heading or sentence that are looked at.
const LONGEST: usize = 300;

/// The kind of a heading and the term that decided it, as written; `None` where no known term does.
pub fn kind(heading: &str) -> Option<(Kind, String)> {
    let folded = without_brackets(heading);
    let chars = &folded.chars[..folded.chars.len().min(LONGEST)];
    let words = |range: Range<usize>| folded.words(heading, range);
    if is_sentence(chars)
        && let Some(found) = kind_of_sentence(heading)
    {
        return Some(found);
    }
    if let Some((length, term)) = TERMS.opening.longest_at(chars, 0) {
        return Some((term.kind, words(0..length)));
    }
    let end = chars.len();
    if let Some(verb) = group_founded(chars) {
        return Some((Kind::Organization, words(verb)));
    }
    if let Some((length, term)) = TERMS.form.longest_ending(chars, end) {
        return Some((term.kind, words(end - length..end)));
    }
    let parts = parts(chars);
    let found = parts.iter().find_map(|part| kind_of_part(chars, part.clone()));
    let verb = || TERMS.verb.longest_at(chars, 0).map(|(length, term)| (*term, 0..length));
    let (term, range) = found.or_else(verb)?;
    Some((term.kind, words(range)))
}

/// The kind of a division that is only a sentence (未盡事宜, 奉核定後實施, 經費由…支應, 有功人員…敘獎).
pub fn kind_of_sentence(text: &str) -> Option<(Kind, String)> {
    let folded = Folded::new(text);
    let all = folded.chars.len().min(LONGEST);
    let first_sentence = folded.chars[..all].iter().position(|c| *c == '。').unwrap_or(all);
    [first_sentence, all].into_iter().find_map(|end| {
        let chars = &folded.chars[..end];
        SENTENCES.iter().find_map(|(kind, words)| {
            let first = in_order(chars, words)?;
            Some((*kind, folded.words(text, first)))
        })
    })
}

/// The place of the first word where all words stand in the text in this order, near each other.
fn in_order(text: &[char], words: &[Vec<char>]) -> Option<Range<usize>> {
    const FARTHEST: usize = 60;
    let first = words.first()?;
    let mut from = 0;
    while let Some(start) = fold::find(text, first, from) {
        let mut end = start + first.len();
        let all = words[1..].iter().all(|word| match fold::find(text, word, end) {
            Some(at) if at - end <= FARTHEST => {
                end = at + word.len();
                true
            }
            _ => false,
        });
        if all {
            return Some(start..start + first.len());
        }
        from = start + 1;
    }
    None
}

/// A heading without its bracketed words, or with them where nothing else is there.
fn without_brackets(heading: &str) -> Folded {
    let folded = Folded::new(heading);
    let mut depth = 0usize;
    let outside = folded.retained(|c| match c {
        '(' | '[' | '〔' | '【' => {
            depth += 1;
            false
        }
        ')' | ']' | '〕' | '】' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    if outside.chars.iter().any(|c| c.is_alphanumeric()) { outside } else { folded.retained(char::is_alphanumeric) }
}

fn is_sentence(chars: &[char]) -> bool {
    let opens = ["本计划", "本方案", "本实施", "本要点", "本办法"]
        .iter()
        .any(|words| words.chars().eq(chars.iter().take(words.chars().count()).copied()));
    opens || chars.contains(&'。') || chars.len() > 30 && chars.contains(&',')
}

/// 成立「…小組」: the verb, where a heading founds a group.
fn group_founded(chars: &[char]) -> Option<Range<usize>> {
    let has = |words: &[&str]| words.iter().any(|word| fold::find(chars, &Folded::new(word).chars, 2).is_some());
    let founds = ["成立", "設置", "組成", "組織", "籌組", "設立", "組設"]
        .iter()
        .any(|verb| chars.starts_with(&Folded::new(verb).chars));
    (founds && has(&["小組", "委員會", "會報", "工作圈", "專案組", "推動會"])).then_some(0..2)
}

/// The parts that 及 與 暨 和 、 join, quoted names kept whole.
fn parts(chars: &[char]) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for (at, c) in chars.iter().enumerate() {
        match c {
            '「' | '『' | '《' => depth += 1,
            '」' | '』' | '》' => depth = depth.saturating_sub(1),
            '及' | '与' | '暨' | '和' | '、' | ',' | '/' | '&' if depth == 0 => {
                parts.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(start..chars.len());
    parts
}

/// The term that decides a part, and where it stands.
fn kind_of_part(chars: &[char], part: Range<usize>) -> Option<(Term, Range<usize>)> {
    let text = &chars[part.clone()];
    // Of terms that end at the same place the longest counts; what lies within another term does not.
    let mut found: Vec<(Term, Range<usize>)> = Vec::new();
    for end in 1..=text.len() {
        if let Some((length, term)) = TERMS.inner.longest_ending(text, end) {
            let range = end - length..end;
            found.retain(|(_, other)| other.start < range.start);
            if found.last().is_none_or(|(_, other)| other.end <= range.start || other.start < range.start) {
                found.push((*term, range));
            }
        }
    }
    let place = |(term, range): &(Term, Range<usize>)| (*term, part.start + range.start..part.start + range.end);
    let last = |is: fn(Strength) -> bool| found.iter().rposition(|(term, _)| is(term.strength));
    if let Some(at) = last(|strength| strength == Strength::Any) {
        return found.get(at).map(place);
    }
    if let Some(at) = last(|strength| matches!(strength, Strength::Strong | Strength::Firm | Strength::Head)) {
        let before = at.checked_sub(1).and_then(|before| found.get(before));
        let yields = |(term, range): &&(Term, Range<usize>)| {
            term.strength == Strength::Firm && found[at].0.strength == Strength::Head && range.end == found[at].1.start
        };
        return before.filter(yields).or(found.get(at)).map(place);
    }
    last(|strength| strength == Strength::Weak).and_then(|at| found.get(at)).map(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(heading: &str) -> &'static str {
        kind(heading).map_or("none", |(kind, _)| kind.name())
    }

    #[test]
    fn the_first_part_and_its_last_strong_term_decide() {
        for (heading, expected) in [
            ("計畫目標", "goal"),
            ("目的及依據", "goal"),
            ("依據與目的", "basis"),
            ("實施步驟及分工", "content"),
            ("執行步驟(方法)與分工", "content"),
            ("策略績效目標與衡量指標", "goal"),
            ("考核項目", "evaluation"),
            ("考核獎懲", "evaluation"),
            ("獎勵措施", "reward"),
            ("應變措施", "content"),
            ("項目、內容及方式", "content"),
            ("名稱及目的", "goal"),
            ("成立「為民服務推動小組」", "organization"),
            ("任務 編組", "organization"),
            ("現況檢討", "other"),
            ("現行法定職掌", "organization"),
            ("風險評估", "other"),
            ("保障措施", "organization"),
            ("指导思想", "goal"),
            ("推进数字政务", "content"),
            ("经费保障：", "budget"),
            ("附件一 自我檢核表", "attachment"),
            ("自我評核表", "attachment"),
            ("經費概算表", "budget"),
            ("預定進度表", "period"),
        ] {
            assert_eq!(name(heading), expected, "{heading}");
        }
        assert_eq!(kind("民政類"), None);
        assert_eq!(kind(""), None);
    }

    #[test]
    fn the_deciding_term_is_told_as_written() {
        assert_eq!(kind("實 施 對 象"), Some((Kind::Scope, "對象".to_owned())));
        assert_eq!(kind("经费来源"), Some((Kind::Budget, "经费".to_owned())));
    }

    #[test]
    fn sentences_have_kinds() {
        for (text, expected) in [
            ("本計畫如有未盡事宜，得隨時修正之。", Kind::Supplement),
            ("本計畫奉縣長核定後實施，修正時亦同。", Kind::Supplement),
            ("本計畫經主管會報通過後實施。", Kind::Supplement),
            ("本計畫所需經費由本處年度相關預算支應。", Kind::Budget),
            ("辦理本計畫有功人員，依規定予以敘獎。", Kind::Reward),
            ("本方案自印发之日起施行。", Kind::Supplement),
        ] {
            assert_eq!(kind_of_sentence(text).map(|(kind, _)| kind), Some(expected), "{text}");
            assert_eq!(kind(text).map(|(kind, _)| kind), Some(expected), "{text}");
        }
        assert_eq!(kind_of_sentence("本處為提升服務品質，辦理下列事項。"), None);
    }
}
