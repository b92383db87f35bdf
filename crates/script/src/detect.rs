//! Which script a text is written in.

use std::ops::AddAssign;

use crate::dictionary::DICTIONARY;

/// The script of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Traditional Chinese.
    Hant,
    /// Simplified Chinese.
    Hans,
    /// Both.
    Mixed,
}

/// How many characters of a text belong to one script only; add those of several texts up with `+=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Characters that Traditional Chinese alone writes.
    pub hant: usize,
    /// Characters that Simplified Chinese alone writes.
    pub hans: usize,
}

impl Counts {
    /// The script that these counts speak for; `None` where no character tells.
    ///
    /// `Mixed` where the rarer script has at least a fifth of the characters that tell. A single character of the other
    /// script is a slip (满意度 in a Traditional paragraph), unless it stands against a single one.
    #[must_use]
    pub fn script(self) -> Option<Script> {
        let (rarer, script) = if self.hans > self.hant { (self.hant, Script::Hans) } else { (self.hans, Script::Hant) };
        let total = self.hant + self.hans;
        let slip = rarer == 1 && total > 2;
        match total {
            0 => None,
            _ if rarer > 0 && !slip && rarer * 5 >= total => Some(Script::Mixed),
            _ => Some(script),
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.hant += other.hant;
        self.hans += other.hans;
    }
}

/// Counts the characters of `text` that only one script writes. Characters of both don't count, such as 台 里 后 面 干
/// 只 制 and the variants 着 群 床 峰.
#[must_use]
pub fn count(text: &str) -> Counts {
    let mut counts = Counts::default();
    let dictionary = &*DICTIONARY;
    for c in text.chars().filter(|c| !c.is_ascii()) {
        counts.hant += usize::from(dictionary.is_hant(c));
        counts.hans += usize::from(dictionary.is_hans(c));
    }
    counts
}

/// The script of `text`; `None` where no character tells (方案, 一、目的, English).
#[must_use]
pub fn detect(text: &str) -> Option<Script> {
    count(text).script()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_sentences() {
        for text in [
            "為提升服務品質,特訂定本實施計畫。",
            "各單位應於每月五日前將執行情形送研考科彙整。",
            "成效良好者,依規定敘獎;成績不佳者,列入追蹤管制。",
            "台中市東區各里里長、鄰長及里幹事參加座談會",
            "本計畫奉核定後實施,修正時亦同。",
            "行為",
            "於次月起",
        ] {
            assert_eq!(detect(text), Some(Script::Hant), "{text}");
        }
    }

    #[test]
    fn simplified_sentences() {
        for text in [
            "为进一步提升政务服务水平,制定本实施方案。",
            "各有关部门要加强组织领导,落实工作责任。",
            "到2025年底,全市办事大厅全部实现一窗受理。",
            "本方案自印发之日起施行。",
            "总体要求",
        ] {
            assert_eq!(detect(text), Some(Script::Hans), "{text}");
        }
    }

    #[test]
    fn texts_that_do_not_tell() {
        for text in ["", "方案", "一、目的", "97.12.27", "Service quality plan", "台北市政府", "后里", "公里", "ㄧ、"]
        {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn characters_of_both_scripts_do_not_count() {
        for c in
            "台里后面志干了只云制表系周布松折舍卷向回注借托占准于余征谷岳范胡姜沈着著群羣床峰雇聘秘污欲才幸乾瞭藉覆"
                .chars()
        {
            assert_eq!(count(&c.to_string()), Counts::default(), "{c}");
        }
        for c in "為們務計畫關於裡眾麵並週發後".chars() {
            assert_eq!(count(&c.to_string()), Counts { hant: 1, hans: 0 }, "{c}");
        }
        for c in "为们务计关众并发办实项".chars() {
            assert_eq!(count(&c.to_string()), Counts { hant: 0, hans: 1 }, "{c}");
        }
    }

    #[test]
    fn a_slip_does_not_make_a_text_mixed() {
        assert_eq!(detect("為了解民眾满意程度"), Some(Script::Hant));
        assert_eq!(detect("民眾满意度調查"), Some(Script::Hant));
        assert_eq!(detect("加强組织领导和监督检查"), Some(Script::Hans));
    }

    #[test]
    fn both_scripts_in_earnest_are_mixed() {
        assert_eq!(detect("本網站服務時間 网站地图 联系我们"), Some(Script::Mixed));
        assert_eq!(detect("服务態度"), Some(Script::Mixed));
    }

    #[test]
    fn counts_add_up() {
        let mut sum = count("提升服務品質實施計畫");
        sum += count("网站");
        sum += count("方案");
        assert_eq!(sum, Counts { hant: 5, hans: 1 });
        assert_eq!(sum.script(), Some(Script::Hant));
        for (hant, hans, script) in [
            (0, 0, None),
            (1, 0, Some(Script::Hant)),
            (0, 1, Some(Script::Hans)),
            (1, 1, Some(Script::Mixed)),
            (2, 1, Some(Script::Hant)),
            (1, 4, Some(Script::Hans)),
            (8, 2, Some(Script::Mixed)),
            (9, 2, Some(Script::Hant)),
            (500, 100, Some(Script::Hant)),
            (400, 100, Some(Script::Mixed)),
        ] {
            assert_eq!(Counts { hant, hans }.script(), script, "{hant} {hans}");
        }
    }
}
