use schemars::generate::SchemaSettings;

use crate::Record;

/// The JSON Schema of [`Record`], draft 2020-12, with a final line break.
///
/// # Errors
/// None that the types can cause; those of the JSON writer are passed on.
pub fn schema() -> Result<String, serde_json::Error> {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Record>();
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}
