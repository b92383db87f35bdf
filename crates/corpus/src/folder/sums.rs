//! The hashes of what a run has written, so that whoever looks at a corpus sees where a byte has changed since: the file that
//! `b3sum --check` reads.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use blake3::Hash;

use super::FolderError;

/// Where they stand.
pub(crate) const SUMS: &str = ".blake3sums";

/// What stands between a hash and a path.
const GAP: &str = "  ";

/// Hashes by the paths of the files, from the folder of the corpus on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    pub(crate) of: BTreeMap<String, Hash>,
}

impl Sums {
    /// Those of a corpus; `None` where it has none, an error where they are none.
    pub(crate) fn read(root: &Path) -> Result<Option<Self>, FolderError> {
        let path = root.join(SUMS);
        match fs::read(&path) {
            Ok(bytes) => {
                let no_sums = || io::Error::new(io::ErrorKind::InvalidData, "it holds what is no hash of a file");
                let sums = Self::of_bytes(&bytes).ok_or_else(no_sums);
                sums.map(Some).map_err(|error| FolderError::io("read", &path, error))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(FolderError::io("read", &path, error)),
        }
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let text = str::from_utf8(bytes).ok()?;
        let lines = text.split_inclusive('\n').map(|line| line.strip_suffix('\n'));
        let pairs = lines.map(|line| {
            let (hash, path) = line?.split_once(GAP)?;
            Some((path.to_owned(), Hash::from_hex(hash).ok()?))
        });
        Some(Self { of: pairs.collect::<Option<_>>()? })
    }
}

/// The line of a file.
pub(super) fn line(path: &str, hash: &Hash) -> String {
    format!("{hash}{GAP}{path}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_read_as_they_were_written_and_anything_else_is_none() {
        let of = ["manifest.jsonl", "plans/a b.json"].map(|path| (path.to_owned(), blake3::hash(path.as_bytes())));
        let sums = Sums { of: of.into() };
        let text: String = sums.of.iter().map(|(path, hash)| line(path, hash)).collect();
        assert_eq!(Sums::of_bytes(text.as_bytes()), Some(sums));
        assert_eq!(Sums::of_bytes(b""), Some(Sums::default()));
        for bad in [
            text.trim_end(),
            "\n",
            "a  b\n",
            "\u{1b}\n",
            &text.replace("  ", " "),
            &text.replacen(|c: char| c.is_ascii_digit(), "x", 1),
        ] {
            assert_eq!(Sums::of_bytes(bad.as_bytes()), None, "{bad}");
        }
        assert_eq!(Sums::of_bytes(b"\xff"), None);
    }
}
