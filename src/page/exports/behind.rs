//! 逾期滞后: the tasks past their deadline, the latest first, then those that lag, the worst first.

use super::columns::{Columns, Part, counted};
use crate::account::{Account, Figures};
use crate::ledger::{Locale, Share};
use crate::page::words::{self, say};
use crate::page::{BlockOf, Cell, Value, Way, parts, rate};

/// The sheet; the two lists are already chosen and in order.
pub(super) fn table(
    account: &Account<'_>,
    lists: [&[&Figures<'_>]; 2],
    unit: String,
    lang: Locale,
) -> BlockOf<'static> {
    let lists = lists.into_iter().filter(|tasks| !tasks.is_empty());
    let parts = lists.map(|tasks| Part { rows: tasks.to_vec(), sums: tasks.len() }).collect();
    let (decimals, name) = (account.book.decimals(), say!(lang, "逾期滞后", "Behind"));
    let share = move |task: &Figures<'_>, share: Option<Share>| {
        Cell::exact(share.filter(|_| task.standing.is_counted()), decimals)
    };
    let days = |days: Option<i64>| {
        days.map_or_else(Cell::default, |days| {
            Cell::new(days.to_string(), Value::Number(days as f64))
        })
    };
    let columns = Columns::new()
        .left(("standing", say!(lang, "状态", "Standing")), move |task: &&Figures<'_>| {
            words::begun(words::standing(task.standing, lang), lang)
        })
        .always()
        .left(("id", say!(lang, "编号", "Id")), |task| task.task.id.to_string())
        .said(move |_| say!(lang, "小计", "Count"))
        .always()
        .wrapping(("title", say!(lang, "事项", "Task")), |task| task.task.title.to_string())
        .sum(Way::Count, move |count: &usize| counted(*count, lang))
        .always()
        .left(("area", say!(lang, "领域", "Area")), |task| parts::area(account, task))
        .wrapping(("owner", say!(lang, "牵头单位", "Owner")), |task| {
            parts::owner_in_tables(account, task)
        })
        .left(("leader", say!(lang, "挂钩领导", "Leader")), |task| {
            task.state.leader.unwrap_or_default().to_owned()
        })
        .right(("due", say!(lang, "时限", "Due")), |task| match task.deadline() {
            Some(due) => Cell::day(due, account.as_of, lang),
            None => words::standing_promise(lang).into(),
        })
        .always()
        .right(("over", say!(lang, "逾期（天）", "Overdue (days)")), move |task| {
            days(task.overdue_days(account.as_of))
        })
        .right(("late", say!(lang, "慢（天）", "Behind (days)")), move |task| {
            days(account.lag_days(task))
        })
        .right(("planned", say!(lang, "应达%", "Plan %")), move |task| {
            share(task, task.shares.planned)
        })
        .right(("actual", say!(lang, "实达%", "Done %")), move |task| {
            share(task, task.shares.actual)
        })
        .right(("lag", say!(lang, "超欠", "+/-")), move |task| {
            Cell::exactly_over(task.shares.lag(), decimals)
        })
        .left(("light", say!(lang, "灯", "Light")), |task| parts::lit(account, task, lang))
        .always();
    told(columns, account, lang).table((name, unit, 4), (parts, None), lang)
}

/// What is told of each.
fn told<'a, 't: 'a, 'b: 't + 'a>(
    columns: Columns<'a, &'t Figures<'b>, usize>,
    account: &'a Account<'_>,
    lang: Locale,
) -> Columns<'a, &'t Figures<'b>, usize> {
    columns
        .wrapping(("last", say!(lang, "最近进展", "Last report")), move |task| {
            parts::last_progress(account, task, lang).unwrap_or_default()
        })
        .wrapping(("blockers", say!(lang, "阻点", "Blockers")), move |task| {
            parts::blockers(account, task, lang).join(&say!(lang, "；", "; "))
        })
        .wrapping(("remarks", say!(lang, "备注", "Remarks")), move |task| {
            let verdict = rate::lacks(account, task, lang).into_iter();
            let remarks = Some(parts::remarks(account, task, lang));
            let remarks = remarks.filter(|remarks| !remarks.is_empty());
            verdict.chain(remarks).collect::<Vec<String>>().join(&say!(lang, "；", "; "))
        })
}
