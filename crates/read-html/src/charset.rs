//! The encoding that a page names itself.

/// Bytes in which a page names its encoding; the standard asks for 1024, but pages with long scripts in front exist.
const PRESCAN: usize = 16 * 1024;

/// The label in `<meta charset>`, `<meta http-equiv=content-type content="…charset=…">` or an XML declaration.
///
/// After HTML, "prescan a byte stream to determine its encoding"; only the order of attributes is not asked for.
pub(crate) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..PRESCAN).unwrap_or(bytes)).to_ascii_lowercase();
    let mut rest = head.as_str();
    while let Some(start) = rest.find('<') {
        rest = rest.get(start + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(tag) = rest.strip_prefix("meta").or_else(|| rest.strip_prefix("?xml ")) {
            let tag = tag.split('>').next().unwrap_or(tag);
            if let Some(label) = label(tag) {
                return Some(label.to_owned());
            }
        }
    }
    None
}

/// What stands behind `charset=` or `encoding=`, with or without quotes.
fn label(tag: &str) -> Option<&str> {
    let (_, value) = tag.split_once("charset").or_else(|| tag.split_once("encoding"))?;
    let value = value.trim_start().strip_prefix('=')?.trim_start_matches(|c: char| c.is_whitespace() || is_quote(c));
    let label = value.split(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, ';' | '?' | '/')).next()?;
    (!label.is_empty()).then_some(label)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'')
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn finds_the_label_in_every_form() {
        for (page, label) in [
            (r#"<meta charset="Big5">"#, Some("big5")),
            ("<META CHARSET=utf-8/>", Some("utf-8")),
            (r#"<meta http-equiv="Content-Type" content="text/html; charset=gb2312">"#, Some("gb2312")),
            (r#"<meta content='text/html;charset = "big5-hkscs"' http-equiv=content-type>"#, Some("big5-hkscs")),
            (r#"<?xml version="1.0" encoding="big5"?><html>"#, Some("big5")),
            ("<!-- <meta charset=big5> --><meta charset=gbk>", Some("gbk")),
            ("<p>charset=big5</p>", None),
            ("<meta name=description content=none>", None),
            ("<meta charset", None),
        ] {
            assert_eq!(declared(page.as_bytes()).as_deref(), label, "{page}");
        }
    }
}
