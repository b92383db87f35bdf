//! Styles and what they inherit: ODF 1.3 part 3, 16.2.

use std::collections::{HashMap, HashSet};

use office_package::xml::Element;

use super::lists::{ListStyle, font};
use super::{name, short};

/// The styles that a part of the document sees: the common ones, and automatic ones of its own.
#[derive(Debug, Default)]
pub(crate) struct Sheet<'t> {
    styles: HashMap<(Family, &'t str), Style<'t>>,
    lists: HashMap<&'t str, ListStyle<'t>>,
    outline: Option<ListStyle<'t>>,
    outline_name: Option<&'t str>,
}

/// A family of styles that says something of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    /// Of paragraphs.
    Paragraph,
    /// Of characters.
    Text,
    /// Of tables.
    Table,
}

/// A style with what it inherits.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style<'t> {
    /// `style:list-style-name`; empty where a style says that there is none.
    pub(crate) list: Option<&'t str>,
    /// `style:default-outline-level`, 1 the highest, 0 where a style says that there is none.
    pub(crate) outline: Option<u32>,
    /// The same, where the paragraph's common style says so itself: only this numbers paragraphs that are no headings.
    pub(crate) own_outline: Option<u32>,
    /// `text:display` is `none`.
    pub(crate) hidden: Option<bool>,
    /// The font of its characters.
    pub(crate) font: Option<&'t str>,
    /// `style:master-page-name`: the page that begins with it.
    pub(crate) master: Option<&'t str>,
}

impl<'t> Sheet<'t> {
    pub(crate) fn of(common: Option<Element<'t>>, automatic: Option<Element<'t>>) -> Self {
        let mut unresolved = HashMap::new();
        let elements = || {
            let common = common.into_iter().flat_map(Element::children).map(|element| (element, false));
            common.chain(automatic.into_iter().flat_map(Element::children).map(|element| (element, true)))
        };
        let mut order = Vec::new();
        for (element, is_automatic) in elements().filter(|(element, _)| element.name() == "style:style") {
            let family = match element.attribute("style:family") {
                Some("paragraph") => Family::Paragraph,
                Some("text") => Family::Text,
                Some("table") => Family::Table,
                _ => continue,
            };
            let Some(name) = element.attribute("style:name") else { continue };
            unresolved.insert((family, name), Unresolved::of(element, is_automatic));
            order.push((family, name));
        }
        let mut sheet = Self { styles: HashMap::with_capacity(unresolved.len()), ..Self::default() };
        for (family, name) in order {
            sheet.resolve(family, name, &unresolved);
        }
        for (element, _) in elements() {
            let font_of = |name: &str| sheet.style(Family::Text, name).font;
            match (element.name(), element.attribute("style:name")) {
                ("text:list-style", Some(name)) => {
                    let list = ListStyle::of(element, font_of);
                    sheet.lists.insert(name, list);
                }
                ("text:outline-style", _) => {
                    sheet.outline = Some(ListStyle::of(element, font_of));
                    sheet.outline_name = name(element, "style:name");
                }
                _ => {}
            }
        }
        sheet
    }

    /// A style by its name; one without properties where there is none of that name.
    pub(crate) fn style(&self, family: Family, name: &str) -> Style<'t> {
        self.styles.get(&(family, name)).copied().unwrap_or_default()
    }

    /// A list style by its name.
    pub(crate) fn list(&self, name: &str) -> Option<&ListStyle<'t>> {
        self.lists.get(name)
    }

    /// The style of the outline.
    pub(crate) fn outline(&self) -> Option<&ListStyle<'t>> {
        self.outline.as_ref()
    }

    /// Whether a list style is that of the outline.
    pub(crate) fn is_outline(&self, name: &str) -> bool {
        self.outline_name == Some(name) && !self.lists.contains_key(name)
    }

    /// Walks up to a style that is resolved, to the root, or to one that was passed before (a malformed circle), and back.
    fn resolve(&mut self, family: Family, name: &'t str, unresolved: &HashMap<(Family, &'t str), Unresolved<'t>>) {
        let mut chain = Vec::new();
        let mut next = Some(name);
        let mut passed = HashSet::new();
        let mut inherited = Style::default();
        while let Some(name) = next.filter(|name| passed.insert(*name)) {
            if let Some(style) = self.styles.get(&(family, name)) {
                inherited = *style;
                break;
            }
            let Some(style) = unresolved.get(&(family, name)) else { break };
            chain.push((name, style));
            next = style.parent;
        }
        for (name, style) in chain.into_iter().rev() {
            let own = style.own;
            inherited = Style {
                list: own.list.or(inherited.list),
                outline: own.outline.or(inherited.outline),
                own_outline: if style.is_automatic { own.outline.or(inherited.own_outline) } else { own.outline },
                hidden: own.hidden.or(inherited.hidden),
                font: own.font.or(inherited.font),
                master: own.master.or(inherited.master),
            };
            self.styles.insert((family, name), inherited);
        }
    }
}

struct Unresolved<'t> {
    parent: Option<&'t str>,
    is_automatic: bool,
    own: Style<'t>,
}

impl<'t> Unresolved<'t> {
    fn of(element: Element<'t>, is_automatic: bool) -> Self {
        let properties = element.child("style:text-properties");
        let outline = element.attribute("style:default-outline-level");
        let own = Style {
            list: short(element, "style:list-style-name"),
            // An empty value takes the level away.
            outline: outline.map(|level| level.trim().parse().unwrap_or(0)),
            own_outline: None,
            hidden: properties.and_then(|it| it.attribute("text:display")).map(|display| display == "none"),
            font: properties.and_then(font),
            master: name(element, "style:master-page-name"),
        };
        Self { parent: element.attribute("style:parent-style-name"), is_automatic, own }
    }
}
