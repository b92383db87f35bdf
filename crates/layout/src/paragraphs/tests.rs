use crate::testing::{dump, han, lines_at, page, rule, text_line};
use crate::{Page, Rect};

/// 36 characters of 12 points fill the lines of the tests.
const FULL: usize = 36;

fn page_of(texts: &[&str]) -> Page {
    Page { characters: lines_at(72.0, texts), ..page(1) }
}

#[test]
fn full_lines_go_on_and_a_short_one_ends_the_paragraph() {
    let full = han(FULL);
    let dump = dump(&[page_of(&[&full, "第一段的末行。", &full, &full, "第二段的末行。"])]);
    let expected = format!("{full}第一段的末行。\n{full}{full}第二段的末行。\n");
    assert_eq!(dump, expected);
}

#[test]
fn a_first_line_set_in_begins_a_paragraph_behind_a_full_line() {
    let full = han(FULL);
    let mut page = page_of(&[&full, &full, &full]);
    page.characters.extend(text_line(96.0, 126.0, 12.0, &han(FULL - 2)));
    page.characters.extend(text_line(72.0, 144.0, 12.0, "次段的末行。"));
    assert_eq!(dump(&[page]), format!("{full}{full}{full}\n{}次段的末行。\n", han(FULL - 2)));
}

#[test]
fn text_hangs_behind_its_label() {
    let mut page = page(1);
    for (row, label) in ["一、", "二、"].iter().enumerate() {
        let y = 72.0 + 36.0 * row as f32;
        page.characters.extend(text_line(72.0, y, 12.0, &format!("{label}{}", han(FULL - 2))));
        page.characters.extend(text_line(96.0, y + 18.0, 12.0, &han(FULL - 2)));
    }
    let text = han(FULL - 2);
    assert_eq!(dump(&[page]), format!("一、{text}{text}\n二、{text}{text}\n"));
}

#[test]
fn a_label_in_the_middle_of_a_sentence_is_none() {
    let full = han(FULL - 1);
    let dump = dump(&[page_of(&[&format!("{full}、"), "三、四兩項併案辦理，其餘照舊。"])]);
    assert_eq!(dump, format!("{full}、三、四兩項併案辦理，其餘照舊。\n"));
}

#[test]
fn a_label_that_counts_on_begins_a_paragraph_behind_a_full_line() {
    let full = han(FULL - 2);
    let dump = dump(&[page_of(&[&format!("一、{full}"), "二、次項文字。"])]);
    assert_eq!(dump, format!("一、{full}\n二、次項文字。\n"));
}

#[test]
fn a_gap_behind_a_label_is_a_blank_and_a_column_is_a_tab() {
    let mut page = page(1);
    page.characters.extend(text_line(72.0, 72.0, 12.0, "壹、"));
    page.characters.extend(text_line(144.0, 72.0, 12.0, "計畫依據"));
    page.characters.extend(text_line(72.0, 90.0, 12.0, "主持人：王大明"));
    page.characters.extend(text_line(300.0, 90.0, 12.0, "記錄：李小華"));
    assert_eq!(dump(&[page]), "壹、 計畫依據\n主持人：王大明→記錄：李小華\n");
}

#[test]
fn an_even_spread_is_no_columns() {
    let characters = crate::testing::spread_line(72.0, 72.0, 12.0, 40.0, "主辦單位");
    assert_eq!(dump(&[Page { characters, ..page(1) }]), "主 辦 單 位\n");
}

#[test]
fn centred_lines_are_paragraphs_of_their_own_unless_full() {
    let full = han(FULL);
    let mut page = page_of(&["", "", "", &full, &full, "末行。"]);
    let mut centred = |y: f32, length: usize| {
        page.characters.extend(text_line(72.0 + 12.0 * (FULL - length) as f32 / 2.0, y, 12.0, &han(length)));
    };
    centred(72.0, 10);
    centred(90.0, 16);
    let (a, b) = (han(10), han(16));
    assert_eq!(dump(&[page]), format!("{a}\n{b}\n[gap] {full}{full}末行。\n"));
}

#[test]
fn lines_set_to_the_right_are_paragraphs_of_their_own() {
    let full = han(FULL);
    let mut page = page_of(&[&full, "末行。"]);
    page.characters.extend(text_line(72.0 + 12.0 * 16.0, 108.0, 12.0, &han(20)));
    page.characters.extend(text_line(72.0 + 12.0 * 10.0, 126.0, 12.0, &han(26)));
    assert_eq!(dump(&[page]), format!("{full}末行。\n{}\n{}\n", han(20), han(26)));
}

#[test]
fn lines_set_to_the_right_are_paragraphs_of_their_own_even_where_they_are_about_as_long() {
    let full = han(FULL);
    let mut page = page_of(&[&full, "末行。"]);
    for (at, length) in [20, 22, 21].into_iter().enumerate() {
        page.characters.extend(text_line(
            72.0 + 12.0 * (FULL - length) as f32,
            108.0 + 18.0 * at as f32,
            12.0,
            &han(length),
        ));
    }
    assert_eq!(dump(&[page]), format!("{full}末行。\n{}\n{}\n{}\n", han(20), han(22), han(21)));
}

#[test]
fn text_far_in_of_which_the_first_line_is_set_in_further_is_one_paragraph() {
    let full = han(FULL);
    let mut page = page_of(&[&full, "末行。"]);
    page.characters.extend(text_line(72.0 + 12.0 * 12.0, 108.0, 12.0, &han(FULL - 12)));
    page.characters.extend(text_line(72.0 + 12.0 * 10.0, 126.0, 12.0, &han(FULL - 10)));
    page.characters.extend(text_line(72.0 + 12.0 * 10.0, 144.0, 12.0, "文末。"));
    assert_eq!(dump(&[page]), format!("{full}末行。\n{}{}文末。\n", han(FULL - 12), han(FULL - 10)));
}

#[test]
fn another_size_of_type_begins_a_paragraph() {
    let mut page = page(1);
    page.characters.extend(text_line(72.0, 72.0, 18.0, &han(24)));
    page.characters.extend(text_line(72.0, 96.0, 12.0, &han(FULL)));
    assert_eq!(dump(&[page]), format!("{}\n{}\n", han(24), han(FULL)));
}

#[test]
fn a_wider_step_begins_a_paragraph() {
    let full = han(FULL);
    let mut page = page_of(&[&full, &full, &full]);
    page.characters.extend(lines_at(72.0 + 3.0 * 18.0 + 9.0, &[&full, &full]));
    page.characters.extend(lines_at(72.0 + 5.0 * 18.0 + 40.0, &[&full]));
    assert_eq!(dump(&[page]), format!("{full}{full}{full}\n{full}{full}\n[gap] {full}\n"));
}

#[test]
fn words_are_parted_by_a_blank_where_their_lines_are_joined() {
    let first = format!("{}reading", "service ".repeat(8));
    let page = page_of(&[&first, "public plans goes on"]);
    assert_eq!(dump(&[page]), format!("{first} public plans goes on\n").replace("  ", " "));
}

#[test]
fn a_hyphen_and_an_address_go_on_without_a_blank() {
    let words = "public ".repeat(8);
    let page = page_of(&[&format!("{words}long-term and mid-"), "term plans of the offices"]);
    assert_eq!(dump(&[page]), format!("{words}long-term and mid-term plans of the offices\n"));
    let part = "0".repeat(35);
    let page = page_of(&[&format!("https://plans.example.org/documents/{part}/"), "2024/plan"]);
    assert_eq!(dump(&[page]), format!("https://plans.example.org/documents/{part}/2024/plan\n"));
}

#[test]
fn entries_of_a_table_of_contents_stay_apart() {
    let entry = |title: &str| format!("{title}{}3", "…".repeat(FULL - title.chars().count() - 1));
    let (a, b) = (entry("計畫緣起"), entry("計畫目標"));
    assert_eq!(dump(&[page_of(&[&a, &b])]), format!("{a}\n{b}\n"));
}

#[test]
fn a_paragraph_goes_on_over_a_page() {
    let full = han(FULL);
    let first = page_of(&[&full, &full, &full]);
    let second = Page { characters: lines_at(72.0, &["並報請核定。", "次段。"]), ..page(2) };
    let blocks = crate::read(&[first, second], &crate::Tags::default(), &document::Limits::DEFAULT);
    let document::Block::Paragraph(paragraph) = &blocks[0] else { panic!("a paragraph") };
    assert_eq!(paragraph.text(), format!("{full}{full}{full}並報請核定。"));
    let pages: Vec<u32> = paragraph.runs.iter().flat_map(|run| &run.origin.regions).map(|region| region.page).collect();
    assert_eq!(pages, [1, 2]);
    assert_eq!(blocks.len(), 2);
}

#[test]
fn a_label_at_the_top_of_a_page_begins_a_paragraph() {
    let full = han(FULL - 2);
    let first = page_of(&[&format!("一、{full}"), &format!("二、{full}")]);
    let second = Page { characters: lines_at(72.0, &["三、次項。"]), ..page(2) };
    assert_eq!(dump(&[first, second]), format!("一、{full}\n二、{full}\n三、次項。\n"));
}

#[test]
fn the_lines_of_a_narrow_cell_are_one_paragraph() {
    let lines = crate::lines::of(
        ["計", "畫", "名", "稱"]
            .iter()
            .enumerate()
            .flat_map(|(at, c)| text_line(76.0, 80.0 + 15.0 * at as f32, 12.0, c))
            .collect(),
    );
    let tags = crate::Tags::default();
    let guide = crate::guide::Guide::new::<Page>(&[], &tags);
    let drafts = super::of(lines, Rect { x0: 71.0, y0: 75.0, x1: 93.0, y1: 145.0 }, 1, &guide);
    let texts: Vec<String> = super::finish(drafts).iter().map(document::Paragraph::text).collect();
    assert_eq!(texts, ["計畫名稱"]);
}

#[test]
fn short_lines_of_a_wide_cell_are_paragraphs_of_their_own() {
    let lines = crate::lines::of(lines_at(80.0, &["地政處", "民政處及所屬機關", "資訊室"]));
    let tags = crate::Tags::default();
    let guide = crate::guide::Guide::new::<Page>(&[], &tags);
    let drafts = super::of(lines, Rect { x0: 67.0, y0: 75.0, x1: 300.0, y1: 145.0 }, 1, &guide);
    let texts: Vec<String> = super::finish(drafts).iter().map(document::Paragraph::text).collect();
    assert_eq!(texts, ["地政處", "民政處及所屬機關", "資訊室"]);
}

#[test]
fn a_row_cut_by_a_page_goes_on_in_its_cell() {
    let tags = crate::Tags::default();
    let guide = crate::guide::Guide::new::<Page>(&[], &tags);
    let cell = Rect { x0: 67.0, y0: 75.0, x1: 200.0, y1: 145.0 };
    let drafts = |texts: &[&str], page| super::of(crate::lines::of(lines_at(80.0, texts)), cell, page, &guide);
    let mut before = drafts(&["簡化申請書表並合併", "重複欄位及附件，公"], 1);
    super::append(&mut before, drafts(&["布於網站。", "檢討流程。"], 2));
    let texts: Vec<String> = super::finish(before).iter().map(document::Paragraph::text).collect();
    assert_eq!(texts, ["簡化申請書表並合併重複欄位及附件，公布於網站。", "檢討流程。"]);
}

#[test]
fn a_rule_within_the_text_is_no_character() {
    let page = Page { rules: vec![rule(72.0, 500.0, 100.0)], ..page_of(&["標題", "內文文字。"]) };
    assert_eq!(dump(&[page]), "標題\n內文文字。\n");
}

#[test]
fn a_line_is_full_where_the_next_begins_with_an_opening_mark_and_a_character() {
    for mark in ["“", "‘", "《", "「", "〔", "［"] {
        let full = han(FULL);
        let short = han(FULL - 2);
        let next = format!("{mark}兩項計畫併案辦理。");
        let dump = dump(&[page_of(&[&full, &full, &full, &short, &next])]);
        assert_eq!(dump, format!("{full}{full}{full}{short}{next}\n"));
    }
}

#[test]
fn a_line_is_full_where_the_next_begins_with_a_character_and_closing_marks() {
    let full = han(FULL);
    let short = han(FULL - 2);
    let next = "形”，併案辦理。";
    assert_eq!(dump(&[page_of(&[&full, &full, &full, &short, next])]), format!("{full}{full}{full}{short}{next}\n"));
}

#[test]
fn the_longest_line_is_not_full_where_no_other_ends_there() {
    let mut page = page(1);
    page.characters.extend(text_line(72.0, 72.0, 12.0, &han(30)));
    page.characters.extend(lines_at(90.0, &[&han(15), &han(31), &han(28)]));
    page.characters.extend(text_line(72.0, 144.0, 12.0, &han(6)));
    let texts = [30, 15, 31, 28, 6].map(|length| format!("{}\n", han(length)));
    assert_eq!(dump(&[page]), texts.concat());
}

#[test]
fn the_lines_of_a_short_column_beside_a_drawing_are_one_paragraph() {
    let full = han(FULL);
    let mut page = page_of(&[&full, &full, &full, &full, "末行。"]);
    page.characters.extend(text_line(96.0, 162.0, 12.0, &han(14)));
    page.characters.extend(text_line(72.0, 180.0, 12.0, &han(16)));
    page.characters.extend(text_line(72.0, 198.0, 12.0, &format!("15.2公尺{}", han(12))));
    page.characters.extend(text_line(72.0, 216.0, 12.0, "其餘照舊。"));
    page.characters.extend(text_line(96.0, 234.0, 12.0, &han(14)));
    page.characters.extend(text_line(72.0, 252.0, 12.0, "另段。"));
    let column = format!("{}{}15.2公尺{}其餘照舊。\n", han(14), han(16), han(12));
    let expected = format!("{0}{0}{0}{0}末行。\n{column}{1}\n另段。\n", full, han(14));
    assert_eq!(dump(&[page]), expected);
}

#[test]
fn entries_of_a_list_that_are_equally_long_stay_apart() {
    let full = han(FULL);
    let entry = han(16);
    let dump = dump(&[page_of(&[&full, &full, &full, "下列各項。", &entry, &entry, &entry])]);
    assert_eq!(dump, format!("{full}{full}{full}下列各項。\n{entry}\n{entry}\n{entry}\n"));
}

#[test]
fn the_longest_lines_of_a_page_are_full_where_they_begin_apart() {
    let mut few = page(1);
    few.characters = text_line(72.0, 80.0, 12.0, &format!("（一）{}", han(31)));
    few.characters.extend(text_line(108.0, 98.0, 12.0, "並請各單位配合。"));
    few.characters.extend(text_line(132.0, 116.0, 12.0, &format!("第一案：{}", han(25))));
    few.characters.extend(text_line(132.0, 134.0, 12.0, "更新事業計畫"));
    let mut wide = page(2);
    wide.characters = text_line(40.0, 80.0, 12.0, &han(43));
    let joined = format!("（一）{}並請各單位配合。\n第一案：{}更新事業計畫\n", han(31), han(25));
    assert!(dump(&[few, wide]).starts_with(&joined));
}

/// The paragraphs of a cell of 66 points with lines of 12 points.
fn of_narrow_cell(lines: &[&str]) -> Vec<String> {
    let lines = crate::lines::of(lines_at(80.0, lines));
    let tags = crate::Tags::default();
    let guide = crate::guide::Guide::new::<Page>(&[], &tags);
    let drafts = super::of(lines, Rect { x0: 67.0, y0: 75.0, x1: 133.0, y1: 145.0 }, 1, &guide);
    super::finish(drafts).iter().map(document::Paragraph::text).collect()
}

#[test]
fn a_line_of_a_narrow_cell_that_leaves_room_for_the_next_character_ends_its_paragraph() {
    assert_eq!(of_narrow_cell(&["秘書室", "各組主任", "及組員"]), ["秘書室", "各組主任及組員"]);
    assert_eq!(of_narrow_cell(&["各組主任", "及組員"]), ["各組主任及組員"]);
}

#[test]
fn a_line_of_a_narrow_cell_that_ends_before_a_figure_or_a_mark_goes_on() {
    assert_eq!(of_narrow_cell(&["一百零", "9年度之", "各月份"]), ["一百零9年度之各月份"]);
    assert_eq!(of_narrow_cell(&["公文稽", "催、列管", "及檢討"]), ["公文稽催、列管及檢討"]);
}
