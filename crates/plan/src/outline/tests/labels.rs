//! Labels that the source generates or that a tab parts from their text.

use document::{Block, Origin, Paragraph};

use crate::testing::{codes, levels, outline, paragraph, plan_from, plan_of, source_table, tables};

fn item(label: &str, of: &str) -> Block {
    let label = Some(label.to_owned());
    Block::Paragraph(Paragraph { label, ..Paragraph::new(of, Origin::default()) })
}

#[test]
fn a_tab_behind_a_label_parts_it_from_its_text() {
    let lines =
        ["壹、\t依據", "依本府施政計畫辦理。", "貳、\t目的", "一、\t便民。", "二、\t效能。", "附件一\t自我評核表"];
    let expected = "§ 壹 依據\n  ¶ 依本府施政計畫辦理。\n§ 貳 目的\n  一 便民。\n  二 效能。\n§ 附件一 自我評核表";
    assert_eq!(outline(&plan_from(lines.map(paragraph).to_vec())), expected);
    assert_eq!(outline(&plan_of(&lines.join("\n"))), expected);
}

#[test]
fn a_tab_behind_a_colon_makes_no_table_of_an_authors_paragraphs() {
    let expected = "§ 壹 主辦單位\n  ¶ 研考處。\n§ 貳 協辦單位\n  ¶ 各處。\n§ 參 期程\n  ¶ 114年。\n§ 肆 考核";
    let typed = ["壹、主辦單位：\t研考處。", "貳、協辦單位：\t\t各處。", "參、期程：\t114年。\t", "肆、考核"];
    assert_eq!(outline(&plan_from(typed.map(paragraph).to_vec())), expected);
    let generated = [("壹、", 0), ("貳、", 1), ("參、", 2), ("肆、", 3)]
        .map(|(label, at)| item(label, typed[at].split_once('、').unwrap_or_default().1));
    assert_eq!(outline(&plan_from(generated.to_vec())), expected);
    let unlabelled = ["壹、組織", "召集人：\t王縣長", "副召集人：\t李秘書長", "執行秘書：\t陳處長"];
    assert_eq!(tables(&plan_from(unlabelled.map(paragraph).to_vec())).len(), 0);
}

#[test]
fn tabs_make_a_table_of_an_authors_paragraphs_with_a_header_or_three_columns() {
    let head = ["壹、分工", "工作項目\t承辦單位", "一、電話測試\t研考處", "二、窗口改造\t民政處", "貳、考核", "每季。"];
    assert_eq!(
        outline(&plan_from(head.map(paragraph).to_vec())),
        "§ 壹 分工\n  # 工作項目|承辦單位\n  | 一、電話測試|研考處\n  | 二、窗口改造|民政處\n§ 貳 考核\n  ¶ 每季。"
    );
    let wide = ["壹、分工", "電話測試\t研考處\t每月", "窗口改造\t民政處\t每季", "網站更新\t資訊處\t每日"];
    let plan = plan_from(wide.map(paragraph).to_vec());
    assert_eq!(tables(&plan).len(), 1, "{}", outline(&plan));
}

#[test]
fn labels_before_tabs_are_no_rows_behind_a_table() {
    let lines =
        ["壹、分工", "工作項目\t承辦單位\t期限", "電話測試\t研考處\t每月", "1.\t表列事項得調整。", "2.\t餘另函通知。"];
    assert_eq!(
        outline(&plan_from(lines.map(paragraph).to_vec())),
        "§ 壹 分工\n  # 工作項目|承辦單位|期限\n  | 電話測試|研考處|每月\n  1 表列事項得調整。\n  2 餘另函通知。"
    );
}

#[test]
fn a_label_before_a_tab_and_a_page_number_is_none() {
    let front = ["前言\t1", "壹、依據\t 1", "附件\t3", "青川縣服務計畫"];
    let lines = front.into_iter().chain(["壹、依據", "甲函。", "貳、目的", "便民。"]);
    assert_eq!(
        outline(&plan_from(lines.map(paragraph).collect())),
        "¶ 前言1\n¶ 壹、依據1\n¶ 附件3\n¶ 青川縣服務計畫\n§ 壹 依據\n  ¶ 甲函。\n§ 貳 目的\n  ¶ 便民。"
    );
}

#[test]
fn a_tab_ends_a_heading_that_names_its_kind() {
    let lines = ["壹、主辦單位\t研考處", "貳、目\t的"];
    assert_eq!(outline(&plan_from(lines.map(paragraph).to_vec())), "§ 壹 主辦單位\n  ¶ 研考處\n§ 貳 目的");
}

#[test]
fn dashes_and_rings_that_the_source_generates_are_bullets() {
    for glyph in ["-", "–", "—", "─", "－", "o", "○", "*"] {
        let plan = plan_from(vec![
            paragraph("一、依據"),
            paragraph("甲函。"),
            paragraph("二、方式"),
            paragraph("（一）設施"),
            item(glyph, "修繕。"),
            item(glyph, "標示。"),
            paragraph("三、考核"),
        ]);
        let glyph = &levels(&plan)[1].0;
        let expected = format!("  （一） 設施\n    {glyph} 修繕。\n    {glyph} 標示。\n§ 三 考核");
        assert!(outline(&plan).ends_with(&expected), "{}", outline(&plan));
        assert_eq!(codes(&plan), []);
    }
}

#[test]
fn generated_labels_of_no_known_shape_are_one_list_below_where_they_stand() {
    for list in
        [["A-1", "B-2"], ["壹-1", "貳-1"], ["(1", "(2"], ["註1：", "註2："], ["第一款", "第二款"], ["十.1", "十一.1"]]
    {
        let mut blocks = vec![paragraph("壹、依據"), paragraph("一、法規")];
        blocks.extend(list.map(|label| item(label, "甲法。")));
        blocks.push(paragraph("二、函釋"));
        let plan = plan_from(blocks);
        let [first, second] = list.map(|label| label.trim_end_matches('：'));
        assert_eq!(levels(&plan), [("一", 1), (first, 2), (second, 2), ("二", 1)], "{}", outline(&plan));
        assert_eq!(codes(&plan), []);
    }
}

#[test]
fn lists_of_unknown_labels_nest_by_what_is_no_number_in_them() {
    let plan = plan_from(vec![
        paragraph("壹、依據"),
        item("第一款", "甲。"),
        item("註1", "乙。"),
        item("註2", "丙。"),
        item("第二款", "丁。"),
    ]);
    assert_eq!(outline(&plan), "§ 壹 依據\n  第一款 甲。\n    註1 乙。\n    註2 丙。\n  第二款 丁。");
}

#[test]
fn unknown_labels_of_more_numbers_stand_in_those_of_fewer() {
    let list = [("貳-1", "便民"), ("貳-1-1", "快。"), ("貳-1-2", "準。"), ("貳-2", "效能")];
    let plan = plan_from([paragraph("貳、目的")].into_iter().chain(list.map(|(label, of)| item(label, of))).collect());
    assert!(
        outline(&plan).ends_with("  貳-1 便民\n    貳-1-1 快。\n    貳-1-2 準。\n  貳-2 效能"),
        "{}",
        outline(&plan)
    );
}

#[test]
fn a_decimal_that_begins_no_list_is_text() {
    let plan = plan_from(["一、評核", "1.項目", "1.1 電話測試滿分。", "1.2窗口服務滿分。"].map(paragraph).to_vec());
    assert_eq!(outline(&plan), "§ 一 評核\n  1 項目\n    ¶ 1.1電話測試滿分。\n    ¶ 1.2窗口服務滿分。");
}

#[test]
fn letters_that_the_source_generates_are_roman_where_the_list_goes_on_so() {
    let ordinals = |labels: &[&str]| {
        let blocks = labels.iter().map(|label| item(label, "便民。"));
        let plan = plan_from([paragraph("壹、依據")].into_iter().chain(blocks).collect());
        let items = plan.sections[0].blocks.iter().map(|block| match block {
            crate::Block::Item(item) => item.ordinal,
            _ => None,
        });
        assert_eq!(codes(&plan), []);
        items.collect::<Vec<_>>()
    };
    let counted = |most: u32| (1..=most).map(Some).collect::<Vec<_>>();
    assert_eq!(ordinals(&["I", "II", "III", "IV", "V", "VI"]), counted(6));
    assert_eq!(ordinals(&["i.", "ii.", "iii.", "iv.", "v."]), counted(5));
    assert_eq!(ordinals(&["(i)", "(ii)", "(iii)"]), counted(3));
    let letters: Vec<String> = ('a'..='n').map(|letter| format!("{letter}.")).collect();
    assert_eq!(ordinals(&letters.iter().map(String::as_str).collect::<Vec<_>>()), counted(14));
}

#[test]
fn a_generated_number_of_a_table_stands_in_its_caption() {
    let table = source_table(&[&["工作項目", "承辦單位"], &["電話測試", "研考處"]]);
    let plan = plan_from(vec![paragraph("壹、分工"), item("表1", "分工表"), Block::Table(table)]);
    assert_eq!(tables(&plan)[0].caption.as_deref(), Some("表1分工表"));
}

#[test]
fn decimals_nest_by_their_dots() {
    let expected =
        "§ 一 依據\n  ¶ 甲函。\n§ 二 目的\n  2.1 便民\n    2.1.1 快。\n    2.1.2 準。\n  2.2 效能\n    2.2.1 省。";
    let head = ["一、依據", "甲函。", "二、目的"].map(paragraph);
    let list = [("2.1", "便民"), ("2.1.1", "快。"), ("2.1.2", "準。"), ("2.2", "效能"), ("2.2.1", "省。")];
    let typed = head.iter().cloned().chain(list.map(|(label, of)| paragraph(&format!("{label} {of}"))));
    let generated = head.iter().cloned().chain(list.map(|(label, of)| item(label, of)));
    for plan in [plan_from(typed.collect()), plan_from(generated.collect())] {
        assert_eq!(outline(&plan), expected);
        assert_eq!(codes(&plan), []);
    }
}

#[test]
fn decimals_of_fewer_dots_close_those_of_more() {
    let plan =
        plan_from(vec![paragraph("一、目的"), item("1.1.1", "快。"), item("1.2", "省。"), item("1.2.1", "準。")]);
    assert_eq!(outline(&plan), "§ 一 目的\n  1.1.1 快。\n  1.2 省。\n    1.2.1 準。");
}

#[test]
fn a_sign_that_the_author_typed_behind_a_generated_number_parts_it_from_its_text() {
    let plan = plan_from(vec![
        item("壹", "、依據"),
        item("一", " ：甲函。"),
        item("貳", "．目的"),
        item("1", ".5公里內設站。"),
        item("●", "，便民。"),
    ]);
    assert_eq!(outline(&plan), "§ 壹 依據\n  一 甲函。\n§ 貳 目的\n  1 .5公里內設站。\n    ● ，便民。");
}

#[test]
fn a_line_break_that_an_author_typed_in_a_sentence_is_layout() {
    let long = "依本府施政計畫及行政院一百一十四年度服務躍升執行方案之各項規定並參考";
    let plan = plan_from(vec![
        paragraph("壹、依據"),
        paragraph(&format!("{long}\n各機關推動經驗辦理。")),
        paragraph("貳、目的"),
        paragraph("一、為提升本府各單位之服務\n效能，特訂定本計畫。"),
        paragraph("二、落實走動式服務之\n精神"),
    ]);
    assert_eq!(
        outline(&plan),
        format!(
            "§ 壹 依據\n  ¶ {long}各機關推動經驗辦理。\n§ 貳 目的\n  一 為提升本府各單位之服務效能，特訂定本計畫。\n  二 落實走動式服務之精神"
        )
    );
}

#[test]
fn a_line_break_behind_a_heading_or_a_sentence_or_before_a_label_parts() {
    let plan = plan_from(vec![
        paragraph("壹、依據\n依本府施政計畫，訂定本計畫。"),
        paragraph("貳、為民服務目標\n各單位應便民，並求效能。"),
        paragraph("一、電話服務。\n每季測試，並公布結果。\n二、窗口服務"),
        paragraph("發文字號：安研字第1140012345號及安研字第1140012346號\n主旨：檢送計畫，請查照。"),
    ]);
    assert_eq!(
        outline(&plan),
        "§ 壹 依據\n  ¶ 依本府施政計畫，訂定本計畫。\n§ 貳 為民服務目標\n  ¶ 各單位應便民，並求效能。\n  一 電話服務。\n    ¶ 每季測試，並公布結果。\n  \
         二 窗口服務\n    ¶ 發文字號：安研字第1140012345號及安研字第1140012346號\n    ¶ 主旨：檢送計畫，請查照。"
    );
}
