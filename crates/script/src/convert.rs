//! Traditional to Simplified Chinese and back.

use std::borrow::Cow;
use std::ops::Range;

use crate::dictionary::{DEFAULTS, DICTIONARY};
#[cfg(feature = "opencc")]
use crate::reference::{self, REFERENCE};
use crate::terms::{HANS_TERMS, HANT_TERMS, TO_HANS, TO_HANT};
use crate::verbatim;

/// The script to convert to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Traditional Chinese as written in Taiwan.
    Hant,
    /// Simplified Chinese.
    Hans,
}

/// What converted a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// Name of the engine's crate.
    pub name: &'static str,
    /// Version of the engine's crate.
    pub version: &'static str,
    /// The engine's configuration and a digest of the protected terms: `tw2s+af63bd4c8601b7df`.
    pub config: String,
}

/// Converts between the scripts: `tw2s` and `s2tw`, word by word, never the configurations that exchange vocabulary.
///
/// A conversion keeps the number of characters. Protected terms of the administration (計畫, 村里, 函復, 服務台) go
/// before the engine's own dictionary; document numbers (會研字第0962160343號, 国办发〔2021〕36号) and addresses stay as
/// they are, also inside running text.
///
/// A `Converter` is a handle of a word or two: copies share one engine per process, which loads its dictionaries at
/// first use and converts on the caller's thread (its own parallelism is off), so that any number of threads may use it
/// at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Converter {
    backend: Backend,
}

#[derive(Debug, Clone, Copy, Default)]
enum Backend {
    #[default]
    Fmmseg,
    #[cfg(feature = "opencc")]
    Reference(&'static reference::Reference),
}

/// More passes than any text needs: each one follows a chain of the dictionary a step further (薴 → 苧 → 苎).
const PASSES: usize = 8;

/// Where a text can be cut without changing its conversion: no term, phrase or document number holds one of these.
const CLAUSE_ENDS: [char; 4] = ['。', '，', '、', '；'];

impl Converter {
    /// The default engine, opencc-fmmseg.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The reference engine, OpenCC itself, with the same protected terms.
    ///
    /// # Errors
    ///
    /// OpenCC's own words where its configurations `tw2s.json` and `s2tw.json` can't be opened.
    #[cfg(feature = "opencc")]
    pub fn reference() -> Result<Self, reference::Unavailable> {
        let reference = REFERENCE.as_ref().map_err(Clone::clone)?;
        Ok(Self { backend: Backend::Reference(reference) })
    }

    /// `text` in the script asked for, whatever script it is in.
    #[must_use]
    pub fn convert<'t>(&self, text: &'t str, to: Target) -> Cow<'t, str> {
        match to {
            Target::Hant => self.to_hant(text),
            Target::Hans => self.to_hans(text),
        }
    }

    /// `text` in Simplified Chinese. What comes out stays as it is when it is converted again.
    #[must_use]
    pub fn to_hans<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let mut converted = self.pass(text, Target::Hans);
        for _ in 1..PASSES {
            let Some(next) = self.settle(&converted) else { break };
            converted = next;
        }
        borrow_if_same(text, converted)
    }

    /// `text` in Traditional Chinese as written in Taiwan.
    #[must_use]
    pub fn to_hant<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if text.is_ascii() {
            return Cow::Borrowed(text);
        }
        borrow_if_same(text, self.pass(text, Target::Hant))
    }

    /// What a record says about a conversion to `to`.
    #[must_use]
    pub fn engine(&self, to: Target) -> Engine {
        let (name, version, defaults) = match self.backend {
            Backend::Fmmseg => ("opencc-fmmseg", "0.13.0", &DEFAULTS[..]),
            #[cfg(feature = "opencc")]
            Backend::Reference(_) => ("opencc-rust", "2.0.2", &[][..]),
        };
        let (config, digest) = match to {
            Target::Hant => ("s2tw", TO_HANT.digest(defaults)),
            Target::Hans => ("tw2s", TO_HANS.digest(&[])),
        };
        Engine { name, version, config: format!("{config}+{digest:016x}") }
    }

    /// One more conversion to Simplified Chinese of the clauses that it may still change; `None` where it changes none.
    fn settle(&self, text: &str) -> Option<String> {
        if !DICTIONARY.unsettles(text) {
            return None;
        }
        let mut settled = None;
        let mut read = 0;
        for clause in text.split_inclusive(CLAUSE_ENDS) {
            let at = read;
            read += clause.len();
            if DICTIONARY.unsettles(clause) {
                let again = self.pass(clause, Target::Hans);
                if settled.is_none() && again != clause {
                    settled = Some(text[..at].to_owned());
                }
                if let Some(settled) = &mut settled {
                    settled.push_str(&again);
                }
            } else if let Some(settled) = &mut settled {
                settled.push_str(clause);
            }
        }
        settled
    }

    /// One conversion: the engine's, with what is left alone and the protected terms put in its place.
    fn pass(&self, text: &str, to: Target) -> String {
        let converted = self.by_engine(text, to);
        let terms = match to {
            Target::Hant => &HANT_TERMS,
            Target::Hans => &HANS_TERMS,
        };
        let mut patches = patches(verbatim::spans(text), terms.find(text)).peekable();
        if patches.peek().is_none() {
            return converted;
        }
        let mut out = String::with_capacity(converted.len());
        let mut read = 0;
        let mut rest = converted.as_str();
        for (span, term) in patches {
            let (before, after) = split_at_char(rest, text[read..span.start].chars().count());
            rest = split_at_char(after, text[span.clone()].chars().count()).1;
            out.push_str(before);
            out.push_str(term.unwrap_or(&text[span.clone()]));
            read = span.end;
        }
        out.push_str(rest);
        out
    }

    /// The engine's own conversion; character by character where it would not keep their number.
    fn by_engine(&self, text: &str, to: Target) -> String {
        let converted = self.raw(text, to);
        if converted.chars().count() == text.chars().count() {
            return converted;
        }
        text.chars()
            .map(|c| {
                let mut one = [0; 4];
                let converted = self.raw(c.encode_utf8(&mut one), to);
                let mut chars = converted.chars();
                match (chars.next(), chars.next()) {
                    (Some(converted), None) => converted,
                    _ => c,
                }
            })
            .collect()
    }

    fn raw(&self, text: &str, to: Target) -> String {
        match (self.backend, to) {
            (Backend::Fmmseg, Target::Hant) => DICTIONARY.s2tw(text),
            (Backend::Fmmseg, Target::Hans) => DICTIONARY.tw2s(text),
            #[cfg(feature = "opencc")]
            (Backend::Reference(reference), to) => reference.convert(text, to),
        }
    }
}

/// The spans that don't take the engine's word, in order: left as they are (`None`), or a protected term. A term that
/// overlaps what is left as it is gives way.
fn patches<'t>(
    verbatim: Vec<Range<usize>>,
    terms: impl Iterator<Item = (Range<usize>, &'t str)>,
) -> impl Iterator<Item = (Range<usize>, Option<&'t str>)> {
    let mut verbatim = verbatim.into_iter().peekable();
    let mut terms = terms.peekable();
    std::iter::from_fn(move || {
        loop {
            let Some(kept) = verbatim.peek() else {
                return terms.next().map(|(span, term)| (span, Some(term)));
            };
            match terms.peek() {
                Some((span, _)) if span.end <= kept.start => {
                    return terms.next().map(|(span, term)| (span, Some(term)));
                }
                Some((span, _)) if span.start < kept.end => {
                    terms.next();
                }
                _ => return verbatim.next().map(|span| (span, None)),
            }
        }
    })
}

fn split_at_char(text: &str, n: usize) -> (&str, &str) {
    let at = text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    text.split_at(at)
}

fn borrow_if_same(text: &str, converted: String) -> Cow<'_, str> {
    if converted == text { Cow::Borrowed(text) } else { Cow::Owned(converted) }
}
