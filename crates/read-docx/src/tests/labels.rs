use super::build::{definition, level, list, num, style};
use super::{Docx, dump_of, item, p, pp, read};

const PLAN: [(&str, &str); 3] =
    [("ideographLegalTraditional", "%1、"), ("taiwaneseCountingThousand", "（%2）"), ("decimal", "%2.%3")];

fn shown(numbering: &str, styles: &str, body: &str) -> Vec<String> {
    let reading = read(&Docx::new(body).numbering(numbering).styles(styles).build());
    dump_of(&reading).lines().map(str::to_owned).collect()
}

fn numbered(numbering: &str, body: &str) -> Vec<String> {
    shown(numbering, "", body)
}

fn styled(id: &str, text: &str) -> String {
    pp(&format!("<w:pStyle w:val=\"{id}\"/>"), text)
}

#[test]
fn levels_count_and_start_again_below_an_outer_one() {
    let body =
        [item(1, 0, "甲"), item(1, 1, "乙"), item(1, 2, "丙"), item(1, 2, "丁"), item(1, 0, "戊"), item(1, 1, "己")];
    let shown = numbered(&list(1, &PLAN), &body.concat());
    assert_eq!(shown, ["[壹、] 甲", "[（一）] 乙", "[一.1] 丙", "[一.2] 丁", "[貳、] 戊", "[（一）] 己"]);
}

#[test]
fn legal_levels_are_decimal_throughout() {
    let legal = level(1, "decimal", "%1.%2", "<w:isLgl/>");
    let outer = level(0, "taiwaneseCountingThousand", "第%1章", "");
    let numbering = format!(r#"<w:abstractNum w:abstractNumId="1">{outer}{legal}</w:abstractNum>{}"#, num(1, 1, ""));
    let body = [item(1, 0, "甲"), item(1, 1, "乙")].concat();
    assert_eq!(numbered(&numbering, &body), ["[第一章] 甲", "[1.1] 乙"]);
}

#[test]
fn a_level_that_never_restarts_goes_on() {
    let inner = level(1, "decimal", "%2.", r#"<w:lvlRestart w:val="0"/>"#);
    let outer = level(0, "decimal", "%1、", "");
    let numbering = format!(r#"<w:abstractNum w:abstractNumId="1">{outer}{inner}</w:abstractNum>{}"#, num(1, 1, ""));
    let body = [item(1, 0, "甲"), item(1, 1, "乙"), item(1, 0, "丙"), item(1, 1, "丁")].concat();
    assert_eq!(numbered(&numbering, &body), ["[1、] 甲", "[1.] 乙", "[2、] 丙", "[2.] 丁"]);
}

#[test]
fn lists_of_one_definition_count_on_and_an_override_starts_again() {
    let start = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#;
    let numbering = [definition(1, "", &PLAN), num(1, 1, ""), num(2, 1, ""), num(3, 1, start)].concat();
    let body = [item(1, 0, "甲"), item(2, 0, "乙"), item(3, 0, "丙"), item(3, 0, "丁")].concat();
    assert_eq!(numbered(&numbering, &body), ["[壹、] 甲", "[貳、] 乙", "[伍、] 丙", "[陸、] 丁"]);
}

#[test]
fn an_override_replaces_a_level() {
    let other = level(0, "upperRoman", "(%1)", "");
    let replaced = format!(r#"<w:lvlOverride w:ilvl="0">{other}</w:lvlOverride>"#);
    let numbering = [definition(1, "", &PLAN), num(1, 1, &replaced)].concat();
    assert_eq!(numbered(&numbering, &item(1, 0, "甲")), ["[(I)] 甲"]);
}

#[test]
fn a_style_gives_the_list_and_the_level_that_names_it() {
    let named = |at, format, text, style| level(at, format, text, &format!(r#"<w:pStyle w:val="{style}"/>"#));
    let levels = [named(0, "ideographLegalTraditional", "%1、", "Part"), named(1, "decimal", "%2.", "Point")].concat();
    let numbering = format!(r#"<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{}"#, num(1, 1, ""));
    let of_list = r#"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#;
    let styles = [
        style("Part", "", of_list),
        style("Point", "", of_list),
        style("Derived", "Point", ""),
        style("Plain", "Point", r#"<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>"#),
    ]
    .concat();
    let body = [styled("Part", "甲"), styled("Point", "乙"), styled("Derived", "丙"), styled("Plain", "丁")].concat();
    assert_eq!(shown(&numbering, &styles, &body), ["[壹、] 甲", "[1.] 乙", "[2.] 丙", "丁"]);
}

#[test]
fn a_level_that_names_a_style_labels_it_though_the_style_names_no_list() {
    let named = level(0, "decimal", "%1)", r#"<w:pStyle w:val="Point"/>"#);
    let numbering = format!(r#"<w:abstractNum w:abstractNumId="1">{named}</w:abstractNum>{}"#, num(1, 1, ""));
    assert_eq!(shown(&numbering, &style("Point", "", ""), &styled("Point", "甲")), ["[1)] 甲"]);
}

#[test]
fn list_and_level_are_inherited_one_without_the_other() {
    let styles = style("Point", "", r#"<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>"#);
    let level_only = pp(r#"<w:pStyle w:val="Point"/><w:numPr><w:ilvl w:val="0"/></w:numPr>"#, "甲");
    let list_only = pp(r#"<w:pStyle w:val="Point"/><w:numPr><w:numId w:val="2"/></w:numPr>"#, "乙");
    let numbering = [
        definition(1, "", &PLAN),
        num(1, 1, ""),
        definition(2, "", &[("decimal", "%1"), ("decimal", "<%2>")]).replace("<%2>", "&lt;%2&gt;"),
        num(2, 2, ""),
    ];
    let numbering = [&numbering[0], &numbering[2], &numbering[1], &numbering[3]].map(String::as_str).concat();
    assert_eq!(shown(&numbering, &styles, &[level_only, list_only].concat()), ["[壹、] 甲", "[<1>] 乙"]);
}

#[test]
fn list_zero_cancels_the_list_of_the_style() {
    let styles = style("Point", "", r#"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#);
    let cancelled = pp(r#"<w:pStyle w:val="Point"/><w:numPr><w:numId w:val="0"/></w:numPr>"#, "甲");
    assert_eq!(shown(&list(1, &PLAN), &styles, &[cancelled, styled("Point", "乙")].concat()), ["甲", "[壹、] 乙"]);
}

#[test]
fn a_style_of_lists_stands_for_the_definition_that_has_its_levels() {
    let numbering = [
        definition(1, r#"<w:styleLink w:val="Outline"/>"#, &PLAN),
        definition(2, r#"<w:numStyleLink w:val="Outline"/>"#, &[]),
        num(1, 1, ""),
        num(2, 2, ""),
    ];
    let of_list = r#"<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#;
    let styles = format!(r#"<w:style w:type="numbering" w:styleId="Outline">{of_list}</w:style>"#);
    let numbering = numbering.concat();
    assert_eq!(shown(&numbering, &styles, &item(2, 0, "甲")), ["[壹、] 甲"]);
    assert_eq!(shown(&numbering, "", &item(2, 0, "甲")), ["[壹、] 甲"]);
}

#[test]
fn custom_formats_pad_with_zeros() {
    let custom = r#"<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>"#;
    let level = format!(r#"<w:lvl w:ilvl="0"><w:start w:val="9"/>{custom}<w:lvlText w:val="案%1"/></w:lvl>"#);
    let numbering = format!(r#"<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>{}"#, num(1, 1, ""));
    assert_eq!(numbered(&numbering, &[item(1, 0, "甲"), item(1, 0, "乙")].concat()), ["[案009] 甲", "[案010] 乙"]);
}

#[test]
fn bullets_of_symbol_fonts_are_what_they_show() {
    let bullet = |at, font: &str, text: &str| {
        level(at, "bullet", text, &format!(r#"<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>"#))
    };
    let levels = [
        bullet(0, "Wingdings", "\u{F06C}"),
        bullet(1, "Wingdings", "n"),
        bullet(2, "Symbol", "\u{F0B7}"),
        bullet(3, "Wingdings", "\u{F0D8}"),
        bullet(4, "Wingdings 2", "\u{F050}"),
        bullet(5, "Courier New", "o"),
        level(6, "bullet", "－", ""),
    ];
    let numbering =
        format!(r#"<w:abstractNum w:abstractNumId="1">{}</w:abstractNum>{}"#, levels.concat(), num(1, 1, ""));
    let body: String = (0..7).map(|level| item(1, level, "甲")).collect();
    let expected = ["[●] 甲", "[■] 甲", "[•] 甲", "[➢] 甲", "[✓] 甲", "[o] 甲", "[－] 甲"];
    assert_eq!(numbered(&numbering, &body), expected);
}

#[test]
fn hidden_labels_count_but_do_not_show() {
    let hidden = level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>");
    let shown = level(1, "decimal", "%1.%2", "");
    let numbering = format!(r#"<w:abstractNum w:abstractNumId="1">{hidden}{shown}</w:abstractNum>{}"#, num(1, 1, ""));
    let body = [item(1, 0, "甲"), item(1, 0, "乙"), item(1, 1, "丙")].concat();
    assert_eq!(numbered(&numbering, &body), ["甲", "乙", "[2.1] 丙"]);
}

#[test]
fn an_empty_paragraph_of_a_list_is_counted_and_shown() {
    let body = [item(1, 0, "甲"), item(1, 0, ""), item(1, 0, "乙")].concat();
    assert_eq!(numbered(&list(1, &PLAN), &body), ["[壹、] 甲", "[貳、] ", "[參、] 乙"]);
}

#[test]
fn a_style_separator_puts_a_numbered_heading_and_its_text_in_one_line() {
    let separator = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>"#;
    let body = [pp(separator, "依據："), p("本府函。"), item(1, 0, "目的")].concat();
    assert_eq!(numbered(&list(1, &PLAN), &body), ["h1 [壹、] 依據：本府函。", "[貳、] 目的"]);
}

#[test]
fn labels_of_a_text_box_count_apart_from_those_of_the_text() {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", item(1, 0, "框"));
    let anchored = format!(
        "<w:p><w:r><w:t>乙</w:t></w:r><w:r><w:pict><v:rect><v:textbox>{inner}</v:textbox></v:rect></w:pict></w:r></w:p>"
    );
    let body = [item(1, 0, "甲"), anchored, item(1, 0, "丙")].concat();
    assert_eq!(numbered(&list(1, &PLAN), &body), ["[壹、] 甲", "乙", "Textbox: [壹、] 框", "[貳、] 丙"]);
}

#[test]
fn headings_have_the_level_of_the_paragraph_or_its_style() {
    let styles = [
        style("H2", "", r#"<w:pPr><w:outlineLvl w:val="1"/></w:pPr>"#),
        style("Derived", "H2", ""),
        style("Named", "", r#"<w:name w:val="heading 3"/>"#),
        style("Text", "H2", r#"<w:pPr><w:outlineLvl w:val="9"/></w:pPr>"#),
    ];
    let body = [styled("H2", "甲"), styled("Derived", "乙"), styled("Named", "丙"), styled("Text", "丁")];
    let own = pp(r#"<w:pStyle w:val="H2"/><w:outlineLvl w:val="4"/>"#, "戊");
    let shown = shown("", &styles.concat(), &(body.concat() + &own));
    assert_eq!(shown, ["h2 甲", "h2 乙", "h3 丙", "丁", "h5 戊"]);
}

#[test]
fn without_the_part_of_lists_there_are_no_labels_and_a_warning() {
    let body = [item(1, 0, "甲"), item(1, 0, "乙")].concat();
    let related = Docx::new(&body).related("numbering", "numbering.xml").build();
    for bytes in [Docx::new(&body).build(), related] {
        assert_eq!(dump_of(&read(&bytes)), "甲\n乙\n! word/numbering.xml is missing\n");
    }
}

#[test]
fn a_list_that_is_not_defined_labels_nothing() {
    assert_eq!(numbered(&list(1, &PLAN), &item(7, 0, "甲")), ["甲"]);
}
