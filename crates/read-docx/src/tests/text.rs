use document::Block;

use super::build::style;
use super::{Docx, dump, dump_of, p, pp, read};

/// A paragraph of runs.
fn runs(runs: &[&str]) -> String {
    format!("<w:p>{}</w:p>", runs.iter().map(|run| format!("<w:r>{run}</w:r>")).collect::<String>())
}

fn code(code: &str) -> String {
    format!("<w:instrText xml:space=\"preserve\">{code}</w:instrText>")
}

const BEGIN: &str = "<w:fldChar w:fldCharType=\"begin\"/>";
const SEPARATE: &str = "<w:fldChar w:fldCharType=\"separate\"/>";
const END: &str = "<w:fldChar w:fldCharType=\"end\"/>";

#[test]
fn runs_of_a_paragraph_are_one() {
    let reading = read(&Docx::new(&runs(&["<w:t>實施</w:t>", "<w:rPr><w:b/></w:rPr><w:t>計畫</w:t>"])).build());
    let Block::Paragraph(paragraph) = &reading.document.blocks[0] else { panic!("no paragraph") };
    assert_eq!(paragraph.runs.len(), 1);
    assert_eq!(paragraph.text(), "實施計畫");
}

#[test]
fn breaks_tabs_and_hyphens() {
    let line = "<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t><w:ptab/><w:t>丁</w:t>";
    assert_eq!(dump(&runs(&[line])), "甲⇥乙⏎丙⏎A-BC⇥丁\n");
}

#[test]
fn a_page_that_ends_within_a_paragraph_is_a_line_break_where_text_follows() {
    let page = "<w:br w:type=\"page\"/>";
    assert_eq!(dump(&runs(&[page, "<w:t>甲</w:t>", page, "<w:t>乙</w:t>", page])), "甲⏎乙\n");
}

#[test]
fn white_space_at_the_ends_is_kept_where_the_file_says_so() {
    assert_eq!(dump(&runs(&["<w:t> a </w:t>", "<w:t xml:space=\"preserve\"> b </w:t>", "<w:t>c</w:t>"])), "a b c\n");
}

#[test]
fn paragraphs_without_text_are_a_gap() {
    assert_eq!(
        dump(&["<w:p/>".to_owned(), p("甲"), p("  "), "<w:p><w:pPr/></w:p>".to_owned(), p("乙")].concat()),
        "^ 甲\n^ 乙\n"
    );
}

#[test]
fn hidden_text_is_not_there() {
    let styles = [
        style("Hidden", "", "<w:rPr><w:vanish/></w:rPr>"),
        "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>".to_owned(),
    ];
    let direct =
        runs(&["<w:rPr><w:vanish/></w:rPr><w:t>藏</w:t>", "<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>甲</w:t>"]);
    let by_style = runs(&["<w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>藏</w:t>", "<w:t>乙</w:t>"]);
    let whole = pp("<w:pStyle w:val=\"Hidden\"/>", "藏");
    let toggled = "<w:p><w:pPr><w:pStyle w:val=\"Hidden\"/><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:pPr><w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>丙</w:t></w:r></w:p>";
    let web = runs(&["<w:rPr><w:webHidden/></w:rPr><w:t>丁</w:t>"]);
    let body = [direct, by_style, whole, toggled.to_owned(), web].concat();
    let reading = read(&Docx::new(&body).styles(&styles.concat()).build());
    assert_eq!(dump_of(&reading), "甲\n乙\n丙\n丁\n");
}

#[test]
fn fields_show_their_results() {
    let complex = runs(&["<w:t>第</w:t>", BEGIN, &code(" PAGE "), SEPARATE, "<w:t>3</w:t>", END, "<w:t>頁</w:t>"]);
    let simple = "<w:p><w:fldSimple w:instr=\" DATE \"><w:r><w:t>今日</w:t></w:r></w:fldSimple></w:p>";
    assert_eq!(dump(&(complex + simple)), "第3頁\n今日\n");
}

#[test]
fn fields_within_the_code_of_a_field_do_not_show() {
    let inner = [BEGIN, "<w:instrText>REF a</w:instrText>", SEPARATE, "<w:t>內</w:t>", END].concat();
    let line =
        [BEGIN, "<w:instrText>IF </w:instrText>", &inner, "<w:t>碼</w:t>", SEPARATE, "<w:t>果</w:t>", END].concat();
    assert_eq!(dump(&runs(&[&line, "<w:t>後</w:t>"])), "果後\n");
}

#[test]
fn a_field_may_reach_over_paragraphs() {
    let body = [
        runs(&[BEGIN, &code("TOC"), SEPARATE, "<w:t>壹</w:t>"]),
        runs(&["<w:t>貳</w:t>"]),
        runs(&[END, "<w:t>參</w:t>"]),
    ];
    assert_eq!(dump(&body.concat()), "壹\n貳\n參\n");
}

#[test]
fn a_field_without_an_end_hides_nothing_behind_it() {
    let unended = runs(&["<w:t>前</w:t>", BEGIN, &code("PAGE")]);
    assert_eq!(dump(&[unended.clone(), p("後")].concat()), "前\n後\n");
    let body = [unended, runs(&[BEGIN, &code("PAGE"), SEPARATE, "<w:t>3</w:t>", END]), p("後")];
    assert_eq!(dump(&body.concat()), "前\n3\n後\n");
    assert_eq!(dump(&[runs(&[SEPARATE, END, END]), p("文")].concat()), "^ 文\n");
}

#[test]
fn fields_without_a_result_show_what_they_stand_for() {
    let field = |instruction: &str| [BEGIN, &code(instruction), END].concat();
    let line = runs(&[
        &field(r" EQ \o\ac(○,3)"),
        &field(r"eq \o\ac(□,√)"),
        &field(r" SYMBOL 168 \f Wingdings \s 12"),
        &field(r" MACROBUTTON NoMacro [請填寫] "),
        &field("XE \"索引\""),
    ]);
    assert_eq!(dump(&line), "③☑□[請填寫]\n");
}

#[test]
fn fields_of_forms_show_their_state() {
    let form = |data: &str| {
        format!("<w:fldChar w:fldCharType=\"begin\"><w:ffData>{data}</w:ffData></w:fldChar>{}{END}", code("FORM"))
    };
    let check = form("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>");
    let list =
        form("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"是\"/><w:listEntry w:val=\"否\"/></w:ddList>");
    assert_eq!(dump(&runs(&[&check, &form("<w:checkBox/>"), &list])), "☒☐否\n");
}

#[test]
fn symbols_are_what_their_fonts_show() {
    let sym = |font: &str, code: &str| format!("<w:sym w:font=\"{font}\" w:char=\"{code}\"/>");
    let line = [
        sym("Wingdings", "F0FE"),
        sym("Wingdings", "F0A8"),
        sym("Wingdings 2", "0052"),
        sym("Symbol", "F0B3"),
        sym("webdings", "F061"),
        sym("MS Gothic", "2610"),
    ];
    let run = "<w:rPr><w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/></w:rPr><w:t>\u{F06E}l</w:t>";
    assert_eq!(dump(&runs(&[&line.concat(), run])), "☑□☑≥✓☐■●\n");
}

#[test]
fn characters_that_only_a_font_can_show_are_kept_with_a_warning() {
    let body = runs(&["<w:t>甲\u{E001}</w:t><w:sym w:font=\"AgencySigns\" w:char=\"F041\"/>"]);
    let shown = dump(&body);
    assert!(shown.starts_with("甲\u{E001}\u{F041}\n! 2 characters"), "{shown}");
}

#[test]
fn ruby_stands_in_brackets_behind_its_base() {
    let ruby = "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>ㄐㄧˋ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>計</w:t></w:r></w:rubyBase></w:ruby>";
    assert_eq!(dump(&runs(&[ruby, "<w:t>畫</w:t>"])), "計（ㄐㄧˋ）畫\n");
}

#[test]
fn equations_show_their_text_in_order() {
    let math =
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>";
    assert_eq!(dump(&format!("<w:p><w:r><w:t>=</w:t></w:r>{math}<m:oMathPara>{math}</m:oMathPara></w:p>")), "=abab\n");
}

#[test]
fn wrappers_within_a_line_are_transparent() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p><w:hyperlink r:id=\"a\">{}</w:hyperlink><w:smartTag><w:smartTagPr/>{}</w:smartTag><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:dir w:val=\"ltr\">{}</w:dir><x:mark>{}</x:mark></w:p>",
        run("甲"),
        run("乙"),
        run("按一下"),
        run("丙"),
        run("丁")
    );
    assert_eq!(dump(&body), "甲乙按一下丙丁\n");
}
