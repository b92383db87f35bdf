//! Encryption of files, as small as it gets: RC4 with 40 bits (ISO 32000-1, 7.6.2 to 7.6.4, algorithms 1 to 4).

use super::build::{File, helvetica};

const PAD: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E, 0x00,
    0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

/// A file of one page whose content is encrypted with a user password.
pub(crate) fn encrypted(password: &[u8], handler: &str) -> Vec<u8> {
    let padded = |password: &[u8]| [password, &PAD].concat()[..32].to_vec();
    let owner = rc4(&md5(&padded(b"owner"))[..5], &padded(password));
    let id = b"0123456789abcdef";
    let permissions = (-4_i32).to_le_bytes();
    let key = md5(&[&padded(password)[..], &owner, &permissions, id].concat())[..5].to_vec();
    let user = rc4(&key, &PAD);
    let mut file = File::new();
    let fonts = file.fonts(&[("F", helvetica())]);
    // Object 4 is the content.
    let own = md5(&[&key[..], &[4, 0, 0, 0, 0]].concat())[..10].to_vec();
    file.page(&fonts, rc4(&own, b"BT /F 10 Tf 100 700 Td (secret) Tj ET"));
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    let (o, u) = (hex(&owner), hex(&user));
    let dict = file.object(format!("<< /Filter /{handler} /V 1 /R 2 /Length 40 /P -4 /O <{o}> /U <{u}> >>"));
    file.trailer = format!("/Encrypt {dict} 0 R /ID [<{0}> <{0}>]", hex(id));
    file.bytes()
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_usize;
    for i in 0..256 {
        j = (j + usize::from(state[i]) + usize::from(key[i % key.len()])) % 256;
        state.swap(i, j);
    }
    let (mut i, mut j) = (0_usize, 0_usize);
    let next = |byte: &u8| {
        i = (i + 1) % 256;
        j = (j + usize::from(state[i])) % 256;
        state.swap(i, j);
        byte ^ state[(usize::from(state[i]) + usize::from(state[j])) % 256]
    };
    data.iter().map(next).collect()
}

/// RFC 1321.
fn md5(data: &[u8]) -> [u8; 16] {
    let shifts = [[7_u32, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut state = [0x6745_2301_u32, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476];
    let mut message = data.to_vec();
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend((u64::try_from(data.len()).unwrap() * 8).to_le_bytes());
    for block in message.chunks_exact(64) {
        let words: Vec<u32> = block.chunks_exact(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64_usize {
            let (f, g) = match i / 16 {
                0 => ((b & c) | (!b & d), i),
                1 => ((d & b) | (!d & c), (5 * i + 1) % 16),
                2 => (b ^ c ^ d, (3 * i + 5) % 16),
                _ => (c ^ (b | !d), (7 * i) % 16),
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::cast_precision_loss,
                reason = "the constants of the RFC"
            )]
            let constant = (((i + 1) as f64).sin().abs() * 4_294_967_296.0) as u32;
            let sum = a.wrapping_add(f).wrapping_add(constant).wrapping_add(words[g]);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(shifts[i / 16][i % 4]));
        }
        for (value, new) in state.iter_mut().zip([a, b, c, d]) {
            *value = value.wrapping_add(new);
        }
    }
    let bytes: Vec<u8> = state.iter().flat_map(|value| value.to_le_bytes()).collect();
    bytes.try_into().unwrap()
}

#[test]
fn the_digest_is_that_of_the_standard() {
    let hex: String = md5(b"abc").iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "900150983cd24fb0d6963f7d28e17f72");
}
