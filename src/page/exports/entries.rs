//! 记录: a row an entry of the logs, the latest day first.

use super::columns::{Columns, Part};
use crate::account::{Account, Figures};
use crate::ledger::{Entry, Event, EventKind, Locale};
use crate::page::words::{self, say};
use crate::page::{BlockOf, Cell, Value, Way, judgement, parts, said};

/// The sheet.
pub(super) fn table(
    account: &Account<'_>,
    tasks: &[&Figures<'_>],
    unit: String,
    lang: Locale,
) -> BlockOf<'static> {
    let rows = tasks.iter().flat_map(|task| {
        let log = task.task.log.iter().filter(|entry| entry.on <= account.as_of);
        log.map(move |entry| (*task, entry))
    });
    let mut rows: Vec<(&Figures<'_>, &Entry<'_>)> = rows.collect();
    rows.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.on));
    let count = rows.len();
    let extra = |entry: &Entry<'_>, of: fn(&crate::ledger::Extra<'_>) -> Option<String>| {
        entry.extra().and_then(of).unwrap_or_default()
    };
    let columns = Columns::<(&Figures<'_>, &Entry<'_>), usize>::new()
        .right(("on", say!(lang, "日期", "Day")), |(_, entry)| {
            Cell::day(entry.on, account.as_of, lang)
        })
        .always()
        .left(("id", say!(lang, "编号", "Id")), |(task, _)| task.task.id.to_string())
        .said(move |_| say!(lang, "合计", "All"))
        .always()
        .wrapping(("title", say!(lang, "事项", "Task")), |(task, _)| task.task.title.to_string())
        .sum(Way::Count, move |count| {
            let words = say!(lang, "{count}条", "{count}");
            Cell::new(words, Value::Number(*count as f64))
        })
        .always()
        .wrapping(("owner", say!(lang, "牵头单位", "Owner")), |(task, _)| {
            parts::owner_in_tables(account, task)
        })
        .left(("event", say!(lang, "类别", "Kind")), move |(_, entry)| event(entry, lang))
        .always()
        .right(("done", say!(lang, "累计完成", "Done so far")), |(_, entry)| {
            match &entry.event {
                Event::Done(done) => Cell::from(*done),
                _ => Cell::default(),
            }
        })
        .left(("unit", say!(lang, "计量单位", "Unit")), |(task, entry)| match &entry.event {
            Event::Done(_) => task.task.unit.to_string(),
            _ => String::new(),
        })
        .wrapping(("words", say!(lang, "内容", "Entry")), |(task, entry)| {
            said::said_in(account.book, &task.task.unit, entry, lang)
        })
        .always()
        .wrapping(("next", say!(lang, "下步打算", "Next")), |(_, entry)| {
            entry.next.as_deref().unwrap_or_default().to_owned()
        })
        .left(("by", say!(lang, "报送", "By")), |(_, entry)| {
            entry.by().map_or("", |by| judgement::name_of(account.book, by)).to_owned()
        })
        .right(("got", say!(lang, "收到", "Received")), |(_, entry)| {
            let got = entry.extra().and_then(|extra| extra.got);
            got.map_or_else(Cell::default, |got| Cell::day(got, account.as_of, lang))
        })
        .right(
            ("invested", say!(lang, "完成投资（万元）", "Invested (10,000 yuan)")),
            |(_, entry)| {
                let invested = entry.extra().and_then(|extra| extra.invested);
                invested.map_or_else(Cell::default, Cell::from)
            },
        )
        .wrapping(("evidence", say!(lang, "佐证", "Evidence")), move |(_, entry)| {
            extra(entry, |extra| extra.evidence.as_ref().map(ToString::to_string))
        })
        .wrapping(("approval", say!(lang, "依据", "Approval")), move |(_, entry)| {
            extra(entry, |extra| extra.approval.as_ref().map(ToString::to_string))
        });
    let parts = vec![Part { rows, sums: count }];
    columns.table((say!(lang, "记录", "Log"), unit, 3), (parts, None), lang)
}

/// What kind of entry.
fn event(entry: &Entry<'_>, lang: Locale) -> String {
    match entry.event.kind() {
        EventKind::Done => say!(lang, "进度", "Figure"),
        EventKind::Step => say!(lang, "节点", "Step"),
        EventKind::Note => say!(lang, "说明", "Note"),
        EventKind::Judge => say!(lang, "认定", "Judgement"),
        EventKind::Blocked => say!(lang, "阻点", "Blocker"),
        EventKind::Raise => say!(lang, "阻点提级", "Blocker raised"),
        EventKind::Cleared => say!(lang, "阻点解决", "Blocker cleared"),
        EventKind::Request => words::begun(words::request(lang), lang),
        EventKind::Verify => say!(lang, "销号", "Struck off"),
        EventKind::Reject => say!(lang, "退回", "Returned"),
        EventKind::Reopen => say!(lang, "重开", "Reopened"),
        EventKind::Ask => say!(lang, "申请延期", "Extension asked"),
        EventKind::Refuse => say!(lang, "延期未准", "Extension refused"),
        EventKind::Extend => say!(lang, "延期", "Extended"),
        EventKind::Adjust => say!(lang, "调整", "Adjusted"),
        EventKind::Suspend => say!(lang, "暂停", "Suspended"),
        EventKind::Resume => say!(lang, "恢复", "Resumed"),
        EventKind::Cancel => say!(lang, "撤销", "Cancelled"),
        EventKind::Rolled => say!(lang, "结转", "Rolled over"),
        EventKind::Order => say!(lang, "批示", "Order"),
        EventKind::Urge => say!(lang, "催办", "Urged"),
        EventKind::Answer => say!(lang, "答复", "Answered"),
    }
}
