//! What is not the plan: the surroundings that a site, a page or a converter left in the text.

pub(crate) mod marks;

pub(crate) use marks::page_numbers_within;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use document::{Block, Document, Part, Place};
use numerals::label::Class;
use script::{Counts, Script};

use crate::fields::role;
use crate::lines::{Break, Line, Piece, shape};
use crate::{FurnitureKind, FurnitureRule, Lexicon, Role};
use marks::{Mark, Told};

/// Characters of the other script that show a foreign line; one may be a slip.
const LEAST_FOREIGN: usize = 2;

/// Where a text was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// In a file of a word processor, which says of each part what it is.
    Office,
    /// Anywhere else: a site or a mail program may have put its own around it.
    Elsewhere,
}

impl Home {
    /// Only files of word processors number their paragraphs.
    pub(crate) fn of(document: &Document) -> Self {
        fn is_numbered(block: &Block) -> bool {
            match block {
                Block::Paragraph(paragraph) => paragraph.runs.iter().any(|run| run.origin.paragraph.is_some()),
                Block::Table(table) => table.cells.iter().flat_map(|cell| &cell.blocks).any(is_numbered),
                Block::Embedded(_) => false,
            }
        }
        if document.blocks.iter().any(is_numbered) { Self::Office } else { Self::Elsewhere }
    }
}

/// What a piece is that is furniture, and what it is known by.
pub(crate) type Found = (FurnitureKind, FurnitureRule);

/// For each piece, whether it is furniture.
pub(crate) fn find(pieces: &[Piece], home: Home, lexicon: &Lexicon) -> Vec<Option<Found>> {
    let mut found: Vec<Option<Found>> = pieces.iter().map(|piece| piece.line().and_then(by_part)).collect();
    let lines: Vec<(usize, &Line)> = pieces
        .iter()
        .enumerate()
        .filter_map(|(index, piece)| Some((index, piece.line()?)))
        .filter(|(index, _)| found[*index].is_none())
        .collect();
    let view = View::new(&lines, lexicon);
    let mut chrome: Vec<Option<FurnitureRule>> =
        lines.iter().map(|(_, line)| line.is_aside().then_some(FurnitureRule::Aside)).collect();
    if home == Home::Elsewhere {
        view.top(&mut chrome);
        view.bottom(&mut chrome);
        view.scattered(&mut chrome);
        view.rescue_title(&mut chrome);
    }
    view.settle_told(&mut chrome);
    let numbers = view.page_numbers();
    let heads = view.running_heads(&numbers);
    for (at, (index, _)) in lines.iter().enumerate() {
        let number = numbers[at].map(|rule| (FurnitureKind::PageNumber, rule));
        let head = || heads[at].map(|rule| (FurnitureKind::RunningHead, rule));
        let chrome = || chrome[at].map(|rule| (FurnitureKind::SiteChrome, rule));
        found[*index] = number.or_else(head).or_else(chrome);
    }
    found
}

/// What the format itself says is not the text.
fn by_part(line: &Line) -> Option<Found> {
    match line.place {
        Place::Watermark => return Some((FurnitureKind::Watermark, FurnitureRule::Watermark)),
        Place::Noise => return Some((FurnitureKind::Noise, FurnitureRule::Unsure)),
        Place::Main | Place::Aside => {}
    }
    let kind = match line.part {
        Part::Header | Part::Footer if marks::is_page_number_of_part(&trimmed(line)) => FurnitureKind::PageNumber,
        Part::Header | Part::Footer => FurnitureKind::RunningHead,
        Part::Comment => FurnitureKind::Comment,
        Part::Body | Part::Footnote | Part::Textbox => return None,
    };
    Some((kind, FurnitureRule::Part(line.part)))
}

/// The text of a line without blanks at both ends.
fn trimmed(line: &Line) -> String {
    line.text.trimmed_chars().iter().collect()
}

/// The lines of a document as a search for furniture sees them.
struct View<'l> {
    lines: &'l [(usize, &'l Line)],
    texts: Vec<String>,
    marks: Vec<Option<Mark>>,
    /// What each line is chrome by, where it is.
    rules: Vec<FurnitureRule>,
    /// Short lines in another script than the plan's.
    foreign: Vec<bool>,
    /// The first line that must be the plan: a first label, or a long sentence.
    start: usize,
    lexicon: &'l Lexicon,
}

impl<'l> View<'l> {
    fn new(lines: &'l [(usize, &'l Line)], lexicon: &'l Lexicon) -> Self {
        let texts: Vec<String> = lines.iter().map(|(_, line)| trimmed(line)).collect();
        let marked: Vec<Option<(Mark, FurnitureRule)>> = texts.iter().map(|text| marks::mark(text, lexicon)).collect();
        let counts: Vec<Counts> = texts.iter().map(|text| script::count(text)).collect();
        let mut total = Counts::default();
        for (count, (_, line)) in counts.iter().zip(lines) {
            if !line.is_aside() {
                total += *count;
            }
        }
        let own = total.script();
        let foreign: Vec<bool> = counts
            .iter()
            .zip(&texts)
            .map(|(count, text)| match (own, count.script()) {
                (Some(Script::Hant), Some(Script::Hans)) | (Some(Script::Hans), Some(Script::Hant)) => {
                    count.hant.max(count.hans) >= LEAST_FOREIGN && text.chars().count() <= 40 && !text.contains('。')
                }
                _ => false,
            })
            .collect();
        let start = lines
            .iter()
            .zip(&texts)
            .position(|((_, line), text)| begins_plan(line, text, lexicon))
            .unwrap_or(lines.len());
        let rule = |(marked, foreign): (&Option<(Mark, FurnitureRule)>, &bool)| match (marked, foreign) {
            (Some((_, rule)), _) => *rule,
            (None, true) => FurnitureRule::OtherScript,
            (None, false) => FurnitureRule::AmongKnown,
        };
        let rules = marked.iter().zip(&foreign).map(rule).collect();
        let marks = marked.iter().map(|marked| marked.map(|(mark, _)| mark)).collect();
        Self { lines, texts, marks, rules, foreign, start, lexicon }
    }

    fn is_certain(&self, at: usize) -> bool {
        self.marks[at] == Some(Mark::Always) || self.foreign[at]
    }

    /// How many lines may be a page's head: those before the plan begins; where nothing shows that, a third of all.
    fn head(&self) -> usize {
        if self.start < self.lines.len() { self.start } else { self.lines.len() / 3 }
    }

    /// Everything up to the last mark before the plan begins, save sentences.
    fn top(&self, chrome: &mut [Option<FurnitureRule>]) {
        let zone = 0..self.head();
        let marked = zone.clone().filter(|at| self.marks[*at].is_some()).count();
        let last = zone.rev().find(|at| self.is_certain(*at) || self.marks[*at] == Some(Mark::Edge) && marked >= 2);
        let Some(last) = last else { return };
        let fields = (last + 1..self.head()).take_while(|at| is_field(&self.texts[*at])).count();
        let last = if is_field(&self.texts[last]) { last + fields } else { last };
        for (at, chrome) in chrome.iter_mut().enumerate().take(last + 1) {
            let is_chrome = self.marks[at].is_some() || self.foreign[at] || !is_sentence(&self.texts[at]);
            *chrome = chrome.or(is_chrome.then_some(self.rules[at]));
        }
    }

    /// From the first mark behind the plan's last words to the end.
    fn bottom(&self, chrome: &mut [Option<FurnitureRule>]) {
        let mut first = self.lines.len();
        let mut certain = false;
        let mut marked = 0;
        for at in (self.start.min(self.lines.len())..self.lines.len()).rev() {
            let is_mark = self.marks[at].is_some() || self.foreign[at];
            if !is_mark && (self.lines[at].1.label.is_some() || is_sentence(&self.texts[at])) {
                break;
            }
            if is_mark {
                first = at;
                marked += 1;
                certain |= self.is_certain(at);
            }
        }
        if certain || marked >= 2 {
            for (chrome, rule) in chrome.iter_mut().zip(&self.rules).skip(first) {
                *chrome = chrome.or(Some(*rule));
            }
        }
    }

    /// Marks that are always chrome, in a document that shows several.
    fn scattered(&self, chrome: &mut [Option<FurnitureRule>]) {
        if self.marks.iter().filter(|mark| **mark == Some(Mark::Always)).count() >= 3 {
            for (at, mark) in self.marks.iter().enumerate() {
                chrome[at] = chrome[at].or((*mark == Some(Mark::Always)).then_some(self.rules[at]));
            }
        }
    }

    /// A page's heading is the plan's title where the text itself has none; where the title stands behind it, whole, it is chrome.
    fn rescue_title(&self, chrome: &mut [Option<FurnitureRule>]) {
        let is_title = |at: usize| self.marks[at].is_none() && !self.foreign[at] && shape::is_title(&self.texts[at]);
        let zone = self.start.min(self.lines.len());
        let titles: Vec<usize> = (0..zone).filter(|at| chrome[*at].is_none() && is_title(*at)).collect();
        if chrome.iter().any(Option::is_some) {
            for pair in titles.windows(2) {
                let follows = self.texts[pair[1]].contains(&self.texts[pair[0]]);
                chrome[pair[0]] = chrome[pair[0]].or(follows.then_some(FurnitureRule::TitleFollows));
            }
        }
        if !titles.is_empty() {
            return;
        }
        if let Some(at) = (0..zone).rev().find(|at| chrome[*at].is_some() && is_title(*at)) {
            chrome[at] = None;
        }
    }

    /// What the user has said of a line holds wherever it stands.
    fn settle_told(&self, chrome: &mut [Option<FurnitureRule>]) {
        for (chrome, text) in chrome.iter_mut().zip(&self.texts) {
            match self.lexicon.chrome().told(text) {
                Some(Told::Chrome(Mark::Always)) => *chrome = Some(FurnitureRule::Told),
                Some(Told::Text) => *chrome = None,
                Some(Told::Chrome(_)) | None => {}
            }
        }
    }

    /// Lines that stand again and again beside page numbers, all but the first of each; the title with a page number, or between
    /// the lines of a table.
    fn running_heads(&self, numbers: &[Option<FurnitureRule>]) -> Vec<Option<FurnitureRule>> {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, text) in self.texts.iter().enumerate() {
            let short = (2..=40).contains(&text.chars().count()) && !text.contains('\t');
            if short && self.lines[at].1.label.is_none() && !is_sentence(text) {
                places.entry(text).or_default().push(at);
            }
        }
        let titles: Vec<&String> = self.texts[..self.start].iter().filter(|text| shape::is_title(text)).collect();
        let in_table = |at: usize| self.texts.get(at).is_some_and(|text| text.starts_with('|') || text.contains('\t'));
        let at_page =
            |at: usize| (at.saturating_sub(1)..=at + 1).any(|near| numbers.get(near).is_some_and(Option::is_some));
        let mut found = vec![None; self.texts.len()];
        for (at, text) in self.texts.iter().enumerate().skip(self.start) {
            let bare = without_number(text);
            let repeats = titles.iter().any(|title| **title == bare);
            let between = at > 0 && in_table(at - 1) && in_table(at + 1);
            let is_head = repeats && (bare.len() < text.trim().len() || at_page(at) || between);
            found[at] = is_head.then_some(FurnitureRule::TitleAgain);
        }
        for repeats in places.values().map(|places| &places[1..]).filter(|repeats| !repeats.is_empty()) {
            if repeats.iter().filter(|at| at_page(**at)).count() * 2 > repeats.len() {
                for at in repeats {
                    found[*at].get_or_insert(FurnitureRule::Repeated);
                }
            }
        }
        found
    }

    /// `第 3 頁`, `- 3 -`, a field's residue; bare numbers only where they count up through the
    /// document and no table counts its rows, or stand between the lines of a tabbed table.
    fn page_numbers(&self) -> Vec<Option<FurnitureRule>> {
        let by_form = |text: &String| marks::is_page_number(text).then_some(FurnitureRule::PageNumber);
        let mut found: Vec<Option<FurnitureRule>> = self.texts.iter().map(by_form).collect();
        let counted = self
            .texts
            .iter()
            .any(|text| text.chars().count() <= 4 && role::role(text, self.lexicon) == Some(Role::Number));
        let bare: Vec<(usize, u32)> = self
            .texts
            .iter()
            .enumerate()
            .filter(|(at, _)| !counted && self.lines[*at].1.before >= Break::Line)
            .filter_map(|(at, text)| Some((at, text.parse::<u32>().ok().filter(|_| text.len() <= 3)?)))
            .collect();
        let mut run: Vec<usize> = Vec::new();
        let mut last: Option<(usize, u32)> = None;
        for (at, value) in bare {
            let follows = last.is_some_and(|(before, number)| value == number + 1 && at >= before + 5);
            if !follows {
                close_run(&run, &mut found);
                run.clear();
            }
            run.push(at);
            last = Some((at, value));
        }
        close_run(&run, &mut found);
        let tabbed = |near: &(usize, &Line)| near.1.text.chars().contains(&'\t');
        for (before, three) in self.lines.windows(3).enumerate() {
            let text = &self.texts[before + 1];
            let number = text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
            let in_table = number && !tabbed(&three[1]) && tabbed(&three[0]) && tabbed(&three[2]);
            found[before + 1] = found[before + 1].or(in_table.then_some(FurnitureRule::NumberInTable));
        }
        found
    }
}

/// Without a page number, and what sets it off, at either end.
fn without_number(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '-')
}

fn close_run(run: &[usize], found: &mut [Option<FurnitureRule>]) {
    if run.len() >= 3 {
        for at in run {
            found[*at].get_or_insert(FurnitureRule::CountedPages);
        }
    }
}

/// A short word, a colon and a short value: a line of the data that a site gives of a text.
fn is_field(text: &str) -> bool {
    text.split_once([':', '：']).is_some_and(|(name, value)| {
        let name = name.trim_start_matches(['•', '·']).trim();
        (2..=8).contains(&name.chars().count()) && value.chars().count() <= 40 && !value.contains('。')
    })
}

fn begins_plan(line: &Line, text: &str, lexicon: &Lexicon) -> bool {
    let labelled = line.label.is_some_and(|label| {
        !matches!(label.class, Class::Bullet | Class::Other | Class::Attachment | Class::Latin | Class::LatinSmall)
            && label.separator != Some(' ')
    });
    !line.is_aside()
        && (labelled || text.chars().count() >= 40 && is_sentence(text))
        && marks::mark(text, lexicon).is_none()
}

fn is_sentence(text: &str) -> bool {
    text.chars().count() >= 16 && text.contains(['。', '，']) || text.ends_with('。')
}
