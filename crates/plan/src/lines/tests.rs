use document::{Document, Flow, Origin, Paragraph, Place};
use numerals::label::Class;

use super::shape::{is_drawing, is_sentence, is_title};
use super::wrap::{self, continues, ends_sentence, has_open_bracket, measure};
use super::{Break, Line, Piece, join, take};
use crate::testing::{cell, document, outline, paragraph, pieces, plan_from, source_table, tables, text};
use crate::text::{GENERATED, Sources};

fn lines_of(of: &str) -> Vec<Line> {
    lines_in(&document(of))
}

fn lines_in(document: &Document) -> Vec<Line> {
    let pieces = take(document, &crate::Lexicon::default(), &mut Sources::default());
    pieces.iter().filter_map(Piece::line).cloned().collect()
}

fn raw(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| line.text.raw()).collect()
}

fn authored(blocks: Vec<document::Block>) -> Document {
    Document { blocks, flow: Flow::Paragraphs }
}

/// Eight lines of 30 Chinese characters each, then a short one.
fn wrapped_at_thirty() -> Vec<Piece> {
    let line = "甲乙丙丁戊己庚辛壬癸".repeat(3);
    pieces(&format!("{}短行", format!("{line}\n").repeat(8)))
}

#[test]
fn a_blank_line_parts_what_stands_around_it() {
    let lines = lines_of("壹、依據\n貳、目標\n\n參、對象");
    assert_eq!(lines.iter().map(|line| line.before).collect::<Vec<_>>(), [Break::Line, Break::Line, Break::Blank]);
}

#[test]
fn a_line_break_within_a_paragraph_is_weaker_than_its_end() {
    let lines = lines_in(&authored(vec![paragraph("一、受理\n申請"), paragraph("二、核發")]));
    assert_eq!(
        lines.iter().map(|line| line.before).collect::<Vec<_>>(),
        [Break::Paragraph, Break::Line, Break::Paragraph]
    );
}

#[test]
fn a_generated_label_is_read_like_a_typed_one() {
    let mut block = Paragraph::new("訂定計畫", Origin::default());
    block.label = Some("（三）".to_owned());
    let lines = lines_in(&authored(vec![document::Block::Paragraph(block)]));
    assert_eq!(lines[0].label.and_then(|label| label.ordinal), Some(3));
    assert_eq!(lines[0].text.positions()[..3], [GENERATED; 3]);
    assert_eq!(lines[0].body().raw(), "訂定計畫");
}

#[test]
fn invisible_characters_are_left_out() {
    assert_eq!(raw(&lines_of("服\u{200B}務\u{FEFF}品質")), ["服務品質"]);
}

#[test]
fn what_the_reader_takes_for_surroundings_stays_so() {
    let mut block = Paragraph::new("縣長信箱", Origin::default());
    block.place = Place::Aside;
    assert!(lines_in(&authored(vec![document::Block::Paragraph(block)]))[0].is_aside());
}

#[test]
fn a_line_of_tabs_alone_is_kept() {
    assert_eq!(raw(&lines_of("甲\t乙\n\t\n丙\t丁")), ["甲\t乙", "\t", "丙\t丁"]);
}

#[test]
fn marks_of_markdown_are_kept_apart_from_the_text() {
    let lines = lines_of("## 壹、**依據**");
    assert_eq!(lines[0].text.raw(), "壹、依據");
    assert_eq!(lines[0].marks.iter().map(|mark| mark.raw()).collect::<Vec<_>>(), ["##", "**", "**"]);
}

#[test]
fn a_table_of_the_source_keeps_the_paragraphs_of_its_cells() {
    let blocks = vec![document::Block::Table(source_table(&[&["甲\n乙", " "]]))];
    let pieces = take(&authored(blocks), &crate::Lexicon::default(), &mut Sources::default());
    let [Piece::Table(table)] = &pieces[..] else { panic!("one table") };
    assert_eq!(raw(&table.cells[0].lines), ["甲", "乙"]);
    assert!(table.cells[1].lines.is_empty());
}

/// A document on one line, of more than the least length.
const FLATTENED: &str = "青川縣政府105年度提升服務品質實施計畫 壹、依據 縣政府一百零四年十二月二十日函頒之提升服務品質推動方案辦理。 \
    貳、目標 一、建立以民眾為先之服務。二、縮短民眾等候之時間，並減少往返奔波之苦，使各項業務更為便捷。 \
    參、實施對象：本府及所屬各機關全體同仁。 肆、實施期程：105年1月1日至12月31日止。";

#[test]
fn a_line_that_holds_a_document_is_cut_at_labels() {
    let lines = lines_of(FLATTENED);
    let labels: Vec<u32> = lines.iter().filter_map(|line| line.label?.ordinal).collect();
    assert_eq!(labels, [1, 2, 1, 2, 3, 4]);
    assert!(raw(&lines).contains(&"二、縮短民眾等候之時間，並減少往返奔波之苦，使各項業務更為便捷。 ".to_owned()));
}

#[test]
fn cutting_a_line_loses_nothing() {
    assert_eq!(raw(&lines_of(FLATTENED)).concat(), FLATTENED);
}

#[test]
fn pieces_of_a_line_are_bound_more_weakly_than_lines() {
    let lines = lines_of(FLATTENED);
    assert_eq!(lines[0].before, Break::Line);
    assert!(lines[1..].iter().all(|line| line.before == Break::Inline));
}

#[test]
fn a_label_stays_with_its_text_where_a_line_is_cut() {
    let lines = lines_of(&FLATTENED.replace("貳、目標", "貳、 目標"));
    assert!(raw(&lines).contains(&"貳、 目標 ".to_owned()), "{:?}", raw(&lines));
}

#[test]
fn a_long_line_without_divisions_is_one_line() {
    let line = format!("一、{}。", "本所應隨時檢討各項申請案件之處理流程，".repeat(12));
    assert_eq!(raw(&lines_of(&line)), [line]);
}

#[test]
fn a_short_line_with_two_labels_is_one_line() {
    assert_eq!(lines_of("壹、依據 貳、目標").len(), 1);
}

#[test]
fn a_long_line_with_three_column_names_is_cut() {
    let line = format!("項次 工作項目 完成期限 承辦單位 1 {} 每月 秘書室", "檢討各項申請案件之處理流程。".repeat(10));
    assert_eq!(raw(&lines_of(&line))[..4], ["項次 ", "工作項目 ", "完成期限 ", "承辦單位 "]);
}

#[test]
fn lines_of_one_length_show_a_wrap() {
    let pieces = wrapped_at_thirty();
    let wrap = measure(&pieces);
    let full: Vec<bool> = pieces.iter().filter_map(Piece::line).map(|line| wrap.is_full(line)).collect();
    assert_eq!(full, [true, true, true, true, true, true, true, true, false]);
}

#[test]
fn lines_of_every_length_show_none() {
    let ragged: Vec<String> = (13..40).step_by(3).map(|length| "甲".repeat(length)).collect();
    let pieces = pieces(&ragged.join("\n"));
    let wrap = measure(&pieces);
    assert!(pieces.iter().filter_map(Piece::line).all(|line| !wrap.is_full(line)));
}

#[test]
fn a_few_lines_show_no_wrap() {
    let pieces = pieces(&"甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己\n".repeat(4));
    let wrap = measure(&pieces);
    assert!(pieces.iter().filter_map(Piece::line).all(|line| !wrap.is_full(line)));
}

/// Whether the second line goes on the first in a document that was wrapped at 30 characters.
fn goes_on(first: &str, second: &str) -> bool {
    let wrap = measure(&wrapped_at_thirty());
    let lines = lines_of(&format!("{first}\n{second}"));
    wrap.goes_on(&lines[0].text, &lines[0], &lines[1])
}

#[test]
fn a_full_line_goes_on_with_the_next() {
    assert!(goes_on(&"甲".repeat(30), "乙丙丁"));
}

#[test]
fn a_full_line_goes_on_although_a_sentence_ends_there() {
    assert!(goes_on(&format!("{}。", "甲".repeat(29)), "乙丙丁"));
}

#[test]
fn a_full_line_that_ends_in_a_colon_is_complete() {
    assert!(!goes_on(&format!("{}：", "甲".repeat(29)), "乙丙丁"));
}

#[test]
fn an_indented_line_behind_a_full_sentence_is_a_new_paragraph() {
    assert!(!goes_on(&format!("{}。", "甲".repeat(29)), "　　乙丙丁"));
}

#[test]
fn a_short_line_is_complete() {
    assert!(!goes_on("服務品質", "推動小組"));
}

#[test]
fn an_open_bracket_goes_on_over_the_line() {
    assert!(goes_on("依縣政府函頒「提升", "服務品質方案」辦理"));
}

#[test]
fn a_line_that_begins_with_a_closing_sign_goes_on() {
    assert!(goes_on("服務品質", "，並由秘書室彙整。"));
}

#[test]
fn dates_one_a_line_stay_apart() {
    assert!(!goes_on(
        "中華民國九十八年三月五日府研考字第０９８００１２３４５號函訂定全文，",
        "中華民國九十九年三月五日修正"
    ));
}

#[test]
fn a_gap_ends_a_sentence() {
    let wrap = measure(&wrapped_at_thirty());
    let lines = lines_of(&format!("{}。\n\n乙丙丁", "甲".repeat(29)));
    assert!(!wrap.goes_on(&lines[0].text, &lines[0], &lines[1]));
}

#[test]
fn a_paragraph_of_its_author_never_goes_on() {
    let lines = lines_in(&authored(vec![paragraph("依縣政府函頒「提升"), paragraph("服務品質方案」辦理")]));
    assert!(!wrap::Wrap::default().goes_on(&lines[0].text, &lines[0], &lines[1]));
}

#[test]
fn sentences_end_behind_quotes_too() {
    for ending in ["辦理。", "辦理。」", "如下：", "辦理；", "辦理！）"] {
        assert!(ends_sentence(&text(ending)), "{ending}");
    }
    for open in ["辦理", "「方案」", "", "辦理，", "　"] {
        assert!(!ends_sentence(&text(open)), "{open}");
    }
}

#[test]
fn brackets_are_open_until_their_own_sign() {
    for open in ["「提升", "（一", "(一", "「甲』", "《甲「乙」"] {
        assert!(has_open_bracket(&text(open)), "{open}");
    }
    for closed in ["「提升」", "（一)", "(一）", "」提升", "1)甲", "「甲『乙」"] {
        assert!(!has_open_bracket(&text(closed)), "{closed}");
    }
}

#[test]
fn clauses_go_on_over_signs_and_conjunctions() {
    for (first, second) in [("登記、", "測量"), ("登記", "及測量"), ("登記課（含", "資訊）"), ("登記", "、測量")]
    {
        assert!(continues(&text(first), &text(second)), "{first} {second}");
    }
    for (first, second) in [("登記課", "測量課"), ("已辦理。", "及測量")] {
        assert!(!continues(&text(first), &text(second)), "{first} {second}");
    }
}

#[test]
fn lines_join_without_blanks_between_chinese_characters() {
    let lines = lines_of("提升服務\n品質 by\nmail");
    let mut joined = lines[0].text.clone();
    lines[1..].iter().for_each(|line| join(&mut joined, line));
    assert_eq!(joined.closed(), "提升服務品質by mail");
}

#[test]
fn titles_are_short_and_end_in_what_plans_are_called() {
    for title in
        ["青川縣政府105年度提升服務品質實施計畫", "南嶼鄉公所為民服務工作要點（草案）", "云山县政务服务提升方案"]
    {
        assert!(is_title(title), "{title}");
    }
    for other in
        ["計畫", "實施計畫", "依據：青川縣政府服務計畫", "本所應訂定計畫，並辦理相關計畫", "青川縣政府訂定計畫。"]
    {
        assert!(!is_title(other), "{other}");
    }
}

#[test]
fn sentences_have_clauses() {
    for sentence in ["辦理。", "各單位應確實辦理各項業務，並按季檢討"] {
        assert!(is_sentence(&text(sentence)), "{sentence}");
    }
    for heading in ["計畫依據", "登記，測量", "服務品質推動小組之組織及其任務分工情形"] {
        assert!(!is_sentence(&text(heading)), "{heading}");
    }
}

#[test]
fn drawings_hold_strokes() {
    for drawing in ["┌──┐", "│受理│", "↓", "受理─→核發"] {
        assert!(is_drawing(&text(drawing)), "{drawing}");
    }
    for words in ["受理", "由受理↓核發", ""] {
        assert!(!is_drawing(&text(words)), "{words}");
    }
}

/// A paragraph with a label that the source generates.
fn labelled(label: &str, of: &str) -> document::Block {
    let label = Some(label.to_owned());
    document::Block::Paragraph(Paragraph { label, ..Paragraph::new(of, Origin::default()) })
}

/// Class, value, label and body of the first line.
fn generated(label: &str, of: &str) -> Option<(Class, Option<u32>, String, String)> {
    let document = Document { blocks: vec![labelled(label, of)], flow: Flow::Paragraphs };
    let pieces = take(&document, &crate::Lexicon::default(), &mut Sources::default());
    let line = pieces.first().and_then(Piece::line)?;
    let found = line.label?;
    Some((found.class, found.ordinal, line.text.slice(found.start..found.end).closed(), line.body().closed()))
}

#[test]
fn a_generated_label_is_one_whatever_stands_behind_it() {
    let all = |class, ordinal, label: &str, body: &str| Some((class, ordinal, label.to_owned(), body.to_owned()));
    assert_eq!(generated("壹、", "計畫依據"), all(Class::Formal, Some(1), "壹", "計畫依據"));
    assert_eq!(generated("壹", "計畫依據"), all(Class::Formal, Some(1), "壹", "計畫依據"));
    assert_eq!(generated("（十一）", "二樓"), all(Class::HanBracket, Some(11), "（十一）", "二樓"));
    assert_eq!(generated("3", "月底前"), all(Class::ArabicDot, Some(3), "3", "月底前"));
    assert_eq!(generated("3.", "5 月底前"), all(Class::ArabicDot, Some(3), "3", "5月底前"));
    assert_eq!(generated("1.2", "3"), all(Class::Decimal, Some(2), "1.2", "3"));
    assert_eq!(generated("第二條", "之一款"), all(Class::Article, Some(2), "第二條", "之一款"));
    assert_eq!(generated("➔", "便民"), all(Class::Bullet, None, "➔", "便民"));
    assert_eq!(generated("丙、", ""), all(Class::Stem, Some(3), "丙", ""));
    assert_eq!(generated("Step 1:", "便民"), all(Class::Other, None, "Step 1", "便民"));
    assert_eq!(generated("甲", "案"), all(Class::Stem, Some(1), "甲", "案"));
    assert_eq!(generated("l.", "便民"), all(Class::LatinSmall, Some(12), "l", "便民"));
    assert_eq!(generated("II、", "便民"), all(Class::Latin, Some(2), "II", "便民"));
    assert_eq!(generated("(iv)", "便民"), all(Class::LatinBracket, Some(4), "(iv)", "便民"));
    assert_eq!(generated("200", "便民"), all(Class::Other, None, "200", "便民"));
    assert_eq!(generated("-", "一、便民"), all(Class::Bullet, None, "-", "一、便民"));
}

// Frames

const TITLE: &str = "青川縣政府105年度提升服務品質實施計畫";
const BODY: &str = "壹、依據\n依縣政府函頒之方案辦理。\n貳、目標\n一、便民。\n二、效能。";
const OUTLINE: &str = "§ 壹 依據\n  ¶ 依縣政府函頒之方案辦理。\n§ 貳 目標\n  一 便民。\n  二 效能。";

fn framed(rows: &[&[&str]]) -> document::Block {
    document::Block::Table(source_table(rows))
}

fn lines_below(of: &str) -> Vec<document::Block> {
    of.split('\n').map(paragraph).collect()
}

#[test]
fn a_plan_in_a_frame_is_read_as_the_document() {
    for rows in [
        &[&[format!("{TITLE}\n{BODY}").as_str()] as &[&str]] as &[&[&str]],
        &[&[TITLE], &[BODY]],
        &[&[TITLE], &["壹、依據\n依縣政府函頒之方案辦理。"], &["貳、目標\n一、便民。\n二、效能。"]],
    ] {
        let plan = plan_from(vec![framed(rows)]);
        assert_eq!(plan.title.as_deref(), Some(TITLE));
        assert_eq!(outline(&plan), format!("¶ {TITLE}\n{OUTLINE}"));
    }
}

#[test]
fn a_title_in_a_frame_is_the_title() {
    for title in [TITLE, "青川縣政府\n105年度提升服務品質\n實施計畫"] {
        let mut blocks = vec![framed(&[&[title]])];
        blocks.extend(lines_below(BODY));
        let plan = plan_from(blocks);
        assert_eq!(plan.title.as_deref(), Some(TITLE));
        assert_eq!(tables(&plan).len(), 0);
    }
}

#[test]
fn headings_in_frames_head_divisions() {
    let mut blocks = vec![paragraph(TITLE), framed(&[&["壹、依據"]]), paragraph("依縣政府函頒之方案辦理。")];
    blocks.extend([framed(&[&["貳、目標"]]), paragraph("一、便民。"), paragraph("二、效能。")]);
    assert_eq!(outline(&plan_from(blocks)), format!("¶ {TITLE}\n{OUTLINE}"));
}

#[test]
fn a_frame_with_a_row_of_fields_keeps_that_row_a_table() {
    let mut frame = source_table(&[&[], &["承辦單位", "秘書室", "承辦人", "王小明"]]);
    frame.cells.insert(0, cell((0, 0), (1, 4), TITLE));
    frame.cells.push(cell((2, 0), (1, 4), BODY));
    let plan = plan_from(vec![document::Block::Table(frame)]);
    assert_eq!(outline(&plan), format!("¶ {TITLE}\n# |||\n| 承辦單位|秘書室|承辦人|王小明\n{OUTLINE}"));
    assert_eq!(plan.title.as_deref(), Some(TITLE));
}

#[test]
fn a_frame_around_a_table_is_none() {
    let mut outer = source_table(&[&["評核機關：青川縣政府"]]);
    outer.cells[0].blocks.push(framed(&[&["評核項目", "配分"], &["設施", "50"]]));
    let mut blocks = vec![paragraph(TITLE)];
    blocks.extend(lines_below(BODY));
    blocks.extend([paragraph("參、考核"), document::Block::Table(outer)]);
    let plan = outline(&plan_from(blocks));
    assert!(plan.ends_with("§ 參 考核\n  ¶ 評核機關：青川縣政府\n  # 評核項目|配分\n  | 設施|50"), "{plan}");
}

#[test]
fn a_note_in_a_frame_is_a_table() {
    for note in [
        "注意：本表每季填報一次。",
        "附註\n一、經費：自籌。\n二、期程：全年。",
        "一、本表每季填報。\n二、逾期不予受理，並列入考核。",
        "青川縣政府服務品質考核要點",
    ] {
        let mut blocks = vec![paragraph(TITLE)];
        blocks.extend(lines_below(BODY));
        blocks.push(framed(&[&[note]]));
        let plan = plan_from(blocks);
        assert_eq!(tables(&plan).len(), 1, "{note}");
        assert_eq!(plan.sections.len(), 2, "{note}");
    }
}

#[test]
fn a_note_below_the_rows_of_a_table_belongs_to_it() {
    let mut table = source_table(&[
        &["評核項目", "評核指標", "配分"],
        &["設施", "服務場所整潔明亮，標示清楚，動線順暢", "50"],
        &["禮貌", "應對進退得宜，電話禮貌良好，主動招呼", "50"],
    ]);
    table.cells.push(cell((3, 0), (1, 3), "一、依據：考核要點。\n二、期程：全年。"));
    let mut blocks = vec![paragraph(TITLE)];
    blocks.extend(lines_below(BODY));
    blocks.push(document::Block::Table(table));
    let plan = plan_from(blocks);
    assert_eq!(tables(&plan).len(), 1);
    assert_eq!(tables(&plan)[0].rows.len(), 3);
}

// Captions

fn captioned(of: &[&[&str]]) -> document::Table {
    let caption =
        Paragraph { label: Some("表一".to_owned()), ..Paragraph::new("工作分配表", Origin::default()) };
    document::Table { caption: Some(caption), ..source_table(of) }
}

#[test]
fn the_caption_of_a_table_without_cells_is_text() {
    let plan = plan_from(vec![paragraph("壹、計畫分工"), document::Block::Table(captioned(&[]))]);
    assert_eq!(outline(&plan), "§ 壹 計畫分工\n  表一 工作分配表");
    let mut outer = source_table(&[&["甲", "乙"], &["丙", "丁"]]);
    outer.cells[3].blocks.push(document::Block::Table(captioned(&[])));
    let plan = outline(&plan_from(vec![paragraph("壹、計畫分工"), document::Block::Table(outer)]));
    assert!(plan.ends_with("| 丙|丁⏎表一工作分配表"), "{plan}");
}

#[test]
fn the_caption_of_a_table_in_a_page_header_is_kept_with_its_rows() {
    let mut table = captioned(&[&["第一科"]]);
    let in_header = Origin { part: document::Part::Header, ..Origin::default() };
    table.cells[0].blocks = vec![document::Block::Paragraph(Paragraph::new("第一科", in_header))];
    let plan = plan_from(vec![paragraph("壹、計畫分工"), document::Block::Table(table)]);
    let kept = |text: &str| {
        plan.furniture.iter().any(|furniture| furniture.text.contains(text)) || outline(&plan).contains(text)
    };
    assert!(kept("工作分配表") && kept("第一科"), "{}", outline(&plan));
}
