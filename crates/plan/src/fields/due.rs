//! Deadlines and frequencies.

use std::ops::Range;
use std::sync::LazyLock;

use numerals::date::{self, FoundYear, YearKind};
use numerals::{label, number};

use super::fold::Folded;
use super::words::{self, Words};
use crate::{Date, Due, Frequency};

/// The words of time, by what they mean.
struct Times {
    ongoing: Words<()>,
    text: Words<()>,
    unit: Words<Frequency>,
    next_year: Words<()>,
    this_year: Words<()>,
    first_half: Words<()>,
    second_half: Words<()>,
    year_end: Words<()>,
    within_year: Words<()>,
    filler: Words<()>,
    note: Words<()>,
}

static TIMES: LazyLock<Times> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../data/times.tsv")).collect();
    let list = |meaning: &'static str| {
        let of = rows.iter().filter(|row| row.get(1) == Some(&meaning));
        Words::new(of.filter_map(|row| Some((*row.first()?, ()))))
    };
    let frequency = |name: &str| Frequency::ALL.iter().copied().find(|frequency| frequency.name() == name);
    Times {
        ongoing: list("ongoing"),
        text: list("text"),
        unit: Words::new(
            rows.iter().filter_map(|row| Some((*row.first()?, frequency(row.get(1)?.strip_prefix("unit:")?)?))),
        ),
        next_year: list("next-year"),
        this_year: list("this-year"),
        first_half: list("first-half"),
        second_half: list("second-half"),
        year_end: list("year-end"),
        within_year: list("within-year"),
        filler: list("filler"),
        note: list("note"),
    }
});

impl Times {
    /// Whether a time without a number can begin with a character.
    fn begins_with(&self, c: char) -> bool {
        let words = [
            &self.ongoing,
            &self.text,
            &self.next_year,
            &self.this_year,
            &self.first_half,
            &self.second_half,
            &self.year_end,
            &self.within_year,
        ];
        words.iter().any(|words| words.begin_with(c))
            || self.unit.begin_with(c)
            || EVERY.contains(&c)
            || TO.contains(&c)
    }
}

/// What begins a frequency.
const EVERY: [char; 3] = ['每', '逐', '按'];

/// First characters of what stands before a part of a year.
const TO: [char; 5] = ['至', '到', '于', '截', '最'];

/// A sign of a number, or the 元 of 元月.
fn is_numeral(c: char) -> bool {
    c == '元' || number::is_numeral(c)
}

/// What a statement says, and whether it says nothing else.
#[derive(Debug, Clone, PartialEq)]
struct Statement {
    dues: Vec<Due>,
    exact: bool,
}

/// Characters that may stand before and behind a date in a statement that tells more than the time.
const WORDS_BEFORE: usize = 8;
const WORDS_BEHIND: usize = 14;

/// Characters of the longest text that is a mere expression of time.
const LONGEST_TIME: usize = 40;

/// Characters of the longest remark that may still be a time: 註：6月底前.
const LONGEST_REMARK: usize = 20;

/// The deadlines that a cell states, in order; a note in it (註：…) states none. `plan_year` is the
/// Gregorian year that a date without one belongs to.
pub fn due(cell: &str, plan_year: Option<i32>) -> Vec<Due> {
    let mut year = plan_year;
    pieces(cell, plan_year)
        .into_iter()
        .flat_map(|Piece { text, .. }| {
            let found = read(&text, year);
            match found {
                Some(statement) => {
                    year = statement.dues.iter().rev().find_map(year_of).or(year).filter(|_| plan_year.is_some());
                    statement.dues
                }
                None => vec![Due::Text(script::close_up(&text))],
            }
        })
        .collect()
}

/// Whether the whole text is an expression of time, as the cells of a deadline column are.
pub fn looks_like_due(text: &str) -> bool {
    // Any year serves where one is left out.
    let year = Some(2000);
    let chars = Folded::new(text).chars;
    if chars.len() > LONGEST_TIME || !may_be_time(&chars) {
        return false;
    }
    let pieces = pieces(text, year);
    !pieces.is_empty() && pieces.iter().all(is_time)
}

/// Whether a text holds a number, or begins like a time without one behind a list label; I and l are labels too, for 1.
fn may_be_time(chars: &[char]) -> bool {
    let first = chars.iter().find(|c| c.is_alphabetic());
    first.is_some_and(|c| TIMES.begins_with(*c) || matches!(c, 'I' | 'l')) || chars.iter().any(|c| is_numeral(*c))
}

fn is_time(Piece { text, said }: &Piece) -> bool {
    said.as_ref().map_or_else(|| is_known(text), |statement| statement.exact)
        || misread_date(&Folded::new(text).chars)
        || is_month_of_year(text)
}

/// 113/11: a month of a year of the Republic; a fraction has no such parts.
fn is_month_of_year(piece: &str) -> bool {
    let Some((year, month)) = piece.trim().split_once('/') else { return false };
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|c| c.is_ascii_digit()));
    year.len() >= 2
        && number(year).is_some_and(|year| (70..=150).contains(&year))
        && number(month).is_some_and(|month| (1..=12).contains(&month))
}

fn is_statement(piece: &str, year: Option<i32>) -> bool {
    read(piece, year).map_or_else(|| is_known(piece), |statement| statement.exact)
}

/// Whether a piece is a time that the record has no word for.
fn is_known(piece: &str) -> bool {
    let chars = Folded::new(piece).chars;
    let known = TIMES.text.longest_at(&chars, 0);
    known.is_some_and(|(length, ())| {
        TIMES.filler.make_up(&chars[length..]) || TIMES.text.get(&chars[length..]).is_some()
    }) || unnamed_frequency(&chars)
        || time_allowed(&chars)
}

/// 每二個月, 每年2次: a frequency that the record has no word for.
fn unnamed_frequency(chars: &[char]) -> bool {
    let marked = matches!(chars.first(), Some('每'));
    let count = chars.get(1..).and_then(number::prefix).map_or(0, |(_, length)| length);
    let at = 1 + count + usize::from(chars.get(1 + count) == Some(&'个'));
    marked && TIMES.unit.longest_at(chars, at).is_some() && chars.len() <= WORDS_BEHIND && !chars.contains(&',')
}

/// 奉核定後1個月內: an amount of time.
fn time_allowed(chars: &[char]) -> bool {
    let Some(mut end) = chars.strip_suffix(&['内']).map(<[char]>::len) else { return false };
    let Some((length, _)) = TIMES.unit.longest_ending(chars, end) else { return false };
    end -= length;
    if end > 0 && chars[end - 1] == '个' {
        end -= 1;
    }
    end > 0 && chars.len() <= WORDS_BEHIND && number::prefix(&chars[end - 1..end]).is_some()
}

/// 97年11日: made of nothing but what dates are made of.
fn misread_date(chars: &[char]) -> bool {
    let is_sign = |c: &char| matches!(c, '年' | '月' | '日');
    chars.iter().any(char::is_ascii_digit)
        && chars.iter().any(is_sign)
        && chars.iter().all(|c| c.is_ascii_digit() || is_sign(c) || matches!(c, '前' | '底' | '止' | '.' | '/'))
}

/// The year of what a statement names, for those behind it.
fn year_of(due: &Due) -> Option<i32> {
    match due {
        Due::On(date) | Due::Between { to: date, .. } => Some(date.year),
        _ => None,
    }
}

/// A piece of a cell that is a statement, or else a paragraph.
struct Piece {
    text: String,
    /// What it says in the year of the plan; `None` where that is no time that the record has a word for.
    said: Option<Statement>,
}

/// The pieces of a cell: its paragraphs, cut further where each piece is a statement of its own.
fn pieces(cell: &str, year: Option<i32>) -> Vec<Piece> {
    let mut before = None;
    let lines: Vec<(String, bool)> = cell
        .split(['\n', '\r', '\u{B}', '\u{2028}', '\u{2029}'])
        .take_while(|line| !begins_note(line, year))
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let (line, ordinal) = without_label(line, before);
            before = ordinal.or(before);
            (line, ordinal.is_some())
        })
        .filter(|(line, _)| !line.trim().is_empty())
        .collect();
    let mut paragraphs: Vec<String> = Vec::new();
    let all_exact = lines.len() < 2 || lines.iter().all(|(line, _)| is_statement(line, year));
    for (line, labelled) in lines {
        let wrapped = paragraphs.last().map(|last| format!("{last}{line}"));
        match (paragraphs.last_mut(), wrapped) {
            // A line wrapped within an expression: 經常性⏎辦理, 103年12月⏎31日前.
            (Some(last), Some(wrapped))
                if !labelled && !all_exact && !is_statement(&line, year) && is_exact(&wrapped, year) =>
            {
                *last = wrapped;
            }
            (Some(last), Some(wrapped)) if !labelled && !is_statement(last, year) && is_exact(&wrapped, year) => {
                *last = wrapped
            }
            _ => paragraphs.push(line),
        }
    }
    paragraphs.iter().flat_map(|paragraph| cut(paragraph, year)).collect()
}

/// 註：…, ※…: a sentence that explains the table.
fn begins_note(line: &str, year: Option<i32>) -> bool {
    let chars = Folded::new(line).chars;
    let Some((length, ())) = TIMES.note.longest_at(&chars, 0) else { return false };
    let text = trimmed(&chars[length..]);
    let is_marked = !chars[0].is_alphabetic() || chars.get(length).is_some_and(|c| !c.is_alphabetic());
    let is_sentence = text.len() > LONGEST_REMARK || chars.iter().any(|c| matches!(c, '。' | ',' | ';'));
    is_marked && is_sentence && !is_exact(&text.iter().collect::<String>(), year)
}

/// A paragraph without a list label (1.每月), and the label's value. A number that begins a date is none, unless it follows `before`, the
/// label of the line above.
fn without_label(line: &str, before: Option<u32>) -> (String, Option<u32>) {
    let chars: Vec<char> = line.trim_start().chars().collect();
    let follows = number::prefix(&chars).filter(|(value, length)| {
        before.is_some_and(|before| before + 1 == *value) && matches!(chars.get(*length), Some('.' | '．' | '、'))
    });
    if let Some((value, length)) = follows {
        return (chars[length + 1..].iter().collect(), Some(value));
    }
    let is_list = |label: &label::Label| {
        use label::Class::*;
        let begins_date = date::at(&chars, label.start, Some(2000)).is_some_and(|found| found.end > label.body);
        match label.class {
            ArabicBracket | HanBracket | Circled | Bullet => true,
            ArabicDot => !begins_date && label.body < chars.len(),
            _ => false,
        }
    };
    match label::at(&chars, 0).filter(is_list) {
        Some(label) => (chars[label.body.min(chars.len())..].iter().collect(), Some(label.ordinal.unwrap_or(0))),
        None => (line.to_owned(), None),
    }
}

fn is_exact(text: &str, year: Option<i32>) -> bool {
    read(text, year).is_some_and(|statement| statement.exact)
}

/// The pieces of a paragraph where each says a time; else the paragraph.
fn cut(paragraph: &str, year: Option<i32>) -> Vec<Piece> {
    let said = read(paragraph, year);
    if said.as_ref().is_some_and(|statement| statement.exact) {
        return vec![Piece { text: paragraph.to_owned(), said }];
    }
    let chars = Folded::new(paragraph).chars;
    // 每年7月及翌年1月 is one frequency.
    let is_frequency = chars.first().is_some_and(|c| EVERY.contains(c))
        && date::find(chars.get(2..).unwrap_or(&[]), year.or(Some(2000))).len() > 1;
    for marks in [&['；', ';', '。'][..], &['，', ','], &['、', '及', '和', '與', '与']] {
        let pieces: Vec<&str> = paragraph.split(marks).filter(|piece| !piece.trim().is_empty()).collect();
        if is_frequency && marks.contains(&'、') {
            break;
        }
        if pieces.len() > 1 && pieces.iter().all(|piece| read(piece, year).is_some()) {
            return pieces.iter().flat_map(|piece| cut(piece, year)).collect();
        }
    }
    vec![Piece { text: paragraph.to_owned(), said }]
}

/// What a statement says; `None` where it names no time that the record has a word for.
fn read(text: &str, year: Option<i32>) -> Option<Statement> {
    let chars = mended(Folded::new(text).chars);
    let chars = trimmed(&chars);
    if !TIMES.begins_with(*chars.first()?) && !chars.iter().any(|c| is_numeral(*c)) {
        return None;
    }
    frequency(chars, year).or_else(|| ongoing(chars)).or_else(|| {
        let years = date::year_in(chars);
        part_of_year(chars, year, &years).or_else(|| dates(chars, year, &years))
    })
}

/// 辨理, a common misreading of 辦理, is read as meant.
fn mended(mut chars: Vec<char>) -> Vec<char> {
    for at in 1..chars.len() {
        if chars[at - 1] == '辨' && chars[at] == '理' {
            chars[at - 1] = '办';
        }
    }
    chars
}

fn trimmed(chars: &[char]) -> &[char] {
    let is_mark = |c: &char| matches!(c, '。' | ',' | ';' | ':' | '、');
    let start = chars.iter().position(|c| !is_mark(c)).unwrap_or(chars.len());
    let end = chars.iter().rposition(|c| !is_mark(c)).map_or(start, |last| last + 1);
    &chars[start..end]
}

/// 每月, 按季, 每三個月, 半年1次.
fn frequency(chars: &[char], year: Option<i32>) -> Option<Statement> {
    let marked = EVERY.contains(chars.first()?);
    let mut at = usize::from(marked);
    let mut count = 1;
    if let Some((value, length)) = number::prefix(&chars[at..]) {
        count = value;
        at += length;
    }
    if chars.get(at) == Some(&'个') {
        at += 1;
    }
    let (length, unit) = TIMES.unit.longest_at(chars, at)?;
    let rest = &chars[at + length..];
    let times = times_in(rest);
    if !marked && times.is_none() {
        return None;
    }
    let frequency = match (count, unit) {
        (1, unit) => *unit,
        (3, Frequency::Month) => Frequency::Quarter,
        (6, Frequency::Month) | (2, Frequency::Quarter) => Frequency::HalfYear,
        (12, Frequency::Month) | (4, Frequency::Quarter) | (2, Frequency::HalfYear) => Frequency::Year,
        (7, Frequency::Day) => Frequency::Week,
        _ => return None,
    };
    let several = times.is_some_and(|times| times != 1)
        || date::find(rest, year.or(Some(2000))).len() > 1
        || rest.windows(2).any(|pair| matches!(pair[0], '、' | '及' | '或') && number::prefix(&pair[1..]).is_some());
    let words: Vec<char> =
        rest.iter().copied().filter(|c| !c.is_ascii_digit() && number::parse(&[*c]).is_none()).collect();
    let exact = rest.len() <= WORDS_BEHIND && !rest.contains(&',') && TIMES.filler.make_up(&words);
    (!several).then(|| Statement { dues: vec![Due::Every(frequency)], exact })
}

/// How many times: 至少2次 is 2.
fn times_in(rest: &[char]) -> Option<u32> {
    let mark = rest.iter().position(|c| *c == '次')?;
    let start = (0..mark).rev().take_while(|at| number::parse(&rest[*at..mark]).is_some()).last()?;
    number::parse(&rest[start..mark])
}

/// 經常性辦理, 隨時, 全年.
fn ongoing(chars: &[char]) -> Option<Statement> {
    let (length, ()) = TIMES.ongoing.longest_at(chars, 0)?;
    let rest = &chars[length..];
    let says_more = rest.iter().any(|c| c.is_ascii_digit() || matches!(c, '次' | ',' | ';' | '。'));
    (!says_more).then(|| Statement { dues: vec![Due::Ongoing], exact: TIMES.filler.make_up(rest) })
}

/// 第1季, 上半年, 年底前, 本年度: parts of a year, and the year itself. `years` are those that the text names.
fn part_of_year(chars: &[char], year: Option<i32>, years: &[FoundYear]) -> Option<Statement> {
    let (mut at, mut year, mut named) = (0, year, false);
    while let Some((length, ())) = ["至", "到", "於", "截至", "最遲"].iter().find_map(|word| {
        let word = Folded::new(word).chars;
        chars[at..].starts_with(&word).then_some((word.len(), ()))
    }) {
        at += length;
    }
    if let Some((length, ())) = TIMES.next_year.longest_at(chars, at) {
        (at, year, named) = (at + length, year.map(|year| year + 1), true);
    } else if let Some((length, ())) = TIMES.this_year.longest_at(chars, at) {
        (at, named) = (at + length, true);
    } else if let Some(found) =
        years.first().filter(|found| found.start == at && found.first == found.last && found.kind == YearKind::Calendar)
    {
        (at, year, named) = (found.end, Some(found.first), true);
    }
    let year = year?;
    let rest = &chars[at..];
    let tail = |length: usize| TIMES.filler.make_up(&rest[length..]);
    let one = |due: Due, exact: bool| Some(Statement { dues: vec![due], exact });
    let months = |from: u8, to: u8| {
        let month = |month| Date { year, month: Some(month), day: None };
        Due::Between { from: month(from), to: month(to) }
    };
    if let Some((length, ())) = TIMES.first_half.longest_at(rest, 0) {
        return one(months(1, 6), tail(length)).filter(|found| found.exact);
    }
    if let Some((length, ())) = TIMES.second_half.longest_at(rest, 0) {
        return one(months(7, 12), tail(length)).filter(|found| found.exact);
    }
    if let Some((quarters, length)) = quarters(rest) {
        let dues = quarters.into_iter().map(|(first, last)| months(first * 3 - 2, last * 3)).collect();
        return Some(Statement { dues, exact: tail(length) }).filter(|found| found.exact);
    }
    // 底 and 內 need a year before them, 年底 and 年內 have it.
    let end =
        TIMES.year_end.longest_at(rest, 0).filter(|(length, ())| named || *length > 1 && rest.first() == Some(&'年'));
    if let Some((length, ())) = end {
        return one(Due::On(Date { year, month: Some(12), day: None }), tail(length)).filter(|found| found.exact);
    }
    let within = TIMES.within_year.longest_at(rest, 0).filter(|_| named || rest.first() == Some(&'年'));
    if let Some((length, ())) = within {
        return one(Due::On(Date { year, month: None, day: None }), tail(length)).filter(|found| found.exact);
    }
    if named && !rest.is_empty() && at > 0 && years.is_empty() {
        // 次年1月底前: what follows is of that year.
        return dates(rest, Some(year), &date::year_in(rest));
    }
    (named && TIMES.filler.make_up(rest))
        .then(|| Statement { dues: vec![Due::On(Date { year, month: None, day: None })], exact: true })
}

/// The quarters at the start of a text, as first and last of each run, and the length read: 第1季, 第1、3季, 第一季至第三季.
fn quarters(chars: &[char]) -> Option<(Vec<(u8, u8)>, usize)> {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    let (mut at, mut joined) = (0, false);
    loop {
        let start = at;
        if chars.get(at) == Some(&'第') {
            at += 1;
        }
        let value = match number::prefix(&chars[at.min(chars.len())..]) {
            Some((value @ 1..=4, length)) => {
                at += length;
                value as u8
            }
            _ => return None,
        };
        let mut closed = false;
        if chars.get(at) == Some(&'季') {
            at += 1;
            closed = true;
            if chars.get(at) == Some(&'度') {
                at += 1;
            }
        } else if start == at {
            return None;
        }
        match runs.last_mut() {
            Some(last) if joined && last.0 <= value => last.1 = value,
            _ => runs.push((value, value)),
        }
        let next = chars.get(at).copied();
        joined = matches!(next, Some('至' | '-' | '~' | '到'));
        let goes_on = joined || matches!(next, Some('、' | ',' | '及' | '和' | '与'));
        if !goes_on || chars.get(at + 1).is_none_or(|c| *c != '第' && number::prefix(&[*c]).is_none()) {
            return closed.then_some((runs, at));
        }
        at += 1;
    }
}

/// Ranges, dates and `years`, with few other words around them.
fn dates(chars: &[char], year: Option<i32>, years: &[FoundYear]) -> Option<Statement> {
    let mut found: Vec<(Range<usize>, Due)> = Vec::new();
    for range in date::find_ranges(chars, year) {
        found.push((range.start..range.end, Due::Between { from: range.from, to: range.to }));
    }
    let free = |found: &[(Range<usize>, Due)], span: &Range<usize>| {
        found.iter().all(|(other, _)| span.end <= other.start || other.end <= span.start)
    };
    for day in date::find(chars, year) {
        let span = day.start..day.end_with_tail;
        let after_next = next_year_before(chars, day.start);
        let date = match after_next {
            Some(_) if day.calendar == date::Calendar::Understood => Date { year: day.date.year + 1, ..day.date },
            _ => day.date,
        };
        let span = after_next.unwrap_or(span.start)..span.end;
        if free(&found, &span) {
            found.push((span, Due::On(date)));
        }
    }
    for year in years {
        let span = year.start..year.end;
        if free(&found, &span) {
            found.push((span, due_of_years(year)));
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    let (first, last) = (found.first()?.0.start, found.last()?.0.end);
    let mut at = 0;
    let mut rest: Vec<&[char]> = Vec::new();
    for (span, _) in &found {
        rest.push(&chars[at.min(span.start)..span.start]);
        at = span.end;
    }
    rest.push(&chars[at..]);
    let exact = rest.iter().all(|words| TIMES.filler.make_up(words));
    let has_number = rest.iter().any(|words| words.iter().any(char::is_ascii_digit));
    let few = first <= WORDS_BEFORE && chars.len() - last <= WORDS_BEHIND;
    // 97年11日: a number left over shows that the date was misread.
    (exact || few && !has_number).then(|| Statement { dues: found.into_iter().map(|(_, due)| due).collect(), exact })
}

/// Where 次年 or 翌年 right before a date begins.
fn next_year_before(chars: &[char], at: usize) -> Option<usize> {
    TIMES.next_year.longest_ending(chars, at).map(|(length, ())| at - length)
}

fn due_of_years(found: &FoundYear) -> Due {
    let day = |year, month, day| Date { year, month: Some(month), day: Some(day) };
    let year = |year| Date { year, month: None, day: None };
    match found.kind {
        YearKind::School => Due::Between { from: day(found.first, 8, 1), to: day(found.last + 1, 7, 31) },
        YearKind::Calendar if found.first == found.last => Due::On(year(found.first)),
        YearKind::Calendar => Due::Between { from: year(found.first), to: year(found.last) },
    }
}

#[cfg(test)]
mod tests;
