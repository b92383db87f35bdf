//! What a group hands down to the groups within it.

/// What the text of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Destination {
    /// Text of the current story.
    #[default]
    Text,
    /// A group whose own text shows nothing, though that of a group within it may.
    Container,
    /// Nothing that shows.
    Skip,
    /// The part of `\upr` for readers that don't know Unicode: skipped but for `\ud`.
    Fallback,
    /// The font table.
    Fonts,
    /// The style sheet, outside of a style.
    StyleSheet,
    /// A style.
    Style,
    /// The list table or the list override table.
    Lists,
    /// The text of a level.
    LevelText,
    /// The label of a paragraph as its writer showed it.
    Label,
    /// The numbering of a paragraph in the manner of Word 6 and 95.
    Legacy,
    /// The text before the number of such a numbering.
    LegacyBefore,
    /// The text after it.
    LegacyAfter,
    /// The instruction of a field.
    Instruction,
    /// The properties of a form field.
    FormField,
}

/// What ends with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ends {
    /// Nothing but its properties.
    #[default]
    Nothing,
    /// A story.
    Story,
    /// The label of a paragraph.
    Label,
    /// A field.
    Field,
    /// A style.
    Style,
    /// A numbering in the manner of Word 6 and 95.
    Legacy,
}

/// The properties that hold in a group.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) destination: Destination,
    pub(crate) ends: Ends,
    /// Nothing has stood in the group yet but `\*`.
    pub(crate) fresh: bool,
    /// `\*` stood before: the next control word names a destination, skipped if nobody knows it.
    pub(crate) starred: bool,
    /// The group is that of `\upr`.
    pub(crate) in_upr: bool,
    /// The control words for rows mean a nested table (`\nesttableprops`).
    pub(crate) in_nested_row: bool,
    /// The group is a formula.
    pub(crate) in_math: bool,
    /// What stands for a `\u` where Unicode isn't known (`\uc`).
    pub(crate) fallback: usize,
    pub(crate) characters: Characters,
    pub(crate) paragraph: Properties,
}

/// The fonts of a text, one for each sort of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Class {
    /// Not said.
    #[default]
    Any,
    /// `\loch`
    Low,
    /// `\hich`
    High,
    /// `\dbch`
    DoubleByte,
}

/// Properties of characters; `\plain` resets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Characters {
    pub(crate) font: Option<i32>,
    pub(crate) low: Option<i32>,
    pub(crate) high: Option<i32>,
    pub(crate) double_byte: Option<i32>,
    /// The sort of the characters that follow.
    pub(crate) class: Class,
    /// Whether `\af` means the font of this sort, and not that of complex scripts.
    pub(crate) associates: bool,
    pub(crate) hidden: bool,
    pub(crate) deleted: bool,
    /// Moved away by a tracked change (`\mvf`).
    pub(crate) moved: bool,
}

/// Properties of paragraphs; `\pard` resets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Properties {
    pub(crate) in_table: bool,
    pub(crate) nesting: Option<usize>,
    pub(crate) list: Option<i32>,
    pub(crate) level: usize,
    pub(crate) style: Option<i32>,
    pub(crate) outline: Option<i32>,
    /// Index of the numbering in the manner of Word 6 and 95.
    pub(crate) legacy: Option<usize>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Text,
            ends: Ends::Nothing,
            fresh: true,
            starred: false,
            in_upr: false,
            in_nested_row: false,
            in_math: false,
            fallback: 1,
            characters: Characters::default(),
            paragraph: Properties::default(),
        }
    }
}

impl State {
    /// The state at the start of a group within this one.
    pub(crate) fn enter(&mut self) {
        self.ends = Ends::Nothing;
        self.fresh = true;
        self.starred = false;
    }
}

impl Characters {
    /// Whether the text shows.
    pub(crate) fn shows(&self) -> bool {
        !(self.hidden || self.deleted || self.moved)
    }

    /// The font of the text.
    pub(crate) fn text_font(&self) -> Option<i32> {
        match self.class {
            Class::Any => self.font,
            Class::Low => self.low.or(self.font),
            Class::High => self.high.or(self.font),
            Class::DoubleByte => self.double_byte.or(self.font),
        }
    }

    /// `\f`
    pub(crate) fn set_font(&mut self, number: Option<i32>) {
        self.font = number;
        self.set_class_font(number);
    }

    /// `\af`
    pub(crate) fn associate(&mut self, number: Option<i32>) {
        if self.associates {
            self.set_class_font(number);
        }
    }

    fn set_class_font(&mut self, number: Option<i32>) {
        match self.class {
            Class::Any => {}
            Class::Low => self.low = number,
            Class::High => self.high = number,
            Class::DoubleByte => self.double_byte = number,
        }
    }

    /// `\loch`, `\hich`, `\dbch`
    pub(crate) fn set_class(&mut self, class: Class) {
        self.class = class;
        self.associates = true;
    }
}

impl Properties {
    /// Tables around the paragraph.
    pub(crate) fn depth(&self) -> usize {
        match self.nesting {
            Some(0) => 0,
            nesting if self.in_table => nesting.unwrap_or(1),
            // Malformed: `\itap` without `\intbl`.
            Some(nesting) if nesting > 1 => nesting,
            _ => 0,
        }
    }
}
