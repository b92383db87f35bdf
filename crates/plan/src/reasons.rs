//! Why a plan is as it is: the rules that made its pieces. The record on disk does not hold them; their words are in [`words`].

#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use document::{Origin, Part};
use numerals::label::Class;

use crate::fields::kind::Strength;

/// The rules by which the pieces of a plan were read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reasons {
    /// Of the title; `None` where there is none.
    pub title: Option<Reason<TitleRule>>,
    /// Of the agency.
    pub agency: Option<Reason<AgencyRule>>,
    /// Of the series.
    pub series: Option<SeriesRule>,
    /// Of the year, and of there being none where the plan is for several.
    pub year: Option<Reason<YearRule>>,
    /// Of the period.
    pub period: Option<Reason<PeriodRule>>,
    /// Of the script.
    pub script: ScriptRule,
    /// Of the sections, in their order.
    pub sections: Vec<SectionReasons>,
    /// Of the tables, in the order of their ids.
    pub tables: Vec<TableReasons>,
    /// Of the furniture, in its order.
    pub furniture: Vec<FurnitureRule>,
}

/// A rule, and where in the source stands what it went by.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason<R> {
    /// The rule.
    pub rule: R,
    /// The place; empty where it is none of the source's.
    pub origin: Origin,
}

/// What a title is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleRule {
    /// Lines of the front of which the last ends in the word of a plan: 計畫, 方案.
    PlanEnding,
    /// Lines of the front of which the last ends in the word of another document: 手冊, 規定.
    DocumentEnding,
    /// A line of the front with an agency, a year and a plan, whatever it ends in.
    NamesPlan,
    /// What a notice brought: 關於印發《…》的通知.
    Notice,
    /// A field of the site: 法規名稱.
    Stated,
    /// The user's catalogue.
    Catalogue,
}

/// What an agency is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgencyRule {
    /// The title begins with it.
    Title,
    /// A notice in front begins with it.
    Notice,
    /// A line of the front is its name.
    Line,
    /// A field of the front names it: 主辦單位.
    Field,
    /// One of the last lines is its name.
    Signature,
    /// What stands around the text names it, and the text does too.
    Aside,
    /// The user's catalogue.
    Catalogue,
}

/// What a year is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearRule {
    /// The one year in the title.
    Title,
    /// The title has several, so that the plan has none of its own.
    SeveralInTitle,
    /// A date in the title.
    DateInTitle,
    /// The latest day in front on which something was promulgated or amended.
    Promulgation,
    /// The latest line of the front that is a date and nothing else.
    DatedLine,
    /// The user's catalogue.
    Catalogue,
}

/// What a period is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodRule {
    /// A section of the kind period.
    Section,
    /// A line that begins with a word for it: 實施期程.
    Line,
    /// A sentence of the plan on itself: 本計畫自…起至…止.
    Sentence,
    /// The several years of the title.
    Title,
}

/// What a series is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesRule {
    /// The title that was read.
    Title,
    /// The title or the series of the user's catalogue.
    Catalogue,
}

/// How many characters of front and sections belong to one script alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScriptRule {
    /// To Traditional Chinese.
    pub hant: usize,
    /// To Simplified Chinese.
    pub hans: usize,
}

/// The rules of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionReasons {
    /// Why it begins where it does.
    pub begins: SectionRule,
    /// Why it is of its kind.
    pub kind: KindRule,
}

/// What a section begins by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionRule {
    /// Its label is of the plan's top class.
    Label {
        /// The class.
        class: Class,
        /// Why that class heads the divisions.
        top: TopRule,
    },
    /// The label of an attachment.
    Attachment,
    /// A heading of the format; no label numbers the divisions.
    Heading {
        /// Its rank, 1 the highest.
        rank: u8,
    },
    /// A short line that names a kind of section; no label numbers the divisions.
    Name,
    /// A line that names a kind of section where the numbering leaves a value out.
    MissingLabel,
    /// A line behind the last label that names the closing provisions.
    Closing,
}

/// Why a class of labels heads the divisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopRule {
    /// 甲 numbers on, and 壹 or 一 begin anew below it.
    StemsAbove,
    /// It stands first, and every other class begins anew below it.
    Outermost,
    /// It is the highest in rank of those that number on.
    Rank,
}

/// What the kind of a section is known by. The words themselves are [`kind_from`](crate::Section::kind_from).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KindRule {
    /// A term of the heading.
    Term {
        /// How firmly it decides.
        strength: Strength,
        /// It is of the user's lexicon.
        told: bool,
    },
    /// The heading founds a group: 成立…小組.
    Group,
    /// A term in the subject of the sentence that the section is: 考核 of 考核分平時考核及年度考核.
    Subject {
        /// How firmly it decides.
        strength: Strength,
        /// It is of the user's lexicon.
        told: bool,
    },
    /// The words of a sentence.
    Sentence {
        /// As in the list.
        pattern: Arc<str>,
        /// They are of the user's lexicon.
        told: bool,
    },
    /// It is an attachment.
    Attachment,
    /// Nothing known.
    Unknown,
}

/// The rules of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReasons {
    /// The table's key.
    pub key: String,
    /// How it was found.
    pub found: TableRule,
    /// What begins its rows.
    pub rows: RowRule,
    /// What the roles of its columns are known by, in their order.
    pub columns: Vec<ColumnRule>,
}

/// What a table is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableRule {
    /// The source has cells.
    Cells,
    /// The rules of a page.
    Rules,
    /// The columns of a page.
    Columns,
    /// Bars between the cells.
    Bars,
    /// A frame drawn with characters.
    Box,
    /// Tabs keep the columns apart.
    Tabs,
    /// A tab begins each cell.
    TabbedCells,
    /// Blanks keep the columns apart.
    Blanks,
    /// A cell on each line, an empty line for an empty one.
    CellLines,
    /// Names of columns in a row, and text that fits them.
    RunningText,
}

/// What begins the rows of a table. Columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowRule {
    /// The source, or what the table is drawn with.
    #[default]
    Source,
    /// Each line is one.
    Lines,
    /// The labelled entries of a column.
    Entries {
        /// The column.
        column: usize,
    },
    /// The numbers of a column that counts up.
    Numbers {
        /// The column.
        column: usize,
    },
    /// Empty lines.
    Gaps,
    /// Lines of a page with an answer or a key of their own, the way that gives most rows one answer.
    Answers,
    /// As many cells as the header has.
    Width,
    /// The most plausible way to give the pieces to the columns.
    BestFit,
}

/// What the role of a column is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnRule {
    /// A term of its name.
    Name(ColumnTerm),
    /// A term of its name, and the columns beside it.
    Neighbours(ColumnTerm),
    /// A term of its name, and what stands in its cells.
    NameAndCells(ColumnTerm),
    /// What nearly all of its cells hold.
    Cells,
    /// Nothing known.
    Unknown,
}

/// A term of a column's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnTerm {
    /// As written.
    pub term: String,
    /// It is of the user's lexicon.
    pub told: bool,
}

/// What furniture is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FurnitureRule {
    /// The part of the file.
    Part(Part),
    /// The format calls it a watermark.
    Watermark,
    /// The text recognition is too unsure of it.
    Unsure,
    /// The format sets it apart from the text.
    Aside,
    /// A line of the list of what sites put around a text.
    Listed {
        /// As in the list.
        line: &'static str,
    },
    /// A pattern of that list.
    Pattern {
        /// As in the list.
        pattern: &'static str,
    },
    /// Words of that list one behind the other, and nothing else.
    Menu,
    /// A line of the user's lexicon.
    Told,
    /// A short line in the other script.
    OtherScript,
    /// It stands among lines that are known, at the top or the bottom.
    AmongKnown,
    /// The title behind it says it whole.
    TitleFollows,
    /// The form of a page number.
    PageNumber,
    /// A bare number that counts up through the document.
    CountedPages,
    /// A bare number between the lines of a table.
    NumberInTable,
    /// The title again, with a page number or between the lines of a table.
    TitleAgain,
    /// It stands again beside page numbers.
    Repeated,
    /// The header of a table, again.
    HeaderAgain,
    /// A piece of a table that can't be read.
    Unreadable,
    /// No rule has found a place for it.
    Unplaced,
}
