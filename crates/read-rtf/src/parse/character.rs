//! Control words and symbols that stand for a character.

/// The character of a control word.
pub(crate) fn of_word(name: &[u8]) -> Option<char> {
    Some(match name {
        b"tab" => '\t',
        b"emdash" => '—',
        b"endash" => '–',
        b"emspace" => '\u{2003}',
        b"enspace" => '\u{2002}',
        b"qmspace" => '\u{2005}',
        b"bullet" => '•',
        b"lquote" => '‘',
        b"rquote" => '’',
        b"ldblquote" => '“',
        b"rdblquote" => '”',
        b"zwj" => '\u{200D}',
        b"zwnj" => '\u{200C}',
        _ => return None,
    })
}

/// The character of a control symbol.
pub(crate) fn of_symbol(symbol: u8) -> Option<char> {
    Some(match symbol {
        b'~' => '\u{A0}',
        b'_' => '-',
        b'\t' => '\t',
        _ => return None,
    })
}
