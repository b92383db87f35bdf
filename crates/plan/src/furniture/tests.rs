use document::Part;

use super::{Home, find};
use crate::FurnitureKind;
use crate::testing::{cell, furniture, in_part, outline, paragraph, pieces, plan_from, plan_of};

/// The kind of each line.
fn kinds(of: &str) -> Vec<Option<FurnitureKind>> {
    let found = find(&pieces(of), Home::Elsewhere, &crate::Lexicon::default());
    found.into_iter().map(|found| found.map(|(kind, _)| kind)).collect()
}

/// The lines that are furniture, of whatever kind.
fn found(of: &str) -> Vec<&str> {
    let lines: Vec<&str> = of.lines().filter(|line| !line.trim().is_empty()).collect();
    let kinds = kinds(of);
    assert_eq!(lines.len(), kinds.len());
    lines.into_iter().zip(kinds).filter(|(_, kind)| kind.is_some()).map(|(line, _)| line).collect()
}

const PLAN: &str = "青川縣政府105年度提升服務品質實施計畫
壹、依據：縣政府函頒之提升服務品質推動方案辦理。
貳、目標：便民。";

#[test]
fn a_plan_alone_has_no_furniture() {
    assert_eq!(found(PLAN), [""; 0]);
}

#[test]
fn everything_above_the_last_mark_is_chrome() {
    let page = format!("跳到主要內容區塊\n縣長信箱\n網站導覽\n友善列印\n{PLAN}");
    assert_eq!(found(&page), ["跳到主要內容區塊", "縣長信箱", "網站導覽", "友善列印"]);
}

#[test]
fn everything_below_the_first_mark_behind_the_plan_is_chrome() {
    let page = format!("{PLAN}\n回上一頁\n縣長信箱\n隱私權保護政策");
    assert_eq!(found(&page), ["回上一頁", "縣長信箱", "隱私權保護政策"]);
}

#[test]
fn an_item_that_reads_like_chrome_is_the_plan() {
    let plan = format!("{PLAN}\n一、網站提供友善列印。\n二、每頁設回上一頁。");
    assert_eq!(found(&plan), [""; 0]);
}

#[test]
fn a_title_among_chrome_is_rescued_where_the_text_has_none() {
    let page = "跳到主要內容區塊\n青川縣政府105年度提升服務品質實施計畫\n友善列印\n壹、依據：縣政府函頒之方案辦理。\n貳、目標：便民。";
    assert_eq!(found(page), ["跳到主要內容區塊", "友善列印"]);
}

#[test]
fn a_title_that_stands_again_behind_the_chrome_is_chrome_the_first_time() {
    let title = "青川縣政府105年度提升服務品質實施計畫";
    let page = format!("跳到主要內容區塊\n{title}\n友善列印\n{PLAN}");
    let kinds = kinds(&page);
    assert_eq!(kinds[1], Some(FurnitureKind::SiteChrome));
    assert_eq!(kinds[3], None);
}

#[test]
fn what_the_reader_put_aside_is_chrome() {
    let mut aside = document::Paragraph::new("縣長信箱", document::Origin::default());
    aside.place = document::Place::Aside;
    let mut blocks = vec![document::Block::Paragraph(aside)];
    blocks.extend(PLAN.lines().map(paragraph));
    assert_eq!(furniture(&plan_from(blocks), FurnitureKind::SiteChrome), ["縣長信箱"]);
}

/// Enough of a plan to tell its script.
const LONG_PLAN: &str = "青川縣政府105年度提升服務品質實施計畫
壹、依據：縣政府函頒之提升服務品質推動方案辦理。
貳、目標：簡化流程，縮短民眾等候時間，並減少往返奔波。
參、實施對象：本府及所屬各機關學校全體同仁。
肆、獎勵：執行績效優良者，依規定辦理敘獎。";

#[test]
fn short_lines_in_another_script_before_the_plan_are_chrome() {
    let page = format!("资料下载\n相关文档\n{LONG_PLAN}");
    assert_eq!(found(&page), ["资料下载", "相关文档"]);
}

#[test]
fn short_lines_in_another_script_behind_the_plan_are_chrome() {
    let page = format!("{LONG_PLAN}\n文档评论\n最近下载");
    assert_eq!(found(&page), ["文档评论", "最近下载"]);
}

#[test]
fn a_page_number_with_words_is_one_wherever_it_stands() {
    let plan = format!("{PLAN}\n第 3 頁，共 12 頁\n參、經費：自籌。");
    assert_eq!(kinds(&plan)[3], Some(FurnitureKind::PageNumber));
}

/// A plan over several pages, a bare number below each.
fn paged(numbers: &[&str]) -> String {
    let mut plan = format!("{PLAN}\n");
    for number in numbers {
        plan.push_str(&"各單位應確實辦理。\n".repeat(6));
        plan.push_str(&format!("{number}\n"));
    }
    plan
}

#[test]
fn bare_numbers_that_count_up_are_page_numbers() {
    assert_eq!(found(&paged(&["1", "2", "3"])), ["1", "2", "3"]);
}

#[test]
fn bare_numbers_that_do_not_count_up_are_text() {
    assert_eq!(found(&paged(&["12", "7", "30"])), [""; 0]);
}

#[test]
fn two_bare_numbers_are_text() {
    assert_eq!(found(&paged(&["1", "2"])), [""; 0]);
}

#[test]
fn numbers_of_rows_are_no_page_numbers() {
    let plan = format!("項次\n{}", paged(&["1", "2", "3"]));
    assert_eq!(found(&plan), [""; 0]);
}

#[test]
fn numbers_close_to_each_other_are_no_page_numbers() {
    assert_eq!(found(&format!("{PLAN}\n1\n甲\n2\n乙\n3\n丙")), [""; 0]);
}

#[test]
fn a_number_between_tabbed_lines_is_a_page_number() {
    let plan = format!("{PLAN}\n登記課\t每月\t秘書室\n4\n測量課\t每季\t人事室");
    assert_eq!(found(&plan), ["4"]);
}

#[test]
fn a_line_that_stands_beside_every_page_number_is_a_running_head_from_the_second_time_on() {
    let head = "青川縣政府服務手冊";
    let plan = format!("{PLAN}\n第 1 頁\n{head}\n甲。\n第 2 頁\n{head}\n乙。\n第 3 頁\n{head}\n丙。");
    let kinds = kinds(&plan);
    let heads: Vec<usize> = (0..kinds.len()).filter(|at| kinds[*at] == Some(FurnitureKind::RunningHead)).collect();
    assert_eq!(heads, [7, 10]);
}

#[test]
fn a_line_that_repeats_away_from_page_numbers_is_text() {
    assert_eq!(found(&format!("{PLAN}\n辦理單位\n登記課。\n辦理單位\n測量課。\n辦理單位\n地價課。")), [""; 0]);
}

#[test]
fn furniture_keeps_its_words_and_stands_apart() {
    let plan = plan_of(&format!("友善列印\n{PLAN}\n第 1 頁\n參、經費：自籌。\n回上一頁"));
    assert_eq!(furniture(&plan, FurnitureKind::SiteChrome), ["友善列印", "回上一頁"]);
    assert_eq!(furniture(&plan, FurnitureKind::PageNumber), ["第1頁"]);
    assert!(!outline(&plan).contains("頁"), "{}", outline(&plan));
}

#[test]
fn headers_footers_and_comments_are_no_part_of_the_plan() {
    let logo = document::Cell { blocks: vec![in_part(Part::Header, "青川縣政府")], ..cell((0, 0), (1, 1), "") };
    let plan = plan_from(vec![
        paragraph("青川縣政府105年度提升服務品質實施計畫"),
        paragraph("壹、依據：縣政府函頒之方案。"),
        paragraph("貳、目標：便民。"),
        document::Block::Table(document::Table { cells: vec![logo], ..document::Table::default() }),
        in_part(Part::Footer, "參、研考處製"),
        in_part(Part::Footer, "第 1 頁，共 9 頁"),
        in_part(Part::Comment, "壹、請再確認"),
    ]);
    assert_eq!(
        outline(&plan),
        "¶ 青川縣政府105年度提升服務品質實施計畫\n§ 壹 依據\n  ¶ 縣政府函頒之方案。\n§ 貳 目標\n  ¶ 便民。"
    );
    let kinds: Vec<FurnitureKind> = plan.furniture.iter().map(|piece| piece.kind).collect();
    use FurnitureKind::{Comment, PageNumber, RunningHead};
    assert_eq!(kinds, [RunningHead, RunningHead, PageNumber, Comment]);
}

#[test]
fn a_file_of_a_word_processor_has_no_chrome_of_a_site() {
    let place = |paragraph| document::Origin { paragraph: Some(paragraph), ..document::Origin::default() };
    let lines = [
        "友善列印",
        "云政办发〔2021〕14号",
        "青川縣政府105年度提升服務品質實施計畫",
        "壹、依據：甲函。",
        "貳、目標：便民。",
        "回上一頁",
    ];
    let blocks = (0..).zip(lines).map(|(at, of)| document::Block::Paragraph(document::Paragraph::new(of, place(at))));
    assert_eq!(plan_from(blocks.collect()).furniture, []);
}

#[test]
fn a_mark_behind_the_pages_is_a_watermark() {
    let mark = document::Paragraph::new("草案", document::Origin { part: Part::Header, ..document::Origin::default() });
    let mark = document::Paragraph { place: document::Place::Watermark, ..mark };
    let plan = plan_from(vec![paragraph("壹、依據：甲函。"), document::Block::Paragraph(mark)]);
    let found: Vec<_> = plan.furniture.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
    assert_eq!(found, [(FurnitureKind::Watermark, "草案")]);
}
