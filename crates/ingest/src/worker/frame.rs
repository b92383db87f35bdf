//! Frames: `[u32 length of the header][u32 length of the body][header][body]`, lengths in little endian, the same both ways.

use std::io::{self, IoSlice, Read, Write};

/// Bytes of the two lengths.
pub(super) const LENGTHS: usize = 8;

/// The longest header, in bytes: a path and a message, a lexicon, what a catalogue says of a file, or a line for each of very many plans.
const LONGEST_HEADER: u32 = 16 << 20;

/// The longest body, in bytes: both records of the longest document that the limits let in, many times over.
const LONGEST_BODY: u32 = 1 << 30;

/// Bytes for which there is room before they come.
const AT_ONCE: usize = 1 << 20;

/// A header and a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) header: Vec<u8>,
    pub(super) body: Vec<u8>,
}

/// The lengths and the header of a frame whose body is sent behind it.
pub(super) fn head(header: &[u8], body: usize) -> io::Result<Vec<u8>> {
    let length = |length: usize, most: u32| {
        u32::try_from(length)
            .ok()
            .filter(|length| *length <= most)
            .ok_or_else(|| invalid("a message too long to be sent"))
    };
    let (header_length, body_length) = (length(header.len(), LONGEST_HEADER)?, length(body, LONGEST_BODY)?);
    let mut head = Vec::with_capacity(LENGTHS + header.len());
    head.extend(header_length.to_le_bytes());
    head.extend(body_length.to_le_bytes());
    head.extend(header);
    Ok(head)
}

/// Sends a frame.
pub(super) fn write(output: &mut dyn Write, frame: &Frame) -> io::Result<()> {
    let head = head(&frame.header, frame.body.len())?;
    // Both parts at once, as far as it goes: each write would wake the other side.
    let sent = match output.write_vectored(&[IoSlice::new(&head), IoSlice::new(&frame.body)]) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
        sent => sent?,
    };
    output.write_all(head.get(sent..).unwrap_or_default())?;
    output.write_all(frame.body.get(sent.saturating_sub(head.len())..).unwrap_or_default())?;
    output.flush()
}

/// Waits for a frame; `None` where the other side has closed between two of them.
pub(super) fn read(input: &mut dyn Read) -> io::Result<Option<Frame>> {
    let mut lengths = [0; LENGTHS];
    let mut filled = 0;
    while let Some(rest) = lengths.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) if filled == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let (header, body) = parse_lengths(lengths)?;
    let mut part = |length: usize| {
        // As much memory as comes, not as much as is announced.
        let mut bytes = Vec::with_capacity(length.min(AT_ONCE));
        let read = Read::take(&mut *input, u64::try_from(length).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
        if read == length { Ok(bytes) } else { Err(io::Error::from(io::ErrorKind::UnexpectedEof)) }
    };
    Ok(Some(Frame { header: part(header)?, body: part(body)? }))
}

/// The frame that received bytes begin with, which is taken off them; `None` while some of it is missing.
pub(super) fn take(received: &mut Vec<u8>) -> io::Result<Option<Frame>> {
    let Some(lengths) = received.first_chunk::<LENGTHS>() else { return Ok(None) };
    let (header, body) = parse_lengths(*lengths)?;
    if received.len() < LENGTHS + header + body {
        return Ok(None);
    }
    let behind = received.split_off(LENGTHS + header + body);
    let mut frame = std::mem::replace(received, behind);
    let body = frame.split_off(LENGTHS + header);
    Ok(Some(Frame { header: frame.split_off(LENGTHS), body }))
}

fn parse_lengths(lengths: [u8; LENGTHS]) -> io::Result<(usize, usize)> {
    let [a, b, c, d, e, f, g, h] = lengths;
    let (header, body) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
    if header > LONGEST_HEADER || body > LONGEST_BODY {
        return Err(invalid("a message longer than any"));
    }
    let length = |length: u32| usize::try_from(length).map_err(|_| invalid("a message longer than memory"));
    Ok((length(header)?, length(body)?))
}

pub(super) fn invalid(problem: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::*;

    fn frame(header: &str, body: &str) -> Frame {
        Frame { header: header.into(), body: body.into() }
    }

    #[test]
    fn frames_come_one_after_the_other_as_they_were_sent() {
        let sent = [frame("{}", "計畫"), frame("", ""), frame("a", "b")];
        let mut bytes = Vec::new();
        sent.iter().for_each(|frame| write(&mut bytes, frame).unwrap());
        let mut input = bytes.as_slice();
        for frame in &sent {
            assert_eq!(read(&mut input).unwrap().as_ref(), Some(frame));
        }
        assert_eq!(read(&mut input).unwrap(), None);
    }

    #[test]
    fn a_frame_is_taken_only_when_it_is_whole() {
        let mut bytes = Vec::new();
        write(&mut bytes, &frame("head", "body")).unwrap();
        for length in 0..bytes.len() {
            let mut part = bytes.get(..length).unwrap().to_vec();
            assert_eq!(take(&mut part).unwrap(), None, "{length}");
            let cut = read(&mut part.as_slice());
            assert!(if length == 0 { cut.unwrap().is_none() } else { cut.is_err() }, "{length}");
        }
        write(&mut bytes, &frame("", "next")).unwrap();
        assert_eq!(take(&mut bytes).unwrap(), Some(frame("head", "body")));
        assert_eq!(take(&mut bytes).unwrap(), Some(frame("", "next")));
        assert!(bytes.is_empty());
    }

    #[test]
    fn lengths_beyond_reason_are_refused_before_memory_is_taken() {
        let mut lie = vec![0xFF; LENGTHS];
        assert!(read(&mut lie.as_slice()).is_err());
        assert!(take(&mut lie).is_err());
        // Within the bounds, but not sent: no more memory than came.
        let mut short = [2u32.to_le_bytes(), LONGEST_BODY.to_le_bytes()].concat();
        short.extend(b"{}body");
        assert_eq!(read(&mut short.as_slice()).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
