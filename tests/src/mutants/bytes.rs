//! Bytes that are no longer what they were.

use super::chance::Chance;

/// Bytes beyond which a mutant does not grow.
const LONGEST: usize = 2 << 20;

/// Bytes of a stretch that is copied, moved or removed, mostly.
const STRETCH: usize = 80;

/// Values that break what counts and refers.
const ODD: [u32; 10] = [0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

/// The same in digits, and numbers that are none.
const ODD_DIGITS: [&[u8]; 12] = [
    b"0",
    b"-1",
    b"1",
    b"255",
    b"999",
    b"65535",
    b"65536",
    b"2147483647",
    b"4294967295",
    b"99999999999999999999",
    b"1e38",
    b"-0.0000001",
];

/// What opens, closes and parts things in the formats that are text.
const ODD_WORDS: [&[u8]; 44] = [
    b"<",
    b">",
    b"</",
    b"/>",
    b"<!--",
    b"]]>",
    b"<table>",
    b"<td rowspan=\"0\" colspan=\"1000\">",
    b"<tr>",
    b"</table>",
    b"<ol start=\"-5\" reversed>",
    b"<li>",
    b"<pre>",
    b"<select><option>",
    b"&#0;",
    b"&#x10FFFF;",
    b"{",
    b"}",
    b"\\",
    b"\\par ",
    b"\\trowd\\cellx1\\cellx0\\cellx-9 ",
    b"\\intbl\\itap9 ",
    b"\\nestrow ",
    b"\\cell\\row ",
    b"\\bin9 ",
    b"\\uc99 ",
    b"\\'",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b" 1 0 R",
    b"endobj",
    b"stream\n",
    b" BT 0 0 0 0 0 0 Tm ",
    b" 1e9 0 0 1e9 0 0 cm q ",
    b"\n\n",
    b"\t",
    b"\xEF\xBB\xBF",
    b"\xE2\x80\x8B",
    b"\xF3\xB0\x80\x80",
    b"=\r\n",
];

/// The bytes after some damage, with stretches of others among them.
pub(super) fn mutate(bytes: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut mutant = bytes.to_vec();
    let steps = if chance.one_in(16) { 20 + chance.below(200) } else { 1 + chance.below(5) };
    for _ in 0..steps {
        step(&mut mutant, other, chance);
        if mutant.is_empty() {
            return bytes.to_vec();
        }
        mutant.truncate(LONGEST);
    }
    mutant
}

/// The bytes after some damage that leaves all others where they are.
pub(super) fn mutate_in_place(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut mutant = bytes.to_vec();
    let steps = if chance.one_in(16) { 20 + chance.below(200) } else { 1 + chance.below(5) };
    (0..steps).for_each(|_| step_in_place(&mut mutant, chance));
    mutant
}

fn step_in_place(mutant: &mut [u8], chance: &mut Chance) {
    let at = place(mutant, chance);
    let byte = mutant.get(at).copied().unwrap_or(0);
    match chance.below(6) {
        0 => overwrite(mutant, at, &[byte ^ (1 << chance.below(8))]),
        1 => overwrite(mutant, at, &[chance.next().to_le_bytes()[0]]),
        2 => overwrite(mutant, at, &[byte.wrapping_add(1)]),
        3 => overwrite(mutant, at, odd(chance).get(..2).unwrap_or_default()),
        4 => overwrite(mutant, at, &odd(chance)),
        _ => {
            let stretch = stretch(mutant, chance);
            let stretch = stretch.get(..STRETCH).unwrap_or(stretch).to_vec();
            overwrite(mutant, at, &stretch);
        }
    }
}

fn step(mutant: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = place(mutant, chance);
    match chance.below(15) {
        0..=5 => step_in_place(mutant, chance),
        6 => {
            let stretch = stretch(mutant, chance).to_vec();
            insert(mutant, at, &stretch);
        }
        7 => {
            let stretch = stretch(other, chance).to_vec();
            insert(mutant, at, &stretch);
        }
        8 => {
            let length = length(mutant.len(), chance);
            mutant.drain(at..(at + length).min(mutant.len()));
        }
        9 if chance.one_in(4) => mutant.truncate(at.max(1)),
        10 if chance.one_in(4) => {
            let from = place(other, chance);
            mutant.truncate(at);
            mutant.extend_from_slice(other.get(from..).unwrap_or_default());
        }
        11 => {
            let stretch = stretch(mutant, chance).to_vec();
            let times = if chance.one_in(4) { 1 << chance.below(12) } else { 2 + chance.below(8) };
            insert(mutant, at, &stretch.repeat(times.min((LONGEST / 8) / stretch.len().max(1))));
        }
        12 => renumber(mutant, at, chance),
        _ => {
            let word = chance.of(&ODD_WORDS).copied().unwrap_or_default();
            insert(mutant, at, word);
        }
    }
}

/// A place, mostly of a byte that says something.
fn place(bytes: &[u8], chance: &mut Chance) -> usize {
    let at = chance.below(bytes.len());
    let says = |at: &usize| !matches!(bytes.get(*at), None | Some(0 | 0xFF));
    if says(&at) || chance.one_in(4) {
        return at;
    }
    (0..8).map(|_| chance.below(bytes.len())).find(says).unwrap_or(at)
}

fn odd(chance: &mut Chance) -> [u8; 4] {
    let value = chance.of(&ODD).copied().unwrap_or_default();
    if chance.one_in(4) { value.to_be_bytes() } else { value.to_le_bytes() }
}

fn length(of: usize, chance: &mut Chance) -> usize {
    if chance.one_in(8) { 1 + chance.below(of / 4) } else { 1 + chance.below(STRETCH) }
}

/// Some of the bytes; half the time from where something opens to where something closes.
fn stretch<'b>(bytes: &'b [u8], chance: &mut Chance) -> &'b [u8] {
    let from = place(bytes, chance);
    let length = length(bytes.len(), chance);
    let rest = bytes.get(from..).unwrap_or_default();
    if chance.one_in(2) {
        return rest.get(..length).unwrap_or(rest);
    }
    let from = rest.iter().position(|byte| b"<\\/{[(\n".contains(byte)).unwrap_or(0);
    let rest = rest.get(from..).unwrap_or_default();
    let end = rest.iter().skip(length).position(|byte| b">}])\n ".contains(byte));
    end.and_then(|end| rest.get(..=length + end)).unwrap_or(rest)
}

fn overwrite(bytes: &mut [u8], at: usize, new: &[u8]) {
    bytes.iter_mut().skip(at).zip(new).for_each(|(byte, new)| *byte = *new);
}

fn insert(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    let at = at.min(bytes.len());
    bytes.splice(at..at, new.iter().copied());
}

/// Another number in the place of the next one that is written in digits.
fn renumber(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let rest = bytes.get(at..).unwrap_or_default();
    let Some(from) = rest.iter().position(u8::is_ascii_digit).map(|from| at + from) else { return };
    let digits = bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let new = chance.of(&ODD_DIGITS).copied().unwrap_or_default();
    bytes.splice(from..from + digits, new.iter().copied());
}
