//! What the pages amount to: read, partly read, or not at all.

use document::{Origin, ReadError, Region, Warning};
use layout::{Page, Rect};
use ocr::{HARD_TO_READ, Recognition};

use crate::Pages;
use crate::recognized::Unreadable;
use crate::scan::Scanned;
use crate::unicode::UNDECODABLE;

/// The share of a page's visible characters beyond which nobody understands the rest if they can't be decoded: one in so many.
const GARBLED: usize = 10;

/// What was doubtful on the pages so far.
#[derive(Default)]
pub(crate) struct Doubts {
    /// Pages of which nothing could be read, and why.
    pub(crate) unread: Vec<(u32, &'static str)>,
    images_only: Vec<u32>,
    undecodable: Vec<u32>,
    hidden_text: Vec<u32>,
    /// Undecodable characters on pages that are understood all the same.
    single: Option<(usize, Origin)>,
    user_defined: Option<(usize, Origin)>,
}

impl Doubts {
    pub(crate) fn meet(&mut self, scanned: &Scanned) {
        let page = &scanned.page;
        let visible = page.characters.iter().filter(|character| !character.text.is_whitespace());
        let (mut count, mut undecodable, mut first) = (0, 0, None);
        for character in visible {
            count += 1;
            if character.text == UNDECODABLE {
                undecodable += 1;
                first.get_or_insert(character.bbox);
            }
        }
        if count == 0 && scanned.has_images {
            self.images_only.push(page.number);
        }
        if count > 0 && scanned.is_hidden {
            self.hidden_text.push(page.number);
        }
        if undecodable * GARBLED > count {
            self.undecodable.push(page.number);
        } else if let Some(first) = first {
            add(&mut self.single, undecodable, origin(page, first));
        }
        if let Some(first) = scanned.first_user_defined {
            add(&mut self.user_defined, scanned.user_defined, origin(page, first));
        }
    }

    /// Puts down what is to be said of the pages that were read.
    pub(crate) fn report(self, found: &mut Pages) {
        let mut problems: Vec<&'static str> = Vec::new();
        for (_, problem) in &self.unread {
            if !problems.contains(problem) {
                problems.push(problem);
            }
        }
        for problem in problems {
            let pages = self.unread.iter().filter(|(_, other)| other == &problem).map(|(page, _)| *page).collect();
            found.warnings.push(Warning::unread_pages(pages, problem));
        }
        if let Some((count, origin)) = self.single {
            found.warnings.push(Warning::UndecodableBytes { count, origin });
        }
        if let Some((count, origin)) = self.user_defined {
            found.warnings.push(Warning::UserDefinedCharacters { count, origin });
        }
        found.images_only = self.images_only;
        found.undecodable = self.undecodable;
        found.hidden_text = self.hidden_text;
    }
}

/// Refuses a file of whose text nothing is readable.
pub(crate) fn admit(found: &Pages, unreadable: &Unreadable, recognition: &Recognition<'_>) -> Result<(), ReadError> {
    let count = found.pages.len();
    let pages = if count == 1 { "1 page".to_owned() } else { format!("{count} pages") };
    let with_text = found.pages.iter().filter(|page| has_text(page)).count();
    if with_text == 0 {
        let unread = found.warnings.iter().find(|warning| matches!(warning, Warning::UnreadPages { .. }));
        if let Some(warning) = unread {
            return Err(ReadError::Malformed { expected: "pages that can be read", found: warning.to_string() });
        }
        let images = found.images_only.len() + unreadable.pages.len();
        let what = match images {
            0 => format!("{pages} without text"),
            images if images == count && count == 1 => "1 page, an image".to_owned(),
            images if images == count => format!("{pages}, all of them images"),
            images => format!("{pages}, {images} of them images, none with text"),
        };
        let why = match images {
            0 => String::new(),
            // Whoever has recognized a page needs no hint.
            _ if unreadable.pages.is_empty() => recognition.hint().to_owned(),
            _ => format!("; {HARD_TO_READ}"),
        };
        return Err(ReadError::NoText { found: what + &why });
    }
    if found.undecodable.len() == with_text {
        let found = format!("{pages}; the fonts don't tell which characters their glyphs are");
        return Err(ReadError::Garbled { found });
    }
    Ok(())
}

/// What is lost with the pages that could not be read.
pub(crate) fn losses(found: &mut Pages, unreadable: &Unreadable, recognition: &Recognition<'_>) -> Vec<Warning> {
    let mut warnings = std::mem::take(&mut found.warnings);
    if !found.images_only.is_empty() {
        let problem = format!("images without a text layer{}", recognition.hint());
        warnings.push(Warning::unread_pages(found.images_only.clone(), problem));
    }
    if !unreadable.pages.is_empty() {
        warnings.push(Warning::unread_pages(unreadable.pages.clone(), HARD_TO_READ));
    }
    if !found.undecodable.is_empty() {
        let problem = "their fonts don't tell which characters their glyphs are";
        warnings.push(Warning::unread_pages(found.undecodable.clone(), problem));
    }
    warnings
}

pub(crate) fn has_text(page: &Page) -> bool {
    page.characters.iter().any(|character| !character.text.is_whitespace())
}

fn add(known: &mut Option<(usize, Origin)>, count: usize, origin: Origin) {
    match known {
        Some((known, _)) => *known += count,
        None => *known = Some((count, origin)),
    }
}

fn origin(page: &Page, place: Rect) -> Origin {
    let bbox = [place.x0, place.y0, place.x1, place.y1];
    Origin { regions: vec![Region { page: page.number, bbox }], ..Origin::default() }
}
