//! The dictionaries of the default engine, and what they tell of single characters.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use opencc_fmmseg::{CustomDictMode, CustomDictSpec, DictMaxLen, DictSlot, DictionaryMaxlength, OpenCC};

use crate::terms::TO_HANS;

/// What `s2tw` makes of a character where none of its phrases decides: its own choices (裡 準 慾) are the rare reading
/// in the texts of an administration (里 the village, 准 to permit, 欲 to want).
pub(crate) const DEFAULTS: [(&str, &str); 3] = [("里", "里"), ("准", "准"), ("欲", "欲")];

/// Characters that the dictionary takes for Simplified-only but that Taiwan's administration writes (雇員, 聘雇).
const WRITTEN_IN_BOTH: [char; 1] = ['雇'];

/// A character is of one script only if it stands in the phrases of the other at most this much more rarely.
const RARE: u32 = 50;

/// Bits of [`Dictionary::class`].
const HANT: u8 = 1;
const HANS: u8 = 2;
const UNSETTLED: u8 = 4;

/// Code points from here on belong to no dictionary.
const END: usize = 0x32000;

/// The engine with its dictionaries, loaded at first use.
pub(crate) static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::load);

/// The default engine and a table of single characters.
pub(crate) struct Dictionary {
    engine: OpenCC,
    class: Vec<u8>,
    /// Phrases that are Simplified as they stand, though the engine would convert them once more (显著 → 显着).
    pub(crate) settled: Vec<String>,
}

impl Dictionary {
    fn load() -> Self {
        #[expect(clippy::expect_used, reason = "compiled into the program: no input decides whether it loads")]
        let dictionary = DictionaryMaxlength::new()
            .and_then(|dictionary| {
                dictionary.with_custom_dicts(&[CustomDictSpec {
                    slot: DictSlot::STCharacters,
                    pairs: DEFAULTS.map(|(from, to)| (from.to_owned(), to.to_owned())).to_vec(),
                    mode: CustomDictMode::Append,
                }])
            })
            .expect("the engine's own dictionary");
        let class = classes(&dictionary);
        let phrases: Vec<String> = [&dictionary.ts_phrases, &dictionary.tw_variants_rev_phrases]
            .into_iter()
            .flat_map(DictMaxLen::iter)
            .map(|(phrase, _)| phrase.iter().collect())
            .collect();
        let mut engine = OpenCC::from_dictionary(dictionary);
        // The pipeline has a thread for every core already.
        engine.set_parallel(false);
        let settled = phrases
            .into_iter()
            .map(|phrase| (engine.tw2s(&phrase, false), phrase))
            .filter(|(simplified, phrase)| simplified != phrase && engine.tw2s(simplified, false) != *simplified)
            .map(|(simplified, _)| simplified)
            .collect();
        Self { engine, class, settled }
    }

    /// The engine's own `tw2s`, which is not asked about a text that it changes nothing in.
    pub(crate) fn tw2s(&self, text: &str) -> String {
        if self.unsettles(text) { self.engine.tw2s(text, false) } else { text.to_owned() }
    }

    /// The engine's own `s2tw`, with [`DEFAULTS`].
    pub(crate) fn s2tw(&self, text: &str) -> String {
        self.engine.s2tw(text, false)
    }

    /// Whether Traditional Chinese alone writes `c`.
    pub(crate) fn is_hant(&self, c: char) -> bool {
        self.class(c) & HANT != 0
    }

    /// Whether Simplified Chinese alone writes `c`.
    pub(crate) fn is_hans(&self, c: char) -> bool {
        self.class(c) & HANS != 0
    }

    /// Whether a conversion to Simplified Chinese may change a text.
    pub(crate) fn unsettles(&self, text: &str) -> bool {
        text.chars().any(|c| self.class(c) & UNSETTLED != 0)
    }

    fn class(&self, c: char) -> u8 {
        self.class.get(c as usize).copied().unwrap_or(0)
    }
}

/// Sorts the characters of the dictionaries: see [`HANT`], [`HANS`], [`UNSETTLED`].
///
/// The phrases of the dictionary are a sample of both scripts, keys Simplified and values Traditional. They tell the
/// characters that only one script writes (们, 們) from those that are a simplified form in one word and a character of
/// their own in another (后 in 皇后, 里 in 公里, 干 in 干涉).
fn classes(dictionary: &DictionaryMaxlength) -> Vec<u8> {
    let mut used = vec![[0_u32; 2]; END];
    let mut tally = |c: char, script: usize| {
        if let Some(counts) = used.get_mut(c as usize) {
            counts[script] += 1;
        }
    };
    for (simplified, traditional) in dictionary.st_phrases.iter() {
        simplified.iter().for_each(|&c| tally(c, 0));
        traditional.chars().for_each(|c| tally(c, 1));
    }

    let look_up = |table: &DictMaxLen, c: char| table.get(&[c]).and_then(|v| v.chars().next()).unwrap_or(c);
    let simplified = |c| look_up(&dictionary.ts_characters, look_up(&dictionary.tw_variants_rev, c));
    let traditional = |c| look_up(&dictionary.tw_variants, look_up(&dictionary.st_characters, c));
    let is_hant = |c: char| {
        let [in_hans, in_hant] = used.get(c as usize).copied().unwrap_or_default();
        // 羣 牀 喫: the other way of writing a character that both scripts share.
        simplified(c) != c && simplified(c) != traditional(c) && in_hans * RARE <= in_hant
    };
    let is_hans = |c: char| {
        let [in_hans, in_hant] = used.get(c as usize).copied().unwrap_or_default();
        let other = traditional(c);
        other != c && simplified(c) == c && is_hant(other) && in_hant * RARE <= in_hans && !WRITTEN_IN_BOTH.contains(&c)
    };

    let mut class = vec![0; END];
    let mut mark = |c: char, bits: u8| {
        if let Some(slot) = class.get_mut(c as usize) {
            *slot |= bits;
        }
    };
    let tables =
        [&dictionary.st_characters, &dictionary.ts_characters, &dictionary.tw_variants, &dictionary.tw_variants_rev];
    for c in tables.into_iter().flat_map(DictMaxLen::iter).flat_map(|(key, _)| key.iter().copied()) {
        if is_hant(c) {
            mark(c, HANT);
        }
        if is_hans(c) {
            mark(c, HANS);
        }
        if simplified(c) != c {
            mark(c, UNSETTLED);
        }
    }
    // A phrase or term with an unsettled character is found by that one; of the others, mark what they change.
    let terms: BTreeMap<&str, &str> = TO_HANS.rows().collect();
    let phrases = [&dictionary.ts_phrases, &dictionary.tw_variants_rev_phrases]
        .into_iter()
        .flat_map(DictMaxLen::iter)
        .map(|(phrase, to)| (phrase.iter().collect::<String>(), to))
        .filter(|(phrase, _)| !terms.contains_key(phrase.as_str()));
    for (from, to) in phrases.chain(TO_HANS.rows().map(|(from, to)| (from.to_owned(), to))) {
        if from.chars().all(|c| simplified(c) == c) {
            from.chars().zip(to.chars()).filter(|(a, b)| a != b).for_each(|(c, _)| mark(c, UNSETTLED));
        }
    }
    class
}
