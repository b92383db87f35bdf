//! Fields that show something without having a result in the file: ECMA-376-1, 17.16.5.

use decode::symbols::SymbolFont;
use office_package::xml::Element;

use crate::parse::properties;

/// What a field shows whose result is not in the file.
pub(super) fn shown(code: &str) -> Option<String> {
    let code = code.trim();
    let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    match name.to_ascii_uppercase().as_str() {
        "SYMBOL" => symbol(rest),
        "MACROBUTTON" | "GOTOBUTTON" => {
            rest.trim_start().split_once(char::is_whitespace).map(|(_, text)| text.trim().to_owned())
        }
        "QUOTE" => Some(rest.trim().trim_matches('"').to_owned()),
        "EQ" => Some(equation(rest)),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

/// What a field of a form shows (17.16.7, 17.16.9).
pub(super) fn of_form(data: Element<'_>) -> Option<String> {
    if let Some(check) = data.child("w:checkBox") {
        let state = check.child("w:checked").or_else(|| check.child("w:default"));
        let is_checked = state.is_some_and(properties::is_on);
        return Some(if is_checked { "☒" } else { "☐" }.to_owned());
    }
    let list = data.child("w:ddList")?;
    let chosen = list.child("w:result").or_else(|| list.child("w:default")).and_then(properties::number);
    let entries = || list.children().filter(|child| child.name() == "w:listEntry");
    let entry = entries().nth(chosen.and_then(|chosen| usize::try_from(chosen).ok()).unwrap_or(0));
    entry.and_then(|entry| entry.attribute("w:val")).map(str::to_owned)
}

/// `SYMBOL 254 \f Wingdings`.
fn symbol(arguments: &str) -> Option<String> {
    let mut words = arguments.split_whitespace();
    let code = words.next()?;
    let code = match code.strip_prefix("0x").or_else(|| code.strip_prefix("0X")) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    let character = char::from_u32(code)?;
    let font = arguments.split_once("\\f").map(|(_, rest)| rest.trim_start());
    let font = font.map(|font| match font.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default(),
        None => font.split_whitespace().next().unwrap_or_default(),
    });
    let sign = font.and_then(SymbolFont::of_name).and_then(|font| font.shown(character));
    Some(sign.unwrap_or(character).to_string())
}

/// 17.16.5.18: the operands of an equation. Signs that are put over one another become the one that shows both.
fn equation(code: &str) -> String {
    let is_overlay = code.contains("\\o") || code.contains("\\O");
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
    let operands: Vec<&str> = operands.iter().map(|operand| operand.trim()).filter(|text| !text.is_empty()).collect();
    match operands[..] {
        ["○" | "〇" | "◯", number] if is_overlay => circled(number).unwrap_or_else(|| number.to_owned()),
        ["□" | "☐" | "囗", "√" | "✓" | "v" | "V"] if is_overlay => "☑".to_owned(),
        ["□" | "☐" | "囗", "×" | "x" | "X" | "✗"] if is_overlay => "☒".to_owned(),
        _ => operands.join(if is_overlay { "" } else { " " }),
    }
}

fn push(operands: &mut [String], character: Option<char>) {
    if let (Some(operand), Some(character)) = (operands.last_mut(), character) {
        operand.push(character);
    }
}

fn circled(number: &str) -> Option<String> {
    let number: u32 = number.parse().ok().filter(|number| (1..=50).contains(number))?;
    Some(numerals::counter::format(number, numerals::counter::Style::Circled))
}
