//! Style attributes, as far as they change what is text.

/// The value of a property in a style attribute, in lower case; the last one counts.
pub(crate) fn value(style: &str, property: &str) -> Option<String> {
    style.split(';').rev().find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim().eq_ignore_ascii_case(property).then(|| {
            let value = value.trim().to_ascii_lowercase();
            value.strip_suffix("!important").map_or_else(|| value.clone(), |value| value.trim_end().to_owned())
        })
    })
}

/// Whether an element with this style does not show. `mso-hide` is hidden text of Word.
pub(crate) fn hides(style: &str) -> bool {
    value(style, "display").is_some_and(|value| value == "none")
        || value(style, "visibility").is_some_and(|value| matches!(value.as_str(), "hidden" | "collapse"))
        || value(style, "mso-hide").is_some_and(|value| value == "all")
}

/// Whether a style can change what is read.
pub(crate) fn changes_layout(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    ["display", "visibility", "mso-hide", "white-space"].iter().any(|property| style.contains(property))
}

/// Whether an element has lines around it.
pub(crate) fn has_border(style: &str) -> bool {
    style.split(';').any(|declaration| {
        declaration.split_once(':').is_some_and(|(name, value)| {
            let (name, value) = (name.trim().to_ascii_lowercase(), value.to_ascii_lowercase());
            let drawn = ["solid", "double", "dotted", "dashed", "groove", "ridge", "inset", "outset", "windowtext"];
            name.starts_with("border") && drawn.iter().any(|line| value.contains(line))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{has_border, hides, value};

    #[test]
    fn reads_declarations() {
        assert_eq!(value("Color:red; DISPLAY : None !important", "display").as_deref(), Some("none"));
        assert_eq!(value("display:none;display:block", "display").as_deref(), Some("block"));
        assert_eq!(value("display", "display"), None);
    }

    #[test]
    fn knows_hidden_text_and_borders() {
        for (style, hidden, border) in [
            ("display:none", true, false),
            ("visibility: hidden", true, false),
            ("mso-hide:all", true, false),
            ("display:block; border:none", false, false),
            ("border-top:solid windowtext 1.0pt", false, true),
            ("", false, false),
        ] {
            assert_eq!((hides(style), has_border(style)), (hidden, border), "{style}");
        }
    }
}
