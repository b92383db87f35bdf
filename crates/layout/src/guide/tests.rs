use crate::testing::{dump_tagged, han, lines_at, page, text_line};
use crate::{Character, Page, Role, Tag, TagId, Tags};

fn element(role: Role, parent: Option<u32>) -> Tag {
    Tag { role, parent: parent.map(TagId), columns: 1, rows: 1 }
}

fn tagged(characters: Vec<Character>, tag: u32) -> Vec<Character> {
    characters.into_iter().map(|character| Character { tag: Some(TagId(tag)), ..character }).collect()
}

#[test]
fn paragraphs_of_a_sound_structure_decide() {
    let tags = Tags {
        elements: vec![
            element(Role::Other, None),
            element(Role::Heading(2), Some(0)),
            element(Role::Paragraph, Some(0)),
            element(Role::Paragraph, Some(0)),
        ],
    };
    let full = han(36);
    let mut characters = tagged(text_line(72.0, 72.0, 12.0, "計畫依據"), 1);
    characters.extend(tagged(lines_at(90.0, &[&full, &full]), 2));
    // Geometry alone would join it to the line before.
    characters.extend(tagged(lines_at(126.0, &[&full, "末行。"]), 3));
    let page = Page { characters, ..page(1) };
    assert_eq!(dump_tagged(&[page], &tags), format!("[h2] 計畫依據\n{full}{full}\n{full}末行。\n"));
}

#[test]
fn a_structure_of_one_paragraph_is_not_believed() {
    let tags = Tags { elements: vec![element(Role::Paragraph, None)] };
    let page = Page { characters: tagged(lines_at(72.0, &[&han(36), "甲。", "乙。", "丙。"]), 0), ..page(1) };
    assert_eq!(dump_tagged(&[page], &tags), format!("{}甲。\n乙。\n丙。\n", han(36)));
}

#[test]
fn a_structure_of_a_paragraph_for_each_line_is_not_believed() {
    let tags = Tags { elements: (0..4).map(|_| element(Role::Paragraph, None)).collect() };
    let full = han(36);
    let mut characters = Vec::new();
    for (at, text) in [full.as_str(), &full, &full, "末行。"].into_iter().enumerate() {
        characters.extend(tagged(lines_at(72.0 + 18.0 * at as f32, &[text]), at as u32));
    }
    assert_eq!(dump_tagged(&[Page { characters, ..page(1) }], &tags), format!("{full}{full}{full}末行。\n"));
}

#[test]
fn a_line_break_within_a_stated_paragraph_is_kept() {
    let tags = Tags { elements: vec![element(Role::Paragraph, None), element(Role::Paragraph, None)] };
    let full = han(36);
    let mut characters = tagged(lines_at(72.0, &[&full, &full, "甲機關", "乙機關"]), 0);
    characters.extend(tagged(lines_at(144.0, &[&full, &full, "末行。"]), 1));
    let dump = dump_tagged(&[Page { characters, ..page(1) }], &tags);
    assert_eq!(dump.lines().next(), Some(format!("{full}{full}甲機關⏎乙機關").as_str()));
}

#[test]
fn artifacts_are_believed_without_a_structure_unless_they_are_most_of_the_text() {
    let tags = Tags { elements: vec![element(Role::Artifact, None)] };
    let head = tagged(text_line(72.0, 40.0, 10.0, "機關頁首"), 0);
    let text = lines_at(90.0, &[&han(36), "末行。"]);
    let page = |characters: Vec<Vec<Character>>| Page { characters: characters.concat(), ..page(1) };
    let text_only = page(vec![head.clone(), text.clone()]);
    assert_eq!(dump_tagged(&[text_only], &tags), format!("{}末行。\n[Header] 機關頁首\n", han(36)));
    let all = page(vec![head, tagged(text, 0)]);
    assert!(!dump_tagged(&[all], &tags).contains("Header"));
}

#[test]
fn artifacts_at_the_edge_are_running_heads() {
    let tags = Tags { elements: vec![element(Role::Artifact, None), element(Role::Paragraph, None)] };
    let mut characters = tagged(text_line(72.0, 40.0, 10.0, "機關頁首"), 0);
    characters.extend(tagged(lines_at(90.0, &[&han(36), "末行。"]), 1));
    assert_eq!(
        dump_tagged(&[Page { characters, ..page(1) }], &tags),
        format!("{}末行。\n[Header] 機關頁首\n", han(36))
    );
}
