//! Fields whose result is not in the file as text, because Word draws it from the instruction.

use crate::parse::symbol::Symbols;

/// A field that is being read.
#[derive(Debug, Default)]
pub(crate) struct Field {
    /// The instruction, as far as it matters.
    pub(crate) instruction: String,
    /// Characters of text before its result.
    pub(crate) characters: usize,
    /// `\fftype`: 1 is a check box.
    kind: i32,
    /// `\ffres`, 25 where it has not been changed.
    result: Option<i32>,
    /// `\ffdefres`
    default_result: Option<i32>,
}

impl Field {
    /// A field after so many characters of text.
    pub(crate) fn at(characters: usize) -> Self {
        Self { characters, ..Self::default() }
    }

    /// A control word of a form field's properties.
    pub(crate) fn word(&mut self, name: &[u8], parameter: Option<i32>) {
        match name {
            b"fftype" => self.kind = parameter.unwrap_or(0),
            b"ffres" => self.result = parameter,
            b"ffdefres" => self.default_result = parameter,
            _ => {}
        }
    }

    /// What a reader sees where the field has no result as text.
    pub(crate) fn shown(&self) -> Option<String> {
        let mut words = self.instruction.split_whitespace();
        match words.next()?.to_ascii_uppercase().as_str() {
            "SYMBOL" => symbol(words),
            "FORMCHECKBOX" => {
                let value = self.result.filter(|&value| value != 25).or(self.default_result);
                Some(if value == Some(1) { "☒" } else { "☐" }.to_owned())
            }
            "EQ" => equation(self.instruction.trim_start().get(2..)?),
            _ => None,
        }
    }
}

// ECMA-376-1, 17.16.5.62: `SYMBOL code \f "font"`, the code decimal or with 0x; `\u` says that it is Unicode.
fn symbol<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<String> {
    let code = words.next()?;
    let code = match code.strip_prefix("0x").or_else(|| code.strip_prefix("0X")) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => code.parse().ok()?,
    };
    let rest: Vec<&str> = words.collect();
    let rest = rest.join(" ");
    let font = rest.split_once("\\f").map(|(_, font)| font.trim_start());
    let name = font.map(|font| match font.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or(quoted),
        None => font.split(' ').next().unwrap_or(font),
    });
    let byte = u8::try_from(code).or_else(|_| u8::try_from(code.checked_sub(0xF000).unwrap_or(code))).ok();
    let glyph = name.and_then(Symbols::of_name).and_then(|font| font.character(byte?));
    glyph.or_else(|| char::from_u32(code)).map(String::from)
}

// ECMA-376-1, 17.16.5.18. Word keeps two things in EQ fields: readings above their text, `\o\ad(\s\up 9(reading),text)`,
// and characters in a circle, `\o\ac(○,1)`.
fn equation(instruction: &str) -> Option<String> {
    let (_, arguments) = instruction.split_once("\\o")?;
    let arguments = split(arguments.split_once('(')?.1);
    if let Some((over, text)) = arguments.split_first().filter(|(over, _)| over.contains("\\s")) {
        let reading = over.get(over.find('(')? + 1..)?;
        let reading = reading.strip_suffix(')').unwrap_or(reading).trim();
        let text = text.concat();
        return Some(if reading.is_empty() { text } else { format!("{text}（{reading}）") });
    }
    match arguments.as_slice() {
        [ring, inner] if matches!(ring.trim(), "○" | "◯" | "〇") => {
            Some(circled(inner.trim()).map_or_else(|| format!("{}{}", ring.trim(), inner.trim()), String::from))
        }
        _ => Some(arguments.concat()).filter(|text| !text.contains('\\')),
    }
}

fn circled(text: &str) -> Option<char> {
    let mut characters = text.chars();
    if let (Some(c), None) = (characters.next(), characters.next())
        && let Some(index) = "一二三四五六七八九十".chars().position(|known| known == c)
    {
        return char::from_u32(0x3280 + u32::try_from(index).ok()?);
    }
    match text.parse::<u32>().ok()? {
        n @ 1..=20 => char::from_u32(0x2460 + n - 1),
        n @ 21..=35 => char::from_u32(0x3251 + n - 21),
        n @ 36..=50 => char::from_u32(0x32B1 + n - 36),
        _ => None,
    }
}

// The arguments between the outermost parentheses, which are open already.
fn split(text: &str) -> Vec<String> {
    let mut arguments = vec![String::new()];
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            ',' | ';' if depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            ')' if depth == 0 => break,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if let Some(argument) = arguments.last_mut() {
            argument.push(c);
        }
    }
    arguments
}
