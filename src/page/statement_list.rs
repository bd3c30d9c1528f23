//! One count of a statement, opened into what it counted.

use super::parts::{self, left, right, title_column, wrapping};
use super::statement::{listed as name, stands, title as period_title};
use super::words::{self, say};
use super::{Block, Ink, Page, Row, Table, Text};
use crate::account::{Account, Detail, Filter, Item, Listed, Statement, What};
use crate::ledger::Locale;

/// The list of a count.
pub fn page(
    made: &Statement<'_, '_>,
    listed: Listed,
    items: &[Item<'_, '_>],
    filter: &Filter,
    lang: Locale,
) -> Page {
    let account = made.account;
    let (period, count) = (period_title(made.period, account, lang), items.len());
    let name = name(listed, lang);
    let title = say!(lang, "{period}{name} {count}", "{period}, {name}: {count}");
    let mut blocks = vec![Block::Spread(
        Text::inked(title.clone(), Ink::Bold),
        stands(made, lang),
    )];
    blocks.extend(super::scope::line(account, filter, lang));
    if !items.is_empty() {
        blocks.extend([Block::Gap, Block::Table(table(made, items, lang))]);
    }
    blocks.push(Block::Gap);
    blocks.extend(parts::notes(account, lang));
    Page {
        title,
        lang: lang.tag(),
        blocks,
    }
}

fn table(made: &Statement<'_, '_>, items: &[Item<'_, '_>], lang: Locale) -> Table {
    let account = made.account;
    let dated = items.iter().any(|item| item.on.is_some());
    let said = items.iter().any(|item| text(account, item, lang).is_some());
    let mut columns = vec![
        left(say!(lang, "编号", "Id"), 0),
        title_column(lang),
        left(say!(lang, "牵头单位", "Owner"), 1),
        right(say!(lang, "时限", "Due"), 0),
    ];
    if dated {
        columns.push(right(say!(lang, "日期", "Day"), 0));
    }
    if said {
        columns.push(wrapping(say!(lang, "说明", "Note")));
    }
    columns.push(left(say!(lang, "状态", "Standing"), 2));
    let row = |item: &Item<'_, '_>| {
        let own = item.own;
        let day = |day| parts::day(account, own, day, lang);
        let mut cells = vec![
            parts::id(own),
            own.task.title.as_ref().into(),
            parts::owner(account, own).into(),
            day(own.state.due).into(),
        ];
        if dated {
            cells.push(item.on.map_or_else(String::new, day).into());
        }
        if said {
            cells.push(text(account, item, lang).unwrap_or_default().into());
        }
        let ink = words::ink(own.light);
        cells.push(Text::inked(words::standing(own.standing, lang), ink));
        Row::Cells {
            cells,
            details: Vec::new(),
        }
    };
    Table {
        columns,
        rows: items.iter().map(row).collect(),
    }
}

/// What there is to say of one thing counted.
pub fn text(account: &Account<'_>, item: &Item<'_, '_>, lang: Locale) -> Option<String> {
    let department = |id: Option<crate::ledger::DepartmentId>| {
        id.map_or_else(String::new, |id| account.book.department(id).name.clone())
    };
    match &item.detail {
        Detail::None => None,
        Detail::Words(words) => Some((*words).to_owned()),
        Detail::Moved(from, to) => {
            let (from, to) = (department(*from), department(*to));
            Some(format!("{from} → {to}"))
        }
        Detail::Period(period) => Some(words::period(*period, lang)),
        Detail::Outcome(outcome) => Some(name(Listed::of(*outcome), lang)),
        Detail::Happened(what) => corrected(item, what, lang),
    }
}

/// `60户 → 48户:重复统计`.
pub(super) fn corrected(item: &Item<'_, '_>, what: &What<'_>, lang: Locale) -> Option<String> {
    let What::Corrected { from, to, why } = what else {
        return None;
    };
    let unit = &item.own.task.unit;
    let amount = |quantity| words::amount(quantity, unit);
    let from = from.map_or_else(|| say!(lang, "未报", "nothing"), amount);
    Some(match to.map(amount) {
        Some(to) => say!(lang, "{from} → {to}:{why}", "{from} → {to}: {why}"),
        None => (*why).to_owned(),
    })
}
