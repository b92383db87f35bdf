use super::shows;

#[test]
fn results_are_kept_and_instructions_dropped() {
    shows(
        r#"a{\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt{\ul b}}}c{\field{\*\fldinst IF {\field{\*\fldinst PAGE}{\fldrslt 7}} = 7 }{\fldrslt d}}\par"#,
        &["0 abcd"],
    );
}

#[test]
fn a_field_goes_over_paragraphs() {
    shows(r"{\field{\*\fldinst TOC}{\fldrslt a\par b\par c}}d\par", &["0 a", "1 b", "2 cd"]);
}

#[test]
fn symbols_without_a_result() {
    shows(
        r#"{\field{\*\fldinst SYMBOL 254 \\f "Wingdings" \\s 12}{\fldrslt\f2}}{\field{\*\fldinst SYMBOL 0x2460 \\u}{\fldrslt}}\par"#,
        &["0 ☑①"],
    );
}

#[test]
fn check_boxes() {
    let field = |results: &str| {
        format!(
            r"{{\field{{\*\fldinst FORMCHECKBOX {{\*\formfield{{\fftype1{results}{{\*\ffname x}}}}}}}}{{\fldrslt}}}}"
        )
    };
    shows(
        &format!(r"{}{}{}\par", field(r"\ffres1"), field(r"\ffres25\ffdefres1"), field(r"\ffres0\ffdefres1")),
        &["0 ☒☒☐"],
    );
}

#[test]
fn readings_and_circles() {
    shows(
        r"{\field{\*\fldinst EQ \\* jc2 \\o\\ad(\\s\\up 9(ㄏㄢ),漢)}{\fldrslt}}{\field{\*\fldinst eq \\o\\ac(○,3)}{\fldrslt}}{\field{\*\fldinst eq \\o\\ac(○,二)}{\fldrslt}}\par",
        &["0 漢（ㄏㄢ）③㊁"],
    );
}
