//! Every word of ours that stands in a comparison, in both scripts, as an office of either side writes it.

/// A word of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// As written in Taiwan.
    pub(crate) hant: &'static str,
    /// As written on the mainland.
    pub(crate) hans: &'static str,
}

macro_rules! words {
    ($($name:ident $hant:literal $hans:literal)+) => {
        $(pub(crate) const $name: Word = Word { hant: $hant, hans: $hans };)+
        #[cfg(test)]
        const ALL: &[Word] = &[$($name),+];
    };
}

words! {
    COMPARISON "計畫異動對照" "计划变动对照"
    OLD_PLAN "舊計畫" "旧计划"
    NEW_PLAN "新計畫" "新计划"
    OLD "舊" "旧"
    NEW "新" "新"
    TITLE "計畫名稱" "计划名称"
    AGENCY "機關" "机关"
    YEAR "年度" "年度"
    PERIOD "期程" "期限"
    FILE "檔案" "文件"
    REPUBLIC "民國" "民国"
    YEAR_BEHIND "年" "年"
    NONE "（無）" "（无）"

    TOTAL "共" "共"
    TOTAL_BEHIND "項異動" "项变动"
    SAME "兩份計畫的內容相同。" "两份计划的内容相同。"
    KIND "類別" "类别"
    COUNT "項數" "项数"
    PLAN "計畫" "计划"
    ADDED "新增" "新增"
    REMOVED "刪除" "删除"
    CHANGED "修改" "修改"
    ROLLED "僅年份" "仅年份"
    MOVED "移動" "移动"
    RENUMBERED "改編號" "改编号"

    FILTERS "顯示哪些異動" "显示哪些变动"
    ALL_KINDS "全部" "全部"
    EVERYTHING "顯示全文" "显示全文"
    PREVIOUS "上一處" "上一处"
    NEXT "下一處" "下一处"
    SCRIPT "字體" "字体"
    HANT "繁體" "繁體"
    HANS "简体" "简体"
    NOTHING_CHOSEN "沒有符合所選類別的異動。" "没有符合所选类别的变动。"
    SECTIONS "各節異動" "各节变动"
    FRONT "標題與前言" "标题与前言"
    UNCHANGED "未變更" "未变动"
    PARAGRAPHS "段" "段"
    TABLES "表" "表"
    ROWS "列" "行"
    NUMBERED "第" "第"
    TABLE "表" "表"
    COLUMN "欄位" "列"
    WITHIN "嵌於" "嵌于"
    WHERE "位置" "位置"
    HEADING "標題" "标题"
    TOTAL_ROW "合計" "合计"

    GOALS "目標" "目标"
    ACTIONS "作法" "做法"
    YEARS "個年度" "个年度"
    FORMERLY "原名" "原名"
    BACK "恢復" "恢复"
    SAME_PLAN "同一計畫的其他版本" "同一计划的其他版本"
    OTHER_PLAN "同年度其他計畫" "同年度其他计划"

    FROM "移自" "移自"
    TO "移至" "移至"
    LETTER "引用函文" "引用文件"
    EVERY_DAY "每日" "每日"
    EVERY_WEEK "每週" "每周"
    EVERY_MONTH "每月" "每月"
    EVERY_QUARTER "每季" "每季度"
    EVERY_HALF_YEAR "每半年" "每半年"
    EVERY_YEAR "每年" "每年"
    ONGOING "經常性" "经常性"
    UNTIL "至" "至"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_the_script_that_it_says() {
        for word in ALL.iter().filter(|word| ![HANT, HANS].contains(word)) {
            assert_eq!(script::count(word.hant).hans, 0, "{}", word.hant);
            assert_eq!(script::count(word.hans).hant, 0, "{}", word.hans);
        }
    }
}
