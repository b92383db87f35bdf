//! Pages in a browser: what their buttons do, and that they fetch nothing.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::convert::Infallible;
use std::fs;
use std::path::PathBuf;

use corpus::Record;
use diff::series::{Edition, History, Series, Year};
use support::browser::Browser;
use support::pairs::{page, pair};
use tempfile::TempDir;

/// The page of the pair, in a file.
fn file() -> (TempDir, PathBuf) {
    let (old, new) = pair();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("comparison.html");
    fs::write(&path, page(&old, &new)).unwrap();
    (folder, path)
}

/// How many elements that a selector finds are shown.
fn shown(selector: &str) -> String {
    format!("[...document.querySelectorAll('{selector}')].filter((element) => element.checkVisibility()).length")
}

#[test]
fn a_page_works_without_a_network_and_without_an_error() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, path) = file();

    for width in [1400, 390] {
        browser.open(&path, width);
        assert_eq!(
            browser.value("document.documentElement.scrollWidth <= innerWidth"),
            true,
            "{width} pixels are enough"
        );
        filters(&mut browser);
        folds(&mut browser);
        steps(&mut browser);
        scripts(&mut browser);
        assert_eq!(browser.value("performance.getEntriesByType('resource').length"), 0);
        assert_eq!(browser.trouble(), Vec::<&serde_json::Value>::new());
    }
    links(&mut browser, &path);
    policy(&mut browser, &path);
}

#[test]
fn the_page_of_a_series_works_likewise() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("series.html");
    let page = export::series_page(&history(), script::Script::Hant, &|old, new| format!("{old}-{new}.html"));
    fs::write(&path, page).unwrap();
    for width in [1400, 390] {
        browser.open(&path, width);
        assert_eq!(browser.value("document.documentElement.scrollWidth <= innerWidth"), true, "{width} pixels");
        let all = browser.value(&shown("tr[data-facets]")).as_u64().unwrap();
        browser.click("[data-all]");
        assert_eq!(browser.value(&shown("tr[data-facets]")), 0);
        browser.click("[data-facet=removed]");
        assert_eq!(browser.value(&shown("tr[data-facets]")), 1);
        browser.click("[data-all]");
        assert_eq!(browser.value(&shown("tr[data-facets]")).as_u64(), Some(all));
        let marked = browser
            .text("[...document.querySelectorAll('td.changed p ins')].map((element) => element.textContent).join()");
        assert!(marked.contains("二") && marked.contains("每月"), "{marked}");
        let hant = browser.text("document.body.innerText");
        browser.click("[data-script=zh-Hans-CN]");
        assert!(browser.text("document.body.innerText").contains("推动跨机关资料介接"));
        browser.click("[data-script=zh-Hant-TW]");
        assert_eq!(browser.text("document.body.innerText"), hant);
        assert_eq!(browser.value("performance.getEntriesByType('resource').length"), 0);
        assert_eq!(browser.trouble(), Vec::<&serde_json::Value>::new());
    }
}

/// The history of the pair.
fn history() -> History {
    let (old, new) = pair();
    let edition = |record: &Record| Edition {
        id: record.year.unwrap().to_string(),
        path: record.source.path.clone(),
        format: record.source.format.clone(),
        title: record.title.clone(),
        agency: record.agency.clone(),
        partial: false,
        diagnostics: 0,
        bytes: record.source.bytes,
        likeness: None,
    };
    let year = |record: &Record| Year { year: record.year.unwrap(), speaker: edition(record), others: Vec::new() };
    let name = new.series.clone().unwrap();
    let series = Series {
        name: name.clone(),
        agency: new.agency.clone(),
        names: vec![name],
        years: vec![year(&old), year(&new)],
    };
    let read = |edition: &Edition| -> Result<Record, Infallible> {
        Ok(if edition.id == "2013" { old.clone() } else { new.clone() })
    };
    diff::series::history(series, read).unwrap()
}

fn filters(browser: &mut Browser) {
    let facets = ["added", "removed", "changed", "rolled", "moved", "renumbered"];
    let changed = shown("[data-facets]");
    let all = browser.value(&changed).as_u64().unwrap();
    assert!(all > 20, "{all} changes are shown at first");
    browser.click("[data-all]");
    assert_eq!(browser.value(&changed), 0);
    assert_eq!(browser.value(&shown(".none")), 1);
    for facet in facets {
        browser.click(&format!("[data-facet={facet}]"));
        assert_eq!(browser.text(&format!("document.querySelector('[data-facet={facet}]').ariaPressed")), "true");
        assert_eq!(browser.text("document.querySelector('[data-all]').ariaPressed"), "mixed");
        let of_facet = browser.value(&shown(&format!("[data-facets~={facet}]"))).as_u64().unwrap();
        assert!(of_facet > 0, "{facet}");
        assert_eq!(browser.value(&changed), of_facet, "{facet} and no other");
        let held = format!("document.querySelectorAll('[data-facets~={facet}]').length");
        assert_eq!(browser.value(&held), of_facet, "all that are {facet}");
        browser.click(&format!("[data-facet={facet}]"));
    }
    browser.click("[data-all]");
    assert_eq!(browser.value(&changed), all);
    // What differs by its year alone, taken away.
    browser.click("[data-facet=rolled]");
    assert_eq!(browser.value(&shown("[data-facets=rolled]")), 0);
    browser.click("[data-facet=rolled]");
    assert_eq!(browser.value(&changed), all);
}

fn folds(browser: &mut Browser) {
    let lines = shown(".line, table.rows tbody tr");
    let first = browser.value(&lines).as_u64().unwrap();
    browser.click("[data-everything]");
    let whole = browser.value(&lines).as_u64().unwrap();
    assert!(whole > first, "{whole} lines of the whole text, {first} at first");
    let held = browser.value("document.querySelectorAll('.line, table.rows tbody tr').length");
    assert_eq!(whole, held);
    browser.click("[data-everything]");
    assert_eq!(browser.value(&lines), first);
}

fn steps(browser: &mut Browser) {
    let here = "document.querySelector('.here')?.id ?? ''";
    browser.click("[data-step=\"1\"]");
    let first = browser.text(here);
    browser.click("[data-step=\"1\"]");
    let second = browser.text(here);
    browser.click("[data-step=\"-1\"]");
    assert_eq!(browser.text(here), first);
    assert!(first != second && !first.is_empty(), "{first}, {second}");
    assert_eq!(browser.text("document.activeElement.id"), first, "who hears the page is there too");
}

fn scripts(browser: &mut Browser) {
    let told = "document.body.innerText";
    let (lang, title) = ("document.documentElement.lang", "document.title");
    let hant = browser.text(told);
    assert!(hant.contains("計畫名稱") && hant.contains("推動跨機關資料介接") && browser.text(lang) == "zh-Hant-TW");
    browser.click("[data-script=zh-Hans-CN]");
    let hans = browser.text(told);
    assert!(
        hans.contains("计划名称") && hans.contains("推动跨机关资料介接") && browser.text(lang) == "zh-Hans-CN",
        "{hans}"
    );
    // The button's own name aside, only numbers of documents stay as they are.
    let hant_only = |c: &char| script::count(&c.to_string()).hant > 0;
    assert_eq!(hans.chars().filter(hant_only).filter(|c| !"體號發".contains(*c)).collect::<String>(), "");
    assert!(browser.text(title).contains("提升服务品质实施计划"), "{}", browser.text(title));
    assert_eq!(browser.text("document.querySelector('nav').ariaLabel"), "各节变动");
    browser.click("[data-script=zh-Hant-TW]");
    assert_eq!(browser.text(told), hant);
}

/// A link to what is folded or filtered out shows it.
fn links(browser: &mut Browser, path: &std::path::Path) {
    browser.open(path, 1400);
    browser.click("[data-all]");
    let goes_to = |id: &str| format!("location.hash = '#{id}'; dispatchEvent(new HashChangeEvent('hashchange'))");
    for id in ["new-s2.i1", "new-s6.t1.r4", "old-s6.t1.r5"] {
        browser.value(&goes_to(id));
        assert_eq!(
            browser.value(&format!("document.getElementById('{id}').closest('.line, tr').checkVisibility()")),
            true,
            "{id}"
        );
    }
    assert_eq!(browser.trouble(), Vec::<&serde_json::Value>::new());
}

/// What is not the page's own does not run, and nothing is loaded, should anything get into it.
fn policy(browser: &mut Browser, path: &std::path::Path) {
    browser.open(path, 1400);
    browser.value(
        "addEventListener('securitypolicyviolation', (event) => (window.refused ??= []).push(event.effectiveDirective)); \
         for (const tag of ['<img src=\"http://localhost/x.png\">', '<p style=\"color: red\">', '<p onclick=\"window.ran = 1\">']) \
             document.body.insertAdjacentHTML('beforeend', tag); \
         const element = document.createElement('script'); element.textContent = 'window.ran = 1'; document.body.append(element); \
         document.querySelector('[onclick]').click(); null",
    );
    let refused = browser.call(
        "Runtime.evaluate",
        serde_json::json!({"expression": "new Promise((done) => setTimeout(() => done([...new Set(window.refused)].sort()), 0))", "awaitPromise": true, "returnByValue": true}),
    );
    let refused: Vec<&str> =
        refused["result"]["value"].as_array().unwrap().iter().filter_map(serde_json::Value::as_str).collect();
    assert_eq!(refused, ["img-src", "script-src-attr", "script-src-elem", "style-src-attr"]);
    assert_eq!(browser.value("window.ran ?? 0"), 0);
}
