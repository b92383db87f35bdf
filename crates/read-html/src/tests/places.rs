use document::{Block, Run};
use proptest::prelude::*;

use super::{read, texts};

fn runs(blocks: &[Block]) -> Vec<Run> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.runs.clone(),
            Block::Table(table) => {
                let caption = table.caption.iter().flat_map(|caption| caption.runs.clone());
                caption.chain(table.cells.iter().flat_map(|cell| runs(&cell.blocks))).collect()
            }
            Block::Embedded(_) => Vec::new(),
        })
        .collect()
}

/// Each run beside what stands at its place.
fn places(page: &str) -> Vec<(String, String)> {
    let runs = runs(&read(page).document.blocks);
    runs.into_iter()
        .map(|run| {
            let (from, to) = run.origin.chars.unwrap();
            (run.text, page.chars().skip(from as usize).take((to - from) as usize).collect())
        })
        .collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(text, source)| (text.to_owned(), source.to_owned())).collect()
}

#[test]
fn runs_stand_where_their_text_stands() {
    assert_eq!(
        places("<p>壹、<b>依據</b>：方案</p>"),
        pairs(&[("壹、", "壹、"), ("依據", "依據"), ("：方案", "：方案")])
    );
    assert_eq!(places("<p>甲\n  乙 丙</p>"), pairs(&[("甲", "甲"), (" ", "\n  "), ("乙 丙", "乙 丙")]));
    assert_eq!(
        places("<p>甲&nbsp;乙&#x4E19;</p>"),
        pairs(&[("甲", "甲"), ("\u{A0}", "&nbsp;"), ("乙", "乙"), ("丙", "&#x4E19;")])
    );
    assert_eq!(places("<p>甲<br>乙</p>"), pairs(&[("甲", "甲"), ("\n", "<br>"), ("乙", "乙")]));
    assert_eq!(places("<pre>甲\r\n乙\n丙</pre>"), pairs(&[("甲", "甲"), ("乙", "乙"), ("丙", "丙")]));
    assert_eq!(places("<p>1 < 2 & 3</p>"), pairs(&[("1 < 2 & 3", "1 < 2 & 3")]));
    assert_eq!(places("<input value=甲>"), pairs(&[("甲", "<input value=甲>")]));
}

#[test]
fn text_that_a_table_throws_out_keeps_its_place() {
    assert_eq!(
        places("<table border=1>甲<tr><td>乙<td>丙</tr>丁 戊<tr><td>己<td>庚</table>"),
        pairs(&[("甲", "甲"), ("丁 戊", "丁 戊"), ("乙", "乙"), ("丙", "丙"), ("己", "己"), ("庚", "庚")])
    );
}

#[test]
fn lines_count_from_one() {
    let reading = read("<html>\n<p>甲\n乙</p>\r\n<p>丙</p>");
    let lines: Vec<_> = runs(&reading.document.blocks).into_iter().map(|run| run.origin.lines.unwrap()).collect();
    assert_eq!(lines, [(2, 3), (4, 4)]);
}

fn markup() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=x>",
        "</a>",
        "<br>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td rowspan=2>",
        "<td colspan=3>",
        "<th>",
        "</td>",
        "</tr>",
        "<tbody>",
        "<thead>",
        "<tfoot>",
        "<caption>",
        "<ul>",
        "<ol>",
        "<li>",
        "</ul>",
        "</ol>",
        "<pre>",
        "</pre>",
        "<h2>",
        "</h2>",
        "<font color=red>",
        "</font>",
        "<span>",
        "</span>",
        "<!-- x -->",
        "<nav>",
        "</nav>",
        "<button>",
        "</button>",
        "<form>",
        "</form>",
        "<svg>",
        "</svg>",
        "<p title='a > b'>",
        "</x>",
        "<hr/>",
        "<col>",
        "<select>",
        "<option>",
        "</select>",
        "<center>",
    ])
    .prop_map(str::to_owned);
    let words = "[甲-癸]{1,3}";
    let spaces =
        prop::sample::select(vec![" ", "\n", "\r\n", "  \t", "&nbsp;", "&amp;", "&", "<", ">", ";", "&#20013;"])
            .prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![3 => tags, 3 => words, 1 => spaces], 1..60).prop_map(|pieces| pieces.concat())
}

fn visible(text: &str) -> Vec<char> {
    let mut visible: Vec<char> = text.chars().filter(|c| ('甲'..='癸').contains(c)).collect();
    visible.sort_unstable();
    visible
}

proptest! {
    #[test]
    fn every_run_is_in_the_source_where_it_says(markup in markup()) {
        let page = format!("<body>起{markup}");
        for (text, source) in places(&page) {
            let spaced = |text: &str| text.replace(['\n', '\t', '\r', ' '], " ");
            let is_break = text == "\n" && (source.starts_with('<') || source == "\r\n" || source.is_empty());
            // White space on both sides of a tag folds into one.
            let is_folded = text == " " && source.starts_with(char::is_whitespace) && source.ends_with(char::is_whitespace);
            let is_reference = source.starts_with('&') && text.chars().count() == 1;
            prop_assert!(is_break || is_folded || is_reference || spaced(&text) == spaced(&source), "{text:?} at {source:?} in {page}");
        }
    }

    #[test]
    fn every_visible_character_stands_exactly_once(markup in markup()) {
        let page = format!("<body>起{markup}");
        let mut source = String::new();
        let mut rest = page.as_str();
        while let Some(at) = rest.find("<") {
            source.push_str(&rest[..at]);
            rest = &rest[at..];
            let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '/');
            let end = if is_tag && rest.starts_with("<p title") { rest.find("'>").map(|at| at + 2) } else { rest.find('>').map(|at| at + 1) };
            rest = if is_tag { &rest[end.unwrap_or(rest.len())..] } else { source.push('<'); &rest[1..] };
        }
        source.push_str(rest);
        let texts = texts(&read(&page).document.blocks).concat();
        prop_assert_eq!(visible(&texts), visible(&source), "{}", page);
    }
}
