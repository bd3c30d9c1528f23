//! The period that words name: 5月上旬, 2018年4月, 二季度; in headings, and in the title of a table.

use super::head_period::{is_label, numerals};
use super::rows::Row;
use super::sheet::{Cell, Sheet};
use crate::calendar::{Period, PeriodUnit};
use crate::ledger::folded;
use chrono::{Datelike, NaiveDate};

/// A period without a year where none is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    year: Option<i32>,
    /// Its first month.
    month: u32,
    /// A day in it.
    day: u32,
    unit: PeriodUnit,
}

impl Named {
    /// The period, where words without a year mean that of another day.
    pub(super) fn period(self, asked: NaiveDate) -> Option<Period> {
        let year = self.year.unwrap_or(asked.year());
        let day = NaiveDate::from_ymd_opt(year, self.month, self.day)?;
        Some(Period::containing(self.unit, day))
    }

    /// Whether a day lies in it.
    pub(super) fn around(self, day: NaiveDate) -> bool {
        self.period(day).is_some_and(|period| period.contains(day))
    }
}

/// The last period that a text names.
pub(super) fn named(text: &str) -> Option<Named> {
    located(&numerals(&folded(text))).map(|(named, _)| named)
}

/// The last period of a folded text, and what stands behind it.
fn located(text: &str) -> Option<(Named, &str)> {
    let quarter = text.rfind("季度").map(|at| (at, "季度"));
    let month = text.rfind('月').map(|at| (at, "月"));
    let (at, word) = quarter.into_iter().chain(month).max_by_key(|(at, _)| *at)?;
    let (before, behind) = (text.get(..at)?, text.get(at + word.len()..)?);
    let bare = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number: u32 = before.get(bare.len()..)?.parse().ok()?;
    let year = bare.strip_suffix('年').and_then(|rest| {
        let digits = rest.len().checked_sub(4)?;
        rest.get(digits..)?.parse().ok()
    });
    if word == "季度" {
        let month = (1..=4).contains(&number).then(|| number * 3 - 2)?;
        return Some((Named { year, month, day: 1, unit: PeriodUnit::Quarter }, behind));
    }
    let month = (1..=12).contains(&number).then_some(number)?;
    let behind = behind.strip_prefix('份').unwrap_or(behind);
    let dekads = [("上旬", 1), ("中旬", 11), ("下旬", 21)];
    let dekad = dekads.iter().find_map(|(word, day)| Some((*day, behind.strip_prefix(word)?)));
    let (day, unit, behind) = match dekad {
        Some((day, behind)) => (day, PeriodUnit::Dekad, behind),
        None => (1, PeriodUnit::Month, behind),
    };
    // 5月10日 is a day.
    let of_a_day = behind.starts_with(|letter: char| letter.is_ascii_digit());
    (!of_a_day).then_some((Named { year, month, day, unit }, behind))
}

/// What follows the period of a table in its title.
const FOLLOWS: [&str; 17] = [
    "重点", "工作", "进度", "进展", "完成", "情况", "报", "统计", "督查", "督办", "任务", "项目",
    "投资", "表", ")", "(", "累计",
];

/// The cell in the lines above a head that says the table is of another period, and the last day of that.
pub(super) fn of_another(
    sheet: &Sheet,
    rows: impl Iterator<Item = u32>,
    asked: &[NaiveDate],
) -> Option<(u32, u32, Option<NaiveDate>)> {
    let first = *asked.first()?;
    let mut other = None;
    for row in rows {
        for (column, cell) in sheet.rows.get(&row).into_iter().flat_map(Row::iter) {
            let Cell::Text(text) = cell else { continue };
            let Some(period) = title(text).and_then(|named| named.period(first)) else { continue };
            if asked.iter().any(|day| period.contains(*day)) {
                return None;
            }
            other.get_or_insert((row, *column, Some(period.last)));
        }
    }
    other
}

/// The period that a title says its table is of.
fn title(text: &str) -> Option<Named> {
    let text = numerals(&folded(text));
    let aside = ["日期", "时间", "填报", "制表", "会议", "文件"];
    if is_label(&text) || aside.iter().any(|word| text.contains(word)) {
        return None;
    }
    let (named, behind) = located(&text)?;
    let of_table = behind.is_empty() || FOLLOWS.iter().any(|word| behind.starts_with(word));
    of_table.then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let asked = NaiveDate::from_ymd_opt(2018, 5, 10).unwrap();
        title(text)?.period(asked).map(|period| period.to_string())
    }

    #[test]
    fn titles_say_which_period_a_table_is_of() {
        for (text, period) in [
            ("东海街道办2018年4月重点工作进展情况表", Some("2018-04")),
            ("5月上旬重点项目进度表", Some("2018-05-D1")),
            ("丰泽区重点工作(2018年五月中旬)", Some("2018-05-D2")),
            ("二季度完成情况", Some("2018-Q2")),
            ("1-5月投资完成情况", Some("2018-05")),
            ("2017年12月份督查通报进度表", Some("2017-12")),
            ("填报日期:5月2日", None),
            ("截至5月10日进度", None),
            ("落实4月区政府会议精神进度表", None),
            ("2018年重点工作进度表", None),
            ("13月进度", None),
        ] {
            assert_eq!(read(text).as_deref(), period, "{text}");
        }
    }
}
