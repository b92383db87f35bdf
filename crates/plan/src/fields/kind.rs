//! What a division is about, by its heading or its only sentence.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::fold::{self, Folded};
use super::words::{self, Words};
use crate::{Kind, KindRule, Lexicon};

/// How firmly a term decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
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

impl Strength {
    /// Every value and its name in the word list.
    pub(crate) const ALL: [(&str, Self); 8] = [
        ("any", Self::Any),
        ("strong", Self::Strong),
        ("firm", Self::Firm),
        ("head", Self::Head),
        ("weak", Self::Weak),
        ("verb", Self::Verb),
        ("opening", Self::Opening),
        ("form", Self::Form),
    ];
}

/// What a heading's term says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) kind: Kind,
    pub(crate) strength: Strength,
}

/// What headings and sentences are known by: the lists, and before them what the user adds.
#[derive(Debug)]
pub(crate) struct Headings {
    /// The terms that stand anywhere, apart from those of the two ends.
    inner: Words<Term>,
    verb: Words<Term>,
    opening: Words<Term>,
    form: Words<Term>,
    /// The words that a subject is made of.
    noun: Words<()>,
    /// The user's terms.
    told_terms: Words<()>,
    /// The user's sentences, which come before everything else.
    told: Vec<Pattern>,
    sentences: Vec<Pattern>,
}

impl Headings {
    /// The lists and these terms and sentences, which take the place of equal ones in the lists.
    pub(crate) fn new(terms: &[(&str, Term)], sentences: &[(&str, Kind)]) -> Self {
        let told_terms = Words::new(terms.iter().map(|(word, _)| (*word, ())));
        let listed = words::rows(include_str!("../../data/kinds.tsv")).filter_map(|row| {
            let [word, kind, strength] = row[..] else { return None };
            let strength = Strength::ALL.iter().find(|(name, _)| *name == strength)?.1;
            Some((word, Term { kind: by_name(kind)?, strength }))
        });
        let listed = listed.filter(|(word, _)| told_terms.get(&Folded::new(word).chars).is_none());
        let all: Vec<(&str, Term)> = terms.iter().copied().chain(listed).collect();
        let of = |is: fn(Strength) -> bool| Words::new(all.iter().filter(|(_, term)| is(term.strength)).copied());
        let is_noun =
            |strength| matches!(strength, Strength::Strong | Strength::Firm | Strength::Head | Strength::Weak);
        let nouns = all.iter().filter(|(_, term)| is_noun(term.strength)).map(|(word, _)| *word);
        let rows: Vec<_> = words::rows(include_str!("../../data/subjects.tsv")).collect();
        let modifiers =
            rows.iter().filter(|row| row.get(1) == Some(&"modifier")).filter_map(|row| row.first().copied());
        let sentence = |row: Vec<&str>| Some(Pattern::new(row.get(1)?, by_name(row.first()?)?));
        Self {
            inner: of(|strength| !matches!(strength, Strength::Verb | Strength::Opening | Strength::Form)),
            verb: of(|strength| strength == Strength::Verb),
            opening: of(|strength| strength == Strength::Opening),
            form: of(|strength| strength == Strength::Form),
            noun: Words::new(modifiers.chain(nouns).map(|word| (word, ()))),
            told_terms,
            told: sentences.iter().map(|(text, kind)| Pattern::new(text, *kind)).collect(),
            sentences: words::rows(include_str!("../../data/sentences.tsv")).filter_map(sentence).collect(),
        }
    }

    fn is_told(&self, term: &[char]) -> bool {
        self.told_terms.get(term).is_some()
    }
}

/// Words of a sentence that decide its kind, all of them in this order.
#[derive(Debug)]
struct Pattern {
    kind: Kind,
    /// As in the list.
    text: Arc<str>,
    words: Vec<Vec<char>>,
    /// `^`: the first begins the sentence, what the plan calls itself aside.
    begins: bool,
    /// `$`: the last ends it.
    ends: bool,
}

impl Pattern {
    fn new(text: &str, kind: Kind) -> Self {
        let words = text.trim_matches(['^', '$']).split('…').map(|word| Folded::new(word).chars).collect();
        Self { kind, text: text.into(), words, begins: text.starts_with('^'), ends: text.ends_with('$') }
    }
}

/// What the subject of a sentence is told by.
struct Subjects {
    /// What the plan calls itself.
    own: Words<()>,
    /// Words behind it: 之, 係.
    link: Words<()>,
    /// What follows a subject.
    predicate: Words<()>,
    /// What a sentence in the place of a heading begins with.
    opens: Words<()>,
}

static SUBJECTS: LazyLock<Subjects> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../data/subjects.tsv")).collect();
    let of = |place: &'static str| {
        rows.iter().filter(move |row| row.get(1) == Some(&place)).filter_map(|row| Some((*row.first()?, ())))
    };
    Subjects {
        own: Words::new(of("own")),
        link: Words::new(of("link")),
        predicate: Words::new(of("predicate")),
        opens: Words::new(of("opens")),
    }
});

/// What a heading is told by that founds a group: 成立…小組.
struct Groups {
    founds: Words<()>,
    group: Words<()>,
}

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../data/groups.tsv")).collect();
    let of = |place: &'static str| {
        Words::new(
            rows.iter().filter(move |row| row.get(1) == Some(&place)).filter_map(|row| Some((*row.first()?, ()))),
        )
    };
    Groups { founds: of("founds"), group: of("group") }
});

fn by_name(name: &str) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.name() == name)
}

/// Characters of a heading or sentence that are looked at.
const LONGEST: usize = 300;

/// A kind and what decided it.
#[derive(Debug, Clone)]
pub(crate) struct Decided {
    pub(crate) kind: Kind,
    /// The term, as written.
    pub(crate) term: String,
    pub(crate) rule: KindRule,
}

/// The kind of a heading and the term that decided it, as written; `None` where no known term does.
pub fn kind(heading: &str, lexicon: &Lexicon) -> Option<(Kind, String)> {
    of_heading(heading, lexicon).map(|decided| (decided.kind, decided.term))
}

/// The kind of a heading with the rule that gave it.
pub(crate) fn of_heading(heading: &str, lexicon: &Lexicon) -> Option<Decided> {
    let terms = lexicon.headings();
    let folded = without_brackets(heading);
    let chars = &folded.chars[..folded.chars.len().min(LONGEST)];
    let words = |range: Range<usize>| folded.words(heading, range);
    let by_term = |term: &Term, range: Range<usize>| {
        let rule = KindRule::Term { strength: term.strength, told: terms.is_told(&chars[range.clone()]) };
        Some(Decided { kind: term.kind, term: words(range), rule })
    };
    if is_sentence(chars)
        && let Some(found) = of_sentence(heading, lexicon)
    {
        return Some(found);
    }
    if let Some((length, term)) = terms.opening.longest_at(chars, 0) {
        return by_term(term, 0..length);
    }
    let end = chars.len();
    if let Some(verb) = group_founded(chars) {
        return Some(Decided { kind: Kind::Organization, term: words(verb), rule: KindRule::Group });
    }
    if let Some((length, term)) = terms.form.longest_ending(chars, end) {
        return by_term(term, end - length..end);
    }
    let parts = parts(chars);
    let found = parts.iter().find_map(|part| kind_of_part(chars, part.clone(), terms));
    let verb = || terms.verb.longest_at(chars, 0).map(|(length, term)| (*term, 0..length));
    let (term, range) = found.or_else(verb)?;
    by_term(&term, range)
}

/// The kind of a division that is only a sentence (未盡事宜, 奉核定後實施, 經費由…支應, 有功人員…敘獎). What the sentence begins with, its
/// subject above all, counts more than what stands in it.
pub fn kind_of_sentence(text: &str, lexicon: &Lexicon) -> Option<(Kind, String)> {
    of_sentence(text, lexicon).map(|decided| (decided.kind, decided.term))
}

/// The kind of such a division with the rule that gave it.
pub(crate) fn of_sentence(text: &str, lexicon: &Lexicon) -> Option<Decided> {
    let folded = Folded::new(text);
    let all = folded.chars.len().min(LONGEST);
    let first_sentence = folded.chars[..all].iter().position(|c| *c == '。').unwrap_or(all);
    let first = &folded.chars[..first_sentence];
    let start = subject_start(first);
    let by_patterns = |patterns: &[Pattern], told: bool| {
        let whole = &folded.chars[..all];
        let within = || anchored(patterns, None, first).or_else(|| anchored(patterns, None, whole));
        let (pattern, range) = anchored(patterns, Some(start), first).or_else(within)?;
        let rule = KindRule::Sentence { pattern: Arc::clone(&pattern.text), told };
        Some(Decided { kind: pattern.kind, term: folded.words(text, range), rule })
    };
    let terms = lexicon.headings();
    let by_subject = || {
        let (term, range) = subject(first, start, terms)?;
        let rule = KindRule::Subject { strength: term.strength, told: terms.is_told(&first[range.clone()]) };
        Some(Decided { kind: term.kind, term: folded.words(text, range), rule })
    };
    by_patterns(&terms.told, true).or_else(by_subject).or_else(|| by_patterns(&terms.sentences, false))
}

/// The first pattern that fits: of those that begin the sentence, at `begins`, or of the others.
fn anchored<'p>(patterns: &'p [Pattern], begins: Option<usize>, chars: &[char]) -> Option<(&'p Pattern, Range<usize>)> {
    let mut alike = patterns.iter().filter(|pattern| pattern.begins == begins.is_some());
    alike.find_map(|pattern| Some((pattern, in_order(chars, pattern, begins.unwrap_or(0))?)))
}

/// Behind what the plan calls itself at the beginning of a sentence: 本計畫之, 本要點係.
fn subject_start(sentence: &[char]) -> usize {
    let own = SUBJECTS.own.longest_at(sentence, 0).map_or(0, |(length, ())| length);
    own + SUBJECTS.link.longest_at(sentence, own).map_or(0, |(length, ())| length)
}

/// The term that decides the subject of a sentence: 適用對象 of 本計畫適用對象為…, 考核 of 考核分平時考核及年度考核.
fn subject(sentence: &[char], start: usize, terms: &Headings) -> Option<(Term, Range<usize>)> {
    const LONGEST_SUBJECT: usize = 10;
    let longest = sentence.len().min(start + LONGEST_SUBJECT);
    let is_subject = |end: &usize| {
        terms.noun.make_up(&sentence[start..*end]) && SUBJECTS.predicate.longest_at(sentence, *end).is_some()
    };
    let end = (start + 2..=longest).rev().find(is_subject)?;
    kind_of_part(sentence, start..end, terms)
        .filter(|(term, _)| matches!(term.strength, Strength::Strong | Strength::Firm | Strength::Head))
}

/// The place of the first word where all words of a pattern stand in the text in their order, near each other; one that begins the
/// sentence stands at `from`, and is held together by the sentence alone.
fn in_order(text: &[char], pattern: &Pattern, from: usize) -> Option<Range<usize>> {
    const FARTHEST: usize = 60;
    let (first, others) = pattern.words.split_first()?;
    let farthest = if pattern.begins { LONGEST } else { FARTHEST };
    let mut from = from;
    while let Some(start) = fold::find(text, first, from).filter(|start| !pattern.begins || *start == from) {
        let mut end = start + first.len();
        let all = others.iter().enumerate().all(|(at, word)| {
            let last = pattern.ends && at + 1 == others.len();
            let place = if last {
                text.len().checked_sub(word.len()).filter(|place| *place >= end && text[*place..] == word[..])
            } else {
                fold::find(text, word, end)
            };
            match place {
                Some(at) if at - end <= farthest => {
                    end = at + word.len();
                    true
                }
                _ => false,
            }
        });
        if all {
            return Some(start..start + first.len());
        }
        from = start + 1;
        if pattern.begins {
            return None;
        }
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
    let opens = SUBJECTS.opens.longest_at(chars, 0).is_some();
    opens || chars.contains(&'。') || chars.len() > 30 && chars.contains(&',')
}

/// 成立「…小組」: the verb, where a heading founds a group.
fn group_founded(chars: &[char]) -> Option<Range<usize>> {
    let (verb, ()) = GROUPS.founds.longest_at(chars, 0)?;
    (verb..chars.len()).any(|at| GROUPS.group.longest_at(chars, at).is_some()).then_some(0..verb)
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
fn kind_of_part(chars: &[char], part: Range<usize>, terms: &Headings) -> Option<(Term, Range<usize>)> {
    let text = &chars[part.clone()];
    // Of terms that end at the same place the longest counts; what lies within another term does not.
    let mut found: Vec<(Term, Range<usize>)> = Vec::new();
    for end in 1..=text.len() {
        if let Some((length, term)) = terms.inner.longest_ending(text, end) {
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

    fn kind(heading: &str) -> Option<(Kind, String)> {
        super::kind(heading, &Lexicon::default())
    }

    fn kind_of_sentence(text: &str) -> Option<(Kind, String)> {
        super::kind_of_sentence(text, &Lexicon::default())
    }

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
            ("督考與獎懲", "evaluation"),
            ("考成", "evaluation"),
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
            ("本計畫得視業務性質，由各機關自行訂定補充規定。", Kind::Supplement),
            ("本計畫自核定日實施。", Kind::Supplement),
            ("本計畫自發布日施行", Kind::Supplement),
            ("本計畫陳奉核可後實施。", Kind::Supplement),
            ("本計畫依據青川縣政府103年4月9日青府研字第1030004263號函頒「服務計畫」訂定之。", Kind::Basis),
            ("本要點係依服務法第3條規定訂定之。", Kind::Basis),
            ("本計畫適用對象為本府所屬各機關。", Kind::Scope),
            ("本計畫之實施對象為本府各單位。", Kind::Scope),
            ("本計畫適用範圍包括各鄉鎮公所，並得依考核結果調整。", Kind::Scope),
            ("本計畫所需經費由各單位年度預算項下支應，未盡事宜另行通知。", Kind::Budget),
            ("本計畫考核分平時考核及年度考核二種，由秘書室組成考核小組辦理。", Kind::Evaluation),
        ] {
            assert_eq!(kind_of_sentence(text).map(|(kind, _)| kind), Some(expected), "{text}");
            assert_eq!(kind(text).map(|(kind, _)| kind), Some(expected), "{text}");
        }
        for (text, expected) in [
            ("考核分平時考核及年度考核二種，由秘書室組成考核小組辦理。", Some(Kind::Evaluation)),
            ("實施對象為本府各單位。", Some(Kind::Scope)),
            ("依服務法第3條規定訂定之。", Some(Kind::Basis)),
            ("各機關得視業務性質自行訂定補充規定。", Some(Kind::Supplement)),
            ("考核成績優良者，予以敘獎。", Some(Kind::Reward)),
            ("本處為提升服務品質，辦理下列事項。", None),
            ("各單位依業務性質訂定之執行方法，應定期公布。", None),
        ] {
            assert_eq!(kind_of_sentence(text).map(|(kind, _)| kind), expected, "{text}");
        }
    }
}
