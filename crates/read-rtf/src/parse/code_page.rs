//! The character sets of fonts and documents: `\ansicpg`, `\fcharset`, `\cpg`.

use encoding_rs::Encoding;

/// A code page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodePage {
    /// One that the web has too.
    Web(&'static Encoding),
    /// One of DOS: its characters from 0x80 on.
    Dos(&'static str),
}

/// Windows-1252, the default of the format.
pub(crate) const WESTERN: CodePage = CodePage::Web(encoding_rs::WINDOWS_1252);

impl CodePage {
    /// A code page by its number; `None` for one that nobody decodes.
    pub(crate) fn of_number(number: i32) -> Option<Self> {
        Some(Self::Web(match number {
            437 => return Some(Self::Dos(DOS_437)),
            850 | 858 => return Some(Self::Dos(DOS_850)),
            866 => encoding_rs::IBM866,
            874 => encoding_rs::WINDOWS_874,
            932 | 10001 => encoding_rs::SHIFT_JIS,
            936 | 10008 | 54936 => encoding_rs::GBK,
            949 | 1361 | 10003 => encoding_rs::EUC_KR,
            950 | 10002 => encoding_rs::BIG5,
            1250 => encoding_rs::WINDOWS_1250,
            1251 => encoding_rs::WINDOWS_1251,
            1252 | 819 => encoding_rs::WINDOWS_1252,
            1253 => encoding_rs::WINDOWS_1253,
            1254 => encoding_rs::WINDOWS_1254,
            1255 => encoding_rs::WINDOWS_1255,
            1256 => encoding_rs::WINDOWS_1256,
            1257 => encoding_rs::WINDOWS_1257,
            1258 => encoding_rs::WINDOWS_1258,
            10000 => encoding_rs::MACINTOSH,
            10007 => encoding_rs::X_MAC_CYRILLIC,
            65001 => encoding_rs::UTF_8,
            _ => return None,
        }))
    }

    /// The code page of a `\fcharset`; `None` for the default, for symbols and for what is unknown.
    pub(crate) fn of_charset(charset: i32) -> Option<Self> {
        Self::of_number(match charset {
            0 => 1252,
            77 => 10000,
            78 | 128 => 932,
            79 | 129 | 130 => 949,
            80 | 134 => 936,
            81 | 136 => 950,
            89 => 10007,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178..=180 => 1256,
            181 => 1255,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        })
    }

    /// The code page of a language (`\deflang`, `\deflangfe`), where it is one of two bytes.
    pub(crate) fn of_language(language: i32) -> Option<Self> {
        Self::of_number(match language {
            1028 | 3076 | 5124 => 950,
            2052 | 4100 => 936,
            1041 => 932,
            1042 => 949,
            _ => return None,
        })
    }

    /// Whether characters may have two bytes.
    pub(crate) fn is_double_byte(self) -> bool {
        match self {
            Self::Web(encoding) => {
                [encoding_rs::BIG5, encoding_rs::GBK, encoding_rs::SHIFT_JIS, encoding_rs::EUC_KR].contains(&encoding)
            }
            Self::Dos(_) => false,
        }
    }

    /// Whether a byte is the first of two.
    pub(crate) fn is_lead(self, byte: u8) -> bool {
        match self {
            Self::Web(encoding) if encoding == encoding_rs::SHIFT_JIS => matches!(byte, 0x81..=0x9F | 0xE0..=0xFC),
            _ => self.is_double_byte() && matches!(byte, 0x81..=0xFE),
        }
    }

    /// Adds the characters of some bytes, U+FFFD for those that mean nothing, whose number it gives.
    pub(crate) fn decode(self, bytes: &[u8], text: &mut String) -> usize {
        match self {
            Self::Web(encoding) => {
                let (decoded, _) = encoding.decode_without_bom_handling(bytes);
                text.push_str(&decoded);
                decoded.chars().filter(|&c| c == '\u{FFFD}').count()
            }
            Self::Dos(upper) => {
                text.extend(bytes.iter().map(|&byte| match byte.checked_sub(0x80) {
                    Some(index) => upper.chars().nth(index.into()).unwrap_or('\u{FFFD}'),
                    None => char::from(byte),
                }));
                0
            }
        }
    }

    /// How many of the characters of some bytes are of the areas that code page 950 leaves to its users.
    pub(crate) fn user_defined(self, bytes: &[u8]) -> usize {
        match self {
            Self::Web(encoding) if encoding == encoding_rs::BIG5 => {
                decode::user_defined_big5(bytes).map_or(0, |found| found.count)
            }
            _ => 0,
        }
    }
}

const DOS_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
                       αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
                       ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";
