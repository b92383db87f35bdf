use super::super::testing::dump;
use super::super::{Table, aligned};
use crate::guide::Guide;
use crate::testing::{page, rule, text_line};
use crate::{Page, Tags, lines};

fn read(page: &Page) -> Vec<Table> {
    let tags = Tags::default();
    let guide = Guide::new(std::slice::from_ref(page), &tags);
    aligned(&lines::of(page.characters.clone()), page, &guide).into_iter().map(|(_, table)| table).collect()
}

/// A page of lines, 20 points apart, each of texts at places.
fn lined(rows: &[&[(f32, &str)]]) -> Page {
    let mut page = page(1);
    for (index, row) in rows.iter().enumerate() {
        for (x, text) in *row {
            page.characters.extend(text_line(*x, 100.0 + 20.0 * index as f32, 12.0, text));
        }
    }
    page
}

#[test]
fn columns_below_names_are_a_table() {
    let page = lined(&[
        &[(72.0, "工作項目"), (220.0, "承辦單位"), (360.0, "完成期限")],
        &[(72.0, "簡化流程"), (220.0, "秘書室"), (360.0, "六月底前")],
        &[(72.0, "檢討表單"), (220.0, "人事室"), (360.0, "七月底前")],
        &[(72.0, "公告結果"), (220.0, "資訊中心"), (360.0, "八月底前")],
    ]);
    assert_eq!(
        dump(read(&page)),
        "4x3\n0,0 H 工作項目\n0,1 H 承辦單位\n0,2 H 完成期限\n1,0 簡化流程\n1,1 秘書室\n1,2 六月底前\n2,0 檢討表單\n2,1 人事室\n2,2 七月底前\n3,0 公告結果\n3,1 資訊中心\n3,2 八月底前\n"
    );
}

#[test]
fn a_line_without_a_key_belongs_to_the_row_above() {
    let page = lined(&[
        &[(72.0, "項次"), (150.0, "具體作法"), (360.0, "承辦單位")],
        &[(72.0, "一"), (150.0, "逐項檢討各類申請表單並簡化"), (360.0, "秘書室")],
        &[(150.0, "作業流程")],
        &[(72.0, "二"), (150.0, "公告結果"), (360.0, "人事室")],
        &[(72.0, "三"), (150.0, "辦理訓練"), (360.0, "資訊室")],
    ]);
    let dumped = dump(read(&page));
    assert!(dumped.starts_with("4x3\n"), "{dumped}");
    assert!(dumped.contains("1,1 逐項檢討各類申請表單並簡化作業流程\n"), "{dumped}");
}

#[test]
fn a_full_cell_may_come_near_to_the_next_column() {
    let page = lined(&[
        &[(72.0, "項次"), (112.0, "工作項目"), (290.0, "承辦單位")],
        &[(72.0, "1"), (112.0, "逐項檢討各類申請表單並簡化流"), (290.0, "秘書室")],
        &[(112.0, "程")],
        &[(72.0, "2"), (112.0, "公告結果"), (290.0, "人事室")],
        &[(72.0, "3"), (112.0, "辦理訓練"), (290.0, "資訊室")],
    ]);
    assert_eq!(
        dump(read(&page)),
        "4x3\n0,0 H 項次\n0,1 H 工作項目\n0,2 H 承辦單位\n1,0 1\n1,1 逐項檢討各類申請表單並簡化流程\n1,2 秘書室\n2,0 2\n2,1 公告結果\n2,2 人事室\n3,0 3\n3,1 辦理訓練\n3,2 資訊室\n"
    );
}

#[test]
fn text_that_runs_over_a_gap_ends_a_table() {
    let page = lined(&[
        &[(72.0, "工作項目"), (220.0, "承辦單位"), (360.0, "完成期限")],
        &[(72.0, "簡化流程"), (220.0, "秘書室"), (360.0, "六月底前")],
        &[(72.0, "檢討表單"), (220.0, "人事室"), (360.0, "七月底前")],
        &[(72.0, "前項各款所需經費由各機關年度預算支應不另編列")],
    ]);
    let dumped = dump(read(&page));
    assert!(dumped.starts_with("3x3\n") && !dumped.contains("經費"), "{dumped}");
}

#[test]
fn a_table_with_three_rules_may_have_two_columns() {
    let mut page = lined(&[
        &[(72.0, "機關名稱"), (300.0, "核定名額")],
        &[(72.0, "北澤市政府"), (310.0, "12")],
        &[(72.0, "南嶺縣政府"), (310.0, "8")],
    ]);
    page.rules = vec![rule(70.0, 400.0, 97.0), rule(70.0, 400.0, 116.0), rule(70.0, 400.0, 157.0)];
    assert_eq!(
        dump(read(&page)),
        "3x2\n0,0 H 機關名稱\n0,1 H 核定名額\n1,0 北澤市政府\n1,1 12\n2,0 南嶺縣政府\n2,1 8\n"
    );
}

#[test]
fn running_text_lists_contents_and_signatures_are_no_tables() {
    let text = lined(&[&[(72.0, "為簡化各項申請作業並提升服務品質特訂定")], &[(72.0, "本計畫並自發布日起實施")]]);
    let list = lined(&[
        &[(72.0, "一、"), (110.0, "簡化各項申請作業")],
        &[(72.0, "二、"), (110.0, "檢討表單")],
        &[(72.0, "三、"), (110.0, "公告結果")],
    ]);
    let contents = lined(&[
        &[(72.0, "章次"), (150.0, "名稱"), (400.0, "頁次")],
        &[(72.0, "一"), (150.0, "依據……………………"), (400.0, "1")],
        &[(72.0, "二"), (150.0, "目標……………………"), (400.0, "2")],
    ]);
    let signatures = lined(&[
        &[(72.0, "承辦人："), (220.0, "科長："), (360.0, "局長：")],
        &[(72.0, "電話："), (220.0, "傳真："), (360.0, "地址：")],
        &[(72.0, "日期："), (220.0, "日期："), (360.0, "日期：")],
    ]);
    for page in [text, list, contents, signatures] {
        assert_eq!(dump(read(&page)), "");
    }
}
