//! Responsible units.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use numerals::{label, number};

use super::fold::{Folded, fold};
use super::words::{self, Words};

/// What a word says at the end, the beginning or around the name of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// 室 科 處 中心: an office.
    Office,
    /// 官 主任 同仁: a post or people.
    Post,
    /// 場所 說明會: ends like an office and is none.
    Not,
}

struct Lists {
    tails: Words<Tail>,
    leads: Words<()>,
    roles: Words<()>,
    verbs: Words<()>,
    adverbs: Words<()>,
    none: Words<()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../data/units.tsv")).collect();
    let of = |kind: &'static str| {
        rows.iter().filter(move |row| row.get(1) == Some(&kind)).filter_map(|row| row.first().copied())
    };
    let tails = [("not", Tail::Not), ("office", Tail::Office), ("post", Tail::Post)];
    let list = |kind| Words::new(of(kind).map(|word| (word, ())));
    Lists {
        tails: Words::new(tails.into_iter().flat_map(|(kind, tail)| of(kind).map(move |word| (word, tail)))),
        leads: list("lead"),
        roles: list("role"),
        verbs: list("verb"),
        adverbs: list("adverb"),
        none: list("none"),
    }
});

/// Characters of the longest name that is taken for a unit.
const LONGEST_NAME: usize = 24;
/// Pieces of the longest name with blanks in it.
const MOST_WORDS: usize = 6;
/// Characters of the longest bracket that is looked into.
const LONGEST_BRACKET: usize = 200;
/// Characters of the longest piece that is taken apart: longer ones are sentences.
const LONGEST_PIECE: usize = 120;

/// The units that a cell names, each once, in order, labels and roles stripped.
pub fn units(cell: &str) -> Vec<String> {
    let mut known = BTreeSet::new();
    let names = paragraphs(cell).iter().flat_map(|paragraph| names(paragraph)).collect::<Vec<_>>();
    names.into_iter().filter(|name| known.insert(Folded::new(name).chars)).collect()
}

/// Whether the whole text names units, as the cells of a unit column do.
pub fn looks_like_units(text: &str) -> bool {
    units_score(text) >= 0.8
}

/// How much of a short text names units, 0 to 1.
pub fn units_score(text: &str) -> f32 {
    let is_mark = |c| matches!(fold(c), '。' | '「' | '」' | '!' | '?' | '=' | '%');
    if text.chars().any(is_mark) || text.chars().count() > 8 * LONGEST_NAME {
        return 0.0;
    }
    let mut scores = Vec::new();
    for piece in paragraphs(text).iter().flat_map(|paragraph| pieces(paragraph)) {
        let bare: Vec<char> = without_role(&piece);
        let folded = folded(&bare);
        scores.push(if is_unit(&folded) && !explained(&folded) {
            1.0
        } else if folded.len() <= LONGEST_NAME && clause(&bare).is_some() {
            0.8
        } else {
            0.0
        });
    }
    let count = scores.len();
    if count == 0 { 0.0 } else { scores.iter().sum::<f32>() / count as f32 }
}

/// The paragraphs of a cell without labels, wrapped lines rejoined. A role before a colon (主辦：) begins a paragraph too.
fn paragraphs(cell: &str) -> Vec<Vec<char>> {
    let mut paragraphs: Vec<Vec<char>> = Vec::new();
    for line in cell.split(['\n', '\r', '\u{B}', '\u{2028}', '\u{2029}']) {
        let chars: Vec<char> = line.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        for (at, range) in split_at_roles(&chars).into_iter().enumerate() {
            let (text, marked) = without_mark(&chars[range]);
            if text.is_empty() {
                continue;
            }
            match paragraphs.last_mut() {
                Some(before) if at == 0 && !marked && continues(before, &text) => before.extend(text),
                _ => paragraphs.push(text),
            }
        }
    }
    paragraphs
}

/// Where a line has to be cut so that each role that ends in a colon stands at a beginning.
fn split_at_roles(line: &[char]) -> Vec<Range<usize>> {
    let mut cuts = vec![0];
    let folded: Vec<char> = line.iter().map(|c| fold(*c)).collect();
    for colon in (0..line.len()).filter(|at| folded[*at] == ':') {
        let last = cuts.last().copied().unwrap_or(0);
        let end = folded[last..colon].iter().rposition(|c| *c != ' ').map_or(last, |place| last + place + 1);
        if let Some((length, ())) = LISTS.roles.longest_ending(&folded, end).filter(|(length, ())| last + length <= end)
            && folded[last..end - length].iter().any(|c| c.is_alphanumeric())
        {
            cuts.push(end - length);
        }
    }
    cuts.push(line.len());
    cuts.windows(2).map(|cut| cut[0]..cut[1]).collect()
}

/// A paragraph without label, bullet, role and the bracket around all of it, and whether one of them was there.
fn without_mark(text: &[char]) -> (Vec<char>, bool) {
    let mut text = trimmed(text);
    let mut marked = false;
    loop {
        let before = text.len();
        if bracket_at(text, 0) == Some(text.len()) && text.len() > 2 {
            text = trimmed(&text[1..text.len() - 1]);
        } else if let Some(label) =
            label::at(text, 0).filter(|label| label.body < text.len() && is_list_label(label.class))
        {
            text = trimmed(&text[label.body..]);
        } else if let [first, rest @ ..] = text
            && matches!(first, '◎' | '★' | '☆' | '●' | '※' | '■' | '◆' | '•' | '*' | '＊')
        {
            text = trimmed(rest);
        } else if let Some(colon) = text.iter().position(|c| fold(*c) == ':')
            && LISTS.roles.get(&bare_role(&text[..colon])).is_some()
        {
            text = trimmed(&text[colon + 1..]);
        } else if let Some(end) = bracket_at(text, 0)
            && end < text.len()
            && LISTS.roles.get(&bare_role(&text[1..end - 1])).is_some()
        {
            text = trimmed(&text[end..]);
        }
        if text.len() == before {
            return (text.to_vec(), marked);
        }
        marked = true;
    }
}

fn is_list_label(class: label::Class) -> bool {
    // 甲 and 第一 are parts of names; A區 too.
    use label::Class::*;
    matches!(class, Formal | Han | HanBracket | ArabicDot | ArabicBracket | Circled | LatinBracket | Bullet)
}

fn bare_role(text: &[char]) -> Vec<char> {
    text.iter().filter(|c| !c.is_whitespace() && !is_open(**c) && !is_close(**c)).map(|c| fold(*c)).collect()
}

/// Whether a line goes on with the name in which the line before it breaks off.
fn continues(before: &[char], line: &[char]) -> bool {
    let last_piece = before.rsplit(|c| is_joiner(fold(*c))).next().unwrap_or(before);
    if last_piece.len() > LONGEST_PIECE {
        return false;
    }
    let (before, first) = (folded(last_piece), folded(line));
    let first: Vec<char> = first.split(|c| is_joiner(*c)).next().unwrap_or(&[]).to_vec();
    if before.is_empty() || is_sentence(&before) {
        return before.is_empty();
    }
    let is_tail = first.len() == 1 && LISTS.tails.get(&first).is_some_and(|tail| *tail != Tail::Not);
    is_tail || !is_unit(&before) && clause(last_piece).is_none() || unbalanced(&before)
}

fn unbalanced(text: &[char]) -> bool {
    text.iter().filter(|c| is_open(**c)).count() > text.iter().filter(|c| is_close(**c)).count()
}

/// "All except" (除…外,其餘…) and the like name no single unit: they stay whole.
fn is_sentence(text: &[char]) -> bool {
    text.first() == Some(&'除') && text.contains(&'外')
}

/// The names of a paragraph, as written.
fn names(paragraph: &[char]) -> Vec<String> {
    if is_sentence(&folded(paragraph)) {
        return vec![closed_up(paragraph)];
    }
    pieces(paragraph)
        .iter()
        .flat_map(|piece| names_of_piece(&without_role(piece)))
        .map(|name| closed_up(&name))
        .filter(|name| !name.is_empty() && LISTS.none.get(&Folded::new(name).chars).is_none())
        .collect()
}

fn names_of_piece(piece: &[char]) -> Vec<Vec<char>> {
    let piece = without_and_so_on(piece);
    let inner = clause(piece);
    match inner {
        Some(inner) => pieces(&inner),
        None => vec![piece.to_vec()],
    }
}

/// The pieces between joiners: 、 and its kin, 及 between units, blanks and nothing at all between whole names.
fn pieces(paragraph: &[char]) -> Vec<Vec<char>> {
    let mut pieces = Vec::new();
    for piece in split_outside_brackets(paragraph, |c| is_joiner(fold(c))) {
        for piece in at_blanks(piece) {
            for piece in at_conjunctions(&piece) {
                pieces.extend(at_equal_tails(&piece));
            }
        }
    }
    numbered(pieces)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '、' | ',' | ';' | '/' | '\\' | '。' | '·')
}

fn is_open(c: char) -> bool {
    matches!(fold(c), '(' | '[' | '【' | '〔' | '〈')
}

fn is_close(c: char) -> bool {
    matches!(fold(c), ')' | ']' | '】' | '〕' | '〉')
}

/// One past the bracket that closes the one at `from`.
fn bracket_at(text: &[char], from: usize) -> Option<usize> {
    if !is_open(*text.get(from)?) {
        return None;
    }
    let mut depth = 0usize;
    for (at, &c) in text.iter().enumerate().skip(from).take(LONGEST_BRACKET) {
        if is_open(c) {
            depth += 1;
        } else if is_close(c) {
            depth -= 1;
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

fn split_outside_brackets(text: &[char], is_cut: impl Fn(char) -> bool) -> Vec<&[char]> {
    let (mut pieces, mut start, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        if let Some(end) = bracket_at(text, at) {
            at = end;
            continue;
        }
        if is_cut(text[at]) {
            pieces.push(trimmed(&text[start..at]));
            start = at + 1;
        }
        at += 1;
    }
    pieces.push(trimmed(&text[start..]));
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// A blank stands for a lost 、 between whole names, and for nothing within one: 秘書室 人事 管理員 is 秘書室 and 人事管理員.
fn at_blanks(piece: &[char]) -> Vec<Vec<char>> {
    let words: Vec<&[char]> = piece.split(|c| c.is_whitespace()).filter(|word| !word.is_empty()).collect();
    let mut names: Vec<Vec<char>> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let whole = (at + 1..=words.len().min(at + MOST_WORDS))
            .map(|end| (end, words[at..end].concat()))
            .take_while(|(_, name)| name.len() <= LONGEST_NAME)
            .find(|(_, name)| is_whole_name(&folded(name)));
        match (names.last_mut(), whole) {
            (Some(before), Some((end, name))) if is_unit(&folded(before)) => {
                names.push(name);
                at = end;
                continue;
            }
            (Some(before), _) => before.extend(*word),
            (None, _) => names.push(word.to_vec()),
        }
        at += 1;
    }
    names
}

/// 及 與 暨 和 join two units where both sides are units; else they belong to a name.
fn at_conjunctions(piece: &[char]) -> Vec<Vec<char>> {
    let text = folded(piece);
    let one = || vec![piece.to_vec()];
    if text.len() != piece.len() || text.len() > LONGEST_PIECE {
        return one();
    }
    let marks =
        (1..text.len()).filter(|at| matches!(text[*at], '及' | '与' | '暨' | '和') && depth_at(&text, *at) == 0);
    let marks: Vec<usize> = marks.chain([text.len()]).collect();
    // 秘書室以及人事室
    let name = |start: usize, mark: usize| {
        start..if mark > start && mark < text.len() && text[mark - 1] == '以' { mark - 1 } else { mark }
    };
    // From the right: where the first name ends of those that make up what begins behind a mark.
    let mut first_end: Vec<Option<usize>> = vec![None; marks.len()];
    for at in (0..marks.len()).rev() {
        let start = if at == 0 { 0 } else { marks[at - 1] + 1 };
        first_end[at] = (at..marks.len()).find(|end| {
            let range = name(start, marks[*end]);
            start < range.end && is_unit(&text[range]) && (end + 1 == marks.len() || first_end[end + 1].is_some())
        });
    }
    let (mut names, mut at) = (Vec::new(), 0);
    while let Some(end) = first_end.get(at).copied().flatten() {
        names.push(piece[name(if at == 0 { 0 } else { marks[at - 1] + 1 }, marks[end])].to_vec());
        at = end + 1;
    }
    if names.len() > 1 { names } else { one() }
}

fn depth_at(text: &[char], at: usize) -> usize {
    text[..at]
        .iter()
        .filter(|c| is_open(**c))
        .count()
        .saturating_sub(text[..at].iter().filter(|c| is_close(**c)).count())
}

/// Names that a text layer ran together: 研究典藏組展示教育組. Only where each ends in the same tail and has a name of its own before it.
fn at_equal_tails(piece: &[char]) -> Vec<Vec<char>> {
    let text = folded(piece);
    let one = || vec![piece.to_vec()];
    let Some((length, _)) = LISTS.tails.longest_ending(&text, text.len()).filter(|(_, tail)| **tail != Tail::Not)
    else {
        return one();
    };
    if text.len() != piece.len() || text.iter().any(|c| is_open(*c) || *c == '至') {
        return one();
    }
    let tail = &text[text.len() - length..];
    let (mut names, mut start) = (Vec::new(), 0);
    for at in 0..=text.len() - length {
        if text[at..].starts_with(tail) && at + length - start > length + 1 {
            names.push(piece[start..at + length].to_vec());
            start = at + length;
        }
    }
    let distinct = names.len() > 1 && start == text.len() && names.iter().all(|name| is_unit(&folded(name)));
    if distinct { names } else { one() }
}

/// 第一、二組 is 第一組 and 第二組.
fn numbered(mut pieces: Vec<Vec<char>>) -> Vec<Vec<char>> {
    for at in (0..pieces.len().saturating_sub(1)).rev() {
        let (this, next) = (folded(&pieces[at]), folded(&pieces[at + 1]));
        let digits = |text: &[char]| {
            let start = usize::from(text.first() == Some(&'第'));
            number::prefix(&text[start.min(text.len())..]).map(|(_, length)| start + length)
        };
        let (Some(here), Some(there)) = (digits(&this), digits(&next)) else { continue };
        if here == this.len()
            && there < next.len()
            && LISTS.tails.get(&next[there..]).is_some()
            && pieces[at + 1].len() == next.len()
        {
            let tail = pieces[at + 1][there..].to_vec();
            pieces[at].extend(tail);
            if this.first() == Some(&'第') && next.first() != Some(&'第') {
                pieces[at + 1].insert(0, '第');
            }
        }
    }
    pieces
}

/// A piece without a role before or behind it: (主)秘書室, 各課室(協辦).
fn without_role(piece: &[char]) -> Vec<char> {
    let (text, _) = without_mark(piece);
    let open = (0..text.len()).rev().find(|at| bracket_at(&text, *at) == Some(text.len()));
    match open {
        Some(open) if open > 0 && LISTS.roles.get(&bare_role(&text[open + 1..text.len() - 1])).is_some() => {
            trimmed(&text[..open]).to_vec()
        }
        _ => text,
    }
}

/// A piece without 等, 等單位 behind a whole name.
fn without_and_so_on(piece: &[char]) -> &[char] {
    let text = folded(piece);
    let Some(at) = text.iter().rposition(|c| *c == '等').filter(|_| text.len() == piece.len()) else { return piece };
    let generic = text.len() == at + 1 || LISTS.tails.get(&text[at + 1..]).is_some();
    if at > 1 && generic && is_unit(&text[..at]) { &piece[..at] } else { piece }
}

/// The units in a clause that says who does something: 本府開放空間由行政處規劃, 各單位配合辦理.
fn clause(piece: &[char]) -> Option<Vec<char>> {
    let text = folded(piece);
    if text.len() > LONGEST_PIECE {
        return None;
    }
    if text.len() != piece.len() {
        return clause(&text).filter(|inner| inner.len() < text.len());
    }
    let starts = (0..text.len()).filter(|at| matches!(text[*at], '由' | '请')).map(|at| at + 1);
    for start in starts.chain([0]) {
        let mut end = text.len();
        while let Some((length, ())) =
            LISTS.verbs.longest_ending(&text, end).or_else(|| LISTS.adverbs.longest_ending(&text, end))
        {
            if end <= start + length {
                break;
            }
            end -= length;
            if is_unit(&text[start..end]) || is_list(&piece[start..end]) {
                return Some(piece[start..end].to_vec());
            }
        }
        // 由行政處統一規劃綠美化: the verb has an object.
        let verb = (start + 2..text.len()).find(|at| {
            LISTS.verbs.longest_at(&text, *at).or_else(|| LISTS.adverbs.longest_at(&text, *at)).is_some()
                && is_unit(&text[start..*at])
        });
        if let Some(verb) = verb.filter(|_| start > 0) {
            return Some(piece[start..verb].to_vec());
        }
    }
    None
}

fn is_list(text: &[char]) -> bool {
    at_conjunctions(text).len() > 1
}

/// Whether folded text is the name of a unit.
fn is_unit(text: &[char]) -> bool {
    if text.len() > LONGEST_PIECE {
        return false;
    }
    let bare = outside_brackets(text);
    let text = if bare.is_empty() { text } else { &bare };
    if text.is_empty()
        || text.len() > LONGEST_NAME
        || text.iter().any(|c| is_joiner(*c) || matches!(c, ':' | '!' | '?'))
    {
        return false;
    }
    match LISTS.tails.longest_ending(text, text.len()) {
        Some((_, Tail::Not)) | None => false,
        // 同仁, 主任 stand alone; 室 and 中心 need a name before them.
        Some((length, Tail::Post)) => {
            length == text.len() && length > 1 || text.len() > length.max(2) || starts_with_lead(text)
        }
        Some((length, Tail::Office)) => {
            text.len() >= length + 2 || length > 2 || length < text.len() && (starts_with_lead(text) || length > 1)
        }
    }
}

/// Whether a bracket behind a name lists what are no units: 推動辦公室(整理、整頓).
fn explained(text: &[char]) -> bool {
    let open = (0..text.len()).find(|at| bracket_at(text, *at) == Some(text.len()));
    let Some(inner) = open.and_then(|open| text.get(open + 1..text.len() - 1)) else { return false };
    let pieces: Vec<&[char]> = inner.split(|c| is_joiner(*c)).collect();
    pieces.len() > 1 && !pieces.iter().any(|piece| is_unit(piece))
}

/// Whether folded text names a unit by itself, not only a post or a kind of office in one.
fn is_whole_name(text: &[char]) -> bool {
    let bare = outside_brackets(text);
    let text = if bare.is_empty() { text } else { &bare };
    let tail = LISTS.tails.longest_ending(text, text.len());
    is_unit(text) && tail.is_some_and(|(length, _)| length < text.len()) && (text.len() > 2 || starts_with_lead(text))
}

fn starts_with_lead(text: &[char]) -> bool {
    LISTS.leads.longest_at(text, 0).is_some_and(|(length, ())| length < text.len())
}

fn outside_brackets(text: &[char]) -> Vec<char> {
    let (mut outside, mut at) = (Vec::new(), 0);
    while at < text.len() {
        match bracket_at(text, at) {
            Some(end) => at = end,
            None => {
                outside.push(text[at]);
                at += 1;
            }
        }
    }
    outside
}

fn folded(text: &[char]) -> Vec<char> {
    text.iter().filter(|c| !c.is_whitespace()).map(|c| fold(*c)).collect()
}

fn closed_up(text: &[char]) -> String {
    script::close_up(&text.iter().collect::<String>())
}

fn trimmed(text: &[char]) -> &[char] {
    let is_edge = |c: &char| c.is_whitespace() || matches!(fold(*c), '。' | ',' | ';' | ':' | '、');
    let start = text.iter().position(|c| !is_edge(c)).unwrap_or(text.len());
    let end = text.iter().rposition(|c| !is_edge(c)).map_or(start, |last| last + 1);
    &text[start..end]
}

#[cfg(test)]
mod tests;
