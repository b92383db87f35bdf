//! Which characters of a changed text a reader would mark: whole words and numbers, not characters that happen to agree.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use numerals::number;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::change::Span;
use crate::comparable::Comparable;

/// Two changes with so little in common between them that it is chance: it is less than this part of the smaller of them.
const CHANCE: usize = 4;

/// Tells words apart by a dictionary.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// What differs between two texts, in their order.
pub(crate) fn spans(old: &Comparable, new: &Comparable) -> Vec<Span> {
    // A text against another gives the same marks whichever comes first.
    if old.chars > new.chars {
        let mirrored = |Span { old, new }| Span { old: new, new: old };
        return spans(new, old).into_iter().map(mirrored).collect();
    }
    let (old_words, new_words) = (words(&old.chars), words(&new.chars));
    let texts = |words: &[[usize; 2]], chars: &[char]| -> Vec<Vec<char>> {
        words.iter().map(|[start, end]| chars[*start..*end].to_vec()).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &texts(&old_words, &old.chars), &texts(&new_words, &new.chars));
    let mut ranges: Vec<[usize; 4]> = Vec::new();
    let (mut old_word, mut new_word) = (0, 0);
    for op in ops {
        // Counted here: once it has joined changes, `similar` tells wrong places for what is only on one side.
        let (olds, news) = (op.old_range().len(), op.new_range().len());
        (old_word, new_word) = (old_word + olds, new_word + news);
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let [mut old_start, mut old_end] = chars_of(&old_words, old_word - olds..old_word);
        let [mut new_start, mut new_end] = chars_of(&new_words, new_word - news..new_word);
        // Words that were cut in different places: what they share at the ends is no part of the change.
        if olds > 1 || news > 1 {
            let (a, b) = (&old.chars[old_start..old_end], &new.chars[new_start..new_end]);
            let before = shared(a.iter().zip(b));
            let behind = shared(a[before..].iter().rev().zip(b[before..].iter().rev()));
            (old_start, new_start) = (old_start + before, new_start + before);
            (old_end, new_end) = (old_end - behind, new_end - behind);
            if old_start == old_end && new_start == new_end {
                continue;
            }
        }
        let joined = ranges.last_mut().filter(|[from, to, new_from, new_to]| {
            let common = old_start - *to;
            let size = (*to - *from).max(*new_to - *new_from).min((old_end - old_start).max(new_end - new_start));
            common * CHANCE < size || common == 0
        });
        match joined {
            Some(last) => (last[1], last[3]) = (old_end, new_end),
            None => ranges.push([old_start, old_end, new_start, new_end]),
        }
    }
    let span = |[from, to, new_from, new_to]: [usize; 4]| Span {
        old: old.source(from, to),
        new: new.source(new_from, new_to),
    };
    ranges.into_iter().map(span).collect()
}

/// How many pairs are equal from the first on, without cutting a number.
fn shared<'c>(pairs: impl Iterator<Item = (&'c char, &'c char)>) -> usize {
    pairs.take_while(|(a, b)| a == b && !(a.is_ascii_alphanumeric() || number::parse(&[**a]).is_some())).count()
}

/// Chars that some words cover; where there are none, the place before the next.
fn chars_of(words: &[[usize; 2]], range: std::ops::Range<usize>) -> [usize; 2] {
    let start = words
        .get(range.start)
        .or(words.last())
        .map_or(0, |[start, end]| if range.start < words.len() { *start } else { *end });
    [start, if range.is_empty() { start } else { words[range.end - 1][1] }]
}

/// The words of a text, by chars.
fn words(chars: &[char]) -> Vec<[usize; 2]> {
    let text: String = chars.iter().collect();
    let mut words = Vec::new();
    let (mut byte, mut char) = (0, 0);
    for end in SEGMENTER.segment_str(&text).skip(1) {
        let length = text[byte..end].chars().count();
        words.push([char, char + length]);
        (byte, char) = (end, char + length);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both texts with what differs in brackets.
    fn marked(old: &str, new: &str) -> (String, String) {
        let spans = spans(&Comparable::new(old), &Comparable::new(new));
        let mark = |text: &str, of: fn(&Span) -> [usize; 2]| {
            let chars: Vec<char> = text.chars().collect();
            let (mut out, mut read) = (String::new(), 0);
            for [start, end] in spans.iter().map(of) {
                out.extend(&chars[read..start]);
                out.push('[');
                out.extend(&chars[start..end]);
                out.push(']');
                read = end;
            }
            out.extend(&chars[read..]);
            out
        };
        (mark(old, |span| span.old), mark(new, |span| span.new))
    }

    #[test]
    fn words_and_numbers_are_marked_whole() {
        let (old, new) = marked("102年4月底前", "103年4月底前");
        assert_eq!((old.as_str(), new.as_str()), ("[102]年4月底前", "[103]年4月底前"));
        let (old, new) = marked("由研考室每季檢討辦理情形。", "由行政室每月檢討辦理情形。");
        assert_eq!((old.as_str(), new.as_str()), ("由[研考]室[每季]檢討辦理情形。", "由[行政]室[每月]檢討辦理情形。"));
    }

    #[test]
    fn what_came_in_has_a_place_on_the_other_side() {
        let (old, new) = marked("提升服務品質。", "持續提升服務品質。");
        assert_eq!((old.as_str(), new.as_str()), ("[]提升服務品質。", "[持續]提升服務品質。"));
        let (old, new) = marked("各科室", "各科室、人事室");
        assert_eq!((old.as_str(), new.as_str()), ("各科室[]", "各科室[、人事室]"));
    }

    #[test]
    fn marks_follow_each_other_on_both_sides() {
        let (old, new) = marked("服務資訊,促進網路溝通", "服務資訊網路進網路溝通");
        assert_eq!((old.as_str(), new.as_str()), ("服務資訊[,促進]網路[]溝通", "服務資訊[]網路[進網路]溝通"));
    }

    #[test]
    fn width_script_and_spaces_are_not_marked() {
        let (old, new) = marked("臺灣 １０２年 計畫考核", "台湾102年计划考评");
        assert_eq!((old.as_str(), new.as_str()), ("臺灣 １０２年 計畫考[核]", "台湾102年计划考[评]"));
    }
}
