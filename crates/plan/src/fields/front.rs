//! The words that tell the lines of a front apart.

use std::sync::LazyLock;

use numerals::date;

use super::words::{self, Words};

/// The words of `data/front.tsv` by what they tell.
pub(super) struct Front {
    /// The last word of a plan's title: 計畫, 方案.
    pub(super) title: Words<()>,
    /// The last word of other documents' titles: 手冊, 規定.
    pub(super) document: Words<()>,
    /// The first word of a line that says something about the file: 檔號.
    pub(super) meta: Words<()>,
    /// What was done on a date: 訂定, 修正, 函頒.
    pub(super) promulgated: Words<()>,
    /// The first word of a plan's name: 提升, 推動.
    pub(super) action: Words<()>,
    /// What follows the name of an agency and is no part of it: 各, 所屬.
    pub(super) membership: Words<()>,
    /// What a bracket behind a title says of its version: 草案.
    pub(super) version: Words<()>,
    /// A field that names the issuer: 發布單位.
    pub(super) issuer: Words<()>,
    /// A field of the front that names who carries out the plan: 主辦單位.
    pub(super) organizer: Words<()>,
    /// Words of the mainland's administration.
    pub(super) mainland: Words<()>,
    /// Words of Taiwan's administration.
    pub(super) taiwan: Words<()>,
    /// What a line or item on the plan's period begins with: 實施期程.
    pub(super) period: Words<()>,
    /// What the plan calls itself: 本計畫.
    pub(super) own: Words<()>,
    /// A field that holds the title: 法規名稱.
    pub(super) name: Words<()>,
    /// A field that holds the date of promulgation or amendment: 公發布日.
    pub(super) dated: Words<()>,
}

pub(super) static FRONT: LazyLock<Front> = LazyLock::new(|| {
    let rows: Vec<_> = words::rows(include_str!("../../data/front.tsv")).collect();
    let list = |kind: &'static str| {
        let of = rows.iter().filter(|row| row.get(1) == Some(&kind));
        Words::new(of.filter_map(|row| Some((*row.first()?, ()))))
    };
    Front {
        title: list("title"),
        document: list("document"),
        meta: list("meta"),
        promulgated: list("promulgated"),
        action: list("action"),
        membership: list("membership"),
        version: list("version"),
        issuer: list("issuer"),
        organizer: list("organizer"),
        mainland: list("mainland"),
        taiwan: list("taiwan"),
        period: list("period"),
        own: list("own"),
        name: list("name"),
        dated: list("dated"),
    }
});

/// Where a word of a list stands first in a text, with its length.
pub(super) fn first(words: &Words<()>, text: &[char]) -> Option<(usize, usize)> {
    (0..text.len()).find_map(|at| words.longest_at(text, at).map(|(length, ())| (at, length)))
}

/// How many words of a list stand in a text.
pub(super) fn count(words: &Words<()>, text: &[char]) -> usize {
    (0..text.len()).filter(|at| words.longest_at(text, *at).is_some()).count()
}

/// Whether a line says when something was promulgated or amended: 103年2月19日…號函訂定.
pub(super) fn is_promulgation(line: &[char]) -> bool {
    const LONGEST: usize = 80;
    line.len() <= LONGEST
        && !line.contains(&'。')
        && date::find(line, None).first().is_some_and(|found| {
            let behind = &line[found.end.min(line.len())..];
            let before = found.start - usize::from(found.start > 0 && line[found.start - 1] == '(');
            // 提升服務品質計畫(103年2月19日修訂) is the title with its last amendment.
            let is_title = FRONT.title.longest_ending(line, before).is_some();
            let few = !is_title && found.start <= 12 || line.starts_with(&['(']);
            // 公發布日：民國98年1月21日 says it before the date.
            let is_field = FRONT.dated.longest_at(line, 0).is_some_and(|(length, ())| line.get(length) == Some(&':'));
            is_field || few && first(&FRONT.promulgated, behind).is_some()
        })
}
