//! One document with every feature that this reader knows.

use zip::CompressionMethod;

use super::build::{NAMESPACES, definition, level, num, style, zipped_by};
use super::{Docx, dump_of, item, p, pp, read};

/// An invented plan with every feature.
pub(super) fn docx() -> Docx {
    Docx::new(&body())
        .styles(&styles())
        .numbering(&numbering())
        .xml("settings", "settings.xml", "settings", "<w:evenAndOddHeaders/>")
        .xml("footnotes", "footnotes.xml", "footnotes", &notes("footnote", "依該要點第三點。"))
        .xml("endnotes", "endnotes.xml", "endnotes", &notes("endnote", "本表每季更新。"))
        .xml(
            "comments",
            "comments.xml",
            "comments",
            &format!("<w:comment w:id=\"0\">{}</w:comment>", p("請業務單位確認。")),
        )
        .xml("header", "first.xml", "hdr", &p("初稿"))
        .xml("header", "even.xml", "hdr", &p("松濤市永續發展處"))
        .xml("header", "default.xml", "hdr", &p("社區節水推動計畫"))
        .xml("footer", "footer.xml", "ftr", &page())
        .part("diagramData", "data1.xml", diagram())
        .part("aFChunk", "chunk.htm", "<html><body><p>附件說明</p></body></html>")
}

fn styles() -> String {
    let of_list =
        |list: u32| format!("<w:pPr><w:numPr><w:numId w:val=\"{list}\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr>");
    [
        style("Chapter", "", &(r#"<w:name w:val="heading 1"/>"#.to_owned() + &of_list(1))),
        style("Derived", "Chapter", ""),
        style("Unnumbered", "Chapter", r#"<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>"#),
        style("Linked", "", ""),
        r#"<w:style w:type="numbering" w:styleId="Outline"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#
            .to_owned(),
        r#"<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>"#.to_owned(),
    ]
    .concat()
}

fn numbering() -> String {
    let plan = [
        level(0, "ideographLegalTraditional", "%1、", r#"<w:pStyle w:val="Chapter"/>"#),
        level(1, "taiwaneseCountingThousand", "（%2）", ""),
        level(2, "decimal", "%3.", ""),
        level(3, "decimal", "%2-%4", "<w:isLgl/>"),
        level(4, "bullet", "\u{F0D8}", r#"<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>"#),
        level(5, "decimal", "%6)", r#"<w:lvlRestart w:val="0"/>"#),
    ];
    let custom = r#"<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="案號%1"/></w:lvl>"#;
    let other = level(1, "ideographTraditional", "%2、", "");
    [
        format!(r#"<w:abstractNum w:abstractNumId="1">{}</w:abstractNum>"#, plan.concat()),
        definition(2, r#"<w:numStyleLink w:val="Outline"/>"#, &[]),
        definition(3, r#"<w:styleLink w:val="Outline"/>"#, &[("chineseCountingThousand", "第%1條")]),
        format!(r#"<w:abstractNum w:abstractNumId="4">{custom}</w:abstractNum>"#),
        format!(
            r#"<w:abstractNum w:abstractNumId="5">{}</w:abstractNum>"#,
            level(0, "decimalEnclosedCircle", "%1", r#"<w:pStyle w:val="Linked"/>"#)
        ),
        num(1, 1, ""),
        num(2, 2, ""),
        num(3, 3, ""),
        num(4, 4, ""),
        num(5, 5, ""),
        num(6, 1, r#"<w:lvlOverride w:ilvl="2"><w:startOverride w:val="7"/></w:lvlOverride>"#),
        num(7, 1, &format!(r#"<w:lvlOverride w:ilvl="1">{other}</w:lvlOverride>"#)),
    ]
    .concat()
}

fn notes(sort: &str, text: &str) -> String {
    let separator =
        format!("<w:{sort} w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:{sort}>");
    format!(
        "{separator}<w:{sort} w:id=\"1\"><w:p><w:r><w:{sort}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:{sort}>"
    )
}

fn page() -> String {
    "<w:p><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>頁</w:t></w:r></w:p>".to_owned()
}

fn diagram() -> String {
    let point = |text: &str| format!("<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>");
    format!("<dgm:dataModel {NAMESPACES}><dgm:ptLst>{}{}</dgm:ptLst></dgm:dataModel>", point("盤點"), point("改善"))
}

fn body() -> String {
    [lists(), lines(), boxes(), tables(), sections()].concat()
}

fn lists() -> String {
    let styled = |style: &str, text: &str| pp(&format!("<w:pStyle w:val=\"{style}\"/>"), text);
    let deleted = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del w:id=\"9\"/></w:rPr></w:pPr><w:del w:id=\"8\"><w:r><w:delText>刪去的一項</w:delText></w:r></w:del></w:p>";
    [
        styled("Chapter", "計畫緣起"),
        item(1, 1, "降低社區用水。"),
        deleted.to_owned(),
        item(1, 1, "提高回收比例。"),
        item(1, 2, "家戶"),
        item(1, 2, "學校"),
        item(1, 3, "國小"),
        item(1, 4, "雨水貯留"),
        item(1, 5, "甲型"),
        styled("Derived", "辦理依據"),
        item(1, 1, "松濤市節水自治條例。"),
        item(1, 5, "乙型"),
        item(6, 2, "另起之項"),
        item(7, 1, "改用天干"),
        styled("Unnumbered", "（以下空白）"),
        item(2, 0, "總則"),
        item(3, 0, "附則"),
        item(4, 0, "示範社區"),
        styled("Linked", "由階層編號"),
        item(4, 0, ""),
        pp("<w:numPr><w:numId w:val=\"4\"/></w:numPr><w:rPr><w:vanish/><w:specVanish/></w:rPr>", "期程："),
        p("自公告日起。"),
    ]
    .concat()
}

fn lines() -> String {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let field = |code: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>{code}</w:instrText>{result}<w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let result = |text: &str| format!("<w:fldChar w:fldCharType=\"separate\"/><w:t>{text}</w:t>");
    let sdt = |properties: &str, content: &str| {
        format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    [
        format!("<w:p>{}<w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>舊</w:delText></w:r></w:del></w:p>", run("修正"), run("新增")),
        format!("<w:p><w:moveFrom w:id=\"3\">{}</w:moveFrom>{}</w:p>", run("移走"), run("留下")),
        format!("<w:p><w:moveTo w:id=\"4\">{}</w:moveTo></w:p>", run("移來")),
        pp("<w:rPr><w:del w:id=\"5\"/></w:rPr>", "合併前，"),
        p("合併後。"),
        format!("<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>隱藏</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>機密</w:t></w:r></w:p>", run("公開")),
        format!("<w:p>{}{}{}</w:p>", field(" REF a ", &result("參照")), field(r" EQ \o\ac(○,2) ", ""), field(" XE b ", "")),
        "<w:p><w:fldSimple w:instr=\" DATE \"><w:r><w:t>某日</w:t></w:r></w:fldSimple><w:hyperlink r:id=\"none\"><w:r><w:t>連結</w:t></w:r></w:hyperlink></w:p>".to_owned(),
        "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>是</w:t><w:tab/><w:sym w:font=\"Wingdings 2\" w:char=\"F0A3\"/><w:t>否</w:t><w:br/><w:t>2026</w:t><w:noBreakHyphen/><w:t>A</w:t><w:br w:type=\"page\"/><w:t>次頁</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>ㄒㄩˋ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>蓄</w:t></w:r></w:rubyBase></w:ruby><w:t>水</w:t></w:r><m:oMath><m:r><m:t>Q=A×v</m:t></m:r></m:oMath></w:p>".to_owned(),
        sdt("<w:showingPlcHdr/>", &p("請填寫機關名稱")),
        format!("<w:p>{}{}</w:p>", sdt("<w14:checkbox/>", &run("☐")), run("同意")),
        format!("<w:p>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>", run("有註")),
        "<w:altChunk r:id=\"chunk\"/>".to_owned(),
        "<w:p/>".to_owned(),
    ]
    .concat()
}

fn boxes() -> String {
    let inner = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let choice = format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>",
        inner("框內文字"),
        inner("框內文字")
    );
    let old =
        format!("<w:pict><v:group><v:rect><v:textbox>{}</v:textbox></v:rect></v:group></w:pict>", inner("舊式文字框"));
    let diagram = "<w:drawing><dgm:relIds r:dm=\"data1\"/></w:drawing>";
    let art = "<w:pict><v:shape><v:textpath string=\"範本\"/></v:shape></w:pict>";
    format!("<w:p><w:r><w:t>圖示</w:t></w:r><w:r>{choice}</w:r><w:r>{old}{diagram}{art}</w:r></w:p>{}", p("圖後"))
}

fn tables() -> String {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", "內一"), cell("", "內二"));
    let rows = [
        format!(
            "<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}{}</w:tr>",
            cell("", "項目"),
            cell(r#"<w:gridSpan w:val="2"/>"#, "期程"),
            cell("", "單位")
        ),
        format!(
            "<w:tr>{}{}{}{}</w:tr>",
            cell(r#"<w:vMerge w:val="restart"/>"#, "宣導"),
            cell("", "上半年"),
            cell("", "下半年"),
            cell("", "環境科")
        ),
        format!(
            "<w:sdt><w:sdtContent><w:tr>{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}{}</w:tr></w:sdtContent></w:sdt>",
            cell("<w:vMerge/>", ""),
            cell("", "三月"),
            cell("", "九月"),
            cell("", "教育科")
        ),
        format!("<w:tr><w:trPr><w:del w:id=\"6\"/></w:trPr>{}</w:tr>", cell("", "刪去的列")),
        format!(
            "<w:tr><w:trPr><w:ins w:id=\"7\"/><w:gridBefore w:val=\"1\"/></w:trPr>{}{}<w:tc>{inner}<w:p/></w:tc></w:tr>",
            cell(r#"<w:hMerge w:val="restart"/>"#, "全年"),
            cell("<w:hMerge/>", "")
        ),
        format!(
            "<w:tr><w:tc><w:p><w:r><w:t>合計</w:t></w:r><w:r><w:endnoteReference w:id=\"1\"/></w:r></w:p></w:tc>{}</w:tr>",
            cell(r#"<w:gridSpan w:val="1000000000"/>"#, "兩案")
        ),
    ];
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

fn sections() -> String {
    let reference = |sort: &str, kind: &str, id: &str| format!("<w:{sort}Reference w:type=\"{kind}\" r:id=\"{id}\"/>");
    let references = [
        reference("header", "first", "first"),
        reference("header", "even", "even"),
        reference("header", "default", "default"),
        reference("footer", "default", "footer"),
    ];
    let commented = "<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>經費另籌。</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>";
    format!("{commented}<w:sectPr>{}<w:titlePg/></w:sectPr>", references.concat())
}

#[test]
fn every_feature_is_read() {
    insta::assert_snapshot!(dump_of(&read(&docx().build())));
}

/// What everyone makes mutants of, and fuzzing begins with.
#[test]
fn the_file_with_everything_is_a_fixture() {
    insta::with_settings!({ snapshot_path => "../../../../fixtures/everything", prepend_module_to_snapshot => false }, {
        insta::assert_binary_snapshot!("word.docx", zipped_by(CompressionMethod::Stored, &docx().all_parts()));
    });
}
