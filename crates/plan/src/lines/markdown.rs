//! Marks of Markdown in plain text: they are layout, not words.

use numerals::label::{self, Class};

use crate::text::{Text, is_blank};

/// Takes the mark at the start of a line off: `- ` or `* ` before a label, `#` before a heading, `>` before a quotation.
pub(super) fn unmark(text: Text) -> (Vec<Text>, Text) {
    let start = text.chars().iter().take_while(|c| is_blank(**c)).count();
    let rest = &text.chars()[start..];
    let marks = match rest {
        ['-' | '*' | '+', ' ', ..] => 1,
        ['>', ' ', ..] => 1,
        ['#', ..] => rest.iter().take_while(|c| **c == '#').count(),
        _ => return (Vec::new(), text),
    };
    let body = text.from(start + marks);
    let is_mark = match rest.first() {
        Some('>') => true,
        Some('#') => marks <= 6 && body.get(0).is_some_and(is_blank),
        _ => label::at(body.chars(), 0).is_some_and(|label| label.class != Class::Bullet),
    };
    if is_mark { (vec![text.slice(start..start + marks)], body.trimmed()) } else { (Vec::new(), text) }
}

/// Takes the stars of emphasis off: pairs of `**`, and in a line that has such pairs or begins with one star, pairs of `*`.
pub(super) fn plain(text: Text, marks: &mut Vec<Text>) -> Text {
    if !text.chars().contains(&'*') {
        return text;
    }
    let strong = without_pairs(&text, 2, marks);
    let begins = |c: Option<char>| c == Some('*') && strong.get(1).is_some_and(|c| !is_blank(c) && c != '*');
    if strong.len() < text.len() || begins(strong.get(0)) || marks.iter().any(|mark| mark.get(0) == Some('*')) {
        without_pairs(&strong, 1, marks)
    } else {
        strong
    }
}

fn without_pairs(text: &Text, stars: usize, marks: &mut Vec<Text>) -> Text {
    let chars = text.chars();
    let mut runs = Vec::new();
    let mut index = 0;
    while index < chars.len() {
        let run = chars[index..].iter().take_while(|c| **c == '*').count();
        if run == stars {
            runs.push(index);
        }
        index += run.max(1);
    }
    runs.truncate(runs.len() / 2 * 2);
    let touches = |pair: &[usize]| {
        let [open, close] = pair else { return false };
        let inner = |index: usize| chars.get(index).is_some_and(|c| !is_blank(*c));
        close - open > stars && inner(open + stars) && inner(close - 1)
    };
    let pairs: Vec<usize> = runs.chunks(2).filter(|pair| touches(pair)).flatten().copied().collect();
    let mut plain = Text::default();
    let mut from = 0;
    for at in pairs {
        plain.append(&text.slice(from..at));
        marks.push(text.slice(at..at + stars));
        from = at + stars;
    }
    plain.append(&text.from(from));
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(of: &str) -> Text {
        let mut text = Text::default();
        for (at, c) in (0..).zip(of.chars()) {
            text.push(c, at);
        }
        text
    }

    #[test]
    fn marks_before_labels_and_headings_come_off() {
        for (line, body) in
            [("- 一、目標", "一、目標"), ("## 壹、依據", "壹、依據"), ("- 目標", "- 目標"), ("#1", "#1")]
        {
            assert_eq!(unmark(text(line)).1.raw(), body);
        }
    }

    #[test]
    fn pairs_of_stars_come_off_single_ones_stay() {
        let mut marks = Vec::new();
        assert_eq!(plain(text("青川縣**108**年度*提升*服務"), &mut marks).raw(), "青川縣108年度提升服務");
        assert_eq!(marks.len(), 4);
        assert_eq!(plain(text("2*3 與 4*5"), &mut Vec::new()).raw(), "2*3 與 4*5");
        assert_eq!(plain(text("** 註"), &mut Vec::new()).raw(), "** 註");
    }
}
