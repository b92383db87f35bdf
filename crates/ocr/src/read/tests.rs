#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use super::*;

fn spelt(text: &str, columns: &[f32]) -> Vec<Spelt> {
    text.chars().zip(columns).map(|(text, column)| Spelt { text, column: *column, confidence: 0.9 }).collect()
}

fn columns(spelt: &[Spelt]) -> Vec<f32> {
    spelt.iter().map(|at| at.column.round()).collect()
}

#[test]
fn the_em_is_the_step_from_ideograph_to_ideograph() {
    assert_eq!(em(&spelt("計畫依據表", &[20.0, 60.0, 100.0, 140.0, 180.0])), Some(40.0));
    assert_eq!(em(&spelt("計畫　依據表", &[20.0, 60.0, 100.0, 180.0, 220.0, 260.0])), Some(40.0), "a gap is none");
    assert_eq!(em(&spelt("計畫依", &[20.0, 60.0, 100.0])), None, "two steps tell little");
    assert_eq!(em(&spelt("100年", &[20.0, 40.0, 60.0, 90.0])), None);
}

#[test]
fn ideographs_stand_at_even_steps() {
    let mut line = spelt("計畫，依據表", &[22.0, 58.0, 90.0, 141.0, 178.0, 221.0]);
    even_out(&mut line);
    let steps: Vec<f32> = line.windows(2).map(|pair| pair[1].column - pair[0].column).collect();
    assert!(steps.iter().all(|step| (step - 40.0).abs() < 1.0), "{steps:?}");

    let mut apart = spelt("計畫依據一二三四五", &[20.0, 60.0, 100.0, 140.0, 300.0, 340.0, 380.0, 420.0, 460.0]);
    let before = columns(&apart);
    even_out(&mut apart);
    assert_eq!(columns(&apart), before, "each side of a gap by itself");
}

#[test]
fn of_a_character_and_its_twin_the_surer_stays() {
    let mut line = spelt("法規測测驗成績", &[20.0, 60.0, 96.0, 104.0, 140.0, 180.0, 220.0]);
    line[3].confidence = 0.57;
    drop_twins(&mut line);
    assert_eq!(line.iter().map(|at| at.text).collect::<String>(), "法規測驗成績");
}

/// A strip with ink in boxes: left, top, right and bottom.
fn strip(width: usize, ink: &[[usize; 4]]) -> Strip {
    let is_ink = |x: usize, y: usize| {
        ink.iter().any(|[left, top, right, bottom]| (*left..*right).contains(&x) && (*top..*bottom).contains(&y))
    };
    let luma = (0..width * HEIGHT).map(|at| if is_ink(at % width, at / width) { 20 } else { 240 }).collect();
    let picture = Picture::new(width, HEIGHT, luma).unwrap();
    let size = (width as f32, HEIGHT as f32);
    Strip::of(&picture, &TextBox { center: (size.0 / 2.0, size.1 / 2.0), along: (1.0, 0.0), size })
}

#[test]
fn ink_without_a_character_is_found() {
    let line = spelt("依據計畫考核", &[70.0, 110.0, 150.0, 190.0, 310.0, 350.0]);
    let characters = [50_usize, 90, 130, 170, 290, 330].map(|left| [left + 4, 6, left + 36, 42]);
    let found = |marks: &[[usize; 4]]| {
        let found = overlooked(&line, &strip(400, &[&characters[..], marks].concat()));
        found.iter().map(|(from, to)| (from.round() as i32, to.round() as i32)).collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), []);
    assert_eq!(found(&[[8, 8, 40, 40]]), [(8, 40)], "a mark before the text");
    assert_eq!(found(&[[214, 8, 246, 40], [254, 8, 286, 40]]), [(214, 250), (250, 286)], "two that are the same");
    assert_eq!(found(&[[374, 30, 384, 40]]), [(374, 384)], "a comma behind it");
    assert_eq!(found(&[[380, 0, 388, 48]]), [], "the rest of a rule");
    assert_eq!(found(&[[20, 20, 24, 24]]), [], "dust");
}
