//! Fields that show something without having a result: ECMA-376-1, 17.16.5.

use decode::symbols::SymbolFont;
use numerals::counter::{self, Style};

/// What a field shows whose result is not in the file.
pub(super) fn shown(code: &str) -> Option<String> {
    let code = code.trim();
    let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    let rest = rest.trim();
    match name.to_ascii_uppercase().as_str() {
        "SYMBOL" => symbol(rest),
        "MACROBUTTON" | "GOTOBUTTON" => rest.split_once(char::is_whitespace).map(|(_, text)| text.trim().to_owned()),
        "QUOTE" => Some(rest.trim_matches('"').to_owned()),
        "EQ" => equation(rest),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

/// 17.16.5.62: `SYMBOL 254 \f Wingdings`.
fn symbol(arguments: &str) -> Option<String> {
    let code = arguments.split_whitespace().next()?;
    let code = match code.strip_prefix("0x").or_else(|| code.strip_prefix("0X")) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    let character = char::from_u32(code)?;
    let font = arguments.split_once("\\f").map(|(_, rest)| rest.trim_start());
    let font = font.map(|font| match font.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or(quoted),
        None => font.split_whitespace().next().unwrap_or(font),
    });
    let sign = font.and_then(SymbolFont::of_name).and_then(|font| font.shown(character));
    Some(sign.unwrap_or(character).to_string()).filter(|text| !text.chars().any(char::is_control))
}

/// 17.16.5.18: a reading above its text stands behind it in brackets; characters that are put over one another become the
/// one that shows both; otherwise the operands stand one after another.
fn equation(code: &str) -> Option<String> {
    let lower = code.to_ascii_lowercase();
    let is_overlay = lower.contains("\\o");
    if is_overlay
        && let [reading, text @ ..] = operands(code.split_once('(')?.1).as_slice()
        && let Some((_, reading)) = reading.split_once("\\s\\up").and_then(|(_, reading)| reading.split_once('('))
    {
        let reading = plain(reading).concat();
        let text: String = text.iter().flat_map(|operand| plain(operand)).collect();
        return Some(if reading.is_empty() { text } else { format!("{text}（{reading}）") });
    }
    let operands = plain(code);
    let operands: Vec<&str> =
        operands.iter().map(|operand| operand.trim()).filter(|operand| !operand.is_empty()).collect();
    Some(match operands[..] {
        ["○" | "〇" | "◯", number] if is_overlay => circled(number).unwrap_or_else(|| number.to_owned()),
        ["□" | "☐" | "囗", "√" | "✓" | "v" | "V"] if is_overlay => "☑".to_owned(),
        ["□" | "☐" | "囗", "×" | "x" | "X" | "✗"] if is_overlay => "☒".to_owned(),
        _ => operands.join(if is_overlay { "" } else { " " }),
    })
}

/// The operands between the outermost brackets, of which the first is open.
fn operands(text: &str) -> Vec<String> {
    let mut operands = vec![String::new()];
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            ',' | ';' if depth == 0 => {
                operands.push(String::new());
                continue;
            }
            ')' if depth == 0 => break,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        push(&mut operands, Some(character));
    }
    operands
}

/// The texts of operands at all depths, without switches.
fn plain(code: &str) -> Vec<String> {
    let mut operands = vec![String::new()];
    let mut characters = code.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.peek() {
                Some('\\' | ',' | '(' | ')' | ';') => push(&mut operands, characters.next()),
                _ => while characters.next_if(char::is_ascii_alphanumeric).is_some() {},
            },
            '(' | ')' | ',' | ';' => operands.push(String::new()),
            _ => push(&mut operands, Some(character)),
        }
    }
    operands
}

fn push(operands: &mut [String], character: Option<char>) {
    if let (Some(operand), Some(character)) = (operands.last_mut(), character) {
        operand.push(character);
    }
}

fn circled(text: &str) -> Option<String> {
    if let Some(number) = counter::parse(text, Style::HanThousand).filter(|number| (1..=10).contains(number)) {
        return char::from_u32(0x327F + number).map(String::from);
    }
    let number: u32 = text.parse().ok().filter(|number| (1..=50).contains(number))?;
    Some(counter::format(number, Style::Circled))
}
