//! 汇总: a row an area, and below their sum a row a department.

use super::columns::{Columns, Part};
use crate::account::{Account, By, Figures, Light, Standing, Totals};
use crate::ledger::{Locale, Quantity};
use crate::page::groups::group_name;
use crate::page::words::{self, say};
use crate::page::{BlockOf, Cell, Value, Way};

/// A group: by what, its name, its sums.
type Group = (String, String, Totals);

/// The sheet.
pub(super) fn table(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    unit: String,
    lang: Locale,
) -> BlockOf<'static> {
    let part = |by: By| {
        let rollup = account.rollup(by, tasks);
        let name = words::by(by, lang);
        let rows = rollup.rows.into_iter().map(|row| {
            let group = group_name(by, row.group.as_deref(), row.in_tables(), lang);
            (name.clone(), group, row.totals)
        });
        Part { rows: rows.collect(), sums: rollup.totals }
    };
    let columns = counts(shares(account, lang), lang);
    let columns = columns
        .under(say!(lang, "投资（万元）", "Investment (10,000 yuan)"))
        .right(("invest", say!(lang, "年度计划", "Of the year")), |(.., totals)| totals.invest)
        .sum(Way::Sum, |totals| totals.invest)
        .right(("invested", say!(lang, "年度完成", "Made")), |(.., totals)| totals.invested)
        .sum(Way::Sum, |totals| totals.invested)
        .right(("invest-rate", say!(lang, "完成%", "Made %")), |(.., totals)| {
            Cell::exact(totals.invest_rate, account.book.decimals())
        })
        .sum(
            Way::Rate { of: vec!["invested"], among: vec!["invest"], less: Vec::new() },
            |totals| Cell::exact(totals.invest_rate, account.book.decimals()),
        );
    let parts = [By::Area, By::Dept].map(part).into();
    columns.table((say!(lang, "汇总", "Rollup"), unit, 3), (parts, None), lang)
}

/// How many tasks a group has, how many are done, how far they have come.
fn shares<'a>(account: &Account<'_>, lang: Locale) -> Columns<'a, Group, Totals> {
    let decimals = account.book.decimals();
    let mean = || Way::Mean { weight: "assessed", with: "actual" };
    let gone = [Standing::Cancelled, Standing::Rolled].map(Standing::name).into();
    let completion = Way::Rate { of: vec!["complete"], among: vec!["tasks"], less: gone };
    Columns::new()
        .left(("by", say!(lang, "分组", "By")), |(by, ..): &Group| by.clone())
        .always()
        .wrapping(("group", say!(lang, "名称", "Group")), |(_, name, _)| name.clone())
        .said(move |_| say!(lang, "合计", "All"))
        .always()
        .right(("tasks", say!(lang, "项数", "Tasks")), |(.., totals)| totals.tasks)
        .sum(Way::Sum, |totals: &Totals| totals.tasks)
        .always()
        .right(("complete", say!(lang, "办结", "Complete")), |(.., totals)| totals.complete)
        .sum(Way::Sum, |totals| totals.complete)
        .always()
        .right(("completion", say!(lang, "办结%", "Closed %")), move |(.., totals)| {
            Cell::exact(totals.completion, decimals)
        })
        .sum(completion, move |totals| Cell::exact(totals.completion, decimals))
        .always()
        .under(say!(lang, "进度", "Progress"))
        .right(("assessed", say!(lang, "参评权重", "Assessed weight")), |(.., totals)| {
            assessed(totals)
        })
        .sum(Way::Sum, assessed)
        .always()
        .right(("planned", say!(lang, "应达%", "Plan %")), move |(.., totals)| {
            Cell::exact(totals.planned, decimals)
        })
        .sum(mean(), move |totals| Cell::exact(totals.planned, decimals))
        .always()
        .right(("actual", say!(lang, "实达%", "Done %")), move |(.., totals)| {
            Cell::exact(totals.actual, decimals)
        })
        .sum(mean(), move |totals| Cell::exact(totals.actual, decimals))
        .always()
        .right(("lag", say!(lang, "超欠", "+/-")), move |(.., totals)| {
            Cell::exactly_over(totals.lag, decimals)
        })
        .sum(Way::Difference { of: "actual", less: "planned" }, move |totals| {
            Cell::exactly_over(totals.lag, decimals)
        })
        .always()
}

fn assessed(totals: &Totals) -> Cell {
    let weight = totals.assessed_weight;
    let shown = Quantity::from_millionths(weight.rounded(100) * (Quantity::ONE / 100));
    Cell::new(shown.to_string(), Value::Number(weight.as_f64()))
}

/// How many stand how, and how many have which light.
fn counts<'a>(mut columns: Columns<'a, Group, Totals>, lang: Locale) -> Columns<'a, Group, Totals> {
    columns = columns.under(say!(lang, "状态（项）", "Standing (tasks)"));
    for (name, standing) in Standing::ALL {
        let head = words::begun(words::standing(standing, lang), lang);
        columns = columns
            .right((name, head), move |(.., totals)| totals.standing(standing))
            .sum(Way::Sum, move |totals| totals.standing(standing));
    }
    columns = columns.under(say!(lang, "灯（项）", "Light (tasks)"));
    for (name, light) in Light::ALL {
        let head = words::begun(words::light(light, None, lang), lang);
        columns = columns
            .right((name, head), move |(.., totals)| totals.light(light))
            .sum(Way::Sum, move |totals| totals.light(light));
    }
    columns
}
