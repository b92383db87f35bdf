//! What is done around the models, on pictures and lines that are made here.

use document::Place;
use layout::Direction;
use proptest::prelude::*;

use crate::find::TextBox;
use crate::{Character, Line, Picture, Rule, Seen, place, restore};

mod drawing;

use drawing::Paper;

#[test]
fn a_picture_of_another_size_shows_the_same() {
    let mut paper = Paper::new(400, 300);
    paper.fill(100, 60, 300, 180);
    let half = paper.picture().resized(200, 150);
    let at = |x: isize, y: isize| half.at(x, y);
    assert_eq!((at(20, 20), at(100, 60), at(160, 100)), (255, 0, 255));
    let double = paper.picture().resized(800, 600);
    assert_eq!((double.at(40, 40), double.at(400, 240)), (255, 0));
    // A fifth of the page is black.
    assert!((180..=220).contains(&paper.picture().resized(1, 1).at(0, 0)));
}

#[test]
fn a_picture_turned_four_times_is_the_same() {
    let mut paper = Paper::new(30, 20);
    paper.fill(2, 3, 10, 8);
    let picture = paper.picture();
    let once = picture.clone().turned(1);
    assert_eq!((once.width(), once.height()), (20, 30));
    // The top left corner is now the top right one.
    assert_eq!((once.at(20 - 1 - 3, 2), once.at(3, 2)), (0, 255));
    assert_eq!(once.clone().turned(3), picture);
    assert_eq!(once.turned(1), picture.clone().turned(2));
    assert_eq!(picture.clone().mirrored().mirrored(), picture);
}

#[test]
fn a_picture_without_pixels_is_none() {
    assert_eq!(Picture::new(0, 0, Vec::new()), None);
    assert_eq!(Picture::new(2, 2, vec![0; 3]), None);
    assert_eq!(Picture::new(usize::MAX, 2, vec![0; 3]), None);
    let large = Picture::new(10_000, 2, vec![7; 20_000]).map(|picture| (picture.width(), picture.height()));
    assert_eq!(large, Some((4_000, 1)));
}

#[test]
fn equal_pictures_have_equal_hashes() {
    let picture = |width, height| Picture::new(width, height, vec![9; 12]).map(|picture| picture.hash());
    assert_eq!(picture(3, 4), picture(3, 4));
    assert_ne!(picture(3, 4), picture(4, 3));
}

#[test]
fn the_angle_of_a_page_is_found_and_taken_back() {
    let straight = Paper::of_lines(900, 1_200).picture();
    assert_eq!(crate::skew::of(&straight), 0.0);
    for angle in [-2.3, -0.7, 0.4, 1.1, 3.0] {
        let askew = straight.straightened(-angle);
        let found = crate::skew::of(&askew);
        assert!((found - angle).abs() < 0.06, "{angle}: {found}");
        assert!(crate::skew::of(&askew.straightened(found)).abs() < 0.07, "{angle}");
    }
}

#[test]
fn rules_are_found_and_painted_over_but_strokes_stay() {
    let mut paper = Paper::new(1_000, 1_400);
    // A table of two rows and two columns, and a stroke that crosses a rule.
    for y in [200, 400, 600] {
        paper.fill(100, y, 900, y + 3);
    }
    for x in [100, 500, 897] {
        paper.fill(x, 200, x + 3, 603);
    }
    paper.fill(300, 385, 306, 420);
    // Strokes of characters.
    for x in 0..10 {
        paper.fill(130 + 30 * x, 300, 150 + 30 * x, 303);
    }
    let (rules, clean) = crate::rules::take(&paper.picture());
    let near = |a: f32, b: f32| (a - b).abs() <= 3.0;
    let has = |bbox: [f32; 4]| rules.iter().any(|rule| rule.bbox.iter().zip(bbox).all(|(a, b)| near(*a, b)));
    for y in [200.0, 400.0, 600.0] {
        assert!(has([100.0, y, 900.0, y + 3.0]), "{y}: {rules:?}");
    }
    for x in [100.0, 500.0, 897.0] {
        assert!(has([x, 200.0, x + 3.0, 603.0]), "{x}: {rules:?}");
    }
    assert_eq!(rules.len(), 6, "{rules:?}");
    assert_eq!((clean.at(200, 401), clean.at(501, 300)), (255, 255), "gone");
    assert_eq!((clean.at(303, 401), clean.at(140, 301)), (0, 0), "still there");
}

#[test]
fn long_strokes_that_meet_nothing_are_no_rules() {
    let mut paper = Paper::new(1_000, 1_400);
    paper.fill(300, 300, 360, 306);
    paper.fill(300, 800, 700, 803);
    let (rules, _) = crate::rules::take(&paper.picture());
    assert_eq!(rules.len(), 1, "the long one is: {rules:?}");
}

#[test]
fn a_row_is_as_high_as_its_letters_and_a_page_may_end_within_one() {
    let mut paper = Paper::new(1_000, 1_400);
    paper.fill(100, 1_200, 903, 1_203);
    paper.fill(100, 1_230, 903, 1_233);
    for x in [100, 400, 900] {
        paper.fill(x, 1_200, x + 3, 1_290);
    }
    // The page ends below the second row, whose first cell goes on.
    paper.fill(400, 1_288, 903, 1_290);
    // Within the first row alone, and a stroke that reaches one rule only.
    paper.fill(600, 1_200, 603, 1_232);
    paper.fill(700, 1_210, 703, 1_229);
    let (rules, _) = crate::rules::take(&paper.picture());
    let is_there = |x: f32| rules.iter().any(|rule| rule.is_vertical && rule.bbox[0] == x);
    assert_eq!([100.0, 400.0, 600.0, 700.0, 900.0].map(is_there), [true, true, true, false, true], "{rules:?}");
}

#[test]
fn strokes_of_neighbours_that_touch_are_no_rules() {
    let mut paper = Paper::new(1_000, 1_400);
    for (x, y) in [(300, 300), (300, 340), (300, 380)] {
        // 王王王, set solid: their strokes make runs as long as rules, which cross.
        for x in [x, x + 40, x + 80] {
            for y in [y, y + 18, y + 36] {
                paper.fill(x, y, x + 38, y + 3);
            }
            paper.fill(x + 18, y, x + 21, y + 39);
        }
    }
    let (rules, clean) = crate::rules::take(&paper.picture());
    assert_eq!((rules.len(), clean == paper.picture()), (0, true), "{rules:?}");
}

#[test]
fn strokes_along_a_line_of_text_are_no_rule_however_many_touch() {
    let mut paper = Paper::new(1_000, 1_400);
    paper.fill(100, 200, 900, 203);
    for x in 0..20 {
        // Something like 曲: what goes on from one to the next is crossed within each.
        let x = 100 + 40 * x;
        paper.fill(x, 320, x + 39, 323);
        for x in [x + 6, x + 17, x + 28] {
            paper.fill(x, 305, x + 3, 338);
        }
    }
    let (rules, clean) = crate::rules::take(&paper.picture());
    assert_eq!(rules.len(), 1, "that above them: {rules:?}");
    assert_eq!((clean.at(210, 321), clean.at(210, 201)), (0, 255));
}

/// A line that runs to the right, its text from 300 to 600, 40 pixels high.
const FOUND: TextBox = TextBox { center: (450.0, 400.0), along: (1.0, 0.0), size: (300.0, 40.0) };

fn sides(boxes: &[TextBox]) -> Vec<[i32; 4]> {
    let side = |center: f32, size: f32| [(center - size / 2.0).round() as i32, (center + size / 2.0).round() as i32];
    let of = |found: &TextBox| [side(found.center.0, found.size.0), side(found.center.1, found.size.1)];
    boxes.iter().map(of).map(|[[left, right], [top, bottom]]| [left, top, right, bottom]).collect()
}

#[test]
fn a_line_takes_in_the_marks_at_its_ends_and_leaves_dust_rules_and_other_lines() {
    let mut paper = Paper::new(1_000, 1_400);
    paper.fill(250, 398, 280, 402);
    paper.fill(610, 405, 618, 413);
    let taken = |paper: &Paper, boxes: &[TextBox]| sides(&crate::left_out::taken_in(boxes.to_vec(), &paper.picture()));
    assert_eq!(taken(&paper, &[FOUND]), [[244, 380, 624, 420]], "一 before it, 、 behind it");

    // Dust, the rest of a rule, what is as large as a picture, and what stands between other lines.
    let mut other = Paper::new(1_000, 1_400);
    other.fill(285, 400, 287, 402);
    other.fill(620, 380, 622, 420);
    other.fill(640, 380, 720, 420);
    other.fill(400, 450, 420, 460);
    assert_eq!(taken(&other, &[FOUND]), sides(&[FOUND]));

    // A label that stands apart is one of its own; where another line stands between, it is not this one's.
    let mut apart = Paper::new(1_000, 1_400);
    apart.fill(200, 390, 230, 394);
    assert_eq!(taken(&apart, &[FOUND]), [sides(&[FOUND])[0], [194, 380, 236, 420]]);
    let between = TextBox { center: (262.0, 400.0), size: (40.0, 40.0), ..FOUND };
    let boxes = taken(&apart, &[FOUND, between]);
    assert_eq!((boxes[0], boxes[1][0]), (sides(&[FOUND])[0], 194), "it is the nearer one's");
}

#[test]
fn a_line_that_runs_downwards_takes_in_the_marks_above_and_below() {
    let mut paper = Paper::new(1_000, 1_400);
    paper.fill(386, 230, 414, 260);
    paper.fill(405, 560, 412, 568);
    let column = TextBox { center: (400.0, 412.0), along: (1.0, 0.0), size: (40.0, 280.0) };
    let boxes = sides(&crate::left_out::taken_in(vec![column], &paper.picture()));
    assert_eq!(boxes, [[380, 224, 420, 574]]);
}

fn line(text: &str, is_vertical: bool, confidence: f32) -> Line {
    let characters = text.chars().zip(0_u16..).map(|(text, index)| {
        let (x, y) =
            if is_vertical { (900.0, f32::from(index) * 30.0) } else { (f32::from(index) * 30.0 + 100.0, 50.0) };
        Character { text, bbox: [x, y, x + 30.0, y + 30.0], confidence }
    });
    Line { is_vertical, characters: characters.collect() }
}

fn seen(lines: Vec<Line>) -> Seen {
    Seen { width: 1_000, height: 2_000, lines, ..Seen::default() }
}

fn texts(pages: &[Seen]) -> Vec<String> {
    pages.iter().map(Seen::text).collect()
}

#[test]
fn slips_into_the_other_script_are_put_back_on_traditional_pages_alone() {
    let traditional = "臺灣省政府函頒為民服務計畫辦理關係機關團體";
    let mut pages = [seen(vec![line(traditional, false, 1.0)]), seen(vec![line("办理服务台及后台、里长", false, 0.9)])];
    restore(&mut pages);
    assert_eq!(texts(&pages)[1], "辦理服務台及后台、里長\n", "what Big5 has stays");
    let simplified = "关于印发实施方案的通知，为深入贯彻落实优化营商环境";
    let mut pages = [seen(vec![line(simplified, false, 1.0)])];
    restore(&mut pages);
    assert_eq!(texts(&pages)[0], format!("{simplified}\n"));
}

#[test]
fn a_recognized_page_lies_on_the_page_of_its_file() {
    let rule = Rule { bbox: [100.0, 100.0, 900.0, 104.0], is_vertical: false };
    let upright = Seen { rules: vec![rule], ..seen(vec![line("目標", false, 1.0), line("依據", true, 1.0)]) };
    let placed = place(&upright, 3, (500.0, 1_000.0));
    let page = placed.page.unwrap();
    assert_eq!((page.number, page.width, page.height), (3, 500.0, 1_000.0));
    assert_eq!(page.characters[0].bbox, layout::Rect::new(50.0, 25.0, 65.0, 40.0));
    assert_eq!((page.characters[0].size, page.characters[0].direction), (15.0, Direction::Horizontal));
    assert_eq!(page.characters[2].direction, Direction::Vertical);
    assert_eq!(page.rules[0].bbox, layout::Rect::new(50.0, 50.0, 450.0, 52.0));

    // The paper lay on its side: one quarter turn clockwise has brought it upright.
    let turned = Seen { quarters: 1, ..upright };
    let page = place(&turned, 1, (1_000.0, 500.0)).page.unwrap();
    assert_eq!(page.characters[0].bbox, layout::Rect::new(25.0, 435.0, 40.0, 450.0));
    assert_eq!(page.characters[0].direction, Direction::TurnedLeft);
    assert!(page.rules[0].is_vertical);
}

#[test]
fn what_could_not_be_read_is_noise() {
    let page = seen(vec![line("壹、計畫依據", false, 0.99), line("辛", false, 0.3)]);
    let placed = place(&page, 1, (500.0, 1_000.0));
    assert_eq!(placed.page.unwrap().characters.len(), 6);
    let noise: Vec<(String, Place)> = placed.noise.iter().map(|line| (line.text(), line.place)).collect();
    assert_eq!(noise, [("辛".to_owned(), Place::Noise)]);
    assert_eq!(placed.noise[0].runs[0].origin.ocr.map(|ocr| ocr.least), Some(0.3));

    let scribbles = seen(vec![line("了乙之乏", false, 0.4), line("目", false, 0.9)]);
    let placed = place(&scribbles, 1, (500.0, 1_000.0));
    assert_eq!((placed.page, placed.noise.len()), (None, 2), "no character is lost");
    let blank = place(&seen(Vec::new()), 1, (500.0, 1_000.0));
    assert_eq!(blank.page.map(|page| page.characters.len()), Some(0));
}

proptest! {
    #[test]
    fn nothing_that_was_seen_is_lost_or_doubled(
        lines in prop::collection::vec(("[壹貳目標依據一二三]{1,12}", any::<bool>(), 0.0_f32..1.0), 0..12),
        quarters in 0_u8..4,
    ) {
        let lines: Vec<Line> = lines.into_iter().map(|(text, is_vertical, sure)| line(&text, is_vertical, sure)).collect();
        let all: usize = lines.iter().map(|line| line.characters.len()).sum();
        let placed = place(&Seen { quarters, ..seen(lines) }, 1, (595.0, 842.0));
        let noise: usize = placed.noise.iter().map(|line| line.text().chars().count()).sum();
        prop_assert_eq!(placed.page.map_or(0, |page| page.characters.len()) + noise, all);
    }
}
