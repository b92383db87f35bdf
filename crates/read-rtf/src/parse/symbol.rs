//! The symbol fonts: which Unicode character shows what a byte shows in them.

/// A font of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SymbolFont {
    /// Adobe's and Microsoft's Symbol: Greek and mathematics.
    Symbol,
    /// Wingdings.
    Wingdings,
    /// Wingdings 2.
    Wingdings2,
    /// Wingdings 3.
    Wingdings3,
    /// Webdings.
    Webdings,
    /// One whose glyphs nobody knows.
    Other,
}

impl SymbolFont {
    /// The font of a name, where that alone says that it is one of symbols.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        Some(match name.as_str() {
            "symbol" | "symbol mt" | "standard symbols l" | "opensymbol" | "starsymbol" => Self::Symbol,
            "wingdings" => Self::Wingdings,
            "wingdings 2" => Self::Wingdings2,
            "wingdings 3" => Self::Wingdings3,
            "webdings" => Self::Webdings,
            _ => return None,
        })
    }

    /// The character of a code 0x20 to 0xFF; `None` where nobody knows it.
    pub(crate) fn character(self, code: u8) -> Option<char> {
        let nth = |table: &str, first: u8| {
            let c = table.chars().nth(usize::from(code.checked_sub(first)?))?;
            (c != '\u{FFFD}').then_some(c)
        };
        match self {
            _ if code <= 0x20 => Some(char::from(code)),
            Self::Symbol if code < 0xA0 => nth(SYMBOL_LOW, 0x21),
            Self::Symbol => nth(SYMBOL_HIGH, 0xA0),
            Self::Wingdings if code < 0x80 => nth(WINGDINGS_LOW, 0x21),
            Self::Wingdings => nth(WINGDINGS_HIGH, 0x80),
            Self::Wingdings2 => pick(code, WINGDINGS_2),
            Self::Wingdings3 => pick(code, WINGDINGS_3),
            Self::Webdings => pick(code, WEBDINGS),
            Self::Other => None,
        }
    }
}

fn pick(code: u8, table: &[(u8, char)]) -> Option<char> {
    table.iter().find(|&&(known, _)| known == code).map(|&(_, c)| c)
}

// 21–7E.
const SYMBOL_LOW: &str =
    "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
// A0–FE.
const SYMBOL_HIGH: &str =
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\u{FFFD}〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";
// 21–7F.
const WINGDINGS_LOW: &str = "🖉✂✁👓🕭🕮🕯☎✆✉🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□❐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶❝❞▯";
// 80–FE.
const WINGDINGS_HIGH: &str = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•▪○🞆🞈◉◎🔿▪□🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈➲⮉⮋←→↑↓↖↗↙↘🡸➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑";
const WINGDINGS_2: &[(u8, char)] = &[
    (0x4F, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x6A, '⓪'),
    (0x6B, '①'),
    (0x6C, '②'),
    (0x6D, '③'),
    (0x6E, '④'),
    (0x6F, '⑤'),
    (0x70, '⑥'),
    (0x71, '⑦'),
    (0x72, '⑧'),
    (0x73, '⑨'),
    (0x74, '⑩'),
    (0x76, '❶'),
    (0x77, '❷'),
    (0x78, '❸'),
    (0x79, '❹'),
    (0x7A, '❺'),
    (0x7B, '❻'),
    (0x7C, '❼'),
    (0x7D, '❽'),
    (0x7E, '❾'),
    (0x7F, '❿'),
    (0x97, '●'),
    (0x98, '●'),
    (0x99, '○'),
    (0xA1, '■'),
    (0xA2, '■'),
    (0xA3, '□'),
    (0xAE, '◆'),
    (0xAF, '◇'),
];
const WINGDINGS_3: &[(u8, char)] = &[
    (0x21, '→'),
    (0x66, '←'),
    (0x67, '→'),
    (0x68, '↑'),
    (0x69, '↓'),
    (0x70, '▲'),
    (0x71, '▼'),
    (0x72, '△'),
    (0x73, '▽'),
    (0x74, '◀'),
    (0x75, '▶'),
    (0x76, '◁'),
    (0x77, '▷'),
    (0x7D, '▶'),
];
const WEBDINGS: &[(u8, char)] = &[
    (0x33, '◀'),
    (0x34, '▶'),
    (0x35, '▲'),
    (0x36, '▼'),
    (0x61, '✓'),
    (0x63, '□'),
    (0x67, '■'),
    (0x6E, '●'),
    (0x72, '✗'),
];
