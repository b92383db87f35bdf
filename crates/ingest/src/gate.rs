//! What stands between a reading and success: empty or garbled text never is one, whatever a reader says.

use corpus::Status;

use crate::process::PlanRecords;

/// Text is garbled where more than one character in so many could not be decoded.
const UNDECODABLE: u64 = 10;

/// Likewise where more than three in ten only the writer's own font can show: no plan has so many of an agency's own characters.
const PRIVATE: (u64, u64) = (3, 10);

/// The characters of a file's plans.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// Of front and sections, white space aside.
    pub(crate) characters: u64,
    /// Those among them that stand for what could not be decoded.
    undecodable: u64,
    /// Those among them that are of a private use area.
    private: u64,
    /// Of furniture.
    beside: u64,
    /// What else makes no sense in front and sections.
    senseless: Option<String>,
}

impl Seen {
    pub(crate) fn of(plans: &[PlanRecords]) -> Self {
        let mut seen = Self::default();
        let mut all = String::new();
        for plan in plans {
            for c in plan.hant.texts().into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()) {
                seen.characters += 1;
                seen.undecodable += u64::from(c == char::REPLACEMENT_CHARACTER);
                seen.private += u64::from(decode::is_private_use(c));
                all.push(c);
            }
            let furniture = plan.hant.furniture.iter().flat_map(|piece| piece.text.chars());
            seen.beside += furniture.filter(|c| !c.is_whitespace()).count() as u64;
        }
        seen.senseless = decode::garbled(&all);
        seen
    }

    /// Why this is no success.
    pub(crate) fn objection(&self, pages: Option<u32>) -> Option<(Status, String)> {
        let Self { characters, undecodable, private, beside, .. } = *self;
        if characters == 0 && beside == 0 {
            let detail = match pages {
                Some(1) => "there is no text on its page".to_owned(),
                Some(pages) => format!("there is no text on its {pages} pages"),
                None => "there is no text in it".to_owned(),
            };
            return Some((Status::NoText, detail));
        }
        if characters == 0 {
            return Some((Status::NoText, format!("nothing but {beside} characters of furniture")));
        }
        let garbled = if undecodable * UNDECODABLE > characters {
            Some(format!("{undecodable} of {characters} characters could not be decoded"))
        } else if private * PRIVATE.1 > characters * PRIVATE.0 {
            Some(format!("{private} of {characters} characters are such as only the writer's own font can show"))
        } else {
            self.senseless.clone()
        };
        garbled.map(|detail| (Status::Garbled, detail))
    }
}
