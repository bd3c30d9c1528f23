//! The ledger as a workbook: 台账, 记录, 汇总, 逾期滞后, each a sheet with a head of two rows and its sums.

use super::{behind, entries, rollups, tasks};
use crate::account::{Account, Figures};
use crate::ledger::Locale;
use crate::page::frame::ledger_title;
use crate::page::words::{self, say};
use crate::page::{Block, Sheet};

/// The workbook; all tasks in the order of the book, those overdue and those that lag in theirs.
pub fn page(
    account: &Account<'_>,
    all: &[&Figures<'_>],
    [overdue, lagging]: [&[&Figures<'_>]; 2],
    lang: Locale,
) -> Sheet<'static> {
    let as_of = words::date(account.as_of, lang);
    let unit = say!(
        lang,
        "截至{as_of}　单位：%、个百分点、万元，另有注明的除外",
        "As of {as_of}. In percent, points and 10,000 yuan where nothing else is said"
    );
    let day = say!(lang, "截至{as_of}", "As of {as_of}");
    Sheet::new(ledger_title(account), lang)
        .with([Block::Heading(say!(lang, "台账", "Ledger"))])
        .with([tasks::table(account, all, unit.clone(), lang)])
        .with([Block::Heading(say!(lang, "记录", "Log"))])
        .with([entries::table(account, all, day, lang)])
        .with([Block::Heading(say!(lang, "汇总", "Rollup"))])
        .with([rollups::table(account, all, unit.clone(), lang)])
        .with([Block::Heading(say!(lang, "逾期滞后", "Behind"))])
        .with([behind::table(account, [overdue, lagging], unit, lang)])
        .noted(account, lang)
}
