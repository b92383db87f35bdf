//! The reasons in words, for a person.

use std::fmt::{self, Display, Formatter};

use document::Part;
use numerals::label::Class;

use super::{
    AgencyRule, ColumnRule, ColumnTerm, FurnitureRule, KindRule, PeriodRule, RowRule, ScriptRule, SectionRule,
    SeriesRule, TableRule, TitleRule, TopRule, YearRule,
};
use crate::fields::kind::Strength;

const CATALOGUE: &str = "the catalogue gives it";

impl Display for TitleRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PlanEnding => "the first lines that end like the title of a plan, with those that begin it",
            Self::DocumentEnding => {
                "a line in front that ends like the title of a document and names an agency or a year"
            }
            Self::NamesPlan => "a line in front that names an agency, a year and a plan",
            Self::Notice => "the plan that a notice in front is about",
            Self::Stated => "a field of the site names it",
            Self::Catalogue => CATALOGUE,
        })
    }
}

impl Display for AgencyRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "the title begins with it",
            Self::Notice => "a notice in front begins with it",
            Self::Line => "a line in front is its name and nothing else",
            Self::Field => "a field in front names it",
            Self::Signature => "a line at the end is its name and nothing else",
            Self::Aside => "the site names it, and the text does too",
            Self::Catalogue => CATALOGUE,
        })
    }
}

impl Display for YearRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "the year in the title",
            Self::SeveralInTitle => "the title has several, and the plan none of its own",
            Self::DateInTitle => "the date in the title",
            Self::Promulgation => "the latest day of promulgation or amendment in front",
            Self::DatedLine => "the latest line in front that is a date and nothing else",
            Self::Catalogue => CATALOGUE,
        })
    }
}

impl Display for PeriodRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Section => "the section on the period states it",
            Self::Line => "a line that begins with a word for the period",
            Self::Sentence => "a sentence of the plan on itself",
            Self::Title => "the years of the title",
        })
    }
}

impl Display for SeriesRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "the title without its year and version",
            Self::Catalogue => CATALOGUE,
        })
    }
}

impl Display for ScriptRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { hant, hans } = self;
        write!(f, "{hant} characters are Traditional only, {hans} Simplified only")
    }
}

impl Display for SectionRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label { class, top } => write!(f, "its label is of the class {}, {top}", example(*class)),
            Self::Attachment => f.write_str("the label of an attachment"),
            Self::Heading { rank } => {
                write!(f, "a heading of rank {rank} in the format; no labels number the sections")
            }
            Self::Name => f.write_str("a short line that names a kind of section; no labels number the sections"),
            Self::MissingLabel => {
                f.write_str("a line that names a kind of section where the numbering leaves a label out")
            }
            Self::Closing => f.write_str("a line behind the last label that names the closing provisions"),
        }
    }
}

impl Display for TopRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StemsAbove => "which heads the sections since 壹 or 一 begin anew below it",
            Self::Outermost => "which heads the sections since every other class begins anew below it",
            Self::Rank => "which heads the sections as the highest in rank that numbers on",
        })
    }
}

impl Display for KindRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Term { strength, told } => write!(f, "a term of its heading, {strength}{}", of_lexicon(*told)),
            Self::Group => f.write_str("the heading founds a group"),
            Self::Subject { strength, told } => {
                write!(f, "a term in the subject of its sentence, {strength}{}", of_lexicon(*told))
            }
            Self::Sentence { pattern, told } => write!(f, "its sentence is like “{pattern}”{}", of_lexicon(*told)),
            Self::Attachment => f.write_str("it is an attachment"),
            Self::Unknown => f.write_str("no known term or sentence"),
        }
    }
}

impl Display for Strength {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "any (it beats every other)",
            Self::Strong => "strong (the last one decides)",
            Self::Firm => "firm (a head right behind it yields)",
            Self::Head => "head (it yields to a firm one right before it)",
            Self::Weak => "weak (nothing else decides)",
            Self::Verb => "verb (at the beginning, and nothing else decides)",
            Self::Opening => "opening (it decides at the beginning)",
            Self::Form => "form (it decides at the end)",
        })
    }
}

impl Display for TableRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cells => "the source has cells",
            Self::Rules => "the rules of a page",
            Self::Columns => "the columns of a page",
            Self::Bars => "bars between the cells",
            Self::Box => "a frame drawn with characters",
            Self::Tabs => "lines whose columns tabs keep apart",
            Self::TabbedCells => "lines of which a tab begins each cell",
            Self::Blanks => "lines whose columns blanks keep apart",
            Self::CellLines => "lines with a cell on each, behind the names of columns",
            Self::RunningText => "running text behind the names of columns",
        })
    }
}

impl Display for RowRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source => f.write_str("as the source draws them"),
            Self::Lines => f.write_str("each line is one: no cell goes on in the line below"),
            Self::Entries { column } => write!(f, "the labelled entries of column {} begin them", column + 1),
            Self::Numbers { column } => write!(f, "the rising numbers of column {} begin them", column + 1),
            Self::Gaps => f.write_str("empty lines part them"),
            Self::Answers => f.write_str("lines with a key or an answer of their own begin them"),
            Self::Width => f.write_str("as many cells as the header has make one"),
            Self::BestFit => f.write_str("the most plausible way to give the pieces to the columns"),
        }
    }
}

impl Display for ColumnRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(term) => write!(f, "{term} in its name"),
            Self::Neighbours(term) => write!(f, "{term} in its name and the columns beside it"),
            Self::NameAndCells(term) => write!(f, "{term} in its name and what stands in its cells"),
            Self::Cells => f.write_str("what nearly all of its cells hold"),
            Self::Unknown => f.write_str("no known term in its name, and cells that leave it open"),
        }
    }
}

impl Display for ColumnTerm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.term, of_lexicon(self.told))
    }
}

impl Display for FurnitureRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(part) => write!(f, "the format calls it {}", part_name(*part)),
            Self::Watermark => f.write_str("the format calls it a watermark"),
            Self::Unsure => f.write_str("the text recognition is too unsure of it"),
            Self::Aside => f.write_str("the format sets it apart from the text"),
            Self::Listed { line } => write!(f, "the line “{line}” of sites"),
            Self::Pattern { pattern } => write!(f, "a line of sites, by the pattern {pattern}"),
            Self::Menu => f.write_str("words of sites, and nothing else"),
            Self::Told => f.write_str("a line of the user's lexicon"),
            Self::OtherScript => f.write_str("a short line in the other script"),
            Self::AmongKnown => f.write_str("it stands among lines of sites"),
            Self::TitleFollows => f.write_str("the title behind it says it whole"),
            Self::PageNumber => f.write_str("the form of a page number"),
            Self::CountedPages => f.write_str("a bare number that counts up through the document"),
            Self::NumberInTable => f.write_str("a bare number between the lines of a table"),
            Self::TitleAgain => f.write_str("the title again, at a page number or between the lines of a table"),
            Self::Repeated => f.write_str("it stands again beside page numbers"),
            Self::HeaderAgain => f.write_str("the header of a table again"),
            Self::Unreadable => f.write_str("a piece of a table that can't be read"),
            Self::Unplaced => f.write_str("no rule has found a place for it"),
        }
    }
}

fn of_lexicon(told: bool) -> &'static str {
    if told { ", of the user's lexicon" } else { "" }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Body => "the running text",
        Part::Header => "a header",
        Part::Footer => "a footer",
        Part::Footnote => "a note",
        Part::Textbox => "a text box",
        Part::Comment => "a comment",
    }
}

/// The first label of a class.
fn example(class: Class) -> &'static str {
    match class {
        Class::Part => "第一篇",
        Class::Chapter => "第一章",
        Class::Section => "第一節",
        Class::Article => "第一條",
        Class::Point => "第一點",
        Class::Formal => "壹",
        Class::Stem => "甲",
        Class::Branch => "子",
        Class::Han => "一",
        Class::HanBracket => "(一)",
        Class::StemBracket => "(甲)",
        Class::ArabicDot => "1.",
        Class::Decimal => "1.1",
        Class::ArabicBracket => "(1)",
        Class::Circled => "①",
        Class::Latin => "A.",
        Class::LatinSmall => "a.",
        Class::LatinBracket => "(A)",
        Class::Noun => "目標一",
        Class::Attachment => "附件一",
        Class::Bullet => "●",
        Class::Other => "註1",
    }
}
