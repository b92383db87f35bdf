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
