//! Days of dates that are written as precise as the source states them.

use corpus::Due;
use numerals::date::Date;

use crate::Value;

/// A date of a record: `2014-01-01`, `2014-01` or `2014`; `None` for what is none.
pub(super) fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next()?;
    let number = |part: Option<&str>| part.map(|part| part.parse::<u8>()).transpose();
    let (month, day) = (number(parts.next()).ok()?, number(parts.next()).ok()?);
    // Every format has the days of four-digit years.
    let is_plain = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let year = year.parse().ok().filter(|_| is_plain)?;
    if parts.next().is_some() { None } else { Date::new(year, month, day) }
}

/// The day of a date of day precision, or the first one of what it covers.
pub(super) fn day(text: &str) -> Value {
    Value::or_null(date(text), |date| Value::Date(date.first_day().to_string()))
}

/// First and last day that a deadline covers.
pub(super) fn days(due: &Due) -> Option<[Date; 2]> {
    let (from, to) = match due {
        Due::Date { date: text } | Due::Month { month: text } => (date(text)?, date(text)?),
        Due::Year { year } => {
            let year = date(&format!("{year:04}"))?;
            (year, year)
        }
        Due::Range { from, to } => (date(from)?, date(to)?),
        Due::Every { .. } | Due::Ongoing { .. } | Due::Text { .. } => return None,
    };
    Some([from.first_day(), to.last_day()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_as_wide_as_the_date() {
        let days = |due: &Due| days(due).map(|[first, last]| (first.to_string(), last.to_string()));
        let pair = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(days(&Due::Date { date: "2014-01-31".into() }), pair("2014-01-31", "2014-01-31"));
        assert_eq!(days(&Due::Month { month: "2012-02".into() }), pair("2012-02-01", "2012-02-29"));
        assert_eq!(days(&Due::Year { year: 2014 }), pair("2014-01-01", "2014-12-31"));
        assert_eq!(days(&Due::Range { from: "2014".into(), to: "2015-06".into() }), pair("2014-01-01", "2015-06-30"));
        assert_eq!(days(&Due::Ongoing { ongoing: true }), None);
    }

    #[test]
    fn what_is_no_day_has_none() {
        for text in ["", "2014-02-31", "2014-13", "14-01-01", "2014-01-01-01", "-014", "+014-01"] {
            assert_eq!(date(text), None, "{text:?}");
        }
    }
}
