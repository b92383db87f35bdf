//! A lexicon as a user writes it: TOML, one table for each word.

use std::collections::{BTreeMap, BTreeSet};

use script::Converter;
use serde::Deserialize;
use toml::Spanned;

use super::LexiconError;
use crate::fields::fold::Folded;
use crate::fields::kind::{Strength, Term as Heading};
use crate::fields::role::{Context, Place, Term as Column};
use crate::furniture::marks::{ANY_WORDS, Told};
use crate::{Kind, Role};

/// Characters of the longest word.
const LONGEST_WORD: usize = 80;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    heading: Vec<HeadingEntry>,
    #[serde(default)]
    sentence: Vec<SentenceEntry>,
    #[serde(default)]
    column: Vec<ColumnEntry>,
    #[serde(default)]
    chrome: Vec<ChromeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadingEntry {
    term: Spanned<String>,
    kind: Spanned<String>,
    strength: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceEntry {
    words: Spanned<String>,
    kind: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnEntry {
    term: Spanned<String>,
    role: Option<Spanned<String>>,
    place: Option<Spanned<String>>,
    context: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChromeEntry {
    line: Spanned<String>,
    sure: Option<Spanned<String>>,
}

/// What a file says, its names resolved, each word in both scripts.
#[derive(Debug, Default)]
pub(super) struct Entries {
    headings: Vec<(String, Heading)>,
    sentences: Vec<(String, Kind)>,
    columns: Vec<(String, Place, Option<Column>)>,
    chrome: Vec<(String, Told)>,
    /// Sentences, and lines with words left open, in their order: the first that fits decides.
    order: Vec<String>,
    /// Each entry by what it is about: what it says, and the line that says so.
    known: BTreeMap<String, (String, usize)>,
}

impl Entries {
    pub(super) fn headings(&self) -> Vec<(&str, Heading)> {
        self.headings.iter().map(|(word, term)| (word.as_str(), *term)).collect()
    }

    pub(super) fn sentences(&self) -> Vec<(&str, Kind)> {
        self.sentences.iter().map(|(words, kind)| (words.as_str(), *kind)).collect()
    }

    pub(super) fn columns(&self) -> Vec<(&str, Place, Option<Column>)> {
        self.columns.iter().map(|(word, place, term)| (word.as_str(), *place, *term)).collect()
    }

    pub(super) fn chrome(&self) -> Vec<(&str, Told)> {
        self.chrome.iter().map(|(line, told)| (line.as_str(), *told)).collect()
    }

    /// Every entry on a line.
    pub(super) fn meaning(&self) -> String {
        let words = self.known.iter().map(|(word, (says, _))| format!("{word}\t{says}\n"));
        words.chain(self.order.iter().map(|words| format!("then\t{}\n", canonical(words)))).collect()
    }

    /// Takes note of an entry; `false` where it is known already.
    fn is_new(&mut self, what: &str, word: &str, says: String, line: usize) -> Result<bool, LexiconError> {
        let key = format!("{what}\t{}", canonical(word));
        match self.known.get(&key) {
            Some((known, _)) if *known == says => Ok(false),
            Some((known, first)) => {
                let message = format!("{word:?} is {says} here and {known} on line {first}; leave one of them out");
                Err(LexiconError::new(Some(line), message))
            }
            None => {
                self.known.insert(key, (says, line));
                Ok(true)
            }
        }
    }
}

/// The entries of a text.
pub(super) fn parse(text: &str) -> Result<Entries, LexiconError> {
    let lines = Lines(text);
    let file: File = toml::from_str(text).map_err(|error| {
        LexiconError::new(error.span().map(|span| lines.of(span.start)), error.message().to_owned())
    })?;
    let mut entries = Entries::default();
    for entry in &file.heading {
        let word = lines.word("term", &entry.term)?;
        let kind = lines.kind(&entry.kind)?;
        let strength = lines.one_of("strength", entry.strength.as_ref(), &Strength::ALL)?.unwrap_or(Strength::Strong);
        let says = format!("{} {}", kind.name(), name_of(strength, &Strength::ALL));
        if entries.is_new("heading", word, says, lines.at(&entry.term))? {
            entries.headings.extend(in_scripts(word).map(|word| (word, Heading { kind, strength })));
        }
    }
    for entry in &file.sentence {
        let words = lines.words("words", &entry.words, |words| words.trim_matches(['^', '$']))?;
        let kind = lines.kind(&entry.kind)?;
        if entries.is_new("sentence", words, kind.name().to_owned(), lines.at(&entry.words))? {
            entries.order.push(words.to_owned());
            entries.sentences.extend(in_scripts(words).map(|words| (words, kind)));
        }
    }
    for entry in &file.column {
        let word = lines.word("term", &entry.term)?;
        let place = lines.one_of("place", entry.place.as_ref(), &Place::ALL)?.unwrap_or(Place::Head);
        let term = lines.column(entry, place)?;
        let (what, says) = match term {
            Some(Column { role, context }) => {
                let context = Context::ALL.iter().find(|(_, known)| *known == context).map_or("-", |(name, _)| name);
                ("column", format!("{} {} {context}", role.name(), name_of(place, &Place::ALL)))
            }
            None => ("modifier", "modifier".to_owned()),
        };
        if entries.is_new(what, word, says, lines.at(&entry.term))? {
            entries.columns.extend(in_scripts(word).map(|word| (word, place, term)));
        }
    }
    for entry in &file.chrome {
        let line = lines.words("line", &entry.line, |line| line)?;
        let told = lines.one_of("sure", entry.sure.as_ref(), &Told::ALL)?.unwrap_or(Told::ALL[0].1);
        if entries.is_new("chrome", line, name_of(told, &Told::ALL).to_owned(), lines.at(&entry.line))? {
            entries.order.extend(line.contains(ANY_WORDS).then(|| line.to_owned()));
            entries.chrome.extend(in_scripts(line).map(|line| (line, told)));
        }
    }
    Ok(entries)
}

/// A word as it is written, and in the scripts in which it is written otherwise.
fn in_scripts(word: &str) -> impl Iterator<Item = String> {
    let converter = Converter::new();
    let scripts = [word.to_owned(), converter.to_hant(word).into_owned(), converter.to_hans(word).into_owned()];
    scripts.into_iter().collect::<BTreeSet<String>>().into_iter()
}

/// The one form of a word, whatever script and width it is written in.
fn canonical(word: &str) -> String {
    folded(&Converter::new().to_hans(word))
}

fn folded(word: &str) -> String {
    Folded::new(word).chars.into_iter().collect()
}

fn name_of<T: PartialEq>(value: T, names: &[(&'static str, T)]) -> &'static str {
    names.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| name)
}

/// The text of a lexicon, to say on which line something is wrong.
struct Lines<'t>(&'t str);

impl Lines<'_> {
    /// The line of a byte, from 1.
    fn of(&self, byte: usize) -> usize {
        self.0.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
    }

    fn at<T>(&self, value: &Spanned<T>) -> usize {
        self.of(value.span().start)
    }

    fn wrong<T, V>(&self, at: &Spanned<T>, message: String) -> Result<V, LexiconError> {
        Err(LexiconError::new(Some(self.at(at)), message))
    }

    /// A word: something that is written, and no longer than a line.
    fn word<'v>(&self, field: &str, value: &'v Spanned<String>) -> Result<&'v str, LexiconError> {
        let word = value.get_ref().as_str();
        let length = Folded::new(word).chars.len();
        if length == 0 {
            return self.wrong(value, format!("{field} is empty; it is a word of one character or more"));
        }
        if length > LONGEST_WORD {
            return self.wrong(value, format!("{field} has {length} characters; {LONGEST_WORD} is the most"));
        }
        Ok(word)
    }

    /// Words with `…` between them, of which one at least says something; `bare` takes off what is no word.
    fn words<'v>(
        &self,
        field: &str,
        value: &'v Spanned<String>,
        bare: fn(&str) -> &str,
    ) -> Result<&'v str, LexiconError> {
        let words = self.word(field, value)?;
        if bare(words).split(ANY_WORDS).all(|word| folded(word).is_empty()) {
            return self.wrong(value, format!("{field} says {words:?} and no word; write at least one"));
        }
        Ok(words)
    }

    fn kind(&self, value: &Spanned<String>) -> Result<Kind, LexiconError> {
        let names: Vec<(&str, Kind)> = Kind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
        self.named("kind", value, &names)
    }

    /// What a column's word means; `None` for a modifier.
    fn column(&self, entry: &ColumnEntry, place: Place) -> Result<Option<Column>, LexiconError> {
        let context = self.one_of("context", entry.context.as_ref(), &Context::ALL)?;
        let roles: Vec<(&str, Role)> = Role::ALL.iter().map(|role| (role.name(), *role)).collect();
        match (&entry.role, place) {
            (Some(role), Place::Modifier) => {
                self.wrong(role, "a modifier has no role; leave role out, or say place = \"head\"".to_owned())
            }
            (None, Place::Modifier) => Ok(None),
            (Some(role), _) => {
                let role = self.named("role", role, &roles)?;
                Ok(Some(Column { role, context: context.unwrap_or(Context::Fixed) }))
            }
            (None, _) => {
                let names = listed(&roles);
                self.wrong(
                    &entry.term,
                    format!("the column {:?} has no role; it is one of {names}", entry.term.get_ref()),
                )
            }
        }
    }

    fn one_of<T: Copy>(
        &self,
        field: &str,
        value: Option<&Spanned<String>>,
        names: &[(&str, T)],
    ) -> Result<Option<T>, LexiconError> {
        value.map(|value| self.named(field, value, names)).transpose()
    }

    fn named<T: Copy>(&self, field: &str, value: &Spanned<String>, names: &[(&str, T)]) -> Result<T, LexiconError> {
        match names.iter().find(|(name, _)| name == value.get_ref()) {
            Some((_, known)) => Ok(*known),
            None => {
                self.wrong(value, format!("no {field} is called {:?}; it is one of {}", value.get_ref(), listed(names)))
            }
        }
    }
}

fn listed<T>(names: &[(&str, T)]) -> String {
    names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
