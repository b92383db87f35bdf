//! What was seen on pages of earlier runs, so that no page is recognized twice.
//!
//! `DIR/FINGERPRINT/9f/9f….json.z` is what was seen on the picture with that hash, as JSON, compressed. The fingerprint is that of the
//! models and of the code around them. Nothing depends on it: what is missing, damaged or can't be written is recognized again.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use ocr::Seen;

/// Hexadecimal digits of the hash of a picture.
const HASH_DIGITS: usize = 64;

/// Bytes of the longest page that is kept, as JSON: a hundred times those of a dense one.
const LONGEST: u64 = 32 << 20;

/// Makes the names of files that are being written differ.
static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// A folder with what was seen on pages.
#[derive(Debug)]
pub(crate) struct PageCache {
    folder: PathBuf,
}

impl PageCache {
    /// In a folder, which is made when there is something to keep.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.join(ocr::fingerprint()) }
    }

    /// What was seen on the picture with this hash.
    pub(crate) fn recall(&self, hash: &str) -> Option<Seen> {
        serde_json::from_slice(&self.recall_json(hash)?).ok()
    }

    /// The same as JSON; nobody has looked whether it makes sense.
    pub(crate) fn recall_json(&self, hash: &str) -> Option<Vec<u8>> {
        let packed = fs::read(self.file(hash)?).ok()?;
        let mut json = Vec::new();
        // The check sum stands behind the last byte.
        ZlibDecoder::new(packed.as_slice()).take(LONGEST + 1).read_to_end(&mut json).ok()?;
        (json.len() as u64 <= LONGEST).then_some(json)
    }

    /// Keeps what was seen on the picture with this hash, if the system lets it.
    pub(crate) fn keep(&self, hash: &str, seen: &Seen) {
        // What can't be kept is recognized again.
        if let Some(file) = self.file(hash) {
            let _ = write(&file, seen);
        }
    }

    /// None for what is no hash: it names a file.
    fn file(&self, hash: &str) -> Option<PathBuf> {
        let is_hash = hash.len() == HASH_DIGITS && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let shard = hash.get(..2).filter(|_| is_hash)?;
        Some(self.folder.join(shard).join(format!("{hash}.json.z")))
    }
}

/// Beside its place and renamed into it: a page is there whole or not at all.
fn write(file: &Path, seen: &Seen) -> io::Result<()> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    serde_json::to_writer(&mut packed, seen)?;
    let packed = packed.finish()?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let beside = file.with_extension(format!("{}-{number}.new", process::id()));
    let written = fs::File::create(&beside).and_then(|mut new| new.write_all(&packed));
    written.and_then(|()| fs::rename(&beside, file)).inspect_err(|_| {
        // It may not be there.
        let _ = fs::remove_file(&beside);
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use ocr::{Character, Line, Rule};
    use tempfile::tempdir;

    use super::*;

    const HASH: &str = "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f";

    fn seen() -> Seen {
        let characters =
            "計畫".chars().map(|text| Character { text, bbox: [0.1, 1.0 / 3.0, 9.9e-7, 1e9], confidence: 0.7 });
        Seen {
            width: 1654,
            height: 2339,
            quarters: 1,
            skew: -0.35,
            lines: vec![Line { is_vertical: true, characters: characters.collect() }],
            rules: vec![Rule { bbox: [1.0, 2.0, 3.0, 2.5], is_vertical: false }],
        }
    }

    #[test]
    fn a_page_is_recalled_as_it_was_kept() {
        let dir = tempdir().unwrap();
        let cache = PageCache::new(&dir.path().join("a/b"));
        assert_eq!(cache.recall(HASH), None);
        cache.keep(HASH, &seen());
        assert_eq!(cache.recall(HASH), Some(seen()));
        let file = cache.file(HASH).unwrap();
        assert!(file.starts_with(dir.path().join("a/b").join(ocr::fingerprint()).join("9f")));
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn every_number_comes_back_to_the_last_bit() {
        let mut state = 1_u32;
        for _ in 0..20_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let number = f32::from_bits(state);
            if number.is_finite() {
                let read: f32 = serde_json::from_str(&serde_json::to_string(&number).unwrap()).unwrap();
                assert_eq!(read.to_bits(), number.to_bits());
            }
        }
    }

    #[test]
    fn what_is_damaged_is_not_there_and_is_written_anew() {
        let dir = tempdir().unwrap();
        let cache = PageCache::new(dir.path());
        cache.keep(HASH, &seen());
        let file = cache.file(HASH).unwrap();
        let whole = fs::read(&file).unwrap();
        let flipped: Vec<u8> =
            whole.iter().enumerate().map(|(at, byte)| byte ^ u8::from(at == whole.len() / 2)).collect();
        for damaged in [&[], &whole[..whole.len() - 1], &whole[..whole.len() / 2], &flipped, b"{}".as_slice()] {
            fs::write(&file, damaged).unwrap();
            assert_eq!(cache.recall(HASH), None);
            cache.keep(HASH, &seen());
            assert_eq!(cache.recall(HASH), Some(seen()));
        }
    }

    #[test]
    fn only_a_hash_names_a_file_and_a_folder_that_can_t_be_made_is_no_error() {
        let dir = tempdir().unwrap();
        let cache = PageCache::new(dir.path());
        for name in ["", "9f", "../../../../etc/passwd", &HASH.to_uppercase(), &"/".repeat(64), &format!("{HASH}0")] {
            assert_eq!(cache.file(name), None, "{name}");
        }
        fs::write(dir.path().join("file"), "").unwrap();
        let nowhere = PageCache::new(&dir.path().join("file"));
        nowhere.keep(HASH, &seen());
        assert_eq!(nowhere.recall(HASH), None);
    }
}
