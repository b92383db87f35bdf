//! Words in both scripts, with what differs marked.

use script::{Converter, Script};

use crate::words::Word;

/// Words one after the other.
pub(crate) type Phrase = Vec<Bit>;

/// A run of characters in both scripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bit {
    pub(crate) hant: String,
    pub(crate) hans: String,
    pub(crate) mark: Mark,
}

/// What became of a run of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Both plans have it.
    Kept,
    /// Only the old plan has it.
    Gone,
    /// Only the new plan has it.
    Came,
}

impl Bit {
    /// What is the same in both scripts.
    pub(crate) fn plain(text: &str) -> Self {
        let text = visible(text);
        Self { hant: text.clone(), hans: text, mark: Mark::Kept }
    }

    pub(crate) fn marked(self, mark: Mark) -> Self {
        Self { mark, ..self }
    }
}

impl From<Word> for Bit {
    fn from(word: Word) -> Self {
        Self { hant: word.hant.to_owned(), hans: word.hans.to_owned(), mark: Mark::Kept }
    }
}

/// A phrase of which nothing is marked, as all of it went or came, or it names something.
pub(crate) fn unmarked(phrase: &Phrase) -> Phrase {
    phrase.iter().map(|bit| bit.clone().marked(Mark::Kept)).collect()
}

/// Phrases with something between them.
pub(crate) fn joined(phrases: impl IntoIterator<Item = Phrase>, between: &str) -> Phrase {
    let mut joined = Phrase::new();
    for phrase in phrases {
        if !joined.is_empty() {
            joined.push(Bit::plain(between));
        }
        joined.extend(phrase);
    }
    joined
}

/// Writes the texts of one plan, which are in one script.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pen {
    converter: Converter,
    is_hans: bool,
}

impl Pen {
    pub(crate) fn of(script: Script) -> Self {
        Self { converter: Converter::new(), is_hans: script == Script::Hans }
    }

    /// A text of the plan: verbatim in its own script, converted in the other.
    pub(crate) fn bit(self, text: &str) -> Bit {
        let text = visible(text);
        let (hant, hans) = if self.is_hans {
            (self.converter.to_hant(&text).into_owned(), text)
        } else {
            let hans = self.converter.to_hans(&text).into_owned();
            (text, hans)
        };
        Bit { hant, hans, mark: Mark::Kept }
    }

    /// A text with some of its characters marked: ranges of them, in their order.
    ///
    /// It is converted as a whole, since a word's script may depend on its neighbours; a conversion keeps the number of characters.
    pub(crate) fn text(self, text: &str, ranges: impl IntoIterator<Item = [usize; 2]>, mark: Mark) -> Phrase {
        let Bit { hant, hans, .. } = self.bit(text);
        let (hant, hans): (Vec<char>, Vec<char>) = (hant.chars().collect(), hans.chars().collect());
        let mut phrase = Phrase::new();
        let mut read = 0;
        let mut push = |to: usize, mark: Mark| {
            let run = |chars: &[char]| chars.iter().take(to).skip(read).collect::<String>();
            let bit = Bit { hant: run(&hant), hans: run(&hans), mark };
            read = to.max(read);
            if !bit.hant.is_empty() || !bit.hans.is_empty() {
                phrase.push(bit);
            }
        };
        for [start, end] in ranges {
            push(start, Mark::Kept);
            push(end, mark);
        }
        push(usize::MAX, Mark::Kept);
        phrase
    }
}

/// The text with a replacement character for each that a page or a Word file would obey instead of showing, or can't hold:
/// control characters, those that turn the direction of writing, and non-characters.
pub(crate) fn visible(text: &str) -> String {
    let is_shown = |c: char| match c {
        '\n' | '\t' => true,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        '\u{fdd0}'..='\u{fdef}' => false,
        c => !c.is_control() && u32::from(c) & 0xfffe != 0xfffe,
    };
    text.chars().map(|c| if is_shown(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_at_the_same_characters_in_both_scripts() {
        let phrase = Pen::of(Script::Hant).text("由研考室每季檢討", [[1, 4], [6, 8]], Mark::Gone);
        let told: Vec<(&str, &str, Mark)> = phrase.iter().map(|bit| (&*bit.hant, &*bit.hans, bit.mark)).collect();
        assert_eq!(
            told,
            [
                ("由", "由", Mark::Kept),
                ("研考室", "研考室", Mark::Gone),
                ("每季", "每季", Mark::Kept),
                ("檢討", "检讨", Mark::Gone)
            ]
        );
        let phrase = Pen::of(Script::Hans).text("计划", [], Mark::Came);
        assert_eq!((phrase[0].hant.as_str(), phrase[0].hans.as_str()), ("計畫", "计划"));
    }

    #[test]
    fn what_a_reader_would_not_see_is_shown_as_something_else() {
        let bit = Pen::of(Script::Hant).bit("計\u{202e}畫\0\u{1b}\u{fffe}\u{1fffe}\n表");
        assert_eq!(bit.hant, "計\u{fffd}畫\u{fffd}\u{fffd}\u{fffd}\u{fffd}\n表");
    }

    #[test]
    fn ranges_beyond_the_text_end_with_it() {
        let phrase = Pen::of(Script::Hant).text("甲乙", [[1, 9], [9, 12]], Mark::Came);
        assert_eq!(phrase.iter().map(|bit| bit.hant.as_str()).collect::<Vec<_>>(), ["甲", "乙"]);
    }
}
