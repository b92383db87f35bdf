//! Official letters, orders and announcements cited by date and number.

mod dates;
mod number;
mod verb;

use std::ops::Range;

use dates::{Dated, starting_at};
use number::{NumberKind, is_digit, next_number};
use verb::{bare_title, plain_verb_at, quoted_title, verb_at, verb_of_source};

use super::agency;
use super::fold::Folded;
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

/// Characters of the longest prefix of a number: 台八九內營字.
const LONGEST_PREFIX: usize = 14;
/// Characters between a number and the beginning of its agency's name.
const FARTHEST_NAME: usize = 80;
/// Characters of the longest title in marks.
const LONGEST_TITLE: usize = 200;

/// The citations of a text, in order. A number that is the whole text is the document's own.
pub fn citations(text: &str) -> Vec<CitationSpan> {
    if !text.contains(['號', '号', '函', '令', '告']) {
        return Vec::new();
    }
    let folded = Folded::new(text);
    let chars = &folded.chars;
    let dates = dates::dates(chars);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut from = 0;
    while let Some(number) = next_number(chars, from) {
        from = number.end;
        let limit = drafts.last().map_or(0, |draft| draft.span.end);
        let draft = match number.kind {
            NumberKind::Field => continue,
            NumberKind::Letter => letter(chars, &dates, number.prefix, number.end, limit),
            NumberKind::Mainland => mainland(chars, number.prefix, number.end, limit),
            NumberKind::Bare => bare(chars, &dates, number.prefix, number.end, limit),
            NumberKind::Order => order(chars, &dates, number.prefix, number.end, limit),
        };
        if let Some(draft) = draft {
            from = from.max(draft.span.end);
            drafts.push(draft);
        }
    }
    drafts.retain(|draft| !is_own_number(chars, draft));
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

/// A number and nothing else, as it stands on a line below the title of a notice.
fn is_own_number(chars: &[char], draft: &Draft) -> bool {
    let is_bare = draft.agency.is_none() && draft.date.is_none() && draft.verb.is_none() && draft.title.is_none();
    let around = chars[..draft.span.start].iter().chain(&chars[draft.span.end..]);
    is_bare && around.into_iter().all(|c| !c.is_alphanumeric())
}

/// A citation by a number of Taiwan, `mark` its 字, `end` behind its 號; nothing before `limit` belongs to it.
fn letter(chars: &[char], dates: &[Dated], mark: usize, end: usize, limit: usize) -> Option<Draft> {
    let bound = boundary(chars, limit, mark);
    // What stands between the date, or the boundary, and 字.
    let before = dates[..dates.partition_point(|date| date.end <= mark)].last().filter(|date| {
        let bracketed = date.end + 1 == bound && chars.get(date.end) == Some(&'(');
        date.start >= limit && mark - date.end <= FARTHEST_NAME && (bound <= date.end || bracketed)
    });
    let mut draft = Draft { span: mark..end, ..Draft::default() };
    let region = before.map_or(bound, |date| date.end.max(bound));
    let issuer_of_date = before.and_then(|date| issuer(chars, boundary(chars, limit, date.start)..date.start));
    let mut number_start = region;
    if let Some(split) = issuer_and_prefix(chars, region..mark, before.is_some(), issuer_of_date.is_some()) {
        draft.agency = Some(split.clone());
        number_start = split.end;
        if let Some(length) = verb_at(chars, number_start).filter(|length| number_start + length < mark && *length > 1)
        {
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
        draft.date = date.date.map(|day| (date.start, day));
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
        && let Some(date) = starting_at(dates, end).first().filter(|date| date.start <= end + 3)
        && chars[end..date.start].contains(&'(')
    {
        draft.date = date.date.map(|day| (date.start, day));
        draft.span.end = (date.end + usize::from(chars.get(date.end) == Some(&')'))).max(end);
    }
    complete(chars, dates, &mut draft);
    Some(draft)
}

/// Where the clause of `at` begins: behind the last mark before it.
fn boundary(chars: &[char], limit: usize, at: usize) -> usize {
    let mut depth = 0usize;
    let limit = limit.max(at.saturating_sub(FARTHEST_NAME));
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
        Some(end)
            if is_label
                && chars[from + 1..end - 1].iter().all(|c| is_digit(*c))
                && !chars[from + 1..end - 1].iter().all(char::is_ascii_digit) =>
        {
            end
        }
        _ => from,
    }
}

/// The agency at the end of a range, behind the words that lead to it: 依海門縣政府.
fn issuer(chars: &[char], range: Range<usize>) -> Option<Range<usize>> {
    let end = range.end
        - chars
            .get(range.clone())?
            .iter()
            .rev()
            .take_while(|c| matches!(c, '于' | '以' | '在' | '之' | '函' | '('))
            .count();
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
    let ends = || {
        (start + 2..range.end)
            .filter(|end| agency::is_agency(&chars[start..*end]) && !agency::is_own(&chars[start..end + 1]))
    };
    let fits = |end: &usize| {
        let rest = &chars[*end..range.end];
        let verb = verb_at(chars, *end).filter(|length| *length > 1).unwrap_or(0);
        let rest = rest.get(verb..).unwrap_or(&[]);
        let Some(first) = rest.first() else { return false };
        let abbreviates = chars[start..*end].contains(first)
            || matches!(first, '台' | '院' | '府' | '华' | '(')
            || first.is_ascii_digit();
        abbreviates && rest.len() <= 10
    };
    let by_abbreviation = ends().find(fits);
    // Right behind a date most prefixes stand alone, and may end like an agency: 臺教國署學字.
    let by_length = || ends().rfind(|end| (1..=6).contains(&(range.end - end))).filter(|_| !dated);
    by_abbreviation.or_else(by_length).map(|end| start..end)
}

/// Verb and title behind the number.
fn complete(chars: &[char], dates: &[Dated], draft: &mut Draft) {
    let mut at = draft.span.end;
    at += usize::from(matches!(chars.get(at), Some('之')) && verb_at(chars, at + 1).is_some());
    let is_source = agency::is_led(chars, draft.span.start);
    let letter = if is_source { verb_of_source(chars, at) } else { verb_at(chars, at) };
    let is_clause = letter != verb_at(chars, at);
    if let Some(length) = letter.or_else(|| plain_verb_at(chars, at)) {
        draft.verb = Some(at..at + length);
        at += length;
        draft.span.end = at;
    }
    if is_clause {
        return;
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
        let open = (limit.max(close.saturating_sub(LONGEST_TITLE))..=close).rev().find(|at| {
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
            let verb = (bound..open).find(|at| plain_verb_at(chars, *at).is_some_and(|length| at + length == open));
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

/// A citation by a number without letters, right behind its date: 112年2月4日第1125621001號通報.
fn bare(chars: &[char], dates: &[Dated], mark: usize, end: usize, limit: usize) -> Option<Draft> {
    let before = dates[..dates.partition_point(|date| date.end <= mark)].last();
    let date = before.filter(|date| date.end == mark && date.start >= limit)?;
    let agency = issuer(chars, boundary(chars, limit, date.start)..date.start);
    let start = agency.as_ref().map_or(date.start, |agency| agency.start);
    let dated = date.date.map(|day| (date.start, day));
    let mut draft = Draft { span: start..end, agency, date: dated, number: Some(mark..end), verb: None, title: None };
    complete(chars, dates, &mut draft);
    Some(draft)
}

/// A citation by the number of an order: 国务院令第492号.
fn order(chars: &[char], dates: &[Dated], mark: usize, end: usize, limit: usize) -> Option<Draft> {
    let agency = issuer(chars, boundary(chars, limit, mark)..mark)?;
    let mut draft =
        Draft { span: agency.start..end, number: Some(agency.start..end), agency: Some(agency), ..Draft::default() };
    let before = dates[..dates.partition_point(|date| date.end <= draft.span.start)].last();
    if let Some(date) = before.filter(|date| date.end == draft.span.start && date.start >= limit) {
        draft.date = date.date.map(|day| (date.start, day));
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
    let mut drafts = drafts.iter().peekable();
    let mut limit = 0;
    for (date, day) in dates.iter().filter_map(|date| Some((date, date.date.filter(|day| day.day.is_some())?))) {
        while let Some(draft) = drafts.next_if(|draft| draft.span.end <= date.start) {
            limit = limit.max(draft.span.end);
        }
        limit = limit.max(found.last().map_or(0, |draft| draft.span.end));
        let taken = drafts.peek().is_some_and(|draft| draft.span.start < date.end) || limit > date.start;
        let named = issuer(chars, boundary(chars, limit, date.start)..date.start);
        let behind = || {
            let reach = chars.len().min(date.end + 30);
            (date.end + 2..reach)
                .find(|end| verb_at(chars, *end).is_some() && agency::is_agency(&chars[date.end..*end]))
                .map(|end| date.end..end)
        };
        let Some(agency) = named.or_else(behind).filter(|_| !taken) else { continue };
        let at = date.end.max(agency.end);
        let is_letter = chars.get(..date.start).is_some_and(|before| before.ends_with(&['函']));
        let split_verb = || plain_verb_at(chars, at).filter(|_| is_letter);
        let Some(length) = verb_at(chars, at).or_else(split_verb) else { continue };
        let Some((title, end)) =
            quoted_title(chars, dates, at + length).filter(|(title, _)| title.start <= at + length + 7)
        else {
            continue;
        };
        found.push(Draft {
            span: agency.start.min(date.start)..end,
            agency: Some(agency),
            date: Some((date.start, day)),
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
        let joined = between.iter().all(|c| matches!(c, '、' | '及' | '暨' | '与' | '和' | '以' | '并' | ','))
            && between.len() <= 3;
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
mod tests;
