use super::{dump, shows};

/// The labels of a list of three.
fn labels(open: &str) -> String {
    let tag = if open.starts_with("<ul") { "ul" } else { "ol" };
    let dump = dump(&format!("{open}<li>甲<li>乙<li>丙</{tag}>"));
    let label =
        |line: &str| line.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(label, _)| label.to_owned());
    dump.lines().map(|line| label(line).unwrap_or("-".to_owned())).collect::<Vec<_>>().join(" ")
}

#[test]
fn labels_are_those_of_a_browser() {
    for (open, expected) in [
        ("<ol>", "1. 2. 3."),
        ("<ol type=a>", "a. b. c."),
        ("<ol type=A start=26>", "Z. AA. AB."),
        ("<ol type=i>", "i. ii. iii."),
        ("<ol type=I start=9>", "IX. X. XI."),
        ("<ol start=0>", "0. 1. 2."),
        ("<ol start=-1>", "-1. 0. 1."),
        ("<ol reversed>", "3. 2. 1."),
        ("<ol reversed start=10>", "10. 9. 8."),
        ("<ol style='list-style-type: cjk-ideographic'>", "一、 二、 三、"),
        ("<ol style='list-style-type:trad-chinese-informal' start=10>", "十、 十一、 十二、"),
        ("<ol style='list-style-type:trad-chinese-formal'>", "壹、 貳、 參、"),
        ("<ol style='list-style-type:simp-chinese-formal'>", "壹、 贰、 叁、"),
        ("<ol style='list-style-type:cjk-heavenly-stem'>", "甲、 乙、 丙、"),
        ("<ol style='list-style-type:cjk-earthly-branch'>", "子、 丑、 寅、"),
        ("<ol style='list-style-type:decimal-leading-zero' start=9>", "09. 10. 11."),
        ("<ol style='list-style:upper-roman inside'>", "I. II. III."),
        ("<ol style='list-style:none'>", "- - -"),
        ("<ol style=\"list-style-type:'※'\">", "※ ※ ※"),
        ("<ul>", "• • •"),
        ("<ul type=square>", "▪ ▪ ▪"),
        ("<ul style='list-style-type:circle'>", "◦ ◦ ◦"),
        ("<ul style='list-style-type:none'>", "- - -"),
        ("<ul style='list-style-type:decimal'>", "1. 2. 3."),
    ] {
        assert_eq!(labels(open), expected, "{open}");
    }
}

#[test]
fn items_may_set_number_and_style() {
    shows(
        "<ol><li>甲<li value=5>乙<li>丙<li type=a>丁<li style='list-style:none'>戊</ol>",
        &["^ [1.] 甲", "[5.] 乙", "[6.] 丙", "[g.] 丁", "戊"],
    );
    shows("<li>甲", &["[•] 甲"]);
}

#[test]
fn only_the_first_paragraph_of_an_item_has_its_label() {
    shows("<ol><li><p>甲</p><p>乙</p></li><li>丙<br><br>丁</li></ol>", &["^ [1.] 甲", "^ 乙", "^ [2.] 丙", "^ 丁"]);
}

#[test]
fn nested_lists_count_on_their_own() {
    shows(
        "<ol type=I><li>甲<ol><li>乙<li>丙</ol><li>丁<ul><li>戊</ul></ol>",
        &["^ [I.] 甲", "^ [1.] 乙", "[2.] 丙", "^ [II.] 丁", "^ [•] 戊"],
    );
}

#[test]
fn a_number_without_text_stands_alone_and_a_bullet_does_not() {
    shows("<ol><li><ol type=a><li>甲</ol><li>乙</ol>", &["[1.] ", "^ [a.] 甲", "^ [2.] 乙"]);
    shows("<ul><li><ul><li>甲</ul></ul>", &["^ [•] 甲"]);
    shows("<ol><li></li><li>甲</li></ol>", &["^ [2.] 甲"]);
    shows(
        "<ol><li><table border=1><tr><th>甲<th>乙<tr><td>丙<td>丁</table></ol>",
        &[
            "[1.] ",
            "table 2x2",
            "  0,0 header",
            "    甲",
            "  0,1 header",
            "    乙",
            "  1,0",
            "    丙",
            "  1,1",
            "    丁",
        ],
    );
    shows("<ol><li><table><tr><td>甲</table></ol>", &["^ [1.] 甲"]);
}

#[test]
fn a_list_in_a_cell_belongs_to_the_cell() {
    shows(
        "<ol><li>甲<table border=1><tr><th>乙<th>丙<tr><td><ol><li>丁</ol><td>戊</table><li>己</ol>",
        &[
            "^ [1.] 甲",
            "table 2x2",
            "  0,0 header",
            "    乙",
            "  0,1 header",
            "    丙",
            "  1,0",
            "    ^ [1.] 丁",
            "  1,1",
            "    戊",
            "^ [2.] 己",
        ],
    );
}

#[test]
fn far_numbers_fall_back_to_digits() {
    shows("<ol type=i start=4000><li>甲</ol>", &["^ [4000.] 甲"]);
    shows(
        "<ol start=99999999999999999999><li>甲<li>乙</ol>",
        &["^ [9223372036854775807.] 甲", "[9223372036854775807.] 乙"],
    );
    shows("<ol type=a start=0><li>甲</ol>", &["^ [0.] 甲"]);
}
