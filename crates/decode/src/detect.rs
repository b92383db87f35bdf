//! Which encoding: byte order mark, UTF-16 by its zero and CJK bytes, strict UTF-8, what the file declares, statistics.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that the statistics see, from the first one that is not ASCII.
const SAMPLE: usize = 256 * 1024;

/// Well-formed characters of several bytes to every malformed place, from which a text counts as damaged rather than as
/// written in another encoding.
const DAMAGED: usize = 10;

/// Bytes below which a text without zero bytes is too short to be told from UTF-16 by its CJK bytes.
const SHORT: usize = 32;

/// The encoding of a text and the length of its byte order mark.
pub(crate) fn detect(bytes: &[u8], declared: Option<&'static Encoding>) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    let utf8 = std::str::from_utf8(bytes);
    if let Some(encoding) = utf16(bytes, utf8.is_ok()) {
        return (encoding, 0);
    }
    (without_bom(bytes, utf8.ok(), declared), 0)
}

fn without_bom(bytes: &[u8], utf8: Option<&str>, declared: Option<&'static Encoding>) -> &'static Encoding {
    // A page that says UTF-16 in ASCII is not in UTF-16 (HTML, "change the encoding").
    let declared = declared.map(|encoding| if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
    let sample = sample(bytes);
    match (utf8, declared) {
        (Some(_), None) => return UTF_8,
        // Two short words of GBK can be well-formed UTF-8, but they make no Chinese there.
        (Some(text), Some(_)) if text.is_ascii() || text.chars().any(|c| c >= '\u{2E80}') => return UTF_8,
        _ => {}
    }
    if let Some(encoding) = declared
        && Quality::of(encoding, sample).is_whole_or_damaged(encoding)
    {
        return encoding;
    }
    if Quality::of(UTF_8, sample).is_damaged() || is_cut_utf8(bytes) {
        return UTF_8;
    }
    let guess = statistics(sample);
    if guess.is_single_byte() {
        // One byte out of place rules an encoding of several bytes out for the statistics.
        for encoding in [BIG5, GBK] {
            let quality = Quality::of(encoding, sample);
            if quality.is_damaged() && statistics(&quality.well_formed) == encoding {
                return encoding;
            }
        }
    }
    guess
}

/// Whether all is UTF-8 but a character that the end cuts off.
fn is_cut_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none() && error.valid_up_to() > 0)
}

// A hint in the first place would turn GB18030 into Big5; without one, short Big5 comes out as anything.
fn statistics(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // Never the last: a character that the end of a file cuts off is no sign of another encoding.
    detector.feed(sample, false);
    let guess = detector.guess(None, Utf8Detection::Allow);
    let expected = [UTF_8, BIG5, GBK, GB18030].contains(&guess);
    if expected { guess } else { detector.guess(Some(b"tw"), Utf8Detection::Allow) }
}

fn sample(bytes: &[u8]) -> &[u8] {
    let rest = if bytes.len() <= SAMPLE {
        bytes
    } else {
        let first = Encoding::ascii_valid_up_to(bytes);
        bytes.get(first.saturating_sub(2)..).unwrap_or_default()
    };
    rest.get(..SAMPLE).unwrap_or(rest)
}

/// How well a sample decodes.
struct Quality {
    malformed: usize,
    /// Characters that are not ASCII.
    characters: usize,
    well_formed: Vec<u8>,
}

impl Quality {
    fn of(encoding: &'static Encoding, sample: &[u8]) -> Self {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(sample.len() + 16);
        let mut well_formed = Vec::with_capacity(sample.len());
        let mut malformed = 0;
        let mut at = 0;
        loop {
            let rest = sample.get(at..).unwrap_or_default();
            let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, sample.len() < SAMPLE);
            let bad = match result {
                DecoderResult::Malformed(bad, after) => usize::from(bad) + usize::from(after),
                _ => 0,
            };
            well_formed.extend_from_slice(rest.get(..read.saturating_sub(bad)).unwrap_or_default());
            at += read;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => text.reserve(rest.len() + 16),
                DecoderResult::Malformed(..) => malformed += 1,
            }
        }
        Self { malformed, characters: text.chars().filter(|c| !c.is_ascii()).count(), well_formed }
    }

    fn is_damaged(&self) -> bool {
        self.malformed > 0 && self.malformed * DAMAGED <= self.characters
    }

    fn is_whole_or_damaged(&self, encoding: &'static Encoding) -> bool {
        // Every byte means something in an encoding of single bytes: no evidence for it.
        let whole = self.malformed == 0 && (self.characters == 0 || !encoding.is_single_byte());
        whole || self.is_damaged()
    }
}

/// UTF-16 without a byte order mark.
///
/// In Chinese text one byte of each pair is that of a CJK block, or zero where the other is ASCII, and the other byte is
/// anything. Pairs that are two ASCII letters say nothing: they would be CJK in UTF-16.
fn utf16(bytes: &[u8], is_utf8: bool) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = sample.contains(&0);
    if sample.len() < 4 || (!zeros && (is_utf8 || sample.len() < SHORT)) {
        return None;
    }
    [(UTF_16LE, 1), (UTF_16BE, 0)].into_iter().find_map(|(encoding, high_at)| {
        let (mut units, mut speaking, mut against) = (0, 0, 0);
        for unit in sample.chunks_exact(2) {
            let (high, low) = (unit.get(high_at).copied()?, unit.get(1 - high_at).copied()?);
            let is_ascii = matches!(low, b'\t' | b'\n' | b'\r' | b' '..=b'~');
            units += 1;
            match high {
                0 if is_ascii || low >= 0xA0 => speaking += 1,
                0x4E..=0x7E if is_ascii => {}
                0x4E..=0x9F | 0x20..=0x33 | 0xF9 | 0xFA | 0xFF => speaking += 1,
                _ => against += 1,
            }
        }
        // The low byte of a Chinese character is one of ASCII in less than half of all cases.
        (speaking * 5 >= units * 2 && against * 20 <= speaking).then_some(encoding)
    })
}
