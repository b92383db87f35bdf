//! Enumerations of the model, written by their names.

use std::borrow::Cow;

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serializer, de};

/// A value that a record writes as one of a closed list of names.
pub trait Named: Copy + 'static {
    /// Every value, in the order of the contract.
    const VALUES: &'static [Self];

    /// The name in the record.
    fn word(self) -> &'static str;
}

macro_rules! named {
    ($($type:ty),* $(,)?) => {$(
        impl Named for $type {
            const VALUES: &'static [Self] = <$type>::ALL;

            fn word(self) -> &'static str {
                self.name()
            }
        }
    )*};
}

named!(plan::Kind, plan::Role, plan::ReadFrom, plan::Frequency, plan::FurnitureKind, plan::Code, crate::Status);

impl Named for script::Script {
    const VALUES: &'static [Self] = &[Self::Hant, Self::Hans, Self::Mixed];

    fn word(self) -> &'static str {
        match self {
            Self::Hant => "hant",
            Self::Hans => "hans",
            Self::Mixed => "mixed",
        }
    }
}

impl Named for document::Part {
    const VALUES: &'static [Self] =
        &[Self::Body, Self::Header, Self::Footer, Self::Footnote, Self::Textbox, Self::Comment];

    fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Footnote => "footnote",
            Self::Textbox => "textbox",
            Self::Comment => "comment",
        }
    }
}

/// For `#[serde(with = "names")]`.
pub(crate) fn serialize<T: Named, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.word())
}

/// For `#[serde(with = "names")]`.
pub(crate) fn deserialize<'de, T: Named, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let word = Cow::<'de, str>::deserialize(deserializer)?;
    T::VALUES.iter().copied().find(|value| value.word() == word).ok_or_else(|| {
        let known = T::VALUES.iter().map(|value| value.word()).collect::<Vec<_>>().join(", ");
        de::Error::custom(format_args!("expected one of {known}, found {word}"))
    })
}

/// For `#[schemars(schema_with = "names::schema::<…>")]`.
pub(crate) fn schema<T: Named>(_: &mut SchemaGenerator) -> Schema {
    let names = T::VALUES.iter().map(|value| value.word()).collect::<Vec<_>>();
    json_schema!({ "type": "string", "enum": names })
}
