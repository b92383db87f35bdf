use crate::Page;
use crate::testing::{dump, han, lines_at, page, rule, text_line};

#[test]
fn small_type_below_a_short_rule_is_footnotes() {
    let full = han(36);
    let mut first = Page { characters: lines_at(72.0, &[full.as_str(); 30]), ..page(1) };
    first.rules.push(rule(72.0, 216.0, 650.0));
    first.characters.extend(text_line(72.0, 660.0, 9.0, "1 依行政院函頒規定。"));
    first.characters.extend(text_line(72.0, 674.0, 9.0, "2 另定之。"));
    let second = Page { characters: lines_at(72.0, &["末行文字。"]), ..page(2) };
    let expected = format!("{}末行文字。\n[Footnote] 1依行政院函頒規定。\n[Footnote] 2另定之。\n", full.repeat(30));
    assert_eq!(dump(&[first, second]), expected);
}

#[test]
fn small_type_behind_a_raised_figure_is_a_footnote_without_a_rule() {
    let full = han(36);
    let mut page = Page { characters: lines_at(72.0, &[full.as_str(); 10]), ..page(1) };
    page.characters.extend(text_line(72.0, 650.0, 6.0, "1"));
    page.characters.extend(text_line(75.0, 652.0, 9.0, "依行政院函頒規定辦理。"));
    assert_eq!(dump(&[page]), format!("{}\n[Footnote] 1依行政院函頒規定辦理。\n", full.repeat(10)));
}

#[test]
fn a_rule_above_text_of_the_same_size_makes_no_footnotes() {
    let mut page = Page { characters: lines_at(72.0, &["甲項文字。"; 20]), ..page(1) };
    page.rules.push(rule(72.0, 216.0, 340.0));
    assert!(!dump(&[page]).contains("Footnote"));
}
