use std::collections::BTreeSet;

use super::field_codes;

/// The fields that are open where the text is being read, and whether it is shown (ECMA-376-1, 17.16).
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    begun: usize,
    /// Fields that are none, by their order.
    ignored: BTreeSet<usize>,
    /// Fields whose code never ended, and hid text.
    pub(super) unended: BTreeSet<usize>,
    /// Open fields that show a code.
    codes: usize,
    /// Texts that codes have hidden.
    hidden: usize,
}

struct Field {
    index: usize,
    is_code: bool,
    /// How much text had been hidden where it began.
    hidden_before: usize,
    code: String,
    /// What a field of a form shows.
    form: Option<String>,
}

/// The fields of the story around another.
pub(super) struct Outer {
    open: Vec<Field>,
    codes: usize,
}

/// Bytes of a code that are kept; what shows something is short.
const MOST_CODE: usize = 1000;

impl Fields {
    pub(super) fn new(ignored: BTreeSet<usize>) -> Self {
        Self { ignored, ..Self::default() }
    }

    /// Begins another story.
    pub(super) fn enter(&mut self) -> Outer {
        Outer { open: std::mem::take(&mut self.open), codes: std::mem::take(&mut self.codes) }
    }

    /// Goes back to the story around it.
    pub(super) fn leave(&mut self, outer: Outer) {
        let hidden = self.hidden;
        let unended = self.open.iter().filter(|field| field.is_code && field.hidden_before < hidden);
        self.unended.extend(unended.map(|field| field.index));
        (self.open, self.codes) = (outer.open, outer.codes);
    }

    /// Whether text is that of the document or of results.
    pub(super) fn is_shown(&self) -> bool {
        self.codes == 0
    }

    pub(super) fn begin(&mut self, form: Option<String>) {
        let index = self.begun;
        self.begun += 1;
        if !self.ignored.contains(&index) {
            self.open.push(Field { index, is_code: true, hidden_before: self.hidden, code: String::new(), form });
            self.codes += 1;
        }
    }

    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|field| field.is_code) {
            field.is_code = false;
            self.codes -= 1;
        }
    }

    /// Ends the innermost field; gives what it shows where it has no result of its own.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        if !field.is_code {
            return None;
        }
        self.codes -= 1;
        field.form.or_else(|| field_codes::shown(&field.code))
    }

    pub(super) fn add_code(&mut self, code: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| field.is_code && field.code.len() < MOST_CODE) {
            field.code.push_str(code);
        }
    }

    /// Text that belongs to the code of a field.
    pub(super) fn add_hidden(&mut self, text: &str) {
        self.hidden += usize::from(!text.trim().is_empty());
        self.add_code(text);
    }
}
