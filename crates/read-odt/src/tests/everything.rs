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
