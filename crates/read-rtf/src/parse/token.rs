//! The syntax of RTF 1.9.1: groups, control words, control symbols, text.

/// A piece of the syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word without its backslash and delimiter.
    Word(&'a [u8], Option<i32>),
    /// A control symbol, by its character.
    Symbol(u8),
    /// `\'xx`
    Hex(u8),
    /// Bytes of text, without line ends.
    Text(&'a [u8]),
    /// The data of `\bin`, cut off where `complete` is false.
    Binary { complete: bool },
}

/// The tokens of a file, one after another.
#[derive(Debug, Clone)]
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Bytes of data that follow the last `\bin`.
    binary: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of a file.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, binary: 0 }
    }

    /// What has not been read yet.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Takes a single byte as it stands.
    pub(crate) fn take_raw(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take_while(&mut self, is: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !is(byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(if first == b'\'' { self.hex() } else { Token::Symbol(first) });
        }
        let name = self.take_while(|byte| byte.is_ascii_alphabetic());
        let parameter = self.parameter();
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if name == b"bin" {
            self.binary = parameter.and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        }
        Some(Token::Word(name, parameter))
    }

    fn parameter(&mut self) -> Option<i32> {
        let negative = self.peek() == Some(b'-');
        let after_sign = self.at + usize::from(negative);
        if !self.bytes.get(after_sign).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        self.at = after_sign;
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let value = digits
            .iter()
            .fold(0_i32, |value, digit| value.saturating_mul(10).saturating_add(i32::from(digit.saturating_sub(b'0'))));
        Some(if negative { -value } else { value })
    }

    // Malformed: `\'` without two digits is the digits that there are.
    fn hex(&mut self) -> Token<'a> {
        let mut value = 0_u8;
        for _ in 0..2 {
            let Some(digit) = self.peek().and_then(|byte| char::from(byte).to_digit(16)) else { break };
            value = value.wrapping_mul(16).wrapping_add(u8::try_from(digit).unwrap_or(0));
            self.at += 1;
        }
        Token::Hex(value)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.binary > 0 {
            let length = std::mem::take(&mut self.binary);
            let complete = length <= self.rest().len();
            self.at = self.at.saturating_add(length).min(self.bytes.len());
            return Some(Token::Binary { complete });
        }
        loop {
            match self.peek()? {
                b'\r' | b'\n' => self.at += 1,
                b'{' => {
                    self.at += 1;
                    return Some(Token::Open);
                }
                b'}' => {
                    self.at += 1;
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.at += 1;
                    return self.control();
                }
                _ => return Some(Token::Text(self.text())),
            }
        }
    }
}

impl<'a> Tokens<'a> {
    fn text(&mut self) -> &'a [u8] {
        self.take_while(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n'))
    }
}
