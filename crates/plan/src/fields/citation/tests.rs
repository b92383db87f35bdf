use super::*;

/// agency, date, number, verb, title, text
type Parts<'t> = (Option<&'t str>, Option<&'t str>, Option<&'t str>, Option<&'t str>, Option<&'t str>);

fn check(text: &str, expected: &[Parts<'_>]) {
    let found = citations(text);
    let parts: Vec<_> = found
        .iter()
        .map(|span| {
            let date = span.date.map(|date| date.to_string());
            (span.agency.clone(), date, span.number.clone(), span.verb.clone(), span.title.clone())
        })
        .collect();
    let own = |part: &Option<&str>| part.map(str::to_owned);
    let expected: Vec<_> = expected.iter().map(|(a, b, c, d, e)| (own(a), own(b), own(c), own(d), own(e))).collect();
    assert_eq!(parts, expected, "{text}");
    for span in found {
        let chars: Vec<char> = text.chars().collect();
        let words: String = chars[span.start..span.end].iter().collect();
        assert_eq!(script::close_up(&words), span.text);
    }
}

#[test]
fn the_agency_stands_before_the_date() {
    check(
        "依青川縣政府103年4月19日青縣秘字第1030001234號函頒「103年度便民服務執行計畫」辦理。",
        &[(
            Some("青川縣政府"),
            Some("2014-04-19"),
            Some("青縣秘字第1030001234號"),
            Some("函頒"),
            Some("103年度便民服務執行計畫"),
        )],
    );
    check(
        "國家發展處104 年 5 月 8 日發社字第 10412003456 號函「第九屆服務獎評獎計畫」",
        &[(
            Some("國家發展處"),
            Some("2015-05-08"),
            Some("發社字第10412003456號"),
            Some("函"),
            Some("第九屆服務獎評獎計畫"),
        )],
    );
    check(
        "一、依據教育部國民及學前教育署106 年 11 月 21 日臺教國署學字第 1060123456 號函暨107 年 1 月 5 日臺教國署學字第 1060134567 號函辦理。",
        &[
            (Some("教育部國民及學前教育署"), Some("2017-11-21"), Some("臺教國署學字第1060123456號"), Some("函"), None),
            (Some("教育部國民及學前教育署"), Some("2018-01-05"), Some("臺教國署學字第1060134567號"), Some("函"), None),
        ],
    );
}

#[test]
fn the_phrase_ends_with_the_title() {
    let text = "依行政院97年8月24日院授研展字第0970012345號函頒之「服務創新方案」辦理。";
    let found = citations(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, "行政院97年8月24日院授研展字第0970012345號函頒之「服務創新方案」");
    assert_eq!(found[0].agency.as_deref(), Some("行政院"));
}

#[test]
fn the_date_stands_before_the_agency() {
    check(
        "民國九十一年八月三十日行政院院授研展字第0九一00一二三四五號函頒修正「服務品質計畫」",
        &[(
            Some("行政院"),
            Some("2002-08-30"),
            Some("院授研展字第0九一00一二三四五號"),
            Some("函頒修正"),
            Some("服務品質計畫"),
        )],
    );
    check(
        "民國九十四年九月十一日行政院研究發展考核委員會會研字第0九四00一二三四五號函調整「服務品質計畫」",
        &[(
            Some("行政院研究發展考核委員會"),
            Some("2005-09-11"),
            Some("會研字第0九四00一二三四五號"),
            Some("函調整"),
            Some("服務品質計畫"),
        )],
    );
    check(
        "(一)99年7月5日總統府公告華總一義字第09900123456號「河川法」",
        &[(Some("總統府"), Some("2010-07-05"), Some("華總一義字第09900123456號"), Some("公告"), Some("河川法"))],
    );
    check(
        "中華民國107年11月18日總統華總一義字第10700123451號令修正公布第3條條文",
        &[(Some("總統"), Some("2018-11-18"), Some("華總一義字第10700123451號"), Some("令修正公布"), None)],
    );
}

#[test]
fn several_letters_in_a_sentence() {
    check(
        "依據行政院106年3月8日院授發社字第1061200345號函頒之「服務躍升方案」、國家發展委員會106年2月1日發社字第1061300100號函頒第2屆「服務獎」評獎計畫暨106年3月2日青府計研字第1060012345號函頒「青川縣服務躍升計畫」辦理",
        &[
            (Some("行政院"), Some("2017-03-08"), Some("院授發社字第1061200345號"), Some("函頒"), Some("服務躍升方案")),
            (Some("國家發展委員會"), Some("2017-02-01"), Some("發社字第1061300100號"), Some("函頒"), Some("服務獎")),
            (None, Some("2017-03-02"), Some("青府計研字第1060012345號"), Some("函頒"), Some("青川縣服務躍升計畫")),
        ],
    );
    check(
        "依教育部一○二年七月十三日臺教學字第一○二○○一二三四五號函頒友善校園實施計畫及一○二年八月一日臺教學字第一○二○○八○○○一號函頒生命教育計畫辦理",
        &[
            (
                Some("教育部"),
                Some("2013-07-13"),
                Some("臺教學字第一○二○○一二三四五號"),
                Some("函頒"),
                Some("友善校園實施計畫"),
            ),
            (
                Some("教育部"),
                Some("2013-08-01"),
                Some("臺教學字第一○二○○八○○○一號"),
                Some("函頒"),
                Some("生命教育計畫"),
            ),
        ],
    );
}

#[test]
fn numbers_in_every_form() {
    for (text, agency, date, number, verb) in [
        (
            "內政部八十九年十月十八日台八九內營字第八九八一二三四號函訂定",
            Some("內政部"),
            Some("2000-10-18"),
            "台八九內營字第八九八一二三四號",
            Some("函訂定"),
        ),
        (
            "教育部98年7月12日台技(四)字第0980101234號函備查",
            Some("教育部"),
            Some("2009-07-12"),
            "台技(四)字第0980101234號",
            Some("函備查"),
        ),
        (
            "教育部82.09.03台(82)技字第Ο一二Ο五號函備查",
            Some("教育部"),
            Some("1993-09-03"),
            "台(82)技字第Ο一二Ο五號",
            Some("函備查"),
        ),
        (
            "考試院中華民國八十九年四月二十三日（89）考台組貳二字第01203號令修正發布",
            Some("考試院"),
            Some("2000-04-23"),
            "（89）考台組貳二字第01203號",
            Some("令修正發布"),
        ),
        (
            "本府九十一年十月十一日海市都計字第０９１００１２３４００號公告",
            Some("本府"),
            Some("2002-10-11"),
            "海市都計字第０９１００１２３４００號",
            Some("公告"),
        ),
        (
            "經濟部102年2月14日經研字第10204500123-1號函修正之",
            Some("經濟部"),
            Some("2013-02-14"),
            "經研字第10204500123-1號",
            Some("函修正"),
        ),
        (
            "交通部92年5月6日交路發字第092B000059號令訂定發布",
            Some("交通部"),
            Some("2003-05-06"),
            "交路發字第092B000059號",
            Some("令訂定發布"),
        ),
        (
            "苗川縣政府101/08/01府教體字第101012345號",
            Some("苗川縣政府"),
            Some("2012-08-01"),
            "府教體字第101012345號",
            None,
        ),
        ("教育部社字第一二三四五號函頒", Some("教育部"), None, "社字第一二三四五號", Some("函頒")),
        (
            "行政院112年7月28日院臺法長字第1121012345號函復",
            Some("行政院"),
            Some("2023-07-28"),
            "院臺法長字第1121012345號",
            Some("函復"),
        ),
        ("行政院台81環字第12345號函核定", Some("行政院"), None, "台81環字第12345號", Some("函核定")),
        (
            "103年2月9日青標秘字第10390001234號函訂定",
            None,
            Some("2014-02-09"),
            "青標秘字第10390001234號",
            Some("函訂定"),
        ),
        ("院授人綜字第一○二○○一二三四五\n號函核定", None, None, "院授人綜字第一○二○○一二三四五號", Some("函核定")),
    ] {
        check(text, &[(agency, date, Some(number), verb, None)]);
    }
}

#[test]
fn letters_without_a_number() {
    check(
        "行政院1021018日函頒「節能計畫」",
        &[(Some("行政院"), Some("2013-10-18"), None, Some("函頒"), Some("節能計畫"))],
    );
    check(
        "行政院函106年2月9日頒「服務方案」及國家發展委員會「評獎計畫」",
        &[(Some("行政院"), Some("2017-02-09"), None, Some("頒"), Some("服務方案"))],
    );
    check(
        "依海門市民政局112年2月14日第1125612345號通報辦理",
        &[(Some("海門市民政局"), Some("2023-02-14"), Some("第1125612345號"), Some("通報"), None)],
    );
    check(
        "1.中華民國一百零三年五月十二日法務部矯正署法矯字第 10303001234 號 函訂定全文 4 點",
        &[(Some("法務部矯正署"), Some("2014-05-12"), Some("法矯字第10303001234號"), Some("函訂定"), None)],
    );
    check("97年10月18日第123次市政會議指示事項辦理", &[]);
    check("105.09.16校務會議通過", &[]);
    check("依本法第3條規定訂定之", &[]);
    check("發文字號：青府行字第0980012345號 函", &[]);
    check("101年12月31日前函報本府", &[]);
    check("於103年1月1日以「親切」、「專業」為理念", &[]);
}

#[test]
fn joint_orders_share_a_date() {
    check(
        "財政部90年3月1日台財關字第0900012345號令、交通部交路字第0900054321號令會銜修正發布",
        &[
            (Some("財政部"), Some("2001-03-01"), Some("台財關字第0900012345號"), Some("令"), None),
            (Some("交通部"), Some("2001-03-01"), Some("交路字第0900054321號"), Some("令會銜修正發布"), None),
        ],
    );
}

#[test]
fn numbers_of_the_mainland() {
    check(
        "根据《国务院关于加强数字政务的意见》（国发〔2021〕36号）和《云山区政务公开要点》（云府办发[2025]7号）精神",
        &[
            (Some("国务院"), None, Some("国发〔2021〕36号"), None, Some("国务院关于加强数字政务的意见")),
            (None, None, Some("云府办发[2025]7号"), None, Some("云山区政务公开要点")),
        ],
    );
    check("根据中办发〔2016〕 8 号文件要求", &[(None, None, Some("中办发〔2016〕8号"), None, None)]);
    check(
        "云山区人民政府印发《工作方案》（云政〔2020〕3号）",
        &[(Some("云山区人民政府"), None, Some("云政〔2020〕3号"), Some("印发"), Some("工作方案"))],
    );
    check("依据（2019）京01民终123号判决", &[]);
    check(
        "依《政务条例》（国务院令第492号）和国办发〔2016〕80号文件",
        &[
            (Some("国务院"), None, Some("国务院令第492号"), None, None),
            (None, None, Some("国办发〔2016〕80号"), None, None),
        ],
    );
}

#[test]
fn no_input_panics() {
    use proptest::prelude::*;
    proptest!(|(text in "[依行政院部府字第0-9號函頒「」《》（）〔〕年月日、及1一研計畫2021 \n]{0,40}")| {
        for span in citations(&text) {
            prop_assert!(span.start < span.end && span.end <= text.chars().count());
            prop_assert!(span.number.is_some() || span.date.is_some());
        }
    });
}
