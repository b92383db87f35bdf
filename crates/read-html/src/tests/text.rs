use super::{read, shows};
use document::Flow;

#[test]
fn white_space_is_folded_as_css_says() {
    shows("<p>  一、\n  持續   推動\t服務 </p>", &["^ 一、 持續 推動 服務"]);
    shows("<p>甲 <b> 乙</b> <i>丙</i> </p>", &["^ 甲 乙 丙"]);
    shows("<p>甲&nbsp;&nbsp;乙　丙</p>", &["^ 甲␣␣乙　丙"]);
    shows("<div> <span> </span> </div><p>甲</p>", &["^ 甲"]);
}

#[test]
fn inline_elements_do_not_break_words() {
    shows(
        "<p>提升<b>服務</b><font color=red>品</font><span>質</span><o:p></o:p><wbr>計畫</p>",
        &["^ 提升服務品質計畫"],
    );
    shows("<p>漢<ruby>字<rp>(</rp><rt>ㄗˋ</rt><rp>)</rp></ruby></p>", &["^ 漢字ㄗˋ"]);
}

#[test]
fn blocks_end_paragraphs() {
    shows(
        "甲<div>乙</div>丙<p>丁<p>戊<blockquote>己</blockquote>庚",
        &["甲", "乙", "丙", "^ 丁", "^ 戊", "^ 己", "^ 庚"],
    );
    shows("<div>甲<div>乙</div></div><dl><dt>丙<dd>丁</dl>", &["甲", "乙", "^ 丙", "丁"]);
    shows("甲<span style='display:block'>乙</span>丙", &["甲", "乙", "丙"]);
    shows("甲<hr>乙", &["甲", "^ 乙"]);
}

#[test]
fn one_line_break_stays_and_two_end_the_paragraph() {
    shows("<p>甲<br>乙<br/>丙</p>", &["^ 甲⏎乙⏎丙"]);
    shows("甲<br><br>乙<br> <br>丙<br>&nbsp;<br>丁", &["甲", "^ 乙", "^ 丙", "^ 丁"]);
    shows("<div><br>甲<br></div><div>乙</div>", &["^ 甲", "乙"]);
    shows("<div>甲<br><br></div><div>乙</div>", &["甲", "^ 乙"]);
}

#[test]
fn blank_paragraphs_only_leave_a_gap() {
    shows("<div>甲</div><p>&nbsp;</p><div>　</div><div>乙</div>", &["甲", "^ 乙"]);
}

#[test]
fn headings_keep_their_rank() {
    shows("<h1>計畫</h1><h3>一、<b>依據</b></h3>甲", &["^ h1 計畫", "^ h3 一、依據", "^ 甲"]);
}

#[test]
fn preformatted_text_keeps_its_lines() {
    shows(
        "<p>甲</p><pre>\n┌──┐\n│ 乙 │\n└──┘\n\n  丙\n</pre><p>丁丁丁丁丁丁丁丁</p>",
        &["^ 甲", "^ ┌──┐⏎│ 乙 │⏎└──┘", "^   丙", "^ 丁丁丁丁丁丁丁丁"],
    );
    shows(
        "<p>丁丁丁丁丁丁丁丁丁丁丁丁</p><div style='white-space: pre-wrap'>甲  乙\n丙</div>",
        &["^ 丁丁丁丁丁丁丁丁丁丁丁丁", "^ 甲  乙⏎丙"],
    );
}

#[test]
fn a_page_that_is_one_preformatted_text_is_lines() {
    let reading =
        read("<html><title>計畫</title><pre>壹、依據\n行政院函頒之方案，為提升\n服務品質辦理。\n\n貳、目標</pre>");
    assert_eq!(reading.document.flow, Flow::Lines);
    assert_eq!(
        super::dump_of(&reading).lines().collect::<Vec<_>>(),
        ["^ 壹、依據", "行政院函頒之方案，為提升", "服務品質辦理。", "^ 貳、目標"]
    );
}

#[test]
fn drawings_and_formulas_show_their_text() {
    shows(
        "<p>甲<svg><title>圖</title><text>乙</text></svg><math><mi>x</mi><annotation>x</annotation></math>丙</p>",
        &["^ 甲乙x丙"],
    );
}

#[test]
fn comments_and_word_conditions_are_no_text() {
    shows(
        "<p><![if !supportLists]><span>壹、<span>&nbsp; </span></span><![endif]>計畫<!-- 註 -->依據</p>",
        &["^ 壹、␣ 計畫依據"],
    );
}

#[test]
fn form_controls_stand_beside_the_text() {
    shows(
        "<p>字級<select><option>小</option><option>大</option></select>設定<input type=submit value=送出><input value='3'><input type=checkbox value=on></p>",
        &["^ 字級設定", "~ 小", "~ 大", "~ 送出", "~ 3"],
    );
    shows(
        "<button>壹、依據</button><div>甲</div><h2><button>貳、目標</button></h2><textarea>乙\n丙</textarea>",
        &["壹、依據", "甲", "^ h2 貳、目標", "~ 乙⏎丙"],
    );
}
