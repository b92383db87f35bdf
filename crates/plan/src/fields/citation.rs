//! Official letters, orders and announcements cited by date and number.

use std::ops::Range;
use std::sync::LazyLock;

use numerals::date;

use super::agency;
use super::fold::Folded;
use super::words::{self, Words};
use crate::Date;

/// A citation and where in the text it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationSpan {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Who issued it, as written.
    pub agency: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Its number as written, blanks closed up.
    pub number: Option<String>,
    /// What it brought, without its brackets.
    pub title: Option<String>,
    /// What was done by it: `函頒`, `令修正發布`.
    pub verb: Option<String>,
    /// The whole phrase, from agency or date to the title's closing bracket.
    pub text: String,
}

struct Verbs {
    /// 函, 令, 公告: what a letter is.
    head: Words<()>,
    /// 頒, 修正, 核定: what it does.
    part: Words<()>,
    /// 頒布, 核定: what is said without naming the letter.
    plain: Words<()>,
    /// 計畫, 要點: the last word of a title without marks.
    title: Words<()>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../data/verbs.tsv")).collect();
    let list = |kind: &'static str| {
        let of = rows.iter().filter(|row| row.get(1) == Some(&kind));
        Words::new(of.filter_map(|row| Some((*row.first()?, ()))))
    };
    Verbs { head: list("head"), part: list("part"), plain: list("plain"), title: list("title") }
});

/// Characters of the longest prefix of a number: 台八九內營字.
const LONGEST_PREFIX: usize = 14;
/// Characters between a verb and the title that it brings: 函修正本校「…」.
const FARTHEST_TITLE: usize = 12;
/// Characters of the longest title without marks.
const LONGEST_BARE_TITLE: usize = 50;

/// The citations of a text, in order.
pub fn citations(text: &str) -> Vec<CitationSpan> {
    let folded = Folded::new(text);
    let chars = &folded.chars;
    let dates = dates(chars);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut from = 0;
    while let Some(number) = next_number(chars, from) {
        from = number.end;
        let limit = drafts.last().map_or(0, |draft| draft.span.end);
        let draft = match number.kind {
            NumberKind::Field => continue,
            NumberKind::Letter => letter(chars, &dates, number.prefix, number.end, limit),
            NumberKind::Mainland => mainland(chars, number.prefix, number.end, limit),
            NumberKind::Order => order(chars, &dates, number.prefix, number.end, limit),
        };
        if let Some(draft) = draft {
            from = from.max(draft.span.end);
            drafts.push(draft);
        }
    }
    drafts.extend(without_number(chars, &dates, &drafts));
    drafts.sort_by_key(|draft| draft.span.start);
    share(chars, &mut drafts);
    let words = |range: &Range<usize>| folded.words(text, range.clone());
    drafts
        .iter()
        .map(|draft| {
            let span = folded.source(draft.span.clone());
            let number = draft.number.clone().map(|number| {
                let range = folded.source(number);
                text.chars().skip(range.start).take(range.len()).filter(|c| !c.is_whitespace()).collect()
            });
            CitationSpan {
                start: span.start,
                end: span.end,
                agency: draft.agency.as_ref().map(words),
                date: draft.date.map(|(_, date)| date),
                number,
                title: draft.title.as_ref().map(words),
                verb: draft.verb.as_ref().map(words),
                text: words(&draft.span),
            }
        })
        .collect()
}

/// A citation by the places of its parts in the folded text.
#[derive(Debug, Clone, Default)]
struct Draft {
    span: Range<usize>,
    agency: Option<Range<usize>>,
    date: Option<(usize, Date)>,
    number: Option<Range<usize>>,
    verb: Option<Range<usize>>,
    title: Option<Range<usize>>,
}

/// A date and where it stands.
#[derive(Debug, Clone, Copy)]
struct Dated {
    start: usize,
    end: usize,
    date: Date,
}

/// Every date of a text, those that lost 年 and 月 (1021028日) too.
fn dates(chars: &[char]) -> Vec<Dated> {
    let mut dates: Vec<Dated> = date::find(chars, None)
        .into_iter()
        .map(|found| Dated { start: found.start, end: found.end, date: found.date })
        .collect();
    let mut at = 0;
    while at < chars.len() {
        let length = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let end = at + length;
        if matches!(length, 6 | 7)
            && chars.get(end) == Some(&'日')
            && let Some(date) = compact(&chars[at..end])
            && !dates.iter().any(|other| other.start < end && at < other.end)
        {
            dates.push(Dated { start: at, end: end + 1, date });
        }
        at = end.max(at + 1);
    }
    dates.sort_by_key(|date| date.start);
    dates
}

/// 1021028 of the Republic: 102年10月28日.
fn compact(digits: &[char]) -> Option<Date> {
    let value = |range: Range<usize>| digits.get(range)?.iter().collect::<String>().parse::<i32>().ok();
    let length = digits.len();
    let year = value(0..length - 4)? + 1911;
    let month = u8::try_from(value(length - 4..length - 2)?).ok()?;
    let day = u8::try_from(value(length - 2..length)?).ok()?;
    Date::new(year, Some(month), Some(day))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberKind {
    /// 府研行字第1020016926號.
    Letter,
    /// 国发〔2021〕36号.
    Mainland,
    /// 国务院令第492号.
    Order,
    /// The number of the document itself in a field of its own: 發文字號：…
    Field,
}

/// A document number: `prefix` is 字, 令 or the bracket of the year, `end` is behind 號.
#[derive(Debug, Clone, Copy)]
struct Number {
    kind: NumberKind,
    prefix: usize,
    end: usize,
}

fn next_number(chars: &[char], from: usize) -> Option<Number> {
    (from..chars.len()).find_map(|at| match chars[at] {
        '字' => {
            let end = digits_of_letter(chars, at + 1)?;
            let start = (from..at).rev().take_while(|before| is_prefix(chars[*before])).last().unwrap_or(at);
            let named = start.checked_sub(1).and_then(|colon| (chars[colon] == ':').then_some(&chars[..colon]));
            let is_field = named.is_some_and(|field| field.ends_with(&['文', '号']) || field.ends_with(&['字', '号']));
            Some(Number { kind: if is_field { NumberKind::Field } else { NumberKind::Letter }, prefix: at, end })
        }
        '〔' | '[' | '(' | '【' | '〈' => {
            let end = digits_of_mainland(chars, at)?;
            Some(Number { kind: NumberKind::Mainland, prefix: at, end })
        }
        '令' if chars.get(at + 1) == Some(&'第') => {
            let end = digits_of_letter(chars, at + 1)?;
            Some(Number { kind: NumberKind::Order, prefix: at, end })
        }
        _ => None,
    })
}

fn is_prefix(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '(' | ')')
}

/// Behind 號 of 第0960162343號, and of numbers with suffixes, brackets and mixed digits.
fn digits_of_letter(chars: &[char], from: usize) -> Option<usize> {
    let mut at = from;
    let has_ordinal = chars.get(at) == Some(&'第');
    at += usize::from(has_ordinal);
    let start = at;
    let mut count = 0;
    while let Some(&c) = chars.get(at) {
        // Letters stand inside numbers (092B000059), brackets before and behind the digits.
        let is_part = is_digit(c) || c.is_ascii_alphabetic() || matches!(c, '(' | ')' | '-' | '之' | '柒' | '参' | '壹' | '贰' | '肆' | '伍' | '陆' | '捌' | '玖' | '一');
        if !is_part || at - start > 24 {
            break;
        }
        count += usize::from(is_digit(c));
        at += 1;
    }
    let closes = chars.get(at) == Some(&'号');
    // Without 第 only a long number is one.
    (closes && count >= if has_ordinal { 1 } else { 6 }).then_some(at + 1)
}

/// Digits of document numbers, the signs that stand for zero among them.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '〇' | '○' | '零' | 'O' | 'o' | 'Ο' | 'ο' | 'О' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '○' | '◯')
}

/// Behind 号 of 〔2021〕36号, the bracket standing at `from`. Years may be masked: 20xx.
fn digits_of_mainland(chars: &[char], from: usize) -> Option<usize> {
    let year = chars.get(from + 1..from + 5)?;
    let is_year = matches!(year, ['1', '9', ..] | ['2', '0', ..]) && year[2..].iter().all(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'));
    let closes = matches!(chars.get(from + 5)?, '〕' | ']' | ')' | '】' | '〉');
    let mut at = from + 6 + usize::from(chars.get(from + 6) == Some(&'第'));
    let start = at;
    while chars.get(at).is_some_and(char::is_ascii_digit) {
        at += 1;
    }
    (is_year && closes && (1..=5).contains(&(at - start)) && chars.get(at) == Some(&'号')).then_some(at + 1)
}

/// A citation by a number of Taiwan, `mark` its 字, `end` behind its 號; nothing before `limit` belongs to it.
fn letter(chars: &[char], dates: &[Dated], mark: usize, end: usize, limit: usize) -> Option<Draft> {
    let bound = boundary(chars, limit, mark);
    // What stands between the date, or the boundary, and 字.
    let before = dates.iter().rev().find(|date| {
        let bracketed = date.end + 1 == bound && chars.get(date.end) == Some(&'(');
        date.end <= mark && date.start >= limit && mark - date.end <= 40 && (bound <= date.end || bracketed)
    });
    let mut draft = Draft { span: mark..end, ..Draft::default() };
    let region = before.map_or(bound, |date| date.end.max(bound));
    let issuer_of_date = before.and_then(|date| issuer(chars, boundary(chars, limit, date.start)..date.start));
    let mut number_start = region;
    if let Some(split) = issuer_and_prefix(chars, region..mark, before.is_some(), issuer_of_date.is_some()) {
        draft.agency = Some(split.clone());
        number_start = split.end;
        if let Some((length, ())) = verb_at(chars, number_start).filter(|(length, ())| number_start + length < mark && *length > 1) {
            // 總統府公告華總一義字第…號: the verb stands before the number.
            draft.verb = Some(number_start..number_start + length);
            number_start += length;
        }
    } else {
        number_start = number_start.max(lead_end(chars, number_start..mark));
        number_start = number_start.max(mark.saturating_sub(LONGEST_PREFIX));
    }
    if number_start >= mark {
        return None;
    }
    let is_bracketed_year = chars.get(number_start) == Some(&')');
    draft.number = Some(number_start + usize::from(is_bracketed_year)..end);
    if let Some(date) = before {
        draft.date = Some((date.start, date.date));
        if draft.agency.is_none() {
            draft.agency = issuer_of_date;
        }
        draft.span.start = date.start;
    } else {
        draft.span.start = number_start;
    }
    if let Some(agency) = &draft.agency {
        draft.span.start = draft.span.start.min(agency.start);
    }
    // (96年7月23日) behind the number.
    if draft.date.is_none()
        && let Some(date) = dates.iter().find(|date| date.start >= end && date.start <= end + 3)
        && chars[end..date.start].contains(&'(')
    {
        draft.date = Some((date.start, date.date));
        draft.span.end = (date.end + usize::from(chars.get(date.end) == Some(&')'))).max(end);
    }
    complete(chars, dates, &mut draft);
    Some(draft)
}

/// Where the clause of `at` begins: behind the last mark before it.
fn boundary(chars: &[char], limit: usize, at: usize) -> usize {
    let mut depth = 0usize;
    for place in (limit..at).rev() {
        match chars[place] {
            ')' => depth += 1,
            '(' if depth > 0 => depth -= 1,
            '(' | '。' | ',' | ';' | ':' | '、' | '「' | '」' | '『' | '』' | '《' | '》' | '!' | '?' => {
                return place + 1;
            }
            _ => {}
        }
    }
    // A closed bracket at the beginning is a label, (一), or a year of the number, (89).
    limit.max(bracket_label_end(chars, limit, at))
}

fn bracket_label_end(chars: &[char], from: usize, at: usize) -> usize {
    let is_label = chars.get(from) == Some(&'(');
    let end = (from..at).find(|place| chars[*place] == ')').map(|place| place + 1);
    match end {
        Some(end) if is_label && chars[from + 1..end - 1].iter().all(|c| is_digit(*c)) && !chars[from + 1..end - 1].iter().all(char::is_ascii_digit) => end,
        _ => from,
    }
}

/// The agency at the end of a range, behind the words that lead to it: 依海門縣政府.
fn issuer(chars: &[char], range: Range<usize>) -> Option<Range<usize>> {
    let end = range.end - chars.get(range.clone())?.iter().rev().take_while(|c| matches!(c, '于' | '以' | '在' | '之' | '(')).count();
    let start = lead_end(chars, range.start..end);
    (start < end && agency::is_agency(&chars[start..end])).then_some(start..end)
}

/// Behind the words that lead to an agency, a date or a number: 依, 依據, 及, 復以.
fn lead_end(chars: &[char], range: Range<usize>) -> usize {
    agency::lead_end(chars, range)
}

/// The agency before a prefix that follows it without a mark: 行政院院授研展字. `dated` tells that a date stands right before the range,
/// `named` that an agency stands before that date.
fn issuer_and_prefix(chars: &[char], range: Range<usize>, dated: bool, named: bool) -> Option<Range<usize>> {
    if named {
        return None;
    }
    let start = lead_end(chars, range.clone());
    // 總統 is not the name where 府 follows.
    let ends = || (start + 2..range.end).filter(|end| agency::is_agency(&chars[start..*end]) && !agency::is_own(&chars[start..end + 1]));
    let fits = |end: &usize| {
        let rest = &chars[*end..range.end];
        let verb = verb_at(chars, *end).map_or(0, |(length, ())| if length > 1 { length } else { 0 });
        let rest = rest.get(verb..).unwrap_or(&[]);
        let Some(first) = rest.first() else { return false };
        let abbreviates = chars[start..*end].contains(first) || matches!(first, '台' | '院' | '府' | '华' | '(') || first.is_ascii_digit();
        abbreviates && rest.len() <= 10
    };
    let by_abbreviation = ends().find(fits);
    // Right behind a date most prefixes stand alone, and may end like an agency: 臺教國署學字.
    let by_length = || ends().filter(|end| (1..=6).contains(&(range.end - end))).last().filter(|_| !dated);
    by_abbreviation.or_else(by_length).map(|end| start..end)
}

/// The verb at a place: a letter and what it does, 函, 函頒, 令修正發布.
fn verb_at(chars: &[char], at: usize) -> Option<(usize, ())> {
    let (mut length, ()) = VERBS.head.longest_at(chars, at)?;
    // At most three: 函修正後備查.
    for _ in 0..3 {
        match VERBS.part.longest_at(chars, at + length) {
            Some((more, ())) if !begins_other_word(chars, at + length, more) => length += more,
            _ => break,
        }
    }
    Some((length, ()))
}

/// 函辦理 and 函發展 are no verbs: the part goes on as another word.
fn begins_other_word(chars: &[char], at: usize, length: usize) -> bool {
    let others = [("发", "展"), ("订", "于"), ("定", "期"), ("后", "续"), ("示", "范"), ("请", "本"), ("转", "型"), ("并", "副"), ("实施", "计"), ("公告", "事"), ("说", "明"), ("通知", "书"), ("送", "达"), ("发", "文")];
    others.iter().any(|(part, next)| part.chars().eq(chars[at..at + length].iter().copied()) && chars.get(at + length) == next.chars().next().as_ref())
}

/// Verb and title behind the number.
fn complete(chars: &[char], dates: &[Dated], draft: &mut Draft) {
    let mut at = draft.span.end;
    at += usize::from(matches!(chars.get(at), Some('之')) && VERBS.head.longest_at(chars, at + 1).is_some());
    if let Some((length, ())) = verb_at(chars, at).or_else(|| plain_verb_at(chars, at)) {
        draft.verb = Some(at..at + length);
        at += length;
        draft.span.end = at;
    }
    if let Some((title, end)) = quoted_title(chars, dates, at) {
        draft.title = Some(title);
        draft.span.end = end;
    } else if draft.verb.is_some()
        && let Some(title) = bare_title(chars, dates, at)
    {
        draft.span.end = title.end;
        draft.title = Some(title);
    }
}

fn plain_verb_at(chars: &[char], at: usize) -> Option<(usize, ())> {
    let (mut length, ()) = VERBS.plain.longest_at(chars, at)?;
    if let Some((more, ())) = VERBS.part.longest_at(chars, at + length).filter(|(more, ())| *more > 1) {
        length += more;
    }
    Some((length, ()))
}

/// The marked title right behind a verb, and the end of its mark.
fn quoted_title(chars: &[char], dates: &[Dated], from: usize) -> Option<(Range<usize>, usize)> {
    let open = (from..chars.len().min(from + FARTHEST_TITLE + 1)).find(|at| closing(chars[*at]).is_some())?;
    let between = from..open;
    let stops = chars[between.clone()].iter().any(|c| matches!(c, '。' | ',' | ';' | '、' | ':'))
        || chars[between.clone()].starts_with(&['办', '理'])
        || dates.iter().any(|date| between.contains(&date.start));
    if stops {
        return None;
    }
    let close = closing(chars[open])?;
    let mut depth = 0usize;
    for (at, &c) in chars.iter().enumerate().skip(open) {
        if c == chars[open] {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some((open + 1..at, at + 1));
            }
        }
    }
    None
}

fn closing(open: char) -> Option<char> {
    match open {
        '「' => Some('」'),
        '『' => Some('』'),
        '《' => Some('》'),
        '〈' => Some('〉'),
        _ => None,
    }
}

/// A title without marks: up to the last 計畫, 要點 or the like of its clause.
fn bare_title(chars: &[char], dates: &[Dated], from: usize) -> Option<Range<usize>> {
    let start = from + usize::from(matches!(chars.get(from), Some('之' | '的')));
    let next_date = dates.iter().map(|date| date.start).find(|at| *at >= start).unwrap_or(chars.len());
    let limit = chars.len().min(start + LONGEST_BARE_TITLE).min(next_date);
    let stop = (start..limit)
        .find(|at| matches!(chars[*at], '。' | ',' | ';' | '、' | ':' | '「' | '」' | '(' | ')' | '《') || chars[*at..].starts_with(&['办', '理']))
        .unwrap_or(limit);
    let end = (start + 3..=stop).rev().find(|end| VERBS.title.longest_ending(&chars[start..stop], end - start).is_some())?;
    Some(start..end)
}

/// A citation by a number of the mainland, `mark` the bracket of its year: 《…》（国发〔2021〕36号）.
fn mainland(chars: &[char], mark: usize, end: usize, limit: usize) -> Option<Draft> {
    let from = (limit..mark)
        .rev()
        .take_while(|at| mark - at <= LONGEST_PREFIX && (chars[*at].is_alphabetic() || matches!(chars[*at], '(' | ')')))
        .last()
        .unwrap_or(mark);
    // An opening bracket without its end belongs to the sentence: （国发〔2021〕36号）.
    let mut closed: Option<usize> = None;
    let mut start = mark;
    for at in (from..mark).rev() {
        match chars[at] {
            // 赣内贸（综）字〔2021〕: a bracket with its end belongs to the prefix.
            ')' if closed.is_none() => closed = Some(at),
            '(' if closed.is_some() => closed = None,
            '(' | ')' => break,
            _ => {}
        }
        start = at;
    }
    let start = closed.map_or(start, |closed| closed + 1);
    let start = lead_end(chars, start..mark);
    if start >= mark {
        return None;
    }
    let mut draft = Draft { span: start..end, number: Some(start..end), ..Draft::default() };
    let bracketed = start > limit && chars[start - 1] == '(';
    if bracketed && start >= 2 && chars[start - 2] == '》' {
        let close = start - 2;
        let mut depth = 0usize;
        let open = (limit..=close).rev().find(|at| {
            depth = match chars[*at] {
                '》' => depth + 1,
                '《' => depth - 1,
                _ => depth,
            };
            depth == 0
        });
        if let Some(open) = open {
            draft.title = Some(open + 1..close);
            draft.span = open..end + usize::from(chars.get(end) == Some(&')'));
            let bound = boundary(chars, limit, open);
            let verb = (bound..open).find(|at| plain_verb_at(chars, *at).is_some_and(|(length, ())| at + length == open));
            draft.verb = verb.map(|at| at..open);
            draft.agency = issuer(chars, bound..verb.unwrap_or(open));
            if let Some(agency) = &draft.agency {
                draft.span.start = agency.start;
            }
        }
    } else if let Some((title, close)) = quoted_title(chars, &[], end).filter(|(title, _)| title.start <= end + 2) {
        draft.title = Some(title);
        draft.span.end = close;
    }
    // 《国务院关于…》: the title names who issued it.
    if draft.agency.is_none()
        && let Some(title) = &draft.title
    {
        let about = (title.start..title.end.saturating_sub(1)).find(|at| chars[*at..].starts_with(&['关', '于']));
        draft.agency = about.map(|about| title.start..about).filter(|range| agency::is_agency(&chars[range.clone()]));
    }
    Some(draft)
}

/// A citation by the number of an order: 国务院令第492号.
fn order(chars: &[char], dates: &[Dated], mark: usize, end: usize, limit: usize) -> Option<Draft> {
    let agency = issuer(chars, boundary(chars, limit, mark)..mark)?;
    let mut draft = Draft { span: agency.start..end, number: Some(agency.start..end), agency: Some(agency), ..Draft::default() };
    if let Some(date) = dates.iter().find(|date| date.end == draft.span.start && date.start >= limit) {
        draft.date = Some((date.start, date.date));
        draft.span.start = date.start;
    }
    if let Some((title, close)) = quoted_title(chars, dates, end).filter(|(title, _)| title.start <= end + 3) {
        draft.title = Some(title);
        draft.span.end = close;
    }
    Some(draft)
}

/// Letters cited by date and title alone: 行政院1021028日函頒「…」.
fn without_number(chars: &[char], dates: &[Dated], drafts: &[Draft]) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    for date in dates.iter().filter(|date| date.date.day.is_some()) {
        let limit = drafts.iter().chain(&found).map(|draft| draft.span.end).filter(|end| *end <= date.start).max().unwrap_or(0);
        let taken = drafts.iter().any(|draft| draft.span.start < date.end && date.start < draft.span.end);
        let named = issuer(chars, boundary(chars, limit, date.start)..date.start);
        let behind = || {
            let reach = chars.len().min(date.end + 30);
            (date.end + 2..reach).find(|end| verb_at(chars, *end).is_some() && agency::is_agency(&chars[date.end..*end])).map(|end| date.end..end)
        };
        let Some(agency) = named.or_else(behind).filter(|_| !taken) else { continue };
        let at = date.end.max(agency.end);
        let Some((length, ())) = verb_at(chars, at) else { continue };
        let Some((title, end)) = quoted_title(chars, dates, at + length).filter(|(title, _)| title.start <= at + length + 7) else { continue };
        found.push(Draft {
            span: agency.start.min(date.start)..end,
            agency: Some(agency),
            date: Some((date.start, date.date)),
            number: None,
            verb: Some(at..at + length),
            title: Some(title),
        });
    }
    found
}

/// What letters in one sentence share: one date for joint orders, one agency where the prefix of the number is the same.
fn share(chars: &[char], drafts: &mut [Draft]) {
    let prefix = |number: &Option<Range<usize>>| {
        let number = number.clone()?;
        let mark = chars[number.clone()].iter().position(|c| *c == '字')?;
        Some(chars[number.start..number.start + mark].to_vec())
    };
    for at in 1..drafts.len() {
        let (before, this) = drafts.split_at_mut(at);
        let (Some(before), Some(this)) = (before.last(), this.first_mut()) else { continue };
        let between = chars.get(before.span.end..this.span.start).unwrap_or(&[]);
        let joined = between.iter().all(|c| matches!(c, '、' | '及' | '暨' | '与' | '和' | '以' | '并' | ',')) && between.len() <= 3;
        if !joined {
            continue;
        }
        if this.date.is_none() && before.title.is_none() {
            this.date = before.date;
        }
        if this.agency.is_none() && prefix(&before.number).is_some() && prefix(&before.number) == prefix(&this.number) {
            this.agency.clone_from(&before.agency);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// agency, date, number, verb, title, text
    type Parts<'t> = (Option<&'t str>, Option<&'t str>, Option<&'t str>, Option<&'t str>, Option<&'t str>);

    fn check(text: &str, expected: &[Parts<'_>]) {
        let found = citations(text);
        let parts: Vec<_> = found
            .iter()
            .map(|span| {
                let date = span.date.map(|date| date.to_string());
                (span.agency.clone(), date, span.number.clone(), span.verb.clone(), span.title.clone())
            })
            .collect();
        let own = |part: &Option<&str>| part.map(str::to_owned);
        let expected: Vec<_> = expected.iter().map(|(a, b, c, d, e)| (own(a), own(b), own(c), own(d), own(e))).collect();
        assert_eq!(parts, expected, "{text}");
        for span in found {
            let chars: Vec<char> = text.chars().collect();
            let words: String = chars[span.start..span.end].iter().collect();
            assert_eq!(script::close_up(&words), span.text);
        }
    }

    #[test]
    fn the_agency_stands_before_the_date() {
        check(
            "依青川縣政府103年4月9日青縣秘字第1030004263號函頒「103年提升服務品質執行計畫」辦理。",
            &[(Some("青川縣政府"), Some("2014-04-09"), Some("青縣秘字第1030004263號"), Some("函頒"), Some("103年提升服務品質執行計畫"))],
        );
        check(
            "國家發展處104 年 4 月 7 日發社字第 10413004712 號函「第八屆服務品質獎評獎計畫」",
            &[(Some("國家發展處"), Some("2015-04-07"), Some("發社字第10413004712號"), Some("函"), Some("第八屆服務品質獎評獎計畫"))],
        );
        check(
            "一、依據教育部國民及學前教育署106 年 12 月 21 日臺教國署學字第 1060147444 號函暨107 年 1 月 4 日臺教國署學字第 1060149062 號函辦理。",
            &[
                (Some("教育部國民及學前教育署"), Some("2017-12-21"), Some("臺教國署學字第1060147444號"), Some("函"), None),
                (Some("教育部國民及學前教育署"), Some("2018-01-04"), Some("臺教國署學字第1060149062號"), Some("函"), None),
            ],
        );
    }

    #[test]
    fn the_phrase_ends_with_the_title() {
        let text = "依行政院96年7月23日院授研展字第09600152471號函頒之「服務創新方案」辦理。";
        let found = citations(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "行政院96年7月23日院授研展字第09600152471號函頒之「服務創新方案」");
        assert_eq!(found[0].agency.as_deref(), Some("行政院"));
    }

    #[test]
    fn the_date_stands_before_the_agency() {
        check(
            "民國九十一年七月三十日行政院院授研展字第0九一00一六六九六號函頒修正「服務品質計畫」",
            &[(Some("行政院"), Some("2002-07-30"), Some("院授研展字第0九一00一六六九六號"), Some("函頒修正"), Some("服務品質計畫"))],
        );
        check(
            "民國九十四年八月十一日行政院研究發展考核委員會會研字第0九四00一五六八三號函調整「服務品質計畫」",
            &[(Some("行政院研究發展考核委員會"), Some("2005-08-11"), Some("會研字第0九四00一五六八三號"), Some("函調整"), Some("服務品質計畫"))],
        );
        check(
            "(一)99年6月5日總統府公告華總一義字第09900137311號「環境教育法」",
            &[(Some("總統府"), Some("2010-06-05"), Some("華總一義字第09900137311號"), Some("公告"), Some("環境教育法"))],
        );
        check(
            "中華民國107年11月28日總統華總一義字第10700127991號令修正公布第3條條文",
            &[(Some("總統"), Some("2018-11-28"), Some("華總一義字第10700127991號"), Some("令修正公布"), None)],
        );
    }

    #[test]
    fn several_letters_in_a_sentence() {
        check(
            "依據行政院106年1月9日院授發社字第1061300008號函頒之「服務躍升方案」、國家發展委員會106年2月1日發社字第1061300100號函頒第2屆「服務獎」評獎計畫暨106年3月2日青府計研字第1060038517號函頒「青川縣服務躍升計畫」辦理",
            &[
                (Some("行政院"), Some("2017-01-09"), Some("院授發社字第1061300008號"), Some("函頒"), Some("服務躍升方案")),
                (Some("國家發展委員會"), Some("2017-02-01"), Some("發社字第1061300100號"), Some("函頒"), Some("服務獎")),
                (None, Some("2017-03-02"), Some("青府計研字第1060038517號"), Some("函頒"), Some("青川縣服務躍升計畫")),
            ],
        );
        check(
            "依教育部一○二年七月二十三日臺教學字第一○二○○七一六一六號函頒友善校園實施計畫及一○二年八月一日臺教學字第一○二○○八○○○一號函頒生命教育計畫辦理",
            &[
                (Some("教育部"), Some("2013-07-23"), Some("臺教學字第一○二○○七一六一六號"), Some("函頒"), Some("友善校園實施計畫")),
                (Some("教育部"), Some("2013-08-01"), Some("臺教學字第一○二○○八○○○一號"), Some("函頒"), Some("生命教育計畫")),
            ],
        );
    }

    #[test]
    fn numbers_in_every_form() {
        for (text, agency, date, number, verb) in [
            ("內政部八十九年十一月十八日台八九內營字第八九八四九四八號函訂定", Some("內政部"), Some("2000-11-18"), "台八九內營字第八九八四九四八號", Some("函訂定")),
            ("教育部98年7月2日台技(四)字第0980109679號函備查", Some("教育部"), Some("2009-07-02"), "台技(四)字第0980109679號", Some("函備查")),
            ("教育部82.08.23台(82)技字第Ο四七Ο五號函備查", Some("教育部"), Some("1993-08-23"), "台(82)技字第Ο四七Ο五號", Some("函備查")),
            ("考試院中華民國八十九年三月二十三日（89）考台組貳二字第02203號令修正發布", Some("考試院"), Some("2000-03-23"), "（89）考台組貳二字第02203號", Some("令修正發布")),
            ("本府九十一年十月二十一日南市都計字第０９１００７２１４００號公告", Some("本府"), Some("2002-10-21"), "南市都計字第０９１００７２１４００號", Some("公告")),
            ("經濟部102年1月14日經研字第10204500360-1號函修正之", Some("經濟部"), Some("2013-01-14"), "經研字第10204500360-1號", Some("函修正")),
            ("交通部92年5月6日交路發字第092B000059號令訂定發布", Some("交通部"), Some("2003-05-06"), "交路發字第092B000059號", Some("令訂定發布")),
            ("苗川縣政府101/08/01府教體字第101029672號", Some("苗川縣政府"), Some("2012-08-01"), "府教體字第101029672號", None),
            ("教育部社字第五六二七四號函頒", Some("教育部"), None, "社字第五六二七四號", Some("函頒")),
            ("行政院112年7月18日院臺法長字第1121030187號函復", Some("行政院"), Some("2023-07-18"), "院臺法長字第1121030187號", Some("函復")),
            ("行政院台81環字第36451號函核定", Some("行政院"), None, "台81環字第36451號", Some("函核定")),
            ("103年2月19日經標秘字第10390003950號函訂定", None, Some("2014-02-19"), "經標秘字第10390003950號", Some("函訂定")),
            ("院授人綜字第一○二○○二九五二四\n號函核定", None, None, "院授人綜字第一○二○○二九五二四號", Some("函核定")),
        ] {
            check(text, &[(agency, date, Some(number), verb, None)]);
        }
    }

    #[test]
    fn letters_without_a_number() {
        check(
            "行政院1021028日函頒「節能計畫」",
            &[(Some("行政院"), Some("2013-10-28"), None, Some("函頒"), Some("節能計畫"))],
        );
        check("97年10月28日第1498次市政會議指示事項辦理", &[]);
        check("105.09.06校務會議通過", &[]);
        check("依本法第3條規定訂定之", &[]);
        check("發文字號：青府行字第0980068407號 函", &[]);
        check("101年12月31日前函報本府", &[]);
        check("於103年1月1日以「親切」、「專業」為理念", &[]);
    }

    #[test]
    fn joint_orders_share_a_date() {
        check(
            "財政部90年3月1日台財關字第0900012345號令、交通部交路字第0900054321號令會銜修正發布",
            &[
                (Some("財政部"), Some("2001-03-01"), Some("台財關字第0900012345號"), Some("令"), None),
                (Some("交通部"), Some("2001-03-01"), Some("交路字第0900054321號"), Some("令會銜修正發布"), None),
            ],
        );
    }

    #[test]
    fn numbers_of_the_mainland() {
        check(
            "根据《国务院关于加强数字政务的意见》（国发〔2021〕36号）和《云山区政务公开要点》（云府办发[2025]7号）精神",
            &[
                (Some("国务院"), None, Some("国发〔2021〕36号"), None, Some("国务院关于加强数字政务的意见")),
                (None, None, Some("云府办发[2025]7号"), None, Some("云山区政务公开要点")),
            ],
        );
        check("根据中办发〔2016〕 8 号文件要求", &[(None, None, Some("中办发〔2016〕8号"), None, None)]);
        check("云山区人民政府印发《工作方案》（云政〔2020〕3号）", &[(Some("云山区人民政府"), None, Some("云政〔2020〕3号"), Some("印发"), Some("工作方案"))]);
        check("依据（2019）京01民终123号判决", &[]);
        check(
            "依《政务条例》（国务院令第492号）和国办发〔2016〕80号文件",
            &[(Some("国务院"), None, Some("国务院令第492号"), None, None), (None, None, Some("国办发〔2016〕80号"), None, None)],
        );
    }

    #[test]
    fn no_input_panics() {
        use proptest::prelude::*;
        proptest!(|(text in "[依行政院部府字第0-9號函頒「」《》（）〔〕年月日、及1一研計畫2021 \n]{0,40}")| {
            for span in citations(&text) {
                prop_assert!(span.start < span.end && span.end <= text.chars().count());
                prop_assert!(span.number.is_some() || span.date.is_some());
            }
        });
    }
}
