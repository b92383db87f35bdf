//! What kind of line a text looks like, by its form alone.

use crate::text::Text;

/// Characters of the longest name of a plan, and of the longest remark in brackets behind it.
const LONGEST_TITLE: usize = 60;
const LONGEST_REMARK: usize = 16;

/// Whether a paragraph, however long it has grown, is a title.
pub(crate) fn is_title_alone(text: &Text) -> bool {
    text.visible() <= LONGEST_TITLE + LONGEST_REMARK && is_title(&text.closed())
}

/// A name of a plan and nothing else: short, without a sentence, ending in what plans are called.
pub(crate) fn is_title(text: &str) -> bool {
    const CALLED: [&str; 16] = [
        "計畫",
        "計劃",
        "计划",
        "方案",
        "要點",
        "要点",
        "須知",
        "须知",
        "注意事項",
        "注意事项",
        "辦法",
        "办法",
        "規範",
        "规范",
        "計畫書",
        "細則",
    ];
    let closed = script::close_up(text);
    let bare = strip_bracketed_end(&closed);
    let length = bare.chars().count();
    (6..=LONGEST_TITLE).contains(&length)
        && !bare.contains(['。', '；', '，', ',', ':', '：'])
        && CALLED.iter().any(|word| bare.ends_with(word))
}

/// Without a bracketed remark at the end: （草案）, (修正版).
fn strip_bracketed_end(text: &str) -> &str {
    let Some(inner) = text.strip_suffix(['）', ')']) else { return text };
    match inner.rfind(['（', '(']) {
        Some(open) if text.chars().count() - text[..open].chars().count() <= LONGEST_REMARK => &text[..open],
        _ => text,
    }
}

/// Holds a clause or a sentence.
pub(crate) fn is_sentence(text: &Text) -> bool {
    let length = text.visible();
    text.last_visible() == Some('。')
        || length >= 16 && text.chars().iter().any(|c| matches!(c, '。' | '，' | ',' | '；' | ';'))
}

/// Made of box drawing and arrows, with or without words in it.
pub(crate) fn is_drawing(text: &Text) -> bool {
    let drawn = text.chars().iter().filter(|c| is_drawn(**c)).count();
    drawn > 0 && (drawn >= 2 || text.visible() <= 3)
}

fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2500}'..='\u{257F}' | '←'..='↙' | '▲' | '▼' | '△' | '▽' | '◇')
}
