use super::*;

/// An invented plan with every feature.
pub(super) fn document() -> Odt {
    odt(include_str!("everything/body.xml"))
        .common(include_str!("everything/common.xml"))
        .automatic(include_str!("everything/automatic.xml"))
        .masters(include_str!("everything/masters.xml"))
        .part("Object 1/content.xml", include_str!("everything/formula.xml"))
}

#[test]
fn every_feature_in_one_document() {
    insta::assert_snapshot!(document().dump());
}

/// What everyone makes mutants of, and fuzzing begins with.
#[test]
fn the_file_with_everything_is_a_fixture() {
    insta::with_settings!({ snapshot_path => "../../../../fixtures/everything", prepend_module_to_snapshot => false }, {
        insta::assert_binary_snapshot!("opendocument.odt", document().bytes_by(CompressionMethod::Stored));
    });
}
