use crate::testing::{dump, han, lines_at, page, text_line};
use crate::{Character, Page};

fn pages(count: u32, edges: impl Fn(u32) -> Vec<Character>) -> Vec<Page> {
    (1..=count)
        .map(|number| {
            let first = format!("{}第{number}頁之內文。", han(20));
            let mut characters = lines_at(90.0, &[&first, "其他文字。"]);
            characters.extend(edges(number));
            Page { characters, ..page(number) }
        })
        .collect()
}

fn asides(pages: &[Page]) -> Vec<String> {
    dump(pages)
        .lines()
        .filter(|line| line.starts_with("[Header") || line.starts_with("[Footer"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_repeats_at_the_edges_is_set_apart() {
    let pages = pages(3, |number| {
        let mut edges = text_line(72.0, 40.0, 10.0, "青川縣立圖書館");
        edges.extend(text_line(290.0, 790.0, 10.0, &format!("- {number} -")));
        edges
    });
    let expected = "[Header] 青川縣立圖書館\n[Footer] - 1 -\n[Header] 青川縣立圖書館\n[Footer] - 2 -\n[Header] 青川縣立圖書館\n[Footer] - 3 -";
    assert_eq!(
        asides(&pages).join("\n").replace("-1-", "- 1 -").replace("-2-", "- 2 -").replace("-3-", "- 3 -"),
        expected
    );
    assert!(dump(&pages).starts_with(&han(20)));
}

#[test]
fn chinese_and_roman_numbers_count_pages() {
    let chinese = pages(3, |number| text_line(290.0, 790.0, 10.0, ["", "一", "二", "三"][number as usize]));
    assert_eq!(asides(&chinese), ["[Footer] 一", "[Footer] 二", "[Footer] 三"]);
    let roman = pages(3, |number| text_line(72.0, 790.0, 10.0, ["", "i", "ii", "iii"][number as usize]));
    assert_eq!(asides(&roman), ["[Footer] i", "[Footer] ii", "[Footer] iii"]);
}

#[test]
fn the_pages_of_attachments_are_counted_each_from_one() {
    let pages =
        pages(4, |number| text_line(290.0, 790.0, 10.0, ["", "審一-1", "審一-2", "審二-1", "審二-2"][number as usize]));
    assert_eq!(asides(&pages).len(), 4);
}

#[test]
fn headings_at_the_top_of_pages_stay_in_the_text() {
    let pages =
        pages(4, |number| text_line(72.0, 60.0, 12.0, ["", "附件一", "附件二", "附件三", "附件四"][number as usize]));
    assert_eq!(asides(&pages), [""; 0]);
}

#[test]
fn numbers_that_do_not_count_pages_stay_in_the_text() {
    let pages = pages(4, |number| text_line(72.0, 60.0, 12.0, ["", "1520", "37", "88", "4"][number as usize]));
    assert_eq!(asides(&pages), [""; 0]);
}

#[test]
fn the_title_stays_on_its_first_page() {
    let pages = pages(3, |_| text_line(200.0, 50.0, 20.0, "提升服務品質實施計畫"));
    assert_eq!(asides(&pages), ["[Header] 提升服務品質實施計畫"; 2]);
    assert!(dump(&pages).starts_with("提升服務品質實施計畫\n"));
}

#[test]
fn a_line_behind_the_first_of_the_text_is_no_running_head() {
    let pages: Vec<Page> = (1..=3)
        .map(|number| {
            let first =
                format!("{}{}", han(10), "甲乙丙丁".chars().nth(number as usize).map(String::from).unwrap_or_default());
            Page { characters: lines_at(60.0, &[&first, "說明：", "其他。"]), ..page(number) }
        })
        .collect();
    assert_eq!(asides(&pages), [""; 0]);
}

#[test]
fn a_single_page_may_have_a_number_in_the_middle_of_its_foot() {
    let one = pages(1, |_| text_line(294.0, 800.0, 10.0, "1"));
    assert_eq!(asides(&one), ["[Footer] 1"]);
    let near_text = vec![Page { characters: lines_at(760.0, &["項目數量如下：", "3"]), ..page(1) }];
    assert_eq!(asides(&near_text), [""; 0]);
}

#[test]
fn a_page_with_nothing_but_its_number_has_a_number() {
    let mut all = pages(3, |number| text_line(294.0, 800.0, 10.0, &number.to_string()));
    all.push(Page { characters: text_line(294.0, 800.0, 10.0, "4"), ..page(4) });
    assert_eq!(asides(&all).last().map(String::as_str), Some("[Footer] 4"));
}

#[test]
fn the_pages_of_an_extract_have_the_numbers_of_the_whole() {
    let numbers = ["02", "13", "14", "31"];
    let pages = pages(4, |number| {
        text_line(180.0, 790.0, 10.0, &format!("青川工程顧問有限公司 & 白嶺營造 {}", numbers[number as usize - 1]))
    });
    assert_eq!(asides(&pages).len(), 4);
}

#[test]
fn captions_at_the_foot_of_pages_stay_in_the_text() {
    let numbers = ["3", "8", "9", "12"];
    let captions =
        pages(4, |number| text_line(72.0, 720.0, 12.0, &format!("青川縣圖書館平面圖{}", numbers[number as usize - 1])));
    assert_eq!(asides(&captions), [""; 0]);
    let short = pages(4, |number| text_line(72.0, 790.0, 12.0, &format!("附圖{}", numbers[number as usize - 1])));
    assert_eq!(asides(&short), [""; 0]);
}
