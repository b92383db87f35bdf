//! What a law database says of a text in fields of its own: 法規名稱：…, 修正日期：….

use crate::lines::shape::is_title;

/// Names of fields that hold the title of the text.
const TITLES: [&str; 3] = ["法規名稱", "名稱", "法规名称"];

/// Names of fields that hold a day on which the text was made or amended.
const DATES: [&str; 9] =
    ["公發布日", "公發布日期", "公(發)布日期", "公布日期", "公布日", "修正日期", "訂定日期", "制定日期", "異動日期"];

/// Title and dates that fields among the lines state.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) title: Option<String>,
    pub(crate) dates: Vec<String>,
}

/// Reads the fields among the lines around a text.
pub(crate) fn of(lines: &[String]) -> Stated {
    let mut stated = Stated::default();
    for line in lines {
        let Some((name, value)) = line.split_once(['：', ':']) else { continue };
        let name: String = name.chars().filter(|c| !c.is_whitespace() && *c != '•').collect();
        let name = name.replace('（', "(").replace('）', ")");
        let value = value.trim();
        if TITLES.contains(&name.as_str()) && is_title(value) {
            stated.title.get_or_insert_with(|| value.to_owned());
        } else if DATES.contains(&name.as_str()) {
            stated.dates.push(value.to_owned());
        }
    }
    stated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_name_title_and_dates() {
        let lines =
            ["名　　稱：青川縣服務品質管理要點", "修正日期：民國 105 年 3 月 4 日", "點閱：3"].map(str::to_owned);
        let expected = Stated {
            title: Some("青川縣服務品質管理要點".to_owned()),
            dates: vec!["民國 105 年 3 月 4 日".to_owned()],
        };
        assert_eq!(of(&lines), expected);
    }

    #[test]
    fn the_day_of_a_page_is_not_the_day_of_its_text() {
        assert_eq!(of(&["發布日期：2019-03-02".to_owned()]), Stated::default());
    }
}
