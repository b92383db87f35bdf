mod labels;

use numerals::label::{self, Class, Label};

use super::trail::{Fit, Trail};
use super::{contents, heading, top};
use crate::Code;
use crate::testing::{codes, in_part, levels, outline, paragraph, pieces, plan_from, plan_of, text};
use crate::text::Text;

fn label(of: &str) -> Label {
    let chars: Vec<char> = of.chars().collect();
    let Some(label) = label::at(&chars, 0) else { panic!("{of} has no label") };
    label
}

fn trail(labels: &[&str]) -> Trail {
    let mut trail = Trail::default();
    for of in labels {
        trail.enter(&label(of), of.chars().next().filter(|_| label(of).class == Class::Bullet));
    }
    trail
}

fn open(trail: &Trail) -> Vec<(Class, Option<u32>)> {
    trail.open().iter().map(|open| (open.class, open.ordinal)).collect()
}

#[test]
fn labels_fit_by_class_and_value() {
    let trail = trail(&["壹、甲", "二、甲", "(三)甲"]);
    for (of, fit) in [
        ("貳、甲", Fit::Next),
        ("三、甲", Fit::Next),
        ("二、甲", Fit::Repeat),
        ("五、甲", Fit::Gap),
        ("一、甲", Fit::Back),
        ("1.甲", Fit::First),
        ("2.甲", Fit::Headless),
    ] {
        assert_eq!(trail.fit(&label(of)), fit, "{of}");
    }
}

#[test]
fn only_next_and_first_are_regular() {
    assert!(Fit::Next.is_regular() && Fit::First.is_regular());
    assert!(![Fit::Repeat, Fit::Gap, Fit::Back, Fit::Headless].into_iter().any(Fit::is_regular));
}

#[test]
fn a_label_closes_its_kin_and_what_is_finer() {
    let trail = trail(&["壹、甲", "一、甲", "(一)甲", "1.甲", "二、甲"]);
    assert_eq!(open(&trail), [(Class::Formal, Some(1)), (Class::Han, Some(2))]);
}

#[test]
fn a_coarser_label_closes_finer_ones_that_skip_a_class() {
    let trail = trail(&["壹、甲", "(一)甲", "(1)甲", "1.甲"]);
    assert_eq!(open(&trail).last(), Some(&(Class::ArabicDot, Some(1))));
    assert_eq!(open(&trail).len(), 3);
}

#[test]
fn bullets_of_another_sign_are_a_list_within() {
    let trail = trail(&["一、甲", "●甲", "◎甲", "◎乙"]);
    assert_eq!(open(&trail).len(), 3);
    assert_eq!(open(&self::trail(&["一、甲", "●甲", "◎甲", "●乙"])).len(), 2);
}

fn parts(of: &str) -> (String, String) {
    let (heading, rest) = heading::parts(&text(of), &crate::Lexicon::default());
    (heading.closed(), rest.closed())
}

#[test]
fn a_heading_alone_is_all_heading() {
    assert_eq!(parts("計畫依據"), ("計畫依據".to_owned(), String::new()));
}

#[test]
fn a_colon_parts_heading_and_text() {
    assert_eq!(parts("計畫依據：縣政府函頒方案。"), ("計畫依據".to_owned(), "縣政府函頒方案。".to_owned()));
    assert_eq!(parts("目標："), ("目標".to_owned(), String::new()));
}

#[test]
fn a_colon_within_a_sentence_parts_nothing() {
    let sentence = "各單位應辦理下列事項，並按季檢討：另訂之。";
    assert_eq!(parts(sentence), (String::new(), sentence.to_owned()));
}

#[test]
fn a_sentence_has_no_heading() {
    let sentence = "本計畫如有未盡事宜，得隨時修正之。";
    assert_eq!(parts(sentence), (String::new(), sentence.to_owned()));
}

#[test]
fn a_statement_about_the_plan_is_no_heading_though_it_lacks_its_full_stop() {
    assert_eq!(parts("本計畫奉核可後實施").0, "");
}

#[test]
fn a_heading_runs_into_its_text_behind_a_blank() {
    assert_eq!(
        parts("目標 提升服務品質，縮短等候時間。"),
        ("目標".to_owned(), "提升服務品質，縮短等候時間。".to_owned())
    );
}

#[test]
fn a_quoted_name_with_a_comma_does_not_keep_a_heading_from_being_one() {
    assert_eq!(parts("推動「簡政，便民」小組：由秘書任召集人。").0, "推動「簡政，便民」小組");
}

#[test]
fn nothing_has_neither_heading_nor_text() {
    assert_eq!(parts("　"), (String::new(), String::new()));
}

#[test]
fn the_sign_behind_a_heading_is_its_colon() {
    let line = text("依據 ：縣政府函");
    let sign = |heading: &Text| heading::sign(&line, heading).raw();
    assert_eq!(sign(&heading::parts(&line, &crate::Lexicon::default()).0), "：");
    assert_eq!(sign(&Text::default()), "");
}

fn entries(of: &str) -> Vec<bool> {
    contents::find(&pieces(of))
}

#[test]
fn lines_with_leaders_and_page_numbers_are_contents() {
    assert_eq!(
        entries("壹、依據……1\n貳、目標……2\n參、對象……12\n壹、依據\n縣政府函。"),
        [true, true, true, false, false]
    );
}

#[test]
fn lines_that_announce_headings_to_come_are_contents() {
    let found = entries("壹、依據\n貳、目標\n參、對象\n壹、依據\n縣政府函。\n貳、目標\n便民。\n參、對象\n全體。");
    assert_eq!(found, [true, true, true, false, false, false, false, false, false]);
}

#[test]
fn two_lines_are_no_contents() {
    assert_eq!(entries("壹、依據……1\n貳、目標……2\n縣政府函。"), [false, false, false]);
}

#[test]
fn an_entry_without_a_label_stands_among_the_contents() {
    assert_eq!(
        entries("總目錄\n前言\t1\n壹、依據\t1\n貳、目標\t2\n附表\t3\n壹、依據\n縣政府函。"),
        [false, true, true, true, true, false, false]
    );
    assert_eq!(
        entries("壹、依據……1\n組織分工……1\n貳、目標……2\n參、對象……3\n縣政府函。"),
        [true, true, true, true, false]
    );
}

#[test]
fn words_and_numbers_apart_without_labels_are_no_contents() {
    assert_eq!(entries("設施\t50\n禮貌\t30\n效能\t20\n便民\t10"), [false; 4]);
}

#[test]
fn attachments_in_a_list_are_announced() {
    for list in [
        "壹、依據：甲函。\n一、應備文件：\n附件1：申請表；\n附件2：計畫書。\n二、期限：年底。",
        "壹、依據：甲函。\n一、應備文件：\n附件1：申請表；\n附件2：計畫書。\n應送本所。\n附件1 申請表\n姓名",
    ] {
        assert_eq!(entries(list)[..5], [false, false, true, true, false], "{list}");
    }
    assert_eq!(
        entries("附件1：申請表\n附件2：計畫書\n附件1 申請表\n姓名\n附件2 計畫書\n名稱"),
        [true, true, false, false, false, false]
    );
    assert_eq!(entries("壹、依據：甲函。\n附件一 評核表\n附件二 調查表\n一、電話禮貌。"), [false; 4]);
    assert_eq!(entries("壹、依據：甲函。\n附件一 評核表\n電話禮貌\n附件一 評核表\n洽公環境"), [false; 5]);
}

#[test]
fn short_items_are_no_contents() {
    assert_eq!(entries("一、登記\n二、測量\n三、地價"), [false, false, false]);
}

fn top_of(of: &str) -> Option<Class> {
    let pieces = pieces(of);
    let entries = contents::find(&pieces);
    top::class(&pieces, &entries, &crate::Lexicon::default()).map(|(class, _)| class)
}

#[test]
fn the_divisions_bear_the_highest_class_that_numbers_on() {
    assert_eq!(top_of("壹、依據\n一、甲函\n二、乙函\n貳、目標\n一、便民\n二、效率"), Some(Class::Formal));
    assert_eq!(top_of("一、依據\n(一)甲函\n(二)乙函\n二、目標"), Some(Class::Han));
    assert_eq!(top_of("第一章 總則\n第一條 甲。\n第二條 乙。\n第二章 附則\n第三條 丙。"), Some(Class::Chapter));
}

#[test]
fn arabic_labels_head_divisions_where_they_name_them() {
    assert_eq!(top_of("1.依據：甲函。\n2.目標：便民。\n3.經費：自籌。"), Some(Class::ArabicDot));
    assert_eq!(top_of("1.清潔樓梯\n2.擦拭門窗\n3.澆灌花木"), None);
}

#[test]
fn stems_head_divisions_where_they_name_them_and_come_first() {
    assert_eq!(top_of("甲、依據：甲函。\n乙、目標\n一、便民。\n二、快速。\n丙、經費：自籌。"), Some(Class::Stem));
    assert_eq!(top_of("一、依據\n甲、計畫依據\n乙、計畫目標\n二、目標"), Some(Class::Han));
    assert_eq!(top_of("甲、清潔樓梯\n乙、擦拭門窗\n一、便民。\n二、快速。"), Some(Class::Han));
}

#[test]
fn text_without_labels_has_no_divisions() {
    assert_eq!(top_of("縣政府訂定本計畫。\n各單位辦理。"), None);
}

/// A plan of these lines below a title.
fn plan(lines: &str) -> crate::Plan {
    plan_of(&format!("青川縣政府105年度提升服務品質實施計畫\n{lines}"))
}

/// What is below the title in the outline of a plan.
fn body(lines: &str) -> String {
    let whole = outline(&plan(lines));
    whole.split_once('\n').map(|(_, body)| body.to_owned()).unwrap_or_default()
}

#[test]
fn divisions_and_items_nest_by_their_labels() {
    assert_eq!(
        body("壹、依據\n一、甲函。\n(一)子函。\n1.丑函。\n(1)寅函。\n二、乙函。\n貳、目標"),
        "§ 壹 依據\n  一 甲函。\n    (一) 子函。\n      1 丑函。\n        (1) 寅函。\n  二 乙函。\n§ 貳 目標"
    );
}

#[test]
fn levels_are_those_of_the_class_wherever_it_stands() {
    let plan = plan("壹、依據\n一、甲函。\n1.丑函。\n貳、目標\n(一)便民。\n①快。\n●好。");
    assert_eq!(levels(&plan), [("一", 1), ("1", 3), ("(一)", 2), ("①", 4), ("●", 5)]);
}

#[test]
fn levels_do_not_rise_where_the_divisions_bear_a_lower_class() {
    assert_eq!(
        levels(&plan("一、依據\n(一)甲函。\n(二)乙函。\n二、目標\n(一)便民。")),
        [("(一)", 2), ("(二)", 2), ("(一)", 2)]
    );
}

#[test]
fn a_division_carries_its_text_on_the_same_line() {
    assert_eq!(body("壹、依據：縣政府函。\n貳、目標：便民。"), "§ 壹 依據\n  ¶ 縣政府函。\n§ 貳 目標\n  ¶ 便民。");
}

#[test]
fn a_division_that_is_a_sentence_has_no_heading() {
    assert_eq!(
        body("壹、依據：縣政府函。\n貳、本計畫如有未盡事宜，得隨時修正之。"),
        "§ 壹 依據\n  ¶ 縣政府函。\n§ 貳\n  ¶ 本計畫如有未盡事宜，得隨時修正之。"
    );
}

/// Lines of 30 characters, the sentence of the last of them broken behind 第.
const WRAPPED: &str = "壹、依據：縣政府函。
貳、目標：
一、各單位應以民眾為先並主動檢討各項申請案件之作業流程及其應
備文件，凡得以電腦查詢之資料均不得再要求申請人檢附，以縮短民
眾等候之時間並減少往返奔波之苦，使各項業務更為便捷而且友善。
二、各單位應派員輪值服務臺並主動引導民眾填寫書表，遇有疑難之
案件應即時協調相關單位處理，不得推諉或要求民眾自行前往其他單
位洽辦，並由秘書室不定期派員抽查其辦理情形作為年度考核之參。
三、各單位辦理前項各款業務應依縣政府訂定之服務品質推動方案第
二、三項規定，並按季填報執行情形送秘書室彙整。
四、各單位應按季檢討。";

#[test]
fn a_wrapped_reference_to_items_is_no_label() {
    let plan = plan(WRAPPED);
    assert_eq!(levels(&plan).iter().map(|(label, _)| *label).collect::<Vec<_>>(), ["一", "二", "三", "四"]);
    assert!(outline(&plan).contains("推動方案第二、三項規定，並按季"), "{}", outline(&plan));
}

#[test]
fn wrapped_lines_are_joined() {
    assert!(outline(&plan(WRAPPED)).contains("作業流程及其應備文件"), "{}", outline(&plan(WRAPPED)));
}

#[test]
fn a_label_within_open_quotes_is_none() {
    assert_eq!(
        body("壹、依據：縣政府函頒「\n貳、參方案」辦理。\n貳、目標：便民。"),
        "§ 壹 依據\n  ¶ 縣政府函頒「貳、參方案」辦理。\n§ 貳 目標\n  ¶ 便民。"
    );
}

#[test]
fn a_quote_that_was_never_closed_does_not_swallow_the_plan() {
    let body = body("壹、依據：縣政府函頒「服務方案辦理。\n貳、目標：便民。\n參、對象：全體。");
    assert_eq!(body.lines().filter(|line| line.starts_with('§')).count(), 3, "{body}");
}

#[test]
fn a_repeated_label_is_a_division_and_remarked() {
    let plan = plan("壹、依據：甲函。\n貳、目標：便民。\n貳、對象：全體。\n參、經費：自籌。");
    assert_eq!(plan.sections.iter().filter_map(|section| section.ordinal).collect::<Vec<_>>(), [1, 2, 2, 3]);
    assert_eq!(codes(&plan), [Code::DuplicateLabel]);
}

#[test]
fn a_skipped_label_is_remarked() {
    let plan = plan("壹、依據：甲函。\n貳、目標：便民。\n肆、經費：自籌。");
    assert_eq!(plan.sections.len(), 3);
    assert_eq!(codes(&plan), [Code::MissingLabel]);
}

#[test]
fn a_label_out_of_order_is_remarked_and_not_missing() {
    let plan = plan("壹、依據：甲函。\n參、對象：全體。\n貳、目標：便民。\n肆、經費：自籌。");
    assert_eq!(plan.sections.len(), 4);
    assert_eq!(codes(&plan), [Code::OutOfOrderLabel]);
}

#[test]
fn a_list_that_begins_again_is_another_list() {
    let plan = plan("壹、依據：甲函。\n貳、目標：\n一、便民。\n二、快速。\n三、正確。\n一、友善。\n二、安全。");
    assert_eq!(codes(&plan), []);
}

#[test]
fn a_gap_among_items_is_remarked() {
    assert_eq!(codes(&plan("壹、依據：甲函。\n貳、目標：\n一、便民。\n二、快速。\n四、正確。")), [Code::MissingLabel]);
}

#[test]
fn articles_run_on_through_chapters() {
    let plan =
        plan("第一章 總則\n第一條 本要點依法訂定。\n第二條 各單位辦理。\n第二章 附則\n第三條 本要點自發布日施行。");
    assert_eq!(plan.sections.iter().map(|section| section.heading.as_str()).collect::<Vec<_>>(), ["總則", "附則"]);
    assert_eq!(codes(&plan), []);
}

#[test]
fn a_look_alike_numeral_counts_and_is_remarked() {
    let plan = plan("壹、依據：甲函。\n貳、目標：\nㄧ、便民。\n二、快速。");
    assert_eq!(levels(&plan), [("ㄧ", 1), ("二", 1)]);
    assert_eq!(codes(&plan), [Code::MisspeltLabel]);
}

#[test]
fn bullets_nest_by_their_signs() {
    assert_eq!(
        body("壹、依據：甲函。\n貳、目標：\n一、便民。\n●櫃檯。\n◎叫號。\n◎引導。\n●網站。\n二、快速。"),
        "§ 壹 依據\n  ¶ 甲函。\n§ 貳 目標\n  一 便民。\n    ● 櫃檯。\n      ◎ 叫號。\n      ◎ 引導。\n    ● 網站。\n  二 快速。"
    );
}

#[test]
fn a_table_of_contents_stands_in_front() {
    assert_eq!(
        body("目錄\n壹、依據……1\n貳、目標……2\n參、對象……3\n壹、依據\n甲函。\n貳、目標\n便民。\n參、對象\n全體。"),
        "¶ 目錄\n¶ 壹、依據……1\n¶ 貳、目標……2\n¶ 參、對象……3\n§ 壹 依據\n  ¶ 甲函。\n§ 貳 目標\n  ¶ 便民。\n§ 參 對象\n  ¶ 全體。"
    );
}

#[test]
fn a_word_between_the_items_of_a_list_is_no_division() {
    let body = body("壹、作法\n（一）簡化流程。\n說明\n各單位應配合。\n（二）縮短時限。\n參、經費\n自籌。");
    assert!(body.starts_with("§ 壹 作法\n  （一） 簡化流程。\n    ¶ 說明\n"), "{body}");
}

#[test]
fn a_heading_that_lost_its_label_is_a_division() {
    let plan = plan("壹、依據\n甲函。\n實施對象\n本府全體同仁。\n參、經費\n自籌。");
    let found: Vec<(Option<&str>, &str)> =
        plan.sections.iter().map(|section| (section.label.as_deref(), section.heading.as_str())).collect();
    assert_eq!(found, [(Some("壹"), "依據"), (None, "實施對象"), (Some("參"), "經費")]);
    assert_eq!(codes(&plan), [Code::MissingLabel]);
}

#[test]
fn headings_without_any_label_make_divisions() {
    let found = plan_from(vec![
        paragraph("青川縣政府105年度提升服務品質實施計畫"),
        paragraph("依據"),
        paragraph("縣政府函。"),
        paragraph("目標"),
        paragraph("便民。"),
        paragraph("實施對象"),
        paragraph("全體。"),
    ]);
    assert_eq!(
        found.sections.iter().map(|section| section.heading.as_str()).collect::<Vec<_>>(),
        ["依據", "目標", "實施對象"]
    );
    assert_eq!(codes(&found), []);
}

#[test]
fn text_without_divisions_is_all_front() {
    let plan = plan_of("青川縣政府服務簡介\n本府提供各項服務。");
    assert_eq!(plan.sections.len(), 0);
    assert_eq!(outline(&plan), "¶ 青川縣政府服務簡介\n¶ 本府提供各項服務。");
}

#[test]
fn an_attachment_is_a_division_with_items_of_its_own() {
    assert_eq!(
        body(
            "壹、依據：甲函。\n貳、目標：便民。\n附件一 自我評核表\n壹、評核項目\n一、電話禮貌。\n貳、評核方式\n一、抽測。"
        ),
        "§ 壹 依據\n  ¶ 甲函。\n§ 貳 目標\n  ¶ 便民。\n§ 附件一 自我評核表\n  壹 評核項目\n    一 電話禮貌。\n  貳 評核方式\n    一 抽測。"
    );
}

#[test]
fn labels_in_an_attachment_keep_their_levels() {
    let plan = plan("壹、依據：甲函。\n貳、目標：便民。\n附件一 自我評核表\n壹、評核項目\n一、電話禮貌。");
    assert_eq!(levels(&plan), [("壹", 0), ("一", 1)]);
}

#[test]
fn the_numbering_of_the_plan_goes_on_behind_an_attachment() {
    let body = body("壹、依據：甲函。\n貳、目標：便民。\n附件一 自我評核表\n一、電話禮貌。\n參、經費：自籌。");
    assert!(body.ends_with("§ 附件一 自我評核表\n  一 電話禮貌。\n§ 參 經費\n  ¶ 自籌。"), "{body}");
}

#[test]
fn a_list_of_attachments_is_none_of_them() {
    let body =
        body("壹、依據：甲函。\n貳、目標：便民。\n附件：\n一、評核表\n二、調查表\n附件一 評核表\n壹、電話禮貌。");
    assert!(body.ends_with("  ¶ 附件：\n  一 評核表\n  二 調查表\n§ 附件一 評核表\n  壹 電話禮貌。"), "{body}");
}

#[test]
fn stems_and_letters_are_one_deeper_than_what_they_stand_in() {
    let plan = plan("一、依據：甲函。\n二、目標：\n(一)便民。\nA.快速。\na.正確。\n三、對象：\n甲、本府。\n乙、所屬。");
    assert_eq!(levels(&plan), [("(一)", 2), ("A", 3), ("a", 4), ("甲", 2), ("乙", 2)]);
}

#[test]
fn the_title_of_an_attachment_may_stand_below_its_label() {
    let body = body("壹、依據：甲函。\n貳、目標：便民。\n附件一\n自我評核表\n一、電話禮貌。");
    assert!(body.ends_with("§ 附件一 自我評核表\n  一 電話禮貌。"), "{body}");
}

#[test]
fn a_sentence_about_an_attachment_opens_none() {
    let plan = plan("壹、依據：甲函。\n貳、目標：便民。\n附件一所列各項業務，由各單位依權責辦理，並按季檢討。");
    assert_eq!(plan.sections.len(), 2);
}

#[test]
fn a_title_broken_over_lines_is_one_paragraph() {
    let plan = plan_of("青川縣南嶼鄉公所105年度提升服務品質實施\n計畫\n壹、依據：甲函。\n貳、目標：便民。");
    assert_eq!(plan.title.as_deref(), Some("青川縣南嶼鄉公所105年度提升服務品質實施計畫"));
    assert_eq!(plan.front.len(), 1);
}

#[test]
fn a_date_below_the_title_is_a_paragraph_of_its_own() {
    assert_eq!(
        body("105年1月20日府研考字第1050013377號函頒\n壹、依據：甲函。\n貳、目標：便民。").lines().next(),
        Some("¶ 105年1月20日府研考字第1050013377號函頒")
    );
}

#[test]
fn text_behind_a_gap_belongs_to_the_item_unless_it_is_indented_less() {
    let of = |indent: &str| {
        format!("壹、依據：甲函。\n貳、目標：\n　　一、便民。\n　　二、快速。\n\n{indent}以上各項由秘書室彙整。")
    };
    assert!(body(&of("　　　　")).ends_with("  二 快速。\n    ¶ 以上各項由秘書室彙整。"));
    assert!(body(&of("")).ends_with("  二 快速。\n  ¶ 以上各項由秘書室彙整。"));
}

#[test]
fn a_list_behind_text_that_closes_items_is_one_list() {
    let of = |sign: fn(u32) -> String| {
        let list: String = (1..=3).map(|number| format!("{}第{number}步。\n", sign(number))).collect();
        let plan = plan(&format!(
            "壹、依據：甲函。\n貳、目標：\n　　一、便民。\n　　　　{}設置服務台。\n\n推動步驟如下：\n{list}參、對象：本府。",
            sign(1)
        ));
        assert_eq!(codes(&plan), []);
        levels(&plan).iter().map(|(label, level)| format!("{label}{level}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of(|number| format!("{number}.")), "一1 13 13 23 33");
    assert_eq!(of(|_| "●".to_owned()), "一1 ●2 ●1 ●1 ●1");
}

#[test]
fn a_list_may_begin_on_the_line_above_it() {
    let body = body(
        "壹、目標：一、便民。\n二、快速。\n貳、作法\n一、禮儀：（一）電話禮貌。\n（二）櫃台禮貌。\n二、（一）訂定計畫。\n（二）辦理訓練。\n參、環境：1.綠化。\n2.美化。",
    );
    assert_eq!(
        body,
        "§ 壹 目標\n  一 便民。\n  二 快速。\n§ 貳 作法\n  一 禮儀：\n    （一） 電話禮貌。\n    （二） 櫃台禮貌。\n  二\n    （一） 訂定計畫。\n    （二） 辦理訓練。\n§ 參 環境\n  1 綠化。\n  2 美化。"
    );
}

#[test]
fn a_label_in_a_line_that_no_list_goes_on_is_text() {
    for lines in [
        "一、依據：（一）甲函。\n二、目標：便民。\n（二）快速。",
        "一、依據：（一）甲函、（二）乙函。\n二、目標：便民。",
        "一、依據：1.甲函。\n2.5公里內各機關。",
    ] {
        assert!(
            body(lines).starts_with("§ 一 依據\n  ¶ （一）甲函") || body(lines).starts_with("§ 一 依據\n  ¶ 1.甲函"),
            "{}",
            body(lines)
        );
    }
}

#[test]
fn text_between_the_items_of_a_list_does_not_break_it() {
    let body = body(
        "壹、依據：甲函。\n貳、目標：\n　　1.便民。\n　　2.快速。\n\n期間由秘書室辦理：\n　　3.正確。\n　　4.親切。",
    );
    assert!(body.ends_with("  2 快速。\n  ¶ 期間由秘書室辦理：\n  3 正確。\n  4 親切。"), "{body}");
}

#[test]
fn the_heading_of_a_chapter_may_stand_below_its_label() {
    let body = body(
        "第一章\n總則\n第一條 為提升服務，訂定本計畫。\n第二章\n組織\n第二條 由秘書室辦理。\n第三條\n由各課室協助。",
    );
    assert!(body.starts_with("§ 第一章 總則\n"), "{body}");
    assert!(body.contains("§ 第二章 組織\n"), "{body}");
    assert!(body.contains("¶ 由各課室協助。") || body.contains("第三條 由各課室協助。"), "{body}");
}

#[test]
fn what_stands_below_a_label_alone_on_its_line_is_its_text() {
    let plan = plan(
        "壹、\n依據\n甲函。\n貳、\n目標：便民。\n（一）\n簡化流程。\n由秘書室辦理。\n（二）\n\n縮短時限。\n參、\n本計畫奉核定後實施。",
    );
    assert_eq!(
        outline(&plan).split_once("§").map(|(_, body)| body),
        Some(
            " 壹 依據\n  ¶ 甲函。\n§ 貳 目標\n  ¶ 便民。\n  （一） 簡化流程。\n    ¶ 由秘書室辦理。\n  （二） 縮短時限。\n\
             § 參\n  ¶ 本計畫奉核定後實施。"
        )
    );
    assert_eq!(plan.sections[2].kind, crate::Kind::Supplement);
}

#[test]
fn a_list_that_the_source_has_closed_takes_no_more_text() {
    let item = |of: &str, lists| {
        let block = document::Paragraph::new(of, document::Origin::default());
        document::Block::Paragraph(document::Paragraph { lists, ..block })
    };
    let plan = plan_from(vec![
        item("壹、依據：甲函。", Some(0)),
        item("貳、目標", Some(0)),
        item("一、便民。", Some(1)),
        item("二、快速。", Some(1)),
        item("以上各項由秘書室彙整。", Some(0)),
    ]);
    assert!(outline(&plan).ends_with("  二 快速。\n  ¶ 以上各項由秘書室彙整。"), "{}", outline(&plan));
}

#[test]
fn a_list_of_the_source_goes_on_behind_labels_typed_in_its_entries() {
    let item = |label: Option<&str>, of: &str| {
        let block = document::Paragraph::new(of, document::Origin::default());
        document::Block::Paragraph(document::Paragraph { label: label.map(str::to_owned), lists: Some(1), ..block })
    };
    let plan = plan_from(vec![
        paragraph("壹、依據：甲函。"),
        paragraph("貳、目標"),
        item(Some("一、"), "便民："),
        item(None, "（一）窗口。"),
        item(None, "●單一。"),
        item(Some("二、"), "快速。"),
    ]);
    assert!(
        outline(&plan).ends_with("  一 便民：\n    （一） 窗口。\n      ● 單一。\n  二 快速。"),
        "{}",
        outline(&plan)
    );
}

#[test]
fn numbers_with_blanks_behind_them_are_labels_where_they_go_on() {
    let plan = plan("壹、依據：甲函。\n貳、目標：\n1 便民。\n2 快速。\n3 正確。");
    assert_eq!(levels(&plan), [("1", 3), ("2", 3), ("3", 3)]);
}

#[test]
fn a_number_with_a_blank_behind_it_alone_is_no_label() {
    assert_eq!(levels(&plan("壹、依據：甲函。\n貳、目標：便民。\n3 樓設服務台。")), []);
}

#[test]
fn a_document_on_one_line_has_the_same_outline() {
    let line = "青川縣政府105年度提升服務品質實施計畫 壹、依據 縣政府函頒推動方案辦理。 貳、目標 一、建立以民眾為先之服務，縮短等候時間。 \
        二、善用資訊科技，減少民眾往返奔波，提供便捷之申辦環境及正確之資訊。 參、實施對象：本府及所屬各機關全體同仁。 \
        肆、本計畫奉核定後實施，修正時亦同。";
    assert_eq!(
        outline(&plan_of(line)),
        "¶ 青川縣政府105年度提升服務品質實施計畫\n§ 壹 依據\n  ¶ 縣政府函頒推動方案辦理。\n§ 貳 目標\n  \
         一 建立以民眾為先之服務，縮短等候時間。\n  二 善用資訊科技，減少民眾往返奔波，提供便捷之申辦環境及正確之資訊。\n\
         § 參 實施對象\n  ¶ 本府及所屬各機關全體同仁。\n§ 肆\n  ¶ 本計畫奉核定後實施，修正時亦同。"
    );
}

#[test]
fn a_footnote_is_a_paragraph_whatever_it_begins_with() {
    let plan = plan_from(vec![
        paragraph("壹、依據：甲函。"),
        paragraph("貳、目標：乙函。"),
        in_part(document::Part::Footnote, "參、丙函。"),
        paragraph("參、獎懲：丁函。"),
    ]);
    assert!(outline(&plan).contains("§ 貳 目標\n  ¶ 乙函。\n  ¶ 參、丙函。\n§ 參 獎懲"), "{}", outline(&plan));
    assert_eq!(codes(&plan), []);
}

#[test]
fn without_labels_the_headings_of_the_format_are_the_divisions() {
    let heading = |of: &str, rank| {
        let block = document::Paragraph::new(of, document::Origin::default());
        document::Block::Paragraph(document::Paragraph { heading: Some(rank), ..block })
    };
    for (title, rank) in [(1, 2), (1, 1), (2, 3)] {
        let plan = plan_from(vec![
            heading("青川縣政府105年度提升服務品質實施計畫", title),
            heading("依據", rank),
            paragraph("甲函。"),
            heading("目標", rank),
            paragraph("便民。"),
            heading("與社區攜手同行", rank),
            paragraph("合作。"),
        ]);
        let sections: Vec<&str> = plan.sections.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(sections, ["依據", "目標", "與社區攜手同行"], "rank {rank}");
        assert_eq!(plan.title.as_deref(), Some("青川縣政府105年度提升服務品質實施計畫"));
    }
}

#[test]
fn generated_labels_nest_by_their_class_where_the_format_has_no_lists() {
    let item = |label: &str, of: &str| {
        let block = document::Paragraph::new(of, document::Origin::default());
        document::Block::Paragraph(document::Paragraph { label: Some(label.to_owned()), ..block })
    };
    let plan = plan_from(vec![
        item("壹、", "依據"),
        item("一、", "甲函。"),
        item("貳、", "目標"),
        item("一、", "便民。"),
        item("（一）", "窗口。"),
        item("1.", "單一。"),
        item("二、", "快速。"),
    ]);
    assert_eq!(
        outline(&plan),
        "§ 壹 依據\n  一 甲函。\n§ 貳 目標\n  一 便民。\n    （一） 窗口。\n      1 單一。\n  二 快速。"
    );
}

#[test]
fn a_heading_without_a_label_belongs_to_headings_above_it_only() {
    let styled = |label: Option<&str>, of: &str, heading| {
        let block = document::Paragraph::new(of, document::Origin::default());
        document::Block::Paragraph(document::Paragraph { label: label.map(str::to_owned), heading, ..block })
    };
    let plan = plan_from(vec![
        styled(Some("第一章"), "總則", Some(1)),
        styled(Some("一、"), "服務範圍", Some(2)),
        styled(Some("1."), "便民。", None),
        styled(None, "辦理地點", Some(3)),
        styled(None, "本所一樓。", None),
        styled(None, "辦理時間", Some(2)),
        styled(Some("第二章"), "附則", Some(1)),
    ]);
    assert_eq!(
        outline(&plan),
        "§ 第一章 總則\n  一 服務範圍\n    1 便民。\n    ¶ 辦理地點\n    ¶ 本所一樓。\n  ¶ 辦理時間\n§ 第二章 附則"
    );
}

#[test]
fn the_label_of_an_attachment_above_the_title_stands_in_front() {
    let title = "青川縣政府105年度提升服務品質實施計畫";
    let body = "壹、依據：甲函。\n貳、目標：便民。";
    for front in [format!("附件1\n{title}"), format!("附件一 {title}"), format!("{title}\n附件1")] {
        let plan = plan_of(&format!("{front}\n{body}"));
        assert_eq!(plan.title.as_deref(), Some(title), "{front}");
        assert_eq!(plan.sections.len(), 2, "{front}");
    }
    let plan = plan_of(&format!(
        "附件\n{title}\n105年1月20日函頒\n目錄\n壹、依據…1\n貳、目標…2\n參、對象…3\n{body}\n參、對象：全體。"
    ));
    assert_eq!(plan.sections.len(), 3);
}

#[test]
fn the_label_of_an_attachment_in_a_box_beside_the_title_stands_in_front() {
    let plan = plan_from(vec![
        paragraph("青川縣政府105年度提升服務品質實施計畫"),
        in_part(document::Part::Textbox, "附件1"),
        paragraph("105年1月20日函頒"),
        paragraph("壹、依據：甲函。"),
        paragraph("貳、目標：便民。"),
    ]);
    assert_eq!(plan.sections.len(), 2);
}

#[test]
fn a_file_that_is_an_attachment_is_one() {
    for of in [
        "附件一 自我評核表\n壹、評核項目\n一、電話禮貌。\n貳、評核方式",
        "附件一\n青川縣政府105年度提升服務品質實施計畫\n自我評核表\n壹、評核項目\n貳、評核方式",
    ] {
        assert_eq!(plan_of(of).sections.len(), 1, "{of}");
    }
}
