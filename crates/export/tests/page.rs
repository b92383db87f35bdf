//! The page of a comparison: well formed, escaped, the same on every run.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::cell::RefCell;

use corpus::{Block, Due, Record};
use diff::series::{Cell, Edition, Fate, History, Row, RowKind, Series, Year};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use support::pairs::{page, pair, record};

/// The tags of a page, checked: each is closed in its place, and none has what the syntax forbids.
#[derive(Default)]
struct Tags {
    open: RefCell<Vec<String>>,
    wrong: RefCell<Vec<String>>,
    scripts: RefCell<usize>,
    ids: RefCell<Vec<String>>,
    links: RefCell<Vec<String>>,
    handlers: RefCell<Vec<String>>,
}

/// Elements without an end tag (HTML, 13.1.2).
const VOID: [&str; 2] = ["meta", "br"];

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::ParseError(error) => self.wrong.borrow_mut().push(error.into_owned()),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                for attribute in &tag.attrs {
                    let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
                    match key.as_str() {
                        "id" => self.ids.borrow_mut().push(value),
                        "href" => self.links.borrow_mut().push(value),
                        "src" | "style" | "srcdoc" | "action" => self.handlers.borrow_mut().push(key),
                        _ if key.starts_with("on") => self.handlers.borrow_mut().push(key),
                        _ => {}
                    }
                }
                *self.scripts.borrow_mut() += usize::from(name == "script");
                if !VOID.contains(&name.as_str()) {
                    self.open.borrow_mut().push(name.clone());
                }
                return match name.as_str() {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                if self.open.borrow_mut().pop().as_ref() != Some(&name) {
                    self.wrong.borrow_mut().push(format!("</{name}> out of place"));
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// The tags of a page that is well formed.
fn tags(page: &str) -> Tags {
    let tokenizer = Tokenizer::new(Tags::default(), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(page));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let tags = tokenizer.sink;
    assert_eq!(tags.wrong.borrow().as_slice(), [] as [String; 0]);
    assert_eq!(tags.open.borrow().as_slice(), [] as [String; 0], "left open");
    assert_eq!(tags.handlers.borrow().as_slice(), [] as [String; 0]);
    assert_eq!(*tags.scripts.borrow(), 1);
    tags
}

#[test]
fn a_page_is_well_formed_and_its_links_lead_somewhere() {
    let (old, new) = pair();
    for (old, new) in [(&old, &new), (&new, &old), (&old, &old)] {
        let page = page(old, new);
        let tags = tags(&page);
        let ids = tags.ids.borrow();
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[..at].contains(id), "two elements are {id}");
        }
        for link in tags.links.borrow().iter() {
            assert!(ids.iter().any(|id| link.strip_prefix('#') == Some(id)), "{link} leads nowhere");
        }
        assert!(!page.contains("http://") && !page.contains("https://"), "a page names no address");
    }
}

#[test]
fn every_piece_of_both_plans_is_in_the_page_under_its_key() {
    let (old, new) = pair();
    let page = page(&old, &new);
    for id in ["new-s2.i2", "old-s2.i2", "new-s6.t1.r4", "old-s6.t1.r5", "old-s8", "new-s8", "old-s6.t1", "new-s5.i1"] {
        assert!(page.contains(&format!(r#"id="{id}""#)), "{id}");
    }
}

#[test]
fn plans_that_say_the_same_give_a_page_that_says_so() {
    let (old, _) = pair();
    let page = page(&old, &old);
    assert!(page.contains("兩份計畫的內容相同。") && page.contains("两份计划的内容相同。"));
    assert!(!page.contains("<ins") && !page.contains("<del"));
}

#[test]
fn a_text_that_is_broken_into_lines_in_one_plan_neither_came_nor_went() {
    let plan =
        |text: &str| record(&format!("望海市政府102年度服務計畫\n壹、計畫目標\n{text}\n貳、經費\n由年度預算支應。\n"));
    let (whole, broken) = (plan("提升服務品質。增進市民滿意。"), plan("提升服務品質。\n增進市民滿意。"));
    assert_eq!((whole.sections[0].blocks.len(), broken.sections[0].blocks.len()), (1, 2));
    for page in [page(&whole, &broken), page(&broken, &whole)] {
        assert!(page.contains("兩份計畫的內容相同。"));
        assert!(page.matches("增進市民滿意。").count() > 1 && !page.contains("class=\"line only-"), "{page}");
    }
}

/// Texts that are harmless only where they are escaped.
const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "</script></style></title><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x='",
    "<!-- ]]> --> &lt;b&gt; &amp;",
    "計畫\u{202e}畫計\u{0}\u{1b}[2J\u{7f}\u{9b}\u{fffe}",
    "javascript:alert(1)",
    "#\"><svg/onload=alert(1)>",
];

fn spoil_blocks(blocks: &mut [Block], spoil: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) | Block::Figure(paragraph) => spoil(&mut paragraph.text),
            Block::Item(item) => {
                spoil(&mut item.label);
                spoil(&mut item.text);
                spoil(&mut item.key);
                spoil_blocks(&mut item.children, spoil);
            }
            Block::Table(table) => {
                table.caption.iter_mut().for_each(&mut *spoil);
                table.columns.iter_mut().for_each(|column| spoil(&mut column.name));
                for row in &mut table.rows {
                    spoil(&mut row.key);
                    row.cells.iter_mut().chain(&mut row.units).for_each(&mut *spoil);
                }
            }
        }
    }
}

/// Every text of a record made hostile.
fn hostile(mut record: Record, salt: usize) -> Record {
    let mut count = salt;
    let mut spoil = |text: &mut String| {
        count += 1;
        text.push_str(HOSTILE[count % HOSTILE.len()]);
    };
    record.title.iter_mut().chain(&mut record.agency).for_each(&mut spoil);
    record.period.iter_mut().for_each(|period| spoil(&mut period.start));
    spoil(&mut record.source.path);
    spoil_blocks(&mut record.front, &mut spoil);
    for section in &mut record.sections {
        spoil(&mut section.heading);
        spoil(&mut section.key);
        section.label.iter_mut().for_each(&mut spoil);
        spoil_blocks(&mut section.blocks, &mut spoil);
    }
    for citation in &mut record.citations {
        citation.number.iter_mut().chain(&mut citation.verb).chain(&mut citation.date).for_each(&mut spoil);
    }
    record
}

#[test]
fn hostile_texts_stay_texts() {
    let (old, new) = pair();
    for salt in 0..HOSTILE.len() {
        let page = page(&hostile(old.clone(), salt), &hostile(new.clone(), salt + 1));
        tags(&page);
        let is_obeyed = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!page.contains(is_obeyed), "{:?}", page.chars().find(|c| is_obeyed(*c)));
        assert!(!page.contains("<img") && !page.contains("<svg"));
    }
}

#[test]
fn a_page_is_the_same_on_every_run() {
    let (old, new) = pair();
    assert!(page(&old, &new) == page(&old, &new));
}

#[test]
fn a_comparison_of_simplified_plans_is_shown_in_simplified_first() {
    let old = record("望海市优化政务服务实施方案\n一、工作目标\n(一)简化审批手续。\n(二)公开政务信息。\n");
    let new = record("望海市优化政务服务实施方案\n一、工作目标\n(一)简化审批手续。\n(二)公开全部政务信息。\n");
    let page = page(&old, &new);
    assert!(page.contains(r#"<html lang="zh-Hans-CN">"#));
    assert!(page.contains(r#"<span data-alt="簡化審批手續。">简化审批手续。</span>"#), "{page}");
}

#[test]
fn the_page_of_a_small_comparison() {
    let old = record(
        "望海市政府102年度服務計畫\n壹、計畫目標\n一、簡化程序。\n二、公開資訊一成。\n貳、經費\n由年度預算支應。\n",
    );
    let new = record(
        "望海市政府103年度服務計畫\n壹、計畫目標\n一、簡化程序。\n二、減少書證。\n三、公開資訊二成。\n貳、經費\n由年度預算支應。\n",
    );
    let page = page(&old, &new);
    // Style and script are files of their own.
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (between, rest) = rest.split_once("<script>").unwrap();
    let (_, behind) = rest.split_once("</script>").unwrap();
    let policy = before.split_once("content=\"default-src").unwrap().1.split_once('"').unwrap().0;
    let page = format!("{before}<style></style>{between}<script></script>{behind}").replace(policy, " …");
    let lines = page.replace("><", ">\n<");
    insta::assert_snapshot!(lines);
}

#[test]
fn a_deadline_that_changed_is_marked_in_the_page_of_a_series() {
    let year = |year: i32| {
        let edition = Edition {
            id: year.to_string(),
            path: format!("{year}.txt"),
            format: "text".to_owned(),
            title: None,
            agency: None,
            partial: false,
            diagnostics: 0,
            bytes: 1,
            likeness: None,
        };
        Year { year, speaker: edition, others: Vec::new() }
    };
    let cell = |fate: Fate, month: &str| {
        let due = vec![Due::Month { month: month.to_owned() }, Due::Ongoing { ongoing: true }];
        Cell { key: "s1.t1.r1".to_owned(), fate, text: "檢討辦理情形".to_owned(), units: Vec::new(), due }
    };
    let cells = vec![Some(cell(Fate::New, "2013-06")), Some(cell(Fate::Changed, "2014-09"))];
    let history = History {
        series: Series {
            name: "服務計畫".to_owned(),
            agency: None,
            names: vec!["服務計畫".to_owned()],
            years: vec![year(2013), year(2014)],
        },
        rows: vec![Row { kind: RowKind::Action, section: String::new(), cells }],
    };
    let page = export::series_page(&history, script::Script::Hant, &|old, new| format!("{old}-{new}.html"));
    tags(&page);
    assert!(page.contains(r#"<span class="note">2013-06</span>"#), "{page}");
    assert!(page.contains(r#"<span class="note"><ins>2014-09</ins></span>"#), "{page}");
    assert_eq!(page.matches(r#"<span data-alt="经常性">經常性</span>"#).count(), 2, "{page}");
}
