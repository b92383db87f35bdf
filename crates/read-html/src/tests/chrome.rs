use super::{dump, shows};

const PLAN: &str = "<p>壹、計畫依據：依行政院函頒之方案辦理，並參酌本局實際業務需要，訂定本計畫。</p>\
                    <p>貳、計畫目標：簡化作業流程，縮短處理時間，提供民眾便捷之服務。</p>\
                    <p>參、實施對象：本局各科室，以及所屬各機關，均應依本計畫之規定辦理。</p>\
                    <p>肆、實施要項：各單位應依附表所列項目，訂定具體作法，並按季提報執行情形。</p>";

fn plan() -> String {
    PLAN.repeat(6)
}

/// What is chrome and what is not, each line without its marks.
fn aside(page: &str) -> (Vec<String>, Vec<String>) {
    let dump = dump(page);
    let text = |line: &str| line.trim_start_matches(|c: char| c.is_ascii() || c == '•').to_owned();
    let (aside, main) = dump.lines().partition::<Vec<&str>, _>(|line| line.starts_with('~'));
    (aside.into_iter().map(text).collect(), main.into_iter().map(text).collect())
}

#[test]
fn elements_that_say_so_are_chrome() {
    shows(
        "<body><header><a href=/>青川市</a></header><nav>導覽</nav><main><header><h1>計畫</h1></header>\
         <p>本計畫依行政院函頒之方案訂定。<aside>旁</aside></main><div role=search>搜尋</div><footer>版權</footer>",
        &["~ 青川市", "~ 導覽", "^ h1 計畫", "^ 本計畫依行政院函頒之方案訂定。", "~ ^ 旁", "~ 搜尋", "~ 版權"],
    );
}

#[test]
fn the_documents_own_header_is_not() {
    shows(
        "<body><header><h1>計畫</h1></header><p>甲</p><article><footer>乙</footer></article>",
        &["^ h1 計畫", "^ 甲", "^ 乙"],
    );
}

#[test]
fn a_page_without_links_is_content() {
    let page = format!("<body><div>第一部分</div><div>{}</div><div>附件</div>", plan());
    assert_eq!(aside(&page).0, [""; 0]);
}

#[test]
fn what_stands_outside_the_main_content_is_chrome() {
    let page = format!(
        "<title>青川市資訊局提升服務品質實施計畫 - 青川市政府</title><body>\
         <div class=top><a href=/>回首頁</a> <a href=/map>網站導覽</a></div>\
         <div class=wrap><div class=head><h2>青川市資訊局提升服務品質實施計畫</h2><ul><li>發布日期：2026-01-02</ul></div>\
         <div class=text>{}</div></div>\
         <div class=bottom>地址：青川市一路一號 <a href=/privacy>隱私權</a></div>",
        plan()
    );
    let (aside, main) = aside(&page);
    assert_eq!(aside, ["回首頁 網站導覽", "發布日期：2026-01-02", "地址：青川市一路一號 隱私權"]);
    assert_eq!(main.len(), 1 + 24);
    assert_eq!(main[0], "青川市資訊局提升服務品質實施計畫");
}

#[test]
fn text_tables_and_the_title_outside_the_main_content_stay() {
    let page = format!(
        "<title>青川市資訊局實施計畫|青川市政府</title><body><div><a href=/>回首頁</a></div>\
         <div>青川市資訊局實施計畫</div><div class=text>{}</div>\
         <div><table border=1><tr><th>項目<th>期限<tr><td>流程<td>六月</table></div>\
         <div>本計畫奉核定後實施。</div>",
        plan()
    );
    let (aside, main) = aside(&page);
    assert_eq!(aside, ["回首頁"]);
    assert_eq!(main.first().map(String::as_str), Some("青川市資訊局實施計畫"));
    assert_eq!(main.last().map(String::as_str), Some("本計畫奉核定後實施。"));
    assert!(main.iter().any(|line| line == "流程"));
}

#[test]
fn where_the_content_is_not_most_of_the_page_all_of_it_stays() {
    let part = format!("<div><div><div>{}</div></div></div>", plan());
    let page = format!("<body><a href=/>回首頁</a>{part}<hr>{part}<hr>{part}");
    let (aside, main) = aside(&page);
    assert!(aside.len() <= 1, "{aside:?}");
    assert!(main.len() >= 72);
}

#[test]
fn lists_and_tables_within_the_content_stay() {
    let list = "<ul><li><a href=1>附件一</a><li><a href=2>附件二</a></ul>";
    let table = "<table border=1><tr><th>項目<th>連結<tr><td>甲<td><a href=3>下載</a></table>";
    let page = format!("<body><div><a href=/>回首頁</a></div><div>{}{list}{table}{}</div>", plan(), plan());
    assert_eq!(aside(&page).0, ["回首頁"]);
}

#[test]
fn links_at_the_edges_of_the_content_are_chrome() {
    let page = format!(
        "<body><div id=center><div class=path><a href=/>首頁</a> &gt; <a href=/p>計畫</a></div>{}\
         <ul><li><a href=/print>友善列印</a><li><a href=/back>回上一頁</a></ul></div>",
        plan()
    );
    let (aside, main) = aside(&page);
    assert_eq!(aside, ["首頁 > 計畫", "友善列印", "回上一頁"]);
    assert_eq!(main.len(), 24);
}

#[test]
fn a_table_of_contents_is_content() {
    let contents = "<ul><li><a href='#s1'>壹、計畫依據</a><li><a href='#s2'>貳、計畫目標</a></ul>";
    let page = format!("<body><div><a href=/>回首頁</a></div><div>{contents}{}</div>", plan());
    assert_eq!(aside(&page).0, ["回首頁"]);
}

#[test]
fn a_page_that_is_all_chrome_by_its_markup_is_content() {
    let page = format!("<body><aside>{}</aside>", plan());
    assert_eq!(aside(&page).0, [""; 0]);
}
