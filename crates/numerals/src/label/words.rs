//! The signs and words by which labels are told from other text.

/// Signs that part a label from its text like a comma.
pub(super) const COMMAS: &str = "、﹑､丶，,﹐";

/// Signs that part a label from its text like a dot.
pub(super) const DOTS: &str = ".．‧·˙・﹒。｡";

/// Signs that part a label from its text like a colon.
pub(super) const COLONS: &str = "：:︰﹕";

/// Of the separators those that also end or part sentences: they need text behind them.
pub(super) const SENTENCE_SIGNS: &str = "，,﹐。｡：:︰﹕";

/// Brackets that open a label.
pub(super) const OPENING: &str = "(（﹙〈＜<〔﹝［[【";

/// Brackets that close a label; any of them closes any of [`OPENING`].
pub(super) const CLOSING: &str = ")）﹚〉＞>〕﹞］]】";

/// Brackets that close a label that was never opened: 1), 一）.
pub(super) const ROUND_CLOSING: &str = ")）﹚";

/// Brackets and quotes behind which a label can stand in running text.
pub(super) const CLOSING_IN_TEXT: &str = ")）﹚〉》＞〕﹞］]】」』﹂﹄”’";

/// Ends of sentences and clauses behind which a label can stand in running text.
pub(super) const ENDS: &str = "。｡；;：:︰﹕！!？?";

/// Strokes that stand for 一 where a text was typed or read carelessly.
pub(super) const STROKES: &str = "—ー-－–―─﹣";

/// Separators that make a stroke a label: only those that no dash has behind it.
pub(super) const STROKE_SEPARATORS: &str = "、﹑､丶.．";

/// Signs that a lossy conversion leaves of a char that it does not know.
pub(super) const LOST: &str = "?\u{FFFD}";

/// Bullets, with the private-use chars of the Symbol and Wingdings fonts that word processors use for them.
pub(super) const BULLETS: &str = "•●◉◎■□▪▫◼◻◾◽◆◇❖★☆※➢➤➣➔►▶▷▸‣◦▲△▼▽✓✔✦✧☑☐☒☞☛⁃·‧・\
    \u{F06C}\u{F06D}\u{F06E}\u{F06F}\u{F071}\u{F075}\u{F076}\u{F0A7}\u{F0A8}\u{F0B2}\u{F0B7}\u{F0D8}\u{F0E8}\u{F0FC}\u{F0FE}";

/// Bullets that are other signs too: they need a blank or a label behind them.
pub(super) const WEAK_BULLETS: &str = "-–—－﹣*＊>＞○◯+＋";

/// Words that begin an attachment.
pub(super) const ATTACHMENTS: &[&str] = &["附件", "附表", "附圖", "附图", "附錄", "附录", "附檔", "附冊"];

/// Words behind a numbered 附件 that make it a reference in a sentence.
pub(super) const ATTACHMENT_REFERENCES: &[&str] = &[
    "之", "所", "為", "为", "的", "及", "與", "与", "和", "或", "暨", "至", "、", "中", "內", "内", "規定", "规定",
    "格式", "辦理", "办理", "填", "供", "請", "请", "由", "覽", "览", "。", "，", ",", ")", "）", "」",
];

/// What can stand between a list of labels: 一、二及三.
pub(super) const JOINERS: &str = "及與与和或至到暨兩两~～-－–—";

/// Measures behind 一、二 that make it a list of numbers: 一、二級, 三、五年.
pub(super) const LIST_MEASURES: &str = "線线級级年月日類类項项款條条點点號号期組组科課课股區区季層层樓楼次位名人天週周個个種种階阶聲声段學学章節节班隊队路站成部門门間间冊册屆届者等";

/// Those of [`LIST_MEASURES`] that also go with numbers two apart: 三、五年, but 一、三級品管 is a label and its text.
pub(super) const IDIOM_MEASURES: &str = "年日天月週周次個个人名";

/// Measures behind a number that has blanks only behind it.
pub(super) const MEASURES: &[&str] = &[
    "年", "月", "日", "號", "号", "元", "圓", "倍", "%", "％", "‰", "℃", "°", "成", "級", "级", "條", "条", "項", "项",
    "款", "樓", "楼", "次", "個", "个", "件", "萬", "万", "億", "亿", "公", "小時", "小时", "分", "秒", "歲", "岁",
    "人", "名", "位", "天", "週", "周", "種", "种", "類", "类", "版", "度",
];

/// Continuations that make 一 with blanks behind it a word or an amount.
pub(super) const HAN_CONTINUATIONS: &[&str] = &[
    "年", "月", "日", "元", "倍", "%", "％", "成", "級", "级", "等", "號", "号", "條", "条", "個", "个", "次", "件",
    "款", "萬", "万", "億", "亿", "般", "定", "併", "律", "旦", "經", "致", "切", "樣", "方面",
];

/// Words that begin headings although their first char is among [`HAN_CONTINUATIONS`].
pub(super) const HEADINGS: &[&str] = &[
    "年度", "年終", "月份", "月報", "日期", "日程", "日常", "成立", "成員", "成员", "成果", "成效", "成績", "成本",
    "級別", "等級", "條件", "條文", "個案", "個人", "次序", "經費", "經常", "經營", "定期", "定義", "方面",
];

/// Words behind 第…條 that make it a reference in a sentence, blanks between or not.
pub(super) const DIVISION_REFERENCES: &[&str] = &[
    "規定",
    "规定",
    "之規定",
    "之规定",
    "條文",
    "条文",
    "前段",
    "後段",
    "但書",
    "修正",
    "及第",
    "與第",
    "与第",
    "和第",
    "或第",
    "至第",
    "、第",
    "，",
    ",",
    "。",
    ")",
    "）",
    "」",
    "』",
];

/// Words that do so only directly behind it: 第七條所定, 第一節課.
pub(super) const DIVISION_CONTINUATIONS: &[&str] = &[
    "所", "及", "與", "与", "和", "或", "至", "辦理", "办理", "附表", "附件", "各款", "款", "項", "项", "課", "日",
    "的", "之",
];

/// Parts of an article: 第七條第一項.
pub(super) const ARTICLE_PARTS: &str = "條条項项款目";

/// Nouns that count divisions, with a numeral behind them: 構面一、 策略1：.
pub(super) const NOUNS: &[&str] = &[
    "構面", "构面", "面向", "層面", "层面", "目標", "目标", "策略", "主軸", "主轴", "議題", "议题", "重點", "重点",
    "方案", "項目", "项目", "措施", "任務", "任务", "指標", "指标", "工作", "步驟", "步骤", "階段", "阶段", "計畫",
    "计划", "計劃", "行動", "行动", "原則", "原则", "主題", "主题", "願景", "愿景", "作法", "做法", "方法", "要項",
    "要项", "要領", "方針", "專案", "专案", "單元", "课题", "課題", "案例", "情境", "專欄", "专栏", "工程", "類型",
    "类型",
];

/// Those of [`NOUNS`] that can have a blank before the numeral.
pub(super) const BOXES: &[&str] = &["專欄", "专栏"];

/// Words before one of [`NOUNS`]: 分項計畫一、.
pub(super) const MODIFIERS: &[&str] = &[
    "核心", "子", "分項", "分项", "執行", "执行", "推動", "推动", "實施", "实施", "工作", "關鍵", "关键", "具體",
    "具体", "行動", "行动", "服務", "服务", "主要", "重點", "重点", "策略", "發展", "发展",
];

/// First chars of [`NOUNS`] and [`MODIFIERS`].
pub(super) const NOUN_FIRST_CHARS: &str =
    "構构面層层目策主議议重方項项措任指工步階阶計计行原願愿作做要專专單课課案情類类核子分執执推實实關关具服發发";

/// First chars of the words with which labels begin.
pub(super) fn first_chars() -> impl Iterator<Item = char> {
    let attachments = ATTACHMENTS.iter().filter_map(|word| word.chars().next());
    attachments.chain(NOUN_FIRST_CHARS.chars()).chain(['第'])
}

/// Nouns that 甲 with blanks behind it qualifies: 甲 方.
pub(super) const STEM_NOUNS: &str = "方組级級等班種种式區区地案";
