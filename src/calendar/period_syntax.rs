//! Periods as people write them: `2018-02-D2`, `2月中旬`, `一季度`, `上一旬`, `截至8月底`, `A..B`.

use super::date_syntax::{DateProblem, folded, parse_date};
use super::period::{Cadence, Period, PeriodUnit, month_end};
use super::period_parts::{PeriodProblem, dekad_of, half_of, month_of, quarter_of, week_of};
use super::period_words::{figures, nearest, relative};
use chrono::{Datelike, NaiveDate};

type Parsed = Option<Result<Period, PeriodProblem>>;

/// Reads a period; what it leaves out is taken from `as_of`. `上一期` and `本期` count in periods
/// of the cadence.
///
/// # Errors
/// See [`PeriodProblem`].
pub fn parse_period(
    text: &str,
    as_of: NaiveDate,
    cadence: Option<Cadence>,
) -> Result<Period, PeriodProblem> {
    let spelled = figures(&folded(text));
    ways(&spelled, as_of, cadence).unwrap_or_else(|| {
        Err(PeriodProblem::Unknown { text: text.to_owned(), nearest: nearest(&spelled) })
    })
}

fn ways(text: &str, as_of: NaiveDate, cadence: Option<Cadence>) -> Parsed {
    range(text, as_of, cadence)
        .or_else(|| relative(text, as_of, cadence).map(Ok))
        .or_else(|| canonical(text, as_of))
        .or_else(|| chinese(text, as_of))
        .or_else(|| until(text, as_of))
        .or_else(|| months(text, as_of))
        .or_else(|| one_day(text, as_of))
        .or_else(|| spoken_range(text, as_of, cadence))
}

/// `A..B`: from the first day of A to the last of B.
fn range(text: &str, as_of: NaiveDate, cadence: Option<Cadence>) -> Parsed {
    let (from, to) = text.split_once("..")?;
    if from.is_empty() || to.is_empty() {
        return None;
    }
    let side = |part: &str| match parse_date(part, as_of) {
        Ok(day) => Ok((day, day)),
        Err(problem @ DateProblem::NoSuchDay { .. }) => Err(no_such_day(problem)),
        Err(DateProblem::Unknown { .. }) if part.contains("..") => {
            Err(PeriodProblem::Unknown { text: part.to_owned(), nearest: None })
        }
        Err(DateProblem::Unknown { .. }) => {
            parse_period(part, as_of, cadence).map(|period| (period.first, period.last))
        }
    };
    Some(side(from).and_then(|(first, _)| side(to).and_then(|(_, last)| between(first, last))))
}

/// `5月1日至5月10日`, `5月1日-5月10日`: what people write for `..`.
fn spoken_range(text: &str, as_of: NaiveDate, cadence: Option<Cadence>) -> Parsed {
    let (from, to) = text.split_once(['至', '到', '~', '-'])?;
    range(&format!("{from}..{to}"), as_of, cadence).filter(|result| {
        let unknown = |problem: &PeriodProblem| matches!(problem, PeriodProblem::Unknown { .. });
        !result.as_ref().is_err_and(unknown)
    })
}

fn no_such_day(problem: DateProblem) -> PeriodProblem {
    match problem {
        DateProblem::NoSuchDay { text, last_of_month } => {
            PeriodProblem::NoSuchDay { text, last_of_month }
        }
        DateProblem::Unknown { text } => PeriodProblem::Unknown { text, nearest: None },
    }
}

/// A single day, as a range of one day.
fn one_day(text: &str, as_of: NaiveDate) -> Parsed {
    match parse_date(text, as_of) {
        Ok(day) => Some(between(day, day)),
        Err(problem @ DateProblem::NoSuchDay { .. }) => Some(Err(no_such_day(problem))),
        Err(DateProblem::Unknown { .. }) => None,
    }
}

fn between(first: NaiveDate, last: NaiveDate) -> Result<Period, PeriodProblem> {
    Period::range(first, last).ok_or(PeriodProblem::Backwards { first, last })
}

/// A year before it is a number of something else.
const FIRST_YEAR: i32 = 1000;

/// `2018-02-D2`, `2018-W07`, `2018-02`, `2018-Q1`, `2018-H1`, `2018`; `Q1`, `W07` of the as-of year.
fn canonical(text: &str, as_of: NaiveDate) -> Parsed {
    let (year, rest) = match text.chars().next() {
        Some('q' | 'h' | 'w') => (as_of.year(), text),
        _ => {
            let (year, rest) = text.split_once('-').unwrap_or((text, ""));
            let year = year.parse().ok().filter(|_| year.len() == 4);
            (year.filter(|year| *year >= FIRST_YEAR)?, rest)
        }
    };
    let number = |prefix| rest.strip_prefix(prefix).and_then(|text: &str| text.parse().ok());
    if rest.is_empty() {
        return Some(month_of(year, 1).map(|first| Period::containing(PeriodUnit::Year, first)));
    }
    if let Some(quarter) = number("q") {
        return Some(quarter_of(year, quarter));
    }
    if let Some(half) = number("h") {
        return Some(half_of(year, half));
    }
    if let Some(week) = number("w") {
        return Some(week_of(year, week));
    }
    let (month, dekad) = rest.split_once("-d").unwrap_or((rest, ""));
    let month = month_of(year, month.parse().ok()?);
    if dekad.is_empty() {
        return Some(month.map(|first| Period::containing(PeriodUnit::Month, first)));
    }
    let dekad = dekad.parse().ok()?;
    Some(month.and_then(|first| dekad_of(first, dekad)))
}

/// `2018年2月中旬`, `2月中旬`, `中旬`, `3月`, `1季度`, `第19周`, `上半年`, `2018年`.
fn chinese(text: &str, as_of: NaiveDate) -> Parsed {
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) if year.len() == 4 => (year.parse().ok()?, rest),
        _ => (as_of.year(), text),
    };
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    match rest {
        "" => return canonical(&year.to_string(), as_of),
        "上半年" => return Some(half_of(year, 1)),
        "下半年" => return Some(half_of(year, 2)),
        _ => {}
    }
    if let Some(quarter) = rest.strip_suffix("季度").and_then(|text| text.parse().ok()) {
        return Some(quarter_of(year, quarter));
    }
    if let Some(week) = rest.strip_suffix('周').and_then(|text| text.parse().ok()) {
        return Some(week_of(year, week));
    }
    let (month, dekad) = match rest.split_once('月') {
        Some((month, dekad)) => (month.parse().ok()?, dekad),
        None => (as_of.month(), rest),
    };
    let dekad = match dekad {
        "" if rest.ends_with('月') => {
            let first = month_of(year, month);
            return Some(first.map(|first| Period::containing(PeriodUnit::Month, first)));
        }
        "上旬" => 1,
        "中旬" => 2,
        "下旬" => 3,
        _ => return None,
    };
    Some(month_of(year, month).and_then(|first| dekad_of(first, dekad)))
}

/// `截至8月底`, `前3季度`: from the first day of the year.
fn until(text: &str, as_of: NaiveDate) -> Parsed {
    if let Some(quarters) = text.strip_prefix('前').and_then(|rest| rest.strip_suffix("季度")) {
        let last = quarter_of(as_of.year(), quarters.parse().ok()?);
        return Some(last.and_then(|last| between(year_start(last.last), last.last)));
    }
    let rest = text.strip_prefix("截至").or_else(|| text.strip_prefix("截止"))?;
    Some(match parse_date(rest, as_of) {
        Ok(day) => between(year_start(day), day),
        Err(problem @ DateProblem::NoSuchDay { .. }) => Err(no_such_day(problem)),
        Err(DateProblem::Unknown { .. }) => {
            let period = canonical(rest, as_of).or_else(|| chinese(rest, as_of))?;
            period.and_then(|period| between(year_start(period.last), period.last))
        }
    })
}

fn year_start(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day)
}

/// `1-8月`, `1~8月`, `1月至8月`, `2018年1-8月`.
fn months(text: &str, as_of: NaiveDate) -> Parsed {
    let (year, rest) = match text.split_once('年') {
        Some((year, rest)) => (year.parse().ok()?, rest),
        None => (as_of.year(), text),
    };
    let (from, to) = rest.strip_suffix('月')?.split_once(['-', '~', '至', '到'])?;
    let from = from.strip_suffix('月').unwrap_or(from);
    let (from, to) = (month_of(year, from.parse().ok()?), month_of(year, to.parse().ok()?));
    Some(from.and_then(|first| to.and_then(|last| between(first, month_end(last)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, PeriodProblem> {
        let as_of = "2018-05-15".parse().unwrap();
        parse_period(text, as_of, Some(Cadence::Dekad)).map(|period| period.to_string())
    }

    #[test]
    fn spellings() {
        for (text, period) in [
            ("2018-02-D2", "2018-02-D2"),
            ("2018-W07", "2018-W07"),
            ("2018-02", "2018-02"),
            ("2018-q1", "2018-Q1"),
            ("2018-H1", "2018-H1"),
            ("2018", "2018"),
            ("2018年2月中旬", "2018-02-D2"),
            ("２月中旬", "2018-02-D2"),
            ("二月中旬", "2018-02-D2"),
            ("上旬", "2018-05-D1"),
            ("本旬", "2018-05-D2"),
            ("上一旬", "2018-05-D1"),
            ("一季度", "2018-Q1"),
            ("2017年第四季度", "2017-Q4"),
            ("上半年", "2018-H1"),
            ("第19周", "2018-W19"),
            ("上周", "2018-W19"),
            ("this-week", "2018-W20"),
            ("last-month", "2018-04"),
            ("十二月", "2018-12"),
            ("去年", "2017"),
            ("上期", "2018-05-D1"),
            ("截至8月底", "2018-01-01..2018-08-31"),
            ("截至8月15日", "2018-01-01..2018-08-15"),
            ("1-8月", "2018-01-01..2018-08-31"),
            ("1月至8月", "2018-01-01..2018-08-31"),
            ("前三季度", "2018-01-01..2018-09-30"),
            ("前两季度", "2018-01-01..2018-06-30"),
            ("5月1日-5月10日", "2018-05-01..2018-05-10"),
            ("四月至五月上旬", "2018-04-01..2018-05-10"),
            ("一到八月", "2018-01-01..2018-08-31"),
            ("十一月", "2018-11"),
            ("Q2", "2018-Q2"),
            ("w07", "2018-W07"),
            ("5月15日", "2018-05-15..2018-05-15"),
            ("2018-01-05..2018-02", "2018-01-05..2018-02-28"),
        ] {
            assert_eq!(read(text), Ok(period.into()), "{text}");
        }
    }

    #[test]
    fn what_is_no_period_is_named() {
        use PeriodProblem::*;
        assert_eq!(read("2018-02-D4"), Err(NoSuchDekad(4)));
        assert_eq!(read("13月"), Err(NoSuchMonth(13)));
        assert_eq!(read("十三月"), Err(NoSuchMonth(13)));
        assert_eq!(read("二十月"), Err(NoSuchMonth(20)));
        for text in ["..", "一季度..", "..一季度", "0000", "0001-02"] {
            assert!(matches!(read(text), Err(Unknown { .. })), "{text}");
        }
        assert_eq!(read("2018-W53"), Err(NoSuchWeek { year: 2018, week: 53 }));
        assert_eq!(read("5季度"), Err(NoSuchQuarter(5)));
        for text in ["2月30日", "截至2月30日", "2月30日..3月1日"] {
            let last_of_month = "2018-02-28".parse().ok();
            let text_of_day = "2月30日".to_owned();
            let problem = NoSuchDay { text: text_of_day, last_of_month };
            assert_eq!(read(text), Err(problem), "{text}");
        }
        assert!(matches!(read("2018-03..2018-01"), Err(Backwards { .. })));
        assert_eq!(
            read("last-mnth"),
            Err(Unknown { text: "last-mnth".into(), nearest: Some("last-month") })
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(days in 700_000i32..750_000, unit in 0usize..6) {
            use PeriodUnit::*;
            let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            let period = Period::containing([Dekad, Week, Month, Quarter, Half, Year][unit], date);
            prop_assert_eq!(parse_period(&period.to_string(), date, None), Ok(period));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC{0,12}") {
            let as_of = "2018-05-15".parse().unwrap();
            let _ = parse_period(&text, as_of, None);
            let _ = parse_date(&text, as_of);
        }
    }
}
