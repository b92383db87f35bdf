//! Fields: which parts of the text are their codes, and hidden. \[MS-DOC\], `Plcfld`.

use std::collections::BTreeSet;

pub(super) const BEGIN: u16 = 0x13;
pub(super) const SEPARATE: u16 = 0x14;
pub(super) const END: u16 = 0x15;

/// The fields that are open where a story is being read.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Open fields that show a code.
    codes: usize,
    /// Marks of fields that never end.
    ignored: BTreeSet<u32>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    /// The position of its first mark.
    pub(super) start: u32,
    is_code: bool,
    /// The position of a form's data.
    pub(super) form: Option<u32>,
    /// Its result has text.
    has_shown: bool,
}

impl Fields {
    /// The fields of a story that begins at a position. The code of a field that never ends would hide all text behind it:
    /// that is none.
    pub(super) fn of_story(text: &[u16], start: u32) -> Self {
        let mut open = Vec::new();
        for (at, unit) in (start..).zip(text) {
            match *unit {
                BEGIN => open.push(at),
                END => drop(open.pop()),
                _ => {}
            }
        }
        Self { ignored: open.into_iter().collect(), ..Self::default() }
    }

    /// Whether text is that of the document or of results.
    pub(super) fn is_shown(&self) -> bool {
        self.codes == 0
    }

    pub(super) fn begin(&mut self, at: u32) {
        if !self.ignored.contains(&at) {
            self.open.push(Field { start: at, is_code: true, form: None, has_shown: false });
            self.codes += 1;
        }
    }

    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|field| field.is_code) {
            field.is_code = false;
            self.codes -= 1;
        }
    }

    /// Ends the innermost field; gives it where it shows nothing in its result, and stands where text is shown.
    pub(super) fn end(&mut self) -> Option<Field> {
        let field = self.open.pop()?;
        self.codes -= usize::from(field.is_code);
        if field.has_shown {
            self.show();
            return None;
        }
        Some(field).filter(|_| self.is_shown())
    }

    /// Text is shown.
    pub(super) fn show(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.has_shown = true;
        }
    }

    /// The data of a form.
    pub(super) fn form(&mut self, at: u32) {
        if let Some(field) = self.open.last_mut() {
            field.form = Some(at);
        }
    }
}
