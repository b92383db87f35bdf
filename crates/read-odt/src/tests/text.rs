use super::*;

const HIDDEN: &str = "<style:style style:name='Hidden' style:family='text'><style:text-properties text:display='none'/>\
    </style:style><style:style style:name='Shown' style:family='text'><style:text-properties text:display='true'/>\
    </style:style><style:style style:name='Gone' style:family='paragraph'><style:text-properties text:display='none'/>\
    </style:style>";

fn text(content: &str) -> String {
    odt(p(content)).common(HIDDEN).lines().join("|")
}

#[test]
fn white_space_collapses_across_elements() {
    assert_eq!(text("  a \n b\t<text:span> c </text:span> <text:a> d</text:a>  "), "a b c d");
}

#[test]
fn blanks_tabs_and_breaks_have_elements_of_their_own() {
    assert_eq!(text("<text:s/>a<text:s text:c='3'/>b <text:tab/> c<text:line-break/>d<text:s/>"), " a   b \t c\nd ");
}

#[test]
fn page_breaks_within_a_paragraph_are_no_text() {
    assert_eq!(text("計<text:soft-page-break/>畫"), "計畫");
}

#[test]
fn soft_hyphens_vanish_and_hard_ones_are_hyphens() {
    assert_eq!(text("co&#xAD;operate e&#x2011;mail"), "cooperate e-mail");
}

#[test]
fn fields_show_their_text() {
    assert_eq!(
        text(
            "<text:date>中華民國113年</text:date> <text:page-number>3</text:page-number> \
             <text:placeholder text:placeholder-type='text'>&lt;機關&gt;</text:placeholder> \
             <text:sequence text:name='表'>2</text:sequence> <text:bookmark-ref>壹</text:bookmark-ref>"
        ),
        "中華民國113年 3 <機關> 2 壹"
    );
}

#[test]
fn fields_that_are_set_not_to_show_do_not() {
    assert_eq!(
        text(
            "a<text:variable-set text:display='none'>1</text:variable-set>\
             <text:hidden-text text:is-hidden='true'>b</text:hidden-text>\
             <text:hidden-text text:is-hidden='false'>c</text:hidden-text>\
             <text:conditional-text>d</text:conditional-text><text:script>e</text:script>"
        ),
        "acd"
    );
}

#[test]
fn hidden_text_is_dropped_and_what_is_shown_within_it_is_kept() {
    let body = "a<text:span text:style-name='Hidden'>b<text:span text:style-name='Shown'>c</text:span>d</text:span>e";
    assert_eq!(text(body), "ace");
    assert_eq!(odt(styled("Gone", "a") + &p("b")).common(HIDDEN).dump(), "body 1: ^ b\n");
}

#[test]
fn a_hidden_paragraph_takes_its_boxes_with_it() {
    let boxed = "<draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame>";
    let hidden = p(&format!("<text:hidden-paragraph text:is-hidden='true'/>a{boxed}"));
    assert_eq!(odt(hidden + &p("c")).lines(), ["c"]);
    assert_eq!(text("<text:hidden-paragraph text:is-hidden='false'/>a"), "a");
}

#[test]
fn a_hidden_item_has_no_label_and_is_counted() {
    let style = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/>\
        </text:list-style>";
    let body = list("text:style-name='L'", &(item(&styled("Gone", "a")) + &item(&p("b"))));
    assert_eq!(odt(body).common(HIDDEN).common(style).lines(), ["[2] b"]);
    let span = "<text:span text:style-name='Hidden'>a</text:span>";
    let body = list("text:style-name='L'", &(item(&p(span)) + &item(&p("b"))));
    assert_eq!(odt(body).common(HIDDEN).common(style).lines(), ["[2] b"]);
}

#[test]
fn hidden_sections_are_dropped() {
    let section = |attributes: &str| format!("<text:section {attributes}>{}</text:section>", p("a"));
    let body =
        section("text:display='none'") + &section("text:display='condition' text:is-hidden='true'") + &section("");
    assert_eq!(odt(body).lines(), ["a"]);
}

#[test]
fn ruby_stands_in_brackets() {
    let ruby = |text: &str| {
        format!("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>{text}</text:ruby-text></text:ruby>字")
    };
    assert_eq!(text(&ruby("ㄏㄢˋ")), "漢（ㄏㄢˋ）字");
    assert_eq!(text(&ruby(" ")), "漢字");
}

#[test]
fn deleted_text_does_not_leak() {
    let body = format!(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>x</dc:creator>\
         </office:change-info>{}</text:deletion></text:changed-region></text:tracked-changes>{}",
        p("deleted"),
        p("a<text:change text:change-id='1'/>b<text:change-start text:change-id='2'/>inserted<text:change-end/>c")
    );
    assert_eq!(odt(body).lines(), ["abinsertedc"]);
}

#[test]
fn marks_forms_and_descriptions_are_no_text() {
    let body = "<office:forms><form:form><form:text form:label='x'>x</form:text></form:form></office:forms>\
        <text:sequence-decls><text:sequence-decl text:name='x'/></text:sequence-decls>\
        <text:p>a<text:bookmark-start text:name='x'/>b<text:bookmark-end text:name='x'/>\
        <draw:frame><draw:image><office:binary-data>QUJD</office:binary-data><text:p>x</text:p></draw:image>\
        <svg:title>x</svg:title><svg:desc>x</svg:desc></draw:frame></text:p>";
    assert_eq!(odt(body).lines(), ["ab"]);
}

#[test]
fn indexes_show_their_body() {
    let body = format!(
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template>\
         </text:table-of-content-source><text:index-body><text:index-title>{}</text:index-title>{}</text:index-body>\
         </text:table-of-content>",
        p("目錄"),
        p("壹、目標<text:tab/>1")
    );
    assert_eq!(odt(body).lines(), ["目錄", "壹、目標\t1"]);
}

#[test]
fn symbols_show_the_glyph_of_their_font() {
    let style = "<style:style style:name='Signs' style:family='text'>\
        <style:text-properties style:font-name='Wingdings'/></style:style>";
    let body = p("<text:span text:style-name='Signs'>&#xF06F;</text:span>是&#xF06F;");
    assert_eq!(
        odt(body).common(style).dump(),
        "body 0: □是\u{F06F}\n! 1 characters are user-defined and show only with the agency's own font\n"
    );
}

#[test]
fn formulas_are_text() {
    let math = "<math:math><math:semantics><math:mrow><math:mi>x</math:mi><math:mo>=</math:mo><math:mn>2</math:mn>\
        </math:mrow><math:annotation>x=2</math:annotation></math:semantics></math:math>";
    let frame = |object: &str| format!("令<draw:frame>{object}<draw:image/></draw:frame>。");
    assert_eq!(text(&frame(&format!("<draw:object>{math}</draw:object>"))), "令x=2。");
    let part = format!("<math:math {NAMESPACES}>{}", math.trim_start_matches("<math:math>"));
    let body = p(&frame("<draw:object xlink:href='./Object 1'/>"));
    assert_eq!(odt(body).part("Object 1/content.xml", &part).lines(), ["令x=2。"]);
}

#[test]
fn empty_paragraphs_are_a_gap() {
    let body = p("a") + &p("") + &p(" <text:s/>") + &p("b") + &p("c");
    assert_eq!(odt(body).dump(), "body 0: a\nbody 3: ^ b\nbody 4: c\n");
}

#[test]
fn a_paragraph_within_a_paragraph_goes_on_with_it() {
    assert_eq!(odt(p(&format!("a{}c", p("b")))).lines(), ["abc"]);
}

#[test]
fn styles_that_inherit_from_each_other_do_no_harm() {
    let style = |name: &str, parent: &str| {
        format!("<style:style style:name='{name}' style:family='paragraph' style:parent-style-name='{parent}'/>")
    };
    assert_eq!(odt(styled("A", "a")).common(&(style("A", "B") + &style("B", "A"))).lines(), ["a"]);
}
