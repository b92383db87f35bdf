//! The shapes of labels, one function each.

use super::sign::{
    branch, has_text, is_sign, latin_letter, prefix_length, roman_numeral, separator, skip_blanks, starts_with_any,
    stem,
};
use super::words::{
    ARTICLE_PARTS, ATTACHMENT_REFERENCES, ATTACHMENTS, BOXES, BULLETS, CLOSING, COMMAS, DIVISION_CONTINUATIONS,
    DIVISION_REFERENCES, DOTS, HAN_CONTINUATIONS, HEADINGS, IDIOM_MEASURES, JOINERS, LIST_MEASURES, LOST, MEASURES,
    MODIFIERS, NOUN_FIRST_CHARS, NOUNS, OPENING, ROUND_CLOSING, SENTENCE_SIGNS, STEM_NOUNS, STROKE_SEPARATORS, STROKES,
    WEAK_BULLETS,
};
use super::{Class, Label, at, is_blank};
use crate::number::{self, Family, arabic_digit, family, is_numeral};

/// Largest number in brackets: above it stand years and numbers of letters.
const MOST_IN_BRACKETS: u32 = 50;

/// Largest number of a label without brackets.
const MOST: u32 = 199;

/// Chars between the brackets of a label, blanks included.
const LONGEST_IN_BRACKETS: usize = 10;

/// One char that holds numeral and enclosure: ㈠ ⑴ ⒈ ① ❶ ⒜.
pub(super) fn enclosed(text: &[char], start: usize) -> Option<Label> {
    let (class, ordinal) = enclosed_value(*text.get(start)?)?;
    let label = self_delimiting(text, class, Some(ordinal), start, start + 1);
    let next = text.get(label.body).copied();
    let is_list = label.separator.is_some() && next.and_then(enclosed_value).is_some();
    let is_decimal = class == Class::ArabicDot && next.and_then(arabic_digit).is_some();
    (!is_list && !is_decimal).then_some(label)
}

fn enclosed_value(c: char) -> Option<(Class, u32)> {
    const RANGES: [(char, char, Class, u32); 19] = [
        ('①', '⑳', Class::Circled, 1),
        ('⑴', '⒇', Class::ArabicBracket, 1),
        ('⒈', '⒛', Class::ArabicDot, 1),
        ('⒜', '⒵', Class::LatinBracket, 1),
        ('Ⓐ', 'Ⓩ', Class::LatinBracket, 1),
        ('ⓐ', 'ⓩ', Class::LatinBracket, 1),
        ('⓪', '⓪', Class::Circled, 0),
        ('⓫', '⓴', Class::Circled, 11),
        ('⓵', '⓾', Class::Circled, 1),
        ('⓿', '⓿', Class::Circled, 0),
        ('❶', '❿', Class::Circled, 1),
        ('➀', '➉', Class::Circled, 1),
        ('➊', '➓', Class::Circled, 1),
        ('㈠', '㈩', Class::HanBracket, 1),
        ('㉑', '㉟', Class::Circled, 21),
        ('㊀', '㊉', Class::HanBracket, 1),
        ('㊱', '㊿', Class::Circled, 36),
        ('🄀', '🄀', Class::ArabicDot, 0),
        ('🄐', '🄩', Class::LatinBracket, 1),
    ];
    let &(first, _, class, value) = RANGES.iter().find(|(first, last, ..)| (*first..=*last).contains(&c))?;
    Some((class, value + (u32::from(c) - u32::from(first))))
}

/// (一) （2） (甲) (A) 〈三〉 【附件一】, and () where a converter lost the numeral.
pub(super) fn bracketed(text: &[char], start: usize) -> Option<Label> {
    if !OPENING.contains(*text.get(start)?) {
        return None;
    }
    let inner_start = start + 1;
    let length = text.iter().skip(inner_start).take(LONGEST_IN_BRACKETS + 1).position(|&c| CLOSING.contains(c))?;
    let end = inner_start + length + 1;
    let raw = text.get(inner_start..inner_start + length)?;
    let inner: Vec<char> = raw.iter().copied().filter(|&c| !is_blank(c)).collect();
    if is_referred_to(text, end) {
        return None;
    }
    if raw.is_empty() {
        let is_item = matches!(text.get(start), Some('(' | '（')) && text.get(end).is_some_and(|c| c.is_alphabetic());
        let mut label = self_delimiting(text, Class::HanBracket, None, start, end);
        label.misspelt = true;
        return is_item.then_some(label);
    }
    if let Some((attachment_end, ordinal, _)) = attachment_shape(&inner, 0) {
        return (attachment_end == inner.len()).then(|| self_delimiting(text, Class::Attachment, ordinal, start, end));
    }
    let (class, ordinal, misspelt) = in_brackets(&inner)?;
    let mut label = self_delimiting(text, class, Some(ordinal), start, end);
    label.misspelt |= misspelt;
    // (—) alone is a dash in brackets, <u> a tag.
    let is_tag = text.get(start) == Some(&'<') && class != Class::HanBracket;
    (!is_tag && (!misspelt || has_text(text, label.body))).then_some(label)
}

fn in_brackets(inner: &[char]) -> Option<(Class, u32, bool)> {
    if let [c] = inner {
        if let Some(ordinal) = stem(*c) {
            return Some((Class::StemBracket, ordinal, false));
        }
        if *c == 'l' {
            return Some((Class::ArabicBracket, 1, true));
        }
        if let Some((_, ordinal)) = latin_letter(*c) {
            return Some((Class::LatinBracket, ordinal, false));
        }
    }
    let straightened: Vec<char> = inner.iter().map(|&c| if STROKES.contains(c) { '一' } else { c }).collect();
    let misspelt = straightened != inner;
    let value = number::parse(&straightened)?;
    match family(&straightened) {
        Family::Arabic if (1..=MOST_IN_BRACKETS).contains(&value) && inner.len() <= 2 => {
            Some((Class::ArabicBracket, value, misspelt))
        }
        Family::Han | Family::Formal if (1..100).contains(&value) => Some((Class::HanBracket, value, misspelt)),
        _ => None,
    }
}

/// (二)之1, (一)及(二): a label that a sentence names.
fn is_referred_to(text: &[char], end: usize) -> bool {
    match text.get(end) {
        Some('之') => text.get(end + 1).is_some_and(|&c| is_numeral(c)),
        Some(&c) if JOINERS.contains(c) || COMMAS.contains(c) => {
            let next = skip_blanks(text, end + 1);
            text.get(next).is_some_and(|&c| OPENING.contains(c))
                && text.get(next + 1).is_some_and(|&c| is_numeral(c) || stem(c).is_some() || latin_letter(c).is_some())
        }
        _ => false,
    }
}

/// 第一章 第 1 條 第三十五條之一 第一部分.
pub(super) fn division(text: &[char], start: usize) -> Option<Label> {
    if text.get(start) != Some(&'第') {
        return None;
    }
    let mut numeral = Vec::new();
    let mut i = skip_blanks(text, start + 1);
    while let Some(&c) = text.get(i).filter(|&&c| is_numeral(c)) {
        numeral.push(c);
        i = skip_blanks(text, i + 1);
    }
    let ordinal = number::parse(&numeral)?;
    let (class, length) = match text.get(i)? {
        '部' if matches!(text.get(i + 1), Some('分' | '份')) => (Class::Part, 2),
        '篇' | '編' | '编' => (Class::Part, 1),
        '章' => (Class::Chapter, 1),
        '節' | '节' => (Class::Section, 1),
        '條' | '条' => (Class::Article, 1),
        '點' | '点' => (Class::Point, 1),
        _ => return None,
    };
    let mut end = i + length;
    if matches!(text.get(end), Some('之'))
        && let Some((_, length)) = text.get(end + 1..).and_then(number::prefix)
    {
        end += 1 + length;
    }
    let behind = skip_blanks(text, end);
    let is_reference = starts_with_any(text, behind, DIVISION_REFERENCES)
        || starts_with_any(text, end, DIVISION_CONTINUATIONS)
        || is_part_of_article(text, behind);
    (!is_reference).then(|| self_delimiting(text, class, Some(ordinal), start, end))
}

/// 第一項 behind 第七條.
fn is_part_of_article(text: &[char], start: usize) -> bool {
    if text.get(start) != Some(&'第') {
        return false;
    }
    let numeral = skip_blanks(text, start + 1);
    let end = text.get(numeral..).and_then(number::prefix).map(|(_, length)| skip_blanks(text, numeral + length));
    end.and_then(|end| text.get(end)).is_some_and(|&c| ARTICLE_PARTS.contains(c))
}

/// 附件一 附表 2： 附件1-1 附表(一); bare 附件 where it stands apart.
pub(super) fn attachment(text: &[char], start: usize) -> Option<Label> {
    let (end, ordinal, word_end) = attachment_shape(text, start)?;
    let label = self_delimiting(text, Class::Attachment, ordinal, start, end);
    let next = text.get(end).copied();
    let stands_apart = label.separator.is_some() || next.is_none_or(|c| c.is_whitespace());
    let stands = if end > word_end {
        stands_apart
            && label
                .separator
                .is_none_or(|c| !COMMAS.contains(c) || !text.get(label.body).is_some_and(|&c| is_numeral(c)))
            || !stands_apart && !starts_with_any(text, end, ATTACHMENT_REFERENCES)
    } else {
        stands_apart
            || next.is_some_and(|c| OPENING.contains(c) || "《「『".contains(c)) && text.get(end + 1) != Some(&'如')
    };
    stands.then_some(label)
}

/// The end of an attachment's label, its number, and the end of its word.
fn attachment_shape(text: &[char], start: usize) -> Option<(usize, Option<u32>, usize)> {
    let word_end = start + prefix_length(text, start, ATTACHMENTS)?;
    let mut i = skip_blanks(text, word_end);
    let is_bracketed = text.get(i).is_some_and(|&c| OPENING.contains(c));
    if is_bracketed {
        i = skip_blanks(text, i + 1);
    }
    let Some((ordinal, mut end)) = attachment_number(text, i) else {
        return Some((word_end, None, word_end));
    };
    // 附件 一、 is a heading and a label.
    let is_apart = i > word_end && !is_bracketed && text.get(i).is_some_and(|&c| arabic_digit(c).is_none());
    if is_apart && text.get(end).is_some_and(|&c| COMMAS.contains(c)) {
        return Some((word_end, None, word_end));
    }
    if is_bracketed {
        let close = skip_blanks(text, end);
        let is_closed = text.get(close).is_some_and(|&c| CLOSING.contains(c));
        return Some(if is_closed { (close + 1, Some(ordinal), word_end) } else { (word_end, None, word_end) });
    }
    while text.get(end).is_some_and(|c| "-－–—之.．".contains(*c))
        && let Some((_, length)) = text.get(end + 1..).and_then(number::prefix)
    {
        end += 1 + length;
    }
    Some((end, Some(ordinal), word_end))
}

fn attachment_number(text: &[char], i: usize) -> Option<(u32, usize)> {
    if let Some((value, length)) = text.get(i..).and_then(number::prefix) {
        return (1..=MOST).contains(&value).then_some((value, i + length));
    }
    let c = *text.get(i)?;
    if let Some(ordinal) = stem(c) {
        return Some((ordinal, i + 1));
    }
    let (_, ordinal) = latin_letter(c)?;
    let is_word = text.get(i + 1).is_some_and(|&c| latin_letter(c).is_some());
    (!is_word).then_some((ordinal, i + 1))
}

/// 2.1 and 2.1.1.
pub(super) fn decimal(text: &[char], start: usize) -> Option<Label> {
    let mut depth = 0_u8;
    let mut end = start;
    let ordinal = loop {
        let length = text.iter().skip(end).take_while(|&&c| arabic_digit(c).is_some()).count();
        let (value, _) = text.get(end..end + length).and_then(number::prefix)?;
        // 103.01.01 and 99.09.28 are dates, 0.49 is a fraction.
        if length > 2
            || !(1..=MOST_IN_BRACKETS).contains(&value)
            || text.get(end).copied().and_then(arabic_digit) == Some(0)
        {
            return None;
        }
        end += length;
        let goes_on =
            matches!(text.get(end), Some('.' | '．')) && text.get(end + 1).is_some_and(|&c| arabic_digit(c).is_some());
        if !goes_on {
            break value;
        }
        depth = depth.checked_add(1)?;
        end += 1;
    };
    let (separator, body) = separator(text, end);
    let next = text.get(body).copied();
    let is_measured = starts_with_any(text, body, MEASURES);
    let stands = match separator {
        Some(' ') => next.is_some_and(char::is_alphanumeric) && !is_measured,
        Some(c) => !COMMAS.contains(c) || c == '、',
        None => depth > 1 && next.is_some_and(char::is_alphabetic) && !is_measured,
    };
    let label =
        Label { class: Class::Decimal, ordinal: Some(ordinal), start, end, body, separator, misspelt: false, depth };
    (depth > 0 && stands && has_text(text, body)).then_some(label)
}

/// 壹、 一、 1. 十 一、 十之一、 and 1) 一） without their opening bracket.
pub(super) fn numbered(text: &[char], start: usize) -> Option<Label> {
    let (ordinal, end, misspelt) = spaced_numeral(text, start)?;
    let numeral = text.get(start..end)?;
    let family = match family(numeral) {
        Family::Arabic if misspelt => Family::Han,
        family => family,
    };
    if ordinal == 0 || ordinal > MOST {
        return None;
    }
    let label = |class, end, separator, body| Label {
        class,
        ordinal: Some(ordinal),
        start,
        end,
        body,
        separator,
        misspelt,
        depth: 0,
    };
    let close = skip_blanks(text, end);
    if text.get(close).is_some_and(|&c| ROUND_CLOSING.contains(c)) && ordinal <= MOST_IN_BRACKETS {
        let class = if family == Family::Arabic { Class::ArabicBracket } else { Class::HanBracket };
        let (separator, body) = sign_only(text, close + 1);
        return (has_text(text, body) && !is_referred_to(text, close + 1))
            .then(|| label(class, close + 1, separator, body));
    }
    let (class, end) = match family {
        Family::Formal if ordinal < 100 => (Class::Formal, end),
        Family::Formal => return None,
        Family::Arabic if numeral.len() <= 3 => (Class::ArabicDot, end),
        Family::Arabic => return None,
        // 八二三 and 一○三 are names and years.
        Family::Han if numeral.len() > 2 && !numeral.iter().any(|c| "十廿卅卌百".contains(*c)) => return None,
        Family::Han => (Class::Han, end_with_branch(text, end)),
    };
    let (sign, body) = separator(text, end);
    let sign = sign?;
    let stands = if sign == ' ' {
        stands_before_blank(text, class, numeral, ordinal, body)
    } else {
        stands_before_sign(text, class, ordinal, sign, skip_blanks(text, end) + 1, body)
    };
    stands.then(|| label(class, end, Some(sign), body))
}

/// 十之一、: an item put in behind 十.
fn end_with_branch(text: &[char], end: usize) -> usize {
    match text.get(end + 1..).and_then(number::prefix) {
        Some((_, length)) if text.get(end) == Some(&'之') => end + 1 + length,
        _ => end,
    }
}

/// Its value, its end, and whether a stroke stands for 一 in it. Blanks inside only where 十 makes one number of both halves.
fn spaced_numeral(text: &[char], start: usize) -> Option<(u32, usize, bool)> {
    let is_stroke = |i: usize| {
        text.get(i).is_some_and(|&c| STROKES.contains(c))
            && text.get(i + 1).is_some_and(|&c| STROKE_SEPARATORS.contains(c))
    };
    if is_stroke(start) {
        return Some((1, start + 1, true));
    }
    let (value, length) = text.get(start..).and_then(number::prefix)?;
    let end = start + length;
    let ends_in_ten = text.get(end - 1).is_some_and(|&c| "十拾廿卅卌".contains(c));
    if ends_in_ten && is_stroke(end) {
        return Some((value + 1, end + 1, true));
    }
    let next = skip_blanks(text, end);
    if next > end
        && let Some((_, more)) = text.get(next..).and_then(number::prefix)
        && (ends_in_ten || matches!(text.get(next), Some('十' | '拾')))
        && text.get(skip_blanks(text, next + more)).is_some_and(|&c| is_sign(c))
    {
        let joined: Vec<char> = text.get(start..end)?.iter().chain(text.get(next..next + more)?).copied().collect();
        if let Some(value) = number::parse(&joined) {
            return Some((value, next + more, joined.contains(&'ㄧ')));
        }
    }
    let misspelt = text.get(start..end).is_some_and(|numeral| numeral.contains(&'ㄧ'));
    Some((value, end, misspelt))
}

fn stands_before_blank(text: &[char], class: Class, numeral: &[char], ordinal: u32, body: usize) -> bool {
    if !text.get(body).is_some_and(|&c| c.is_alphabetic() || "「『《〈【".contains(c)) {
        return false;
    }
    match class {
        Class::Formal => !text.get(body).is_some_and(|&c| "元圓圆仟佰萬億角整".contains(c)),
        Class::ArabicDot => {
            let is_latin = text.get(body).is_some_and(|&c| latin_letter(c).is_some());
            numeral.len() <= 2 && ordinal <= MOST_IN_BRACKETS && !is_latin && !starts_with_any(text, body, MEASURES)
        }
        _ => {
            let continues = starts_with_any(text, body, HAN_CONTINUATIONS) && !starts_with_any(text, body, HEADINGS);
            !continues && (!text.get(body).is_some_and(|&c| is_numeral(c)) || counts_something(text, numeral, body))
        }
    }
}

/// 三 一年內: behind the blank another numeral, and what it counts right behind that. 二○ 一五年 and 一 二 三 are no labels.
fn counts_something(text: &[char], numeral: &[char], body: usize) -> bool {
    let is_by_digits = |numeral: &[char]| numeral.iter().any(|c| arabic_digit(*c).is_some() || "〇○零".contains(*c));
    let Some((_, length)) = text.get(body..).and_then(number::prefix) else { return false };
    let behind = text.get(body + length);
    !is_by_digits(numeral) && behind.is_some_and(|&c| c.is_alphabetic() && !is_numeral(c))
}

fn stands_before_sign(text: &[char], class: Class, ordinal: u32, sign: char, behind_sign: usize, body: usize) -> bool {
    if SENTENCE_SIGNS.contains(sign) && !has_text(text, body) {
        return false;
    }
    let Some(&next) = text.get(behind_sign) else { return true };
    if arabic_digit(next).is_some() && (class == Class::ArabicDot || DOTS.contains(sign)) {
        return ordinal <= MOST_IN_BRACKETS && begins_with_year(text, behind_sign);
    }
    if DOTS.contains(sign) && (".．…‧·".contains(next) || next == sign) {
        return false;
    }
    !begins_list(text, class, ordinal, behind_sign)
}

/// 1.103年度…: a year can't be the fraction of a number.
fn begins_with_year(text: &[char], start: usize) -> bool {
    let length = text.iter().skip(start).take_while(|&&c| arabic_digit(c).is_some()).count();
    let year = text.get(start..start + length).and_then(number::parse);
    text.get(skip_blanks(text, start + length)) == Some(&'年')
        && year.is_some_and(|year| matches!(year, 100..=199 | 1900..=2100))
}

/// 一、二線, 三、五年, 壹、貳、: numbers of one list, not a label and its text.
fn begins_list(text: &[char], class: Class, ordinal: u32, start: usize) -> bool {
    let Some((second, length)) = text.get(start..).and_then(number::prefix) else { return false };
    let same_family = match family(&text[start..start + length]) {
        Family::Arabic => class == Class::ArabicDot,
        Family::Han => class == Class::Han,
        Family::Formal => class == Class::Formal,
    };
    if !same_family {
        return false;
    }
    match text.get(start + length) {
        None | Some('\n' | '\r') => true,
        Some(&c) if COMMAS.contains(c) || JOINERS.contains(c) => true,
        Some(&c) if class == Class::Han => match second.checked_sub(ordinal) {
            Some(1) => LIST_MEASURES.contains(c),
            Some(2) => IDIOM_MEASURES.contains(c),
            _ => false,
        },
        Some(_) => false,
    }
}

/// 甲、 and 子、 below it.
pub(super) fn stemmed(text: &[char], start: usize) -> Option<Label> {
    let c = *text.get(start)?;
    let (class, ordinal) =
        stem(c).map(|ordinal| (Class::Stem, ordinal)).or_else(|| Some((Class::Branch, branch(c)?)))?;
    let end = start + 1;
    let (sign, body) = separator(text, end);
    let sign = sign?;
    let next = *text.get(body)?;
    let stands = match (class, sign) {
        // 子 and 午 are words as well.
        (Class::Branch, _) => sign == '、' && branch(next).is_none() && has_text(text, body),
        (_, ' ') => next.is_alphabetic() && !STEM_NOUNS.contains(next) && stem(next).is_none(),
        _ => stem(next).is_none() && has_text(text, body),
    };
    stands.then_some(Label {
        class,
        ordinal: Some(ordinal),
        start,
        end,
        body,
        separator: Some(sign),
        misspelt: false,
        depth: 0,
    })
}

/// A. a、 A) Ⅱ、; l. and I. are a 1 misread.
pub(super) fn lettered(text: &[char], start: usize) -> Option<Label> {
    let c = *text.get(start)?;
    let (class, ordinal) = latin_letter(c).or_else(|| roman_numeral(c))?;
    let end = start + 1;
    let after = skip_blanks(text, end);
    let sign = *text.get(after)?;
    let label = |class, ordinal, end, separator, body, misspelt| {
        has_text(text, body).then_some(Label {
            class,
            ordinal: Some(ordinal),
            start,
            end,
            body,
            separator,
            misspelt,
            depth: 0,
        })
    };
    if ROUND_CLOSING.contains(sign) {
        let (separator, body) = sign_only(text, after + 1);
        let is_one = c == 'l';
        let class = if is_one { Class::ArabicBracket } else { Class::LatinBracket };
        return label(class, if is_one { 1 } else { ordinal }, after + 1, separator, body, is_one);
    }
    let is_comma = "、﹑､丶".contains(sign);
    if !is_comma && !DOTS.contains(sign) {
        return None;
    }
    let next = *text.get(after + 1)?;
    // A.1 is a number of its own kind, A、B級 a list, U.S. an abbreviation.
    let next_is_letter = latin_letter(next).is_some();
    let behind_next = text.get(after + 2).copied();
    let is_list = next_is_letter && is_comma && behind_next.is_none_or(|c| latin_letter(c).is_none());
    let is_abbreviation = next_is_letter && !is_comma && behind_next.is_none_or(|c| DOTS.contains(c));
    if arabic_digit(next).is_some() || is_list || is_abbreviation || DOTS.contains(next) {
        return None;
    }
    let (separator, body) = separator(text, end);
    if matches!(c, 'l' | 'I') {
        label(Class::ArabicDot, 1, end, separator, body, true)
    } else {
        label(class, ordinal, end, separator, body, false)
    }
}

/// 構面一、 分項計畫2：
pub(super) fn noun(text: &[char], start: usize) -> Option<Label> {
    if !NOUN_FIRST_CHARS.contains(*text.get(start)?) {
        return None;
    }
    let noun = prefix_length(text, start, MODIFIERS)
        .and_then(|modifier| Some(modifier + prefix_length(text, start + modifier, NOUNS)?))
        .or_else(|| prefix_length(text, start, NOUNS))?;
    // 目標 1. is a heading and a label, 专栏 7 is one label.
    let is_box = starts_with_any(text, start, BOXES);
    let from = if is_box { skip_blanks(text, start + noun) } else { start + noun };
    let (ordinal, length) = text.get(from..).and_then(number::prefix)?;
    let end = from + length;
    let (sign, body) = separator(text, end);
    let sign = sign?;
    let next = *text.get(body)?;
    let behind_sign = skip_blanks(text, end) + 1;
    let stands = if sign == ' ' {
        next.is_alphabetic() && !JOINERS.contains(next) && !starts_with_any(text, body, MEASURES)
    } else {
        let class = match family(&text[from..end]) {
            Family::Arabic => Class::ArabicDot,
            Family::Han => Class::Han,
            Family::Formal => Class::Formal,
        };
        has_text(text, body) && stands_before_sign(text, class, ordinal, sign, behind_sign, body)
    };
    let label = Label {
        class: Class::Noun,
        ordinal: Some(ordinal),
        start,
        end,
        body,
        separator: Some(sign),
        misspelt: text[from..end].contains(&'ㄧ'),
        depth: 0,
    };
    ((1..100).contains(&ordinal) && stands).then_some(label)
}

/// ?、 where a converter did not know 叁.
pub(super) fn lost(text: &[char], start: usize) -> Option<Label> {
    if !LOST.contains(*text.get(start)?) || text.get(start + 1) != Some(&'、') {
        return None;
    }
    let (separator, body) = separator(text, start + 1);
    let label =
        Label { class: Class::Formal, ordinal: None, start, end: start + 1, body, separator, misspelt: true, depth: 0 };
    text.get(body).is_some_and(|c| c.is_alphabetic()).then_some(label)
}

/// ● ■ ➢, and - * where a blank or a label follows.
pub(super) fn bullet(text: &[char], start: usize) -> Option<Label> {
    let glyph = *text.get(start)?;
    let end = start + 1;
    let body = skip_blanks(text, end);
    let next = *text.get(body)?;
    if !has_text(text, body) || next == glyph {
        return None;
    }
    let stands = BULLETS.contains(glyph)
        || WEAK_BULLETS.contains(glyph)
            && if body > end {
                !is_page_number(text, glyph, body)
            } else {
                !WEAK_BULLETS.contains(next) && at(text, end).is_some_and(|label| label.separator != Some(' '))
            };
    stands.then_some(Label {
        class: Class::Bullet,
        ordinal: None,
        start,
        end,
        body,
        separator: None,
        misspelt: false,
        depth: 0,
    })
}

/// - 3 -
fn is_page_number(text: &[char], dash: char, body: usize) -> bool {
    let digits = text.iter().skip(body).take_while(|&&c| arabic_digit(c).is_some()).count();
    digits > 0 && text.get(skip_blanks(text, body + digits)) == Some(&dash)
}

/// A label that ends by itself: a sign behind it is its separator, a blank is none.
fn self_delimiting(text: &[char], class: Class, ordinal: Option<u32>, start: usize, end: usize) -> Label {
    let (separator, body) = sign_only(text, end);
    let misspelt = text.get(start..end).is_some_and(|label| label.contains(&'ㄧ'));
    Label { class, ordinal, start, end, body, separator, misspelt, depth: 0 }
}

fn sign_only(text: &[char], end: usize) -> (Option<char>, usize) {
    let (separator, body) = separator(text, end);
    (separator.filter(|&c| c != ' '), body)
}
