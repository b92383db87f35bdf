use super::*;

const OUTLINE: &str = "<text:outline-style style:name='Outline'>\
    <text:outline-level-style text:level='1' style:num-format='壹, 貳, 參, ...' style:num-suffix='、'/>\
    <text:outline-level-style text:level='2' style:num-format='1' style:num-suffix='.' text:display-levels='1'/>\
    <text:outline-level-style text:level='3' style:num-format=''/></text:outline-style>\
    <text:list-style style:name='K'><text:list-level-style-number text:level='1' style:num-format='1' \
        style:num-suffix=')'/></text:list-style>\
    <style:style style:name='Chapter' style:family='paragraph' style:default-outline-level='1'/>\
    <style:style style:name='Derived' style:family='paragraph' style:parent-style-name='Chapter'/>\
    <style:style style:name='Unnumbered' style:family='paragraph' style:parent-style-name='Chapter' \
        style:list-style-name=''/>";

fn lines(body: &str) -> Vec<String> {
    odt(body).common(OUTLINE).lines()
}

#[test]
fn headings_are_numbered_by_the_outline() {
    let body = h(1, "目標") + &h(2, "短期") + &h(2, "長期") + &h(3, "註") + &h(1, "方法") + &h(2, "步驟");
    assert_eq!(lines(&body), ["[壹、] 目標", "[1.] 短期", "[2.] 長期", "註", "[貳、] 方法", "[1.] 步驟"]);
}

#[test]
fn the_level_of_a_heading_is_its_rank() {
    let body = h(2, "a") + &styled("Chapter", "b") + &styled("Derived", "c") + "<text:h>d</text:h>" + &h(12, "e");
    assert_eq!(
        odt(body).common(OUTLINE).dump(),
        "body 0: h2 [1.] a\nbody 1: h1 [貳、] b\nbody 2: h1 c\nbody 3: h1 [參、] d\nbody 4: h9 e\n"
    );
}

#[test]
fn a_heading_may_be_taken_out_or_start_again() {
    let with = |attributes: &str, text: &str| format!("<text:h text:outline-level='1' {attributes}>{text}</text:h>");
    let body = [
        h(1, "a"),
        with("text:is-list-header='true'", "b"),
        h(1, "c"),
        with("text:restart-numbering='true'", "d"),
        with("text:restart-numbering='true' text:start-value='9'", "e"),
        with("text:start-value='3'", "f"),
    ];
    assert_eq!(lines(&body.concat()), ["[壹、] a", "b", "[貳、] c", "[壹、] d", "[玖、] e", "[壹拾、] f"]);
}

#[test]
fn a_style_may_take_its_headings_out_of_the_outline() {
    let heading = |style: &str| format!("<text:h text:style-name='{style}' text:outline-level='1'>a</text:h>");
    assert_eq!(lines(&heading("Unnumbered")), ["a"]);
    assert_eq!(lines(&heading("Derived")), ["[壹、] a"]);
}

#[test]
fn a_heading_in_a_list_is_numbered_by_the_list() {
    let body = h(1, "a") + &list("text:style-name='K'", &item(&h(1, "b"))) + &h(1, "c");
    assert_eq!(lines(&body), ["[壹、] a", "[1)] b", "[貳、] c"]);
}

#[test]
fn a_heading_in_a_list_of_the_outline_or_of_no_style_is_numbered_by_the_outline() {
    let body = h(1, "a") + &list("text:style-name='Outline'", &item(&h(1, "b"))) + &list("", &item(&h(1, "c")));
    assert_eq!(lines(&body), ["[壹、] a", "[貳、] b", "[參、] c"]);
}

#[test]
fn without_an_outline_style_the_kept_label_stands() {
    assert_eq!(odt(h(1, "<text:number>第一章</text:number>總則")).lines(), ["[第一章] 總則"]);
    assert_eq!(lines(&h(1, "<text:number>第九章</text:number>總則")), ["[壹、] 總則"]);
}
