//! What stands in a column, by its header.

use std::ops::Range;

use numerals::label;

use super::fold::Folded;
use super::words::{self, Words};
use super::{due, units};
use crate::{ColumnRule, ColumnTerm, Lexicon, Role};

/// What a header's term says by itself, and how the columns beside it change that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) role: Role,
    pub(crate) context: Context,
}

/// The columns beside a header that change its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// None.
    Fixed,
    /// 執行策略: the item of the table where it comes first, the finer step between an item and its action.
    Strategy,
    /// 內容: the finer step before an action, else the action.
    Content,
    /// 活動內容: the item of the table where it comes first, else like 內容.
    Topic,
    /// 目標: the item of the table where it comes first, the finer step behind one.
    Target,
    /// 說明: the action where no other column is, else a note.
    Note,
    /// 單位: agencies, or what a quantity is counted in.
    Unit,
    /// 據點, 分館: what the table is about where nothing else is; the units only where it has deadlines or actions and no column of units.
    Place,
}

impl Context {
    /// Every value but [`Context::Fixed`] and its name in the word list.
    pub(crate) const ALL: [(&str, Self); 7] = [
        ("strategy", Self::Strategy),
        ("content", Self::Content),
        ("topic", Self::Topic),
        ("target", Self::Target),
        ("note", Self::Note),
        ("unit", Self::Unit),
        ("place", Self::Place),
    ];
}

/// Where in a header a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is the header: 次.
    Whole,
    /// It ends the header, or is it: 單位.
    Head,
    /// It stands before a head: 承辦.
    Modifier,
}

impl Place {
    /// Every value and its name in the word list.
    pub(crate) const ALL: [(&str, Self); 3] =
        [("whole", Self::Whole), ("head", Self::Head), ("modifier", Self::Modifier)];
}

/// What the headers of columns are known by: the list, and before it what the user adds.
#[derive(Debug)]
pub(crate) struct Columns {
    whole: Words<Term>,
    head: Words<Term>,
    modifier: Words<()>,
    /// The user's terms.
    told: Words<()>,
}

impl Columns {
    /// The list and these words, which take the place of equal ones in it. A modifier has no term.
    pub(crate) fn new<'w>(told: &[(&'w str, Place, Option<Term>)]) -> Self {
        let terms = || told.iter().filter(|(_, place, _)| *place != Place::Modifier);
        let known = Words::new(terms().map(|(word, _, _)| (*word, ())));
        let listed = words::rows(include_str!("../../data/roles.tsv")).filter_map(|row| {
            let [word, role, place, context] = row[..] else { return None };
            let place = Place::ALL.iter().find(|(name, _)| *name == place)?.1;
            let context =
                Context::ALL.iter().find(|(name, _)| *name == context).map_or(Context::Fixed, |(_, known)| *known);
            let role = Role::ALL.iter().copied().find(|known| known.name() == role);
            Some((word, place, role.map(|role| Term { role, context })))
        });
        let listed = listed
            .filter(|(word, place, _)| *place == Place::Modifier || known.get(&Folded::new(word).chars).is_none());
        let all: Vec<(&'w str, Place, Option<Term>)> = told.iter().copied().chain(listed).collect();
        let of = |wanted: Place| all.iter().filter(move |(_, place, _)| *place == wanted);
        let term = |entry: &(&'w str, Place, Option<Term>)| Some((entry.0, entry.2?));
        Self {
            whole: Words::new(of(Place::Whole).chain(of(Place::Head)).filter_map(term)),
            head: Words::new(of(Place::Head).filter_map(term)),
            modifier: Words::new(of(Place::Modifier).map(|(word, _, _)| (*word, ()))),
            told: known,
        }
    }

    /// The term that takes these characters of a header.
    fn term(&self, header: &str, at: Range<usize>) -> ColumnTerm {
        let term = script::close_up(&header.chars().skip(at.start).take(at.len()).collect::<String>());
        ColumnTerm { told: self.told.get(&Folded::new(&term).chars).is_some(), term }
    }
}

/// The role of one header by itself; `None` where no known term decides.
pub fn role(header: &str, lexicon: &Lexicon) -> Option<Role> {
    term(header, lexicon.columns()).map(|(term, _)| term.role)
}

/// The roles of a header row. `samples` holds some body cells of each column, in the columns' order,
/// and may be shorter than `headers` or empty.
pub fn roles(headers: &[&str], samples: &[Vec<&str>], lexicon: &Lexicon) -> Vec<Role> {
    decided(headers, samples, lexicon).into_iter().map(|(role, _)| role).collect()
}

/// The roles of a header row, each with the rule that gave it.
pub(crate) fn decided(headers: &[&str], samples: &[Vec<&str>], lexicon: &Lexicon) -> Vec<(Role, ColumnRule)> {
    let columns = lexicon.columns();
    let found: Vec<Option<(Term, Range<usize>)>> = headers.iter().map(|header| term(header, columns)).collect();
    let cells = |column: usize| samples.get(column).map_or(&[][..], Vec::as_slice);
    let beside = Beside::new(&found);
    // Only a table of what is to be done says who does it.
    let assigns = beside.last_action.is_some()
        || beside.deadline
        || (0..found.len()).any(|at| found[at].is_none() && by_cells(cells(at)) == Some(Role::Deadline));
    (0..found.len())
        .map(|at| {
            let item_before = beside.first_topic.is_some_and(|first| first < at);
            let action_behind = beside.last_action.is_some_and(|last| last > at);
            let Some((term, range)) = &found[at] else {
                let told = by_cells(cells(at)).filter(|role| *role != Role::Unit || is_unnamed(headers[at]) || assigns);
                return told.map_or((Role::Other, ColumnRule::Unknown), |role| (role, ColumnRule::Cells));
            };
            let role = match term.context {
                Context::Fixed => term.role,
                Context::Strategy if !item_before => Role::Item,
                Context::Strategy if action_behind => Role::Indicator,
                Context::Strategy => term.role,
                Context::Topic if !item_before => Role::Item,
                Context::Content | Context::Topic if item_before && action_behind => Role::Indicator,
                Context::Content | Context::Topic => Role::Action,
                Context::Target if item_before => Role::Indicator,
                Context::Target => Role::Item,
                Context::Note if beside.actions > usize::from(term.role == Role::Action) => Role::Note,
                Context::Note if at + 1 == found.len() && found.len() > 2 => Role::Note,
                Context::Note => Role::Action,
                Context::Place if assigns && !beside.unit && by_cells(cells(at)) == Some(Role::Unit) => Role::Unit,
                Context::Place if beside.item || beside.first_place.is_some_and(|first| first < at) => Role::Other,
                Context::Place => Role::Item,
                Context::Unit => match by_cells(cells(at)) {
                    Some(Role::Unit) => Role::Unit,
                    Some(_) => Role::Other,
                    None if !cells(at).is_empty() || beside.unit => Role::Other,
                    None if beside.last_action.is_some() || beside.deadline => Role::Unit,
                    None => Role::Other,
                },
            };
            let term = (term.context, columns.term(headers[at], range.clone()));
            let rule = match term {
                (Context::Fixed, term) => ColumnRule::Name(term),
                (Context::Unit, term) if !cells(at).is_empty() => ColumnRule::NameAndCells(term),
                (Context::Place, term) if by_cells(cells(at)) == Some(role) => ColumnRule::NameAndCells(term),
                (_, term) => ColumnRule::Neighbours(term),
            };
            (role, rule)
        })
        .collect()
}

/// What all terms of a header row say together, so that each column asks once.
#[derive(Default)]
struct Beside {
    item: bool,
    unit: bool,
    deadline: bool,
    /// How many columns' terms are actions.
    actions: usize,
    last_action: Option<usize>,
    /// The first column that a finer one may stand behind: an item, or a strategy that opens the row.
    first_topic: Option<usize>,
    first_place: Option<usize>,
}

impl Beside {
    fn new(found: &[Option<(Term, Range<usize>)>]) -> Self {
        let mut beside = Self::default();
        for (at, (term, _)) in found.iter().enumerate().filter_map(|(at, found)| Some((at, found.as_ref()?))) {
            if at == 0 && term.context == Context::Strategy {
                beside.first_topic = Some(at);
            }
            match (term.context, term.role) {
                (Context::Place, _) => {
                    beside.first_place.get_or_insert(at);
                }
                (Context::Unit, _) => {}
                (_, Role::Item) => {
                    beside.item = true;
                    beside.first_topic.get_or_insert(at);
                }
                (_, Role::Action) => {
                    beside.actions += 1;
                    beside.last_action = Some(at);
                }
                (_, Role::Unit) => beside.unit = true,
                (_, Role::Deadline) => beside.deadline = true,
                _ => {}
            }
        }
        beside
    }
}

/// A header without a word in it.
fn is_unnamed(header: &str) -> bool {
    !header.chars().any(char::is_alphabetic)
}

/// How much a short text looks like a column header: 0 not at all, 1 a known header. A header is a known head noun behind known
/// modifiers, without digits, labels and the marks of a sentence.
pub fn header_likeness(text: &str, lexicon: &Lexicon) -> f32 {
    let folded = Folded::new(text);
    if label::at(&folded.chars, 0).is_some_and(|label| label.body < folded.chars.len()) {
        return 0.0;
    }
    let chars = outside_brackets(&folded).chars;
    if chars.is_empty() || chars.len() > LONGEST_HEADER || chars.iter().any(|c| !is_header_char(*c)) {
        return 0.0;
    }
    parts(&chars).into_iter().map(|part| part_likeness(&chars[part], lexicon.columns())).fold(1.0, f32::min)
}

/// Characters of a header, brackets aside.
const LONGEST_HEADER: usize = 12;

fn is_header_char(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii() || matches!(c, '/' | '、')
}

fn part_likeness(part: &[char], columns: &Columns) -> f32 {
    if let Some(term) = columns.whole.get(part) {
        return if term.context == Context::Fixed { 1.0 } else { 0.9 };
    }
    if columns.modifier.get(part).is_some() {
        // 主辦/協辦單位: the first part leaves its head to the last.
        return 0.9;
    }
    let Some((length, _)) = columns.head.longest_ending(part, part.len()) else { return 0.0 };
    let before = &part[..part.len() - length];
    if columns.modifier.make_up(before) {
        1.0
    } else if before.len() <= 2 {
        0.4
    } else {
        0.2
    }
}

/// The term that decides a header's role, and the characters of the header that it takes.
fn term(header: &str, columns: &Columns) -> Option<(Term, Range<usize>)> {
    // Several header rows are joined by " / ": the finest that says something decides.
    if header.contains(ROWS) {
        let mut start = 0;
        let mut rows: Vec<(Term, Range<usize>)> = Vec::new();
        for row in header.split(ROWS) {
            let shifted = |(term, range): (Term, Range<usize>)| (term, start + range.start..start + range.end);
            rows.extend(term(row, columns).map(shifted));
            start += row.chars().count() + ROWS.chars().count();
        }
        let decided = rows.iter().rposition(|(term, _)| term.role != Role::Other);
        return decided.or(rows.len().checked_sub(1)).map(|row| rows.swap_remove(row));
    }
    let folded = outside_brackets(&Folded::new(header));
    let whole_range = trimmed(&folded.chars);
    let chars = &folded.chars[whole_range.clone()];
    let whole = |part: &Range<usize>| columns.whole.get(&chars[part.clone()]).map(|term| (*term, part.clone()));
    let head = |part: &Range<usize>| {
        let (length, term) = columns.head.longest_ending(&chars[part.clone()], part.len())?;
        Some((*term, part.end - length..part.end))
    };
    let by_parts = || {
        let mut terms: Vec<_> = parts(chars).iter().filter_map(|part| whole(part).or_else(|| head(part))).collect();
        let decided = terms.iter().rposition(|(term, _)| term.role != Role::Other);
        decided.or(terms.len().checked_sub(1)).map(|part| terms.swap_remove(part))
    };
    let all = 0..chars.len();
    let found = whole(&all).or_else(|| head(&all).filter(|(term, _)| term.role != Role::Other)).or_else(by_parts);
    found.map(|(term, part)| (term, folded.source(whole_range.start + part.start..whole_range.start + part.end)))
}

/// What joins several rows of a header.
const ROWS: &str = " / ";

/// The role that a column's cells speak for, where nearly all of them do.
fn by_cells(cells: &[&str]) -> Option<Role> {
    let filled: Vec<&&str> = cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
    let most = |is: fn(&str) -> bool| {
        !filled.is_empty() && filled.iter().filter(|cell| is(cell)).count() * 5 >= filled.len() * 4
    };
    if most(due::looks_like_due) {
        Some(Role::Deadline)
    } else if most(units::looks_like_units) {
        Some(Role::Unit)
    } else {
        None
    }
}

/// A header without its bracketed words, or these where there is nothing else.
fn outside_brackets(header: &Folded) -> Folded {
    let mut depth = 0usize;
    let outside = header.retained(|c| match c {
        '(' | '[' | '〔' | '【' | '<' | '〈' => {
            depth += 1;
            false
        }
        ')' | ']' | '〕' | '】' | '>' | '〉' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    if outside.chars.is_empty() { header.retained(char::is_alphabetic) } else { outside }
}

/// A header without the marks around it.
fn trimmed(header: &[char]) -> Range<usize> {
    let is_mark = |c: &char| !c.is_alphanumeric();
    let start = header.iter().position(|c| !is_mark(c)).unwrap_or(header.len());
    let end = header.iter().rposition(|c| !is_mark(c)).map_or(start, |last| last + 1);
    start..end
}

/// The parts of a header that names two things: 推動策略及作法, 主辦/協辦單位.
fn parts(header: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in header.iter().enumerate() {
        if matches!(c, '及' | '与' | '暨' | '和' | '、' | '/') {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..header.len());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(header: &str) -> Option<Role> {
        super::role(header, &Lexicon::default())
    }

    fn roles(headers: &[&str], samples: &[Vec<&str>]) -> Vec<Role> {
        super::roles(headers, samples, &Lexicon::default())
    }

    fn header_likeness(text: &str) -> f32 {
        super::header_likeness(text, &Lexicon::default())
    }

    #[test]
    fn a_header_by_itself() {
        for (header, expected) in [
            ("實施要項", Role::Item),
            ("具體推動 作法", Role::Action),
            ("完成\n期限", Role::Deadline),
            ("主(協)辦單位", Role::Unit),
            ("主辦/協辦單位", Role::Unit),
            ("推動策略及作法", Role::Action),
            ("次評核指標", Role::Indicator),
            ("自我檢核項目", Role::Check),
            ("預期成果", Role::Benefit),
            ("配分", Role::Score),
            ("項次", Role::Number),
            ("備 註", Role::Note),
            ("责任科室", Role::Unit),
            ("時間安排", Role::Deadline),
            ("權責分工 / 主辦單位", Role::Unit),
            ("預定進度 / 第一季", Role::Deadline),
            ("聯絡電話", Role::Other),
            ("開放時間", Role::Other),
            ("服務時間", Role::Other),
            ("上課時間", Role::Other),
            ("辦理時間", Role::Deadline),
            ("活動", Role::Item),
            ("活動名稱", Role::Item),
            ("活動內容", Role::Item),
            ("課程", Role::Item),
            ("課程名稱", Role::Item),
            ("活動日期", Role::Deadline),
        ] {
            assert_eq!(role(header), Some(expected), "{header}");
        }
        assert_eq!(role("申辦流程簡便性"), None);
        assert_eq!(role(""), None);
    }

    #[test]
    fn columns_beside_a_header_change_its_role() {
        use Role::*;
        for (headers, expected) in [
            (&["實施要項", "執行策略", "執行方法", "承辦單位"][..], &[Item, Indicator, Action, Unit][..]),
            (&["執行策略", "具體作法", "備註"], &[Item, Action, Note]),
            (&["實施策略", "推動方法", "具體推動作法", "完成期限"], &[Item, Indicator, Action, Deadline]),
            (&["推動方法", "具體作法"], &[Item, Action]),
            (&["工作要領", "工作重點", "業務單位"], &[Item, Item, Unit]),
            (&["項目", "內容", "施行細則"], &[Item, Indicator, Action]),
            (&["項目", "內容", "期程"], &[Item, Action, Deadline]),
            (&["項目", "單位", "數量", "單價"], &[Item, Other, Other, Other]),
            (&["工作項目", "辦理期程", "單位"], &[Item, Deadline, Unit]),
            (&["項目", "說明"], &[Item, Action]),
            (&["項目", "具體作法", "說明"], &[Item, Action, Note]),
            (&["構面", "目標", "作法"], &[Item, Indicator, Action]),
            (&["活動日期", "活動內容", "地點"], &[Deadline, Item, Other]),
            (&["活動名稱", "活動內容", "辦理時間"], &[Item, Action, Deadline]),
        ] {
            assert_eq!(roles(headers, &[]), expected, "{headers:?}");
        }
    }

    #[test]
    fn cells_tell_what_a_header_leaves_open() {
        let samples = vec![vec!["辦理講習", "更新網頁"], vec!["秘書室", "各課室"], vec!["每月", "104.12"]];
        assert_eq!(roles(&["工作", "單位", ""], &samples), [Role::Item, Role::Unit, Role::Deadline]);
    }

    #[test]
    fn places_are_no_responsible_units() {
        use Role::*;
        let places = vec!["山北分館", "水南分館", "海門分館"];
        let hours = vec!["週一至週五", "8:00-17:00", "每日"];
        for (headers, expected) in [
            (&["分館", "開放時間"][..], &[Item, Other][..]),
            (&["服務據點", "服務時間", "聯絡電話"], &[Item, Other, Other]),
            (&["借閱處", "營業時間"], &[Other, Other]),
            (&["分館", "辦理期程", "主辦單位"], &[Item, Deadline, Unit]),
            (&["分館", "辦理期程"], &[Unit, Deadline]),
            (&["", "開放時間"], &[Unit, Other]),
        ] {
            assert_eq!(roles(headers, &[places.clone(), hours.clone()]), expected, "{headers:?}");
        }
        let item_first = vec![vec!["辦理講習", "更新網頁"], places.clone()];
        assert_eq!(roles(&["項目", "分館", "期限"], &item_first), [Item, Unit, Deadline]);
        assert_eq!(roles(&["項目", "分館", "期限", "主辦單位"], &item_first), [Item, Other, Deadline, Unit]);
    }

    #[test]
    fn headers_are_told_from_ordinary_noun_phrases() {
        for header in [
            "實施要項",
            "具體推動作法",
            "完成期限",
            "協辦單位",
            "預期效益",
            "備註",
            "評核指標",
            "次評核指標",
            "檢核項目",
            "項次",
            "责任单位",
            "完成时限",
        ] {
            assert!(header_likeness(header) >= 0.9, "{header} {}", header_likeness(header));
        }
        for text in [
            "申辦流程簡便性",
            "資料公開程度",
            "單位形象",
            "洽公環境舒適度",
            "意見回復時效性",
            "一、親切便民服務",
            "103.01.01",
            "安檢所",
            "各單位",
            "網頁設計",
            "辦理講習。",
        ] {
            assert!(header_likeness(text) < 0.5, "{text} {}", header_likeness(text));
        }
    }
}
