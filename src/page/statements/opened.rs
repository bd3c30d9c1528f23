//! One count of a statement, opened into what it counted.

use crate::account::{Account, Filter, HappeningKind, ItemDetail, Listed, ListedItem, Statement};
use crate::ledger::{IndicatorFigure, Locale};
use crate::page::period::{stands, title as period_title};
use crate::page::words::{self, say};
use crate::page::{Block, Cell, Page, Text, parts, scope, table};

/// The list of a count.
pub fn page(
    statement: &Statement<'_, '_>,
    listed: Listed,
    items: &[ListedItem<'_, '_>],
    filter: &Filter,
    lang: Locale,
) -> Page {
    let account = statement.account;
    let (period, count) = (period_title(statement.period, account, lang), items.len());
    let name = words::listed(listed, lang);
    let title = say!(lang, "{period}{name} {count}", "{period}, {name}: {count}");
    let mut page = Page::spread(title, stands(statement, lang), lang);
    page = page.with(scope::line(account, filter, lang));
    if !items.is_empty() {
        page = page.with([Block::Gap, table(account, name, items, lang)]);
    }
    page.with([Block::Gap]).noted(account, lang)
}

fn table(account: &Account<'_>, name: String, items: &[ListedItem<'_, '_>], lang: Locale) -> Block {
    let mut table = table::table(items, lang)
        .named(name)
        .area(account, |item| item.figures)
        .task(|item| item.figures)
        .owner(account, 1, |item| item.figures)
        .due(account, 0, |item| item.figures);
    if items.iter().any(|item| item.on.is_some()) {
        table = table.right(say!(lang, "日期", "Day"), 0, move |item| {
            item.on.map_or_else(Cell::default, |on| Cell::day(on, account.as_of, lang))
        });
    }
    if items.iter().any(|item| text(account, item, lang).is_some()) {
        table = table.wrapping(say!(lang, "说明", "Note"), |item| {
            text(account, item, lang).unwrap_or_default()
        });
    }
    let head = say!(lang, "状态", "Standing");
    let standing = |item: &&ListedItem<'_, '_>| {
        let figures = item.figures;
        Text::inked(words::standing(figures.standing, lang), words::ink(figures.light))
    };
    let light = |item: &&ListedItem<'_, '_>| parts::lit(account, item.figures, lang);
    table
        .wide(|table| table.left(say!(lang, "灯", "Light"), 0, light))
        .left(head, 2, standing)
        .block()
}

/// What there is to say of one thing counted.
pub fn text(account: &Account<'_>, item: &ListedItem<'_, '_>, lang: Locale) -> Option<String> {
    let department = |id: Option<crate::ledger::DepartmentId>| {
        id.map_or_else(String::new, |id| account.book.department(id).name.clone())
    };
    match &item.detail {
        ItemDetail::None => None,
        ItemDetail::Words(words) => Some((*words).to_owned()),
        ItemDetail::Moved(from, to) => {
            let (from, to) = (department(*from), department(*to));
            Some(format!("{from} → {to}"))
        }
        ItemDetail::Period(period) => Some(words::period(*period, account.as_of, lang)),
        ItemDetail::Outcome(outcome) => Some(words::listed(Listed::of(*outcome), lang)),
        ItemDetail::Happened(what) => corrected(item, what, lang),
    }
}

/// `60户 → 48户:重复统计`.
pub(super) fn corrected(
    item: &ListedItem<'_, '_>,
    what: &HappeningKind<'_>,
    lang: Locale,
) -> Option<String> {
    let HappeningKind::Corrected { from, to, why, figures } = what else {
        return None;
    };
    if !figures.is_empty() {
        let changes = figures.iter().map(|(figure, before)| {
            let before = IndicatorFigure { done: before.unwrap_or_default(), ..(*figure).clone() };
            format!("{} → {}", before.words(), words::amount(figure.done, &figure.unit))
        });
        let changes = words::list(&changes.collect::<Vec<String>>(), lang);
        return Some(say!(lang, "{changes}：{why}", "{changes}: {why}"));
    }
    let unit = &item.figures.task.unit;
    let amount = |quantity| words::amount(quantity, unit);
    let from = from.map_or_else(|| say!(lang, "未报", "nothing"), amount);
    Some(match to.map(amount) {
        Some(to) => say!(lang, "{from} → {to}：{why}", "{from} → {to}: {why}"),
        None => (*why).to_owned(),
    })
}
