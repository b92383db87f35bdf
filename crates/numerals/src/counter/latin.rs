//! Letters, Roman numerals and English words.

const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// CSS Counter Styles 3, 3.1.4: after `z` comes `aa`, then `ab`.
pub(super) fn alphabetic(mut n: u32, first: char) -> Option<String> {
    if n == 0 {
        return None;
    }
    let mut letters = Vec::new();
    while n > 0 {
        n -= 1;
        letters.push(char::from_u32(u32::from(first) + n % 26)?);
        n /= 26;
    }
    Some(letters.iter().rev().collect())
}

pub(super) fn parse_alphabetic(text: &str, first: char) -> Option<u32> {
    let mut value = 0_u32;
    for c in text.chars() {
        let letter = u32::from(c).checked_sub(u32::from(first)).filter(|&letter| letter < 26)?;
        value = value.checked_mul(26)?.checked_add(letter + 1)?;
    }
    Some(value)
}

pub(super) fn roman(mut n: u32, lower: bool) -> Option<String> {
    if n == 0 || n > 3999 {
        return None;
    }
    let mut text = String::new();
    for (value, letters) in ROMAN {
        while n >= value {
            text.push_str(letters);
            n -= value;
        }
    }
    Some(if lower { text.to_ascii_lowercase() } else { text })
}

/// A value that may be meant, in letters of either case.
pub(super) fn parse_roman(text: &str) -> Option<u32> {
    let upper = text.to_ascii_uppercase();
    let (mut rest, mut value) = (upper.as_str(), 0_u32);
    while !rest.is_empty() {
        let &(worth, letters) = ROMAN.iter().find(|(_, letters)| rest.starts_with(letters))?;
        value = value.checked_add(worth)?;
        rest = rest.strip_prefix(letters)?;
    }
    Some(value)
}

/// `1st`, `2nd`, `11th`.
pub(super) fn ordinal(n: u32) -> String {
    let suffix = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}

const ONES: [(&str, &str); 20] = [
    ("zero", "zeroth"),
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("four", "fourth"),
    ("five", "fifth"),
    ("six", "sixth"),
    ("seven", "seventh"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("ten", "tenth"),
    ("eleven", "eleventh"),
    ("twelve", "twelfth"),
    ("thirteen", "thirteenth"),
    ("fourteen", "fourteenth"),
    ("fifteen", "fifteenth"),
    ("sixteen", "sixteenth"),
    ("seventeen", "seventeenth"),
    ("eighteen", "eighteenth"),
    ("nineteen", "nineteenth"),
];
const TENS: [(&str, &str); 10] = [
    ("", ""),
    ("ten", "tenth"),
    ("twenty", "twentieth"),
    ("thirty", "thirtieth"),
    ("forty", "fortieth"),
    ("fifty", "fiftieth"),
    ("sixty", "sixtieth"),
    ("seventy", "seventieth"),
    ("eighty", "eightieth"),
    ("ninety", "ninetieth"),
];
const HUNDRED: (&str, &str) = ("hundred", "hundredth");
const THOUSAND: (&str, &str) = ("thousand", "thousandth");

/// `Twenty-one`, `One hundred one`.
pub(super) fn cardinal_text(n: u32) -> Option<String> {
    let words = words(n)?;
    Some(capitalized(words.iter().map(|(word, joint)| (word.0, *joint))))
}

/// `Twenty-first`, `One hundred first`.
pub(super) fn ordinal_text(n: u32) -> Option<String> {
    let words = words(n)?;
    let last = words.len() - 1;
    let forms = words.iter().enumerate();
    Some(capitalized(forms.map(|(i, (word, joint))| (if i == last { word.1 } else { word.0 }, *joint))))
}

type Word = (&'static str, &'static str);

/// The words of a number and what joins each to the one before; at least one. `None` beyond 1 to 999,999.
fn words(n: u32) -> Option<Vec<(Word, &'static str)>> {
    if n == 0 || n > 999_999 {
        return None;
    }
    let mut words = Vec::new();
    for (value, unit) in [(n / 1000, Some(THOUSAND)), (n % 1000, None)] {
        let (hundreds, rest) = (value / 100, value % 100);
        if hundreds > 0 {
            words.push((*ONES.get(hundreds as usize)?, " "));
            words.push((HUNDRED, " "));
        }
        if rest >= 20 {
            words.push((*TENS.get((rest / 10) as usize)?, " "));
        }
        let (one, joint) = if rest >= 20 { (rest % 10, "-") } else { (rest, " ") };
        if one > 0 {
            words.push((*ONES.get(one as usize)?, joint));
        }
        if value > 0 {
            words.extend(unit.map(|unit| (unit, " ")));
        }
    }
    Some(words)
}

fn capitalized(words: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    let mut text = String::new();
    for (word, joint) in words {
        if text.is_empty() {
            text.extend(word.chars().take(1).map(|c| c.to_ascii_uppercase()));
            text.extend(word.chars().skip(1));
        } else {
            text.push_str(joint);
            text.push_str(word);
        }
    }
    text
}

/// A value that may be meant by English words, cardinal or ordinal.
pub(super) fn parse_text(text: &str) -> Option<u32> {
    let lower = text.to_ascii_lowercase();
    let (mut thousands, mut value) = (0_u32, 0_u32);
    for word in lower.split([' ', '-']) {
        let is = |forms: &Word| !word.is_empty() && (forms.0 == word || forms.1 == word);
        if is(&HUNDRED) {
            value = value.checked_mul(100)?;
        } else if is(&THOUSAND) {
            thousands = std::mem::take(&mut value).checked_mul(1000)?;
        } else if let Some(one) = ONES.iter().position(is) {
            value = value.checked_add(u32::try_from(one).ok()?)?;
        } else {
            value = value.checked_add(u32::try_from(TENS.iter().position(is)?).ok()? * 10)?;
        }
    }
    thousands.checked_add(value)
}
