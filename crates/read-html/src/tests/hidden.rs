use document::ReadError;

use super::{error, shows};

#[test]
fn what_says_that_it_does_not_show_is_left_out() {
    for hidden in [
        "<p hidden>乙</p>",
        "<p style='display:none'>乙</p>",
        "<p style='color:red;DISPLAY:None!important'>乙</p>",
        "<span style='visibility:hidden'>乙</span>",
        "<span style='mso-hide:all'>乙</span>",
        "<script>乙</script>",
        "<style>乙</style>",
        "<noscript><p>乙</p></noscript>",
        "<template><p>乙</p></template>",
        "<input type=hidden value=乙>",
        "<dialog>乙</dialog>",
        "<iframe>乙</iframe>",
        "<video>乙</video>",
        "<img alt=乙>",
        "<datalist><option>乙</option></datalist>",
        "<del cite='mailto:x' datetime='2026-01-02T00:00'>乙</del>",
        "<!-- 乙 -->",
        "<?乙?>",
    ] {
        shows(&format!("<title>乙</title><div>甲</div>{hidden}<div>丙</div>"), &["甲", "丙"]);
    }
    shows(
        "<table><tr><td>甲<td>丁<tr style='display:none'><td>乙<td>乙<tr><td>丙<td>戊</table>",
        &["table 2x2", "  0,0", "    甲", "  0,1", "    丁", "  1,0", "    丙", "  1,1", "    戊"],
    );
}

#[test]
fn struck_words_without_a_date_show() {
    shows("<p>甲<del>乙</del><s>丙</s><ins datetime=x>丁</ins></p>", &["^ 甲乙丙丁"]);
}

#[test]
fn a_page_that_shows_nothing_has_no_text() {
    for page in ["<p>&nbsp;</p>", "<title>計畫</title>", "<script>var a = 1;</script>", "<img src=scan.png>", " \n "]
    {
        assert!(matches!(error(page.as_bytes()), ReadError::NoText { .. }), "{page}");
    }
    assert!(matches!(error(b""), ReadError::NoText { .. }));
    let frames = "<frameset cols=20%,80%><frame src=a.html><frame src=b.html><noframes>計畫</noframes></frameset>";
    let ReadError::NoText { found } = error(frames.as_bytes()) else { panic!("no text") };
    assert!(found.contains("frames"), "{found}");
}
