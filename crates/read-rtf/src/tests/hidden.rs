use super::shows;

#[test]
fn hidden_text_is_dropped() {
    shows(r"a{\v b}c\v d\v0 e\v f\plain g\par", &["0 aceg"]);
}

#[test]
fn deleted_text_is_dropped_and_inserted_text_is_kept() {
    shows(r"a{\deleted\revauthdel1 b}{\revised\revauth1 c}{\mvf d}{\mvt e}\par", &["0 ace"]);
}

#[test]
fn a_paragraph_whose_end_is_deleted_is_one_with_the_next() {
    shows(r"a{\deleted\par}b\par{\deleted{\listtext 1.\tab}gone\par}{\listtext 2.\tab}c\par", &["1 ab", "3 [2.] c"]);
}

#[test]
fn what_is_anchored_in_deleted_text_is_dropped() {
    shows(r"a{\deleted x{\footnote\pard\plain note}}\par", &["0 a"]);
}
