//! How much the streams of a file may inflate to, all in all, before anything inflates them.
//!
//! hayro inflates a stream whole. What is short enough to be harmless is let pass; what is longer is inflated here first,
//! without keeping any of it, and only counted.

use std::borrow::Cow;
use std::io::Read;

use document::{Limits, ReadError};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};
use memchr::memmem;

/// The most bytes that a byte of a deflated stream becomes (RFC 1951: 258 bytes for two bits).
const DEFLATE_RATIO: u64 = 1032;

/// The most bytes that a byte of an LZW stream becomes: codes of 12 bits for strings of 3,838 bytes.
const LZW_RATIO: u64 = 2560;

/// The most bytes that a byte of a run-length stream becomes: 128 for two.
const RUN_RATIO: u64 = 64;

/// The most bytes that a byte in base 85 becomes: `z` for four zeros.
const ASCII_85_RATIO: u64 = 4;

/// Columns times components of a predictor's row, beyond which no image is, let alone a stream of data.
const ROW: u64 = 1 << 20;

pub(crate) struct Budget {
    limit: u64,
    /// Bytes that streams which nobody measured may become at most.
    possible: u64,
    /// Bytes that measured streams become.
    measured: u64,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { limit: limits.inflated, possible: 0, measured: 0 }
    }

    /// Takes account of a stream that is going to be decoded. The streams of images are none of them.
    pub(crate) fn admit(&mut self, stream: &Stream<'_>) -> Result<(), ReadError> {
        let filters = stream.filters();
        if filters.iter().any(|filter| is_of_images(*filter)) {
            return Ok(());
        }
        if has_absurd_rows(stream.dict()) {
            return Err(self.too_large());
        }
        let raw = stream.raw_data();
        let ratio = filters.iter().fold(1_u64, |ratio, filter| ratio.saturating_mul(ratio_of(*filter)));
        if self.is_harmless(raw.len(), ratio) {
            return Ok(());
        }
        let left = self.limit.saturating_sub(self.measured);
        let length = decoded_length(raw, &filters, left);
        self.measured = self.measured.saturating_add(length);
        self.check()
    }

    /// Takes account of content, whose length is known once it is decoded. True if it may be decoded at once, because it can't
    /// be beyond all bounds by itself; [`Budget::spend`] follows then.
    pub(crate) fn may_decode(&self, streams: &[Stream<'_>]) -> bool {
        let most = streams.iter().fold(0_u64, |sum, stream| {
            let ratio = stream.filters().iter().fold(1_u64, |ratio, filter| ratio.saturating_mul(ratio_of(*filter)));
            let length = u64::try_from(stream.raw_data().len()).unwrap_or(u64::MAX);
            sum.saturating_add(length.saturating_mul(ratio))
        });
        most <= self.limit && !streams.iter().any(|stream| has_absurd_rows(stream.dict()))
    }

    /// Takes account of what was decoded.
    pub(crate) fn spend(&mut self, length: usize) -> Result<(), ReadError> {
        self.measured = self.measured.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        self.check()
    }

    /// Takes account of the object streams and cross-reference streams of a file, which are decoded before anyone can ask for
    /// them. Their dictionaries are known by `First` and `W`, or hide their keys behind escapes. What is encrypted can't be
    /// measured.
    pub(crate) fn admit_object_streams(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let end = memmem::Finder::new(b"endstream");
        let first = memmem::Finder::new(b"First");
        let mut after = 0;
        for at in memmem::find_iter(bytes, b"stream") {
            let header = bytes.get(after..at).unwrap_or_default();
            after = at + b"stream".len();
            if header.ends_with(b"end") {
                continue;
            }
            // What lies between are the remains of a damaged stream at most.
            let start = memmem::rfind(header, b" obj").unwrap_or(0);
            let header = header.get(start..).unwrap_or_default();
            let is_index = memmem::find(header, b"/W").is_some_and(|at| {
                header.get(at + 2).is_some_and(|next| matches!(next, b'[' | b' ' | b'\r' | b'\n' | b'\t' | b'/'))
            });
            if !is_index && !header.contains(&b'#') && first.find(header).is_none() {
                continue;
            }
            let data = bytes.get(after..).unwrap_or_default();
            let data = data.get(..end.find(data).unwrap_or(data.len())).unwrap_or_default();
            if self.is_harmless(data.len(), DEFLATE_RATIO) {
                continue;
            }
            let line = data.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let left = self.limit.saturating_sub(self.measured);
            let length = inflated_length(data.get(line..).unwrap_or_default(), left);
            self.measured = self.measured.saturating_add(length);
            self.check()?;
        }
        Ok(())
    }

    fn is_harmless(&mut self, length: usize, ratio: u64) -> bool {
        let possible = u64::try_from(length).unwrap_or(u64::MAX).saturating_mul(ratio);
        let sum = self.possible.saturating_add(possible);
        let is_harmless = sum <= self.limit;
        if is_harmless {
            self.possible = sum;
        }
        is_harmless
    }

    fn check(&self) -> Result<(), ReadError> {
        if self.measured > self.limit { Err(self.too_large()) } else { Ok(()) }
    }

    fn too_large(&self) -> ReadError {
        ReadError::TooLarge {
            bound: "inflated bytes",
            limit: self.limit,
            found: self.measured.max(self.limit.saturating_add(1)),
        }
    }
}

fn is_of_images(filter: Filter) -> bool {
    matches!(filter, Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode)
}

fn ratio_of(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => DEFLATE_RATIO,
        Filter::LzwDecode => LZW_RATIO,
        Filter::RunLengthDecode => RUN_RATIO,
        Filter::Ascii85Decode => ASCII_85_RATIO,
        _ => 1,
    }
}

// A row of a predictor is allocated as the file states it.
fn has_absurd_rows(dict: &Dict<'_>) -> bool {
    let absurd = |params: &Dict<'_>| {
        let number = |key: &str| params.get::<f64>(key).unwrap_or(1.0).max(1.0);
        let row = number("Columns") * number("Colors") * number("BitsPerComponent");
        row.is_nan() || row > 8.0 * f64::from(u32::try_from(ROW).unwrap_or(u32::MAX))
    };
    ["DecodeParms", "DP"].into_iter().any(|key| {
        dict.get::<Dict<'_>>(key).is_some_and(|params| absurd(&params))
            || dict.get::<Array<'_>>(key).is_some_and(|all| all.iter::<Dict<'_>>().any(|params| absurd(&params)))
    })
}

/// What the filters make of data, at most a little more than `limit`.
fn decoded_length(raw: Cow<'_, [u8]>, filters: &[Filter], limit: u64) -> u64 {
    let mut data = raw;
    for (index, filter) in filters.iter().enumerate() {
        let rest = filters.get(index + 1..).unwrap_or_default();
        let is_last = rest.iter().all(|filter| ratio_of(*filter) == 1);
        let further = rest.iter().fold(1_u64, |ratio, filter| ratio.saturating_mul(ratio_of(*filter)));
        let length = match filter {
            Filter::FlateDecode if is_last => return inflated_length(&data, limit),
            Filter::FlateDecode => {
                let mut inflated = Vec::new();
                // An error ends the data, as it does for hayro.
                let _ = ZlibDecoder::new(&*data).take(limit.saturating_add(1)).read_to_end(&mut inflated);
                data = Cow::Owned(inflated);
                continue;
            }
            Filter::AsciiHexDecode | Filter::Ascii85Decode => {
                data = Cow::Owned(match filter {
                    Filter::AsciiHexDecode => ascii_hex(&data),
                    _ => ascii_85(&data),
                });
                continue;
            }
            Filter::LzwDecode => lzw_length(&data, limit),
            Filter::RunLengthDecode => run_length(&data),
            _ => continue,
        };
        return length.saturating_mul(further);
    }
    u64::try_from(data.len()).unwrap_or(u64::MAX)
}

fn inflated_length(data: &[u8], limit: u64) -> u64 {
    let zlib = count(ZlibDecoder::new(data), limit);
    if zlib > 0 { zlib } else { count(DeflateDecoder::new(data), limit) }
}

fn count(mut reader: impl Read, limit: u64) -> u64 {
    let mut buffer = vec![0; 1 << 15];
    let mut length = 0_u64;
    while length <= limit {
        match reader.read(&mut buffer) {
            Ok(read) if read > 0 => length = length.saturating_add(u64::try_from(read).unwrap_or(u64::MAX)),
            _ => break,
        }
    }
    length
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| (byte << 4) | digit)).collect()
}

fn ascii_85(data: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::new();
    let (mut value, mut digits) = (0_u32, 0);
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if digits == 0 => decoded.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                digits += 1;
                if digits == 5 {
                    decoded.extend(value.to_be_bytes());
                    (value, digits) = (0, 0);
                }
            }
            _ => {}
        }
    }
    decoded
}

/// What an LZW stream decodes to (ISO 32000-1, 7.4.4.2), by the lengths of its strings alone.
fn lzw_length(data: &[u8], limit: u64) -> u64 {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut lengths: Vec<u64> = Vec::new();
    let (mut bits, mut available, mut total) = (0_u32, 0_u32, 0_u64);
    let mut previous: Option<u64> = None;
    let mut bytes = data.iter();
    while total <= limit {
        let width = match lengths.len() + END + 1 {
            0..511 => 9,
            511..1023 => 10,
            1023..2047 => 11,
            _ => 12,
        };
        while available < width {
            let Some(byte) = bytes.next() else { return total };
            bits = (bits << 8) | u32::from(*byte);
            available += 8;
        }
        available -= width;
        let code = usize::try_from((bits >> available) & ((1 << width) - 1)).unwrap_or(END);
        let length = match code {
            CLEAR => {
                lengths.clear();
                previous = None;
                continue;
            }
            END => return total,
            0..CLEAR => 1,
            _ => match lengths.get(code - END - 1) {
                Some(length) => *length,
                None => previous.map_or(1, |length| length + 1),
            },
        };
        if let Some(previous) = previous
            && lengths.len() < 4096 - END - 1
        {
            lengths.push(previous + 1);
        }
        previous = Some(length);
        total = total.saturating_add(length);
    }
    total
}

fn run_length(data: &[u8]) -> u64 {
    let mut at = 0;
    let mut total = 0_u64;
    while let Some(&length) = data.get(at) {
        match length {
            0..=127 => {
                total += u64::from(length) + 1;
                at += usize::from(length) + 2;
            }
            128 => break,
            _ => {
                total += 257 - u64::from(length);
                at += 2;
            }
        }
    }
    total
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use std::io::Write;

    use super::*;

    #[test]
    fn a_short_stream_that_inflates_to_much_is_measured_and_refused() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![0; 4 << 20]).unwrap();
        let data = encoder.finish().unwrap();
        assert_eq!(inflated_length(&data, 8 << 20), 4 << 20);
        assert!(inflated_length(&data, 1 << 20) > 1 << 20);
    }

    #[test]
    fn the_length_of_lzw_data_is_that_of_its_text() {
        // The example of ISO 32000-1, 7.4.4.2: 45 45 45 45 45 65 45 45 45 66.
        assert_eq!(lzw_length(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], 100), 10);
    }

    #[test]
    fn the_length_of_runs_is_that_of_what_they_repeat() {
        assert_eq!(run_length(&[2, 1, 2, 3, 254, 7, 128, 9]), 6);
    }

    #[test]
    fn ascii_filters_are_decoded_before_what_they_hold_is_measured() {
        assert_eq!(ascii_hex(b"41 42>"), b"AB");
        assert_eq!(ascii_85(b"z87cUR~>").len(), 8);
    }
}
