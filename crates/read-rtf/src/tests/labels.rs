use super::{dump, shows};

/// Two levels, 壹、 and （一）, and a list of bullets.
const LISTS: &str = r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc34\levelnfcn34\levelstartat1{\leveltext\'02\'00\u12289?;}{\levelnumbers\'01;}}{\listlevel\levelnfc35\levelstartat1{\leveltext\'03\'a1\'5d\'01\'a1\'5e;}{\levelnumbers\'02;}}\listid7}{\list{\listlevel\levelnfc23\levelstartat1{\leveltext\'01\'b7;}{\levelnumbers;}\f3}\listid8}{\list{\listlevel\levelnfc0\levelstartat1{\leveltext\'02\'00.;}{\levelnumbers\'01;}}{\listlevel\levelnfc0\levellegal1\levelstartat1{\leveltext\'04\'00.\'01.;}{\levelnumbers\'01\'03;}}\listid9}}{\*\listoverridetable{\listoverride\listid7\listoverridecount0\ls1}{\listoverride\listid8\listoverridecount0\ls2}{\listoverride\listid9\listoverridecount1{\lfolevel\listoverridestartat\levelstartat5}\ls3}{\listoverride\listid9\listoverridecount0\ls4}}";

#[test]
fn stated_labels_are_what_the_reader_saw() {
    shows(
        r"\pard{\listtext\pard\plain\f1 壹、\tab}\ls9 計畫依據\par\pard{\pntext\f0 1.\tab}目標\par{\listtext\f2 l\tab}甲\par",
        &["0 [壹、] 計畫依據", "1 [1.] 目標", "2 [●] 甲"],
    );
}

#[test]
fn a_stated_label_without_text_is_none() {
    shows(&format!(r"{LISTS}\pard\ls1{{\listtext\tab}}甲\par"), &["0 甲"]);
}

#[test]
fn labels_are_counted_by_the_list_tables() {
    shows(
        &format!(
            r"{LISTS}\pard\ls1\ilvl0 甲\par\ilvl1 乙\par 丙\par\ilvl0 丁\par\ilvl1 戊\par\pard 己\par\ls2 庚\par\ls0 辛\par"
        ),
        &["0 [壹、] 甲", "1 [（一）] 乙", "2 [（二）] 丙", "3 [貳、] 丁", "4 [（一）] 戊", "5 己", "6 [•] 庚", "7 辛"],
    );
}

#[test]
fn lists_count_on_where_the_label_is_stated() {
    shows(&format!(r"{LISTS}\pard\ls1{{\listtext 壹、\tab}}甲\par\pard\ls1 乙\par"), &["0 [壹、] 甲", "1 [貳、] 乙"]);
}

#[test]
fn an_override_starts_elsewhere() {
    shows(&format!(r"{LISTS}\pard\ls3 甲\par\ilvl1 乙\par"), &["0 [5.] 甲", "1 [5.1.] 乙"]);
}

#[test]
fn styles_number_paragraphs_that_repeat_nothing() {
    let styles = r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\ls1\outlinelevel0 heading 1;}{\s2\sbasedon1\ilvl1\outlinelevel1 heading 2;}{\*\cs9\v secret;}}";
    shows(
        &format!(r"{styles}{LISTS}\pard\s1 甲\par\pard\s2 乙\par\pard\s0 丙{{\cs9 丁}}\par"),
        &["0 h1 [壹、] 甲", "1 h2 [（一）] 乙", "2 丙"],
    );
    // This writer states labels: where it states none, there is none.
    shows(
        &format!(r"{styles}{LISTS}\pard\s1{{\listtext 壹、\tab}}甲\par\pard\s1 乙\par"),
        &["0 h1 [壹、] 甲", "1 h1 乙"],
    );
}

#[test]
fn a_list_that_is_not_in_the_table_is_missed_once() {
    let dump = dump(r"\pard\ls5 甲\par\ls5 乙\par");
    assert_eq!(dump, "0 甲\n1 乙\n! \\ls5 of the list override table is missing (0)\n");
}

#[test]
fn numbering_of_word_6_counts() {
    let decimal = r"{\*\pn\pnlvlbody\pndec\pnstart3{\pntxtb (}{\pntxta )}}";
    shows(
        &format!(
            r"\pard{decimal}甲\par 乙\par\pard 丙\par{decimal}丁\par\pard{{\*\pn\pnlvlblt\pnf3{{\pntxtb\'b7}}}}戊\par"
        ),
        &["0 [(3)] 甲", "1 [(4)] 乙", "2 丙", "3 [(3)] 丁", "4 [•] 戊"],
    );
}

#[test]
fn numbering_of_word_6_has_levels() {
    let level = |n: u8, format: &str| format!(r"\pard{{\*\pn\pnlvl{n}\{format}\pnstart1{{\pntxta .}}}}x\par");
    let body = [level(1, "pnucrm"), level(2, "pndec"), level(2, "pndec"), level(1, "pnucrm"), level(2, "pndec")];
    shows(&body.concat(), &["0 [I.] x", "1 [1.] x", "2 [2.] x", "3 [II.] x", "4 [1.] x"]);
}

#[test]
fn a_label_without_text_is_shown() {
    shows(r"\pard{\listtext 1.\tab}\par\pard x\par", &[" [1.]", "1 x"]);
}

#[test]
fn outline_levels_are_headings() {
    shows(
        r"\pard\outlinelevel0 甲\par\pard\outlinelevel8 乙\par\pard\outlinelevel9 丙\par",
        &["0 h1 甲", "1 h9 乙", "2 丙"],
    );
}

#[test]
fn bullets_whose_font_is_left_out_are_those_of_wingdings() {
    let list = r"{\*\listtable{\list{\listlevel\levelnfc23\levelstartat1{\leveltext\'01\u-3988 ?;}{\levelnumbers;}}\listid8}}{\*\listoverridetable{\listoverride\listid8\listoverridecount0\ls1}}";
    shows(&format!(r"{list}\pard\ls1 甲\par"), &["0 [●] 甲"]);
}
