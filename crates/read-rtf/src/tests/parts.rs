use super::{dump, shows};

#[test]
fn a_footnote_stands_after_the_block_that_refers_to_it() {
    shows(
        r"甲{\super\chftn{\footnote\pard\plain{\super\chftn} 註一\par 註二}}乙\par 丙{\chftn{\footnote\ftnalt\pard 註三}}\par",
        &["0 甲乙", "F0  註一", "F1 註二", "1 丙", "F2 註三"],
    );
}

#[test]
fn a_footnote_in_a_table_stands_after_the_table() {
    shows(
        r"\trowd\cellx100\cellx200\intbl A{\footnote\pard n}\cell B\cell\row\pard C\par",
        &["table 1x2", "  0,0", "    0 A", "  0,1", "    1 B", "F0 n", "2 C"],
    );
}

#[test]
fn a_text_box_stands_once_after_its_paragraph() {
    shows(
        r"甲{\shp{\*\shpinst\shpleft1{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard\plain 乙\par 丙\par}}{\shprslt{\*\do\dobxpage\dptxbx{\dptxbxtext\pard 乙\par}}}}丁\par{\*\do\dobxpage\dptxbx{\dptxbxtext\pard 戊\par}}己\par",
        &["0 甲丁", "T0 乙", "T1 丙", "1 己", "T2 戊"],
    );
}

#[test]
fn a_table_in_a_text_box_leaves_the_row_around_it_alone() {
    shows(
        r"\trowd\cellx100\cellx200\pard\intbl A{\shp{\*\shpinst{\shptxt\trowd\cellx50\pard\intbl t\cell\row\pard\par}}}\cell B\cell\row\pard",
        &["table 1x2", "  0,0", "    0 A", "    table 1x1", "      0,0", "        T0 t", "  0,1", "    1 B"],
    );
}

#[test]
fn headers_footers_and_comments_follow_the_text() {
    shows(
        r"{\header\pard 頁首\par}{\footerl\pard 頁尾{\field{\*\fldinst PAGE}{\fldrslt 3}}\par}甲{\*\atnid AB}{\*\atnauthor Somebody}\chatn{\*\annotation{\*\atndate 1}\pard 評\par}\sect\sectd{\headerr\pard 頁首\par}{\headerf\pard 首頁\par}乙\par",
        &["0 甲", "1 乙", "H0 頁首", "H2 首頁", "f0 頁尾3", "C0 評"],
    );
}

#[test]
fn what_is_no_text_is_skipped() {
    shows(
        r"{\colortbl;\red1;}{\info{\title T}{\author A}}{\*\generator G;}{\*\unknown{\par x}}{\*\bkmkstart b}甲{\*\bkmkend b}{\pict\pngblip 89504e47}{\*\shppict{\pict 12}}{\nonshppict{\pict 34}}{\object\objemb{\*\objdata 0102}{\result 乙\par}}{\xe index}{\*\themedata 55}丙\par",
        &["0 甲乙", "1 丙"],
    );
}

#[test]
fn binary_data_is_skipped_by_its_length() {
    assert_eq!(super::texts(b"{\\rtf1 a{\\pict\\bin5 }}{\\\\}b\\par}"), ["ab"]);
}

#[test]
fn formulas_are_the_text_of_their_parts() {
    shows(r"{\mmath{\*\moMath{\mf{\*\mfPr{\mctrlPr x}}{\mnum{\mr\mscr0 a}}{\mden{\mr b}}}}}\par", &["0 ab"]);
}

#[test]
fn breaks() {
    shows(r"a\line b\tab c\page d\column\par e\page\par\page f\sect g\par", &["0 a\\nb\\tc\\nd", "1 e", "2 f", "3 g"]);
    shows("a\\\nb\\\r\nc\\par", &["0 a", "1 b", "2 c"]);
}

#[test]
fn empty_paragraphs_leave_a_gap() {
    shows(r"a\par\par\par  \par b\par c", &["0 a", "4^ b", "5 c"]);
    assert_eq!(dump("{a} b{\\b  c}\\par"), "0 a b c\n");
}
