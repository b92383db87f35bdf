//! What a line asks for.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::names::portable;

/// The members of a request.
const FIELDS: &[&str] = &["id", "path", "name", "bytes"];

/// Bytes of the longest path or name: it goes to whoever reads the file, in one message with other things.
const LONGEST_NAME: usize = 64 << 10;

/// Base64 (RFC 4648, 4), with or without its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// The name of the file in its record.
    pub(super) name: String,
    /// Whether whoever asks gave that name, and it is not the path.
    pub(super) is_named: bool,
    pub(super) file: Given,
}

/// Where a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// On this machine.
    Path(PathBuf),
    /// Here.
    Bytes(Vec<u8>),
}

/// What a line says, as far as it can be read: a line that is no request may have an id all the same.
#[derive(Debug, Default)]
pub(super) struct Said<'a> {
    pub(super) id: Option<&'a RawValue>,
    path: Option<Cow<'a, str>>,
    pub(super) name: Option<Cow<'a, str>>,
    bytes: Option<Cow<'a, str>>,
}

impl<'a> Said<'a> {
    /// What stands in a line, and what is wrong with it.
    pub(super) fn of(line: &'a [u8]) -> (Self, Result<(), serde_json::Error>) {
        let mut said = Self::default();
        let mut json = serde_json::Deserializer::from_slice(line);
        let read = said.deserialize(&mut json).and_then(|()| json.end());
        (said, read)
    }

    /// The request; else a sentence for a person.
    pub(super) fn request(&self) -> Result<Request, String> {
        let file = match (&self.path, &self.bytes) {
            (Some(path), None) => Given::Path(PathBuf::from(path.as_ref())),
            (None, Some(bytes)) => Given::Bytes(
                BASE64.decode(bytes.as_bytes()).map_err(|error| format!("the bytes are not base64: {error}"))?,
            ),
            (Some(_), Some(_)) => return Err("both path and bytes; a request has one file".to_owned()),
            (None, None) => return Err("neither path nor bytes".to_owned()),
        };
        let name = match (&self.name, &self.path) {
            (Some(name), _) if name.is_empty() => return Err("an empty name".to_owned()),
            (Some(name), _) => name.clone().into_owned(),
            (None, Some(path)) => {
                let name = portable(Path::new(path.as_ref()));
                if name.is_empty() { ".".to_owned() } else { name }
            }
            (None, None) => return Err("bytes without a name".to_owned()),
        };
        let longest = name.len().max(self.path.as_ref().map_or(0, |path| path.len()));
        if longest > LONGEST_NAME {
            return Err(format!("a name or path of {longest} bytes; it has at most {LONGEST_NAME}"));
        }
        Ok(Request { name, is_named: self.name.is_some(), file })
    }
}

impl<'de> DeserializeSeed<'de> for &mut Said<'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Said<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a request: an object with path, or name and bytes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen: Vec<&str> = Vec::new();
        while let Some(Text(key)) = map.next_key()? {
            let Some(field) = FIELDS.iter().find(|field| **field == key) else {
                return Err(A::Error::unknown_field(&key, FIELDS));
            };
            if seen.contains(field) {
                return Err(A::Error::duplicate_field(field));
            }
            seen.push(field);
            let place = match *field {
                "id" => {
                    self.id = Some(map.next_value()?);
                    continue;
                }
                "path" => &mut self.path,
                "name" => &mut self.name,
                _ => &mut self.bytes,
            };
            // What is null is left out.
            *place = map.next_value::<Option<Text<'de>>>()?.map(|Text(text)| text);
        }
        Ok(())
    }
}

/// A text that is not copied where the JSON has it as it is.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    fn request(line: &str) -> Result<Request, String> {
        let (said, read) = Said::of(line.as_bytes());
        read.map_err(|error| error.to_string()).and_then(|()| said.request())
    }

    fn named(name: &str, is_named: bool, file: Given) -> Result<Request, String> {
        Ok(Request { name: name.to_owned(), is_named, file })
    }

    #[test]
    fn a_file_is_a_path_or_a_name_with_bytes() {
        let path = |path: &str| Given::Path(path.into());
        assert_eq!(request(r#"{"path": "97/a.txt"}"#), named("97/a.txt", false, path("97/a.txt")));
        assert_eq!(request(r#"{"path": "/data/./a.txt", "id": 7}"#), named("data/a.txt", false, path("/data/./a.txt")));
        assert_eq!(request(r#"{"path": "/"}"#), named(".", false, path("/")));
        assert_eq!(request(r#"{"path":"/x/a.txt","name":"97/a.txt"}"#), named("97/a.txt", true, path("/x/a.txt")));
        let bytes = |bytes: &str| Given::Bytes(bytes.into());
        for base64 in ["6KiI55WrIQ==", "6KiI55WrIQ", r"6KiI5\u0035WrIQ=="] {
            let line = format!(r#"{{"bytes": "{base64}", "name": "計\u756b.txt", "path": null}}"#);
            assert_eq!(request(&line), named("計畫.txt", true, bytes("計畫!")));
        }
        assert_eq!(request(r#"{"name":"a","bytes":""}"#), named("a", true, bytes("")));
        assert_eq!(request(r#"{"name":"a","bytes":"\/\/\/\/"}"#), named("a", true, Given::Bytes(vec![255; 3])));
    }

    #[test]
    fn what_is_no_request_is_said() {
        let long = "a".repeat(LONGEST_NAME + 1);
        for (line, wrong) in [
            ("", "EOF while parsing a value"),
            ("plans/a.txt", "expected value at line 1"),
            ("\"a.txt\"", "invalid type: string \"a.txt\", expected a request"),
            ("[]", "expected a request: an object with path, or name and bytes"),
            ("{}", "neither path nor bytes"),
            (r#"{"id": 1}"#, "neither path nor bytes"),
            (r#"{"path": "a", "bytes": "", "name": "a"}"#, "both path and bytes"),
            (r#"{"bytes": ""}"#, "bytes without a name"),
            (r#"{"bytes": "", "name": ""}"#, "an empty name"),
            (r#"{"bytes": "計", "name": "a"}"#, "the bytes are not base64"),
            (r#"{"bytes": "AAAAA", "name": "a"}"#, "the bytes are not base64"),
            (r#"{"path": 7}"#, "invalid type: integer `7`"),
            (r#"{"path": "a"} {}"#, "trailing characters"),
            (r#"{"path": "a", "path": "b"}"#, "duplicate field `path`"),
            (r#"{"path": "a", "nmae": "b"}"#, "unknown field `nmae`, expected one of `id`, `path`, `name`, `bytes`"),
            (&format!(r#"{{"path": "{long}"}}"#), "it has at most 65536"),
        ] {
            let said = request(line).err().unwrap_or_default();
            assert!(said.contains(wrong), "{line}: {said}");
        }
        assert!(Said::of(b"{\"path\": \"\xff\"}").1.is_err());
    }

    #[test]
    fn an_id_is_any_value_and_is_there_though_the_rest_is_wrong() {
        for id in ["null", "7", "-0.0", "12345678901234567890123", "1e400", r#""a\u0000""#, r#"{"a": [1, {}]}"#] {
            for rest in [r#","path":"a"}"#, r#","nmae":"a"}"#, r#","name":"a","bytes":"AA"#, ""] {
                let line = format!("{{\"id\": {id}{rest}");
                assert_eq!(Said::of(line.as_bytes()).0.id.map(RawValue::get), Some(id), "{line}");
            }
        }
        let deep = format!("{{\"id\": {}{}, \"path\": \"a\"}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(request(&deep).is_ok());
    }
}
