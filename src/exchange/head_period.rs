//! The time that a heading says its figures are of: up to a day of the year, one period alone, or nothing at all.

use super::english_months::english_month;
use super::numerals::{chinese_number, is_by_digit, is_chinese_digit};
use crate::calendar::month_end;
use crate::ledger::folded;
use chrono::{Datelike, NaiveDate};

/// What a heading says about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Nothing.
    Unsaid,
    /// From the beginning of the year up to a day.
    Until(Until),
    /// One month or quarter alone, or since another day than the first of the year.
    Other,
}

/// The last day that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Until {
    year: Option<i32>,
    /// None where a year alone is named.
    month: Option<u32>,
    /// None for the end of the month.
    day: Option<u32>,
}

impl Until {
    /// The day, where a heading without a year means that of another day.
    pub(super) fn day(self, asked: NaiveDate) -> Option<NaiveDate> {
        let year = self.year.unwrap_or(asked.year());
        let Some(month) = self.month else {
            let end = NaiveDate::from_ymd_opt(year, 12, 31);
            return if year == asked.year() { Some(asked) } else { end };
        };
        match self.day {
            Some(day) => NaiveDate::from_ymd_opt(year, month, day),
            None => NaiveDate::from_ymd_opt(year, month, 1).map(month_end),
        }
    }

    fn month(month: u32) -> Self {
        Self { year: None, month: Some(month), day: None }
    }
}

/// Words for a beginning that is not that of the year.
const ELSEWHERE: [&str; 25] = [
    "自项目",
    "自启动",
    "自立项",
    "自实施",
    "自建设",
    "启动至今",
    "立项至今",
    "实施至今",
    "十二五",
    "十三五",
    "十四五",
    "十五五",
    "inceptiontodate",
    "开工至今",
    "自开工",
    "开工累计",
    "建设至今",
    "开建至今",
    "历年",
    "总累计",
    "五年累计",
    "sinceinception",
    "sincestart",
    "lifetodate",
    "projecttodate",
];

/// Words that make a figure of a month's end one of the year so far.
const SO_FAR: [&str; 8] = ["累计", "截至", "截止", "cumulative", "todate", "ytd", "asat", "asof"];

/// Reads the rows of a heading.
pub(super) fn span(rows: &[String]) -> Span {
    let text = numerals(&folded(&rows.concat()));
    let since = text.match_indices("以来").any(|(at, _)| {
        let before = text.get(..at).unwrap_or("");
        !["今年", "本年", "年初", "1月", "1日"].iter().any(|start| before.ends_with(start))
    });
    let since = since || since_another_day(&text);
    if since || ELSEWHERE.iter().any(|word| text.contains(word)) {
        return Span::Other;
    }
    let so_far = SO_FAR.iter().any(|word| text.contains(word));
    let year = year(&text);
    let found = chinese(&text, so_far).or_else(|| dated(&text)).or_else(|| english(rows, so_far));
    match (found, year) {
        (Some(Span::Until(until)), year) => {
            Span::Until(Until { year: until.year.or(year), ..until })
        }
        (Some(span), _) => span,
        (None, Some(year)) => Span::Until(Until { year: Some(year), month: None, day: None }),
        (None, None) => Span::Unsaid,
    }
}

/// Whether an English heading counts since a day that does not begin the year.
fn since_another_day(text: &str) -> bool {
    let starts = ["jan", "1jan", "startofyear", "startoftheyear", "thestartoftheyear"];
    let behind = text.split_once("since").map(|(_, behind)| behind);
    behind.is_some_and(|behind| !starts.iter().any(|start| behind.starts_with(start)))
}

/// Whether a text is a label of time alone, like `1-4月` or `Q2`.
pub(super) fn is_label(text: &str) -> bool {
    let digit = |letter: char| letter.is_ascii_digit();
    // The title of a table is none: 5月上旬进度表.
    let titled = ["表", "进度", "进展", "情况"].iter().any(|word| text.contains(word));
    text.chars().count() <= 12
        && !titled
        && !folded(text).chars().all(digit)
        && span(&[text.to_owned()]) != Span::Unsaid
}

/// `一至五月` as `1至5月`: Chinese numbers that months, quarters or a range follow.
pub(super) fn numerals(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let run: String =
            letters.iter().skip(at).take_while(|own| is_chinese_digit(**own)).collect();
        let length = run.chars().count();
        let counts = letters.get(at + length).is_some_and(|next| "月季至-~到".contains(*next));
        let number =
            chinese_number(&run).filter(|number| (1..=31).contains(number) && !is_by_digit(&run));
        match number.filter(|_| counts) {
            Some(number) => {
                plain.push_str(&number.to_string());
                at += length;
            }
            None => {
                plain.push(*letter);
                at += 1;
            }
        }
    }
    plain
}

/// The last year, as `2018年`.
fn year(text: &str) -> Option<i32> {
    let (before, _) = text.rsplit_once('年')?;
    let (_, year) = trailing_number(before)?;
    i32::try_from(year).ok().filter(|year| (1900..=2999).contains(year))
}

/// The number at the end of a text, and what stands before it.
fn trailing_number(text: &str) -> Option<(&str, u32)> {
    let before = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = text.get(before.len()..)?.parse().ok()?;
    Some((before, number))
}

fn leading_number(text: &str) -> Option<(u32, &str)> {
    let behind = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = text.get(..text.len() - behind.len())?.parse().ok()?;
    Some((number, behind))
}

/// `1-5月`, `截至8月底`, `5月10日`, `前三季度`, `上半年`.
fn chinese(text: &str, so_far: bool) -> Option<Span> {
    if text.contains("下半年") {
        return Some(Span::Other);
    }
    if let Some((_, after)) = text.split_once('前')
        && let Some((number, behind)) = leading_number(after)
        && let Some(months) = ["个月", "月", "季度"].iter().find(|word| behind.starts_with(**word))
    {
        let months = if *months == "季度" { number.saturating_mul(3) } else { number };
        return Some(until_month(months));
    }
    let (before, unit, behind) = last_unit(text)?;
    let (before, number) = trailing_number(before)?;
    let last = if unit == "月" { number } else { number.saturating_mul(3) };
    let day = ends_on(behind);
    let before = without_year(before);
    if let Some(before) = before.strip_suffix(['-', '~', '至', '到'])
        && let Some(first) = first_of(before)
    {
        return Some(if first { until(last, day) } else { Span::Other });
    }
    let at_end = before.ends_with(['至', '到']) || behind.starts_with(['底', '末', '止']);
    Some(if so_far || at_end || behind.contains('止') { until(last, day) } else { Span::Other })
}

/// The text around the last month or quarter; 上半年 counts as the first six months.
fn last_unit(text: &str) -> Option<(&str, &str, &str)> {
    let month = text.rmatch_indices('月').find(|(at, _)| {
        text.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    });
    let quarter = text.rfind("季度").map(|at| (at, "季度"));
    let (at, unit) = month.map(|(at, _)| (at, "月")).or(quarter)?;
    Some((text.get(..at)?, unit, text.get(at + unit.len()..)?))
}

/// The day of the month: `10日`, `上旬`, `中旬`; none for its end.
fn ends_on(behind: &str) -> Option<u32> {
    let behind = behind.strip_prefix('份').unwrap_or(behind);
    if behind.starts_with("上旬") {
        return Some(10);
    }
    if behind.starts_with("中旬") {
        return Some(20);
    }
    leading_number(behind).filter(|(_, rest)| rest.starts_with(['日', '号'])).map(|(day, _)| day)
}

fn without_year(text: &str) -> &str {
    let rest = text.strip_suffix('年').and_then(trailing_number);
    rest.map_or(text, |(before, _)| before)
}

/// Whether a range begins with the year; `None` where no month stands there.
fn first_of(text: &str) -> Option<bool> {
    let text = text.strip_suffix('日').map_or(Some((text, 1)), trailing_number);
    let (text, day) = text?;
    let text =
        ["月份", "月", "季度"].iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    let (_, month) = trailing_number(text)?;
    Some(month == 1 && day == 1)
}

fn until_month(month: u32) -> Span {
    until(month, None)
}

fn until(month: u32, day: Option<u32>) -> Span {
    match month {
        1..=12 => Span::Until(Until { day, ..Until::month(month) }),
        _ => Span::Other,
    }
}

/// `截至2018.5.31`, `as at 2018-05-31`, and 上半年.
fn dated(text: &str) -> Option<Span> {
    if text.contains("上半年") {
        return Some(until_month(6));
    }
    let after = ["截至", "截止", "asat", "asof"].iter().find_map(|word| text.split_once(word))?.1;
    let mut numbers = Vec::new();
    let mut rest = after.trim_start_matches([':', '到']);
    while let Some((number, behind)) = leading_number(rest) {
        numbers.push(number);
        rest = behind.strip_prefix(['.', '-', '/', '年']).unwrap_or(behind);
    }
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day, ..] => (i32::try_from(*year).ok(), *month, Some(*day)),
        [year, month] if *year > 31 => (i32::try_from(*year).ok(), *month, None),
        [month, day] => (None, *month, Some(*day)),
        _ => return None,
    };
    Some(match until(month, day) {
        Span::Until(until) => Span::Until(Until { year, ..until }),
        other => other,
    })
}

/// `Actual 2017`: a year alone.
fn english_year(words: &[&str]) -> Option<Span> {
    let named = words.iter().any(|word| word.chars().all(|letter| letter.is_ascii_alphabetic()));
    let mut numbers =
        words.iter().filter(|word| word.chars().all(|letter| letter.is_ascii_digit()));
    let (Some(only), None) = (numbers.next(), numbers.next()) else {
        return None;
    };
    let year = only.parse().ok().filter(|year| (1900..=2999).contains(year));
    let year = year.filter(|_| named)?;
    Some(Span::Until(Until { year: Some(year), month: None, day: None }))
}

/// `Jan-May`, `to 31 May`, `Q2 YTD`; a month or a quarter alone is no figure of the year so far.
fn english(rows: &[String], so_far: bool) -> Option<Span> {
    let text = rows.join(" ").to_lowercase();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let Some(at) = words.iter().rposition(|word| english_month(word).is_some()) else {
        return english_year(&words);
    };
    let (first, last) = english_month(words.get(at)?)?;
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<u32>().ok());
    let day = at.checked_sub(1).and_then(number).or_else(|| number(at + 1));
    let day = day.filter(|day| (1..=31).contains(day));
    let years = words.iter().filter_map(|word| word.parse::<i32>().ok());
    let year = years.rev().find(|year| (1900..=2999).contains(year));
    let before = words.get(..at).unwrap_or_default();
    if let Some((begins, _)) = before.iter().rev().find_map(|word| english_month(word)) {
        return Some(if begins == 1 { dated_until(year, last, day) } else { Span::Other });
    }
    let ends = ["to", "until", "till", "through", "thru", "end", "at", "by", "of"];
    let at_end = before.iter().rev().take(3).any(|word| ends.contains(word));
    let whole = first == 1 && so_far;
    Some(if so_far || at_end || whole { dated_until(year, last, day) } else { Span::Other })
}

fn dated_until(year: Option<i32>, month: u32, day: Option<u32>) -> Span {
    Span::Until(Until { year, month: Some(month), day })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(text: &str) -> String {
        let asked = NaiveDate::from_ymd_opt(2018, 6, 30).unwrap();
        match span(&[text.to_owned()]) {
            Span::Unsaid => "unsaid".to_owned(),
            Span::Other => "other".to_owned(),
            Span::Until(until) => until.day(asked).unwrap().to_string(),
        }
    }

    #[test]
    fn headings_name_their_last_day() {
        for (heading, day) in [
            ("1-10月完成投资(万元)", "2018-10-31"),
            ("1-5月累计", "2018-05-31"),
            ("1月—5月完成数", "2018-05-31"),
            ("1至5月份累计完成", "2018-05-31"),
            ("一至五月累计", "2018-05-31"),
            ("截至8月底完成投资", "2018-08-31"),
            ("截至2017年12月31日", "2017-12-31"),
            ("累计完成(截至5月10日)", "2018-05-10"),
            ("5月上旬累计", "2018-05-10"),
            ("2018年1月-2018年6月完成数", "2018-06-30"),
            ("截至2018.5.31完成", "2018-05-31"),
            ("截至十月底", "2018-10-31"),
            ("上半年完成数", "2018-06-30"),
            ("前三季度完成", "2018-09-30"),
            ("1-3季度完成", "2018-09-30"),
            ("二季度累计", "2018-06-30"),
            ("2017年累计完成", "2017-12-31"),
            ("2018年累计完成", "2018-06-30"),
            ("4月底完成数", "2018-04-30"),
            ("Jan-May actual", "2018-05-31"),
            ("Q2 YTD", "2018-06-30"),
            ("Actual to 31 May 2018", "2018-05-31"),
            ("Cumulative, end of June", "2018-06-30"),
            ("Actual 2017", "2017-12-31"),
        ] {
            assert_eq!(last(heading), day, "{heading}");
        }
    }

    #[test]
    fn one_period_alone_is_not_the_year_so_far() {
        for heading in [
            "4月完成数",
            "完成数(4月)",
            "3-5月累计",
            "二季度完成投资",
            "下半年完成",
            "开工以来累计完成投资(万元)",
            "自开工累计",
            "开工至今完成",
            "十四五以来累计",
            "Q2 actual",
            "May actual",
            "Apr-Jun actual",
            "Spend since start",
        ] {
            assert_eq!(last(heading), "other", "{heading}");
        }
        for heading in
            ["累计完成", "今年以来累计", "完成率", "Done to date", "本月完成", "Actual", ""]
        {
            assert_eq!(last(heading), "unsaid", "{heading}");
        }
        assert!(is_label("1-4月") && is_label("4月") && is_label("Q2"));
        assert!(!is_label("2018") && !is_label("累计"));
    }
}
