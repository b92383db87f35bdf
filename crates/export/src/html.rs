//! Web pages that need nothing but themselves: style and script stand in the page, and its policy lets nothing else in.

mod comparison;
mod series;
mod shown;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::phrase::Phrase;
use crate::words;
use shown::Shown;

pub(crate) use comparison::page;
pub(crate) use series::page as series_page;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// What a page has besides its style and its script.
struct Content {
    /// Whether it is shown in Simplified Chinese at first.
    is_hans: bool,
    /// What the browser's window is called.
    title: Phrase,
    /// The bar with the page's buttons, to which the switch of the script is added.
    tools: Markup,
    /// What stands above the bar.
    head: Markup,
    body: Markup,
}

/// A whole page.
fn document(content: &Content) -> String {
    let shown = Shown { is_hans: content.is_hans };
    let lang = if content.is_hans { HANS } else { HANT };
    let page = html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                (shown.title(&content.title))
                style { (PreEscaped(STYLE)) }
            }
            body {
                header.head { (content.head) }
                div.tools {
                    (content.tools)
                    div.group.scripts role="group" aria-label=(shown.label(words::SCRIPT)) data-alt-label=[shown.other_label(words::SCRIPT)] {
                        button type="button" data-script=(HANT) aria-pressed=(!content.is_hans) lang=(HANT) { (words::HANT.hant) }
                        button type="button" data-script=(HANS) aria-pressed=(content.is_hans) lang=(HANS) { (words::HANS.hans) }
                    }
                }
                main { (content.body) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

const HANT: &str = "zh-Hant-TW";
const HANS: &str = "zh-Hans-CN";

/// Nothing is loaded, sent or run but the style and the script that the page has, which are known by their hashes (Content
/// Security Policy Level 3).
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    )
}
