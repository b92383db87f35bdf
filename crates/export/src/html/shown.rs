//! Phrases as markup: in the script that a page is shown in at first, with the other beside it for the switch.

use maud::{Markup, html};

use crate::phrase::{Bit, Mark, Phrase, unmarked};
use crate::words::Word;

/// How phrases are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    pub(super) is_hans: bool,
}

impl Shown {
    /// What is shown, and what the switch puts in its place.
    fn both(self, bit: &Bit) -> (&str, Option<&str>) {
        let (first, other) = if self.is_hans { (&bit.hans, &bit.hant) } else { (&bit.hant, &bit.hans) };
        (first, (first != other).then_some(other))
    }

    pub(super) fn phrase(self, phrase: &Phrase) -> Markup {
        html! {
            @for bit in phrase {
                @let (first, other) = self.both(bit);
                @match (bit.mark, other) {
                    (Mark::Kept, None) => (first),
                    (Mark::Kept, other) => span data-alt=[other] { (first) },
                    (Mark::Gone, other) => del data-alt=[other] { (first) },
                    (Mark::Came, other) => ins data-alt=[other] { (first) },
                }
            }
        }
    }

    /// A phrase of which all is gone or came, so that nothing in it is marked.
    pub(super) fn unmarked(self, phrase: &Phrase) -> Markup {
        self.phrase(&unmarked(phrase))
    }

    pub(super) fn word(self, word: Word) -> Markup {
        self.phrase(&vec![word.into()])
    }

    /// A word that only those hear who do not see the page.
    pub(super) fn spoken(self, word: Word) -> Markup {
        html! { span.spoken { (self.word(word)) } }
    }

    pub(super) fn label(self, word: Word) -> &'static str {
        if self.is_hans { word.hans } else { word.hant }
    }

    pub(super) fn other_label(self, word: Word) -> Option<&'static str> {
        (word.hans != word.hant).then_some(if self.is_hans { word.hant } else { word.hans })
    }

    /// The title of the page, in which there are no elements.
    pub(super) fn title(self, phrase: &Phrase) -> Markup {
        let text = |other: bool| -> String {
            phrase.iter().map(|bit| if self.is_hans == other { bit.hant.as_str() } else { bit.hans.as_str() }).collect()
        };
        let (first, other) = (text(false), text(true));
        html! { title data-alt=[(first != other).then_some(&other)] { (first) } }
    }
}
