//! The words around dates.

use super::Calendar;

/// What names the calendar before a year.
pub(super) const ERAS: &[(&str, Calendar)] = &[
    ("中華民國", Calendar::Roc),
    ("中华民国", Calendar::Roc),
    ("民國", Calendar::Roc),
    ("民国", Calendar::Roc),
    ("公元", Calendar::Gregorian),
    ("西元", Calendar::Gregorian),
];

/// Years named by their distance from the plan's.
pub(super) const RELATIVE_YEARS: &[(&str, i32)] = &[
    ("次年度", 1),
    ("翌年度", 1),
    ("次年", 1),
    ("翌年", 1),
    ("隔年", 1),
    ("明年", 1),
    ("本年度", 0),
    ("當年度", 0),
    ("当年度", 0),
    ("本年", 0),
    ("當年", 0),
    ("当年", 0),
    ("今年", 0),
    ("同年", 0),
    ("去年", -1),
    ("上年", -1),
];

/// First chars of [`ERAS`] and [`RELATIVE_YEARS`], and of 元月.
pub(super) const FIRST_CHARS: [char; 16] =
    ['中', '民', '公', '西', '次', '翌', '隔', '明', '本', '當', '当', '今', '同', '去', '上', '元'];

/// The chars behind [`FIRST_CHARS`].
pub(super) const SECOND_CHARS: [char; 7] = ['華', '华', '國', '国', '元', '年', '月'];

/// Ends of a year that stand for its December: 103年底.
pub(super) const YEAR_ENDS: &str = "底末終终";

/// Signs between the parts of a dotted date.
pub(super) const DATE_SIGNS: &str = ".．/／-－‧·";

/// What narrows a month.
pub(super) const PARTS: &[&str] = &["上旬", "中旬", "下旬", "初", "底", "末"];

/// What bounds a time.
pub(super) const BOUNDS: &[&str] = &[
    "以前", "之前", "前", "為止", "为止", "截止", "止", "開始", "开始", "起", "以後", "以后", "之後", "之后", "後",
    "后",
];

/// Words that begin with 前 or 後 and bound nothing.
pub(super) const NO_BOUNDS: &[&str] = &["前往", "前述", "前項", "前揭", "前段", "前開", "後續", "后续", "起訴"];

/// Words before a range.
pub(super) const FROM: [char; 4] = ['自', '從', '由', '从'];

/// Words between the ends of a range.
pub(super) const TO: [char; 3] = ['至', '到', '迄'];

/// Strokes between the ends of a range.
pub(super) const STROKES: [char; 11] = ['~', '～', '〜', '∼', '˜', '-', '－', '—', '–', '―', '─'];

/// What joins a list of dates: 6月、12月.
pub(super) const JOINERS: &str = "、﹑，,及和與与或暨";

/// What stands before a month that comes back every year.
pub(super) const EVERY: &[&str] = &["每年", "每年度", "逐年", "每", "第", "個", "个"];

/// What stands behind a number of year and month that is another quantity: 95.5分.
pub(super) const MEASURES: &str =
    "%％‰℃°分倍億亿萬万千百元公度級级人件次個个歲岁點点秒平坪噸吨小時时天日週周年戶户名條条項项版㎡";

/// What stands before a number of years that is a span of time.
pub(super) const SPANS_BEFORE: &str = "近滿满逾第每共歷历屆届";

/// What stands behind a number of years that is a span of time.
pub(super) const SPANS_BEHIND: &[&str] = &[
    "級", "级", "代", "資", "资", "齡", "龄", "歷史", "历史", "以上", "以下", "以內", "以内", "之久", "內", "内", "來",
    "来", "餘", "余",
];
