use super::*;

/// `L` numbers with all outer levels, `K` with 1), `T` by templates, `B` has bullets.
fn styles() -> String {
    let level = |n: usize, shown: usize, suffix: &str| {
        format!(
            "<text:list-level-style-number text:level='{n}' style:num-suffix='{suffix}' style:num-format='1' \
             text:display-levels='{shown}'/>"
        )
    };
    let levels = |with: &dyn Fn(usize) -> String| (1..=10).map(with).collect::<String>();
    format!(
        "<text:list-style style:name='L'>{}</text:list-style><text:list-style style:name='K'>{}</text:list-style>",
        levels(&|n| level(n, n, ".")),
        levels(&|n| level(n, 1, ")")),
    )
}

fn lines(body: &str) -> Vec<String> {
    odt(body).automatic(&styles()).lines()
}

fn one_level(attributes: &str) -> String {
    format!(
        "<text:list-style style:name='X'><text:list-level-style-number text:level='1' {attributes}/></text:list-style>"
    )
}

const L: &str = "text:style-name='L'";
const K: &str = "text:style-name='K'";

#[test]
fn nesting_gives_the_level() {
    let inner = list("", &(item(&p("甲之一")) + &item(&p("甲之二"))));
    let body = list(L, &(item(&(p("甲") + &inner)) + &item(&p("乙"))));
    assert_eq!(lines(&body), ["[1.] 甲", "[1.1.] 甲之一", "[1.2.] 甲之二", "[2.] 乙"]);
}

#[test]
fn a_list_with_the_same_style_starts_again() {
    let body = list(L, &item(&p("a"))) + &list(L, &item(&p("b")));
    assert_eq!(lines(&body), ["[1.] a", "[1.] b"]);
}

#[test]
fn continued_numbering_needs_the_same_style_on_the_list_before() {
    let go_on = format!("{L} text:continue-numbering='true'");
    let body = list(L, &item(&p("a"))) + &p("between") + &list(&go_on, &item(&p("b")));
    assert_eq!(lines(&body), ["[1.] a", "between", "[2.] b"]);
    let body = list(L, &item(&p("a"))) + &list(K, &item(&p("other"))) + &list(&go_on, &item(&p("b")));
    assert_eq!(lines(&body), ["[1.] a", "[1)] other", "[1.] b"]);
}

#[test]
fn continued_lists_interleave_and_chain() {
    let with = |id: &str, of: &str| format!("{L} xml:id='{id}' text:continue-list='{of}'");
    let other = |id: &str, of: &str| format!("{K} xml:id='{id}' text:continue-list='{of}'");
    let body = [
        list(&format!("{L} xml:id='a1'"), &item(&p("a"))),
        list(&format!("{K} xml:id='b1'"), &item(&p("x"))),
        list(&with("a2", "a1"), &item(&p("b"))),
        list(&other("b2", "b1"), &item(&p("y"))),
        list(&with("a3", "a2"), &item(&p("c"))),
        list(&with("a4", "a1"), &item(&p("d"))),
    ];
    assert_eq!(lines(&body.concat()), ["[1.] a", "[1)] x", "[2.] b", "[2)] y", "[3.] c", "[4.] d"]);
}

#[test]
fn a_continued_list_keeps_its_outer_numbers() {
    let first = list(&format!("{L} xml:id='w'"), &item(&(p("a") + &list("", &item(&p("b"))))));
    let second = list(&format!("{L} text:continue-list='w'"), &item(&list("", &item(&p("c")))));
    assert_eq!(lines(&(first + &p("between") + &second)), ["[1.] a", "[1.1.] b", "between", "[1.2.] c"]);
}

#[test]
fn a_list_that_continues_an_unknown_one_starts() {
    assert_eq!(lines(&list(&format!("{L} text:continue-list='nowhere'"), &item(&p("a")))), ["[1.] a"]);
}

#[test]
fn an_outer_level_without_items_has_its_first_number() {
    let deep = list(L, &(item(&list("", &item(&list("", &item(&p("deep")))))) + &item(&p("outer"))));
    assert_eq!(lines(&deep), ["[1.1.1.] deep", "[2.] outer"]);
}

#[test]
fn items_without_a_paragraph_go_on_with_the_level_below() {
    let body = list(L, &(item(&(p("a") + &list("", &item(&p("b"))))) + &item(&list("", &item(&p("c"))))));
    assert_eq!(lines(&body), ["[1.] a", "[1.1.] b", "[1.2.] c"]);
}

#[test]
fn a_second_list_in_an_item_starts_again_unless_continued() {
    let inner = |attributes: &str| list(attributes, &item(&p("x")));
    let body = list(L, &item(&(p("a") + &inner("") + &p("more") + &inner(""))));
    assert_eq!(lines(&body), ["[1.] a", "[1.1.] x", "more", "[1.1.] x"]);
    let body = list(L, &item(&(p("a") + &inner("") + &p("more") + &inner("text:continue-numbering='true'"))));
    assert_eq!(lines(&body), ["[1.] a", "[1.1.] x", "more", "[1.2.] x"]);
}

#[test]
fn only_the_first_paragraph_of_an_item_has_a_label() {
    let body = list(L, &(item(&(p("a") + &p("more of a"))) + &item(&p("b"))));
    assert_eq!(lines(&body), ["[1.] a", "more of a", "[2.] b"]);
}

#[test]
fn a_list_header_has_no_label_and_is_not_counted() {
    let header = format!("<text:list-header>{}</text:list-header>", p("header") + &list("", &item(&p("below"))));
    let body = list(L, &(item(&(p("a") + &list("", &item(&p("b"))))) + &header + &item(&p("c"))));
    assert_eq!(lines(&body), ["[1.] a", "[1.1.] b", "header", "[1.2.] below", "[2.] c"]);
}

#[test]
fn an_item_may_state_its_number() {
    let seventh = format!("<text:list-item text:start-value='7'>{}</text:list-item>", p("b"));
    let body = list(L, &(item(&p("a")) + &seventh + &item(&p("c"))));
    assert_eq!(lines(&body), ["[1.] a", "[7.] b", "[8.] c"]);
    let zeroth = format!("<text:list-item text:start-value='0'>{}</text:list-item>", p("a"));
    assert_eq!(lines(&list(L, &(zeroth + &item(&p("b"))))), ["[0.] a", "[1.] b"]);
}

#[test]
fn an_item_may_have_a_style_of_its_own() {
    let other = format!("<text:list-item text:style-override='K'>{}</text:list-item>", p("b"));
    let body = list(L, &(item(&p("a")) + &other + &item(&p("c"))));
    assert_eq!(lines(&body), ["[1.] a", "[2)] b", "[3.] c"]);
}

#[test]
fn an_inner_list_may_have_a_style_of_its_own_and_hands_it_down() {
    let inner = list(K, &item(&(p("b") + &list("", &item(&p("c"))))));
    assert_eq!(lines(&list(L, &item(&(p("a") + &inner)))), ["[1.] a", "[1)] b", "[1)] c"]);
}

#[test]
fn a_paragraph_style_gives_its_list_style_to_lists_without_one() {
    let style = "<style:style style:name='Numbered' style:family='paragraph' style:list-style-name='K'/>\
                 <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Numbered'/>";
    let document = |body: String| odt(body).automatic(&styles()).common(style).lines();
    assert_eq!(document(list("", &item(&styled("P1", "a")))), ["[1)] a"]);
    assert_eq!(document(list(L, &item(&styled("P1", "a")))), ["[1.] a"]);
    assert_eq!(document(styled("P1", "in no list")), ["in no list"]);
}

#[test]
fn a_level_may_start_at_another_number() {
    let style = one_level("style:num-format='一, 二, 三, ...' style:num-suffix='、' text:start-value='9'");
    let body = list("text:style-name='X'", &(item(&p("a")) + &item(&p("b"))));
    assert_eq!(odt(body).common(&style).lines(), ["[九、] a", "[十、] b"]);
}

#[test]
fn number_formats_of_the_far_east() {
    for (format, third) in [
        ("1", "3"),
        ("a", "c"),
        ("I", "III"),
        ("一, 二, 三, ...", "三"),
        ("壹, 貳, 參, ...", "參"),
        ("甲, 乙, 丙, ...", "丙"),
        ("子, 丑, 寅, ...", "寅"),
        ("①, ②, ③, ...", "③"),
        ("1, 2, 3, ...", "３"),
        ("no such format", "3"),
    ] {
        let style = one_level(&format!("style:num-format='{format}' style:num-prefix='（' style:num-suffix='）'"));
        let body = list("text:style-name='X'", &item(&p("x")).repeat(3));
        let label = format!("[（{third}）] x");
        assert_eq!(odt(body).common(&style).lines().last(), Some(&label), "{format}");
    }
}

#[test]
fn letters_may_be_repeated_after_z() {
    let after_z = |sync: &str| {
        let style = one_level(&format!("style:num-format='a' style:num-letter-sync='{sync}' text:start-value='28'"));
        odt(list("text:style-name='X'", &item(&p("x")))).common(&style).lines()
    };
    assert_eq!(after_z("false"), ["[ab] x"]);
    assert_eq!(after_z("true"), ["[bb] x"]);
}

#[test]
fn a_level_without_a_format_shows_what_stands_around_its_number() {
    let style = "<text:list-style style:name='X'>\
        <text:list-level-style-number text:level='1' style:num-format='' style:num-prefix='附註'/>\
        <text:list-level-style-number text:level='2' style:num-format='1' style:num-suffix='.' text:display-levels='2'/>\
        <text:list-level-style-number text:level='3' style:num-format=''/></text:list-style>";
    let third = list("", &item(&p("c")));
    let body = list("text:style-name='X'", &item(&(p("a") + &list("", &item(&(p("b") + &third))))));
    assert_eq!(odt(body).common(style).lines(), ["[附註] a", "[1.] b", "c"]);
}

#[test]
fn a_template_wins_over_prefix_and_suffix() {
    let style = "<text:list-style style:name='X'>\
        <text:list-level-style-number text:level='1' style:num-format='1' loext:num-list-format='第%1%條'/>\
        <text:list-level-style-number text:level='2' style:num-format='1' loext:num-list-format='%1%之%2%、' \
            style:num-suffix='.' text:display-levels='2'/></text:list-style>";
    let body = list("text:style-name='X'", &item(&(p("a") + &list("", &item(&p("b"))))));
    assert_eq!(odt(body).common(style).lines(), ["[第1條] a", "[1之1、] b"]);
}

#[test]
fn a_level_without_a_number_leaves_a_template_with_its_separator() {
    let style = "<text:list-style style:name='X'>\
        <text:list-level-style-number text:level='1' style:num-format='1' loext:num-list-format='%1%.'/>\
        <text:list-level-style-number text:level='2' style:num-format='' loext:num-list-format='%1%.%2%.'/>\
        <text:list-level-style-number text:level='3' style:num-format='1' loext:num-list-format='%1%.%2%.%3%.'/>\
        </text:list-style>";
    let third = list("", &item(&p("c")));
    let body = list("text:style-name='X'", &item(&(p("a") + &list("", &item(&(p("b") + &third))))));
    assert_eq!(odt(body).common(style).lines().last().unwrap(), "[1.1.] c");
}

#[test]
fn a_percent_sign_in_a_template_is_text() {
    let style = one_level("style:num-format='1' loext:num-list-format='100%: %1%%'");
    assert_eq!(odt(list("text:style-name='X'", &item(&p("a")))).common(&style).lines(), ["[100%: 1%] a"]);
}

#[test]
fn bullets_of_symbol_fonts_are_shown_as_what_they_look_like() {
    for (bullet, font, shown) in [
        ("•", "", "•"),
        ("－", "", "－"),
        ("l", "Wingdings", "●"),
        ("&#xF06E;", "Wingdings", "■"),
        ("&#xF0FC;", "'Wingdings'", "✓"),
        ("&#xF0B7;", "Symbol", "•"),
        ("&#xF06C;", "", "●"),
        ("P", "Wingdings 2", "✓"),
        ("P", "Wingdings 21", "✓"),
        ("&#xF0FE;", "Wingdings1", "☑"),
        ("&#xF0FE;", "Wingdings2", "☑"),
        ("&#xE00A;", "OpenSymbol", "•"),
        ("o", "Courier New", "o"),
    ] {
        let style = format!(
            "<text:list-style style:name='X'><text:list-level-style-bullet text:level='1' text:bullet-char='{bullet}' \
             style:num-suffix='.'><style:text-properties fo:font-family=\"{font}\"/></text:list-level-style-bullet>\
             </text:list-style>"
        );
        let body = list("text:style-name='X'", &item(&p("x")));
        assert_eq!(odt(body).common(&style).lines(), [format!("[{shown}] x")], "{bullet} {font}");
    }
}

#[test]
fn a_bullet_takes_its_font_from_its_text_style() {
    let style = "<style:style style:name='Signs' style:family='text'>\
        <style:text-properties style:font-name='Wingdings'/></style:style><text:list-style style:name='X'>\
        <text:list-level-style-bullet text:level='1' text:bullet-char='u' text:style-name='Signs'/></text:list-style>";
    assert_eq!(odt(list("text:style-name='X'", &item(&p("x")))).common(style).lines(), ["[◆] x"]);
}

#[test]
fn a_picture_before_an_item_is_a_bullet() {
    let style = "<text:list-style style:name='X'><text:list-level-style-image text:level='1'/></text:list-style>";
    assert_eq!(odt(list("text:style-name='X'", &item(&p("x")))).common(style).lines(), ["[•] x"]);
}

#[test]
fn consecutive_numbering_counts_through_all_levels() {
    let style = styles().replacen("style:name='K'", "style:name='K' text:consecutive-numbering='true'", 1);
    let body = list(K, &(item(&(p("a") + &list("", &item(&p("b"))))) + &item(&p("c"))));
    assert_eq!(odt(body).common(&style).lines(), ["[1)] a", "[2)] b", "[3)] c"]);
}

#[test]
fn a_label_that_the_file_keeps_stands_for_an_unknown_style() {
    let in_item = list("text:style-name='lost'", &item(&format!("<text:number>（三）</text:number>{}", p("a"))));
    let in_text = list("text:style-name='lost'", &item(&p("<text:number>9.</text:number>b")));
    let none = list("text:style-name='lost'", &item(&p("c")));
    assert_eq!(lines(&(in_item + &in_text + &none)), ["[（三）] a", "[9.] b", "c"]);
    let known = list(L, &item(&p("<text:number>9.</text:number>d")));
    assert_eq!(lines(&known), ["[1.] d"]);
}

#[test]
fn a_list_without_any_style_has_bullets() {
    assert_eq!(lines(&list("", &item(&p("a")))), ["[•] a"]);
}

#[test]
fn numbered_paragraphs_are_lists_of_one_item() {
    let numbered = |level: u8, text: &str| {
        format!(
            "<text:numbered-paragraph text:list-id='n' text:level='{level}' {L}>{}</text:numbered-paragraph>",
            p(text)
        )
    };
    let body = numbered(1, "a") + &numbered(2, "b") + &p("between") + &numbered(1, "c");
    assert_eq!(lines(&body), ["[1.] a", "[1.1.] b", "between", "[2.] c"]);
}

#[test]
fn a_cell_begins_with_the_first_level_again() {
    let inside = table(&row(&cell("", &list("text:continue-numbering='true' text:style-name='L'", &item(&p("b"))))));
    let body =
        list(L, &item(&p("a"))) + &inside + &list(&format!("{L} text:continue-numbering='true'"), &item(&p("c")));
    assert_eq!(lines(&body), ["[1.] a", "[2.] b", "[3.] c"]);
}

#[test]
fn an_empty_item_shows_its_label_and_is_counted() {
    let body = list(L, &(item(&p("a")) + &item(&p("")) + &item("") + &item(&p("b"))));
    assert_eq!(lines(&body), ["[1.] a", "[2.] ", "[3.] b"]);
}

#[test]
fn lists_deeper_than_ten_stay_at_the_tenth_level() {
    let mut body = p("deep");
    for _ in 0..12 {
        body = list("", &item(&body));
    }
    let body = body.replacen("<text:list ", &format!("<text:list {K} "), 1);
    assert_eq!(lines(&body), ["[1)] deep"]);
}

#[test]
fn the_number_of_an_item_does_not_run_over() {
    let last = format!("<text:list-item text:start-value='4294967295'>{}</text:list-item>", p("a"));
    assert_eq!(lines(&list(L, &(last + &item(&p("b"))))), ["[4294967295.] a", "[4294967295.] b"]);
}
