//! What the program makes of every plan in `fixtures/plans`, as a text that people read.

use tests::{dump, plan_fixtures, read};

#[test]
fn each_fixture_is_read_as_its_snapshot_says() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in plan_fixtures() {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let made = match read(&path) {
                Ok(reading) => dump(&plan::structure(&reading, &plan::Lexicon::default(), &plan::Known::default())),
                Err(error) => error.to_string(),
            };
            insta::assert_snapshot!(name, made);
        }
    });
}
