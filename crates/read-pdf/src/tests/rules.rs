//! Ruled lines and images.

use layout::{Page, Rule};

use super::build::File;
use super::{assert_near, page};

fn drawn(content: &str) -> Page {
    page(&File::of(&[], content).bytes())
}

#[track_caller]
fn assert_rules(content: &str, expected: &[([f32; 4], bool)]) {
    let page = drawn(content);
    assert_eq!(page.rules.len(), expected.len(), "{:?}", page.rules);
    for (rule, (bbox, is_vertical)) in page.rules.iter().zip(expected) {
        assert_near(rule.bbox, *bbox);
        assert_eq!(rule.is_vertical, *is_vertical);
    }
}

#[test]
fn thin_boxes_are_lines_however_they_are_filled() {
    let level: &[([f32; 4], bool)] = &[([100.0, 99.0, 300.0, 100.0], false)];
    for operator in ["f", "f*", "F"] {
        assert_rules(&format!("100 700 200 1 re {operator}"), level);
    }
    assert_rules("100 700 m 300 700 l 300 701 l 100 701 l h f", level);
    assert_rules("100 700 m 300 700 l 300 701 l 100 701 l f*", level);
    assert_rules("100 700 -1 -200 re f", &[([99.0, 100.0, 100.0, 300.0], true)]);
    assert_rules("100 700 200 1 re 100 690 200 1 re f", &[level[0], ([100.0, 109.0, 300.0, 110.0], false)]);
}

#[test]
fn strokes_are_lines_as_wide_as_they_are_drawn() {
    assert_rules("2 w 100 700 m 300 700 l S", &[([100.0, 99.0, 300.0, 101.0], false)]);
    assert_rules("2 0 0 2 0 0 cm 1 w 50 350 m 50 300 l S", &[([99.0, 100.0, 101.0, 200.0], true)]);
    let page = drawn("0 w 100 700 m 300 700 l S");
    assert!(page.rules[0].bbox.height() > 0.0, "a hairline is to be seen");
}

#[test]
fn a_stroked_box_is_four_lines() {
    let sides = [
        ([100.0, 49.5, 300.0, 50.5], false),
        ([299.5, 50.0, 300.5, 100.0], true),
        ([100.0, 99.5, 300.0, 100.5], false),
        ([99.5, 50.0, 100.5, 100.0], true),
    ];
    assert_rules("100 700 200 50 re S", &sides);
    for content in ["100 700 m 300 700 l 300 750 l 100 750 l s", "1 g 100 700 200 50 re B"] {
        let page = drawn(content);
        assert_eq!(page.rules.len(), 4, "{content}: {:?}", page.rules);
        for (bbox, is_vertical) in sides {
            let is_there = |rule: &&Rule| {
                rule.is_vertical == is_vertical
                    && (rule.bbox.x0 - bbox[0]).abs() < 0.1
                    && (rule.bbox.y0 - bbox[1]).abs() < 0.1
            };
            assert_eq!(page.rules.iter().filter(is_there).count(), 1, "{content}: {bbox:?} {:?}", page.rules);
        }
    }
}

#[test]
fn a_path_of_many_lines_is_many_and_what_leans_or_bends_is_none() {
    assert_rules(
        "100 700 m 300 700 l 300 600 l 350 550 l 400 560 500 500 550 400 c 550 300 l S",
        &[
            ([100.0, 99.5, 300.0, 100.5], false),
            ([299.5, 100.0, 300.5, 200.0], true),
            ([549.5, 400.0, 550.5, 500.0], true),
        ],
    );
    // Half a degree is still level.
    assert_eq!(drawn("100 700 m 300 701 l S").rules.len(), 1);
    assert_eq!(drawn("100 700 m 300 705 l S").rules.len(), 0);
    assert_eq!(drawn("100 700 m 300 700 l 200 500 l f").rules.len(), 0);
}

#[test]
fn dashed_lines_are_lines() {
    assert_eq!(drawn("[3 3] 0 d 100 700 m 300 700 l S").rules.len(), 1);
    assert_eq!(drawn("100 700 0.5 0.5 re 102 700 0.5 0.5 re 104 700 0.5 0.5 re f").rules.len(), 3);
}

#[test]
fn a_frame_of_two_boxes_is_four_lines() {
    let page = drawn("100 600 200 100 re 101 601 198 98 re f*");
    assert_eq!(page.rules.len(), 4);
    assert_near(page.rules[0].bbox, [100.0, 100.0, 300.0, 101.0]);
}

#[test]
fn grounds_are_no_lines() {
    assert_eq!(drawn("0.9 g 100 600 200 100 re f").rules, []);
    assert_eq!(drawn("20 w 100 700 m 300 700 l S").rules, []);
}

#[test]
fn white_lines_are_seen_on_a_shaded_ground_only() {
    assert_eq!(drawn("1 g 100 700 200 1 re f 1 G 100 600 m 300 600 l S").rules, []);
    assert_eq!(drawn("0.8 0.9 1 rg 100 600 200 150 re f 1 g 100 700 200 1 re f").rules.len(), 1);
    assert_eq!(drawn("0.8 g 100 600 200 150 re f 1 g 100 600 200 150 re f 100 700 200 1 re f").rules, []);
}

#[test]
fn lines_are_cut_by_clips() {
    assert_rules("150 600 100 200 re W n 100 700 200 1 re f", &[([150.0, 99.0, 250.0, 100.0], false)]);
    assert_rules("150 600 100 50 re W n 100 700 200 1 re f", &[]);
    // The middle of a double line drawn as boxes: what is left of a box is none.
    assert_rules("100 700 m 900 700 l S", &[([100.0, 99.5, 600.0, 100.5], false)]);
}

#[test]
fn lines_of_turned_pages_are_turned() {
    let mut file = File::new();
    file.page_with("/MediaBox [0 0 600 800] /Rotate 90", "", "100 700 200 1 re f");
    let page = page(&file.bytes());
    assert_near(page.rules[0].bbox, [700.0, 100.0, 701.0, 300.0]);
    assert!(page.rules[0].is_vertical);
}

#[test]
fn a_line_may_be_an_image() {
    let mut file = File::new();
    let image = file
        .stream("/Type /XObject /Subtype /Image /Width 2 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "xx");
    file.page(
        &format!("/XObject << /I {image} 0 R >>"),
        "q 200 0 0 1 100 700 cm /I Do Q q 100 0 0 50 100 500 cm /I Do Q",
    );
    let page = page(&file.bytes());
    assert_near(page.rules[0].bbox, [100.0, 99.0, 300.0, 100.0]);
    assert_near(page.images[0], [100.0, 250.0, 200.0, 300.0]);
    assert_eq!((page.rules.len(), page.images.len()), (1, 1));
}

#[test]
fn a_hundred_thousand_lines_are_all_there() {
    let content: String = (0..100_000).map(|n| format!("{} {} 5 0.5 re f\n", n % 500, n / 500)).collect();
    assert_eq!(drawn(&content).rules.len(), 100_000);
}
