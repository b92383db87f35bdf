//! The corpus on disk: records, folder, manifest, schema.
