use proptest::prelude::*;

use super::*;

/// A map of probabilities in which a box at an angle is text.
fn map(width: usize, height: usize, text: &TextBox) -> Vec<f32> {
    let is_in = |x: usize, y: usize| {
        let (dx, dy) = (x as f32 + 0.5 - text.center.0, y as f32 + 0.5 - text.center.1);
        let along = dx * text.along.0 + dy * text.along.1;
        let across = dy * text.along.0 - dx * text.along.1;
        along.abs() <= text.size.0 / 2.0 && across.abs() <= text.size.1 / 2.0
    };
    (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .map(|(x, y)| if is_in(x, y) { 0.9 } else { 0.0 })
        .collect()
}

#[test]
fn a_line_is_found_where_it_is_marked_and_a_little_beyond() {
    for degrees in [-8.0_f32, 0.0, 5.0] {
        let (y, x) = degrees.to_radians().sin_cos();
        let text = TextBox { center: (200.0, 100.0), along: (x, y), size: (240.0, 20.0) };
        let found = boxes(&map(400, 200, &text), 400, 200, (0.0, 0.0), (1.0, 1.0));
        let [found] = found.as_slice() else { panic!("{found:?}") };
        assert!((found.center.0 - 200.0).abs() < 2.0 && (found.center.1 - 100.0).abs() < 2.0, "{found:?}");
        assert!((found.along.1 - y).abs() < 0.02, "{found:?}");
        // 240 by 20: 4,800 of area and 520 around, so 14.8 on each side; the corners of the pixels stand out a little.
        assert!((found.size.0 - 270.0).abs() < 6.0 && (found.size.1 - 50.0).abs() < 6.0, "{found:?}");
        assert!(!found.is_tall());
    }
}

#[test]
fn places_are_those_of_the_larger_picture() {
    let text = TextBox { center: (60.0, 30.0), along: (1.0, 0.0), size: (60.0, 10.0) };
    let found = boxes(&map(120, 60, &text), 120, 60, (40.0, 20.0), (2.0, 3.0));
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert!((found.center.0 - 201.0).abs() < 2.0 && (found.center.1 - 151.5).abs() < 3.0, "{found:?}");
}

#[test]
fn what_is_hardly_text_or_too_small_is_left_out() {
    let weak: Vec<f32> = map(200, 100, &TextBox { center: (100.0, 50.0), along: (1.0, 0.0), size: (80.0, 12.0) })
        .into_iter()
        .map(|probability| probability * 0.45)
        .collect();
    assert_eq!(boxes(&weak, 200, 100, (0.0, 0.0), (1.0, 1.0)), []);
    let small = map(200, 100, &TextBox { center: (100.0, 50.0), along: (1.0, 0.0), size: (80.0, 0.9) });
    assert_eq!(boxes(&small, 200, 100, (0.0, 0.0), (1.0, 1.0)), []);
}

proptest! {
    #[test]
    fn the_smallest_box_holds_every_pixel(pixels in prop::collection::vec((0_usize..60, 0_usize..60), 1..40)) {
        let found = smallest_box(&pixels).unwrap();
        for (x, y) in pixels {
            let (dx, dy) = (x as f32 + 0.5 - found.center.0, y as f32 + 0.5 - found.center.1);
            let along = dx * found.along.0 + dy * found.along.1;
            let across = dy * found.along.0 - dx * found.along.1;
            prop_assert!(along.abs() <= found.size.0 / 2.0 && across.abs() <= found.size.1 / 2.0, "{:?}", found);
        }
    }
}
