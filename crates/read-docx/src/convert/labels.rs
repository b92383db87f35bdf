use numerals::lists::LEVELS;

use super::Converter;
use super::paragraphs::Style;

impl<'t> Converter<'t, '_> {
    /// Counts a paragraph, and gives the label that it shows: ECMA-376-1, 17.9.1. What the paragraph itself says outranks
    /// its style, and each of list and level is inherited alone.
    pub(super) fn label(&mut self, style: &Style<'t>) -> Option<String> {
        let own = style.own.list;
        let id = own.list.or(style.settled.list.list).filter(|id| *id != 0)?;
        let Some(numbering) = &self.source.numbering else {
            if !std::mem::replace(&mut self.misses_lists, true) {
                self.missing("word/numbering.xml".to_owned());
            }
            return None;
        };
        let list = numbering.list(id)?;
        let by_style = || numbering.level_of_style(id, style.own.style?);
        let level = own.level.or_else(by_style).or(style.settled.list.level).unwrap_or(0).min(LEVELS - 1);
        let lists = self.lists.entry(self.story).or_insert_with(|| numbering.lists.clone());
        let label = lists.label(list, level)?;
        let label = label.trim();
        (!label.is_empty() && !numbering.hides(id, level)).then(|| label.to_owned())
    }
}
