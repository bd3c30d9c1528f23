//! How a figure of the ledger came out of a cell, on one line: `上旬 85 + 本旬完成 12 = 97户`.

use crate::account::{Way, Worked};
use crate::calendar::{Period, PeriodUnit};
use crate::ledger::{Locale, Quantity, folded};
use crate::page::words::{self, say};
use chrono::NaiveDate;

/// The line.
pub(super) fn arithmetic(worked: &Worked, lang: Locale) -> String {
    let heading = plain(&worked.heading.1);
    let unit = worked.unit.as_str();
    let result = words::amount(worked.result, unit);
    match &worked.way {
        Way::AsItIs => say!(lang, "{heading} {result}", "{heading} {result}"),
        Way::Exchanged { amount, unit } => {
            let amount = words::amount(*amount, unit);
            say!(lang, "{heading} {amount} = {result}", "{heading} {amount} = {result}")
        }
        Way::Added { last, of, more, from } => {
            let before = before(*of, *from, &heading, lang);
            say!(
                lang,
                "{before} {last} + {heading} {more} = {result}",
                "{before} {last} + {heading} {more} = {result}"
            )
        }
        Way::SinceWorkBegan { base } if base.millionths() != 0 => {
            let base = words::amount(*base, unit);
            say!(
                lang,
                "{heading} {result}，含底数 {base}，照记",
                "{heading} {result}, the baseline of {base} included, as the ledger counts"
            )
        }
        Way::SinceWorkBegan { .. } => say!(
            lang,
            "{heading} {result}，台账也从开工算起，照记",
            "{heading} {result}, as the ledger counts since the work began too"
        ),
        Way::LessEarlier { all, total, year } => {
            let earlier = total.millionths() - year.millionths();
            let earlier = Quantity::from_millionths(earlier);
            say!(
                lang,
                "{heading} {all} - 年前 {earlier}（总投资 {total} - 年度计划 {year}）= {result}",
                "{heading} {all} - {earlier} before the year (total {total} - plan of the year {year}) = {result}"
            )
        }
        Way::OfTarget { rate, target, .. } => {
            let exact = i128::from(rate.millionths()) * i128::from(target.millionths());
            let target = words::amount(*target, unit);
            let is_exact = exact == i128::from(worked.result.millionths()) * 100_000_000;
            let equals = if is_exact { "=" } else { "≈" };
            say!(
                lang,
                "目标 {target} × {heading} {rate}% {equals} {result}",
                "target {target} × {heading} {rate}% {equals} {result}"
            )
        }
    }
}

/// What the last figure is of: 上旬 beside 本旬, else its day; the baseline where there is none.
fn before(of: Option<NaiveDate>, from: NaiveDate, heading: &str, lang: Locale) -> String {
    let Some(day) = of else {
        return say!(lang, "底数", "baseline");
    };
    let units = [
        (["本旬", "当旬"], PeriodUnit::Dekad, say!(lang, "上旬", "last ten days")),
        (["本周", "当周"], PeriodUnit::Week, say!(lang, "上周", "last week")),
        (["本月", "当月"], PeriodUnit::Month, say!(lang, "上月", "last month")),
        (["本季", "当季"], PeriodUnit::Quarter, say!(lang, "上季", "last quarter")),
    ];
    let heading = folded(heading);
    let named = units.into_iter().find(|(words, unit, _)| {
        let period = from.pred_opt().map(|day| Period::containing(*unit, day));
        words.iter().any(|word| heading.contains(word))
            && period.is_some_and(|period| period.contains(day))
    });
    named.map_or_else(|| words::day(day, from, lang), |(.., name)| name)
}

/// A heading without its unit in brackets, and without the words over all columns of figures.
fn plain(heading: &str) -> String {
    let mut plain = heading.to_owned();
    while let Some((before, rest)) = plain.split_once(['(', '（']) {
        let Some((_, after)) = rest.split_once([')', '）']) else { break };
        plain = format!("{before}{after}");
    }
    let over =
        ["完成情况", "进展情况", "工作进展"].iter().find_map(|word| plain.strip_prefix(word));
    let plain = over.filter(|rest| rest.starts_with(' ')).unwrap_or(&plain).trim();
    if plain.is_empty() { heading.to_owned() } else { plain.to_owned() }
}
