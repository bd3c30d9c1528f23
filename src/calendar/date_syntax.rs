//! Days as people write them: `2018-05-15`, `2018.5.15`, `5月15日`, `今天`, `下周五`, `月底`.

use super::period::{Period, PeriodUnit, month_end};
use chrono::{Datelike, Days, NaiveDate};

/// Why a text is not a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// The calendar has no such day.
    NoSuchDay {
        /// The text as given.
        text: String,
        /// The last day of its month, if it names a month.
        last_of_month: Option<NaiveDate>,
    },
    /// Not a day at all.
    Unknown {
        /// The text as given.
        text: String,
    },
}

/// Full-width digits, letters and signs as ASCII, traditional characters of these words as
/// simplified ones, no spaces, lower case.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(|c| {
            let ascii = match c {
                '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
                '—' | '–' | '〜' => '-',
                '週' => '周',
                '個' => '个',
                '後' => '后',
                '號' | '号' => '日',
                letter => letter,
            };
            ascii.to_lowercase()
        })
        .collect()
}

/// Reads a day; what it leaves out is taken from `as_of`.
///
/// # Errors
/// See [`DateProblem`].
pub fn parse_date(text: &str, as_of: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let spelled = folded(text);
    if let Some(day) = relative(&spelled, as_of).or_else(|| weekday(&spelled, as_of)) {
        return Ok(day);
    }
    let Some((year, month, day)) = numbers(&spelled, as_of) else {
        return Err(DateProblem::Unknown { text: text.to_owned() });
    };
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| DateProblem::NoSuchDay {
        text: text.to_owned(),
        last_of_month: NaiveDate::from_ymd_opt(year, month, 1).map(month_end),
    })
}

/// Reads a day that is not before another: a month and a day without their year are those to come.
///
/// # Errors
/// See [`DateProblem`]. A day whose year is given is returned as it is.
pub fn parse_date_ahead(text: &str, from: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let day = parse_date(text, from);
    if !is_without_year(&folded(text)) || day.as_ref().is_ok_and(|day| *day >= from) {
        return day;
    }
    let next = NaiveDate::from_ymd_opt(from.year() + 1, 1, 1);
    next.and_then(|next| parse_date(text, next).ok()).map_or(day, Ok)
}

/// The same beside words like `今天`, which count from the as-of day.
///
/// # Errors
/// See [`DateProblem`].
pub fn parse_date_coming(
    text: &str,
    as_of: NaiveDate,
    from: NaiveDate,
) -> Result<NaiveDate, DateProblem> {
    if is_without_year(&folded(text)) {
        parse_date_ahead(text, from)
    } else {
        parse_date(text, as_of)
    }
}

/// Whether a spelling is a month and a day in figures, or the end of a month in figures.
fn is_without_year(spelled: &str) -> bool {
    let parts = spelled.split(['-', '.', '/']).count();
    let in_figures = spelled.starts_with(|letter: char| letter.is_ascii_digit());
    in_figures && !spelled.contains('年') && (spelled.contains('月') || parts == 2)
}

/// Reads a number of days: `10d`, `10`, `10天`, `2w`, `2周`, `1旬`.
pub fn parse_days(text: &str) -> Option<u32> {
    let spelled = folded(text);
    let digits = spelled.trim_end_matches(|c: char| !c.is_ascii_digit());
    let number: u32 = digits.parse().ok()?;
    let each = match &spelled[digits.len()..] {
        "" | "d" | "day" | "days" | "天" | "日" => 1,
        "w" | "week" | "weeks" | "周" => 7,
        "旬" => 10,
        _ => return None,
    };
    number.checked_mul(each)
}

fn relative(text: &str, as_of: NaiveDate) -> Option<NaiveDate> {
    let ahead = |days| as_of.checked_add_days(Days::new(days));
    let back = |days| as_of.checked_sub_days(Days::new(days));
    match text {
        "今天" | "今日" | "today" => Some(as_of),
        "昨天" | "昨日" | "yesterday" => back(1),
        "前天" => back(2),
        "明天" | "明日" | "tomorrow" => ahead(1),
        "后天" => ahead(2),
        "月初" | "本月初" => as_of.with_day(1),
        "月底" | "本月底" | "月末" => Some(month_end(as_of)),
        "上月底" | "上月末" => as_of.with_day(1)?.pred_opt(),
        "下月底" => Some(month_end(month_end(as_of).succ_opt()?)),
        "年初" => NaiveDate::from_ymd_opt(as_of.year(), 1, 1),
        "年底" | "年末" => NaiveDate::from_ymd_opt(as_of.year(), 12, 31),
        _ => month_named_end(text, as_of),
    }
}

/// `8月底`, `2018年8月底`.
fn month_named_end(text: &str, as_of: NaiveDate) -> Option<NaiveDate> {
    let head = text.strip_suffix("月底").or_else(|| text.strip_suffix("月末"))?;
    let (year, month) = match head.split_once('年') {
        Some((year, month)) => (year.parse().ok()?, month.parse().ok()?),
        None => (as_of.year(), head.parse().ok()?),
    };
    NaiveDate::from_ymd_opt(year, month, 1).map(month_end)
}

/// `周五`, `本周五`, `下周五`, `上周日`, `星期五`.
fn weekday(text: &str, as_of: NaiveDate) -> Option<NaiveDate> {
    let (weeks, rest) = match text.chars().next()? {
        '上' => (-1, &text['上'.len_utf8()..]),
        '下' => (1, &text['下'.len_utf8()..]),
        '本' | '这' => (0, &text['本'.len_utf8()..]),
        _ => (0, text),
    };
    let name = rest.strip_prefix("周").or_else(|| rest.strip_prefix("星期"))?;
    let names = ["一", "二", "三", "四", "五", "六", "日"];
    let nth = names.iter().position(|weekday| *weekday == name).or((name == "天").then_some(6))?;
    let monday = Period::containing(PeriodUnit::Week, as_of).first;
    let days = weeks * 7 + i64::try_from(nth).ok()?;
    monday.checked_add_signed(chrono::TimeDelta::days(days))
}

/// Year, month and day of a spelling in figures, not yet checked against the calendar.
fn numbers(text: &str, as_of: NaiveDate) -> Option<(i32, u32, u32)> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?));
    }
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (Some(year), rest),
        None => (None, text),
    };
    if let Some((month, day)) = rest.split_once('月') {
        let day = day.strip_suffix('日').unwrap_or(day);
        let year = year.map_or(Some(as_of.year()), |year| year.parse().ok());
        return Some((year?, month.parse().ok()?, day.parse().ok()?));
    }
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
        }
        [month, day] if month.len() <= 2 => {
            Some((as_of.year(), month.parse().ok()?, day.parse().ok()?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let tuesday = "2018-05-15".parse().unwrap();
        match parse_date(text, tuesday) {
            Ok(day) => day.to_string(),
            Err(DateProblem::NoSuchDay { last_of_month: Some(last), .. }) => {
                format!("until {last}")
            }
            Err(DateProblem::NoSuchDay { .. }) => "no month".into(),
            Err(DateProblem::Unknown { .. }) => "unknown".into(),
        }
    }

    #[test]
    fn spellings() {
        for (text, day) in [
            ("2018-05-15", "2018-05-15"),
            ("2018.5.15", "2018-05-15"),
            ("２０１８/５/１５", "2018-05-15"),
            ("20180515", "2018-05-15"),
            ("2018年5月15日", "2018-05-15"),
            ("5月3号", "2018-05-03"),
            ("5.3", "2018-05-03"),
            ("今天", "2018-05-15"),
            ("前天", "2018-05-13"),
            ("明天", "2018-05-16"),
            ("月底", "2018-05-31"),
            ("上月底", "2018-04-30"),
            ("2月底", "2018-02-28"),
            ("年底", "2018-12-31"),
            ("下周五", "2018-05-25"),
            ("周一", "2018-05-14"),
            ("上週日", "2018-05-13"),
            ("2月30日", "until 2018-02-28"),
            ("2018-06-31", "until 2018-06-30"),
            ("2018-13-01", "no month"),
            ("someday", "unknown"),
            ("", "unknown"),
        ] {
            assert_eq!(read(text), day, "{text}");
        }
    }

    #[test]
    fn a_day_to_come() {
        let friday = "2018-12-28".parse().unwrap();
        let ahead = |text| parse_date_ahead(text, friday).map(|day| day.to_string());
        for (text, day) in [
            ("1月5日", "2019-01-05"),
            ("12月28日", "2018-12-28"),
            ("12月27日", "2019-12-27"),
            ("1.5", "2019-01-05"),
            ("3月底", "2019-03-31"),
            ("2018-01-05", "2018-01-05"),
            ("2018年1月5日", "2018-01-05"),
            ("昨天", "2018-12-27"),
            ("月底", "2018-12-31"),
        ] {
            assert_eq!(ahead(text).as_deref(), Ok(day), "{text}");
        }
        assert!(ahead("2月29日").is_err());
    }

    #[test]
    fn numbers_of_days() {
        assert_eq!(parse_days("10d"), Some(10));
        assert_eq!(parse_days("２周"), Some(14));
        assert_eq!(parse_days("1旬"), Some(10));
        assert_eq!(parse_days("ten"), None);
        assert_eq!(parse_days("4294967295w"), None);
    }
}
